//! Verbs of saying, nouns that can speak, and whether a name is a woman's or a man's: the lists of this room.

use std::sync::LazyLock;

use super::super::hash::{Set, Table};
use super::super::lexicon::{Class, Lexicon, fold};

/// How much a verb needs beside it before it reports what somebody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// "said": nothing.
    Plain,
    /// "explained": "that", a quotation, or its subject behind what was said.
    Clause,
    /// "called": a quotation.
    Quote,
    /// "adding": its subject is that of the sentence.
    Participle,
}

/// What a form of a Spanish verb needs before it to be the verb of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing.
    Finite,
    /// "Ha".
    Participle,
    /// "Se limitó a".
    Infinitive,
}

/// A noun that can be the one who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    /// A report, a law.
    Paper,
    /// People whom the text does not name.
    People,
    /// A court or board that is no organisation elsewhere: "la sala".
    Body,
    /// "The official": somebody who was named before.
    Generic,
}

/// Whom a pronoun or a form of address may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// She.
    Woman,
    /// He.
    Man,
}

/// A constant that the compiler cannot compute: it follows from the embedded lists alone and never changes.
static LISTS: LazyLock<Lists> = LazyLock::new(Lists::read);

/// The lists, by folded word.
#[derive(Debug, Default)]
pub(super) struct Lists {
    verbs: Table<Verb>,
    /// Verbs that are others, or nouns, without the accent on their last letter: "avisó" and "aviso".
    accented: Set,
    nouns: Table<Noun>,
    utterances: Set,
    /// Endings of English and of Spanish nouns for people, and words with such an ending that are no people.
    endings: [Vec<String>; 2],
    things: Set,
    genders: Table<Option<Gender>>,
}

impl Lists {
    /// The lists of the program; read on first use.
    pub(super) fn get() -> &'static Self {
        &LISTS
    }

    fn read() -> Self {
        let mut lists = Self::default();
        let saying = include_str!("../../../config/words/saying.txt");
        let accented = saying.split([',', '\n']).filter(|word| word.ends_with('ó'));
        lists.accented = accented.map(|word| fold(word.trim()).into_owned()).collect();
        for (label, word) in words(saying) {
            let verb = match label {
                "plain" => Verb::Plain,
                "clause" => Verb::Clause,
                "quote" => Verb::Quote,
                _ => Verb::Participle,
            };
            lists.verbs.entry(word).or_insert(verb);
        }
        for (label, word) in words(include_str!("../../../config/words/speaking.txt")) {
            if label == "utterances" {
                lists.utterances.insert(word);
                continue;
            }
            let noun = match label {
                "papers" => Noun::Paper,
                "people" => Noun::People,
                "bodies" => Noun::Body,
                _ => Noun::Generic,
            };
            lists.nouns.entry(word).or_insert(noun);
        }
        for (label, word) in words(include_str!("../../../config/words/nouns.txt")) {
            match label {
                "english endings" => lists.endings[0].push(word),
                "spanish endings" => lists.endings[1].push(word),
                "other" | "thing" | "time" => {
                    lists.things.insert(word);
                }
                _ => {}
            }
        }
        for (label, word) in words(include_str!("../../../config/words/genders.txt")) {
            let gender = match label {
                "women" => Some(Gender::Woman),
                "men" => Some(Gender::Man),
                _ => None,
            };
            lists.genders.insert(word, gender);
        }
        lists
    }

    /// What a folded word is as a verb of saying.
    pub(super) fn verb(&self, key: &str) -> Option<Verb> {
        self.verbs.get(key).copied()
    }

    /// Whether the word may be the verb that it is when folded.
    pub(super) fn has_accent(&self, text: &str, key: &str) -> bool {
        text.ends_with(['ó', 'Ó']) || !self.accented.contains(key)
    }

    /// What a folded Spanish form without a listing of its own is by its ending: a participle, an infinitive, a gerund, an
    /// imperfect, a future or the plural of a past. The listed third person of the past has the same stem.
    pub(super) fn form(&self, key: &str) -> Option<(Verb, Form)> {
        const IRREGULAR: &[(&str, &str)] = &[
            ("dicho", "dijo"),
            ("escrito", "escribio"),
            ("expuesto", "expuso"),
            ("propuesto", "propuso"),
            ("descrito", "describio"),
            ("sostenido", "sostuvo"),
            ("advertido", "advirtio"),
            ("pedido", "pidio"),
            ("decir", "dijo"),
            ("sostener", "sostuvo"),
            ("advertir", "advirtio"),
            ("pedir", "pidio"),
            ("proponer", "propuso"),
            ("exponer", "expuso"),
            ("dira", "dijo"),
            ("diran", "dijo"),
            ("diria", "dijo"),
        ];
        const ENDINGS: &[(&str, &str, Form)] = &[
            ("ado", "o", Form::Participle),
            ("ido", "io", Form::Participle),
            ("ar", "o", Form::Infinitive),
            ("er", "io", Form::Infinitive),
            ("ir", "io", Form::Infinitive),
            ("aba", "o", Form::Finite),
            ("aban", "o", Form::Finite),
            ("ia", "io", Form::Finite),
            ("ian", "io", Form::Finite),
            ("ara", "o", Form::Finite),
            ("aran", "o", Form::Finite),
            ("era", "io", Form::Finite),
            ("ira", "io", Form::Finite),
            ("an", "o", Form::Finite),
            ("aron", "o", Form::Finite),
            ("ieron", "io", Form::Finite),
        ];
        if let Some((form, past)) = IRREGULAR.iter().find(|(form, _)| *form == key) {
            let form = match form.as_bytes().last() {
                Some(b'o') => Form::Participle,
                Some(b'r') => Form::Infinitive,
                _ => Form::Finite,
            };
            return Some((self.verb(past)?, form));
        }
        ENDINGS.iter().find_map(|&(ending, past, form)| {
            let stem = key.strip_suffix(ending).filter(|stem| stem.len() > 2)?;
            Some((self.verb(&format!("{stem}{past}"))?, form))
        })
    }

    /// Whether the folded noun is for something said: "verdict", "respuesta".
    pub(super) fn is_utterance(&self, key: &str) -> bool {
        self.utterances.contains(key)
    }

    /// Whether a folded noun that no list of this room has is somebody by its ending: "welder", "soldadora".
    pub(super) fn is_person(&self, key: &str, is_english: bool) -> bool {
        let [english, spanish] = &self.endings;
        let endings = if is_english { english } else { spanish };
        let stem = |ending: &String| key.len() > ending.len() + 1 && key.ends_with(ending.as_str());
        key.len() > 4 && endings.iter().any(stem) && !self.things.contains(key) && self.verb(key).is_none()
    }

    /// What a folded noun is as a speaker.
    pub(super) fn noun(&self, key: &str) -> Option<Noun> {
        let known = |key: &str| self.nouns.get(key).copied();
        // "abogados": people whose singular is in the list.
        let singular = || {
            let people = |key: &str| known(key).filter(|noun| matches!(noun, Noun::People | Noun::Generic));
            let key = key.strip_suffix('s').filter(|key| key.len() > 3)?;
            people(key).or_else(|| people(key.strip_suffix('e')?)).map(|_| Noun::People)
        };
        known(key).or_else(singular)
    }

    /// Whose a folded given name is.
    pub(super) fn gender(&self, key: &str) -> Option<Gender> {
        // Given names of most languages here end in "a" or "o" by whose they are; those that do not are in the list.
        let by_ending = || {
            let is_given = Lexicon::get().word(key).is(Class::GIVEN) && key.len() > 3;
            match key.bytes().last().filter(|_| is_given)? {
                b'a' => Some(Gender::Woman),
                b'o' if !key.ends_with("ko") => Some(Gender::Man),
                _ => None,
            }
        };
        self.genders.get(key).copied().unwrap_or_else(by_ending)
    }
}

/// The folded words of a list with the label of their line.
fn words(list: &str) -> impl Iterator<Item = (&str, String)> {
    let lines = list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    lines.flat_map(|(label, words)| words.split(", ").map(move |word| (label, fold(word.trim()).into_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_know_verbs_nouns_and_names_without_their_accents() {
        let lists = Lists::get();
        assert_eq!(lists.verb("senalo"), Some(Verb::Clause));
        assert_eq!(lists.verb("said"), Some(Verb::Plain));
        assert!(
            lists.has_accent("avisó", "aviso")
                && !lists.has_accent("aviso", "aviso")
                && lists.has_accent("dijo", "dijo")
        );
        assert_eq!(lists.verb("table"), None);
        assert_eq!(lists.form("explicado"), Some((Verb::Clause, Form::Participle)));
        assert_eq!(lists.form("senalaria"), None);
        assert_eq!(lists.form("respondian"), Some((Verb::Clause, Form::Finite)));
        assert_eq!(lists.form("pedir"), Some((Verb::Quote, Form::Infinitive)));
        assert!(lists.is_utterance("respuesta") && !lists.is_utterance("mesa"));
        assert_eq!(lists.noun("ley"), Some(Noun::Paper));
        assert_eq!(lists.noun("residents"), Some(Noun::People));
        assert_eq!(lists.gender("sofia"), Some(Gender::Woman));
        assert_eq!(lists.gender("joshua"), Some(Gender::Man));
        assert_eq!(lists.gender("keiko"), Some(Gender::Woman));
        assert_eq!(lists.gender("table"), None);
    }
}

//! What a noun is that no list of roles has: by its ending, or as one of the frequent words that are never people.

use std::sync::LazyLock;

use super::super::Language;
use super::super::hash::Table;
use super::super::lexicon::fold;

/// Letters from which an ending tells something.
const LEAST: usize = 5;

/// A constant that the compiler cannot compute: it follows from the embedded list alone and never changes.
static NOUNS: LazyLock<Nouns> = LazyLock::new(|| Nouns::of(include_str!("../../../config/words/nouns.txt")));

/// What a noun is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// No person, although it ends like one.
    Other,
    /// A person and no more ("a man").
    Human,
    /// Never a person.
    Thing,
    /// A unit of time.
    Time,
    /// A relation in a family.
    Kin(Kin),
}

/// Who a relation in a family is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kin {
    /// "Mother".
    Woman,
    /// "Father".
    Man,
    /// "Cousin".
    Either,
}

#[derive(Debug, Default)]
struct Nouns {
    sorts: Table<Sort>,
    english: Vec<String>,
    spanish: Vec<String>,
}

impl Nouns {
    fn of(list: &str) -> Self {
        let mut nouns = Self::default();
        let lines = list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
        for (label, words) in lines {
            let words = words.split(", ").map(|word| fold(word.trim()).into_owned());
            let sort = match label {
                "english endings" => {
                    nouns.english.extend(words);
                    continue;
                }
                "spanish endings" => {
                    nouns.spanish.extend(words);
                    continue;
                }
                "human" => Sort::Human,
                "thing" => Sort::Thing,
                "time" => Sort::Time,
                "women of a family" => Sort::Kin(Kin::Woman),
                "men of a family" => Sort::Kin(Kin::Man),
                "kin" => Sort::Kin(Kin::Either),
                _ => Sort::Other,
            };
            nouns.sorts.extend(words.map(|word| (word, sort)));
        }
        nouns
    }

    fn sort(&self, word: &str) -> Option<Sort> {
        self.sorts.get(&*fold(word)).copied()
    }
}

/// Whether the word has the ending of a noun for somebody who does something.
pub(super) fn is_agent(word: &str, language: Language) -> bool {
    let nouns = &*NOUNS;
    let endings = match language {
        Language::English => &nouns.english,
        Language::Spanish => &nouns.spanish,
    };
    // "Wood-carver", "co-worker": the last part tells.
    let last = word.rsplit('-').next().unwrap_or(word);
    let key = fold(last);
    key.chars().count() >= LEAST
        && !key.ends_with("mente")
        && nouns.sort(word).is_none()
        && nouns.sort(last).is_none()
        && endings.iter().any(|ending| key.ends_with(ending.as_str()))
}

/// Whether a word that no list has may be a noun for somebody: neither abstract nor an adjective by its ending.
pub(super) fn is_countable(word: &str) -> bool {
    const OTHERS: [&str; 51] = [
        "cion", "sion", "dad", "tad", "miento", "aje", "ez", "eza", "ura", "encia", "ancia", "ismo", "isimo", "isima",
        "ado", "ada", "ido", "ida", "oso", "osa", "ico", "ica", "ble", "ivo", "iva", "eno", "ena", "ino", "ina", "ano",
        "ana", "es", "esa", "al", "az", "oz", "ando", "endo", "mente", "tion", "sion", "ness", "ment", "ity", "ship",
        "ing", "ed", "ism", "ance", "ence", "ense",
    ];
    let key = fold(word);
    // "El lustrabotas", "la guardaparques": a verb and its object.
    let is_joined = ["guarda", "lustra", "limpia", "cuida", "lava", "canta", "mata", "toca", "caza", "busca", "vende"]
        .iter()
        .any(|verb| key.starts_with(verb));
    NOUNS.sort(word).is_none()
        && (!key.ends_with('s') || is_joined)
        && !OTHERS.iter().any(|ending| key.ends_with(ending))
}

/// "Cervecería Nevado", "Agroindustrial Figueroa": the ending of a word that names a thing before a name, in no list.
pub(super) fn heads_thing(word: &str) -> bool {
    ["ería", "erías", "strial", "mercial", "ística"].iter().any(|ending| word.ends_with(ending))
}

/// Whether the word says that it is a person and no more.
pub(super) fn is_human(word: &str) -> bool {
    NOUNS.sort(word) == Some(Sort::Human)
}

/// Whether the word is never what a person is.
pub(super) fn is_thing(word: &str) -> bool {
    matches!(NOUNS.sort(word), Some(Sort::Thing | Sort::Time))
}

/// Whether the word is a unit of time.
pub(super) fn is_time(word: &str) -> bool {
    NOUNS.sort(word) == Some(Sort::Time)
}

/// Whether the word is a relation in a family, and whose if it tells: a woman's or a man's.
pub(super) fn kin(word: &str) -> Option<Kin> {
    match NOUNS.sort(word) {
        Some(Sort::Kin(kin)) => Some(kin),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_people_from_things_but_for_the_words_that_are_known() {
        for word in ["thatcher", "upholsterer", "wood-carver", "flautist", "drystone-waller", "boatman"] {
            assert!(is_agent(word, Language::English), "{word}");
        }
        for word in ["afilador", "ceramista", "farero", "astrónoma-bióloga"] {
            assert!(is_agent(word, Language::Spanish), "{word}");
        }
        for word in ["number", "later", "winter", "table"] {
            assert!(!is_agent(word, Language::English), "{word}");
        }
        for word in ["manera", "puente", "febrero"] {
            assert!(!is_agent(word, Language::Spanish), "{word}");
        }
        assert_eq!(kin("sobrina"), Some(Kin::Woman));
        assert!(is_human("woman") && is_thing("éxito") && is_time("semanas"));
    }
}

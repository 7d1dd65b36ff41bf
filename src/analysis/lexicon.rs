//! What single words and fixed phrases are: given names, places, roles, reporting verbs. The lists are in `config/words`.

use std::borrow::Cow;
use std::ops::BitOr;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::hash::Table;

/// A set of the things a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u32);

impl Class {
    /// A given name.
    pub(super) const GIVEN: Self = Self(1);
    /// A surname.
    pub(super) const SURNAME: Self = Self(1 << 1);
    /// A country, region or town.
    pub(super) const PLACE: Self = Self(1 << 2);
    /// A nationality, language, religion or movement.
    pub(super) const NATION: Self = Self(1 << 3);
    /// A month, weekday or holiday.
    pub(super) const TIME: Self = Self(1 << 4);
    /// A noun that heads or ends the name of an organisation.
    pub(super) const ORGANISATION: Self = Self(1 << 5);
    /// A noun that heads or ends the name of a place or building.
    pub(super) const SITE: Self = Self(1 << 6);
    /// A noun that heads or ends the name of an event, law, plan or product.
    pub(super) const THING: Self = Self(1 << 7);
    /// A company or other thing that is named like a person.
    pub(super) const BRAND: Self = Self(1 << 8);
    /// A form of address.
    pub(super) const HONORIFIC: Self = Self(1 << 9);
    /// A noun for what someone is.
    pub(super) const ROLE: Self = Self(1 << 10);
    /// A word before a role that belongs to it.
    pub(super) const MODIFIER: Self = Self(1 << 11);
    /// A role that stands before a last name alone.
    pub(super) const TITLE: Self = Self(1 << 12);
    /// A verb that reports what someone says.
    pub(super) const REPORTING: Self = Self(1 << 13);
    /// A function word or very frequent word of English.
    pub(super) const ENGLISH: Self = Self(1 << 14);
    /// A function word or very frequent word of Spanish.
    pub(super) const SPANISH: Self = Self(1 << 15);
    /// A word that leans on the sentence before.
    pub(super) const OPENER: Self = Self(1 << 16);
    /// An abbreviation written with a final stop.
    pub(super) const ABBREVIATION: Self = Self(1 << 17);
    /// A small word inside names.
    pub(super) const PARTICLE: Self = Self(1 << 18);
    /// What may follow a name.
    pub(super) const SUFFIX: Self = Self(1 << 19);
    /// The first word of a phrase in the lists.
    const STARTS_PHRASE: Self = Self(1 << 20);
    /// A name by which somebody widely known is called alone.
    pub(super) const FAMOUS: Self = Self(1 << 21);

    /// A function word of either language.
    pub(super) const FUNCTION: Self = Self(Self::ENGLISH.0 | Self::SPANISH.0);
    /// A given name or surname.
    pub(super) const NAME: Self = Self(Self::GIVEN.0 | Self::SURNAME.0);
    /// A noun that makes the whole name something else than a person.
    pub(super) const IMPERSONAL: Self = Self(Self::ORGANISATION.0 | Self::SITE.0 | Self::THING.0);
    /// What makes a given name doubtful when nothing else speaks for a person.
    pub(super) const AMBIGUOUS: Self =
        Self(Self::PLACE.0 | Self::NATION.0 | Self::TIME.0 | Self::IMPERSONAL.0 | Self::FUNCTION.0 | Self::BRAND.0);

    /// Whether the word is any of `other`.
    pub(super) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set as a number. The recogniser has learned these numbers: whoever changes one has to train it again.
    pub(super) const fn bits(self) -> u32 {
        // What is widely known now is nothing to learn from.
        self.0 & !Self::FAMOUS.0
    }

    /// The set without these.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether a phrase of the lists may start with the word.
    pub(super) const fn starts_phrase(self) -> bool {
        self.is(Self::STARTS_PHRASE)
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The longest phrase of the lists, in words.
pub(super) const PHRASE_WORDS: usize = 4;

/// Places as they are written.
pub(super) const PLACES: &str = include_str!("../../config/words/places.txt");

const LISTS: &[(Class, &str)] = &[
    (Class::GIVEN, include_str!("../../config/words/given.txt")),
    (Class::SURNAME, include_str!("../../config/words/surnames.txt")),
    (Class::PLACE, PLACES),
    (Class::NATION, include_str!("../../config/words/nations.txt")),
    (Class::TIME, include_str!("../../config/words/times.txt")),
    (Class::ORGANISATION, include_str!("../../config/words/organisations.txt")),
    (Class::SITE, include_str!("../../config/words/sites.txt")),
    (Class::THING, include_str!("../../config/words/things.txt")),
    (Class::BRAND, include_str!("../../config/words/brands.txt")),
    (Class::HONORIFIC, include_str!("../../config/words/honorifics.txt")),
    (Class::ROLE, include_str!("../../config/words/roles.txt")),
    (Class::MODIFIER, include_str!("../../config/words/role-modifiers.txt")),
    (Class(Class::TITLE.0 | Class::ROLE.0), include_str!("../../config/words/titles.txt")),
    (Class::REPORTING, include_str!("../../config/words/reporting.txt")),
    (Class::ENGLISH, include_str!("../../config/words/stop-en.txt")),
    (Class::SPANISH, include_str!("../../config/words/stop-es.txt")),
    (Class::OPENER, include_str!("../../config/words/openers.txt")),
    (Class::ABBREVIATION, include_str!("../../config/words/abbreviations.txt")),
    (Class::PARTICLE, include_str!("../../config/words/particles.txt")),
    (Class::SUFFIX, include_str!("../../config/words/suffixes.txt")),
    (Class::FAMOUS, include_str!("../../config/words/famous.txt")),
];

/// A constant that the compiler cannot compute: it follows from the embedded lists alone and never changes.
static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::of(LISTS, include_str!("../../config/words/nicknames.txt")));

/// The lists, by folded word.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: Table<Class>,
    phrases: Table<Class>,
    /// The lines of the list of nicknames a name stands in.
    nicknames: Table<Vec<u16>>,
}

impl Lexicon {
    /// The lists of the program; read on first use.
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    fn of(lists: &[(Class, &str)], nicknames: &str) -> Self {
        let mut lexicon = Self::default();
        for &(class, list) in lists {
            for entry in list.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(',')) {
                lexicon.add(&fold(entry.trim()), class);
            }
        }
        for (line, names) in (0..).zip(nicknames.lines().filter(|line| !line.starts_with('#'))) {
            for name in names.split(',') {
                lexicon.nicknames.entry(fold(name.trim()).into_owned()).or_default().push(line);
            }
        }
        lexicon
    }

    fn add(&mut self, entry: &str, class: Class) {
        if entry.is_empty() {
            return;
        }
        let Some((first, _)) = entry.split_once(' ') else {
            let known = self.words.entry(entry.to_owned()).or_default();
            *known = *known | class;
            return;
        };
        let known = self.words.entry(first.to_owned()).or_default();
        *known = *known | Class::STARTS_PHRASE;
        let known = self.phrases.entry(entry.to_owned()).or_default();
        *known = *known | class;
    }

    /// What a folded word is.
    pub(super) fn word(&self, key: &str) -> Class {
        self.words.get(key).copied().unwrap_or_else(|| self.compound(key))
    }

    /// What a folded word is in the lists, whatever its make: no function word is made of others.
    pub(super) fn listed(&self, key: &str) -> Class {
        self.words.get(key).copied().unwrap_or_default()
    }

    /// What a word that is not in the lists is by its make: "Gómez-Ruiz", "Jean-Luc", "O’Dell", "al-Masri".
    fn compound(&self, key: &str) -> Class {
        const OFFICES: &[&str] =
            &["ex-", "ex", "vice-", "vice", "sub-", "sub", "co-", "co", "great-", "step", "step-", "half-", "grand"];
        const PREFIXES: &[&str] = &["mc", "o'", "al-", "el-", "ben-", "fitz"];
        if PREFIXES
            .iter()
            .filter_map(|prefix| key.strip_prefix(prefix))
            .any(|rest| rest.len() >= 3 && !rest.contains('\''))
        {
            return Class::SURNAME;
        }
        let of = |part: &str| self.listed(part);
        // "exjefe", "vice-rector", "subdirectora"
        let role = OFFICES.iter().find_map(|prefix| {
            let office = of(key.strip_prefix(prefix)?);
            office.is(Class::ROLE).then_some(office)
        });
        if let Some(role) = role {
            return if role.is(Class::TITLE) { Class::ROLE | Class::TITLE } else { Class::ROLE };
        }
        let Some((first, rest)) = key.split_once('-') else { return Class::default() };
        let (first, rest) = (of(first), of(rest));
        // "Governor-General"
        if first.is(Class::ROLE) && rest.is(Class::ROLE | Class::MODIFIER) {
            return Class::ROLE | Class::TITLE;
        }
        let both = |class: Class| first.is(class) && rest.is(class);
        match (both(Class::GIVEN), both(Class::SURNAME)) {
            (true, false) => Class::GIVEN,
            (_, true) => Class::SURNAME,
            (false, false) => Class::default(),
        }
    }

    /// What a phrase of folded words, separated by single spaces, is.
    pub(super) fn phrase(&self, key: &str) -> Class {
        self.phrases.get(key).copied().unwrap_or_default()
    }

    /// Whether two folded given names are forms of one name.
    pub(super) fn are_nicknames(&self, one: &str, other: &str) -> bool {
        match (self.nicknames.get(one), self.nicknames.get(other)) {
            (Some(one), Some(other)) => one.iter().any(|line| other.contains(line)),
            _ => false,
        }
    }
}

/// A word in lower case, without accents and final stop, with plain apostrophes and hyphens: the key of every list.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let lower = word.nfd().filter(|&letter| !is_combining_mark(letter)).flat_map(char::to_lowercase);
    Cow::Owned(
        lower
            .filter(|&letter| !is_combining_mark(letter))
            .map(|letter| match letter {
                '’' | 'ʼ' | '‘' => '\'',
                '‑' | '‐' => '-',
                'ø' => 'o',
                'ł' => 'l',
                'đ' | 'ð' => 'd',
                'ı' => 'i',
                other => other,
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whatever_its_case_and_accents() {
        let lexicon = Lexicon::get();
        for word in ["José", "JOSÉ", "jose", "Jose"] {
            assert!(lexicon.word(&fold(word)).is(Class::GIVEN), "{word}");
        }
        assert!(lexicon.word(&fold("Łukasz")).is(Class::GIVEN));
        assert!(lexicon.word(&fold("Søren")).is(Class::GIVEN));
        assert!(lexicon.word(&fold("Dr.")).is(Class::HONORIFIC));
        assert!(lexicon.word(&fold("Gómez-Ruiz")).is(Class::SURNAME));
        assert!(lexicon.word(&fold("Jean-Luc")).is(Class::GIVEN));
        assert!(lexicon.word(&fold("O’Connell")).is(Class::SURNAME));
        assert_eq!(lexicon.word("zzz"), Class::default());
    }

    #[test]
    fn a_phrase_is_found_and_its_first_word_says_that_one_may_follow() {
        let lexicon = Lexicon::get();
        assert!(lexicon.phrase("new york").is(Class::PLACE));
        assert!(lexicon.word("new").starts_phrase());
        assert!(!lexicon.word("york").starts_phrase());
    }

    #[test]
    fn every_list_says_where_it_comes_from() {
        for (_, list) in LISTS {
            assert!(list.starts_with("# ") && list.lines().next().unwrap().contains("for this project"));
        }
    }

    #[test]
    fn no_phrase_is_longer_than_the_reader_looks() {
        let longest = Lexicon::get().phrases.keys().map(|phrase| phrase.split(' ').count()).max();
        assert!(longest <= Some(PHRASE_WORDS), "{longest:?}");
    }

    #[test]
    fn short_forms_of_given_names_are_known() {
        let lexicon = Lexicon::get();
        assert!(lexicon.are_nicknames("joe", "joseph"));
        assert!(lexicon.are_nicknames("paco", "francisco"));
        assert!(!lexicon.are_nicknames("joe", "francisco"));
    }
}

//! The words of a name, and when two names may be one person's.

use std::ops::Range;

use super::super::lexicon::{Class, Lexicon, fold};
use super::super::names::Listed;
use super::super::reading::{Piece, Vocabulary};
use super::super::token::Shape;

/// What a word is in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A given name.
    Given,
    /// A surname, alone enough to name the person.
    Family,
    /// The first letter of a name.
    Initial(char),
}

/// A word of a name; particles, forms of address and suffixes are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Part {
    /// Its number in the vocabulary.
    pub(super) word: u32,
    /// What it is in the name.
    pub(super) kind: Kind,
}

/// The parts of the name in these tokens. A lone word is a surname.
pub(super) fn parts(piece: &Piece<'_>, tokens: Range<usize>, vocabulary: &mut Vocabulary) -> Vec<Part> {
    let lexicon = Lexicon::get();
    let mut found: Vec<(u32, Class, Option<char>)> = Vec::new();
    let mut is_nickname = false;
    for token in piece.tokens.get(tokens.clone()).unwrap_or_default() {
        // The marks around a nickname: Ana “Nita” Ruiz.
        if token.shape == Shape::Mark {
            is_nickname = !is_nickname;
            continue;
        }
        // A nickname stands alone for the person as a surname does, whatever else the word is.
        let class = if is_nickname { Class::default() } else { vocabulary.class(token) };
        let text = piece.text.get(token.start as usize..token.end as usize).unwrap_or_default();
        if token.shape == Shape::Initial {
            for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
                found.push((token.word, class, letter.to_lowercase().next()));
            }
        } else if class.is(Class::PARTICLE) && !(class.is(Class::NAME) && token.shape == Shape::Capital) {
            // "Ben" is a particle and a name; as a name it is capitalised.
        } else {
            let stripped = vocabulary.get(token.word).and_then(|word| {
                ["al-", "el-", "ash-", "as-", "an-", "ad-"]
                    .iter()
                    .find_map(|prefix| word.key.strip_prefix(prefix))
                    .map(str::to_owned)
            });
            let word = stripped.map_or(token.word, |key| vocabulary.number(&key, lexicon));
            found.push((word, class, None));
        }
    }
    let count = found.len();
    let family_first = is_family_first(&found, vocabulary);
    let kinds = found.iter().enumerate().map(|(at, &(word, class, initial))| {
        let kind = match initial {
            Some(letter) if count > 1 => Kind::Initial(letter),
            _ if count == 1 => Kind::Family,
            _ if family_first => {
                if at == 0 {
                    Kind::Family
                } else {
                    Kind::Given
                }
            }
            _ if at == 0 => Kind::Given,
            // "Zoé Alejandro Robledo", "Andrés Manuel López"
            _ if at + 1 < count && at == 1 && class.is(Class::GIVEN) && (!class.is(Class::SURNAME) || count >= 4) => {
                Kind::Given
            }
            _ => Kind::Family,
        };
        Part { word, kind }
    });
    kinds.collect()
}

/// "Jan-Willem", "Anne-Marie": two given names with a hyphen, which no list has.
pub(super) fn is_double_given(text: &str) -> bool {
    let is_given = |part: &str| {
        let key = fold(part);
        part.starts_with(char::is_uppercase) && (Lexicon::get().word(&key).is(Class::GIVEN) || Listed::of(&key).given)
    };
    // In French these stand before any other.
    let opens = |one: &str| matches!(one, "Jean" | "Marie" | "Anne" | "Pierre" | "Paul" | "Louis" | "Charles");
    let is_name = |other: &str| other.starts_with(char::is_uppercase) && other.chars().skip(1).all(char::is_lowercase);
    text.split_once('-')
        .is_some_and(|(one, other)| is_given(one) && is_given(other) || opens(one) && other.len() > 2 && is_name(other))
}

/// Surnames of languages that put them first: Chinese, Korean, Vietnamese, Hungarian.
const FAMILY_FIRST: &[&str] = &[
    "ahn", "bae", "ban", "bui", "cai", "cao", "chang", "chen", "cheng", "cho", "choe", "choi", "chung", "dang", "deng",
    "ding", "do", "dong", "duong", "fan", "feng", "gao", "guo", "han", "he", "ho", "hoang", "hong", "hsieh", "hsu",
    "hu", "huang", "hwang", "jang", "jeon", "jeong", "jia", "jiang", "jin", "jung", "kang", "kim", "ko", "kuo", "kwon",
    "lai", "lam", "le", "lee", "li", "liang", "lim", "lin", "liu", "lu", "luo", "ly", "ma", "mai", "mao", "meng",
    "min", "moon", "nam", "ngo", "nguyen", "noh", "oh", "pan", "park", "peng", "pham", "phan", "qi", "qian", "ren",
    "roh", "ryu", "seo", "shen", "shi", "shin", "sim", "son", "song", "su", "sun", "tan", "tang", "tian", "to", "ton",
    "tran", "truong", "tsai", "vo", "vu", "wang", "wei", "wu", "xi", "xiao", "xie", "xu", "yan", "yang", "yao", "ye",
    "yin", "yoo", "yoon", "yu", "yuan", "yun", "zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu", "orban",
    "szabo", "nagy", "kovacs", "toth", "varga", "horvath",
];

/// "Xi Jinping", "Kim Jong-un", "Orbán Viktor": the surname stands first.
fn is_family_first(words: &[(u32, Class, Option<char>)], vocabulary: &Vocabulary) -> bool {
    let [(first, class, None), rest @ ..] = words else { return false };
    let custom = vocabulary.get(*first).is_some_and(|word| FAMILY_FIRST.contains(&&*word.key));
    let syllables = rest
        .first()
        .and_then(|(word, ..)| vocabulary.get(*word))
        .is_some_and(|word| word.key.contains('-') && word.key.len() <= 12);
    class.is(Class::SURNAME)
        && (!class.is(Class::GIVEN) || syllables)
        && custom
        && !rest.is_empty()
        && rest.len() <= 2
        && rest.iter().all(|(_, class, initial)| initial.is_none() && !class.is(Class::SURNAME))
}

/// Whether `short` may be a shorter form of `long`: its words stand in `long` in the same order, one of them the
/// surname; initials and nicknames stand for given names.
pub(super) fn is_form(short: &[Part], long: &[Part], vocabulary: &Vocabulary) -> bool {
    let mut rest = long.iter();
    let mut family = false;
    for part in short {
        let Some(at) = rest.find(|other| are_alike(*part, **other, vocabulary)) else { return false };
        family |= at.kind == Kind::Family && !matches!(part.kind, Kind::Initial(_));
    }
    family
}

fn are_alike(short: Part, long: Part, vocabulary: &Vocabulary) -> bool {
    match (short.kind, long.kind) {
        (Kind::Initial(one), Kind::Initial(other)) => one == other,
        (Kind::Initial(letter), Kind::Given | Kind::Family) => starts_with(long.word, letter, vocabulary),
        (Kind::Given, Kind::Initial(letter)) => starts_with(short.word, letter, vocabulary),
        (Kind::Family, Kind::Initial(_)) => false,
        (Kind::Given | Kind::Family, Kind::Given | Kind::Family) => {
            short.word == long.word
                || short.kind == Kind::Given
                    && long.kind == Kind::Given
                    && are_nicknames(short.word, long.word, vocabulary)
        }
    }
}

fn starts_with(word: u32, letter: char, vocabulary: &Vocabulary) -> bool {
    // "W." as well as "J." for "Jan-Willem"
    vocabulary.get(word).is_some_and(|word| word.key.split('-').any(|part| part.starts_with(letter)))
}

fn are_nicknames(one: u32, other: u32, vocabulary: &Vocabulary) -> bool {
    match (vocabulary.get(one), vocabulary.get(other)) {
        (Some(one), Some(other)) => Lexicon::get().are_nicknames(&one.key, &other.key),
        _ => false,
    }
}

//! Words, numbers and marks of a text, with their places.
//!
//! Hyphen, apostrophe and inner stop stay inside a word, an abbreviation keeps its final stop, English `’s` is a token
//! of its own.

use super::lexicon::{Class, Lexicon, fold};

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A word in lower case, or one that starts so.
    Lower,
    /// A word with a capital first letter.
    Capital,
    /// A word of capitals.
    Upper,
    /// A single capital, or several with stops (`J.`, `J.R.`).
    Initial,
    /// Digits first.
    Number,
    /// A web or e-mail address.
    Address,
    /// English `’s`.
    Possessive,
    /// Letters of a script without case.
    Other,
    /// Punctuation or another sign.
    Mark,
}

impl Shape {
    /// Whether it is a word of letters.
    pub(super) const fn is_word(self) -> bool {
        matches!(self, Self::Lower | Self::Capital | Self::Upper | Self::Initial | Self::Other)
    }
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// The word's number in the vocabulary.
    pub(super) word: u32,
    /// What it looks like.
    pub(super) shape: Shape,
}

/// An offset as it is stored. Blocks are far shorter than 4 GiB.
pub(super) fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Second halves of hyphenated words that make an adjective of a name (`Madrid-based`).
const ADJECTIVE_ENDS: &[&str] = &[
    "backed",
    "based",
    "born",
    "bound",
    "controlled",
    "driven",
    "educated",
    "era",
    "focused",
    "friendly",
    "funded",
    "held",
    "led",
    "like",
    "listed",
    "made",
    "managed",
    "occupied",
    "owned",
    "related",
    "run",
    "sized",
    "speaking",
    "sponsored",
    "style",
    "supported",
    "trained",
    "type",
    "wide",
];

/// The tokens of `text`; `word` is left at 0.
pub(super) fn tokens(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut rest = text;
    let mut after_word = false;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        if first.is_whitespace() {
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            after_word = false;
            continue;
        }
        let (length, shape) = if first.is_alphanumeric() {
            let (length, shape) = word(rest, lexicon);
            after_word = true;
            (length, shape)
        } else if after_word && is_possessive(rest) {
            after_word = false;
            (first.len_utf8() + 1, Shape::Possessive)
        } else {
            after_word = false;
            let run = if matches!(first, '.' | '-' | '!' | '?') {
                rest.find(|letter| letter != first).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            (run, Shape::Mark)
        };
        tokens.push(Token { start: offset(start), end: offset(start + length), word: 0, shape });
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ')
}

/// Whether the text goes on with `’s` and no letter after it.
fn is_possessive(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next().is_some_and(is_apostrophe)
        && letters.next().is_some_and(|letter| letter == 's' || letter == 'S')
        && !letters.next().is_some_and(char::is_alphanumeric)
}

/// Length and shape of the word `rest` starts with.
fn word(rest: &str, lexicon: &Lexicon) -> (usize, Shape) {
    let mut end = 0;
    let mut part = 0; // letters since the last inner stop
    let mut stops = false;
    let mut hyphen = None;
    let mut before = ' ';
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter) {
            part += 1;
            end = at + letter.len_utf8();
            before = letter;
            continue;
        }
        let next = letters.peek().map_or(' ', |&(_, next)| next);
        let inside = match letter {
            '@' if next.is_alphanumeric() => return (address(rest), Shape::Address),
            ':' if rest.get(at..).is_some_and(|tail| tail.starts_with("://")) => {
                return (address(rest), Shape::Address);
            }
            '.' if rest.starts_with("www.") => return (address(rest), Shape::Address),
            '_' | '+' if next.is_alphanumeric() => true,
            '\'' | '’' | 'ʼ' => {
                next.is_alphabetic() && before.is_alphabetic() && !rest.get(at..).is_some_and(is_possessive)
            }
            '-' | '‑' | '‐' => {
                hyphen = Some(at + letter.len_utf8());
                next.is_alphanumeric()
            }
            '.' => {
                let joins = next.is_alphanumeric()
                    && (before.is_ascii_digit() && next.is_ascii_digit()
                        || part == 1 && before.is_alphabetic()
                        || rest.get(at..).is_some_and(is_mail));
                stops |= joins;
                part = 0;
                joins
            }
            ',' => before.is_ascii_digit() && next.is_ascii_digit(),
            '&' => before.is_uppercase() && next.is_uppercase(),
            _ => false,
        };
        if !inside {
            break;
        }
        before = letter;
    }
    let text = rest.get(..end).unwrap_or_default();
    let shape = shape(text, stops, hyphen);
    let tail = rest.get(end..).unwrap_or_default();
    let takes_stop = tail.starts_with('.') && !tail.starts_with("..") && keeps_stop(text, shape, stops, tail, lexicon);
    (if takes_stop { end + 1 } else { end }, shape)
}

/// Whether an address follows before the next blank: only then a stop inside longer words joins them. Looks a few
/// bytes ahead, so that a text without blanks is not read again and again.
fn is_mail(tail: &str) -> bool {
    tail.chars().take(40).take_while(|letter| !letter.is_whitespace()).any(|letter| letter == '@')
}

fn address(rest: &str) -> usize {
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    rest.get(..end)
        .unwrap_or_default()
        .trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '/')
        .len()
        .max(1)
}

fn shape(text: &str, stops: bool, hyphen: Option<usize>) -> Shape {
    let Some(first) = text.chars().next() else { return Shape::Mark };
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        // "al-Masri", "d’Estaing"
        return if is_prefixed_name(text) {
            Shape::Capital
        } else if text.chars().any(char::is_lowercase) {
            Shape::Lower
        } else {
            Shape::Other
        };
    }
    if hyphen.and_then(|at| text.get(at..)).is_some_and(|end| ADJECTIVE_ENDS.contains(&end)) {
        return Shape::Lower;
    }
    if text.chars().any(char::is_lowercase) {
        return Shape::Capital;
    }
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if text.chars().any(char::is_numeric) {
        return Shape::Upper; // "F-86", "C4"
    }
    if letters == 1 || (stops && letters <= 3) { Shape::Initial } else { Shape::Upper }
}

/// Whether the word is a name behind a small Arabic or French word.
fn is_prefixed_name(text: &str) -> bool {
    const PREFIXES: &[&str] =
        &["al-", "el-", "as-", "ash-", "an-", "ad-", "ar-", "az-", "ul-", "bin-", "ben-", "d’", "d'"];
    // Every prefix ends in a sign; most words have none.
    text.bytes().any(|byte| !byte.is_ascii_alphabetic())
        && PREFIXES
            .iter()
            .filter_map(|prefix| text.strip_prefix(prefix))
            .any(|rest| rest.chars().next().is_some_and(char::is_uppercase))
}

fn keeps_stop(text: &str, shape: Shape, stops: bool, tail: &str, lexicon: &Lexicon) -> bool {
    if shape == Shape::Initial || (stops && shape != Shape::Number) {
        return true;
    }
    if text.len() > 6 || shape == Shape::Number {
        return false;
    }
    let key = fold(text);
    if !lexicon.word(&key).is(Class::ABBREVIATION) {
        return false;
    }
    // "No." and the like are words as well; before a number they are abbreviations.
    let next = tail.trim_start_matches(['.', ' ']).chars().next();
    match &*key {
        "no" | "nos" | "art" | "arts" | "fig" | "max" | "min" | "sec" | "mar" | "res" | "sol" | "est" | "ed" | "da"
        | "a" | "c" | "p" | "dip" => next
            .is_some_and(|next| next.is_numeric() || (shape == Shape::Capital && next.is_uppercase() && &*key != "no")),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, Lexicon::get()).iter().map(|token| &text[token.start as usize..token.end as usize]).collect()
    }

    #[test]
    fn hyphen_apostrophe_and_inner_stop_stay_inside() {
        assert_eq!(
            words("Dawn O’Connell, of AT&T, met Kim Jong-un at 9.30 a.m. for $1,200."),
            [
                "Dawn",
                "O’Connell",
                ",",
                "of",
                "AT&T",
                ",",
                "met",
                "Kim",
                "Jong-un",
                "at",
                "9.30",
                "a.m.",
                "for",
                "$",
                "1,200",
                "."
            ]
        );
    }

    #[test]
    fn the_possessive_is_a_token_of_its_own() {
        assert_eq!(
            words("Mexico’s plan, women's \"don't\"."),
            ["Mexico", "’s", "plan", ",", "women", "'s", "\"", "don't", "\"", "."]
        );
    }

    #[test]
    fn an_abbreviation_keeps_its_stop_and_the_end_of_a_sentence_does_not() {
        assert_eq!(
            words("Dr. J. R. Tolman of the U.S. came."),
            ["Dr.", "J.", "R.", "Tolman", "of", "the", "U.S.", "came", "."]
        );
        assert_eq!(words("He said no. She left."), ["He", "said", "no", ".", "She", "left", "."]);
    }

    #[test]
    fn addresses_are_one_token() {
        assert_eq!(
            words("Write to a.b@example.org, see https://example.org/x?y=1."),
            ["Write", "to", "a.b@example.org", ",", "see", "https://example.org/x?y=1", "."]
        );
    }

    #[test]
    fn sentences_without_a_blank_between_them_are_two_words() {
        assert_eq!(words("the end.The next"), ["the", "end", ".", "The", "next"]);
    }
}

//! Lists of words and phrases, written as one string with `|` between them.

use unicode_normalization::char::is_combining_mark;

/// A list of phrases with what rules most texts out at once: the lengths of the phrases that begin with each letter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrases {
    list: &'static str,
    /// For each letter, and last for what is none: bit `n` for a phrase of `n` bytes, the highest bit for longer ones.
    lengths: [u64; 27],
    /// For each letter where in the list its phrases lie, from the first to behind the last; others may lie between.
    spans: [(u16, u16); 27],
}

impl Phrases {
    /// Phrases in lower case with `|` between them.
    #[expect(clippy::indexing_slicing, reason = "evaluated while compiling; iterators are not")]
    pub(super) const fn new(list: &'static str) -> Self {
        let bytes = list.as_bytes();
        assert!(bytes.len() <= u16::MAX as usize);
        let mut lengths = [0; 27];
        let mut spans = [(0, 0); 27];
        let (mut start, mut at) = (0, 0);
        while at <= bytes.len() {
            if at == bytes.len() || bytes[at] == b'|' {
                let letter = letter(bytes[start]);
                if lengths[letter] == 0 {
                    spans[letter].0 = place(start);
                }
                spans[letter].1 = place(at);
                lengths[letter] |= bit(at - start);
                start = at + 1;
            }
            at += 1;
        }
        Self { list, lengths, spans }
    }

    /// The lengths of the phrases that begin as a text does, and the part of the list that holds them.
    fn like(&self, text: &str) -> Option<(u64, &'static str)> {
        let letter = letter(*text.as_bytes().first()?);
        let &(from, to) = self.spans.get(letter)?;
        Some((*self.lengths.get(letter)?, self.list.get(usize::from(from)..usize::from(to))?))
    }

    /// Whether the list holds a phrase, whatever its case.
    pub(super) fn has(&self, text: &str) -> bool {
        self.like(text).is_some_and(|(lengths, list)| {
            lengths & bit(text.len()) != 0
                && phrases(list).any(|known| known.len() == text.len() && rest_after(text, known) == Some(""))
        })
    }

    /// Whether a text begins with a phrase of the list, whatever its case.
    pub(super) fn starts(&self, text: &str) -> bool {
        self.rests(text).next().is_some()
    }

    /// The phrases of the list that a text begins with, and what follows them in it.
    pub(super) fn rests<'a>(&self, text: &'a str) -> impl Iterator<Item = (&'static str, &'a str)> + use<'a> {
        let list = self.like(text).map_or("", |(_, list)| list);
        phrases(list).filter_map(move |start| Some((start, rest_after(text, start)?)))
    }
}

/// The phrases of a part of a list: what lies between the bars. Most are a few bytes long; a search made for long texts
/// would begin anew at each.
fn phrases(mut list: &'static str) -> impl Iterator<Item = &'static str> {
    std::iter::from_fn(move || {
        let end = list.bytes().position(|byte| byte == b'|').unwrap_or(list.len());
        let (phrase, rest) = list.split_at_checked(end)?;
        list = rest.get(1..).unwrap_or_default();
        (!phrase.is_empty()).then_some(phrase)
    })
}

/// A place in a list, which is shorter than 64 KiB.
#[expect(clippy::cast_possible_truncation, reason = "the list's length is asserted first")]
const fn place(at: usize) -> u16 {
    at as u16
}

/// The place of a first byte among the lengths.
const fn letter(first: u8) -> usize {
    match first.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => (letter - b'a') as usize,
        _ => 26,
    }
}

const fn bit(length: usize) -> u64 {
    1 << if length > 63 { 63 } else { length }
}

/// What follows a phrase at the start of a text, whatever its case.
fn rest_after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    // Most phrases differ in their first letter.
    let (first, wanted) = (text.as_bytes().first()?, start.as_bytes().first()?);
    if first.is_ascii() && first.to_ascii_lowercase() != *wanted {
        return None;
    }
    let mut chars = text.chars();
    for expected in start.chars() {
        let mut lower = chars.next()?.to_lowercase();
        if lower.next() != Some(expected) || lower.next().is_some() {
            return None;
        }
    }
    Some(chars.as_str())
}

/// Whether there is anything but signs in a title that a document states for itself.
pub(super) fn can_be_title(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether a line holds words rather than signs or a piece of data: what is none can be no title.
pub(crate) fn is_words(text: &str) -> bool {
    let (mut letters, mut others, mut signs) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_whitespace()).take(400) {
        if c.is_alphabetic() {
            letters += 1;
        } else if c.is_numeric() || is_combining_mark(c) {
            others += 1;
        } else {
            signs += 1;
        }
    }
    // `"key": value` and `{"key"`; a headline quotes words but not a name before a colon.
    let is_member = text.trim_start_matches(['{', '[', ',', ' ']).strip_prefix('"').is_some_and(|rest| {
        let (key, after) = rest.split_once('"').unwrap_or((rest, ""));
        after.trim_start().starts_with(':') && !key.contains(' ')
    });
    letters > 0 && signs * 2 <= letters + others + 2 && !is_member
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_pieces_of_data_are_no_words() {
        for data in [
            "[",
            "{",
            "* * *",
            "\"id\": \"seed-000\",",
            "\"headline\": \"The wall of the harbour\"",
            "{\"id\":1",
            "-- 3 --",
            "</p>",
            "",
        ] {
            assert!(!is_words(data), "{data}");
        }
        for words in
            ["Q3", "\"We will\": the mayor", "¿Qué?", "10 % of 2,000", "水を守る", "The U.S.-Mexico talks (2024)"]
        {
            assert!(is_words(words), "{words}");
        }
    }

    #[test]
    fn phrases_are_found_whatever_their_case() {
        let phrases = Phrases::new("último|photo:|crédito:|x");
        assert!(phrases.has("ÚLTIMO") && phrases.has("X") && !phrases.has("ÚLTIMOS") && !phrases.has(""));
        assert!(phrases.starts("Crédito: Ana") && phrases.starts("PHOTO: Ana") && !phrases.starts("A photo: of Ana"));
        assert_eq!(rest_after("Written By Ana", "written by"), Some(" Ana"));
    }
}

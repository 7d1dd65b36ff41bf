//! Lists of words and phrases, written as one string with `|` between them.

use unicode_normalization::char::is_combining_mark;

/// Whether a list holds a word. Lists are in lower case, and so has the word to be.
pub(super) fn is_listed(list: &str, word: &str) -> bool {
    list.split('|').any(|known| known == word)
}

/// Whether a list holds a word, whatever its case.
pub(super) fn is_listed_folded(list: &str, word: &str) -> bool {
    list.split('|').any(|known| rest_after(word, known) == Some(""))
}

/// Whether a text begins with a phrase of a list, whatever its case.
pub(super) fn starts_with_listed(list: &str, text: &str) -> bool {
    list.split('|').any(|start| rest_after(text, start).is_some())
}

/// What follows a phrase at the start of a text, whatever its case.
pub(super) fn rest_after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
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
        assert!(is_listed("a|b c", "b c") && !is_listed("a|b c", "b"));
        assert!(is_listed_folded("último|x", "ÚLTIMO") && !is_listed_folded("último", "ÚLTIMOS"));
        assert!(starts_with_listed("photo:|crédito:", "Crédito: Ana"));
        assert_eq!(rest_after("Written By Ana", "written by"), Some(" Ana"));
    }
}

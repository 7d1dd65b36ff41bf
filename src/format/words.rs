//! Lists of words and phrases, written as one string with `|` between them.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_whatever_their_case() {
        assert!(is_listed("a|b c", "b c") && !is_listed("a|b c", "b"));
        assert!(is_listed_folded("último|x", "ÚLTIMO") && !is_listed_folded("último", "ÚLTIMOS"));
        assert!(starts_with_listed("photo:|crédito:", "Crédito: Ana"));
        assert_eq!(rest_after("Written By Ana", "written by"), Some(" Ana"));
    }
}

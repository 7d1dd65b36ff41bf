//! The words around a hit: its sentence when that is short, else a part of it cut between words. Always verbatim.

use std::ops::Range;

/// Bytes shown before and after a hit at most.
const REACH: usize = 110;

/// The range of a text to show around a hit.
pub(super) fn around(text: &str, hit: &Range<usize>) -> Range<usize> {
    start(text, hit.start)..end(text, hit.end)
}

fn start(text: &str, hit: usize) -> usize {
    let from = text.floor_char_boundary(hit.saturating_sub(REACH));
    let before = text.get(from..hit).unwrap_or_default();
    if let Some(at) = last_sentence_end(before) {
        return from + at;
    }
    if from == 0 {
        return before.len() - before.trim_start().len();
    }
    // The first word may be cut in two.
    before.find(char::is_whitespace).map_or(from, |blank| {
        let rest = before.get(blank..).unwrap_or_default();
        from + blank + rest.len() - rest.trim_start().len()
    })
}

fn end(text: &str, hit: usize) -> usize {
    let to = text.ceil_char_boundary(hit.saturating_add(REACH).min(text.len()));
    let after = text.get(hit..to).unwrap_or_default();
    if let Some(at) = first_sentence_end(after) {
        return hit + at;
    }
    if to == text.len() {
        return hit + after.trim_end().len();
    }
    after.rfind(char::is_whitespace).map_or(to, |blank| {
        let shown = after.get(..blank).unwrap_or_default();
        hit + shown.trim_end().len()
    })
}

/// Where the text after the last sentence end begins. A rough rule (stop, blank, capital letter) is enough here: a
/// snippet that is cut too early is still verbatim.
fn last_sentence_end(text: &str) -> Option<usize> {
    sentence_ends(text).last().map(|(_, next)| next)
}

fn first_sentence_end(text: &str) -> Option<usize> {
    sentence_ends(text).next().map(|(end, _)| end)
}

/// Pairs of the end of a sentence and the start of the next.
fn sentence_ends(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices(['.', '!', '?', '…']).filter_map(|(at, stop)| {
        let after = text.get(at + stop.len()..)?;
        let closed = after.trim_start_matches(['”', '"', '’', '\'', '»', ')', ']']);
        let next = closed.trim_start();
        let is_end = next.len() < closed.len()
            && next.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '¿' | '¡' | '«'))
            && !ends_in_short_word(text.get(..at)?);
        is_end.then(|| (text.len() - closed.len(), text.len() - next.len()))
    })
}

/// Whether the last word is so short that its full stop may be an abbreviation's ("Dr.", "U.S.").
fn ends_in_short_word(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    word.chars().count() <= 3 && word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn snippet<'a>(text: &'a str, word: &str) -> &'a str {
        let at = text.find(word).unwrap();
        &text[around(text, &(at..at + word.len()))]
    }

    #[test]
    fn a_short_sentence_is_shown_whole() {
        let text = "It rained. “Dr. Berg left early,” he said. Nobody knew why.";
        assert_eq!(snippet(text, "left"), "“Dr. Berg left early,” he said.");
        assert_eq!(snippet(text, "rained"), "It rained.");
        assert_eq!(snippet(text, "knew"), "Nobody knew why.");
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let text = "word ".repeat(100) + "needle " + &"word ".repeat(100);
        let shown = snippet(&text, "needle");
        assert!(shown.starts_with("word ") && shown.ends_with(" word") && shown.len() < 250);
    }

    proptest! {
        #[test]
        fn a_snippet_holds_its_hit_on_character_borders(text in "(\\PC|[.!? A]){0,300}", a in 0usize..300, b in 0usize..20) {
            let start = text.floor_char_boundary(a.min(text.len()));
            let end = text.ceil_char_boundary((start + b).min(text.len()));
            let shown = around(&text, &(start..end));
            prop_assert!(text.get(shown.clone()).is_some());
            prop_assert!((shown.start <= start || text[start..end].trim().is_empty()) && shown.end >= end.min(text.trim_end().len()));
        }
    }
}

//! Text → lines of byte ranges. Greedy, linear, on grapheme borders; nothing but the blanks at a break is left out.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Breaks one line of text into rows.
///
/// The first row has `first` columns, the others `rest`. Blanks at a break belong to no row; a word longer than a row is
/// cut on a grapheme border. A row is never empty unless the text is all blanks.
pub(crate) fn wrap(text: &str, first: u16, rest: u16) -> Vec<Range<usize>> {
    let row = if is_plain_ascii(text) { ascii_row } else { unicode_row };
    let mut rows = Vec::with_capacity(text.len() / usize::from(rest.max(1)) + 1);
    let mut width = usize::from(first.max(1));
    let mut start = 0;
    while start < text.len() {
        let (end, mut next) = row(text, start, width);
        if end > start {
            rows.push(start..end);
            width = usize::from(rest.max(1));
        }
        while text.as_bytes().get(next) == Some(&b' ') {
            next += 1;
        }
        start = next;
    }
    if rows.is_empty() && !text.is_empty() {
        rows.push(0..0);
    }
    rows
}

/// A text in rows of so many columns; the last of `most` rows has what is left, whatever its length.
pub(crate) fn rows(text: &str, columns: u16, most: usize) -> Vec<&str> {
    let mut rows = wrap(text, columns, columns);
    if let Some(last) = rows.get_mut(most.saturating_sub(1)) {
        last.end = text.len();
    }
    rows.truncate(most);
    rows.into_iter().filter_map(|row| text.get(row)).collect()
}

/// ASCII without controls: a byte is a column. The common case, and several times as fast.
fn is_plain_ascii(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// Where the row from `start` ends, and where the next one begins (blanks not yet passed over).
fn ascii_row(text: &str, start: usize, width: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let trim = |mut end: usize| {
        while end > start && bytes.get(end - 1) == Some(&b' ') {
            end -= 1;
        }
        end
    };
    let limit = start + width;
    if bytes.len() <= limit {
        return (trim(bytes.len()), bytes.len());
    }
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    for at in (start..=limit).rev() {
        match bytes.get(at) {
            // A blank right behind the row ends it too.
            Some(b' ') if trim(at) > start => return (trim(at), at),
            Some(b'-') if at > start && at < limit && letter(at - 1) && letter(at + 1) => return (at + 1, at + 1),
            _ => {}
        }
    }
    match bytes.get(start) {
        Some(b' ') => (start, start + 1),
        _ => (limit, limit),
    }
}

/// The same for any text: columns are those of graphemes, and rows may also end between wide characters.
fn unicode_row(text: &str, start: usize, width: usize) -> (usize, usize) {
    let rest = text.get(start..).unwrap_or_default();
    let mut columns = 0;
    let mut best = None;
    let mut ink = start; // one past the last grapheme that is not a blank
    let mut previous_is_letter = false;
    for (offset, grapheme) in rest.grapheme_indices(true) {
        let at = start + offset;
        if grapheme == " " {
            if ink > start && columns <= width {
                best = Some((ink, at));
            }
            columns += 1;
            previous_is_letter = false;
            continue;
        }
        let wide = grapheme.width();
        if wide == 2 && ink == at && at > start {
            best = Some((at, at));
        }
        if columns + wide > width && at > start {
            return best.unwrap_or(if ink > start { (ink, at) } else { (start, at) });
        }
        columns += wide;
        ink = at + grapheme.len();
        let next_is_letter = || text.get(ink..).and_then(|tail| tail.chars().next()).is_some_and(char::is_alphabetic);
        let is_break = match grapheme {
            "-" | "\u{2010}" => previous_is_letter && next_is_letter(),
            "\u{2013}" | "\u{2014}" => true,
            _ => false,
        };
        if is_break {
            best = Some((ink, ink));
        }
        previous_is_letter = grapheme.chars().next().is_some_and(char::is_alphabetic);
    }
    (ink, text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str, width: u16) -> Vec<&str> {
        wrap(text, width, width).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn rows_break_at_blanks_and_behind_hyphens() {
        assert_eq!(rows("The port strike enters its third day", 12), ["The port", "strike", "enters its", "third day"]);
        assert_eq!(rows("a well-known door", 8), ["a well-", "known", "door"]);
        assert_eq!(rows("in 2019-2024 only", 9), ["in", "2019-2024", "only"]);
        assert_eq!(rows("exactly ten", 7), ["exactly", "ten"]);
    }

    #[test]
    fn a_word_longer_than_a_row_is_cut() {
        assert_eq!(rows("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(rows("ábcdéfgh ij", 3), ["ábc", "déf", "gh", "ij"]);
    }

    #[test]
    fn accents_and_wide_characters_count_their_columns() {
        assert_eq!(rows("año más difícil", 7), ["año más", "difícil"]);
        assert_eq!(rows("日本語の文章", 4), ["日本", "語の", "文章"]);
        assert_eq!(rows("“quoted”—then", 9), ["“quoted”—", "then"]);
    }

    #[test]
    fn the_first_row_may_be_narrower() {
        let text = "one two three four";
        let found: Vec<&str> = wrap(text, 3, 9).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["one", "two three", "four"]);
    }

    proptest! {
        #[test]
        fn wrapped_rows_give_the_text_back(text in "[ a-zé日\u{301}—-]{0,120}", width in 1u16..20) {
            let ranges = wrap(&text, width, width);
            let mut at = 0;
            for range in &ranges {
                prop_assert!(range.start >= at && range.end >= range.start);
                prop_assert!(text[at..range.start].chars().all(|c| c == ' '), "only blanks are left out");
                at = range.end;
            }
            prop_assert!(text[at..].chars().all(|c| c == ' '));
        }

        #[test]
        fn no_row_is_wider_than_allowed(text in "[ a-zé日—-]{0,120}", width in 2u16..20) {
            for range in wrap(&text, width, width) {
                prop_assert!(text[range.clone()].width() <= usize::from(width), "{:?}", &text[range]);
            }
        }

        #[test]
        fn plain_and_unicode_paths_agree(text in "[ a-z-]{0,120}", width in 1u16..20) {
            let width = usize::from(width);
            for start in (0..text.len()).filter(|&at| !text[at..].starts_with(' ')) {
                let skip = |(end, next): (usize, usize)| (end, next + text[next..].len() - text[next..].trim_start().len());
                let (plain, other) = (ascii_row(&text, start, width), unicode_row(&text, start, width));
                prop_assert_eq!(skip(plain), skip(other), "from {}", start);
            }
        }
    }
}

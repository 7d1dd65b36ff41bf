//! Lines → one text: words cut at a line's end are made whole, the rest is joined by a blank.

use std::borrow::Cow;
use std::collections::HashSet;

use super::line::Line;

/// Bytes of text searched for the whole form of cut words.
const SEARCHED: usize = 4 << 20;
/// Cut words that are looked for.
const CUT: usize = 100_000;

/// One paragraph of several lines.
pub(super) fn join<'a>(lines: impl Iterator<Item = &'a str>, whole: &HashSet<String>) -> Cow<'a, str> {
    let mut joined = Cow::Borrowed("");
    for line in lines {
        if joined.is_empty() {
            joined = Cow::Borrowed(line);
        } else {
            append(joined.to_mut(), line, whole);
        }
    }
    joined
}

pub(super) fn append(text: &mut String, line: &str, whole: &HashSet<String>) {
    if text.ends_with('\u{ad}') {
        text.pop();
    } else if text.ends_with('-') && line.starts_with(char::is_lowercase) {
        if cut_word(text, line).is_some_and(|word| whole.contains(&word)) {
            text.pop();
        }
    } else if !(text.ends_with(is_unspaced) && line.starts_with(is_unspaced)) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether the script writes words without spaces: Chinese and Japanese.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// The word that a hyphen at the end of a line may have cut.
fn cut_word(line: &str, next: &str) -> Option<String> {
    let line = line.strip_suffix('-').filter(|line| line.ends_with(char::is_lowercase))?;
    let start = line
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + line.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let end = next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len());
    Some(format!("{}{}", line.get(start..)?, next.get(..end)?).to_lowercase())
}

/// Of the words that were perhaps cut by a hyphen, those that stand whole elsewhere in the text.
pub(super) fn whole_words<'a>(text: &str, lines: impl Iterator<Item = Line<'a>>) -> HashSet<String> {
    let mut before = "";
    let cut = lines.filter_map(|line| cut_word(std::mem::replace(&mut before, line.text), line.text));
    let cut: HashSet<String> = cut.take(CUT).collect();
    if cut.is_empty() {
        return cut;
    }
    let mut end = text.len().min(SEARCHED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let words = text.get(..end).unwrap_or_default().split(|c: char| !c.is_alphabetic());
    words.map(str::to_lowercase).filter(|word| cut.contains(word)).collect()
}

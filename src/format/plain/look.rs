//! What the signs of a line say: a heading, an item of a list, a rule, the end of a sentence.

/// Words with a stop that a name follows, never a sentence.
const SHORTENED: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Dra", "Sr", "Sra", "Srta", "Prof", "Profa", "St", "Gen", "Gov", "Sen", "Rep", "Lt",
    "Col", "Capt", "Sgt", "Rev", "Hon", "Lic", "Ing", "Arq", "Mons", "Fr", "D", "Dña", "Cllr", "Cllrs",
];

/// Whether the text ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '*']);
    let shortened = || {
        let word = bare.strip_suffix('.').and_then(|bare| bare.rsplit([' ', '(', '“', '"']).next());
        word.is_some_and(|word| SHORTENED.contains(&word))
    };
    bare.ends_with(['.', '!', '?', '…', ':']) && !shortened()
}

/// A line marked as a heading by its author: its level (0 if it states none) and its text.
pub(super) fn marked_heading(text: &str) -> Option<(u8, &str)> {
    if text.len() > 300 {
        return None;
    }
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && text.get(hashes..)?.starts_with(' ') {
        let title = text.get(hashes..)?.trim_matches([' ', '#']);
        return (!title.is_empty()).then_some((u8::try_from(hashes).ok()?, title));
    }
    let bold = ["**", "__"].iter().find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark))?;
    (!bold.trim().is_empty() && !bold.contains("**")).then_some((0, bold.trim()))
}

/// The length of the bullet or number that begins a list item, blanks included.
pub(super) fn bullet(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if matches!(first, '-' | '*' | '•' | '·' | '–' | '▪' | '‣' | '◦' | '●' | '■' | '►') {
        let blanks = text.len() - chars.as_str().trim_start().len() - first.len_utf8();
        return (blanks > 0 && !chars.as_str().trim().is_empty()).then_some(first.len_utf8() + blanks);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = if digits == 0 && first.is_ascii_alphabetic() { 1 } else { digits };
    let sign = text.as_bytes().get(length)?;
    let numbered = (1..=3).contains(&digits) && matches!(sign, b'.' | b')');
    let lettered = digits == 0 && *sign == b')' && first.is_ascii_lowercase();
    let rest = text.get(length + 1..)?;
    ((numbered || lettered) && rest.starts_with(' ') && !rest.trim().is_empty())
        .then(|| text.len() - rest.trim_start().len())
}

/// A line of at least three equal signs that stands for a break.
pub(super) fn is_rule(text: &str) -> bool {
    let Some(first) = text.chars().next().filter(|c| matches!(c, '-' | '*' | '_' | '=' | '~' | '⁂' | '—' | '─' | '#'))
    else {
        return false;
    };
    let mut count = 0;
    text.chars().all(|c| {
        count += usize::from(c == first);
        c == first || c == ' '
    }) && (count >= 3 || first == '⁂')
}

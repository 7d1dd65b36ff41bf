//! Whether the lines of a text were broken by a program or a typist, or end where their author ended them.

use super::line::Line;
use super::look::ends_sentence;

/// Columns of a line that was wrapped by a program.
pub(super) const WRAPPED: std::ops::RangeInclusive<usize> = 55..=100;
/// Columns beyond which nothing is wrapped by hand.
pub(super) const WIDEST: usize = 110;
/// Columns of the narrowest line that goes on in the next without being one of many.
const NARROWEST: usize = 40;
/// Columns left free at the end of a line that would have held the next word: the line ended on purpose.
pub(super) const ROOM: usize = 14;

/// Whether a line is as long as the width of the text allows: the next word would not have fitted.
pub(super) fn is_full(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    line.end() * 10 >= width * 8 && line.end() + 1 + first_word(next) > width
}

/// Whether the lines were broken by a program at a column: most of them are of that width and end within a sentence.
pub(super) fn is_wrapped(lines: &[Line<'_>]) -> bool {
    let Some((_, full)) = lines.split_last() else { return false };
    let widths = || lines.iter().map(Line::end);
    let widest = widths().max().unwrap_or(0);
    if full.is_empty() || widest > WIDEST {
        return false;
    }
    let within = full.iter().filter(|line| !ends_sentence(line.text)).count();
    let wide = full.iter().filter(|line| WRAPPED.contains(&line.width()) && !ends_sentence(line.text)).count();
    if wide * 10 > full.len() * 6 {
        return true;
    }
    // Narrow columns: hardly any line would have held the first word of the next.
    let tight = lines
        .windows(2)
        .filter(|pair| if let [line, next] = pair { line.end() + 1 + first_word(next) > widest } else { false })
        .count();
    // A house and its offices on lines of their own all begin large.
    let goes_on = lines.iter().skip(1).any(|line| line.text.starts_with(char::is_lowercase));
    goes_on && widest >= 30 && full.len() >= 2 && tight * 10 >= full.len() * 8 && within * 10 >= full.len() * 6
}

/// Whether a line that was broken at any column goes on in the next: no end here, a small letter there.
pub(super) fn goes_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    let broken = (NARROWEST..=WIDEST).contains(&line.width()) && !ends_sentence(line.text);
    broken
        && line.text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        && next.text.starts_with(char::is_lowercase)
}

/// The columns that the tightest line of a segment needs to hold the first word of the next, too: in a narrower text it was
/// wrapped there.
pub(super) fn room(lines: &[Line<'_>]) -> usize {
    let needs = lines.windows(2).filter_map(|pair| {
        let [line, next] = pair else { return None };
        Some(line.end() + 1 + first_word(next))
    });
    needs.min().unwrap_or(0)
}

pub(super) fn first_word(line: &Line<'_>) -> usize {
    line.text.split(' ').next().map_or(0, |word| word.chars().count())
}

//! What belongs to a title that was found: the line in which it goes on, the dateline before it.

use crate::document::{Block, BlockKind, Clean, Document, FoundDate};
use crate::format::words::Phrases;

use super::TITLE;
use super::byline::byline;
use super::given::is_given_name;
use super::house::is_house_name;
use super::label::{behind_release, is_label};
use super::large::is_large;
use super::line::{date_line, dateline, occasion};
use super::names::{is_personal, plain_names};

/// Joins a title to the line in which it goes on: it breaks off before its noun or at a colon, or the next begins small, or both
/// are in capitals with no blank line between them.
pub(super) fn join_title(document: &mut Document, number: usize, together: bool) {
    let [Some(title), Some(next)] = [number, number + 1].map(|at| document.blocks.get(at)) else { return };
    if title.kind != next.kind && next.kind != BlockKind::Paragraph && next.kind != BlockKind::Heading {
        return;
    }
    if !goes_on(&title.text, &next.text, together) || title.text.len() + next.text.len() > TITLE {
        return;
    }
    let text = Clean::line(&format!("{} {}", title.text, next.text));
    let Ok(shift) = u32::try_from(title.text.len() + 1) else { return };
    let moved = next.spans.iter().map(|span| {
        let mut span = *span;
        (span.start, span.end) = (span.start + shift, span.end + shift);
        span
    });
    let spans = title.spans.iter().copied().chain(moved).collect();
    let joined = Block { kind: title.kind, depth: title.depth, text, spans };
    document.blocks.splice(number..=number + 1, [joined]);
}

/// Whether a title goes on in the next line.
fn goes_on(title: &str, next: &str, together: bool) -> bool {
    const LINKS: Phrases = Phrases::new(
        "a|an|the|of|for|and|or|in|on|at|to|by|with|from|as|into|over|after|that|is|are|its|their|de|del|la|el|los|las|un|una|y|e|o|en|a|al|por|para\
        |con|sin|que|su|sus|como|sobre|entre|se",
    );
    const NUMBERS: Phrases = Phrases::new(
        "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce",
    );
    const WORDS: usize = 2;
    const WIDE: usize = 20;
    // Where it was held, the day of which stands in the line after.
    const HELD: Phrases = Phrases::new("held |delivered |given |celebrada |celebrado |pronunciado |pronunciada ");
    let is_other = byline(next).is_some()
        || date_line(next).is_some()
        || occasion(next).is_some()
        || HELD.starts(next)
        || is_label(next)
        || is_personal(next)
        || !plain_names(next).is_empty();
    let last = title.split(' ').next_back().unwrap_or_default();
    let breaks_off = LINKS.has(last) && !title.chars().all(|c| !c.is_lowercase());
    // A title in capitals that was wrapped.
    let is_shouted = |text: &str| !text.chars().any(char::is_lowercase) && text.split(' ').count() >= WORDS + 2;
    let is_wrapped = together
        && is_shouted(title)
        && is_shouted(next)
        && title.len() >= WIDE
        && !is_house_name(next)
        && !is_label(next);
    let begins_small = next.starts_with(char::is_lowercase) && !title.ends_with(['.', '!', '?', ':', '"', '”', '»']);
    // "Evidence from Twelve", "District Land Tribunals"
    let is_counted = together
        && NUMBERS.has(last)
        && is_large(next)
        && !next.split(' ').next().is_some_and(is_given_name)
        && !next.contains(|c: char| c.is_ascii_digit() || matches!(c, '|' | '/' | '·'));
    // Small words before a colon and a blank line lead to what follows: "In the matter between:".
    let at_colon = (together || is_large(title))
        && title.ends_with(':')
        && title.split(' ').count() >= WORDS
        && !next.ends_with(['.', ':']);
    is_counted || !is_other && (breaks_off || begins_small || at_colon || is_wrapped)
}

/// What stands before a title on its line.
#[derive(Debug, PartialEq)]
pub(super) enum Before {
    /// The day.
    Day(FoundDate),
    /// The label of a release.
    Label,
}

/// What stands before a title on its line, and where the title itself begins.
pub(super) fn before_title(text: &str) -> Option<(Before, usize)> {
    if let Some(start) = behind_release(text) {
        return Some((Before::Label, start));
    }
    dated_title(text).map(|(date, start)| (Before::Day(date), start))
}

/// Where the words of a title begin that stand behind a label or a day and a colon: "June 5, 2026: The river rises".
pub(super) fn bare_start(text: &str) -> usize {
    match before_title(text) {
        Some((Before::Label, start)) => start,
        // Behind a place is the opening of a text more often.
        Some((Before::Day(date), start)) if date.range.start == 0 && text.get(date.range.end..start) == Some(": ") => {
            start
        }
        _ => 0,
    }
}

/// The title without the name of the site behind it: "The river rises | Holm Gazette".
pub(super) fn without_site(title: &str) -> Option<&str> {
    const SIGNS: [&str; 5] = [" | ", " - ", " – ", " — ", " · "];
    const WORDS: usize = 5;
    let (name, site) = SIGNS.iter().filter_map(|sign| title.rsplit_once(sign)).max_by_key(|(name, _)| name.len())?;
    (site.split_whitespace().count() <= WORDS && is_large(site)).then_some(name.trim_end())
}

/// The day of a title that has its dateline before it, and where the title itself begins.
fn dated_title(text: &str) -> Option<(FoundDate, usize)> {
    const WORDS: usize = 4;
    let date = dateline(text)?;
    let rest = text.get(date.range.end..)?;
    let bare = rest
        .trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '«' | '¿' | '¡' | '‘' | '\''));
    (bare.split_whitespace().count() >= WORDS).then(|| (date, text.len() - bare.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_a_title_and_behind_it_is_no_part_of_it() {
        let bare = |text: &'static str| text.get(bare_start(text)..).unwrap();
        assert_eq!(bare("FOR IMMEDIATE RELEASE: The river rises again"), "The river rises again");
        assert_eq!(bare("Nota de prensa: El río crece otra vez"), "El río crece otra vez");
        assert_eq!(bare("June 5, 2026: The river rises again"), "The river rises again");
        for whole in [
            "Press release on the river: what it left out",
            "June 5: The river rises again",
            "QUITO, June 5, 2026: The river rises again",
            "Statement: The river rises again",
            "Press release: 12/2024",
        ] {
            assert_eq!(bare(whole), whole);
        }
        assert_eq!(without_site("The river rises - again | Holm Gazette"), Some("The river rises - again"));
        assert_eq!(without_site("The river rises – again and again"), None);
    }

    #[test]
    fn titles_go_on_where_they_break_off() {
        for (title, next) in [
            ("The shadow of the rains:", "Prices and debt in the north"),
            ("Statement of Ana Beck", "before the committee on water"),
            ("LOSSES AT THE BEET PLANT A HAMMER BLOW", "SAYS UNION AS TALKS BREAK DOWN"),
            ("Minister defends the plan as", "\"the price of staying open\""),
        ] {
            assert!(goes_on(title, next, true), "{title}");
        }
        for (title, next) in [
            ("Minutes of the board", "held in the village hall on 3 May 2024"),
            ("The bridge is closed", "by Ana Beck"),
            ("What the river took", "A village counts its boats"),
            ("Contact:", "Ana Beck"),
            ("Minutes of the Harbour Forum", "held at the Fishermen's Institute, Staithe Road"),
            ("museo textil de olmos", "nota de prensa"),
        ] {
            assert!(!goes_on(title, next, false), "{title}");
        }
    }
}

//! Lines above a text that say when it was written, and the openings that do.

use crate::document::{FoundDate, find_dates, find_head_dates};
use crate::format::words::Phrases;

use super::house::has_verb;
use super::large::is_large;
use super::order::days_in_words;

/// Words that may stand beside a date on its line.
const DATE_WORDS: Phrases = Phrases::new(
    "s|page|página|article|artículo|story|adopted|approved|effective|aprobado|aprobada|vigente|published|posted|broadcast|aired|recorded|emisión|grabado|incident|update|updated|last|modified|reviewed|revised|edited|on|date|dated|delivered|sent|filed|issue|print|edition|version|from|at|the|first|post|entry|created|release|released|issued|for\
    |immediate|press|news|media|time|min|mins|minute|minutes|read|fecha|publicado|publicada|publicación\
    |actualizado|actualizada|actualización|actualizado|publicación|última|el|la|las|de|del|a|al|hrs|horas|lectura|boletín|comunicado|no|number\
    |nota|prensa|am|pm|p|m|h|hs|hour|hours|day|days|ago|hace|creado|creada|emitido|emitida|enviado|enviada|redacción|revisado|revisada|modificado|modificada|difundido|hora|minutos|días|difusión|inmediata|para|su|written|local\
    |ene|jan|feb|mar|abr|apr|jun|jul|aug|sep|sept|oct|nov|dic|dec|gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|et|pt|ct|mt|at|bst|ist|cet|cest|eastern|eat|wib|jst|aest",
);

/// Words of the numbers of a periodical, beside which a month alone is the date.
const ISSUES: Phrases = Phrases::new("issue|vol|volume|edition|número|num|núm|edición|volumen");

/// Whether a text holds nothing but words that may stand beside a date.
pub(super) fn is_beside_date(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| DATE_WORDS.has(word))
}

/// The day on which a meeting was held or a speech was given, on a line of its own below the title: "held in the village hall
/// on 3 September 2019".
pub(in crate::format) fn occasion(line: &str) -> Option<FoundDate> {
    const OPENINGS: Phrases = Phrases::new(
        "held |delivered |given |presented |celebrada |celebrado |pronunciado |pronunciada |pronunciadas |leído |leída |adopted |approved \
        |aprobado |aprobada |aprobados |aprobadas |adoptada |adoptado |signed |firmado |firmada |en sesión |en la sesión |en acto |in session ",
    );
    let date = find_dates(line).pop().filter(|date| date.value.day.is_some())?;
    let closed = line.get(date.range.end..)?.chars().filter(|c| c.is_alphanumeric()).count() <= 30;
    (line.len() <= 160 && closed && OPENINGS.starts(line)).then_some(date)
}

/// The month in which a report was handed over, at the end of a line: "Presented to Council, February 2025".
fn handed_over(line: &str) -> Option<FoundDate> {
    const OPENINGS: Phrases = Phrases::new(
        "presented to |submitted to |delivered to |prepared for |laid before |tabled |published |adopted |approved |presentado a|presentada a\
        |entregado a|elevado a|elaborado para |publicado |aprobado |aprobada ",
    );
    let date = find_dates(line).pop().filter(|date| date.value.month.is_some() && date.range.end == line.len())?;
    let is_apart = line.get(..date.range.start)?.trim_end().ends_with([',', '·', '|', '-', '–', '—']);
    (line.len() <= 80 && is_apart && OPENINGS.starts(line)).then_some(date)
}

/// The month of a line with nothing else than a place or house: "County of Aldermark, June 2023".
pub(super) fn month_line(line: &str) -> Option<FoundDate> {
    if let Some(date) = handed_over(line) {
        return Some(date);
    }
    let date = find_dates(line).into_iter().next()?;
    let before = line.get(..date.range.start)?.trim_end();
    let small = ["of", "de", "del", "la", "las", "el", "los", "and", "y", "e", "&", "the", "for"];
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) || small.contains(&word) || DATE_WORDS.has(word) || word == "in"
    };
    let closed = line.get(date.range.end..)?.trim().is_empty();
    let named =
        before.ends_with(',') && before.split_whitespace().count() <= 6 && before.split_whitespace().all(is_name);
    (closed && named && line.len() <= 80 && date.value.month.is_some()).then_some(date)
}

/// The date of a line that holds nothing else but a place, a time and words such as "Published".
pub(in crate::format) fn date_line(line: &str) -> Option<FoundDate> {
    if line.len() > 160 {
        return None;
    }
    let found = find_head_dates(line);
    if found.is_empty() {
        return None;
    }
    // "1 April 2015 – 31 March 2016" is a period.
    if let [first, second] = found.as_slice()
        && is_until(line.get(first.range.end..second.range.start)?)
    {
        return None;
    }
    let mut beside = String::new();
    let mut from = 0;
    for date in &found {
        beside.push_str(line.get(from..date.range.start)?);
        beside.push(' ');
        from = date.range.end;
    }
    beside.push_str(line.get(from..)?);
    let words = beside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // "Updated in March 2024"; "In March 2024" is the beginning of something else.
    let is_led = line.split_whitespace().next().is_some_and(|first| DATE_WORDS.has(first));
    let is_link = |word: &str| is_led && ["in", "en"].contains(&word);
    // Hours and minutes, and what may stand beside a date.
    let is_clock = |word: &str| word == "º" || word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let words = words.filter(|word| !is_clock(word));
    let others: Vec<&str> = words.filter(|word| !DATE_WORDS.has(word) && !ISSUES.has(word) && !is_link(word)).collect();
    let is_place = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let sentence = line.trim_end().ends_with(['?', '!', ':']) || beside.contains(['"', '“', '«']) || has_aside(&beside);
    if others.len() > 4 || !others.iter().all(is_place) || sentence {
        return None;
    }
    // Of "Updated … Published …" the day of publication counts.
    let updated = |number: usize| {
        let from = number.checked_sub(1).and_then(|before| found.get(before)).map_or(0, |before| before.range.end);
        let date = found.get(number).map_or(0, |date| date.range.start);
        let before = line.get(from..date).unwrap_or_default().to_lowercase();
        before.contains("updated") || before.contains("modified") || before.contains("actualiza")
    };
    let published = (0..found.len()).find(|&number| !updated(number)).unwrap_or(0);
    let date = found.into_iter().nth(published)?;
    // A month alone is a date line only by itself: "October 2024 Budget" is a title.
    let numbered = beside.split(|c: char| !c.is_alphanumeric()).any(|word| ISSUES.has(word))
        || beside.split(['·', '|', '•', '–', '—', ',']).any(is_issue_number);
    // Beside other words three short numbers may be a version.
    let is_short = find_dates(line.get(date.range.clone())?).is_empty();
    (date.value.day.is_some() && !is_short || others.is_empty() || numbered).then_some(date)
}

/// Whether a line is a day without its year and nothing else: "Martes 4 de marzo".
pub(super) fn is_day_alone(line: &str) -> bool {
    const DAYS: Phrases = Phrases::new(
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|lunes|martes|miércoles|jueves|viernes|sábado|domingo",
    );
    const YEAR: u16 = 2000;
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().count() <= 5
        && words().next().is_some_and(|first| DAYS.has(first))
        && days_in_words(line, YEAR).next().is_some()
}

/// Whether what stands between two dates makes them a period.
fn is_until(between: &str) -> bool {
    ["-", "–", "—", "to", "a", "al", "until", "hasta"].contains(&between.trim())
}

/// Whether a date line says no more than when the text was changed last.
pub(super) fn is_update(line: &str) -> bool {
    const UPDATED: [&str; 6] = ["updated", "modified", "actualiza", "modificad", "revised", "reviewed"];
    const PUBLISHED: [&str; 6] = ["publish", "posted", "publica", "issued", "emitid", "created"];
    let line = line.to_lowercase();
    UPDATED.iter().any(|word| line.contains(word)) && !PUBLISHED.iter().any(|word| line.contains(word))
}

/// The only day of a line above a title, wherever it stands in it: "THE OLMOS LEDGER, FRIDAY, JUNE 7, 1974, PAGE 1".
pub(super) fn only_day(line: &str) -> Option<FoundDate> {
    let mut days = find_dates(line).into_iter().filter(|date| date.value.day.is_some());
    let day = days.next()?;
    (days.next().is_none() && !line.trim_end().ends_with(['.', ':', '?', '!'])).then_some(day)
}

/// The month that is a part of a line by itself: "POLICY BRIEF No. 9 | JUNE 2021".
pub(super) fn month_part(line: &str) -> Option<FoundDate> {
    const SIGNS: [char; 8] = ['|', '·', '•', '–', '—', ',', '(', ')'];
    let date = find_dates(line).pop()?;
    let (before, after) = (line.get(..date.range.start)?.trim_end(), line.get(date.range.end..)?.trim_start());
    let begins = before.is_empty() || before.ends_with(SIGNS);
    let ends = after.is_empty() || after.starts_with(SIGNS);
    (begins && ends && !(before.is_empty() && after.is_empty())).then_some(date)
}

/// The day on a line below a title with nothing but places and houses beside it: "National Stadium, Freeport, 27 June 2023".
pub(super) fn place_and_day(line: &str) -> Option<FoundDate> {
    const WORDS: usize = 9;
    const SIGNS: [char; 9] = ['|', '·', '•', '–', '—', '-', ',', '(', '/'];
    const MET: Phrases =
        Phrases::new("held|celebrada|celebrado|delivered|pronunciado|pronunciada|recorded|grabado|grabada");
    let date = only_day(line)?;
    let (before, after) = (line.get(..date.range.start)?.trim_end(), line.get(date.range.end..)?.trim_start());
    let others = || before.split_whitespace().chain(after.split_whitespace());
    let is_apart = (before.is_empty() || before.ends_with(SIGNS)) && (after.is_empty() || after.starts_with(SIGNS));
    let is_place = is_apart && is_large(before) && is_large(after.trim_start_matches(SIGNS)) && !has_verb(before);
    let is_met = others().any(|word| MET.has(word));
    (line.len() <= 120 && !line.ends_with('.') && (is_met || is_place && others().count() <= WORDS)).then_some(date)
}

/// Whether a part of a line is the number of a periodical: the "No. 31" of "MAKERS · No. 31 · June 2024".
fn is_issue_number(part: &str) -> bool {
    const SIGNS: Phrases = Phrases::new("no.|no|n.º|nº|n°|n.°|nro.|#");
    SIGNS.rests(part.trim()).any(|(_, rest)| {
        let number = rest.trim_start();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a line says where its writer was: "Reporting from Port Antoine".
pub(super) fn is_written_from(line: &str) -> bool {
    const OPENINGS: Phrases = Phrases::new(
        "reporting from |reported from |writing from |dispatch from |photographed in |reportando desde |informa desde |escribe desde ",
    );
    const WORDS: usize = 6;
    let mut rests = OPENINGS.rests(line).map(|(_, rest)| rest);
    rests
        .any(|rest| is_large(rest) && rest.split_whitespace().count() <= WORDS && !rest.ends_with(['.', ':', '?', '!']))
}

/// Whether brackets hold something else than the agency of "Olmos, 30 nov (Llanera).-".
fn has_aside(text: &str) -> bool {
    let Some((_, rest)) = text.split_once('(') else { return false };
    rest.split_once(')').is_none_or(|(aside, after)| {
        let after = after.trim_start_matches('.').trim_start();
        // "HOLM, 17 March 2020 (Polar News Agency)"
        let is_agency = after.is_empty() && is_large(aside) && aside.split_whitespace().count() <= 4;
        !is_agency && !after.starts_with(['-', '–', '—'])
    })
}

/// The date of a place-and-date opening: "QUITO, Oct. 31, 2024 —", "Ciudad de México, 15 de octubre de 2024.- El".
pub(in crate::format) fn dateline(text: &str) -> Option<FoundDate> {
    let mut end = text.len().min(160);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let date = find_dates(text.get(..end)?).into_iter().next()?;
    let before = text.get(..date.range.start)?;
    let gap = |c: char| matches!(c, ')' | ' ' | '.' | ',' | '\u{a0}');
    let rest = text.get(date.range.end..)?;
    let after = rest.trim_start_matches(gap);
    // "(AP)", "/PRNewswire/"
    let agency = [('(', ')'), ('/', '/')].into_iter().find_map(|(open, close)| {
        let (name, rest) = after.strip_prefix(open)?.split_once(close)?;
        (name.len() <= 40).then(|| rest.trim_start_matches(gap))
    });
    let after = agency.unwrap_or(after);
    // "Arica, 21 de junio de 2023. La universidad"
    let stopped = (before.trim_end().ends_with(',') || before.is_empty())
        && rest.starts_with(". ")
        && after.starts_with(char::is_uppercase);
    let dashed = after.starts_with(['-', '–', '—', '―', ':', '|']);
    let words: Vec<&str> = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let small = ["de", "del", "la", "el", "los", "las", "of", "and", "y", "a"];
    let place = words.len() <= 8
        && words
            .iter()
            .enumerate()
            .all(|(n, word)| word.starts_with(char::is_uppercase) || (small.contains(word) && (n > 0 || *word == "a")));
    let prose =
        words.first().is_some_and(|word| ["On", "In", "El", "En", "Since", "By", "Until", "From"].contains(word))
            && words.len() < 2;
    ((dashed || stopped && words.len() <= 5) && place && !prose && date.value.day.is_some()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_line_holds_a_date_and_at_most_a_place() {
        let date = |line| date_line(line).map(|date| date.value.to_string());
        for (line, expected) in [
            ("Thu, 10/31/2024 - 13:42", Some("2024-10-31")),
            ("17.10.2016", Some("2016-10-17")),
            ("Lisbon, 2024-03-05", Some("2024-03-05")),
            ("Published: 5 Nov. 2024 | Updated: 6 Nov. 2024", Some("2024-11-05")),
            ("Updated 6 Nov. 2024, published 5 Nov. 2024", Some("2024-11-05")),
            ("Ciudad de México, 15 de octubre de 2024", Some("2024-10-15")),
            ("FOR IMMEDIATE RELEASE — October 31, 2024", Some("2024-10-31")),
            ("October 2024", Some("2024-10")),
            ("MAKERS · No. 31 · June 2024", Some("2024-06")),
            ("EL RÍO · N.º 31 · mayo 2024", Some("2024-05")),
            ("No Water, June 2024", None),
            ("No 10 Reopens, June 2024", None),
            ("October 2024 Budget", None),
            ("The council voted on 5 November 2024", None),
            ("Mexico Health Plan 2024", None),
        ] {
            assert_eq!(date(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_report_is_handed_over_in_a_month() {
        let date = |line| month_line(line).map(|date| date.value.to_string());
        assert_eq!(date("Presented to Council, February 2025").as_deref(), Some("2025-02"));
        assert_eq!(date("Presentado al Pleno, abril de 2025").as_deref(), Some("2025-04"));
        assert_eq!(date("Presented to Council in the winter of February 2025"), None);
    }

    #[test]
    fn a_dateline_opens_the_text() {
        let date = |line| dateline(line).map(|date| date.value.to_string());
        assert_eq!(date("QUITO, Oct. 31, 2024 (AP) — The mayor").as_deref(), Some("2024-10-31"));
        assert_eq!(date("Ciudad de México, 15 de octubre de 2024.- El alcalde").as_deref(), Some("2024-10-15"));
        assert_eq!(date("On November 5, 2024, the government introduced"), None);
        assert_eq!(date("The plan of 5 November 2024 - a good one - failed"), None);
    }
}

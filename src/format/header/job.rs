//! Jobs of people who write, on the lines that sign a text.

use crate::format::words::Phrases;

/// Jobs of people who write.
pub(super) const PRESS: Phrases = Phrases::new(
    "correspondent|corresponsal|reporter|reportero|reportera|editor|editora|writer|columnist|columnista|journalist\
    |periodista|redactor|redactora|enviado|enviada|cronista|contributor|colaborador|colaboradora|freelance",
);
/// Whether a line names a job at a paper and nothing else: "Health Correspondent", "Corresponsal en Quito".
pub(super) fn is_job(line: &str) -> bool {
    line.len() <= 60
        && line.starts_with(char::is_uppercase)
        && !line.ends_with(['.', ':', '?', '!'])
        && line.split(|c: char| !c.is_alphabetic()).any(|word| PRESS.has(word))
}

/// What follows a job in small letters.
pub(super) fn behind_job(rest: &str) -> Option<&str> {
    let at = rest.char_indices().find(|(_, c)| c.is_uppercase())?.0;
    let mut words = rest.get(..at)?.split_whitespace();
    words.next_back().is_some_and(|job| PRESS.has(job)).then(|| rest.get(at..)).flatten()
}

/// A text with its first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

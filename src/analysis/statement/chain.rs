//! Verbs of saying that another verb governs: "went on to say", "was heard to say", "is quoted as saying", "ha dicho", "se
//! limitó a contestar".

use super::super::words::Words;
use super::governed;
use super::line::Line;

/// Words that govern "to" and a verb of saying that is indeed said. "Refused to say" and "had nothing to say" are not.
static GOVERNING: Words = Words::new(
    "used likes liked loves loved on continued began begins quick keen happy content moved heard known wont prone \
    proceeded proceeds ventured dared managed rushed hastened chose prefers preferred first eager forced obliged compelled \
    careful continues stepped stood paused turned rose",
);

fn is_be(key: &str) -> bool {
    matches!(key, "is" | "was" | "were" | "are" | "been")
}

/// The first item of the verbs that govern the verb of saying at `at`; nothing when it stands alone.
pub(super) fn start(line: &Line<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let key = line.key(before);
    let with_be = |first: usize| {
        let be = first.checked_sub(1).filter(|&at| is_be(line.key(at)));
        be.unwrap_or(first)
    };
    if line.key(at).ends_with("ing") {
        return match key {
            "as" => before.checked_sub(1).filter(|&at| line.key(at) == "quoted").map(with_be),
            // "Can be heard saying"
            "heard" | "seen" | "caught" | "filmed" | "recorded" => {
                let be = before.checked_sub(1).filter(|&at| is_be(line.key(at)) || line.key(at) == "be")?;
                Some(be.checked_sub(1).filter(|&at| matches!(line.key(at), "can" | "could" | "may")).unwrap_or(be))
            }
            // "Who kept saying"
            _ => (is_be(key) || matches!(key, "kept" | "keeps" | "keep")).then_some(before),
        };
    }
    if key == "to" {
        let governing = before.checked_sub(1).filter(|&at| GOVERNING.has(line.key(at)))?;
        let first = match line.key(governing) {
            // "Went on to say"
            "on" => governing.checked_sub(1).filter(|&at| matches!(line.key(at), "went" | "goes" | "go" | "going"))?,
            _ => governing,
        };
        return Some(with_be(first));
    }
    line.form(at).and_then(|form| governed::start(|at| line.key(at), at, form))
}

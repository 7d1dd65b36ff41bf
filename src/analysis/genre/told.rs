//! Talks that are told: interviews without labels and questions that are set apart.

use crate::document::{BlockKind, Document};

use super::super::lexicon::fold;

/// Whether a text tells a talk: its writer asks in it, and those who answer speak now and not then.
pub(super) fn is_told(document: &Document) -> bool {
    const SPOKEN: usize = 4;
    const ASKED: usize = 2;
    let told = Told::of(document);
    told.now >= SPOKEN && told.now > told.then * 2 && told.asked >= ASKED && told.quoting * 2 >= told.all
}

/// How a text tells what was said.
pub(super) struct Told {
    /// Verbs of saying now, and then.
    pub(super) now: usize,
    pub(super) then: usize,
    /// What its writer asks.
    pub(super) asked: usize,
    /// Paragraphs that quote, and all.
    pub(super) quoting: usize,
    pub(super) all: usize,
}

impl Told {
    pub(super) fn of(document: &Document) -> Self {
        const NOW: &[&str] = &[
            "says", "asks", "answers", "replies", "recalls", "observes", "explains", "laughs", "shrugs", "admits",
            "dice", "cuenta", "responde", "contesta", "recuerda", "explica", "rie", "confiesa",
        ];
        const THEN: &[&str] = &[
            "said",
            "told",
            "added",
            "asked",
            "replied",
            "explained",
            "dijo",
            "conto",
            "respondio",
            "contesto",
            "explico",
            "anadio",
            "afirmo",
            "senalo",
            "declaro",
            "aseguro",
        ];
        const WRITER: &[&str] =
            &["i ask", "i read", "i say", "tells me", "i suggest", "le pregunto", "me dice", "me cuenta", "me recibe"];
        let (mut now, mut then, mut asked, mut quoting, mut all) = (0, 0, 0, 0, 0);
        for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
            let told = without_quotations(&block.text);
            all += 1;
            quoting += usize::from(told.len() < block.text.len());
            let folded = fold(&told);
            for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
                now += usize::from(NOW.contains(&word));
                then += usize::from(THEN.contains(&word));
            }
            asked +=
                told.matches('?').count() + WRITER.iter().map(|phrase| folded.matches(phrase).count()).sum::<usize>();
        }
        Self { now, then, asked, quoting, all }
    }
}

/// A text without what stands between its quotation marks.
fn without_quotations(text: &str) -> String {
    let mut out = String::new();
    let mut is_straight = false;
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '"' => is_straight = !is_straight,
            '“' | '«' => depth += 1,
            '”' | '»' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !is_straight => out.push(letter),
            _ => {}
        }
    }
    out
}

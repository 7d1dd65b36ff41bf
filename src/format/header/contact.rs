//! Whom to ask, as releases say above their title: a line, or an address of several lines.

use crate::document::{Block, BlockKind, Document, find_dates};
use crate::format::words::Phrases;

/// Whether the line says whom to ask, as releases do above their title.
pub(super) fn is_contact(line: &str) -> bool {
    const OPENINGS: Phrases = Phrases::new(
        "contact:|contacts:|media contact:|media contacts:|press contact:|press office:|contact for the press:|for more information:|for further information:\
        |for more information, contact:|further information:|media enquiries:|press enquiries:|media inquiries:|enquiries:|contacto:\
        |contactos:|contacto de prensa:|contacto para prensa:|contacto para medios:|oficina de prensa:|prensa:",
    );
    line.len() <= 160 && (OPENINGS.starts(line) || line.contains('@') && !line.contains(". "))
}

/// Whether a name stands below a heading that says whom to ask.
pub(super) fn is_below_contact(document: &Document, number: usize) -> bool {
    const HEADINGS: Phrases = Phrases::new(
        "contact|contacts|media contact|media contacts|press contact|press contacts|media enquiries|press enquiries|media inquiries\
        |further information|for more information|for interviews|contacto|contactos|contacto de prensa|contacto para medios\
        |contacto para la prensa|contactos de prensa|más información|para más información|informes",
    );
    const NEAR: usize = 3;
    const LINE: usize = 60;
    let above = document.blocks.iter().take(number).rev().take(NEAR).take_while(|block| block.text.len() <= LINE);
    let mut above = above.map(|block| block.text.trim_end_matches([':', ' ']));
    above.any(|text| HEADINGS.has(text))
}

/// The lines of an address that begins here: the label, names and offices, and a telephone or an e-mail address as the last.
/// One when the line stands for itself, none when it is no contact.
pub(super) fn contact_lines(document: &Document, number: usize) -> usize {
    const MOST: usize = 6;
    const LINE: usize = 60;
    let is_line =
        |block: &&Block| matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) && block.text.len() <= LINE;
    let Some(first) = document.blocks.get(number).filter(|block| is_contact(&block.text)) else { return 0 };
    let below = document.blocks.iter().skip(number + 1).take_while(is_line);
    if is_reachable(&first.text) {
        return 1 + below.take_while(|block| is_reachable(&block.text)).count();
    }
    let last = below.take(MOST).enumerate().filter(|(_, block)| is_reachable(&block.text)).map(|(at, _)| at + 1).last();
    1 + last.unwrap_or(0)
}

/// Whether a line holds a telephone number or an e-mail address.
fn is_reachable(text: &str) -> bool {
    const DIGITS: usize = 7;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.contains('@') || digits >= DIGITS && find_dates(text).is_empty()
}

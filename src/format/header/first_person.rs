//! Texts in the first person that are signed at their end: the appeal of a committee, the letter of a newsletter.

use crate::document::{Block, BlockKind, Clean, Document};
use crate::format::words::Phrases;

use super::contact::is_below_contact;
use super::label::is_release;
use super::names::{is_known_name, is_plain_name};
use super::signed::is_spoken_of;
use super::top::set_kind;

/// Reads who signs a text that speaks of "us" or "me": a name as the last line, or above what its bearer is.
pub(super) fn read_own_text(document: &mut Document) {
    const HEAD: usize = 8;
    const LINE: usize = 60;
    let is_line = |block: &Block| {
        matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph)
            && block.text.len() <= LINE
            && !block.text.ends_with(['.', ':', '?', '!'])
    };
    if document.blocks.iter().take(HEAD).any(|block| is_release(&block.text)) {
        return;
    }
    let is_name = |block: &Block| is_line(block) && is_plain_name(&block.text) && is_known_name(&block.text);
    let (number, least) = match document.blocks.as_slice() {
        [_, _, .., name, what] if is_name(name) && is_line(what) && !is_name(what) => (document.blocks.len() - 2, 1),
        [_, _, .., name] if is_name(name) => (document.blocks.len() - 1, 2),
        _ => return,
    };
    let Some(name) = document.blocks.get(number).map(|block| block.text.clone()) else { return };
    if is_below_contact(document, number)
        || is_spoken_of(document, number, &name)
        || own_words(document, number) < least
    {
        return;
    }
    for line in number..document.blocks.len() {
        set_kind(document, line, BlockKind::Byline);
    }
    document.meta.authors.push(Clean::line(&name));
}

/// The words of a text, outside quotation marks, with which its writers speak of themselves.
fn own_words(document: &Document, end: usize) -> usize {
    const OWN: Phrases =
        Phrases::new("i|we|us|my|our|ours|yo|me|mi|mis|nos|nosotros|nosotras|nuestro|nuestra|nuestros|nuestras");
    const FAR: usize = 60;
    const ENDS: [&str; 3] = ["amos", "emos", "imos"];
    let texts = document.blocks.iter().take(end).rev().take(FAR).filter(|block| block.kind == BlockKind::Paragraph);
    let texts = texts.filter(|block| !block.text.contains(['"', '“', '«']));
    let words = texts.flat_map(|block| block.text.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| OWN.has(word) || word.len() > 5 && ENDS.iter().any(|end| word.ends_with(end))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(lines: &[&str]) -> String {
        let blocks = lines.iter().map(|line| Block::new(BlockKind::Paragraph, Clean::line(line))).collect();
        let mut document = Document { blocks, ..Document::default() };
        read_own_text(&mut document);
        document.meta.authors.iter().map(|name| &**name).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn who_speaks_for_others_signs_and_whom_to_ask_does_not() {
        let ours = "If every house gave the price of a supper we would have the roof by Christmas.";
        let theirs = "If every house gave the price of a supper the roof would be paid by Christmas.";
        assert_eq!(signed(&["The roof", ours, "Ana Beck", "Hall Committee"]), "Ana Beck");
        assert_eq!(
            signed(&["El tejado", "Faltan 4.180 euros y los tendríamos en mayo.", "Ana Beck", "Comisión"]),
            "Ana Beck"
        );
        assert_eq!(signed(&["The roof", theirs, "Ana Beck", "Hall Committee"]), "");
        assert_eq!(signed(&["The roof", ours, "Media contact", "Ana Beck", "Press officer"]), "");
        assert_eq!(signed(&["PRESS RELEASE", "The roof", ours, "Ana Beck", "Hall Committee"]), "");
        assert_eq!(signed(&["The roof", ours, "It was Beck who built it.", "Ana Beck", "Hall Committee"]), "");
        assert_eq!(signed(&["The roof", ours, "Holm Hall", "Mill Lane"]), "");
    }
}

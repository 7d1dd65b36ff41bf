//! Letters: how they greet, and who signs them at their end.

use crate::document::{Block, BlockKind, Clean, Document};
use crate::format::words::Phrases;

use super::contact::is_below_contact;
use super::given::is_given_name;
use super::names::{is_personal, plain_names, without_address};

/// Whether a line greets those to whom a letter goes: "Dear colleagues", "Queridos hermanos:".
pub(super) fn is_greeting(line: &str) -> bool {
    const GREETS: Phrases = Phrases::new(
        "dear|my dear|dearest|querido|querida|queridos|queridas|estimado|estimada|estimados|estimadas|apreciado|apreciada|apreciados\
        |muy señor mío|muy señores míos|distinguido|distinguida|distinguidos|señor director|señora directora|señoras y señores|to the editor|sir|madam",
    );
    const WORDS: usize = 8;
    let bare = line.trim_end_matches([',', ':', ';', '.', '!', ' ']);
    line.split_whitespace().count() <= WORDS
        && !bare.contains(['.', '?', '!', ':', ';', ','])
        // "Dear Life" may be a title, with a verb it is one.
        && GREETS.rests(bare).any(|(_, rest)| rest.is_empty() && bare.len() < line.len() || rest.starts_with(' '))
}

/// Those who sign a letter, at its end: names on lines of their own, with what they are beside them or below.
pub(super) fn read_letter(document: &mut Document) {
    const LAST: usize = 9;
    let Some(greeting) = greeting(document) else { return };
    let first = document.blocks.len().saturating_sub(LAST).max(greeting + 2);
    let signs = |number: &usize| {
        document.blocks.get(*number).is_some_and(|block| !signers(block).is_empty())
            && !is_below_contact(document, *number)
            && number.checked_sub(1).and_then(|above| document.blocks.get(above)).is_some_and(ends_letter)
            && document.blocks.iter().skip(*number).all(is_below_letter)
    };
    let Some(number) = (first..document.blocks.len()).find(signs) else { return };
    // "Mill Lane", "Co Laois" below the name: of the further lines those count that begin as names do.
    let is_signed = |at: usize, names: &[String]| {
        let is_known = |name: &String| name.split(' ').next().is_some_and(is_given_name);
        // "Dra. Wayra Choque", "Wayra Choque, hidróloga"
        let is_told = || {
            document.blocks.get(at).is_some_and(|block| {
                without_address(&block.text).len() < block.text.len()
                    || block.text.split_once(", ").is_some_and(|(_, what)| what.starts_with(char::is_lowercase))
            })
        };
        !names.is_empty() && (at == number || names.iter().all(is_known) || is_told())
    };
    let lines: Vec<Vec<String>> = (number..document.blocks.len())
        .filter_map(|at| Some((at, signers(document.blocks.get(at)?))))
        .take_while(|(at, names)| is_signed(*at, names))
        .map(|(_, names)| names)
        .collect();
    if lines.iter().flatten().all(|name| speaks_of(document, number, name)) {
        return;
    }
    for block in document.blocks.iter_mut().skip(number).take(lines.len()) {
        block.kind = BlockKind::Byline;
    }
    document.meta.authors.extend(lines.iter().flatten().map(|name| Clean::line(name)));
}

/// The block that shows a text to be a letter: its greeting, its title, the section of letters.
fn greeting(document: &Document) -> Option<usize> {
    const HEAD: usize = 12;
    const LETTERS: [&str; 8] = [
        "open letter",
        "carta abierta",
        "offener brief",
        "lettre ouverte",
        "cartas al director",
        "letters to the editor",
        "letter to the editor",
        "cartas de los lectores",
    ];
    const LONGEST: usize = 120;
    let is_letter = |block: &Block| {
        block.text.len() <= LONGEST
            && (is_greeting(&block.text) || LETTERS.iter().any(|name| block.text.to_lowercase().contains(name)))
    };
    document.blocks.iter().take(HEAD).position(is_letter)
}

/// Whether a letter speaks of somebody by the whole name: who writes hardly does, unless others sign too.
fn speaks_of(document: &Document, number: usize, name: &str) -> bool {
    const LONG: usize = 40;
    let above = document.blocks.iter().take(number).filter(|block| block.kind == BlockKind::Paragraph);
    let mut texts = above.filter(|block| block.text.len() > name.len() + LONG);
    texts.any(|block| block.text.contains(name))
}

/// Whether a block stands above a signature: the last sentence of the letter, or its short close, "Yours sincerely,".
fn ends_letter(block: &Block) -> bool {
    const CLOSE: usize = 5;
    // "… I will lend him the boots. – Yours, etc,"
    let close = block.text.rsplit(['.', '!', '?', '–', '—']).next().unwrap_or_default();
    let is_short = (close.split_whitespace().count() <= CLOSE && close.len() > 1)
        && !block.text.ends_with(['?', ':'])
        && block.text.ends_with(|c: char| c == ',' || block.text.len() == close.len());
    block.text.ends_with(['.', '!', '”', '"', '»', '?']) || is_short
}

/// Whether a block may stand below the end of a letter: no more sentences, or the note of a paper.
fn is_below_letter(block: &Block) -> bool {
    const LONGEST: usize = 160;
    block.text.len() <= LONGEST
}

/// The names with which a line of a signature begins, when the rest says what they are: "Dra. Ana Beck, glacióloga", "+ Luis
/// Vega", "Ana Beck. Olmos (Lugo)".
fn signers(block: &Block) -> Vec<String> {
    const LONGEST: usize = 120;
    const REST: usize = 12;
    if block.text.len() > LONGEST
        || !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::ListItem)
    {
        return Vec::new();
    }
    let text = block.text.trim_start_matches(['+', '✠', '†', '—', '–', '-', '*', ' ']);
    // The stop of "Dr." ends no name.
    let cut = [", ", " (", " – ", " — ", " - "].iter().filter_map(|sign| text.find(sign));
    let stop = text.match_indices(". ").map(|(at, _)| at).find(|&at| {
        text.get(..at).is_some_and(|name| {
            name.split(' ').count() > 1 && name.rsplit(' ').next().is_some_and(|last| last.len() > 2)
        })
    });
    // "ANA BECK,"
    let bare = text.trim_end_matches([',', '.']);
    if !bare.contains(char::is_lowercase) && is_personal(bare) {
        return vec![bare.to_owned()];
    }
    let whole = if stop.is_none() { plain_names(text) } else { Vec::new() };
    if !whole.is_empty() {
        return whole.iter().map(|name| without_address(name).to_owned()).collect();
    }
    let Some(end) = cut.chain(stop).min() else { return Vec::new() };
    let (name, rest) = text.split_at(end);
    let is_sentence = rest.ends_with('.') && rest.split_whitespace().count() > 3;
    if is_sentence || rest.split_whitespace().count() > REST || rest.contains('@') {
        return Vec::new();
    }
    plain_names(without_address(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who signs a letter with these last lines.
    fn signed(text: &str, last: &[&str]) -> String {
        let lines = ["Dear readers,", text].into_iter().chain(last.iter().copied());
        let blocks = lines.map(|line| Block::new(BlockKind::Paragraph, Clean::line(line))).collect();
        let mut document = Document { blocks, ..Document::default() };
        read_letter(&mut document);
        document.meta.authors.iter().map(|name| &**name).collect::<Vec<_>>().join("; ")
    }

    const TEXT: &str = "The bridge has been shut since March and nobody will say when it opens.";

    #[test]
    fn those_who_sign_are_told_from_where_they_live_and_what_they_are() {
        assert_eq!(signed(TEXT, &["Ana Beck", "Mill Lane, Holm"]), "Ana Beck");
        assert_eq!(signed(TEXT, &["ANA BECK,", "Holm,", "Co Laois."]), "ANA BECK");
        assert_eq!(
            signed(TEXT, &["Yours,", "Dra. Ana Beck, glacióloga", "Dra. Wayra Choque, hidróloga", "y 140 firmas más"]),
            "Ana Beck; Wayra Choque"
        );
        assert_eq!(signed(TEXT, &["Ana Beck. Holm"]), "Ana Beck");
        let closed = "The bridge has been shut since March. – Yours, etc,";
        assert_eq!(signed(closed, &["ANA BECK,", "Holm,", "Co Laois."]), "ANA BECK");
    }

    #[test]
    fn of_whom_a_letter_speaks_does_not_sign_it_alone() {
        let text = "The bridge has been shut since March, and Ana Beck, who built it, will not say when it opens.";
        assert_eq!(signed(text, &["Ana Beck"]), "");
        assert_eq!(signed(text, &["Ana Beck", "Luis Vega"]), "Ana Beck; Luis Vega");
        assert_eq!(signed(TEXT, &["Your Excellency,", "Nobody knows why that is so, and nobody asks."]), "");
    }
}

//! Writers that a text names at its end: a by-line below it, the signer of a report, the sign-off of a newsletter.

use crate::document::{Block, BlockKind, Clean, Document};
use crate::format::words::Phrases;

use super::byline::byline;
use super::contact::is_below_contact;
use super::label::is_numbered;
use super::large::is_large;
use super::names::{is_known_name, plain_names};
use super::signed::is_spoken_of;
use super::teaser::first_name;
use super::top::set_kind;

/// The by-line of a text that names its author at its end: "Texto: Ana Beck".
pub(super) fn read_last_byline(document: &mut Document) {
    const LAST: usize = 3;
    let first = document.blocks.len().saturating_sub(LAST).max(2);
    for number in first..document.blocks.len() {
        if is_below_contact(document, number) {
            continue;
        }
        let Some(block) = document.blocks.get(number) else { return };
        let is_line = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) && block.text.len() <= 80;
        let text = block.text.clone();
        let authors = Some(&text).filter(|_| is_line).and_then(|text| byline(text)).map(|line| line.authors);
        let authors = authors.filter(|authors| !authors.is_empty()).or_else(|| {
            let name = set_apart(&text).filter(|_| is_line)?;
            (!is_spoken_of(document, number, name)).then(|| vec![name.to_owned()])
        });
        if let Some(authors) = authors {
            set_kind(document, number, BlockKind::Byline);
            document.meta.authors = authors.iter().map(|name| Clean::line(name)).collect();
            return;
        }
    }
}

/// The name in a line that sets it apart as signatures are: "— Ana Beck", "(Ana Beck)".
fn set_apart(text: &str) -> Option<&str> {
    let name = text.strip_prefix(['—', '–', '-']).or_else(|| {
        [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))
    })?;
    Some(name.trim()).filter(|name| is_known_name(name))
}

/// The writer whom a line below the text says who they are: "Ana Beck is a chartered accountant. The views are her own."
///
/// The line has to speak of writing or of views, or the text has to be an opinion; what the text itself speaks of is none.
pub(super) fn read_biography(document: &mut Document) {
    const LAST: usize = 3;
    const LONGEST: usize = 320;
    const HEAD: usize = 6;
    const IS: Phrases = Phrases::new(
        " is a | is an | is the | is at | is our | was a | was an | was the | teaches | writes | covers | reports | runs | works | es | fue | escribe | cubre | enseña | dirige",
    );
    const WRITES: [&str; 17] = [
        "views",
        "opinion",
        "writer",
        "writes",
        "author",
        "columnist",
        "journalist",
        "reporter",
        "freelance",
        "opiniones",
        "escritor",
        "escribe",
        "autor",
        "columnista",
        "periodista",
        "novelist",
        "contributor",
    ];
    const OPINIONS: Phrases = Phrases::new(
        "opinion|comment|commentary|op-ed|viewpoint|perspective|guest column|opinión|tribuna|columna|analysis|análisis|essay|ensayo",
    );
    let head = document
        .blocks
        .iter()
        .take(HEAD)
        .filter(|block| block.kind == BlockKind::Boilerplate || block.kind == BlockKind::Date);
    let is_opinion =
        || head.clone().any(|block| block.text.split(['|', '/', '·', '–', '—']).any(|part| OPINIONS.has(part.trim())));
    let first = document.blocks.len().saturating_sub(LAST).max(2);
    let named = (first..document.blocks.len()).find_map(|number| {
        let block = document.blocks.get(number)?;
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) && block.text.len() <= LONGEST;
        let name = first_name(&block.text).filter(|_| is_text)?;
        let lower = block.text.to_lowercase();
        let tells = IS.starts(block.text.get(name.len()..)?)
            && (WRITES.iter().any(|word| lower.contains(word)) || is_opinion());
        (tells && !is_spoken_of(document, number, name)).then(|| name.to_owned())
    });
    document.meta.authors.extend(named.map(|name| Clean::line(&name)));
}

/// The signer of a report, in its last lines: a name and an office below it.
pub(super) fn read_signed_report(document: &mut Document) {
    const HEAD: usize = 8;
    const LINE: usize = 60;
    const REPORTS: Phrases =
        Phrases::new("report|annual report|audit|informe|memoria|dictamen|estudio|study|review of");
    let is_line = |block: &Block| {
        matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph)
            && block.text.len() <= LINE
            && !block.text.ends_with(['.', ':', '?', '!'])
    };
    let is_report = |block: &Block| {
        is_numbered(&block.text) || REPORTS.rests(&block.text).any(|(_, rest)| !rest.starts_with(char::is_alphanumeric))
    };
    if !document.blocks.iter().take(HEAD).any(is_report) {
        return;
    }
    let [.., name, office] = document.blocks.as_slice() else { return };
    if !is_line(name) || !is_line(office) || !is_large(&office.text) {
        return;
    }
    let names = plain_names(without_degrees(&name.text));
    let number = document.blocks.len() - 2;
    if names.is_empty()
        || is_below_contact(document, number)
        || names.iter().any(|name| is_spoken_of(document, number, name))
    {
        return;
    }
    document.meta.authors = names.iter().map(|name| Clean::line(name)).collect();
    for block in document.blocks.iter_mut().skip(number) {
        block.kind = BlockKind::Byline;
    }
}

/// A name without the letters of its degrees: "Ana Beck, CPA".
fn without_degrees(line: &str) -> &str {
    let mut line = line;
    while let Some((name, letters)) = line.rsplit_once(", ")
        && letters.chars().filter(|c| c.is_uppercase()).count() >= 2
        && letters.chars().count() <= 6
    {
        line = name;
    }
    line
}

/// The writer of a letter to readers, who greets them by name and signs with it: "It's Ana Beck here", below the text "Ana".
pub(super) fn read_greeting(document: &mut Document) {
    const FIRST: usize = 3;
    const OPENING: usize = 160;
    const GREETS: [&str; 12] = [
        "it's ",
        "it’s ",
        "i'm ",
        "i’m ",
        "i am ",
        "this is ",
        "soy ",
        "te escribe ",
        "les escribe ",
        "te saluda ",
        "les saluda ",
        "os escribe ",
    ];
    let texts = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let greeter = texts.take(FIRST).find_map(|block| {
        let opening = block.text.get(..block.text.floor_char_boundary(OPENING))?;
        let lower = opening.to_lowercase();
        // What stands in quotation marks somebody else says.
        if lower.len() != opening.len() || opening.contains(['"', '“', '«']) {
            return None;
        }
        let names = GREETS.iter().flat_map(|greets| {
            lower.match_indices(greets).filter(|(at, _)| is_begin(&lower, *at)).map(|(at, _)| at + greets.len())
        });
        names.filter_map(|at| first_name(opening.get(at..)?)).map(str::to_owned).next()
    });
    let Some(name) = greeter else { return };
    if signs_off(document, &name) {
        document.meta.authors.push(Clean::line(&name));
    }
}

/// Whether a word begins at this place.
fn is_begin(text: &str, at: usize) -> bool {
    !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

/// Whether one of the last lines ends in a name or its first word.
fn signs_off(document: &Document, name: &str) -> bool {
    const LAST: usize = 6;
    const LONGEST: usize = 160;
    let Some(given) = name.split(' ').next() else { return false };
    document.blocks.iter().rev().take(LAST).filter(|block| block.text.len() <= LONGEST).any(|block| {
        let text = block.text.trim_end_matches(['.', '!', ' ']);
        let before = [name, given].iter().find_map(|name| text.strip_suffix(name)).map(str::trim_end);
        before.is_some_and(|before| before.is_empty() || before.ends_with(['.', ',', '!', '-', '–', '—', '~', '…']))
    })
}

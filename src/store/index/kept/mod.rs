//! The form in which an analysis is kept: told from its document, which whoever reads it has at hand.
//!
//! Most of an analysis are places, and most places lie where the place before them lets one expect; most texts stand in the
//! document. What is told is how it differs from what was to be expected, in bits that [`odds`] packs. A description of the
//! form stands in one place for writing and for reading: [`Archive`] passes values through, and they come out as they were
//! given, or as they were written.

mod archive;
mod dates;
mod figures;
mod odds;
mod people;
#[cfg(test)]
#[path = "../../../../fuzz/rooms/kept.rs"]
mod promise;
mod reasons;
mod statements;
#[cfg(test)]
mod tests;
mod words;

use archive::{Archive, Near};
use odds::{Number, Odds, Pass, Reader, Writer};
use reasons::Sentences;

use crate::analysis::{Analysis, Genre, Language, Pick};
use crate::document::{Anchor, Document};

const LANGUAGES: [Language; 2] = [Language::English, Language::Spanish];
const GENRES: [Genre; 4] = [Genre::News, Genre::Release, Genre::Interview, Genre::Report];

/// An analysis as it is kept; nothing when it would not be read as it is.
pub(super) fn write(analysis: &Analysis, document: &Document) -> Option<Vec<u8>> {
    let mut archive = Archive::new(Writer::default(), document);
    let written = archive.analysis(analysis);
    let is_whole = written == *analysis && !archive.is_damaged;
    let bytes = is_whole.then(|| archive.pass.finish())?;
    Some([&mark(document, &bytes), bytes.as_slice()].concat())
}

/// An analysis of this document that was kept; nothing when it is damaged or that of another.
pub(super) fn read(bytes: &[u8], document: &Document) -> Option<Analysis> {
    let (begin, bytes) = bytes.split_first_chunk()?;
    if *begin == mark(document, bytes) { unpacked(bytes, document) } else { None }
}

/// An analysis behind its mark.
pub(super) fn unpacked(bytes: &[u8], document: &Document) -> Option<Analysis> {
    let mut archive = Archive::new(Reader::new(bytes), document);
    let analysis = archive.analysis(&Analysis::default());
    (archive.pass.is_whole() && !archive.is_damaged).then_some(analysis)
}

/// By what it is known that something was kept of this document, and is as it was. The same bytes are another document when
/// the name of their file ends otherwise: its blocks are others, or are taken for something else.
fn mark(document: &Document, bytes: &[u8]) -> [u8; 4] {
    let mut hasher = blake3::Hasher::new();
    for block in &document.blocks {
        hasher.update(&block.text.len().to_le_bytes()).update(&[block.kind as u8, block.depth]);
    }
    let [first, second, third, fourth, ..] = *hasher.update(bytes).finalize().as_bytes();
    [first, second, third, fourth]
}

impl<P: Pass> Archive<'_, P> {
    fn analysis(&mut self, analysis: &Analysis) -> Analysis {
        let Analysis { language, genre, summary, sentences, people, statements, figures, dates, blocks_left_out } =
            analysis;
        let mut odds = [Odds::default(); 2];
        let language = self.option(&mut Odds::default(), language.as_ref(), &Language::English, |archive, language| {
            archive.choice(&mut odds, &LANGUAGES, *language)
        });
        let genre = self.choice(&mut [Odds::default(); 4], &GENRES, *genre);
        let sentences = self.number(&mut Number::default(), *sentences);
        let blocks_left_out = self.number(&mut Number::default(), *blocks_left_out);
        let people = self.people(people);
        let statements = self.statements(&people, statements);
        let figures = self.figures(figures);
        let dates = self.dates(dates);
        let summary = self.summary(summary);
        Analysis { language, genre, summary, sentences, people, statements, figures, dates, blocks_left_out }
    }

    fn summary(&mut self, summary: &[Pick]) -> Vec<Pick> {
        let (mut near, mut sentences) = (Near::default(), Sentences::default());
        let mut last = Anchor::default();
        let blank = Pick { at: last, why: String::new() };
        self.list(&mut Odds::default(), summary, &blank, |archive, Pick { at, why }| {
            last = archive.near(&mut near, last, *at);
            Pick { at: last, why: archive.sentences(&mut sentences, reasons::SUMMARY, why) }
        })
    }
}

//! `Document` → what the panels show. Every result is an address in the text, never a copy of it.

#[cfg(test)]
mod cases;
mod genre;
mod language;
mod lexicon;
mod names;
mod people;
mod piece;
mod reading;
#[cfg(test)]
mod robust;
mod sentence;
mod summary;
#[cfg(test)]
mod testing;
mod token;
mod vocabulary;

use std::fmt;
use std::ops::Range;

use crate::document::{Anchor, Block, Clean, Document};

pub use people::train_people;

/// What the program found in a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Analysis {
    /// The language of most of the text.
    pub(crate) language: Option<Language>,
    /// What sort of text it is.
    pub(crate) genre: Genre,
    /// Sentences that stand for the document, in text order.
    pub(crate) summary: Vec<Pick>,
    /// Sentences in the body, whatever was chosen.
    pub(crate) sentences: u32,
    /// People, key people first in display order (mentions, then position), then authors, then contacts.
    pub(crate) people: Vec<Person>,
    /// How many blocks at the end were left out because the text is very long; 0 means that all of it was read.
    pub(crate) blocks_left_out: u32,
}

/// A sentence of the summary.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pick {
    /// The sentence.
    pub(crate) at: Anchor,
    /// Why it was chosen, in a few words ("opens the text", "names three key people").
    pub(crate) why: String,
}

/// A language the program has rules for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// ISO 639-1 code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
}

/// What sort of text a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Genre {
    /// A news article, and everything not known better.
    #[default]
    News,
    /// A press release.
    Release,
    /// Questions and answers.
    Interview,
    /// A report with sections.
    Report,
}

/// Someone named in a document, their forms merged.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Person {
    /// The longest form in the text, without honorifics.
    pub(crate) name: Clean,
    /// Whether the text is about them, by them, or gives them as a contact.
    pub(crate) kind: PersonKind,
    /// The forms that occur, longest first, with their counts.
    pub(crate) forms: Vec<Form>,
    /// Roles as stated, in text order, without repetitions.
    pub(crate) roles: Vec<Anchor>,
    /// Every mention in title and body, in text order.
    pub(crate) mentions: Vec<Anchor>,
    /// Why the program takes this for a person; at least one reason.
    pub(crate) why: Vec<Reason>,
}

/// In what part someone appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PersonKind {
    /// Named in the text.
    Key,
    /// Named in the by-line.
    Author,
    /// Named in a contact block only.
    Contact,
}

/// One way a person's name is written in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// The form.
    pub(crate) text: Clean,
    /// How often it occurs.
    pub(crate) count: u32,
}

/// A reason for taking a run of words for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reason {
    /// The rule, in the reader's words ("title before the name").
    pub(crate) rule: &'static str,
    /// The words that made it fire.
    pub(crate) at: Anchor,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.rule)
    }
}

/// Analyses a document in time linear in its length, up to a bound it reports. Deterministic.
///
/// Asks `stale` between blocks and returns early, with whatever it has, when the result is no longer wanted.
pub(crate) fn analyse(document: &Document, stale: &dyn Fn() -> bool) -> Analysis {
    let mut analysis = Analysis { language: language(document), genre: genre::of(document), ..Analysis::default() };
    let Some(mut reading) = reading::Reading::of(document, stale) else { return analysis };
    analysis.blocks_left_out = reading.left_out;
    let Some(people) = people::find(&mut reading, stale) else { return analysis };
    (analysis.summary, analysis.sentences) = summary::choose(&reading, analysis.genre, &people);
    analysis.people = people;
    analysis
}

/// The language of most of the text, by the share of stop words; nothing when neither language reaches a plain majority.
pub(crate) fn language(document: &Document) -> Option<Language> {
    language::of(document)
}

/// The sentence around a byte of a block's text, as a range of bytes; the whole text when it has no sentences.
pub(crate) fn sentence_at(block: &Block, byte: usize) -> Range<usize> {
    let document = Document { blocks: vec![block.clone()], ..Document::default() };
    let reading = reading::Reading::of(&document, &|| false);
    let found = reading.as_ref().and_then(|reading| reading.pieces.first()).and_then(|piece| {
        let sentences = piece.sentences.iter().map(|sentence| piece.anchor(sentence.clone()));
        // The blanks behind a sentence are part of none; what stands there belongs to the next.
        sentences.into_iter().find(|at| byte < at.end as usize)
    });
    found.map_or(0..block.text.len(), |at| at.start as usize..at.end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    #[test]
    fn the_sentence_around_a_byte_is_found() {
        let text = Clean::line("Dr. Ana Ruiz spoke first. “It rained,” she said. Nobody left.");
        let block = Block::new(BlockKind::Paragraph, text);
        let at = |byte| block.text.get(sentence_at(&block, byte)).unwrap_or_default();
        assert_eq!(at(5), "Dr. Ana Ruiz spoke first.");
        assert_eq!(at(30), "“It rained,” she said.");
        assert_eq!(at(block.text.len() - 1), "Nobody left.");
    }
}

//! Names below quotations: "— Ana Ruiz, mayor", and the lines that releases set below what was said.

use super::super::reading::Piece;
use super::super::token::offset;
use super::super::{Grade, Person, Speaker, SpeakerKind, Statement, StatementKind};
use super::line::Page;
use super::{Finder, beside};
use crate::document::{Anchor, BlockKind};

impl Finder<'_> {
    /// Whether the block before is a quotation and nothing else, of which it is not known whose it is.
    pub(super) fn is_below_quotation(&self, piece: &Piece<'_>) -> bool {
        self.statements.last().is_some_and(|last| {
            let block = self.reading.document.blocks.get(last.at.block as usize);
            let is_whole = block.is_some_and(|block| block.text.len() <= (last.at.end - last.at.start) as usize + 8);
            is_whole && is_unsigned(last, piece)
        })
    }

    /// "— Ana Ruiz, mayor" below a quotation says whose it is.
    pub(super) fn sign(&mut self, page: &Page<'_>) -> bool {
        let line = page.line(0);
        let Some((start, (person, end))) =
            beside::signed(&line).filter(|_| page.quotes.is_empty() && page.lines.len() == 1)
        else {
            return self.sign_by_name(page);
        };
        // Without a dash the quotation has to be all of its paragraph.
        let is_dashed = start > 0 && line.is_mark(0, beside::DASHES);
        let is_below = is_dashed && self.statements.last().is_some_and(|last| is_unsigned(last, page.piece))
            || self.is_below_quotation(page.piece);
        let Some(last) = self.statements.last_mut().filter(|_| is_below) else { return false };
        let at = line.anchor(start..end);
        let speaker = Speaker { kind: SpeakerKind::Person, person: Some(person), at };
        (last.speaker, last.grade, last.why) =
            (Some(speaker), Grade::Cue, "the name stands below the quotation".into());
        last.evidence = Some(at);
        self.thread.note_speaker(speaker);
        true
    }

    /// The same in a block that is not read for people ("The Honourable Ana Ruiz, Minister of Health" as a pull quote): a
    /// name that the text has elsewhere, and behind it nothing or what explains it.
    fn sign_by_name(&mut self, page: &Page<'_>) -> bool {
        const LONGEST: usize = 160;
        const NAMES: usize = 64;
        let text = page.piece.text;
        let is_line = page.piece.kind != BlockKind::Paragraph && text.len() <= LONGEST;
        // A list of those who were there signs nothing.
        if !is_line || text.ends_with(['.', '?', '!', ':']) || !self.is_below_quotation(page.piece) {
            return false;
        }
        let place = |(person, number): (&Person, u32)| {
            let start = text.find(&*person.name).filter(|_| person.name.contains(' '))?;
            let end = start + person.name.len();
            let closes = text.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with(','));
            let is_led = text.get(..start).is_some_and(|lead| lead.split(' ').count() <= 4);
            (closes && is_led).then_some((number, start, end))
        };
        let Some((number, start, end)) = self.people.iter().take(NAMES).zip(0..).find_map(place) else { return false };
        let at = Anchor { block: page.piece.block, start: offset(start), end: offset(end) };
        let speaker = Speaker { kind: SpeakerKind::Person, person: Some(number), at };
        let Some(last) = self.statements.last_mut() else { return false };
        (last.speaker, last.grade, last.why) =
            (Some(speaker), Grade::Cue, "the name stands below the quotation".into());
        last.evidence = Some(at);
        self.thread.note_speaker(speaker);
        true
    }
}

/// Whether a quotation ends in the block before, of which no words of the text say yet whose it is.
fn is_unsigned(last: &Statement, piece: &Piece<'_>) -> bool {
    last.kind == StatementKind::Direct && last.grade != Grade::Cue && last.at.block + 1 == piece.block
}

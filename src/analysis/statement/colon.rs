//! Quotations behind a colon: whose they are by the sentence that leads to them.

use super::super::token::Shape;
use super::super::{Grade, Language};
use super::clause;
use super::line::Line;
use super::naming::{self, Who};
use super::subject;
use super::verb::{Lists, Noun};
use super::whom::Known;
use super::{Attribution, Finder, phrase};

/// Items before a colon among which a paper would be what is quoted.
const NEAR: usize = 6;

impl Finder<'_> {
    /// "The mayor was blunt: “…”", "RUIZ: “…”".
    pub(super) fn colon(&self, line: &Line<'_>, at: usize) -> Option<Attribution> {
        let colon = at.checked_sub(1).filter(|&before| line.is_mark(before, &[":"]))?;
        let from = (0..colon).rev().find(|&before| line.quote(before).is_some());
        if from.is_some() {
            return None;
        }
        let subject =
            subject::subject(line, colon).filter(|phrase| matches!(phrase.who, Who::Person(_) | Who::Pronoun(Some(_))));
        let Some(phrase) = subject else { return self.subject_of_colon(line, colon) };
        let others =
            (0..colon).filter_map(|at| line.mention_from(at)).any(|(person, _)| phrase.who != Who::Person(person));
        let known = self.thread.resolve(line, Some(&phrase))?;
        let (grade, why) = if matches!(phrase.who, Who::Pronoun(_)) {
            (Grade::Carried, "the pronoun before the colon goes back to the one named before")
        } else if others || colon > phrase.items.end + 12 {
            (Grade::Inferred, "the subject of the sentence before the colon")
        } else {
            (Grade::Cue, "named before the colon")
        };
        Some(Attribution {
            known: Known { grade, why, ..known },
            evidence: Some(line.anchor(phrase.items)),
            verb: None,
        })
    }

    /// "Ruiz’s office sent one line: “…”", "a girl summed it up: “…”": whoever or whatever begins the sentence, where it names
    /// nobody else and no paper.
    fn subject_of_colon(&self, line: &Line<'_>, colon: usize) -> Option<Attribution> {
        // "Dice, se lo leo: «…»"
        if line.verb(0).is_some() || Lists::get().verb(line.key(0)).is_some() {
            return None;
        }
        let opening = phrase::after(line, 0).or_else(|| naming::body_of(line, 0));
        let phrase = opening.or_else(|| clause::opening_person(line))?;
        if phrase.from > 1 || phrase.items.end >= colon {
            return None;
        }
        let is_meant = matches!(phrase.who, Who::Named(_) | Who::Title(_) | Who::Common { .. } | Who::Kin(_));
        let is_paper = |at: usize| line.noun(at) == Some(Noun::Paper) && line.shape(at) == Shape::Lower;
        let end = phrase.items.end;
        let names = (end..colon).any(|at| line.mention_from(at).is_some());
        if !is_meant || names || (end.max(colon.saturating_sub(NEAR))..colon).any(is_paper) {
            return None;
        }
        let known = self.thread.resolve(line, Some(&phrase))?;
        let why = "the subject of the sentence before the colon";
        let known = Known { grade: Grade::Inferred, why, ..known };
        Some(Attribution { known, evidence: Some(line.anchor(phrase.items)), verb: None })
    }
}

/// "Somebody had painted on the wall: “…”": a sentence that names no person leads to the quotation, and what it names said
/// or wrote it. Only in Spanish may the subject be left out of a short one.
pub(super) fn is_announced(line: &Line<'_>, at: usize) -> bool {
    const SHORT: usize = 6;
    let Some(colon) = at.checked_sub(1).filter(|&before| line.is_mark(before, &[":"])) else { return false };
    let words = (0..colon).filter(|&at| line.is_word(at)).count();
    let is_short = words < SHORT && line.page.piece.language == Some(Language::Spanish);
    !is_short && (0..colon).all(|at| line.mention_from(at).is_none() && line.quote(at).is_none())
}

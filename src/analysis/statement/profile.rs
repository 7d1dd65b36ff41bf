//! Portraits: texts about one person to whom the author talks, without questions that are set apart.

use super::super::reading::{Piece, Reading};
use super::super::{Person, PersonKind, Speaker, SpeakerKind};
use super::line::Line;
use super::verb::Gender;
use crate::document::{Anchor, BlockKind};

/// Mentions of whom a portrait is about, at least.
const LEAST: usize = 3;

/// Whom a portrait is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Profile {
    /// Who it is.
    pub(super) speaker: Speaker,
    /// By the pronoun of the one who tells the author something.
    pub(super) gender: Gender,
    /// The block that names somebody else for the first time.
    pub(super) other: u32,
}

impl Profile {
    /// The first person whom the text names and whom it names most, if the author writes "she tells me" or "I ask her".
    pub(super) fn of(reading: &Reading<'_>, people: &[Person], mentions: &[(Anchor, u32)]) -> Option<Self> {
        let is_text = |piece: &&Piece<'_>| piece.kind == BlockKind::Paragraph;
        let mut told = reading.pieces.iter().filter(is_text).filter_map(talk);
        let gender = told.next()?;
        if told.any(|other| other != gender) {
            return None;
        }
        let is_key = |&&(at, person): &&(Anchor, u32)| {
            people.get(person as usize).is_some_and(|person| person.kind == PersonKind::Key)
                && reading.pieces.get(at.block as usize).is_some_and(|piece| piece.kind == BlockKind::Paragraph)
        };
        let &(at, first) = mentions.iter().find(is_key)?;
        let count = |person: &Person| person.mentions.len();
        let most = count(people.get(first as usize)?);
        let is_most = people.iter().filter(|person| person.kind == PersonKind::Key).all(|person| count(person) <= most);
        if most < LEAST || !is_most {
            return None;
        }
        let other = mentions.iter().filter(is_key).find(|(_, person)| *person != first);
        Some(Self {
            speaker: Speaker { kind: SpeakerKind::Person, person: Some(first), at },
            gender,
            other: other.map_or(u32::MAX, |(at, _)| at.block),
        })
    }

    /// Whether the sentence begins with the pronoun of this person.
    pub(super) fn opens(&self, line: &Line<'_>) -> bool {
        line.key(0) == self.pronoun()
    }

    fn pronoun(&self) -> &'static str {
        if self.gender == Gender::Woman { "she" } else { "he" }
    }

    /// Whether the sentence has the pronoun of this person and names nobody.
    pub(super) fn is_subject_of(&self, line: &Line<'_>) -> bool {
        let pronoun = self.pronoun();
        (0..line.len()).any(|at| line.key(at) == pronoun) && (0..line.len()).all(|at| line.mention_from(at).is_none())
    }
}

/// "She tells me", "I read her this": a woman or a man with whom the author talks. What somebody is quoted with is not the
/// author's.
fn talk(piece: &Piece<'_>) -> Option<Gender> {
    let mut is_quoted = false;
    (0..piece.tokens.len()).find_map(|at| {
        let (first, second, third) = (piece.str(at), piece.str(at + 1), piece.str(at + 2));
        match first {
            "“" | "«" => is_quoted = true,
            "”" | "»" => is_quoted = false,
            "\"" => is_quoted = !is_quoted,
            _ => {}
        }
        let gender = match (first, second, third) {
            ("she" | "She", "tells" | "told", "me") | ("I", "ask" | "asked" | "read" | "tell" | "told", "her") => {
                Gender::Woman
            }
            ("he" | "He", "tells" | "told", "me") | ("I", "ask" | "asked" | "read" | "tell" | "told", "him") => {
                Gender::Man
            }
            _ => return None,
        };
        (!is_quoted).then_some(gender)
    })
}

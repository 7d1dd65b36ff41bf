//! Portraits: texts about one person to whom the author talks, without questions that are set apart.

use super::super::lexicon::Class;
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
        let mut talk = Talk::default();
        reading.pieces.iter().filter(is_text).for_each(|piece| talk.listen(reading, piece));
        let gender = talk.gender()?;
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

/// What shows that the author talks with somebody, outside quotations: what somebody is quoted with is not the author's.
#[derive(Debug, Default)]
struct Talk {
    /// Whether the author writes "I".
    is_own: bool,
    /// "She tells me", "I read her this", for a woman and for a man.
    met: [u32; 2],
    /// "She says", for a woman and for a man.
    said: [u32; 2],
}

impl Talk {
    fn listen(&mut self, reading: &Reading<'_>, piece: &Piece<'_>) {
        let mut is_quoted = false;
        for at in 0..piece.tokens.len() {
            let (first, second, third) = (piece.str(at), piece.str(at + 1), piece.str(at + 2));
            for mark in first.chars() {
                is_quoted = match mark {
                    '“' | '«' => true,
                    '”' | '»' => false,
                    '"' => !is_quoted,
                    _ => is_quoted,
                };
            }
            if is_quoted {
                continue;
            }
            self.is_own |= matches!(first, "I" | "me" | "my" | "My");
            let met = match (first, second, third) {
                ("she" | "She", "tells" | "told", "me") | ("I", "ask" | "asked" | "read" | "tell" | "told", "her") => 0,
                ("he" | "He", "tells" | "told", "me") | ("I", "ask" | "asked" | "read" | "tell" | "told", "him") => 1,
                _ => 2,
            };
            if let Some(count) = self.met.get_mut(met) {
                *count += 1;
            }
            let is_said = reading.class(piece, at + 1).is(Class::REPORTING);
            let said = match first {
                "she" | "She" if is_said => 0,
                "he" | "He" if is_said => 1,
                _ => 2,
            };
            if let Some(count) = self.said.get_mut(said) {
                *count += 1;
            }
        }
    }

    /// Whether it is a woman or a man with whom the author talks; nothing when it is nobody or more than one.
    fn gender(&self) -> Option<Gender> {
        /// So many times one pronoun has to stand for each time the other does.
        const CLEARLY: u32 = 4;
        match (self.met, self.said) {
            ([_, 0], _) if self.met != [0, 0] => Some(Gender::Woman),
            ([0, _], _) if self.met != [0, 0] => Some(Gender::Man),
            ([0, 0], [she, he]) if self.is_own && she >= 2 && she >= he * CLEARLY => Some(Gender::Woman),
            ([0, 0], [she, he]) if self.is_own && he >= 2 && he >= she * CLEARLY => Some(Gender::Man),
            _ => None,
        }
    }
}

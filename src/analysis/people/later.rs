//! What the next sentence says of who was named: "Ana Ruiz won. She is a potter.", "A former potter, she left in May.".

use std::ops::Range;

use super::super::Language;
use super::super::reading::Reading;
use super::super::token::Shape;
use super::cast::{Cast, Gender};
use super::clause::{is_connector, is_finite};
use super::noted::add_role;
use super::phrase::{Leader, Noun};
use super::role::Around;

/// Tokens of what stands before the pronoun ("Originally from Leeds, she").
const LEAD: usize = 14;

/// Somebody who is named in a sentence.
#[derive(Debug)]
pub(super) struct Named {
    /// Where the sentence begins.
    pub(super) sentence: usize,
    /// Who.
    pub(super) who: usize,
}

/// Gives the roles of sentences that name nobody and begin with a pronoun to the one person of the sentence before.
pub(super) fn roles(reading: &Reading<'_>, number: usize, named: &[Named], cast: &mut Cast) {
    let Some(piece) = reading.pieces.get(number) else { return };
    // Several people in one sentence: the pronoun may be anybody's.
    let mut subject: Option<usize> = None;
    let mut next = 0;
    for sentence in &piece.sentences {
        let from = next;
        while named.get(next).is_some_and(|one| one.sentence == sentence.start) {
            next += 1;
        }
        let here = named.get(from..next).unwrap_or_default();
        if let Some(first) = here.first() {
            subject = here.iter().all(|one| one.who == first.who).then_some(first.who);
            continue;
        }
        let around = Around { reading, piece, sentence: sentence.clone(), name: sentence.start..sentence.start };
        let Some(pronoun) = around.opening_pronoun() else {
            subject = None;
            continue;
        };
        let Some(member) = subject.and_then(|who| cast.members.get_mut(who)) else { continue };
        if pronoun.gender.zip(member.gender).is_some_and(|(one, other)| one != other) {
            subject = None;
            continue;
        }
        member.gender = member.gender.or(pronoun.gender);
        for role in pronoun.roles(&around) {
            add_role(reading, member, piece.anchor(role));
        }
    }
}

/// The pronoun that a sentence has as its subject, or the verb that has none.
struct Pronoun {
    at: Range<usize>,
    gender: Option<Gender>,
    apposition: Option<Range<usize>>,
}

impl Pronoun {
    fn roles(&self, around: &Around<'_>) -> Vec<Range<usize>> {
        let subject = Around { name: self.at.clone(), sentence: around.sentence.clone(), ..*around };
        // Without a pronoun the subject may be a thing: "Es el primer diccionario".
        let is_said = |role: &Range<usize>| !self.at.is_empty() || role.clone().any(|at| around.is_role_noun(at));
        self.apposition.clone().into_iter().chain(subject.said_by_verb().into_iter().filter(is_said)).collect()
    }
}

impl Around<'_> {
    /// "She", "A former potter, she", "Originally from Leeds, she"; in Spanish the verb alone ("Es directora de").
    fn opening_pronoun(&self) -> Option<Pronoun> {
        let first = self.sentence.start;
        let at = (first..first + LEAD).find(|&at| self.shape(at) == Shape::Mark || is_finite(self.str(at)));
        let at = match at {
            Some(mark) if self.str(mark) == "," => mark + 1,
            _ => first,
        };
        let gender = match self.str(at) {
            "She" | "she" | "Ella" | "ella" => Some(Gender::Woman),
            "He" | "he" | "Él" | "él" => Some(Gender::Man),
            _ => {
                let is_verb = matches!(self.str(first), "Es" | "Fue" | "Era" | "Ha");
                let spoken = is_verb && self.language() == Language::Spanish;
                return spoken.then_some(Pronoun { at: first..first, gender: None, apposition: None });
            }
        };
        let apposition = (at > first).then(|| self.apposed_to_pronoun(at - 1)).flatten();
        Some(Pronoun { at: at..at + 1, gender, apposition })
    }

    /// "A former potter from Leeds," before the pronoun.
    fn apposed_to_pronoun(&self, comma: usize) -> Option<Range<usize>> {
        let left = self.cut(comma);
        let phrase = left.phrase(self.sentence.start)?;
        let is_noun = match phrase.noun {
            Noun::Listed => {
                !is_connector(&self.str(self.sentence.start).to_lowercase()) || phrase.leader != Leader::Nothing
            }
            Noun::Agent => phrase.leader != Leader::Nothing,
            _ => false,
        };
        (is_noun && phrase.tokens.end == comma).then_some(phrase.tokens)
    }
}

//! Surnames that are nouns for what somebody is: "Monje" of "Ariel Monje" is a run of no name by itself.

use std::collections::HashSet;

use super::super::Language;
use super::super::lexicon::Class;
use super::super::reading::{Case, Piece, Reading};
use super::super::token::Shape;
use super::cast::Cast;
use super::name::{Kind, Part};
use super::run::Run;
use super::several::is_title_of_several;
use super::view::View;

/// How far before a name the word stands that says what several people are.
const AMONG: usize = 6;

/// Adds the places where such a surname of somebody in the cast stands alone, in the order of the text. Behind an article,
/// or in a text that has the word in lower case, too, it is what it says.
pub(super) fn add(reading: &Reading<'_>, cast: &Cast, runs: &mut Vec<Run>, names: &mut Vec<Vec<Part>>) {
    let is_noun = |word: u32| {
        reading.vocabulary.get(word).is_some_and(|word| word.class.is(Class::ROLE) && !word.class.is(Class::NAME))
    };
    let last = |parts: &[Part]| parts.last().filter(|last| last.kind == Kind::Family && parts.len() > 1).copied();
    let words: HashSet<u32> = (cast.members.iter())
        .filter_map(|member| last(&member.parts))
        .filter(|part| is_noun(part.word))
        .map(|part| part.word)
        .collect();
    if words.is_empty() {
        return;
    }
    let mut found: Vec<Run> = Vec::new();
    for (number, piece) in reading.pieces.iter().enumerate().filter(|(_, piece)| piece.case == Case::Running) {
        for sentence in &piece.sentences {
            for at in sentence.clone() {
                let word = piece.tokens.get(at).map(|token| token.word).filter(|word| words.contains(word));
                if word.is_some() && stands_alone(reading, piece, sentence, at) {
                    found.push(Run { piece: number, tokens: at..at + 1, sentence: sentence.clone() });
                }
            }
        }
    }
    let is_free = |run: &Run| {
        let met = |other: &Run| other.piece == run.piece && other.tokens.contains(&run.tokens.start);
        let first = runs.partition_point(|other| other.piece < run.piece);
        !runs.iter().skip(first).take_while(|other| other.piece == run.piece).any(met)
    };
    found.retain(is_free);
    let part = |run: &Run| {
        let word = reading.pieces.get(run.piece)?.tokens.get(run.tokens.start)?.word;
        Some(Part { word, kind: Kind::Family })
    };
    let added = found.into_iter().filter_map(|run| part(&run).map(|part| (run, vec![part])));
    let mut all: Vec<(Run, Vec<Part>)> = runs.drain(..).zip(names.drain(..)).chain(added).collect();
    all.sort_by_key(|(run, _)| (run.piece, run.tokens.start));
    (*runs, *names) = all.into_iter().unzip();
}

/// Whether a word stands for somebody: capitalised, with no article and no further capital beside it.
fn stands_alone(reading: &Reading<'_>, piece: &Piece<'_>, sentence: &std::ops::Range<usize>, at: usize) -> bool {
    let is_inside = |at: usize| sentence.contains(&at);
    let is_capital = |at: usize| is_inside(at) && matches!(piece.shape(at), Shape::Capital | Shape::Upper);
    let before = at.checked_sub(1).filter(|&at| is_inside(at));
    let led = before.is_some_and(|before| {
        is_capital(before) && !reading.class(piece, before).is(Class::HONORIFIC | Class::FUNCTION)
            || matches!(&*piece.str(before).to_lowercase(), "the" | "an" | "el" | "la" | "un" | "una" | "al" | "del")
            || matches!(piece.str(before), "a" | "A") && piece.language == Some(Language::English)
    });
    let lower = piece.tokens.get(at).and_then(|token| reading.vocabulary.get(token.word)).map_or(0, |word| word.lower);
    piece.shape(at) == Shape::Capital && !led && !is_capital(at + 1) && (lower == 0 || before.is_some())
}

impl View<'_> {
    /// "Dr Rukhsana Merchant", "Ariel “Ganzúa” Monje": a noun for what somebody is, as a surname. Behind a form of address and
    /// one word, or behind a nickname, nothing but a name goes on.
    pub(super) fn is_surname_too(&self, at: usize, before: usize) -> bool {
        let addressed = before
            .checked_sub(1)
            .is_some_and(|title| self.sentence.contains(&title) && self.class(title).is(Class::HONORIFIC));
        // "Bo Ruiz, Chair; President Anthony Driver; and", "Justices Ana Ruiz and Meher Contractor gave"
        let office = before.checked_sub(1).filter(|office| self.sentence.contains(office));
        let titled = self.is_given(before)
            && office.is_some_and(|at| self.is_capital(at) && self.class(at).is(Class::ROLE | Class::TITLE));
        let several = (before.saturating_sub(AMONG).max(self.sentence.start)..before)
            .any(|at| is_title_of_several(self.piece.str(at)));
        let addressed = addressed || titled || several;
        let is_first = !self.class(before).is(Class::AMBIGUOUS | Class::ROLE | Class::MODIFIER | Class::FUNCTION);
        let nicknamed = before + 1 < at && self.is_quote(at - 1) && self.is_given(before);
        nicknamed || addressed && is_first && before + 1 == at && !self.is_capital(at + 1)
    }

    /// "Gonzalo Sastre", "Remedios Abril": right behind a given name, a noun for what somebody is and a month that are
    /// surnames by the long list.
    pub(super) fn is_listed_surname(&self, at: usize, before: usize) -> bool {
        let word = self.piece.tokens.get(at).and_then(|token| self.reading.vocabulary.get(token.word));
        let is_surname = word.and_then(|word| word.listed).is_some_and(|listed| listed.surname);
        let is_first =
            self.is_given(before) && !self.class(before).is(Class::AMBIGUOUS | Class::ROLE | Class::HONORIFIC);
        is_surname
            && is_first
            && before + 1 == at
            && self.shape(at) == Shape::Capital
            && !matches!(self.shape(at + 1), Shape::Capital | Shape::Upper | Shape::Number)
    }
}

//! A trained reader of names: an averaged perceptron over hashed features that goes through a sentence once, from left to
//! right, and tags each capitalised word as the first of a name, inside a name, or no name.
//!
//! Its weights are made by `examples/train_people.rs`. It only votes; the rules of `evidence` decide.

mod features;
mod weights;

use std::ops::Range;

use super::super::lexicon::Class;
use super::super::reading::{Piece, Reading};
use super::super::token::Shape;
pub(super) use features::{Features, Words};
pub(super) use weights::{SLOTS, Weights, pick};

/// The weights that ship with the program.
static SHIPPED: &[u8] = include_bytes!("../../../../config/people.weights");

/// What a word is in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tag {
    /// No name.
    #[default]
    Outside,
    /// The first word of a name.
    First,
    /// A further word of a name.
    Inside,
}

/// A name as the recogniser reads it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Span {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// By how much a name is likelier than none, in the mean of its words; never negative.
    pub(super) margin: f32,
}

/// Reads names with given weights.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recogniser<'a> {
    weights: Weights<'a>,
}

impl Recogniser<'static> {
    /// The recogniser of the program.
    pub(super) fn shipped() -> Self {
        Self { weights: Weights::read(SHIPPED) }
    }
}

impl<'a> Recogniser<'a> {
    /// A recogniser with these weights.
    pub(super) fn new(weights: Weights<'a>) -> Self {
        Self { weights }
    }

    /// The names of a sentence, in order.
    pub(super) fn spans(
        &self,
        reading: &Reading<'_>,
        piece: &Piece<'_>,
        words: &Words,
        sentence: &Range<usize>,
    ) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut features = Features::new(reading, piece, words, sentence.clone());
        let mut before = [Tag::Outside; 2];
        for at in sentence.clone() {
            let (tag, margin) = if features.may_name(at, before[0]) {
                self.weights.choose(features.of(at, before), before[0])
            } else {
                (Tag::Outside, 0.0)
            };
            match tag {
                Tag::Outside => {}
                Tag::First => spans.push(Span { tokens: at..at + 1, margin }),
                Tag::Inside => {
                    if let Some(span) = spans.last_mut() {
                        span.margin += margin;
                        span.tokens.end = at + 1;
                    }
                }
            }
            before = [tag, before[0]];
        }
        for span in &mut spans {
            trim(reading, piece, span);
        }
        spans
    }
}

/// A name does not end in a particle; its margin is the mean.
fn trim(reading: &Reading<'_>, piece: &Piece<'_>, span: &mut Span) {
    let words = u16::try_from(span.tokens.len()).unwrap_or(u16::MAX);
    span.margin /= f32::from(words.max(1));
    let is_particle = |at: usize| piece.shape(at) == Shape::Lower && reading.class(piece, at).is(Class::PARTICLE);
    while span.tokens.len() > 1 && is_particle(span.tokens.end - 1) {
        span.tokens.end -= 1;
    }
}

//! An averaged perceptron (Freund and Schapire 1999; Collins 2002) with one weight for each slot and tag, that reads with
//! its own tags before a word, so that it learns to live with its mistakes.

use crate::document::Anchor;

use super::super::super::reading::{Piece, Reading};
use super::super::recogniser::{Features, SLOTS, Tag, Words, pick};
use super::chance::Chance;
use super::sample::Sample;

/// In so many of a hundred cases the lists forget a name, so that the reader learns from the words around it, too.
const FORGOTTEN: usize = 30;

/// Weights while they are learned.
#[derive(Debug)]
pub(super) struct Model {
    weights: Vec<Slot>,
    now: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    weight: [f32; 3],
    total: [f32; 3],
    since: u32,
}

impl Default for Model {
    fn default() -> Self {
        Self { weights: vec![Slot::default(); SLOTS], now: 0 }
    }
}

impl Model {
    /// Learns from a text.
    pub(super) fn learn(&mut self, sample: &Sample, chance: &mut Chance) {
        let (document, names) = sample.document();
        let Some(mut reading) = Reading::of(&document, &|| false) else { return };
        reading.vocabulary.forget_names(|| chance.is(FORGOTTEN));
        let words = Words::of(&reading.vocabulary);
        for piece in &reading.pieces {
            for sentence in &piece.sentences {
                let mut features = Features::new(&reading, piece, &words, sentence.clone());
                let mut before = [Tag::Outside; 2];
                for at in sentence.clone() {
                    let mut tag = Tag::Outside;
                    if features.may_name(at, before[0]) {
                        let truth = truth(piece, at, &names);
                        tag = self.step(features.of(at, before), truth, before[0], sample.weight);
                    }
                    before = [tag, before[0]];
                }
            }
        }
    }

    /// Tags a word and learns from the mistake, if it is one.
    fn step(&mut self, slots: &[u32], truth: Tag, before: Tag, weight: f32) -> Tag {
        self.now += 1;
        let mut scores = [0.0_f32; 3];
        for slot in slots.iter().filter_map(|&slot| self.weights.get(slot as usize)) {
            for (score, weight) in scores.iter_mut().zip(slot.weight) {
                *score += weight;
            }
        }
        let [none, first, inside] = scores;
        let (tag, _) = pick(first - none, inside - none, before);
        // A word that goes on a name which was not found begins one.
        let truth = if truth == Tag::Inside && before == Tag::Outside { Tag::First } else { truth };
        if tag != truth {
            for &slot in slots {
                let Some(slot) = self.weights.get_mut(slot as usize) else { continue };
                slot.settle(self.now);
                for (wrong, sign) in [(truth, weight), (tag, -weight)] {
                    if let Some(weight) = slot.weight.get_mut(wrong as usize) {
                        *weight += sign;
                    }
                }
            }
        }
        tag
    }

    /// The mean weights of "first" and "inside" against "no name".
    pub(super) fn pairs(mut self) -> Vec<[f32; 2]> {
        #[expect(clippy::cast_precision_loss, reason = "a mean need not be exact")]
        let now = self.now.max(1) as f32;
        let slots = self.weights.iter_mut().map(|slot| {
            slot.settle(self.now);
            let [none, first, inside] = slot.total;
            [(first - none) / now, (inside - none) / now]
        });
        slots.collect()
    }
}

impl Slot {
    /// Adds up what the weight was worth since it last changed.
    fn settle(&mut self, now: u32) {
        #[expect(clippy::cast_precision_loss, reason = "a mean need not be exact")]
        let steps = (now - self.since) as f32;
        for (total, weight) in self.total.iter_mut().zip(self.weight) {
            *total += steps * weight;
        }
        self.since = now;
    }
}

/// What the label says of the word.
fn truth(piece: &Piece<'_>, at: usize, names: &[Anchor]) -> Tag {
    let word = piece.anchor(at..at + 1);
    let name = names.iter().find(|name| name.block == word.block && name.start < word.end && word.start < name.end);
    match name {
        None => Tag::Outside,
        Some(name) if word.start <= name.start => Tag::First,
        Some(_) => Tag::Inside,
    }
}

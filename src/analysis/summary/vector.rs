//! Sentences as weighted words: likeness to the whole text, to the title, to each other.

use std::collections::HashMap;

use crate::document::BlockKind;

use super::super::lexicon::{Class, fold};
use super::super::reading::{Piece, Reading};
use super::super::token::{Shape, offset};
use super::candidate::Candidate;

/// A sentence's stems with their weights, by stem, of length 1.
type Vector = Vec<(u32, f64)>;

/// The sentences of a text in the space of its words.
#[derive(Debug)]
pub(super) struct Space {
    sentences: Vec<Vector>,
    stems: Vec<Vec<u32>>,
    centroid: Vec<f64>,
    title: Vec<u32>,
}

/// What a sentence shares with the title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Overlap {
    /// Words.
    pub(super) words: u32,
    /// Of the title's words.
    pub(super) share: f64,
}

impl Space {
    /// Weighs the words of the candidates: frequent in the sentence, rare in the text.
    pub(super) fn of(reading: &Reading<'_>, candidates: &[Candidate]) -> Self {
        let stemmer = Stemmer::of(reading);
        let mut counts: Vec<Vec<(u32, u32)>> = Vec::with_capacity(candidates.len());
        let mut in_sentences: Vec<u32> = vec![0; stemmer.count];
        for candidate in candidates {
            let mut stems: Vec<u32> = reading
                .pieces
                .get(candidate.piece)
                .map(|piece| stemmer.stems(piece, candidate.tokens.clone()))
                .unwrap_or_default();
            stems.sort_unstable();
            let mut counted: Vec<(u32, u32)> = Vec::new();
            for stem in stems {
                match counted.last_mut() {
                    Some((last, count)) if *last == stem => *count += 1,
                    _ => counted.push((stem, 1)),
                }
            }
            for (stem, _) in &counted {
                if let Some(count) = in_sentences.get_mut(*stem as usize) {
                    *count += 1;
                }
            }
            counts.push(counted);
        }
        let all = f64::from(offset(candidates.len()));
        let rarity = |stem: u32| {
            in_sentences.get(stem as usize).map_or(0.0, |&count| (1.0 + all / f64::from(count.max(1))).ln())
        };
        let mut centroid = vec![0.0; stemmer.count];
        let mut sentences = Vec::with_capacity(counts.len());
        for counted in &counts {
            let weighted: Vector =
                counted.iter().map(|&(stem, count)| (stem, (1.0 + f64::from(count).ln()) * rarity(stem))).collect();
            for &(stem, weight) in &weighted {
                if let Some(sum) = centroid.get_mut(stem as usize) {
                    *sum += weight;
                }
            }
            sentences.push(unit(weighted));
        }
        let length = centroid.iter().map(|weight| weight * weight).sum::<f64>().sqrt();
        if length > 0.0 {
            for weight in &mut centroid {
                *weight /= length;
            }
        }
        let stems = counts.into_iter().map(|counted| counted.into_iter().map(|(stem, _)| stem).collect()).collect();
        Self { sentences, stems, centroid, title: title(reading, &stemmer) }
    }

    /// How near a sentence is to the centre of the text, 0 to 1.
    pub(super) fn centrality(&self, at: usize) -> f64 {
        let vector = self.sentences.get(at).map(Vec::as_slice).unwrap_or_default();
        vector.iter().map(|&(stem, weight)| weight * self.centroid.get(stem as usize).copied().unwrap_or(0.0)).sum()
    }

    /// How alike two sentences are, 0 to 1.
    pub(super) fn likeness(&self, one: usize, other: usize) -> f64 {
        let (Some(one), Some(other)) = (self.sentences.get(one), self.sentences.get(other)) else { return 0.0 };
        let mut others = other.iter().peekable();
        let mut sum = 0.0;
        for &(stem, weight) in one {
            while others.next_if(|(other, _)| *other < stem).is_some() {}
            if let Some(&(_, other)) = others.next_if(|(other, _)| *other == stem) {
                sum += weight * other;
            }
        }
        sum
    }

    /// What a sentence shares with the title.
    pub(super) fn title_overlap(&self, at: usize) -> Overlap {
        let stems = self.stems.get(at).map(Vec::as_slice).unwrap_or_default();
        let words = offset(self.title.iter().filter(|stem| stems.binary_search(stem).is_ok()).count());
        let share = if self.title.is_empty() { 0.0 } else { f64::from(words) / f64::from(offset(self.title.len())) };
        Overlap { words, share }
    }
}

fn unit(mut vector: Vector) -> Vector {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut vector {
            *weight /= length;
        }
    }
    vector
}

/// The stems of the title, be it in the text or only in the metadata.
fn title(reading: &Reading<'_>, stemmer: &Stemmer) -> Vec<u32> {
    let titles = reading.pieces.iter().filter(|piece| piece.kind == BlockKind::Title);
    let mut stems: Vec<u32> = titles.flat_map(|piece| stemmer.stems(piece, 0..piece.tokens.len())).collect();
    if stems.is_empty() {
        let title = reading.document.meta.title.as_deref().unwrap_or_default();
        let words = title.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
        stems = words.filter_map(|word| stemmer.stem_of(reading.vocabulary.find(&fold(word))?)).collect();
    }
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The stem of every word of the vocabulary.
struct Stemmer {
    /// By word number; nothing for function words and signs.
    stems: Vec<Option<u32>>,
    count: usize,
}

impl Stemmer {
    fn of(reading: &Reading<'_>) -> Self {
        let vocabulary = &reading.vocabulary;
        let mut numbers: HashMap<&str, u32> = HashMap::with_capacity(vocabulary.len());
        let mut stems = Vec::with_capacity(vocabulary.len());
        for number in 0..vocabulary.len() {
            let word = vocabulary.get(offset(number)).filter(|word| !word.class.is(Class::FUNCTION));
            let stem = word.map(|word| stem(word.plain())).filter(|stem| stem.chars().count() >= 3);
            stems.push(stem.map(|stem| {
                let next = offset(numbers.len());
                *numbers.entry(stem).or_insert(next)
            }));
        }
        Self { stems, count: numbers.len() }
    }

    fn stems(&self, piece: &Piece<'_>, tokens: std::ops::Range<usize>) -> Vec<u32> {
        let tokens = piece.tokens.get(tokens).unwrap_or_default().iter();
        tokens
            .filter(|token| token.shape.is_word() && token.shape != Shape::Initial)
            .filter_map(|token| self.stem_of(token.word))
            .collect()
    }

    fn stem_of(&self, word: u32) -> Option<u32> {
        self.stems.get(word as usize).copied().flatten()
    }
}

/// A word without the endings of number and tense, in English and Spanish; too little rather than too much.
fn stem(word: &str) -> &str {
    const ENDINGS: &[&str] = &[
        "amientos", "imientos", "amiento", "imiento", "aciones", "mente", "ations", "ation", "acion", "ings", "ing",
        "ies", "ed", "es", "os", "as", "s", "y", "o", "a", "e",
    ];
    ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).find(|stem| stem.chars().count() >= 4).unwrap_or(word)
}

//! What the recogniser sees of a word: the word, its letters, its lists, its neighbours and the tags before it, each as
//! the number of a slot.

use std::ops::Range;

use super::super::super::lexicon::Class;
use super::super::super::names::Listed;
use super::super::super::reading::{Piece, Reading, Vocabulary};
use super::super::super::token::Shape;
use super::{SLOTS, Tag};

/// Words of a run that are looked at on either side.
const REACH: usize = 6;
/// What stands beyond the ends of a sentence.
const NOTHING: u32 = 0x5bd1_e995;

/// The words of a document as numbers that do not depend on the document.
#[derive(Debug)]
pub(in super::super) struct Words(Vec<u32>);

impl Words {
    /// Numbers the words.
    pub(in super::super) fn of(vocabulary: &Vocabulary) -> Self {
        // What stands behind the zero is what phrase the word is part of.
        let number = |at: usize| {
            let word = u32::try_from(at).ok().and_then(|number| vocabulary.get(number));
            word.map_or(NOTHING, |word| hash(word.plain()))
        };
        Self((0..vocabulary.len()).map(number).collect())
    }
}

fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn mix(one: u32, other: u32) -> u32 {
    let mixed = (one ^ other.rotate_left(15).wrapping_mul(0xcc9e_2d51)).wrapping_mul(0x1b87_3593);
    mixed ^ (mixed >> 15)
}

/// The features of the words of a sentence.
#[derive(Debug)]
pub(in super::super) struct Features<'a> {
    reading: &'a Reading<'a>,
    piece: &'a Piece<'a>,
    words: &'a Words,
    sentence: Range<usize>,
    slots: Vec<u32>,
}

/// What is known of one word.
#[derive(Clone, Copy)]
struct Seen {
    word: u32,
    shape: u32,
    class: u32,
    /// The long lists it is in.
    listed: u32,
}

impl<'a> Features<'a> {
    /// The features of a sentence.
    pub(in super::super) fn new(
        reading: &'a Reading<'a>,
        piece: &'a Piece<'a>,
        words: &'a Words,
        sentence: Range<usize>,
    ) -> Self {
        Self { reading, piece, words, sentence, slots: Vec::with_capacity(72) }
    }

    /// Whether a name can have the word at `at`: a capital, or a particle behind a word of the name.
    pub(in super::super) fn may_name(&self, at: usize, before: Tag) -> bool {
        self.is_capital(at)
            || before != Tag::Outside
                && self.is_particle(at)
                && (self.is_capital(at + 1) || self.is_particle(at + 1) && self.is_capital(at + 2))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.sentence.contains(&at) && matches!(self.piece.shape(at), Shape::Capital | Shape::Upper | Shape::Initial)
    }

    fn is_particle(&self, at: usize) -> bool {
        self.sentence.contains(&at)
            && self.piece.shape(at) == Shape::Lower
            && self.reading.class(self.piece, at).is(Class::PARTICLE)
    }

    fn seen(&self, at: Option<usize>) -> Seen {
        let nothing = Seen { word: NOTHING, shape: 15, class: 1 << 31, listed: 4 };
        let Some(at) = at.filter(|at| self.sentence.contains(at)) else { return nothing };
        let Some(token) = self.piece.tokens.get(at) else { return nothing };
        let word = match token.shape {
            Shape::Mark => hash(self.piece.str(at)),
            Shape::Number => 1,
            Shape::Address => 2,
            _ => self.words.0.get(token.word as usize).copied().unwrap_or(NOTHING),
        };
        let listed = if token.shape == Shape::Mark { None } else { self.reading.vocabulary.get(token.word) };
        let listed = listed.and_then(|word| word.listed).map_or(0, Listed::bits);
        Seen { word, shape: token.shape as u32, class: self.reading.vocabulary.class(token).bits(), listed }
    }

    /// The slots of the features of the word at `at`, where `before` are the tags of the word before it and of that before.
    pub(in super::super) fn of(&mut self, at: usize, before: [Tag; 2]) -> &[u32] {
        self.slots.clear();
        let left = at.checked_sub(1);
        let here = self.seen(Some(at));
        let (one, two) = (self.seen(left), self.seen(at.checked_sub(2)));
        let (next, after) = (self.seen(Some(at + 1)), self.seen(Some(at + 2)));
        let tag = before[0] as u32;
        let tags = tag * 3 + before[1] as u32;
        let (run, first, last) = self.run(at);
        let (ahead, behind) = (self.seen(first.checked_sub(1)), self.seen(Some(last + 1)));
        let ends = self.seen(Some(last));
        let length = u32::try_from(run.len().min(7)).unwrap_or(7);
        let place = u32::try_from((at - first).min(7)).unwrap_or(7);
        let opens = u32::from(at == self.sentence.start);
        let lower = self.piece.tokens.get(at).and_then(|token| self.reading.vocabulary.get(token.word));
        let lower = u32::from(lower.is_some_and(|word| word.lower > 0));
        let names = here.class & Class::NAME.bits();
        let marks = here.shape * 4 + opens * 2 + lower;

        self.add(0, tags, 0);
        self.add(1, here.word, 0);
        self.add(2, here.class, 0);
        self.add(3, here.class, marks);
        self.add(4, tags, here.class);
        self.add(5, tag, here.word);
        self.add(6, one.word, 0);
        self.add(7, one.word, here.class);
        self.add(8, one.class, here.class);
        self.add(9, mix(one.class, here.class), tag);
        self.add(10, next.word, 0);
        self.add(11, next.word, here.class);
        self.add(12, next.class, here.class);
        self.add(13, mix(one.class, here.class), next.class);
        self.add(14, two.word, 0);
        self.add(15, after.word, 0);
        self.add(16, mix(two.class, one.class), tag);
        self.add(17, mix(next.class, after.class), names);
        self.add(18, one.shape * 256 + here.shape * 16 + next.shape, tag);
        self.add(19, mix(one.shape * 16 + here.shape, next.shape * 16 + after.shape), opens);
        self.add(20, mix(one.word, next.word), 0);
        self.add(21, mix(one.word, here.word), 0);
        self.add(22, mix(here.word, next.word), 0);
        self.add(23, mix(length, place), here.shape);
        self.add(24, mix(length, place), here.class);
        self.add(25, ends.class, mix(place, names));
        self.add(26, ends.word, place.min(1));
        self.add(27, behind.word, mix(length, names));
        self.add(28, behind.word, tag);
        self.add(29, behind.class, mix(length, names));
        self.add(30, ahead.word, mix(length, names));
        self.add(31, ahead.word, tag);
        self.add(32, ahead.class, mix(length, names));
        self.add(33, mix(ahead.word, behind.word), length.min(2));
        self.add(34, mix(ahead.class, behind.class), mix(length, ends.class));
        self.add(35, mix(marks, names), tag);
        self.add(36, mix(one.word, two.word), 0);
        self.add(37, mix(next.word, after.word), 0);
        let around = one.listed * 64 + here.listed * 8 + next.listed;
        self.add(50, here.listed, here.class);
        self.add(51, around, tag);
        self.add(52, around, mix(one.shape * 256 + here.shape * 16 + next.shape, opens));
        self.add(53, mix(here.listed, names), mix(ends.listed, length * 8 + place));
        self.add(54, mix(ahead.word, here.listed), 0);
        self.add(55, mix(behind.word, ends.listed), length.min(3));
        self.add(56, mix(around, names), mix(one.class, next.class));
        self.letters(at, tag);
        // What stands near, wherever: the places are many and the text to learn from is little.
        for near in [at.checked_sub(3), at.checked_sub(2), left, Some(at + 1), Some(at + 2), Some(at + 3)] {
            let word = self.seen(near).word;
            self.add(57, word, 0);
        }
        &self.slots
    }

    /// The ends of the word.
    fn letters(&mut self, at: usize, tag: u32) {
        let piece = self.piece;
        let text = piece.str(at);
        let cut =
            |number: usize| text.char_indices().nth(number).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
        let tail = |number: usize| {
            let start = text.char_indices().rev().nth(number - 1).map_or(0, |(start, _)| start);
            text.get(start..).unwrap_or(text)
        };
        for (template, part) in [(40, cut(2)), (41, cut(3)), (42, tail(2)), (43, tail(3)), (44, tail(4))] {
            self.add(template, hash(part), 0);
        }
        self.add(45, hash(tail(3)), tag + 1);
        let length = u32::try_from(text.len().min(12)).unwrap_or(12);
        let signs = u32::from(text.contains('-')) * 2 + u32::from(text.contains(['’', '\'']));
        let inner = u32::from(text.chars().skip(1).any(char::is_uppercase));
        self.add(46, length, signs * 2 + inner);
    }

    /// The capitalised words around `at`, particles included: all, the first and the last of them.
    fn run(&self, at: usize) -> (Range<usize>, usize, usize) {
        let (mut first, mut last) = (at, at);
        while at - first < REACH && first > self.sentence.start {
            if self.is_capital(first - 1) {
                first -= 1;
            } else if first >= 2 && self.is_particle(first - 1) && self.is_capital(first - 2) {
                first -= 2;
            } else {
                break;
            }
        }
        while last - at < REACH {
            if self.is_capital(last + 1) {
                last += 1;
            } else if self.is_particle(last + 1) && self.is_capital(last + 2) {
                last += 2;
            } else {
                break;
            }
        }
        (first..last + 1, first, last)
    }

    fn add(&mut self, template: u32, value: u32, with: u32) {
        let slot = mix(mix(template.wrapping_mul(0x9e37_79b9), value), with ^ 0x2545_f491);
        self.slots.push(((u64::from(mix(slot, 0x85eb_ca6b)) * SLOTS as u64) >> 32) as u32);
    }
}

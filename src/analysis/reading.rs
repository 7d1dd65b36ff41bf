//! A document cut into tokens and sentences once, for everything that is found in it.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use crate::document::{Anchor, BlockKind, Document};

use super::lexicon::{Class, Lexicon, PHRASE_WORDS, fold};
use super::sentence;
use super::token::{Shape, Token, tokens};

/// Bytes of text that are analysed; the blocks after them are reported as left out.
const MAX_BYTES: usize = 2 * 1024 * 1024;

/// A word of the document, whatever its case and accents.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// The folded word.
    pub(super) key: Rc<str>,
    /// What it is by the lists.
    pub(super) class: Class,
    /// How often it stands in lower case.
    pub(super) lower: u32,
}

/// The words of a document.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<Word>,
    numbers: HashMap<Rc<str>, u32>,
}

impl Vocabulary {
    /// The number of a folded word.
    pub(super) fn number(&mut self, key: &str, lexicon: &Lexicon) -> u32 {
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        let number = super::token::offset(self.words.len());
        let key: Rc<str> = key.into();
        let class = lexicon.word(&key);
        self.words.push(Word { key: Rc::clone(&key), class, lower: 0 });
        self.numbers.insert(key, number);
        number
    }

    /// The number of a folded word that the text has.
    pub(super) fn find(&self, key: &str) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    /// The word with this number.
    pub(super) fn get(&self, number: u32) -> Option<&Word> {
        self.words.get(number as usize)
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

/// How a block uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// As running text does.
    Running,
    /// In most words, or in all letters, so that they say little about names.
    Headline,
}

/// A block with its tokens and sentences.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// Its place in the document.
    pub(super) block: u32,
    /// What it is.
    pub(super) kind: BlockKind,
    /// Its text.
    pub(super) text: &'a str,
    /// Its tokens.
    pub(super) tokens: Vec<Token>,
    /// Its sentences, as ranges of tokens.
    pub(super) sentences: Vec<Range<usize>>,
    /// How it uses capitals.
    pub(super) case: Case,
}

impl Piece<'_> {
    /// The text of the token at `at`, empty beyond the ends.
    pub(super) fn str(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |token| self.text.get(token.start as usize..token.end as usize).unwrap_or_default())
    }

    /// The address of a range of tokens.
    pub(super) fn anchor(&self, range: Range<usize>) -> Anchor {
        let start = self.tokens.get(range.start).map_or(0, |token| token.start);
        let end = range.end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end);
        Anchor { block: self.block, start, end: end.max(start) }
    }

    /// What the token at `at` looks like.
    pub(super) fn shape(&self, at: usize) -> Shape {
        self.tokens.get(at).map_or(Shape::Mark, |token| token.shape)
    }
}

/// A document as the analysis reads it.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    /// The document.
    pub(super) document: &'a Document,
    /// Its words.
    pub(super) vocabulary: Vocabulary,
    /// Its blocks, all of them up to the bound.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Blocks beyond the bound.
    pub(super) left_out: u32,
}

impl<'a> Reading<'a> {
    /// Cuts `document` up. Nothing when the result is no longer wanted.
    pub(super) fn of(document: &'a Document, stale: &dyn Fn() -> bool) -> Option<Self> {
        let lexicon = Lexicon::get();
        let mut reading = Self { document, vocabulary: Vocabulary::default(), pieces: Vec::new(), left_out: 0 };
        let mut bytes = 0;
        for (number, block) in (0_u32..).zip(&document.blocks) {
            if stale() {
                return None;
            }
            bytes += block.text.len();
            if bytes > MAX_BYTES {
                reading.left_out = super::token::offset(document.blocks.len()).saturating_sub(number);
                break;
            }
            let mut piece = Piece {
                block: number,
                kind: block.kind,
                text: &block.text,
                tokens: tokens(&block.text, lexicon),
                sentences: Vec::new(),
                case: Case::Running,
            };
            reading.vocabulary.learn(&mut piece, lexicon);
            piece.case = case(&piece);
            if block.kind.is_read() {
                piece.sentences = sentence::split(&piece, &reading.vocabulary);
            }
            reading.pieces.push(piece);
        }
        reading.mark_phrases(lexicon);
        Some(reading)
    }

    /// What the token at `at` of `piece` is by the lists.
    pub(super) fn class(&self, piece: &Piece<'_>, at: usize) -> Class {
        piece.tokens.get(at).map_or(Class::default(), |token| self.vocabulary.class(token))
    }

    /// Joins the words of phrases ("New York", "Morgan Stanley"): each of them becomes a word of its own kind that is
    /// nothing but part of that phrase.
    fn mark_phrases(&mut self, lexicon: &Lexicon) {
        for piece in &mut self.pieces {
            let mut at = 0;
            while at < piece.tokens.len() {
                let step = self.vocabulary.phrase(piece, at, lexicon).map_or(1, |(length, class)| {
                    for token in piece.tokens.iter_mut().skip(at).take(length) {
                        token.word = self.vocabulary.part_of_phrase(token.word, class);
                    }
                    length
                });
                at += step;
            }
        }
    }
}

impl Vocabulary {
    /// What a token is by the lists.
    pub(super) fn class(&self, token: &Token) -> Class {
        if token.shape == Shape::Mark {
            Class::default()
        } else {
            self.get(token.word).map_or(Class::default(), |word| word.class)
        }
    }

    /// Numbers the words of a piece.
    fn learn(&mut self, piece: &mut Piece<'_>, lexicon: &Lexicon) {
        let text = piece.text;
        for token in &mut piece.tokens {
            if token.shape == Shape::Mark {
                continue;
            }
            let key = fold(text.get(token.start as usize..token.end as usize).unwrap_or_default());
            token.word = self.number(&key, lexicon);
            if token.shape == Shape::Lower
                && let Some(word) = self.words.get_mut(token.word as usize)
            {
                word.lower += 1;
            }
        }
    }

    /// The longest phrase of the lists that starts at `at` with a capital, its length and class.
    fn phrase(&self, piece: &Piece<'_>, at: usize, lexicon: &Lexicon) -> Option<(usize, Class)> {
        let first = piece
            .tokens
            .get(at)
            .filter(|token| matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Initial))?;
        if !self.class(first).starts_phrase() {
            return None;
        }
        let mut key = String::new();
        let mut found = None;
        for (length, token) in (1..).zip(piece.tokens.iter().skip(at).take(PHRASE_WORDS)) {
            let Some(word) = self.get(token.word).filter(|_| token.shape != Shape::Mark) else {
                // "Procter & Gamble", "Ernst & Young"
                if piece.str(at + length - 1) == "&" {
                    continue;
                }
                break;
            };
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&word.key);
            let class = if length > 1 { lexicon.phrase(&key) } else { Class::default() };
            if class != Class::default() {
                found = Some((length, class));
            }
        }
        found
    }

    /// The word that stands for `word` inside a phrase of this class.
    fn part_of_phrase(&mut self, word: u32, class: Class) -> u32 {
        let Some(key) = self.get(word).map(|word| format!("{}\u{0}{class:?}", word.key)) else { return word };
        if let Some(&known) = self.numbers.get(key.as_str()) {
            return known;
        }
        let number = super::token::offset(self.words.len());
        let key: Rc<str> = key.into();
        self.words.push(Word { key: Rc::clone(&key), class, lower: 0 });
        self.numbers.insert(key, number);
        number
    }
}

/// How the block uses capitals: among its longer words, are most of them capitalised?
fn case(piece: &Piece<'_>) -> Case {
    let long = piece.tokens.iter().filter(|token| token.shape.is_word() && token.end - token.start >= 4);
    let (mut all, mut capital, mut upper) = (0_u32, 0_u32, 0_u32);
    for token in long {
        all += 1;
        capital += u32::from(!matches!(token.shape, Shape::Lower | Shape::Other));
        upper += u32::from(token.shape == Shape::Upper);
    }
    let has_stop =
        (0..piece.tokens.len()).any(|at| piece.shape(at) == Shape::Mark && piece.str(at).starts_with(['.', '!', '?']));
    let is_headline = match piece.kind {
        BlockKind::Title | BlockKind::Heading => all >= 4 && capital * 10 >= all * 7,
        // A paragraph full of names is running text all the same; headlines have no full stop.
        _ if has_stop => all >= 8 && upper * 10 >= all * 6,
        _ => all >= 8 && capital * 10 >= all * 9,
    };
    if is_headline { Case::Headline } else { Case::Running }
}

//! The words of a document, numbered: what each is by the lists and how often it stands in lower case.

use std::collections::HashMap;
use std::rc::Rc;

use super::lexicon::{Class, Lexicon, PHRASE_WORDS, fold};
use super::names::Listed;
use super::piece::Piece;
use super::token::{Shape, Token, offset};

/// A word of the document, whatever its case and accents.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// The folded word; that of a part of a phrase goes on behind it.
    pub(super) key: Rc<str>,
    /// The bytes of the folded word itself.
    length: usize,
    /// What it is by the lists.
    pub(super) class: Class,
    /// In which of the long lists of names it is; not looked up while it has no capital in the text.
    pub(super) listed: Option<Listed>,
    /// How often it stands in lower case.
    pub(super) lower: u32,
}

impl Word {
    fn new(key: &Rc<str>, length: usize, class: Class) -> Self {
        Self { key: Rc::clone(key), length, class, listed: None, lower: 0 }
    }

    /// The folded word, also of a part of a phrase.
    pub(super) fn plain(&self) -> &str {
        self.key.get(..self.length).unwrap_or_default()
    }
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
        let number = offset(self.words.len());
        let key: Rc<str> = key.into();
        self.words.push(Word::new(&key, key.len(), lexicon.word(&key)));
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

    /// Takes the names out of the lists that `is_forgotten` says, to learn how texts look whose names no list has. It is
    /// asked for the short lists and for the long ones.
    pub(super) fn forget_names(&mut self, mut is_forgotten: impl FnMut() -> bool) {
        for word in &mut self.words {
            if word.class.is(Class::NAME) && is_forgotten() {
                word.class = word.class.without(Class::NAME);
            }
            if word.listed.is_some_and(|listed| listed != Listed::default()) && is_forgotten() {
                word.listed = None;
            }
        }
    }

    /// The folded words by their numbers, those that are part of a phrase too.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(Word::plain)
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
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
    pub(super) fn learn(&mut self, piece: &mut Piece<'_>, lexicon: &Lexicon) {
        let text = piece.text;
        for token in &mut piece.tokens {
            if token.shape == Shape::Mark {
                continue;
            }
            let key = fold(text.get(token.start as usize..token.end as usize).unwrap_or_default());
            token.word = self.number(&key, lexicon);
            let Some(word) = self.words.get_mut(token.word as usize) else { continue };
            if token.shape == Shape::Lower {
                word.lower += 1;
            } else if word.listed.is_none() {
                word.listed = Some(Listed::of(&word.key));
            }
        }
    }

    /// The longest phrase of the lists that starts at `at` with a capital, its length and class.
    pub(super) fn phrase(&self, piece: &Piece<'_>, at: usize, lexicon: &Lexicon) -> Option<(usize, Class)> {
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
    pub(super) fn part_of_phrase(&mut self, word: u32, class: Class) -> u32 {
        let Some((key, length)) = self.get(word).map(|word| (format!("{}\u{0}{class:?}", word.key), word.length))
        else {
            return word;
        };
        if let Some(&known) = self.numbers.get(key.as_str()) {
            return known;
        }
        let number = offset(self.words.len());
        let key: Rc<str> = key.into();
        self.words.push(Word::new(&key, length, class));
        self.numbers.insert(key, number);
        number
    }
}

//! A document cut into tokens and sentences once, for everything that is found in it.

use crate::document::{Block, Document};

use super::lexicon::{Class, Lexicon};
use super::piece::case;
pub(super) use super::piece::{Case, Piece};
use super::sentence;
use super::token::tokens;
pub(super) use super::vocabulary::Vocabulary;
use super::{Language, language};

/// Bytes of text that are analysed; the blocks after them are reported as left out.
const MAX_BYTES: usize = 2 * 1024 * 1024;

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

/// Whether the block is a quotation from its first letter to its last.
fn is_quotation(block: Option<&Block>) -> bool {
    const MARKS: [char; 8] = ['"', '“', '”', '«', '»', '‘', '’', '„'];
    block.is_some_and(|block| block.text.starts_with(MARKS) && block.text.ends_with(MARKS))
}

impl<'a> Reading<'a> {
    /// Cuts `document` up. Nothing when the result is no longer wanted.
    pub(super) fn of(document: &'a Document, stale: &dyn Fn() -> bool) -> Option<Self> {
        Self::of_language(document, language::of(document), stale)
    }

    /// The same where the language of most of the text is known.
    pub(super) fn of_language(
        document: &'a Document,
        of_document: Option<Language>,
        stale: &dyn Fn() -> bool,
    ) -> Option<Self> {
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
                language: language::of_block(block).or(of_document),
            };
            reading.vocabulary.learn(&mut piece, lexicon);
            // A name with an office below a quotation is no headline, however it is set.
            let signs =
                number > 0 && is_quotation(document.blocks.get(number as usize - 1)) && block.text.contains(", ");
            piece.case = if signs { Case::Running } else { case(&piece) };
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

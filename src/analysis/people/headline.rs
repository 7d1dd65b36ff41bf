//! Names in headlines, where capitals tell nothing: who is announced, and what stands apart between marks.

use std::ops::Range;

use super::super::lexicon::{Class, fold};
use super::super::reading::Piece;
use super::super::token::Shape;
use super::view::View;

impl View<'_> {
    /// The two to five words of a name behind "Remarks by": up to a small word, a mark or a word that is no name.
    pub(super) fn announced(&self, at: usize) -> Option<usize> {
        let is_name = |at: usize| {
            let class = self.class(at);
            matches!(self.shape(at), Shape::Capital | Shape::Initial)
                && !class.is(Class::FUNCTION | Class::IMPERSONAL | Class::ROLE | Class::HONORIFIC | Class::TIME)
                && !class.is(Class::MODIFIER | Class::NATION | Class::BRAND)
        };
        let count = (at..at + 6).take_while(|&at| is_name(at)).count();
        let before = at.checked_sub(1).filter(|&before| self.sentence.contains(&before));
        let first = before.is_none_or(|before| !is_name(before));
        ((2..=5).contains(&count) && first && !self.class(at).is(Class::PLACE)).then_some(at + count)
    }

    /// In a headline or a list of names: a known given name with one or two unknown words, set apart by marks on both
    /// sides, or with an initial behind it.
    pub(super) fn apart(&self, at: usize) -> Option<usize> {
        let opens =
            at == self.sentence.start || self.class(at - 1).is(Class::HONORIFIC) || is_divider(self.piece.str(at - 1));
        let mut end = at + 1;
        let mut initial = false;
        while end < at + 4 && end < self.sentence.end {
            let class = self.class(end);
            let unknown =
                matches!(self.shape(end), Shape::Capital) && !class.is(Class::AMBIGUOUS | Class::ROLE | Class::TIME);
            let letter = self.shape(end) == Shape::Initial && self.piece.str(end).ends_with('.');
            initial |= letter;
            if !(unknown || letter) {
                break;
            }
            end += 1;
        }
        let complete = end > at + 1 && self.shape(end - 1) == Shape::Capital;
        let closes = end == self.sentence.end || is_divider(self.piece.str(end));
        let shouted = self.shape(at) == Shape::Upper;
        (complete && !shouted && closes && (opens || initial)).then_some(end)
    }
}

/// Nouns of what somebody gives to an audience.
const ANNOUNCING: &[&str] = &[
    "remarks",
    "speech",
    "address",
    "statement",
    "lecture",
    "interview",
    "conversation",
    "questions",
    "keynote",
    "testimony",
    "eulogy",
    "talk",
    "q&a",
    "discurso",
    "palabras",
    "mensaje",
    "entrevista",
    "conversacion",
    "charla",
    "ponencia",
    "intervencion",
    "conferencia",
    "declaracion",
    "preguntas",
    "dialogo",
];

/// Whether a headline says that what follows at `at` is a speaker: "Remarks by", "Five Questions for", "Discurso de la
/// ministra".
pub(super) fn is_announced(piece: &Piece<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let mut before = at;
    // A title or role with its article, and no more of them than stand before a name.
    while before > sentence.start && at - before < 4 {
        let word = piece.str(before - 1);
        if matches!(word, "by" | "By" | "with" | "With" | "for" | "For" | "de" | "del" | "con" | "a" | "al" | "por") {
            let earliest = (before - 1).saturating_sub(3).max(sentence.start);
            return (earliest..before - 1).any(|noun| ANNOUNCING.contains(&&*fold(piece.str(noun))));
        }
        if !(piece.shape(before - 1).is_word()) {
            return false;
        }
        before -= 1;
    }
    false
}

/// Whether a noun of what somebody gives to an audience stands before the small word at `at`: "Address by".
pub(super) fn announces(piece: &Piece<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|noun| ANNOUNCING.contains(&&*fold(piece.str(noun))))
}

/// A mark or word that sets names apart from each other.
fn is_divider(text: &str) -> bool {
    matches!(
        text,
        "," | ";"
            | ":"
            | "."
            | "("
            | ")"
            | "-"
            | "–"
            | "—"
            | "|"
            | "and"
            | "y"
            | "&"
            | "•"
            | "/"
            | "with"
            | "con"
            | "by"
            | "por"
    )
}

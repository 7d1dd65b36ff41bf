//! What a sentence says, told by its words: a figure of weight, a day, something that is to come.

use super::super::reading::{Piece, Reading};
use super::super::token::Shape;
use super::super::{DateMention, Figure, Language, UnitKind};
use super::candidate::Candidate;
use crate::document::Anchor;

/// A number from which a figure has weight without being a share or money.
const GREAT: f64 = 1000.0;

/// How much a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// A share, a sum of money or a great number.
    Great,
    /// Any other.
    Small,
}

/// What a sentence says.
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
#[derive(Debug, Clone, Copy)]
pub(super) struct Signals {
    /// What kind of figure, if any.
    pub(super) figure: Option<Weight>,
    /// A day or month.
    pub(super) date: bool,
    /// What is to come.
    pub(super) ahead: bool,
    /// What was decided.
    pub(super) decides: bool,
    /// The author's own person.
    pub(super) own: bool,
}

/// The signals of all candidates, which are in text order as figures and dates are.
pub(super) fn all(reading: &Reading<'_>, figures: &[Figure], dates: &[DateMention], all: &[Candidate]) -> Vec<Signals> {
    let small: Vec<Anchor> = figures.iter().map(|figure| figure.at).collect();
    let great: Vec<Anchor> = figures.iter().filter(|figure| has_weight(figure)).map(|figure| figure.at).collect();
    let dates: Vec<Anchor> = dates.iter().filter(|date| is_day(date)).map(|date| date.at).collect();
    let deciding: Vec<bool> = reading.vocabulary.keys().map(decides).collect();
    let own: Vec<bool> = reading.vocabulary.keys().map(is_own).collect();
    let one = |candidate: &Candidate| Signals {
        figure: match (is_in(&great, candidate), is_in(&small, candidate)) {
            (true, _) => Some(Weight::Great),
            (false, true) => Some(Weight::Small),
            (false, false) => None,
        },
        date: is_in(&dates, candidate),
        ahead: reading.pieces.get(candidate.piece).is_some_and(|piece| is_ahead(piece, candidate)),
        decides: has_word(reading, candidate, &deciding),
        own: has_word(reading, candidate, &own),
    };
    all.iter().map(one).collect()
}

/// Whether a word of the sentence is one of those of the vocabulary that are marked.
fn has_word(reading: &Reading<'_>, candidate: &Candidate, marked: &[bool]) -> bool {
    let tokens = reading.pieces.get(candidate.piece).and_then(|piece| piece.tokens.get(candidate.tokens.clone()));
    let is_marked = |word: u32| marked.get(word as usize).is_some_and(|is| *is);
    tokens.unwrap_or_default().iter().any(|token| token.shape.is_word() && is_marked(token.word))
}

/// Words by which a body of people, a court or an office is said to settle something.
fn decides(word: &str) -> bool {
    matches!(
        word,
        "voted"
            | "approved"
            | "agreed"
            | "resolved"
            | "adopted"
            | "rejected"
            | "carried"
            | "decided"
            | "ruled"
            | "upheld"
            | "overturned"
            | "elected"
            | "re-elected"
            | "reelected"
            | "unanimously"
            | "ordered"
            | "accepted"
            | "granted"
            | "motion"
            | "acuerda"
            | "acordo"
            | "acordaron"
            | "aprueba"
            | "aprobo"
            | "aprobaron"
            | "resuelve"
            | "resolvio"
            | "autoriza"
            | "autorizo"
            | "rechaza"
            | "rechazo"
            | "encarga"
            | "designa"
            | "designo"
            | "ratifico"
            | "adjudico"
            | "fallo"
            | "unanimidad"
            | "votos"
            | "elegido"
            | "elegida"
            | "reelegido"
            | "reelegida"
    )
}

/// Words by which authors and speakers name themselves.
fn is_own(word: &str) -> bool {
    matches!(word, "i" | "i'm" | "i've" | "i'd" | "i'll" | "me" | "my" | "myself" | "yo" | "mi" | "mis")
}

fn has_weight(figure: &Figure) -> bool {
    figure.unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Percent | UnitKind::Currency))
        || figure.value.is_some_and(|value| value >= GREAT)
}

/// Years alone tell of the past mostly.
fn is_day(date: &DateMention) -> bool {
    date.value.is_none_or(|value| value.month.is_some())
}

/// Whether one of the addresses, which are in text order, lies in the sentence.
fn is_in(places: &[Anchor], candidate: &Candidate) -> bool {
    let first = places.partition_point(|place| (place.block, place.start) < (candidate.at.block, candidate.at.start));
    places.get(first).is_some_and(|place| candidate.holds(*place))
}

/// Whether the sentence speaks of what will be, outside quotations.
fn is_ahead(piece: &Piece<'_>, candidate: &Candidate) -> bool {
    let words: Vec<&str> = candidate
        .tokens
        .clone()
        .filter(|&at| matches!(piece.shape(at), Shape::Lower | Shape::Capital))
        .map(|at| piece.str(at))
        .collect();
    match piece.language {
        Some(Language::Spanish) => {
            words.iter().skip(1).any(|word| is_spanish_future(word))
                || words
                    .windows(2)
                    .any(|pair| matches!(pair, ["va" | "van", "a"] | ["está" | "están", "previsto" | "prevista"]))
        }
        _ => {
            words.iter().any(|word| matches!(*word, "will" | "shall"))
                || words.windows(2).any(|pair| {
                    matches!(
                        pair,
                        ["plan" | "plans" | "expected" | "scheduled" | "due" | "set", "to"]
                            | ["next", "week" | "month" | "year" | "spring" | "summer" | "autumn" | "winter"]
                    )
                })
        }
    }
}

/// "Abrirá", "abrirán", "abriremos"; in lower case, so that it is no name.
fn is_spanish_future(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
        && word.len() > 5
        && [
            "ará", "erá", "irá", "drá", "arán", "erán", "irán", "drán", "aremos", "eremos", "iremos", "dremos", "brá",
            "brán",
        ]
        .iter()
        .any(|ending| word.ends_with(ending))
}

//! What the letters of a name say: initials, endings of surnames, syllables with a hyphen.

use super::super::lexicon::Class;
use super::super::reading::Reading;
use super::super::token::Shape;
use super::role::Around;
use super::run::Run;

/// Where a run has an initial.
pub(super) enum Initial {
    /// Between two words, or two of them before the last word: only people's names do.
    Inside,
    /// One before the last word.
    First,
    /// Nowhere.
    None,
}

pub(super) fn initial(around: &Around<'_>) -> Initial {
    let start = around.name.start;
    let last = around.name.end.saturating_sub(1);
    if !matches!(around.shape(last), Shape::Capital | Shape::Upper) {
        return Initial::None;
    }
    let stops =
        (start..last).filter(|&at| around.shape(at) == Shape::Initial).map(|at| around.str(at).matches('.').count());
    let letters: usize = stops.sum();
    let is_state =
        around.class(start).is(Class::PLACE) || matches!(around.str(start), "U." | "U.S." | "U.K." | "U.N." | "E.U.");
    match letters {
        0 => Initial::None,
        _ if is_state => Initial::None,
        _ if around.shape(start) != Shape::Initial || letters >= 2 => Initial::Inside,
        _ => Initial::First,
    }
}

/// Endings that mark surnames in many languages.
const SURNAME_ENDINGS: &[&str] = &[
    "ez", "sson", "sen", "son", "ski", "sky", "ska", "skaya", "wicz", "vich", "ovic", "evic", "ov", "ova", "ev", "eva",
    "enko", "chuk", "yan", "dze", "shvili", "oglu", "berg", "stein", "mann", "nen", "akis", "poulos", "idis", "escu",
    "quist", "strom", "gaard", "swamy", "murthy", "moto", "yama", "mura", "zawa", "naka", "kawa", "elli", "etti",
    "ucci", "oux", "eault", "bauer", "meyer",
];

pub(super) fn has_surname_ending(reading: &Reading<'_>, run: &Run) -> bool {
    let Some(piece) = reading.pieces.get(run.piece) else { return false };
    let Some(token) = run.tokens.end.checked_sub(1).and_then(|last| piece.tokens.get(last)) else { return false };
    reading.vocabulary.get(token.word).is_some_and(|word| {
        word.class == Class::default()
            && word.lower == 0
            && word.key.len() >= 5
            && SURNAME_ENDINGS.iter().any(|end| word.key.ends_with(end))
    })
}

/// "Kim Jong-un", "Tsai Ing-wen": a short surname and a given name of two syllables with a hyphen.
pub(super) fn is_romanised(reading: &Reading<'_>, run: &Run) -> bool {
    let Some(piece) = reading.pieces.get(run.piece) else { return false };
    if run.tokens.len() != 2 {
        return false;
    }
    let class = reading.class(piece, run.tokens.start);
    let given = piece.str(run.tokens.start + 1);
    let hyphened = given.split_once('-').is_some_and(|(one, other)| {
        one.len() <= 6 && other.len() <= 6 && !other.is_empty() && other.chars().all(char::is_lowercase)
    });
    let second = reading.class(piece, run.tokens.start + 1);
    let known = second.is(Class::GIVEN) && !second.is(Class::AMBIGUOUS);
    class.is(Class::SURNAME) && !class.is(Class::GIVEN) && piece.str(run.tokens.start).len() <= 6 && (hyphened || known)
}

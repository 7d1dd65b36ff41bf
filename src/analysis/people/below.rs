//! What the line below a name says.

use crate::document::Anchor;

use super::super::lexicon::Class;
use super::super::reading::Reading;
use super::phrase::Noun;
use super::rank::is_honour;
use super::role::Around;
use super::run::Run;

/// The role in the line below one that has nothing but the name, as in contacts and signatures.
pub(super) fn role_below(reading: &Reading<'_>, run: &Run) -> Option<Anchor> {
    const LONGEST: usize = 12;
    let piece = reading.pieces.get(run.piece)?;
    let is_extra = |at: usize| {
        reading.class(piece, at).is(Class::HONORIFIC | Class::SUFFIX)
            || matches!(piece.str(at), "," | "." | "-" | "–" | "—" | "The" | "the")
            || is_honour(piece.str(at))
    };
    let is_alone = (0..piece.tokens.len()).all(|at| run.tokens.contains(&at) || is_extra(at));
    let next = reading.pieces.get(run.piece + 1).filter(|next| is_alone && next.tokens.len() <= LONGEST)?;
    let sentence = 0..next.tokens.len();
    let around = Around { reading, piece: next, sentence: sentence.clone(), name: 0..0 };
    let role = around.phrase(0).filter(|role| role.noun == Noun::Listed)?;
    let end = role.tokens.end;
    (end == sentence.end || matches!(next.str(end), "," | "|" | "·")).then(|| next.anchor(role.tokens))
}

//! What is noted of a person: the words of a mention and the roles.

use std::ops::Range;

use crate::document::{Anchor, Clean};

use super::super::lexicon::fold;
use super::super::reading::{Piece, Reading};
use super::cast::Member;

/// Roles that are kept for one person.
const MAX_ROLES: usize = 12;

/// Keeps a role unless the person has it, or a longer one with the same words, already.
pub(super) fn add_role(reading: &Reading<'_>, member: &mut Member, role: Anchor) {
    let text = |anchor: Anchor| reading.document.text(anchor).map(|text| fold(text).into_owned()).unwrap_or_default();
    let new = text(role);
    if new.is_empty() || member.roles.len() >= MAX_ROLES || member.roles.iter().any(|&known| text(known).contains(&new))
    {
        return;
    }
    member.roles.push(role);
}

/// The words of a mention, as clean text.
pub(super) fn form(reading: &Reading<'_>, piece: &Piece<'_>, tokens: Range<usize>) -> Option<Clean> {
    let anchor = piece.anchor(tokens);
    reading.document.blocks.get(anchor.block as usize)?.text.slice(anchor.start as usize..anchor.end as usize)
}

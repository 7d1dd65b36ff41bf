//! What the head of a text says of who speaks in it: "Address by the Minister of Health", "The goalkeeper on fear" below a
//! title that begins with the name.

use crate::document::{Anchor, BlockKind};

use super::super::lexicon::Class;
use super::super::reading::{Piece, Reading};
use super::super::token::Shape;
use super::cast::Cast;
use super::headline::announces;
use super::noted::add_role;
use super::noun::is_agent;
use super::phrase::Noun;
use super::role::Around;

/// Adds the roles that the head states.
pub(super) fn roles(reading: &Reading<'_>, cast: &mut Cast) {
    let Some(title) = reading.pieces.iter().position(|piece| piece.kind == BlockKind::Title) else { return };
    let found = office_of_speaker(reading, title, cast).or_else(|| noun_below(reading, title, cast));
    if let Some((who, role)) = found
        && let Some(member) = cast.members.get_mut(who)
    {
        add_role(reading, member, role);
    }
}

/// Who is named in the block.
fn named_in(cast: &Cast, block: u32) -> Vec<(usize, Anchor)> {
    let all = cast.members.iter().enumerate();
    let here = all.flat_map(|(who, member)| member.mentions.iter().map(move |(at, _)| (who, *at)));
    here.filter(|(_, at)| at.block == block).collect()
}

/// "Address by the Minister of Health at the opening of a school", where one person signs and the title names nobody.
fn office_of_speaker(reading: &Reading<'_>, title: usize, cast: &Cast) -> Option<(usize, Anchor)> {
    let piece = reading.pieces.get(title)?;
    let mut signers = cast.members.iter().enumerate().filter(|(_, member)| !member.bylines.is_empty());
    let (who, _) = signers.next().filter(|_| signers.next().is_none())?;
    let around = whole(reading, piece);
    let by = (0..piece.tokens.len()).find(|&at| {
        matches!(piece.str(at), "by" | "By" | "del" | "de") && announces(piece, at) && piece.shape(at + 1).is_word()
    })?;
    // What the office is of is part of it, where it is used is none.
    let is_where = |at: &usize| matches!(piece.str(*at), "at" | "on" | "to" | "during" | "in" | "en" | "ante" | "con");
    let end = (by + 1..piece.tokens.len()).find(is_where).unwrap_or(piece.tokens.len());
    let role = around.cut(end).phrase(by + 1).filter(|role| role.noun == Noun::Listed)?;
    let is_free = named_in(cast, piece.block).is_empty();
    is_free.then(|| (who, piece.anchor(role.tokens)))
}

/// "Ana Ruiz: “I was afraid”" and below it "The goalkeeper on fear": a definite noun that can be nobody else's.
fn noun_below(reading: &Reading<'_>, title: usize, cast: &Cast) -> Option<(usize, Anchor)> {
    const REACH: usize = 4;
    let piece = reading.pieces.get(title)?;
    let mut named = named_in(cast, piece.block).into_iter();
    let (who, at) = named.next().filter(|(_, at)| at.start == 0 && named.next().is_none())?;
    let next = piece.tokens.iter().position(|token| token.start >= at.end)?;
    let below = reading.pieces.get(title + 1)?;
    let around = whole(reading, below);
    let is_led = piece.str(next) == ":" && matches!(below.str(0), "The" | "El" | "La");
    let is_small = |at: &usize| below.shape(*at) == Shape::Lower || below.str(*at).contains('-');
    let is_noun = |at: &usize| {
        below.shape(*at) == Shape::Lower
            && (around.is_role_noun(*at) || is_agent(below.str(*at), around.language()))
            && !matches!(below.shape(*at + 1), Shape::Capital | Shape::Possessive)
    };
    let noun = (1..=REACH).take_while(is_small).find(is_noun)?;
    // "La restauradora peruana"
    let end = noun + 1 + usize::from(around.class(noun + 1).is(Class::NATION) && is_small(&(noun + 1)));
    is_led.then(|| (who, below.anchor(1..end)))
}

fn whole<'a>(reading: &'a Reading<'a>, piece: &'a Piece<'a>) -> Around<'a> {
    Around { reading, piece, sentence: 0..piece.tokens.len(), name: 0..0 }
}

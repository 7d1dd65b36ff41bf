//! People in the margins of a text: authors in by-lines and biographies, contacts.

use std::collections::HashSet;
use std::ops::Range;

use crate::document::{Anchor, BlockKind, Clean};

use super::super::Reason;
use super::super::reading::{Piece, Reading};
use super::super::token::{Shape, offset};
use super::cast::Cast;
use super::evidence::weigh;
use super::name::Part;
use super::name_of;
use super::noted::{add_role, form};
use super::role::Around;
use super::run::{self, Run};

/// The authors: the names of the metadata where they stand in by-lines and biographies, or what the by-line names.
pub(super) fn bylines(reading: &mut Reading<'_>, cast: &mut Cast) {
    let authors: Vec<Clean> = reading.document.meta.authors.clone();
    let mut is_placed = vec![false; authors.len()];
    for number in 0..reading.pieces.len() {
        let Some(piece) =
            reading.pieces.get(number).filter(|piece| matches!(piece.kind, BlockKind::Byline | BlockKind::Boilerplate))
        else {
            continue;
        };
        let is_byline = piece.kind == BlockKind::Byline;
        let mut found: Vec<Range<usize>> = Vec::new();
        for (author, is_placed) in authors.iter().zip(&mut is_placed) {
            let place = place(piece, author);
            *is_placed |= place.is_some();
            found.extend(place);
        }
        if found.is_empty() && is_byline && authors.is_empty() {
            found = run::in_line(reading, number, piece)
                .into_iter()
                .map(|run| run.tokens)
                .filter(|tokens| tokens.len() > 1)
                .take(3)
                .collect();
        }
        let rule = if is_byline { "named in the by-line" } else { "named in a note on the author" };
        for place in found {
            sign(reading, cast, number, place, rule);
        }
    }
    // "She talks to Ana Ruiz about forgetting" stands below the title and is no by-line.
    for author in authors.iter().zip(is_placed).filter(|(_, is_placed)| !is_placed).map(|(author, _)| author) {
        let is_text = |piece: &Piece<'_>| !matches!(piece.kind, BlockKind::Title | BlockKind::Contact);
        let mut pieces = reading.pieces.iter().enumerate().filter(|(_, piece)| is_text(piece));
        if let Some((number, place)) = pieces.find_map(|(number, piece)| Some((number, place(piece, author)?))) {
            sign(reading, cast, number, place, "named as the author");
        }
    }
}

/// Takes an author into the cast, with the role that stands behind the name.
fn sign(reading: &mut Reading<'_>, cast: &mut Cast, number: usize, tokens: Range<usize>, rule: &'static str) {
    let run = Run { piece: number, tokens, sentence: 0..usize::MAX };
    let name = name_of(reading, &run);
    let Some(piece) = reading.pieces.get(number).filter(|_| !name.is_empty()) else { return };
    let anchor = piece.anchor(run.tokens.clone());
    let who = cast.add(name, vec![Reason { rule: rule.into(), at: anchor }], &reading.vocabulary);
    let Some(form) = form(reading, piece, run.tokens.clone()) else { return };
    let around = Around { reading, piece, sentence: 0..piece.tokens.len(), name: run.tokens.clone() };
    let stated = around.adjacent().into_iter().chain(around.behind().map(|role| role.tokens));
    let stated: Vec<Anchor> = stated.map(|role| piece.anchor(role)).collect();
    if let Some(member) = cast.members.get_mut(who) {
        member.bylines.push((anchor, form));
        for role in stated {
            add_role(reading, member, role);
        }
    }
}

/// The tokens at which `name` first stands in the piece.
fn place(piece: &Piece<'_>, name: &str) -> Option<Range<usize>> {
    let start = offset(piece.text.find(name)?);
    let end = start + offset(name.len());
    let first = piece.tokens.iter().position(|token| token.start >= start)?;
    let after = piece.tokens.iter().position(|token| token.start >= end).unwrap_or(piece.tokens.len());
    (first < after).then_some(first..after)
}

/// People in contact blocks: a name before an address or telephone number, or one that is plainly a name.
pub(super) fn contacts(reading: &mut Reading<'_>, firms: &HashSet<Vec<Part>>, cast: &mut Cast) {
    for number in 0..reading.pieces.len() {
        let Some(piece) = reading.pieces.get(number) else { continue };
        let is_line = is_contact_line(piece);
        if piece.kind != BlockKind::Contact && !is_line {
            continue;
        }
        if is_line {
            cast.margins.insert(number);
        }
        let runs = run::in_line(reading, number, piece);
        for run in runs {
            let Some(piece) = reading.pieces.get(number) else { continue };
            let next = run.tokens.end;
            let address = piece.shape(next) == Shape::Address
                || matches!(piece.str(next), "," | ":" | "<" | "(" | "-" | "–" | "|" | "/")
                    && (matches!(piece.shape(next + 1), Shape::Address | Shape::Number) || piece.str(next + 1) == "+");
            let plain = weigh(reading, &run, 0.0);
            let named = plain.is_strong && !plain.is_doubtful;
            if run.tokens.len() < 2 || !(address || named) {
                continue;
            }
            let anchor = piece.anchor(run.tokens.clone());
            let rule = if address { "stands before an address or number" } else { "named as a contact" };
            let roles = contact_roles(reading, piece, &run);
            let name = name_of(reading, &run);
            if name.len() < 2 || firms.contains(&name) {
                continue;
            }
            let who = cast.add(name, vec![Reason { rule: rule.into(), at: anchor }], &reading.vocabulary);
            let Some(piece) = reading.pieces.get(number) else { continue };
            let Some(form) = form(reading, piece, run.tokens.clone()) else { continue };
            if let Some(member) = cast.members.get_mut(who) {
                member.contacts.push((anchor, form));
                for role in roles {
                    add_role(reading, member, role);
                }
            }
        }
    }
}

/// "Media contact: NAME, 0491 570 156": a line that says itself that it names whom to ask.
fn is_contact_line(piece: &Piece<'_>) -> bool {
    const LONGEST: usize = 24;
    const LABEL: usize = 5;
    let label = (0..LABEL).find(|&at| piece.str(at) == ":");
    let is_contact = |at: usize| {
        matches!(
            &*piece.str(at).to_lowercase(),
            "contact" | "contacts" | "enquiries" | "inquiries" | "contacto" | "contactos" | "informes"
        )
    };
    piece.tokens.len() <= LONGEST
        && label.is_some_and(|end| (0..end).any(is_contact))
        && (0..piece.tokens.len()).any(|at| matches!(piece.shape(at), Shape::Address | Shape::Number))
}

/// What a contact is: the role before the name, and what follows the address up to the end of the line.
fn contact_roles(reading: &Reading<'_>, piece: &Piece<'_>, run: &Run) -> Vec<Anchor> {
    let around = Around { reading, piece, sentence: run.sentence.clone(), name: run.tokens.clone() };
    let mut roles: Vec<Range<usize>> =
        around.adjacent().into_iter().chain(around.behind().map(|role| role.tokens)).collect();
    let mut at = run.tokens.end;
    while matches!(piece.shape(at), Shape::Address) || piece.str(at) == "," && piece.shape(at + 1) == Shape::Address {
        at += 1;
    }
    if at > run.tokens.end && piece.str(at) == "," {
        let start = at + 1;
        let mut end = start;
        while end < piece.tokens.len()
            && !matches!(piece.str(end), "." | ";" | "|")
            && piece.shape(end) != Shape::Address
        {
            end += 1;
        }
        if piece.shape(end) != Shape::Address && end > start {
            roles.push(start..end);
        }
    }
    roles.into_iter().map(|role| piece.anchor(role)).collect()
}

//! The words around a name that belong to it: what explains it, and how far it reaches.

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::super::{Speaker, SpeakerKind};
use super::line::Line;
use super::naming::{Phrase, Who, is_definite, is_determiner, is_indefinite};
use super::verb::Noun;
use super::words;
use crate::document::Anchor;

/// Words of a name behind its head.
const TAIL: usize = 8;

/// "NAME, an engineer at PLACE, warned": the person whose apposition begins at `start`.
pub(super) fn behind_name(line: &Line<'_>, start: usize) -> Option<Speaker> {
    let comma = start.checked_sub(1).filter(|&at| line.is_mark(at, &[","]))?;
    let (from, (person, _)) = (comma.saturating_sub(8)..comma)
        .filter_map(|at| Some((at, line.mention_from(at)?)))
        .find(|&(_, (_, end))| end == comma)?;
    Some(Speaker { kind: SpeakerKind::Person, person: Some(person), at: line.anchor(from..comma) })
}

/// The capitalised words between two commas behind a noun.
pub(super) fn name_behind(line: &Line<'_>, comma: usize) -> Option<std::ops::Range<usize>> {
    if !line.is_mark(comma, &[","]) {
        return None;
    }
    // "Aguas del Norte"
    let is_joint = |at: usize| words::joins_name(line.key(at)) && line.is_capital(at + 1) && line.is_capital(at - 1);
    let count = (comma + 1..comma + 7).take_while(|&at| line.is_capital(at) || is_joint(at)).count();
    let end = comma + 1 + count;
    let closes = end >= line.len() || line.is_mark(end, &[",", "."]);
    (count >= 2 && closes && !line.is_name(comma + 1)).then_some(comma + 1..end)
}

/// "The warden who first stopped the lorries, Ana Ruiz, was moved": the name between commas behind the noun it explains,
/// with which the clause begins.
pub(super) fn is_appositive(line: &Line<'_>, at: usize, end: usize) -> bool {
    let Some(comma) = at.checked_sub(1).filter(|&before| line.is_mark(before, &[","])) else { return false };
    let from = (0..comma).rev().find(|&at| line.is_mark(at, &[";", ":"])).map_or(0, |mark| mark + 1);
    line.is_mark(end, &[","])
        && is_determiner(line, from)
        && !is_indefinite(line.key(from))
        && (from..comma).all(|at| line.quote(at).is_none() && line.mention_from(at).is_none())
}

pub(super) fn contains(whole: Anchor, part: Anchor) -> bool {
    whole.block == part.block && whole.start <= part.start && part.end <= whole.end
}

/// The words of a name around its head: capitalised ones before it, "of Health" and an acronym behind it.
pub(super) fn extent(line: &Line<'_>, head: usize) -> (usize, usize) {
    let mut start = head;
    while let Some(before) = start.checked_sub(1).filter(|_| head - start < TAIL) {
        let is_part =
            line.is_capital(before) && !line.class(before).is(Class::FUNCTION | Class::TIME) && !line.is_name(before)
                || matches!(line.shape(before), Shape::Possessive | Shape::Number)
                    && before > 0
                    && line.is_capital(before - 1);
        if !is_part {
            break;
        }
        start = before;
    }
    let mut end = head + 1;
    let mut at = end;
    while at < head + TAIL {
        let small =
            matches!(line.key(at), "of" | "for" | "de" | "del" | "para" | "and" | "y" | "la" | "las" | "los" | "the")
                && line.shape(at) == Shape::Lower;
        if line.is_capital(at) && !line.is_name(at) {
            end = at + 1;
        } else if line.is_mark(at, &["("]) && line.shape(at + 1) == Shape::Upper && line.is_mark(at + 2, &[")"]) {
            end = at + 3;
            break;
        } else if !small {
            break;
        }
        at += 1;
    }
    (start, end)
}

/// The organisation or paper with which a sentence begins: "Hartwell Energy apologised", "the board disputes".
pub(super) fn thing(line: &Line<'_>) -> Option<Phrase> {
    const WORDS: usize = 4;
    let first = usize::from(is_determiner(line, 0));
    if line.is_name(first) || first == 0 && line.class(0).is(Class::FUNCTION | Class::TIME) && !line.is_capital(1) {
        return None;
    }
    if line.is_capital(first) && (first > 0 || line.is_capital(1)) {
        let (start, end) = extent(line, first);
        let any = |class: Class| (start..end).any(|at| line.class(at).is(class));
        let is_paper = (start..end).any(|at| line.noun(at) == Some(Noun::Paper));
        let is_other = any(Class::NATION | Class::TIME | Class::ROLE) && !any(Class::ORGANISATION) || line.is_name(end);
        let kind = if is_paper { SpeakerKind::Document } else { SpeakerKind::Organisation };
        return (!is_other && end > start).then(|| Phrase::new(Who::Named(kind), start..end));
    }
    // The first noun that can speak; behind it stands the verb.
    let head = (first..first + WORDS).take_while(|&at| line.shape(at) == Shape::Lower).find(|&at| {
        line.class(at).is(Class::ORGANISATION) || matches!(line.noun(at), Some(Noun::Paper | Noun::Body))
    })?;
    let kind = if line.noun(head) == Some(Noun::Paper) { SpeakerKind::Document } else { SpeakerKind::Organisation };
    let key = line.key(head).to_owned();
    let is_definite = is_definite(line, 0);
    (first > 0).then(|| Phrase::new(Who::Common { kind, key, is_definite }, 0..head + 1))
}

/// Marks before a name below what was said.
pub(super) const DASHES: &[&str] = &["—", "–", "-", "--", "~", "―"];

/// "— Ana Ruiz, mayor", "The Honourable Ana Ruiz, Minister of Health": the name of a line that is nothing but a name with what
/// explains it. The first item of the name, whose it is, and the item after it.
pub(super) fn signed(line: &Line<'_>) -> Option<(usize, (u32, usize))> {
    const WORDS: usize = 18;
    let from = usize::from(line.is_mark(0, DASHES));
    let start = (from..from + 4).find(|&at| line.mention_from(at).is_some())?;
    let (person, end) = line.mention_from(start)?;
    if from > 0 && start == from {
        return Some((start, (person, end)));
    }
    let is_led = (from..start).all(|at| {
        is_determiner(line, at)
            || line.is_capital(at)
            || line.is_mark(at, &["."]) && at > from && line.is_capital(at - 1)
    });
    let closes = end >= line.len() || line.is_mark(end, &[",", "(", "—", "–"]);
    let is_short = line.len() <= WORDS && !line.is_mark(line.len().saturating_sub(1), &[".", ":", "!", "?"]);
    let says = (end..line.len()).any(|at| line.verb(at).is_some());
    (is_led && closes && is_short && !says).then_some((start, (person, end)))
}

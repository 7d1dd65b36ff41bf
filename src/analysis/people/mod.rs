//! The people of a text: who is named, how often, in what forms, with what roles.
//!
//! The rules come first and say why; a trained recogniser can add its own evidence to `evidence`.

mod cast;
mod evidence;
mod name;
mod role;
mod run;

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Anchor, BlockKind, Clean};

use super::lexicon::{Class, fold};
use super::reading::{Case, Piece, Reading};
use super::token::Shape;
use super::{Form, Person, PersonKind, Reason};
use cast::{Cast, Member};
use evidence::{LATER, weigh};
use name::{Kind, Part, parts};
use role::Around;
use run::Run;

/// Roles that are kept for one person.
const MAX_ROLES: usize = 12;

/// What all occurrences of one name say together.
#[derive(Debug, Default)]
struct Candidate {
    reasons: Vec<Reason>,
    strong: u32,
    weak: u32,
    doubtful: u32,
    occurrences: u32,
    /// Place of its first occurrence, for a stable order.
    first: usize,
    /// Whether it is one word after a form of address or title.
    lone: bool,
}

/// Everyone in the text, in display order. Nothing when the result is no longer wanted.
pub(super) fn find(reading: &mut Reading<'_>, stale: &dyn Fn() -> bool) -> Option<Vec<Person>> {
    let mut runs = Vec::new();
    for (number, piece) in reading.pieces.iter().enumerate() {
        if stale() {
            return None;
        }
        run::find(reading, number, piece, &mut runs);
    }
    let names: Vec<Vec<Part>> = runs.iter().map(|run| name_of(reading, run)).collect();
    let mut cast = Cast::default();
    bylines(reading, &mut cast);
    contacts(reading, &mut cast);
    accept(reading, &runs, &names, &mut cast, stale)?;
    mentions(reading, &runs, &names, &mut cast, stale)?;
    Some(present(reading, cast))
}

fn name_of(reading: &mut Reading<'_>, run: &Run) -> Vec<Part> {
    let Reading { pieces, vocabulary, .. } = reading;
    pieces.get(run.piece).map(|piece| parts(piece, run.tokens.clone(), vocabulary)).unwrap_or_default()
}

/// Gathers what speaks for each name and adds those that are people.
fn accept(
    reading: &Reading<'_>,
    runs: &[Run],
    names: &[Vec<Part>],
    cast: &mut Cast,
    stale: &dyn Fn() -> bool,
) -> Option<()> {
    let mut candidates: HashMap<&[Part], Candidate> = HashMap::new();
    let mut alone: HashMap<u32, Anchor> = HashMap::new();
    for (number, (run, name)) in runs.iter().zip(names).enumerate() {
        if number % 256 == 0 && stale() {
            return None;
        }
        let found = weigh(reading, run);
        if let ([only], Some(at)) = (name.as_slice(), speaks_alone(reading, run)) {
            alone.entry(only.word).or_insert(at);
        }
        if name.is_empty() || name.len() == 1 && !found.is_strong {
            continue;
        }
        let candidate = candidates.entry(name.as_slice()).or_insert_with(|| Candidate {
            first: number,
            lone: name.len() == 1,
            ..Candidate::default()
        });
        candidate.occurrences += 1;
        candidate.strong += u32::from(found.is_strong);
        candidate.weak = candidate.weak.max(found.weak);
        candidate.doubtful += u32::from(found.is_doubtful);
        for reason in found.reasons {
            if !candidate.reasons.iter().any(|known| known.rule == reason.rule) {
                candidate.reasons.push(reason);
            }
        }
    }
    let mut accepted: Vec<(&[Part], Candidate)> = Vec::new();
    for (name, mut candidate) in candidates {
        if !candidate.lone
            && let Some(&at) = name.last().and_then(|last| alone.get(&last.word))
        {
            candidate.weak += 1;
            candidate.reasons.push(Reason { rule: LATER, at });
        }
        let enough = candidate.strong > 0 || candidate.weak >= 2;
        let mostly_doubtful =
            candidate.doubtful * 2 > candidate.occurrences && candidate.strong * 2 < candidate.occurrences;
        if enough && !mostly_doubtful {
            accepted.push((name, candidate));
        }
    }
    // Longer names first, so that shorter ones find them; then by place, so that the result is always the same.
    accepted.sort_by_key(|(name, candidate)| (std::cmp::Reverse(name.len()), candidate.first));
    for (name, candidate) in accepted {
        let surname_only = candidate.lone || name.iter().all(|part| is_only_surname(reading, part));
        if surname_only && let Some(known) = cast.meant(&lone(name), &reading.vocabulary) {
            if let Some(member) = cast.members.get_mut(known) {
                member.why.extend(candidate.reasons.into_iter().take(1));
            }
            continue;
        }
        if candidate.lone
            && let Some(last) = name.last()
            && cast.misspelt(last.word, &reading.vocabulary).is_some()
        {
            continue;
        }
        cast.add(name.to_vec(), candidate.reasons, &reading.vocabulary);
    }
    Some(())
}

/// The name with every word as a surname.
fn lone(name: &[Part]) -> Vec<Part> {
    name.iter()
        .map(|part| Part {
            word: part.word,
            kind: if matches!(part.kind, Kind::Initial(_)) { part.kind } else { Kind::Family },
        })
        .collect()
}

fn is_only_surname(reading: &Reading<'_>, part: &Part) -> bool {
    reading.vocabulary.get(part.word).is_some_and(|word| !word.class.is(Class::GIVEN))
}

/// Where a lone word is the subject of a verb of saying or has a form of address, as a person's last name may.
fn speaks_alone(reading: &Reading<'_>, run: &Run) -> Option<Anchor> {
    let piece = reading.pieces.get(run.piece)?;
    let (start, end) = (run.tokens.start, run.tokens.end);
    let says = |at: usize| {
        run.sentence.contains(&at) && piece.shape(at) == Shape::Lower && reading.class(piece, at).is(Class::REPORTING)
    };
    let addressed =
        |at: usize| run.sentence.contains(&at) && reading.class(piece, at).is(Class::HONORIFIC | Class::TITLE);
    if says(end) {
        return Some(piece.anchor(start..end + 1));
    }
    let before = start.checked_sub(1)?;
    (says(before) || addressed(before)).then(|| piece.anchor(before..end))
}

/// Goes through the text once more and gives every mention to somebody, with the role stated there.
fn mentions(
    reading: &mut Reading<'_>,
    runs: &[Run],
    names: &[Vec<Part>],
    cast: &mut Cast,
    stale: &dyn Fn() -> bool,
) -> Option<()> {
    let mut at = 0;
    for number in 0..reading.pieces.len() {
        if stale() {
            return None;
        }
        let from = at;
        while runs.get(at).is_some_and(|run| run.piece == number) {
            at += 1;
        }
        let here = runs.get(from..at).unwrap_or_default().iter().zip(names.get(from..at).unwrap_or_default());
        let is_headline = reading.pieces.get(number).is_some_and(|piece| piece.case == Case::Headline);
        if is_headline {
            headline_mentions(reading, number, cast);
            continue;
        }
        for (run, name) in here {
            let Some((who, tokens)) = who(reading, run, name, cast) else { continue };
            note(reading, cast, who, &Run { tokens, ..run.clone() });
        }
    }
    Some(())
}

/// Notes a mention and the roles stated beside it.
fn note(reading: &Reading<'_>, cast: &mut Cast, who: usize, run: &Run) {
    let Some(piece) = reading.pieces.get(run.piece) else { return };
    let Some(form) = form(reading, piece, run.tokens.clone()) else { return };
    cast.mention(who, piece.anchor(run.tokens.clone()), form);
    let around = Around { reading, piece, sentence: run.sentence.clone(), name: run.tokens.clone() };
    let before = around.adjacent().or_else(|| around.with_complement());
    let roles = [before, around.behind(), around.affiliation()].into_iter().flatten().map(|role| piece.anchor(role));
    if let Some(member) = cast.members.get_mut(who) {
        roles.for_each(|role| add_role(reading, member, role));
    }
}

/// Keeps a role unless the person has it, or a longer one with the same words, already.
fn add_role(reading: &Reading<'_>, member: &mut Member, role: Anchor) {
    let text = |anchor: Anchor| reading.document.text(anchor).map(|text| fold(text).into_owned()).unwrap_or_default();
    let new = text(role);
    if new.is_empty() || member.roles.len() >= MAX_ROLES || member.roles.iter().any(|&known| text(known).contains(&new))
    {
        return;
    }
    member.roles.push(role);
}

/// The words of a mention, as clean text.
fn form(reading: &Reading<'_>, piece: &Piece<'_>, tokens: Range<usize>) -> Option<Clean> {
    let anchor = piece.anchor(tokens);
    reading.document.blocks.get(anchor.block as usize)?.text.slice(anchor.start as usize..anchor.end as usize)
}

/// Who is meant by a run, and which of its tokens are the name.
fn who(reading: &mut Reading<'_>, run: &Run, name: &[Part], cast: &Cast) -> Option<(usize, Range<usize>)> {
    if let [only] = name {
        return alone(reading, run, *only, cast).map(|who| (who, run.tokens.clone()));
    }
    let full = cast.meant(name, &reading.vocabulary).or_else(|| {
        let short = lone(name);
        name.iter()
            .all(|part| is_only_surname(reading, part))
            .then(|| cast.meant(&short, &reading.vocabulary))
            .flatten()
    });
    if let Some(who) = full {
        return Some((who, run.tokens.clone()));
    }
    // An opening word that is no part of the name: "Ironically Ruiz said".
    let first = run.tokens.start;
    let piece = reading.pieces.get(run.piece)?;
    if first != run.sentence.start || reading.class(piece, first).is(Class::NAME) || run.tokens.len() < 2 {
        return None;
    }
    let rest = Run { tokens: first + 1..run.tokens.end, ..run.clone() };
    let name = name_of(reading, &rest);
    cast.meant(&name, &reading.vocabulary).map(|who| (who, rest.tokens))
}

/// Who is meant by one word.
fn alone(reading: &Reading<'_>, run: &Run, part: Part, cast: &Cast) -> Option<usize> {
    let piece = reading.pieces.get(run.piece)?;
    let at = run.tokens.start;
    let class = reading.class(piece, at);
    let before = at.checked_sub(1).filter(|&before| before >= run.sentence.start);
    let addressed = before.is_some_and(|before| reading.class(piece, before).is(Class::HONORIFIC | Class::ROLE));
    let lower = reading.vocabulary.get(part.word).map_or(0, |word| word.lower);
    let follows_thing = reading.class(piece, run.tokens.end);
    let names_thing = run.sentence.contains(&run.tokens.end)
        && matches!(piece.shape(run.tokens.end), Shape::Capital | Shape::Upper)
        && !follows_thing.is(Class::FUNCTION | Class::TIME);
    let preceded_by_thing = before.is_some_and(|before| {
        reading.class(piece, before).is(Class::IMPERSONAL)
            && !reading.class(piece, before).is(Class::ROLE | Class::FUNCTION)
            && piece.shape(before).is_word()
    });
    let is_other_word = class.is(Class::PLACE | Class::TIME | Class::NATION | Class::FUNCTION | Class::IMPERSONAL)
        || lower > 0 && at == run.sentence.start;
    if !addressed && (is_other_word && !is_subject(reading, piece, run) || names_thing || preceded_by_thing) {
        return None;
    }
    let word = [Part { word: part.word, kind: Kind::Family }];
    if let Some(who) = cast.meant(&word, &reading.vocabulary) {
        return Some(who);
    }
    if addressed && let Some(who) = cast.misspelt(part.word, &reading.vocabulary) {
        return Some(who);
    }
    let is_given = class.is(Class::GIVEN) && !class.is(Class::AMBIGUOUS | Class::SURNAME);
    if is_given { cast.by_given_name(part.word) } else { None }
}

/// Whether the word is the subject of a verb of saying.
fn is_subject(reading: &Reading<'_>, piece: &Piece<'_>, run: &Run) -> bool {
    let says = |at: usize| {
        run.sentence.contains(&at) && piece.shape(at) == Shape::Lower && reading.class(piece, at).is(Class::REPORTING)
    };
    says(run.tokens.end) || run.tokens.start.checked_sub(1).is_some_and(says)
}

/// In a headline capitals tell nothing: the words of known people are looked for instead.
fn headline_mentions(reading: &mut Reading<'_>, number: usize, cast: &mut Cast) {
    let Some(sentences) = reading.pieces.get(number).map(|piece| piece.sentences.clone()) else { return };
    for sentence in sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let found = (1..=6).rev().filter(|length| at + length <= sentence.end).find_map(|length| {
                let run = Run { piece: number, tokens: at..at + length, sentence: sentence.clone() };
                let who = headline_who(reading, &run, cast)?;
                Some((run, who))
            });
            if let Some((run, who)) = found {
                at = run.tokens.end;
                note(reading, cast, who, &run);
            } else {
                at += 1;
            }
        }
    }
}

fn headline_who(reading: &mut Reading<'_>, run: &Run, cast: &Cast) -> Option<usize> {
    let piece = reading.pieces.get(run.piece)?;
    let is_letters = |at: usize| matches!(piece.shape(at), Shape::Capital | Shape::Upper | Shape::Initial);
    let ends = run.tokens.end.checked_sub(1)?;
    if !is_letters(run.tokens.start) || !is_letters(ends) {
        return None;
    }
    let inner = run
        .tokens
        .clone()
        .all(|at| is_letters(at) || piece.shape(at) == Shape::Lower && reading.class(piece, at).is(Class::PARTICLE));
    if !inner {
        return None;
    }
    if run.tokens.len() > 1 {
        let name = name_of(reading, run);
        let known = name.len() > 1;
        return known
            .then(|| cast.meant(&name, &reading.vocabulary).or_else(|| cast.meant(&lone(&name), &reading.vocabulary)))
            .flatten();
    }
    let word = piece.tokens.get(run.tokens.start)?.word;
    let class = reading.class(piece, run.tokens.start);
    let next = reading.class(piece, run.tokens.end);
    let goes_on = run.sentence.contains(&run.tokens.end) && next.is(Class::IMPERSONAL);
    let lower = reading.vocabulary.get(word).map_or(0, |word| word.lower);
    if class.is(Class::AMBIGUOUS | Class::ROLE) || goes_on || lower > 0 {
        return None;
    }
    cast.meant(&[Part { word, kind: Kind::Family }], &reading.vocabulary)
}

/// The authors: the names of the metadata where they stand in by-lines and biographies, or what the by-line names.
fn bylines(reading: &mut Reading<'_>, cast: &mut Cast) {
    let authors: Vec<Clean> = reading.document.meta.authors.clone();
    for number in 0..reading.pieces.len() {
        let Some(piece) =
            reading.pieces.get(number).filter(|piece| matches!(piece.kind, BlockKind::Byline | BlockKind::Boilerplate))
        else {
            continue;
        };
        let is_byline = piece.kind == BlockKind::Byline;
        let mut found: Vec<Range<usize>> = authors.iter().filter_map(|author| place(piece, author)).collect();
        if found.is_empty() && is_byline && authors.is_empty() {
            found = run::in_line(reading, number, piece)
                .into_iter()
                .map(|run| run.tokens)
                .filter(|tokens| tokens.len() > 1)
                .take(3)
                .collect();
        }
        for tokens in found {
            let run = Run { piece: number, tokens, sentence: 0..usize::MAX };
            let name = name_of(reading, &run);
            if name.is_empty() {
                continue;
            }
            let Some(piece) = reading.pieces.get(number) else { continue };
            let anchor = piece.anchor(run.tokens.clone());
            let rule = if is_byline { "named in the by-line" } else { "named in a note on the author" };
            let who = cast.add(name, vec![Reason { rule, at: anchor }], &reading.vocabulary);
            let Some(form) = form(reading, piece, run.tokens.clone()) else { continue };
            let around = Around { reading, piece, sentence: 0..piece.tokens.len(), name: run.tokens.clone() };
            let role = around.behind().map(|role| piece.anchor(role));
            if let Some(member) = cast.members.get_mut(who) {
                member.bylines.push((anchor, form));
                if let Some(role) = role {
                    add_role(reading, member, role);
                }
            }
        }
    }
}

/// The tokens at which `name` first stands in the piece.
fn place(piece: &Piece<'_>, name: &str) -> Option<Range<usize>> {
    let start = super::token::offset(piece.text.find(name)?);
    let end = start + super::token::offset(name.len());
    let first = piece.tokens.iter().position(|token| token.start >= start)?;
    let after = piece.tokens.iter().position(|token| token.start >= end).unwrap_or(piece.tokens.len());
    (first < after).then_some(first..after)
}

/// People in contact blocks: a name before an address or telephone number, or one that is plainly a name.
fn contacts(reading: &mut Reading<'_>, cast: &mut Cast) {
    for number in 0..reading.pieces.len() {
        let Some(piece) = reading.pieces.get(number).filter(|piece| piece.kind == BlockKind::Contact) else { continue };
        let runs = run::in_line(reading, number, piece);
        for run in runs {
            let Some(piece) = reading.pieces.get(number) else { continue };
            let next = run.tokens.end;
            let address = piece.shape(next) == Shape::Address
                || matches!(piece.str(next), "," | ":" | "<" | "(" | "-" | "–" | "|" | "/")
                    && matches!(piece.shape(next + 1), Shape::Address | Shape::Number);
            let plain = weigh(reading, &run);
            let named = plain.is_strong && !plain.is_doubtful;
            if run.tokens.len() < 2 || !(address || named) {
                continue;
            }
            let anchor = piece.anchor(run.tokens.clone());
            let rule = if address { "stands before an address or number" } else { "named as a contact" };
            let roles = contact_roles(reading, piece, &run);
            let name = name_of(reading, &run);
            if name.len() < 2 {
                continue;
            }
            let who = cast.add(name, vec![Reason { rule, at: anchor }], &reading.vocabulary);
            let Some(piece) = reading.pieces.get(number) else { continue };
            let Some(form) = form(reading, piece, run.tokens.clone()) else { continue };
            if let Some(member) = cast.members.get_mut(who) {
                member.contacts.push((anchor, form));
                roles.into_iter().for_each(|role| add_role(reading, member, role));
            }
        }
    }
}

/// What a contact is: the role before the name, and what follows the address up to the end of the line.
fn contact_roles(reading: &Reading<'_>, piece: &Piece<'_>, run: &Run) -> Vec<Anchor> {
    let around = Around { reading, piece, sentence: run.sentence.clone(), name: run.tokens.clone() };
    let mut roles: Vec<Range<usize>> = around.adjacent().into_iter().chain(around.behind()).collect();
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

/// Makes people of the cast: kind, canonical name, forms with their counts, display order.
fn present(reading: &Reading<'_>, cast: Cast) -> Vec<Person> {
    let mut people: Vec<Person> = cast.members.into_iter().filter_map(|member| person(reading, member)).collect();
    let rank = |kind: PersonKind| match kind {
        PersonKind::Key => 0,
        PersonKind::Author => 1,
        PersonKind::Contact => 2,
    };
    people.sort_by_key(|person| {
        let count = if person.kind == PersonKind::Key { person.mentions.len() } else { 0 };
        (rank(person.kind), std::cmp::Reverse(count), person.mentions.first().copied())
    });
    people
}

fn person(reading: &Reading<'_>, member: Member) -> Option<Person> {
    let kind = if !member.bylines.is_empty() {
        PersonKind::Author
    } else if member.mentions.is_empty() {
        PersonKind::Contact
    } else {
        PersonKind::Key
    };
    // An author or contact whom the text does not name is shown where the by-line or contact line names them.
    let mentions = if !member.mentions.is_empty() {
        member.mentions
    } else if member.bylines.is_empty() {
        member.contacts
    } else {
        member.bylines
    };
    let mut forms: Vec<Form> = Vec::new();
    for (_, text) in &mentions {
        match forms.iter_mut().find(|form| form.text == *text) {
            Some(form) => form.count += 1,
            None => forms.push(Form { text: text.clone(), count: 1 }),
        }
    }
    // Longest first; among equals the one that is not in capitals, then the more frequent.
    let words = |form: &Form| form.text.split(' ').count();
    let is_upper = |form: &Form| !form.text.chars().any(char::is_lowercase);
    forms.sort_by_key(|form| (is_upper(form), std::cmp::Reverse((words(form), form.text.chars().count(), form.count))));
    let name = forms.first()?.text.clone();
    if member.why.is_empty() {
        return None;
    }
    let _ = reading;
    Some(Person {
        name,
        kind,
        forms,
        roles: member.roles,
        mentions: mentions.into_iter().map(|(at, _)| at).collect(),
        why: member.why,
    })
}

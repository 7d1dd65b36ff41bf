//! The people of a text: who is named, how often, in what forms, with what roles.
//!
//! The rules come first and say why; a trained recogniser can add its own evidence to `evidence`.

mod affiliation;
mod alone;
mod apposition;
mod before;
mod below;
mod canonical;
#[cfg(test)]
mod cases;
mod cast;
mod clause;
mod doubt;
mod evidence;
mod headline;
mod later;
mod life;
mod margin;
mod mention;
mod name;
mod nickname;
mod noted;
mod noun;
mod office;
mod opening;
mod phrase;
mod rank;
mod recogniser;
mod relative;
mod role;
mod run;
mod several;
mod spelling;
mod stated;
mod surname;
mod thing;
mod training;
mod view;
mod vote;

use std::collections::{HashMap, HashSet};

use crate::document::Anchor;

use super::lexicon::Class;
use super::reading::Reading;
use super::token::Shape;
use super::{Form, Person, PersonKind, Reason};
use alone::is_locating;
use canonical::{in_small, without_nickname};
use cast::{Cast, Member};
use evidence::{CONTEXT, KNOWN, LATER, weigh};
use name::{Kind, Part, parts};
use recogniser::Recogniser;
use role::Around;
use run::Run;
pub use training::train_people;

/// What the reader is told of a bare surname that several people have.
const SHARED: &str = "inferred: others here have this surname too, and this one was named last";

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
    /// Whether nothing but the recogniser speaks for it.
    voted: bool,
}

/// The runs of a text with what is known of each.
struct Heard<'a> {
    runs: &'a [Run],
    names: &'a [Vec<Part>],
    /// By how much each reads like a name; empty without a recogniser.
    votes: &'a [f32],
    /// The names of firms among them.
    firms: &'a HashSet<Vec<Part>>,
}

/// The names that are those of firms somewhere in the text ("Ana Ruiz Housewares, Inc.", "la cooperativa Almendrera"): nobody
/// is called so elsewhere.
fn firms(reading: &Reading<'_>, runs: &[Run], names: &[Vec<Part>]) -> HashSet<Vec<Part>> {
    let is_firm = |run: &Run| {
        reading.pieces.get(run.piece).is_some_and(|piece| {
            let (sentence, name) = (run.sentence.clone(), run.tokens.clone());
            let around = Around { reading, piece, sentence, name };
            run.tokens.len() > 1 && (doubt::is_firm(&around) || doubt::is_called_body(&around))
        })
    };
    // "La cooperativa Almendrera del Segura": the run ends before the small word.
    let with_place = |run: &Run| {
        let piece = reading.pieces.get(run.piece)?;
        let end = run.tokens.end;
        let around = Around { reading, piece, sentence: run.sentence.clone(), name: run.tokens.clone() };
        let goes_on = matches!(piece.str(end), "de" | "del") && piece.shape(end + 1) == Shape::Capital;
        let part = |at: usize, kind: Kind| piece.tokens.get(at).map(|token| Part { word: token.word, kind });
        let name = vec![part(run.tokens.start, Kind::Given)?, part(end + 1, Kind::Family)?];
        (run.tokens.len() == 1 && goes_on && doubt::is_called_body(&around)).then_some(name)
    };
    let whole = runs.iter().zip(names).filter(|(run, _)| is_firm(run)).map(|(_, name)| name.clone());
    whole.chain(runs.iter().filter_map(with_place)).collect()
}

/// The single words that are those of firms: "Ruiz plc".
fn firm_words(reading: &Reading<'_>, runs: &[Run]) -> HashSet<u32> {
    let word = |run: &Run| {
        let piece = reading.pieces.get(run.piece)?;
        let second = run.tokens.start + 1;
        let is_firm = run.tokens.len() <= 2;
        let is_firm = is_firm && doubt::is_firm_form(piece.str(second));
        piece.tokens.get(run.tokens.start).filter(|_| is_firm).map(|token| token.word)
    };
    runs.iter().filter_map(word).collect()
}

/// Everyone in the text, in display order. Nothing when the result is no longer wanted.
pub(super) fn find(reading: &mut Reading<'_>, stale: &dyn Fn() -> bool) -> Option<Vec<Person>> {
    find_with(reading, Some(Recogniser::shipped()), stale)
}

/// Everyone in the text, by the rules and the recogniser, if there is one.
fn find_with(
    reading: &mut Reading<'_>,
    recogniser: Option<Recogniser<'_>>,
    stale: &dyn Fn() -> bool,
) -> Option<Vec<Person>> {
    let mut runs = Vec::new();
    for (number, piece) in reading.pieces.iter().enumerate() {
        if stale() {
            return None;
        }
        run::find(reading, number, piece, &mut runs);
    }
    let votes = recogniser.map(|recogniser| vote::listen(reading, recogniser, &mut runs)).unwrap_or_default();
    let mut names: Vec<Vec<Part>> = runs.iter().map(|run| name_of(reading, run)).collect();
    join_particles(reading, &mut names);
    let mut cast = Cast::default();
    margin::bylines(reading, &mut cast);
    let firms = firms(reading, &runs, &names);
    cast.firms = firm_words(reading, &runs);
    margin::contacts(reading, &firms, &mut cast);
    accept(reading, &Heard { runs: &runs, names: &names, votes: &votes, firms: &firms }, &mut cast, stale)?;
    surname::add(reading, &cast, &mut runs, &mut names);
    mention::find(reading, &runs, &names, &mut cast, stale)?;
    Some(present(cast))
}

/// "Van Dyke", at the beginning of a sentence, is Anton van Dyke where the text has him.
fn join_particles(reading: &Reading<'_>, names: &mut [Vec<Part>]) {
    const PARTICLES: [&str; 12] = ["van", "von", "de", "del", "di", "da", "du", "der", "den", "ter", "ten", "le"];
    let is_particle =
        |part: &Part| reading.vocabulary.get(part.word).is_some_and(|word| PARTICLES.contains(&&*word.key));
    let full: HashSet<u32> = (names.iter())
        .filter(|name| name.len() > 1 && name.first().is_some_and(|first| !is_particle(first)))
        .filter_map(|name| Some(name.last()?.word))
        .collect();
    for name in names {
        if let [first, last] = name.as_slice()
            && is_particle(first)
            && full.contains(&last.word)
        {
            *name = vec![Part { word: last.word, kind: Kind::Family }];
        }
    }
}

fn name_of(reading: &mut Reading<'_>, run: &Run) -> Vec<Part> {
    let Reading { pieces, vocabulary, .. } = reading;
    pieces.get(run.piece).map(|piece| parts(piece, run.tokens.clone(), vocabulary)).unwrap_or_default()
}

/// Gathers what speaks for each name and adds those that are people.
fn accept(reading: &Reading<'_>, heard: &Heard<'_>, cast: &mut Cast, stale: &dyn Fn() -> bool) -> Option<()> {
    let mut candidates: HashMap<&[Part], Candidate> = HashMap::new();
    let mut alone: HashMap<u32, Anchor> = HashMap::new();
    let located = located(reading, heard);
    for (number, (run, name)) in heard.runs.iter().zip(heard.names).enumerate() {
        if number % 256 == 0 && stale() {
            return None;
        }
        // "Ana Ruiz Housewares": it says nothing of Ana Ruiz.
        if thing::is_of_thing(reading, run) {
            continue;
        }
        let found = weigh(reading, run, heard.votes.get(number).copied().unwrap_or(0.0));
        if let ([only], Some(at)) = (name.as_slice(), speaks_alone(reading, run)) {
            alone.entry(only.word).or_insert(at);
        }
        if name.is_empty() || name.len() == 1 && !found.is_strong {
            continue;
        }
        let candidate = candidates.entry(name.as_slice()).or_insert_with(|| Candidate {
            first: number,
            lone: name.len() == 1,
            voted: true,
            ..Candidate::default()
        });
        candidate.occurrences += 1;
        candidate.voted &= found.reasons.iter().all(|reason| reason.rule == CONTEXT || reason.rule == KNOWN);
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
        if heard.firms.contains(name) {
            continue;
        }
        if !candidate.lone
            && let Some(&at) = name.last().and_then(|last| alone.get(&last.word))
        {
            candidate.weak += told_by_surname(reading, name);
            candidate.reasons.push(Reason { rule: LATER.into(), at });
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
        let surname_only = candidate.lone || name.iter().all(|part| is_only_surname(reading, *part));
        if surname_only && let Some(known) = cast.meant(&lone(name), &reading.vocabulary) {
            if let Some(member) = cast.members.get_mut(known) {
                member.why.extend(candidate.reasons.into_iter().take(1));
            }
            continue;
        }
        // One word that only reads like a name: not when it is a place elsewhere, or somebody is called so already.
        let is_place = |last: &Part| located.get(&last.word).is_some_and(|&count| count * 3 >= candidate.occurrences);
        let known = candidate.reasons.iter().any(|reason| reason.rule == KNOWN);
        if candidate.lone && candidate.voted && !known && name.last().is_some_and(is_place) {
            continue;
        }
        if candidate.lone
            && candidate.voted
            && name
                .last()
                .is_some_and(|last| cast.has_word(last.word) || cast.has_nickname(last.word, &reading.vocabulary))
        {
            continue;
        }
        // "Her son, Callum," of whom the text has the full name, too.
        if candidate.lone
            && let Some(only) = name.last()
            && cast.by_given_name(only.word, true, &reading.vocabulary).is_some()
        {
            continue;
        }
        if candidate.lone
            && let Some(last) = name.last()
            && (cast.misspelt(last.word, &reading.vocabulary).is_some()
                || cast.numbered(last.word, &reading.vocabulary).is_some())
        {
            continue;
        }
        cast.add(name.to_vec(), candidate.reasons, &reading.vocabulary);
    }
    Some(())
}

/// How much it says of a name that its last word alone speaks elsewhere, or is addressed.
fn told_by_surname(reading: &Reading<'_>, name: &[Part]) -> u32 {
    // Two words that are in no list, or names: of "Evencio Barriuso" and "said Barriuso" nothing else remains.
    let other = |part: &Part| {
        reading
            .vocabulary
            .get(part.word)
            .is_some_and(|word| !matches!(word.class, Class::GIVEN | Class::SURNAME) && word.class != Class::default())
    };
    let plain = name.len() == 2 && !name.iter().any(other);
    // "Bramwell Kestrels": teams are called so, too.
    let is_several = name.last().and_then(|last| reading.vocabulary.get(last.word)).is_some_and(|word| {
        word.key.ends_with('s') && !word.class.is(Class::SURNAME) && !word.listed.is_some_and(|listed| listed.surname)
    });
    if plain && !is_several { 2 } else { 1 }
}

/// For how many single places a word counts that is part of the name of a thing.
const PART_OF_THING: u32 = 3;

/// How often single words stand where places and organisations do ("in Halden", "the City of Halden").
fn located(reading: &Reading<'_>, heard: &Heard<'_>) -> HashMap<u32, u32> {
    let mut located = HashMap::new();
    for (run, name) in heard.runs.iter().zip(heard.names) {
        let ([only], Some(before)) = (name.as_slice(), run.tokens.start.checked_sub(1)) else { continue };
        let Some(piece) = reading.pieces.get(run.piece).filter(|_| run.sentence.contains(&before)) else { continue };
        let of_thing = matches!(piece.str(before), "of" | "de" | "del")
            && before.checked_sub(1).is_some_and(|head| {
                reading.class(piece, head).is(Class::IMPERSONAL) || piece.shape(head) == Shape::Capital
            });
        if is_locating(piece.str(before)) || of_thing {
            *located.entry(only.word).or_default() += 1;
        }
    }
    // "Hanbit Energy": what is part of the name of a thing is short for it elsewhere.
    for piece in &reading.pieces {
        for (at, token) in piece.tokens.iter().enumerate() {
            let next = reading.class(piece, at + 1);
            let is_capital = |at: usize| matches!(piece.shape(at), Shape::Capital | Shape::Upper);
            let of_thing = is_capital(at) && is_capital(at + 1) && next.is(Class::IMPERSONAL) && !next.is(Class::NAME);
            // "Minera Antacocha"
            let before = at.checked_sub(1).filter(|&before| is_capital(before) && is_capital(at));
            let behind_thing = before.is_some_and(|before| {
                let class = reading.class(piece, before);
                class.is(Class::IMPERSONAL) && !class.is(Class::NAME | Class::ROLE | Class::HONORIFIC)
            });
            if of_thing || behind_thing {
                *located.entry(token.word).or_default() += PART_OF_THING;
            }
        }
    }
    located
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

fn is_only_surname(reading: &Reading<'_>, part: Part) -> bool {
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
    // "Ruiz: We began early.": the label of an answer.
    let labels = start == run.sentence.start && piece.str(end) == ":" && run.sentence.contains(&end);
    if says(end) || labels {
        return Some(piece.anchor(start..end + 1));
    }
    let before = start.checked_sub(1)?;
    (says(before) || addressed(before)).then(|| piece.anchor(before..end))
}

/// Makes people of the cast: kind, canonical name, forms with their counts, display order.
fn present(cast: Cast) -> Vec<Person> {
    let mut people: Vec<Person> = cast.members.into_iter().filter_map(person).collect();
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

fn person(member: Member) -> Option<Person> {
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
    // "López Obrador" in the text, "ANDRÉS MANUEL LÓPEZ OBRADOR" above it: the whole name is known.
    let first = forms.first()?;
    let fuller = forms.iter().filter(|form| is_upper(form) && !is_upper(first) && words(form) > words(first));
    let fuller = fuller.max_by_key(|form| words(form)).map(|form| in_small(&form.text));
    let name = fuller.unwrap_or_else(|| without_nickname(&first.text));
    if member.why.is_empty() {
        return None;
    }
    let shared = member.inferred.first().map(|&at| Reason { rule: SHARED.into(), at });
    Some(Person {
        name,
        kind,
        forms,
        roles: member.roles,
        mentions: mentions.into_iter().map(|(at, _)| at).collect(),
        why: member.why.into_iter().chain(shared).collect(),
        inferred: member.inferred,
    })
}

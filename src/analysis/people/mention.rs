//! The second reading: every mention goes to somebody, with the roles stated beside it.

use std::ops::Range;

use crate::document::Anchor;

use super::super::lexicon::{Class, fold};
use super::super::reading::{Case, Piece, Reading};
use super::super::token::Shape;
use super::below::role_below;
use super::cast::{Cast, Gender, Member};
use super::later::{self, Named};
use super::name::{Kind, Part};
use super::noted::{add_role, form};
use super::noun::{Kin, heads_thing, kin};
use super::opening;
use super::relative::{is_origin, is_relative};
use super::role::Around;
use super::run::Run;
use super::thing::is_of_thing;
use super::{is_only_surname, lone, name_of};

/// Goes through the text once more and gives every mention to somebody, with the role stated there.
pub(super) fn find(
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
        if cast.margins.contains(&number) {
            continue;
        }
        if is_headline {
            headline_mentions(reading, number, cast);
            continue;
        }
        let mut subjects = Vec::new();
        for (run, name) in here {
            if is_of_thing(reading, run) {
                continue;
            }
            let Some((who, tokens)) = who(reading, run, name, cast) else { continue };
            let tokens = with_particles(reading, run, tokens);
            // "Ruiz" where there are Ana Ruiz and Luis Ruiz: the nearer one, and the reader is told so.
            let is_shared = name.len() == 1
                && cast.is_shared(name, &reading.vocabulary)
                && address(reading, run)
                    .is_none_or(|gender| cast.meant_as(name, gender, &reading.vocabulary).is_none());
            let is_label = is_label(reading, number, &tokens);
            note(reading, cast, who, &Run { tokens, ..run.clone() });
            subjects.push(Named { sentence: run.sentence.start, who });
            if let Some(member) = cast.members.get_mut(who).filter(|_| is_label) {
                member.labels.extend(member.mentions.last().map(|(at, _)| *at));
            }
            if let Some(member) = cast.members.get_mut(who).filter(|_| is_shared) {
                member.inferred.extend(member.mentions.last().map(|(at, _)| *at));
            }
        }
        later::roles(reading, number, &subjects, cast);
    }
    opening::roles(reading, cast);
    cast.members.iter_mut().for_each(without_labels);
    Some(())
}

/// "Ruiz: We began early.", "SENATOR RUIZ: …": nothing but titles stands before the name, and a colon behind it.
fn is_label(reading: &Reading<'_>, number: usize, name: &Range<usize>) -> bool {
    let Some(piece) = reading.pieces.get(number) else { return false };
    let is_title = |at: usize| reading.class(piece, at).is(Class::HONORIFIC | Class::ROLE);
    piece.str(name.end) == ":" && (0..name.start).all(is_title)
}

/// Who answers again and again is named by the labels no more than by a dash; nobody is left without a mention.
fn without_labels(member: &mut Member) {
    let Member { mentions, labels, .. } = member;
    if labels.len() > 1 && labels.len() < mentions.len() {
        mentions.retain(|(at, _)| !labels.contains(at));
    }
}

/// A bare surname with the small words that only names have before it ("von der", "van"); "de la" may be grammar.
fn with_particles(reading: &Reading<'_>, run: &Run, tokens: Range<usize>) -> Range<usize> {
    let Some(piece) = reading.pieces.get(run.piece) else { return tokens };
    let is_particle = |at: usize| {
        let class = reading.class(piece, at);
        class.is(Class::PARTICLE) && !class.is(Class::FUNCTION | Class::NAME) && piece.shape(at) == Shape::Lower
    };
    let mut start = tokens.start;
    while start > run.sentence.start && is_particle(start - 1) {
        start -= 1;
    }
    start..tokens.end
}

/// Notes a mention and the roles stated beside it.
fn note(reading: &Reading<'_>, cast: &mut Cast, who: usize, run: &Run) {
    let Some(piece) = reading.pieces.get(run.piece) else { return };
    let Some(form) = form(reading, piece, run.tokens.clone()) else { return };
    let last = cast.last;
    let around = Around { reading, piece, sentence: run.sentence.clone(), name: run.tokens.clone() };
    // "He embraced his brother, Con Ruiz, and left."
    let in_passing = run.tokens.len() > 1 && (is_relative(&around) || is_origin(&around));
    // "Luis says" leaves the surname to the one who had it.
    let given = piece.tokens.get(run.tokens.start).filter(|_| run.tokens.len() == 1).map(|token| token.word);
    let is_given =
        |member: &Member| member.parts.iter().any(|part| part.kind == Kind::Given && Some(part.word) == given);
    let in_passing = in_passing || cast.members.get(who).is_some_and(is_given);
    cast.mention(who, piece.anchor(run.tokens.clone()), form, in_passing);
    let around = Around { reading, piece, sentence: run.sentence.clone(), name: run.tokens.clone() };
    let near = around.adjacent().or_else(|| around.with_complement());
    let called = around.called();
    // The longer of what the lists and what the grammar say: "ceramista y poeta".
    let before = match (near, called) {
        (Some(near), Some(called)) if called.start < near.start && near.end <= called.end => Some(called),
        (near, called) => near.or(called),
    };
    let before = before.and_then(|role| behind_other(piece, role, last));
    let outer = before.as_ref().and_then(|role| around.outer(role));
    let behind = around.behind();
    let again = behind.as_ref().and_then(|first| around.behind_again(first)).map(|role| role.tokens);
    let behind = behind.map(|role| role.tokens);
    let roles = [outer, before, around.conferred(), behind, again, around.affiliation(), around.stated()];
    let below = role_below(reading, run);
    let roles = roles.into_iter().flatten().map(|role| piece.anchor(role)).chain(below);
    if let Some(member) = cast.members.get_mut(who) {
        roles.for_each(|role| add_role(reading, member, role));
        let related = || member.roles.iter().find_map(|&role| relation(reading, role));
        member.gender = member.gender.or_else(|| address(reading, run)).or_else(related);
    }
}

/// "Mayor Ana Ruiz and Chief Engineer": a role does not reach over somebody else's name that "and" parts from it.
fn behind_other(piece: &Piece<'_>, role: Range<usize>, last: Option<Anchor>) -> Option<Range<usize>> {
    let Some(last) = last.filter(|last| last.block == piece.block) else { return Some(role) };
    // "Colonel Ana Ruiz, Luis Marsh": all of the role is that of the one before.
    if role.end.checked_sub(1).and_then(|at| piece.tokens.get(at)).is_some_and(|token| token.end == last.end) {
        // "La abogada de Ruiz, Flora Marsh": what somebody is to the one before.
        let first = role.clone().find(|&at| piece.tokens.get(at).is_some_and(|token| token.start >= last.start));
        let linked = first.and_then(|first| first.checked_sub(1)).filter(|at| role.contains(at));
        return linked.filter(|&at| matches!(piece.str(at), "of" | "de" | "del" | "for" | "to")).map(|_| role);
    }
    let end = role.clone().find(|&at| piece.tokens.get(at).is_some_and(|token| token.start >= last.end));
    let is_over = end.is_some_and(|end| end > role.start);
    match end.filter(|&end| is_over && matches!(piece.str(end), "and" | "y" | "e" | ",")) {
        Some(end) if end + 1 < role.end => Some(end + 1..role.end),
        _ => Some(role),
    }
}

/// Whether the form of address before the name is a woman's or a man's.
fn address(reading: &Reading<'_>, run: &Run) -> Option<Gender> {
    let piece = reading.pieces.get(run.piece)?;
    let before = run.tokens.start.checked_sub(1).filter(|before| run.sentence.contains(before))?;
    match piece.str(before).trim_end_matches('.') {
        "Mrs" | "Ms" | "Miss" | "Mme" | "Lady" | "Dame" | "Sra" | "Srta" | "Señora" | "señora" | "doña" | "Doña"
        | "D.ª" | "Dª" | "Dra" | "Sister" => Some(Gender::Woman),
        "Mr" | "Sir" | "Lord" | "Herr" | "Sr" | "Señor" | "señor" | "don" | "Don" | "D" | "Brother" | "Father" => {
            Some(Gender::Man)
        }
        _ => None,
    }
}

/// "The boy’s father": a man.
fn relation(reading: &Reading<'_>, role: Anchor) -> Option<Gender> {
    let text = reading.document.text(role)?;
    // "Chairman", "spokeswoman"
    let by_ending = |word: &str| {
        let is_noun = word.starts_with(char::is_lowercase) && !matches!(word, "human" | "german" | "roman");
        if word.ends_with("woman") {
            Some(Gender::Woman)
        } else {
            (is_noun && word.ends_with("man")).then_some(Gender::Man)
        }
    };
    text.split(' ').take(4).find_map(|word| match kin(word) {
        Some(Kin::Woman) => Some(Gender::Woman),
        Some(Kin::Man) => Some(Gender::Man),
        Some(Kin::Either) => None,
        None => by_ending(word),
    })
}

/// Who is meant by a run, and which of its tokens are the name.
fn who(reading: &mut Reading<'_>, run: &Run, name: &[Part], cast: &Cast) -> Option<(usize, Range<usize>)> {
    if let [only] = name {
        // "Van Dyke"
        if run.tokens.len() > 1
            && let Some(who) = cast.meant(name, &reading.vocabulary)
        {
            return Some((who, run.tokens.clone()));
        }
        return alone(reading, run, *only, cast).map(|who| (who, run.tokens.clone()));
    }
    let full = cast.meant(name, &reading.vocabulary).or_else(|| {
        let short = lone(name);
        name.iter()
            .all(|part| is_only_surname(reading, *part))
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
        let class = reading.class(piece, before);
        class.is(Class::IMPERSONAL) && !class.is(Class::ROLE | Class::FUNCTION) && piece.shape(before).is_word()
            || class == Class::default() && piece.shape(before) == Shape::Capital && heads_thing(piece.str(before))
    });
    // "Puente" of "Óscar Puente", where the text has no bridge: the word never stands small or behind an article.
    let led = before.is_some_and(|before| reading.class(piece, before).is(Class::FUNCTION));
    let is_thing = class.is(Class::IMPERSONAL) && (lower > 0 || led);
    let is_other_word = class.is(Class::PLACE | Class::TIME | Class::NATION | Class::FUNCTION)
        || is_thing
        || lower > 0 && at == run.sentence.start;
    if !addressed && is_of_firm(piece, run) && !shares_surname(reading, piece, run) {
        return None;
    }
    if !addressed && (is_other_word && !is_subject(reading, piece, run) || names_thing || preceded_by_thing) {
        return None;
    }
    let word = [Part { word: part.word, kind: Kind::Family }];
    if let Some(gender) = address(reading, run).filter(|_| cast.is_shared(&word, &reading.vocabulary))
        && let Some(who) = cast.meant_as(&word, gender, &reading.vocabulary)
    {
        return Some(who);
    }
    // "Cllr Ruiz": of several, the one whom the text has called so.
    if let Some(title) = before.filter(|_| addressed && cast.is_shared(&word, &reading.vocabulary)) {
        let title = fold(piece.str(title).trim_end_matches('.')).into_owned();
        let has_title = |member: &Member| {
            let texts = member.roles.iter().filter_map(|&role| reading.document.text(role));
            texts.map(fold).any(|text| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == title))
        };
        if let Some(who) = cast.meant_with(&word, &reading.vocabulary, has_title) {
            return Some(who);
        }
    }
    if let Some(who) = cast.meant(&word, &reading.vocabulary) {
        // "Ruiz plc" is named after Ana Ruiz: before the text has come to her, "Ruiz" is the firm.
        let is_new = cast.members.get(who).is_some_and(|member| member.mentions.is_empty());
        return (addressed || !is_new || !cast.firms.contains(&part.word)).then_some(who);
    }
    if let Some(who) = cast.numbered(part.word, &reading.vocabulary) {
        return Some(who);
    }
    if addressed && let Some(who) = cast.misspelt(part.word, &reading.vocabulary) {
        return Some(who);
    }
    let is_given = !class.is(Class::AMBIGUOUS | Class::ROLE | Class::HONORIFIC);
    // A common given name may stand before the full name, as in a headline; another word may not.
    let around = Around { reading, piece, sentence: run.sentence.clone(), name: run.tokens.clone() };
    let early = class.is(Class::GIVEN) || shares_surname(reading, piece, run) || is_relative(&around);
    if !is_given {
        return None;
    }
    let known = cast.by_given_name(part.word, early, &reading.vocabulary);
    known.or_else(|| cast.by_middle_name(part.word).filter(|_| is_subject(reading, piece, run)))
}

/// "Tolliver & Baines": a firm that is named after people.
fn is_of_firm(piece: &Piece<'_>, run: &Run) -> bool {
    let is_capital = |at: usize| run.sentence.contains(&at) && matches!(piece.shape(at), Shape::Capital | Shape::Upper);
    let is_joint = |at: usize| run.sentence.contains(&at) && piece.str(at) == "&";
    is_joint(run.tokens.end) && is_capital(run.tokens.end + 1)
        || run.tokens.start >= 2 && is_joint(run.tokens.start - 1) && is_capital(run.tokens.start - 2)
}

/// "Rosie and Sam Patel": whether a full name follows whose surname is that of the lone given name, too.
fn shares_surname(reading: &Reading<'_>, piece: &Piece<'_>, run: &Run) -> bool {
    let end = run.tokens.end;
    let is_capital = |at: usize| run.sentence.contains(&at) && piece.shape(at) == Shape::Capital;
    matches!(piece.str(end), "and" | "&" | "y" | "e")
        && is_capital(end + 1)
        && is_capital(end + 2)
        && reading.class(piece, end + 1).is(Class::GIVEN)
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
                let who = headline_who(reading, &run, cast).filter(|_| !is_of_thing(reading, &run))?;
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
    if class.is(Class::AMBIGUOUS | Class::ROLE) || goes_on || lower > 0 || is_of_firm(piece, run) {
        return None;
    }
    cast.meant(&[Part { word, kind: Kind::Family }], &reading.vocabulary)
}

//! Whom or what the words beside a verb of saying name: a person, an organisation, a paper, a pronoun.

use super::super::SpeakerKind;
use super::super::lexicon::Class;
use super::super::token::Shape;
use super::ending::{backwards, ending};
use super::line::Line;
use super::naming::{LONGEST, Phrase, Who, is_adverb, is_determiner, named, pronoun};
use super::verb::Noun;
use super::words;

/// "La víspera", "el lunes pasado": the item behind words that say when.
fn skip_time(line: &Line<'_>, from: usize) -> Option<usize> {
    // "Contaba en 2011 Ana Ruiz"
    if matches!(line.key(from), "en" | "in") && line.shape(from + 1) == Shape::Number {
        return Some(from + 2);
    }
    let is_unit = |at: usize| {
        line.class(at).is(Class::TIME)
            || matches!(
                line.key(at),
                "vispera" | "semana" | "mes" | "noche" | "tarde" | "manana" | "madrugada" | "jornada"
            )
    };
    let is_past = |at: usize| matches!(line.key(at), "pasado" | "pasada" | "anterior" | "mismo" | "misma");
    if !matches!(line.key(from), "el" | "la" | "este" | "esta") || line.mention_from(from).is_some() {
        return None;
    }
    let noun = if is_past(from + 1) { from + 2 } else { from + 1 };
    let end = if is_past(noun + 1) { noun + 2 } else { noun + 1 };
    (is_unit(noun) && line.shape(noun) == Shape::Lower).then_some(end)
}

/// The phrase that begins at `from`, as after "said" or "according to".
pub(super) fn after(line: &Line<'_>, from: usize) -> Option<Phrase> {
    let mut from = from;
    loop {
        let next = skip_time(line, from);
        if let Some(next) = next {
            from = next;
        } else if from < line.len()
            && is_adverb(line, from)
            && line.mention_from(from).is_none()
            && !starts_phrase(line, from)
        {
            from += 1;
        } else {
            break;
        }
    }
    // "Señalan desde la empresa"
    if line.key(from) == "desde" && is_determiner(line, from + 1) && line.key(from.saturating_sub(1)).ends_with('n') {
        from += 1;
    }
    if let Some(who) = pronoun(line, from) {
        return Some(Phrase::new(who, from..from + 1));
    }
    let mut at = from;
    let mut has_role = false;
    while at < line.len() && at < from + LONGEST {
        if let Some((person, end)) = line.mention_from(at) {
            if line.shape(end) == Shape::Possessive {
                at = end + 1;
                continue;
            }
            let linked = at > from && words::is_link(line.key(at - 1)) && line.key(at - 1) != "by";
            // "The spokeswoman of the group Save the Wood, Ana Ruiz,": the name that the role belongs to comes behind.
            if has_role && at > from && leads_to_name(line, end).is_some() && !is_bare(line, from, at) {
                at = end;
                continue;
            }
            if linked {
                return named(line, from..end);
            }
            if matches!(line.key(end), "and" | "y" | "e") && line.mention_from(end + 1).is_some() {
                let end = line.mention_from(end + 1).map_or(end, |(_, end)| end);
                return Some(Phrase::new(Who::Named(SpeakerKind::Other), at..end));
            }
            return Some(Phrase::new(Who::Person(person), at..end));
        }
        let key = line.key(at);
        if line.is_mark(at, &[","]) {
            if let Some(name) = leads_to_name(line, at).filter(|_| has_role) {
                at = name;
                continue;
            }
            break;
        }
        if let Some(end) = bracket(line, at) {
            at = end;
            continue;
        }
        let is_part = line.is_word(at) || line.shape(at) == Shape::Possessive || line.shape(at) == Shape::Number;
        let ends = line.shape(at) == Shape::Lower
            && (words::is_clause_word(key)
                || words::is_finite(key)
                || at > from && line.verb(at).is_some() && line.noun(at).is_none());
        let is_time = line.class(at).is(Class::TIME) && line.is_capital(at);
        if !is_part || ends || is_time || at > from && is_new_phrase(line, at) {
            break;
        }
        has_role |= line.class(at).is(Class::ROLE) || matches!(line.noun(at), Some(Noun::People | Noun::Generic));
        at += 1;
    }
    named(line, from..at).or_else(|| people_first(line, from..at))
}

/// "Fuentes cercanas al caso", "sources close to the board": people, and an adjective behind them.
fn people_first(line: &Line<'_>, items: std::ops::Range<usize>) -> Option<Phrase> {
    let body = if is_determiner(line, items.start) { items.start + 1 } else { items.start };
    let is_people = body + 1 < items.end && line.noun(body) == Some(Noun::People) && line.shape(body) == Shape::Lower;
    is_people.then(|| Phrase::new(Who::Named(SpeakerKind::Other), items.start..body + 1))
}

/// ", el doctor Ana Ruiz": the name that follows a comma, with nothing but titles in between.
fn leads_to_name(line: &Line<'_>, comma: usize) -> Option<usize> {
    if !line.is_mark(comma, &[","]) {
        return None;
    }
    let name = (comma + 1..comma + 5).find(|&at| line.mention_from(at).is_some())?;
    // "According to his mother, Ana Ruiz never": without a mark behind it the name begins the clause.
    let (_, end) = line.mention_from(name)?;
    let closes = end >= line.len() || line.shape(end) == Shape::Mark && line.quote(end).is_none();
    (closes && is_bare(line, comma + 1, name)).then_some(name)
}

/// A bracket with an acronym: the item after it.
fn bracket(line: &Line<'_>, at: usize) -> Option<usize> {
    if !line.is_mark(at, &["("]) {
        return None;
    }
    (at + 1..at + 6).find(|&end| line.is_mark(end, &[")"])).map(|end| end + 1)
}

fn starts_phrase(line: &Line<'_>, at: usize) -> bool {
    // "este" before a noun that can speak is its determiner: "este informe".
    is_determiner(line, at) && (line.noun(at + 1).is_some() || line.class(at + 1).is(Class::ROLE))
}

/// A preposition that leads out of the phrase ("said the mayor in a letter").
fn is_new_phrase(line: &Line<'_>, at: usize) -> bool {
    words::leads_out(line.key(at))
        && line.shape(at) == Shape::Lower
        && !(line.is_capital(at + 1) && line.is_capital(at - 1) && matches!(line.key(at), "in" | "en" | "on"))
}

/// The phrase that ends before `verb`.
pub(super) fn before(line: &Line<'_>, verb: usize) -> Option<Phrase> {
    let mut at = verb.checked_sub(1)?;
    loop {
        // "In 2019", "on Friday"
        let is_when = line.shape(at) == Shape::Number || line.class(at).is(Class::TIME);
        let led = at.checked_sub(1).filter(|&lead| matches!(line.key(lead), "in" | "en" | "on" | "since" | "desde"));
        if let Some(lead) = led.filter(|_| is_when) {
            at = lead.checked_sub(1)?;
        } else if is_adverb(line, at) && line.mention_to(at).is_none() {
            at = at.checked_sub(1)?;
        } else {
            break;
        }
    }
    if line.is_mark(at, &[",", ")", "—", "–", "-"]) && !closes_acronym(line, at) {
        return across(line, at);
    }
    if matches!(line.key(at), "who" | "that" | "which" | "que" | "quien" | "quienes") {
        let mut noun = at.checked_sub(1)?;
        if line.is_mark(noun, &[","]) {
            noun = noun.checked_sub(1)?;
        }
        // "Welcomed by Ana Ruiz, who called it", "by Ana Ruiz, a pilot at the port, who called it"
        if let Some((person, start)) = line.mention_to(noun) {
            return Some(Phrase::new(Who::Person(person), start..noun + 1));
        }
        if noun + 1 < at
            && matches!(line.key(at), "who" | "quien")
            && let Some(person) = explained(line, noun)
        {
            return Some(person);
        }
        // "In a report that says": what says it is in front, wherever it stands.
        let found = if pronoun(line, noun).is_some() { None } else { backwards(line, noun) };
        return found.or_else(|| ending(line, noun)).filter(|phrase| !matches!(phrase.who, Who::Pronoun(_)));
    }
    let found = ending(line, at)?;
    Some(whose(line, &found).unwrap_or(found))
}

/// The person whom the words between commas explain, of which `last` is the last.
fn explained(line: &Line<'_>, last: usize) -> Option<Phrase> {
    let comma = segment(line, last)?.checked_sub(1).filter(|&comma| line.is_mark(comma, &[",", "—", "–"]))?;
    let (person, start) = line.mention_to(comma.checked_sub(1)?)?;
    Some(Phrase::new(Who::Person(person), start..comma))
}

/// "The letter that Ana Ruiz left says": the paper in front of the clause about it.
fn whose(line: &Line<'_>, found: &Phrase) -> Option<Phrase> {
    if !matches!(found.who, Who::Person(_)) {
        return None;
    }
    let that = (found.items.start.saturating_sub(3)..found.items.start)
        .rev()
        .find(|&at| matches!(line.key(at), "that" | "que" | "which"))?;
    let noun = that.checked_sub(1).filter(|&noun| line.noun(noun) == Some(Noun::Paper))?;
    ending(line, noun)
}

fn closes_acronym(line: &Line<'_>, at: usize) -> bool {
    line.is_mark(at, &[")"])
        && (2..=6).any(|back| at.checked_sub(back).is_some_and(|open| line.is_mark(open, &["("])))
        && at.checked_sub(1).is_some_and(|last| matches!(line.shape(last), Shape::Upper | Shape::Initial))
}

/// The subject in front of what commas or dashes set apart before the verb: "Ana Ruiz, the mayor, said".
fn across(line: &Line<'_>, comma: usize) -> Option<Phrase> {
    let mut end = comma;
    // "A scientist who took no part, Professor Ana Ruiz of Halle, described": the name that opens what is set apart.
    let mut opening = None;
    for number in 0..4 {
        let last = end.checked_sub(1)?;
        let start = segment(line, last)?;
        let whole =
            ending(line, last).filter(|phrase| phrase.from <= start + 1 || matches!(phrase.who, Who::Person(_)));
        match whole {
            // The last segment is what is set apart, unless it is a name that stands there alone.
            Some(Phrase { who: Who::Person(person), items, .. }) if number > 0 || is_bare(line, start, items.start) => {
                return Some(Phrase::new(Who::Person(person), items));
            }
            Some(phrase) if number > 0 && !matches!(phrase.who, Who::Person(_)) => return opening.or(Some(phrase)),
            _ => {}
        }
        if number == 0 {
            opening = (start..last)
                .find_map(|at| Some((at, line.mention_from(at)?)))
                .filter(|&(at, (_, end))| is_bare(line, start, at) && words::is_link(line.key(end)))
                .map(|(at, (person, end))| Phrase::new(Who::Person(person), at..end));
        }
        if number > 0 && start == 0 {
            return opening;
        }
        end = match start.checked_sub(1) {
            Some(end) if line.is_mark(end, &[",", "—", "–", "-", "("]) => end,
            _ => return opening,
        };
    }
    opening
}

/// Whether nothing but a role or form of address stands between the start of a segment and a name.
fn is_bare(line: &Line<'_>, start: usize, name: usize) -> bool {
    name <= start
        // "Un suizo llamado Ana Ruiz"
        || name - start <= 5 && matches!(line.key(name - 1), "llamado" | "llamada" | "called" | "named")
        || name - start <= 4
            && (start..name).all(|at| {
                line.class(at).is(Class::ROLE | Class::HONORIFIC | Class::MODIFIER | Class::TITLE | Class::NATION)
                    || is_determiner(line, at)
            })
}

/// The first item of the part between commas that ends with `last`.
fn segment(line: &Line<'_>, last: usize) -> Option<usize> {
    let mut at = last;
    for _ in 0..40 {
        if line.is_mark(at, &[",", "—", "–", ";", ":"]) {
            return Some(at + 1);
        }
        let Some(next) = at.checked_sub(1) else { return Some(0) };
        at = next;
    }
    None
}

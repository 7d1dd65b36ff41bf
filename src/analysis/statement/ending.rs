//! The phrase that ends with a word, as before a verb of saying.

use super::super::SpeakerKind;
use super::super::lexicon::Class;
use super::super::token::Shape;
use super::clause;
use super::line::Line;
use super::naming::{LONGEST, Phrase, Who, is_definite, is_determiner, is_genitive, is_indefinite, named, pronoun};
use super::verb::Noun;
use super::words;

/// The phrase that ends with `last`.
pub(super) fn ending(line: &Line<'_>, last: usize) -> Option<Phrase> {
    if line.key(last) == "it" && line.shape(last) != Shape::Upper {
        return Some(Phrase::new(Who::Thing, last..last + 1));
    }
    if let Some(who) = pronoun(line, last) {
        return Some(Phrase::new(who, last..last + 1));
    }
    if let Some((person, start)) = line.mention_to(last) {
        let before = start.checked_sub(1);
        let key = before.map_or("", |before| line.key(before));
        let joined = matches!(key, "and" | "y" | "e");
        if joined && let Some((_, start)) = before.and_then(|at| at.checked_sub(1)).and_then(|at| line.mention_to(at)) {
            return Some(Phrase::new(Who::Named(SpeakerKind::Other), start..last + 1));
        }
        // "Sources of the Moncloa"
        let is_article =
            || before.is_some_and(|at| at > 0 && is_determiner(line, at) && words::is_link(line.key(at - 1)));
        let is_led = before.is_some_and(|lead| clause::is_lead(line, lead)) || is_article();
        if before.is_some_and(|lead| clause::is_dative(line, lead)) {
            return clause::near(line, last + 1);
        }
        if is_led && let Some(phrase) = clause::near(line, last + 1) {
            return Some(phrase);
        }
        if words::is_link(key) || matches!(key, "to" | "with" | "con" | "a") {
            return headed(line, last);
        }
        return Some(Phrase::new(Who::Person(person), start..last + 1));
    }
    headed(line, last)
}

/// The phrase of nouns and names that ends with `last`; "en su cuenta de X" and "at the bank" are where something is said.
fn headed(line: &Line<'_>, last: usize) -> Option<Phrase> {
    let is_place = |phrase: &Phrase| {
        let lead = phrase.from.checked_sub(1).filter(|&lead| line.shape(lead) != Shape::Mark);
        lead.is_some_and(|lead| matches!(line.key(lead), "in" | "on" | "at" | "en" | "desde" | "during" | "durante"))
    };
    // "Sources close to the board", "an email from the council": who or what stands in front of the small word.
    let is_behind = |phrase: &Phrase| {
        let lead = phrase.from.checked_sub(1).filter(|&lead| line.shape(lead) == Shape::Lower);
        lead.is_some_and(|lead| {
            matches!(line.key(lead), "to" | "with" | "near" | "from" | "inside" | "within" | "behind")
        })
    };
    let found = backwards(line, last);
    // "Dijo a los agentes": to whom is not who.
    let is_to = |phrase: &Phrase| {
        let lead = phrase.from.checked_sub(1);
        clause::is_dative(line, phrase.from) || lead.is_some_and(|lead| clause::is_dative(line, lead))
    };
    if found.as_ref().is_some_and(is_to) {
        return None;
    }
    // "An analyst at the bank said": where the words do not begin the clause, they say which or where.
    if found.as_ref().is_none_or(|phrase| !clause::is_start(line, phrase.from))
        && let Some(phrase) = clause::near(line, last + 1)
    {
        return Some(phrase);
    }
    let found = found.filter(|phrase| !is_place(phrase));
    match found {
        Some(phrase) if is_behind(&phrase) => loose(line, last).or(Some(phrase)),
        found => found.or_else(|| loose(line, last)),
    }
}

/// "A source close to the production", "officials at the bank": people, and words that say which.
fn loose(line: &Line<'_>, last: usize) -> Option<Phrase> {
    let mut at = last;
    for _ in 0..10 {
        let is_verb = line.verb(at).is_some() && line.noun(at).is_none() || words::is_finite(line.key(at));
        let is_part = line.is_word(at) || matches!(line.shape(at), Shape::Possessive | Shape::Number);
        if !is_part || is_verb || words::is_clause_word(line.key(at)) {
            return None;
        }
        // "The notice on the door": a paper with its article, whatever says which it is.
        let are_papers = line.noun(at) == Some(Noun::Paper) && line.key(at).ends_with('s') && at < last;
        if are_papers && line.shape(at) == Shape::Lower && is_place(line, at + 1) {
            return Some(Phrase::new(Who::Named(SpeakerKind::Document), at..last + 1));
        }
        let is_paper = at > 0 && line.noun(at) == Some(Noun::Paper) && is_determiner(line, at - 1) && at < last;
        // "En su carta de dos páginas dice": where it is said.
        let is_within =
            at > 1 && matches!(line.key(at - 2), "in" | "on" | "en" | "con" | "with" | "from" | "by" | "por");
        let is_paper = is_paper && line.shape(at) == Shape::Lower && !is_within;
        // "A notice on the door", "un cartel hecho a mano"
        if is_paper && (is_place(line, at + 1) || is_made(line, at + 1)) {
            return Some(Phrase::new(Who::Named(SpeakerKind::Document), at - 1..last + 1));
        }
        let is_one = at > 0
            && (line.noun(at) == Some(Noun::Generic) || line.class(at).is(Class::ROLE))
            && (at.saturating_sub(3)..at).any(|before| is_indefinite(line.key(before)));
        let is_people = (line.noun(at) == Some(Noun::People) || is_one) && line.shape(at) == Shape::Lower;
        if is_people || line.noun(at) == Some(Noun::People) && at == 0 {
            // "A senior official in the ministry"
            let start = (at.saturating_sub(3)..at)
                .rev()
                .take_while(|&before| line.shape(before) == Shape::Lower || before == 0)
                .find(|&before| is_determiner(line, before))
                .unwrap_or(at);
            return Some(Phrase::new(Who::Named(SpeakerKind::Other), start..last + 1));
        }
        at = at.checked_sub(1)?;
    }
    None
}

/// The participle of "made by hand".
fn is_made(line: &Line<'_>, at: usize) -> bool {
    let key = line.key(at);
    line.shape(at) == Shape::Lower
        && (key == "hecho" || ["ado", "ada", "ido", "ida", "ed"].iter().any(|end| key.ends_with(end)))
}

/// A small word that says where a paper is, or whose.
fn is_place(line: &Line<'_>, at: usize) -> bool {
    words::is_link(line.key(at))
        || matches!(
            line.key(at),
            "on" | "in"
                | "at"
                | "from"
                | "en"
                | "outside"
                | "above"
                | "across"
                | "over"
                | "along"
                | "near"
                | "behind"
                | "sobre"
                | "frente"
                | "junto"
        )
}

/// The "El" of "the newspaper El Faro".
fn is_article_of_name(line: &Line<'_>, at: usize) -> bool {
    matches!(line.key(at), "el" | "la" | "los" | "las" | "the")
        && at > 0
        && line.is_word(at - 1)
        && line.is_capital(at + 1)
}

/// The comma in "Ministry of Trade, Industry and Fisheries".
fn is_listed(line: &Line<'_>, at: usize) -> bool {
    line.is_mark(at, &[","])
        && at > 0
        && line.is_capital(at - 1)
        && line.is_capital(at + 1)
        && (at.saturating_sub(6)..at).any(|head| {
            line.class(head).is(Class::ORGANISATION) && line.is_capital(head) && words::is_link(line.key(head + 1))
        })
}

/// A phrase of nouns and names that ends with `last`.
pub(super) fn backwards(line: &Line<'_>, last: usize) -> Option<Phrase> {
    let mut start = last + 1;
    let mut at = last;
    for _ in 0..LONGEST {
        let key = line.key(at);
        if line.is_mark(at, &[")"]) {
            let open = (2..=6).filter_map(|back| at.checked_sub(back)).find(|&open| line.is_mark(open, &["("]))?;
            start = open;
            at = open.checked_sub(1)?;
            continue;
        }
        let is_part = line.is_word(at)
            || matches!(line.shape(at), Shape::Possessive | Shape::Number)
            || is_genitive(line, at)
            || is_listed(line, at);
        let stops = line.shape(at) == Shape::Lower
            && (words::is_clause_word(key)
                || words::is_finite(key)
                || line.verb(at).is_some()
                    && line.noun(at).is_none()
                    // "En su cuenta de X"
                    && !at.checked_sub(1).is_some_and(|before| is_determiner(line, before)))
            || line.class(at).is(Class::TIME) && line.is_capital(at)
            || line.is_capital(at)
                && line.class(at).is(Class::FUNCTION)
                && !is_determiner(line, at)
                && !line.is_name(at)
                && line.shape(at) != Shape::Upper
                && !is_article_of_name(line, at)
                && !at.checked_sub(1).is_some_and(|before| line.is_capital(before) || is_determiner(line, before));
        if !is_part || stops {
            break;
        }
        let is_joint = key == "del" || key == "al" && line.is_capital(at + 1) && at >= 1 && line.is_capital(at - 1);
        if is_joint && at >= 1 && line.is_word(at - 1) && !line.class(at - 1).is(Class::TIME) {
            start = at;
            at -= 1;
            continue;
        }
        let linked = at.checked_sub(1).filter(|&before| {
            words::is_link(line.key(before)) && at >= 2 && (line.is_word(at - 2) || line.shape(at - 2) == Shape::Number)
        });
        if is_determiner(line, at) {
            start = at;
            match linked {
                Some(before) if !line.class(before - 1).is(Class::TIME) => at = before,
                _ => break,
            }
            start = at;
            let Some(next) = at.checked_sub(1) else { break };
            at = next;
            continue;
        }
        start = at;
        let Some(next) = at.checked_sub(1) else { break };
        at = next;
    }
    while start < last
        && line.shape(start) == Shape::Lower
        && (words::joins_name(line.key(start)) || words::is_link(line.key(start)))
        && !is_definite(line, start)
    {
        start += 1;
    }
    // "Later officials", "In Madrid IMSS": small words in front are none of it.
    named(line, start..last + 1)
}

//! What a phrase names: a person, an organisation, a paper, somebody with a role.

use std::ops::Range;

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::super::{Language, SpeakerKind};
use super::line::Line;
use super::verb::{Gender, Noun};
use super::{kin, words};

/// Words of a phrase, at most.
pub(super) const LONGEST: usize = 18;

/// Whom the words mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// A person of the text.
    Person(u32),
    /// "He", "she", "they"; nothing for a verb without a subject.
    Pronoun(Option<Gender>),
    /// "They": several, who were the subject of a sentence.
    They,
    /// The subject of "me dijo": somebody whom the paragraph names.
    Here,
    /// "It": an organisation or a paper.
    Thing,
    /// "I", "we": whoever is speaking.
    Speaker,
    /// "You": whoever is spoken to.
    Listener,
    /// "The minister": somebody with this role.
    Title(String),
    /// "His grandmother": somebody with this relation.
    Kin(String),
    /// "The ministry", "the report": what was named before by a name with this word, or else these words. "A report"
    /// (not definite) goes back only to a name in the same sentence.
    Common { kind: SpeakerKind, key: String, is_definite: bool },
    /// Somebody whom the program cannot tell: "the couple", "they".
    Unknown,
    /// What the words themselves name.
    Named(SpeakerKind),
}

/// Words that name who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Whom they mean.
    pub(super) who: Who,
    /// The items they are.
    pub(super) items: Range<usize>,
    /// The first item of the whole phrase, of which the name may be a part ("the third goal of the UN Agenda").
    pub(super) from: usize,
}

impl Phrase {
    /// The phrase of these items.
    pub(super) const fn new(who: Who, items: Range<usize>) -> Self {
        let from = items.start;
        Self { who, items, from }
    }
}

/// The pronoun a word is.
pub(super) fn pronoun(line: &Line<'_>, at: usize) -> Option<Who> {
    // "él" and "el" are one word when folded.
    Some(match line.str(at) {
        "he" | "He" | "él" | "Él" => Who::Pronoun(Some(Gender::Man)),
        "she" | "She" | "ella" | "Ella" => Who::Pronoun(Some(Gender::Woman)),
        "they" | "They" | "ellos" | "Ellos" | "ellas" | "Ellas" => Who::They,
        "I" | "we" | "We" | "yo" | "Yo" | "nosotros" | "Nosotros" => Who::Speaker,
        "some" | "Some" | "others" | "Others" | "many" | "Many" | "someone" | "somebody" | "Algunos" | "algunos"
        | "Otros" | "otros" | "alguien" | "muchos" | "Muchos"
            if !line.is_word(at + 1) || line.verb(at + 1).is_some() =>
        {
            Who::Unknown
        }
        "One" | "Another" | "Uno" | "Una" | "Otro" | "Otra" if line.verb(at + 1).is_some() => Who::Unknown,
        "one" if matches!(line.key(at + 1), "who" | "that") => Who::Unknown,
        "you" | "You" | "usted" | "Usted" | "ustedes" => Who::Listener,
        _ => return None,
    })
}

/// Words between a verb and its subject that say when or where.
pub(super) fn is_adverb(line: &Line<'_>, at: usize) -> bool {
    let key = line.key(at);
    // "Family", "assembly", "ally"
    let is_noun = || line.noun(at).is_some() || line.class(at).is(Class::ORGANISATION);
    line.class(at).is(Class::TIME)
        || key.len() > 4
            && line.shape(at) == Shape::Lower
            && (key.ends_with("ly") || key.ends_with("mente"))
            && !is_noun()
        || words::is_adverb(key)
}

pub(super) fn is_determiner(line: &Line<'_>, at: usize) -> bool {
    // "UN" and "LA" are names.
    let shape = line.shape(at);
    // "UN" is a name, and so is the "El" of "the newspaper El Faro".
    let is_name = shape == Shape::Capital && at.checked_sub(1).is_some_and(|before| line.is_word(before));
    !matches!(shape, Shape::Upper | Shape::Mark) && !is_name && words::is_determining(line.key(at))
}

pub(super) fn is_definite(line: &Line<'_>, at: usize) -> bool {
    is_determiner(line, at)
        && matches!(
            line.key(at),
            "the" | "el" | "la" | "los" | "las" | "al" | "del" | "este" | "esta" | "dicho" | "dicha" | "this"
        )
}

/// "A", "one", "otra": somebody who was not named before.
pub(super) fn is_indefinite(key: &str) -> bool {
    matches!(key, "a" | "an" | "one" | "another" | "un" | "una" | "otro" | "otra")
}

/// What a phrase without a person's name as its head names.
pub(super) fn named(line: &Line<'_>, items: Range<usize>) -> Option<Phrase> {
    let Range { start, mut end } = items;
    while end > start
        && (words::joins_name(line.key(end - 1)) || words::is_link(line.key(end - 1)) || !is_nameable(line, end - 1))
    {
        end -= 1;
    }
    if start >= end {
        return None;
    }
    // "Smith's lawyer"
    let is_owned = (start..end).any(|at| line.shape(at) == Shape::Possessive);
    let has_determiner = is_determiner(line, start);
    let body = if has_determiner { start + 1 } else { start };
    if body >= end {
        return None;
    }
    // The head is the last noun before a link or bracket: "Ministry of Health", "a spokesman for the Ministry".
    let border = (body..end)
        .find(|&at| {
            at > body
                && (words::is_link(line.key(at))
                    || is_participle(line, at)
                    || line.is_mark(at, &["("])
                    || matches!(line.key(at), "in" | "en" | "at"))
        })
        .unwrap_or(end);
    let head = border - 1;
    let class = line.class(head);
    // "Supporters say": the capital is that of the sentence.
    let lower = line.shape(head) == Shape::Lower || head == 0 && line.noun(head).is_some();
    let whole = |who| Some(Phrase { who, items: body..end, from: start });
    let role = (body..border).rev().find(|&at| line.class(at).is(Class::ROLE) || line.noun(at) == Some(Noun::Generic));
    let noun = line.noun(head);
    if lower {
        return common(line, start..end, border, has_determiner || is_owned);
    }
    // "The Finn", "the Republican"; "the British" are many.
    let is_one = !["sh", "ch", "ese", "ss", "s"].iter().any(|end| line.key(head).ends_with(end));
    if is_definite(line, start) && head == body && body + 1 == end && class.is(Class::NATION) && is_one {
        return whole(Who::Title(line.key(head).to_owned()));
    }
    // "The 34-year-old"
    if is_definite(line, start) && line.key(head).ends_with("-old") {
        return whole(Who::Title(line.key(head).to_owned()));
    }
    // "El artículo 9 de la ley"
    let is_numbered = line.shape(head) == Shape::Number && head > body && line.noun(head - 1) == Some(Noun::Paper);
    if is_numbered && line.shape(head - 1) == Shape::Lower {
        return whole(Who::Named(SpeakerKind::Document));
    }
    if !line.is_capital(head) && (line.shape(head) != Shape::Number || head == body) {
        return None;
    }
    // "Sir," is a form of address.
    let is_address = body + 1 == end && class.is(Class::HONORIFIC);
    if class.is(Class::TIME)
        || is_address
        || class.is(Class::FUNCTION) && head == body && body + 1 == end && line.shape(head) != Shape::Upper
    {
        return None;
    }
    if let Some(role) = role
        && !class.is(Class::IMPERSONAL)
    {
        // "The Prime Minister"
        let key = line.key(role).to_owned();
        return if has_determiner && is_definite(line, start) {
            whole(Who::Title(key))
        } else {
            whole(Who::Named(SpeakerKind::Other))
        };
    }
    let any = |class: Class| (body..border).any(|at| line.class(at).is(class));
    let kind = if noun == Some(Noun::Paper)
        || (body..border).any(|at| line.noun(at) == Some(Noun::Paper) && line.is_capital(at))
    {
        SpeakerKind::Document
    } else if any(Class::ORGANISATION | Class::BRAND) || class.is(Class::PLACE) || line.shape(head) == Shape::Upper {
        SpeakerKind::Organisation
    } else {
        SpeakerKind::Other
    };
    // "The National Rail Union voted": what follows the name is none of it.
    let end = if border < end && is_participle(line, border) { border } else { end };
    // A lower-case word in front of the name ("the former IMSS") is none of it.
    let first = (body..=head)
        .rev()
        .take_while(|&at| is_nameable(line, at) && line.shape(at) != Shape::Lower)
        .last()
        .unwrap_or(head);
    Some(Phrase { who: Who::Named(kind), items: first..end, from: start })
}

/// What a phrase names whose head is a noun in lower case.
fn common(line: &Line<'_>, items: Range<usize>, border: usize, has_determiner: bool) -> Option<Phrase> {
    let Range { start, end } = items;
    let mut head = border - 1;
    let body = if is_determiner(line, start) { start + 1 } else { start };
    // "La autoridad universitaria", "fuentes cercanas": a Spanish noun stands before its adjective.
    let is_known = |at: usize| line.noun(at).is_some() || line.class(at).is(Class::ROLE | Class::ORGANISATION);
    let is_spanish = line.page.piece.language != Some(Language::English);
    if is_spanish && body + 1 == head && !is_known(head) && is_known(body) && line.shape(body) == Shape::Lower {
        head = body;
    }
    let key = line.key(head).to_owned();
    let (class, noun) = (line.class(head), line.noun(head));
    let has_complement = border < end && words::is_link(line.key(border));
    let end = if border < end && is_participle(line, border) { border } else { end };
    let whole = |who| Some(Phrase::new(who, start..end));
    // "Court documents", "placards": several papers need no article.
    let are_papers = noun == Some(Noun::Paper) && key.len() > 4 && key.ends_with('s') && !key.ends_with("ss");
    if noun == Some(Noun::Paper) && (has_determiner || has_complement || are_papers) {
        return if has_complement || are_papers && !has_determiner {
            whole(Who::Named(SpeakerKind::Document))
        } else {
            whole(Who::Common { kind: SpeakerKind::Document, key, is_definite: is_definite(line, start) })
        };
    }
    // "His grandmother", "la madre", "the boy's father"
    if has_determiner && kin::is_kin(&key) && !is_indefinite(line.key(start)) {
        return whole(Who::Kin(key));
    }
    if noun == Some(Noun::People) {
        return whole(Who::Named(SpeakerKind::Other));
    }
    let definite = is_definite(line, start);
    // "La autoridad" is a person, "la Autoridad Portuaria" is none.
    if class.is(Class::ROLE) || noun == Some(Noun::Generic) || key == "autoridad" {
        let is_plural = key.ends_with('s') && key.len() > 4;
        return if definite && !is_plural {
            whole(Who::Title(key))
        } else if has_determiner || is_plural {
            whole(Who::Named(SpeakerKind::Other))
        } else {
            None
        };
    }
    if (class.is(Class::ORGANISATION) || noun == Some(Noun::Body)) && has_determiner {
        return if has_complement {
            whole(Who::Named(SpeakerKind::Organisation))
        } else {
            whole(Who::Common { kind: SpeakerKind::Organisation, key, is_definite: is_definite(line, start) })
        };
    }
    // "The third goal of the UN 2030 Agenda": the name in it speaks.
    if has_complement {
        let next = border + 1;
        return named(line, next..end).map(|phrase| Phrase { from: start, ..phrase }).filter(|phrase| {
            matches!(phrase.who, Who::Named(SpeakerKind::Organisation | SpeakerKind::Document))
                && line.is_capital(phrase.items.start)
        });
    }
    None
}

/// "Ruiz’s office": what somebody has, and what can speak.
pub(super) fn body_of(line: &Line<'_>, from: usize) -> Option<Phrase> {
    let (_, end) = line.mention_from(from).filter(|&(_, end)| line.shape(end) == Shape::Possessive)?;
    let noun = (end + 1..end + 4).take_while(|&at| line.shape(at) == Shape::Lower).find(|&at| {
        line.class(at).is(Class::ORGANISATION)
            || matches!(line.key(at), "office" | "lawyers" | "staff" | "team" | "campaign")
    })?;
    Some(Phrase::new(Who::Named(SpeakerKind::Organisation), from..noun + 1))
}

/// "A report released last week": the noun before it is the head.
fn is_participle(line: &Line<'_>, at: usize) -> bool {
    let key = line.key(at);
    line.shape(at) == Shape::Lower
        && line.noun(at).is_none()
        && key.len() > 4
        && ["ed", "ado", "ada", "ido", "ida"].iter().any(|end| key.ends_with(end))
}

/// The apostrophe of "Workers’ Association".
pub(super) fn is_genitive(line: &Line<'_>, at: usize) -> bool {
    line.is_mark(at, &["’", "'"]) && at > 0 && line.is_capital(at - 1) && line.is_capital(at + 1)
}

fn is_nameable(line: &Line<'_>, at: usize) -> bool {
    line.is_word(at)
        || is_genitive(line, at)
        || matches!(line.shape(at), Shape::Number | Shape::Possessive)
        || line.is_mark(at, &[")"])
}

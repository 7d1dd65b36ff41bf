//! Who answers in an interview.

use super::super::lexicon::{Class, Lexicon, fold};
use super::super::reading::{Piece, Reading};
use super::super::{Person, PersonKind, Speaker, SpeakerKind};
use crate::document::{Anchor, BlockKind};

/// What leads to whoever was asked: "an interview with", "spoke to".
const ASKS: [&str; 10] = [
    "interview",
    "spoke to",
    "spoke with",
    "talked to",
    "talks to",
    "sat down with",
    "entrevista",
    "conversa",
    "habló con",
    "habla con",
];

/// The one who answers: whom the labels name, the only person in the title, or the one whom the introduction is about.
pub(super) fn find(
    reading: &Reading<'_>,
    people: &[Person],
    mentions: &[(Anchor, u32)],
    asking: &[String],
    answering: &[(String, u32)],
) -> Option<Speaker> {
    let first = first_question(reading);
    // Whoever asks under a label is not the one who answers, nor is the writer.
    let asks = |person: &Person| asking.iter().any(|label| is_label_of(label, &person.name));
    let is_key =
        |number: u32| people.get(number as usize).is_some_and(|person| person.kind == PersonKind::Key && !asks(person));
    // Whoever took the pictures is named beside the text and not in it.
    let is_beside = |at: Anchor| {
        let piece = reading.pieces.get(at.block as usize);
        piece.is_some_and(|piece| matches!(piece.kind, BlockKind::Caption | BlockKind::Byline | BlockKind::Contact))
    };
    let introduction = mentions.iter().copied().take_while(|(at, _)| at.block < first);
    let introduction: Vec<(Anchor, u32)> = introduction.filter(|&(at, _)| !is_beside(at)).collect();
    let before: Vec<(Anchor, u32)> = introduction.iter().copied().filter(|&(_, person)| is_key(person)).collect();
    let in_title =
        |at: Anchor| reading.pieces.get(at.block as usize).is_some_and(|piece| piece.kind == BlockKind::Title);
    let titled: Vec<(Anchor, u32)> = before.iter().copied().filter(|&(at, _)| in_title(at)).collect();
    let (at, person) = named_by(answering, mentions)
        .or_else(|| only(&titled))
        .or_else(|| only(&before))
        .or_else(|| asked(reading, &introduction).filter(|&(_, person)| is_key(person)))
        .or_else(|| introduced(reading, &before))
        .or_else(|| most(&before))?;
    Some(Speaker { kind: SpeakerKind::Person, person: Some(person), at })
}

fn first_question(reading: &Reading<'_>) -> u32 {
    reading.pieces.iter().find(|piece| piece.kind == BlockKind::Question).map_or(u32::MAX, |piece| piece.block)
}

/// Labels of paragraphs that do not ask, with the only person each may mean.
pub(super) fn labelled(reading: &Reading<'_>, people: &[Person], asking: &[String]) -> Vec<(String, u32)> {
    const MOST: usize = 16;
    let mut found: Vec<(String, u32)> = Vec::new();
    for piece in reading.pieces.iter().filter(|piece| piece.kind == BlockKind::Paragraph) {
        let Some(label) = name_before_colon(piece.text) else { continue };
        if found.len() >= MOST || asking.contains(&label) || found.iter().any(|(known, _)| *known == label) {
            continue;
        }
        let mut fitting = (people.iter().zip(0_u32..)).filter(|(person, _)| is_label_of(&label, &person.name));
        if let (Some((_, number)), None) = (fitting.next(), fitting.next()) {
            found.push((label, number));
        }
    }
    found
}

/// A label that names an office and nobody.
#[derive(Debug)]
pub(super) struct Office {
    pub(super) label: String,
    /// The only person whose role it is.
    pub(super) person: Option<u32>,
    /// Where the head names who holds it.
    pub(super) named: Option<Anchor>,
}

/// Labels in capitals of several paragraphs that neither ask nor name somebody, with the only person whose role they are.
pub(super) fn offices(
    reading: &Reading<'_>,
    people: &[Person],
    asking: &[String],
    answering: &[(String, u32)],
) -> Vec<Office> {
    const MOST: usize = 16;
    let mut found: Vec<(String, usize)> = Vec::new();
    for piece in reading.pieces.iter().filter(|piece| piece.kind == BlockKind::Paragraph) {
        let Some(label) = name_before_colon(piece.text) else { continue };
        let letters = label.chars().filter(|letter| letter.is_alphabetic());
        let is_plain = letters.clone().count() > 2 && letters.clone().all(char::is_uppercase);
        // "Answer:" stands for nobody.
        let is_office =
            is_plain && !matches!(&*fold(&label), "answer" | "respuesta" | "a" | "r" | "question" | "pregunta");
        if !is_office || asking.contains(&label) || answering.iter().any(|(known, _)| *known == label) {
            continue;
        }
        if let Some((_, count)) = found.iter_mut().find(|(known, _)| *known == label) {
            *count += 1;
        } else if found.len() < MOST {
            found.push((label, 1));
        }
    }
    let first = first_question(reading);
    let is_role = |person: &Person, label: &str| {
        // Roles that are stated in answers are those of others.
        let has = |at: Anchor| fold(reading.document.text(at).unwrap_or_default()).split(' ').any(|word| word == label);
        person.roles.iter().any(|&at| at.block < first && has(at))
    };
    let person = |label: &str| {
        let label = fold(label);
        let mut fitting = people.iter().zip(0_u32..).filter(|(person, _)| is_role(person, &label));
        fitting.next().filter(|_| fitting.next().is_none()).map(|(_, number)| number)
    };
    let again = found.into_iter().filter(|&(_, count)| count > 1);
    again
        .map(|(label, _)| {
            let person = person(&label);
            let named = if person.is_none() { head_of(reading, &label) } else { None };
            Office { label, person, named }
        })
        .collect()
}

/// Where the head names the one who holds an office, with the office on the same line or on the next: "The Hon Ana Beck MP",
/// "Minister for Transport" for "MINISTER:". Those who are named there only are nobody of the people.
pub(super) fn head_of(reading: &Reading<'_>, label: &str) -> Option<Anchor> {
    const HEAD: usize = 6;
    const LINE: usize = 80;
    let label = fold(label);
    let is_line = |piece: &&Piece<'_>| {
        matches!(piece.kind, BlockKind::Boilerplate | BlockKind::Byline | BlockKind::Paragraph)
            && piece.text.len() <= LINE
            && !piece.text.ends_with(['.', ':', '?'])
    };
    let lines: Vec<&Piece<'_>> = reading.pieces.iter().take(HEAD).filter(is_line).collect();
    // "Minister for Transport" begins with the office; "Ministers" are several.
    let is_office = |text: &str| fold(text).split(' ').next().is_some_and(|first| first == label);
    let mut found = lines.windows(2).filter_map(|pair| {
        let [name, office] = pair else { return None };
        is_office(office.text).then(|| titled_name(name)).flatten()
    });
    found.next().filter(|_| found.next().is_none())
}

/// The name of a line that is nothing but a name with what is said in front of it and behind: "The Hon Ana Beck MP".
fn titled_name(piece: &Piece<'_>) -> Option<Anchor> {
    const PARTS: std::ops::RangeInclusive<usize> = 2..=4;
    let is_title = |at: &usize| {
        let word = fold(piece.str(*at));
        matches!(&*word, "the" | "rt" | "." | "hon" | "right" | "honourable")
            || Lexicon::get().word(&word).is(Class::HONORIFIC)
    };
    let start = (0..piece.tokens.len()).find(|at| !is_title(at))?;
    // The letters of seats and degrees.
    let is_letters = |at: usize| {
        let word = piece.str(at);
        word == "," || word.len() <= 4 && word.chars().all(char::is_uppercase)
    };
    let mut end = piece.tokens.len();
    while end > start && is_letters(end - 1) {
        end -= 1;
    }
    let is_part =
        |at: usize| piece.str(at).starts_with(char::is_uppercase) && piece.str(at).contains(char::is_lowercase);
    (start > 0 && PARTS.contains(&(end - start)) && (start..end).all(is_part)).then(|| piece.anchor(start..end))
}

/// The only person whom labels name.
fn named_by(labels: &[(String, u32)], mentions: &[(Anchor, u32)]) -> Option<(Anchor, u32)> {
    let &(_, person) = labels.first()?;
    let is_alone = labels.iter().all(|&(_, other)| other == person);
    mentions.iter().copied().find(|&(_, other)| other == person).filter(|_| is_alone)
}

/// Whether a label stands for a name: its initials, its first name, its surname, or all of it.
pub(super) fn is_label_of(label: &str, name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let first = |word: &&str| word.chars().next().filter(|letter| letter.is_uppercase());
    let initials: Vec<char> = words.iter().filter_map(first).collect();
    let letters: Vec<char> = label.chars().filter(|letter| letter.is_alphabetic()).collect();
    // "K.M." and "KM" for Kaisa Mäkelä, and for Kaisa Anna Mäkelä as well; "KAM" and "KA" too.
    let is_short = letters.len() >= 2 && letters.len() <= 4 && letters.iter().all(|letter| letter.is_uppercase());
    let is_initials = is_short
        && letters.first() == initials.first()
        && (letters == initials
            || initials.starts_with(&letters)
            || letters.len() == 2 && letters.last() == initials.last());
    let label = fold(label);
    let name = fold(name);
    is_initials || name == label || label.len() > 2 && name.split(' ').any(|word| word == label)
}

/// What stands before a colon at the start of a text, if it may be the name of who speaks.
pub(super) fn name_before_colon(text: &str) -> Option<String> {
    const LONGEST: usize = 40;
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (name, _) = text.get(..end)?.split_once(": ")?;
    (name.split(' ').count() <= 4 && !name.contains(['?', '!', ',']) && !name.contains(". ")).then(|| name.to_owned())
}

/// The person with whose name the introduction begins.
fn introduced(reading: &Reading<'_>, mentions: &[(Anchor, u32)]) -> Option<(Anchor, u32)> {
    let first = mentions.iter().find(|(at, _)| {
        reading.pieces.get(at.block as usize).is_some_and(|piece| piece.kind == BlockKind::Paragraph)
    })?;
    let opens = reading.document.blocks.get(first.0.block as usize).is_some_and(|block| {
        let before = block.text.get(..first.0.start as usize).unwrap_or_default();
        before.split_whitespace().count() <= 1
    });
    opens.then_some(*first)
}

/// The first mention of the one of whom the introduction speaks most: more than once, and twice as often as of anybody else.
fn most(mentions: &[(Anchor, u32)]) -> Option<(Anchor, u32)> {
    let count = |person: u32| mentions.iter().filter(|&&(_, other)| other == person).count();
    let (at, person) = mentions.iter().copied().max_by_key(|&(at, person)| (count(person), std::cmp::Reverse(at)))?;
    let others = mentions.iter().filter(|&&(_, other)| other != person).map(|&(_, other)| count(other)).max();
    (count(person) > 1 && count(person) >= 2 * others.unwrap_or(0)).then_some((at, person))
}

/// The first mention, when all are of one person.
fn only(mentions: &[(Anchor, u32)]) -> Option<(Anchor, u32)> {
    let &(at, first) = mentions.first()?;
    mentions.iter().all(|&(_, person)| person == first).then_some((at, first))
}

/// The first person behind "interview with", "spoke to". Behind "interviewed by" is who asked.
fn asked(reading: &Reading<'_>, mentions: &[(Anchor, u32)]) -> Option<(Anchor, u32)> {
    /// How far behind the verb, in bytes.
    const FAR: usize = 90;
    let mut last = Anchor::default();
    mentions.iter().copied().find(|&(at, _)| {
        let text = reading.document.blocks.get(at.block as usize).map_or("", |block| &block.text);
        // From the mention before: "she talks to Ana about Chekhov" asks one.
        let from = if last.block == at.block { last.end as usize } else { 0 };
        let mut start = from.max((at.start as usize).saturating_sub(FAR));
        while !text.is_char_boundary(start) {
            start += 1;
        }
        last = at;
        let before = text.get(start..at.start as usize).unwrap_or_default().to_lowercase();
        let behind = ASKS.iter().find_map(|words| before.split_once(words).map(|(_, behind)| behind));
        behind.is_some_and(|behind| !behind.split_whitespace().any(|word| matches!(word, "by" | "por")))
    })
}

//! Interviews: who answers, and which paragraphs are answers.

use std::collections::HashMap;

use super::super::lexicon::fold;
use super::super::reading::Reading;
use super::super::token::offset;
use super::super::{Grade, Person, PersonKind, Speaker, SpeakerKind, Statement, StatementKind};
use super::line::Page;
use crate::document::{Anchor, BlockKind};

/// Words that a note of the editors has.
const NOTES: &[&str] = &[
    "this interview was",
    "interview has been",
    "interview was edited",
    "interview was conducted",
    "edited for length",
    "edited for clarity",
    "esta entrevista",
    "entrevista fue editada",
    "interviewed by",
    "la conversación fue editada",
];

/// What answers an interviewer.
#[derive(Debug)]
pub(super) struct Interview {
    speaker: Option<Speaker>,
    has_begun: bool,
    is_over: bool,
    /// The names before the colon with which questions begin.
    asking: Vec<String>,
    /// The people whom other labels mean ("KM:", "Kaisa:", "MÄKELÄ:"), by label.
    answering: Vec<(String, u32)>,
}

/// An answer: who gives it, and why that is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer {
    speaker: Option<Speaker>,
    grade: Grade,
    why: &'static str,
    /// Bytes of a label in front of the answer.
    label: usize,
    evidence: Option<Anchor>,
}

impl Interview {
    /// Looks for the one who answers: the only person in the title, or the one whom the introduction is about.
    pub(super) fn of(reading: &Reading<'_>, people: &[Person], mentions: &[(Anchor, u32)]) -> Self {
        let first =
            reading.pieces.iter().find(|piece| piece.kind == BlockKind::Question).map_or(u32::MAX, |piece| piece.block);
        let questions = reading.pieces.iter().filter(|piece| piece.kind == BlockKind::Question);
        let mut asking: Vec<String> = questions.filter_map(|piece| name_before_colon(piece.text)).collect();
        asking.sort_unstable();
        asking.dedup();
        // Whoever asks under a label is not the one who answers.
        let asks = |person: &Person| asking.iter().any(|label| is_label_of(label, &person.name));
        let is_key = |person: u32| {
            people.get(person as usize).is_some_and(|person| person.kind == PersonKind::Key && !asks(person))
        };
        let before: Vec<(Anchor, u32)> =
            mentions.iter().copied().filter(|&(at, person)| at.block < first && is_key(person)).collect();
        let in_title =
            |at: Anchor| reading.pieces.get(at.block as usize).is_some_and(|piece| piece.kind == BlockKind::Title);
        let titled: Vec<(Anchor, u32)> = before.iter().copied().filter(|&(at, _)| in_title(at)).collect();
        let answering = labelled(reading, people, &asking);
        let choice = named_by(&answering, mentions)
            .or_else(|| only(&titled))
            .or_else(|| only(&before))
            .or_else(|| asked(reading, &before))
            .or_else(|| introduced(reading, &before));
        let speaker = choice.map(|(at, person)| Speaker { kind: SpeakerKind::Person, person: Some(person), at });
        Self { speaker, has_begun: false, is_over: false, asking, answering }
    }

    /// Who answers.
    pub(super) const fn speaker(&self) -> Option<Speaker> {
        self.speaker
    }

    /// Whether the block is an answer.
    pub(super) fn answer(&mut self, page: &Page<'_>) -> Option<Answer> {
        // "The Courier: They say that you left early." asks without a mark.
        let asks = || name_before_colon(page.piece.text).is_some_and(|name| self.asking.binary_search(&name).is_ok());
        if page.piece.kind == BlockKind::Question || asks() {
            (self.has_begun, self.is_over) = (true, false);
            return None;
        }
        if !self.has_begun || self.is_over || page.lines.is_empty() {
            return None;
        }
        let line = page.line(0);
        // "RUIZ: We began in 1998."
        if let Some((person, end)) = line.mention_from(0).filter(|&(_, end)| line.is_mark(end, &[":"])) {
            let at = line.anchor(0..end);
            let speaker = Speaker { kind: SpeakerKind::Person, person: Some(person), at };
            let label = line.anchor(0..end + 1).end as usize;
            return Some(Answer {
                speaker: Some(speaker),
                grade: Grade::Cue,
                why: "the answer begins with the name",
                label,
                evidence: Some(at),
            });
        }
        // "KM: We began in 1998."
        let name = name_before_colon(page.piece.text);
        if let Some((label, person)) = name.and_then(|label| self.answering.iter().find(|(known, _)| *known == label)) {
            let at = Anchor { block: page.piece.block, start: 0, end: offset(label.len()) };
            return Some(Answer {
                speaker: Some(Speaker { kind: SpeakerKind::Person, person: Some(*person), at }),
                grade: Grade::Cue,
                why: "the label before the colon stands for the name",
                label: label.len() + 1,
                evidence: Some(at),
            });
        }
        let lower = page.piece.text.get(..page.piece.text.len().min(400)).map(str::to_lowercase).unwrap_or_default();
        let is_note = NOTES.iter().any(|note| lower.contains(note))
            || page.piece.text.starts_with(['(', '[']) && page.piece.text.ends_with([')', ']']);
        let names = line
            .mention_from(0)
            .is_some_and(|(person, _)| self.speaker.is_some_and(|speaker| speaker.person == Some(person)));
        if is_note || names {
            // What is said about the one who answers is said by somebody else.
            self.is_over = true;
            return None;
        }
        let label = label(page.piece.text);
        Some(Answer {
            speaker: self.speaker,
            grade: if self.speaker.is_some() { Grade::Inferred } else { Grade::Unattributed },
            why: if self.speaker.is_some() {
                "an answer in an interview with this person"
            } else {
                "the text does not say who answers"
            },
            label,
            evidence: self.speaker.map(|speaker| speaker.at),
        })
    }
}

/// Labels of paragraphs that do not ask, with the only person each may mean.
fn labelled(reading: &Reading<'_>, people: &[Person], asking: &[String]) -> Vec<(String, u32)> {
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
fn name_before_colon(text: &str) -> Option<String> {
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

/// The first mention, when all are of one person.
fn only(mentions: &[(Anchor, u32)]) -> Option<(Anchor, u32)> {
    let &(at, first) = mentions.first()?;
    mentions.iter().all(|&(_, person)| person == first).then_some((at, first))
}

/// The person behind "interview with", "spoke to".
fn asked(reading: &Reading<'_>, mentions: &[(Anchor, u32)]) -> Option<(Anchor, u32)> {
    let is_led = |at: Anchor| {
        let text = reading.document.blocks.get(at.block as usize).map_or("", |block| &block.text);
        let before = text.get(..at.start as usize).unwrap_or_default();
        let mut start = before.len().saturating_sub(90);
        while !before.is_char_boundary(start) {
            start += 1;
        }
        let before = before.get(start..).unwrap_or_default().to_lowercase();
        [
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
        ]
        .iter()
        .any(|words| before.contains(words))
    };
    let named = mentions.iter().copied().find(|&(at, _)| is_led(at))?;
    // "As she retires, Ana Ruiz talks to Ben Cole": who is named more often is the one whom it is about.
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for &(_, person) in mentions {
        *counts.entry(person).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or_default();
    let is_most = |person: u32| counts.get(&person) == Some(&most);
    if is_most(named.1) { Some(named) } else { mentions.iter().copied().find(|&(_, person)| is_most(person)) }
}

/// Bytes of "A:" in front of an answer.
fn label(text: &str) -> usize {
    ["A:", "R:", "A.", "R.", "Answer:", "Respuesta:"]
        .iter()
        .find(|label| text.starts_with(**label))
        .map_or(0, |label| label.len())
}

/// The statement of an answer; nothing when it is empty.
pub(super) fn statement(page: &Page<'_>, answer: Answer) -> Option<Statement> {
    let text = page.piece.text.get(answer.label..)?;
    let start = answer.label + (text.len() - text.trim_start().len());
    if text.trim().is_empty() {
        return None;
    }
    Some(Statement {
        kind: StatementKind::Answer,
        at: Anchor { block: page.piece.block, start: offset(start), end: offset(page.piece.text.len()) },
        grade: answer.grade,
        speaker: answer.speaker,
        evidence: answer.evidence,
        verb: None,
        why: answer.why.into(),
    })
}

//! Which paragraphs of an interview are answers.

use super::super::lexicon::fold;
use super::super::reading::{Piece, Reading};
use super::super::token::offset;
use super::super::words::Words;
use super::super::{Grade, Person, Speaker, SpeakerKind, Statement, StatementKind};
use super::interviewee::{self, Office, labelled, name_before_colon};
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

/// Words by which somebody speaks of themselves, folded.
static OWN: Words = Words::new(
    "i me my mine myself we us our ours ourselves yo mi mis conmigo nosotros nosotras nos nuestro nuestra \
                   nuestros nuestras soy estoy tengo hago creo voy tuve hice dije estuve puse pude supe quise somos estamos \
                   tenemos hacemos vamos hemos",
);

/// What answers an interviewer.
#[derive(Debug)]
pub(super) struct Interview {
    speaker: Option<Speaker>,
    /// Whether answers begin with a dash or a label of their own.
    is_marked: bool,
    has_begun: bool,
    is_over: bool,
    /// The names before the colon with which questions begin.
    asking: Vec<String>,
    /// The people whom other labels mean ("KM:", "Kaisa:", "MÄKELÄ:"), by label.
    answering: Vec<(String, u32)>,
    /// Labels that come back and name nobody ("MINISTER:"), with who holds the office.
    offices: Vec<Office>,
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
    /// Looks for the one who answers, and for how answers are marked.
    pub(super) fn of(reading: &Reading<'_>, people: &[Person], mentions: &[(Anchor, u32)]) -> Self {
        let questions = reading.pieces.iter().filter(|piece| piece.kind == BlockKind::Question);
        let mut asking: Vec<String> = questions.filter_map(|piece| name_before_colon(piece.text)).collect();
        asking.sort_unstable();
        asking.dedup();
        let answering = labelled(reading, people, &asking);
        let speaker = interviewee::find(reading, people, mentions, &asking, &answering);
        let offices = interviewee::offices(reading, people, &asking, &answering);
        let is_marked = is_marked(reading);
        Self { speaker, is_marked, has_begun: false, is_over: false, asking, answering, offices }
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
        // "MINISTER: We began in 1998."
        let name = name_before_colon(page.piece.text);
        if let Some(office) = name.and_then(|label| self.offices.iter().find(|office| office.label == label)) {
            let at = Anchor { block: page.piece.block, start: 0, end: offset(office.label.len()) };
            let is_known = office.person.is_some() || office.named.is_some();
            let kind = if is_known { SpeakerKind::Person } else { SpeakerKind::Other };
            let is_inferred = office.named.is_some();
            return Some(Answer {
                speaker: Some(Speaker { kind, person: office.person, at: office.named.unwrap_or(at) }),
                grade: if is_inferred { Grade::Inferred } else { Grade::Cue },
                why: if is_inferred {
                    "the head of the text names who holds the office of the label"
                } else {
                    "the label before the colon says who answers"
                },
                label: office.label.len() + 1,
                evidence: Some(at),
            });
        }
        let lower = page.piece.text.get(..page.piece.text.len().min(400)).map(str::to_lowercase).unwrap_or_default();
        let is_contact = page.piece.kind == BlockKind::Contact || is_labelled_contact(page.piece.text);
        let is_note = is_contact
            || NOTES.iter().any(|note| lower.contains(note))
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
        // "The bell rings. It is a girl of ten." is told by the writer.
        if self.is_marked && label == 0 && !speaks_of_itself(page.piece) {
            return None;
        }
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

/// Whether a line says whom to ask: "Media contact: Ana Beck, 555 0101".
fn is_labelled_contact(text: &str) -> bool {
    const WORDS: &[&str] = &["contact", "contacts", "enquiries", "inquiries", "contacto", "contactos"];
    const LONGEST: usize = 30;
    let label = text.split_once(':').map(|(label, _)| label).filter(|label| label.len() <= LONGEST);
    label.is_some_and(|label| fold(label).split(' ').any(|word| WORDS.contains(&word)))
}

/// Whether what stands behind questions begins with a mark, all but once or twice.
fn is_marked(reading: &Reading<'_>) -> bool {
    let pairs = reading.pieces.iter().zip(reading.pieces.iter().skip(1));
    let behind = pairs.filter(|(piece, next)| piece.kind == BlockKind::Question && next.kind != BlockKind::Question);
    let (marked, bare): (Vec<_>, Vec<_>) = behind.partition(|(_, next)| label(next.text) > 0);
    marked.len() > 1 && marked.len() > 4 * bare.len()
}

/// Whether the writer of the piece speaks of himself.
fn speaks_of_itself(piece: &Piece<'_>) -> bool {
    let own = |word: &str| word.split(['\'', '’']).next().is_some_and(|word| OWN.has(&fold(word)));
    (0..piece.tokens.len()).any(|at| own(piece.str(at)))
}

/// Bytes of "A:" or of the dash in front of an answer.
fn label(text: &str) -> usize {
    ["A:", "R:", "A.", "R.", "Answer:", "Respuesta:", "—", "–", "―", "- "]
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

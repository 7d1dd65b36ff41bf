//! Transcripts: paragraphs that begin with the name of who speaks, in capitals ("SENATOR RUIZ: …", "AR: …").
//!
//! Interviews are the business of `answer`. Here nobody is asked rather than another: whoever has the label says what follows.

use std::collections::HashMap;

use super::super::lexicon::{Class, Lexicon, fold};
use super::super::reading::Reading;
use super::super::token::offset;
use super::super::{Grade, Person, Speaker, SpeakerKind, Statement, StatementKind};
use super::interviewee::is_label_of;
use super::line::Page;
use crate::document::{Anchor, BlockKind};

/// Labelled paragraphs that make a transcript, and how many speakers have two of them. A release that says "WHO: … WHERE: …"
/// has each label once.
const LEAST: (usize, usize) = (4, 2);

/// Who speaks under which label; somebody whom the text does not name otherwise is nobody of the people.
#[derive(Debug)]
pub(super) struct Transcript(HashMap<String, Option<u32>>);

impl Transcript {
    /// The labels of a transcript; nothing when the text is none.
    pub(super) fn of(reading: &Reading<'_>, people: &[Person]) -> Option<Self> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for piece in reading.pieces.iter().filter(|piece| is_turn(piece.kind)) {
            if let Some(label) = label(piece.text) {
                *counts.entry(label).or_default() += 1;
            }
        }
        let all: usize = counts.values().sum();
        let again = counts.values().filter(|&&count| count > 1).count();
        if all < LEAST.0 || again < LEAST.1 {
            return None;
        }
        let labels = counts.into_keys().map(|label| {
            let person = person(&label, people);
            (label, person)
        });
        Some(Self(labels.collect()))
    }

    /// What is said in a labelled paragraph.
    pub(super) fn turn(&self, page: &Page<'_>) -> Option<Statement> {
        let text = page.piece.text;
        let label = label(text).filter(|_| is_turn(page.piece.kind))?;
        let &person = self.0.get(&label)?;
        let said = text.get(label.len() + 1..)?;
        let start = text.len() - said.trim_start().len();
        let anchor =
            |start: usize, end: usize| Anchor { block: page.piece.block, start: offset(start), end: offset(end) };
        let at = anchor(0, label.len());
        let kind = if person.is_some() { SpeakerKind::Person } else { SpeakerKind::Other };
        // Who only asks states nothing.
        let is_asked = said.trim_end().ends_with('?');
        (start < text.len() && !is_asked).then(|| Statement {
            kind: StatementKind::Answer,
            at: anchor(start, text.len()),
            grade: Grade::Cue,
            speaker: Some(Speaker { kind, person, at }),
            evidence: Some(at),
            verb: None,
            why: "the label before the colon says who speaks".into(),
        })
    }
}

fn is_turn(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Question)
}

/// A label in capitals: "SENATOR RUIZ", "MS. RUIZ", "AR".
fn label(text: &str) -> Option<String> {
    const WORDS: usize = 5;
    let (name, _) = text.split_once(": ").filter(|(name, _)| name.split(' ').count() <= WORDS)?;
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let plain = |letter: char| letter.is_uppercase() || matches!(letter, ' ' | '.' | '-' | '’' | '\'');
    (letters > 1 && name.chars().all(plain)).then(|| name.to_owned())
}

/// The only person whom a label means, titles aside.
fn person(label: &str, people: &[Person]) -> Option<u32> {
    let is_title = |word: &&str| {
        Lexicon::get().word(&fold(word)).is(Class::HONORIFIC | Class::TITLE | Class::ROLE | Class::MODIFIER)
    };
    let name: Vec<&str> = label.split(' ').skip_while(is_title).collect();
    let name = name.join(" ");
    let last = name.rsplit(' ').next().unwrap_or_default();
    let fits = |person: &Person| is_label_of(&name, &person.name) || is_label_of(last, &person.name);
    let mut fitting = people.iter().zip(0_u32..).filter(|(person, _)| !name.is_empty() && fits(person));
    fitting.next().filter(|_| fitting.next().is_none()).map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::super::super::analyse;
    use super::super::super::testing::document;

    /// `SPEAKER: words` for everything that is said.
    fn said(text: &str) -> Vec<String> {
        let document = document(text);
        let statements = analyse(&document, &|| false).statements;
        let text = |at| document.text(at).unwrap_or_default();
        statements
            .iter()
            .map(|one| format!("{}: {}", one.speaker.map_or("", |who| text(who.at)), text(one.at)))
            .collect()
    }

    #[test]
    fn labels_in_capitals_say_who_speaks_and_questions_state_nothing() {
        let text = "Ines Calloway, harbour master, met Senator Dele Marsh.\n\nSENATOR MARSH: How many tugs are there?\n\n\
                    MS. CALLOWAY: Two, and one is broken.\n\nSENATOR MARSH: That is too few.\n\n\
                    MS. CALLOWAY: We know.\n\nTHE CLERK: It is late.";
        let expected = [
            "MS. CALLOWAY: Two, and one is broken.",
            "SENATOR MARSH: That is too few.",
            "MS. CALLOWAY: We know.",
            "THE CLERK: It is late.",
        ];
        assert_eq!(said(text), expected);
    }

    #[test]
    fn labels_that_do_not_come_back_make_no_transcript() {
        let text = "WHAT: A concert.\n\nWHO: The city choir.\n\nWHEN: On Friday.\n\nWHERE: In the town hall.";
        assert!(said(text).is_empty());
    }

    #[test]
    fn the_next_dash_of_a_dialogue_is_not_the_same_speaker() {
        let text = "La capitana, Inés Calloway, no oculta su enfado.\n\n—Tenemos dos y uno está roto —dice Calloway—.\n\n\
                    —¿Y si lo reclaman mañana?";
        assert_eq!(said(text), ["Calloway: Tenemos dos y uno está roto", ": ¿Y si lo reclaman mañana?"]);
    }

    #[test]
    fn who_is_spoken_of_and_who_is_not_known_did_not_speak_before() {
        let text = "Zbigniew Malec has built organs for years.\n\nYamaha sent a delegation led by Kenji Moriyama. “I told Mr \
                    Moriyama that my grandfather would come back,” he says.";
        assert_eq!(said(text), [": I told Mr Moriyama that my grandfather would come back,"]);
        let text = "Lo confirmó su dueña, Nieves Oñate, nieta de Teófilo Oñate.\n\n«No vienen ni los domingos», se queja Xuri.";
        assert_eq!(said(text), [": No vienen ni los domingos"]);
    }
}

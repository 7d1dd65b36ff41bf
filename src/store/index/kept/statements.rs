//! The form of the statements of an analysis.

use std::collections::BTreeMap;

use super::archive::{Archive, Near, nearest};
use super::odds::{Number, Odds, Pass};
use super::reasons::{self, Sentence};
use crate::analysis::{Grade, Person, Speaker, SpeakerKind, Statement, StatementKind};
use crate::document::Anchor;

const KINDS: [StatementKind; 3] = [StatementKind::Direct, StatementKind::Reported, StatementKind::Answer];
const GRADES: [Grade; 4] = [Grade::Cue, Grade::Carried, Grade::Inferred, Grade::Unattributed];
const SPEAKERS: [SpeakerKind; 4] =
    [SpeakerKind::Person, SpeakerKind::Organisation, SpeakerKind::Document, SpeakerKind::Other];

/// Odds of statements.
#[derive(Debug, Clone, Default)]
struct Statements {
    kind: [Odds; 3],
    by_kind: BTreeMap<StatementKind, Said>,
    /// By the number of the reason.
    by_why: BTreeMap<u32, Known>,
}

/// What hangs on the kind of a statement.
#[derive(Debug, Clone, Default)]
struct Said {
    at: Near,
    why: Sentence,
}

/// What hangs on why a speaker is taken for it.
#[derive(Debug, Clone, Default)]
struct Known {
    grade: [Odds; 4],
    is_spoken: Odds,
    speaker: Voice,
    has_evidence: Odds,
    evidence: Near,
    has_verb: Odds,
    verb: Near,
}

/// Odds of speakers.
#[derive(Debug, Clone, Default)]
struct Voice {
    kind: [Odds; 4],
    is_person: Odds,
    person: Number,
    /// Of people the text names, and of everybody else.
    at: [Near; 2],
}

const NOBODY: Speaker = Speaker { kind: SpeakerKind::Other, person: None, at: Anchor { block: 0, start: 0, end: 0 } };

impl<P: Pass> Archive<'_, P> {
    /// All statements.
    pub(super) fn statements(&mut self, people: &[Person], statements: &[Statement]) -> Vec<Statement> {
        let mut odds = Statements::default();
        let blank = Statement {
            kind: StatementKind::Direct,
            at: Anchor::default(),
            grade: Grade::Cue,
            speaker: None,
            evidence: None,
            verb: None,
            why: "".into(),
        };
        let mut last = Anchor::default();
        self.list(&mut Odds::default(), statements, &blank, |archive, statement| {
            let passed = archive.statement(&mut odds, people, last, statement);
            last = passed.at;
            passed
        })
    }

    fn statement(&mut self, odds: &mut Statements, people: &[Person], last: Anchor, given: &Statement) -> Statement {
        let Statement { kind, at, grade, speaker, evidence, verb, why } = given;
        let kind = self.choice(&mut odds.kind, &KINDS, *kind);
        let said = odds.by_kind.entry(kind).or_default();
        let at = self.near(&mut said.at, last, *at);
        let (number, why) = self.sentence(&mut said.why, reasons::STATEMENTS, why);
        let known = odds.by_why.entry(number).or_default();
        let grade = self.choice(&mut known.grade, &GRADES, *grade);
        let speaker = self.option(&mut known.is_spoken, speaker.as_ref(), &NOBODY, |archive, speaker| {
            archive.speaker(&mut known.speaker, people, at, speaker)
        });
        let from = speaker.map_or(at, |speaker| speaker.at);
        let evidence = self.option(&mut known.has_evidence, evidence.as_ref(), &from, |archive, evidence| {
            archive.near(&mut known.evidence, from, *evidence)
        });
        let from = evidence.unwrap_or(from);
        let verb = self.option(&mut known.has_verb, verb.as_ref(), &from, |archive, verb| {
            archive.near(&mut known.verb, from, *verb)
        });
        Statement { kind, at, grade, speaker, evidence, verb, why }
    }

    /// A person is told from the mention before what is said ends.
    fn speaker(&mut self, odds: &mut Voice, people: &[Person], said: Anchor, speaker: &Speaker) -> Speaker {
        let kind = self.choice(&mut odds.kind, &SPEAKERS, speaker.kind);
        let number = self.option(&mut odds.is_person, speaker.person.as_ref(), &0, |archive, person| {
            archive.number(&mut odds.person, *person)
        });
        let mentions = number.and_then(|person| people.get(person as usize)).map(|person| person.mentions.as_slice());
        let [person, thing] = &mut odds.at;
        let nearest = mentions.and_then(|mentions| mentions.get(nearest(mentions, said)).copied());
        let at = match nearest {
            Some(mention) => self.near(person, mention, speaker.at),
            None => self.near(thing, said, speaker.at),
        };
        Speaker { kind, person: number, at }
    }
}

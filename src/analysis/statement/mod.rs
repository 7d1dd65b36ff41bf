//! What people, organisations and papers say in a text: direct quotations, reported speech, the answers of an interview.
//!
//! Marks are paired first; then every quotation gets its speaker by what the text says beside it, what it said before, or
//! where the quotation stands, and the grade tells which. Nobody is named where these do not tell: a wrong speaker is
//! worse than none.

mod according;
mod answer;
mod back;
mod beside;
mod chain;
mod clause;
mod colon;
mod cue;
mod described;
mod direct;
mod ending;
mod governed;
mod interviewee;
mod kin;
mod line;
mod marks;
mod naming;
mod nominal;
mod noting;
mod phrase;
mod profile;
mod quoted;
mod refused;
mod reported;
mod role;
mod sign;
mod subject;
mod term;
#[cfg(test)]
mod tests;
mod thread;
mod turns;
mod unlisted;
mod utterance;
mod verb;
mod whom;
mod wider;
mod words;

use std::collections::HashSet;

use super::reading::{Piece, Reading};
use super::words::Words;
use super::{Genre, Grade, Person, Speaker, Statement, StatementKind};
use crate::document::{Anchor, BlockKind};
use answer::Interview;
use cue::Cue;
use line::Page;
use marks::Family;
use thread::Thread;
use turns::Transcript;
use whom::Known;

/// Statements of one document, at most.
const MOST: usize = 20_000;
/// Words of the longest repetition that is looked for.
const REPEATED: usize = 60;

/// Who said something, with the words that tell.
#[derive(Debug, Clone, Copy)]
struct Attribution {
    known: Known,
    /// The words that tell.
    evidence: Option<Anchor>,
    /// The verb of saying.
    verb: Option<Anchor>,
}

/// What the end of a paragraph says about the beginning of the next.
#[derive(Debug, Clone, Copy, Default)]
struct Ahead {
    /// Marks that were left open, and who is quoted.
    open: Option<(Family, Option<Attribution>)>,
    /// "The minister said:".
    intro: Option<(Attribution, bool)>,
    /// The only person in the paragraph, when it quotes nobody.
    alone: Option<Speaker>,
    /// How many of the last statements are quotations that fill their paragraphs and have no speaker yet.
    pending: usize,
}

/// Everything that is said in the text, in text order. Nothing when the result is no longer wanted.
pub(super) fn find(
    reading: &Reading<'_>,
    people: &[Person],
    genre: Genre,
    stale: &dyn Fn() -> bool,
) -> Option<Vec<Statement>> {
    let mut mentions: Vec<(Anchor, u32)> = (people.iter().zip(0..))
        .flat_map(|(person, number)| person.mentions.iter().map(move |&at| (at, number)))
        .collect();
    mentions.sort_unstable();
    let interview = (genre == Genre::Interview).then(|| Interview::of(reading, people, &mentions));
    let transcript = if interview.is_none() { Transcript::of(reading, people) } else { None };
    let profile = if interview.is_none() && transcript.is_none() {
        profile::Profile::of(reading, people, &mentions)
    } else {
        None
    };
    let mut finder = Finder {
        reading,
        people,
        thread: Thread::new(reading, people, profile),
        interview,
        transcript,
        statements: Vec::new(),
        ahead: Ahead::default(),
        repeated: HashSet::new(),
    };
    let mut from = 0;
    for piece in &reading.pieces {
        if stale() {
            return None;
        }
        while mentions.get(from).is_some_and(|(at, _)| at.block < piece.block) {
            from += 1;
        }
        let rest = mentions.get(from..).unwrap_or_default();
        let here = rest.iter().take_while(|(at, _)| at.block == piece.block).count();
        finder.block(piece, rest.get(..here).unwrap_or_default());
        if finder.statements.len() > MOST {
            break;
        }
    }
    Some(finder.statements)
}

struct Finder<'a> {
    reading: &'a Reading<'a>,
    people: &'a [Person],
    thread: Thread,
    interview: Option<Interview>,
    transcript: Option<Transcript>,
    statements: Vec<Statement>,
    ahead: Ahead,
    /// Quotations that were counted, by their words.
    repeated: HashSet<String>,
}

impl<'a> Finder<'a> {
    fn block(&mut self, piece: &'a Piece<'a>, mentions: &'a [(Anchor, u32)]) {
        let is_text = matches!(piece.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote);
        // Releases set the name below what was said apart as they like.
        if matches!(piece.kind, BlockKind::Heading | BlockKind::PullQuote | BlockKind::Caption)
            && self.is_below_quotation(piece)
            && self.sign(&Page::new(self.reading, piece, Vec::new(), mentions))
        {
            return;
        }
        if !is_text && piece.kind != BlockKind::Question {
            // Decoration between two paragraphs does not part them.
            if matches!(piece.kind, BlockKind::Heading | BlockKind::Title | BlockKind::Rule) {
                self.ahead = Ahead::default();
                self.thread.part();
            }
            return;
        }
        let open = self.ahead.open.map(|(family, _)| family);
        // In an interview the dash stands before every question and answer.
        let is_turn = piece.kind == BlockKind::Question || self.interview.is_some();
        let quotes = if is_turn { marks::in_marks(piece.text, open) } else { marks::pair(piece.text, open) };
        let page = Page::new(self.reading, piece, quotes, mentions);
        self.thread.turn();
        let answer = self.interview.as_mut().and_then(|interview| interview.answer(&page));
        if let Some(interview) = &self.interview {
            self.thread.set_interviewee(interview.speaker());
        }
        let first = self.statements.len();
        if let Some(statement) = answer {
            self.statements.extend(answer::statement(&page, statement));
        }
        let turn = self.transcript.as_ref().and_then(|transcript| transcript.turn(&page));
        let is_answer = answer.is_some() || turn.is_some();
        if let Some(turn) = turn {
            turn.speaker.into_iter().for_each(|speaker| self.thread.note_speaker(speaker));
            self.statements.push(turn);
        }
        let said = self.sign(&page) || self.set_apart(&page);
        if !said {
            self.sentences(&page, is_answer);
        }
        if piece.kind == BlockKind::Question {
            self.ahead = Ahead::default();
        }
        self.statements
            .get_mut(first..)
            .unwrap_or_default()
            .sort_by_key(|statement| (statement.at.start, statement.at.end));
    }

    /// A paragraph that is a quotation as a whole, without marks, after "said:".
    fn set_apart(&mut self, page: &Page<'_>) -> bool {
        let Some((attribution, is_plain)) = self.ahead.intro else { return false };
        let is_quote = page.piece.kind == BlockKind::BlockQuote;
        let no_marks = page.quotes.is_empty() && page.piece.kind != BlockKind::Question;
        if !no_marks || !(is_quote || is_plain && page.piece.kind == BlockKind::Paragraph) {
            return false;
        }
        let end = super::token::offset(page.piece.text.len());
        let at = Anchor { block: page.piece.block, start: 0, end };
        self.push(StatementKind::Direct, at, Some(attribution));
        // Several paragraphs may be set apart together.
        self.ahead = Ahead { intro: is_quote.then_some((attribution, false)), ..Ahead::default() };
        true
    }

    fn sentences(&mut self, page: &Page<'_>, is_answer: bool) {
        let mut ahead = Ahead::default();
        let mut scene = direct::Scene::new(page, is_answer);
        let mut used_next = false;
        let all: Vec<Vec<Cue>> = (0..page.lines.len()).map(|number| according::find(&page.line(number))).collect();
        let count = self.statements.len();
        for (number, cues) in all.iter().enumerate() {
            let line = page.line(number);
            self.thread.note_names(&line);
            self.thread.note_thing(&line);
            self.thread.note_figure(&line);
            let next = all.get(number + 1).map(Vec::as_slice).unwrap_or_default();
            let quoted = self.quotations(&mut scene, &line, number, cues, next);
            self.note_voices(&line, cues);
            self.thread.note_asked(&line);
            if !quoted.is_some_and(|borrowed| borrowed)
                && quoted.is_none()
                && !used_next
                && !is_answer_of_self(is_answer, cues)
            {
                self.report(&mut scene, &line, cues);
            }
            used_next = quoted == Some(true);
        }
        scene.look_back(&mut self.statements);
        let last = page.lines.len().saturating_sub(1);
        let line = page.line(last);
        let cues = all.get(last).map(Vec::as_slice).unwrap_or_default();
        if line.len() > 0 && line.is_mark(line.len() - 1, &[":"]) {
            ahead.intro = self.intro(&line, cues);
        }
        let unclosed = page.quotes.last().filter(|quoted| !quoted.is_closed && quoted.family != Family::Single);
        ahead.open = unclosed.map(|quoted| (quoted.family, scene.last));
        if self.statements.len() == count {
            ahead.alone = scene.only_person();
        }
        let before = std::mem::take(&mut self.ahead.pending);
        if page.quotes.is_empty() {
            self.told(page, before, count);
        }
        let is_whole = |quoted: &marks::Quoted| {
            let text = page.piece.text;
            quoted.outer.start == 0 && text.get(quoted.outer.end..).is_some_and(|rest| rest.trim().len() < 2)
        };
        if let [only] = page.quotes.as_slice()
            && is_whole(only)
            && self.statements.len() == count + 1
            && self.statements.last().is_some_and(|last| last.speaker.is_none())
        {
            ahead.pending = before + 1;
        }
        self.ahead = ahead;
    }

    /// Who says something in a sentence, quoted or not: "Ana Ruiz, who asked for more. “…,” she said."
    fn note_voices(&mut self, line: &line::Line<'_>, cues: &[Cue]) {
        for cue in cues {
            let Some(phrase) = &cue.phrase else { continue };
            match phrase.who {
                naming::Who::Person(_) => {
                    if let Some(known) = self.thread.resolve(line, Some(phrase)) {
                        self.thread.note_speaker(known.speaker);
                        self.thread.note_written(line, known.speaker);
                    }
                }
                naming::Who::Pronoun(Some(_)) => {
                    if let Some(known) = self.thread.resolve(line, Some(phrase)) {
                        self.thread.note_written(line, known.speaker);
                    }
                }
                naming::Who::Named(super::SpeakerKind::Other) => {
                    if let Some(known) =
                        self.thread.resolve(line, Some(phrase)).filter(|known| known.speaker.person.is_none())
                    {
                        self.thread.note_unnamed(line, phrase, known.speaker);
                    }
                }
                _ => {}
            }
        }
    }

    /// "Ana Ruiz, 71, tells it standing in the corridor": who said what fills the paragraphs before.
    fn told(&mut self, page: &Page<'_>, pending: usize, count: usize) {
        let line = page.line(0);
        let Some(at) = (0..line.len()).find(|&at| cue::is_telling(&line, at)).filter(|_| pending > 0) else { return };
        let Some(phrase) = subject::subject(&line, at).filter(|phrase| matches!(phrase.who, naming::Who::Person(_)))
        else {
            return;
        };
        let Some(known) = self.thread.resolve(&line, Some(&phrase)) else { return };
        for statement in self.statements.iter_mut().take(count).rev().take(pending) {
            statement.speaker = Some(known.speaker);
            statement.grade = Grade::Carried;
            statement.why = "the next paragraph tells who said it".into();
            statement.evidence = Some(known.speaker.at);
        }
        self.thread.note_speaker(known.speaker);
    }

    /// Who speaks after a colon at the end of a paragraph, and whether "said" stands before it.
    fn intro(&self, line: &line::Line<'_>, cues: &[Cue]) -> Option<(Attribution, bool)> {
        if let Some(cue) = cues.last() {
            let attribution = self.attribution(line, cue)?;
            let near = cue.items.end + 12 >= line.len();
            return near.then_some((attribution, cue.strength != verb::Verb::Quote && cue.verb.is_some()));
        }
        let phrase = subject::subject(line, line.len())?;
        let known = self.thread.resolve(line, Some(&phrase)).filter(|known| known.grade == Grade::Cue)?;
        let known = Known { why: "named before the colon", ..known };
        Some((Attribution { known, evidence: Some(line.anchor(phrase.items)), verb: None }, false))
    }

    fn attribution(&self, line: &line::Line<'_>, cue: &Cue) -> Option<Attribution> {
        let known = self.answered(line, cue).or_else(|| self.thread.resolve(line, cue.phrase.as_ref()))?;
        Some(Attribution {
            known,
            evidence: Some(line.anchor(cue.items.clone())),
            verb: cue.verb.map(|verb| line.anchor(verb..verb + 1)),
        })
    }

    /// "The judge asked the accused. “…,” he replied.": the one who was asked.
    fn answered(&self, line: &line::Line<'_>, cue: &Cue) -> Option<Known> {
        static REPLIES: Words = Words::new(
            "replied replies replying answered answers answering responded responds responding retorted retorts respondio \
             responde respondia contesto contesta contestaba replico replica respondido contestado repuso",
        );
        let verb = cue.verb?;
        let gender = match &cue.phrase {
            None => None,
            Some(phrase) => match phrase.who {
                naming::Who::Pronoun(gender) => gender,
                // “…,” came the reply.
                naming::Who::Unknown if quoted::is_reply(line, verb) => return self.thread.answerer(None),
                // “…,” the man replied.
                naming::Who::Named(super::SpeakerKind::Other) => {
                    let last = phrase.items.end.checked_sub(1).filter(|&at| described::is_human(line.key(at)))?;
                    described::human_gender(line.key(last))
                }
                _ => return None,
            },
        };
        if REPLIES.has(line.key(verb)) { self.thread.answerer(gender) } else { None }
    }

    /// Adds a statement, once for the same words.
    fn push(&mut self, kind: StatementKind, at: Anchor, attribution: Option<Attribution>) -> bool {
        let text = self.reading.document.text(at).unwrap_or_default();
        if text.is_empty() {
            return false;
        }
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        if kind == StatementKind::Direct
            && (term::LEAST..=REPEATED).contains(&words.len())
            && !self.repeated.insert(words.join(" ").to_lowercase())
        {
            return false;
        }
        let speaker = attribution.map(|attribution| attribution.known.speaker);
        self.statements.push(Statement {
            kind,
            at,
            grade: attribution.map_or(Grade::Unattributed, |attribution| attribution.known.grade),
            speaker,
            evidence: attribution.and_then(|attribution| attribution.evidence),
            verb: attribution.and_then(|attribution| attribution.verb),
            why: attribution.map_or("the text does not say who", |attribution| attribution.known.why).into(),
        });
        if let Some(speaker) = speaker {
            self.thread.note_speaker(speaker);
        }
        true
    }
}

/// In an answer, "I said that" is part of the answer.
fn is_answer_of_self(is_answer: bool, cues: &[Cue]) -> bool {
    is_answer
        && !cues.iter().any(|cue| {
            cue.phrase
                .as_ref()
                .is_some_and(|phrase| matches!(phrase.who, naming::Who::Person(_) | naming::Who::Named(_)))
        })
}

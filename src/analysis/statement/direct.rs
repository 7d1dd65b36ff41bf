//! Quotations in marks: which of them are statements, and whose.

use super::super::lexicon::Class;
use super::super::token::{Shape, offset};
use super::super::{Grade, Speaker, SpeakerKind, Statement, StatementKind};
use super::clause;
use super::colon;
use super::cue::{Cue, Form};
use super::line::{Line, Page};
use super::marks::{self, Family};
use super::naming::{Phrase, Who};
use super::nominal;
use super::subject;
use super::term::is_statement;
use super::verb::Verb;
use super::whom::Known;
use super::{Attribution, Finder};
use crate::document::Anchor;

/// Items between a quotation and a verb that reports it, at most.
const REACH: usize = 40;

/// What happened so far in one paragraph.
#[derive(Debug)]
pub(super) struct Scene<'p> {
    page: &'p Page<'p>,
    is_answer: bool,
    /// Who was quoted or reported last in this paragraph.
    pub(super) last: Option<Attribution>,
    /// Whether a person was named as a subject since.
    has_other: bool,
    /// Quotations that nobody was found for, and the sentence they stand in.
    open: Vec<(Anchor, usize)>,
    /// The first attribution by a cue, and its sentence.
    first: Option<(Attribution, usize)>,
    alone: Option<Speaker>,
}

/// The only person who is named outside the quotations of a paragraph.
fn alone(page: &Page<'_>) -> Option<Speaker> {
    let mut found: Option<(u32, Anchor)> = None;
    let mut quotes = page.quotes.iter().peekable();
    for &(at, person) in page.mentions {
        let start = at.start as usize;
        while quotes.next_if(|quoted| quoted.outer.end <= start).is_some() {}
        if quotes.peek().is_some_and(|quoted| quoted.outer.start <= start) {
            continue;
        }
        match found {
            Some((known, _)) if known != person => return None,
            Some(_) => {}
            None => found = Some((person, at)),
        }
    }
    found.map(|(person, at)| Speaker { kind: SpeakerKind::Person, person: Some(person), at })
}

impl<'p> Scene<'p> {
    /// A paragraph begins.
    pub(super) fn new(page: &'p Page<'p>, is_answer: bool) -> Self {
        Self { page, is_answer, last: None, has_other: false, open: Vec::new(), first: None, alone: alone(page) }
    }

    /// Notes who was quoted or reported.
    pub(super) fn note(&mut self, attribution: Attribution, sentence: usize) {
        self.last = Some(attribution);
        self.has_other = false;
        self.first.get_or_insert((attribution, sentence));
    }

    /// The only person who is named outside the quotations of the paragraph.
    pub(super) const fn only_person(&self) -> Option<Speaker> {
        self.alone
    }

    /// A quotation at the start of a paragraph belongs to the one whom the next sentence names.
    pub(super) fn look_back(&self, statements: &mut [Statement]) {
        let Some((attribution, sentence)) = self.first else { return };
        for &(at, number) in &self.open {
            if number + 1 != sentence {
                continue;
            }
            if let Some(statement) = statements.iter_mut().rev().take(64).find(|statement| statement.at == at) {
                statement.speaker = Some(attribution.known.speaker);
                statement.grade = Grade::Carried;
                statement.why = "the next sentence goes on with the same speaker".into();
                statement.evidence = attribution.evidence;
            }
        }
    }
}

impl Finder<'_> {
    /// The quotations of a sentence that are statements. Nothing when there are none; else whether the next sentence
    /// was needed to name their speaker.
    pub(super) fn quotations(
        &mut self,
        scene: &mut Scene<'_>,
        line: &Line<'_>,
        number: usize,
        cues: &[Cue],
        next: &[Cue],
    ) -> Option<bool> {
        let mut found = None;
        for at in 0..line.len() {
            let Some(quote) = line.quote(at) else { continue };
            let (before, after) = beside(line, cues, at);
            let adjacent = choose(
                line,
                at,
                before.filter(|cue| touches_before(line, cue, at)),
                after.filter(|cue| touches_after(line, cue, at)),
            );
            let borrowed = if adjacent.is_none() && after.is_none() {
                self.exclaimed(scene, line, at, number, next)
            } else {
                None
            };
            let colon = adjacent.is_none().then(|| self.colon(line, at)).flatten().or_else(|| signature(line, at));
            if !is_statement(line, at, quote, adjacent.is_some() || borrowed.is_some() || colon.is_some())
                && !goes_on(scene, line, quote)
            {
                continue;
            }
            let Some(quoted) = scene.page.quotes.get(quote) else { continue };
            let anchor = Anchor {
                block: scene.page.piece.block,
                start: offset(quoted.inner.start),
                end: offset(quoted.inner.end),
            };
            let continued = self.ahead.open.filter(|_| at == 0 && number == 0 && (quoted.outer.start == 0));
            let in_sentence = || choose(line, at, before, after).and_then(|cue| self.attribution(line, cue));
            let by_cue =
                adjacent.and_then(|cue| self.attribution(line, cue)).or(colon).or(borrowed).or_else(in_sentence);
            let has_cue = adjacent.is_some() || before.is_some() || after.is_some();
            // In an answer what somebody is told to have said is a quotation, though the text may not tell who.
            if scene.is_answer && by_cue.is_none() && adjacent.is_none() {
                continue;
            }
            let attribution = by_cue.or_else(|| {
                continued.and_then(|(_, attribution)| {
                    Some(carried(attribution?, "the quotation goes on from the paragraph before"))
                })
            });
            let attribution = match attribution {
                Some(attribution) => Some(attribution),
                // A verb whose subject is not known says that it is somebody else.
                None if has_cue => None,
                None => self.by_place(scene, line, at, number),
            };
            // “I told Mr Ruiz,” he says: who is spoken of is not the one who speaks.
            let attribution = attribution.filter(|attribution| {
                let Known { grade, speaker, .. } = &attribution.known;
                let spoken_of = |&(at, person): &(Anchor, u32)| {
                    Some(person) == speaker.person && anchor.start <= at.start && at.end <= anchor.end
                };
                *grade == Grade::Cue || !scene.page.mentions.iter().any(spoken_of)
            });
            found = Some(found.unwrap_or(false) || borrowed.is_some());
            if !self.push(StatementKind::Direct, anchor, attribution) {
                continue;
            }
            match attribution {
                Some(attribution) => scene.note(attribution, if by_cue.is_some() { number } else { usize::MAX }),
                None if !has_cue && line.len() <= 2 => scene.open.push((anchor, number)),
                None => {}
            }
        }
        found
    }

    /// “Never!” Ana Ruiz said.
    fn exclaimed(
        &self,
        scene: &Scene<'_>,
        line: &Line<'_>,
        at: usize,
        number: usize,
        next: &[Cue],
    ) -> Option<Attribution> {
        if at + 1 != line.len() {
            return None;
        }
        let following = scene.page.line(number + 1);
        let cue = next
            .first()
            .filter(|cue| cue.items.start <= 1 && cue.form == Form::SubjectFirst && cue.phrase.is_some())?;
        let verb = cue.verb?;
        let ends = verb + 1 >= following.len()
            || following.is_mark(verb + 1, &[".", ",", ":"])
            || following.quote(verb + 1).is_some();
        let is_told = following.key(verb) == "told"
            && !following.items.iter().enumerate().any(|(at, _)| following.key(at) == "that");
        (ends || is_told).then(|| self.attribution(&following, cue)).flatten()
    }

    /// Whether the words behind a dash answer those behind the dash of the paragraph before.
    fn is_reply(&self, line: &Line<'_>, at: usize) -> bool {
        let quoted = line.quote(at).and_then(|quote| line.page.quotes.get(quote));
        let before = line.page.piece.block.checked_sub(1);
        let before = before.and_then(|block| self.reading.pieces.get(block as usize));
        quoted.is_some_and(|quoted| quoted.family == Family::Dash)
            && before.is_some_and(|piece| marks::is_dialogue(piece.text))
    }

    /// The one whom the text is a portrait of, where the question or sentence before is put to nobody else.
    fn portrayed(&self, line: &Line<'_>, number: usize) -> Option<Speaker> {
        let profile = self.thread.profile?;
        let before = || line.page.piece.block.checked_sub(1).and_then(|block| self.reading.pieces.get(block as usize));
        let is_next = match number.checked_sub(1) {
            Some(last) => {
                // "She was born there. A teacher, Ana Ruiz, paid. “I asked her how.”"
                let opens = profile.opens(&line.page.line(0))
                    && line.page.quotes.first().is_some_and(|quoted| {
                        line.quote(0)
                            .and_then(|first| line.page.quotes.get(first))
                            .is_some_and(|first| first.outer == quoted.outer)
                    });
                profile.is_subject_of(&line.page.line(last)) || opens
            }
            None => before().is_some_and(|piece| piece.text.trim_end().ends_with('?')),
        };
        is_next.then_some(profile.speaker)
    }

    /// Whose a quotation is by where it stands.
    fn by_place(&self, scene: &Scene<'_>, line: &Line<'_>, at: usize, number: usize) -> Option<Attribution> {
        let starts = (0..at).all(|before| !line.is_word(before));
        // The next dash of a dialogue is the other one’s turn, and who that is the text does not say.
        if number == 0 && starts && self.is_reply(line, at) {
            return None;
        }
        if let Some(speaker) = self.portrayed(line, number).filter(|_| starts) {
            // “One,” he says. “Two.”
            let goes_on = scene.last.filter(|last| number > 0 && last.known.speaker.person == speaker.person);
            if let Some(last) = goes_on {
                return Some(carried(last, "the paragraph goes on with the same speaker"));
            }
            return Some(placed(speaker, Grade::Inferred, "the one whom the author talks to"));
        }
        if starts {
            // "He refused. “Ask my lawyer.”"
            if let Some(known) = number.checked_sub(1).filter(|_| scene.last.is_none()).and_then(|last| {
                let before = line.page.line(last);
                let phrase = subject::subject(&before, 1).filter(|phrase| matches!(phrase.who, Who::Pronoun(Some(_))));
                // "Ana Ruiz spoke for the parents. “We want a school.”": the sentence names nobody else.
                let named = || {
                    let names = (0..before.len()).filter(|&at| before.mention_from(at).is_some()).count();
                    let (person, end) = before.mention_from(0).filter(|_| names == 1)?;
                    let is_subject = before.shape(end) != Shape::Possessive && before.is_word(end);
                    is_subject.then(|| Phrase::new(Who::Person(person), 0..end))
                };
                self.thread.resolve(&before, Some(&phrase.or_else(named)?))
            }) {
                return Some(placed(known.speaker, Grade::Inferred, "the subject of the sentence before"));
            }
            if let Some(last) = scene.last.filter(|_| number > 0) {
                return Some(carried(last, "the paragraph goes on with the same speaker"));
            }
            if number == 0 {
                if let Some((attribution, _)) = self.ahead.intro {
                    return Some(attribution);
                }
                if let Some(speaker) = self.ahead.alone {
                    return Some(placed(speaker, Grade::Inferred, "the only person in the paragraph before"));
                }
            }
        }
        // "The institute seeks to guarantee “…”": an organisation is the subject, whoever spoke before.
        let by_other = (1..at.min(REACH)).any(|at| {
            let is_led = matches!(line.key(at - 1), "the" | "el" | "la" | "los" | "las" | "its" | "su");
            let is_head = at <= 6 && is_led && line.shape(at) == Shape::Lower;
            line.class(at).is(Class::ORGANISATION) && !line.is_name(at) && (is_head || line.is_capital(at))
        });
        let paper = clause::opening_paper(line).filter(|phrase| phrase.items.end < at);
        let subject = subject::subject(line, at).map(|phrase| match (&phrase.who, &paper) {
            (Who::Common { kind: SpeakerKind::Document, .. }, Some(paper)) => {
                Phrase { items: paper.items.clone(), ..phrase }
            }
            (Who::Named(SpeakerKind::Document), Some(paper)) => paper.clone(),
            _ => phrase,
        });
        if let Some(phrase) = subject.or(paper) {
            // "Ana Ruiz called it a mistake; the prosecutor, Luis Gil, “…”": the subject of another clause.
            let other = (phrase.items.end.max(at.saturating_sub(REACH))..at)
                .skip_while(|&at| !line.is_mark(at, &[";"]))
                .any(|at| line.mention_from(at).is_some());
            if other {
                return None;
            }
            return match phrase.who {
                Who::Person(_) => {
                    let known = self.thread.resolve(line, Some(&phrase))?;
                    Some(placed(known.speaker, Grade::Inferred, "the subject of the sentence"))
                }
                // "The treaty commits both sides to “…”"
                Who::Named(SpeakerKind::Document) | Who::Common { kind: SpeakerKind::Document, .. }
                    if !nominal::leads(line, phrase.items.start) =>
                {
                    let known = self.thread.resolve(line, Some(&phrase))?;
                    Some(placed(known.speaker, Grade::Inferred, "the paper that is the subject of the sentence"))
                }
                _ => None,
            };
        }
        if by_other {
            return None;
        }
        // "Ana Ruiz’s family paid tribute to “…”": not she.
        if let Some(phrase) = clause::owned_opening(line).filter(|phrase| phrase.items.end < at) {
            let known = self.thread.resolve(line, Some(&phrase))?;
            return Some(placed(known.speaker, Grade::Inferred, "the subject of the sentence"));
        }
        if colon::is_announced(line, at) {
            return None;
        }
        if let Some(speaker) = scene.only_person() {
            return Some(placed(speaker, Grade::Inferred, "the only person in the paragraph"));
        }
        let is_whole = starts && number == 0 && line.len() <= 2 && scene.page.mentions.is_empty();
        let speaker = self.thread.last_speaker().filter(|_| is_whole)?;
        Some(placed(speaker, Grade::Carried, "the one who spoke in the paragraph before"))
    }
}

/// “…” — Ana Ruiz, mayor.
fn signature(line: &Line<'_>, at: usize) -> Option<Attribution> {
    let is_dash = line.is_mark(at + 1, &["—", "–", "-", "--", "―", "("]);
    let start =
        if line.class(at + 2).is(Class::HONORIFIC) && line.mention_from(at + 2).is_none() { at + 3 } else { at + 2 };
    let (person, end) = line.mention_from(start).filter(|_| is_dash)?;
    let ends = end >= line.len() || line.is_mark(end, &[",", ".", ")", "("]);
    let known_verb = (end..end + 4).any(|at| line.verb(at).is_some());
    let anchor = line.anchor(start..end);
    let speaker = Speaker { kind: SpeakerKind::Person, person: Some(person), at: anchor };
    let known = Known { speaker, grade: Grade::Cue, why: "the name stands behind the quotation" };
    (ends && !known_verb).then_some(Attribution { known, evidence: Some(anchor), verb: None })
}

fn placed(speaker: Speaker, grade: Grade, why: &'static str) -> Attribution {
    Attribution { known: Known { speaker, grade, why }, evidence: Some(speaker.at), verb: None }
}

fn carried(from: Attribution, why: &'static str) -> Attribution {
    Attribution { known: Known { grade: Grade::Carried, why, ..from.known }, evidence: from.evidence, verb: None }
}

/// The nearest cues before and behind a quotation.
fn beside<'c>(line: &Line<'_>, cues: &'c [Cue], at: usize) -> (Option<&'c Cue>, Option<&'c Cue>) {
    let key = |cue: &Cue| cue.verb.unwrap_or(cue.items.start);
    let split = cues.partition_point(|cue| key(cue) < at);
    let before = split.checked_sub(1).and_then(|last| cues.get(last));
    let before = before.filter(|cue| at - key(cue) <= REACH && !(key(cue)..at).any(|at| line.is_mark(at, &[";"])));
    let after = cues.get(split).filter(|cue| cue.items.start > at && cue.items.start - at <= REACH);
    // A verb before its subject, behind an earlier quotation, belongs to that one.
    (before, after)
}

fn touches_after(line: &Line<'_>, cue: &Cue, at: usize) -> bool {
    let mut from = at + 1;
    while line.is_mark(from, &[",", "—", "–", "-", ".", "!", "?"]) && from < at + 3 {
        from += 1;
    }
    let first = cue.items.start.min(cue.verb.unwrap_or(usize::MAX));
    // A role or form of address may stand between the quotation and the name that is the subject.
    let is_led = first > from
        && first - from <= 8
        && (from..first).all(|at| line.is_word(at) || line.shape(at) == Shape::Possessive)
        && cue.form == Form::SubjectFirst
        && (from..first).any(|at| line.class(at).is(Class::ROLE | Class::HONORIFIC));
    first <= from || is_led
}

fn touches_before(line: &Line<'_>, cue: &Cue, at: usize) -> bool {
    let end = cue.verb.map_or(cue.items.end, |verb| cue.items.end.max(verb + 1));
    let mut to = at;
    while to > 0
        && (line.is_mark(to - 1, &[",", ":", "—", "–", "-", "…", "..."])
            || matches!(line.key(to - 1), "that" | "que" | "como" | "as" | "is"))
        && to + 4 > at
    {
        to -= 1;
    }
    // "One wrote across the whole page, in capitals: “…”"
    let is_led = line.is_mark(at.saturating_sub(1), &[":"])
        && to.saturating_sub(end) <= 9
        && (end..to)
            .all(|at| line.quote(at).is_none() && line.mention_from(at).is_none() && !line.is_mark(at, &[";", ":"]));
    is_led || end >= to || cue.verb.is_some_and(|_| to - end <= 4 && line.is_mark(at.saturating_sub(1), &[":", ","]))
}

/// Which of the cues on both sides a quotation belongs to.
fn choose<'c>(line: &Line<'_>, at: usize, before: Option<&'c Cue>, after: Option<&'c Cue>) -> Option<&'c Cue> {
    match (before, after) {
        (Some(before), Some(after)) => {
            let ends_open = line.quote(at).and_then(|quote| line.page.quotes.get(quote)).is_some_and(|quoted| {
                line.page.piece.text.get(quoted.inner.clone()).is_some_and(|text| text.ends_with([',', '!', '?']))
            }) || line.is_mark(at + 1, &[","]);
            let intro = line.is_mark(at.saturating_sub(1), &[",", ":"]) && before.form != Form::VerbFirst;
            // "Ana had described it as “…”, Ruiz said": what Ana called it is inside of what Ruiz said.
            let is_object = before.form == Form::SubjectFirst && before.verb.is_some_and(|verb| verb + 1 == at);
            let is_called = is_object
                || before.strength == Verb::Quote
                    && matches!(at.checked_sub(1).map(|before| line.key(before)), Some("as" | "como" | "de" | "of"));
            // “One,” said Ana, “two,” … and “one,” said Ana. A comma behind the quotation leads to the verb behind it.
            if ends_open && touches_after(line, after, at) && !intro && !is_called { Some(after) } else { Some(before) }
        }
        (before, after) => before.or(after),
    }
}

/// A short sentence in quotation marks after somebody was quoted: “It frightens people.”
fn goes_on(scene: &Scene<'_>, line: &Line<'_>, quote: usize) -> bool {
    let text = line.page.quotes.get(quote).and_then(|quoted| line.page.piece.text.get(quoted.inner.clone()));
    scene.last.is_some()
        && line.len() == 1
        && text.is_some_and(|text| {
            text.trim_start_matches(['¿', '¡']).starts_with(char::is_uppercase) && text.ends_with(['.', '!', '?'])
        })
}

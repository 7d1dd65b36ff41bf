//! Reported speech: what somebody is said to have said, without quotation marks.

use std::ops::Range;

use super::super::{Grade, StatementKind};
use super::Finder;
use super::cue::{Cue, Form};
use super::direct::Scene;
use super::line::Line;
use super::naming::Who;
use super::verb::Verb;

/// Words between a verb and "that", at most ("told the council on Friday that").
const BETWEEN: usize = 9;
/// Words that are something said, at least.
const LEAST: usize = 3;

impl Finder<'_> {
    /// The statements that a sentence without quotations reports, each up to the next semicolon.
    pub(super) fn report(&mut self, scene: &mut Scene<'_>, line: &Line<'_>, cues: &[Cue]) {
        let mut done = 0;
        for cue in cues {
            let Some(mut content) = content(line, cue).filter(|content| content.start >= done) else { continue };
            // "Supporters say that it is good; critics say that it is bad."
            if let Some(stop) = content.clone().find(|&at| line.is_mark(at, &[";"])) {
                content.end = stop;
            }
            done = content.end;
            self.report_one(scene, line, cue, content);
        }
    }

    fn report_one(&mut self, scene: &mut Scene<'_>, line: &Line<'_>, cue: &Cue, content: Range<usize>) {
        let quoted = content.clone().any(|at| line.quote(at).is_some());
        if !quoted && content.clone().filter(|&at| line.is_word(at)).count() < LEAST {
            return;
        }
        if cue.phrase.as_ref().is_some_and(|phrase| matches!(phrase.who, Who::Speaker | Who::Listener)) {
            return;
        }
        let mut content = content;
        while content.end > content.start && line.is_mark(content.end - 1, &[".", ",", ";", ":", "—", "–"]) {
            content.end -= 1;
        }
        let at = line.anchor(content);
        let mut attribution = self.attribution(line, cue);
        if let Some(attribution) = &mut attribution
            && attribution.known.grade == Grade::Cue
            && cue.form == Form::According
        {
            attribution.known.why = "named as the source";
        }
        if self.push(StatementKind::Reported, at, attribution)
            && let Some(attribution) = attribution
        {
            scene.note(attribution, usize::MAX);
        }
    }
}

/// What is reported, as a range of items; nothing when the cue reports nothing here.
fn content(line: &Line<'_>, cue: &Cue) -> Option<Range<usize>> {
    let len = line.len();
    match cue.form {
        Form::SubjectFirst => {
            let verb = cue.verb?;
            let that = (verb + 1..(verb + 1 + BETWEEN).min(len)).find(|&at| matches!(line.key(at), "that" | "que"));
            // "Told the man that came": nothing but words may stand between.
            let that = that.filter(|&that| (verb + 1..that).all(|at| !line.is_mark(at, &[";", ":", "."])));
            match (that, cue.strength) {
                (Some(that), Verb::Plain | Verb::Clause | Verb::Participle) => Some(that + 1..len),
                (None, Verb::Plain)
                    if line.key(verb) != "told" && line.key(verb) != "tells" && line.key(verb) != "tell" =>
                {
                    let next = verb + 1;
                    let is_clause = line.is_word(next)
                        && !matches!(
                            line.key(next),
                            "in" | "on" | "at" | "of" | "to" | "goodbye" | "no" | "yes" | "so" | "adios" | "about"
                        );
                    (is_clause && cue.strength == Verb::Plain && is_english(line, verb)).then_some(next..len)
                }
                // "This is a priority, Cervantes Ocampo explained."
                _ => {
                    let first = cue.items.start;
                    let comma = first.checked_sub(1).filter(|&before| line.is_mark(before, &[","]))?;
                    let ends = verb + 1 >= len || line.is_mark(verb + 1, &["."]);
                    (ends && comma > 0).then_some(0..comma)
                }
            }
        }
        Form::VerbFirst => {
            let verb = cue.verb?;
            let after = cue.items.end;
            if let Some(that) = (after..(after + BETWEEN).min(len)).find(|&at| matches!(line.key(at), "that" | "que"))
                && (after..that).all(|at| !line.is_mark(at, &[";", ":", "."]))
                && !matches!(cue.strength, Verb::Quote)
            {
                return Some(that + 1..len);
            }
            let comma = verb.checked_sub(1).filter(|&before| line.is_mark(before, &[",", "—", "–"]))?;
            (comma > 0 && !matches!(cue.strength, Verb::Quote)).then_some(0..comma)
        }
        Form::According => {
            let first = cue.items.start;
            let last = cue.items.end;
            if first <= 1 {
                let comma = (last..(last + 30).min(len)).find(|&at| line.is_mark(at, &[","]))?;
                Some(comma + 1..len)
            } else {
                let end = if line.is_mark(first - 1, &[","]) { first - 1 } else { first };
                Some(0..end)
            }
        }
    }
}

/// Only in English may "that" be left out.
fn is_english(line: &Line<'_>, verb: usize) -> bool {
    matches!(line.key(verb), "said" | "says" | "say")
}

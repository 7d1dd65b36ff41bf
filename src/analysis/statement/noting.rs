//! Who is brought in without a name of their own: "her father", "a former official", "the mayor"; and what a sentence tells of
//! those who have one.

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::super::words::Words;
use super::super::{Grade, Speaker, SpeakerKind};
use super::clause;
use super::line::Line;
use super::naming::{self, Phrase, Who, is_determiner};
use super::thread::Thread;
use super::verb::{Gender, Noun};
use super::{kin, phrase, role, words};

/// Items of a sentence that are looked at.
const REACH: usize = 40;

impl Thread {
    /// "In a statement she said": what "it" says next is hers.
    pub(super) fn note_written(&mut self, line: &Line<'_>, speaker: Speaker) {
        let is_written = |at: usize| {
            matches!(line.key(at), "in" | "en")
                && matches!(line.key(at + 1), "a" | "an" | "un" | "una")
                && (at + 2..at + 5).any(|noun| line.noun(noun) == Some(Noun::Paper))
        };
        if speaker.person.is_some() && (0..line.len()).any(is_written) {
            self.thing = Some(self.seen(speaker));
        }
    }

    /// "Her father shrugged": the relative with whom a sentence begins, and "his wife" anywhere in it.
    fn note_kin(&mut self, line: &Line<'_>) {
        // A look at the few words that say whose comes first: every sentence is asked.
        let is_led =
            |at: usize| matches!(line.key(at - 1), "his" | "her" | "their" | "my" | "our" | "su" | "sus" | "mi");
        let is_led = |at: usize| is_led(at) || at == 1 && is_determiner(line, 0);
        let is_kin = |at: usize| line.shape(at) == Shape::Lower && kin::is_kin(line.key(at));
        let Some(at) = (1..line.len()).find(|&at| is_led(at) && is_kin(at)) else { return };
        let is_named = line.mention_from(at + 1).is_some() || line.is_mark(at + 1, &[","]);
        let gender = role::gender(line.key(at));
        let phrase = Phrase::new(Who::Kin(line.key(at).to_owned()), at - 1..at + 1);
        let Some(known) = self.resolve(line, Some(&phrase)).filter(|_| !is_named) else { return };
        let seen = self.seen(known.speaker);
        if at == 1 && line.shape(at + 1) == Shape::Lower && !words::is_link(line.key(at + 1)) {
            if known.speaker.person.is_some() {
                self.subject = Some(seen);
                self.mentioned = Some(seen);
                self.here.push(seen);
            } else {
                (self.figure, self.figure_gender) = (Some(seen), gender);
            }
        }
        // "Her mother … she" may be either of them; "his mother … she" is the mother.
        let other = match (line.key(at - 1), gender) {
            ("his", Some(Gender::Woman)) => Some(Gender::Woman),
            ("her", Some(Gender::Man)) => Some(Gender::Man),
            _ => None,
        };
        if let Some(gender) = other {
            self.relative = Some((seen, gender));
        }
    }

    /// "A former official described": the noun will mean the same one.
    fn note_introduced(&mut self, line: &Line<'_>) {
        let Some(phrase) = phrase::after(line, 0).filter(|phrase| phrase.from == 0) else { return };
        if phrase.who != Who::Named(SpeakerKind::Other) || behind_link(line, &phrase) {
            return;
        }
        let nouns = phrase.items.clone().take_while(|&at| !words::is_link(line.key(at)));
        let is_free = nouns.clone().all(|at| self.roles.having(line.key(at)).is_empty());
        if is_free {
            let speaker = Speaker { kind: SpeakerKind::Other, person: None, at: line.anchor(phrase.items.clone()) };
            self.note_unnamed(line, &phrase, speaker);
        }
    }

    /// "The mayor opened the bridge": somebody whom the text does not name.
    pub(super) fn note_figure(&mut self, line: &Line<'_>) {
        self.note_kin(line);
        self.note_paper(line);
        self.note_title(line);
        self.note_subject(line);
    }

    fn note_title(&mut self, line: &Line<'_>) {
        // Looked for where the second or third word is a role: most sentences begin otherwise.
        let is_role = |at: usize| line.class(at).is(Class::ROLE) || line.noun(at) == Some(Noun::Generic);
        if !is_determiner(line, 0) || !(1..4).any(is_role) {
            return;
        }
        if naming::is_indefinite(line.key(0)) {
            self.note_introduced(line);
            return;
        }
        let phrase = phrase::after(line, 0).filter(|phrase| phrase.from <= 1);
        let Some(phrase) = phrase.filter(|phrase| matches!(phrase.who, Who::Title(_))) else { return };
        let is_verb = |at: usize| line.shape(at) == Shape::Lower && !words::is_link(line.key(at));
        let known = self.resolve(line, Some(&phrase)).filter(|known| known.speaker.kind == SpeakerKind::Other);
        if let Some(known) = known.filter(|known| known.grade == Grade::Cue && is_verb(phrase.items.end)) {
            (self.figure, self.figure_gender) = (Some(self.seen(known.speaker)), None);
        }
    }

    /// "The barman shrugs": the subject of a sentence, whatever its noun, if it is somebody.
    fn note_subject(&mut self, line: &Line<'_>) {
        let Some(core) = clause::opening_core(line) else { return };
        let is_quoted = core.clone().any(|at| line.quote(at).is_some());
        let Some(head) = clause::person_head(line, &core).filter(|_| !is_quoted) else { return };
        if line.mention_from(head + 1).is_some() || self.subject_is_of(line, head) {
            return;
        }
        let items = core.start..head + 1;
        let is_many = line.key(head).ends_with('s') && line.noun(head) == Some(Noun::People);
        if is_many {
            let at = line.anchor(items);
            self.group = Some(self.seen(Speaker { kind: SpeakerKind::Other, person: None, at }));
            return;
        }
        let phrase =
            naming::named(line, items.clone()).unwrap_or_else(|| Phrase::new(Who::Named(SpeakerKind::Other), items));
        let Some(known) = self.resolve(line, Some(&phrase)) else { return };
        let seen = self.seen(known.speaker);
        if known.speaker.person.is_some() {
            (self.subject, self.mentioned) = (Some(seen), Some(seen));
            self.here.push(seen);
        } else {
            (self.figure, self.figure_gender) = (Some(seen), clause::gender(line, &core, head));
        }
    }

    /// "The coach, Ana Ruiz,": the name explains who it is.
    fn subject_is_of(&self, line: &Line<'_>, head: usize) -> bool {
        let end = (head + 1..head + 10).find(|&at| line.is_mark(at, &[","]));
        let is_be = |at: usize| matches!(line.key(at), "is" | "was" | "es" | "era" | "fue");
        // "Her boss was Ana Ruiz"
        let is_named = (head + 1..head + 10).any(|be| is_be(be) && line.mention_from(be + 1).is_some());
        is_named
            || end.is_some_and(|comma| {
                let name = (comma + 1..comma + 4).find_map(|at| line.mention_from(at));
                name.is_some_and(|(_, end)| line.is_mark(end, &[","]))
            })
    }

    /// "We received a letter": what "it says" next.
    fn note_paper(&mut self, line: &Line<'_>) {
        let is_new = |at: usize| matches!(line.key(at), "a" | "an" | "un" | "una");
        let is_paper = |at: usize| line.noun(at) == Some(Noun::Paper) && line.shape(at) == Shape::Lower;
        let found = (0..line.len().min(REACH)).find(|&at| is_new(at) && (at + 1..at + 4).any(is_paper));
        let Some(start) = found else { return };
        let Some(noun) = (start + 1..start + 4).find(|&at| is_paper(at)) else { return };
        let at = line.anchor(start..noun + 1);
        self.paper = Some(self.seen(Speaker { kind: SpeakerKind::Document, person: None, at }));
        if self.thing.is_none_or(|thing| thing.page != self.page) {
            self.thing = self.paper;
        }
    }

    /// "The judge asked the accused": who will answer.
    pub(super) fn note_asked(&mut self, line: &Line<'_>) {
        static ASKING: Words = Words::new(
            "ask asks asked pregunto pregunta preguntaba preguntaron interrogo inquirio interpelo consulto cuestiono",
        );
        let Some(verb) = (1..line.len().min(REACH)).find(|&at| ASKING.has(line.key(at))) else { return };
        let to = verb + 1;
        let start = if clause::is_dative(line, to) && line.key(to) == "a" { to + 1 } else { to };
        if line.mention_from(verb - 1).is_none()
            && matches!(line.key(verb - 1), "was" | "is" | "were" | "when" | "be" | "fue")
        {
            return;
        }
        let (phrase, gender) = if let Some((person, end)) = line.mention_from(start) {
            let gender = self.genders.get(person as usize).copied().flatten();
            (Phrase::new(Who::Person(person), start..end), gender)
        } else {
            let Some(core) = clause::core(line, start) else { return };
            let Some(head) = clause::person_head(line, &core) else { return };
            let from = if line.key(start) == "al" { start + 1 } else { start };
            let named = naming::named(line, start..head + 1);
            let phrase = named.filter(|named| !matches!(named.who, Who::Named(_)));
            let gender = clause::gender(line, &core, head);
            (phrase.unwrap_or_else(|| Phrase::new(Who::Named(SpeakerKind::Other), from..head + 1)), gender)
        };
        if let Some(known) = self.resolve(line, Some(&phrase)) {
            self.asked = Some((self.seen(known.speaker), gender));
        }
    }

    /// "Ana Ruiz died on Friday. She was 93.": nobody else is named in the paragraph.
    pub(super) fn learn_by_pronoun(&mut self, key: &str) {
        let gender = match key {
            "she" | "ella" => Gender::Woman,
            "he" => Gender::Man,
            _ => return,
        };
        let subject = self.subject.filter(|seen| seen.page == self.page && self.stranger != self.page);
        let is_relative = self.relative.is_some_and(|(relative, _)| relative.page == self.page);
        let subject = subject.filter(|_| !is_relative);
        let Some(subject) = subject.filter(|_| self.figure.is_none_or(|figure| figure.page != self.page)) else {
            return;
        };
        let is_alone = self.here.iter().all(|seen| seen.speaker.person == subject.speaker.person);
        let known = subject.speaker.person.filter(|_| is_alone).and_then(|at| self.genders.get_mut(at as usize));
        if let Some(known) = known {
            known.get_or_insert(gender);
        }
    }
}

/// Whether a name follows the phrase: "a judge, Ana Ruiz,".
fn behind_link(line: &Line<'_>, phrase: &Phrase) -> bool {
    let end = phrase.items.end;
    line.mention_from(end).is_some() || line.is_mark(end, &[","]) && line.mention_from(end + 1).is_some()
}

//! Who is brought in without a name of their own: "her father", "a former official", "the mayor"; and what a sentence tells of
//! those who have one.

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::super::{Grade, Speaker, SpeakerKind};
use super::line::Line;
use super::naming::{Phrase, Who, is_determiner};
use super::thread::Thread;
use super::verb::{Gender, Noun};
use super::{kin, phrase, role, words};

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
        // Looked for where the second or third word is a role: most sentences begin otherwise.
        let is_role = |at: usize| line.class(at).is(Class::ROLE) || line.noun(at) == Some(Noun::Generic);
        if !is_determiner(line, 0) || !(1..4).any(is_role) {
            return;
        }
        if super::naming::is_indefinite(line.key(0)) {
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

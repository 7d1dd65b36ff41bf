//! Whom a pronoun or a left-out subject goes back to.

use super::super::{Grade, SpeakerKind};
use super::thread::{Local, MEMORY, Seen, Thread};
use super::verb::Gender;
use super::whom::Known;

impl Thread {
    /// The subject of this paragraph if it was named after the last speaker, else the last speaker, else who was named
    /// last.
    pub(super) fn goes_back(&self, gender: Option<Gender>, why: &'static str) -> Option<Known> {
        // "The mayor opened the bridge. “…,” she said.": nobody is named in the paragraph.
        let nobody = self.here.is_empty() && self.spoke.is_none_or(|spoke| spoke.page != self.page);
        let figure = self.figure.filter(|seen| seen.page == self.page).filter(|seen| {
            // "Ana Ruiz stayed. Her father shrugged. “…,” he said."
            let is_last = self.here.iter().chain(&self.spoke).all(|other| other.order <= seen.order);
            match self.figure_gender {
                None => {
                    nobody
                        || is_last
                            && self.here.iter().all(|other| gender.is_none() || !self.is_known(other.speaker, gender))
                }
                Some(known) => is_last && gender.is_none_or(|gender| gender == known),
            }
        });
        if let Some(figure) = figure {
            return Some(Known { speaker: figure.speaker, grade: Grade::Carried, why });
        }
        // "Recibimos un correo. «…», decía."
        if let Some(paper) = self.paper.filter(|seen| gender.is_none() && nobody && seen.page == self.page) {
            return Some(Known { speaker: paper.speaker, grade: Grade::Carried, why });
        }
        if let Some(known) = self.portrayed_as(gender, why) {
            return Some(known);
        }
        let fits = |seen: &&Seen| self.may_be(seen.speaker, gender) && self.page - seen.page <= MEMORY;
        // What a paper said earlier does not make it the subject of a verb.
        let is_since = |seen: &Seen| self.mentioned.is_some_and(|mentioned| mentioned.order > seen.order);
        let is_gone = |seen: &&Seen| {
            let is_old = seen.page != self.page;
            is_old
                && match seen.speaker.kind {
                    SpeakerKind::Document => true,
                    SpeakerKind::Organisation => is_since(seen),
                    _ => false,
                }
        };
        let spoke = self.spoke.as_ref().filter(fits).filter(|seen| !is_gone(seen));
        // The subject of the paragraph before, if nobody has spoken since, is nearer than who spoke earlier.
        let is_near = |seen: &&Seen| {
            seen.page == self.page
                || seen.page + 1 == self.page
                    && spoke.is_some_and(|spoke| spoke.page < seen.page && spoke.order < seen.order)
        };
        let subject = self.subject.as_ref().filter(fits).filter(is_near);
        let spoke_here = spoke.is_some_and(|spoke| spoke.page == self.page);
        let subject_here = subject.is_some_and(|subject| subject.page == self.page);
        let local = match &self.local {
            Local::One(seen) if !spoke_here && !subject_here && fits(&seen) => Some(seen),
            _ => None,
        };
        // "Tuohy has picked Ana Ruiz. She has": the other one, whose gender is known to fit.
        let fitting = || {
            let unsure = subject.is_some_and(|subject| !self.is_known(subject.speaker, gender));
            let other = self.here.iter().rev().find(|seen| self.is_known(seen.speaker, gender));
            other.filter(|other| unsure && gender.is_some() && !spoke_here && Some(*other) != subject)
        };
        // "Tuohy has picked Ana Ruiz. She has": he cannot be meant, and nobody else is named here.
        let is_other = self.subject.is_some_and(|seen| seen.page == self.page && !self.may_be(seen.speaker, gender));
        let remaining = || {
            let mut fitting = self.here.iter().rev().filter(fits);
            let first = fitting.next()?;
            let is_alone = fitting.all(|seen| seen.speaker.person == first.speaker.person);
            Some(first).filter(|_| is_alone && is_other && !spoke_here)
        };
        let latest = || match (subject, spoke) {
            (Some(subject), Some(spoke)) if spoke.order > subject.order => Some(spoke),
            (Some(subject), _) => Some(subject),
            (None, Some(spoke)) => Some(spoke),
            (None, None) => self.mentioned.as_ref().filter(fits).filter(|seen| seen.page + 1 >= self.page),
        };
        // —contestó ella, two turns of a dialogue after she was named: the only woman of late.
        let only = || {
            let mut fitting = self.recent.iter().rev().filter(|seen| self.page - seen.page <= MEMORY);
            let first = fitting.clone().find(|seen| self.is_known(seen.speaker, gender))?;
            let is_other = |seen: &Seen| seen.speaker.person != first.speaker.person;
            let may_be = fitting.any(|seen| is_other(seen) && self.may_be(seen.speaker, gender));
            Some(first).filter(|_| gender.is_some() && !may_be)
        };
        // "Her manager at the bakery, Ana Ruiz, let her go": nobody else is named in the paragraph.
        let found = remaining().or_else(fitting).or(local).or_else(latest).or_else(only);
        // "Luis Ruiz said that his wife had left. She wrote": not he.
        let relative = self.relative.filter(|(seen, known)| seen.page == self.page && gender == Some(*known));
        if let Some((relative, _)) =
            relative.filter(|_| found.is_none_or(|found| !self.is_known(found.speaker, gender)))
        {
            return Some(Known { speaker: relative.speaker, grade: Grade::Carried, why });
        }
        // A verb without a subject, where the paragraph has a name that nobody took for a person: it may be that one’s.
        let found = found.filter(|found| gender.is_some() || found.page == self.page || self.stranger != self.page)?;
        Some(Known { speaker: found.speaker, grade: Grade::Carried, why })
    }
}

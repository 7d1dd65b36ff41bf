//! Whom a phrase means: the one it names, or the one who was named or spoke before.

use super::super::token::Shape;
use super::super::words::Words;
use super::super::{Grade, Speaker, SpeakerKind};
use super::beside::{behind_name, contains, name_behind};
use super::described::{ages, is_firm};
use super::line::Line;
use super::naming::{Phrase, Who, is_indefinite, is_nation};
use super::thread::{MEMORY, Seen, Thread};
use super::verb::{Gender, Lists, Noun};

/// Who said something, and how the program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// Who.
    pub(super) speaker: Speaker,
    /// How sure it is.
    pub(super) grade: Grade,
    /// The reason.
    pub(super) why: &'static str,
}

impl Thread {
    /// Whom a phrase means; nothing when that is not known.
    pub(super) fn resolve(&self, line: &Line<'_>, phrase: Option<&Phrase>) -> Option<Known> {
        let Some(phrase) = phrase else {
            return self.goes_back(None, "the verb has no subject: the one who spoke before");
        };
        let at = line.anchor(phrase.items.clone());
        let named = |kind| Known {
            speaker: Speaker { kind, person: None, at },
            grade: Grade::Cue,
            why: "named beside the verb of saying",
        };
        match &phrase.who {
            Who::Person(person) => {
                let speaker = Speaker { kind: SpeakerKind::Person, person: Some(*person), at };
                Some(Known { speaker, grade: Grade::Cue, why: "named beside the verb of saying" })
            }
            // "A sheriff told them", where the text has one sheriff and has named nobody yet
            Who::Named(SpeakerKind::Other) if self.foretold(line, phrase).is_some() => self.foretold(line, phrase),
            Who::Named(SpeakerKind::Other) if self.by_human(line, phrase).is_some() => self.by_human(line, phrase),
            // "Ana Ruiz, an engineer hired by the bank, warned"
            Who::Named(SpeakerKind::Other) if is_indefinite(line.key(phrase.items.start)) => {
                let named = named(SpeakerKind::Other);
                // "Ana Ruiz, a friend said, was late": with the verb next to it, it is somebody else.
                let is_apart = line.verb(phrase.items.end).is_none();
                let owner = behind_name(line, phrase.items.start).filter(|_| is_apart);
                let speaker = owner.unwrap_or(named.speaker);
                Some(Known { speaker, ..named })
            }
            Who::Pronoun(gender) => self.goes_back(*gender, "the pronoun goes back to the one named before"),
            Who::They => self.group_before(),
            Who::Only => self.goes_back(None, "the verb has no subject: the only one named before").filter(|known| {
                known.speaker.person.is_some()
                    && self.here.iter().all(|seen| seen.speaker.person == known.speaker.person)
            }),
            Who::Here => self
                .goes_back(None, "the verb has no subject: the one named before")
                .filter(|known| self.here.iter().any(|seen| seen.speaker.person == known.speaker.person)),
            Who::Thing => self.thing_before("the pronoun goes back to what was named before"),
            Who::Kin(key) => Some(self.by_kin(key).unwrap_or_else(|| named(SpeakerKind::Other))),
            // "The official", after "a senior official said": the same one.
            Who::Title(key) if self.unnamed_before(key).is_some() => self.unnamed_before(key),
            Who::Title(key) if ages(key).is_some() => self.by_age(key).or_else(|| {
                self.goes_back(None, "the words go back to the one named before")
                    .filter(|known| self.may_be_aged(known, key))
                    .or_else(|| Some(named(SpeakerKind::Other)).filter(|_| self.latest.is_empty()))
            }),
            // Two engineers: the words do not tell which of them.
            Who::Title(key) if self.is_shared(line, phrase, key) => None,
            Who::Title(key) => self.by_title(line, phrase, key, named(SpeakerKind::Other)),
            // “…,” Ana Ruiz’s letter says.
            Who::Common { kind: SpeakerKind::Document, .. } | Who::Named(SpeakerKind::Document)
                if Self::writer(line, phrase).is_some() =>
            {
                Self::writer(line, phrase)
            }
            // “…,” his letter says.
            Who::Common { kind: SpeakerKind::Document, .. } | Who::Named(SpeakerKind::Document)
                if is_owned(line.key(phrase.from)) && phrase.items.clone().any(|at| is_written_to(line.key(at))) =>
            {
                let gender = match line.key(phrase.from) {
                    "his" => Some(Gender::Man),
                    "her" => Some(Gender::Woman),
                    _ => None,
                };
                // "Su carta" may be that of any of the people here.
                let is_plain = gender.is_some()
                    || self.here.windows(2).all(|two| match two {
                        [one, other] => one.speaker.person == other.speaker.person,
                        _ => true,
                    });
                let owner = self.goes_back(gender, "the paper is that of the one named before");
                owner
                    .filter(|known| is_plain && known.speaker.person.is_some())
                    .or_else(|| Some(named(SpeakerKind::Document)))
            }
            // "The operator, Luzon Hydro, said": the name behind the noun.
            Who::Common { kind, .. } if name_behind(line, phrase.items.end).is_some() => {
                let at = name_behind(line, phrase.items.end).map_or(at, |range| line.anchor(range));
                Some(Known { speaker: Speaker { kind: *kind, person: None, at }, ..named(*kind) })
            }
            Who::Common { kind, key, is_definite } => self
                .by_wider(line, phrase, key)
                .or_else(|| self.by_noun(line, phrase, *kind, (key, *is_definite)))
                .or_else(|| Some(named(*kind))),
            Who::Named(kind) => {
                let (first, last) = (phrase.items.start, phrase.items.end.saturating_sub(1));
                let is_plain = phrase.items.len() == 2 && matches!(line.key(first), "the" | "el" | "la");
                let wider = || self.by_wider(line, phrase, line.key(last));
                Some(())
                    .filter(|()| is_plain && line.shape(last) == Shape::Lower)
                    .and_then(|()| wider())
                    .or_else(|| Some(named(*kind)))
            }
            Who::Unknown => None,
            Who::Speaker | Who::Listener => self.interviewee.map(|speaker| Known {
                speaker,
                grade: Grade::Carried,
                why: "said by the one who answers the questions",
            }),
        }
    }

    /// Whom an office or a wider word for somebody means: whoever has it, or was named before; else no more than it says.
    fn by_title(&self, line: &Line<'_>, phrase: &Phrase, key: &str, told: Known) -> Option<Known> {
        self.by_role(line, phrase, key).or_else(|| self.by_wider(line, phrase, key)).or_else(|| {
            let is_nation = || is_nation(key);
            if Lists::get().noun(key) == Some(Noun::Generic)
                || key.ends_with("-old")
                || key == "autoridad"
                || is_nation()
            {
                self.goes_back(None, "the words go back to the one named before")
                    .filter(|known| known.speaker.person.is_some())
                    .or_else(|| self.last_person())
                    // "The official, who asked not to be named": nobody else was spoken of.
                    .or(Some(told))
            } else if let Some(range) = name_behind(line, phrase.items.end) {
                let at = line.anchor(range);
                let kind = SpeakerKind::Organisation;
                Some(Known { speaker: Speaker { kind, person: None, at }, ..told })
            } else {
                let known = self.portrayed("the only one whom the text has named");
                known.filter(|_| self.is_only(line, phrase)).or(Some(told))
            }
        })
    }

    /// "Ana Ruiz’s letter": whose it is, of what somebody writes to others in their own name.
    fn writer(line: &Line<'_>, phrase: &Phrase) -> Option<Known> {
        let (person, end) = line.mention_from(phrase.items.start)?;
        let is_own =
            line.shape(end) == Shape::Possessive && (end..phrase.items.end).any(|at| is_written_to(line.key(at)));
        let at = line.anchor(phrase.items.start..end);
        is_own.then_some(Known {
            speaker: Speaker { kind: SpeakerKind::Person, person: Some(person), at },
            grade: Grade::Cue,
            why: "named as the writer",
        })
    }

    /// The organisation or paper that goes by the noun: the one whose name has it, the one named before by "the agency", the
    /// firm by "the company".
    fn by_noun(
        &self,
        line: &Line<'_>,
        phrase: &Phrase,
        kind: SpeakerKind,
        (key, is_definite): (&str, bool),
    ) -> Option<Known> {
        let known = |speaker, why| Some(Known { speaker, grade: Grade::Carried, why });
        if let Some(&(kind, at)) = self.names.get(key) {
            let is_meant = is_definite || contains(line.anchor(0..line.len()), at);
            let speaker = Speaker { kind, person: None, at };
            return known(speaker, "the words go back to the name written out before").filter(|_| is_meant);
        }
        if !is_definite {
            return None;
        }
        // "The Safety Office, which helped, urged them. “…,” the agency said."
        if is_wider(key) {
            let at = line.anchor(phrase.items.clone());
            let is_name = |seen: &Seen| seen.speaker.kind == kind && !contains(at, seen.speaker.at);
            let thing = self.thing.filter(|seen| seen.page == self.page).filter(is_name)?;
            return known(thing.speaker, "the words go back to the organisation named before");
        }
        if !is_firm(key) {
            return None;
        }
        let here = self.thing.filter(|seen| seen.page == self.page && self.may_be_firm == Some(seen.order));
        let firm = here.or_else(|| self.firm.filter(|seen| self.page - seen.page <= 1))?;
        known(firm.speaker, "the words go back to the firm named before")
    }

    /// Somebody without a name who spoke before, when nobody who is named has spoken or was named since.
    fn unnamed_before(&self, key: &str) -> Option<Known> {
        let seen = self.unnamed.get(key).filter(|seen| self.page - seen.page <= 1)?;
        let is_last = self.spoke.is_none_or(|spoke| spoke.order <= seen.order || spoke.speaker == seen.speaker);
        let why = "the words go back to the one without a name who spoke before";
        is_last.then_some(Known { speaker: seen.speaker, grade: Grade::Carried, why })
    }

    /// Several who were the subject of a sentence of this paragraph, when nobody has spoken since.
    fn group_before(&self) -> Option<Known> {
        let seen = self.group.filter(|seen| seen.page == self.page)?;
        let is_last = self.spoke.is_none_or(|spoke| spoke.order <= seen.order || spoke.speaker == seen.speaker);
        let why = "the words go back to the ones who were the subject before";
        is_last.then_some(Known { speaker: seen.speaker, grade: Grade::Carried, why })
    }

    /// Who was asked in these paragraphs, when nobody but the one who asked has spoken since: the one who answers.
    pub(super) fn answerer(&self, gender: Option<Gender>) -> Option<Known> {
        let (asked, known) = self.asked.filter(|(seen, _)| self.page - seen.page <= 1)?;
        let is_next = self.spoke.is_none_or(|spoke| spoke.order <= asked.order);
        let fits = gender.is_none() || known.is_none() || known == gender;
        let why = "the one who was asked answers";
        (is_next && fits).then_some(Known { speaker: asked.speaker, grade: Grade::Carried, why })
    }

    /// The organisation or paper named or quoted last, in this paragraph or the one before.
    fn thing_before(&self, why: &'static str) -> Option<Known> {
        let seen = self.thing.filter(|seen| self.page - seen.page <= 1)?;
        Some(Known { speaker: seen.speaker, grade: Grade::Carried, why })
    }

    /// Those with the role who were named before; "la alcaldesa" is a woman.
    pub(super) fn with_role(&self, line: &Line<'_>, phrase: &Phrase, key: &str) -> Vec<u32> {
        let gender = match line.key(phrase.from) {
            "la" => Some(Gender::Woman),
            "el" => Some(Gender::Man),
            _ => None,
        };
        let named = self.roles.having(key).iter().copied().filter(|person| self.latest.contains_key(person));
        named.filter(|&person| self.is_of(person, gender)).collect()
    }

    /// Whether several people have the role, and neither of them alone was named in these paragraphs.
    fn is_shared(&self, line: &Line<'_>, phrase: &Phrase, key: &str) -> bool {
        let all = self.with_role(line, phrase, key);
        all.len() > 1 && self.nearest(&all).is_none()
    }

    /// The only one of them who was named in these paragraphs.
    pub(super) fn nearest(&self, all: &[u32]) -> Option<u32> {
        let is_near = |person: &&u32| self.latest.get(person).is_some_and(|seen| self.page - seen.page <= 1);
        let mut near = all.iter().filter(is_near);
        near.next().copied().filter(|_| near.next().is_none())
    }

    /// The person who has the role.
    fn by_role(&self, line: &Line<'_>, phrase: &Phrase, key: &str) -> Option<Known> {
        let all = self.with_role(line, phrase, key);
        let person = if let [only] = all.as_slice() { *only } else { self.nearest(&all)? };
        self.recalled(person, "the one who has this role in the text")
    }

    /// The only person with the relation, or whose relative is the other end of it.
    fn by_kin(&self, key: &str) -> Option<Known> {
        let person = self.roles.relative(key).filter(|person| self.latest.contains_key(person))?;
        self.recalled(person, "the one who has this relation in the text")
    }

    pub(super) fn recalled(&self, person: u32, why: &'static str) -> Option<Known> {
        let speaker = self.latest.get(&person)?.speaker;
        Some(Known { speaker, grade: Grade::Carried, why })
    }

    /// Who was named last, in this paragraph or the one before.
    fn last_person(&self) -> Option<Known> {
        let seen = self.mentioned.filter(|seen| self.page - seen.page <= MEMORY)?;
        Some(Known { speaker: seen.speaker, grade: Grade::Carried, why: "the words go back to the one named before" })
    }

    /// The one whom the text is a portrait of.
    fn portrayed(&self, why: &'static str) -> Option<Known> {
        self.profile.map(|profile| Known { speaker: profile.speaker, grade: Grade::Carried, why })
    }

    /// Whether "the retired judge" can only be the one whom the text is about: nobody else was named yet.
    fn is_only(&self, line: &Line<'_>, phrase: &Phrase) -> bool {
        let is_before = self.profile.is_some_and(|profile| line.page.piece.block < profile.other);
        is_before && line.key(phrase.from) == "the"
    }

    /// The one whom the text is a portrait of, by the pronoun, unless this paragraph names or quotes another whom it fits.
    pub(super) fn portrayed_as(&self, gender: Option<Gender>, why: &'static str) -> Option<Known> {
        let profile = self.profile.filter(|profile| gender == Some(profile.gender))?;
        let is_other = |seen: &Seen| seen.speaker.person != profile.speaker.person;
        let quoted = self.spoke.filter(|seen| seen.page == self.page && self.may_be(seen.speaker, gender));
        let named = self.here.iter().any(|seen| is_other(seen) && self.is_known(seen.speaker, gender));
        if named || quoted.as_ref().is_some_and(is_other) { None } else { self.portrayed(why) }
    }
}

/// Words for organisations of any sort, which go by their names elsewhere.
fn is_wider(key: &str) -> bool {
    matches!(
        key,
        "agency"
            | "body"
            | "organisation"
            | "organization"
            | "association"
            | "institution"
            | "watchdog"
            | "regulator"
            | "authority"
            | "charity"
            | "office"
            | "outlet"
            | "entidad"
            | "organismo"
            | "institucion"
            | "organizacion"
            | "agrupacion"
            | "asociacion"
            | "agencia"
            | "autoridad"
            | "dependencia"
            | "oficina"
            | "colectivo"
            | "gremio"
    )
}

/// "His", "su".
fn is_owned(key: &str) -> bool {
    matches!(key, "his" | "her" | "su")
}

/// What somebody writes to others in their own name: a letter speaks for its writer, a report for itself.
fn is_written_to(key: &str) -> bool {
    static PAPERS: Words = Words::new(
        "letter email e-mail message note text texts post tweet blog statement diary memo reply column article book speech \
         letters emails messages posts tweets carta correo mensaje nota tuit publicacion escrito comunicado misiva diario \
         columna articulo libro texto discurso cartas correos mensajes tuits memorias",
    );
    PAPERS.has(key)
}

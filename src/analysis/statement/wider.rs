//! Who goes by a wider word than the role that the text states: "the officer" for a constable, "the 34-year-old" for the one
//! whose age was given, "el hombre" for the only one named.

use super::super::words::Words;
use super::super::{Grade, Speaker, SpeakerKind};
use super::described::{ages, human_gender, is_human};
use super::line::Line;
use super::naming::{Phrase, is_indefinite};
use super::thread::Thread;
use super::whom::Known;

/// Wider words, each line with the roles that they stand for, folded.
const WIDER: &[(&str, &str)] = &[
    (
        "officer detective policeman policewoman oficial policia uniformado uniformada agente",
        "constable sergeant inspector superintendent commissioner captain lieutenant major colonel commander detective \
         coronel capitan capitana comisario comisaria sargento teniente comandante inspector inspectora suboficial",
    ),
    (
        "politician lawmaker legislator parliamentarian politico politica parlamentario parlamentaria legislador legisladora",
        "mp senator deputy representative congressman congresswoman councillor senador senadora diputado diputada \
         congresista concejal concejala edil",
    ),
    (
        "academic scholar lecturer academico academica docente catedratico catedratica",
        "professor profesor profesora catedratico catedratica lecturer",
    ),
    (
        "clergyman cleric priest religioso sacerdote cura clerigo",
        "vicar rector reverend bishop priest parroco obispo presbitero padre",
    ),
    (
        "attorney lawyer solicitor barrister letrado letrada jurista",
        "lawyer attorney barrister solicitor abogado abogada counsel",
    ),
    (
        "medic physician doctor medico medica facultativo facultativa",
        "surgeon paediatrician pediatrician cardiologist physician cirujano cirujana pediatra",
    ),
    ("boss chief executive", "ceo chief president director"),
    ("jerarca titular", "ministro ministra"),
    ("regidor regidora edil municipe", "alcalde alcaldesa concejal concejala intendente intendenta"),
    ("mandatario mandataria", "presidente presidenta gobernador gobernadora"),
    (
        "ejecutivo ejecutiva directivo directiva executive",
        "gerente director directora presidente presidenta ceo chief consejero consejera",
    ),
];

impl Thread {
    /// The only one of these paragraphs whose role the wider word stands for: "the officer" for a constable.
    pub(super) fn by_wider(&self, line: &Line<'_>, phrase: &Phrase, key: &str) -> Option<Known> {
        let mut all: Vec<u32> = Vec::new();
        for role in roles_of(line, phrase, key) {
            all.extend(self.with_role(line, phrase, role));
        }
        all.sort_unstable();
        all.dedup();
        let person = self.nearest(&all)?;
        self.recalled(person, "the only one near whose role the word stands for")
    }

    /// The only person of this age in the text so far.
    pub(super) fn by_age(&self, key: &str) -> Option<Known> {
        let range = ages(key)?;
        let mut fitting = self.ages.iter().filter(|(_, age)| range.contains(age)).map(|(&person, _)| person);
        let person = fitting.next().filter(|_| fitting.next().is_none())?;
        self.recalled(person, "the one of this age in the text")
    }

    /// Whether nothing speaks against the age.
    pub(super) fn may_be_aged(&self, known: &Known, key: &str) -> bool {
        let age = known.speaker.person.and_then(|person| self.ages.get(&person));
        age.is_none_or(|age| ages(key).is_none_or(|range| range.contains(age)))
    }

    /// "A sheriff told them", before anybody is named: the only sheriff of the text.
    pub(super) fn foretold(&self, line: &Line<'_>, phrase: &Phrase) -> Option<Known> {
        static OFFICES: Words = Words::new(
            "sheriff judge coroner magistrate minister mayor president prosecutor juez jueza alcalde alcaldesa fiscal \
             ministro ministra gobernador gobernadora",
        );
        let is_early = self.latest.is_empty() && is_indefinite(line.key(phrase.items.start));
        let end = phrase.items.end;
        let office = end.checked_sub(1).filter(|&at| is_early && OFFICES.has(line.key(at)))?;
        let [person] = self.roles.having(line.key(office)) else { return None };
        let at = line.anchor(phrase.items.clone());
        let speaker = Speaker { kind: SpeakerKind::Person, person: Some(*person), at };
        Some(Known { speaker, grade: Grade::Inferred, why: "the only one who has this role in the text" })
    }

    /// "The man said", "contó la mujer": the only one named in the paragraph, when nobody else is in it.
    pub(super) fn by_human(&self, line: &Line<'_>, phrase: &Phrase) -> Option<Known> {
        let last = phrase.items.end.checked_sub(1)?;
        if !is_human(line.key(last)) {
            return None;
        }
        let gender = human_gender(line.key(last));
        // "She testified that the man had shouted": who says so is another.
        let opens = phrase
            .from
            .checked_sub(1)
            .is_none_or(|before| line.quote(before).is_some() || !line.is_word(before) || line.verb(before).is_some());
        let is_plain = opens && phrase.items.len() == 2 && matches!(line.key(phrase.items.start), "the" | "el" | "la");
        let first = self.here.first().filter(|_| is_plain && self.stranger != self.page)?;
        let is_alone = self.here.iter().all(|seen| seen.speaker.person == first.speaker.person);
        let fits = is_alone && self.may_be(first.speaker, gender);
        let why = "the words go back to the only one named in the paragraph";
        fits.then_some(Known { speaker: first.speaker, grade: Grade::Carried, why })
    }
}

/// The roles that a wider word stands for, among others.
fn roles_of(line: &Line<'_>, phrase: &Phrase, key: &str) -> impl Iterator<Item = &'static str> {
    // «…», afirmó la secretaria de Estado: the minister.
    let of_state =
        matches!(key, "secretaria" | "secretario") && line.key(phrase.items.end.saturating_sub(1)) == "estado";
    let minister = if of_state { "ministra ministro" } else { "" };
    let key = key.to_owned();
    let is_wide = move |wide: &str| wide.split_whitespace().any(|word| word == key);
    let wider = WIDER.iter().filter(move |(wide, _)| is_wide(wide)).flat_map(|(_, roles)| roles.split_whitespace());
    minister.split_whitespace().chain(wider)
}

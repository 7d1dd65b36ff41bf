//! Who was named and who spoke so far, for `whom` to say who "she" and "the minister" are.

use std::collections::HashMap;

use super::super::lexicon::{Class, fold};
use super::super::reading::Reading;
use super::super::token::Shape;
use super::super::words::Words;
use super::super::{Person, Speaker, SpeakerKind};
use super::beside::{self, extent, is_appositive};
use super::described;
use super::line::Line;
use super::naming::{Phrase, Who, is_determiner};
use super::profile::Profile;
use super::role::{self, Roles};
use super::verb::{Gender, Lists, Noun};
use super::words;
use crate::document::Anchor;

/// Paragraphs over which a speaker is remembered.
pub(super) const MEMORY: usize = 2;
/// People of a paragraph who are remembered.
const HERE: usize = 8;

/// Words in the names of organisations that are no firms.
static PUBLIC: Words = Words::new(
    "ministry court council police university union federation party government school hospital committee \
    commission parliament senate institute department agency army association club trust church society museum team \
    ministerio tribunal ayuntamiento policia universidad sindicato partido gobierno escuela comision congreso senado \
    instituto agencia ejercito asociacion iglesia fiscalia consejo junta federacion museo defensoria fundacion foundation",
);

/// Words in the names of firms.
static FIRMS: Words = Words::new(
    "energy inc group holdings corp corporation motors airlines airways foods industries systems technologies \
    partners capital ltd llc plc minera grupo sa pharmaceuticals pharma software brewery farms logistics shipping mining oil gas \
    steel textiles housewares brands stores markets media games studios labs robotics aerospace hidroelectrica constructora \
    lacteos aceros bodegas cervecera naviera textil",
);

/// Somebody who was named or spoke, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// Who.
    pub(super) speaker: Speaker,
    /// The paragraph.
    pub(super) page: usize,
    /// The how-manieth event of the text it was.
    pub(super) order: usize,
}

/// What is known from the text so far.
#[derive(Debug)]
pub(super) struct Thread {
    pub(super) genders: Vec<Option<Gender>>,
    /// Who has which role or relation.
    pub(super) roles: Roles,
    /// Where a name with this noun was last written out.
    pub(super) names: HashMap<String, (SpeakerKind, Anchor)>,
    /// Where each person was last mentioned, and when.
    pub(super) latest: HashMap<u32, Seen>,
    /// Who was mentioned last.
    pub(super) mentioned: Option<Seen>,
    /// Who was named in this paragraph otherwise than as somebody to whom something happens; the only one.
    pub(super) local: Local,
    /// The latest who were named in this paragraph.
    pub(super) here: Vec<Seen>,
    /// The subject of the last sentence that had one.
    pub(super) subject: Option<Seen>,
    /// The organisation or paper that was the subject of a sentence or spoke last.
    pub(super) thing: Option<Seen>,
    /// The order of the latest organisation with a name that is no public one.
    pub(super) may_be_firm: Option<usize>,
    /// Somebody without a name who was the subject of a sentence last: "the mayor".
    pub(super) figure: Option<Seen>,
    /// Whether that one is a woman or a man, for a relation: "her father".
    pub(super) figure_gender: Option<Gender>,
    /// A relative whom "she" may mean where the text names nobody else: "his wife".
    pub(super) relative: Option<(Seen, Gender)>,
    /// Several who were the subject of a sentence last.
    pub(super) group: Option<Seen>,
    /// Who was asked something last, and whether that is a woman or a man.
    pub(super) asked: Option<(Seen, Option<Gender>)>,
    /// A paper that a sentence brought in last: "we got a letter".
    pub(super) paper: Option<Seen>,
    /// Ages as stated.
    pub(super) ages: HashMap<u32, u8>,
    /// The paragraph that names somebody whom nobody took for a person, or brings in "a man".
    pub(super) stranger: usize,
    /// The first paragraph of this section.
    section: usize,
    /// Who spoke without a name, by the noun: "a senior official".
    pub(super) unnamed: HashMap<String, Seen>,
    /// The firm that was the subject of a sentence last.
    pub(super) firm: Option<Seen>,
    /// Those who were mentioned last, one after the other.
    pub(super) recent: Vec<Seen>,
    /// Who spoke last.
    pub(super) spoke: Option<Seen>,
    /// Who answers the questions.
    pub(super) interviewee: Option<Speaker>,
    /// Whom the text is a portrait of.
    pub(super) profile: Option<Profile>,
    /// The paragraph.
    pub(super) page: usize,
    order: usize,
}

impl Thread {
    /// Nothing was read yet.
    pub(super) fn new(reading: &Reading<'_>, people: &[Person], profile: Option<Profile>) -> Self {
        let roles = Roles::of(reading.document, people);
        let gender = |person: &Person| {
            let first = person.name.split([' ', '-']).next().unwrap_or_default();
            let stated = || person.roles.iter().find_map(|&role| role::gender(reading.document.text(role)?));
            Lists::get().gender(&fold(first)).or_else(stated)
        };
        let mut genders: Vec<_> = people.iter().map(gender).collect();
        // "I tell him": the author knows.
        if let Some(profile) = profile
            && let Some(known) = profile.speaker.person.and_then(|person| genders.get_mut(person as usize))
        {
            known.get_or_insert(profile.gender);
        }
        Self {
            genders,
            roles,
            names: HashMap::new(),
            latest: HashMap::new(),
            mentioned: None,
            local: Local::None,
            here: Vec::new(),
            subject: None,
            thing: None,
            firm: None,
            may_be_firm: None,
            figure: None,
            figure_gender: None,
            relative: None,
            group: None,
            asked: None,
            paper: None,
            ages: HashMap::new(),
            stranger: 0,
            section: 0,
            unnamed: HashMap::new(),
            recent: Vec::new(),
            spoke: None,
            interviewee: None,
            profile,
            page: 0,
            order: 0,
        }
    }

    /// The next paragraph begins.
    pub(super) fn turn(&mut self) {
        self.page += 1;
        self.local = Local::None;
        self.here.clear();
    }

    /// A heading: what follows is another matter.
    pub(super) fn part(&mut self) {
        self.section = self.page + 1;
    }

    /// Who answers the questions.
    pub(super) fn set_interviewee(&mut self, speaker: Option<Speaker>) {
        self.interviewee = speaker;
    }

    pub(super) fn seen(&mut self, speaker: Speaker) -> Seen {
        self.order += 1;
        Seen { speaker, page: self.page, order: self.order }
    }

    /// Somebody spoke.
    pub(super) fn note_speaker(&mut self, speaker: Speaker) {
        let seen = self.seen(speaker);
        self.spoke = Some(seen);
        if matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Document) {
            self.thing = Some(seen);
        }
    }

    /// Somebody without a name speaks: the nouns of the phrase will mean the same one.
    pub(super) fn note_unnamed(&mut self, line: &Line<'_>, phrase: &Phrase, speaker: Speaker) {
        let seen = self.seen(speaker);
        // "Fuentes del banco aseguran": several, for a verb of several behind it.
        let first = phrase.items.clone().find(|&at| line.is_word(at) && !is_determiner(line, at));
        let is_many = |at: usize| line.key(at).ends_with('s') && matches!(line.noun(at), Some(Noun::People));
        if first.is_some_and(is_many) {
            self.group = Some(seen);
        }
        for at in phrase.items.clone().take_while(|&at| !words::is_link(line.key(at))) {
            let is_noun = line.noun(at).is_some() || line.class(at).is(Class::ROLE);
            if is_noun && line.shape(at) == Shape::Lower {
                self.unnamed.insert(line.key(at).to_owned(), seen);
            }
        }
    }

    /// The organisation or paper with which a sentence begins, for "it said" and "the agency said".
    pub(super) fn note_thing(&mut self, line: &Line<'_>) {
        let Some(phrase) = beside::thing(line) else { return };
        let Some(known) = self.resolve(line, Some(&phrase)).filter(|known| known.speaker.person.is_none()) else {
            return;
        };
        let kind = match known.speaker.kind {
            SpeakerKind::Other => SpeakerKind::Organisation,
            kind => kind,
        };
        let seen = self.seen(Speaker { kind, ..known.speaker });
        self.thing = Some(seen);
        let is_name = matches!(phrase.who, Who::Named(_));
        let is_firm = || phrase.items.clone().any(|at| FIRMS.has(line.key(at)));
        let is_public = || phrase.items.clone().any(|at| PUBLIC.has(line.key(at)) || line.class(at).is(Class::PLACE));
        if kind == SpeakerKind::Organisation && is_name && !is_public() {
            self.may_be_firm = Some(seen.order);
        }
        if kind == SpeakerKind::Organisation && is_name && is_firm() {
            self.firm = Some(seen);
        }
    }

    /// Everyone whom a sentence names, and the names of organisations and papers in it.
    pub(super) fn note_names(&mut self, line: &Line<'_>) {
        let mut at = 0;
        // "She compared Ana Ruiz to": the subject stands there already.
        let opens = matches!(line.key(0), "she" | "he" | "ella" | "they");
        let mut has_subject = opens;
        if has_subject && self.local == Local::None {
            self.local = Local::Several;
        }
        self.learn_by_pronoun(line.key(0));
        while at < line.len() {
            if let Some((person, end)) = line.mention_from(at) {
                let anchor = line.anchor(at..end);
                let seen = self.seen(Speaker { kind: SpeakerKind::Person, person: Some(person), at: anchor });
                self.latest.insert(person, seen);
                self.mentioned = Some(seen);
                if self.recent.len() >= HERE {
                    self.recent.remove(0);
                }
                self.recent.push(seen);
                if self.here.len() >= HERE {
                    self.here.remove(0);
                }
                if !opens {
                    self.here.push(seen);
                }
                let before = at.checked_sub(1);
                described::note_age(&mut self.ages, line, person, end);
                self.learn_gender(person, before.map_or("", |before| line.key(before)));
                let is_first = (0..at).all(|at| line.quote(at).is_none()) && at <= 6;
                let is_possessive = line.shape(end) == Shape::Possessive;
                if is_possessive {
                    self.roles.note_relative(line.key(end + 1), person);
                } else if before.is_some_and(|before| matches!(line.key(before), "of" | "de")) {
                    self.roles.note_relative(at.checked_sub(2).map_or("", |noun| line.key(noun)), person);
                }
                // "For Ana Ruiz it was a defeat": the sentence is about her.
                let is_topic = at == 1 && matches!(line.key(0), "for" | "para");
                let is_led = !is_topic
                    && before.is_some_and(|before| {
                        line.class(before).is(Class::PARTICLE)
                            || matches!(line.key(before), "of" | "for" | "with" | "by")
                    });
                let is_subject = (is_first || is_appositive(line, at, end)) && !is_possessive && !is_led;
                // "The test was designed by Ana Ruiz": who did it, where nobody else is the subject.
                let is_agent = is_led && !is_possessive && is_done_by(line, at);
                if (is_subject || is_agent) && !has_subject {
                    self.subject = Some(seen);
                    has_subject = true;
                }
                let is_object = before.is_some_and(|before| {
                    matches!(
                        line.key(before),
                        "to" | "from" | "about" | "against" | "a" | "al" | "con" | "contra" | "sobre"
                    )
                });
                if !is_possessive && !is_led && !is_object && line.key(end) != "and" {
                    self.local = self.local.with(seen);
                }
                at = end;
                continue;
            }
            let class = line.class(at);
            let key = line.key(at);
            if described::is_stranger(line, at) {
                self.stranger = self.page;
            }
            // "La empresa de agua, Aguas del Norte,"
            if described::is_firm(key)
                && line.shape(at) == Shape::Lower
                && !super::naming::is_indefinite(line.key(at.saturating_sub(1)))
            {
                let name = (at + 1..at + 5).find_map(|comma| beside::name_behind(line, comma));
                if let Some(name) = name {
                    let at = line.anchor(name);
                    self.firm = Some(self.seen(Speaker { kind: SpeakerKind::Organisation, person: None, at }));
                }
            }
            if line.is_capital(at) && key.len() > 3 {
                let paper = line.noun(at) == Some(Noun::Paper);
                if paper || class.is(Class::ORGANISATION) {
                    let kind = if paper { SpeakerKind::Document } else { SpeakerKind::Organisation };
                    let (start, end) = extent(line, at);
                    if end > start + 1 {
                        self.names.insert(key.to_owned(), (kind, line.anchor(start..end)));
                    }
                }
            }
            at += 1;
        }
    }

    fn learn_gender(&mut self, person: u32, before: &str) {
        let gender = match before {
            "mr" | "sr" | "don" | "sir" | "lord" | "senor" | "father" | "brother" | "king" | "prince" | "padre"
            | "fray" => Gender::Man,
            "mrs" | "ms" | "miss" | "sra" | "srta" | "dona" | "lady" | "senora" | "dra" | "mme" | "dame" | "sister"
            | "queen" | "princess" | "madre" | "sor" => Gender::Woman,
            _ => return,
        };
        if let Some(known) = self.genders.get_mut(person as usize) {
            *known = Some(gender);
        }
    }

    /// Whether nothing speaks against the pronoun meaning this speaker.
    pub(super) fn may_be(&self, speaker: Speaker, gender: Option<Gender>) -> bool {
        speaker.person.map_or(gender.is_none(), |person| self.is_of(person, gender))
    }

    /// Whether the person is known to be a woman or a man.
    pub(super) fn is_known(&self, speaker: Speaker, gender: Option<Gender>) -> bool {
        let known = speaker.person.and_then(|person| self.genders.get(person as usize).copied().flatten());
        known.is_some() && known == gender
    }

    /// Whether nothing speaks against the person being a woman or a man.
    pub(super) fn is_of(&self, person: u32, gender: Option<Gender>) -> bool {
        let known = self.genders.get(person as usize).copied().flatten();
        known.is_none() || gender.is_none() || known == gender
    }

    /// Who spoke last, if that was in this paragraph or the one before.
    pub(super) fn last_speaker(&self) -> Option<Speaker> {
        self.spoke.filter(|seen| self.page - seen.page <= 1 && seen.page >= self.section).map(|seen| seen.speaker)
    }
}

/// "Was designed by", "fue firmada por": what stands behind says who did it.
fn is_done_by(line: &Line<'_>, at: usize) -> bool {
    let by = at.checked_sub(1).filter(|&by| matches!(line.key(by), "by" | "por"));
    let done = by.and_then(|by| by.checked_sub(1));
    let is_been =
        |before: usize| matches!(line.key(before), "was" | "were" | "been" | "is" | "are" | "fue" | "fueron" | "sido");
    done.is_some_and(|done| {
        ["ed", "en", "wn", "ado", "ada", "ido", "ida", "idos", "idas", "ados", "adas", "to", "ta"]
            .iter()
            .any(|end| line.key(done).ends_with(end))
            && (done.saturating_sub(3)..done).any(is_been)
    })
}

/// Who was named in a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Local {
    /// Nobody.
    None,
    /// One person.
    One(Seen),
    /// More than one.
    Several,
}

impl Local {
    fn with(self, seen: Seen) -> Self {
        match self {
            Self::None => Self::One(seen),
            Self::One(known) if known.speaker.person == seen.speaker.person => Self::One(seen),
            Self::One(_) | Self::Several => Self::Several,
        }
    }
}

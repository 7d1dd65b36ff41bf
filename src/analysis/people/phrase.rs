//! Noun phrases that may say what somebody is, whether a list has their noun or not.

use std::ops::Range;

use super::super::Language;
use super::super::lexicon::{Class, Lexicon, fold};
use super::super::token::Shape;
use super::clause::{
    is_article, is_clause, is_connector, is_finite, is_indefinite, is_lead, is_short_participle, is_side, is_style,
};
use super::noun::{is_agent, is_human, is_thing, is_time};
use super::role::Around;

/// Tokens behind an article within which the noun has to stand.
const REACH: usize = 8;
/// Tokens of a role, at most.
const MAX_TOKENS: usize = 26;
/// The same of one whose noun is in no list.
const MAX_UNLISTED: usize = 12;

/// How it is known that a noun is one for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    /// By the lists.
    Listed,
    /// By its ending.
    Agent,
    /// By a word that says no more than that ("the only person in Britain").
    Human,
    /// By its place alone.
    Any,
}

/// What leads a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leader {
    /// "A mason".
    Indefinite,
    /// "The mason", "her brother".
    Definite,
    /// "Mason".
    Nothing,
}

/// Words for what somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its words, without article.
    pub(super) tokens: Range<usize>,
    /// How the noun is known.
    pub(super) noun: Noun,
    /// What leads it.
    pub(super) leader: Leader,
    /// Whether more belongs to it behind its noun ("of PLACE").
    pub(super) is_complete: bool,
}

impl Around<'_> {
    /// The noun phrase that starts at `at`, if it may say what a person is. Whether it is closed is not looked at, only that
    /// no verb ends it.
    pub(super) fn phrase(&self, at: usize) -> Option<Phrase> {
        let mut start = at;
        while is_side(self.str(start)) {
            start += 1;
        }
        // "One of the organisers"
        if matches!(self.str(start), "one" | "una" | "uno") && matches!(self.str(start + 1), "of" | "de") {
            return self.one_of(start);
        }
        // "Hasta ahora directora", "until recently head"
        let until = matches!(
            (self.str(start), self.str(start + 1)),
            ("hasta", "ahora" | "hoy" | "ayer") | ("until", "now" | "recently")
        );
        let led = is_lead(self.str(start)) || until;
        let mut core = start + usize::from(led) + usize::from(until);
        let mut leader = Leader::Nothing;
        while self.is_article(core) {
            leader = if is_indefinite(self.str(core)) { Leader::Indefinite } else { Leader::Definite };
            core += 1;
        }
        // "His Honour Judge NAME"
        if is_style(self.str(core)) && leader == Leader::Definite {
            core += 1;
        }
        let start = if led { start } else { core };
        // "Es la última farera"
        if !led && leader != Leader::Nothing && is_lead(self.str(core)) {
            core += 1;
        }
        let to = self.core_end(core);
        let (at, noun) = self.head(core..to)?;
        let most = if noun == Noun::Listed { MAX_TOKENS } else { MAX_UNLISTED };
        let end = self.extended(to, start + most)?;
        let end = self.trimmed(at + 1, end);
        Some(Phrase { tokens: start..end, noun, leader, is_complete: end > to })
    }

    /// "One of the organisers of the march".
    fn one_of(&self, start: usize) -> Option<Phrase> {
        let core = start + 3;
        if !self.is_article(start + 2) {
            return None;
        }
        let to = self.core_end(core);
        let noun = (core..to).find(|&at| self.is_plural_role(at))?;
        let end = self.trimmed(noun + 1, self.extended(to, start + MAX_UNLISTED)?);
        Some(Phrase { tokens: start..end, noun: Noun::Listed, leader: Leader::Definite, is_complete: true })
    }

    /// One past the words that a noun phrase has before its first small word.
    fn core_end(&self, start: usize) -> usize {
        let is_capital = |at: usize| matches!(self.shape(at), Shape::Capital | Shape::Upper);
        let mut end = start;
        while end < start + REACH && self.sentence.contains(&end) {
            let class = self.class(end);
            let text = self.str(end);
            let belongs = match self.shape(end) {
                Shape::Capital | Shape::Upper | Shape::Initial | Shape::Possessive => true,
                // "University of Oslo professor"
                Shape::Lower if is_connector(text) => end > start && is_capital(end - 1) && is_capital(end + 1),
                Shape::Lower => {
                    let is_noun = class.is(Class::ROLE | Class::MODIFIER | Class::ORGANISATION | Class::THING);
                    // "A lay preacher": behind an article stands no verb.
                    let led = end == start && start.checked_sub(1).is_some_and(|before| self.is_article(before));
                    is_noun && !is_finite(text)
                        // "Its first paid coach"
                        || end > start && self.class(end - 1).is(Class::MODIFIER) && self.class(end + 1).is(Class::ROLE)
                        || led && !class.is(Class::FUNCTION | Class::REPORTING)
                        || !class.is(Class::FUNCTION | Class::REPORTING) && !is_finite(text) && !is_clause(text)
                        || self.shape(end + 1) == Shape::Possessive
                        || self.is_noun_here(end)
                }
                Shape::Number => end == start && self.shape(end + 1).is_word() && !self.class(end + 1).is(Class::TIME),
                Shape::Mark => {
                    matches!(text, "&" | "/")
                        || matches!(text, "’" | "'") && end > start && self.str(end - 1).ends_with('s')
                }
                Shape::Address | Shape::Other => false,
            };
            if !belongs {
                break;
            }
            end += 1;
        }
        end
    }

    /// A word that may be a verb of saying and is a noun here ("the state", "head of claims").
    fn is_noun_here(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.str(before));
        self.class(at).is(Class::REPORTING) && (is_connector(before) || is_article(before)) && !is_finite(self.str(at))
    }

    /// The noun of a phrase's first words and how it is known; nothing when it is none for people.
    fn head(&self, core: Range<usize>) -> Option<(usize, Noun)> {
        let language = self.language();
        let is_spanish = language == Language::Spanish;
        let lower = |at: &usize| self.shape(*at) == Shape::Lower;
        let listed = core
            .clone()
            .rev()
            .find(|&at| self.is_role_noun(at) && !(lower(&at) && self.class(at).is(Class::REPORTING)));
        if let Some(at) = listed {
            return self.is_head(at, core, is_spanish).then_some((at, Noun::Listed));
        }
        if core.clone().any(|at| self.class(at).is(Class::TIME) || is_time(self.str(at))) {
            return None;
        }
        let is_modifier = |at: &usize| self.class(*at).is(Class::MODIFIER | Class::NATION);
        let words = || core.clone().filter(lower);
        let at = if is_spanish { words().find(|at| !is_modifier(at))? } else { words().next_back()? };
        if self.is_thing(at) {
            return None;
        }
        // Names before or behind it say that it is somebody else's: "the thatcher Luke Ward".
        let foreign = if is_spanish { core.start..at } else { at + 1..core.end };
        if foreign.into_iter().any(|at| matches!(self.shape(at), Shape::Capital | Shape::Upper)) {
            return None;
        }
        if is_spanish && matches!(self.shape(at + 1), Shape::Capital) && at + 1 < core.end {
            return None;
        }
        let word = self.str(at);
        if is_agent(word, language) {
            return Some((at, Noun::Agent));
        }
        if is_human(word) {
            return Some((at, Noun::Human));
        }
        let is_verbal =
            word.ends_with("ing") || word.ends_with("ed") || word.ends_with("ly") || word.ends_with("mente");
        // "visiblemente cansado"
        let is_verbal = is_verbal
            || words().any(|at| self.str(at).ends_with("mente"))
            || is_spanish
                && (["ado", "ada", "ido", "ida", "ando", "endo"].iter().any(|end| word.ends_with(end))
                    || is_short_participle(word)
                    || word == "pese");
        let is_plural = word.ends_with('s') && !word.ends_with("ss");
        (!is_verbal && !is_plural && !self.class(at).is(Class::FUNCTION)).then_some((at, Noun::Any))
    }

    /// Whether the role noun at `at` is what its phrase is about: "program manager", not "doctor strike"; nobody's name
    /// behind it.
    fn is_head(&self, at: usize, core: Range<usize>, is_spanish: bool) -> bool {
        // "the doctor’s office", "her sister’s car"
        let owns = self.shape(at + 1) == Shape::Possessive
            || matches!(self.str(at + 1), "’" | "'") && self.str(at).ends_with('s');
        if owns && at + 1 < core.end {
            return false;
        }
        let is_link = |at: &usize| self.shape(*at) == Shape::Lower && is_connector(self.str(*at));
        (at + 1..core.end).take_while(|at| !is_link(at)).all(|behind| match self.shape(behind) {
            Shape::Lower => {
                let word = self.str(behind);
                is_spanish
                    || self.class(behind).is(Class::MODIFIER | Class::SUFFIX)
                    || ["ed", "ing"].iter().any(|end| word.ends_with(end))
                    || is_agent(word, Language::English)
                    // "goalkeeper turned pundit"
                    || self.str(behind - 1).ends_with("ed")
            }
            // "the priest Luis Benítez": the role of the next person.
            Shape::Capital => {
                let class = self.class(behind);
                let is_name = class.is(Class::GIVEN) && !class.is(Class::AMBIGUOUS)
                    || (class == Class::default() || class.is(Class::GIVEN)) && self.shape(behind - 1) == Shape::Lower;
                !(is_name && behind == at + 1 && self.shape(behind + 1) == Shape::Capital)
            }
            _ => true,
        })
    }

    /// Whether a word says that its phrase is not about a person.
    fn is_thing(&self, at: usize) -> bool {
        let class = self.class(at);
        is_thing(self.str(at))
            || class.is(Class::TIME)
            || class.is(Class::ORGANISATION | Class::SITE | Class::THING | Class::PLACE)
                && self.shape(at) == Shape::Lower
                && !matches!(self.shape(at + 1), Shape::Lower | Shape::Possessive)
    }

    /// An article or possessive; "a" is none in Spanish.
    pub(super) fn is_article(&self, at: usize) -> bool {
        let word = self.str(at);
        is_article(word) && !(matches!(word, "a" | "A") && self.language() == Language::Spanish)
    }

    /// "Organisers", "organizadoras".
    pub(super) fn is_plural_role(&self, at: usize) -> bool {
        let word = self.str(at);
        if self.shape(at) != Shape::Lower || !word.ends_with('s') {
            return false;
        }
        ["s", "es"]
            .iter()
            .filter_map(|end| word.strip_suffix(end))
            .any(|one| Lexicon::get().word(&fold(one)).is(Class::ROLE) || is_agent(one, self.language()))
    }

    /// How far a role goes on behind its noun; nothing when a verb ends it, so that it is a clause.
    fn extended(&self, from: usize, most: usize) -> Option<usize> {
        let mut end = from;
        let mut open = false;
        while end < self.sentence.end && end < most {
            let text = self.str(end);
            let goes_on = match self.shape(end) {
                Shape::Mark if text == "(" => {
                    open = self.is_acronym_in_brackets(end);
                    open
                }
                Shape::Mark if text == ")" => std::mem::take(&mut open),
                Shape::Mark => matches!(text, "&" | "/" | "-" | "'" | "’") && !self.str(end + 1).is_empty(),
                Shape::Lower if matches!(text, "and" | "y" | "e") => self.joins_more(end + 1),
                Shape::Lower if text == "from" => matches!(self.shape(end + 1), Shape::Capital | Shape::Upper),
                Shape::Lower => {
                    let says = self.class(end).is(Class::REPORTING) && !is_connector(text) && !self.is_noun_here(end);
                    if says || is_finite(text) {
                        return None;
                    }
                    !is_clause(text) && !self.is_dated(end)
                }
                Shape::Capital | Shape::Upper | Shape::Initial | Shape::Number | Shape::Possessive | Shape::Other => {
                    true
                }
                Shape::Address => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        Some(end)
    }

    /// "In 2011", "last year", "de 54 años": when, not what.
    pub(super) fn is_dated(&self, at: usize) -> bool {
        let next = at + 1;
        let when = |at: usize| self.class(at).is(Class::TIME) || is_time(self.str(at));
        let counted = |at: usize| {
            self.shape(at) == Shape::Number && (when(at + 1) || self.str(at).len() == 4)
                // "for three years"
                || self.shape(at) == Shape::Lower && when(at + 1) && !self.class(at).is(Class::ROLE)
        };
        match self.str(at) {
            "in" | "on" | "since" | "for" | "en" | "de" | "desde" | "por" | "until" | "hasta" | "at" => {
                counted(next) || when(next) && self.str(at) != "de" && self.str(at) != "for" && self.str(at) != "at"
            }
            "last" | "this" | "next" | "este" | "esta" => when(next),
            "ago" => true,
            _ => false,
        }
    }

    /// A role does not end in a small word.
    fn trimmed(&self, least: usize, mut end: usize) -> usize {
        while end > least
            && (is_connector(self.str(end - 1))
                || is_article(self.str(end - 1))
                || matches!(
                    self.str(end - 1),
                    "-" | "not" | "also" | "from" | "too" | "now" | "ahora" | "también" | "herself" | "himself"
                ))
        {
            end -= 1;
        }
        end
    }

    /// "(ASPR)" belongs to the role, a remark does not.
    fn is_acronym_in_brackets(&self, open: usize) -> bool {
        let is_short = |at: usize| self.shape(at) != Shape::Lower || self.str(at).len() <= 3;
        let close = (open + 1..open + 5).find(|&at| self.str(at) == ")");
        close.is_some_and(|close| (open + 1..close).all(is_short))
    }

    /// Whether "and" joins more of a role rather than a further person or a verb.
    fn joins_more(&self, at: usize) -> bool {
        let class = self.class(at);
        let is_verb = class.is(Class::REPORTING) || is_finite(self.str(at));
        let is_other = is_article(self.str(at)) && !matches!(self.str(at), "the" | "la" | "el");
        !is_verb && !is_other && (!class.is(Class::GIVEN) || class.is(Class::AMBIGUOUS))
    }
}

//! What a verb says that somebody is, was or became: "NAME is the ROLE", "NAME, who serves as ROLE", "appointed NAME as
//! ROLE", "as ROLE, NAME".

use std::ops::Range;

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::clause::{is_article, is_clause, is_connector, is_side};
use super::phrase::Noun;
use super::role::Around;

/// How words begin that give somebody an office.
const APPOINTING: &[&str] = &[
    "appoint",
    "named",
    "names",
    "elect",
    "re-elect",
    "reelect",
    "hired",
    "chosen",
    "installed",
    "sworn",
    "nombr",
    "design",
    "eleg",
    "eligi",
    "promot",
    "promov",
    "ratific",
    "contrat",
];
/// How verbs begin that have what somebody is behind them.
const BECOMING: &[&str] = &["became", "become", "becoming", "remain"];
/// How verbs begin that have it behind "as".
const SERVING: &[&str] = &[
    "serv",
    "work",
    "act",
    "succe",
    "replac",
    "retir",
    "spen",
    "step",
    "stand",
    "stood",
    "resign",
    "quit",
    "took",
    "take",
    "return",
    "join",
    "start",
    "began",
    "continu",
    "stay",
    "remain",
    "sworn",
    "left",
    "described",
    "train",
    "desempeñ",
    "trabaj",
    "asum",
    "ejerc",
    "ejerz",
    "renunci",
    "jur",
    "sustitu",
    "relev",
    "reemplaz",
    "actú",
    "actu",
    "incorpor",
    "fung",
    "debut",
    "dimit",
];
/// How verbs begin that have an office as their object ("dejó el cargo de").
const HOLDING: &[&str] =
    &["dej", "ocup", "asum", "desempeñ", "ostent", "abandon", "renunci", "accedi", "held", "holds"];
/// How nouns begin for the beginning or end of an office that somebody had ("la renuncia de NAME como ROLE").
const TENURES: &[&str] = &[
    "renunci",
    "dimisi",
    "destituci",
    "salida",
    "gesti",
    "resignation",
    "departure",
    "tenure",
    "stint",
    "dismissal",
    "sacking",
];
/// How far behind a verb "as" stands.
const REACH: usize = 9;

/// The verb behind a name.
enum Verb {
    /// "Is", "has been".
    Being,
    /// Another, at this token.
    Other(usize),
}

impl Around<'_> {
    /// What somebody is said to be by a verb.
    pub(super) fn stated(&self) -> Option<Range<usize>> {
        self.as_subject()
            .or_else(|| self.as_object())
            .or_else(|| self.as_opening())
            .or_else(|| self.as_predicate())
            .or_else(|| self.as_second_verb())
            .or_else(|| self.as_becoming())
    }

    /// "NAME gave up a practice in Leeds to become ROLE".
    fn as_becoming(&self) -> Option<Range<usize>> {
        const REACH: usize = 14;
        let from = self.after_age(self.after_name());
        let near = (from..from + REACH).take_while(|&at| self.shape(at) != Shape::Mark && !is_clause(self.str(at)));
        let to = near.into_iter().find(|&at| matches!((self.str(at), self.str(at + 1)), ("to", "become")))?;
        // "NAME asked Luis Marsh to become": somebody else.
        let is_other = |at: usize| {
            self.shape(at) == Shape::Capital && self.class(at).is(Class::GIVEN | Class::HONORIFIC)
                || matches!(self.str(at), "him" | "her" | "them" | "me" | "us" | "someone" | "somebody")
        };
        let is_subject = self.shape(from) == Shape::Lower && !is_connector(self.str(from));
        let alone = is_subject && !(from..to).any(|at| is_other(at) || self.is_role_noun(at));
        self.role_at(to + 2).filter(|_| alone)
    }

    /// What the verb behind the subject says, and the second verb: "She was born in Leeds and has been ROLE since 2020".
    pub(super) fn said_by_verb(&self) -> Vec<Range<usize>> {
        self.after_verb(self.name.end).into_iter().chain(self.as_second_verb()).collect()
    }

    /// "NAME joined the firm in 2013 and has been ROLE since 2020": what the second verb of the subject says.
    fn as_second_verb(&self) -> Option<Range<usize>> {
        const REACH: usize = 14;
        let from = self.after_age(self.after_name());
        let is_subject = matches!(self.shape(from), Shape::Lower) && !matches!(self.str(from), "and" | "y" | "e");
        let to = from + REACH;
        // "Was born in Leeds, studied in York and has spent a year as"
        let is_verb = |at: usize| self.shape(at) == Shape::Lower && self.str(at).ends_with("ed");
        let goes_on = |at: usize| self.shape(at) != Shape::Mark || self.str(at) == "," && is_verb(at + 1);
        let joint = (from..to).take_while(|&at| goes_on(at)).find(|&at| {
            let has = matches!(self.str(at + 1), "has" | "ha");
            matches!(self.str(at), "and" | "y")
                && (matches!(self.str(at + 1), "is" | "was" | "became" | "es" | "fue")
                    || has && matches!(self.str(at + 2), "been" | "sido" | "spent" | "served" | "worked"))
        })?;
        let mut at = joint + 1;
        if matches!(self.str(joint + 2), "spent" | "served" | "worked") {
            return self.after_verb(joint + 1).filter(|_| is_subject);
        }
        self.verb(&mut at).filter(|_| is_subject)?;
        let phrase = self.phrase(if self.str(at) == "became" { at + 1 } else { at })?;
        (phrase.noun == Noun::Listed).then_some(phrase.tokens)
    }

    /// "Its founder is NAME", "el director del museo era NAME", "chairman at the time was NAME".
    fn as_predicate(&self) -> Option<Range<usize>> {
        const REACH: usize = 16;
        // "Our instructor was Captain NAME"
        let end = self.adjacent().map_or_else(|| self.address_start(), |role| role.start);
        let last = end.checked_sub(1).filter(|at| self.sentence.contains(at))?;
        // "My driver is usually NAME"
        let is_often = matches!(self.str(last), "usually" | "now" | "currently" | "still" | "also" | "ahora" | "hoy");
        let last = if is_often { last.checked_sub(1)? } else { last };
        let copula = match self.str(last) {
            "is" | "was" | "es" | "era" | "fue" | "será" => last,
            "be" => last.checked_sub(1).filter(|&at| self.str(at) == "will")?,
            _ => return None,
        };
        // "The teacher was Ana Ruiz’s sister"
        if self.shape(self.name.end) == Shape::Possessive || copula <= self.sentence.start {
            return None;
        }
        let is_border = |at: usize| {
            matches!(self.str(at), "," | ";" | ":" | "—" | "–" | "(" | "“" | "\"" | "«" | "and" | "y" | "but" | "pero")
        };
        let earliest = copula.saturating_sub(REACH).max(self.sentence.start);
        let start = (earliest..copula).rev().find(|&at| is_border(at)).map_or(earliest, |at| at + 1);
        let phrase =
            self.cut(copula).phrase(start).filter(|phrase| matches!(phrase.noun, Noun::Listed | Noun::Agent))?;
        let is_then =
            |at: usize| matches!(self.str(at), "at" | "the" | "time" | "then" | "entonces" | "por" | "now" | "hoy");
        let mut end = phrase.tokens.end;
        while end > phrase.tokens.start + 1 && is_then(end - 1) {
            end -= 1;
        }
        (end..copula).all(is_then).then_some(phrase.tokens.start..end)
    }

    fn starts(&self, at: usize, list: &[&str]) -> bool {
        self.shape(at) == Shape::Lower && list.iter().any(|start| self.str(at).starts_with(start))
    }

    /// A role at `at` that a list or its ending tells.
    fn role_at(&self, at: usize) -> Option<Range<usize>> {
        let phrase = self.phrase(at)?;
        let named = phrase.noun == Noun::Listed || phrase.noun == Noun::Agent && is_article(self.str(at));
        named.then_some(phrase.tokens)
    }

    /// "NAME is the only person who", "NAME is a violinist": a verb that says it of people.
    pub(super) fn is_said_to_be(&self) -> Option<Noun> {
        let mut at = self.name.end;
        let being = matches!(self.verb(&mut at), Some(Verb::Being)) && is_article(self.str(at));
        let phrase = self.phrase(at).filter(|_| being)?;
        matches!(phrase.noun, Noun::Human | Noun::Agent).then_some(phrase.noun)
    }

    /// "NAME is the ROLE", "NAME, who was appointed ROLE", "NAME serves as ROLE".
    fn as_subject(&self) -> Option<Range<usize>> {
        let mut at = self.after_age(self.after_name());
        let who = |at: usize| matches!(self.str(at), "who" | "quien" | "que");
        if self.str(at) == "," && who(at + 1) {
            at += 2;
        } else if who(at) {
            at += 1;
        } else if self.str(at) == "," && self.before().is_some_and(|before| self.str(before) == ",") {
            // "Their son, NAME, is an umpire"
            at += 1;
        } else if let Some(phrase) = self.behind().filter(|phrase| self.str(phrase.tokens.end) == ",") {
            // "NAME, a potter from Leeds, is the chair"
            at = phrase.tokens.end + 1;
        }
        self.after_verb(at).or_else(|| self.behind_relative().and_then(|at| self.after_verb(at)))
    }

    /// "NAME, who was sentenced to two years, is a former postmistress": behind the relative clause, if it names nobody.
    fn behind_relative(&self) -> Option<usize> {
        const REACH: usize = 16;
        let comma = self.after_age(self.after_name());
        let is_relative = self.str(comma) == "," && matches!(self.str(comma + 1), "who" | "quien" | "que");
        let close = (comma + 2..comma + REACH).find(|&at| self.shape(at) == Shape::Mark)?;
        let verb = matches!(self.str(close + 1), "is" | "was" | "es" | "era" | "fue");
        (is_relative && self.str(close) == "," && verb).then_some(close + 1)
    }

    /// What the verb at `at` says that somebody is.
    fn after_verb(&self, mut at: usize) -> Option<Range<usize>> {
        match self.verb(&mut at)? {
            Verb::Being if self.starts(at, APPOINTING) => {
                at += 1;
                while matches!(self.str(at), "as" | "in" | "to" | "be" | "como" | "unanimously" | "por" | "unanimidad")
                {
                    at += 1;
                }
                self.role_at(at)
            }
            Verb::Being => {
                let named = is_article(self.str(at)) || self.is_role_noun(at) || self.class(at).is(Class::MODIFIER);
                self.role_at(at).filter(|_| named)
            }
            Verb::Other(verb) if self.starts(verb, BECOMING) => self.role_at(verb + 1),
            Verb::Other(verb) => {
                // "Starts work here on Monday, as a clerk."
                let is_apart = |at: usize| self.str(at) == "," && matches!(self.str(at + 1), "as" | "como");
                let goes_on = |at: usize| self.shape(at) != Shape::Mark || is_apart(at);
                let behind = (verb + 1..verb + REACH).take_while(|&at| goes_on(at));
                let mut behind = behind
                    .skip_while(|&at| !matches!(self.str(at), "as" | "como" | "cargo" | "puesto" | "post" | "office"));
                let by = behind.next()?;
                let is_office = !matches!(self.str(by), "as" | "como");
                let known = if is_office { self.starts(verb, HOLDING) } else { self.starts(verb, SERVING) };
                let from = if is_office { by + 2 } else { by + 1 };
                let linked = !is_office || matches!(self.str(by + 1), "de" | "of" | "como");
                let apart = by > 0 && self.str(by - 1) == ",";
                let closed = |role: &Range<usize>| self.shape(role.end) == Shape::Mark && self.str(role.end) != ",";
                self.role_at(from).filter(|role| known && linked && (!apart || closed(role)))
            }
        }
    }

    /// The verb at `at`, auxiliaries and adverbs left out; `at` goes behind a form of "be", or to the verb.
    fn verb(&self, at: &mut usize) -> Option<Verb> {
        let mut being = false;
        let earliest = *at;
        while *at < earliest + 6 {
            let word = self.str(*at);
            match word {
                "is" | "was" | "be" | "been" | "being" | "es" | "fue" | "era" | "será" | "sido" | "ser" | "Es"
                | "Fue" | "Era" => {
                    being = true;
                }
                "has" | "had" | "have" | "will" | "would" | "ha" | "Ha" | "había" | "se" | "later" | "long"
                | "recently" | "still" | "just" | "luego" | "después" | "ya" | "since" | "soon" | "once" | "then"
                | "now" | "hoy" | "first" => {}
                _ if is_side(word) => {}
                // "who’s the new secretary"
                _ if self.shape(*at) == Shape::Possessive && *at > 0 && self.str(*at - 1) == "who" => being = true,
                _ => break,
            }
            *at += 1;
        }
        if being {
            return Some(Verb::Being);
        }
        (self.shape(*at) == Shape::Lower).then_some(Verb::Other(*at))
    }

    /// "Appointed NAME as ROLE", "nombra a NAME ROLE".
    fn as_object(&self) -> Option<Range<usize>> {
        let mut at = self.after_age(self.after_name());
        let earliest = self.name.start.saturating_sub(8).max(self.sentence.start);
        let appoints = |at: usize| {
            let word = self.str(at).to_lowercase();
            self.shape(at).is_word() && APPOINTING.iter().any(|start| word.starts_with(start)) && !self.is_role_noun(at)
        };
        let is_tenure = |at: usize| self.starts(at, TENURES);
        let ends_office = matches!(self.str(at), "as" | "como")
            && self.before().is_some_and(|of| {
                matches!(self.str(of), "of" | "de" | "del") && of.checked_sub(1).is_some_and(is_tenure)
            });
        if !ends_office && !(earliest..self.name.start).any(appoints) {
            return None;
        }
        if matches!(self.str(at), "as" | "como") {
            at += 1;
        }
        let direct = self.is_role_noun(at) || self.is_role_noun(at + 1) || is_article(self.str(at));
        let direct = direct || self.class(at).is(Class::MODIFIER);
        self.role_at(at).filter(|_| direct && self.shape(at).is_word())
    }

    /// "As chair of the panel, NAME": the role that opens the clause.
    fn as_opening(&self) -> Option<Range<usize>> {
        let comma =
            self.address_start().checked_sub(1).filter(|at| self.sentence.contains(at) && self.str(*at) == ",")?;
        let earliest = comma.saturating_sub(16).max(self.sentence.start);
        let opens = |at: usize| {
            matches!(self.str(at), "As" | "Como")
                || matches!(self.str(at), "as" | "como")
                    && (at == self.sentence.start
                        || matches!(
                            self.str(at - 1),
                            "," | "“" | "role" | "capacity" | "job" | "work" | "papel" | "labor"
                        ))
        };
        let opening = (earliest..comma).rev().find(|&at| opens(at))?;
        self.phrase(opening + 1)
            .filter(|phrase| phrase.noun == Noun::Listed && phrase.tokens.end == comma)
            .map(|phrase| phrase.tokens)
    }
}

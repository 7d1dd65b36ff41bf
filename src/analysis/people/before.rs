//! What stands before a name and says what somebody is by words that no list needs to have: "the upholsterer NAME", "by a
//! gatekeeper, NAME, who", "a locksmith named NAME".

use std::ops::Range;

use super::super::Language;
use super::super::lexicon::Class;
use super::super::token::Shape;
use super::clause::{is_article, is_connector, is_finite, is_introducing};
use super::noun::{is_agent, is_countable, is_human, kin};
use super::phrase::{Noun, Phrase};
use super::role::Around;

/// Tokens before a name within which such words begin.
const REACH: usize = 14;

impl Around<'_> {
    /// The noun phrase before the name. Only of somebody who is known to be a person.
    pub(super) fn called(&self) -> Option<Range<usize>> {
        let end = self.address_start();
        let last = end.checked_sub(1).filter(|at| self.sentence.contains(at))?;
        match self.str(last) {
            "," => {
                let next = self.str(self.after_name());
                // "According to his mother, NAME “…”": a quotation closes nothing.
                let is_quotation = next.starts_with(['"', '“', '«', '‘', '„']);
                let closed = next.is_empty() || self.shape(self.after_name()) == Shape::Mark && !is_quotation;
                let role = self.ending_at(last).map(|role| role.tokens);
                let role = role.or_else(|| self.defined(last)).or_else(|| self.told_apart(last));
                role.filter(|_| closed)
            }
            // "El marinero de 19 años NAME"
            "años" if last >= 2 && self.shape(last - 1) == Shape::Number && self.str(last - 2) == "de" => {
                self.ending_at(last - 2).map(|role| role.tokens)
            }
            "named" | "called" | "llamado" | "llamada" | "apellidado" | "apellidada" => {
                self.ending_at(last).map(|role| role.tokens)
            }
            // "A fisherman, who gave his name as NAME"
            "as" | "como" | "llamarse" if self.names_self().is_some() => {
                let who = self.names_self()?;
                let end = if self.str(who.checked_sub(1)?) == "," { who - 1 } else { who };
                self.ending_at(end).map(|role| role.tokens)
            }
            // "named the suspect as NAME"
            "as" | "como" => {
                let earliest = last.saturating_sub(6).max(self.sentence.start);
                let identifies = |at: usize| {
                    matches!(
                        self.str(at),
                        "named" | "identified" | "names" | "identificó" | "identificaron" | "identificado"
                    )
                };
                let at = (earliest..last).rev().find(|&at| identifies(at))?;
                self.cut(last)
                    .phrase(at + 1)
                    .filter(|role| role.noun == Noun::Listed && role.tokens.end == last)
                    .map(|role| role.tokens)
            }
            _ => self
                .ending_at(end)
                .filter(|role| !role.is_complete || self.is_pair(role))
                .filter(|role| !(role.noun == Noun::Agent && self.is_fronted(role)))
                .map(|role| role.tokens)
                .or_else(|| self.apposed(last)),
        }
    }

    /// "A fisherman, who identified himself only as NAME": where the relative pronoun stands.
    pub(super) fn names_self(&self) -> Option<usize> {
        const REACH: usize = 9;
        let last = self.before().filter(|&at| matches!(self.str(at), "as" | "como" | "llamarse"))?;
        let earliest = last.saturating_sub(REACH).max(self.sentence.start);
        let names = |at: usize| {
            let word = self.str(at);
            let starts = ["identif", "introduc", "present", "nombr"].iter().any(|start| word.starts_with(start));
            self.shape(at) == Shape::Lower && (starts || matches!(word, "name" | "named" | "himself" | "herself"))
        };
        let who = (earliest..last).rev().find(|&at| matches!(self.str(at), "who" | "que" | "quien"))?;
        (who..last).any(|at| names(at) || self.str(last) == "llamarse").then_some(who)
    }

    /// "El abogado penalista y catedrático NAME": two nouns for one person, and no complement.
    fn is_pair(&self, role: &Phrase) -> bool {
        let is_joint = |at: usize| matches!(self.str(at), "and" | "y" | "e");
        role.tokens.clone().any(is_joint)
            && role.tokens.end.checked_sub(1).is_some_and(|last| self.is_role_noun(last))
            && role.tokens.clone().all(|at| is_joint(at) || !is_connector(self.str(at)))
    }

    /// "Under the counter NAME kept a bell", "La lavadora NAME la dejó": what stands before the name is another part of the
    /// sentence.
    fn is_fronted(&self, role: &Phrase) -> bool {
        let first = self.sentence.start;
        let placed = is_introducing(&self.str(first).to_lowercase(), self.language())
            && self.str(first).starts_with(char::is_uppercase)
            && role.tokens.start <= first + 2;
        let doubled = matches!(self.str(self.name.end), "la" | "lo" | "las" | "los")
            && self.shape(self.name.end + 1) == Shape::Lower;
        placed && self.language() == Language::English || doubled
    }

    /// "El vigía NAME": in Spanish a noun between an article and a full name is what somebody is, unless it is a thing, an
    /// abstract noun or an adjective.
    fn apposed(&self, last: usize) -> Option<Range<usize>> {
        // "El base argentino NAME"
        let described = self.shape(last) == Shape::Lower && self.class(last).is(Class::NATION);
        let noun = if described { last.checked_sub(1)? } else { last };
        let article = noun.checked_sub(1).filter(|at| self.sentence.contains(at))?;
        let led = matches!(self.str(article), "el" | "la" | "al" | "del" | "un" | "una" | "El" | "La" | "Un" | "Una");
        let is_full = self.name.len() > 1 && self.shape(self.name.end) != Shape::Possessive;
        if self.language() != Language::Spanish || !led || !is_full || self.shape(noun) != Shape::Lower {
            return None;
        }
        let word = self.str(noun);
        let is_word = self.class(noun) == Class::default() || self.class(noun).is(Class::ROLE);
        let doubled = matches!(self.str(self.name.end), "la" | "lo" | "las" | "los");
        (is_word && word.len() > 3 && !doubled && is_countable(word)).then_some(noun..last + 1)
    }

    /// "The Iyaloja of the market, NAME, wept": a definite phrase that opens its clause and that a name between commas
    /// explains is who that is.
    fn defined(&self, comma: usize) -> Option<Range<usize>> {
        let end = self.name.end;
        let goes_on = self.str(end) == ","
            && self.shape(end + 1) == Shape::Lower
            && (self.class(end + 1).is(Class::REPORTING) || is_finite(self.str(end + 1)) || self.ends_as_verb(end + 1));
        let earliest = comma.saturating_sub(REACH).max(self.sentence.start);
        let border = (earliest..comma).rev().find(|&at| self.shape(at) == Shape::Mark);
        let article = border.map_or(self.sentence.start, |at| at + 1);
        let is_definite = matches!(self.str(article), "the" | "The" | "el" | "la" | "El" | "La");
        let head = article + 1;
        // "The Provost, Cllr NAME,": the rank stands before the name.
        let ranked = self.is_short_office(self.name.start);
        let addressed = ranked || self.address_start() < self.name.start || self.adjacent().is_some();
        let linked = matches!(self.str(head + 1), "of" | "de" | "del" | "for") || addressed && head + 1 == comma;
        let plain = (head..comma).all(|at| match self.shape(at) {
            Shape::Lower => {
                let class = self.class(at);
                !is_finite(self.str(at)) && (is_connector(self.str(at)) || !class.is(Class::REPORTING | Class::TIME))
            }
            Shape::Capital | Shape::Upper => true,
            _ => false,
        });
        let class = self.class(head);
        let is_noun = !class.is(Class::FUNCTION | Class::IMPERSONAL | Class::TIME | Class::PLACE | Class::NAME)
            && (self.shape(head) == Shape::Capital || is_countable(self.str(head)));
        let known = goes_on && is_definite && linked && plain && is_noun && self.opens_clause(article);
        known.then_some(head..comma)
    }

    /// "The consultant who wrote it, NAME, left": what somebody is, and which of them.
    fn told_apart(&self, comma: usize) -> Option<Range<usize>> {
        let earliest = comma.saturating_sub(REACH).max(self.sentence.start);
        let between = (earliest..comma).rev().take_while(|&at| self.shape(at) != Shape::Mark);
        let who = between.into_iter().find(|&at| matches!(self.str(at), "who" | "que" | "quien"))?;
        // "The driver who hit the cyclist, NAME, fled": it may be the other one.
        let is_other = |at: usize| {
            self.is_role_noun(at)
                || self.shape(at) == Shape::Lower && is_agent(self.str(at), self.language())
                || is_human(self.str(at))
                || kin(self.str(at)).is_some()
        };
        let role = self.ending_at(who)?;
        let article = role.tokens.start.checked_sub(1)?;
        let opens = self.is_article(article) && self.opens_clause(article);
        let single = !(who + 1..comma).any(is_other) && self.str(self.name.end) == ",";
        (opens && single && role.noun == Noun::Listed).then_some(role.tokens)
    }

    /// "Wept", "lloró": what stands behind a name between commas, by its ending.
    fn ends_as_verb(&self, at: usize) -> bool {
        let word = self.str(at);
        match self.language() {
            Language::English => {
                word.ends_with("ed") || word.ends_with("pt") || word.ends_with("es") || word.ends_with('s')
            }
            Language::Spanish => word.ends_with('ó') || word.ends_with(['a', 'e']),
        }
    }

    /// "Its founder, former climber NAME", "the Chief Scientific Officer, Professor NAME,": the role before a comma that stands
    /// before the role next to the name.
    pub(super) fn outer(&self, role: &Range<usize>) -> Option<Range<usize>> {
        let before = role.start.checked_sub(1).filter(|&at| self.sentence.contains(&at))?;
        // "El jefe de la brigada, el sargento NAME,"
        let comma = if is_article(self.str(before)) { before.checked_sub(1)? } else { before };
        if self.str(comma) != "," {
            return None;
        }
        let whole = Around {
            reading: self.reading,
            piece: self.piece,
            sentence: self.sentence.clone(),
            name: comma + 1..self.name.end,
        };
        whole.with_complement().or_else(|| whole.called()).filter(|outer| outer.end == comma)
    }

    /// "Nombrar guarda interino a NAME", "named as captain NAME": the office between the verb and the name.
    pub(super) fn conferred(&self) -> Option<Range<usize>> {
        let end = self.address_start();
        let mut last = end.checked_sub(1).filter(|at| self.sentence.contains(at))?;
        // "a su hermano, NAME"
        if self.str(last) == "," {
            last = (last.saturating_sub(5).max(self.sentence.start)..last)
                .rev()
                .find(|&at| matches!(self.str(at), "a" | "al"))?;
        }
        if self.str(last) != "a" {
            return None;
        }
        let earliest = last.saturating_sub(10).max(self.sentence.start);
        let confers = |at: usize| {
            let word = self.str(at).to_lowercase();
            self.shape(at).is_word() && ["nombr", "design", "elig", "elegi"].iter().any(|start| word.starts_with(start))
        };
        let verb = (earliest..last).rev().find(|&at| confers(at))?;
        let role = self.cut(last).phrase(verb + 1)?;
        (role.noun == Noun::Listed && role.tokens.end == last).then_some(role.tokens)
    }

    /// The sentence up to `end`.
    pub(super) fn cut(&self, end: usize) -> Around<'_> {
        Around { reading: self.reading, piece: self.piece, sentence: self.sentence.start..end, name: end..end }
    }

    /// The longest noun phrase that ends at `end` and whose noun is one for people by the lists or its ending.
    fn ending_at(&self, end: usize) -> Option<Phrase> {
        let left = self.cut(end);
        let earliest = end.saturating_sub(REACH).max(self.sentence.start);
        let mut found = None;
        for at in (earliest..end).rev() {
            if matches!(self.str(at), "," | ";" | ":" | "(" | ")" | "“" | "”" | "\"" | "«" | "»") {
                break;
            }
            if !left.opens(at) {
                continue;
            }
            let is_skipped = matches!(self.str(at), "al" | "del" | "Al" | "Del") || is_owning(self.str(at));
            let from = if is_skipped { at + 1 } else { at };
            let role = left
                .phrase(from)
                .filter(|role| role.tokens.end == end && !matches!(role.noun, Noun::Any | Noun::Human));
            if let Some(role) = role {
                // "the mayor and the teacher NAME": one phrase, or the nearer one.
                if found.is_none() || role.is_whole(&left) {
                    found = Some(role);
                }
            }
        }
        found
    }

    /// Whether a noun phrase may begin here: an article, the owner of something, or the first word of the sentence.
    fn opens(&self, at: usize) -> bool {
        let class = self.class(at);
        // "Consultamos al hidrogeólogo NAME"
        let contracted = matches!(self.str(at), "al" | "del" | "Al" | "Del");
        let is_owning = is_owning(self.str(at));
        if self.is_article(at) || is_owning || contracted && self.language() == Language::Spanish {
            return true;
        }
        if self.shape(at) == Shape::Capital && self.shape(at + 1) == Shape::Possessive {
            return true;
        }
        let first = at == self.sentence.start && self.shape(at) == Shape::Capital;
        first
            && !class.is(Class::FUNCTION | Class::TIME | Class::OPENER | Class::GIVEN | Class::REPORTING)
            && !self.str(at).ends_with("ly")
            && !self.str(at).ends_with("mente")
            || class.is(Class::MODIFIER) && self.shape(at) == Shape::Lower && class.is(Class::NATION)
    }
}

/// "The firm, whose lawyer, NAME, left": a relative pronoun that owns what follows.
fn is_owning(word: &str) -> bool {
    matches!(word, "whose" | "cuyo" | "cuya")
}

impl Phrase {
    /// Whether it goes on from its first noun by small words alone, with no second article that "and" joins.
    fn is_whole(&self, around: &Around<'_>) -> bool {
        !self.tokens.clone().any(|at| matches!(around.str(at), "and" | "y" | "e") && is_article(around.str(at + 1)))
    }
}

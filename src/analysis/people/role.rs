//! What someone is said to be, as the text says it: "NAME, ROLE of PLACE", "ROLE NAME", "ROLE of PLACE, NAME,".

use std::ops::Range;

use super::super::Language;
use super::super::lexicon::Class;
use super::super::reading::{Piece, Reading};
use super::super::token::Shape;
use super::clause::{is_article, is_clause, is_connector, is_finite, is_numeral, is_style};
use super::rank::is_courtesy;

/// Tokens of a sentence that are looked at for its language.
const LANGUAGE_TOKENS: usize = 24;

/// A sentence with a name in it.
#[derive(Debug)]
pub(super) struct Around<'a> {
    /// The document.
    pub(super) reading: &'a Reading<'a>,
    /// The block.
    pub(super) piece: &'a Piece<'a>,
    /// The sentence.
    pub(super) sentence: Range<usize>,
    /// The name.
    pub(super) name: Range<usize>,
}

impl Around<'_> {
    /// What the token is by the lists; nothing outside the sentence.
    pub(super) fn class(&self, at: usize) -> Class {
        if self.sentence.contains(&at) { self.reading.class(self.piece, at) } else { Class::default() }
    }

    /// What the token looks like; a mark outside the sentence.
    pub(super) fn shape(&self, at: usize) -> Shape {
        if self.sentence.contains(&at) { self.piece.shape(at) } else { Shape::Mark }
    }

    /// The token's text; empty outside the sentence.
    pub(super) fn str(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.piece.str(at) } else { "" }
    }

    /// The token before the name.
    pub(super) fn before(&self) -> Option<usize> {
        self.name.start.checked_sub(1).filter(|&before| before >= self.sentence.start)
    }

    /// A word for an office or profession. Common words that are capitalised parts of other names do not count.
    fn is_role(&self, at: usize) -> bool {
        let part_of_names = matches!(
            self.str(at),
            "Head"
                | "Star"
                | "Model"
                | "Guard"
                | "Chair"
                | "Member"
                | "Host"
                | "Champion"
                | "Forward"
                | "Patient"
                | "Major"
                | "Justice"
        );
        // "Justice Ana Ruiz": before a full name it is an office.
        let addressed = at > 0 && matches!(self.str(at - 1), "Mr" | "Mrs" | "Ms" | "Lord" | "Lady" | "Chief");
        let is_judge = self.str(at) == "Justice" && at + 1 == self.name.start && (self.name.len() > 1 || addressed);
        self.is_role_noun(at) && (!part_of_names || is_judge)
    }

    /// The same behind a name, where capitals are no danger ("NAME, Head of Research").
    pub(super) fn is_role_noun(&self, at: usize) -> bool {
        self.class(at).is(Class::ROLE) && self.shape(at).is_word() && !self.is_only_woman(at)
    }

    /// Where the words in front of the name begin that are forms of address.
    pub(super) fn address_start(&self) -> usize {
        let mut start = self.name.start;
        // An office, or "my sister Nerea": a relation, no form of address.
        let tells = |at: usize| {
            self.class(at).is(Class::TITLE)
                || self.is_short_office(at)
                || self.is_telling_address(at)
                || self.shape(at) == Shape::Lower && self.class(at).is(Class::ROLE)
        };
        while start > self.sentence.start && self.class(start - 1).is(Class::HONORIFIC) && !tells(start - 1) {
            start -= 1;
        }
        if start > self.sentence.start && is_courtesy(self.str(start - 1)) && self.name.len() > 1 {
            start -= 1;
        }
        let article = |at: usize| matches!(self.str(at), "the" | "The" | "el" | "la" | "El" | "La");
        let behind_comma = |at: usize| at > self.sentence.start && self.str(at - 1) == ",";
        // "The leader of the council, Lib Dem NAME": of which party.
        let is_party = |at: usize| self.shape(at) == Shape::Capital && self.class(at).is(Class::NATION);
        let sided = (self.sentence.start..start).rev().take_while(|&at| is_party(at)).last();
        if let Some(sided) = sided.filter(|&sided| behind_comma(sided)) {
            return sided;
        }
        if start > self.sentence.start && article(start - 1) && behind_comma(start - 1) && start < self.name.start {
            // "the minister, the Hon. NAME"
            return start - 1;
        }
        if start < self.sentence.start + 3 {
            return start;
        }
        let is_mark = |at: usize| matches!(self.str(at), "\"" | "“" | "”" | "‘" | "’" | "«" | "»");
        if is_mark(start - 1) && self.shape(start - 2) == Shape::Capital && is_mark(start - 3) {
            // "his trainer, “Big” NAME"
            return start - 3;
        }
        let described = self.class(start - 1).is(Class::NATION) && !self.is_role(start - 1) && article(start - 2);
        let certain = matches!((self.str(start - 2), self.str(start - 1)), ("un" | "una", "tal") | ("a", "certain"));
        // "su mánager, el italiano NAME", "el marido, un tal NAME"
        if (described || certain) && behind_comma(start - 2) { start - 2 } else { start }
    }

    /// The role before "(retd)": the bracket tells no party.
    fn before_bracket(&self, close: usize) -> Option<usize> {
        let role = close.checked_sub(3)?;
        let is_retired = matches!(
            self.str(close - 1),
            "retd" | "ret" | "ret." | "Retd" | "Ret" | "Ret." | "retired" | "retirado" | "r" | "R"
        );
        (is_retired && self.str(close - 2) == "(" && self.sentence.contains(&role)).then_some(role)
    }

    /// The role directly before the name ("former Health Minister NAME"), articles left out.
    pub(super) fn adjacent(&self) -> Option<Range<usize>> {
        let end = self.address_start();
        let last = end.checked_sub(1).filter(|&last| last >= self.sentence.start)?;
        if self.str(last) == "]" {
            return self.inserted(last);
        }
        let last = if self.str(last) == ")" { self.before_bracket(last)? } else { last };
        if self.is_short_office(last) {
            // "District Cllr NAME", "former Sen. NAME"
            let is_part = |at: usize| {
                self.is_short_office(at)
                    || self.class(at).is(Class::MODIFIER) && self.shape(at).is_word()
                    || matches!(self.str(at), "Former" | "former" | "US" | "U.S.")
            };
            let start = (self.sentence.start..last).rev().take_while(|&at| is_part(at)).last();
            return Some(start.unwrap_or(last)..end);
        }
        // "suboficial PNP NAME": the body behind the rank; "world number four NAME": the place in a list.
        let of_body = self.shape(last) == Shape::Upper && self.str(last).len() > 1;
        let numbers = matches!(self.str(last - usize::from(last > 0)), "number" | "No" | "No." | "número")
            && (self.shape(last) == Shape::Number || is_numeral(self.str(last)));
        let noun = last.checked_sub(1).filter(|&noun| self.sentence.contains(&noun));
        if let Some(noun) = noun.filter(|&noun| numbers || of_body && self.is_role(noun) && !self.is_role(last)) {
            return Some(self.extend_left(noun)..end);
        }
        // "activista peruano NAME"
        let described = self.shape(last) == Shape::Lower
            && (self.class(last).is(Class::NATION | Class::MODIFIER)
                || matches!(
                    self.str(last),
                    "primero" | "segundo" | "mayor" | "jefe" | "adjunto" | "adjunta" | "suplente"
                ));
        // "El ingeniero agrónomo NAME": an adjective that no list has, of the gender of the article before the noun.
        let described = described || self.is_adjective_of_role(last);
        if described
            && let Some(noun) =
                last.checked_sub(1).filter(|&noun| self.is_role(noun) && self.shape(noun) == Shape::Lower)
        {
            return Some(self.extend_left(noun)..end);
        }
        self.is_role(last).then(|| self.extend_left(last)..end)
    }

    /// "Secretary of State NAME", "secretario de Salud NAME", "Mexico’s Minister of Health, NAME,".
    pub(super) fn with_complement(&self) -> Option<Range<usize>> {
        let mut end = self.address_start();
        let comma = end > self.sentence.start && self.str(end - 1) == ",";
        if comma {
            end -= 1;
        }
        // "chief executive of NAME": whatever this is, the role is somebody else's.
        if end.checked_sub(1).is_none_or(|last| is_connector(self.str(last))) {
            return None;
        }
        let next = self.str(self.name.end);
        let closed = next.is_empty() || next.starts_with([',', '.', ')', ';', ':', '—', '–']);
        let earliest = end.saturating_sub(20).max(self.sentence.start);
        let mut connected = false;
        let mut brackets = 0;
        let mut at = end;
        while at > earliest {
            at -= 1;
            let class = self.class(at);
            // "the former Head of Libraries, NAME", "Head of performance NAME"
            let opens = at == self.sentence.start && self.shape(at + 2) == Shape::Lower;
            let heads = (comma || opens) && self.is_role_noun(at) && matches!(self.str(at + 1), "of" | "de");
            // "El número uno del mundo, NAME,"
            let heads = heads || matches!(self.str(at), "número" | "number") && is_numeral(self.str(at + 1));
            if (self.is_role(at) || heads) && brackets % 2 == 0 {
                let role = self.over_first_office(self.extend_left(at))..end;
                // With a comma between them the role has to have a complement or an article: "the mayor, NAME, said".
                let article = role.start > self.sentence.start && is_article(self.str(role.start - 1));
                // "Head of libraries at the council, NAME has": the sentence opens with the office.
                let leads = role.start == self.sentence.start
                    && connected
                    && self.shape(self.name.end) == Shape::Lower
                    && !is_connector(next)
                    && !is_clause(next);
                let is_led = article && self.opens_clause(role.start - 1);
                if comma && !(closed || leads || is_led) {
                    return None;
                }
                // "Ms. Harding’s lawyer, NAME, asked"
                let owned = role.clone().any(|at| self.shape(at) == Shape::Possessive);
                return (connected || comma && (article || owned || self.class(at).is(Class::TITLE))).then_some(role);
            }
            let word = self.str(at);
            match self.shape(at) {
                Shape::Capital | Shape::Upper | Shape::Initial | Shape::Number | Shape::Possessive => {
                    if class.is(Class::REPORTING) {
                        return None;
                    }
                }
                Shape::Lower => {
                    if is_connector(word) {
                        connected |= matches!(word, "of" | "de" | "del" | "for" | "at" | "para" | "en" | "on");
                    } else if is_numeral(word) && at > 0 && matches!(self.str(at - 1), "número" | "number") {
                        // "El número uno del mundo, NAME"
                    } else if class.is(Class::REPORTING)
                        || class.is(Class::OPENER)
                        || is_finite(word)
                        || is_clause(word)
                        || class.is(Class::FUNCTION)
                    {
                        return None;
                    }
                }
                // "X (chair), NAME": the bracket says what the other one is.
                Shape::Mark if matches!(word, "(" | ")") => {
                    brackets += 1;
                    if word == "(" && brackets % 2 == 1 {
                        return None;
                    }
                }
                Shape::Mark if matches!(word, "&" | "-" | "/") => {}
                Shape::Mark if word == "," && self.lists_on(at) => {}
                Shape::Mark | Shape::Address | Shape::Other => return None,
            }
        }
        None
    }

    /// "secretario de Gobierno y presidente del consejo, NAME": where the office begins that "and" joins to the one that
    /// starts at `start`, else `start`.
    fn over_first_office(&self, start: usize) -> usize {
        let Some(joint) = start.checked_sub(1).filter(|&at| matches!(self.str(at), "y" | "e" | "and")) else {
            return start;
        };
        let mut connected = false;
        for at in (joint.saturating_sub(8).max(self.sentence.start)..joint).rev() {
            let plain = match self.shape(at) {
                Shape::Capital | Shape::Upper => true,
                Shape::Lower => is_connector(self.str(at)) || self.is_role(at) || self.class(at).is(Class::MODIFIER),
                _ => false,
            };
            if !plain {
                return start;
            }
            connected |= matches!(self.str(at), "of" | "de" | "del" | "for");
            let article = at > self.sentence.start && is_article(self.str(at - 1)) || at == self.sentence.start;
            if self.is_role(at) && connected && article {
                return self.extend_left(at);
            }
        }
        start
    }

    /// Whether a clause opens with the word at `at`, so that "the auditor, NAME said" is not "met the auditor, NAME said".
    pub(super) fn opens_clause(&self, at: usize) -> bool {
        at == self.sentence.start
            || matches!(
                self.str(at - 1),
                "," | "“" | "\"" | ":" | ";" | "—" | "that" | "que" | "by" | "por" | "and" | "y"
            )
    }

    /// Whether an article or owner stands before the word, a nationality between them aside.
    fn is_led(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| self.sentence.contains(before));
        before.is_some_and(|before| {
            is_article(self.str(before))
                || self.shape(before) == Shape::Possessive
                // "Among them was shift supervisor NAME"
                || matches!(self.str(before), "was" | "is" | "were" | "era" | "fue" | "es")
                || self.class(before).is(Class::NATION)
                    && before > self.sentence.start
                    && is_article(self.str(before - 1))
        })
    }

    /// Takes along the words before a role noun that belong to it.
    fn extend_left(&self, role: usize) -> usize {
        let mut start = role;
        while start > self.sentence.start && role - start < 8 {
            let at = start - 1;
            let class = self.class(at);
            let belongs = match self.shape(at) {
                Shape::Capital | Shape::Upper => {
                    // "Yesterday minister NAME": a word of the sentence, not of the role.
                    let opens = at == self.sentence.start
                        && class == Class::default()
                        && self.shape(at) == Shape::Capital
                        && self.shape(start) == Shape::Lower
                        && (self.str(at).ends_with("ly") || self.str(at).ends_with("mente"));
                    let is_acronym = self.shape(at) == Shape::Upper && self.str(at).len() > 1;
                    // "His Honour Judge NAME"
                    let is_role_word = !class.is(Class::FUNCTION) || class.is(Class::MODIFIER) || is_acronym;
                    let is_role_word = is_role_word && !is_style(self.str(at));
                    // "Marine biologist NAME", "Los Angeles County Judge NAME": before a small noun for who does something, and
                    // behind such a word, it is no name.
                    let opens_noun = at == self.sentence.start && start == role && self.shape(role) == Shape::Lower;
                    let is_saint = at > self.sentence.start
                        && matches!(self.str(at - 1).rsplit('-').next(), Some("Los" | "San" | "Santa" | "Las"));
                    let is_name =
                        class.is(Class::GIVEN) && !class.is(Class::PLACE | Class::NATION) && !opens_noun && !is_saint;
                    is_role_word && !class.is(Class::TIME) && !is_name && !opens
                }
                // "City of Leeds Police Chief NAME"
                Shape::Lower if self.str(at) == "of" => {
                    self.shape(start) == Shape::Capital
                        && at.checked_sub(1).is_some_and(|body| {
                            self.sentence.contains(&body)
                                && matches!(self.str(body), "City" | "County" | "Town" | "University")
                        })
                }
                // "founder and chief executive NAME", "Founder and CEO NAME"
                Shape::Lower if matches!(self.str(at), "and" | "y" | "e") => at.checked_sub(1).is_some_and(|first| {
                    let is_small = |at: usize| self.shape(at) == Shape::Lower;
                    let both = self.is_role_noun(first) && is_small(first) == is_small(start)
                        // "Transport and Works Minister"
                        || self.class(first).is(Class::MODIFIER) && !is_small(first) && !is_small(start);
                    first >= self.sentence.start && both
                }),
                Shape::Lower => {
                    class.is(Class::MODIFIER) && !class.is(Class::REPORTING)
                        || class.is(Class::ROLE)
                        || class.is(Class::ORGANISATION | Class::SITE) && !class.is(Class::FUNCTION)
                        || self.str(at).contains('-') && !class.is(Class::FUNCTION)
                        || self.shape(at + 1) == Shape::Possessive
                        // "assistant environmental engineer"
                        || start == role
                            && ["ntal", "ical", "ial", "onal", "tary", "tive", "ural", "atic"]
                                .iter()
                                .any(|end| self.str(at).ends_with(end))
                            && !class.is(Class::FUNCTION)
                        || self.shape(role) == Shape::Lower && self.is_compound(at)
                        // "the club's sporting director"
                        || (!class.is(Class::FUNCTION | Class::REPORTING) || self.str(at) == "last")
                            && start == role
                            && self.is_led(at)
                            && !self.class(at + 1).is(Class::NATION)
                }
                Shape::Possessive => {
                    at > self.sentence.start
                        && matches!(self.shape(at - 1), Shape::Capital | Shape::Upper | Shape::Lower)
                }
                // "Parents’ spokeswoman"
                Shape::Mark if matches!(self.str(at), "’" | "'") => {
                    at > self.sentence.start && self.str(at - 1).ends_with('s') && self.shape(at - 1).is_word()
                }
                Shape::Mark => self.str(at) == "&" && at > self.sentence.start && self.shape(at - 1) == Shape::Capital,
                Shape::Initial => class.is(Class::PLACE) || self.str(at).contains('.'),
                Shape::Number | Shape::Address | Shape::Other => false,
            };
            if !belongs {
                break;
            }
            start = at;
        }
        start
    }

    /// The language of the block, or of the sentence when the block shows none.
    pub(super) fn language(&self) -> Language {
        self.piece.language.unwrap_or_else(|| {
            let count = |own: Class, other: Class| {
                let is_own = |at: &usize| self.class(*at).is(own) && !self.class(*at).is(other);
                self.sentence.clone().take(LANGUAGE_TOKENS).filter(is_own).count()
            };
            let is_spanish = count(Class::SPANISH, Class::ENGLISH) > count(Class::ENGLISH, Class::SPANISH);
            if is_spanish { Language::Spanish } else { Language::English }
        })
    }
}

//! Offices before a name that are more or less than a noun of the lists: written short, in the place of a form of address,
//! with an adjective or a number.

use std::ops::Range;

use super::super::Language;
use super::super::lexicon::Class;
use super::super::token::Shape;
use super::clause::{is_article, is_clause, is_connector, is_finite};
use super::noun::kin;
use super::phrase::Noun;
use super::rank::is_rank;
use super::role::Around;

/// Offices that are written short before a name.
const SHORT_OFFICES: &[&str] = &[
    "Sen", "Sens", "Rep", "Reps", "Gov", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Adm", "Cmdr", "Brig", "Det", "Cr",
    "Insp", "Supt", "Cllr", "Amb", "Dip", "Gral", "Cnel", "Alm",
];

impl Around<'_> {
    /// "La mujer, NAME, trabajaba": a woman, and nobody’s wife.
    pub(super) fn is_only_woman(&self, at: usize) -> bool {
        let owned = at > 0 && matches!(self.str(at - 1), "su" | "mi" | "tu" | "Su" | "Mi");
        self.str(at) == "mujer" && !owned && !matches!(self.str(at + 1), "de" | "del")
    }

    /// An office that is written short and stands where a form of address does ("Sen. NAME").
    pub(super) fn is_short_office(&self, at: usize) -> bool {
        let word = self.str(at);
        let before_name = matches!(self.shape(at + 1), Shape::Capital | Shape::Initial);
        // In Britain the stop is left out: "Cllr NAME", "Det Insp NAME".
        let is_known = |word: &str| SHORT_OFFICES.contains(&word);
        let is_short = word.strip_suffix('.').is_some_and(is_known)
            || matches!(word, "Cllr" | "Cr")
            || before_name && (is_known(word) || is_rank(word));
        self.sentence.contains(&at) && is_short
    }

    /// "Imam NAME", "Rabbi NAME": a form of address that says what somebody is.
    pub(super) fn is_telling_address(&self, at: usize) -> bool {
        let word = self.str(at);
        self.shape(at) == Shape::Capital
            && self.class(at).is(Class::ROLE)
            && kin(word).is_none()
            && !matches!(word, "Maestro" | "Maestra" | "Padre")
    }

    /// Whether a word in no list stands behind an article and a noun for what somebody is, and agrees with them.
    pub(super) fn is_adjective_of_role(&self, at: usize) -> bool {
        let word = self.str(at);
        let article = at.checked_sub(2).map_or("", |article| self.str(article));
        let agrees = match article {
            "el" | "El" | "al" | "Al" | "del" | "un" | "Un" => {
                word.ends_with(['o', 'e', 'l']) || word.ends_with("ista")
            }
            "la" | "La" | "una" | "Una" => word.ends_with(['a', 'e', 'l']),
            _ => false,
        };
        agrees
            && self.shape(at) == Shape::Lower
            && self.class(at) == Class::default()
            && !is_finite(word)
            // "El inspector llamado NAME"
            && !["ado", "ada", "ido", "ida"].iter().any(|ending| word.ends_with(ending))
            && self.name.len() > 1
            && self.language() == Language::Spanish
    }

    /// "Including [former county judge] NAME": what an editor has put in.
    pub(super) fn inserted(&self, close: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 12;
        let earliest = close.saturating_sub(LONGEST).max(self.sentence.start);
        let open = (earliest..close).rev().find(|&at| self.str(at) == "[")?;
        let role = self.cut(close).phrase(open + 1)?;
        (role.noun == Noun::Listed && role.tokens.end == close).then_some(role.tokens)
    }

    /// "Minister of trade, industry and tourism NAME": a comma between the fields of one office.
    pub(super) fn lists_on(&self, comma: usize) -> bool {
        const FIELD: usize = 4;
        let joint = (comma + 2..=comma + 1 + FIELD).find(|&at| matches!(self.str(at), "and" | "&" | "y" | "e"));
        let Some(joint) = joint else { return false };
        let shape = self.shape(comma + 1);
        let is_field = |at: usize| self.shape(at) == shape && !is_article(self.str(at)) && !self.is_role_noun(at);
        let is_name = |at: usize| self.class(at).is(Class::GIVEN) && !self.class(at).is(Class::AMBIGUOUS);
        let same = comma > 0 && self.shape(comma - 1) == shape && is_field(joint + 1);
        same && matches!(shape, Shape::Lower | Shape::Capital)
            && (comma + 1..joint).all(|at| is_field(at) && !is_name(at))
            && joint + 1 < self.name.start
    }

    /// "By science fiction writer NAME", "“…,” mine manager NAME said": plain nouns between a noun and where its phrase must
    /// begin.
    pub(super) fn is_compound(&self, at: usize) -> bool {
        const WORDS: usize = 3;
        let is_plain = |at: usize| {
            let class = self.class(at);
            let word = self.str(at);
            self.shape(at) == Shape::Lower
                // "Mine manager": before a noun it is no pronoun.
                && (!class.is(Class::FUNCTION | Class::REPORTING | Class::TIME) || word == "mine")
                && !is_connector(word)
                && !is_clause(word)
                && !is_finite(word)
                && !["ing", "ed", "ly", "ally"].iter().any(|end| word.ends_with(end))
        };
        let count = (self.sentence.start..=at).rev().take_while(|&at| is_plain(at)).count();
        let Some(border) = (at + 1).checked_sub(count + 1).filter(|border| self.sentence.contains(border)) else {
            return false;
        };
        let begins = matches!(self.str(border), "by" | "including" | "”" | "\"" | "’")
            || self.class(border).is(Class::REPORTING) && self.shape(border) == Shape::Lower;
        (1..=WORDS).contains(&count) && begins && self.language() == Language::English
    }
}

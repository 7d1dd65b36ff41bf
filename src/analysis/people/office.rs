//! Offices before a name that are more or less than a noun of the lists: written short, in the place of a form of address,
//! with an adjective or a number.

use super::super::Language;
use super::super::lexicon::Class;
use super::super::token::Shape;
use super::clause::is_finite;
use super::noun::kin;
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
}

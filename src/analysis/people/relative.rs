//! People who are named as somebody’s relatives.

use super::super::token::Shape;
use super::noun::kin;
use super::role::Around;

/// "The daughter of Ana Ruiz": named to say whose relative another is.
pub(super) fn is_origin(around: &Around<'_>) -> bool {
    let of = around.before().filter(|&at| matches!(around.str(at), "of" | "de" | "to"));
    let noun = of.and_then(|of| of.checked_sub(1)).filter(|at| around.sentence.contains(at));
    noun.is_some_and(|noun| around.shape(noun) == Shape::Lower && kin(around.str(noun)).is_some())
}

/// "Her son, Callum, was", "my sister Nerea", "their children, Nils and Carys,", "a son, Callum, and a daughter, Aoife".
pub(super) fn is_relative(around: &Around<'_>) -> bool {
    /// Tokens of the names between the relation and this one.
    const NAMES: usize = 12;
    let Some(before) = around.before() else { return false };
    let is_joint = |at: usize| matches!(around.str(at), "," | "and" | "y" | "e");
    let is_between = |at: &usize| is_joint(*at) || around.shape(*at) == Shape::Capital;
    // The first of several stands next to the relation, or behind a comma.
    let earliest = before.saturating_sub(NAMES).max(around.sentence.start);
    let noun = (earliest..=before).rev().find(|at| !is_between(at));
    let Some(noun) = noun.filter(|&at| around.sentence.contains(&at) && around.shape(at) == Shape::Lower) else {
        return false;
    };
    let word = around.str(noun);
    let is_plural = matches!(word, "children" | "parents" | "grandchildren" | "twins" | "padres" | "abuelos")
        || word.strip_suffix('s').is_some_and(|one| kin(one).is_some());
    let is_first = noun == before || noun + 1 == before && around.str(before) == ",";
    if !(is_plural || kin(word).is_some() && is_first) {
        return false;
    }
    let apart = around.str(noun + 1) == ",";
    let is_owner = |at: usize| {
        around.shape(at) == Shape::Possessive
            || matches!(
                &*around.str(at).to_lowercase(),
                "his" | "her" | "their" | "my" | "our" | "your" | "su" | "sus" | "mi" | "mis" | "tu"
            )
            // "Leaves a son, Callum, and two daughters, Ana and Eva"
            || (apart || is_plural)
                && matches!(around.str(at), "a" | "two" | "three" | "four" | "un" | "una" | "dos" | "tres" | "cuatro")
    };
    let owned = (noun.saturating_sub(3).max(around.sentence.start)..noun).any(is_owner);
    let end = around.name.end;
    let closed = around.shape(end) == Shape::Mark || is_plural && is_joint(end);
    owned && (!(apart || is_plural) || closed)
}

//! Ages and dates of a life behind a name.

use super::super::lexicon::Class;
use super::super::token::Shape;
use super::role::Around;

/// "NAME (1919 – 1985)", "NAME (born March 24, 1983)": what stands behind the name of a person only. Events and firms have
/// two years as well, so that two bare years ask for a day or for a word that says "born".
pub(super) fn has_dates(around: &Around<'_>) -> bool {
    const REACH: usize = 24;
    let open = around.name.end;
    if around.str(open) != "(" {
        return false;
    }
    let close = (open + 1..open + REACH).find(|&at| matches!(around.str(at), ")" | "")).unwrap_or(open);
    let inside = || open + 1..close;
    let born = |at: usize| {
        matches!(&*around.str(at).to_lowercase(), "born" | "b" | "b." | "nacido" | "nacida" | "nació" | "née" | "n.")
    };
    let is_year = |at: usize| around.str(at).parse::<u16>().is_ok_and(|year| (1000..2100).contains(&year));
    let is_dash = |at: usize| around.str(at).starts_with(['-', '–', '—']);
    let days = inside().filter(|&at| around.class(at).is(Class::TIME)).count();
    inside().any(born) && inside().any(is_year)
        || days > 0 && inside().any(is_dash) && inside().filter(|&at| is_year(at)).count() == 2
}

pub(super) fn is_age(comma: &str, shape: Shape, number: &str, close: &str) -> bool {
    let years = number.parse::<u8>().is_ok_and(|years| (5..=112).contains(&years));
    shape == Shape::Number
        && years
        && (comma == "," && (matches!(close, "," | "." | "años") || close.starts_with("year"))
            || comma == "(" && close == ")")
}

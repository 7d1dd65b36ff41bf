//! What a number is measured in: shares, money, length, weight, time.

use super::super::UnitKind;
use super::super::lexicon::Class;
use super::{Scan, words};

impl Scan<'_> {
    /// "2% to 3%", "between 2% and 3%": the upper end, and the token after it. "From 2% to 3%" is a change.
    pub(super) fn upper_share(&self, at: usize, end: usize) -> Option<(f64, usize)> {
        let before = self.key(at.checked_sub(1)?);
        let linked = match self.key(end) {
            "and" | "y" => matches!(before, "between" | "entre"),
            "to" | "a" | "al" => !matches!(before, "from" | "de" | "del" | "desde"),
            _ => matches!(self.str(end), "–" | "—"),
        };
        let (number, after, _) = self.single(end + 1).filter(|_| linked)?;
        let (kind, _, after) = self.unit_after(after)?;
        let (low, _, _) = self.single(at)?;
        let (low, high) = (low.times(0)?, number.times(0)?);
        (kind == UnitKind::Percent && low < high).then_some((high, after))
    }

    pub(super) fn is_currency_sign(&self, at: usize) -> bool {
        matches!(self.str(at), "$" | "€" | "£" | "¥" | "₹")
    }

    /// "$", "US$", "USD" in front of the number: its first token.
    pub(super) fn unit_before(&self, start: usize) -> Option<(UnitKind, usize)> {
        let before = start.checked_sub(1)?;
        if self.is_currency_sign(before) {
            let country = before.checked_sub(1).filter(|&at| {
                matches!(self.str(at), "US" | "A" | "C" | "R" | "NZ" | "HK" | "MX" | "AU" | "CA")
                    && self.is_joined(before)
            });
            return Some((UnitKind::Currency, country.unwrap_or(before)));
        }
        // "S/ 14"
        if self.str(before) == "/"
            && self.is_joined(before)
            && let Some(sol) = before.checked_sub(1).filter(|&at| self.str(at) == "S")
        {
            return Some((UnitKind::Currency, sol));
        }
        words::is_currency_code(self.str(before)).then_some((UnitKind::Currency, before))
    }

    /// The unit behind the number: its first token and the one after it.
    pub(super) fn unit_after(&self, end: usize) -> Option<(UnitKind, usize, usize)> {
        let key = self.key(end);
        if matches!(self.str(end), "%" | "‰") || matches!(key, "percent" | "pct") {
            let points = usize::from(matches!(self.key(end + 1), "point" | "points"));
            return Some((UnitKind::Percent, end, end + 1 + points));
        }
        let next = self.key(end + 1);
        if key == "per" && next == "cent"
            || key == "por" && matches!(next, "ciento" | "cien")
            || key == "percentage" && matches!(next, "point" | "points")
            || key == "puntos" && next == "porcentuales"
        {
            return Some((UnitKind::Percent, end, end + 2));
        }
        if self.is_currency_sign(end) && self.is_joined(end) || matches!(self.str(end), "€") {
            return Some((UnitKind::Currency, end, end + 1));
        }
        // "21 billion Mexican pesos", "30 millones de euros"
        let noun = (end..end + 3).find(|&at| words::is_currency(self.key(at)) || words::is_currency_code(self.str(at)));
        if let Some(noun) = noun
            && (end..noun)
                .all(|at| matches!(self.key(at), "de" | "of") || self.reading.class(self.piece, at).is(Class::NATION))
        {
            let first = if matches!(self.key(end), "de" | "of") { end + 1 } else { end };
            let nation = usize::from(
                self.reading.class(self.piece, noun + 1).is(Class::NATION) && self.sentence.contains(&(noun + 1)),
            );
            return Some((UnitKind::Currency, first, noun + 1 + nation));
        }
        let of = usize::from(matches!(key, "de"));
        let square = usize::from(matches!(self.key(end + of), "square" | "cubic"));
        let noun = end + of + square;
        // "38.5 °C", "140 km/h"
        let joined = |sign: &str| self.str(end + 1) == sign && self.is_joined(end + 1);
        if self.str(end) == "°" && (joined("C") || joined("F")) {
            return Some((UnitKind::Measure, end, end + 2));
        }
        if words::is_measure_sign(self.str(end)) && joined("/") && matches!(self.str(end + 2), "h" | "s" | "l") {
            return Some((UnitKind::Measure, end, end + 3));
        }
        // Joined to the number it is a million.
        if self.str(end) == "m" && !self.is_joined(end) {
            return Some((UnitKind::Measure, end, end + 1));
        }
        if words::is_measure(self.key(noun)) || words::is_measure_sign(self.str(noun)) {
            let after = usize::from(matches!(self.key(noun + 1), "hours" if self.key(noun).ends_with("watt")))
                + usize::from(matches!(self.key(noun + 1), "cuadrados" | "cubicos" | "cuadrado"));
            return Some((UnitKind::Measure, end + of, noun + 1 + after));
        }
        None
    }
}

//! The time of day that stands after a date.

use super::super::token::Token;
use super::Scan;

impl Scan<'_> {
    /// A time of day after a date, and the token after it.
    pub(super) fn time(&self, from: usize) -> Option<((u8, u8), usize)> {
        let mut at = from;
        let glue = |token: &Token| {
            token.is_sign(&[',', '-', '–', '—', '|', '·', '•']) || token.is_word(&["t", "at", "a", "las", "la"])
        };
        while at < from + 3 && glue(self.get(at)?) {
            at += 1;
        }
        let hour = self.get(at).filter(|token| token.digits() <= 2)?.number()?;
        let sign = self.get(at + 1).filter(|token| token.joined)?;
        let minute = self.get(at + 2).filter(|token| token.joined && token.digits() == 2)?.number()?;
        if !(sign.is_sign(&[':']) || sign.is_word(&["h"])) || minute > 59 {
            return None;
        }
        let mut next = at + 3;
        // Seconds and their fraction.
        while self.get(next).is_some_and(|token| token.joined && token.is_sign(&[':', '.']))
            && self.get(next + 1).is_some_and(|token| token.joined && token.digits() > 0)
        {
            next += 2;
        }
        let hour = match self.half_of_day(next) {
            Some((_, after)) if hour == 0 || hour > 12 => {
                next = after;
                hour
            }
            Some((afternoon, after)) => {
                next = after;
                hour % 12 + if afternoon { 12 } else { 0 }
            }
            None => hour,
        };
        if hour > 23 {
            return None;
        }
        Some(((u8::try_from(hour).ok()?, u8::try_from(minute).ok()?), self.zone(next)))
    }

    /// `pm`, `p.m.`, `a. m.`: whether it is the afternoon, and the token after it.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        let word = self.get(at)?.word()?;
        if word == "am" || word == "pm" {
            return Some((word == "pm", at + 1));
        }
        let stops = self.get(at + 1)?.is_sign(&['.']) && self.get(at + 2)?.is_word(&["m"]);
        if !stops || !matches!(word, "a" | "p") {
            return None;
        }
        let stop = self.get(at + 3).is_some_and(|token| token.joined && token.is_sign(&['.']));
        Some((word == "p", at + 3 + usize::from(stop)))
    }

    /// The token after `Z`, `+02:00`, `-0600`, `GMT` or `hrs`, if one of them stands here.
    fn zone(&self, at: usize) -> usize {
        let Some(token) = self.get(at) else { return at };
        if token.is_word(&[
            "z", "gmt", "utc", "est", "edt", "cst", "cdt", "pst", "pdt", "cet", "cest", "bst", "h", "hrs", "horas",
        ]) {
            return at + 1;
        }
        let offset = self.get(at + 1).filter(|number| number.joined).map_or(0, Token::digits);
        if !token.is_sign(&['+', '-']) || !(offset == 2 || offset == 4) {
            return at;
        }
        let minutes = self.get(at + 2).is_some_and(|sign| sign.joined && sign.is_sign(&[':']))
            && self.get(at + 3).is_some_and(|number| number.joined && number.digits() == 2);
        at + if minutes { 4 } else { 2 }
    }
}

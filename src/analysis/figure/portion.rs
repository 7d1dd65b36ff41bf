//! Parts of a whole and dozens: "three in ten", "a third of the pupils", "la mitad de", "two dozen"; and numbers that are put
//! together from several: "12 400", "5 mil 800", "half a million".

use std::ops::Range;

use super::super::Figure;
use super::super::token::Shape;
use super::{Scan, words};

/// A part of a whole, or a count in dozens.
#[derive(Debug)]
pub(super) struct Portion {
    /// The part of one.
    value: f64,
    /// The token after its words.
    end: usize,
    /// What it is a part of, when that stands within its words: "one household in five".
    of: Option<Range<usize>>,
}

impl Scan<'_> {
    /// A part of a whole or a count in dozens that begins with this token.
    pub(super) fn portion(&self, at: usize) -> Option<Portion> {
        if !self.sentence.contains(&at) || matches!(self.piece.shape(at), Shape::Mark) {
            return None;
        }
        self.one_in(at).or_else(|| self.fraction(at)).or_else(|| self.dozens(at))
    }

    /// The figure that a portion is.
    pub(super) fn portion_figure(&self, at: usize, portion: &Portion) -> (Figure, usize) {
        let counted = portion.of.clone().or_else(|| self.counted(portion.end));
        let hedge = self.hedge(at);
        let first = hedge.as_ref().map_or(at, |hedge| hedge.start);
        let last = counted.as_ref().map_or(portion.end, |counted| counted.end.max(portion.end));
        let anchor = |range: Range<usize>| self.piece.anchor(range);
        let figure = Figure {
            at: anchor(first..last),
            hedge: hedge.map(anchor),
            number: anchor(at..portion.end),
            value: Some(portion.value),
            high: None,
            unit: None,
            of: counted.map(anchor),
            sentence: anchor(self.sentence.clone()),
        };
        (figure, last)
    }

    /// A whole number of one token, in digits or as a word.
    fn whole(&self, at: usize) -> Option<u32> {
        if !self.sentence.contains(&at) {
            return None;
        }
        match self.piece.shape(at) {
            Shape::Number => self.str(at).parse().ok(),
            Shape::Lower | Shape::Capital => words::value(self.key(at)).and_then(|value| u32::try_from(value).ok()),
            _ => None,
        }
    }

    /// "Three in ten", "nueve de cada diez", "one household in five".
    fn one_in(&self, at: usize) -> Option<Portion> {
        let part = self.whole(at)?;
        let link = |from: usize| match (self.key(from), self.key(from + 1), self.key(from + 2)) {
            ("out", "of", "every") => Some(3),
            ("out", "of", _) | ("in" | "of", "every", _) | ("de", "cada", _) => Some(2),
            ("in", ..) => Some(1),
            _ => None,
        };
        let (of, linked) = match link(at + 1) {
            Some(length) => (None, at + 1 + length),
            // The noun between is one of many: only "in" may follow, and nothing is counted after.
            None if self.piece.shape(at + 1) == Shape::Lower && self.key(at + 2) == "in" => {
                (Some(at + 1..at + 2), at + 3)
            }
            None => return None,
        };
        let whole = self.whole(linked).filter(|whole| *whole > part && *whole <= 100 || *whole % 1000 == 0)?;
        let end = linked + 1;
        let is_time = super::super::dates::is_year(self.str(linked)) || words::is_measure(self.key(end));
        let is_over =
            !self.sentence.contains(&end) || self.piece.shape(end) == Shape::Mark || words::ends_phrase(self.key(end));
        let is_one = part > 0 && whole > part && !is_time && (of.is_none() || is_over && part < 10);
        is_one.then(|| Portion { value: f64::from(part) / f64::from(whole), end, of })
    }

    /// "A third of", "two-thirds of", "la mitad de", "la cuarta parte de", "by a fifth".
    fn fraction(&self, at: usize) -> Option<Portion> {
        let of = |end: usize| matches!(self.key(end), "of" | "de" | "del");
        let before = at.checked_sub(1).map_or("", |before| self.key(before));
        let key = self.key(at);
        if key == "half" {
            let is_part = !matches!(before, "a" | "and" | "first" | "second" | "last" | "latter" | "other");
            let is_of = of(at + 1) || self.key(at + 1) == "the" && self.piece.shape(at + 2) == Shape::Lower;
            return (is_part && is_of).then(|| Portion { value: 0.5, end: at + 1, of: None });
        }
        if matches!(key, "la" | "una") && self.key(at + 1) == "mitad" {
            return (of(at + 2) && before != "a").then(|| Portion { value: 0.5, end: at + 2, of: None });
        }
        if let Some((part, name)) = key.split_once('-') {
            let value = f64::from(words::ones(part)?) / f64::from(words::part_of(name)?);
            return of(at + 1).then(|| Portion { value, end: at + 1, of: None });
        }
        let part = words::ones(key)?;
        let whole = words::part_of(self.key(at + 1))?;
        // "La cuarta parte", "tres cuartas partes"
        let parts = usize::from(matches!(self.key(at + 2), "parte" | "partes"));
        let end = at + 2 + parts;
        // "A quarter of a million"
        let scale = words::scale(self.key(end + 2)).filter(|scale| *scale >= 6);
        if let Some(scale) = scale.filter(|_| self.key(end) == "of" && self.key(end + 1) == "a") {
            let value = f64::from(part) / f64::from(whole) * 10_f64.powi(scale);
            return Some(Portion { value, end: end + 3, of: None });
        }
        let is_room = whole == 4 && parts == 0 && self.key(end) == "de" && !words::is_whole(self.key(end + 1));
        let is_change = before == "by" && (self.piece.shape(end) == Shape::Mark || words::ends_phrase(self.key(end)));
        let named = parts == 1 || key != "la";
        (named && part < whole && (of(end) && !is_room || is_change)).then(|| Portion {
            value: f64::from(part) / f64::from(whole),
            end,
            of: None,
        })
    }

    /// "A dozen men", "media docena de".
    fn dozens(&self, at: usize) -> Option<Portion> {
        let (count, from) = match (self.key(at), self.key(at + 1)) {
            ("half", "a") => (0.5, at + 2),
            ("media", _) => (0.5, at + 1),
            (count, _) => (f64::from(words::ones(count)?), at + 1),
        };
        let is_dozen = matches!(self.key(from), "dozen" | "docena" | "docenas");
        (is_dozen && self.counted(from + 1).is_some()).then(|| Portion { value: count * 12.0, end: from + 1, of: None })
    }

    /// One past "half a" or "medio" before a great number.
    pub(super) fn half(&self, at: usize, is_spanish: bool) -> Option<usize> {
        let end = match (self.key(at), self.key(at + 1)) {
            ("half", "a") => at + 2,
            ("medio", _) if is_spanish => at + 1,
            _ => return None,
        };
        words::scale(self.key(end)).filter(|scale| *scale >= 6).map(|_| end)
    }

    /// Digits in groups of three with blanks between, in front of what is counted: "12 400 personas".
    pub(super) fn grouped(&self, at: usize) -> Option<(u64, usize)> {
        const GROUPS: usize = 4;
        let digits = |at: usize| {
            let text = self.str(at);
            (self.sentence.contains(&at) && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then_some(text)
        };
        let is_alone = at.checked_sub(1).is_none_or(|before| {
            let is_name = matches!(self.piece.shape(before), Shape::Capital | Shape::Upper);
            digits(before).is_none() && (!is_name || before == self.sentence.start)
        });
        let first = digits(at).filter(|first| is_alone && first.len() <= 3 && !first.starts_with('0'))?;
        let mut value: u64 = first.parse().ok()?;
        let mut end = at + 1;
        while let Some(group) = digits(end).filter(|group| group.len() == 3 && !self.is_joined(end)) {
            value = value.checked_mul(1000)?.checked_add(group.parse().ok()?)?;
            end += 1;
        }
        let counts = digits(end).is_none()
            && self.piece.shape(end) == Shape::Lower
            && !words::ends_phrase(self.key(end))
            && self.sentence.contains(&end);
        ((at + 2..=at + GROUPS).contains(&end) && counts).then_some((value, end))
    }

    /// The rest behind "thousand": in words behind words, in digits or words behind digits.
    pub(super) fn below_thousand(&self, at: usize, in_words: bool, is_spanish: bool) -> Option<(u64, usize)> {
        let (value, end) = if self.piece.shape(at) == Shape::Number && self.sentence.contains(&at) {
            if in_words || !is_spanish {
                return None;
            }
            (self.str(at).parse().ok()?, at + 1)
        } else {
            words::number(|at| self.key(at), at, is_spanish)?
        };
        (value < 1000).then_some((value, end))
    }

    /// "Rose from 1,100 to 2,300", "pasaron de 1.100 a 2.300": two figures, no range.
    pub(super) fn is_change(&self, at: usize) -> bool {
        let from = at.checked_sub(1 + usize::from(at > 0 && self.is_currency_sign(at - 1)));
        let Some(from) = from.filter(|&from| matches!(self.key(from), "from" | "de" | "desde")) else { return false };
        from.checked_sub(1).is_some_and(|verb| words::is_change(self.key(verb)))
    }
}

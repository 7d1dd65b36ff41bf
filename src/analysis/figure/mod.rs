//! Numbers with what they count or measure: "more than 53.7 million electronic records".
//!
//! Dates, years, telephone and paragraph numbers, ordinals and identifiers are no figures.

mod code;
mod number;
mod portion;
mod unit;
mod words;

use std::ops::Range;

use super::lexicon::Class;
use super::reading::{Piece, Reading};
use super::token::Shape;
use super::vocabulary::Word;
use super::{DateMention, Figure, Language, Unit, UnitKind};
use crate::document::{Anchor, BlockKind};
use number::{Convention, Number};

/// Words of what is counted, at most.
const COUNTED: usize = 5;

/// The figures of the text in order. Nothing when the result is no longer wanted.
pub(super) fn find(reading: &Reading<'_>, dates: &[DateMention], stale: &dyn Fn() -> bool) -> Option<Vec<Figure>> {
    let conventions = [false, true].map(|is_spanish| Convention::of(reading, is_spanish));
    // Asked once a word, not at each of its places: hardly any begins a number.
    let begins: Vec<bool> = reading.vocabulary.keys().map(words::begins).collect();
    // The day of publication is none of the dates of the text.
    let published = reading.document.meta.date.and_then(|date| date.at);
    let mut figures = Vec::new();
    let mut dates = dates.iter().peekable();
    for piece in &reading.pieces {
        if stale() {
            return None;
        }
        let is_text = matches!(
            piece.kind,
            BlockKind::Paragraph
                | BlockKind::ListItem
                | BlockKind::BlockQuote
                | BlockKind::Question
                | BlockKind::TableRow
        );
        if !is_text {
            continue;
        }
        let [other, spanish] = conventions;
        let convention = if piece.language == Some(Language::Spanish) { spanish } else { other };
        for sentence in &piece.sentences {
            let scan = Scan { reading, piece, convention, begins: &begins, sentence: sentence.clone() };
            let mut at = sentence.start;
            while at < sentence.end {
                let here = piece.anchor(at..at + 1);
                while dates.next_if(|date| (date.at.block, date.at.end) <= (here.block, here.start)).is_some() {}
                let in_date =
                    dates.peek().is_some_and(|date| date.at.block == here.block && date.at.start <= here.start);
                let in_date = in_date
                    || published
                        .is_some_and(|at| at.block == here.block && at.start <= here.start && here.end <= at.end);
                let figure = if in_date { None } else { scan.figure(at) };
                at = figure.as_ref().map_or(at + 1, |(_, end)| (*end).max(at + 1));
                figures.extend(figure.map(|(figure, _)| figure));
            }
        }
    }
    Some(figures)
}

struct Scan<'a> {
    reading: &'a Reading<'a>,
    piece: &'a Piece<'a>,
    convention: Convention,
    /// Which words of the vocabulary may begin a number.
    begins: &'a [bool],
    sentence: Range<usize>,
}

/// A number or range of numbers among the tokens.
struct Amount {
    tokens: Range<usize>,
    value: Option<f64>,
    high: Option<f64>,
    /// Whether it is written as a word, as small numbers are.
    is_word: bool,
    has_scale: bool,
    /// A unit joined to the digits: "5km".
    unit: Option<(UnitKind, Anchor)>,
}

impl Scan<'_> {
    fn key(&self, at: usize) -> &str {
        if !self.sentence.contains(&at) {
            return "";
        }
        let token = self.piece.tokens.get(at).filter(|token| token.shape != Shape::Mark);
        let word = token.and_then(|token| self.reading.vocabulary.get(token.word));
        word.map_or("", Word::plain)
    }

    fn str(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.piece.str(at) } else { "" }
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.str(before))
    }

    /// Whether nothing stands between the token and the one before.
    fn is_joined(&self, at: usize) -> bool {
        self.piece.is_joined(at)
    }

    /// A figure whose number begins with this token, and the token after it.
    fn figure(&self, at: usize) -> Option<(Figure, usize)> {
        let token = self.piece.tokens.get(at)?;
        let may_begin = match token.shape {
            Shape::Number => true,
            Shape::Lower | Shape::Capital | Shape::Initial => {
                self.begins.get(token.word as usize).is_some_and(|is| *is)
            }
            Shape::Upper | Shape::Address | Shape::Possessive | Shape::Other | Shape::Mark => false,
        };
        if !may_begin {
            return None;
        }
        if let Some(portion) = self.portion(at) {
            return Some(self.portion_figure(at, &portion));
        }
        let mut amount = self.amount(at)?;
        let (mut start, mut end) = (amount.tokens.start, amount.tokens.end);
        let mut unit = amount.unit.map(|(kind, at)| Unit { kind, at });
        if let Some((kind, first)) = self.unit_before(start) {
            unit = Some(Unit { kind, at: self.piece.anchor(first..start) });
            start = first;
        } else if unit.is_none()
            && let Some((kind, first, after)) = self.unit_after(end)
        {
            unit = Some(Unit { kind, at: self.piece.anchor(first..after) });
            end = after;
        }
        if amount.high.is_none()
            && unit.is_some_and(|unit| unit.kind == UnitKind::Percent)
            && let Some((high, after)) = self.upper_share(at, end)
        {
            (amount.high, end) = (Some(high), after);
        }
        // "Two hours and a half": Spanish puts the half behind the unit.
        if unit.is_some() && !amount.has_scale && self.key(end) == "y" && matches!(self.key(end + 1), "medio" | "media")
        {
            amount.value = amount.value.map(|value| value + 0.5);
            end += 2;
        }
        let counted = if unit.is_some() { self.share(end) } else { self.counted(end) };
        let hedge = self.hedge(start);
        let is_measured = unit.is_some() || amount.has_scale;
        if !is_measured
            && (self.is_label(at)
                || self.is_address(end)
                || counted.is_none() && (amount.is_word || self.is_named(at, end)))
        {
            return None;
        }
        let first = hedge.as_ref().map_or(start, |hedge| hedge.start);
        let last = counted.as_ref().map_or(end, |counted| counted.end);
        let anchor = |range: Range<usize>| self.piece.anchor(range);
        let figure = Figure {
            at: anchor(first..last),
            hedge: hedge.map(anchor),
            number: anchor(amount.tokens),
            value: amount.value,
            high: amount.high,
            unit,
            of: counted.map(anchor),
            sentence: anchor(self.sentence.clone()),
        };
        Some((figure, last))
    }

    /// The number or range that begins with this token.
    fn amount(&self, at: usize) -> Option<Amount> {
        if let Some((low, high)) = self.pair(at) {
            let (scale, end) = self.scale(at + 1);
            let (low, high) = (low.times(scale), high.times(scale));
            let (tokens, has_scale) = (at..end, end > at + 1);
            return Some(Amount { tokens, value: low, high, is_word: false, has_scale, unit: None });
        }
        let (number, end, is_word) = self.single(at)?;
        if self.is_part_of_code(at, end) || number::is_hour(self.piece, at) {
            return None;
        }
        let unit = number.suffix_unit.map(|kind| (kind, self.piece.anchor(end - 1..end)));
        let (mut scale, mut end_of_number) = self.scale(end);
        let mut number = number;
        // "Un millón y medio"
        if scale > 0
            && self.key(end_of_number) == "y"
            && matches!(self.key(end_of_number + 1), "medio" | "media")
            && let Some(half) = number.and_a_half()
        {
            (number, end_of_number) = (half, end_of_number + 2);
        }
        let mut high = None;
        let linked = !self.is_change(at)
            && (matches!(self.str(end_of_number), "–" | "—" | "-")
                || matches!(self.key(end_of_number), "to" | "a" | "al")
                || matches!(self.key(end_of_number), "and" | "y")
                    && matches!(
                        self.key_back(at, 1 + usize::from(at > 0 && self.is_currency_sign(at - 1))),
                        "between" | "entre"
                    ));
        if linked
            && let Some((second, after, _)) =
                self.single(end_of_number + 1 + usize::from(self.is_currency_sign(end_of_number + 1)))
        {
            let (second_scale, after) = self.scale(after);
            // "10 to 15 million": the scale is that of both.
            if second_scale > 0 && scale == 0 && number.exponent == 0 {
                scale = second_scale;
            }
            let upper = second.times(second_scale);
            if upper.zip(number.times(scale)).is_none_or(|(upper, lower)| upper > lower)
                && !self.is_part_of_code(after - 1, after)
            {
                high = upper;
                end_of_number = after;
            }
        }
        let has_scale = scale > 0 || number.exponent > 0 || is_word && end > at + 2;
        Some(Amount { tokens: at..end_of_number, value: number.times(scale), high, is_word, has_scale, unit })
    }

    /// A number in digits or in words, and the token after it.
    fn single(&self, at: usize) -> Option<(Number, usize, bool)> {
        if !self.sentence.contains(&at) {
            return None;
        }
        let is_spanish = self.piece.language == Some(Language::Spanish);
        let (number, end, is_word) = match self.piece.shape(at) {
            Shape::Number => {
                if let Some((value, end)) = self.grouped(at) {
                    return Some((Number::whole(value), end, false));
                }
                (Number::read(self.str(at), self.convention)?, at + 1, false)
            }
            // "A hundred" at the start of a sentence
            Shape::Initial if self.key(at) != "a" => return None,
            Shape::Lower | Shape::Capital | Shape::Initial => {
                if let Some(end) = self.half(at, is_spanish) {
                    return Some((Number::whole(0).and_a_half()?, end, true));
                }
                let (value, end) = words::number(|at| self.key(at), at, is_spanish)?;
                (Number::whole(value), end, true)
            }
            Shape::Upper | Shape::Address | Shape::Possessive | Shape::Other | Shape::Mark => {
                return None;
            }
        };
        // "5 mil 800", "two thousand one hundred and forty"
        let is_thousand = self.key(end) == if is_spanish { "mil" } else { "thousand" };
        if let Some(thousands) = number.as_whole().filter(|thousands| is_thousand && *thousands < 1000)
            && let Some((rest, end)) = self.below_thousand(end + 1, is_word, is_spanish)
        {
            return Some((Number::whole(thousands * 1000 + rest), end, is_word));
        }
        // "two and a half"
        if self.key(end) == "and"
            && self.key(end + 1) == "a"
            && self.key(end + 2) == "half"
            && let Some(half) = number.and_a_half()
        {
            return Some((half, end + 3, is_word));
        }
        Some((number, end, is_word))
    }

    /// Two numbers in one token: "10-15".
    fn pair(&self, at: usize) -> Option<(Number, Number)> {
        if !self.sentence.contains(&at) || self.piece.shape(at) != Shape::Number {
            return None;
        }
        let (low, high) = self.str(at).split_once(['-', '–'])?;
        if super::dates::is_year(low) || low.len() > 9 {
            return None;
        }
        let (low, high) = (Number::read(low, self.convention)?, Number::read(high, self.convention)?);
        (low.times(0)? < high.times(0)? && !self.is_part_of_code(at, at + 1)).then_some((low, high))
    }

    /// Powers of ten after the number, and the token after them: "million", "mil millones".
    fn scale(&self, from: usize) -> (i32, usize) {
        let (mut scale, mut at) = (0, from);
        while at < from + 2
            && let Some(power) = words::scale(self.key(at))
        {
            scale += power;
            at += 1;
        }
        (scale, at)
    }

    /// What is counted: the words behind the number up to the end of the phrase.
    pub(super) fn counted(&self, from: usize) -> Option<Range<usize>> {
        let start = if matches!(self.key(from), "of" | "de" | "del") { from + 1 } else { from };
        let start = start + usize::from(start > from && words::is_determiner(self.key(start)));
        if start > from && words::is_dimension(self.key(start)) {
            return None;
        }
        let mut end = start;
        while end < start + COUNTED && self.sentence.contains(&end) && self.is_part_of_phrase(end, start) {
            end += 1;
        }
        while end > start && matches!(self.key(end - 1), "of" | "de" | "and" | "y" | "del") {
            end -= 1;
        }
        let is_noun = |shape| match shape {
            Shape::Lower | Shape::Capital => true,
            Shape::Upper => start > from,
            _ => false,
        };
        let has_noun = (start..end).any(|at| is_noun(self.piece.shape(at)));
        (end > start && has_noun).then_some(start..end)
    }

    /// What a share or sum is of: only after "of".
    fn share(&self, from: usize) -> Option<Range<usize>> {
        if !matches!(self.key(from), "of" | "de" | "del") {
            return None;
        }
        self.counted(from).map(|counted| from + 1..counted.end)
    }

    fn is_part_of_phrase(&self, at: usize, start: usize) -> bool {
        let key = self.key(at);
        let shape = self.piece.shape(at);
        if shape == Shape::Mark || shape == Shape::Number || shape == Shape::Address || key.is_empty() {
            return false;
        }
        let class = self.reading.class(self.piece, at);
        if matches!(key, "de" | "of") {
            return at > start && self.piece.shape(at + 1) != Shape::Mark;
        }
        // "2,000 people live here": nothing belongs to such a word any more.
        let is_over = at > start && (words::is_people(self.key(at - 1)) || self.is_spanish_verb(at));
        let is_small = words::ends_phrase(key) || is_over;
        let is_verb = class.is(Class::REPORTING) && shape == Shape::Lower
            || at > start && key.ends_with("ed") && shape == Shape::Lower;
        let is_time = class.is(Class::TIME) && shape != Shape::Lower;
        !is_small && !is_verb && !is_time && (shape != Shape::Capital || at > start || !class.is(Class::FUNCTION))
    }

    /// "30.000 familias esperan": a verb of the third person behind its plural.
    fn is_spanish_verb(&self, at: usize) -> bool {
        let key = self.key(at);
        self.piece.shape(at) == Shape::Lower
            && key.len() > 4
            && ["an", "en", "ron"].iter().any(|end| key.ends_with(end))
            && at.checked_sub(1).is_some_and(|before| self.key(before).ends_with('s'))
    }

    /// The words before the number that make it less exact.
    fn hedge(&self, start: usize) -> Option<Range<usize>> {
        let start = if matches!(self.key(start.checked_sub(1)?), "a" | "the" | "los" | "las")
            && words::hedge(|back| self.key_back(start - 1, back)) > 0
        {
            start - 1
        } else {
            start
        };
        let length = words::hedge(|back| self.key_back(start, back));
        (length > 0).then(|| start - length..start)
    }

    /// The word so many tokens before `at`; 1 is the nearest.
    fn key_back(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.key(at))
    }
}

#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;

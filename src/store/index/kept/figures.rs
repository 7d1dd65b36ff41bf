//! The form of the figures of an analysis.

use super::archive::{Archive, Near};
use super::odds::{Number, Odds, Pass};
use crate::analysis::{Figure, Unit, UnitKind};
use crate::document::Anchor;

const UNITS: [UnitKind; 3] = [UnitKind::Percent, UnitKind::Currency, UnitKind::Measure];
const NOTHING: Anchor = Anchor { block: 0, start: 0, end: 0 };
/// What numbers are multiplied with by the words behind them, the most usual first.
const SCALES: [f64; 5] = [1.0, 1e6, 1e9, 1e3, 1e12];
/// Whole numbers below this one are what they are as a float.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// Odds of figures.
#[derive(Debug, Clone, Default)]
struct Figures {
    is_same_sentence: Odds,
    sentence: Near,
    number: [Near; 2],
    has_value: Odds,
    value: Value,
    has_high: Odds,
    high: Value,
    has_hedge: Odds,
    hedge: Near,
    has_unit: Odds,
    unit: [Odds; 3],
    unit_at: Near,
    has_of: Odds,
    of: Near,
    is_hull: Odds,
    at: Near,
}

/// Odds of values.
#[derive(Debug, Clone, Default)]
struct Value {
    way: Number,
    is_whole: Odds,
    whole: Number,
}

impl<P: Pass> Archive<'_, P> {
    /// All figures.
    pub(super) fn figures(&mut self, figures: &[Figure]) -> Vec<Figure> {
        let mut odds = Figures::default();
        let blank = Figure {
            at: NOTHING,
            hedge: None,
            number: NOTHING,
            value: None,
            high: None,
            unit: None,
            of: None,
            sentence: NOTHING,
        };
        let mut last = blank;
        self.list(&mut Odds::default(), figures, &blank, |archive, figure| {
            last = archive.figure(&mut odds, &last, figure);
            last
        })
    }

    fn figure(&mut self, odds: &mut Figures, last: &Figure, figure: &Figure) -> Figure {
        let Figure { at, hedge, number, value, high, unit, of, sentence } = figure;
        let is_same = self.bit(&mut odds.is_same_sentence, *sentence == last.sentence);
        let sentence = if is_same { last.sentence } else { self.near(&mut odds.sentence, last.sentence, *sentence) };
        let [first, later] = &mut odds.number;
        let number = if is_same {
            self.near(later, last.at, *number)
        } else {
            self.near(first, Anchor { end: sentence.start + 1, ..sentence }, *number)
        };
        let value = self.option(&mut odds.has_value, value.as_ref(), &0.0, |archive, value| {
            archive.value(&mut odds.value, number, *value)
        });
        let high = self.option(&mut odds.has_high, high.as_ref(), &0.0, |archive, high| {
            archive.value(&mut odds.high, number, *high)
        });
        let hedge = self.option(&mut odds.has_hedge, hedge.as_ref(), &number, |archive, hedge| {
            archive.near(&mut odds.hedge, number, *hedge)
        });
        let blank = Unit { kind: UnitKind::Measure, at: number };
        let unit = self.option(&mut odds.has_unit, unit.as_ref(), &blank, |archive, unit| Unit {
            kind: archive.choice(&mut odds.unit, &UNITS, unit.kind),
            at: archive.near(&mut odds.unit_at, number, unit.at),
        });
        let from = unit.map_or(number, |unit| unit.at);
        let of = self.option(&mut odds.has_of, of.as_ref(), &from, |archive, of| archive.near(&mut odds.of, from, *of));
        let parts = [hedge, unit.map(|unit| unit.at), of];
        let hull = parts.into_iter().flatten().fold(number, |hull, part| Anchor {
            start: hull.start.min(part.start),
            end: hull.end.max(part.end),
            ..hull
        });
        let is_hull = self.bit(&mut odds.is_hull, *at == hull);
        let at = if is_hull { hull } else { self.near(&mut odds.at, hull, *at) };
        Figure { at, hedge, number, value, high, unit, of, sentence }
    }

    /// A value: most often what the digits at a place say.
    fn value(&mut self, odds: &mut Value, at: Anchor, value: f64) -> f64 {
        let text = self.document.text(at).unwrap_or_default();
        let mut ways = SCALES.into_iter().flat_map(|scale| [(',', scale), ('.', scale)]);
        let read = |(separator, scale)| read(text, separator, scale);
        let way = ways.clone().position(|way| read(way).is_some_and(|read| read.to_bits() == value.to_bits()));
        let way = way.and_then(|way| u32::try_from(way + 1).ok()).unwrap_or_default();
        if let Some(way) = self.number(&mut odds.way, way).checked_sub(1) {
            return ways.nth(way as usize).and_then(read).unwrap_or_else(|| self.damaged());
        }
        let is_whole = (0.0..WHOLE).contains(&value) && value.fract() == 0.0 && value.is_sign_positive();
        if self.bit(&mut odds.is_whole, is_whole) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number that fits")]
            let whole = value as u64;
            #[expect(clippy::cast_precision_loss, reason = "less than 2 to the 53")]
            return odds.whole.pass(&mut self.pass, whole) as f64;
        }
        f64::from_bits(Number::default().pass(&mut self.pass, value.to_bits()))
    }
}

/// The number that the first digits of a text are, when one mark parts thousands and the other the fraction.
fn read(text: &str, separator: char, scale: f64) -> Option<f64> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let digits =
        text.get(start..)?.split(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ',').next()?;
    let point = |letter: char| if letter == ',' { '.' } else { letter };
    let plain: String = digits.chars().filter(|letter| *letter != separator).map(point).collect();
    Some(plain.parse::<f64>().ok()? * scale)
}

//! Digits as a number, whichever sign a text uses for decimals.

use super::super::Language;
use super::super::UnitKind;
use super::super::reading::{Piece, Reading};
use super::super::token::Shape;

/// Digits of a number, at most; longer ones are identifiers.
const DIGITS: usize = 15;

/// Which sign stands before decimals in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Convention {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
    /// A Spanish text that shows neither: three digits behind a sign are thousands.
    Open,
    /// The text uses both: what `1.234` is stays open.
    Mixed,
}

impl Convention {
    /// What the numbers of the Spanish blocks of a text, or of the others, show that can be read in one way only.
    pub(super) fn of(reading: &Reading<'_>, is_spanish: bool) -> Self {
        let (mut point, mut comma) = (0_u32, 0_u32);
        let is_such = |piece: &&Piece<'_>| (piece.language == Some(Language::Spanish)) == is_spanish;
        for piece in reading.pieces.iter().filter(is_such) {
            for (at, token) in piece.tokens.iter().enumerate() {
                if token.shape != Shape::Number || is_hour(piece, at) {
                    continue;
                }
                match decisive(piece.str(at)) {
                    Some(Self::Point) => point += 1,
                    Some(Self::Comma) => comma += 1,
                    Some(Self::Open | Self::Mixed) | None => {}
                }
            }
        }
        match (point, comma) {
            (0, 0) if is_spanish => Self::Open,
            (_, 0) => Self::Point,
            (0, _) => Self::Comma,
            _ if point > comma * 3 => Self::Point,
            _ if comma > point * 3 => Self::Comma,
            _ => Self::Mixed,
        }
    }
}

/// "18.30 horas", "2.30 p.m.": an hour with its minutes.
pub(super) fn is_hour(piece: &Piece<'_>, at: usize) -> bool {
    let Some((hours, minutes)) = piece.str(at).split_once('.') else { return false };
    let below = |digits: &str, most: u32| digits.len() <= 2 && digits.parse::<u32>().is_ok_and(|number| number < most);
    let next = piece.str(at + 1).to_lowercase();
    minutes.len() == 2
        && below(hours, 25)
        && below(minutes, 60)
        && matches!(&*next, "h" | "hrs" | "horas" | "p.m." | "p.m" | "a.m." | "a.m" | "pm" | "am" | "uhr" | "o'clock")
}

/// What one number tells: `12,5` and `1.234.567` have decimal commas, `12.5` and `1,234,567` decimal points.
fn decisive(text: &str) -> Option<Convention> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let after = |sign: char| digits.rsplit(sign).next().map_or(0, str::len);
    match (points, commas) {
        (0, 1) if after(',') != 3 => Some(Convention::Comma),
        (1, 0) if after('.') != 3 => Some(Convention::Point),
        (2.., 0) => Some(Convention::Comma),
        (0, 2..) => Some(Convention::Point),
        (1.., 1..) => Some(if digits.rfind('.') > digits.rfind(',') { Convention::Point } else { Convention::Comma }),
        _ => None,
    }
}

/// A number as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Its digits with a decimal point; nothing when the text leaves open what they are.
    digits: Option<String>,
    /// Powers of ten of a letter joined to it: "3bn".
    pub(super) exponent: i32,
    /// A unit joined to it: "5km".
    pub(super) suffix_unit: Option<UnitKind>,
}

impl Number {
    /// A whole number.
    pub(super) fn whole(value: u64) -> Self {
        Self { digits: Some(value.to_string()), exponent: 0, suffix_unit: None }
    }

    /// The number, when it is a whole one without a suffix.
    pub(super) fn as_whole(&self) -> Option<u64> {
        if self.exponent > 0 || self.suffix_unit.is_some() {
            return None;
        }
        self.digits.as_ref()?.parse().ok()
    }

    /// A half more than a whole number.
    pub(super) fn and_a_half(&self) -> Option<Self> {
        let whole = self.as_whole()?;
        Some(Self { digits: Some(format!("{whole}.5")), exponent: 0, suffix_unit: None })
    }

    /// Reads the digits of a token; nothing when it is an ordinal, a version or a code.
    pub(super) fn read(text: &str, convention: Convention) -> Option<Self> {
        // "4½"
        if let Some(whole) = text.strip_suffix('½') {
            return Self::whole(whole.parse().ok()?).and_a_half();
        }
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let suffix = text.get(digits.len()..)?;
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        if digits.is_empty() || !is_plain || digits.bytes().filter(u8::is_ascii_digit).count() > DIGITS {
            return None;
        }
        let (exponent, suffix_unit) = match suffix {
            "" => (0, None),
            "k" | "K" => (3, None),
            "m" | "M" | "mn" => (6, None),
            "bn" | "B" | "b" | "bln" => (9, None),
            "tn" | "trn" => (12, None),
            suffix if super::words::is_measure_sign(suffix) => (0, Some(UnitKind::Measure)),
            _ => return None,
        };
        Some(Self { digits: plain(digits, convention)?, exponent, suffix_unit })
    }

    /// The number times a power of ten.
    pub(super) fn times(&self, scale: i32) -> Option<f64> {
        // Through the decimal form, so that 53.7 million is 53700000 and not a little more.
        format!("{}e{}", self.digits.as_ref()?, scale + self.exponent).parse().ok()
    }
}

/// The digits with a decimal point. The outer nothing: no number at all; the inner: it can be read in two ways.
#[expect(clippy::option_option, reason = "what is no number and what is not certain are two answers")]
fn plain(digits: &str, convention: Convention) -> Option<Option<String>> {
    let decimal = |sign: char, other: char| digits.replace(other, "").replace(sign, ".");
    let groups = |sign: char| {
        let mut parts = digits.split(sign);
        parts.next().is_some_and(|first| (1..=3).contains(&first.len())) && parts.all(|part| part.len() == 3)
    };
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    Some(Some(match (points, commas) {
        (0, 0) => digits.to_owned(),
        (0, 1) | (1, 0) => {
            let sign = if points == 1 { '.' } else { ',' };
            let is_group = groups(sign) && !digits.starts_with('0');
            let decimal_sign = match convention {
                Convention::Point => Some('.'),
                Convention::Comma => Some(','),
                Convention::Mixed if is_group => return Some(None),
                Convention::Open | Convention::Mixed => None,
            };
            match (is_group, decimal_sign) {
                (false, _) => decimal(sign, ' '),
                (true, Some(known)) if known == sign => {
                    // "3.200" in a text that writes 12.5: three decimals, or thousands after all. In English only the
                    // first is possible; the texts that mix both are Spanish ones.
                    decimal(sign, ' ')
                }
                (true, _) => digits.replace(sign, ""),
            }
        }
        (_, 0) if groups('.') => digits.replace('.', ""),
        (0, _) if groups(',') => digits.replace(',', ""),
        (1, _) if digits.rfind('.') > digits.rfind(',') => decimal('.', ','),
        (_, 1) if digits.rfind(',') > digits.rfind('.') => decimal(',', '.'),
        // 192.168.1.1, 1,2,3
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, convention: Convention) -> Option<f64> {
        Number::read(text, convention).and_then(|number| number.times(0))
    }

    #[test]
    fn both_decimal_signs_are_read() {
        for (text, convention, value) in [
            ("1,234.5", Convention::Point, 1234.5),
            ("1.234,5", Convention::Comma, 1234.5),
            ("1,234", Convention::Point, 1234.0),
            ("1.234", Convention::Comma, 1234.0),
            ("1.234", Convention::Point, 1.234),
            ("12,5", Convention::Point, 12.5),
            ("1.234.567", Convention::Point, 1_234_567.0),
            ("0.125", Convention::Comma, 0.125),
            ("3.2bn", Convention::Point, 3.2e9),
            ("53.7", Convention::Point, 53.7),
        ] {
            assert_eq!(read(text, convention), Some(value), "{text}");
        }
        assert_eq!(Number::read("53.7", Convention::Point).and_then(|number| number.times(6)), Some(53_700_000.0));
    }

    #[test]
    fn a_text_that_uses_both_signs_leaves_thousands_open() {
        assert!(Number::read("1.234", Convention::Mixed).is_some_and(|number| number.times(0).is_none()));
        assert_eq!(read("12.5", Convention::Mixed), Some(12.5));
        assert_eq!(read("1.234", Convention::Open), Some(1234.0));
    }

    #[test]
    fn ordinals_codes_and_versions_are_no_numbers() {
        for text in ["5th", "1.2.3.4", "1,2,3", "12345678901234567890", "1990s", "4x4"] {
            assert_eq!(read(text, Convention::Point), None, "{text}");
        }
    }
}

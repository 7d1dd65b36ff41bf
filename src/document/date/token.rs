//! Words, numbers and signs of a line that may hold a date, and the names of months and weekdays.

use std::ops::Range;

/// A word, a number or one other character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Bytes in the line.
    pub(super) range: Range<usize>,
    /// Whether nothing stands between it and the token before.
    pub(super) joined: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number of at most nine digits, and how many it has.
    Number(u32, u8),
    /// A word, folded: lower case without accents. `capital` says how it began.
    Word { folded: String, capital: bool },
    /// Anything else but blanks.
    Sign(char),
}

impl Token {
    pub(super) fn number(&self) -> Option<u32> {
        if let Kind::Number(value, _) = self.kind { Some(value) } else { None }
    }

    pub(super) fn digits(&self) -> u8 {
        if let Kind::Number(_, digits) = self.kind { digits } else { 0 }
    }

    pub(super) fn word(&self) -> Option<&str> {
        if let Kind::Word { folded, .. } = &self.kind { Some(folded) } else { None }
    }

    pub(super) fn is_word(&self, words: &[&str]) -> bool {
        self.word().is_some_and(|word| words.contains(&word))
    }

    pub(super) fn is_sign(&self, signs: &[char]) -> bool {
        if let Kind::Sign(sign) = self.kind { signs.contains(&sign) } else { false }
    }
}

/// Splits a line into tokens.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let kind = if let Some(digit) = first.to_digit(10) {
            let (mut value, mut digits) = (digit, 1_u8);
            while let Some((at, next)) = chars.next_if(|(_, c)| c.is_ascii_digit()) {
                value = value.saturating_mul(10).saturating_add(next.to_digit(10).unwrap_or(0)).min(999_999_999);
                digits = digits.saturating_add(1);
                end = at + 1;
            }
            Kind::Number(value, digits)
        } else if first.is_alphabetic() {
            let mut folded = String::new();
            fold(first, &mut folded);
            while let Some((at, next)) = chars.next_if(|(_, c)| c.is_alphabetic()) {
                fold(next, &mut folded);
                end = at + next.len_utf8();
            }
            Kind::Word { folded, capital: first.is_uppercase() }
        } else {
            Kind::Sign(first)
        };
        let joined = out.last().is_some_and(|before| before.range.end == start);
        out.push(Token { kind, range: start..end, joined });
    }
    out
}

fn fold(c: char, out: &mut String) {
    match c {
        'á' | 'Á' => out.push('a'),
        'é' | 'É' => out.push('e'),
        'í' | 'Í' => out.push('i'),
        'ó' | 'Ó' => out.push('o'),
        'ú' | 'Ú' => out.push('u'),
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        _ => out.extend(c.to_lowercase()),
    }
}

/// A month's number by its Roman numeral, as in "13-IV-2014".
pub(super) fn roman_month(folded: &str) -> Option<u8> {
    let months = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    months.iter().position(|month| *month == folded).and_then(|at| u8::try_from(at + 1).ok())
}

/// Whether a folded word begins as a name of a month does: most words of a text do not, and need no further look.
pub(crate) fn may_be_month(folded: &str) -> bool {
    folded.as_bytes().first_chunk().is_some_and(|start| {
        matches!(
            start,
            b"jan"
                | b"ene"
                | b"feb"
                | b"mar"
                | b"apr"
                | b"abr"
                | b"may"
                | b"jun"
                | b"jul"
                | b"aug"
                | b"ago"
                | b"sep"
                | b"set"
                | b"oct"
                | b"nov"
                | b"dec"
                | b"dic"
        )
    })
}

/// A month's number by its folded name, and whether the name is short enough to be some other word ("mar", "may").
pub(super) fn month(folded: &str) -> Option<(u8, bool)> {
    if !may_be_month(folded) {
        return None;
    }
    let (number, doubtful) = match folded {
        "january" | "enero" => (1, false),
        "jan" | "ene" => (1, true),
        "february" | "febrero" => (2, false),
        "feb" => (2, true),
        "marzo" => (3, false),
        "march" | "mar" => (3, true),
        "april" | "abril" => (4, false),
        "apr" | "abr" => (4, true),
        "mayo" => (5, false),
        "may" => (5, true),
        "june" | "junio" => (6, false),
        "jun" => (6, true),
        "july" | "julio" => (7, false),
        "jul" => (7, true),
        "august" | "agosto" => (8, false),
        "aug" | "ago" => (8, true),
        "september" | "septiembre" | "setiembre" => (9, false),
        "sep" | "sept" | "set" => (9, true),
        "october" | "octubre" => (10, false),
        "oct" => (10, true),
        "november" | "noviembre" => (11, false),
        "nov" => (11, true),
        "december" | "diciembre" => (12, false),
        "dec" | "dic" => (12, true),
        _ => return None,
    };
    Some((number, doubtful))
}

/// A weekday by its folded name, Monday 0. "mar" may be Tuesday or March: the place in the date decides.
pub(super) fn weekday(folded: &str) -> Option<u8> {
    let number = match folded {
        "monday" | "mon" | "lunes" | "lun" => 0,
        "tuesday" | "tue" | "tues" | "martes" | "mar" => 1,
        "wednesday" | "wed" | "weds" | "miercoles" | "mie" => 2,
        "thursday" | "thu" | "thur" | "thurs" | "jueves" | "jue" => 3,
        "friday" | "fri" | "viernes" | "vie" => 4,
        "saturday" | "sat" | "sabado" | "sab" => 5,
        "sunday" | "sun" | "domingo" | "dom" => 6,
        _ => return None,
    };
    Some(number)
}

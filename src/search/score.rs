//! The score of a match of ASCII letters: the same number that the matcher works out (`fuzzy`), at a tenth of the price.
//!
//! The matcher keeps a table for the way back to the letters that match, fills it for each text anew and folds its own copy
//! of the text; for a score two rows are enough. What it counts twice (see `glance`) is counted twice here: a test holds
//! each score against the matcher's, so that the letters it lights are those that were counted.

/// What a letter that matches counts, and what it loses for the first that was skipped before it and for each further one.
const MATCH: i32 = 16;
const GAP: i32 = -4;
const FURTHER: i32 = -1;

/// What counts more: a letter right behind another, one at the beginning of a word, one behind another sign.
const CONSECUTIVE: i32 = 4;
const HEAD: i32 = 8;
const BREAK: i32 = 7;

/// No match.
const NEVER: i32 = i16::MIN as i32;

/// Texts shorter than this the matcher scores in what it has left of the text before.
pub(super) const SHORTEST: usize = 3;

/// How good it is that the letters of a word up to one of them are found in a text up to one of its letters.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// When the last of them is that letter.
    matched: i32,
    /// When it is one before.
    skipped: i32,
    /// What the next letter counts more if it matches too.
    bonus: i32,
}

const NOTHING: Cell = Cell { matched: NEVER, skipped: NEVER, bonus: 0 };

/// Room for two rows, which is used again for the next text.
#[derive(Debug, Default)]
pub(super) struct Rows {
    even: Vec<Cell>,
    odd: Vec<Cell>,
    bonuses: Vec<i32>,
}

/// Whether the letters of a word stand in a text in this order. Both are folded.
pub(super) fn is_in(word: &[u8], text: &[u8]) -> bool {
    let mut bytes = text.iter();
    word.iter().all(|letter| bytes.any(|byte| byte == letter))
}

/// The score of a word in a text of at least [`SHORTEST`] bytes, if its letters are there. Both are folded ASCII.
pub(super) fn score(word: &[u8], text: &[u8], rows: &mut Rows) -> Option<i64> {
    if !is_in(word, text) {
        return None;
    }
    // Nothing can match before the first letter.
    let start = text.iter().position(|byte| Some(byte) == word.first())?;
    let before = start.checked_sub(1).and_then(|before| text.get(before)).copied();
    let text = text.get(start..)?;
    rows.clear(text, before);
    let Rows { even, odd, bonuses } = rows;
    let (mut row, mut above) = (&mut *odd, &mut *even);
    let mut from = 0;
    for &letter in word {
        // A row begins where its letter is first found behind those before it.
        from += text.get(from..)?.iter().position(|&byte| byte == letter)?;
        fill(letter, text.get(from..)?, bonuses.get(from..)?, above.get(from..)?, row.get_mut(from..)?);
        (row, above) = (above, row);
        from += 1;
    }
    let best = above.get(from - 1..)?.iter().map(|cell| cell.matched).max()?;
    Some(i64::from(best))
}

/// Fills a row from the one above it. Both have one cell more in front than the text has letters.
fn fill(letter: u8, text: &[u8], bonuses: &[i32], above: &[Cell], row: &mut [Cell]) {
    let Some((mut last, cells)) = row.split_first_mut() else { return };
    for (((&byte, &place), before), cell) in text.iter().zip(bonuses).zip(above).zip(cells) {
        if byte == letter {
            let bonus = last.bonus.max(place).max(CONSECUTIVE);
            last.bonus = bonus;
            cell.matched = (before.matched + bonus).max(before.skipped + place) + MATCH;
        } else {
            cell.matched = NEVER;
            cell.bonus = 0;
        }
        cell.skipped = (last.matched + GAP).max(last.skipped + FURTHER);
        last = cell;
    }
}

impl Rows {
    /// Makes room for a text that begins behind a letter, or with the first of all.
    fn clear(&mut self, text: &[u8], before: Option<u8>) {
        let cells = text.len() + 1;
        self.odd.clear();
        self.odd.resize(cells, NOTHING);
        self.even.clear();
        self.even.resize(cells, Cell { skipped: FURTHER, ..NOTHING });
        self.bonuses.clear();
        // The first letter of all counts for two.
        let first = before.map_or(2 * HEAD, bonus_after);
        self.bonuses.extend(std::iter::once(first).chain(text.iter().map(|&byte| bonus_after(byte))).take(text.len()));
    }
}

/// What a letter counts more that follows another.
const fn bonus_after(byte: u8) -> i32 {
    match byte {
        b'\0' | b' ' | b'/' | b'\\' | b'|' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => HEAD,
        b'!'..=b'\'' | b'*'..=b'.' | b':'..=b'@' | b'^'..=b'`' | b'~' => BREAK,
        _ => 0,
    }
}

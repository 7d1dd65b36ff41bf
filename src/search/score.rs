//! The score of a match of ASCII letters: the same number that the matcher (`fuzzy`) works out for the letters it lights,
//! at a tenth of the price. A test holds one against the other.
//!
//! The matcher fills a table of all letters of the word by all of the text, for the way back to the letters that match. For
//! a score the places are enough where they do.

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

/// Letters of a word that is scored by the places of its letters, at most.
const LONGEST: usize = 64;

/// A folded ASCII word that is scored in many texts.
#[derive(Debug)]
pub(super) struct Scored {
    letters: usize,
    /// For each ASCII letter, small or capital, which letters of the word it is.
    places: Vec<u64>,
}

/// Where a letter of the word was found last, from 1, how good that is, and how good it is at best to have been found
/// before, as if that were at the beginning of the text.
#[derive(Debug, Clone, Copy)]
struct Last {
    at: i32,
    matched: i32,
    before: i32,
}

/// Room for the letters of a word, which is used again for the next text.
#[derive(Debug, Default)]
pub(super) struct Room(Vec<Last>);

impl Scored {
    /// A folded word. Nothing when it is not of ASCII letters or too long.
    pub(super) fn new(word: &str) -> Option<Self> {
        if !word.is_ascii() || word.is_empty() || word.len() > LONGEST {
            return None;
        }
        let mut places = vec![0; 128];
        for (at, byte) in word.bytes().enumerate() {
            for byte in [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()] {
                places.get_mut(usize::from(byte)).into_iter().for_each(|places| *places |= 1 << at);
            }
        }
        Some(Self { letters: word.len(), places })
    }

    /// The score in an ASCII text without [odd blanks](super::fold::has_odd_blanks), if the letters of the word are there in this order.
    pub(super) fn score(&self, text: &[u8], room: &mut Room) -> Option<i64> {
        let Room(rows) = room;
        rows.clear();
        rows.resize(self.letters, Last { at: 0, matched: NEVER, before: NEVER });
        let end = self.letters - 1;
        let (mut before, mut best) = (None, None);
        for (at, &byte) in (1..).zip(text) {
            let mut places = self.places.get(usize::from(byte)).copied().unwrap_or(0);
            let last_byte = before.replace(byte);
            if places == 0 {
                continue;
            }
            // The first letter of all counts for two.
            let place = last_byte.map_or(2 * HEAD, bonus_after);
            // From the last letter of the word to the first: each is put behind those before it as they were.
            while places != 0 {
                let letter = 63 - places.leading_zeros() as usize;
                places &= !(1 << letter);
                let matched = match letter.checked_sub(1) {
                    None => FURTHER + place,
                    Some(above) => {
                        let Some(&above) = rows.get(above).filter(|above| above.at > 0) else { continue };
                        let skipped = |before: i32| before - (at - 1) + GAP - FURTHER + place;
                        if above.at == at - 1 {
                            (above.matched + place.max(CONSECUTIVE)).max(skipped(above.before))
                        } else {
                            skipped(above.before.max(above.matched + above.at))
                        }
                    }
                } + MATCH;
                if letter == end {
                    best = best.max(Some(matched));
                }
                if let Some(row) = rows.get_mut(letter) {
                    let before = if row.at > 0 { row.before.max(row.matched + row.at) } else { NEVER };
                    *row = Last { at, matched, before };
                }
            }
        }
        best.map(i64::from)
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

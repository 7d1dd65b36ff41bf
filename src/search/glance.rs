//! What can be told of a match without working out its score: whether there is one, and how good it can be at most.
//!
//! The bounds are those of the matcher (`fuzzy`), for words of letters and digits: 16 for the first letter, 8 more where a
//! word begins and 16 where the text does, 1 less for having skipped; 20 for each that follows, be it right behind or at the
//! beginning of the next word; and 1 for a word that stands there whole. With signs in the word letters may count more; then
//! the bounds are wide. A test holds them against it.

use super::fold::{Case, fold_into};
use super::letters::{Heads, Letters, is_wall};

/// What a letter counts at most that follows another, and what the first counts more than that: at the beginning of a word,
/// and of the text.
const NEXT: i64 = 20;
const HEAD: i64 = 3;
const START: i64 = 11;

/// What a letter of a word with signs in it counts at most, at the beginning of the text and elsewhere.
const SIGN_START: i64 = 32;
const SIGN: i64 = 24;

/// What a word counts more that stands whole at the beginning of a word of the text.
pub(super) const WHOLE: i64 = 1;

/// How good a match can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glance {
    /// Its score is at most this.
    pub(super) bound: i64,
    /// Whether that is its score.
    pub(super) is_exact: bool,
}

impl Glance {
    /// The better of two.
    pub(super) fn or(self, other: Self) -> Self {
        let is_better = (other.bound, other.is_exact) > (self.bound, self.is_exact);
        if is_better { other } else { self }
    }
}

/// A folded word that is looked for in many texts, and what needs to be known of it only once.
#[derive(Debug)]
pub(super) struct Sought {
    /// The word.
    pub(super) text: String,
    is_ascii: bool,
    /// Whether it is of letters and digits.
    is_plain: bool,
    /// The letter it is, when it is a single one from a to z.
    lone: Option<u8>,
    count: i64,
    letters: Letters,
    head: Heads,
}

impl Sought {
    /// A word.
    pub(super) fn new(text: String) -> Self {
        let count = i64::try_from(text.chars().count()).unwrap_or(i64::MAX / 64);
        let lone = if let [letter @ b'a'..=b'z'] = text.as_bytes() { Some(*letter) } else { None };
        Self {
            is_ascii: text.is_ascii(),
            is_plain: text.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            lone,
            count,
            letters: Letters::of(&text),
            head: Heads::first_of(&text),
            text,
        }
    }

    /// Whether it can be in a text with these letters.
    pub(super) const fn may_be_in(&self, letters: Letters) -> bool {
        letters.has_all(self.letters)
    }

    /// As [`Self::glance`], for a text of which it is known which letters are in it and how its words begin.
    pub(super) fn glance_knowing(
        &self,
        (letters, heads): (Letters, Heads),
        text: &str,
        limit: usize,
        scratch: &mut String,
    ) -> Option<Glance> {
        if !self.may_be_in(letters) {
            return None;
        }
        let may_be_whole = heads.may_begin(self.head);
        let first = text.as_bytes().first().copied();
        if let Some((letter, first)) = self.lone.zip(first).filter(|_| text.len() <= limit)
            && first.is_ascii()
        {
            // There is nothing that is not known.
            let (more, is_exact) = if first.to_ascii_lowercase() == letter {
                (START + WHOLE, true)
            } else if may_be_whole {
                (HEAD + WHOLE, true)
            } else {
                (HEAD, false)
            };
            return Some(Glance { bound: NEXT + more, is_exact });
        }
        self.look(text, may_be_whole, limit, scratch)
    }

    /// Looks for it in a text that is not folded, as far as the text is matched. `scratch` is room to fold it.
    pub(super) fn glance(&self, text: &str, limit: usize, scratch: &mut String) -> Option<Glance> {
        self.look(text, true, limit, scratch)
    }

    fn look(&self, text: &str, may_be_whole: bool, limit: usize, scratch: &mut String) -> Option<Glance> {
        let end =
            if text.len() <= limit { text.len() } else { text.char_indices().nth(limit).map_or(text.len(), |at| at.0) };
        let text = text.get(..end).unwrap_or_default();
        if self.is_ascii && text.is_ascii() {
            return self.in_bytes(text.as_bytes(), may_be_whole);
        }
        scratch.clear();
        fold_into(text, Case::Folded, scratch);
        if self.is_ascii && scratch.is_ascii() {
            self.in_bytes(scratch.as_bytes(), may_be_whole)
        } else {
            self.in_letters(scratch)
        }
    }

    /// The bound for a text in which it may be at all.
    pub(super) fn most(&self, text: &str) -> i64 {
        let first = text.chars().next();
        let may_start =
            first.is_some_and(|first| !first.is_ascii() || self.text.starts_with(first.to_ascii_lowercase()));
        if may_start { self.most_at_start() } else { self.most_inside() }
    }

    /// Whether it stands whole at the beginning of a word of a text that is folded, or ASCII.
    pub(super) fn is_whole_in(&self, text: &str) -> bool {
        let (word, text) = (self.text.as_bytes(), text.as_bytes());
        text.get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word))
            || word.first().is_some_and(|&first| stands_whole(word, first, text))
    }

    /// The bound for a text that it does not begin.
    pub(super) const fn most_inside(&self) -> i64 {
        WHOLE + if self.is_plain { self.count * NEXT + HEAD } else { self.count * SIGN }
    }

    /// The bound for a text that it begins.
    pub(super) const fn most_at_start(&self) -> i64 {
        WHOLE + if self.is_plain { self.count * NEXT + START } else { self.count * SIGN_START }
    }

    fn in_bytes(&self, text: &[u8], may_be_whole: bool) -> Option<Glance> {
        let word = self.text.as_bytes();
        let (&first, rest) = word.split_first()?;
        let at = find(first, text)?;
        // The letters in order.
        let mut left = text.get(at + 1..)?;
        for &letter in rest {
            left = left.get(find(letter, left)? + 1..)?;
        }
        if !self.is_plain {
            let bound = self.count * if at == 0 { SIGN_START } else { SIGN } + WHOLE;
            return Some(Glance { bound, is_exact: false });
        }
        let (all, in_text) = (self.count * NEXT, self.count * NEXT + HEAD);
        if at == 0 && may_be_whole && text.get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word)) {
            return Some(Glance { bound: all + START + WHOLE, is_exact: true });
        }
        let from_start = if at == 0 { all + best_jump(word, text) } else { 0 };
        // At the beginning it does not stand whole: it would have been seen.
        let is_whole = may_be_whole && stands_whole(word, first, text.get(at.saturating_sub(1)..)?);
        Some(match (is_whole, from_start > in_text) {
            (true, false) => Glance { bound: in_text + WHOLE, is_exact: true },
            (true, true) => Glance { bound: from_start + WHOLE, is_exact: false },
            (false, _) => Glance { bound: in_text.max(from_start), is_exact: false },
        })
    }

    fn in_letters(&self, text: &str) -> Option<Glance> {
        let mut found = text.chars();
        let is_in = self.text.chars().all(|letter| found.any(|c| c == letter));
        is_in.then(|| Glance { bound: self.most(text), is_exact: false })
    }
}

fn letters(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / 64)
}

/// Whether a word with this first letter stands whole behind the first letter of a text, at the beginning of a word.
fn stands_whole(word: &[u8], first: u8, text: &[u8]) -> bool {
    let mut left = text;
    while let Some((before, behind)) = left.split_first() {
        let Some(at) = find(first, behind) else { return false };
        let before = if at == 0 { Some(before) } else { behind.get(at - 1) };
        let is_head = before.is_some_and(|&before| is_wall(before));
        if is_head && behind.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word)) {
            return true;
        }
        left = behind.get(at..).unwrap_or_default();
    }
    false
}

/// Where a letter, small or capital, stands first in a text. Eight bytes are looked at together.
fn find(letter: u8, text: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let case = if letter.is_ascii_lowercase() { 0x20 } else { 0 };
    let (chunks, rest) = text.as_chunks::<8>();
    let (cases, letters) = (ONES * u64::from(case), ONES * u64::from(letter));
    for (number, chunk) in chunks.iter().enumerate() {
        // A byte becomes 0 where the letter is, and only there: the lowest one is right.
        let differs = (u64::from_le_bytes(*chunk) | cases) ^ letters;
        let found = differs.wrapping_sub(ONES) & !differs & (ONES << 7);
        if found != 0 {
            return Some(8 * number + found.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|byte| byte | case == letter).map(|at| 8 * chunks.len() + at)
}

/// What a match counts at most, above the letters themselves, that begins at the beginning of the text and leaves out
/// something: it jumps to where a later word begins, and loses more the further that is. Jumps into a word are worse than
/// to begin anew.
fn best_jump(word: &[u8], text: &[u8]) -> i64 {
    let is_blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0x0b;
    if text.windows(2).any(|pair| pair.iter().all(is_blank)) {
        // The matcher sees them as one, and the jump as shorter.
        return START;
    }
    let run = word.iter().zip(text).take_while(|(letter, byte)| **letter == byte.to_ascii_lowercase()).count();
    // Any sign before a letter may make it count more.
    let is_sign = |at: &usize| text.get(at - 1).is_some_and(|byte| !byte.is_ascii_alphanumeric());
    let heads = (1..text.len()).filter(is_sign);
    let jump = |at: usize| {
        let from = |&taken: &usize| {
            let is_there =
                word.get(taken).zip(text.get(at)).is_some_and(|(letter, byte)| *letter == byte.to_ascii_lowercase());
            is_there && at > taken
        };
        (1..=run).rev().find(from).map(|taken| START + 1 - letters(at - taken))
    };
    heads.filter_map(jump).max().unwrap_or(HEAD)
}

//! Which letters occur in a text, one bit each: a word cannot match where one of its letters is missing. It rules out most
//! candidates for the price of one comparison, and of the others most need not be looked through for whole words.

use super::fold::{Case, fold_into};

/// Letters of a folded text: a bit for each small letter, the others share what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Letters(u32);

/// With which letters the words of a folded text begin, and with which pairs of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Heads {
    letters: Letters,
    pairs: u32,
}

/// What is kept of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Known {
    /// The letters of its title.
    pub(super) title: Letters,
    /// With what the words of its title begin.
    pub(super) heads: Heads,
    /// The letters of its name.
    pub(super) name: Letters,
}

impl Letters {
    /// The letters of a folded text.
    pub(super) fn of(folded: &str) -> Self {
        Self(folded.chars().fold(0, |letters, c| letters | bit(c)))
    }

    /// Whether all letters of a word are among them.
    pub(super) const fn has_all(self, of: Self) -> bool {
        self.0 & of.0 == of.0
    }
}

impl Heads {
    /// How a folded text begins.
    pub(super) fn first_of(folded: &str) -> Self {
        let mut chars = folded.chars();
        let Some(first) = chars.next() else { return Self::default() };
        Self { letters: Letters(bit(first)), pairs: chars.next().map_or(0, |next| pair(first, next)) }
    }

    /// How the words of a folded text begin.
    fn of(folded: &str) -> Self {
        let mut heads = Self::default();
        let (mut before, mut first) = (' ', None);
        for c in folded.chars() {
            if let Some(first) = first.take() {
                heads.pairs |= pair(first, c);
            }
            if u8::try_from(before).is_ok_and(is_wall) {
                heads.letters.0 |= bit(c);
                first = Some(c);
            }
            before = c;
        }
        heads
    }

    /// Whether a word of the text can begin as a word does.
    pub(super) const fn may_begin(self, as_does: Self) -> bool {
        self.letters.has_all(as_does.letters) && self.pairs & as_does.pairs == as_does.pairs
    }
}

impl Known {
    /// What is kept of an entry with this title and this name; `scratch` is room to fold them.
    pub(super) fn of(title: &str, name: &str, scratch: &mut String) -> Self {
        let mut fold = |text| {
            scratch.clear();
            fold_into(text, Case::Folded, scratch);
            (Letters::of(scratch), Heads::of(scratch))
        };
        let (title, heads) = fold(title);
        Self { title, heads, name: fold(name).0 }
    }
}

fn bit(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        '0'..='9' => 1 << (26 + u32::from(c) % 3),
        // All blanks are one in a folded text.
        c if c.is_ascii_whitespace() => 1 << 29,
        _ => 1 << (30 + u32::from(c) % 2),
    }
}

fn pair(one: char, other: char) -> u32 {
    // Letters that often follow each other lie apart.
    1 << ((u32::from(one).wrapping_mul(7) ^ u32::from(other).wrapping_mul(11)) % 32)
}

/// What clearly separates words for the matcher.
pub(super) const fn is_wall(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ' | b'/' | b'\\' | b'|' | b'(' | b')' | b'[' | b']' | b'{' | b'}')
}

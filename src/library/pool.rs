//! Texts that many entries share (people, sources, folders), each kept once and known by its number.

use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::quality::RandomState;

use super::index::Index;

/// Texts in a part; a part is what is copied when a text is added while somebody holds a copy of the pool.
const PART: usize = 512;

/// The number of a text in a [`Pool`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameId(pub(super) u32);

impl NameId {
    /// Its place in a table of all names.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Texts by number. Texts are added, never removed; a copy shares them.
#[derive(Debug, Clone, Default)]
pub(super) struct Pool {
    parts: Vec<Arc<Part>>,
    index: Arc<Index>,
    hasher: RandomState,
    count: u32,
    languages: Vec<&'static str>,
    /// What was given last to [`Self::intern_again`].
    last: Option<NameId>,
    /// Texts that were given lately, by their length and first and last letters: people are named again and again, and
    /// to look there first costs less than a hash that nobody can foresee.
    lately: Box<[NameId]>,
}

/// Places for texts that were given lately.
const LATELY: usize = 1024;

#[derive(Debug, Clone, Default)]
struct Part {
    text: String,
    /// Where each text ends.
    ends: Vec<u32>,
}

impl Pool {
    /// The number of a text, which is added if it is new.
    pub(super) fn intern(&mut self, text: &str) -> NameId {
        let place = place_of(text);
        if let Some(&known) = self.lately.get(place)
            && self.text(known) == text
            && known.0 < self.count
        {
            return known;
        }
        let number = self.look_up(text);
        if self.lately.is_empty() {
            self.lately = vec![NameId(0); LATELY].into();
        }
        if let Some(slot) = self.lately.get_mut(place) {
            *slot = number;
        }
        number
    }

    fn look_up(&mut self, text: &str) -> NameId {
        let hash = self.hasher.hash_one(text);
        if let Some(known) = self.index.find(hash, |number| self.text(NameId(number)) == text) {
            return NameId(known);
        }
        let number = self.count;
        if number as usize == self.parts.len() * PART {
            self.parts.push(Arc::default());
        }
        if let Some(part) = self.parts.last_mut() {
            let part = Arc::make_mut(part);
            part.text.push_str(text);
            part.ends.push(u32::try_from(part.text.len()).unwrap_or(u32::MAX));
        }
        self.count += 1;
        if !Arc::make_mut(&mut self.index).insert_here(hash, number) {
            let mut index = std::mem::take(&mut self.index);
            Arc::make_mut(&mut index).insert(hash, number, |other| self.hasher.hash_one(self.text(NameId(other))));
            self.index = index;
        }
        NameId(number)
    }

    /// As [`Self::intern`], for a text that is most often the same as the one before.
    pub(super) fn intern_again(&mut self, text: &str) -> NameId {
        if self.last.is_none_or(|last| self.text(last) != text) {
            self.last = Some(self.intern(text));
        }
        self.last.unwrap_or(NameId(0))
    }

    /// The text with a number.
    pub(super) fn text(&self, name: NameId) -> &str {
        let (part, place) = (name.index() / PART, name.index() % PART);
        let Some(part) = self.parts.get(part) else { return "" };
        let end = |place: usize| part.ends.get(place).map_or(0, |&end| end as usize);
        let start = place.checked_sub(1).map_or(0, end);
        part.text.get(start..end(place)).unwrap_or_default()
    }

    /// The number of a language, from 1; 0 when there are too many.
    pub(super) fn language_number(&mut self, code: &'static str) -> u8 {
        let known = self.languages.iter().position(|known| *known == code);
        let place = known.unwrap_or_else(|| {
            self.languages.push(code);
            self.languages.len() - 1
        });
        u8::try_from(place + 1).unwrap_or(0)
    }

    /// The language with a number.
    pub(super) fn language(&self, number: u8) -> Option<&'static str> {
        self.languages.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// How many texts there are; their numbers are those below.
    pub(super) const fn len(&self) -> usize {
        self.count as usize
    }
}

/// The place of a text among those that were given lately.
fn place_of(text: &str) -> usize {
    let edge = |bytes: Option<&[u8; 4]>| bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let (first, last) = (edge(text.as_bytes().first_chunk()), edge(text.as_bytes().last_chunk()));
    let mixed = first.wrapping_mul(0x9E37_79B1).rotate_left(15) ^ last;
    let mixed = mixed.wrapping_mul(0x85EB_CA77) ^ u32::try_from(text.len()).unwrap_or_default();
    (mixed.wrapping_mul(0x9E37_79B1) >> 16) as usize % LATELY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_and_a_copy_keeps_its_own_texts() {
        let mut pool = Pool::default();
        let names: Vec<NameId> = (0..2_000).map(|number| pool.intern(&number.to_string())).collect();
        let copy = pool.clone();
        assert_eq!(pool.intern("7"), names[7]);
        assert_eq!(pool.intern("1999"), names[1999]);
        let nothing = pool.intern("");
        assert_eq!((pool.intern(""), pool.text(nothing)), (nothing, ""));
        let late = pool.intern("late");
        assert_eq!((pool.text(late), copy.text(late), pool.len()), ("late", "", 2_002));
        assert!((0..2_000).all(|number| copy.text(names[number]) == number.to_string()));
    }
}

//! Finds numbers by the hash of what they stand for; what they stand for is kept elsewhere, once.
//!
//! Five bytes a slot, at most three quarters of the slots in use: a `HashMap` would keep the keys a second time.

/// Marks of slots without a number; all other values are eight bits of the hash.
const EMPTY: u8 = 0;
const REMOVED: u8 = 1;

/// Slots of the smallest table.
const LEAST: usize = 16;

/// Numbers by hash, with linear probing.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    marks: Vec<u8>,
    numbers: Vec<u32>,
    /// Numbers in it.
    live: usize,
    /// Slots that are not empty.
    used: usize,
}

impl Index {
    /// The number with this hash that `is` the one that is looked for.
    pub(super) fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        self.slot(hash, is).and_then(|slot| self.numbers.get(slot)).copied()
    }

    /// Adds a number that is not in it. `hash_of` tells the hash of those that are.
    pub(super) fn insert(&mut self, hash: u64, number: u32, hash_of: impl Fn(u32) -> u64) {
        if !self.insert_here(hash, number) {
            self.grow(hash_of);
            self.place(hash, number);
        }
    }

    /// Adds a number that is not in it, if no slots have to be made for it; tells whether there was room.
    pub(super) fn insert_here(&mut self, hash: u64, number: u32) -> bool {
        let has_room = (self.used + 1) * 4 <= self.marks.len() * 3;
        if has_room {
            self.place(hash, number);
        }
        has_room
    }

    /// Whether there is room for so many numbers in all.
    pub(super) fn has_room(&self, numbers: usize) -> bool {
        slots_for(numbers) <= self.marks.len()
    }

    /// Makes room for so many numbers in all: each growth needs every hash anew.
    pub(super) fn reserve(&mut self, numbers: usize, hash_of: impl Fn(u32) -> u64) {
        if !self.has_room(numbers) {
            // By a half at least, for numbers that grow a little with each call.
            self.resize(slots_for(numbers).max(self.marks.len() * 3 / 2), hash_of);
        }
    }

    /// Takes out a number.
    pub(super) fn remove(&mut self, hash: u64, number: u32) {
        if let Some(mark) = self.slot(hash, |other| other == number).and_then(|slot| self.marks.get_mut(slot)) {
            *mark = REMOVED;
            self.live -= 1;
        }
    }

    /// Puts one number in the place of another with the same hash.
    pub(super) fn replace(&mut self, hash: u64, old: u32, new: u32) {
        if let Some(number) = self.slot(hash, |other| other == old).and_then(|slot| self.numbers.get_mut(slot)) {
            *number = new;
        }
    }

    fn slot(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<usize> {
        let mark = mark(hash);
        for slot in self.slots(hash) {
            match *self.marks.get(slot)? {
                EMPTY => return None,
                known if known == mark && self.numbers.get(slot).is_some_and(|&number| is(number)) => {
                    return Some(slot);
                }
                _ => {}
            }
        }
        None
    }

    /// All slots, from the one a hash belongs in.
    fn slots(&self, hash: u64) -> impl Iterator<Item = usize> + use<> {
        let count = self.marks.len();
        // The high bits choose the slot; the low ones are the mark.
        let first = usize::try_from((u128::from(hash) * count as u128) >> 64).unwrap_or(0);
        (first..count).chain(0..first)
    }

    fn place(&mut self, hash: u64, number: u32) {
        for slot in self.slots(hash) {
            let (Some(known), Some(place)) = (self.marks.get_mut(slot), self.numbers.get_mut(slot)) else { return };
            if *known <= REMOVED {
                self.used += usize::from(*known == EMPTY);
                self.live += 1;
                *known = mark(hash);
                *place = number;
                return;
            }
        }
    }

    fn grow(&mut self, hash_of: impl Fn(u32) -> u64) {
        // By a half: doubling would leave most of a large table empty. A table full of removed slots stays as it is.
        let slots = (self.live * 2 + LEAST).max(if self.live * 2 > self.used { self.marks.len() * 3 / 2 } else { 0 });
        self.resize(slots, hash_of);
    }

    fn resize(&mut self, slots: usize, hash_of: impl Fn(u32) -> u64) {
        let before = std::mem::take(self);
        self.marks = vec![EMPTY; slots];
        self.numbers = vec![0; slots];
        for (mark, number) in before.marks.into_iter().zip(before.numbers) {
            if mark > REMOVED {
                self.place(hash_of(number), number);
            }
        }
    }
}

fn slots_for(numbers: usize) -> usize {
    numbers + numbers / 3 + LEAST
}

fn mark(hash: u64) -> u8 {
    u8::try_from(hash & 0xff).unwrap_or(0).max(REMOVED + 1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_was_put_in_and_not_taken_out(steps in prop::collection::vec((0u32..200, any::<bool>()), 0..600), spread in 0u64..3) {
            // Without any spread all numbers share a hash: the worst a hostile folder could reach.
            let hash = |number: u32| u64::from(number).wrapping_mul(spread.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let mut index = Index::default();
            let mut model = BTreeSet::new();
            for (number, is_added) in steps {
                if is_added && model.insert(number) {
                    index.reserve(usize::try_from(spread).unwrap() * model.len(), hash);
                    index.insert(hash(number), number, hash);
                } else if !is_added && model.remove(&number) {
                    index.remove(hash(number), number);
                }
            }
            for number in 0..200 {
                let found = index.find(hash(number), |other| other == number);
                prop_assert_eq!(found.is_some(), model.contains(&number));
            }
        }
    }
}

//! Lists of single words, written as one string, in which one is found without a walk through them.

use std::sync::OnceLock;

/// A list of words. Most words of a text are in none: their first letter and length tell it at once. The others are
/// compared with those of the same letter alone.
#[derive(Debug)]
pub(super) struct Words {
    list: &'static str,
    /// For each letter, and last for what is none: bit `n` for a word of `n` bytes, the highest bit for longer ones.
    lengths: [u32; LETTERS],
    /// Made on first use; it follows from the list alone.
    sorted: OnceLock<Sorted>,
}

/// The letters, and one place for what is none.
const LETTERS: usize = 27;

/// The words of a list by their first letter.
#[derive(Debug)]
struct Sorted {
    words: Vec<&'static str>,
    /// One past the last word of each letter.
    ends: [usize; LETTERS],
}

impl Words {
    /// Words with one blank between them. They are found as they are written, so most lists are folded.
    #[expect(clippy::indexing_slicing, reason = "evaluated while compiling; iterators are not")]
    pub(super) const fn new(list: &'static str) -> Self {
        let bytes = list.as_bytes();
        let mut lengths = [0; LETTERS];
        let (mut start, mut at) = (0, 0);
        while at <= bytes.len() {
            if at == bytes.len() || bytes[at] == b' ' {
                assert!(at > start, "a blank too many");
                lengths[letter(bytes[start])] |= bit(at - start);
                start = at + 1;
            }
            at += 1;
        }
        Self { list, lengths, sorted: OnceLock::new() }
    }

    /// Whether the list has the word.
    pub(super) fn has(&self, word: &str) -> bool {
        let Some(&first) = word.as_bytes().first() else { return false };
        let letter = letter(first);
        self.lengths.get(letter).is_some_and(|lengths| lengths & bit(word.len()) != 0)
            && self.sorted.get_or_init(|| Sorted::of(self.list)).like(letter).contains(&word)
    }
}

impl Sorted {
    fn of(list: &'static str) -> Self {
        let place = |word: &&str| word.bytes().next().map_or(0, letter);
        let mut words: Vec<&str> = list.split(' ').collect();
        words.sort_by_key(place);
        let mut ends = [0; LETTERS];
        for (letter, end) in ends.iter_mut().enumerate() {
            *end = words.partition_point(|word| place(word) <= letter);
        }
        Self { words, ends }
    }

    /// The words that begin with a letter.
    fn like(&self, letter: usize) -> &[&'static str] {
        let start = letter.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(letter).and_then(|&end| self.words.get(start..end)).unwrap_or_default()
    }
}

/// The place of a first byte among the letters.
const fn letter(first: u8) -> usize {
    match first {
        b'a'..=b'z' => (first - b'a') as usize,
        _ => LETTERS - 1,
    }
}

const fn bit(length: usize) -> u32 {
    1 << if length > 31 { 31 } else { length }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_words_and_no_others() {
        static LIST: Words = Words::new("of for del desde zone Ñu US$ °C último averyveryverylongwordbehindthelastbit");
        for word in LIST.list.split(' ') {
            assert!(LIST.has(word), "{word}");
            assert!(!LIST.has(word.get(..word.len() - 1).unwrap_or_default()), "{word}");
            assert!(!LIST.has(&format!("{word}s")), "{word}");
        }
        for word in ["", " ", "fox", "of for", "OF", "us$", "averyveryverylongwordbehindanotherbit"] {
            assert!(!LIST.has(word), "{word}");
        }
    }
}

//! Which words of a text are those of the lines above it, whatever their endings.

/// Stems that are looked for.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    /// In order.
    stems: Vec<&'a str>,
    /// The first letters of those that begin with one of ASCII, by their place from `a` on.
    firsts: u32,
}

impl<'a> Wanted<'a> {
    pub(super) fn of(stems: impl Iterator<Item = &'a String>) -> Self {
        let mut stems: Vec<&str> = stems.map(String::as_str).collect();
        stems.sort_unstable();
        stems.dedup();
        let firsts = stems.iter().filter_map(|stem| first_letter(stem)).fold(0, |all, letter| all | 1 << letter);
        Self { stems, firsts }
    }

    /// The stem of a word, if it is looked for.
    pub(super) fn stem(&self, word: &str) -> Option<&'a str> {
        // Most words begin otherwise than all that are looked for.
        if first_letter(word).is_some_and(|letter| self.firsts & 1 << letter == 0) {
            return None;
        }
        let found = self.stems.binary_search(&stem(word).as_str()).ok()?;
        self.stems.get(found).copied()
    }
}

/// The place of the letter of ASCII that a word begins with, whatever its case.
fn first_letter(word: &str) -> Option<u8> {
    word.bytes().next().filter(u8::is_ascii_alphabetic).map(|first| first.to_ascii_lowercase() - b'a')
}

/// What words with other endings share with a word.
pub(super) fn stem(word: &str) -> String {
    word.to_lowercase().chars().take(5).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_stem_that_is_looked_for_is_that_of_each_word_that_has_it(
            lines in prop::collection::vec("(\\PC|[a-cKÁİ\u{212a}1]){0,7}", 0..6), word in "(\\PC|[a-cKÁİ\u{212a}1]){0,7}",
        ) {
            let words = lines.iter().chain([&word]);
            let stems: Vec<String> = lines.iter().map(|line| stem(line)).collect();
            let wanted = Wanted::of(stems.iter());
            for word in words {
                let found = stems.iter().find(|known| **known == stem(word)).map(String::as_str);
                prop_assert_eq!(wanted.stem(word), found);
            }
        }
    }
}

//! Given names, for lines that by their look may as well be a place or a section.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::{GIVEN_NAMES, has_line};
use crate::format::words::Phrases;

/// Given names that begin the names of places and offices more often.
const OTHERS: Phrases = Phrases::new(
    "golden|paris|sierra|santa|rio|green|royal|north|river|sunday|may|april|june|july|august|summer|winter|autumn|justice|vida\
    |salud|villa|monte|florida|georgia|carolina|jordan|chad|india|israel|china|london|jackson|lincoln|washington|troy|orlando\
    |dallas|austin|phoenix|houston|cruz|hong|port|sur|norte|mar|sol|luz|plaza|bahia|costa|union|major|prince|king|queen|bay",
);

/// Whether a word is a given name, in whatever letters and accents.
pub(super) fn is_given_name(word: &str) -> bool {
    let key: String = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let is_word = key.len() >= 3 && key.starts_with(|c: char| c.is_ascii_lowercase());
    // Both halves of a hyphened name.
    is_word && !OTHERS.has(&key) && key.split('-').all(is_listed)
}

fn is_listed(key: &str) -> bool {
    has_line(GIVEN_NAMES, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_letters() {
        for name in ["LETICIA", "Kirsty", "Siobhán", "Jean-Pierre", "aaban"] {
            assert!(is_given_name(name), "{name}");
        }
        for other in ["Port", "Guardia", "PARIS", "", "Ze", "Ana-Gazette"] {
            assert!(!is_given_name(other), "{other}");
        }
        let names = || GIVEN_NAMES.lines().skip(1);
        assert!(names().all(is_listed) && names().is_sorted());
    }
}

//! Stems: the part that the forms of a word share, by the rules of its language (Snowball). A guess, never an exact hit.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

/// A language with rules for stems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Tongue {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Tongue {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// ISO 639-1 code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
        }
    }

    /// The language with a code.
    pub(crate) fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tongue| tongue.code() == code)
    }

    /// The stem of a folded word; nothing for what has no forms: numbers, and words of one or two letters.
    pub(crate) fn stem(self, word: &str) -> Option<String> {
        Stems::new(self).made(word)
    }
}

/// Letters of the shortest word that is stemmed.
const SHORTEST: usize = 3;
/// Endings that Spanish writes with an accent, which folding took off and the rules need.
const ACCENTED: &[(&str, &str)] = &[("cion", "ción"), ("sion", "sión"), ("logia", "logía"), ("logias", "logías")];

/// Makes the stems of one language. Words that come again are not stemmed again.
pub(crate) struct Stems {
    tongue: Tongue,
    stemmer: Stemmer,
    known: HashMap<String, Option<String>>,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stems").field("tongue", &self.tongue).finish_non_exhaustive()
    }
}

impl Stems {
    /// A stemmer of a language.
    pub(crate) fn new(tongue: Tongue) -> Self {
        let algorithm = match tongue {
            Tongue::English => Algorithm::English,
            Tongue::Spanish => Algorithm::Spanish,
        };
        Self { tongue, stemmer: Stemmer::create(algorithm), known: HashMap::new() }
    }

    /// The stem of a folded word.
    pub(crate) fn of(&mut self, word: &str) -> Option<String> {
        if let Some(stem) = self.known.get(word) {
            return stem.clone();
        }
        let stem = self.made(word);
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }

    fn made(&self, word: &str) -> Option<String> {
        // The rules are for these letters only; others are not theirs to judge.
        if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let accented = (self.tongue == Tongue::Spanish).then(|| {
            ACCENTED.iter().find_map(|(plain, written)| Some(format!("{}{written}", word.strip_suffix(plain)?)))
        });
        let stem = self.stemmer.stem(accented.flatten().as_deref().unwrap_or(word)).into_owned();
        Some(super::fold::folded(&stem, super::fold::Case::Folded)).filter(|stem| !stem.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(tongue: Tongue, words: &[&str]) -> bool {
        let stems: Vec<_> = words.iter().map(|word| tongue.stem(word).unwrap()).collect();
        stems.windows(2).all(|pair| pair[0] == pair[1])
    }

    #[test]
    fn forms_of_a_word_share_their_stem() {
        assert!(share(Tongue::English, &["election", "elections", "elected", "elect"]));
        assert!(share(Tongue::English, &["strike", "strikes", "striking"]));
        assert!(share(Tongue::Spanish, &["declaracion", "declaraciones", "declarar"]));
        assert!(share(Tongue::Spanish, &["eleccion", "elecciones"]));
        assert!(share(Tongue::Spanish, &["huelga", "huelgas"]));
        assert!(!share(Tongue::English, &["plan", "plane"]));
    }

    proptest! {
        #[test]
        fn a_stem_begins_as_its_word(word in "[a-z]{1,12}", tongue in prop::sample::select(Tongue::ALL.to_vec())) {
            let first = |word: &str| word.bytes().next();
            prop_assert!(tongue.stem(&word).is_none_or(|stem| first(&stem) == first(&word)));
        }
    }

    #[test]
    fn numbers_short_words_and_other_scripts_have_no_stem() {
        for word in ["2024", "is", "a1b2", "部", "министры"] {
            assert_eq!(Tongue::English.stem(word), None, "{word}");
        }
    }
}

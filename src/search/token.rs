//! The words of a text: runs of letters and digits, folded. The same for documents and queries, so that they agree.
//!
//! In scripts without blanks between words every character is a word of its own; looked for, they become a phrase.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold::{Case, fold_char};

/// Bytes of a word that count. Longer ones are no words; what is looked for is cut at the same place.
const LONGEST: usize = 240;

/// Goes through the words of a text in order: each folded, with its bytes in the text, its accents included.
pub(crate) fn each_word(text: &str, mut each: impl FnMut(&str, Range<usize>)) {
    let mut word = Open::default();
    let mut folded = String::new();
    let mut rest = text;
    loop {
        // Plain letters are taken together; most words have no others.
        let plain = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let at = text.len() - rest.len();
        if let Some((letters, others)) = rest.split_at_checked(plain).filter(|(letters, _)| !letters.is_empty()) {
            word.push_plain(letters, at..at + plain, &mut each);
            rest = others;
        }
        let at = text.len() - rest.len();
        let mut others = rest.chars();
        let Some(c) = others.next() else { break };
        rest = others.as_str();
        if c.is_ascii() {
            word.close(&mut each);
            continue;
        }
        word.push_folded(c, at, &mut folded, &mut each);
    }
    word.close(&mut each);
}

/// The words of a text, without their places.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    each_word(text, |word, _| all.push(word.to_owned()));
    all
}

/// A word that is being read.
#[derive(Debug, Default)]
struct Open {
    text: String,
    at: Range<usize>,
    is_lone: bool,
}

impl Open {
    /// Takes in what a character becomes when it is folded; `folded` is room for that.
    fn push_folded(&mut self, c: char, at: usize, folded: &mut String, each: &mut impl FnMut(&str, Range<usize>)) {
        let end = at + c.len_utf8();
        folded.clear();
        fold_char(c, Case::Folded, folded);
        if folded.is_empty() {
            self.reach(end);
        }
        for part in folded.chars() {
            self.push(part, at..end, each);
        }
    }

    fn push(&mut self, c: char, at: Range<usize>, each: &mut impl FnMut(&str, Range<usize>)) {
        let goes_on = !self.text.is_empty();
        if goes_on && !c.is_ascii() && is_combining_mark(c) {
            self.add(c, at.end);
        } else if !c.is_alphanumeric() {
            self.close(each);
        } else if is_lone(c) {
            self.close(each);
            self.open(c, at, true);
        } else if goes_on && !self.is_lone {
            self.add(c, at.end);
        } else {
            self.close(each);
            self.open(c, at, false);
        }
    }

    /// Takes in letters and digits of ASCII.
    fn push_plain(&mut self, letters: &str, at: Range<usize>, each: &mut impl FnMut(&str, Range<usize>)) {
        if self.text.is_empty() || self.is_lone {
            self.close(each);
            self.at.start = at.start;
            self.is_lone = false;
        }
        let start = self.text.len();
        self.text.push_str(letters.get(..LONGEST.saturating_sub(start)).unwrap_or(letters));
        self.text.get_mut(start..).into_iter().for_each(str::make_ascii_lowercase);
        self.at.end = at.end;
    }

    fn open(&mut self, c: char, at: Range<usize>, is_lone: bool) {
        self.text.push(c);
        self.at = at;
        self.is_lone = is_lone;
    }

    fn add(&mut self, c: char, end: usize) {
        if self.text.len() + c.len_utf8() <= LONGEST {
            self.text.push(c);
        }
        self.at.end = end;
    }

    /// An accent belongs to the letter before it.
    fn reach(&mut self, end: usize) {
        if !self.text.is_empty() {
            self.at.end = end;
        }
    }

    fn close(&mut self, each: &mut impl FnMut(&str, Range<usize>)) {
        if !self.text.is_empty() {
            each(&self.text, self.at.clone());
            self.text.clear();
        }
    }
}

/// Ideographs and syllables of scripts that set no blanks between words.
const fn is_lone(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{30fa}'
        | '\u{30fc}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{1b000}'..='\u{1b16f}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fold::folded;
    use super::*;

    fn places(text: &str) -> Vec<&str> {
        let mut all = Vec::new();
        each_word(text, |_, at| all.push(&text[at]));
        all
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(words("IMSS–Bienestar, O’Connell: 3.5 %"), ["imss", "bienestar", "o", "connell", "3", "5"]);
        assert_eq!(words(" – “…” "), [""; 0]);
    }

    #[test]
    fn a_word_keeps_its_accents_in_its_place_and_loses_them_in_its_form() {
        assert_eq!(words("Pen\u{303}a Peña Straße"), ["pena", "pena", "strasse"]);
        assert_eq!(places("Pen\u{303}a\u{301} ñu\u{301}"), ["Pen\u{303}a\u{301}", "ñu\u{301}"]);
    }

    #[test]
    fn scripts_without_blanks_have_words_of_one_character() {
        assert_eq!(words("部长说OK計画"), ["部", "长", "说", "ok", "計", "画"]);
        assert_eq!(words("한국어 뉴스").len(), 2);
        assert_eq!(words("ガカ").len(), 2);
        assert_ne!(words("ガ"), words("カ"));
    }

    #[test]
    fn a_word_without_end_is_cut_and_stays_one_word() {
        let long = "a".repeat(100_000);
        let mut found = Vec::new();
        each_word(&long, |word, at| found.push((word.len(), at)));
        assert_eq!(found, [(LONGEST, 0..100_000)]);
    }

    /// The same, letter by letter.
    fn letter_by_letter(text: &str, mut each: impl FnMut(&str, Range<usize>)) {
        let (mut word, mut folded) = (Open::default(), String::new());
        for (at, c) in text.char_indices() {
            word.push_folded(c, at, &mut folded, &mut each);
        }
        word.close(&mut each);
    }

    proptest! {
        #[test]
        fn plain_letters_taken_together_are_those_taken_one_by_one(
            text in "(\\PC|[abN7部 \u{301}ßñé'-]|[a-z]{235,245})*",
        ) {
            let (mut together, mut apart) = (Vec::new(), Vec::new());
            each_word(&text, |word, at| together.push((word.to_owned(), at)));
            letter_by_letter(&text, |word, at| apart.push((word.to_owned(), at)));
            prop_assert_eq!(together, apart);
        }

        #[test]
        fn the_words_of_words_are_the_same_words(text in "(\\PC|[ab部ガ\u{301}\u{94d}ßﬁé'-])*") {
            for word in words(&text) {
                prop_assert_eq!(words(&word), [word.clone()]);
            }
        }

        #[test]
        fn the_words_of_a_text_are_those_of_its_folded_form(text in "(\\PC|[ab部 \u{301}ßﬁé'-])*") {
            prop_assert_eq!(words(&text), words(&folded(&text, Case::Folded)));
        }

        #[test]
        fn places_are_in_order_and_hold_their_word(text in "(\\PC|[ab部 \u{301}ßﬁé])*") {
            let mut last = 0;
            let mut found = Vec::new();
            each_word(&text, |word, at| found.push((word.to_owned(), at)));
            for (word, at) in found {
                // Two words may come from one character.
                prop_assert!(at.end >= last && text.get(at.clone()).is_some());
                prop_assert!(words(&text[at.clone()]).contains(&word));
                last = at.end;
            }
        }
    }
}

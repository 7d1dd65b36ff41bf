//! Fuzzy ranking of short names: the only file that names `fuzzy-matcher`, so that another matcher is one file's work.
//!
//! A query is split into words; every word has to match in one of a candidate's fields, each in any of them.

use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;

use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Case, Map, fold_into, fold_mapped, folded};
use super::glance::{self, Glance};
use super::letters::Letters;
use super::score::{self, Rows};

/// Cells of the matcher's table above which it takes its linear way.
const TABLE_LIMIT: usize = 64 * 1024;

/// Characters of a field that are matched; titles are shorter, and a hostile one must not slow the list.
const FIELD_LIMIT: usize = 512;

/// What a later field costs against an earlier one: of two equal hits, the title's comes first.
const FIELD_PENALTY: i64 = 4;

/// A query, ready to be compared with many candidates.
pub(crate) struct Fuzzy {
    words: Vec<Word>,
    matcher: SkimMatcherV2,
}

#[derive(Debug)]
struct Word {
    text: String,
    letters: Letters,
}

/// Something that can be found by its fields, folded once: a title, names, a source.
#[derive(Debug)]
pub(crate) struct Candidate {
    fields: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    text: String,
    map: Map,
    letters: Letters,
}

impl Candidate {
    /// A candidate with these fields, the most telling first.
    pub(crate) fn new<'a>(fields: impl IntoIterator<Item = &'a str>) -> Self {
        Self { fields: fields.into_iter().map(Field::new).collect() }
    }
}

impl Field {
    fn new(text: &str) -> Self {
        let end = text.char_indices().nth(FIELD_LIMIT).map_or(text.len(), |(at, _)| at);
        let (text, map) = fold_mapped(text.get(..end).unwrap_or_default(), Case::Folded);
        let letters = Letters::of(&text);
        Self { text, map, letters }
    }
}

impl Fuzzy {
    /// A query. Blank means: everything matches equally well.
    pub(crate) fn new(query: &str) -> Self {
        let words = (folded(query, Case::Folded).split_whitespace())
            .map(|word| Word { text: word.chars().take(FIELD_LIMIT).collect(), letters: Letters::of(word) })
            .collect();
        // Folding was done before, so the matcher compares letters as they are. Its cache is per thread and small.
        let matcher = SkimMatcherV2::default().respect_case().element_limit(TABLE_LIMIT);
        Self { words, matcher }
    }

    /// Whether nothing was asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a set of fields matches, higher is better; nothing when a word matches in none of them.
    pub(super) fn score_fields(&self, fields: &Fields, rows: &mut Rows) -> Option<i64> {
        let mut best = |word: &Word| {
            fields.each().filter_map(|(number, text)| self.score_text(word, number, text, rows)).max()
        };
        self.words.iter().try_fold(0, |sum: i64, word| Some(sum.saturating_add(best(word)?)))
    }

    fn score_text(&self, word: &Word, number: u8, folded: &str, rows: &mut Rows) -> Option<i64> {
        let is_plain = folded.is_ascii() && word.text.is_ascii() && folded.len() >= score::SHORTEST;
        let score = if is_plain {
            score::score(word.text.as_bytes(), folded.as_bytes(), rows)?
        } else {
            self.matched(folded, word, false)?.0
        };
        let whole = if glance::is_whole(&word.text, folded) { glance::WHOLE } else { 0 };
        Some(score.saturating_sub(Self::cost(number)).saturating_add(whole))
    }

    /// The score of a word in a folded text and the numbers of the letters that match.
    fn matched(&self, folded: &str, word: &Word, with_letters: bool) -> Option<(i64, Vec<usize>)> {
        // The matcher's table keeps bonuses of the text before, so that a score would depend on what was scored before;
        // a short text makes it small, and what it grows by is empty. Doing without its cache makes it panic.
        self.matcher.fuzzy("-", "-", false)?;
        self.matcher.fuzzy(folded, &word.text, with_letters)
    }

    /// What a match in a field of this number costs.
    pub(super) fn cost(field: u8) -> i64 {
        i64::from(field) * FIELD_PENALTY
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The letters of a word.
    pub(super) fn letters(&self, word: usize) -> Letters {
        self.words.get(word).map_or(Letters::default(), |word| word.letters)
    }

    /// Whether a word is in a text, and how good that match can be as a field of this number.
    pub(super) fn glance(&self, word: usize, number: u8, text: &str, scratch: &mut String) -> Option<Glance> {
        let glance = glance::glance(&self.words.get(word)?.text, text, FIELD_LIMIT, scratch)?;
        Some(Glance { bound: glance.bound - Self::cost(number), ..glance })
    }

    /// How good a match of a word in a text can be as a field of this number, if there is one.
    pub(super) fn most(&self, word: usize, number: u8, text: &str) -> i64 {
        self.words.get(word).map_or(0, |word| glance::most(&word.text, text) - Self::cost(number))
    }

    /// Whether what this finds is among what the other has found: each of its words has become a longer one.
    pub(super) fn is_narrower_than(&self, other: &Self) -> bool {
        self.words.len() >= other.words.len()
            && self.words.iter().zip(&other.words).all(|(word, before)| word.text.starts_with(&before.text))
    }

    /// How well a candidate matches, higher is better; nothing when a word matches in none of its fields.
    pub(crate) fn score(&self, candidate: &Candidate) -> Option<i64> {
        self.words.iter().try_fold(0, |sum: i64, word| Some(sum.saturating_add(self.best(word, candidate)?.0)))
    }

    /// The candidates that match, best first; among equals the order stays.
    pub(crate) fn rank<'a, T>(&self, candidates: impl IntoIterator<Item = (T, &'a Candidate)>) -> Vec<(T, i64)> {
        let mut ranked: Vec<(T, i64)> =
            (candidates.into_iter()).filter_map(|(item, candidate)| Some((item, self.score(candidate)?))).collect();
        ranked.sort_by_key(|&(_, score)| Reverse(score));
        ranked
    }

    /// The matched parts of one field, as byte ranges of its original text: sorted, joined, on character borders.
    pub(crate) fn positions(&self, candidate: &Candidate, field: usize) -> Vec<Range<usize>> {
        let Some(text) = candidate.fields.get(field) else { return Vec::new() };
        let mut ranges: Vec<Range<usize>> = (self.words.iter())
            .filter(|word| self.best(word, candidate).is_some_and(|(_, best)| best == field))
            .flat_map(|word| self.letters_matched(word, text))
            .collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        ranges.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            if joins {
                last.end = last.end.max(next.end);
            }
            joins
        });
        ranges
    }

    fn letters_matched(&self, word: &Word, field: &Field) -> Vec<Range<usize>> {
        let Some((_, indices)) = self.matched(&field.text, word, true) else { return Vec::new() };
        let mut indices = indices.into_iter().peekable();
        (field.text.char_indices().enumerate())
            .filter(|(index, _)| indices.next_if_eq(index).is_some())
            .filter_map(|(_, (at, c))| field.map.original(&(at..at + c.len_utf8())))
            .collect()
    }

    /// The best score of a word among the fields, and the field.
    fn best(&self, word: &Word, candidate: &Candidate) -> Option<(i64, usize)> {
        let score = |(number, field): (usize, &Field)| {
            if !field.letters.has_all(word.letters) {
                return None;
            }
            let (score, _) = self.matched(&field.text, word, false)?;
            Some((score.saturating_sub(Self::cost(u8::try_from(number).unwrap_or(u8::MAX))), number))
        };
        // `max_by_key` would take the last of equals; the first field is the more telling one.
        (candidate.fields.iter().enumerate()).filter_map(score).max_by_key(|&(score, number)| (score, Reverse(number)))
    }
}

/// Folded fields of something that is matched, in room that is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Fields {
    text: String,
    /// The number of each field, and where it ends.
    ends: Vec<(u8, usize)>,
}

impl Fields {
    /// Makes room for another.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Adds a field; later ones have greater numbers and count less, several may have the same.
    pub(super) fn push(&mut self, number: u8, text: &str) {
        let end = if text.len() <= FIELD_LIMIT { None } else { text.char_indices().nth(FIELD_LIMIT) };
        let text = end.and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        fold_into(text, Case::Folded, &mut self.text);
        self.ends.push((number, self.text.len()));
    }

    /// Adds a field that is one of several names in a line.
    pub(super) fn push_name(&mut self, number: u8, name: &str) {
        self.text.push(' ');
        self.push(number, name);
    }

    fn each(&self) -> impl Iterator<Item = (u8, &str)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&(_, end)| end));
        starts.zip(&self.ends).map(|(start, &(number, end))| (number, self.text.get(start..end).unwrap_or_default()))
    }
}

impl fmt::Debug for Fuzzy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fuzzy").field("words", &self.words).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ranked<'a>(query: &str, titles: &[&'a str]) -> Vec<&'a str> {
        let candidates: Vec<Candidate> = titles.iter().map(|title| Candidate::new([*title])).collect();
        let ranked = Fuzzy::new(query).rank(titles.iter().copied().zip(&candidates));
        ranked.into_iter().map(|(title, _)| title).collect()
    }

    fn shown(query: &str, text: &str) -> Vec<String> {
        let candidate = Candidate::new([text]);
        Fuzzy::new(query).positions(&candidate, 0).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn every_word_has_to_match_in_any_order() {
        let titles = ["National Health Plan", "Health report", "A plan for health"];
        assert_eq!(ranked("plan health", &titles).len(), 2);
        assert!(ranked("plan zebra", &titles).is_empty());
    }

    #[test]
    fn words_may_match_in_different_fields() {
        let candidate = Candidate::new(["National Health Plan", "Claudia Sheinbaum"]);
        let query = Fuzzy::new("plan sheinbaum");
        assert!(query.score(&candidate).is_some());
        assert_eq!(query.positions(&candidate, 0), vec![16..20]);
        assert_eq!(query.positions(&candidate, 1), vec![8..17]);
    }

    #[test]
    fn accents_and_case_do_not_matter_on_either_side() {
        assert_eq!(ranked("PENA", &["Enrique Peña Nieto"]), ["Enrique Peña Nieto"]);
        assert_eq!(ranked("péna", &["Enrique Pena Nieto"]), ["Enrique Pena Nieto"]);
        assert_eq!(shown("pena", "Enrique Peña Nieto"), ["Peña"]);
        assert_eq!(shown("sofia", "Sofi\u{301}a Garduño"), ["Sofi\u{301}a"]);
    }

    #[test]
    fn whole_words_come_before_scattered_letters() {
        assert_eq!(ranked("port", &["Paris opens a rent office", "Strike in the port"])[0], "Strike in the port");
    }

    #[test]
    fn equals_keep_their_order() {
        assert_eq!(ranked("plan", &["plan b", "plan a", "plan c"]), ["plan b", "plan a", "plan c"]);
        assert_eq!(ranked("", &["b", "a"]), ["b", "a"]);
    }

    proptest! {
        #[test]
        fn no_match_is_better_than_a_glance_allows(text in "[abcA é(-]{0,14}", word in "[abc]{1,4}|[ab(é-]{1,5}") {
            let fuzzy = Fuzzy::new(&word);
            let mut fields = Fields::default();
            fields.push(0, &text);
            let score = fuzzy.score_fields(&fields, &mut Rows::default());
            let glance = fuzzy.glance(0, 0, &text, &mut String::new());
            prop_assert_eq!(score.is_some(), glance.is_some());
            if let (Some(score), Some(glance)) = (score, glance) {
                prop_assert!(score <= glance.bound && glance.bound <= fuzzy.most(0, 0, &text), "{score} {glance:?}");
                prop_assert!(score <= fuzzy.most(0, 0, &text), "{score}");
                prop_assert!(!glance.is_exact || score == glance.bound, "{score} {glance:?}");
            }
        }

        #[test]
        fn a_score_is_the_matchers(text in "[abc 1(.-]{3,24}", word in "[abc1.]{1,6}") {
            let fuzzy = Fuzzy::new(&word);
            let scored = score::score(word.as_bytes(), text.as_bytes(), &mut Rows::default());
            prop_assert_eq!(scored, fuzzy.matched(&text, &fuzzy.words[0], false).map(|(score, _)| score));
        }

        #[test]
        fn a_score_does_not_depend_on_what_was_scored_before(texts in prop::collection::vec("[ab ]{1,9}", 1..9), word in "[ab]{1,4}") {
            let mut fields = Fields::default();
            let (fuzzy, mut rows) = (Fuzzy::new(&word), Rows::default());
            for text in &texts {
                fields.clear();
                fields.push(0, text);
                let anew = Fuzzy::new(&word).score_fields(&fields, &mut Rows::default());
                prop_assert_eq!(fuzzy.score_fields(&fields, &mut rows), anew);
            }
        }

        #[test]
        fn matched_parts_lie_on_character_borders(text in "(\\PC|[ßﬁéÉ\u{301} ]){0,80}", query in "\\PC{0,10}") {
            let candidate = Candidate::new([text.as_str()]);
            let fuzzy = Fuzzy::new(&query);
            let mut end = 0;
            for range in fuzzy.positions(&candidate, 0) {
                prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(range.start >= end);
                end = range.end;
            }
        }

        #[test]
        fn what_has_the_letters_in_order_matches(text in "[a-zé ]{1,40}", keep in proptest::collection::vec(any::<bool>(), 40)) {
            let word: String = text.chars().zip(keep).filter(|&(c, keep)| keep && c != ' ').map(|(c, _)| c).collect();
            prop_assert!(Fuzzy::new(&word).score(&Candidate::new([text.as_str()])).is_some());
        }
    }
}

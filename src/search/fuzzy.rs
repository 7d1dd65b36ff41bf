//! Fuzzy ranking of short names: the only file that names `fuzzy-matcher`, so that another matcher is one file's work.
//!
//! A query is split into words; every word has to match in one of a candidate's fields, each in any of them.

use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;

use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Case, Map, fold_mapped, folded};

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

/// Which letters occur, one bit each: a word cannot match where one of its letters is missing. It rules out most
/// candidates for the price of one comparison.
#[derive(Debug, Clone, Copy)]
struct Letters(u64);

impl Letters {
    fn of(folded: &str) -> Self {
        let bit = |c: char| match c {
            'a'..='z' => u32::from(c) - u32::from('a'),
            '0'..='9' => 26 + u32::from(c) - u32::from('0'),
            _ => 36 + u32::from(c) % 28,
        };
        Self(folded.chars().fold(0, |letters, c| letters | (1 << bit(c))))
    }

    const fn has_all(self, of: Self) -> bool {
        self.0 & of.0 == of.0
    }
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
        let Some((_, indices)) = self.matcher.fuzzy(&field.text, &word.text, true) else { return Vec::new() };
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
            let (score, _) = self.matcher.fuzzy(&field.text, &word.text, false)?;
            let cost = i64::try_from(number).unwrap_or(i64::MAX).saturating_mul(FIELD_PENALTY);
            Some((score.saturating_sub(cost), number))
        };
        // `max_by_key` would take the last of equals; the first field is the more telling one.
        (candidate.fields.iter().enumerate()).filter_map(score).max_by_key(|&(score, number)| (score, Reverse(number)))
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

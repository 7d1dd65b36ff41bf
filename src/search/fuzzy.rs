//! Fuzzy ranking of short names: the only file that names `fuzzy-matcher`, so that another matcher is one file's work.
//!
//! A query is split into words; every word has to match in one of a candidate's fields, each in any of them.

use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;

use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{Case, Map, fold_into, fold_mapped, folded, has_odd_blanks};
use super::glance::{self, Glance, Sought};
use super::letters::{Known, Letters};
use super::score::{Room, Scored};

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
    sought: Sought,
    /// What works out its score in an ASCII text, if it is ASCII itself.
    scored: Option<Scored>,
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
            .map(|word| {
                let sought = Sought::new(word.chars().take(FIELD_LIMIT).collect());
                let scored = Scored::new(&sought.text);
                Word { sought, scored }
            })
            .collect();
        // Folding was done before, so the matcher compares letters as they are. Its cache is per thread and small.
        let matcher = SkimMatcherV2::default().respect_case().element_limit(TABLE_LIMIT);
        Self { words, matcher }
    }

    /// Whether nothing was asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a word matches in a text that is the field of this number, higher is better, if it does. Something stands
    /// in front of the text: nothing, or the blank before a name in a line of names.
    pub(super) fn score_field(
        &self,
        word: usize,
        number: u8,
        (front, text): (&str, &str),
        scratch: &mut Scratch,
    ) -> Option<i64> {
        let word = self.words.get(word)?;
        let Scratch { folded, room } = scratch;
        let is_short = text.len() <= FIELD_LIMIT;
        // Small and capital letters are the same for the score, and most often there is nothing else to fold.
        let text = if is_short && front.is_empty() && text.is_ascii() && !has_odd_blanks(text.as_bytes()) {
            text
        } else {
            folded.clear();
            folded.push_str(front);
            let end = if is_short { None } else { text.char_indices().nth(FIELD_LIMIT) };
            fold_into(end.and_then(|(end, _)| text.get(..end)).unwrap_or(text), Case::Folded, folded);
            folded.as_str()
        };
        let score = self.score_text(word, text, room)?;
        let whole = if word.sought.is_whole_in(text) { glance::WHOLE } else { 0 };
        Some(score.saturating_sub(Self::cost(number)).saturating_add(whole))
    }

    /// The score of a word in a text that is folded, or ASCII without odd blanks.
    fn score_text(&self, word: &Word, text: &str, room: &mut Room) -> Option<i64> {
        match word.scored.as_ref().filter(|_| text.is_ascii()) {
            Some(scored) => scored.score(text.as_bytes(), room),
            None => self.matched(text, word).map(|(score, _)| score),
        }
    }

    /// The score of a word in a folded text and the numbers of the letters that match.
    fn matched(&self, folded: &str, word: &Word) -> Option<(i64, Vec<usize>)> {
        // The matcher's table keeps bonuses of the text before, so that a score would depend on what was scored before;
        // a short text makes it small, and what it grows by is empty. Doing without its cache makes it panic.
        self.matcher.fuzzy("-", "-", true)?;
        // Without the letters it would use the same two rows again and again, and count what a later letter left in them.
        self.matcher.fuzzy(folded, &word.sought.text, true)
    }

    /// What a match in a field of this number costs.
    pub(super) fn cost(field: u8) -> i64 {
        i64::from(field) * FIELD_PENALTY
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether a word is in a text, and how good that match can be as a field of this number.
    pub(super) fn glance(&self, word: usize, number: u8, text: &str, scratch: &mut String) -> Option<Glance> {
        let glance = self.words.get(word)?.sought.glance(text, FIELD_LIMIT, scratch)?;
        Some(Glance { bound: glance.bound - Self::cost(number), ..glance })
    }

    /// The same for a title, of which is known which letters are in it.
    pub(super) fn glance_at_title(
        &self,
        word: usize,
        known: Known,
        title: &str,
        scratch: &mut String,
    ) -> Option<Glance> {
        self.words.get(word)?.sought.glance_knowing((known.title, known.heads), title, FIELD_LIMIT, scratch)
    }

    /// Whether a word can be in a text with these letters.
    pub(super) fn may_be_in(&self, word: usize, letters: Letters) -> bool {
        self.words.get(word).is_some_and(|word| word.sought.may_be_in(letters))
    }

    /// How good a match of a word in a text can be as a field of this number, if there is one.
    pub(super) fn most(&self, word: usize, number: u8, text: &str) -> i64 {
        self.words.get(word).map_or(0, |word| word.sought.most(text) - Self::cost(number))
    }

    /// How good a match of a word beside the title can be: of a name, in front of which stands a blank, or of a file's.
    pub(super) fn most_beside_title(&self, word: usize) -> i64 {
        let most = |sought: &Sought| (sought.most_inside() - Self::cost(1)).max(sought.most_at_start() - Self::cost(3));
        self.words.get(word).map_or(0, |word| most(&word.sought))
    }

    /// Whether what this finds is among what the other has found: each of its words has become a longer one.
    pub(super) fn is_narrower_than(&self, other: &Self) -> bool {
        self.words.len() >= other.words.len()
            && self
                .words
                .iter()
                .zip(&other.words)
                .all(|(word, before)| word.sought.text.starts_with(&before.sought.text))
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
        let Some((_, indices)) = self.matched(&field.text, word) else { return Vec::new() };
        let mut indices = indices.into_iter().peekable();
        (field.text.char_indices().enumerate())
            .filter(|(index, _)| indices.next_if_eq(index).is_some())
            .filter_map(|(_, (at, c))| field.map.original(&(at..at + c.len_utf8())))
            .collect()
    }

    /// The best score of a word among the fields, and the field.
    fn best(&self, word: &Word, candidate: &Candidate) -> Option<(i64, usize)> {
        let mut room = Room::default();
        let score = |(number, field): (usize, &Field)| {
            if !word.sought.may_be_in(field.letters) {
                return None;
            }
            let score = self.score_text(word, &field.text, &mut room)?;
            Some((score.saturating_sub(Self::cost(u8::try_from(number).unwrap_or(u8::MAX))), number))
        };
        // `max_by_key` would take the last of equals; the first field is the more telling one.
        (candidate.fields.iter().enumerate()).filter_map(score).max_by_key(|&(score, number)| (score, Reverse(number)))
    }
}

/// Room to work out a score, which is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    folded: String,
    room: Room,
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
            let score = fuzzy.score_field(0, 0, ("", &text), &mut Scratch::default());
            let glance = fuzzy.glance(0, 0, &text, &mut String::new());
            prop_assert_eq!(score.is_some(), glance.is_some());
            if let (Some(score), Some(glance)) = (score, glance) {
                prop_assert!(score <= glance.bound && glance.bound <= fuzzy.most(0, 0, &text), "{score} {glance:?}");
                prop_assert!(score <= fuzzy.most(0, 0, &text), "{score}");
                prop_assert!(!glance.is_exact || score == glance.bound, "{score} {glance:?}");
            }
        }

        #[test]
        fn a_score_is_the_matchers_whatever_was_scored_before(
            texts in prop::collection::vec("[abcdefA 1(.-]{3,24}|[abB ]{1,9}|[ab é]{0,9}", 1..6),
            word in "[abcdef]{1,6}|[abc1.]{1,6}|[abé]{1,4}",
            front in "| ",
        ) {
            let (fuzzy, mut scratch) = (Fuzzy::new(&word), Scratch::default());
            for text in &texts {
                let folded = format!("{front}{}", folded(text, Case::Folded));
                let whole = i64::from(fuzzy.words[0].sought.is_whole_in(&folded));
                let matched = fuzzy.matched(&folded, &fuzzy.words[0]).map(|(score, _)| score + whole);
                prop_assert_eq!(fuzzy.score_field(0, 0, (front.as_str(), text), &mut scratch), matched);
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

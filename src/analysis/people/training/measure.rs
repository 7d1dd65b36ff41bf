//! What the recogniser and the rules find in text that was held out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::document::{Anchor, Document};

use super::super::super::lexicon::fold;
use super::super::super::reading::Reading;
use super::super::recogniser::{Recogniser, Words};
use super::sample::Sample;

/// Found, missed and wrongly found.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: u32,
    missed: u32,
    wrong: u32,
}

impl Score {
    fn add<T: Ord>(&mut self, found: &BTreeSet<T>, expected: &BTreeSet<T>) {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.right += count(found.intersection(expected).count());
        self.missed += count(expected.difference(found).count());
        self.wrong += count(found.difference(expected).count());
    }

    fn row(self) -> String {
        let share = |part: u32, rest: u32| f64::from(part) / f64::from((part + rest).max(1));
        let (precision, recall) = (share(self.right, self.wrong), share(self.right, self.missed));
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::EPSILON);
        format!("{precision:.3} / {recall:.3} / {f1:.3}")
    }
}

/// What was found in the texts of one origin.
#[derive(Debug, Default, Clone, Copy)]
struct Row {
    /// Names as the recogniser reads them.
    names: Score,
    /// People, without it.
    rules: Score,
    /// People, with it.
    both: Score,
}

/// What was found, by origin.
#[derive(Debug, Default)]
pub(super) struct Table(BTreeMap<String, Row>);

impl Table {
    /// Precision, recall and F1.
    pub(super) fn rows(&self) -> String {
        let head = "held out | names, recogniser alone | people, rules alone | people, both\n".to_owned();
        self.0.iter().fold(head, |mut rows, (origin, row)| {
            let _ = writeln!(rows, "{origin} | {} | {} | {}", row.names.row(), row.rules.row(), row.both.row());
            rows
        })
    }

    /// Adds what is found in a text that was not learned from.
    pub(super) fn add(&mut self, sample: &Sample, recogniser: Recogniser<'_>) {
        let Row { names, rules, both } = self.0.entry(sample.origin.clone()).or_default();
        let (document, expected) = sample.document();
        let Some(mut reading) = Reading::of(&document, &|| false) else { return };
        let words = Words::of(&reading.vocabulary);
        let mut found = BTreeSet::new();
        for piece in &reading.pieces {
            for sentence in &piece.sentences {
                let spans = recogniser.spans(&reading, piece, &words, sentence);
                found.extend(spans.into_iter().map(|span| piece.anchor(span.tokens)));
            }
        }
        names.add(&found, &expected.iter().copied().collect());
        let expected = expected_people(&document, &expected);
        for (score, recogniser) in [(rules, None), (both, Some(recogniser))] {
            let people = super::super::find_with(&mut reading, recogniser, &|| false).unwrap_or_default();
            let found = people.iter().map(|person| key(&person.name, &expected)).collect();
            let expected = expected.iter().filter_map(|forms| forms.first().cloned()).collect();
            score.add(&found, &expected);
        }
    }
}

/// The names of a text, those that are part of a longer one with it.
fn expected_people(document: &Document, names: &[Anchor]) -> Vec<Vec<String>> {
    let mut forms: Vec<String> = names.iter().filter_map(|&name| document.text(name)).map(plain).collect();
    forms.sort_by_key(|form| (std::cmp::Reverse(form.split(' ').count()), form.clone()));
    forms.dedup();
    let mut people: Vec<Vec<String>> = Vec::new();
    for form in forms {
        let is_part = |person: &Vec<String>| {
            let words: Vec<&str> = person.first().map(|longest| longest.split(' ').collect()).unwrap_or_default();
            form.split(' ').all(|word| words.contains(&word))
        };
        match people.iter_mut().find(|person| is_part(person)) {
            Some(person) => person.push(form),
            None => people.push(vec![form]),
        }
    }
    people
}

/// The longest form of the expected person whom the name is a form of, or the name.
fn key(name: &str, expected: &[Vec<String>]) -> String {
    let name = plain(name);
    let known = expected.iter().find(|forms| forms.contains(&name)).and_then(|forms| forms.first());
    known.cloned().unwrap_or(name)
}

fn plain(name: &str) -> String {
    name.split(' ').map(|word| fold(word).into_owned()).collect::<Vec<_>>().join(" ")
}

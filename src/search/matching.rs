//! Where a text has the words of a query.

use std::collections::HashMap;
use std::ops::Range;

use super::phrase::Search;
use super::query::Term;
use super::spelling::Measure;
use super::stem::Tongue;
use super::token::each_word;

/// A match in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) at: Range<usize>,
    pub(super) is_exact: bool,
}

/// Matches in order, those that overlap as one.
pub(super) fn joined(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_by_key(|found| (found.at.start, found.at.end));
    matches.dedup_by(|next, last| {
        let overlaps = next.at.start < last.at.end;
        if overlaps {
            last.at.end = last.at.end.max(next.at.end);
            last.is_exact |= next.is_exact;
        }
        overlaps
    });
    matches
}

/// A word of a text, with what it is to the terms.
#[derive(Debug)]
struct Seen {
    at: Range<usize>,
    class: usize,
}

/// The class of all words that are nothing to any term.
const OTHER: usize = usize::MAX;

/// What a word is to each term.
#[derive(Debug, Clone, Default, PartialEq)]
struct Class {
    word: String,
    /// The terms of one word that it matches, and whether as it was asked for.
    terms: Vec<(usize, bool)>,
}

/// Finds terms in texts, one after the other. A word that comes again is not compared again.
#[derive(Debug)]
pub(super) struct Finder<'a> {
    terms: Vec<&'a Term>,
    /// The terms from here on count in titles only.
    of_titles: usize,
    tongue: Option<Tongue>,
    /// The stem of each term that has one.
    stems: Vec<Option<String>>,
    /// Which first bytes words have that may be something to a term: most words of a text have others.
    firsts: Box<[bool; 256]>,
    /// Whether it matters what stands between words.
    has_phrases: bool,
    known: HashMap<String, usize>,
    classes: Vec<Class>,
}

/// The first bytes of words that may match terms with those stems.
fn firsts(terms: &[&Term], stems: &[Option<String>]) -> Box<[bool; 256]> {
    let mut firsts = Box::new([false; 256]);
    let mut add = |word: &str| match word.bytes().next() {
        Some(first) => firsts.get_mut(usize::from(first)).into_iter().for_each(|may| *may = true),
        None => firsts.fill(true),
    };
    for term in terms {
        match term {
            Term::Word(word) | Term::Prefix(word) => add(word),
            Term::Phrase(words) | Term::PhrasePrefix(words) => words.iter().for_each(|word| add(word)),
            // The first letter may be the one that differs.
            Term::Near { .. } => add(""),
        }
    }
    stems.iter().flatten().for_each(|stem| add(stem));
    firsts
}

impl<'a> Finder<'a> {
    /// Finds the terms in any text.
    pub(super) fn new(terms: &[&'a Term], tongue: Option<Tongue>) -> Self {
        let stem = |term: &&Term| match term {
            Term::Word(word) => tongue?.stem(word),
            _ => None,
        };
        let stems: Vec<Option<String>> = terms.iter().map(stem).collect();
        Self {
            terms: terms.to_vec(),
            of_titles: terms.len(),
            tongue,
            firsts: firsts(terms, &stems),
            has_phrases: terms.iter().any(|term| matches!(term, Term::Phrase(_) | Term::PhrasePrefix(_))),
            stems,
            known: HashMap::new(),
            classes: Vec::new(),
        }
    }

    /// Finds `terms` in any text, and `of_titles` in titles only.
    pub(super) fn with_titles(terms: &[&'a Term], of_titles: &[&'a Term], tongue: Option<Tongue>) -> Self {
        Self { of_titles: terms.len(), ..Self::new(&[terms, of_titles].concat(), tongue) }
    }

    /// Every match in a text, in no order; they may overlap.
    pub(super) fn matches(&mut self, text: &str, is_title: bool) -> Vec<Match> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let mut seen: Vec<Seen> = Vec::new();
        each_word(text, |word, at| {
            if self.may_match(word) {
                let class = self.class(word);
                seen.push(Seen { at, class });
            } else if self.has_phrases {
                seen.push(Seen { at, class: OTHER });
            }
        });
        let most = if is_title { self.terms.len() } else { self.of_titles };
        let mut matches = Vec::new();
        for Seen { at, class } in &seen {
            let of_word = self.classes.get(*class).map_or(&[][..], |class| &class.terms);
            let best = of_word.iter().filter(|(term, _)| *term < most).map(|(_, is_exact)| *is_exact).max();
            matches.extend(best.map(|is_exact| Match { at: at.clone(), is_exact }));
        }
        for term in self.terms.iter().take(most) {
            let (words, open) = match term {
                Term::Phrase(words) if words.len() > 1 => (words.as_slice(), None),
                Term::PhrasePrefix(words) => match words.split_last() {
                    Some((last, words)) => (words, Some(last.as_str())),
                    None => continue,
                },
                Term::Phrase(_) | Term::Word(_) | Term::Prefix(_) | Term::Near { .. } => continue,
            };
            self.phrases(&seen, words, open, &mut matches);
        }
        matches
    }

    fn phrases(&self, seen: &[Seen], words: &[String], open: Option<&str>, matches: &mut Vec<Match>) {
        let Some(wanted) = words.iter().map(|word| self.known.get(word).copied()).collect::<Option<Vec<usize>>>()
        else {
            return;
        };
        let mut search = Search::new(&wanted);
        for (at, word) in seen.iter().enumerate() {
            if !search.step(&word.class) {
                continue;
            }
            let Some(first) = (at + 1).checked_sub(wanted.len()).and_then(|first| seen.get(first)) else { continue };
            let last = match open {
                None => Some(word),
                Some(open) => seen
                    .get(at + 1)
                    .filter(|next| self.classes.get(next.class).is_some_and(|class| class.word.starts_with(open))),
            };
            matches.extend(last.map(|last| Match { at: first.at.start..last.at.end, is_exact: true }));
        }
    }

    fn may_match(&self, word: &str) -> bool {
        word.bytes().next().is_some_and(|first| self.firsts.get(usize::from(first)).is_some_and(|may| *may))
    }

    /// The number of the class of a word.
    fn class(&mut self, word: &str) -> usize {
        if let Some(&class) = self.known.get(word) {
            return class;
        }
        // A stem begins as its word does, and most words of a text begin otherwise.
        let is_alike = |stem: &String| stem.bytes().next() == word.bytes().next();
        let stem = if self.stems.iter().flatten().any(is_alike) {
            self.tongue.and_then(|tongue| tongue.stem(word))
        } else {
            None
        };
        let mut terms = Vec::new();
        for (number, (term, wanted)) in self.terms.iter().zip(&self.stems).enumerate() {
            let is_exact = match term {
                Term::Word(wanted) => wanted == word,
                Term::Phrase(words) => matches!(words.as_slice(), [only] if only == word),
                Term::Prefix(start) => word.starts_with(start.as_str()),
                Term::Near { word: wanted, edits } => Measure::new(wanted).to(word, *edits).is_some(),
                Term::PhrasePrefix(_) => false,
            };
            if is_exact || (wanted.is_some() && *wanted == stem) {
                terms.push((number, is_exact));
            }
        }
        let class = self.classes.len();
        self.classes.push(Class { word: word.to_owned(), terms });
        self.known.insert(word.to_owned(), class);
        class
    }
}

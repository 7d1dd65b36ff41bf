//! The sentences that stand for a text: chosen, never written.
//!
//! A sentence is scored by its likeness to the whole (centroid of tf-idf), its place, its words in the title, and what it
//! names; then sentences are taken greedily, each as unlike those already taken as possible. One pass over the text, and
//! at most [`MAX_CANDIDATES`] sentences are compared with each other.

mod candidate;
mod vector;

use super::lexicon::Class;
use super::reading::Reading;
use super::{Genre, Person, PersonKind, Pick};
use candidate::{Candidate, Leaning};
use vector::Space;

/// Sentences that are compared with each other, at most.
const MAX_CANDIDATES: usize = 50;
/// How much a sentence's worth counts against its likeness to those already taken.
const RELEVANCE: f64 = 0.65;

/// What is chosen, in text order, and how many sentences the body has.
pub(super) fn choose(reading: &Reading<'_>, genre: Genre, people: &[Person]) -> (Vec<Pick>, u32) {
    let (all, sentences) = candidate::all(reading);
    let space = Space::of(reading, &all);
    let scored = score(reading, genre, people, &all, &space);
    let words: usize = all.iter().map(|candidate| candidate.words).sum();
    let wanted = match words {
        0..350 => 3,
        350..800 => 4,
        _ => 5,
    };
    let mut taken = take(genre, &all, &scored, &space, wanted);
    taken.sort_unstable_by_key(|pick| pick.0);
    let picks = taken.into_iter().filter_map(|(at, leads)| {
        let why = if leads { "leads into the sentence after it".to_owned() } else { scored.get(at)?.why() };
        Some(Pick { at: all.get(at)?.at, why })
    });
    (picks.collect(), sentences)
}

/// What a sentence is worth, and why.
#[derive(Debug, Default)]
struct Score {
    value: f64,
    opens: bool,
    title_words: u32,
    people: u32,
    figure: bool,
    central: bool,
    sections: bool,
}

impl Score {
    fn why(&self) -> String {
        let mut reasons: Vec<String> = Vec::new();
        if self.opens {
            reasons.push("opens the text".to_owned());
        }
        match self.people {
            0 => {}
            1 => reasons.push("names a key person".to_owned()),
            2 => reasons.push("names two key people".to_owned()),
            _ => reasons.push("names three or more key people".to_owned()),
        }
        if self.title_words >= 2 {
            reasons.push("shares words with the title".to_owned());
        }
        if self.central {
            reasons.push("close to what the whole text is about".to_owned());
        }
        if self.figure {
            reasons.push("gives a figure".to_owned());
        }
        if self.sections {
            reasons.push("stands for its section".to_owned());
        }
        if reasons.is_empty() {
            reasons.push("says what the others do not".to_owned());
        }
        reasons.truncate(3);
        reasons.join(", ")
    }
}

fn score(reading: &Reading<'_>, genre: Genre, people: &[Person], all: &[Candidate], space: &Space) -> Vec<Score> {
    let key: Vec<&Person> = people.iter().filter(|person| person.kind == PersonKind::Key).take(5).collect();
    let centrality: Vec<f64> = (0..all.len()).map(|at| space.centrality(at)).collect();
    let best = centrality.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let mut ranked: Vec<f64> = centrality.clone();
    ranked.sort_unstable_by(|one, other| other.total_cmp(one));
    let near = ranked.get(ranked.len().min(all.len() / 4 + 1).saturating_sub(1)).copied().unwrap_or(best);
    let by_section = matches!(genre, Genre::Interview | Genre::Report);
    all.iter()
        .zip(&centrality)
        .enumerate()
        .map(|(at, (candidate, &centrality))| {
            let place = f64::from(u32::try_from(candidate.ordinal).unwrap_or(u32::MAX));
            let lead = match genre {
                Genre::News | Genre::Release => 0.55 * (-place / 3.0).exp(),
                Genre::Interview | Genre::Report => {
                    if candidate.ordinal == 0 {
                        0.4
                    } else {
                        0.0
                    }
                }
            };
            let title = space.title_overlap(at);
            let inside = |person: &&&Person| person.mentions.iter().any(|mention| candidate.holds(*mention));
            let people = u32::try_from(key.iter().filter(inside).count()).unwrap_or(u32::MAX);
            let words = f64::from(u32::try_from(candidate.words).unwrap_or(u32::MAX));
            let length = if words < 12.0 {
                (12.0 - words) * 0.05
            } else if words > 45.0 {
                ((words - 45.0) * 0.015).min(0.4)
            } else {
                0.0
            };
            let quotes = if candidate.quotes { 0.12 } else { 0.0 };
            let leans = if candidate.leaning == Leaning::Alone { 0.0 } else { 0.2 };
            let figure = has_figure(reading, candidate);
            let value = centrality / best
                + lead
                + 0.45 * title.share
                + 0.08 * f64::from(people.min(2))
                + if figure { 0.05 } else { 0.0 }
                - length
                - quotes
                - leans;
            Score {
                value,
                opens: candidate.ordinal == 0,
                title_words: title.words,
                people,
                figure,
                central: centrality >= near,
                sections: by_section && candidate.section > 0,
            }
        })
        .collect()
}

/// Whether the sentence gives a number that is not only a year.
fn has_figure(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    let Some(piece) = reading.pieces.get(candidate.piece) else { return false };
    candidate.tokens.clone().any(|at| {
        let text = piece.str(at);
        let is_number = text.starts_with(|letter: char| letter.is_ascii_digit());
        let is_year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
        is_number && !is_year && !(at > candidate.tokens.start && reading.class(piece, at - 1).is(Class::TIME))
    })
}

/// Takes sentences until there are enough; the flag says that one is there for the sentence after it.
fn take(genre: Genre, all: &[Candidate], scored: &[Score], space: &Space, wanted: usize) -> Vec<(usize, bool)> {
    let value = |at: usize| scored.get(at).map_or(f64::MIN, |score| score.value);
    let mut pool: Vec<usize> = (0..all.len()).collect();
    pool.sort_by(|&one, &other| value(other).total_cmp(&value(one)).then(one.cmp(&other)));
    pool.truncate(MAX_CANDIDATES);
    let mut taken: Vec<(usize, bool)> = Vec::new();
    let mut sections: Vec<usize> = Vec::new();
    let by_section = matches!(genre, Genre::Interview | Genre::Report);
    // News and releases are written so that the first sentence says the most.
    if !by_section
        && let Some(lead) = pool.iter().copied().find(|&at| {
            at == 0
                && all
                    .get(at)
                    .is_some_and(|lead| lead.ordinal <= 1 && lead.leaning == Leaning::Alone && lead.words >= 8)
        })
    {
        taken.push((lead, false));
        pool.retain(|&at| at != lead);
    }
    while taken.len() < wanted && !pool.is_empty() {
        let worth = |at: usize| {
            let likeness = taken.iter().map(|&(other, _)| space.likeness(at, other)).fold(0.0, f64::max);
            let again = by_section && all.get(at).is_some_and(|candidate| sections.contains(&candidate.section));
            RELEVANCE * value(at) - (1.0 - RELEVANCE) * likeness - if again { 0.5 } else { 0.0 }
        };
        let Some(best) =
            pool.iter().copied().max_by(|&one, &other| worth(one).total_cmp(&worth(other)).then(other.cmp(&one)))
        else {
            break;
        };
        pool.retain(|&at| at != best);
        let Some(candidate) = all.get(best) else { continue };
        match candidate.leaning {
            Leaning::Alone => {}
            Leaning::Lost => continue,
            Leaning::OnBefore => {
                let before = best
                    .checked_sub(1)
                    .filter(|&before| all.get(before).is_some_and(|before| before.leaning == Leaning::Alone));
                let Some(before) = before else { continue };
                if !taken.iter().any(|&(at, _)| at == before) {
                    if taken.len() + 2 > wanted {
                        continue;
                    }
                    taken.push((before, true));
                    pool.retain(|&at| at != before);
                }
            }
        }
        taken.push((best, false));
        sections.push(candidate.section);
    }
    taken
}

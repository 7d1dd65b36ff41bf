//! What a sentence is worth to a summary, and why.
//!
//! The weights were fitted to texts whose key sentences a person had marked (logistic regression, ten folds of whole texts),
//! rounded, and tried on texts that had no part in it; none of them is so sharp that half of it more or less would change much. The names of people do not weigh:
//! sentences that bring in one more person are mostly passed over by editors.

use super::super::reading::Reading;
use super::super::{DateMention, Figure, Genre};
use super::candidate::{Candidate, Leaning};
use super::part::Part;
use super::signal::{self, Signals, Weight};
use super::vector::{Overlap, Space};

/// Likeness to the whole text, of the sentence that is most like it.
const LIKENESS: f64 = 1.0;
/// All words of the title.
const TITLE: f64 = 0.45;
/// The first sentence of a text that is written so that the first sentences say the most.
const TOP: f64 = 0.8;
/// Sentences after which the place at the top is worth a third.
const TOP_REACH: f64 = 3.0;
/// A share, a sum of money or a great number.
const GREAT_FIGURE: f64 = 0.7;
/// Any other figure.
const SMALL_FIGURE: f64 = 0.2;
/// A day or month.
const DATE: f64 = 0.35;
/// What is to come.
const AHEAD: f64 = 0.2;
/// The first sentence of a paragraph.
const PARAGRAPH: f64 = 0.25;
/// What was decided, where the text is there to record it.
const DECISION: f64 = 0.7;
/// What was decided, elsewhere.
const DECISION_TOLD: f64 = 0.2;
/// A section that sums the text up.
const SUMMING_UP: f64 = 0.3;
/// A section that says what was before the matter or beside it.
const ASIDE: f64 = 0.3;
/// The author's own person: a memory or an aside, where nobody is asked about themselves.
const OWN: f64 = 0.3;
/// What each word costs that an answer has less than a plain sentence: people answer in fragments.
const FRAGMENT: f64 = 0.02;
/// Words of a short sentence.
const SHORT: f64 = 12.0;
/// A quotation: it says in one person's words what the text says in its own.
const QUOTATION: f64 = 0.6;
/// Leaning on the sentence before.
const LEANING: f64 = 0.15;

/// Reasons that are given for one sentence.
const MAX_REASONS: usize = 3;
/// What has to lift a sentence above the others so that it is a reason.
const LEAST_REASON: f64 = 0.1;

/// What a sentence is worth, and why.
#[derive(Debug)]
pub(super) struct Score {
    /// The sum of what speaks for it and against it.
    pub(super) value: f64,
    /// What lifts it above the average sentence of the text, the most first.
    why: Vec<&'static str>,
}

impl Score {
    /// The reasons in a few words.
    pub(super) fn why(&self, last: Option<&'static str>) -> String {
        let reasons: Vec<&str> = self.why.iter().copied().take(MAX_REASONS).chain(last).take(MAX_REASONS).collect();
        if reasons.is_empty() { "the best of the sentences that are left".to_owned() } else { reasons.join(", ") }
    }
}

/// One thing that speaks for a sentence.
#[derive(Debug, Clone, Copy)]
struct Merit {
    reason: &'static str,
    value: f64,
}

/// Things that may speak for a sentence; its place is the last.
const MERITS: usize = 9;

/// The scores of all candidates.
pub(super) fn all(
    reading: &Reading<'_>,
    genre: Genre,
    figures: &[Figure],
    dates: &[DateMention],
    all: &[Candidate],
    space: &Space,
) -> Vec<Score> {
    let centrality: Vec<f64> = (0..all.len()).map(|at| space.centrality(at)).collect();
    let best = centrality.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let signals = signal::all(reading, figures, dates, all);
    let mut merits: Vec<[Merit; MERITS]> = all
        .iter()
        .zip(&signals)
        .zip(&centrality)
        .enumerate()
        .map(|(at, ((candidate, &signals), centrality))| {
            merits(genre, candidate, signals, centrality / best, space.title_overlap(at))
        })
        .collect();
    let faults: Vec<f64> =
        all.iter().zip(&signals).map(|(candidate, signals)| faults(genre, candidate, *signals)).collect();
    let sum = |merits: &[Merit; MERITS]| merits.iter().map(|merit| merit.value).sum::<f64>();
    let own: Vec<f64> = merits.iter().zip(&faults).map(|(merits, faults)| sum(merits) - faults).collect();
    let point = point(all, &own);
    for (at, (candidate, [.., place])) in all.iter().zip(&mut merits).enumerate() {
        *place = top(genre, candidate.ordinal, point);
        // A lead that is about what the title is about has half a claim even then; a boast of a release is, too.
        if genre == Genre::News && candidate.ordinal == 0 && point > 0 && space.title_overlap(at).words > 0 {
            *place = Merit { value: top(genre, 0, 0).value / 2.0, ..*place };
        }
    }
    let mut average = [0.0; MERITS];
    for merits in &merits {
        for (sum, merit) in average.iter_mut().zip(merits) {
            *sum += merit.value / number(all.len());
        }
    }
    let one = |(merits, faults): (&[Merit; MERITS], &f64)| {
        let mut lifts: Vec<(f64, &'static str)> =
            merits.iter().zip(&average).map(|(merit, average)| (merit.value - average, merit.reason)).collect();
        lifts.retain(|(lift, _)| *lift >= LEAST_REASON);
        lifts.sort_by(|one, other| other.0.total_cmp(&one.0));
        Score { value: sum(merits) - faults, why: lifts.into_iter().map(|(_, reason)| reason).collect() }
    };
    merits.iter().zip(&faults).map(one).collect()
}

/// Sentences at the top among which a text comes to the point.
const OPENING: usize = 9;
/// What another sentence of them has to say more than the first.
const MARGIN: f64 = 0.2;

/// The place of the sentence with which the text comes to the point. That is the first one, unless it paints a scene, boasts
/// or greets: then one that comes soon after it says far more by itself, wherever it stands.
fn point(all: &[Candidate], own: &[f64]) -> usize {
    let opening = all.iter().zip(own).take_while(|(candidate, _)| candidate.ordinal <= OPENING);
    let alone = opening.filter(|(candidate, _)| candidate.leaning == Leaning::Alone);
    let best = alone.reduce(|best, next| if next.1 > best.1 { next } else { best });
    let first = all.first().zip(own.first()).filter(|(first, _)| first.ordinal == 0);
    match (first, best) {
        (Some((_, first)), Some((_, best))) if best - first <= MARGIN => 0,
        (_, Some((best, _))) => best.ordinal,
        (_, None) => 0,
    }
}

/// What its place makes of a sentence.
fn top(genre: Genre, place: usize, point: usize) -> Merit {
    let from_point = place.checked_sub(point);
    let value = match genre {
        Genre::News | Genre::Release => from_point.map_or(0.0, |after| TOP * (-number(after) / TOP_REACH).exp()),
        Genre::Interview | Genre::Report if place == 0 => TOP,
        Genre::Interview | Genre::Report => 0.0,
    };
    let reason = match (place, from_point) {
        (0, _) => "opens the text",
        (_, Some(0)) => "comes to the point after the opening",
        _ => "stands near the top",
    };
    Merit { reason, value }
}

/// What speaks for a sentence.
fn merits(genre: Genre, candidate: &Candidate, signals: Signals, likeness: f64, title: Overlap) -> [Merit; MERITS] {
    let given = |is_so: bool, weight: f64| if is_so { weight } else { 0.0 };
    [
        Merit { reason: "close to what the whole text is about", value: LIKENESS * likeness },
        Merit {
            reason: if title.words == 1 { "shares a word with the title" } else { "shares words with the title" },
            value: TITLE * title.share,
        },
        Merit {
            reason: "gives a figure",
            value: match signals.figure {
                Some(Weight::Great) => GREAT_FIGURE,
                Some(Weight::Small) => SMALL_FIGURE,
                None => 0.0,
            },
        },
        Merit { reason: "says when", value: given(signals.date, DATE) },
        Merit { reason: "says what is to come", value: given(signals.ahead, AHEAD) },
        // Answers in an interview come to the point later.
        Merit { reason: "opens its paragraph", value: given(candidate.opens && genre != Genre::Interview, PARAGRAPH) },
        Merit {
            reason: "says what was decided",
            value: given(signals.decides, if genre == Genre::Report { DECISION } else { DECISION_TOLD }),
        },
        Merit { reason: "stands where the text sums up", value: given(candidate.part == Part::SumsUp, SUMMING_UP) },
        // The place follows when all are known.
        Merit { reason: "", value: 0.0 },
    ]
}

/// What speaks against a sentence.
fn faults(genre: Genre, candidate: &Candidate, signals: Signals) -> f64 {
    let given = |is_so: bool, weight: f64| if is_so { weight } else { 0.0 };
    length_fault(candidate.words)
        + if genre == Genre::Interview { (SHORT - number(candidate.words)).max(0.0) * FRAGMENT } else { 0.0 }
        + given(candidate.quotes && genre != Genre::Interview, QUOTATION)
        + given(signals.own && genre != Genre::Interview, OWN)
        + given(candidate.leaning != Leaning::Alone, LEANING)
        + given(candidate.part == Part::Aside, ASIDE)
}

/// Short sentences say little, very long ones too much.
fn length_fault(words: usize) -> f64 {
    let words = number(words);
    let short = (SHORT - words).max(0.0) * 0.03 + (40.0 - words).clamp(0.0, 20.0) * 0.015;
    short + ((words - 60.0) * 0.015).clamp(0.0, 0.4)
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

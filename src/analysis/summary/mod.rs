//! The sentences that stand for a text: chosen, never written.
//!
//! A sentence is scored by its likeness to the whole (centroid of tf-idf), its place, its words in the title, and what it
//! says: figures, dates, what comes next. Then sentences are taken greedily, none twice. One pass over the text, and at
//! most [`MAX_CANDIDATES`] sentences are compared with each other.

mod candidate;
mod notice;
mod part;
mod score;
mod signal;
mod vector;

use super::reading::Reading;
use super::{DateMention, Figure, Genre, Pick};
use candidate::{Candidate, Leaning};
use score::Score;
use vector::Space;

/// Sentences that are compared with each other, at most.
const MAX_CANDIDATES: usize = 50;
/// What likeness to a sentence that is already taken costs.
const REPETITION: f64 = 0.1;
/// Likeness from which two sentences say the same.
const SAME: f64 = 0.7;
/// What a second sentence of one section costs where each section is to be heard.
const SECTION: f64 = 0.25;

/// What is chosen, in text order, and how many sentences the body has.
pub(super) fn choose(
    reading: &Reading<'_>,
    genre: Genre,
    figures: &[Figure],
    dates: &[DateMention],
) -> (Vec<Pick>, u32) {
    let (all, sentences) = candidate::all(reading, genre);
    let space = Space::of(reading, &all);
    let scored = score::all(reading, genre, figures, dates, &all, &space);
    let words: usize = all.iter().map(|candidate| candidate.words).sum();
    let wanted = wanted(genre, words);
    let mut taken = take(genre, &all, &scored, &space, wanted);
    taken.sort_unstable_by_key(|taken| taken.at);
    let picks = taken.into_iter().filter_map(|taken| {
        let why = match taken.role {
            Role::Leads => "leads into the sentence after it".to_owned(),
            Role::Stands => scored.get(taken.at)?.why(None),
            Role::StandsForSection => scored.get(taken.at)?.why(Some("stands for its section")),
        };
        Some(Pick { at: all.get(taken.at)?.at, why })
    });
    (picks.collect(), sentences)
}

/// How many sentences a text of so many words is worth. What is written so that its first sentences say the most needs fewer.
fn wanted(genre: Genre, words: usize) -> usize {
    let (short, long) = match genre {
        Genre::News | Genre::Release => (500, 1000),
        Genre::Interview | Genre::Report => (350, 800),
    };
    if words < short {
        3
    } else if words < long {
        4
    } else {
        5
    }
}

/// A sentence that was taken.
#[derive(Debug, Clone, Copy)]
struct Taken {
    at: usize,
    role: Role,
}

/// What a sentence is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// For the sentence after it.
    Leads,
    /// For itself.
    Stands,
    /// For itself, and as the first of its section.
    StandsForSection,
}

/// Takes sentences until there are enough.
fn take(genre: Genre, all: &[Candidate], scored: &[Score], space: &Space, wanted: usize) -> Vec<Taken> {
    let value = |at: usize| scored.get(at).map_or(f64::MIN, |score| score.value);
    let mut pool: Vec<usize> = (0..all.len()).collect();
    pool.sort_by(|&one, &other| value(other).total_cmp(&value(one)).then(one.cmp(&other)));
    pool.truncate(MAX_CANDIDATES);
    let mut taken: Vec<Taken> = Vec::new();
    let mut sections: Vec<usize> = Vec::new();
    let by_section = matches!(genre, Genre::Interview | Genre::Report);
    while taken.len() < wanted && !pool.is_empty() {
        let likeness = |at: usize| taken.iter().map(|taken| space.likeness(at, taken.at)).fold(0.0, f64::max);
        let worth = |at: usize| {
            let again = by_section && all.get(at).is_some_and(|candidate| sections.contains(&candidate.section));
            value(at) - REPETITION * likeness(at) - if again { SECTION } else { 0.0 }
        };
        let Some(best) =
            pool.iter().copied().max_by(|&one, &other| worth(one).total_cmp(&worth(other)).then(other.cmp(&one)))
        else {
            break;
        };
        let repeats = likeness(best) > SAME;
        pool.retain(|&at| at != best);
        let Some(candidate) = all.get(best).filter(|_| !repeats) else { continue };
        match candidate.leaning {
            Leaning::Alone => {}
            Leaning::Lost => continue,
            Leaning::OnBefore => {
                let before = best
                    .checked_sub(1)
                    .filter(|&before| all.get(before).is_some_and(|before| before.leaning == Leaning::Alone));
                let Some(before) = before else { continue };
                if !taken.iter().any(|taken| taken.at == before) {
                    if taken.len() + 2 > wanted {
                        continue;
                    }
                    taken.push(Taken { at: before, role: Role::Leads });
                    pool.retain(|&at| at != before);
                }
            }
        }
        let is_first = by_section && candidate.section > 0 && !sections.contains(&candidate.section);
        taken.push(Taken { at: best, role: if is_first { Role::StandsForSection } else { Role::Stands } });
        sections.push(candidate.section);
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::super::analyse;
    use super::super::testing::document;

    /// The sentences chosen from a text, each with its reasons.
    fn chosen(text: &str) -> Vec<(String, String)> {
        let document = document(text);
        let summary = analyse(&document, &|| false).summary;
        summary.into_iter().map(|pick| (document.text(pick.at).unwrap().to_owned(), pick.why)).collect()
    }

    const SCENE: &str = "title: Airport keeps its hawks\n\n\
        Long before the sun is up an old man opens the back of his van and whistles into the dark.\n\n\
        Nothing happens for a while, and he whistles again and drinks his tea.\n\n\
        The airport voted on Wednesday to keep its hawks for three more years, the board said.\n\n\
        “I go where she goes and I come home when she lets me,” said the old man.\n\n\
        Strikes fell by 40 percent in the winter, according to the airport.\n\n\
        The hawks will be moved to a new house beside the airport in the spring.\n\n\
        His father kept doves on the roof of a bakery.";

    #[test]
    fn a_scene_gives_way_to_the_sentence_that_comes_to_the_point() {
        let chosen = chosen(SCENE);
        assert_eq!(chosen.len(), 3);
        assert!(chosen[0].0.starts_with("The airport voted"), "{chosen:?}");
        assert!(chosen[0].1.contains("comes to the point after the opening"), "{chosen:?}");
        assert!(chosen[1].0.starts_with("Strikes fell") && chosen[1].1.contains("gives a figure"), "{chosen:?}");
    }

    #[test]
    fn a_lead_that_says_it_all_opens_the_summary() {
        let (_, text) = SCENE.split_once("tea.\n\n").unwrap();
        let chosen = chosen(&format!("title: Airport keeps its hawks\n\n{text}"));
        assert!(chosen[0].0.starts_with("The airport voted") && chosen[0].1.contains("opens the text"), "{chosen:?}");
    }

    #[test]
    fn a_boast_at_the_top_gives_way_to_what_is_new() {
        let boast = "Halden Air, a proud member of the family of great airlines, continues its journey of excellence.";
        let news = "From 3 May the airline will close its offices in Halden to save $40 million, it said.";
        let text = format!(
            "title: Halden Air in the new year\n\n{boast}\n\nIt was a long way here for all of us.\n\n{news}\n\n\
             The head of the airline thanked the friends of the house.\n\nGuests were shown the new colours of the tails."
        );
        let chosen = chosen(&text);
        assert!(chosen.iter().any(|(text, why)| text == news && why.contains("comes to the point")), "{chosen:?}");
    }

    #[test]
    fn minutes_are_summed_up_by_what_was_decided() {
        let decided = [
            "The board voted to mend the roof of the hall in the spring.",
            "It was agreed that the key would hang in the shop.",
            "The board adopted the accounts of the hall with no one against.",
        ];
        let text = format!(
            "title: Minutes of the hall board\n\nitem: 1. Roof\n\nThe chair showed pictures of the hall and of the roof. {}\n\n\
             item: 2. Key\n\nThe treasurer had lost the key of the hall once more. {}\n\nitem: 3. Accounts\n\n\
             The treasurer read out the accounts of the hall in full. {}",
            decided[0], decided[1], decided[2]
        );
        assert_eq!(chosen(&text).into_iter().map(|(text, _)| text).collect::<Vec<_>>(), decided);
    }

    #[test]
    fn items_of_a_report_that_are_sentences_may_stand_for_it() {
        let text = "title: Report on the river\n\nheading: Key findings\n\n\
            item: - The river is cleaner than it was in the year before.\n\nitem: - Clean water\n\n\
            heading: Method\n\nThe authors of the report walked along the river.\n\n\
            heading: The banks\n\nThe banks of the river are steep in the north of the town.\n\n\
            heading: Background\n\nThe house of the river was built by the friends of the river.";
        let chosen = chosen(text);
        assert_eq!(chosen[0].0, "The river is cleaner than it was in the year before.");
        assert!(chosen[0].1.contains("stands where the text sums up"), "{chosen:?}");
    }

    #[test]
    fn greetings_formulas_asides_and_requests_are_passed_over() {
        for unfit in [
            "Ladies and gentlemen, the mayor of the town is glad that the whole council came.",
            "The meeting was closed at nine in the evening by the mayor of the town.",
            "(The council counts the houses of the town in another way than the mayor does.)",
            "Please share the plan of the town with everyone who did not come.",
        ] {
            let body = ["The council will mend the roof of the school.", "The mayor of the town paid for the bridge."];
            let text = format!("title: The plan of the town\n\n{unfit}\n\n{}\n\n{}", body[0], body[1]);
            assert_eq!(chosen(&text).into_iter().map(|(text, _)| text).collect::<Vec<_>>(), body);
        }
    }

    #[test]
    fn a_sentence_that_points_back_comes_with_what_it_points_to() {
        let body = "The council met in the spring of the year with the mayor of the town.";
        for opening in [
            "In that time",
            "After this",
            "They say that",
            "Of those there",
            "However,",
            "Asked in May, they said that",
        ] {
            let text = format!(
                "title: The harbour and the council\n\nSnow fell on the town.\n\n{body} {opening} the harbour cost $40 million \
                 more than the council of the town had said by May.\n\nRain fell on the town.\n\nThe sea froze over."
            );
            let chosen: Vec<String> = chosen(&text).into_iter().map(|(text, _)| text).collect();
            let at = chosen.iter().position(|text| text.starts_with(opening));
            assert!(at.is_some_and(|at| at > 0 && chosen[at - 1] == body), "{chosen:?}");
        }
        let alone =
            "It was agreed that the harbour would cost $40 million more than the council of the town had said by May.";
        let text = format!("title: The harbour and the council\n\n{body}\n\nNobody was there to see it.\n\n{alone}");
        assert!(chosen(&text).iter().any(|(text, _)| text == alone));
    }

    #[test]
    fn a_sentence_inside_a_long_quotation_is_one() {
        let text = "The harbour was closed in the winter by the council.\n\n\
            The fishermen went to sea from the beach for a year.\n\n\
            “We were never asked. The council closed the harbour and the council opened it again. So be it.”\n\n\
            The harbour was opened again by the council in the spring.";
        assert!(chosen(text).iter().all(|(sentence, _)| !sentence.contains("and the council opened")));
    }
}

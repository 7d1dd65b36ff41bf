use std::cmp::Reverse;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use super::super::pick::FIRST;
use super::*;
use crate::document::{Clean, DocId};
use crate::library::{Corrections, Entry, Head, Origin, PersonEdit, PersonEdits, Status};

const HERE: Spread<'static> = &|count, work| (0..count).for_each(work);

fn entry(number: usize, title: &str, people: &[String], source: Option<&str>) -> Entry {
    let head = Head {
        id: DocId([0; 16]),
        title: Clean::line(title),
        authors: Vec::new(),
        date: None,
        source: source.map(Clean::line),
        language: None,
        words: 1,
        people: people.iter().map(|name| Clean::line(name)).collect(),
    };
    let name = Clean::line(&format!("ab/{number}.txt"));
    let origin = Origin::File(name.to_string().into());
    Entry { origin, name, size: 1, modified: None, added: None, status: Status::Ready(Arc::new(head)) }
}

/// The score of all words: of each the best in title, people, source and file name. Each of the people counts as if it
/// stood in a line of names.
fn score_of(query: &Fuzzy, entry: EntryRef<'_>) -> Option<i64> {
    let people = entry.people().map(|name| (1, (" ", name)));
    let source = entry.source().map(|source| (2, (" ", source)));
    let others = people.chain(source).chain([(3, ("", entry.name()))]).filter(|_| entry.is_ready());
    let fields: Vec<_> = [(0, ("", entry.title()))].into_iter().chain(others).collect();
    let score = |word, &(number, text)| query.score_field(word, number, text, &mut Scratch::default());
    (0..query.len()).map(|word| fields.iter().filter_map(|field| score(word, field)).max()).sum()
}

fn titled(titles: impl Iterator<Item = String>) -> Library {
    Library::of(&titles.enumerate().map(|(number, title)| entry(number, &title, &[], None)).collect::<Vec<_>>())
}

fn ask(library: &Library, query: &str) -> Ask {
    let mut documents: Vec<EntryId> = library.iter().map(|entry| entry.id()).collect();
    documents.reverse();
    let labels = Arc::new(vec!["Ana Bo".to_owned(), "tag b".to_owned()]);
    Ask { library: library.clone(), documents: Arc::new(documents), labels, query: query.to_owned() }
}

/// Every score worked out and sorted.
fn plainly(ask: &Ask) -> Vec<u32> {
    let query = Fuzzy::new(&ask.query);
    let mut scored = Vec::new();
    for (row, id) in (0..).zip(ask.documents.iter()) {
        let score = score_of(&query, ask.library.get(*id).unwrap());
        scored.extend(score.map(|score| (Reverse(score), row)));
    }
    for (row, label) in (u32::try_from(ask.documents.len()).unwrap()..).zip(ask.labels.iter()) {
        let of_word = |word| query.score_field(word, 0, ("", label), &mut Scratch::default());
        let score: Option<i64> = (0..query.len()).map(of_word).sum();
        scored.extend(score.map(|score| (Reverse(score), row)));
    }
    scored.sort_unstable();
    scored.into_iter().map(|(_, row)| row).collect()
}

fn answer(ranker: &mut Ranker, ask: Ask) -> Vec<u32> {
    let mut rows = None;
    ranker.rank(ask, Means { stale: &|| false, spread: HERE }, &mut |ranked| {
        if ranked.is_done {
            assert!(rows.is_none(), "the end is told once");
            rows = Some(ranked.rows);
        }
    });
    rows.unwrap()
}

proptest! {
    #[test]
    fn what_is_ranked_key_by_key_is_what_a_plain_ranking_gives(
        titles in prop::collection::vec(("[abc é(-]{0,9}", prop::collection::vec("[ab]{1,3} [ab]{1,2}", 0..3), prop::option::of("[ab]{1,4}")), 0..60),
        typed in "[ab]{1,3}( [abc]{1,2})?",
    ) {
        let all: Vec<Entry> = titles.iter().enumerate().map(|(number, (title, people, source))| entry(number, title, people, source.as_deref())).collect();
        let library = Library::of(&all);
        let mut ranker = Ranker::default();
        let mut asked = ask(&library, "");
        for end in 1..=typed.len() {
            asked.query = typed[..end].to_owned();
            prop_assert_eq!(answer(&mut ranker, asked.clone()), plainly(&asked), "{}", asked.query);
        }
        prop_assert_eq!(rank_here(asked.clone()).rows, plainly(&asked));
    }
}

#[test]
fn a_changed_library_is_ranked_as_it_is_now() {
    let mut ranker = Ranker::default();
    let mut library = titled((0..3_000).map(|number| format!("harbour {number}")));
    assert!(answer(&mut ranker, ask(&library, "port")).is_empty());
    library.merge(vec![entry(7, "the port", &[], None)]);
    assert_eq!(answer(&mut ranker, ask(&library, "port")), [2_992]);
    assert_eq!(answer(&mut ranker, ask(&library, "port")), [2_992]);
}

#[test]
fn people_are_looked_for_by_the_names_the_user_gave() {
    let named = |number: usize, name: &str| {
        let mut entry = entry(number, "the quay", &[name.to_owned()], None);
        let Status::Ready(head) = &mut entry.status else { unreachable!() };
        Arc::make_mut(head).id = DocId([u8::try_from(number).unwrap(); 16]);
        entry
    };
    let mut library = Library::of(&[named(0, "Zoe Wolf"), named(1, "Zoe Wolf"), named(2, "Zoe Wolf")]);
    let edits = |edit: PersonEdit| PersonEdits::from([(Clean::line("Zoe Wolf"), edit)]);
    library.correct(EntryId(0), Some(&edits(PersonEdit::Name(Clean::line("Zoë Vuk")))));
    library.correct(EntryId(1), Some(&edits(PersonEdit::Hidden)));
    let found = |library: &Library, query: &str| answer(&mut Ranker::default(), ask(library, query));
    assert_eq!((found(&library, "wolf"), found(&library, "vuk")), (vec![0], vec![2]));
    library.correct_all(&Corrections::default());
    assert_eq!((found(&library, "wolf"), found(&library, "vuk")), (vec![0, 1, 2], vec![]));
}

#[test]
fn a_longer_query_looks_only_at_what_the_one_before_has_found() {
    let library =
        titled((0..2_000).map(|number| format!("{} {number}", if number % 100 == 0 { "plan" } else { "no" })));
    let documents = ask(&library, "").documents;
    let mut ranker = Ranker::default();
    let mut looked_at = |query: &str| {
        // The list has no labels, and says so anew with each letter.
        let ask = Ask { documents: Arc::clone(&documents), labels: Arc::default(), ..ask(&library, query) };
        let before = Library::looked_at();
        answer(&mut ranker, ask);
        Library::looked_at() - before
    };
    looked_at("pl");
    assert!(looked_at("pla") < 100);
    assert!(looked_at("no") >= 2_000);
}

#[test]
fn many_matches_are_all_there_once_and_the_best_come_first() {
    let titles = (0..20_000)
        .map(|number| if number % 1_000 == 0 { "a plan".to_owned() } else { format!("people {number} learn") });
    let library = titled(titles);
    let rows = answer(&mut Ranker::default(), ask(&library, "plan"));
    assert!(rows.iter().take(20).all(|row| (19_999 - row) % 1_000 == 0));
    let mut sorted = rows.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!((sorted.len(), rows.len()), (20_000, 20_000));
    assert!(rows[FIRST..].is_sorted());
}

#[test]
fn the_best_so_far_of_a_million_are_told_early_and_a_stale_question_gets_no_answer() {
    let library = titled((0..=LONG).map(|number| format!("budget {number}")));
    let mut told = Vec::new();
    Ranker::default()
        .rank(ask(&library, "budget 7"), Means { stale: &|| false, spread: HERE }, &mut |ranked| told.push(ranked));
    assert!(told.len() > 2 && !told[0].is_done && told.last().unwrap().is_done);
    assert!(!told[0].rows.is_empty() && told[0].rows.len() <= FIRST);
    let asked = AtomicUsize::new(0);
    let stale = || asked.fetch_add(1, Ordering::Relaxed) > 3;
    Ranker::default().rank(ask(&library, "budget"), Means { stale: &stale, spread: HERE }, &mut |ranked| {
        assert!(!ranked.is_done);
    });
}

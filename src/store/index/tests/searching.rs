//! Searches of a library give the same rows with an index, with a part of one, with a damaged one and without one.
#![expect(clippy::disallowed_methods, reason = "damages files of the index")]

use super::super::{Finder, Place, Sweep, Wanted, status, sweep};
use crate::library::Library;
use crate::search::{Answer, Order, Request, Today};
use crate::store::scratch::Scratch;
use crate::store::{Targets, read};

const TEXTS: &[(&str, &str)] = &[
    (
        "port.txt",
        "Port strike\n\nBy Ana Ruiz\n\n3 May 2024\n\nThe dockers struck at the harbour. “We wait,” said Dawn Berg.\n",
    ),
    ("plan.md", "# The plan\n\nA striking plan for 14 harbours of the region was shown.\n"),
    (
        "page.html",
        "<html><body><article><h1>Huelga</h1><p>La huelga del puerto sigue, dijo la alcaldesa de la ciudad, y no hay acuerdo con los trabajadores que la piden desde hace una semana.</p></article></body></html>",
    ),
    (
        "copy/port.txt",
        "Port strike\n\nBy Ana Ruiz\n\n3 May 2024\n\nThe dockers struck at the harbour. “We wait,” said Dawn Berg.\n",
    ),
    ("empty.txt", ""),
];

pub(super) fn library(scratch: &Scratch) -> Library {
    for (name, text) in TEXTS {
        scratch.write(format!("inbox/{name}"), text);
    }
    let entries = read(&Targets { paths: vec![scratch.path("inbox")], ..Targets::default() });
    Library::of(&entries)
}

pub(super) fn index(place: &Place, library: &Library, most: usize) {
    let wanted: Vec<Wanted> = library
        .iter()
        .filter_map(|entry| {
            Some(Wanted { id: Some(entry.doc()?), origin: entry.origin(), size: entry.size(), ready: None })
        })
        .take(most)
        .collect();
    let sweeping =
        Sweep { place, wanted: &wanted, present: None, is_anew: false, spared: 0, rests: &|| false, goes_on: &|| true };
    sweep(&sweeping, &mut |_| ()).unwrap();
}

pub(super) fn request(library: &Library, text: &str) -> Request {
    Request {
        text: text.to_owned(),
        is_typing: false,
        order: Order::Date,
        library: library.clone(),
        marks: None,
        corrections: None,
        within: None,
        today: Today::at(1_730_000_000),
    }
}

pub(super) fn answer(finder: &mut Finder, request: &Request) -> Answer {
    let mut last = Answer::default();
    finder.search(request, &|| false, &mut |answer| last = answer);
    last
}

fn asked(finder: &mut Finder, library: &Library, text: &str) -> Answer {
    answer(finder, &request(library, text))
}

/// Entries, whether exactly; how many were searched, and how many could not be; whether that is all.
type Told = (Vec<(u32, bool)>, u32, u32, bool);

/// What is found by each of some queries: entries, whether exactly, how many were searched, and how many could not be.
fn found(finder: &mut Finder, library: &Library) -> Vec<Told> {
    let queries = [
        "strike",
        "harbours",
        "\"at the harbour\"",
        "person:berg",
        "speaker:dawn",
        "author:ruiz",
        "lang:es",
        "date:2024",
        "has:figures OR huelgas",
        "path:copy strike",
        "har* -dockers",
        "-harbours",
        "-lang:es -path:copy",
        "zebra",
    ];
    let rows = |answer: &Answer| answer.rows.iter().map(|row| (row.entry.0, row.is_exact)).collect();
    let answers = queries.map(|query| asked(finder, library, query));
    let told = answers
        .iter()
        .map(|answer| (rows(answer), answer.searched, answer.failed.iter().map(|(_, count)| count).sum(), answer.done));
    told.collect()
}

#[test]
fn a_query_without_a_word_has_an_answer_too() {
    let scratch = Scratch::new();
    let library = library(&scratch);
    let answer = asked(&mut Finder::new(None), &library, "~~ -");
    assert!(answer.done && answer.rows.is_empty() && answer.text == "~~ -" && answer.faults.len() == 2, "{answer:?}");
}

#[test]
fn an_index_a_part_of_one_and_none_find_the_same() {
    let scratch = Scratch::new();
    let library = library(&scratch);
    let place = Place::of(&scratch.path("shelf"));
    let plain = found(&mut Finder::new(None), &library);
    assert!(plain.iter().filter(|(rows, ..)| rows.is_empty()).count() == 1, "{plain:?}");
    assert!(plain.iter().all(|(_, searched, failed, done)| *done && searched + failed == 5), "{plain:?}");
    let mut finder = Finder::new(Some(place.clone()));
    assert_eq!(found(&mut finder, &library), plain, "before there is one");
    for most in [1, 2, 9] {
        index(&place, &library, most);
        assert_eq!(found(&mut finder, &library), plain, "{most} in the index");
    }
    // Files that were read are not needed any more.
    std::fs::remove_dir_all(scratch.path("inbox")).unwrap();
    let rows: Vec<_> = found(&mut finder, &library).into_iter().map(|(rows, ..)| rows).collect();
    assert_eq!(rows, plain.into_iter().map(|(rows, ..)| rows).collect::<Vec<_>>());
}

#[test]
fn where_the_index_cannot_be_read_documents_are_and_it_is_made_anew() {
    let scratch = Scratch::new();
    let library = library(&scratch);
    let plain = found(&mut Finder::new(None), &library);
    for ending in ["term", "idx", "pos"] {
        let name = format!("shelf-{ending}");
        let place = Place::of(&scratch.path(&name));
        index(&place, &library, 9);
        let mut finder = Finder::new(Some(place.clone()));
        let folder = scratch.path(format!("{name}/index"));
        for file in std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()) {
            if file.extension().is_some_and(|found| found == ending) {
                let mut bytes = std::fs::read(&file).unwrap();
                let body = bytes.len() - 100;
                bytes[..body].fill(0xFF);
                std::fs::remove_file(&file).unwrap();
                std::fs::write(&file, bytes).unwrap();
            }
        }
        assert_eq!(found(&mut finder, &library), plain, "{ending}");
        index(&place, &library, 9);
        assert_eq!(status(&place).unwrap().documents, 3, "{ending}: made anew");
    }
}

#[test]
fn a_zero_says_what_would_be_found_with_less_the_same_with_an_index_and_without() {
    let scratch = Scratch::new();
    let library = library(&scratch);
    let [part, whole] = ["part", "whole"].map(|name| Place::of(&scratch.path(name)));
    index(&part, &library, 2);
    index(&whole, &library, 9);
    let mut finders = [Finder::new(None), Finder::new(Some(part)), Finder::new(Some(whole))];
    for (query, expected) in [
        ("dockers plan", &["without dockers: 1: plan", "without plan: 2: dockers"][..]),
        ("dockers huelga plan", &["only dockers: 2: dockers", "only huelga: 1: huelga", "only plan: 1: plan"]),
        ("dockers lang:es -harbour", &["without dockers: 1: lang:es -\"harbour\""]),
        ("\"harbour dockers\"", &["\"harbour dockers\", its words apart: 2: harbour dockers"]),
        ("title:dockers", &["dockers anywhere in the text: 2: dockers"]),
        ("person:berg plan", &["without person:berg: 1: plan", "without plan: 2: person:berg"]),
        ("path:page dockers", &["without path:\"page\": 2: dockers", "without dockers: 1: path:\"page\""]),
    ] {
        for finder in &mut finders {
            let answer = asked(finder, &library, query);
            assert!(answer.rows.is_empty() && answer.done, "{query}");
            let near: Vec<String> = answer
                .near
                .iter()
                .map(|near| format!("{}: {}: {}", near.label(), near.documents, near.query))
                .collect();
            assert_eq!(near, expected, "{query}");
            for near in &answer.near {
                let found = asked(finder, &library, &near.query).rows.len();
                assert_eq!(u32::try_from(found).unwrap(), near.documents, "{query}: {}", near.query);
            }
        }
    }
}

//! The briefings that ship with the program are understood as the files beside them say.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::disallowed_methods, reason = "helpers of tests")]

mod world;

use std::fs;
use std::path::Path;

use serde_json::Value;
use world::World;

fn expected() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let names: Vec<String> = files.iter().map(|path| name(path)).collect();
    let is_briefing = |name: &str, stem: &str| {
        name.strip_prefix(stem).is_some_and(|rest| rest.starts_with('.') && rest != ".expected.json")
    };
    let of = |stem: &str| names.iter().find(|name| is_briefing(name, stem));
    let found = files.iter().filter_map(|path| {
        let stem = name(path).strip_suffix(".expected.json")?.to_owned();
        Some((of(&stem).unwrap().clone(), serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()))
    });
    found.collect()
}

fn shown(name: &str) -> Value {
    let world = World::new();
    world.run(["show", "--json", name]).quiet(0).objects().remove(0)
}

/// A value with only those of its fields that are expected.
fn part(found: &Value, expected: &Value) -> Value {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            expected.iter().map(|(name, value)| (name.clone(), part(&found[name], value))).collect()
        }
        _ => found.clone(),
    }
}

#[test]
fn every_briefing_has_its_expectations() {
    assert_eq!(expected().len(), 5);
    assert_eq!(World::new().run(["list"]).quiet(0).out.lines().count(), 5);
}

#[test]
fn title_authors_date_and_language_are_those_of_the_text() {
    for (name, expected) in expected() {
        let found = shown(&name);
        for field in ["title", "authors", "date", "language"] {
            assert_eq!(part(&found[field], &expected[field]), expected[field], "{name}: {field}");
        }
    }
}

#[test]
fn the_people_are_found_with_their_mentions_and_nobody_else() {
    for (name, expected) in expected() {
        let row =
            |person: &Value| (person["name"].to_string(), person["kind"].to_string(), person["mentions"].as_u64());
        let list = |found: &Value| found["people"].as_array().unwrap().iter().map(row).collect::<Vec<_>>();
        let mut found: Vec<_> = list(&shown(&name)).into_iter().filter(|row| row.1 != "\"author\"").collect();
        let mut expected = list(&expected);
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn people_stand_in_the_order_of_their_mentions() {
    for (name, expected) in expected() {
        let counts = |found: &Value| {
            let people = found["people"].as_array().unwrap().iter();
            people
                .filter(|person| person["kind"] == "key")
                .map(|person| person["mentions"].as_u64())
                .collect::<Vec<_>>()
        };
        let mut ordered = counts(&expected);
        ordered.sort_by(|one, other| other.cmp(one));
        assert_eq!(counts(&shown(&name)), ordered, "{name}");
    }
}

#[test]
fn the_roles_are_found_as_stated() {
    for (name, expected) in expected() {
        let found = shown(&name);
        for person in expected["people"].as_array().unwrap() {
            let of = |found: &Value| found["name"] == person["name"];
            let known = found["people"].as_array().unwrap().iter().find(|found| of(found)).unwrap();
            let stated: Vec<_> = known["roles"].as_array().unwrap().iter().map(|role| &role["text"]).collect();
            for role in person["roles"].as_array().unwrap() {
                assert!(stated.contains(&role), "{name}: {} is {role}, found {stated:?}", person["name"]);
            }
        }
    }
}

#[test]
fn the_summary_is_verbatim_and_made_of_body_text() {
    for (name, expected) in expected() {
        let found = shown(&name);
        let summary = found["summary"].as_array().unwrap();
        assert!(!summary.is_empty(), "{name} has no summary");
        for sentence in summary {
            let text = sentence["text"].as_str().unwrap();
            let block = &found["blocks"][usize::try_from(sentence["block"].as_u64().unwrap()).unwrap()];
            assert!(block["text"].as_str().unwrap().contains(text), "{name}: {text}");
            for never in expected["never_in_summary"].as_array().unwrap() {
                assert!(!text.contains(never.as_str().unwrap()), "{name}: {never} in the summary: {text}");
            }
        }
    }
}

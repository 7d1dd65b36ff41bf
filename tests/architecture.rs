//! Holds the map of the code: who may import whom, which crate is used where, and the few things that are nobody's
//! business but one file's. The table stands in `src/lib.rs` too, for people.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]
#![allow(clippy::disallowed_methods, reason = "reads the sources")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules and the modules they may use. `error` and `settings` are everyone's.
const ROOMS: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("settings", &[]),
    ("document", &[]),
    ("format", &["document"]),
    ("analysis", &["document"]),
    ("library", &["document", "analysis"]),
    ("search", &["document", "library"]),
    ("app", &["document", "library", "analysis", "search"]),
    ("ui", &["app", "document", "library", "analysis", "search"]),
    ("store", &["document", "format", "analysis", "library", "search"]),
    ("runtime", &["document", "format", "analysis", "library", "search", "app", "ui", "store"]),
    // `app` for the table of keys and how numbers are told, `runtime` for the reader.
    ("cli", &["document", "format", "analysis", "library", "search", "store", "app", "runtime"]),
];

const FOR_EVERYONE: &[&str] = &["error", "settings"];

/// Foreign crates and the files or folders of `src/` that may name them.
const CRATES: &[(&str, &[&str])] = &[
    ("blake3", &["document", "store"]),
    ("chardetng", &["format"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("crossterm", &["runtime"]),
    ("directories", &["store"]),
    ("dom_query", &["format"]),
    ("dom_smoothie", &["format"]),
    ("encoding_rs", &["format"]),
    ("fuzzy_matcher", &["search/fuzzy.rs"]),
    ("foldhash", &["library"]),
    ("ignore", &["store"]),
    ("notify", &["store"]),
    ("postcard", &["store"]),
    ("pulldown_cmark", &["format"]),
    ("ratatui", &["app", "ui", "runtime"]),
    ("rust_stemmers", &["search/stem.rs"]),
    ("rustix", &["store", "runtime", "cli/output.rs"]),
    ("serde", &["document", "library", "store", "cli"]),
    ("serde_json", &["format", "store", "cli"]),
    ("signal_hook", &["runtime"]),
    ("tantivy", &["store/index", "store/mapped.rs"]),
    ("textwrap", &["app", "cli"]),
    ("toml", &["settings", "app/keymap.rs", "ui/theme.rs", "format"]),
    ("unicode_normalization", &["document", "format", "analysis", "search", "app", "ui"]),
    ("unicode_segmentation", &["document", "format", "analysis", "app", "ui", "cli"]),
    ("unicode_width", &["document", "app", "ui", "runtime", "cli"]),
];

/// Words that would let bytes from outside reach the terminal, another program or the network, and who may use them.
const GUARDED: &[(&str, &[&str])] = &[
    ("set_symbol", &[]),
    // Letters that were looked at one by one, and the glyphs of the program itself.
    ("set_char", &["ui/canvas.rs"]),
    ("print!(", &[]),
    ("println!(", &[]),
    ("eprint!(", &[]),
    ("eprintln!(", &[]),
    ("dbg!(", &[]),
    // The worker answers the program through a pipe, and never when it is a terminal.
    ("io::stdout()", &["cli/output.rs", "runtime", "store/worker"]),
    ("io::stderr()", &["cli/output.rs", "runtime"]),
    // The editor and the pager of the user; the program itself as a worker.
    ("Command::new", &["runtime", "store/worker"]),
    ("SetTitle", &[]),
    ("Print(", &[]),
    ("std::net", &[]),
    ("unix::net", &[]),
    ("unsafe ", &[]),
];

/// Lines beyond which a file has more than one thing in it.
const LONGEST: usize = 600;

/// A source file without comments, strings and tests.
struct Source {
    /// Path below `src/`.
    path: String,
    whole: String,
    code: String,
}

impl Source {
    /// The module it belongs to; nothing for `main.rs` and `lib.rs`, which belong to all.
    fn room(&self) -> Option<&str> {
        let first = self.path.split('/').next().unwrap();
        let room = first.strip_suffix(".rs").unwrap_or(first);
        (room != "main" && room != "lib").then_some(room)
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path == *place || self.path.strip_prefix(place).is_some_and(is_inside))
    }
}

fn is_inside(rest: &str) -> bool {
    rest.starts_with('/') || rest == ".rs"
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let wholes: Vec<(String, String)> = files
        .iter()
        .map(|file| {
            let path = file.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            (path, fs::read_to_string(file).unwrap())
        })
        .collect();
    let tests: BTreeSet<String> = wholes.iter().flat_map(|(path, whole)| test_files(path, whole)).collect();
    let is_test =
        |path: &str| tests.iter().any(|test| path == format!("{test}.rs") || path.starts_with(&format!("{test}/")));
    let wholes = wholes.into_iter().filter(|(path, _)| !is_test(path));
    wholes.map(|(path, whole)| Source { code: code_of(&whole), path, whole }).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Files that are declared for tests only (`#[cfg(test)] mod scratch;`), without their extension.
fn test_files(path: &str, whole: &str) -> Vec<String> {
    let folder = match path.rsplit_once('/') {
        Some((folder, "mod.rs")) => folder.to_owned(),
        _ => path.trim_end_matches(".rs").to_owned(),
    };
    let lines: Vec<&str> = whole.lines().map(str::trim).collect();
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let name = line.trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ").strip_prefix("mod ");
        let attributes = lines[..number].iter().rev().take_while(|line| line.starts_with("#["));
        let is_test = attributes.into_iter().any(|line| *line == "#[cfg(test)]");
        if let Some(name) = name.and_then(|name| name.strip_suffix(';')).filter(|_| is_test) {
            found.push(if folder == "lib" { name.to_owned() } else { format!("{folder}/{name}") });
        }
    }
    found
}

/// The code that ships: up to the unit tests, without comments and without what stands in quotation marks.
fn code_of(whole: &str) -> String {
    let tests = ["\n#[cfg(test)]\nmod tests", "\n#[cfg(test)]\n#[expect", "\n#[cfg(all(test, "];
    let end = tests.iter().filter_map(|mark| whole.find(mark)).min();
    let shipped = &whole[..end.unwrap_or(whole.len())];
    let mut code = String::new();
    for line in shipped.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let line = line.replace("\\\"", "").replace("'\"'", "");
        for (number, part) in line.split('"').enumerate() {
            if number % 2 == 0 {
                code.push_str(part);
            }
        }
        code.push('\n');
    }
    code
}

/// The names that follow `prefix` (as in `crate::a`, `crate::{a, b::c}`), the first part of each path.
fn named_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (place, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    names.insert(word(list[start..place].trim()));
                    start = place + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    names.remove("");
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn may_use(room: &str) -> BTreeSet<&'static str> {
    let row = ROOMS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("module `{room}` has no row"));
    row.1.iter().chain(FOR_EVERYONE).copied().collect()
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let mut problems = Vec::new();
    for source in sources() {
        let Some(room) = source.room() else { continue };
        let allowed = may_use(room);
        for used in named_after(&source.code, "crate::") {
            let is_room = ROOMS.iter().any(|(name, _)| *name == used);
            if is_room && used != room && !allowed.contains(used.as_str()) {
                problems.push(format!("src/{}: `{room}` may not use `{used}`", source.path));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn the_table_itself_has_no_cycle() {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for (room, uses) in ROOMS {
        assert!(uses.iter().all(|used| known.contains(used)), "`{room}` uses something that stands below it");
        known.insert(room);
    }
}

#[test]
fn files_of_a_module_do_not_import_each_other_in_circles() {
    let sources = sources();
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in &sources {
        let Some((folder, file)) = source.path.rsplit_once('/') else { continue };
        if file == "mod.rs" {
            continue;
        }
        let is_sibling = |name: &String| {
            let file = format!("{folder}/{name}.rs");
            let room = format!("{folder}/{name}/mod.rs");
            sources.iter().any(|other| other.path == file || other.path == room)
        };
        let uses = named_after(&source.code, "super::").into_iter().filter(is_sibling);
        graph.insert(
            format!("{folder}/{}", file.trim_end_matches(".rs")),
            uses.map(|name| format!("{folder}/{name}")).collect(),
        );
    }
    // Take away what uses nothing that is left, then what nothing that is left uses, until only circles are left.
    while let Some(free) = graph.keys().find(|file| is_free(&graph, file)).cloned() {
        graph.remove(&free);
    }
    assert!(graph.is_empty(), "these import each other: {graph:#?}");
}

fn is_free(graph: &BTreeMap<String, BTreeSet<String>>, file: &str) -> bool {
    let uses_nothing = graph[file].iter().all(|used| !graph.contains_key(used));
    uses_nothing || !graph.values().any(|uses| uses.contains(file))
}

#[test]
fn foreign_crates_stay_where_they_belong() {
    let mut problems = Vec::new();
    for source in sources() {
        for (name, places) in CRATES {
            let is_named = source.code.match_indices(&format!("{name}::")).any(|(at, _)| is_start(&source.code[..at]))
                || source.code.contains(&format!("use {name};"));
            if is_named && !source.is_in(places) {
                problems.push(format!("src/{}: `{name}` belongs to {places:?}", source.path));
            }
        }
        if source.room() == Some("app") {
            for part in named_after(&source.code, "ratatui::").iter().filter(|part| *part != "layout") {
                problems.push(format!("src/{}: `app` may use `ratatui::layout`, not `ratatui::{part}`", source.path));
            }
        }
    }
    assert_none(&problems);
}

fn is_start(before: &str) -> bool {
    !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
}

#[test]
fn every_dependency_has_its_place_in_the_table() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let table = manifest.split("[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let named: BTreeSet<String> =
        table.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim().replace('-', "_")).collect();
    let listed: BTreeSet<String> = CRATES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(named, listed);
}

#[test]
fn what_could_reach_the_terminal_raw_is_used_by_its_owners_only() {
    let mut problems = Vec::new();
    for source in sources() {
        for (word, owners) in GUARDED {
            let is_used = source.code.match_indices(word).any(|(at, _)| is_start_of_word(&source.code[..at], word));
            if is_used && !source.is_in(owners) {
                problems.push(format!("src/{}: `{word}` belongs to {owners:?}", source.path));
            }
        }
    }
    assert_none(&problems);
}

/// Paths may go before a guarded word (`std::io::stdout()`), other letters may not (`Sprint!`).
fn is_start_of_word(before: &str, word: &str) -> bool {
    !(word.starts_with(char::is_alphanumeric) && before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn every_file_says_what_it_is_responsible_for_and_is_not_too_long() {
    let mut problems = Vec::new();
    for source in sources() {
        if !source.whole.starts_with("//! ") {
            problems.push(format!("src/{} does not open with `//!`", source.path));
        }
        let lines = source.whole.lines().count();
        if lines > LONGEST {
            problems.push(format!("src/{} has {lines} lines", source.path));
        }
    }
    assert_none(&problems);
}

#[test]
fn the_map_in_lib_rs_names_every_module() {
    let sources = sources();
    let map = &sources.iter().find(|source| source.path == "lib.rs").unwrap().whole;
    let tests = test_files("lib.rs", map);
    let mut declared: BTreeSet<&str> =
        map.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
    declared.retain(|name| !tests.iter().any(|test| test == name));
    let table: BTreeSet<&str> =
        map.lines().filter_map(|line| line.strip_prefix("//! | `")?.split('`').next()).collect();
    let rooms: BTreeSet<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    assert_eq!(declared, rooms);
    assert_eq!(table, rooms);
    assert!(!map.contains("pub mod "), "the surface is `briefing::run`");
    let public: Vec<&str> = map.lines().filter(|line| line.starts_with("pub use ")).collect();
    assert_eq!(public, ["pub use analysis::train_people;", "pub use cli::run;"], "the first is hidden");
}

#[test]
fn the_scanner_sees_what_it_should() {
    let code = code_of(
        "use crate::{document::{Clean, Block}, error::Error};\n// crate::ui\nlet a = \"crate::cli\";\nxcrate::app::f();\ncrate::store::load();\n#[cfg(test)]\nmod tests {\nuse crate::runtime;\n}\n",
    );
    let names: Vec<String> = named_after(&code, "crate::").into_iter().collect();
    assert_eq!(names, ["document", "error", "store"]);
    assert_eq!(test_files("store/mod.rs", "#[cfg(test)]\nmod scratch;\nmod file;\n"), ["store/scratch"]);
}

/// A list made once goes stale with each function that is renamed: when a tenth of our own are gone, it is to be made anew.
/// What is in it is told to the linker, so nothing but names may be.
#[test]
fn the_first_functions_are_names_of_functions_that_are_there() {
    let text = fs::read_to_string("config/first_functions.txt").unwrap();
    let names: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(names.is_sorted());
    let is_name = |name: &&&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.$*".contains(&byte));
    assert_eq!(names.iter().find(|name| !is_name(name)), None);
    let code: String = sources().into_iter().map(|source| source.whole).collect();
    let own: Vec<&str> = names.iter().filter_map(|name| function(name.strip_prefix("_ZN8briefing")?)).collect();
    let is_there = |name: &str| ["(", "<"].iter().any(|end| code.contains(&format!("fn {name}{end}")));
    let gone: Vec<&&str> = own.iter().filter(|name| !is_there(name)).collect();
    assert!(own.len() > 400 && gone.len() * 10 < own.len(), "of {}: {gone:?}", own.len());
}

/// The function in a name as the linker has it, each part behind its length: `3app4view28_$u7b$$u7b$closure…17h*`.
fn function(mut path: &str) -> Option<&str> {
    let mut last = None;
    while let Some(end) = path.find(|sign: char| !sign.is_ascii_digit()) {
        let length: usize = path[..end].parse().ok()?;
        let Some(part) = path[end..].get(..length) else { break };
        if part.starts_with(|sign: char| sign.is_ascii_lowercase()) {
            last = Some(part);
        }
        path = &path[end + length..];
    }
    last
}

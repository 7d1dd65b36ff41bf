//! Makes `config/names/*.txt`, long lists of given names and surnames that the recogniser knows, from the name providers of
//! Faker (MIT, see `NOTICE`).
//!
//! `cargo run --release --example name_lists -- FAKER/providers/person config/names`

#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a tool of its own, not the reader")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a variable of a provider holds, by how its name begins.
const LISTS: &[(&str, &str)] = &[("first_", "given.txt"), ("last_", "surnames.txt")];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else {
        eprintln!("usage: name_lists FAKER/providers/person config/names");
        return ExitCode::from(2);
    };
    match run(Path::new(from), Path::new(to)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("name_lists: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(from: &Path, to: &Path) -> io::Result<()> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(from)? {
        let provider = entry?.path().join("__init__.py");
        if provider.exists() {
            sources.push(fs::read_to_string(provider)?);
        }
    }
    for (prefix, file) in LISTS {
        let names: BTreeSet<String> = sources.iter().flat_map(|source| names(source, prefix)).collect();
        // The sign sorts before letters, so that the list stays sorted with it.
        let mut text =
            "# From Faker, MIT, made by examples/name_lists.rs; sorted, in lower case, without accents.\n".to_owned();
        for name in names {
            text.push_str(&name);
            text.push('\n');
        }
        fs::write(to.join(file), text)?;
    }
    Ok(())
}

/// The names in the lists of a provider whose variables begin with `prefix`.
fn names(source: &str, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in source.lines() {
        let is_variable = line.starts_with("    ") && !line.starts_with("     ");
        if is_variable {
            let name = line.trim_start();
            inside = name.starts_with(prefix) && name.contains('=') && !name.contains("pairs");
        }
        if inside {
            let quoted = line.split('"').skip(1).step_by(2);
            found.extend(quoted.filter_map(plain));
        }
    }
    found
}

/// A single word of Latin letters as the lists hold it.
fn plain(name: &str) -> Option<String> {
    let folded: String = name
        .nfd()
        .filter(|&letter| !is_combining_mark(letter))
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            '’' => '\'',
            'ø' => 'o',
            'ł' => 'l',
            'đ' | 'ð' => 'd',
            'ı' => 'i',
            other => other,
        })
        .collect();
    let latin = |letter: char| letter.is_ascii_lowercase() || matches!(letter, '-' | '\'' | 'ß' | 'æ' | 'œ' | 'þ');
    let is_name = name.chars().next().is_some_and(char::is_uppercase);
    (is_name && folded.len() >= 3 && folded.chars().all(latin)).then_some(folded)
}

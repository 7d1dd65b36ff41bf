//! Makes `config/people.weights`, the weights of the recogniser of names, from labelled text.
//!
//! `cargo run --release --example train_people -- DATA_DIR… --out config/people.weights`
//!
//! Each folder holds `CoNLL` columns (`*.conll*`); the texts and names of `config/training` are added by themselves. The same
//! files and lists of words (`config/words`) give the same bytes. What was found in text that was held out is printed.
//!
//! What the lists say of a word is learned with it. The weights that are shipped were learned before the lists last grew:
//! trained on today's, the recogniser finds fewer of the people of `tests/development`.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool of its own, not the reader"
)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

/// Where the texts of the project are.
const OWN: &str = "config/training";

fn main() -> ExitCode {
    let (folders, out) = arguments();
    let Some(out) = out.filter(|_| !folders.is_empty()) else {
        eprintln!("usage: train_people DATA_DIR... --out FILE");
        return ExitCode::from(2);
    };
    match run(&folders, &out) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("train_people: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> (Vec<PathBuf>, Option<PathBuf>) {
    let mut folders = Vec::new();
    let mut out = None;
    let mut arguments = env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--out" {
            out = arguments.next().map(PathBuf::from);
        } else {
            folders.push(PathBuf::from(argument));
        }
    }
    (folders, out)
}

fn run(folders: &[PathBuf], out: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for folder in folders.iter().map(PathBuf::as_path).chain([Path::new(OWN)]) {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        paths.sort();
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if name.contains(".conll") || path.extension().is_some_and(|end| end == "txt") {
                files.push((name, fs::read_to_string(&path)?));
            }
        }
    }
    let (weights, report) = briefing::train_people(&files);
    fs::write(out, weights)?;
    Ok(report)
}

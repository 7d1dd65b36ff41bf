//! How well the program understands texts: people, roles, statements, summary, metadata, dates and figures against what a
//! person noted.
//!
//! `cargo run --release --example score -- [--verbose] DIR`
//!
//! The folder holds texts and a `gold.json` as `tests/development` does. The program is asked from outside, by
//! `show --json`: this tool starts itself once more as the program for each text.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a tool of its own, not the reader"
)]

#[path = "../tests/scorer/mod.rs"]
mod scorer;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

use serde_json::Value;

/// Set in the copy that plays the program.
const AS_PROGRAM: &str = "BRIEFING_SCORE_AS_PROGRAM";

fn main() -> ExitCode {
    if env::var_os(AS_PROGRAM).is_some() {
        return briefing::run();
    }
    let (flags, folders): (Vec<_>, Vec<_>) = env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let [folder] = folders.as_slice() else {
        eprintln!("usage: score [--verbose] DIR");
        return ExitCode::from(2);
    };
    let mut failed = None;
    let scratch = home().join("wrapped");
    if let Err(error) = fs::create_dir_all(&scratch) {
        eprintln!("score: {error}");
        return ExitCode::FAILURE;
    }
    let score = scorer::score(Path::new(folder), 0..usize::MAX, &scratch, |path| match shown(path) {
        Ok(found) => found,
        Err(error) => {
            failed = Some(error);
            Value::Null
        }
    });
    if let Some(error) = failed {
        eprintln!("score: {error}");
        return ExitCode::FAILURE;
    }
    if flags.iter().any(|flag| flag == "--verbose") {
        println!("{}\n", score.differences.join("\n"));
    }
    println!("{score}");
    // Nothing of it is needed again.
    let _ = fs::remove_dir_all(home());
    ExitCode::SUCCESS
}

/// A home of its own: two that score at once must not meet.
fn home() -> PathBuf {
    env::temp_dir().join(format!("briefing-score-{}", std::process::id()))
}

/// What the program says of a file, without the user's settings and state.
fn shown(path: &Path) -> io::Result<Value> {
    let home = home();
    let output = Command::new(env::current_exe()?)
        .args(["show", "--json"])
        .arg(path)
        .env(AS_PROGRAM, "1")
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_STATE_HOME", home.join("state"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(text.lines().next().unwrap_or_default()).map_err(io::Error::from)
}

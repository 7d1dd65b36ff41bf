//! How long a document takes from its bytes to its blocks: `cargo bench --bench parse`.
//!
//! Times the program itself, so that nothing of it has to be public: a search for a word that is nowhere reads all of a
//! document and does little else; `show --summary` analyses it too. The start of the program is the time for the smallest
//! one. `-- 200` also reads a text of 200 MB. Prints medians, asserts nothing.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that cannot run may end")]
#![allow(clippy::disallowed_methods, reason = "makes files, starts the program and takes its time")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

const ROUNDS: usize = 9;
const WORDS: [&str; 24] = [
    "the",
    "council",
    "of",
    "a",
    "harbour",
    "mayor",
    "said",
    "that",
    "water",
    "report",
    "region",
    "hospital",
    "in",
    "programme",
    "budget",
    "and",
    "vaccine",
    "minister",
    "agreement",
    "for",
    "school",
    "river",
    "storm",
    "winter",
];

fn main() {
    // `cargo test --all-targets` starts benches too.
    let arguments: Vec<String> = env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let folder = env::temp_dir().join(format!("briefing-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let mut cases = vec![
        ("4 kB", text(4_000, "\n\n"), "small.txt"),
        ("4 kB of Markdown", text(4_000, "\n\n"), "small.md"),
        ("5 MB, 50,000 paragraphs", sentences(50_000), "paragraphs.txt"),
        ("10 MB in one line", text(10_000_000, " "), "line.txt"),
        ("10 MB in one word", "x".repeat(10_000_000), "word.txt"),
        ("20 MB", text(20_000_000, "\n\n"), "large.txt"),
        ("20 MB, wrapped", textwrap::fill(&text(20_000_000, "\n\n"), 72), "wrapped.txt"),
        ("a page of 4 kB", page(4_000), "small.html"),
        ("a page of 1 MB", page(1_000_000), "large.html"),
    ];
    if arguments.iter().any(|argument| argument == "200") {
        cases.push(("200 MB", text(200_000_000, "\n\n"), "huge.txt"));
    }
    println!("{:>12}  {:>12}  {:>12}  document", "read", "beyond start", "and analysed");
    let mut start = None;
    for (name, content, file) in cases {
        let path = folder.join(file);
        fs::write(&path, content).unwrap();
        let read = median(&["search".into(), "zzqqx".into(), path.clone()], &folder);
        let shown = median(&["show".into(), "--summary".into(), path.clone()], &folder);
        fs::remove_file(&path).unwrap();
        let start = *start.get_or_insert(read);
        println!("{read:>12.1?}  {:>12.1?}  {shown:>12.1?}  {name}", read.saturating_sub(start));
    }
    let pages = folder.join("pages");
    fs::create_dir(&pages).unwrap();
    for number in 0..1000 {
        fs::write(pages.join(format!("{number}.html")), page(4_000)).unwrap();
    }
    let list = median(&["list".into(), pages], &folder);
    println!("{:>12}  {:>12}  {list:>12.1?}  a folder of 1,000 pages", "", "");
    fs::remove_dir_all(&folder).unwrap();
}

/// The median time of a command.
fn median(arguments: &[PathBuf], folder: &Path) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let status = Command::new(env!("CARGO_BIN_EXE_briefing"))
                .args(arguments)
                .env("HOME", folder)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .status()
                .unwrap();
            // 1: nothing was found.
            assert!(matches!(status.code(), Some(0 | 1)));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(ROUNDS / 2).copied().unwrap_or_default()
}

/// Words that are the same every time.
fn sentence(seed: &mut usize, out: &mut String) {
    let first = out.len();
    for _ in 0..(8 + *seed % 13) {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let word = WORDS.get((*seed >> 33) % WORDS.len()).copied().unwrap_or_default();
        out.push_str(if out.len() == first { "" } else { " " });
        out.push_str(word);
    }
    if let Some(letter) = out.get_mut(first..=first) {
        letter.make_ascii_uppercase();
    }
    out.push('.');
}

/// Paragraphs of five sentences.
fn text(bytes: usize, between: &str) -> String {
    let (mut out, mut seed) = (String::with_capacity(bytes + 1000), 7);
    while out.len() < bytes {
        for number in 0..5 {
            out.push_str(if number == 0 { "" } else { " " });
            sentence(&mut seed, &mut out);
        }
        out.push_str(between);
    }
    out
}

fn sentences(count: usize) -> String {
    let (mut out, mut seed) = (String::new(), 7);
    for _ in 0..count {
        sentence(&mut seed, &mut out);
        out.push_str("\n\n");
    }
    out
}

fn page(bytes: usize) -> String {
    let mut out = String::from(
        "<!doctype html><html><head><title>The wall of the harbour</title></head><body><nav><a href=/>Home</a></nav><article>",
    );
    for paragraph in text(bytes, "\n\n").split_terminator("\n\n") {
        // Writing to a string does not fail.
        let _ = write!(out, "<p>{paragraph}</p>");
    }
    out.push_str("</article><footer>Harbour News</footer></body></html>");
    out
}

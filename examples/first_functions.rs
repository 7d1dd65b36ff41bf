//! Makes `config/first_functions.txt`, the functions that run until a list stands and the first document beside it, from what
//! callgrind saw of such starts. `build.rs` has them laid side by side in a release build.
//!
//! `valgrind --tool=callgrind --demangle=no --callgrind-out-file=SEEN target/release/briefing FOLDER`, ended by a key, with a
//! folder that is known already, then `cargo run --release --example first_functions -- config/first_functions.txt SEEN…`.
//! The program has to be built with an empty list for that: of a section that it does not expect callgrind knows no names.

#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a tool of its own, not the reader")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::{env, fs, io};

const HEAD: &str = "\
# Functions that run until a list stands, as the linker names them but for the mark of the build; made by
# examples/first_functions.rs, used by build.rs. A name that is no longer there does no harm.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [to, seen @ ..] = arguments.as_slice() else { return usage() };
    if seen.is_empty() {
        return usage();
    }
    match run(to, seen) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("first_functions: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: first_functions config/first_functions.txt SEEN…");
    ExitCode::from(2)
}

fn run(to: &str, seen: &[String]) -> io::Result<()> {
    let mut names = BTreeSet::new();
    for file in seen {
        names.extend(functions(&fs::read_to_string(file)?));
    }
    let mut text = HEAD.to_owned();
    for name in names {
        text.push_str(&name);
        text.push('\n');
    }
    fs::write(to, text)
}

/// The functions of the program that ran, in callgrind's form: `ob=(1) file` and `fn=(2) name` say where the lines of cost
/// behind them belong, and later have the number alone; `cfn=` may give a name first.
fn functions(seen: &str) -> BTreeSet<String> {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut files: BTreeMap<&str, &str> = BTreeMap::new();
    let (mut file, mut ran) = ("", Vec::new());
    for line in seen.lines() {
        let Some((key, value)) = line.split_once("=(") else { continue };
        let Some((number, told)) = value.split_once(')') else { continue };
        let known = match key {
            "ob" | "cob" => &mut files,
            "fn" | "cfn" => &mut names,
            _ => continue,
        };
        if let Some(told) = told.strip_prefix(' ') {
            known.insert(number, told);
        }
        match key {
            "ob" => file = number,
            "fn" => ran.push((file, number)),
            _ => {}
        }
    }
    let is_own = |file: &str| files.get(file).is_some_and(|path| path.rsplit('/').next() == Some("briefing"));
    let of_own = ran.iter().filter(|(file, _)| is_own(file));
    of_own.filter_map(|(_, number)| names.get(number)).filter_map(|name| without_build(name)).collect()
}

/// A name without what differs from build to build: the hash at the end of the older form (`17h0123456789abcdefE`), those of
/// the crates in the newer one (`Cs1a2B3c_`). Where they stood is a star. Names of C are not ours to order.
fn without_build(name: &str) -> Option<String> {
    if let Some(rest) = name.strip_prefix("_ZN") {
        let end = rest.rfind("17h")?;
        return Some(format!("_ZN{}17h*", rest.get(..end)?));
    }
    let mut rest = name.strip_prefix("_R")?;
    let mut out = "_R".to_owned();
    while let Some(at) = rest.find("Cs") {
        let (before, hash) = rest.split_at(at);
        let end = hash.find('_')?;
        out.push_str(before);
        out.push_str("Cs*");
        rest = hash.get(end..)?;
    }
    out.push_str(rest);
    Some(out)
}

//! Two things that make a start lighter, where they can be had; without them the program is the same.
//!
//! - The unwinder of the C compiler is taken into the program where there is an archive of it, as there is nearly everywhere:
//!   a shared library less is found, mapped and set right at each start, a twentieth of the time to the first screen.
//! - In a release build the functions that run until a list stands (`config/first_functions.txt`) are laid side by side. They
//!   are a quarter of the program, and the system maps the neighbours of each page that is touched: strewn over the whole of
//!   it, they take three quarters of it into memory.
#![expect(clippy::disallowed_methods, reason = "asks the C compiler what it has, and writes what the linker is told")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const FIRST: &str = "config/first_functions.txt";

fn main() {
    for file in ["build.rs", FIRST] {
        println!("cargo:rerun-if-changed={file}");
    }
    println!("cargo:rerun-if-env-changed=CC");
    let is_here = env::var("HOST").is_ok_and(|host| env::var("TARGET").is_ok_and(|target| target == host));
    if !is_here || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    if let Some(folder) = folder_of_unwinder() {
        println!("cargo:rustc-link-search=native={folder}");
        println!("cargo:rustc-link-lib=static:-bundle=gcc_eh");
    }
    if is("PROFILE", "release")
        && knows_scripts()
        && let Some(script) = script()
    {
        for argument in ["-Xlinker", "-T", "-Xlinker", &script.to_string_lossy()] {
            println!("cargo:rustc-link-arg-bins={argument}");
        }
    }
}

fn is(what: &str, wanted: &str) -> bool {
    env::var(what).is_ok_and(|value| value == wanted)
}

/// What the C compiler says when asked.
fn compiler(question: &str) -> Option<String> {
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let answer = Command::new(compiler).arg(question).output().ok()?;
    String::from_utf8(answer.stdout).ok()
}

fn folder_of_unwinder() -> Option<String> {
    let answer = compiler("-print-file-name=libgcc_eh.a")?;
    // A compiler that does not know the archive gives the bare name back.
    let archive = Path::new(answer.trim());
    let is_there = archive.is_absolute() && archive.is_file();
    archive.parent().filter(|_| is_there)?.to_str().map(str::to_owned)
}

/// Whether the linker is one that can be told where functions go: that of GNU or that of LLVM, and not one the user has chosen
/// by flags, of which we know nothing.
fn knows_scripts() -> bool {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    if env::var_os("RUSTC_LINKER").is_some() || flags.contains("link") {
        return false;
    }
    compiler("-Wl,--version").is_some_and(|answer| answer.starts_with("GNU ld") || answer.contains("LLD"))
}

/// Writes what the linker is told: a section of the first functions, before that of all others.
fn script() -> Option<PathBuf> {
    let names = fs::read_to_string(FIRST).ok()?;
    let mut text = "SECTIONS {\n  .text.first : {\n".to_owned();
    for name in names.lines().filter(|line| !line.starts_with('#')) {
        // The compiler sets apart what it thinks is seldom run.
        writeln!(text, "    *(.text.{name} .text.unlikely.{name})").ok()?;
    }
    text.push_str("  }\n}\nINSERT BEFORE .text;\n");
    let path = PathBuf::from(env::var_os("OUT_DIR")?).join("first.ld");
    fs::write(&path, text).ok()?;
    Some(path)
}

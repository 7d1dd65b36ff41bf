//! A small world for one test: its own home, state, cache and documents, a fixed environment, and the built program.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test that cannot go on stops")]

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// A directory that is removed when the test ends.
pub(crate) struct World {
    root: PathBuf,
}

/// What a run of the program left.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl World {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("briefing-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("desk")).unwrap();
        fs::create_dir_all(root.join("home")).unwrap();
        Self { root }
    }

    /// A path in the directory in which the program runs.
    pub(crate) fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.root.join("desk").join(name.as_ref())
    }

    /// A path in the user's home.
    pub(crate) fn home(&self, name: &str) -> PathBuf {
        self.root.join("home").join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<OsStr>, bytes: impl AsRef<[u8]>) -> PathBuf {
        write(self.path(name), bytes.as_ref())
    }

    /// Writes the configuration file.
    pub(crate) fn configure(&self, text: &str) {
        write(self.home(".config/briefing/config.toml"), text.as_bytes());
    }

    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.root.join("home"))
            .env("PATH", "/usr/bin:/bin")
            .env("TERM", "xterm")
            .env("LANG", "C.UTF-8")
            .current_dir(self.root.join("desk"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        Run::of(&self.command(arguments).output().unwrap())
    }

    /// Runs with something on standard input.
    pub(crate) fn run_with<S: AsRef<OsStr>>(&self, input: &[u8], arguments: impl IntoIterator<Item = S>) -> Run {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::of(&child.wait_with_output().unwrap())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

impl Run {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or_else(|| panic!("ended by a signal: {output:?}")),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// The exit code, when nothing was reported on standard error.
    #[track_caller]
    pub(crate) fn quiet(self, code: i32) -> Self {
        assert_eq!(self.err, "");
        assert_eq!(self.code, code, "{}", self.out);
        self
    }

    /// One object a line.
    pub(crate) fn objects(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Cells of rows separated by tabs.
    pub(crate) fn cells(&self) -> Vec<Vec<&str>> {
        self.out.lines().map(|line| line.split('\t').collect()).collect()
    }
}

fn write(path: PathBuf, bytes: &[u8]) -> PathBuf {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

/// A short article with a title, a by-line and a date.
pub(crate) fn article(title: &str, body: &str) -> String {
    format!("{title}\n\nBy Ana Ruiz\n\nNovember 5, 2024\n\n{body}\n")
}

//! Marks made in the reader itself: a disk that is full, and what another session marks.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]
#![allow(clippy::disallowed_methods, reason = "tests start processes and look at files")]

mod faults;
mod pty;
mod world;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use faults::say;
use pty::{Place, Terminal};

/// Waits until the three documents are listed.
fn settle(terminal: &mut Terminal) {
    terminal.until("the documents are listed", |terminal| {
        terminal.is_drawn() && ["First", "Second", "Third"].iter().all(|word| terminal.text().contains(word))
    });
}

/// Rows of the list that have the sign of a bookmark, which stands before the date.
fn bookmarked(terminal: &Terminal) -> usize {
    let is_row = |line: &&str| ["First", "Second", "Third"].iter().any(|word| line.contains(word));
    terminal.text().lines().filter(is_row).filter(|line| line.chars().take(5).any(|letter| letter == '*')).count()
}

/// The program on the command line, with the state of the place.
fn run(place: &Place, state: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.args(arguments).env("BRIEFING_STATE_DIR", state).env("BRIEFING_CONFIG", place.path("config.toml"));
    command.current_dir(place.path("inbox")).output().unwrap()
}

#[test]
fn what_another_session_marks_is_seen_within_two_seconds() {
    let place = Place::new();
    std::fs::write(place.path("config.toml"), "").unwrap();
    let mut terminal = Terminal::start(&place);
    settle(&mut terminal);
    assert_eq!(bookmarked(&terminal), 0, "{}", terminal.text());
    for (number, document) in (1..).zip(["a.txt", "b.txt"]) {
        let output = run(&place, &place.path("state"), &["mark", "bookmark", document]);
        assert!(output.status.success(), "{output:?}");
        let start = Instant::now();
        terminal.until("the mark of the other session is shown", |terminal| bookmarked(terminal) == number);
        say(&format!(
            "figure 7: a change of another session is shown after {} ms (wanted: 2000)",
            start.elapsed().as_millis()
        ));
    }
    terminal.press("q");
    assert!(terminal.end().success());
}

/// Makes a small disk, fills it and becomes the program. `$1` is where the disk is to be.
const FULL: &str = r#"
    mount -t tmpfs -o size=48k,mode=0700 tmpfs "$1" || exit 77
    mkdir -m 0700 "$1/state"
    head -c 65536 /dev/zero > "$1/filler" 2>/dev/null
    export BRIEFING_STATE_DIR="$1/state"; shift
    exec "$@"
"#;

/// How the mount is made: as root, or as one's own root in a name space of users.
fn mounting() -> Option<&'static str> {
    let can = |option: &str| {
        let script = "mount -t tmpfs tmpfs /mnt";
        Command::new("unshare").args([option, "sh", "-c", script]).output().is_ok_and(|output| output.status.success())
    };
    ["-m", "-rm"].into_iter().find(|option| can(option))
}

#[test]
fn a_full_disk_is_shown_reading_goes_on_and_marks_are_saved_once_there_is_room() {
    let Some(option) = mounting() else {
        say("SKIPPED: nothing can be mounted here");
        return;
    };
    let place = Place::new();
    std::fs::create_dir(place.path("disk")).unwrap();
    let words = ["unshare", option, "sh", "-c", FULL, "sh"].map(PathBuf::from);
    let command = [&words[..], &[place.path("disk")], &place.command()].concat();
    std::fs::write(place.path("config.toml"), "").unwrap();
    let mut terminal = Terminal::start_with(&place, &command, &[]);
    settle(&mut terminal);
    terminal.press("*");
    terminal.until("the disk is full", |terminal| terminal.text().contains("NOT SAVED (the disk is full)"));
    terminal.press("j*");
    terminal.until("reading and marking goes on", |terminal| bookmarked(terminal) == 2);
    // The disk is another process's own: it is reached through what the kernel shows of that.
    let disk = Path::new("/proc").join(terminal.pid().to_string()).join("root");
    let disk = disk.join(place.path("disk").strip_prefix("/").unwrap());
    std::fs::remove_file(disk.join("filler")).unwrap();
    let start = Instant::now();
    terminal.until("everything is saved", |terminal| !terminal.text().contains("NOT SAVED"));
    say(&format!("figure 5: saved {} ms after there was room (wanted: 5000)", start.elapsed().as_millis()));
    let marks = run(&place, &disk.join("state"), &["marks"]);
    assert_eq!(String::from_utf8_lossy(&marks.stdout).matches("bookmark").count(), 2, "{marks:?}");
    terminal.press("q");
    assert!(terminal.end().success());
}

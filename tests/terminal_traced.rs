//! What the program asks of the system in a whole session: no sockets, no other programs, no file but its own, and those
//! for nobody else to read.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "tests start processes and look at files")]

mod pty;

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use pty::{Place, Terminal};

/// Calls that make, change or name files, start programs or touch the network.
const WATCHED: &str = "trace=network,open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,\
                       linkat,symlink,symlinkat,unlink,unlinkat,rmdir,truncate,chmod,fchmod,fchmodat,execve,execveat";

fn is_strace_there() -> bool {
    let tried = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    let is_there = tried.as_ref().is_ok_and(|output| output.status.success());
    if !is_there {
        println!("SKIPPED: strace is not installed, or not allowed here");
    }
    is_there
}

/// A call without the process, and whether it failed.
fn call(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

/// What is wrong with a call; nothing when it may be made.
fn fault(call: &str, place: &Place) -> Option<&'static str> {
    let own = [place.path("state"), place.path("cache")].map(|path| format!("\"{}", path.display()));
    let is_own = own.iter().any(|own| call.contains(own.as_str()));
    let name = call.split('(').next().unwrap_or_default();
    match name {
        // The library that hands signals on asks each pipe whether it is a socket by sending nothing through it; the
        // answer is that it is none.
        "sendto" if call.contains("\"\", 0,") && call.contains("ENOTSOCK") => None,
        "open" | "openat" | "openat2" => {
            let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| call.contains(flag));
            let is_terminal =
                call.contains("\"/dev/tty\"") || call.contains("\"/dev/pts/") || call.contains("/dev/null");
            if !writes || (is_terminal && !call.contains("O_CREAT")) {
                return None;
            }
            let is_private = !call.contains("O_CREAT") || call.contains(", 0600)");
            match (is_own, is_private) {
                (true, true) => None,
                (true, false) => Some("a file that others may read"),
                (false, _) => Some("a file that is not the program's own is written"),
            }
        }
        "mkdir" | "mkdirat" if is_own && call.contains(", 0700)") => None,
        "mkdir" | "mkdirat" => Some("a folder outside the program's own, or one that others may look into"),
        "rename" | "renameat" | "renameat2" | "unlink" | "unlinkat" | "fchmod" | "link" | "linkat" if is_own => None,
        // Itself, and nothing else: documents are read in a process of their own.
        "execve" | "execveat" if call.contains(env!("CARGO_BIN_EXE_briefing")) || call.contains("/proc/self/exe") => {
            None
        }
        "execve" | "execveat" if call.contains("ENOENT") || call.contains("\"setsid\"") => None,
        "execve" | "execveat" => Some("another program is started"),
        // "???" is a thread that ended with the program before it could make its call.
        _ if ["---", "+++", "<...", "???"].iter().any(|sign| call.starts_with(sign)) => None,
        _ => Some("a call that is never needed"),
    }
}

#[test]
fn a_session_opens_no_socket_and_no_file_but_its_own() {
    if !is_strace_there() {
        return;
    }
    let place = Place::new();
    let page = "<html><head><title>Page</title></head><body><article><h1>Page</h1><p>The council met on Monday, the mayor \
                Jo Ito said, and passed the budget for the coming year.</p></article></body></html>";
    fs::write(place.path("inbox/d.html"), page).unwrap();
    let before = listing(&place.path("inbox"));
    // A file for each thread: in one for all, calls that wait are torn in two.
    let trace = place.path("trace");
    fs::create_dir(&trace).unwrap();
    let words = ["strace", "-ff", "-o"].map(PathBuf::from).into_iter();
    let command: Vec<PathBuf> =
        words.chain([trace.join("of"), "-e".into(), WATCHED.into(), "--".into()]).chain(place.command()).collect();
    let mut terminal = Terminal::start_with(&place, &command, &[]);
    terminal.until("all are listed", |terminal| terminal.text().contains("4 unread of 4"));
    // Every corner from which something could be written: marks, places, tags, undo, copying, searching, settings.
    for keys in ["j", "\r", "*", "tdesk\r", "ma", "yt", "ys", "/council\r", "n", "s", "\r", "p", "a", "i", "q", "U"] {
        let bytes = terminal.bytes.len();
        terminal.press(&format!("{keys}\u{c}"));
        terminal.until("it is drawn", |terminal| terminal.bytes.len() > bytes);
    }
    for keys in ["q", "g/council", "\r", "q", "Fu", "Fa", "o", "\u{7}", ":theme mono\r", ":width 60\r", "\u{12}"] {
        let bytes = terminal.bytes.len();
        terminal.press(&format!("{keys}\u{c}"));
        terminal.until("it is drawn", |terminal| terminal.bytes.len() > bytes);
    }
    terminal.press("Q");
    assert_eq!(terminal.end().code(), Some(0), "{}", terminal.text());
    terminal.assert_given_back();

    let trace: String =
        listing(&trace).into_iter().map(|(_, text)| String::from_utf8_lossy(&text).into_owned()).collect();
    let calls: Vec<&str> = trace.lines().map(call).collect();
    let first = env!("CARGO_BIN_EXE_briefing");
    assert!(calls.iter().any(|call| call.starts_with("execve") && call.contains(first)), "nothing was traced");
    assert!(calls.iter().any(|call| call.contains("O_CREAT")), "no mark was written");
    let faults: Vec<String> =
        calls.iter().filter_map(|call| fault(call, &place).map(|what| format!("{what}: {call}"))).collect();
    let _ = writeln!(std::io::stderr(), "figure 17: {} calls, {} of them not allowed", calls.len(), faults.len());
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(listing(&place.path("inbox")), before, "the documents are as they were");
    for file in [place.path("state"), place.path("cache")].iter().flat_map(|folder| listing(folder)) {
        let mode = fs::metadata(&file.0).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.0.display());
    }
    let left = fs::read_dir(place.path("")).unwrap().map(|file| file.unwrap().file_name());
    let known = ["inbox", "state", "cache", "trace"];
    assert!(left.into_iter().all(|name| known.contains(&name.to_str().unwrap())), "something was left beside them");
}

#[test]
fn nothing_is_called_and_nothing_sent_while_nothing_happens() {
    if !is_strace_there() {
        return;
    }
    let is_thorough = std::env::var_os("BRIEFING_TEST_ALL").is_some_and(|value| !value.is_empty());
    let place = Place::new();
    let trace = place.path("trace");
    let words = ["strace", "-f", "-qq", "-o"].map(PathBuf::from).into_iter().chain([trace.clone(), "--".into()]);
    let command: Vec<PathBuf> = words.chain(place.command()).collect();
    let mut terminal = Terminal::start_with(&place, &command, &[]);
    terminal.until("the documents are listed", |terminal| terminal.is_drawn() && terminal.text().contains("Third"));
    // In the text too: the place where reading stopped is saved after a while.
    terminal.press("\rj");
    terminal.until("the place is saved", |_| place.saved().contains("\"k\":\"pos\""));
    while !terminal.is_silent(Duration::from_millis(700)) {}
    let calls = || fs::read_to_string(&trace).unwrap().lines().count();
    let before = (terminal.bytes.len(), calls());
    let span = Duration::from_secs(if is_thorough { 60 } else { 1 });
    assert!(terminal.is_silent(span));
    let (bytes, calls) = (terminal.bytes.len() - before.0, calls() - before.1);
    let _ = writeln!(std::io::stderr(), "idle for {} s: {bytes} bytes, {calls} calls of the system", span.as_secs());
    assert_eq!((bytes, calls), (0, 0));
    terminal.press("Q");
    assert_eq!(terminal.end().code(), Some(0));
    assert!(fs::read_to_string(&trace).unwrap().lines().count() > before.1, "the calls are not seen as they come");
}

#[test]
fn a_child_that_is_just_being_started_does_not_keep_the_shell_from_its_terminal() {
    if !is_strace_there() {
        return;
    }
    let place = Place::new();
    let trace = place.path("trace");
    // The child that indexes gives up the program's signals one by one before it becomes a program of its own; each takes
    // long here, so that the stop surely comes between. The tracer stands aside: the shell's child is the program.
    let slow = ["strace", "-DD", "-f", "-qq", "-I", "4", "-e", "trace=clone3,clone,vfork,rt_sigaction,execve"];
    let slow = slow.into_iter().chain(["-e", "inject=rt_sigaction:delay_enter=10000:when=60+", "-o"]);
    let script = "\"$0\" \"$@\"; echo the shell again; read line; fg >/dev/null";
    let shell = ["sh", "-m", "-c", script].into_iter().chain(slow).map(PathBuf::from);
    let command: Vec<PathBuf> = shell.chain([trace.clone(), "--".into()]).chain(place.command()).collect();
    let mut terminal = Terminal::start_with(&place, &command, &[]);
    let traced = || fs::read_to_string(&trace).unwrap_or_default();
    terminal.until("a child is being started", |terminal| terminal.is_drawn() && traced().contains("CLONE_VFORK"));
    terminal.press("\u{1a}");
    terminal.until("the shell has its terminal", |terminal| terminal.text().contains("the shell again"));
    terminal.assert_given_back();
    assert!(traced().contains("rt_sigaction") && traced().contains("DELAYED"), "nothing was slow");
    terminal.press("\n");
    terminal.until("it is back", |terminal| terminal.is_drawn() && terminal.text().contains("Third"));
    terminal.press("Q");
    assert_eq!(terminal.end().code(), Some(0));
}

/// Files of a folder with their contents.
fn listing(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let files = files.map(|file| file.unwrap().path()).filter(|path| path.is_file());
    let mut files: Vec<_> = files.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    files.sort();
    files
}

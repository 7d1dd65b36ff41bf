//! A session that indexes: the process that does it is told to pause, may be killed at any moment, and never outlives the
//! session.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "tests start processes and look at files")]

mod pty;

use std::cell::Cell;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pty::{Place, Terminal};
use rustix::process::{Pid, Signal, kill_process};

/// Enough of them, and long enough, that the process still has much to do when it is held.
const DOCUMENTS: usize = 150;
/// Sessions that are started until one is seen to index.
const TRIES: usize = 20;
/// Looks for the process between two questions whether all is indexed.
const LOOKS: u32 = 10;
/// Far more than anything takes, so that a busy machine fails no test.
const DEADLINE: Duration = Duration::from_mins(1);

/// A folder with more than is indexed in a moment.
fn inbox() -> Place {
    let place = Place::new();
    for number in 0..DOCUMENTS {
        let text = format!(
            "Harbour case {number}\n\nThe council met on 3 May 2024. “Case {number} is closed,” said Dawn Berg, the mayor, \
             after {number} letters.\n\n"
        );
        fs::write(place.path(&format!("inbox/{number:03}.txt")), text.repeat(60)).unwrap();
    }
    place
}

fn children(process: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().filter_map(Result::ok);
    let children = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    children.flat_map(|text| text.split_whitespace().map(|pid| pid.parse().unwrap()).collect::<Vec<_>>()).collect()
}

/// The process that indexes for a session.
fn sweeper(session: u32) -> Option<u32> {
    let is_sweeper =
        |pid: &u32| fs::read_to_string(format!("/proc/{pid}/cmdline")).is_ok_and(|line| line.contains("--sweeper"));
    children(session).into_iter().find(is_sweeper)
}

/// Whether a process is there and not only waits to be told of.
fn is_alive(pid: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = status.rsplit(") ").next().and_then(|rest| rest.chars().next());
    state.is_some_and(|state| !matches!(state, 'Z' | 'X'))
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + DEADLINE;
    while !is_so() {
        assert!(Instant::now() < deadline, "{what}: not so after a long time");
        std::thread::yield_now();
    }
}

fn send(pid: u32, signal: Signal) {
    kill_process(Pid::from_raw(i32::try_from(pid).unwrap()).unwrap(), signal).unwrap();
}

/// The first line of the screen.
fn header(terminal: &Terminal) -> String {
    terminal.text().lines().next().unwrap_or_default().to_owned()
}

/// A session whose indexing is under way, and held there. On a busy machine it may be over before it is seen: then another
/// session does it again.
fn held(place: &Place) -> (Terminal, u32) {
    for _ in 0..TRIES {
        let mut terminal = Terminal::start(place);
        let (found, is_over) = (Cell::new(None), Cell::new(false));
        let looks = Cell::new(0_u32);
        terminal.until("it indexes", |terminal| {
            // Once it listens, it has said what becomes of it when the session ends.
            let listens = |pid: &u32| fs::read_dir(format!("/proc/{pid}/task")).is_ok_and(|tasks| tasks.count() > 1);
            found.set(sweeper(terminal.pid()).filter(listens));
            found.get().into_iter().for_each(|pid| send(pid, Signal::STOP));
            looks.set(looks.get() + 1);
            let asks = found.get().is_none() && looks.get().is_multiple_of(LOOKS);
            is_over.set(asks && sweeper(terminal.pid()).is_none() && place.indexed() == DOCUMENTS + 3);
            found.get().is_some() || is_over.get()
        });
        if let Some(pid) = found.get() {
            let all = format!("of {}", DOCUMENTS + 3);
            terminal.until("the documents are listed", |terminal| terminal.text().contains(&all));
            return (terminal, pid);
        }
        quit(terminal);
        fs::remove_dir_all(place.path("cache")).unwrap();
    }
    panic!("indexing was over each time before it was seen");
}

fn quit(mut terminal: Terminal) {
    terminal.press("Q");
    assert_eq!(terminal.end().code(), Some(0), "{}", terminal.text());
    terminal.assert_given_back();
}

/// Waits until nothing indexes any more.
fn settle(place: &Place, terminal: &mut Terminal, documents: usize) {
    terminal.until("all is indexed", |terminal| sweeper(terminal.pid()).is_none() && place.indexed() == documents);
    terminal.until("nothing is told of it any more", |terminal| {
        !["indexing", "no index", "index:"].iter().any(|words| header(terminal).contains(words))
    });
}

#[test]
fn indexing_pauses_and_goes_on_in_its_own_process() {
    let place = inbox();
    let (mut terminal, pid) = held(&place);
    terminal.press(":index-pause\r");
    terminal.until("the pause is answered", |terminal| {
        terminal.text().contains("indexing pauses") || terminal.text().contains("waits")
    });
    send(pid, Signal::CONT);
    terminal.until("it pauses", |terminal| terminal.text().contains("paused"));
    assert!(is_alive(pid));
    terminal.press(":index-pause\r");
    settle(&place, &mut terminal, DOCUMENTS + 3);
    quit(terminal);
}

#[test]
fn when_indexing_is_killed_reading_goes_on_and_the_next_change_makes_it_good() {
    let place = inbox();
    let (mut terminal, pid) = held(&place);
    send(pid, Signal::KILL);
    terminal
        .until("it is told", |terminal| terminal.text().contains("indexing was ended from outside; files are read"));
    terminal
        .until("the header says so", |terminal| header(terminal).contains("index: indexing was ended from outside"));
    terminal.press("j\r");
    terminal.until("a text is read", |terminal| terminal.text().contains("Dawn Berg"));
    terminal.press("q");
    fs::write(place.path("inbox/new.txt"), "One more\n\nThe harbour is open.\n").unwrap();
    settle(&place, &mut terminal, DOCUMENTS + 4);
    quit(terminal);
}

#[test]
fn nothing_is_left_of_indexing_when_the_session_ends_however_it_ends() {
    for (end, is_stopped, is_gone_on_with) in [
        (None, false, true),
        (None, true, false),
        (Some(Signal::KILL), false, true),
        (Some(Signal::KILL), true, false),
        (Some(Signal::TERM), false, false),
        (Some(Signal::HUP), true, false),
    ] {
        let place = inbox();
        let (mut terminal, pid) = held(&place);
        if !is_stopped {
            send(pid, Signal::CONT);
        }
        match end {
            None => terminal.press("Q"),
            Some(signal) => terminal.signal(signal),
        }
        terminal.end();
        until("it is gone too", || !is_alive(pid));
        if is_gone_on_with {
            let mut terminal = Terminal::start(&place);
            settle(&place, &mut terminal, DOCUMENTS + 3);
            quit(terminal);
        }
    }
}

#[test]
fn a_key_that_stops_the_session_stops_indexing_and_one_that_interrupts_does_not() {
    let place = inbox();
    let (mut terminal, pid) = held(&place);
    let group = |pid: u32| {
        fs::read_to_string(format!("/proc/{pid}/stat"))
            .unwrap()
            .rsplit(") ")
            .next()
            .unwrap()
            .split(' ')
            .nth(2)
            .unwrap()
            .to_owned()
    };
    assert_eq!(group(pid), group(terminal.pid()));
    send(pid, Signal::INT);
    send(pid, Signal::QUIT);
    send(pid, Signal::CONT);
    settle(&place, &mut terminal, DOCUMENTS + 3);
    quit(terminal);
}

/// The program under a shell that forbids something.
fn limited(place: &Place, limit: &str) -> Terminal {
    let script = format!("{limit}; exec \"$@\"");
    let words = ["sh", "-c", &script, "sh"].map(PathBuf::from);
    Terminal::start_with(place, &words.into_iter().chain(place.command()).collect::<Vec<_>>(), &[])
}

#[test]
fn on_a_full_disk_the_fault_is_shown_and_reading_goes_on() {
    let place = inbox();
    let mut terminal = limited(&place, "trap '' XFSZ; ulimit -f 16");
    terminal.until("the header says so", |terminal| header(terminal).contains("no index"));
    terminal.press(":index-pause\r");
    let told = "nothing is being indexed: the index cannot be written: file too large";
    terminal.until("why is told", |terminal| terminal.text().contains(told));
    terminal.press("j\r");
    terminal.until("a text is read", |terminal| terminal.text().contains("Dawn Berg"));
    terminal.press("qg/\"case 77\"\r");
    terminal.until("it is found by reading", |terminal| terminal.text().contains("1 document"));
    terminal.press("q");
    quit(terminal);
    // What is left is sound, and gone on with when there is room.
    let mut terminal = Terminal::start(&place);
    settle(&place, &mut terminal, DOCUMENTS + 3);
    quit(terminal);
}

#[test]
fn where_no_cache_can_be_kept_it_says_so_and_everything_is_read() {
    let place = inbox();
    fs::write(place.path("cache"), "not a folder").unwrap();
    let mut terminal = Terminal::start(&place);
    terminal.until("it is told", |terminal| {
        terminal.text().contains("the list cannot be kept") || terminal.text().contains("the index cannot be written")
    });
    terminal.until("the header says so", |terminal| header(terminal).contains("no index"));
    terminal.press("g/\"case 77\"\r");
    terminal.until("it is found by reading", |terminal| terminal.text().contains("1 document"));
    terminal.press("q");
    quit(terminal);
}

/// A process that sweeps, started by hand.
fn started() -> std::process::Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.arg("--sweeper").env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn field(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_le_bytes(), bytes].concat()
}

#[test]
fn what_is_no_order_is_no_work_and_one_with_nothing_in_it_is_done() {
    let place = Place::new();
    let library = place.path("library");
    let library: &Path = &library;
    let orders: [(Vec<u8>, bool); 4] = [
        (Vec::new(), false),
        (field(library.as_os_str().as_encoded_bytes()), false),
        ([0xff; 64].to_vec(), false),
        ([field(library.as_os_str().as_encoded_bytes()), vec![0xff; 4], vec![0]].concat(), true),
    ];
    for (order, is_well) in orders {
        let mut child = started();
        let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut hello = [0; 19];
        output.read_exact(&mut hello).unwrap();
        assert_eq!(&hello, b"briefing sweeper 2\n");
        // It may have ended already when the order is nonsense.
        let _ = input.write_all(&order);
        let input = is_well.then_some(input);
        assert_eq!(child.wait().unwrap().success(), is_well, "{order:?}");
        drop(input);
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said, "");
    }
    let done = Command::new(env!("CARGO_BIN_EXE_briefing")).args(["--sweeper", "x"]).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
}

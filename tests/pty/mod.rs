//! The program on a terminal of its own: a pseudo-terminal, its screen emulated, every byte kept.
//!
//! Everything waits for a condition, with a deadline that only a failure reaches.

#![allow(dead_code, reason = "each test program that shares this uses a part of it")]

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open, pidfd_send_signal};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Termios, Winsize, tcgetattr, tcsetwinsize};

/// Far more than anything takes, so that a busy machine fails no test.
const DEADLINE: Duration = Duration::from_secs(20);

/// How often a condition is looked at that the terminal does not show.
const GLANCE: Duration = Duration::from_millis(50);

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A folder for one test: documents, state, home.
pub(crate) struct Place {
    root: PathBuf,
}

impl Place {
    /// A folder with a few documents in `inbox`.
    pub(crate) fn new() -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("briefing-terminal-{}-{number}", std::process::id()));
        let inbox = root.join("inbox");
        fs::create_dir_all(&inbox).unwrap();
        for (name, words) in [("a", "First"), ("b", "Second"), ("c", "Third")] {
            let text = format!("{words} briefing of the day\n\nThe council met on Monday and passed the budget.\n");
            fs::write(inbox.join(format!("{name}.txt")), text).unwrap();
        }
        Self { root }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// A program of the user's, for instance an editor.
    pub(crate) fn script(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
        path
    }

    /// Documents in the index of `inbox`, by the program itself, which opens none of them for that.
    pub(crate) fn indexed(&self) -> usize {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
        command.env_clear().env("HOME", self.path("home")).env("BRIEFING_CONFIG", self.path("config.toml"));
        command.env("BRIEFING_STATE_DIR", self.path("state")).env("BRIEFING_CACHE_DIR", self.path("cache"));
        let output = command.args(["index", "--status"]).arg(self.path("inbox")).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let line = text.lines().find(|line| line.starts_with("indexed")).unwrap();
        line.split_whitespace().last().unwrap().parse().unwrap()
    }

    /// Everything that was saved, as it stands on disk.
    pub(crate) fn saved(&self) -> String {
        let Ok(files) = fs::read_dir(self.path("state")) else { return String::new() };
        let files = files.map(|file| file.unwrap().path()).filter(|file| file.is_file());
        files.map(|file| fs::read_to_string(file).unwrap()).collect()
    }

    /// The program as a user's shell would start it on these documents.
    pub(crate) fn command(&self) -> Vec<PathBuf> {
        vec![PathBuf::from(env!("CARGO_BIN_EXE_briefing")), self.path("inbox")]
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// A running program and its terminal.
pub(crate) struct Terminal {
    /// The terminal's own side; closed by `hang_up`.
    master: Option<File>,
    /// The program's side, kept open to look at its settings.
    slave: File,
    child: Child,
    process: OwnedFd,
    screen: vt100::Parser,
    /// Everything the program wrote.
    pub(crate) bytes: Vec<u8>,
    /// The terminal's settings before the program was started.
    before: Termios,
}

impl Terminal {
    /// Starts the program at 80x24.
    pub(crate) fn start(place: &Place) -> Self {
        Self::start_with(place, &place.command(), &[])
    }

    /// Starts a command with additional variables.
    pub(crate) fn start_with(place: &Place, command: &[PathBuf], variables: &[(&str, &str)]) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let slave = File::options().read(true).write(true).open(OsStr::from_bytes(name.as_bytes())).unwrap();
        set_size(&master, 80, 24);
        let before = tcgetattr(&slave).unwrap();
        // `setsid --ctty` makes standard input the controlling terminal, so that hang-ups and Ctrl-Z are real.
        let child = Command::new("setsid")
            .arg("--ctty")
            .args(command)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8")
            .env("HOME", place.path("home"))
            .env("BRIEFING_CONFIG", place.path("config.toml"))
            .env("BRIEFING_STATE_DIR", place.path("state"))
            .env("BRIEFING_CACHE_DIR", place.path("cache"))
            .envs(variables.iter().copied())
            .stdin(slave.try_clone().unwrap())
            .stdout(slave.try_clone().unwrap())
            .stderr(slave.try_clone().unwrap())
            .spawn()
            .unwrap();
        let pid = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
        Self {
            before,
            master: Some(File::from(master)),
            slave,
            process: pidfd_open(pid, PidfdFlags::empty()).unwrap(),
            child,
            screen: emulator(80, 24),
            bytes: Vec::new(),
        }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// What is on the screen, as text: a line a row, however the cursor came from one to the next.
    ///
    /// The emulator's own `contents` puts a row together with the next when the writer let the cursor wrap, and screen does
    /// so or not by what it has to repaint.
    pub(crate) fn text(&self) -> String {
        let (_, columns) = self.screen().size();
        let rows = self.screen().rows(0, columns.get()).map(|row| row.trim_end().to_owned()).collect::<Vec<_>>();
        rows.join("\n").trim_end().to_owned()
    }

    /// Whether the program has the terminal and shows something.
    pub(crate) fn is_drawn(&self) -> bool {
        self.screen().alternate_screen() && !self.text().trim().is_empty()
    }

    /// Types.
    pub(crate) fn press(&mut self, keys: &str) {
        self.master.as_ref().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    /// Types a lot, taking what the program writes meanwhile: neither side may wait for the other.
    pub(crate) fn pour(&mut self, keys: &[u8]) {
        let mut left = keys;
        while !left.is_empty() {
            let master = self.master.as_mut().unwrap();
            let mut room = [PollFd::from_borrowed_fd(master.as_fd(), PollFlags::OUT | PollFlags::IN)];
            let limit = Timespec { tv_sec: DEADLINE.as_secs().try_into().unwrap(), tv_nsec: 0 };
            assert!(
                poll(&mut room, Some(&limit)).unwrap() > 0,
                "the program does not read; the screen:\n{}",
                self.text()
            );
            if room[0].revents().contains(PollFlags::OUT) {
                // As much as the terminal surely takes at once.
                let count = master.write(&left[..left.len().min(256)]).unwrap();
                left = &left[count..];
            }
            self.drain();
        }
    }

    pub(crate) fn signal(&self, signal: Signal) {
        pidfd_send_signal(&self.process, signal).unwrap();
    }

    /// Sends a signal to the program that the shell on this terminal has started.
    pub(crate) fn signal_child(&self, signal: Signal) {
        let pid = self.pid();
        let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
        let child = Pid::from_raw(children.split_whitespace().next().unwrap().parse().unwrap()).unwrap();
        kill_process(child, signal).unwrap();
    }

    /// Gives the terminal another size; what it showed is lost, so that only a repaint fills it.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.screen = emulator(columns, rows);
        self.screen.process(b"\x1b[?1049h");
        set_size(self.master.as_ref().unwrap(), columns, rows);
    }

    /// Forgets what the screen shows.
    pub(crate) fn wipe(&mut self) {
        self.screen.process(b"\x1b[2J");
    }

    /// Closes the terminal, as a dropped connection does.
    pub(crate) fn hang_up(&mut self) {
        self.master = None;
    }

    /// Waits until the screen is as it should be.
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !is_so(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{what}: not so after a long time; the screen:\n{}", self.text());
            // Files change without a byte on the terminal.
            let is_running = self.take(left.min(GLANCE));
            assert!(is_running || is_so(self), "{what}: the program ended; the screen:\n{}", self.text());
        }
    }

    /// Whether nothing at all comes for a while.
    pub(crate) fn is_silent(&mut self, span: Duration) -> bool {
        let before = self.bytes.len();
        let until = Instant::now() + span;
        while self.bytes.len() == before {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return true;
            }
            self.take(left);
        }
        false
    }

    /// Waits for the end of the program.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + DEADLINE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the program did not end; the screen:\n{}", self.text());
            if !self.take(left) {
                return self.child.wait().unwrap();
            }
        }
    }

    /// Waits for the end of the program without taking anything it writes, as a line does that has stalled.
    pub(crate) fn end_unread(&mut self) -> ExitStatus {
        let limit = Timespec { tv_sec: DEADLINE.as_secs().try_into().unwrap(), tv_nsec: 0 };
        let mut ended = [PollFd::new(&self.process, PollFlags::IN)];
        assert_eq!(poll(&mut ended, Some(&limit)).unwrap(), 1, "the program did not end");
        self.child.wait().unwrap()
    }

    /// Asserts that the terminal is as it was before the program.
    pub(crate) fn assert_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is still on");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is still on");
        self.assert_settings_given_back();
    }

    /// Asserts that keys are echoed and lines edited again.
    pub(crate) fn assert_settings_given_back(&self) {
        let now = tcgetattr(&self.slave).unwrap();
        assert_eq!(now.local_modes, self.before.local_modes);
        assert_eq!(now.input_modes, self.before.input_modes);
        assert_eq!(now.output_modes, self.before.output_modes);
    }

    /// How often the program's threads went to sleep so far; the same number later means that nothing woke them.
    pub(crate) fn sleeps(&self) -> u64 {
        let tasks = Path::new("/proc").join(self.pid().to_string()).join("task");
        let sleeps = |status: String| {
            let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches")).unwrap().to_owned();
            line.split_whitespace().last().unwrap().parse::<u64>().unwrap()
        };
        let tasks = fs::read_dir(tasks).unwrap().map(|task| task.unwrap().path().join("status"));
        tasks.map(|status| sleeps(fs::read_to_string(status).unwrap())).sum()
    }

    /// Takes what the program writes; false when the program has ended.
    fn take(&mut self, limit: Duration) -> bool {
        let limit = Timespec { tv_sec: limit.as_secs().try_into().unwrap(), tv_nsec: limit.subsec_nanos().into() };
        let ended = {
            let mut watched = vec![PollFd::new(&self.process, PollFlags::IN)];
            watched.extend(self.master.as_ref().map(|master| PollFd::new(master, PollFlags::IN)));
            poll(&mut watched, Some(&limit)).unwrap();
            !watched[0].revents().is_empty()
        };
        if ended {
            while self.drain().is_some() {}
        } else {
            self.drain();
        }
        !ended
    }

    /// Reads once if there is something to read.
    fn drain(&mut self) -> Option<usize> {
        let master = self.master.as_mut()?;
        let mut ready = [PollFd::from_borrowed_fd(master.as_fd(), PollFlags::IN)];
        poll(&mut ready, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).unwrap();
        if !ready[0].revents().contains(PollFlags::IN) {
            return None;
        }
        let mut bytes = [0; 4096];
        let count = master.read(&mut bytes).ok().filter(|count| *count > 0)?;
        self.bytes.extend_from_slice(&bytes[..count]);
        self.screen.process(&bytes[..count]);
        Some(count)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn emulator(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
}

fn set_size(master: &impl AsFd, columns: u16, rows: u16) {
    tcsetwinsize(master, Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
}

/// Control sequences the program may send: moving and erasing, styles, and five modes. Nothing that asks, nothing that
/// the terminal keeps.
pub(crate) fn assert_only_known_sequences(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = text.as_ref();
    while let Some(at) = rest.find(|c: char| c.is_control() && c != '\r' && c != '\n') {
        let sequence = &rest[at..];
        let body = sequence.strip_prefix("\x1b[").unwrap_or_else(|| panic!("not a CSI: {:?}", first(sequence)));
        let end = body.find(|c: char| c.is_ascii_alphabetic()).unwrap_or_else(|| panic!("cut: {:?}", first(sequence)));
        let (parameters, last) = body.split_at(end);
        let is_known = match last.chars().next().unwrap() {
            'H' | 'C' | 'K' | 'm' | 'r' | 'L' | 'M' => parameters.chars().all(|c| c.is_ascii_digit() || c == ';'),
            'h' | 'l' => ["?25", "?1049", "?2004", "?2026"].contains(&parameters),
            _ => false,
        };
        assert!(is_known, "not a known sequence: {:?}", first(sequence));
        rest = &last[1..];
    }
}

fn first(sequence: &str) -> String {
    sequence.chars().take(16).collect()
}

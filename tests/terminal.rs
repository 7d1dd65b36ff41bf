//! The program on a real terminal: what it does with keys, sizes, signals and a lost connection, and what it leaves
//! behind.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "tests start processes and look at files")]

mod pty;

use std::path::PathBuf;
use std::time::Duration;

use pty::{Place, Terminal, assert_only_known_sequences};
use rustix::process::Signal;

fn started(place: &Place) -> Terminal {
    let mut terminal = Terminal::start(place);
    settle(&mut terminal);
    terminal
}

/// Waits until the three documents are listed.
fn settle(terminal: &mut Terminal) {
    terminal.until("the documents are listed", |terminal| {
        terminal.is_drawn() && ["First", "Second", "Third"].iter().all(|word| terminal.text().contains(word))
    });
}

fn row(terminal: &Terminal) -> u16 {
    terminal.screen().cursor_position().0
}

/// Presses keys and waits until the cursor stands that many rows lower.
fn moves(terminal: &mut Terminal, keys: &str, rows: u16) {
    let before = row(terminal);
    terminal.press(keys);
    terminal.until("the cursor moved", |terminal| row(terminal) == before + rows);
}

fn quit(terminal: &mut Terminal) {
    terminal.press("Q");
    let code = terminal.end().code();
    assert_eq!(code, Some(0), "{}", terminal.text());
    terminal.assert_given_back();
}

#[test]
fn quitting_gives_the_terminal_back() {
    let place = Place::new();
    let mut terminal = started(&place);
    assert!(!terminal.screen().hide_cursor() || terminal.is_drawn());
    quit(&mut terminal);
    assert_only_known_sequences(&terminal.bytes);
}

#[test]
fn a_file_that_comes_or_goes_is_shown_without_a_key() {
    let place = Place::new();
    let mut terminal = started(&place);
    std::fs::write(place.path("inbox/new.part"), "Newest\n\nBy Ana Ruiz\n\nNovember 5, 2031\n\nIt has come.\n")
        .unwrap();
    std::fs::rename(place.path("inbox/new.part"), place.path("inbox/new.txt")).unwrap();
    terminal.until("it is listed", |terminal| {
        terminal.text().contains("Newest") && terminal.text().contains("1 new") && terminal.text().contains("of 4")
    });
    std::fs::remove_file(place.path("inbox/new.txt")).unwrap();
    terminal.until("it is gone", |terminal| terminal.text().contains("new.txt"));
    quit(&mut terminal);
    // The next session knows the three that are left, and nothing is new to it.
    let mut terminal = started(&place);
    assert!(!["new.txt", "1 new"].iter().any(|word| terminal.text().contains(word)), "{}", terminal.text());
    quit(&mut terminal);
}

#[test]
fn a_library_of_many_steps_is_known_again_and_keys_are_obeyed_meanwhile() {
    let place = Place::new();
    for number in 0..4000 {
        std::fs::write(place.path(&format!("inbox/{number}")), "").unwrap();
    }
    for _ in 0..2 {
        let mut terminal = Terminal::start(&place);
        terminal.press("j");
        terminal.until("all are listed", |terminal| terminal.text().contains("3 unread of 4,003"));
        moves(&mut terminal, "j", 1);
        quit(&mut terminal);
    }
}

#[test]
fn a_signal_gives_the_terminal_back_and_ends_with_its_number() {
    for (signal, number) in [(Signal::TERM, 15), (Signal::HUP, 1), (Signal::INT, 2), (Signal::QUIT, 3)] {
        let place = Place::new();
        let mut terminal = started(&place);
        terminal.signal(signal);
        assert_eq!(terminal.end().code(), Some(128 + number));
        terminal.assert_given_back();
        assert_only_known_sequences(&terminal.bytes);
    }
}

#[test]
fn a_dropped_connection_ends_the_program() {
    let place = Place::new();
    let mut terminal = started(&place);
    terminal.hang_up();
    assert_eq!(terminal.end().code(), Some(129));
}

#[test]
fn a_dropped_connection_ends_the_program_even_when_it_draws() {
    let place = Place::new();
    let mut terminal = started(&place);
    terminal.resize(200, 60);
    terminal.press("jkjk");
    terminal.hang_up();
    assert_eq!(terminal.end().code(), Some(129));
}

#[test]
fn a_stalled_line_does_not_keep_the_program_alive() {
    let place = Place::new();
    let mut terminal = started(&place);
    terminal.resize(300, 100);
    terminal.press(&"\u{c}".repeat(500));
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.end_unread().code(), Some(143));
    terminal.assert_settings_given_back();
}

#[test]
fn suspending_gives_the_shell_its_terminal_and_coming_back_draws_at_the_new_size() {
    let place = Place::new();
    // A shell with job control, as the one the user types in.
    let script = "\"$0\" \"$@\"; echo the shell again; read line; fg >/dev/null";
    let mut command: Vec<PathBuf> = ["sh", "-m", "-c", script].iter().map(PathBuf::from).collect();
    command.extend(place.command());
    let mut terminal = Terminal::start_with(&place, &command, &[]);
    settle(&mut terminal);
    terminal.press("\u{1a}");
    terminal.until("the shell has its terminal", |terminal| terminal.text().contains("the shell again"));
    terminal.assert_given_back();
    terminal.press("\n");
    terminal.resize(100, 30);
    settle(&mut terminal);
    quit(&mut terminal);
}

#[test]
fn a_stop_sent_by_another_program_gives_the_terminal_back_first() {
    let place = Place::new();
    let script = "\"$0\" \"$@\"; echo the shell again; read line; fg >/dev/null";
    let mut command: Vec<PathBuf> = ["sh", "-m", "-c", script].iter().map(PathBuf::from).collect();
    command.extend(place.command());
    let mut terminal = Terminal::start_with(&place, &command, &[]);
    settle(&mut terminal);
    terminal.signal_child(Signal::TSTP);
    terminal.until("the shell has its terminal", |terminal| terminal.text().contains("the shell again"));
    terminal.assert_given_back();
    terminal.press("\n");
    terminal.resize(100, 30);
    settle(&mut terminal);
    quit(&mut terminal);
    assert_only_known_sequences(&terminal.bytes);
}

#[test]
fn a_stop_from_which_no_shell_could_bring_the_program_back_repaints_it() {
    let place = Place::new();
    let mut terminal = started(&place);
    for signal in [Signal::TSTP, Signal::TSTP] {
        terminal.wipe();
        terminal.signal(signal);
        settle(&mut terminal);
    }
    terminal.wipe();
    terminal.press("\u{1a}");
    settle(&mut terminal);
    moves(&mut terminal, "j", 1);
    quit(&mut terminal);
}

#[test]
fn a_stop_from_outside_is_followed_by_a_full_repaint() {
    let place = Place::new();
    let mut terminal = started(&place);
    terminal.signal(Signal::STOP);
    terminal.wipe();
    terminal.signal(Signal::CONT);
    settle(&mut terminal);
    quit(&mut terminal);
}

#[test]
fn any_size_is_drawn_and_the_same_size_again_repaints() {
    let place = Place::new();
    let mut terminal = started(&place);
    for (columns, rows) in [(200, 60), (1, 1), (20, 5), (2, 40), (40, 10), (300, 3), (120, 40), (80, 24)] {
        terminal.resize(columns, rows);
        terminal.until("something is drawn", Terminal::is_drawn);
    }
    settle(&mut terminal);
    terminal.wipe();
    terminal.signal(Signal::WINCH);
    settle(&mut terminal);
    quit(&mut terminal);
    assert_only_known_sequences(&terminal.bytes);
}

#[test]
fn an_idle_program_sends_nothing_and_sleeps() {
    let place = Place::new();
    let mut terminal = started(&place);
    // What the start still has to do may take a while; then it has to be silent.
    terminal.until("all is done", |terminal| !terminal.text().is_empty());
    let quiet = Duration::from_millis(700);
    let mut rounds = 0;
    loop {
        let sleeps = terminal.sleeps();
        if terminal.is_silent(quiet) && terminal.sleeps() == sleeps {
            break;
        }
        rounds += 1;
        assert!(rounds < 10, "it never falls asleep");
    }
    quit(&mut terminal);
}

#[test]
fn a_torn_arrow_is_an_arrow() {
    let place = Place::new();
    let mut terminal = Terminal::start_with(&place, &place.command(), &[("SSH_TTY", "/dev/pts/9")]);
    settle(&mut terminal);
    let before = row(&terminal);
    terminal.press("\x1b");
    terminal.press("[");
    terminal.press("B");
    terminal.until("the cursor moved", |terminal| row(terminal) == before + 1);
    quit(&mut terminal);
}

#[test]
fn a_late_answer_of_the_terminal_changes_nothing() {
    let place = Place::new();
    let mut terminal = started(&place);
    moves(&mut terminal, "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?62;4c\x1b[10;20Rj", 1);
    settle(&mut terminal);
    quit(&mut terminal);
}

#[test]
fn what_is_pasted_into_the_list_is_not_obeyed() {
    let place = Place::new();
    let mut terminal = started(&place);
    moves(&mut terminal, "\x1b[200~Q\rU*jjj\x1b[201~j", 1);
    settle(&mut terminal);
    quit(&mut terminal);
}

#[test]
fn no_color_means_no_colours_and_still_a_visible_selection() {
    let place = Place::new();
    let mut terminal = Terminal::start_with(&place, &place.command(), &[("NO_COLOR", "1")]);
    settle(&mut terminal);
    let (rows, columns) = terminal.screen().size();
    let cells = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
    let cells: Vec<_> = cells.filter_map(|(y, x)| terminal.screen().cell(y, x)).collect();
    assert!(cells.iter().all(|cell| cell.fgcolor() == vt100::Color::Default));
    assert!(cells.iter().all(|cell| cell.bgcolor() == vt100::Color::Default));
    assert!(cells.iter().any(|cell| cell.inverse()));
    quit(&mut terminal);
}

#[test]
fn a_dumb_terminal_gets_a_plain_list() {
    let place = Place::new();
    let mut terminal = Terminal::start_with(&place, &place.command(), &[("TERM", "dumb")]);
    assert_eq!(terminal.end().code(), Some(0));
    assert!(!terminal.bytes.contains(&0x1b));
    assert!(terminal.text().contains("First"));
}

#[test]
fn the_environment_may_ask_for_lines_instead_of_a_screen_on_any_terminal() {
    for name in ["dumb", "xterm-256color"] {
        let place = Place::new();
        let variables = [("TERM", name), ("ACCESSIBLE", "1")];
        let mut terminal = Terminal::start_with(&place, &place.command(), &variables);
        terminal.until("the documents are told", |terminal| terminal.text().contains("list>"));
        terminal.press("1\n");
        terminal.until("the text is told", |terminal| terminal.text().contains("1. The council met"));
        terminal.press("bookmark\n");
        terminal.until("the mark is told", |terminal| terminal.text().contains("saved: bookmarked"));
        assert!(place.saved().contains("\"k\":\"mark\""));
        // The end of the input, as Ctrl-D types it.
        terminal.press("\u{4}");
        assert_eq!(terminal.end().code(), Some(0));
        assert!(!terminal.bytes.contains(&0x1b));
        terminal.assert_given_back();
    }
}

/// Whether the list shows a bookmark on the document the cursor was on at the start.
fn has_star(terminal: &Terminal) -> bool {
    let (_, columns) = terminal.screen().size();
    terminal.screen().rows(0, columns.get()).any(|row| row.contains('*') && row.contains("briefing of the day"))
}

#[test]
fn a_bookmark_is_on_disk_when_the_connection_drops() {
    let place = Place::new();
    let mut terminal = started(&place);
    terminal.press("*");
    terminal.until("the bookmark shows", has_star);
    terminal.hang_up();
    assert_eq!(terminal.end().code(), Some(129));
    assert!(place.saved().contains("\"k\":\"mark\""), "{}", place.saved());
}

#[test]
fn a_bookmark_of_one_session_appears_in_the_other() {
    let place = Place::new();
    let mut one = started(&place);
    let mut other = started(&place);
    one.press("*");
    other.until("the bookmark of the first session shows", has_star);
    quit(&mut one);
    quit(&mut other);
}

#[test]
fn the_editor_gets_the_terminal_and_the_note_is_kept() {
    let place = Place::new();
    let editor = place.script("editor", "test -t 0 && test -t 1 && echo \"checked with the ministry\" >> \"$1\"");
    let mut terminal = Terminal::start_with(&place, &place.command(), &[("VISUAL", editor.to_str().unwrap())]);
    settle(&mut terminal);
    terminal.press("\r");
    terminal.until("the text is open", |terminal| terminal.text().contains("The council met"));
    terminal.press("e");
    terminal.until("the note is saved", |_| place.saved().contains("checked with the ministry"));
    quit(&mut terminal);
}

#[test]
fn the_pager_gets_the_text_and_no_way_to_a_shell() {
    let place = Place::new();
    let pager = place.script("pager", "echo \"secure=$LESSSECURE open=$LESSOPEN\"; cat; read answer < /dev/tty");
    let variables = [("PAGER", pager.to_str().unwrap()), ("LESSOPEN", "|run %s")];
    let mut terminal = Terminal::start_with(&place, &place.command(), &variables);
    settle(&mut terminal);
    terminal.press("\r");
    terminal.until("the text is open", |terminal| terminal.text().contains("The council met"));
    terminal.press("v");
    terminal.until("the pager shows the text", |terminal| {
        let text = terminal.text();
        text.contains("secure=1 open=") && text.contains("The council met") && !terminal.screen().alternate_screen()
    });
    assert!(!terminal.text().contains("run %s"));
    terminal.press("\u{3}");
    terminal.until("the reader has the terminal again", Terminal::is_drawn);
    quit(&mut terminal);
}

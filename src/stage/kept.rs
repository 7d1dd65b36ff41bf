//! Searches that are kept: those of late, those that were saved, and what is new among their hits.

use super::searching::{PORTS, body, ports};
use super::{NOW, Setting, Stage, entry};
use crate::app::{Msg, Timer};
use crate::document::{Clean, DocId};
use crate::library::{Batch, Change, Entry, Marks, Sought, Stamped};

/// Another session with the marks of this one.
fn next_session(stage: &Stage) -> Stage {
    Stage::with(80, 24, Setting { texts: PORTS.to_vec(), marks: stage.state.marks.clone(), ..Setting::default() })
}

#[test]
fn what_was_searched_for_and_its_order_is_there_in_the_next_session() {
    let mut stage = ports();
    stage.press("g/ harbour <esc> S q g/ ships <enter> q q");
    assert!(stage.saved.iter().any(|known| matches!(&known.change, Change::Sought(_, Some(_)))));
    let mut stage = next_session(&stage);
    stage.press("g/ <ctrl-r>");
    assert!(stage.line(23).contains("ships") && stage.line(0).contains("best first"), "{}", stage.text());
    stage.press("<ctrl-r>");
    assert!(stage.line(23).contains("harbour") && stage.line(0).contains("newest first"), "{}", stage.text());
    // What was searched for last is brought back first.
    stage.press("<esc> q g/ <ctrl-r>");
    assert!(stage.line(23).contains("harbour"), "{}", stage.text());
    stage.press("<esc> q gs");
    let text = stage.text();
    assert!(text.contains("> harbour ") && text.contains("earlier, newest first"), "{text}");
    stage.press("<enter>");
    assert!(stage.line(1).contains("harbour") && stage.line(0).contains("newest first"), "{}", stage.text());
}

#[test]
fn a_search_that_is_saved_keeps_its_order() {
    let mut stage = ports();
    stage.press("g/ harbour <esc> ma S q @a");
    assert!(stage.line(0).contains("newest first"), "{}", stage.text());
    let mut stage = next_session(&stage);
    stage.press("@a");
    assert!(stage.line(0).contains("newest first"), "{}", stage.text());
    stage.press("S q g/ ships <esc> S q @a");
    assert!(stage.line(0).contains("best first"), "the order of another search is not that of this one");
}

#[test]
fn searches_of_late_are_forgotten_one_by_one_or_all_at_once_and_brought_back() {
    let mut stage = ports();
    stage.press("g/ harbour <enter> q q g/ ships <enter> q q gs dd");
    assert!(!stage.text().contains("ships") && stage.text().contains("harbour"), "{}", stage.text());
    stage.press("q : forget-searches <enter>");
    assert!(stage.line(23).contains("1 search forgotten (U undoes)"), "{}", stage.line(23));
    assert_eq!(stage.state.marks.sought(), []);
    assert_eq!(next_session(&stage).press("g/ <ctrl-r>").line(23).trim(), "search:");
    stage.press("U U gs");
    assert!(stage.text().contains("ships") && stage.text().contains("harbour"), "{}", stage.text());
}

#[test]
fn no_more_than_a_hundred_searches_are_kept_and_a_clock_that_was_set_back_does_not_mix_them_up() {
    let mut marks = Marks::default();
    for number in 0..105 {
        let sought = Some(Sought { at: NOW + 1_000 + number, by_date: false });
        let change = Change::Sought(Clean::line(&format!("word{number}")), sought);
        marks.apply(&Stamped { doc: DocId::NONE, path: None, title: None, change });
    }
    let mut stage = Stage::with(80, 24, Setting { texts: PORTS.to_vec(), marks, ..Setting::default() });
    stage.press("g/ harbour <enter> q q");
    let known = stage.state.marks.sought();
    assert_eq!((known.len(), &**known[0].0, &**known[99].0), (100, "word6", "harbour"));
    stage.press("g/ harbour <enter> q q");
    assert_eq!(stage.state.marks.sought().len(), 100);
}

/// A document that comes by itself, later than now.
fn newcomer() -> Msg {
    let entry = Entry { added: Some(NOW + 60), ..entry("new.txt", b"Late news\n\nThe harbour burns.\n") };
    Msg::Scanned(Batch { entries: vec![entry], read: 5, found: 5, new: 1, done: true, ..Batch::default() })
}

#[test]
fn a_search_is_saved_under_a_letter_and_opened_with_it() {
    let mut stage = ports();
    stage.press("g/ harbour <esc> ma");
    assert!(stage.line(23).starts_with("saved: harbour*, @a opens it (U undoes)"), "{}", stage.line(23));
    stage.press("q q j @a");
    assert!(stage.line(1).contains("harbour*"), "{}", stage.line(1));
    assert!(body(&stage).contains("Port news"), "{}", body(&stage));
    stage.press("q @");
    stage.wake(Timer::WhichKey);
    assert!(stage.text().contains("a  harbour*"), "{}", stage.text());
    stage.press("b");
    assert!(stage.line(23).contains("no search is saved under b"), "{}", stage.line(23));
    stage.press("U");
    assert_eq!(stage.state.marks.searches().count(), 0);
}

#[test]
fn a_search_is_saved_under_a_name_and_removed_and_brought_back() {
    let mut stage = ports();
    stage.press("g/ harbour <esc> s ports <enter>");
    assert!(stage.line(23).starts_with("saved: ports"), "{}", stage.line(23));
    stage.press("gs");
    assert!(stage.text().contains("ports: harbour*"), "{}", stage.text());
    assert!(stage.text().contains("3 documents"), "{}", stage.text());
    stage.press("dd");
    assert!(stage.text().contains("no saved searches yet"), "{}", stage.text());
    stage.press("U q gs <enter>");
    assert!(stage.line(1).contains("harbour*"), "{}", stage.line(1));
}

#[test]
fn saved_searches_tell_how_many_of_their_hits_are_new_until_they_are_looked_at() {
    let mut stage = ports();
    stage.press("g/ harbour <esc> ma q q");
    stage.send(newcomer());
    assert!(stage.line(0).contains("1 new"), "{}", stage.line(0));
    stage.press("gs");
    assert!(stage.text().contains("1 new of 4 documents"), "{}", stage.text());
    stage.press("<enter>");
    assert!(body(&stage).lines().any(|line| line.contains('+') && line.contains("new.txt")), "{}", body(&stage));
    assert!(stage.line(0).contains("+ 1 new"), "{}", stage.line(0));
    stage.press("q gs");
    assert!(stage.text().contains("4 documents") && !stage.text().contains("new of"), "{}", stage.text());
    assert!(stage.saved.iter().any(|known| matches!(&known.change, Change::Search(_, Some(_)))));
}

#[test]
fn what_came_by_itself_is_told_until_somebody_moves_in_the_list() {
    let mut stage = ports();
    stage.press("j");
    stage.send(newcomer());
    assert!(stage.line(0).contains("1 new"), "{}", stage.line(0));
    stage.press("j");
    assert!(!stage.line(0).contains("new "), "{}", stage.line(0));
}

//! What is told of indexing, and how it is paused.

use super::searching::ports;
use crate::app::{Indexing, Msg, Timer};
use crate::document::Clean;

fn indexing(done: u32) -> Msg {
    Msg::Indexing(Indexing { done, total: 100_000, seconds_left: Some(95), ..Indexing::default() })
}

#[test]
fn the_header_tells_quietly_how_far_indexing_is() {
    let mut stage = ports();
    stage.send(indexing(41_200));
    assert!(stage.line(0).contains("indexing 41,200 of 100,000 · 2 min left"), "{}", stage.line(0));
    let before = stage.text();
    for done in 41_201..41_300 {
        stage.send(indexing(done));
    }
    assert_eq!(stage.text(), before, "not more than once a second");
    stage.wake(Timer::Indexing);
    assert!(stage.line(0).contains("41,299"), "{}", stage.line(0));
    stage.press(": index-pause <enter>");
    assert_eq!(stage.paused, Some(true));
    stage.resize(40, 10);
    assert!(stage.line(0).contains("indexing 41%"), "{}", stage.line(0));
    stage.send(indexing(100_000));
    assert!(!stage.line(0).contains("indexing"), "{}", stage.line(0));
}

#[test]
fn why_there_is_no_index_is_told_once_and_whenever_it_is_asked_for() {
    let mut stage = ports();
    let trouble = || {
        Msg::Indexing(Indexing {
            trouble: Some(Clean::line("the index cannot be written: no space left on device")),
            ..Indexing::default()
        })
    };
    stage.send(trouble());
    let told = "the index cannot be written: no space left on device; files are read  ";
    assert!(stage.line(23).starts_with(told), "{}", stage.line(23));
    stage.press("j");
    stage.send(trouble());
    assert!(!stage.line(23).contains("device"), "{}", stage.line(23));
    assert!(stage.line(0).contains("no index"), "{}", stage.line(0));
    stage.press(": index-pause <enter>");
    assert!(stage.line(23).contains("nothing is being indexed: the index cannot be written"), "{}", stage.line(23));
    assert_eq!(stage.paused, None);
}

#[test]
fn indexing_can_be_paused_before_it_begins() {
    let mut stage = ports();
    stage.press(": index-pause <enter>");
    assert!(stage.line(23).starts_with("what is to be indexed waits"), "{}", stage.line(23));
    assert_eq!(stage.paused, Some(true));
    stage.send(Msg::Indexing(Indexing { total: 1_000, is_paused: true, ..Indexing::default() }));
    assert!(stage.line(0).contains("paused at 0 of 1,000"), "{}", stage.line(0));
    stage.press(": index-pause <enter>");
    assert!(stage.line(23).starts_with("indexing goes on"), "{}", stage.line(23));
    assert_eq!(stage.paused, Some(false));
}

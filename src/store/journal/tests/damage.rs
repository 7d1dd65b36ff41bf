//! What others do to the files: damage, removal, links, wrong modes.

use super::*;

#[test]
fn a_directory_others_may_write_to_is_refused_with_a_hint() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    journal(&dir).append(&[bookmark(1)]).unwrap();
    std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o770)).unwrap();
    let error = journal(&dir).read().unwrap_err();
    assert!(error.message.ends_with("others may write to it"), "{error}");
    assert!(error.hint.unwrap().starts_with("chmod go-w"));
    let mut other = journal(&dir);
    assert!(other.append(&[bookmark(2)]).is_err());
    assert_eq!(other.pending(), 1);
}

#[test]
fn damaged_lines_are_counted_and_everything_else_is_kept() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    journal(&dir).append(&[bookmark(1)]).unwrap();
    let path = segments(&dir).remove(0);
    let mut text = std::fs::read_to_string(&path).unwrap();
    let whole = text.clone();
    text.push_str("{\"v\":1,\"t\":5,\"by\n\0\0\0\0\nnot json\n");
    text.push_str(&whole.replace(&doc(1).to_string(), &doc(2).to_string()));
    text.push_str("{\"v\":1,\"t\":17");
    std::fs::write(&path, text).unwrap();
    let (marks, damaged) = read(&dir);
    assert_eq!(damaged, 3);
    assert!(marks.get(doc(1)).unwrap().bookmarked && marks.get(doc(2)).unwrap().bookmarked);
    let check = Journal::check(&dir).unwrap();
    assert_eq!(check.segments[0].damaged.iter().map(|&(line, _)| line).collect::<Vec<_>>(), [2, 3, 4]);
    assert!(check.segments[0].is_unfinished && !check.is_clean());
    assert_eq!((check.segments[0].records, check.segments[0].is_in_use), (2, false));
}

#[test]
fn repair_puts_damaged_lines_aside_and_deletes_nothing() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    journal(&dir).append(&[bookmark(1)]).unwrap();
    let path = segments(&dir).remove(0);
    let whole = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("garbage one\n{whole}garbage \u{1b}[31mtwo")).unwrap();
    let before = marks(&dir);
    let repair = Journal::repair(&dir).unwrap();
    assert_eq!((repair.repaired[0].1, repair.repaired[0].2), (1, 2));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), whole);
    let aside = std::fs::read_to_string(dir.join(&*repair.aside[0])).unwrap();
    assert_eq!(aside, "garbage one\ngarbage \u{1b}[31mtwo\n");
    assert!(Journal::check(&dir).unwrap().is_clean());
    assert_eq!(read(&dir), (before, 0));
    assert!(files(&dir).iter().all(|file| mode(file) == 0o600));
    assert_eq!(Journal::repair(&dir).unwrap(), Repair::default());
}

#[test]
fn a_damaged_segment_that_is_in_use_is_left_alone() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    let mut one = journal(&dir);
    one.append(&[bookmark(1)]).unwrap();
    let path = segments(&dir).remove(0);
    let text = std::fs::read_to_string(&path).unwrap() + "garbage\n";
    std::fs::write(&path, &text).unwrap();
    let repair = Journal::repair(&dir).unwrap();
    assert_eq!((repair.repaired.len(), repair.left_alone.len()), (0, 1));
    assert!(Journal::check(&dir).unwrap().segments[0].is_in_use);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_segment_that_is_removed_under_us_is_written_again() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    let mut one = journal(&dir);
    one.append(&[bookmark(1)]).unwrap();
    std::fs::remove_file(segments(&dir).remove(0)).unwrap();
    one.append(&[bookmark(2)]).unwrap();
    assert_eq!(marks(&dir).iter().count(), 2);
    // The same when another file took its name.
    let path = segments(&dir).remove(0);
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "").unwrap();
    one.append(&[bookmark(3)]).unwrap();
    assert_eq!(marks(&dir).iter().count(), 3);
    std::fs::remove_dir_all(&dir).unwrap();
    one.append(&[bookmark(4)]).unwrap();
    assert_eq!(marks(&dir).iter().count(), 4);
}

#[test]
fn what_cannot_be_saved_stays_pending_and_is_saved_when_it_can() {
    let scratch = Scratch::new();
    let blocked = scratch.write("state", "a file in the place of the directory");
    let mut one = journal(&blocked);
    assert!(one.append(&[bookmark(1)]).is_err());
    assert!(one.append(&[note(1, "kept")]).is_err());
    assert_eq!(one.pending(), 2);
    assert!(one.trouble().is_some());
    assert_eq!(one.pending_lines().count(), 2);
    std::fs::remove_file(&blocked).unwrap();
    one.append(&[]).unwrap();
    assert_eq!((one.pending(), one.trouble()), (0, None));
    assert_eq!(marks(&blocked).get(doc(1)).unwrap().notes, [Clean::text("kept")]);
}

#[test]
fn a_link_or_a_pipe_among_the_segments_is_not_followed_and_does_not_hang() {
    let scratch = Scratch::new();
    let dir = scratch.path("state");
    journal(&dir).append(&[bookmark(1)]).unwrap();
    std::os::unix::fs::symlink("/dev/zero", dir.join("seg-a.jsonl")).unwrap();
    let fifo = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, dir.join("seg-b.jsonl"), fifo, rustix::fs::Mode::from(0o600), 0).unwrap();
    let (marks, damaged) = read(&dir);
    assert_eq!((marks.iter().count(), damaged), (1, 2));
    assert!(!Journal::check(&dir).unwrap().is_clean());
}

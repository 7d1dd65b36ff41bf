//! A document that is new or has changed is opened once: what is read for the list is read for the index.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "tests start processes and look at files")]

mod pty;
mod world;

use std::collections::BTreeMap;
use std::fs;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;

use pty::{Place, Terminal};
use rustix::fs::inotify::{CreateFlags, ReadFlags, Reader, WatchFlags, add_watch, init};
use rustix::io::Errno;
use world::World;

/// Counts how often the files of a folder are opened, by whatever process.
struct Opens(OwnedFd);

impl Opens {
    fn of(folder: &Path) -> Self {
        let inotify = init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).unwrap();
        // Two signs that are the same and follow each other are told as one: closing stands between them.
        add_watch(&inotify, folder, WatchFlags::OPEN | WatchFlags::CLOSE_NOWRITE).unwrap();
        Self(inotify)
    }

    /// How often each was opened since this was asked last.
    fn take(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        let mut buffer = [MaybeUninit::uninit(); 16 * 1024];
        let mut events = Reader::new(&self.0, &mut buffer);
        loop {
            let event = match events.next() {
                Err(Errno::WOULDBLOCK) => return counts,
                event => event.unwrap(),
            };
            assert!(!event.events().contains(ReadFlags::QUEUE_OVERFLOW));
            let name = event.file_name().filter(|_| event.events().contains(ReadFlags::OPEN));
            if let Some(name) = name.and_then(|name| name.to_str().ok()) {
                *counts.entry(name.to_owned()).or_default() += 1;
            }
        }
    }
}

/// Documents of every sort that a folder may have, but none that is large.
fn inbox() -> World {
    let world = World::new();
    for number in 0..20 {
        let text = format!("Case {number}\n\nDawn Berg, the mayor, said on 3 May 2024 that it was closed.\n");
        world.write(format!("inbox/{number:02}.txt"), text.repeat(5));
    }
    world.write("inbox/page.html", "<html><title>Port</title><p>The port was shut, said Ana Ruiz.</p></html>");
    world.write("inbox/notes.md", "# Notes\n\nThe port was **shut**.\n");
    world.write("inbox/copy.md", "# Notes\n\nThe port was **shut**.\n");
    world.write("inbox/latin.txt", b"El alcalde Jos\xe9 Nu\xf1ez habl\xf3.\n");
    // More than is looked through for people in the list.
    world.write("inbox/long.txt", "The council met, and Dawn Berg spoke for an hour about boats.\n".repeat(8_000));
    world.write("inbox/empty.txt", "");
    world.write("inbox/broken.txt", b"\0\x01\x02\0\0\0");
    world
}

#[test]
fn a_folder_that_is_indexed_for_the_first_time_is_opened_once_and_later_what_changed() {
    let world = inbox();
    let files = fs::read_dir(world.path("inbox")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let once: BTreeMap<String, usize> = files.map(|name| (name, 1)).collect();
    let opens = Opens::of(&world.path("inbox"));
    let run = world.run(["index", "inbox"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.out.contains("24 of 24 documents indexed, 24 new"), "{}", run.out);
    assert_eq!(opens.take(), once);
    world.write("inbox/07.txt", "Another text.\n");
    world.write("inbox/new.txt", "A text that was not there.\n");
    opens.take();
    let run = world.run(["index", "inbox"]);
    assert!(run.out.contains("2 new"), "{}", run.out);
    let opened = opens.take();
    assert_eq!((opened.get("07.txt"), opened.get("new.txt")), (Some(&1), Some(&1)), "{opened:?}");
}

/// Puts a file into the folder at once, which does not open it there.
fn put(place: &Place, name: &str, text: &str) {
    let path = place.path(name);
    fs::write(&path, text).unwrap();
    fs::rename(path, place.path("inbox").join(name)).unwrap();
}

#[test]
fn a_file_that_comes_or_changes_while_a_session_lasts_is_opened_once() {
    let place = Place::new();
    for number in 0..20 {
        put(&place, &format!("{number:02}.txt"), &format!("Case {number}\n\nDawn Berg said that it was closed.\n"));
    }
    let known = fs::read_dir(place.path("inbox")).unwrap().count();
    let mut terminal = Terminal::start(&place);
    terminal.until("all is indexed", |_| place.indexed() == known);
    let opens = Opens::of(&place.path("inbox"));
    put(&place, "07.txt", "Another text\n\nAna Ruiz, the mayor, said that it was open.\n");
    put(&place, "new.html", "<title>A page</title><p>Ana Ruiz said on 3 May 2024 that 12 boats had come.</p>");
    terminal.until("what is new is indexed", |_| place.indexed() == known + 2);
    terminal.press("Q");
    assert_eq!(terminal.end().code(), Some(0), "{}", terminal.text());
    terminal.assert_given_back();
    let once = ["07.txt", "new.html"].map(|name| (name.to_owned(), 1));
    assert_eq!(opens.take(), BTreeMap::from(once));
}

//! Bringing catalogue and index up to date together: whatever ends the short way, all is there as if there were none.

use super::super::reader::Reader;
use super::super::sweep::Progress;
use super::super::update::{Step, Updated, update};
use super::super::words::POISON;
use super::super::{Finder, Place, Refused, remove, status};
use crate::document::DocId;
use crate::library::Origin;
use crate::store::scratch::Scratch;
use crate::store::{Amount, Targets, load, read};

/// A folder with files, and a cache.
struct Desk {
    scratch: Scratch,
    place: Place,
}

impl Desk {
    fn new(texts: &[(&str, &str)]) -> Self {
        let scratch = Scratch::new();
        scratch.write("in/.keep", "");
        for (name, text) in texts {
            scratch.write(format!("in/{name}"), text);
        }
        let place = Place::of(&scratch.path("cache"));
        Self { scratch, place }
    }

    fn targets(&self) -> Targets {
        Targets { paths: vec![self.scratch.path("in")], shelf: Some(self.scratch.path("cache")), ..Targets::default() }
    }

    /// What came of it, and how many documents were told to have gone in by the short way.
    fn update(&self) -> Result<(Updated, u32), Refused> {
        let mut taken = 0;
        let updated = update(&self.targets(), &self.place, false, &mut |step| {
            if let Step::Indexing(Progress { added, .. }) = step {
                taken = *added;
            }
        });
        Ok((updated?, taken))
    }

    /// The analyses in the index are those of the documents.
    fn check(&self, texts: &[&str]) {
        let known: Vec<DocId> = Reader::open(&self.place).unwrap().documents().collect();
        assert_eq!(known.len(), texts.len());
        let mut finder = Finder::new(Some(self.place.clone()));
        finder.refresh();
        for text in texts {
            let path = self.scratch.write("again.txt", text);
            let loaded = load(&Origin::File(path), Amount::Whole).unwrap();
            assert!(known.contains(&loaded.id), "{text}");
            let analysis = crate::analysis::analyse(&loaded.document, &|| false);
            assert_eq!(finder.analysis(loaded.id, &loaded.document), Some(analysis));
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "moves a file, and keeps a catalogue")]
fn what_is_new_goes_in_by_the_short_way_and_what_is_large_or_was_listed_by_the_sweep() {
    let large = "Ana Ruiz told the council that 1,200 boats had left the port.\n".repeat(18_000);
    let text = "“We counted 1,200 boats,” said Ana Ruiz, the mayor, on 3 May 2024.\n";
    let desk = Desk::new(&[("a.txt", text), ("b.txt", text), ("c.txt", "Another text.\n"), ("large.txt", &large)]);
    let (Updated { progress, copies, unreadable }, taken) = desk.update().unwrap();
    assert_eq!((progress.done, progress.added, progress.total, copies, unreadable.len()), (3, 3, 3, 1, 0));
    assert_eq!(taken, 3, "it is told with the rest");
    desk.check(&[text, "Another text.\n", &large]);
    let (Updated { progress, .. }, _) = desk.update().unwrap();
    assert_eq!((progress.done, progress.added, progress.total), (3, 0, 3));
    // Of what is listed only the index is gone.
    let catalogue = std::fs::read(desk.scratch.path("cache/catalogue")).unwrap();
    remove(&desk.place).unwrap();
    desk.scratch.write("cache/catalogue", catalogue);
    desk.scratch.write("in/d.txt", "One more.\n");
    std::fs::rename(desk.scratch.path("in/c.txt"), desk.scratch.path("in/e.txt")).unwrap();
    let (Updated { progress, .. }, _) = desk.update().unwrap();
    assert_eq!((progress.done, progress.added, progress.total), (4, 4, 4));
    desk.check(&[text, "Another text.\n", "One more.\n", &large]);
}

#[test]
fn what_makes_the_engine_fail_costs_only_itself_and_stands_in_the_list() {
    let poison = format!("A text with {POISON} in it.\n");
    let desk = Desk::new(&[("1.txt", "One.\n"), ("2.txt", "Two.\n"), ("3.txt", &poison), ("4.txt", "Four.\n")]);
    let (Updated { progress, unreadable, .. }, _) = desk.update().unwrap();
    assert_eq!((progress.failed.values().sum::<u32>(), progress.trouble, unreadable.len()), (1, None, 0));
    desk.check(&["One.\n", "Two.\n", "Four.\n"]);
    assert!(read(&desk.targets()).iter().all(|entry| entry.head().is_some()));
}

#[test]
fn who_may_not_write_the_index_still_keeps_the_list() {
    let desk = Desk::new(&[("a.txt", "One.\n"), ("b.txt", "")]);
    let held = desk.place.hold().unwrap();
    assert_eq!(desk.update().unwrap_err(), Refused::Busy);
    assert_eq!(desk.targets().records().count(), 2);
    drop(held);
    let (Updated { progress, unreadable, .. }, _) = desk.update().unwrap();
    assert_eq!((progress.added, unreadable.len()), (1, 1));
    assert_eq!(status(&desk.place).unwrap().documents, 1);
}

//! Sweeps: what becomes of documents that make something fail, that change, or that are too large.

use super::super::reader::Reader;
use super::super::words::POISON;
use super::super::{Lack, Place, Progress, Refused, Sweep, Wanted, has_exactly, lack, status, sweep};
use crate::document::DocId;
use crate::library::Origin;
use crate::store::scratch::Scratch;

fn wanted(scratch: &Scratch, texts: &[&str]) -> Vec<Wanted> {
    let file = |(number, text): (usize, &&str)| {
        let path = scratch.write(format!("inbox/{number}.txt"), text.as_bytes());
        Wanted { id: None, origin: Origin::File(path), size: text.len() as u64, ready: None }
    };
    texts.iter().enumerate().map(file).collect()
}

fn swept(place: &Place, wanted: &[Wanted]) -> Progress {
    let sweeping =
        Sweep { place, wanted, present: None, is_anew: false, spared: 0, rests: &|| false, goes_on: &|| true };
    sweep(&sweeping, &mut |_| ()).unwrap()
}

#[test]
fn a_document_on_which_the_engine_fails_costs_only_itself() {
    let scratch = Scratch::new();
    let place = Place::of(scratch.root());
    let poison = format!("A text with {POISON} in it.");
    let texts = ["The first text.", "The second text.", &*poison, "The third text.", "The fourth text."];
    let progress = swept(&place, &wanted(&scratch, &texts));
    assert_eq!(progress.trouble, None);
    assert_eq!(progress.failed.values().sum::<u32>(), 1, "{:?}", progress.failed);
    assert_eq!(status(&place).unwrap().documents, 4);
}

#[test]
fn what_vanished_is_empty_or_too_large_is_accounted_for() {
    let scratch = Scratch::new();
    let place = Place::of(scratch.root());
    let mut wanted = wanted(&scratch, &["A text.", "", "Another text."]);
    wanted.push(Wanted { id: None, origin: Origin::File(scratch.path("inbox/gone.txt")), size: 3, ready: None });
    wanted.push(Wanted { size: u64::MAX, ..wanted[0].clone() });
    let progress = swept(&place, &wanted);
    let reasons: Vec<&str> = progress.failed.keys().map(|why| &**why).collect();
    assert_eq!((progress.done, progress.total, reasons.len()), (2, 5, 3), "{reasons:?}");
    assert_eq!(status(&place).unwrap().documents, 2);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "takes files away")]
fn what_changes_grows_or_goes_while_others_are_read_is_taken_as_it_is_found() {
    let scratch = Scratch::new();
    let place = Place::of(scratch.root());
    let texts: Vec<String> = (0..30).map(|number| format!("The text with the number {number}.")).collect();
    let mut wanted = wanted(&scratch, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    wanted.iter_mut().zip(&texts).for_each(|(wanted, text)| wanted.id = Some(DocId::of(text.as_bytes())));
    let path = |number: usize| {
        let Origin::File(path) = &wanted[number].origin else { panic!() };
        path.strip_prefix(scratch.root()).unwrap().to_owned()
    };
    let (changed, grown, gone, blocked) = (path(26), path(27), path(28), path(29));
    let grown_text = "It goes on and on.\n".repeat(200_000);
    let is_due = std::sync::atomic::AtomicBool::new(true);
    // The first to ask comes long before these are read.
    let goes_on = || {
        if is_due.swap(false, std::sync::atomic::Ordering::SeqCst) {
            scratch.write(&changed, "Another text.");
            scratch.write(&grown, &grown_text);
            for lost in [&gone, &blocked] {
                std::fs::remove_file(scratch.path(lost)).unwrap();
            }
            std::fs::create_dir(scratch.path(&blocked)).unwrap();
        }
        true
    };
    let sweeping = Sweep {
        place: &place,
        wanted: &wanted,
        present: None,
        is_anew: false,
        spared: 64,
        rests: &|| false,
        goes_on: &goes_on,
    };
    let progress = sweep(&sweeping, &mut |_| ()).unwrap();
    let reasons: Vec<&str> = progress.failed.keys().map(|why| &**why).collect();
    assert_eq!((progress.done, progress.added, reasons), (28, 28, vec!["it is a folder", "there is no such file"]));
    let known: Vec<DocId> = Reader::open(&place).unwrap().documents().collect();
    assert_eq!(known.len(), 28);
    for text in ["Another text.", &grown_text, &texts[0]] {
        assert!(known.contains(&DocId::of(text.as_bytes())));
    }
}

#[test]
fn what_is_missing_is_added_to_what_is_there_and_nothing_is_taken_out_for_it() {
    let scratch = Scratch::new();
    let place = Place::of(scratch.root());
    let texts: Vec<String> = (0..9).map(|number| format!("The text with the number {number}.")).collect();
    let mut wanted = wanted(&scratch, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    wanted.iter_mut().zip(&texts).for_each(|(wanted, text)| wanted.id = Some(DocId::of(text.as_bytes())));
    let lacks =
        |wanted: &[Wanted]| lack(&place, wanted.iter().enumerate().map(|(at, known)| (at, known.id, || known.size)));
    let has = |texts: &[String]| has_exactly(&place, texts.iter().map(|text| DocId::of(text.as_bytes())));
    assert!(matches!(lacks(&wanted), Lack::Unknown), "there is no index");
    assert!(!has(&[]) && !has(&texts));
    assert_eq!(swept(&place, &wanted[..6]).added, 6);
    assert!(has(&texts[..6]) && !has(&texts[..5]) && !has(&texts[1..7]) && !has(&texts));
    // Two copies, and one that is never kept.
    wanted.extend([
        wanted[0].clone(),
        wanted[8].clone(),
        Wanted { id: Some(DocId([7; 16])), size: u64::MAX, ..wanted[1].clone() },
    ]);
    let Lack::Some(missing, 6) = lacks(&wanted) else { panic!() };
    assert_eq!(missing, [6, 7, 8, 10, 11]);
    let part = |present| {
        let wanted: Vec<Wanted> =
            missing.iter().map(|&at| wanted[at].clone()).filter(|known| known.size < 100).collect();
        let sweeping = Sweep {
            place: &place,
            wanted: &wanted,
            present: Some(present),
            is_anew: false,
            spared: 0,
            rests: &|| false,
            goes_on: &|| true,
        };
        sweep(&sweeping, &mut |_| ())
    };
    assert_eq!(part(7), Err(Refused::Changed), "it has less than was thought");
    let progress = part(6).unwrap();
    assert_eq!((progress.done, progress.added, progress.total), (9, 3, 9));
    assert_eq!(status(&place).unwrap().documents, 9);
    assert!(has(&texts));
    assert!(matches!(lacks(&wanted), Lack::Nothing { done: 9, large: 1 }));
    let progress = swept(&place, &wanted);
    assert_eq!((progress.done, progress.added, progress.total, progress.failed.len()), (9, 0, 10, 1));
    assert!(matches!(lacks(&wanted[..6]), Lack::Unknown), "much is gone, and has to be taken out");
}

#[test]
fn a_sweep_that_is_stopped_keeps_what_it_has_and_the_next_one_goes_on() {
    let scratch = Scratch::new();
    let place = Place::of(scratch.root());
    let texts: Vec<String> = (0..30).map(|number| format!("The text with the number {number}.")).collect();
    let wanted = wanted(&scratch, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    let asked = std::sync::atomic::AtomicU32::new(0);
    let goes_on = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 10;
    let stopped = Sweep {
        place: &place,
        wanted: &wanted,
        present: None,
        is_anew: false,
        spared: 0,
        rests: &|| false,
        goes_on: &goes_on,
    };
    let progress = sweep(&stopped, &mut |_| ()).unwrap();
    assert_eq!((progress.done, status(&place).unwrap().documents), (10, 10));
    let progress = swept(&place, &wanted);
    assert_eq!((progress.done, progress.added, status(&place).unwrap().documents), (30, 20, 30));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "damages what was not on disk when the power failed")]
fn what_was_not_on_disk_when_the_power_failed_is_made_anew() {
    let scratch = Scratch::new();
    let place = Place::of(scratch.root());
    let texts = ["One text.", "Another text."];
    let mut wanted = wanted(&scratch, &texts);
    assert_eq!(swept(&place, &wanted).added, 2);
    wanted.iter_mut().zip(texts).for_each(|(wanted, text)| wanted.id = Some(DocId::of(text.as_bytes())));
    assert_eq!(swept(&place, &wanted).added, 0, "all is there");
    let is_store = |name: &std::path::PathBuf| name.extension().is_some_and(|extension| extension == "store");
    let files = std::fs::read_dir(scratch.path("index")).unwrap().map(|file| file.unwrap().path());
    for path in files.filter(is_store) {
        // Its end is sound, so that only the checksum tells.
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[..16].fill(0);
        std::fs::write(&path, bytes).unwrap();
    }
    scratch.write("index.at-work", "");
    assert_eq!(swept(&place, &wanted).added, 2, "nothing of it is believed");
    assert!(!scratch.path("index.at-work").exists());
    assert_eq!(status(&place).unwrap().documents, 2);
}

//! `briefing index`: the full text of a library, brought up to date, looked at, made anew or removed.
#![expect(clippy::disallowed_methods, reason = "tells how long it takes")]

use std::time::{Duration, Instant};

use serde::Serialize;

use super::Ended;
use super::args::Index;
use super::output::{Output, report};
use super::session::Session;
use crate::app::grouped;
use crate::error::{Error, Exit};
use crate::search::Day;
use crate::store::{self, Place, Progress, Refused, Step, Targets, Updated};

/// Time between two states of the progress line on a terminal.
const SOON: Duration = Duration::from_millis(200);
/// Time between two lines elsewhere.
const CALMLY: Duration = Duration::from_secs(10);
/// Columns of the bar.
const BAR: usize = 20;

/// How it stands with an index, in JSON.
#[derive(Debug, Serialize)]
struct Status {
    schema: u8,
    path: String,
    documents: usize,
    indexed: u32,
    bytes: u64,
    updated: Option<i64>,
}

/// Does with the index of the documents under the paths what was asked for.
pub(super) fn run(session: &Session, asked: &Index, out: &mut Output) -> Result<Exit, Ended> {
    let targets = session.targets(&asked.paths)?;
    let Some(shelf) = &targets.shelf else {
        return Err(Error::new("there is nothing to index")
            .hint("name a folder: single files are read as they are")
            .into());
    };
    let place = Place::of(shelf);
    if asked.status {
        return status(&targets, &place, asked.json, out);
    }
    if asked.drop {
        store::remove_index(&place).map_err(refused)?;
        return Ok(Exit::Found);
    }
    update(&targets, &place, asked.rebuild, out)
}

fn status(targets: &Targets, place: &Place, is_json: bool, out: &mut Output) -> Result<Exit, Ended> {
    let found = store::index_status(place);
    let documents = store::found(targets).len();
    let exit = if found.is_some() { Exit::Found } else { Exit::Nothing };
    let (indexed, bytes) = found.as_ref().map_or((0, 0), |found| (found.documents, found.bytes));
    let updated = found.map(|found| found.changed);
    let path = place.shown().to_string();
    if is_json {
        out.json(&Status { schema: 1, path, documents, indexed, bytes, updated })?;
        return Ok(exit);
    }
    out.row(["documents", &documents.to_string()])?;
    out.row(["indexed", &indexed.to_string()])?;
    out.row(["size", &size(bytes)])?;
    out.row(["updated", &updated.map_or_else(|| "-".to_owned(), time)])?;
    out.row(["path", &path])?;
    Ok(exit)
}

fn update(targets: &Targets, place: &Place, is_anew: bool, out: &mut Output) -> Result<Exit, Ended> {
    let began = Instant::now();
    let mut told = began;
    let mut failed = Ok(());
    let pause = if out.is_live() { SOON } else { CALMLY };
    let updated = store::update_index(targets, place, is_anew, &mut |step| {
        if told.elapsed() >= pause && failed.is_ok() {
            told = Instant::now();
            failed = out.passing(&match step {
                Step::Reading(read, found) => format!("reading {} of {}", grouped(read), grouped(found)),
                Step::Indexing(progress) => line(progress, began.elapsed(), out.is_live()),
            });
        }
    });
    failed?;
    let Updated { progress, copies, unreadable } = updated.map_err(refused)?;
    out.passing("")?;
    if let Some(why) = &progress.trouble {
        let kept = store::index_status(place).map_or(0, |found| found.documents);
        let kept = format!("{} of {} documents are in it", grouped(kept), grouped(progress.total));
        return Err(Error::new(format!("cannot write the index: {why}; {kept}"))
            .hint("the next run goes on from there, and documents that are not in it are read when they are searched")
            .into());
    }
    out.line(&format!(
        "{} of {} documents indexed, {}",
        grouped(progress.done),
        grouped(progress.total),
        rate(progress.added, began.elapsed())
    ))?;
    for rest in rest(copies, store::passed_over(targets)) {
        out.line(&rest)?;
    }
    let mut failed = unreadable;
    for (why, count) in progress.failed {
        *failed.entry(why).or_default() += count;
    }
    for (why, count) in &failed {
        report(&Error::new(format!("{} not indexed: {why}", documents(*count))));
    }
    Ok(if failed.is_empty() { Exit::Found } else { Exit::Error })
}

/// What else lies there: every file is accounted for.
fn rest(copies: u32, passed_over: Option<String>) -> Vec<String> {
    let copies = match copies {
        0 => None,
        1 => Some("1 more file has the text of another one, and is found with it".to_owned()),
        _ => Some(format!("{} more files have the text of another one, and are found with it", grouped(copies))),
    };
    copies.into_iter().chain(passed_over.map(|words| format!("passed over: {words}"))).collect()
}

/// How far it is: with a bar on a terminal.
fn line(progress: &Progress, time: Duration, has_bar: bool) -> String {
    let numbers = format!("{} of {}, {}", grouped(progress.done), grouped(progress.total), rate(progress.added, time));
    if !has_bar {
        return format!("indexing {numbers}");
    }
    let full = usize::try_from(u64::from(progress.done) * BAR as u64 / u64::from(progress.total.max(1))).unwrap_or(BAR);
    format!("[{}{}] {numbers}", "#".repeat(full.min(BAR)), "-".repeat(BAR.saturating_sub(full)))
}

/// Documents a second.
fn rate(documents: u32, time: Duration) -> String {
    let second = u64::from(documents) * 1000 / u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1);
    format!("{} new in {} s, {} a second", grouped(documents), time.as_secs(), second)
}

fn documents(count: u32) -> String {
    if count == 1 { "1 document is".to_owned() } else { format!("{} documents are", grouped(count)) }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// A time in seconds since 1970, in universal time.
fn time(seconds: i64) -> String {
    let date = Day::at(seconds).date().map(|date| date.to_string()).unwrap_or_default();
    let minutes = seconds.rem_euclid(86_400) / 60;
    format!("{date} {:02}:{:02} UTC", minutes / 60, minutes % 60)
}

fn refused(why: Refused) -> Error {
    match why {
        Refused::Busy | Refused::Changed => {
            Error::new("another session is writing the index").hint("it is up to date when that is done")
        }
        Refused::Unusable(why) => Error::new(format!("cannot write the index: {why}"))
            .hint("documents are found all the same: they are read when they are searched"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_as_people_read_them() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([9_999, 10_000, 12_345_678].map(size), ["9999 bytes", "10 kB", "12 MB"]);
        assert_eq!(time(1_732_233_600 + 3_720), "2024-11-22 01:02 UTC");
    }

    #[test]
    fn what_is_not_indexed_is_told() {
        assert_eq!(rest(0, None), [""; 0]);
        let told = rest(1_200, Some("2 hidden".to_owned()));
        assert_eq!(
            told,
            ["1,200 more files have the text of another one, and are found with it", "passed over: 2 hidden"]
        );
    }

    #[test]
    fn the_progress_line_has_a_bar_on_a_terminal_only() {
        let progress = Progress { done: 500, added: 400, total: 1000, ..Progress::default() };
        let told = |has_bar| line(&progress, Duration::from_secs(2), has_bar);
        assert_eq!(told(true), "[##########----------] 500 of 1,000, 400 new in 2 s, 200 a second");
        assert_eq!(told(false), "indexing 500 of 1,000, 400 new in 2 s, 200 a second");
    }
}

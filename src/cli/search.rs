//! `briefing search`: every place where the documents have what was looked for, the best document first.
#![expect(clippy::disallowed_methods, reason = "a query may count back from now")]

use std::ffi::OsString;
use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::args::{Search, SearchSort};
use super::output::{Output, report};
use super::session::Session;
use super::{Ended, wire};
use crate::document::Clean;
use crate::error::{Error, Exit};
use crate::library::{Corrections, Library};
use crate::search::{Answer, Hit, Marked, Near, NearKind, Order, Query, Request, Today};
use crate::store::{self, Finder, Place};

/// Hits printed of one document; more would bury the other documents.
const MOST_HITS: usize = 1000;

/// Searches the documents under the paths.
pub(super) fn run(session: &Session, asked: &Search, out: &mut Output) -> Result<Exit, Ended> {
    let (text, paths, kept) = query_and_paths(session, asked)?;
    let order = match asked.sort {
        Some(SearchSort::Relevance) => Order::Relevance,
        Some(SearchSort::Date) => Order::Date,
        None => kept,
    };
    let query = Query::parse(&text, today());
    for fault in query.faults() {
        report(&Error::new(format!("in the query: {fault}")));
    }
    if query.is_empty() {
        return Err(Error::new("there is nothing to look for").hint("give at least one word that has to occur").into());
    }
    let (request, place) = request(session, &text, &query, &paths, order)?;
    let mut finder = Finder::new(place);
    let answer = finder.search_all(&request, &mut |entry, why| {
        if let Some(entry) = request.library.get(entry) {
            session.report_unreadable(&entry.origin(), why);
        }
    });
    if answer.rows.is_empty() {
        report(&nothing(&query, &answer));
    }
    let mut has_failed = !answer.failed.is_empty();
    if asked.count {
        let count = answer.rows.len();
        if asked.json {
            out.json(&wire::Counted::new(count, answer.searched))?;
        } else {
            out.line(&count.to_string())?;
        }
    } else {
        has_failed |=
            Printing { session, finder: &finder, query: &query, request: &request, asked }.all(&answer, out)?;
    }
    Ok(if has_failed {
        Exit::Error
    } else if answer.rows.is_empty() {
        Exit::Nothing
    } else {
        Exit::Found
    })
}

/// What is printed of an answer.
struct Printing<'a> {
    session: &'a Session,
    finder: &'a Finder,
    query: &'a Query,
    request: &'a Request,
    asked: &'a Search,
}

impl Printing<'_> {
    /// Prints the hits of each document that was found. Gives back whether one could not be read again.
    fn all(&self, answer: &Answer, out: &mut Output) -> Result<bool, Ended> {
        let mut has_failed = false;
        let corrections = self.request.corrections.as_deref();
        for found in answer.rows.iter().take(self.asked.limit.unwrap_or(usize::MAX)) {
            let Some(entry) = self.request.library.get(found.entry) else { continue };
            let origin = entry.origin();
            let (loaded, hits) = match self.finder.hits(self.query, corrections, &origin, MOST_HITS) {
                Ok(read) => read,
                Err(why) => {
                    self.session.report_unreadable(&origin, &why);
                    has_failed = true;
                    continue;
                }
            };
            let (path, id) = (wire::path(&origin), loaded.id.to_string());
            for hit in &hits {
                if self.asked.json {
                    let title = loaded.document.meta.title.as_ref();
                    out.json(&wire::Found::new(&path, &id, title, hit, found.score))?;
                } else {
                    print(&self.session.shown(&origin), hit, out)?;
                }
            }
        }
        Ok(has_failed)
    }
}

/// What is looked for, where, and in which order unless another is asked for. A saved search has its query; then all arguments are paths.
fn query_and_paths(session: &Session, asked: &Search) -> Result<(String, Vec<OsString>, Order), Ended> {
    let Some(name) = &asked.saved else {
        let query = asked.query.as_ref().map(|query| query.to_string_lossy().into_owned());
        return Ok((query.unwrap_or_default(), asked.paths.clone(), Order::Relevance));
    };
    let marks = session.marks()?;
    let Some(saved) = marks.search(name) else {
        let error = Error::new(format!("there is no saved search \"{}\"", Clean::line(name)));
        return Err(error.hint("`briefing searches` lists them").into());
    };
    let order = if saved.by_date { Order::Date } else { Order::Relevance };
    Ok((saved.query.to_string(), asked.query.iter().chain(&asked.paths).cloned().collect(), order))
}

fn request(
    session: &Session,
    text: &str,
    query: &Query,
    paths: &[OsString],
    order: Order,
) -> Result<(Request, Option<Place>), Ended> {
    let targets = session.targets(paths)?;
    let place = targets.shelf.as_deref().map(Place::of).filter(|place| store::index_status(place).is_some());
    // An index knows documents by what is in them, and so do marks and the memory of what is new; their dates stand in
    // them. For the rest it is enough to know which files there are.
    let is_known = place.is_some() || query.asks_marks() || query.asks_time() || order == Order::Date;
    let mut kept = if query.asks_marks() || query.asks_people() { Some(session.marks()?) } else { None };
    // So do corrections, where there are any.
    let is_corrected = query.asks_people() && kept.as_ref().is_some_and(|kept| !Corrections::of(kept).is_empty());
    let mut library =
        Library::of(&if is_known || is_corrected { store::read(&targets) } else { store::found(&targets) });
    if let Some(kept) = &mut kept {
        kept.adopt_all(&library);
    }
    let kept = kept.as_ref();
    let marks = kept.filter(|_| query.asks_marks()).map(|kept| Arc::new(Marked::of(kept)));
    let corrections = kept.filter(|_| is_corrected).map(|kept| Arc::new(Corrections::of(kept)));
    if let Some(corrections) = &corrections {
        library.correct_all(corrections);
    }
    let text = text.to_owned();
    Ok((Request { text, is_typing: false, order, library, marks, corrections, within: None, today: today() }, place))
}

/// Why nothing was found, and what may have been meant.
fn nothing(query: &Query, answer: &Answer) -> Error {
    let documents = |count: u32| if count == 1 { "1 document".to_owned() } else { format!("{count} documents") };
    let unread: u32 = answer.failed.iter().map(|(_, count)| count).sum();
    let unread = if unread == 0 { String::new() } else { format!(", and {} could not be read", documents(unread)) };
    let error =
        Error::new(format!("nothing found in {}{unread}, for: {}", documents(answer.searched), query.canonical()));
    let near = answer.near.iter();
    let told = |near: &Near| match near.kind {
        NearKind::Spelling | NearKind::Person => {
            format!("\"{}\" is in {}: {}", near.found, documents(near.documents), near.query)
        }
        NearKind::Without | NearKind::Only | NearKind::Apart | NearKind::Anywhere => {
            format!("{}: {}: {}", near.label(), documents(near.documents), near.query)
        }
    };
    let near: Vec<String> = near.map(told).collect();
    if near.is_empty() { error } else { error.hint(near.join("; ")) }
}

/// Path, paragraph (from 1; 0 is the title or by-line) and the words around the hit.
fn print(path: &Clean, hit: &Hit, out: &mut Output) -> io::Result<()> {
    let paragraph = hit.at.map_or(0, |at| u64::from(at.block) + 1).to_string();
    let (before, after) = (if hit.cut_before { "... " } else { "" }, if hit.cut_after { " ..." } else { "" });
    if out.columns().is_none() {
        return out.row([&**path, &paragraph, &format!("{before}{}{after}", hit.snippet)]);
    }
    let marks: Vec<Range<usize>> =
        hit.matches.iter().map(|found| found.start + before.len()..found.end + before.len()).collect();
    // In the list of the reader the same sign says the same.
    let form = if hit.is_exact { "" } else { "~ " };
    out.marked(&format!("{path}:{paragraph}: {form}"), &format!("{before}{}{after}", hit.snippet), &marks)
}

/// Now.
fn today() -> Today {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Today::at(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

//! What the header counts, in words: as much of it as there is room for.

use super::list::Show;
use super::numbers::{documents, grouped, grouped_len};
use super::search::order_name;
use super::state::{Progress, State};
use crate::search::Order;
use crate::settings::Sort;

/// What the header counts, in full and with ever less of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counts {
    forms: Vec<String>,
}

impl Counts {
    fn of<const N: usize>(forms: [Vec<String>; N]) -> Self {
        Self { forms: forms.into_iter().map(|parts| parts.join("  ")).collect() }
    }

    /// In full.
    pub(crate) fn long(&self) -> &str {
        self.forms.first().map_or("", String::as_str)
    }

    /// The fullest form that fits; the shortest when none does.
    pub(crate) fn fitting(&self, fits: impl Fn(&str) -> bool) -> &str {
        let found = self.forms.iter().find(|form| fits(form)).or(self.forms.last());
        found.map_or("", String::as_str)
    }
}

impl State {
    /// What the header counts.
    pub(crate) fn counts(&self) -> Counts {
        if self.is_in_results() { self.counts_of_found() } else { self.counts_of_list() }
    }

    fn counts_of_found(&self) -> Counts {
        let (indexing, short_indexing) = self.indexing_words().unzip();
        // While it is typed, the count stands beside the line.
        let count = Some(self.found_count()).filter(|count| !count.is_empty() && self.overlay.is_none());
        let details = self.found_details();
        let with = |indexing: Option<String>| indexing.into_iter().chain(count.clone()).chain(details.clone());
        Counts::of([
            with(indexing).collect(),
            with(short_indexing).collect(),
            with(None).collect(),
            count.clone().into_iter().collect(),
        ])
    }

    fn counts_of_list(&self) -> Counts {
        let (indexing, short_indexing) = self.indexing_words().unzip();
        let Progress { read, found, new, done, .. } = self.scan;
        // Known from the last session, and their rows are still to come.
        let is_counted = !done && read == found && self.library.len() < found as usize;
        let unread = format!("{} unread", grouped_len(self.list.unread()));
        let count = if is_counted {
            documents(found as usize)
        } else {
            format!("{unread} of {}", grouped_len(self.list.len()))
        };
        let count = Some(count).filter(|_| self.library.len() > 0);
        let reading = if !done && found == 0 {
            Some("looking for files".to_owned())
        } else {
            (!done && read < found).then(|| format!("reading {} of {}", grouped(read), grouped(found)))
        };
        let unseen = new.saturating_sub(self.new_seen);
        let new = (unseen > 0).then(|| format!("{} new", grouped(unseen)));
        let selected = self.list.selected.len();
        let selected = (selected > 0).then(|| format!("{} selected", grouped_len(selected)));
        let filter = (!self.list.filter().is_empty()).then(|| format!("[{}]", self.list.filter()));
        let shown = self.list.show().label().map(|label| format!("[{label}]"));
        let work = |indexing: Option<String>| indexing.into_iter().chain(reading.clone());
        let news = || new.clone().into_iter().chain(selected.clone());
        let rows = || shown.clone().into_iter().chain(filter.clone()).chain(count.clone());
        // What is told in a narrow place: what is going on before how it is sorted, and how much is unread in any case.
        Counts::of([
            work(indexing.clone()).chain(news()).chain(rows()).chain([self.order_words()]).collect(),
            work(indexing).chain(news()).chain(rows()).collect(),
            work(short_indexing.clone()).chain(news()).chain(rows()).collect(),
            short_indexing.into_iter().chain(new.clone()).chain(rows()).collect(),
            new.clone().into_iter().chain(rows()).collect(),
            rows().collect(),
            new.clone().into_iter().chain([unread.clone()]).collect(),
            vec![unread],
        ])
    }

    /// The order in which the list stands.
    fn order_words(&self) -> String {
        // What the filter finds stands in its own order.
        if !self.list.filter().is_empty() {
            return order_name(Order::Relevance).to_owned();
        }
        // While what was found is read, the list keeps the order of the search.
        if let (Show::Search(matches), Some(search)) = (self.list.show(), self.search())
            && matches.is_ordered
        {
            return order_name(search.order).to_owned();
        }
        let order = match self.list.order().sort {
            Sort::Date => "newest first",
            Sort::Title => "by title",
            Sort::Source => "by source",
            Sort::Length => "shortest first",
            Sort::Path => "by path",
        };
        let turned = if self.list.order().reverse { ", turned round" } else { "" };
        format!("{order}{turned}")
    }
}

//! What the list, header and footer say, as words: drawing only places them.

use super::action::Action;
use super::dates::column;
use super::filters::is_more_than_words;
use super::keymap::Context;
use super::list::Show;
use super::numbers::grouped_len;
use super::overlay::Overlay;
use super::panels::Panel;
use super::panes::{Focus, Shape};
use super::picker::Kind;
use super::prompt::{Purpose, Scope};
use super::state::State;
use crate::document::reading_minutes;
use crate::library::EntryId;

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntryView {
    /// Whether it was read by the program and not yet by the user.
    pub(crate) is_unread: bool,
    /// Whether it is bookmarked.
    pub(crate) is_bookmarked: bool,
    /// Whether it is selected.
    pub(crate) is_selected: bool,
    /// Its date as set.
    pub(crate) date: String,
    /// Its title, or its name.
    pub(crate) title: String,
    /// Its source.
    pub(crate) source: String,
    /// Minutes to read it.
    pub(crate) minutes: String,
    /// Its tags.
    pub(crate) tags: String,
    /// How many files have the same content, and which of them this is, when there is more than one.
    pub(crate) copies: Option<(String, String)>,
    /// Why it cannot be read.
    pub(crate) failure: Option<String>,
}

/// More files with the same content are not counted for a row of the list.
const MOST_COPIES: usize = 99;

/// Minutes in the column of the list, hours when there are many.
pub(super) fn duration(minutes: u32) -> String {
    if minutes < 600 { format!("{minutes} min") } else { format!("{} h", minutes / 60) }
}

impl State {
    /// A row of the list.
    pub(crate) fn view(&self, id: EntryId) -> Option<EntryView> {
        let entry = self.library.get(id)?;
        let marks = self.doc_marks(id);
        let copies = entry.doc().map_or(1, |doc| self.library.copies(doc, MOST_COPIES + 1));
        let copies = match copies {
            0 | 1 => None,
            2..=MOST_COPIES => Some(copies.to_string()),
            _ => Some(format!("{MOST_COPIES}+")),
        };
        let copies = copies.map(|count| (count, entry.name().to_owned()));
        let tags = marks.iter().flat_map(|marks| &marks.tags).map(|tag| format!("#{tag}"));
        let tags: Vec<String> = tags.collect();
        Some(EntryView {
            is_unread: entry.is_ready() && !marks.is_some_and(|marks| marks.read),
            is_bookmarked: marks.is_some_and(|marks| marks.bookmarked),
            is_selected: self.list.selected.contains(&id),
            date: entry.date().map_or_else(String::new, |date| {
                let sure = if date.certain { "" } else { "?" };
                format!("{}{sure}", column(date.value, self.settings.date_format, self.now))
            }),
            title: entry.title().to_owned(),
            source: entry.source().unwrap_or_default().to_owned(),
            minutes: entry.words().map_or_else(String::new, |words| {
                duration(reading_minutes(words as usize, self.settings.words_per_minute))
            }),
            tags: tags.join(" "),
            copies,
            failure: entry.failure().map(str::to_owned),
        })
    }

    /// Why the list has no rows, and what helps.
    pub(crate) fn empty_list(&self) -> Vec<String> {
        if self.library.len() == 0 {
            if !self.scan.done {
                return vec![format!("looking for documents in {}", self.name)];
            }
            let mut lines = vec![format!("no documents in {}", self.name)];
            lines.extend(self.scan.skipped.words().map(|words| format!("passed over: {words}")));
            return lines;
        }
        let key = |action| self.keymap.key_for(Context::List, action).unwrap_or_default();
        let mut lines = vec!["no document matches".to_owned()];
        let shown = self.list.show().label().map(|label| format!("shown are documents {label}"));
        lines.extend(shown);
        if !self.list.filter().is_empty() {
            lines.push(format!("filter: {}", self.list.filter()));
        }
        lines.push(format!("{} shows all {}", key(Action::ShowAll), self.library.len()));
        if *self.list.show() == Show::All && self.context() != Context::Prompt {
            lines.push(format!("{} searches the texts themselves", key(Action::SearchAll)));
        }
        lines
    }

    /// What stands where the text would be.
    pub(crate) fn no_text(&self, width: u16) -> Vec<String> {
        let words = match self.current() {
            None => return Vec::new(),
            Some((_, entry)) => match entry.failure() {
                Some(reason) => format!("{}\n\nThis file cannot be shown: {reason}.", entry.name()),
                None => "reading".to_owned(),
            },
        };
        let width = usize::from(width.max(8));
        words.lines().flat_map(|line| textwrap::wrap(line, width)).map(String::from).collect()
    }

    /// What stands at the right of a line being typed.
    pub(crate) fn prompt_count(&self) -> String {
        let Some(Overlay::Prompt(prompt)) = &self.overlay else { return String::new() };
        match &prompt.purpose {
            Purpose::Filter => format!("{} of {}", grouped_len(self.list.len()), grouped_len(self.library.len())),
            Purpose::Search => self.found_count(),
            Purpose::Find { .. } if self.reader.text().is_none() => "no text is open".to_owned(),
            Purpose::Find { .. } if prompt.line.text().trim().is_empty() => String::new(),
            Purpose::Find { .. } => match self.reader.text().and_then(|text| text.hits.as_ref()) {
                Some(hits) => format!("{}/{}", hits.index + 1, hits.count()),
                None => "not found".to_owned(),
            },
            Purpose::People => self.shown_people().len().to_string(),
            Purpose::Tag => "Tab completes, -name removes".to_owned(),
            Purpose::Date => "as in 2024, 2024-10, 2024-10-31".to_owned(),
            Purpose::Save { .. } => "a name, or Enter for the query itself".to_owned(),
            Purpose::Name { found_as } => format!("the text has {found_as}"),
        }
    }

    /// Where is searched, while that is asked or what was found is on the screen.
    pub(crate) fn shown_scope(&self) -> Option<Scope> {
        match &self.overlay {
            Some(Overlay::Prompt(prompt)) => prompt.purpose.scope(),
            _ if self.is_in_results() => Some(Scope::Everything),
            _ => None,
        }
    }

    /// What stands at the right of the scopes: keys that help while a query is typed.
    pub(crate) fn scope_help(&self) -> String {
        let Some(Overlay::Prompt(prompt)) = &self.overlay else { return String::new() };
        let Some(scope) = prompt.purpose.scope() else { return String::new() };
        let key = |action| self.keymap.key_for(Context::Prompt, action).unwrap_or_default();
        if scope == Scope::List && is_more_than_words(prompt.line.text()) {
            // Titles are matched letter by letter: somebody who typed a query is told where it is one.
            return format!("letters only here, {} for the query", key(Action::Complete));
        }
        let mut words = vec![format!("{} elsewhere", key(Action::Complete))];
        if scope == Scope::Everything {
            words.push(format!("{} meaning", key(Action::Explain)));
            words.push(format!("{} narrow", key(Action::Facets)));
        }
        words.join("  ")
    }

    /// The number and the keys of a sequence pressed so far.
    pub(crate) fn typed_keys(&self) -> String {
        let count = self.count.map_or_else(String::new, |count| count.to_string());
        let keys: String = self.pending.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        [count, keys].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The keys that may follow those pressed so far, and what they do; places are told by their words.
    pub(crate) fn menu_rows(&self) -> Vec<(String, String)> {
        let places = self.list.current().and_then(|id| self.doc_marks(id)).map(|marks| &marks.places);
        let mut rows = Vec::new();
        for (keys, action) in self.keymap.continuations(self.context(), &self.pending) {
            if action == Action::OpenSearch {
                let saved = self.marks.searches().filter_map(|(name, saved)| Some((saved.key?, name)));
                rows.extend(saved.map(|(key, name)| (key.to_string(), name.to_string())));
            } else if action == Action::GoPlace {
                let words = |(letter, place): (&char, &crate::library::Place)| {
                    (letter.to_string(), super::open::words_at(&place.quote))
                };
                rows.extend(places.into_iter().flatten().map(words));
            } else {
                rows.push((keys, action.description().to_owned()));
            }
        }
        rows
    }

    /// The hint that is never cut.
    pub(crate) fn help_hint(&self) -> (String, String) {
        let key = self.keymap.key_for(Context::Global, Action::Help).unwrap_or_default();
        (key, "help".to_owned())
    }

    /// Keys worth knowing here, the most useful first: key and word.
    pub(crate) fn hints(&self) -> Vec<(String, String)> {
        let context = self.context();
        let is_wide = self.panes.shape >= Shape::Strip;
        let rows: &[(Action, &str)] = match (&self.overlay, self.focus) {
            (Some(Overlay::Picker(picker)), _) if picker.kind == Kind::Help => {
                &[(Action::Activate, "do it"), (Action::Filter, "find a key"), (Action::Back, "close")]
            }
            (Some(Overlay::Picker(picker)), _) if picker.typing => &[
                (Action::Activate, "open"),
                (Action::Down, "next"),
                (Action::Up, "previous"),
                (Action::Cancel, "close"),
            ],
            (Some(Overlay::Picker(_)), _) => &[
                (Action::Activate, "open"),
                (Action::Filter, "filter"),
                (Action::Remove, "remove"),
                (Action::Undo, "undo"),
                (Action::Back, "close"),
            ],
            (Some(_), _) => &[(Action::Down, "down"), (Action::Up, "up"), (Action::Back, "close")],
            (None, Focus::List) if !is_wide => {
                &[(Action::Activate, "read"), (Action::NextUnread, "unread"), (Action::Summary, "summary")]
            }
            (None, Focus::List) => &[
                (Action::Activate, "read"),
                (Action::Filter, "filter"),
                (Action::NextUnread, "next unread"),
                (Action::ToggleBookmark, "bookmark"),
                (Action::Summary, "summary"),
                (Action::People, "people"),
                (Action::QuickOpen, "go to"),
                (Action::SearchAll, "search all"),
                (Action::Back, "quit"),
            ],
            (None, Focus::Reader) if !is_wide => {
                &[(Action::PageOrNext, "page"), (Action::Summary, "summary"), (Action::Back, "back")]
            }
            (None, Focus::Reader) => &[
                (Action::PageOrNext, "page"),
                (Action::Find, "find"),
                (Action::NextSection, "section"),
                (Action::Summary, "summary"),
                (Action::People, "people"),
                (Action::CopyQuote, "copy"),
                (Action::EditNote, "note"),
                (Action::ToggleBookmark, "bookmark"),
                (Action::Back, "back"),
            ],
            (None, Focus::Results | Focus::Facets) => search_hints(self.focus, is_wide),
            (None, Focus::Panel(Panel::Notes)) => &[
                (Action::Activate, "open"),
                (Action::EditNote, "write"),
                (Action::Remove, "remove"),
                (Action::Back, "back"),
            ],
            (None, Focus::Panel(Panel::People)) => &[
                (Action::Activate, "next mention"),
                (Action::PreviousHit, "previous"),
                (Action::Filter, "filter"),
                (Action::Why, "who"),
                (Action::HidePerson, "hide"),
                (Action::ShowPerson, "other documents"),
                (Action::Back, "back"),
            ],
            (None, Focus::Panel(Panel::Figures)) => &[
                (Action::Activate, "show in text"),
                (Action::Why, "how it is read"),
                (Action::CopyQuote, "copy"),
                (Action::Back, "back"),
            ],
            (None, Focus::Panel(Panel::Statements)) => &[
                (Action::Activate, "show in text"),
                (Action::Why, "why"),
                (Action::CopyQuote, "copy"),
                (Action::Back, "back"),
            ],
            (None, Focus::Panel(Panel::Summary)) => &[
                (Action::Activate, "show in text"),
                (Action::Why, "why"),
                (Action::CopySummary, "copy"),
                (Action::Back, "back"),
            ],
        };
        let hint = |(action, words): &(Action, &str)| {
            // One key means back everywhere; that is the one to learn.
            let context = if *action == Action::Back { Context::Global } else { context };
            self.keymap.key_for(context, *action).map(|key| (key, (*words).to_owned()))
        };
        rows.iter().filter_map(hint).collect()
    }
}

fn search_hints(focus: Focus, is_wide: bool) -> &'static [(Action, &'static str)] {
    match focus {
        Focus::Facets => &[(Action::Activate, "choose"), (Action::Facets, "results"), (Action::Back, "back")],
        _ if !is_wide => &[(Action::Activate, "read"), (Action::SearchAll, "change"), (Action::Back, "back")],
        _ => &[
            (Action::Activate, "read"),
            (Action::SearchAll, "change"),
            (Action::Back, "back"),
            (Action::SearchOrder, "order"),
            (Action::Facets, "narrow"),
            (Action::KeepFilter, "keep in list"),
            (Action::SaveSearch, "save"),
            (Action::Explain, "meaning"),
        ],
    }
}

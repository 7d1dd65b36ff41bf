//! What is told: the list page by page, the text passage by passage, panels and choices with numbers.

use std::io;

use super::Dialogue;
use crate::app::{EntryView, Kind, Overlay, Panel, Passage};
use crate::document::BlockKind;

/// Rows told at once.
pub(super) const ROWS: usize = 10;
/// Columns nothing is cut or wrapped at: the terminal or the braille line does that.
const WIDE: u16 = u16::MAX;

impl Dialogue {
    /// Tells what the core has to tell; marks that were acknowledged already are not told again.
    pub(super) fn tell_notices(&mut self, is_known: bool) -> io::Result<()> {
        while let Some(notice) = self.state.next_notice() {
            if !is_known {
                self.voice.say(&notice)?;
            }
        }
        Ok(())
    }

    /// Tells a page of the list from a row on.
    pub(super) fn tell_list(&mut self, from: usize) -> io::Result<()> {
        let count = self.state.list.len();
        if count == 0 {
            self.page = (0, 0);
            for line in self.state.empty_list() {
                self.voice.say(&line)?;
            }
            return Ok(());
        }
        let from = from.min(count - 1);
        let rows: Vec<_> = self.state.list.rows().iter().skip(from).take(ROWS).copied().collect();
        let name = self.state.name.to_string();
        self.voice.say(&format!("{name}: {}", self.state.counts().long().replace("  ", ", ")))?;
        for (number, id) in (from + 1..).zip(&rows) {
            if let Some(view) = self.state.view(*id) {
                self.voice.say(&format!("{number}. {}", row(&view)))?;
            }
        }
        self.tell_page(from, rows.len(), count)
    }

    /// Tells which rows of how many were told.
    fn tell_page(&mut self, from: usize, told: usize, count: usize) -> io::Result<()> {
        self.page = (from, from + told);
        if told == count {
            return Ok(());
        }
        let more = if from + told < count { ". next: more" } else { "" };
        self.voice.say(&format!("{} to {} of {count}{more}", from + 1, from + told))
    }

    /// Tells a page of the choices that are open.
    pub(super) fn tell_choices(&mut self, from: usize) -> io::Result<()> {
        let Some(Overlay::Picker(picker)) = &self.state.overlay else { return Ok(()) };
        let (count, kind) = (picker.len(), picker.kind);
        let rows = self.state.picker_rows(picker, from..count.min(from + ROWS));
        let lines: Vec<String> = (from + 1..)
            .zip(&rows)
            .map(|(number, (item, _))| {
                let key = match (kind, item.key.as_str()) {
                    (Kind::Bookmarks | Kind::Places, "*") => "bookmark".to_owned(),
                    (Kind::Bookmarks | Kind::Places, letter) => format!("place {letter}"),
                    (_, key) => key.to_owned(),
                };
                let parts = [&key, &item.label, &item.detail];
                let parts: Vec<&str> =
                    parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
                format!("{number}. {}", parts.join("; "))
            })
            .collect();
        let heading = format!("{}: {count}", picker.title);
        self.voice.say(&heading)?;
        for line in &lines {
            self.voice.say(line)?;
        }
        self.tell_page(from, lines.len(), count)?;
        self.voice.say("A number chooses, back closes.")
    }

    /// Tells a page of what a search found, each document with the sentence of its hit; or why nothing was found, and what
    /// helps.
    pub(super) fn tell_results(&mut self, from: usize) -> io::Result<()> {
        let Some(search) = self.state.search() else { return Ok(()) };
        let (text, count) = (search.text.trim().to_owned(), search.rows().len());
        let is_nothing = search.answer.is_none();
        if let Some(fault) = self.state.search_fault() {
            self.voice.say(&fault)?;
        }
        if is_nothing {
            return self.voice.say("search, and words that all have to occur; help names what else can be asked");
        }
        let mut heading = vec![format!("search {text}: {}", self.state.found_count())];
        heading.extend(self.state.found_details());
        self.voice.say(&heading.join(", "))?;
        if count == 0 {
            return self.tell_nothing_found();
        }
        let from = from.min(count - 1);
        let effects = self.state.show_found(from, ROWS);
        self.carry_out(effects);
        let rows: Vec<_> = self.state.search().map(|search| search.rows().to_vec()).unwrap_or_default();
        for (number, found) in (from + 1..).zip(rows.iter().skip(from).take(ROWS)) {
            let Some(view) = self.state.found_view(found, WIDE, usize::MAX) else { continue };
            let form = if view.is_exact { "" } else { "; only other forms of the words" };
            let hits = if view.hits.is_empty() { String::new() } else { format!("; {}", view.hits) };
            self.voice.say(&format!("{number}. {}{hits}{form}", row(&view.entry)))?;
            for line in &view.lines {
                self.voice.say(&format!("   {}", line.text))?;
            }
        }
        self.tell_page(from, rows.len().saturating_sub(from).min(ROWS), count)?;
        self.voice.say("A number opens, back closes.")
    }

    fn tell_nothing_found(&mut self) -> io::Result<()> {
        self.voice.say("nothing found")?;
        for (label, words) in self.state.zero_lines() {
            self.voice.say(&format!("{label}: {words}"))?;
        }
        for (number, offer) in (1..).zip(self.state.offers()) {
            let detail = if offer.detail.is_empty() { String::new() } else { format!("; {}", offer.detail) };
            self.voice.say(&format!("{number}. {}{detail}", offer.label))?;
        }
        self.voice.say("A number chooses, back closes.")
    }

    /// Tells facts that a command asked for.
    pub(super) fn tell_sheet(&mut self) -> io::Result<()> {
        let Some(Overlay::Sheet(sheet)) = &self.state.overlay else { return Ok(()) };
        let lines: Vec<String> = sheet.facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
        self.voice.say(&sheet.title.clone())?;
        lines.iter().try_for_each(|line| self.voice.say(line))
    }

    /// Tells what was opened, and its first passage.
    pub(super) fn tell_document(&mut self) -> io::Result<()> {
        self.tell_head()?;
        if self.state.reader.text().is_none() {
            return Ok(());
        }
        if self.at > 0 {
            self.voice.say("going on where reading stopped; top: from the beginning")?;
        }
        self.tell_passages(1)
    }

    /// Tells what was opened, and makes ready for its text.
    pub(super) fn tell_head(&mut self) -> io::Result<()> {
        self.told = None;
        let Some(text) = self.state.reader.text() else {
            for line in self.state.no_text(WIDE) {
                self.voice.say(&line)?;
            }
            return Ok(());
        };
        let entry = text.entry;
        let headline = text.page.headline();
        let lines = [vec![headline.title.clone(), headline.meta.clone()], headline.warnings.clone()].concat();
        for line in lines.iter().filter(|line| !line.is_empty()) {
            self.voice.say(line)?;
        }
        let notes = self.state.doc_marks(entry).map_or(0, |marks| marks.notes.len());
        if let Some(view) = self.state.view(entry) {
            let with = if notes > 0 { ", with a note" } else { "" };
            let tags = if view.tags.is_empty() { String::new() } else { format!(", {}", view.tags) };
            self.voice.say(&format!("{}{with}{tags}", state_of(&view)))?;
        }
        let place = self.state.place_of_reading().unwrap_or(0);
        let is_at_top = self.state.reader.text().is_none_or(crate::app::Text::is_at_top);
        self.at = if is_at_top { 0 } else { place };
        Ok(())
    }

    /// Tells the next passages, until this many letters were told.
    pub(super) fn tell_passages(&mut self, letters: usize) -> io::Result<()> {
        if self.state.reader.text().is_none() {
            return self.voice.say("no text is open");
        }
        let mut said = 0;
        let first = self.at;
        while said < letters {
            let Some((block, passage)) = self.state.passage(self.at, true) else { break };
            said += passage.text.len().max(1);
            self.voice.say(&in_words(&passage))?;
            self.at = block + 1;
            self.told = Some(block);
        }
        let is_last = self.state.passage(self.at, true).is_none();
        if let Some(block) = self.told.filter(|_| self.at > first) {
            let effects = self.state.was_told(block, is_last);
            self.carry_out(effects);
        }
        if is_last { self.voice.say("end of the text") } else { Ok(()) }
    }

    /// Tells a panel of the document under the cursor.
    pub(super) fn tell_panel(&mut self, panel: Panel) -> io::Result<()> {
        let about = self.state.current().and_then(|(id, _)| self.state.view(id)).map(|view| view.title);
        let about = about.map_or_else(String::new, |title| format!(" of: {title}"));
        let heading = format!("{}{about}", self.state.panel_title(panel));
        self.voice.say(&heading)?;
        let rows = self.state.panel_rows(panel, WIDE);
        if rows.is_empty() {
            let why = if panel == Panel::Notes { "none yet".to_owned() } else { self.state.panel_empty(panel) };
            return self.voice.say(&why);
        }
        for (number, row) in (1..).zip(rows) {
            let lines: Vec<String> = row
                .lines
                .iter()
                .map(|line| {
                    let trail = match (panel, line.trail.parse::<u32>()) {
                        (_, _) if line.trail.is_empty() => String::new(),
                        (Panel::People, Ok(1)) => ", named once".to_owned(),
                        (Panel::People, Ok(count)) => format!(", named {count} times"),
                        _ => format!(", {}", line.trail),
                    };
                    format!("{}{trail}", line.text)
                })
                .collect();
            let lead = match (panel, row.lead.trim()) {
                (Panel::Summary | Panel::Figures, paragraph) => format!("paragraph {paragraph}: "),
                (Panel::Notes, "#") => "tag: ".to_owned(),
                (Panel::Notes, "") => "note: ".to_owned(),
                (Panel::Notes, letter) => format!("place {letter}: "),
                (Panel::Statements, "\"") => "quotation: ".to_owned(),
                (Panel::Statements, "A") => "answer: ".to_owned(),
                (Panel::Statements, _) => "reported: ".to_owned(),
                (Panel::People, _) => String::new(),
            };
            self.voice.say(&format!("{number}. {lead}{}", lines.join("; ")))?;
        }
        Ok(())
    }
}

/// Whether it was read and bookmarked, in words.
fn state_of(view: &EntryView) -> String {
    let read = if view.is_unread { "unread" } else { "read" };
    let bookmarked = if view.is_bookmarked { ", bookmarked" } else { "" };
    format!("{read}{bookmarked}")
}

/// A row of the list in words.
fn row(view: &EntryView) -> String {
    if let Some(failure) = &view.failure {
        return format!("cannot be read: {}; {failure}", view.title);
    }
    let copies = view
        .copies
        .as_ref()
        .map_or_else(String::new, |(count, name)| format!("one of {count} files with this text, {name}"));
    let parts = [&view.title, &view.date, &view.source, &view.minutes, &view.tags, &copies];
    let parts: Vec<&str> = parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    format!("{}: {}", state_of(view), parts.join("; "))
}

/// A passage with what it is, where that is not plain text.
fn in_words(passage: &Passage) -> String {
    let number = passage.number.map_or_else(String::new, |number| format!("{number}. "));
    let kind = match passage.kind {
        BlockKind::Heading => "Heading: ",
        BlockKind::Question => "Question: ",
        BlockKind::BlockQuote => "Quotation: ",
        BlockKind::PullQuote => "Repeated as decoration: ",
        BlockKind::Caption => "Caption: ",
        BlockKind::Contact => "Contact: ",
        BlockKind::Boilerplate => "Beside the text: ",
        BlockKind::TableRow => "Row: ",
        BlockKind::Rule => "A break.",
        BlockKind::Title
        | BlockKind::Byline
        | BlockKind::Date
        | BlockKind::Paragraph
        | BlockKind::ListItem
        | BlockKind::Code => "",
    };
    format!("{number}{kind}{}", passage.text)
}

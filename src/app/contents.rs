//! What the panels hold, as wrapped rows: drawing shows them, keys count them.

use std::rc::Rc;

use textwrap::Options;
use unicode_width::UnicodeWidthStr;

use super::message::Effect;
use super::panels::{LineKind, Panel, PanelLine, PanelRow, lead_width};
use super::panes::{Focus, content};
use super::state::State;
use crate::analysis::{Person, PersonKind, Statement, StatementKind};
use crate::document::{Anchor, Clean, Document, Mark};
use crate::library::{self, Named};

/// A row of the notes panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoteRow {
    /// A note.
    Note(Clean),
    /// A marked place and its words.
    Place(char, String),
    /// A tag.
    Tag(Clean),
}

impl State {
    /// The rows of a panel as they were laid out last.
    pub(crate) fn laid_out(&self, panel: Panel) -> Rc<[PanelRow]> {
        self.contents.get(&panel).map(|(_, rows)| Rc::clone(rows)).unwrap_or_default()
    }

    /// The rows of a panel at a width.
    pub(crate) fn panel_rows(&self, panel: Panel, width: u16) -> Vec<PanelRow> {
        let room = usize::from(width.saturating_sub(lead_width(panel)).max(8));
        match panel {
            Panel::Summary => self.summary_rows(room),
            Panel::People => self.shown_people().into_iter().map(|named| self.person_row(named, room)).collect(),
            Panel::Statements => self.statement_rows(room),
            Panel::Figures => self.figure_rows(room),
            Panel::Notes => self.note_rows().into_iter().map(|row| note_row(row, room)).collect(),
        }
    }

    /// Empty lines between the rows of a panel: long sentences need air where there is room for it.
    pub(crate) fn panel_gap(panel: Panel, height: u16) -> usize {
        usize::from(matches!(panel, Panel::Summary | Panel::Statements | Panel::Figures) && height >= 8)
    }

    /// How many rows a panel has.
    pub(super) fn panel_len(&self, panel: Panel) -> usize {
        match panel {
            Panel::Summary => self.laid_out(Panel::Summary).len(),
            Panel::People => self.shown_people().len(),
            Panel::Statements => self.analysis().map_or(0, |analysis| analysis.statements.len()),
            Panel::Figures => self.figure_places().len(),
            Panel::Notes => self.note_rows().len(),
        }
    }

    /// What a panel says of itself in its title: its count, and its share of the whole.
    pub(crate) fn panel_title(&self, panel: Panel) -> String {
        let dot = if self.ascii { "-" } else { "·" };
        match (panel, self.analysis()) {
            (Panel::Summary, Some(analysis)) if !analysis.summary.is_empty() => {
                let left_out = if analysis.blocks_left_out > 0 { " of the beginning" } else { "" };
                format!("Summary {dot} {} of {} sentences{left_out}", analysis.summary.len(), analysis.sentences)
            }
            (Panel::Summary, _) => "Summary".to_owned(),
            (Panel::People, Some(analysis)) if !analysis.people.is_empty() => {
                let hidden = self.reader.text().map_or(0, |text| text.hidden_people);
                let hidden = if hidden == 0 { String::new() } else { format!(" ({hidden} hidden by you)") };
                let shown = self.shown_people().iter().filter(|named| named.person.kind == PersonKind::Key).count();
                if self.people_filter.text().is_empty() {
                    format!("Key people {dot} {shown}{hidden}")
                } else {
                    format!(
                        "Key people {dot} {} of {} {dot} {}",
                        self.shown_people().len(),
                        analysis.people.len(),
                        self.people_filter.text()
                    )
                }
            }
            (Panel::People, _) => "Key people".to_owned(),
            (Panel::Statements, Some(analysis)) if !analysis.statements.is_empty() => {
                let direct = analysis.statements.iter().filter(|known| known.kind == StatementKind::Direct).count();
                let words = if direct == 1 { "quotation" } else { "quotations" };
                format!("Statements {dot} {} {dot} {direct} {words}", analysis.statements.len())
            }
            (Panel::Statements, _) => "Statements".to_owned(),
            (Panel::Figures, Some(analysis)) => {
                let (figures, dates) = (analysis.figures.len(), analysis.dates.len());
                let words = if dates == 1 { "date" } else { "dates" };
                format!("Figures {dot} {figures} {dot} {dates} {words}")
            }
            (Panel::Figures, None) => "Figures".to_owned(),
            (Panel::Notes, _) => match self.note_rows().len() {
                0 => "Notes".to_owned(),
                count => format!("Notes {dot} {count}"),
            },
        }
    }

    /// Why a panel is empty, in a few words.
    pub(crate) fn panel_empty(&self, panel: Panel) -> String {
        if let (Panel::Notes, Some(_)) = (panel, self.current()) {
            let key = self.keymap.key_for(super::keymap::Context::Reader, super::action::Action::EditNote);
            return key.map_or_else(|| "none yet".to_owned(), |key| format!("none yet; {key} writes a note"));
        }
        let unreadable = self.current().is_some_and(|(_, entry)| entry.failure().is_some());
        let words = match (self.analysis(), panel) {
            _ if unreadable => "the file cannot be read",
            (None, _) if self.current().is_none() => "no document",
            (None, _) => "reading",
            (Some(_), Panel::Summary) => "no sentence stands for this text",
            (Some(_), Panel::People) if !self.people_filter.text().is_empty() => "nobody of that name",
            (Some(_), Panel::People) => "no people found",
            (Some(_), Panel::Statements) => "nobody is quoted",
            (Some(_), Panel::Figures) => "no figures and no dates",
            (Some(_), Panel::Notes) => "none yet",
        };
        words.to_owned()
    }

    fn summary_rows(&self, room: usize) -> Vec<PanelRow> {
        let (Some(analysis), Some(text)) = (self.analysis(), self.reader.text()) else { return Vec::new() };
        let row = |pick: &crate::analysis::Pick| {
            let words = text.document().text(pick.at).unwrap_or_default();
            let number = text.page.paragraph(pick.at.block);
            PanelRow { lead: format!("{number:>3}"), lines: wrapped(words, room, LineKind::Text, usize::MAX) }
        };
        let mut rows: Vec<PanelRow> = analysis.summary.iter().map(row).collect();
        if let Some(own) = text.document().meta.description.as_ref().filter(|own| !own.trim().is_empty()) {
            // What its author says of it stands beside what it says, and is never mixed with it.
            let words = format!("Its own abstract: {own}");
            rows.push(PanelRow { lead: String::new(), lines: wrapped(&words, room, LineKind::Detail, 8) });
        }
        if let Some(words) = self.left_out() {
            rows.push(PanelRow { lead: String::new(), lines: wrapped(&words, room, LineKind::Detail, 2) });
        }
        rows
    }

    /// What the summary does not show, counted.
    fn left_out(&self) -> Option<String> {
        let analysis = self.analysis().filter(|analysis| !analysis.summary.is_empty())?;
        let is_shown = |at: &Anchor| {
            let covers = |pick: &Anchor| pick.block == at.block && pick.start <= at.start && at.end <= pick.end;
            analysis.summary.iter().any(|pick| covers(&pick.at))
        };
        let figures = analysis.figures.iter().filter(|known| !is_shown(&known.at)).count();
        let direct = analysis.statements.iter().filter(|known| known.kind == StatementKind::Direct);
        let quotations = direct.filter(|known| !is_shown(&known.at)).count();
        let count = |count: usize, one: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {one}s")),
        };
        let parts: Vec<String> =
            [count(figures, "figure"), count(quotations, "quotation")].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("Not shown here: {}", parts.join(" and ")))
    }

    fn statement_rows(&self, room: usize) -> Vec<PanelRow> {
        let (Some(analysis), Some(text)) = (self.analysis(), self.reader.text()) else { return Vec::new() };
        let row = |known: &Statement| {
            let lead = match known.kind {
                StatementKind::Direct => "\"",
                StatementKind::Reported => "",
                StatementKind::Answer => "A",
            };
            let words = text.document().text(known.at).unwrap_or_default();
            let mut lines = wrapped(words, room, LineKind::Text, 4);
            let grade = known.grade.name();
            let by = match self.speaker_of(known) {
                Some(speaker) => format!("{speaker} ({grade})"),
                None => grade.to_owned(),
            };
            lines.extend(wrapped(&by, room, LineKind::Speaker, 2));
            PanelRow { lead: lead.to_owned(), lines }
        };
        analysis.statements.iter().map(row).collect()
    }

    /// Where figures and dates stand, in text order.
    pub(super) fn figure_places(&self) -> Vec<Anchor> {
        let Some(analysis) = self.analysis() else { return Vec::new() };
        let figures = analysis.figures.iter().map(|known| known.at);
        let mut places: Vec<Anchor> = figures.chain(analysis.dates.iter().map(|known| known.at)).collect();
        places.sort_unstable();
        places
    }

    /// A figure or date with its sentence, so that nobody takes it for another thing's.
    fn figure_rows(&self, room: usize) -> Vec<PanelRow> {
        let (Some(analysis), Some(text)) = (self.analysis(), self.reader.text()) else { return Vec::new() };
        let row = |at: Anchor| {
            let words = text.document().text(at).unwrap_or_default();
            let mut lines = wrapped(words, room, LineKind::Name, 2);
            if let Some(date) = analysis.dates.iter().find(|known| known.at == at) {
                let value = date.value.map(|value| value.to_string()).unwrap_or_default();
                let until = date.until.map(|until| format!(" to {until}")).unwrap_or_default();
                let how = if date.is_computed { "computed" } else { "stated" };
                let sure = if date.certain { "" } else { ", can be read in two ways" };
                lines.extend(wrapped(&format!("{value}{until} ({how}{sure})"), room, LineKind::Speaker, 1));
            }
            let sentence = self.sentence(at).unwrap_or_default();
            lines.extend(wrapped(&sentence, room, LineKind::Detail, 3));
            PanelRow { lead: format!("{:>3}", text.page.paragraph(at.block)), lines }
        };
        self.figure_places().into_iter().map(row).collect()
    }

    /// Who a statement is of: the person as the user sees them, else the words of the text.
    pub(super) fn speaker_of(&self, statement: &Statement) -> Option<String> {
        let speaker = statement.speaker.as_ref()?;
        let found = speaker.person.and_then(|person| self.analysis()?.people.get(person as usize));
        let shown = found
            .and_then(|found| Some(library::speaker_name(&self.reader.text()?.people, found, speaker.at).to_string()));
        shown.or_else(|| self.reader.text()?.document().text(speaker.at).map(str::to_owned))
    }

    /// The people of the open text that pass the filter.
    pub(crate) fn shown_people(&self) -> Vec<&Named> {
        let Some(text) = self.reader.text() else { return Vec::new() };
        let query = crate::search::Fuzzy::new(self.people_filter.text());
        let passes = |named: &&Named| {
            let forms = named.person.forms.iter().map(|form| &*form.text).collect::<Vec<_>>().join(" ");
            query.is_empty() || query.score(&crate::search::Candidate::new([&*named.person.name, &forms])).is_some()
        };
        text.people.iter().filter(passes).collect()
    }

    /// A person's role as the text states it first.
    pub(crate) fn role_of(&self, person: &Person) -> Option<String> {
        let text = self.reader.text()?;
        person.roles.first().and_then(|at| text.document().text(*at)).map(str::to_owned)
    }

    fn person_row(&self, named: &Named, room: usize) -> PanelRow {
        let person = &named.person;
        let trail = match person.kind {
            PersonKind::Key => person.mentions.len().to_string(),
            PersonKind::Author => "author".to_owned(),
            PersonKind::Contact => "contact".to_owned(),
        };
        let mut lines = wrapped(&person.name, room.saturating_sub(trail.width() + 1), LineKind::Name, 2);
        if let Some(first) = lines.first_mut() {
            first.trail = trail;
        }
        if let Some(words) = &named.yours {
            lines.extend(wrapped(words, room.saturating_sub(2), LineKind::Detail, 2));
        }
        if let Some(role) = self.role_of(person) {
            lines.extend(wrapped(&role, room.saturating_sub(2), LineKind::Detail, 2));
        }
        PanelRow { lead: String::new(), lines }
    }

    /// The user's notes, places and tags on the document under the cursor.
    pub(super) fn note_rows(&self) -> Vec<NoteRow> {
        let Some(marks) = self.list.current().and_then(|id| self.doc_marks(id)) else { return Vec::new() };
        let notes = marks.notes.iter().cloned().map(NoteRow::Note);
        let places =
            marks.places.iter().map(|(letter, place)| NoteRow::Place(*letter, super::open::words_at(&place.quote)));
        let tags = marks.tags.iter().cloned().map(NoteRow::Tag);
        notes.chain(places).chain(tags).collect()
    }

    /// Keeps the panels' cursors on the screen.
    pub(super) fn lay_out_panels(&mut self) {
        for panel in Panel::ALL {
            let Some(pane) = self.panes.panel(panel) else { continue };
            let area = content(pane, self.panes.shape);
            let gap = Self::panel_gap(panel, area.height);
            let stamp = (self.revision, area.width);
            if self.contents.get(&panel).is_none_or(|(known, _)| *known != stamp) {
                let rows = self.panel_rows(panel, area.width.saturating_sub(2));
                self.contents.insert(panel, (stamp, rows.into()));
            }
            let rows = self.laid_out(panel);
            let heights: Vec<usize> = rows.iter().map(|row| row.lines.len() + gap).collect();
            self.panels.cursor(panel).follow(&heights, usize::from(area.height));
        }
    }

    /// Opens a row of a panel: goes to its place in the text.
    pub(super) fn open_row(&mut self, panel: Panel) -> Vec<Effect> {
        let row = self.panels.cursor(panel).row;
        match panel {
            Panel::Summary => {
                let places: Vec<Anchor> = self
                    .analysis()
                    .map(|analysis| analysis.summary.iter().map(|pick| pick.at).collect())
                    .unwrap_or_default();
                if row >= places.len() {
                    return Vec::new();
                }
                self.go_through("summary", places, Some(row))
            }
            Panel::People => {
                let Some(Named { person, .. }) = self.shown_people().into_iter().nth(row).cloned() else {
                    return Vec::new();
                };
                let on =
                    self.reader.text().and_then(|text| text.hits.as_ref()).filter(|hits| hits.label == *person.name);
                let next = on.map(|hits| (hits.index + 1) % hits.places.len().max(1));
                if person.mentions.is_empty() {
                    let first = person.why.first().map(|reason| reason.at);
                    return self.go_through(&person.name, first.into_iter().collect(), Some(0));
                }
                self.go_through(&person.name, person.mentions.clone(), Some(next.unwrap_or(0)))
            }
            Panel::Statements => {
                let places: Vec<Anchor> = self
                    .analysis()
                    .map(|analysis| analysis.statements.iter().map(|known| known.at).collect())
                    .unwrap_or_default();
                self.go_through("statement", places, Some(row))
            }
            Panel::Figures => self.go_through("figure", self.figure_places(), Some(row)),
            Panel::Notes => match self.note_rows().into_iter().nth(row) {
                Some(NoteRow::Note(_)) => self.edit_note(),
                Some(NoteRow::Place(letter, _)) => {
                    self.show_text();
                    self.go_place(Some(letter))
                }
                Some(NoteRow::Tag(tag)) => self.show_list(super::list::Show::Tagged(tag.to_string())),
                None => Vec::new(),
            },
        }
    }

    /// Makes places the hits that `n` and `N` go through, and goes to one of them.
    fn go_through(&mut self, label: &str, places: Vec<Anchor>, index: Option<usize>) -> Vec<Effect> {
        if places.is_empty() {
            return Vec::new();
        }
        self.reader.push_jump();
        self.show_text();
        self.lay_out();
        let target = index.and_then(|index| places.get(index)).copied().unwrap_or_default();
        self.reader.on_text(|text| {
            text.set_hits(label, places, true, target);
        });
        if let Some(index) = index {
            self.reader.on_text(|text| text.go_hit(index));
        }
        self.step_hit(0);
        self.read_on()
    }

    /// Brings the text onto the screen beside the panel, or instead of it where both have no room.
    fn show_text(&mut self) {
        if self.panes.reader.is_none() {
            self.zoom = false;
            self.reading = true;
            if self.panes.shape < super::panes::Shape::Strip {
                self.set_focus(Focus::Reader);
            }
        }
    }
}

fn note_row(row: NoteRow, room: usize) -> PanelRow {
    match row {
        NoteRow::Note(note) => {
            let lines = note.lines().flat_map(|line| wrapped(line, room, LineKind::Text, usize::MAX));
            PanelRow { lead: String::new(), lines: lines.take(12).collect() }
        }
        NoteRow::Place(letter, words) => {
            PanelRow { lead: letter.to_string(), lines: wrapped(&words, room, LineKind::Detail, 2) }
        }
        NoteRow::Tag(tag) => PanelRow { lead: "#".to_owned(), lines: wrapped(&tag, room, LineKind::Text, 1) },
    }
}

/// A text in at most `most` lines; what does not fit ends in three dots.
fn wrapped(text: &str, room: usize, kind: LineKind, most: usize) -> Vec<PanelLine> {
    let options = Options::new(room.max(4)).break_words(true);
    let mut lines: Vec<String> = textwrap::wrap(text, options).into_iter().map(String::from).collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while last.width() + 3 > room && last.pop().is_some() {}
            last.push_str("...");
        }
    }
    lines.into_iter().map(|text| PanelLine { text, kind, trail: String::new() }).collect()
}

/// Where characters were made visible, in text order.
pub(super) fn hidden_places(document: &Document) -> Vec<Anchor> {
    let blocks = (0..).zip(&document.blocks);
    let hidden = blocks.flat_map(|(block, content)| {
        let spans = content.spans.iter().filter(|span| span.mark == Mark::Hidden);
        spans.map(move |span| Anchor { block, start: span.start, end: span.end })
    });
    hidden.collect()
}

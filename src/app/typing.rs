//! Lines being typed: what each key does to them, what follows at once, and what Enter makes of them.

use super::action::Action;
use super::chord::{Chord, Key};
use super::keymap::Context;
use super::list::Show;
use super::message::Effect;
use super::overlay::Overlay;
use super::panels::Panel;
use super::panes::Focus;
use super::prompt::{Prompt, Purpose, Scope};
use super::state::State;

impl State {
    pub(super) fn type_key(&mut self, chord: Chord) -> Vec<Effect> {
        if let Some(c) = chord.typed() {
            return self.type_text(&c.to_string());
        }
        let Some(line) = self.line_mut() else { return Vec::new() };
        match chord.key {
            Key::Backspace => {
                if !line.backspace() && line.text().is_empty() {
                    return self.act(Action::Cancel, None, None);
                }
                self.retyped()
            }
            Key::Delete => {
                line.delete();
                self.retyped()
            }
            Key::Left => {
                line.left();
                Vec::new()
            }
            Key::Right => {
                line.right();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn type_text(&mut self, text: &str) -> Vec<Effect> {
        let Some(line) = self.line_mut() else { return Vec::new() };
        line.insert(text);
        self.retyped()
    }

    /// Pasted text goes into a line being typed and nowhere else: as keys it would run commands.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.context() == Context::Prompt { self.type_text(text) } else { Vec::new() }
    }

    /// The line being typed.
    pub(super) fn line_mut(&mut self) -> Option<&mut super::line::LineEdit> {
        match &mut self.overlay {
            Some(Overlay::Prompt(prompt)) => Some(&mut prompt.line),
            Some(Overlay::Picker(picker)) if picker.typing => Some(&mut picker.line),
            _ => None,
        }
    }

    /// What follows at once from a changed line.
    pub(super) fn retyped(&mut self) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Prompt(prompt)) => {
                let text = prompt.line.text().to_owned();
                prompt.back = 0;
                match prompt.purpose.clone() {
                    Purpose::Filter => {
                        self.list.set_filter(&text, &self.library, &self.marks);
                        self.follow_list()
                    }
                    Purpose::Find { from } => self.find_from(&text, from),
                    Purpose::Search => self.retype_search(&text, true),
                    Purpose::People => {
                        self.people_filter.set(text);
                        self.revision += 1;
                        self.panels.people = super::panels::Cursor::default();
                        Vec::new()
                    }
                    Purpose::Tag | Purpose::Date | Purpose::Name { .. } | Purpose::Save { .. } => Vec::new(),
                }
            }
            Some(Overlay::Picker(picker)) => {
                picker.retype();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn start_filter(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            picker.typing = true;
            return Vec::new();
        }
        let prompt = match self.focus {
            Focus::Panel(Panel::People) => Prompt::new(Purpose::People, self.people_filter.text()),
            Focus::Panel(Panel::Summary | Panel::Statements | Panel::Figures | Panel::Notes) => return Vec::new(),
            Focus::List | Focus::Reader | Focus::Results | Focus::Facets => {
                let before = self.list.filter().to_owned();
                return self.open_search(Scope::List, &before);
            }
        };
        self.overlay = Some(Overlay::Prompt(prompt));
        Vec::new()
    }

    pub(super) fn accept_prompt(&mut self) -> Vec<Effect> {
        let Some(Overlay::Prompt(prompt)) = self.overlay.take() else { return Vec::new() };
        let text = prompt.line.text().trim().to_owned();
        self.history.push(&prompt.purpose, &text);
        match prompt.purpose {
            Purpose::Filter => {
                self.end_search();
                Vec::new()
            }
            Purpose::People => Vec::new(),
            Purpose::Search => {
                let kept = self.keep_last();
                [kept, self.activate_result()].concat()
            }
            Purpose::Save { query } => self.save_search(&text, &query, None),
            Purpose::Find { from } => {
                self.end_search();
                if text.is_empty() {
                    return Vec::new();
                }
                match self.reader.text().and_then(|text| text.hits.as_ref()) {
                    Some(hits) => {
                        let words = format!("{}: {}/{}", hits.label, hits.index + 1, hits.count());
                        self.tell(words);
                    }
                    None if self.reader.text().is_some_and(|text| text.loaded().complete) => {
                        self.reader.on_text(|text| text.go_place(from));
                        self.tell(format!("\"{text}\" is not in this text"));
                    }
                    None => self.tell("searching"),
                }
                Vec::new()
            }
            Purpose::Tag => self.tag(&text),
            Purpose::Name { found_as } => self.rename_person(&found_as, &text),
            Purpose::Date => {
                if text.is_empty() {
                    Vec::new()
                } else {
                    self.show_list(Show::Date(text))
                }
            }
        }
    }

    pub(super) fn help_typing(&mut self, action: Action) -> Vec<Effect> {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else {
            // In a list Tab goes to the next row, as pickers do.
            return if action == Action::Complete { self.travel(Action::Down, None) } else { Vec::new() };
        };
        match action {
            Action::Complete if prompt.purpose.scope().is_some() => self.switch_scope(true),
            Action::Complete if prompt.purpose == Purpose::Tag => {
                let typed = prompt.line.text().trim_start_matches('-').to_owned();
                let sign = if prompt.line.text().starts_with('-') { "-" } else { "" };
                let known = self.marks.iter().flat_map(|(_, marks)| &marks.tags);
                let mut known: Vec<String> =
                    known.map(ToString::to_string).filter(|tag| tag.starts_with(&typed) && *tag != typed).collect();
                known.sort();
                if let Some(tag) = known.first() {
                    prompt.line.set(format!("{sign}{tag}"));
                }
                Vec::new()
            }
            Action::HistoryBack => {
                let back = prompt.back + 1;
                let purpose = prompt.purpose.clone();
                let Some((line, order)) = self.earlier(&purpose, back) else { return Vec::new() };
                if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
                    prompt.line.set(line);
                }
                if let (Some(order), Some(search)) = (order, self.search_mut()) {
                    search.order = order;
                }
                let effects = self.retyped();
                if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
                    prompt.back = back;
                }
                effects
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn edit_line(&mut self, action: Action) -> Vec<Effect> {
        let Some(line) = self.line_mut() else { return Vec::new() };
        match action {
            Action::ClearLine => line.clear(),
            Action::DeleteWord => line.delete_word(),
            Action::LineStart => line.home(),
            _ => line.end(),
        }
        if matches!(action, Action::ClearLine | Action::DeleteWord) { self.retyped() } else { Vec::new() }
    }
}

//! Commands that take words, as typed behind `:`.

use super::action::{ACTIONS, Action};
use super::list::Show;
use super::message::Effect;
use super::state::State;
use super::text::Text;
use crate::settings::{Layout, did_you_mean};

/// Commands with their arguments and one line for help.
pub(crate) const COMMANDS: &[(&str, &str, &str)] = &[
    ("goto", "N or N%", "go to a paragraph or a share of the text"),
    ("filter", "WORDS", "filter the list"),
    ("find", "WORDS", "find in this text"),
    ("search", "WORDS", "search all texts"),
    ("date", "2024-10", "documents of a year, month or day"),
    ("tag", "NAME", "add a tag; -NAME removes it"),
    ("width", "40..100", "columns of the text"),
    ("layout", "auto, 1, 2, 3", "columns of panes"),
    ("theme", "NAME", "colours"),
    ("borders", "on, off", "rules between panes"),
    ("footer", "on, off", "the line of key hints"),
];

impl State {
    /// Runs a typed command; nothing when what is typed is not one, so that the chosen row counts.
    pub(super) fn run_typed(&mut self, typed: &str) -> Option<Vec<Effect>> {
        let (name, words) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let words = words.trim();
        if let Ok(number) = typed.strip_suffix('%').unwrap_or(typed).parse::<u32>() {
            self.close_overlay();
            return Some(self.go_number(number, typed.ends_with('%')));
        }
        if let Some(action) = Action::named(name).filter(|_| words.is_empty()) {
            self.close_overlay();
            return Some(self.act(action, None, None));
        }
        let takes_words = COMMANDS.iter().any(|(known, _, _)| *known == name);
        if !takes_words || words.is_empty() {
            return None;
        }
        self.close_overlay();
        Some(self.run(name, words))
    }

    fn run(&mut self, name: &str, words: &str) -> Vec<Effect> {
        match name {
            "goto" => {
                let is_share = words.ends_with('%');
                match words.trim_end_matches('%').parse() {
                    Ok(number) => return self.go_number(number, is_share),
                    Err(_) => self.warn(format!("\"{words}\" is not a number")),
                }
            }
            "filter" => {
                let effects = self.drop_searches();
                self.list.set_filter(words, &self.library, &self.marks);
                self.set_focus(super::panes::Focus::List);
                return [effects, self.follow_list()].concat();
            }
            "find" => {
                self.set_focus(super::panes::Focus::Reader);
                let Some(from) = self.reader.text_mut().map(Text::place) else { return Vec::new() };
                return self.find_from(words, from);
            }
            "search" => {
                return self.open_search(super::prompt::Scope::Everything, words);
            }
            "date" => return self.show_list(Show::Date(words.to_owned())),
            "tag" => return self.tag(words),
            "width" => match words.parse() {
                Ok(width @ 40..=100) => self.settings.text_width = width,
                _ => self.warn("the width goes from 40 to 100"),
            },
            "layout" => match words {
                "auto" => self.settings.layout = Layout::Auto,
                "1" => self.settings.layout = Layout::One,
                "2" => self.settings.layout = Layout::Two,
                "3" => self.settings.layout = Layout::Three,
                _ => self.warn("layouts are auto, 1, 2 and 3"),
            },
            "theme" => {
                if self.themes.iter().any(|known| known == words) {
                    words.clone_into(&mut self.settings.theme);
                    return vec![Effect::Redraw];
                }
                let near = did_you_mean(words, self.themes.iter().map(String::as_str));
                let near = near.map_or_else(
                    || format!("themes: {}", self.themes.join(", ")),
                    |name| format!("did you mean {name}?"),
                );
                self.warn(format!("no theme is called \"{words}\"; {near}"));
            }
            "borders" => self.switch(words, |state, on| state.settings.borders = on),
            "footer" => self.switch(words, |state, on| state.settings.footer = on),
            _ => {
                let known = ACTIONS.iter().map(|row| row.1).chain(COMMANDS.iter().map(|row| row.0));
                let near = did_you_mean(name, known).map_or_else(String::new, |near| format!(", did you mean {near}?"));
                self.warn(format!("no command is called \"{name}\"{near}"));
            }
        }
        Vec::new()
    }

    fn switch(&mut self, words: &str, set: impl Fn(&mut Self, bool)) {
        match words {
            "on" => set(self, true),
            "off" => set(self, false),
            _ => self.warn("it can be on or off"),
        }
    }

    /// Goes to a numbered paragraph or a share of the text.
    pub(super) fn go_number(&mut self, number: u32, is_share: bool) -> Vec<Effect> {
        self.set_focus(super::panes::Focus::Reader);
        self.reader.push_jump();
        if is_share {
            self.reader.on_text(|text| text.go_percent(number));
        } else {
            self.reader.on_text(|text| text.go_paragraph(number.max(1)));
        }
        self.note_reading()
    }
}

//! Which keys mean which action where. The embedded defaults come first; the user's file holds only differences.

use toml::de::{DeTable, DeValue};

use super::action::{ACTIONS, Action};
use super::chord::{Chord, Key};
use crate::settings::{Fault, did_you_mean};

/// The default keys, each context in the order it is shown.
const DEFAULTS: &str = include_str!("../../config/keymap.toml");

/// More keys than there are by default.
const MOST: usize = 320;

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Context {
    /// Everywhere but in a prompt.
    Global,
    /// The list of documents.
    List,
    /// The text.
    Reader,
    /// Summary, people, notes.
    Panel,
    /// Lists over the screen: help, bookmarks, places, tags.
    Picker,
    /// What a search found.
    Results,
    /// A line being typed.
    Prompt,
}

impl Context {
    /// All contexts with their names in keymap files and in the documentation.
    pub(crate) const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::List, "list", "List"),
        (Self::Reader, "reader", "Text"),
        (Self::Panel, "panel", "Summary, people, notes"),
        (Self::Picker, "picker", "Bookmarks, tags, help"),
        (Self::Results, "results", "Search results"),
        (Self::Global, "global", "Everywhere"),
        (Self::Prompt, "prompt", "Typing"),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|row| row.1 == name).map(|row| row.0)
    }
}

/// One key of a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Chord(Chord),
    Letter,
}

/// A key sequence and its action.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Binding {
    context: Context,
    steps: Vec<Step>,
    action: Action,
}

/// What the keys pressed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// An action, with the letter that stood for `<letter>`.
    Action(Action, Option<char>),
    /// The beginning of at least one sequence.
    Prefix,
    /// Nothing.
    Unbound,
}

/// The keys in force.
#[derive(Debug, Clone)]
pub(crate) struct Keymap {
    bindings: Vec<Binding>,
}

impl Keymap {
    /// The defaults changed by the user's file, and the faults in that file.
    pub(crate) fn with_user(user: &str) -> (Self, Vec<Fault>) {
        let mut keymap = Self { bindings: Vec::with_capacity(MOST) };
        keymap.read_defaults();
        let mut faults = Vec::new();
        if !user.trim().is_empty() {
            keymap.read(user, &mut faults);
        }
        (keymap, faults)
    }

    /// What these keys mean in a context; what the context does not say, the global keys say.
    pub(crate) fn meaning(&self, context: Context, keys: &[Chord]) -> Meaning {
        let contexts: &[Context] = match context {
            Context::Prompt => &[Context::Prompt],
            Context::Global => &[Context::Global],
            Context::List => &[Context::List, Context::Global],
            Context::Reader => &[Context::Reader, Context::Global],
            Context::Panel => &[Context::Panel, Context::Global],
            Context::Picker => &[Context::Picker, Context::Global],
            Context::Results => &[Context::Results, Context::Global],
        };
        let mut is_prefix = false;
        for place in contexts {
            for binding in self.bindings.iter().filter(|binding| binding.context == *place) {
                if let Some(letter) = matches(&binding.steps, keys) {
                    if binding.steps.len() == keys.len() {
                        return Meaning::Action(binding.action, letter);
                    }
                    is_prefix = true;
                }
            }
        }
        if is_prefix { Meaning::Prefix } else { Meaning::Unbound }
    }

    /// The sequences that go on from a prefix: the rest of the keys and the action.
    pub(crate) fn continuations(&self, context: Context, prefix: &[Chord]) -> Vec<(String, Action)> {
        let mut rows: Vec<(String, Action)> = Vec::new();
        for place in [context, Context::Global] {
            for binding in self.bindings.iter().filter(|binding| binding.context == place) {
                if binding.steps.len() > prefix.len() && matches(&binding.steps, prefix).is_some() {
                    let keys = steps_text(binding.steps.get(prefix.len()..).unwrap_or_default());
                    if !rows.iter().any(|(known, _)| *known == keys) {
                        rows.push((keys, binding.action));
                    }
                }
            }
        }
        rows
    }

    /// The first key of an action in a context, as people read it.
    pub(crate) fn key_for(&self, context: Context, action: Action) -> Option<String> {
        [context, Context::Global].iter().find_map(|place| {
            let found = self.bindings.iter().find(|binding| binding.context == *place && binding.action == action);
            found.map(|binding| steps_text(&binding.steps))
        })
    }

    /// Every action of a context with all its keys, in the order of the file.
    pub(crate) fn rows(&self, context: Context) -> Vec<(String, Action)> {
        let mut rows: Vec<(String, Action)> = Vec::new();
        for binding in self.bindings.iter().filter(|binding| binding.context == context) {
            let keys = steps_text(&binding.steps);
            match rows.iter_mut().find(|(_, action)| *action == binding.action) {
                Some((known, _)) => {
                    known.push_str("  ");
                    known.push_str(&keys);
                }
                None => rows.push((keys, binding.action)),
            }
        }
        rows
    }

    fn read(&mut self, text: &str, faults: &mut Vec<Fault>) {
        let line = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let at = error.span().map_or(1, |span| line(span.start));
                faults.push(Fault { line: at, message: error.message().to_owned() });
                return;
            }
        };
        let mut sections: Vec<_> = table.iter().collect();
        sections.sort_by_key(|(name, _)| name.span().start);
        for (name, section) in sections {
            let at = line(name.span().start);
            let Some(context) = Context::named(name.get_ref()) else {
                let near = near(name.get_ref(), Context::ALL.iter().map(|row| row.1));
                faults.push(Fault { line: at, message: format!("no context is called \"{}\"{near}", name.get_ref()) });
                continue;
            };
            let DeValue::Table(rows) = section.get_ref() else {
                let message = format!("\"{}\" has to be a table of keys", name.get_ref());
                faults.push(Fault { line: at, message });
                continue;
            };
            let mut rows: Vec<_> = rows.iter().collect();
            rows.sort_by_key(|(keys, _)| keys.span().start);
            for (keys, value) in rows {
                if let Err(message) = self.bind(context, keys.get_ref(), value.get_ref()) {
                    faults.push(Fault { line: line(keys.span().start), message });
                }
            }
        }
    }

    /// The defaults line by line: they are written in the plainest TOML there is, and a parser for all of it would be a
    /// sixth of the time to the first screen. Also here every line counts.
    fn read_defaults(&mut self) {
        let mut context = Context::Global;
        let mut last = 0;
        for line in DEFAULTS.as_bytes().split(|byte| *byte == b'\n') {
            let (keys, action) = match line {
                [b'[', name @ .., b']'] => {
                    context = str::from_utf8(name).ok().and_then(Context::named).unwrap_or(context);
                    continue;
                }
                [b'"', keys_and_action @ .., b'"'] => {
                    let Some(at) = keys_and_action.iter().rposition(|byte| *byte == b'"') else { continue };
                    let (keys, action) = keys_and_action.split_at(at);
                    (keys.strip_suffix(b"\" = ").unwrap_or_default(), action.get(1..).unwrap_or_default())
                }
                _ => continue,
            };
            let letter = |letter: u8| Step::Chord(Chord::plain(Key::Char(char::from(letter))));
            // Most are one letter or two.
            let steps = match *keys {
                [one @ b'!'..=b'~'] | [b'\\', one @ b'"'] => Ok(vec![letter(one)]),
                [one @ b'!'..=b'~', b' ', two @ b'!'..=b'~'] => Ok(vec![letter(one), letter(two)]),
                _ => parse_steps(str::from_utf8(keys).unwrap_or_default()),
            };
            // The file has them in much the same order as the table: the next is not far behind the last.
            let is = |number: &usize| ACTIONS.get(*number).is_some_and(|row| row.1.as_bytes() == action);
            let Some(number) = (last..ACTIONS.len()).chain(0..last).find(is) else { continue };
            last = number;
            if let (Ok(steps), Some(&(action, ..))) = (steps, ACTIONS.get(number)) {
                self.bindings.push(Binding { context, steps, action });
            }
        }
    }

    fn bind(&mut self, context: Context, keys: &str, value: &DeValue<'_>) -> Result<(), String> {
        let steps = parse_steps(keys)?;
        let DeValue::String(name) = value else { return Err(format!("\"{keys}\" has to name an action")) };
        self.bindings.retain(|binding| binding.context != context || binding.steps != steps);
        if name == "unbind" {
            return Ok(());
        }
        let action = Action::named(name)
            .ok_or_else(|| format!("no action is called \"{name}\"{}", near(name, ACTIONS.iter().map(|row| row.1))))?;
        // A longer sequence that begins with these keys could never be typed, and the other way round.
        let hides = |other: &Binding| {
            other.context == context && other.steps.iter().zip(&steps).all(|(known, new)| known == new)
        };
        self.bindings.retain(|binding| !hides(binding));
        self.bindings.push(Binding { context, steps, action });
        Ok(())
    }
}

fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    did_you_mean(name, known).map_or_else(String::new, |known| format!(", did you mean \"{known}\"?"))
}

fn parse_steps(keys: &str) -> Result<Vec<Step>, String> {
    let steps: Vec<Step> = keys
        .split_whitespace()
        .map(|word| match word {
            "<letter>" => Ok(Step::Letter),
            _ => Chord::parse(word).map(Step::Chord).ok_or_else(|| format!("\"{word}\" is not a key")),
        })
        .collect::<Result<_, _>>()?;
    if steps.is_empty() { Err("a key is missing".to_owned()) } else { Ok(steps) }
}

/// Whether `keys` are the beginning of `steps`; the letter, if one stood for `<letter>`.
#[expect(clippy::option_option, reason = "no match, a match, a match with a letter: three answers")]
fn matches(steps: &[Step], keys: &[Chord]) -> Option<Option<char>> {
    if keys.len() > steps.len() {
        return None;
    }
    let mut letter = None;
    for (step, key) in steps.iter().zip(keys) {
        match step {
            Step::Chord(chord) if chord == key => {}
            Step::Letter => letter = Some(key.typed().filter(char::is_ascii_lowercase)?),
            Step::Chord(_) => return None,
        }
    }
    Some(letter)
}

fn steps_text(steps: &[Step]) -> String {
    let words: Vec<String> = steps
        .iter()
        .map(|step| match step {
            Step::Chord(chord) => chord.to_string(),
            Step::Letter => "a..z".to_owned(),
        })
        .collect();
    let single = |word: &String| word.chars().count() == 1;
    if words.iter().all(single) { words.concat() } else { words.join(" ") }
}

/// The keys in force as a table: context, keys, name of the action, description.
pub(crate) fn keymap_table(user: &str) -> Vec<(String, String, String, String)> {
    let (keymap, _) = Keymap::with_user(user);
    let mut rows = Vec::new();
    for (context, _, title) in Context::ALL {
        for (keys, action) in keymap.rows(context) {
            rows.push((title.to_owned(), keys, action.name().to_owned(), action.description().to_owned()));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants;
    use crate::settings::promise;

    #[test]
    fn every_fault_of_a_damaged_file_names_its_line() {
        let pieces: [&[u8]; 7] = [b"\n", b"=", b"\"", b"[", b"]", b"<ctrl-", b"\"x\" = \"unbind\"\n"];
        for mutant in mutants::of(DEFAULTS.as_bytes(), &pieces) {
            let text = String::from_utf8_lossy(&mutant);
            promise::check(&text, &Keymap::with_user(&text).1);
        }
        mutants::tell("keymaps", 1);
    }

    fn keys(text: &str) -> Vec<Chord> {
        text.split_whitespace().map(|word| Chord::parse(word).unwrap()).collect()
    }

    #[test]
    fn the_defaults_have_no_faults_and_name_every_key_once() {
        let mut keymap = Keymap { bindings: Vec::new() };
        let mut faults = Vec::new();
        keymap.read(DEFAULTS, &mut faults);
        assert_eq!(faults, Vec::new());
        let written = DEFAULTS.lines().filter(|line| line.starts_with('"')).count();
        assert_eq!(keymap.bindings.len(), written, "a default key hides another");
        assert_eq!(keymap.bindings, Keymap::with_user("").0.bindings, "the short way reads something else");
    }

    #[test]
    fn a_sequence_is_a_prefix_until_it_is_whole() {
        let (keymap, _) = Keymap::with_user("");
        assert_eq!(keymap.meaning(Context::List, &keys("g")), Meaning::Prefix);
        assert_eq!(keymap.meaning(Context::List, &keys("g g")), Meaning::Action(Action::Top, None));
        assert_eq!(keymap.meaning(Context::List, &keys("g b")), Meaning::Action(Action::Bookmarks, None));
        assert_eq!(keymap.meaning(Context::Reader, &keys("m q")), Meaning::Action(Action::SetPlace, Some('q')));
        assert_eq!(keymap.meaning(Context::Reader, &keys("m Q")), Meaning::Unbound);
        assert_eq!(keymap.meaning(Context::Prompt, &keys("q")), Meaning::Unbound);
    }

    #[test]
    fn no_key_that_ends_a_split_arrow_does_something_that_cannot_be_taken_back() {
        let (keymap, _) = Keymap::with_user("");
        for context in [Context::List, Context::Reader, Context::Panel, Context::Picker] {
            for key in ["[", "]", "O", "A", "B", "C", "D", "H", "R", "Z", "~"] {
                assert_eq!(keymap.meaning(context, &keys(key)), Meaning::Unbound, "{key} in {context:?}");
            }
        }
    }

    #[test]
    fn a_user_changes_and_removes_keys() {
        let (keymap, faults) =
            Keymap::with_user("[reader]\n\"<space>\" = \"page-down\"\n\"q\" = \"unbind\"\n\"g\" = \"top\"\n");
        assert_eq!(faults, Vec::new());
        assert_eq!(keymap.meaning(Context::Reader, &keys("<space>")), Meaning::Action(Action::PageDown, None));
        assert_eq!(keymap.meaning(Context::Reader, &keys("g")), Meaning::Action(Action::Top, None));
        assert_eq!(keymap.meaning(Context::Reader, &keys("q")), Meaning::Action(Action::Back, None), "global stays");
    }

    #[test]
    fn a_fault_names_its_line_and_a_near_name() {
        let (keymap, faults) = Keymap::with_user("[list]\n\"j\" = \"dwon\"\n[lst]\n[global]\n\"<nokey>\" = \"help\"\n");
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 3, 5]);
        assert!(faults[0].message.contains("did you mean \"down\"?"), "{}", faults[0].message);
        assert_eq!(keymap.meaning(Context::List, &keys("k")), Meaning::Action(Action::Up, None));
    }

    #[test]
    fn a_broken_file_is_a_fault_and_the_defaults_stay() {
        let (keymap, faults) = Keymap::with_user("[list\n");
        assert_eq!(faults.len(), 1);
        assert_eq!(keymap.meaning(Context::List, &keys("j")), Meaning::Action(Action::Down, None));
    }
}

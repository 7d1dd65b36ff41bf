//! The border: every string from outside becomes clean text here, once.
//!
//! Characters are filtered one by one; sequences are never matched, because an unterminated one has no match.

mod character;
mod cleaner;

use std::borrow::Cow;
use std::fmt;
use std::ops::{AddAssign, Deref, Range};

use serde::{Deserialize, Deserializer, Serialize};

pub(crate) use cleaner::Cleaner;

/// Text that can go to a terminal: no control, direction or invisible character is left in it.
///
/// Only this module makes one. Offsets for search, bookmarks and panels refer to clean text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub(crate) struct Clean(Box<str>);

impl Clean {
    /// One line: line breaks and runs of blanks become one space, the ends are trimmed.
    pub(crate) fn line(raw: &str) -> Self {
        let mut cleaner = Cleaner::line();
        cleaner.push(raw);
        cleaner.finish().0
    }

    /// Text that keeps its line breaks (as `\n`).
    pub(crate) fn text(raw: &str) -> Self {
        let mut cleaner = Cleaner::default();
        cleaner.push(raw);
        cleaner.finish().0
    }

    /// A part of clean text is clean. Nothing when the range is not on character borders.
    pub(crate) fn slice(&self, range: Range<usize>) -> Option<Self> {
        self.0.get(range).map(|part| Self(part.into()))
    }
}

/// Clean text that is lent where nothing had to be changed: most often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lent<'a>(Cow<'a, str>);

impl<'a> Lent<'a> {
    /// As [`Clean::line`].
    pub(crate) fn line(raw: &'a str) -> Self {
        let as_it_is = Cleaner::line().is_clean(raw) && !raw.ends_with(' ');
        Self(if as_it_is { Cow::Borrowed(raw) } else { Cow::Owned(Clean::line(raw).0.into()) })
    }

    /// As [`Clean::text`].
    pub(crate) fn text(raw: &'a str) -> Self {
        let as_it_is = Cleaner::default().is_clean(raw);
        Self(if as_it_is { Cow::Borrowed(raw) } else { Cow::Owned(Clean::text(raw).0.into()) })
    }

    /// Whether it is what was given.
    pub(crate) const fn is_lent(&self) -> bool {
        matches!(self.0, Cow::Borrowed(_))
    }
}

impl Deref for Lent<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for Clean {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|raw| Self::text(&raw))
    }
}

/// How many characters were made visible or taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Removed {
    /// Control characters shown as pictures.
    pub(crate) control: u64,
    /// Direction marks and tag characters shown by name.
    pub(crate) bidi: u64,
    /// Invisible characters taken out.
    pub(crate) invisible: u64,
}

impl AddAssign for Removed {
    fn add_assign(&mut self, other: Self) {
        self.control += other.control;
        self.bidi += other.bidi;
        self.invisible += other.invisible;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::character::{Class, class};
    use super::*;

    fn removed(raw: &str) -> (String, Removed) {
        let mut cleaner = Cleaner::default();
        cleaner.push(raw);
        let (clean, removed) = cleaner.finish();
        (clean.to_string(), removed)
    }

    proptest! {
        #[test]
        fn what_is_lent_is_clean(raw in "[ab \n]{0,40}|[ a-z]{0,80}|[aé]{0,40}|[ aé]{0,40}|(\\PC|[ \t\r\n\u{202e}\u{1b}é]){0,12}") {
            prop_assert_eq!(&*Lent::line(&raw), &*Clean::line(&raw));
            prop_assert_eq!(&*Lent::text(&raw), &*Clean::text(&raw));
            prop_assert!(!Lent::line(&raw).is_lent() || raw == *Clean::line(&raw));
            let is_simple = raw.chars().all(|c| matches!(c, '!'..='~' | 'é'));
            prop_assert!(!is_simple || Lent::line(&raw).is_lent() && Lent::text(&raw).is_lent());
        }
    }

    #[test]
    fn every_kind_of_line_break_is_one_line_feed() {
        assert_eq!(&*Clean::text("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\n\n\r\n"), "a\nb\nc\nd\ne\nf\n\n\n");
    }

    #[test]
    fn a_return_and_a_line_feed_in_two_pieces_are_one_break() {
        let mut cleaner = Cleaner::default();
        cleaner.push("a\r");
        cleaner.push("\nb");
        assert_eq!(&*cleaner.finish().0, "a\nb");
    }

    #[test]
    fn tabs_go_to_the_next_stop_and_are_a_space_in_one_line() {
        assert_eq!(&*Clean::text("a\tb\n\tccccc\td\té\tx"), "a   b\n    ccccc   d   é   x");
        assert_eq!(&*Clean::line("a\tb\n\tc"), "a b c");
    }

    #[test]
    fn an_escape_sequence_loses_its_power_and_is_seen() {
        let (text, count) = removed("x\u{1b}[2J\u{7}\u{9b}31m\u{7f}\0");
        assert_eq!(text, "x␛[2J␇⟨9B⟩31m␡␀");
        assert_eq!(count.control, 5);
    }

    #[test]
    fn direction_marks_and_tags_are_named_and_counted() {
        let (text, count) = removed("a\u{202e}b\u{2069}c\u{e0041}");
        assert_eq!(text, "a⟨RLO⟩b⟨PDI⟩c⟨TAG A⟩");
        assert_eq!(count.bidi, 3);
    }

    #[test]
    fn invisible_characters_go_and_are_counted() {
        let (text, count) = removed("ze\u{200b}ro wi\u{ad}dth \u{feff}no\u{2060}w m\u{200d}e");
        assert_eq!(text, "zero width now me");
        assert_eq!(count.invisible, 5);
    }

    #[test]
    fn joiners_stay_where_they_shape_the_text() {
        for kept in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👨\u{200d}👩\u{200d}👧",
            "🏳\u{fe0f}\u{200d}🌈",
            "1\u{fe0f}\u{20e3}",
            "❤\u{fe0f}",
        ] {
            assert_eq!(removed(kept), (kept.to_owned(), Removed::default()));
        }
        assert_eq!(removed("a\u{fe0f}b\u{200c}").0, "ab");
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let (text, count) = removed(&format!("a{}b", "\u{301}".repeat(10_000)));
        assert_eq!(text, "a\u{301}\u{301}\u{301}\u{301}…b");
        assert_eq!(count.invisible, 9_996);
    }

    #[test]
    fn a_line_has_single_blanks_and_no_ends() {
        assert_eq!(&*Clean::line("  a \u{a0} b\r\n\u{200b} c  "), "a b c");
    }

    #[test]
    fn what_was_made_visible_can_be_found() {
        let mut cleaner = Cleaner::line();
        cleaner.push("a\u{1b}\u{202e} b\u{1}");
        let shown: Vec<_> = cleaner.hidden().iter().map(|range| &cleaner.so_far()[range.clone()]).collect();
        assert_eq!(shown, ["␛⟨RLO⟩", "␁"]);
    }

    fn raw() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => any::<char>(),
            4 => prop::char::range('\0', '\u{ff}'),
            3 => prop::char::range('\u{2000}', '\u{2070}'),
            2 => prop::char::range('\u{300}', '\u{310}'),
            2 => prop::char::range('\u{640}', '\u{660}'),
            2 => prop::char::range('\u{930}', '\u{950}'),
            2 => prop::char::range('\u{1f460}', '\u{1f480}'),
            1 => Just('\u{fe0f}'),
            1 => Just('\u{200d}'),
            1 => prop::char::range('\u{e0000}', '\u{e0080}'),
        ];
        prop::collection::vec(piece, 0..60).prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(raw in raw()) {
            let text = Clean::text(&raw);
            prop_assert_eq!(&Clean::text(&text), &text);
            let line = Clean::line(&raw);
            prop_assert_eq!(&Clean::line(&line), &line);
            prop_assert_eq!(&Clean::text(&line), &line);
        }

        #[test]
        fn a_line_is_its_words_with_single_blanks(raw in "[a-z,. ]{0,200}") {
            prop_assert_eq!(&*Clean::line(&raw), raw.split_whitespace().collect::<Vec<_>>().join(" "));
        }

        #[test]
        fn nothing_that_a_terminal_obeys_is_left(raw in raw()) {
            let text = Clean::text(&raw);
            prop_assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || class(c) == Class::Direction || class(c) == Class::Invisible));
            prop_assert!(!Clean::line(&raw).contains(char::is_control));
        }
    }
}

//! The environment of the process, read once at the start.

#![expect(clippy::disallowed_methods, reason = "the environment is read here and nowhere else in the reader")]

use std::env;
use std::ffi::OsString;
use std::time::Duration;

use crate::settings::{Color, Glyphs, Settings};

/// How long a lone escape is held back on a local terminal.
const HOLD_LOCAL: Duration = Duration::from_millis(20);
/// How long over ssh, where the line may tear a key's sequence.
const HOLD_REMOTE: Duration = Duration::from_millis(100);

/// What the environment says about the terminal and the user's programs.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub(super) struct Environment {
    /// `NO_COLOR` is set to anything.
    no_color: bool,
    /// `TERM`.
    term: String,
    /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set.
    locale: String,
    /// The session came over ssh.
    is_remote: bool,
    /// `ACCESSIBLE` asks for lines instead of a screen.
    pub(super) is_accessible: bool,
    /// Inside tmux.
    pub(super) is_tmux: bool,
    /// `VISUAL` or `EDITOR`.
    pub(super) editor: Option<OsString>,
    /// `PAGER`.
    pub(super) pager: Option<OsString>,
}

impl Environment {
    /// Reads the environment.
    pub(super) fn read() -> Self {
        let value = |name| env::var_os(name).filter(|value| !value.is_empty());
        let text = |name| value(name).map(|value| value.to_string_lossy().into_owned());
        Self {
            no_color: value("NO_COLOR").is_some(),
            term: text("TERM").unwrap_or_default(),
            locale: text("LC_ALL").or_else(|| text("LC_CTYPE")).or_else(|| text("LANG")).unwrap_or_default(),
            is_remote: value("SSH_TTY").or_else(|| value("SSH_CONNECTION")).is_some(),
            is_accessible: text("ACCESSIBLE").is_some_and(|value| !matches!(&*value, "0" | "no" | "false")),
            is_tmux: value("TMUX").is_some(),
            editor: value("VISUAL").or_else(|| value("EDITOR")),
            pager: value("PAGER"),
        }
    }

    /// Whether the terminal can do no more than print lines.
    pub(super) fn is_dumb(&self) -> bool {
        self.term.is_empty() || self.term == "dumb"
    }

    /// Whether only attributes may be used, no colours.
    pub(super) fn is_plain(&self, settings: &Settings) -> bool {
        match settings.color {
            Color::Auto => self.no_color,
            Color::Never => true,
            Color::Sixteen | Color::Indexed | Color::True => false,
        }
    }

    /// Whether only ASCII may be drawn.
    pub(super) fn is_ascii(&self, settings: &Settings) -> bool {
        match settings.glyphs {
            Glyphs::Ascii => true,
            Glyphs::Unicode => false,
            Glyphs::Auto => !self.is_utf8() || self.term == "linux" || self.term.starts_with("vt") || self.is_dumb(),
        }
    }

    /// Whether the locale has UTF-8.
    pub(super) fn is_utf8(&self) -> bool {
        let locale = self.locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }

    /// How long a lone escape is held back.
    pub(super) fn escape_hold(&self, settings: &Settings) -> Duration {
        let usual = if self.is_remote { HOLD_REMOTE } else { HOLD_LOCAL };
        settings.esc_timeout_ms.map_or(usual, |given| Duration::from_millis(given.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(locale: &str, term: &str) -> Environment {
        Environment { locale: locale.to_owned(), term: term.to_owned(), ..Environment::default() }
    }

    #[test]
    fn only_a_utf8_locale_on_a_capable_terminal_gets_more_than_ascii() {
        let settings = Settings::default();
        assert!(!environment("en_GB.UTF-8", "xterm-256color").is_ascii(&settings));
        assert!(!environment("C.utf8", "screen").is_ascii(&settings));
        assert!(environment("C", "xterm").is_ascii(&settings));
        assert!(environment("", "xterm").is_ascii(&settings));
        assert!(environment("en_GB.UTF-8", "linux").is_ascii(&settings));
        assert!(environment("en_GB.UTF-8", "vt220").is_ascii(&settings));
    }

    #[test]
    fn the_user_may_overrule_the_locale() {
        let unicode = Settings { glyphs: Glyphs::Unicode, ..Settings::default() };
        assert!(!environment("C", "xterm").is_ascii(&unicode));
        let ascii = Settings { glyphs: Glyphs::Ascii, ..Settings::default() };
        assert!(environment("en_GB.UTF-8", "xterm").is_ascii(&ascii));
    }

    #[test]
    fn an_escape_is_held_longer_over_ssh_and_as_long_as_the_user_says() {
        let remote = Environment { is_remote: true, ..Environment::default() };
        assert_eq!(remote.escape_hold(&Settings::default()), HOLD_REMOTE);
        assert_eq!(Environment::default().escape_hold(&Settings::default()), HOLD_LOCAL);
        let settings = Settings { esc_timeout_ms: Some(7), ..Settings::default() };
        assert_eq!(remote.escape_hold(&settings), Duration::from_millis(7));
    }

    #[test]
    fn no_color_counts_only_when_the_user_did_not_choose() {
        let plain = Environment { no_color: true, ..Environment::default() };
        assert!(plain.is_plain(&Settings::default()));
        assert!(!plain.is_plain(&Settings { color: Color::Sixteen, ..Settings::default() }));
        assert!(Environment::default().is_plain(&Settings { color: Color::Never, ..Settings::default() }));
    }
}

//! What went wrong, to which thing, why, and what helps. Shown as one line and, when there is a remedy, a `hint:` line.

use std::fmt;

/// A failure that ends a command or is shown to the user.
///
/// The message starts in lower case and names things in quotes, as in
/// `cannot read "minutes.pdf": it is encrypted`. Every part is printed through [`crate::document::Clean`] by the shells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Error {
    /// What was tried and what it was tried on, and why it failed.
    pub(crate) message: String,
    /// What the user can do about it.
    pub(crate) hint: Option<String>,
}

impl Error {
    /// A failure without a known remedy.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    /// The same failure with a remedy.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// How the program ends, as `grep` and `ripgrep` do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Something was found or done.
    Found,
    /// Nothing was found.
    Nothing,
    /// At least one thing failed.
    Error,
}

impl Exit {
    /// The exit code: 0, 1 or 2.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Found => 0,
            Self::Nothing => 1,
            Self::Error => 2,
        }
    }
}

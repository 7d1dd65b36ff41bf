//! Other programs, executed directly: no shell ever sees a word, and nothing of a document is in names or arguments.

#![expect(clippy::disallowed_methods, reason = "other programs are started here and nowhere else in the reader")]

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use crate::store;

/// Runs a program of the given arguments with text on its standard input and no other way to the terminal; whether it
/// was content.
pub(super) fn feed(program: &str, arguments: &[&str], text: &[u8]) -> io::Result<bool> {
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    run_with(&mut command, text).map(|status| status.success())
}

/// Runs the user's editor on a file, with the terminal.
pub(super) fn edit(editor: &OsStr, file: &Path, terminal: File) -> io::Result<ExitStatus> {
    let mut command = split(editor)?;
    command.arg(file).stdin(terminal).status()
}

/// Runs the user's pager with text on its standard input.
pub(super) fn page(pager: &OsStr, text: &[u8]) -> io::Result<ExitStatus> {
    let mut command = split(pager)?;
    // `less` would otherwise start a shell, an editor or the user's preprocessor on a key or by itself.
    command.env("LESSSECURE", "1").env_remove("LESSOPEN").env_remove("LESSCLOSE");
    // Ctrl-Z stays possible where `less` can tell it apart.
    command.env("LESSSECURE_ALLOW", "stop");
    run_with(&mut command, text)
}

fn run_with(command: &mut Command, text: &[u8]) -> io::Result<ExitStatus> {
    let mut child = store::start_child(command.stdin(Stdio::piped()))?;
    if let Some(mut input) = child.stdin.take() {
        match input.write_all(text) {
            // It was closed before it had read all.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                drop(input);
                child.wait()?;
                return Err(error);
            }
            Ok(()) | Err(_) => {}
        }
    }
    child.wait()
}

/// A command with arguments, as in `EDITOR="emacs -nw"`. Blanks separate; there is no quoting.
fn split(words: &OsStr) -> io::Result<Command> {
    let mut words = words.as_bytes().split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).map(<[u8]>::to_vec);
    let program = words.next().ok_or(ErrorKind::NotFound)?;
    let mut command = Command::new(OsString::from_vec(program));
    command.args(words.map(OsString::from_vec));
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_with_arguments_is_split_at_blanks_and_nothing_is_expanded() {
        let command = split(OsStr::new("  emacs -nw  $(reboot);x ")).unwrap();
        assert_eq!(command.get_program(), "emacs");
        assert_eq!(command.get_args().collect::<Vec<_>>(), ["-nw", "$(reboot);x"]);
        assert!(split(OsStr::new("  ")).is_err());
    }

    #[test]
    fn a_program_that_does_not_read_its_text_is_no_error() {
        assert!(feed("true", &[], &vec![b'x'; 1 << 20]).unwrap());
        assert!(!feed("false", &[], b"").unwrap());
        assert!(feed("/nonexistent/program", &[], b"").is_err());
    }
}

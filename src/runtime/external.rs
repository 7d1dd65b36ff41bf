//! The user's editor for a note, the user's pager for a text: the terminal is handed over and taken back.

use std::ffi::OsStr;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::command;

/// The longest note that is taken from the editor, in bytes.
const LONGEST_NOTE: u64 = 1024 * 1024;

/// Lets the user edit a note; nothing when the editor was left with an error or the text is the same.
///
/// The text lies in a folder of its own under the state directory that only the user can read, and the folder is removed
/// with all that the editor left there: back-up and swap files of a note are copies of it.
pub(super) fn edit(editor: Option<&OsStr>, note: &str, state: &Path, terminal: File) -> io::Result<Option<String>> {
    let folder = Folder::new(state)?;
    let file = folder.path.join("note.md");
    write(&file, note)?;
    let status = command::edit(editor.unwrap_or(OsStr::new("vi")), &file, terminal)?;
    if !status.success() {
        return Ok(None);
    }
    let edited = read(&file)?;
    Ok((edited.trim_end() != note.trim_end()).then_some(edited))
}

/// Shows text in the user's pager.
pub(super) fn page(pager: Option<&OsStr>, text: &str) -> io::Result<()> {
    command::page(pager.unwrap_or(OsStr::new("less")), text.as_bytes()).map(drop)
}

#[expect(clippy::disallowed_methods, reason = "the note file for the editor is the one file the runtime writes")]
fn write(file: &Path, note: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    file.write_all(note.as_bytes())
}

#[expect(clippy::disallowed_methods, reason = "the note file for the editor is read back")]
fn read(file: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(file)?.take(LONGEST_NOTE).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A folder that is gone when this is dropped.
#[derive(Debug)]
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new(state: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(state)?;
        let process = std::process::id();
        for number in 0..100 {
            let path = state.join(format!("edit-{process}-{number}"));
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => return Ok(Self { path }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

impl Drop for Folder {
    #[expect(clippy::disallowed_methods, reason = "no copy of a note stays behind")]
    fn drop(&mut self) {
        // What cannot be removed lies in the user's own folder, readable by nobody else.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make and look at files")]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    struct State(PathBuf);

    impl State {
        fn new(name: &str) -> Self {
            Self(std::env::temp_dir().join(format!("briefing-external-{name}-{}", std::process::id())))
        }

        fn editor(&self, script: &str) -> PathBuf {
            fs::create_dir_all(&self.0).unwrap();
            let editor = self.0.join("editor");
            fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).unwrap();
            editor
        }

        fn edit(&self, script: &str, note: &str) -> Option<String> {
            let editor = self.editor(script);
            let nothing = File::open("/dev/null").unwrap();
            edit(Some(editor.as_os_str()), note, &self.0.join("state"), nothing).unwrap()
        }
    }

    impl Drop for State {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn an_edited_note_comes_back_and_nothing_stays_behind() {
        let state = State::new("edited");
        assert_eq!(state.edit("cp \"$1\" \"$1~\"; echo more >> \"$1\"", "first\n").unwrap(), "first\nmore\n");
        assert_eq!(fs::read_dir(state.0.join("state")).unwrap().count(), 0);
    }

    #[test]
    fn an_unchanged_note_or_an_editor_that_fails_changes_nothing() {
        let state = State::new("unchanged");
        assert_eq!(state.edit("true", "first\n"), None);
        assert_eq!(state.edit("echo lost > \"$1\"; exit 1", "first\n"), None);
    }

    #[test]
    fn nobody_else_can_read_the_note_while_it_is_edited() {
        let state = State::new("private");
        let modes = state.edit("stat -c %a \"$1\" \"$(dirname \"$1\")\" > \"$1.new\"; cat \"$1.new\" > \"$1\"", "x");
        assert_eq!(modes.unwrap(), "600\n700\n");
    }

    #[test]
    fn an_editor_that_is_not_there_is_an_error() {
        let state = State::new("missing");
        let nothing = File::open("/dev/null").unwrap();
        assert!(edit(Some(OsStr::new("/nonexistent/vi")), "x", &state.0, nothing).is_err());
    }
}

//! `.briefingignore`: what in a folder is not a document. The patterns mean what they mean to git.

use std::path::Path;
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::file;

/// The file in which the user names what is not a document.
pub(super) const IGNORE_FILE: &str = ".briefingignore";

/// The largest such file that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// The rules of a folder and of those around it.
#[derive(Debug)]
pub(super) struct Rules {
    own: Gitignore,
    around: Option<Rc<Self>>,
}

impl Rules {
    /// The rules of a folder on top of those around it. A line that is no pattern is passed over; a file that cannot be
    /// read changes nothing.
    pub(super) fn read(folder: &Path, around: Option<&Rc<Self>>) -> Option<Rc<Self>> {
        match patterns(folder) {
            Some(own) => Some(Rc::new(Self { own, around: around.cloned() })),
            None => around.cloned(),
        }
    }

    /// Whether something is not to be shown. The innermost folder that has an opinion decides.
    pub(super) fn is_ignored(&self, path: &Path, is_folder: bool) -> bool {
        let verdict = self.own.matched(path, is_folder);
        if verdict.is_none() {
            return self.around.as_ref().is_some_and(|around| around.is_ignored(path, is_folder));
        }
        verdict.is_ignore()
    }
}

/// Reads the file ourselves, because it may be a pipe as well as any other.
fn patterns(folder: &Path) -> Option<Gitignore> {
    let bytes = file::open(&folder.join(IGNORE_FILE)).ok()?.read(LARGEST).ok()?;
    let mut builder = GitignoreBuilder::new(folder);
    for line in String::from_utf8_lossy(&bytes).lines() {
        let _ = builder.add_line(None, line);
    }
    builder.build().ok()
}

//! What is known of a library from earlier sessions: a cache, never state. Whatever is wrong with it, it is made anew.
//!
//! Each library (a set of files and folders that is opened) has a directory of its own under the cache directory:
//!
//! ```text
//! libraries/<32 hex digits of the paths>/   0700
//!     catalogue          every file with its stamp and what the list shows of it, in the list's order
//!     catalogue-*.tmp    one that is being written; left behind by a session that was killed
//!     catalogue.lock     held by the session that writes the catalogue
//!     index/             the full text, with a lock of its own
//! ```
//!
//! A lock is taken with [`Lock::take`] and goes with its holder, also when that is killed. Who does not get it reads.

mod lock;
mod order;
mod record;
#[cfg(test)]
mod tests;
mod volume;
mod write;

use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::paths::Paths;

pub(crate) use lock::Lock;
pub(super) use order::Key;
pub(crate) use record::Line;
pub(crate) use record::Record;
pub(super) use record::Stamp;
pub(crate) use volume::{Step, Volume};
pub(super) use write::{Cover, write};

/// The file with the catalogue in the directory of a library.
pub(super) const NAME: &str = "catalogue";

/// Where what is known of a library is kept. Nothing when no folder is opened: single files, standard input and the
/// briefings that come with the program are read as quickly as looked up.
pub(crate) fn directory(paths: &Paths, opened: &[PathBuf]) -> Option<PathBuf> {
    opened.iter().any(|path| path.is_dir()).then(|| {
        let digits = blake3::Hash::from_bytes(set(opened)).to_hex();
        paths.cache.join("libraries").join(digits.get(..32).unwrap_or_default())
    })
}

/// What the set of paths is told by, whatever their order.
fn set(paths: &[PathBuf]) -> [u8; 32] {
    let mut sorted: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    sorted.sort_unstable();
    let mut hasher = blake3::Hasher::new();
    for path in sorted {
        hasher.update(path.as_os_str().as_bytes());
        hasher.update(b"\0");
    }
    *hasher.finalize().as_bytes()
}

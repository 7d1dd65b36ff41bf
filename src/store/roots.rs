//! The files and folders that are opened, and how what lies in them is called.
#![expect(clippy::disallowed_methods, reason = "paths are shown as seen from the current directory")]

use std::borrow::Cow;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::document::{Clean, Lent};

/// The files and folders that are opened.
#[derive(Debug, Clone)]
pub(super) struct Roots {
    paths: Vec<PathBuf>,
    here: Option<PathBuf>,
}

impl Roots {
    /// The roots of these targets, as seen from the current directory.
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        Self { paths: paths.to_vec(), here: std::env::current_dir().ok() }
    }

    /// The paths, in the order in which they were named.
    pub(super) fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// The folders of those that are no folders themselves.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().filter(|path| !path.is_dir()).filter_map(|path| path.parent())
    }

    /// Whether names of files in different roots may be the same.
    pub(super) fn are_several(&self) -> bool {
        self.paths.len() > 1
    }

    /// The first root that is this path or lies above it.
    pub(super) fn of(&self, path: &Path) -> Option<&Path> {
        self.paths.iter().map(PathBuf::as_path).find(|root| is_below(root, path))
    }

    /// The place of that root among all.
    pub(super) fn place(&self, path: &Path) -> usize {
        self.paths.iter().position(|root| is_below(root, path)).unwrap_or(usize::MAX)
    }

    /// What a file is called: its path below the root. With one folder its name says nothing; with several, names need it to
    /// be told apart. Also whether the name shows anything else than the bytes of the path.
    pub(super) fn name(&self, path: &Path) -> (Clean, bool) {
        let below = self.of(path).and_then(|root| {
            // Nearly always its bytes tell; to compare paths takes them apart.
            let plainly = plainly_below(root, path);
            plainly
                .or_else(|| (root != path).then(|| path.strip_prefix(root).unwrap_or(path)))
                .map(|below| (root, below))
        });
        let shown = if let Some((root, below)) = below {
            let prefix = if self.are_several() { root.file_name() } else { None };
            prefix.map_or(Cow::Borrowed(below), |prefix| Cow::Owned(Path::new(prefix).join(below)))
        } else {
            let here = self.here.as_deref().and_then(|here| path.strip_prefix(here).ok());
            Cow::Borrowed(here.unwrap_or(path))
        };
        let name = Clean::line(&shown.to_string_lossy());
        let is_altered = name.as_bytes() != shown.as_os_str().as_bytes();
        (name, is_altered)
    }

    /// As [`Self::name`], when that is the end of the path as it stands there.
    pub(super) fn plain_name<'a>(&self, path: &'a Path) -> Option<&'a str> {
        let root = self.of(path).filter(|_| !self.are_several())?;
        let below = plainly_below(root, path)?.to_str()?;
        Lent::line(below).is_lent().then_some(below)
    }

    /// What a file is called, with a difference or without one.
    pub(super) fn shown(&self, path: &Path, is_apart: bool) -> Clean {
        if is_apart { self.name_apart(path) } else { self.name(path).0 }
    }

    /// What a file is called when another name looks the same.
    pub(super) fn name_apart(&self, path: &Path) -> Clean {
        let hash = blake3::hash(path.as_os_str().as_bytes()).to_hex();
        Clean::line(&format!("{} #{}", self.name(path).0, hash.get(..6).unwrap_or_default()))
    }
}

/// Whether a path is a root or lies below it.
fn is_below(root: &Path, path: &Path) -> bool {
    plainly_below(root, path).is_some() || path.starts_with(root)
}

/// What of a path lies below a root, when its bytes alone tell: a hundred thousand paths are asked for at each start, and to
/// take one apart costs as much as all the rest. Nothing when they do not.
fn plainly_below<'a>(root: &Path, path: &'a Path) -> Option<&'a Path> {
    let root = root.as_os_str().as_bytes();
    let below = path.as_os_str().as_bytes().strip_prefix(root)?;
    let below = if matches!(root, [] | [.., b'/']) { below } else { below.strip_prefix(b"/")? };
    let is_plain = !matches!(below.first(), None | Some(b'/' | b'.'));
    is_plain.then(|| Path::new(OsStr::from_bytes(below)))
}

/// The folder of a file and its name there.
pub(super) fn parted(path: &Path) -> Option<(&Path, &OsStr)> {
    let bytes = path.as_os_str().as_bytes();
    let at = bytes.iter().rposition(|byte| *byte == b'/')?;
    let (folder, name) = (bytes.get(..at)?, bytes.get(at + 1..)?);
    // As above: what is not written plainly is taken apart.
    let is_plain = !matches!(name, [] | [b'.', ..]) && !matches!(folder, [] | [.., b'/' | b'.']);
    if is_plain {
        return Some((Path::new(OsStr::from_bytes(folder)), OsStr::from_bytes(name)));
    }
    Some((path.parent()?, path.file_name()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn paths_are_taken_apart_by_their_bytes_as_by_their_parts(root in "/?[ab./]{0,6}", rest in "[ab./]{0,8}", joined in any::<bool>()) {
            let path = PathBuf::from(if joined { format!("{root}/{rest}") } else { rest });
            let root = Path::new(&root);
            if let Some(below) = plainly_below(root, &path) {
                prop_assert_eq!(Some(below), path.strip_prefix(root).ok());
            }
            if path.as_os_str().as_bytes().contains(&b'/') {
                prop_assert_eq!(parted(&path), path.parent().zip(path.file_name()));
            }
        }
    }
}

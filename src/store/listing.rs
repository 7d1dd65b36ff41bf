//! What lies in a folder: names and kinds in order, in one piece of memory, and what the system says of each. A hundred
//! thousand are asked for at each start; the standard library's listing makes four pieces of memory for each of them.

use std::ffi::{CStr, OsStr};
use std::io;
use std::ops::Range;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat};
use rustix::io::retry_on_intr;

/// Bytes the system fills at a time.
#[cfg(target_os = "linux")]
const PIECE: usize = 32 * 1024;

/// A folder that is open, with the names in it.
#[derive(Debug)]
pub(super) struct Listing {
    folder: OwnedFd,
    /// The names, one behind the other.
    text: Vec<u8>,
    found: Vec<(Range<usize>, FileType)>,
}

impl Listing {
    /// The names in a folder, by their bytes; no more than `most`, whichever come.
    pub(super) fn of(folder: &Path, most: usize) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = retry_on_intr(|| rustix::fs::open(folder, flags, Mode::empty()))?;
        let mut listing = Self { folder, text: Vec::new(), found: Vec::new() };
        listing.fill(most);
        let Self { text, found, .. } = &mut listing;
        let name = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        found.sort_unstable_by(|(one, _), (other, _)| name(one).cmp(name(other)));
        Ok(listing)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// The names in order, each with what it is as far as the folder tells.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&OsStr, FileType)> {
        self.found.iter().map(|(range, kind)| {
            let name = self.text.get(range.clone()).unwrap_or_default();
            (OsStr::from_bytes(name), *kind)
        })
    }

    /// What the system says of a name; of a link, not of what it leads to.
    pub(super) fn look_at(&self, name: &OsStr) -> io::Result<Stat> {
        Ok(retry_on_intr(|| rustix::fs::statat(&self.folder, name, AtFlags::SYMLINK_NOFOLLOW))?)
    }

    /// Reads the names. One that cannot be read ends them, as it ends those of the standard library.
    #[cfg(target_os = "linux")]
    fn fill(&mut self, most: usize) {
        let Self { folder, text, found } = self;
        let mut piece = Vec::with_capacity(PIECE);
        let mut names = rustix::fs::RawDir::new(&*folder, piece.spare_capacity_mut());
        while found.len() < most {
            match names.next() {
                Some(Ok(entry)) => add(text, found, entry.file_name(), entry.file_type()),
                Some(Err(rustix::io::Errno::INTR)) => {}
                Some(Err(_)) | None => return,
            }
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn fill(&mut self, most: usize) {
        let Self { folder, text, found } = self;
        let Ok(names) = rustix::fs::Dir::read_from(&*folder) else { return };
        for entry in names.map_while(Result::ok) {
            if found.len() >= most {
                return;
            }
            add(text, found, entry.file_name(), entry.file_type());
        }
    }
}

fn add(text: &mut Vec<u8>, found: &mut Vec<(Range<usize>, FileType)>, name: &CStr, kind: FileType) {
    let name = name.to_bytes();
    if !matches!(name, b"." | b"..") {
        let start = text.len();
        text.extend_from_slice(name);
        found.push((start..text.len(), kind));
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::super::scratch::Scratch;
    use super::*;

    #[test]
    fn all_names_are_there_in_order_with_what_they_are() {
        let scratch = Scratch::new();
        // More than the system gives at once.
        let mut names: Vec<String> = (0..2_000).map(|number| format!("{number}-{}.txt", "x".repeat(40))).collect();
        for name in &names {
            scratch.write(name, "text");
        }
        scratch.write("sub/a", "");
        symlink("nowhere", scratch.path("link")).unwrap();
        names.extend(["sub".to_owned(), "link".to_owned()]);
        names.sort_unstable();
        let listing = Listing::of(scratch.root(), usize::MAX).unwrap();
        let found: Vec<&str> = listing.iter().map(|(name, _)| name.to_str().unwrap()).collect();
        assert_eq!(found, names);
        assert_eq!(listing.len(), names.len());
        let kind = |wanted: &str| listing.iter().find(|(name, _)| *name == wanted).unwrap().1;
        let said = |name: &str| FileType::from_raw_mode(listing.look_at(OsStr::new(name)).unwrap().st_mode);
        for (name, is) in [("sub", FileType::Directory), ("link", FileType::Symlink), (found[0], FileType::RegularFile)]
        {
            // Not every file system tells the kind in the folder.
            assert!([is, FileType::Unknown].contains(&kind(name)) && said(name) == is, "{name}");
        }
        assert_eq!(listing.look_at(OsStr::new("gone")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(Listing::of(scratch.root(), 7).unwrap().len(), 7);
        assert!(Listing::of(&scratch.path("gone"), 7).is_err());
    }
}

//! What lies in a folder: names and kinds in order, in one piece of memory, and what the system says of each. A hundred
//! thousand are asked for at each start.
#![expect(clippy::disallowed_methods, reason = "lists folders")]

use std::ffi::OsStr;
use std::io;
use std::ops::Range;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat};
use rustix::io::retry_on_intr;

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
        let names = std::fs::read_dir(folder)?;
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = retry_on_intr(|| rustix::fs::open(folder, flags, Mode::empty()))?;
        let mut listing = Self { folder, text: Vec::new(), found: Vec::new() };
        let Self { text, found, .. } = &mut listing;
        for entry in names.filter_map(Result::ok).take(most) {
            let start = text.len();
            text.extend_from_slice(entry.file_name().as_bytes());
            found.push((start..text.len(), entry.file_type().map_or(FileType::Unknown, kind)));
        }
        sort(text, found);
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
}

fn kind(of: std::fs::FileType) -> FileType {
    if of.is_dir() {
        FileType::Directory
    } else if of.is_symlink() {
        FileType::Symlink
    } else if of.is_file() {
        FileType::RegularFile
    } else {
        // What it is then tells who looks at it.
        FileType::Unknown
    }
}

/// Sorts names by their bytes. The names of a folder often begin alike: what comes behind that is compared as one number
/// first.
fn sort(text: &[u8], found: &mut [(Range<usize>, FileType)]) {
    let name = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let Some((first, _)) = found.first() else { return };
    let first = name(first);
    let alike = |one: &[u8]| one.iter().zip(first).take_while(|(one, other)| one == other).count();
    let common = found.iter().map(|(range, _)| alike(name(range))).min().unwrap_or_default();
    let key = |range: &Range<usize>| {
        let mut key = [0; 8];
        key.iter_mut().zip(name(range).iter().skip(common)).for_each(|(to, from)| *to = *from);
        u64::from_be_bytes(key)
    };
    let mut keyed: Vec<(u64, (Range<usize>, FileType))> = found.iter().map(|one| (key(&one.0), one.clone())).collect();
    keyed.sort_unstable_by(|(one, at), (other, beside)| one.cmp(other).then_with(|| name(&at.0).cmp(name(&beside.0))));
    found.iter_mut().zip(keyed).for_each(|(slot, (_, one))| *slot = one);
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use proptest::prelude::*;

    use super::super::scratch::Scratch;
    use super::*;

    proptest! {
        #[test]
        fn names_are_sorted_by_their_bytes(names in prop::collection::btree_set("(2019-05-)?[a-c]{0,3}(é|-[ab]{6,9})?", 0..60), seed: u64) {
            let mut shuffled: Vec<&String> = names.iter().collect();
            shuffled.sort_by_key(|name| blake3::hash(format!("{seed}{name}").as_bytes()).to_hex());
            let (mut text, mut found) = (Vec::new(), Vec::new());
            for name in shuffled {
                let start = text.len();
                text.extend_from_slice(name.as_bytes());
                found.push((start..text.len(), FileType::RegularFile));
            }
            sort(&text, &mut found);
            let sorted: Vec<&[u8]> = found.iter().map(|(range, _)| &text[range.clone()]).collect();
            prop_assert_eq!(sorted, names.iter().map(String::as_bytes).collect::<Vec<_>>());
        }
    }

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
            assert_eq!((kind(name), said(name)), (is, is), "{name}");
        }
        assert_eq!(listing.look_at(OsStr::new("gone")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(Listing::of(scratch.root(), 7).unwrap().len(), 7);
        assert!(Listing::of(&scratch.path("gone"), 7).is_err());
    }
}

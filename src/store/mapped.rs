//! Files of the cache where they lie: mapped, not read. They are replaced, never cut short or written to.

use std::path::Path;

use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};

use super::remote::is_remote;

/// All bytes of a file in a directory, as they are now and stay, also when another file takes its place. Nothing when it
/// cannot be mapped, or lies on another machine: one that is deleted there ends the program when it is looked at.
pub(super) fn map(directory: &Path, name: &str) -> Option<OwnedBytes> {
    if is_remote(directory) {
        return None;
    }
    let directory = MmapDirectory::open(directory).ok()?;
    directory.open_read(Path::new(name)).ok()?.read_bytes().ok()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests replace files")]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    #[test]
    fn what_was_mapped_stays_when_another_file_takes_its_place() {
        let scratch = Scratch::new();
        scratch.write("one", "the first");
        let bytes = map(scratch.root(), "one").unwrap();
        scratch.write("other", "the second one");
        std::fs::rename(scratch.path("other"), scratch.path("one")).unwrap();
        assert_eq!(&*bytes, b"the first");
        assert_eq!(&*map(scratch.root(), "one").unwrap(), b"the second one");
        assert!(map(scratch.root(), "none").is_none());
        scratch.write("empty", "");
        assert!(map(scratch.root(), "empty").is_none_or(|bytes| bytes.is_empty()));
    }
}

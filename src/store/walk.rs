//! Finds the files in the folders that are opened: deterministic, bounded, and never through a link to a folder.
//!
//! The walk is our own rather than the `ignore` crate's, because everything passed over has to be counted and said; its
//! rules for `.briefingignore` are those of that crate (and so of git). What it finds it hands on folder by folder: a
//! library of a million files is never held here.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rustix::fs::{FileType, Stat};
use rustix::io::retry_on_intr;

use crate::document::Clean;
use crate::library::Skipped;

use super::catalogue::Stamp;
use super::file;
use super::listing::Listing;
use super::roots::Roots;
use super::rules::{IGNORE_FILE, Rules};

/// Folders below the one that is opened.
const DEEPEST: usize = 32;

/// Files in all.
const MOST_FILES: usize = 1_000_000;

/// Names looked at in all, so that millions of empty folders end too.
const MOST_NAMES: usize = 4_000_000;

/// Files of one folder that are handed on together.
const HANDFUL: usize = 1000;

/// A file as the walk finds it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sighting<'a> {
    /// Its name in its folder.
    pub(super) name: &'a OsStr,
    /// Bytes in it.
    pub(super) size: u64,
    /// When it was last changed, in seconds since 1970.
    pub(super) modified: Option<i64>,
    /// As what it would be read now.
    pub(super) stamp: Stamp,
    /// When the file system last noted a change of it, in nanoseconds since 1970.
    pub(super) changed: i128,
    /// Why it cannot be read, when that is known already.
    pub(super) refused: Option<Clean>,
}

/// What a walk passed over, and whether it saw all of the rest.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Walked {
    /// What was passed over.
    pub(super) skipped: Skipped,
    /// Whether nothing ended it early.
    pub(super) is_complete: bool,
    /// Files handed on.
    pub(super) files: usize,
    /// The files handed on, where folders may lie in each other.
    known: Option<HashSet<PathBuf>>,
    names: usize,
}

/// Who goes along.
pub(super) struct Company<'a> {
    /// Whether the result is no longer wanted.
    pub(super) stale: &'a dyn Fn() -> bool,
    /// Called with each folder before it is listed.
    pub(super) enter: &'a mut dyn FnMut(&Path),
    /// Takes files of a folder, by name.
    pub(super) take: &'a mut dyn FnMut(&Path, &[Sighting<'_>]),
}

/// Looks through files and folders. Ends early when the result is no longer wanted.
pub(super) fn walk(roots: &Roots, company: &mut Company<'_>) -> Walked {
    let known = roots.are_several().then(HashSet::new);
    let mut walked = Walked { is_complete: true, known, ..Walked::default() };
    for path in roots.paths() {
        walked.root(path, company);
    }
    walked
}

/// Looks at one path below the roots, and at everything below it: what a whole walk would find there. What is not there
/// any more, or is passed over, is not handed on.
pub(super) fn walk_at(roots: &Roots, path: &Path, company: &mut Company<'_>) -> Walked {
    let mut walked = Walked { is_complete: true, ..Walked::default() };
    let Some(root) = roots.of(path) else { return walked };
    if root == path {
        walked.root(root, company);
        return walked;
    }
    let Ok(below) = path.strip_prefix(root) else { return walked };
    let mut rules = None;
    let mut folder = root.to_owned();
    for (depth, name) in (1..).zip(below) {
        rules = Rules::read(&folder, rules.as_ref());
        let here = folder.join(name);
        let mut files = Vec::new();
        let mut folders = Vec::new();
        let Ok(stat) = retry_on_intr(|| rustix::fs::lstat(&here)) else { return walked };
        let found = Found { folder: &folder, name, kind: kind(&stat), depth };
        walked.found(found, || Ok(stat), rules.as_ref(), &mut files, &mut folders);
        if here == path {
            if !files.is_empty() {
                (company.take)(&folder, &files);
            }
            walked.folders(folders, company);
            return walked;
        }
        if folders.is_empty() {
            // A file, a link, or something passed over stands where the folder was.
            return walked;
        }
        folder = here;
    }
    walked
}

struct Folder {
    path: PathBuf,
    depth: usize,
    rules: Option<Rc<Rules>>,
}

/// Something that was found in a folder.
#[derive(Clone, Copy)]
struct Found<'a> {
    folder: &'a Path,
    name: &'a OsStr,
    kind: FileType,
    depth: usize,
}

impl Walked {
    fn root(&mut self, path: &Path, company: &mut Company<'_>) {
        let stat = stat(path);
        if stat.as_ref().is_ok_and(|stat| kind(stat).is_dir()) {
            return self.folders(vec![Folder { path: path.to_owned(), depth: 0, rules: None }], company);
        }
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return };
        self.hand_on(folder, &mut vec![sighting(name, folder, stat)], company);
    }

    fn folders(&mut self, mut open: Vec<Folder>, company: &mut Company<'_>) {
        while let Some(folder) = open.pop() {
            if (company.stale)() || self.names >= MOST_NAMES {
                self.is_complete = false;
                return;
            }
            (company.enter)(&folder.path);
            let left = MOST_NAMES.saturating_sub(self.names);
            let listing = match Listing::of(&folder.path, left) {
                Ok(listing) => listing,
                Err(error) => {
                    let (Some(above), Some(name)) = (folder.path.parent(), folder.path.file_name()) else { continue };
                    let why = Clean::line(&format!("the folder cannot be listed: {}", file::reason(&error)));
                    self.hand_on(above, &mut vec![refused(name, why)], company);
                    continue;
                }
            };
            self.names += listing.len();
            let has_rules = listing.iter().any(|(name, _)| name == IGNORE_FILE);
            let rules = if has_rules { Rules::read(&folder.path, folder.rules.as_ref()) } else { folder.rules };
            let mut files = Vec::with_capacity(listing.len().min(HANDFUL));
            let mut folders = Vec::new();
            for (name, kind) in listing.iter() {
                let found = Found { folder: &folder.path, name, kind, depth: folder.depth + 1 };
                self.found(found, || listing.look_at(name), rules.as_ref(), &mut files, &mut folders);
                if files.len() >= HANDFUL {
                    self.hand_on(&folder.path, &mut files, company);
                    if (company.stale)() {
                        self.is_complete = false;
                        return;
                    }
                }
            }
            self.hand_on(&folder.path, &mut files, company);
            // The stack gives back the last first.
            open.extend(folders.into_iter().rev());
        }
    }

    fn found<'a>(
        &mut self,
        found: Found<'a>,
        look: impl FnOnce() -> io::Result<Stat>,
        rules: Option<&Rc<Rules>>,
        files: &mut Vec<Sighting<'a>>,
        open: &mut Vec<Folder>,
    ) {
        let Found { folder, name, kind: of, depth } = found;
        if name.as_bytes().starts_with(b".") {
            self.skipped.hidden += 1;
            return;
        }
        let (is_link, is_folder) = (of.is_symlink(), of.is_dir());
        if !is_link && !is_folder && rules.is_none() {
            // Nearly every one: its path is not needed.
            files.push(sighting(name, folder, look()));
            return;
        }
        let path = folder.join(name);
        if rules.is_some_and(|rules| rules.is_ignored(&path, is_folder)) {
            self.skipped.ignored += 1;
        } else if is_folder && depth > DEEPEST {
            self.skipped.beyond += 1;
        } else if is_folder {
            open.push(Folder { path, depth, rules: rules.cloned() });
        } else {
            let stat = if is_link { stat(&path) } else { look() };
            if is_link && stat.as_ref().is_ok_and(|stat| kind(stat).is_dir()) {
                self.skipped.links += 1;
            } else {
                files.push(sighting(name, folder, stat));
            }
        }
    }

    /// Hands on files, and leaves none behind.
    fn hand_on(&mut self, folder: &Path, files: &mut Vec<Sighting<'_>>, company: &mut Company<'_>) {
        if let Some(known) = &mut self.known {
            files.retain(|file| known.insert(folder.join(file.name)));
        }
        let room = MOST_FILES.saturating_sub(self.files);
        if files.len() > room {
            self.skipped.beyond += u32::try_from(files.len() - room).unwrap_or(u32::MAX);
            files.truncate(room);
        }
        self.files += files.len();
        if !files.is_empty() {
            (company.take)(folder, files);
        }
        files.clear();
    }
}

/// What the system says of a path, or of what it leads to.
fn stat(path: &Path) -> io::Result<Stat> {
    Ok(retry_on_intr(|| rustix::fs::stat(path))?)
}

fn kind(stat: &Stat) -> FileType {
    FileType::from_raw_mode(stat.st_mode)
}

fn sighting<'a>(name: &'a OsStr, folder: &Path, stat: io::Result<Stat>) -> Sighting<'a> {
    match stat {
        Ok(stat) => {
            let size = u64::try_from(stat.st_size).unwrap_or_default();
            let modified = (stat.st_mtime, i64::try_from(stat.st_mtime_nsec).unwrap_or_default());
            let changed = (stat.st_ctime, i64::try_from(stat.st_ctime_nsec).unwrap_or_default());
            Sighting {
                name,
                size,
                modified: Some(modified.0),
                stamp: Stamp::of(size, modified, changed),
                changed: i128::from(changed.0) * 1_000_000_000 + i128::from(changed.1),
                refused: file::kind(kind(&stat)).map(|kind| Clean::line(&format!("it is {kind}"))),
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound && folder.join(name).is_symlink() => {
            refused(name, Clean::line("it is a link to a file that does not exist"))
        }
        Err(error) => refused(name, Clean::line(&file::reason(&error))),
    }
}

/// What cannot be read, and why.
fn refused(name: &OsStr, why: Clean) -> Sighting<'_> {
    Sighting { name, size: 0, modified: None, stamp: Stamp::UNSURE, changed: 0, refused: Some(why) }
}

/// How a file or folder is called, without where it lies.
pub(super) fn name_of(path: &Path) -> Clean {
    Clean::line(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::super::scratch::Scratch;
    use super::*;

    /// Paths below the folder, with why they cannot be read.
    fn found(walk: impl FnOnce(&mut Company<'_>) -> Walked, root: &Path) -> (Vec<(String, Option<Clean>)>, Walked) {
        let mut found = Vec::new();
        let mut take = |folder: &Path, files: &[Sighting<'_>]| {
            assert!(!files.is_empty() && files.len() <= HANDFUL);
            found.extend(files.iter().map(|file| {
                let path = folder.join(file.name);
                (path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned(), file.refused.clone())
            }));
        };
        let walked = walk(&mut Company { stale: &|| false, enter: &mut |_| (), take: &mut take });
        (found, walked)
    }

    fn walk_in(scratch: &Scratch) -> (Vec<(String, Option<Clean>)>, Walked) {
        let roots = Roots::new(&[scratch.root().to_owned()]);
        found(|company| walk(&roots, company), scratch.root())
    }

    fn walk_below(scratch: &Scratch, path: &str) -> (Vec<(String, Option<Clean>)>, Walked) {
        let roots = Roots::new(&[scratch.root().to_owned()]);
        found(|company| walk_at(&roots, &scratch.path(path), company), scratch.root())
    }

    fn names(found: &[(String, Option<Clean>)]) -> Vec<&str> {
        found.iter().map(|(name, _)| &**name).collect()
    }

    fn reason(found: &[(String, Option<Clean>)], name: &str) -> String {
        let found = found.iter().find(|(path, _)| path == name).unwrap();
        found.1.as_deref().unwrap_or("nothing").to_owned()
    }

    #[test]
    fn files_are_found_by_path_and_hidden_ones_counted() {
        let scratch = Scratch::new();
        for name in ["b.txt", "a/z.md", "a/b/c.html", ".secret", ".git/config", "c"] {
            scratch.write(name, "text");
        }
        let (found, walked) = walk_in(&scratch);
        assert_eq!(names(&found), ["b.txt", "c", "a/z.md", "a/b/c.html"]);
        assert_eq!(walked.skipped, Skipped { hidden: 2, ..Skipped::default() });
        assert!(walked.is_complete);
    }

    #[test]
    fn an_ignore_file_hides_files_and_a_deeper_one_brings_them_back() {
        let scratch = Scratch::new();
        scratch.write(".briefingignore", "*.log\n/drafts/\n# a remark\n[\n");
        for name in ["a.txt", "a.log", "drafts/x.txt", "sub/b.log", "sub/drafts/c.txt", "keep/d.log", ".gitignore"] {
            scratch.write(name, "*");
        }
        scratch.write("keep/.briefingignore", "!d.log\n");
        let (found, walked) = walk_in(&scratch);
        assert_eq!(names(&found), ["a.txt", "keep/d.log", "sub/drafts/c.txt"]);
        assert_eq!(walked.skipped, Skipped { hidden: 3, ignored: 3, ..Skipped::default() });
    }

    #[test]
    fn one_path_is_looked_at_by_the_rules_of_the_whole() {
        let scratch = Scratch::new();
        scratch.write(".briefingignore", "*.log\n/drafts/\n");
        scratch.write("keep/.briefingignore", "!d.log\n");
        for name in ["a.txt", "drafts/x.txt", "sub/b.log", "keep/d.log", ".git/x/config", "sub/deep/er/c.txt"] {
            scratch.write(name, "text");
        }
        symlink(scratch.path("sub"), scratch.path("link")).unwrap();
        let at = |path: &str| names(&walk_below(&scratch, path).0).join(" ");
        assert_eq!(at("a.txt"), "a.txt");
        assert_eq!(at("keep/d.log"), "keep/d.log");
        assert_eq!(at("sub"), "sub/deep/er/c.txt");
        assert_eq!(at("sub/deep/er/c.txt"), "sub/deep/er/c.txt");
        for passed in
            ["drafts/x.txt", "drafts", "sub/b.log", ".git/x/config", "link/deep/er/c.txt", "link", "gone", "a.txt/b"]
        {
            assert_eq!(at(passed), "", "{passed}");
        }
        assert_eq!(walk_below(&scratch, "").0, walk_in(&scratch).0);
        let roots = Roots::new(&[scratch.path("sub")]);
        assert_eq!(found(|company| walk_at(&roots, &scratch.path("a.txt"), company), scratch.root()).0, []);
    }

    #[test]
    fn links_to_folders_are_counted_and_bad_links_have_a_reason() {
        let scratch = Scratch::new();
        scratch.write("a/file.txt", "text");
        symlink(scratch.root(), scratch.path("a/up")).unwrap();
        symlink(scratch.path("circle"), scratch.path("circle")).unwrap();
        symlink("nowhere", scratch.path("dangling")).unwrap();
        symlink("a/file.txt", scratch.path("good")).unwrap();
        let (found, walked) = walk_in(&scratch);
        assert_eq!(names(&found), ["circle", "dangling", "good", "a/file.txt"]);
        assert_eq!(reason(&found, "circle"), "it is a link that leads in a circle");
        assert_eq!(reason(&found, "dangling"), "it is a link to a file that does not exist");
        assert_eq!(walked.skipped.links, 1);
    }

    #[test]
    fn pipes_have_a_reason_and_a_pipe_as_ignore_file_does_not_hang() {
        let scratch = Scratch::new();
        for name in ["pipe", ".briefingignore"] {
            let mode = rustix::fs::Mode::from(0o600);
            rustix::fs::mknodat(rustix::fs::CWD, scratch.path(name), FileType::Fifo, mode, 0).unwrap();
        }
        assert_eq!(reason(&walk_in(&scratch).0, "pipe"), "it is a named pipe");
        assert_eq!(reason(&walk_below(&scratch, "pipe").0, "pipe"), "it is a named pipe");
    }

    #[test]
    fn what_is_named_twice_is_found_once_and_what_is_missing_has_a_reason() {
        let scratch = Scratch::new();
        let file = scratch.write("in/a.txt", "text");
        let roots = Roots::new(&[scratch.path("in"), file, scratch.path("gone.txt")]);
        let (found, _) = found(|company| walk(&roots, company), scratch.root());
        assert_eq!(names(&found), ["in/a.txt", "gone.txt"]);
        assert_eq!(reason(&found, "gone.txt"), "there is no such file");
    }

    #[test]
    fn a_large_folder_is_handed_on_in_handfuls_and_each_folder_is_entered_before_it_is_listed() {
        let scratch = Scratch::new();
        for number in 0..2500 {
            scratch.write(format!("{}/{number:04}", number / 2000), "");
        }
        let steps = std::cell::RefCell::new(Vec::new());
        let mut enter = |folder: &Path| steps.borrow_mut().push((folder.to_owned(), 0));
        let mut take =
            |folder: &Path, files: &[Sighting<'_>]| steps.borrow_mut().push((folder.to_owned(), files.len()));
        let roots = Roots::new(&[scratch.root().to_owned()]);
        let walked = walk(&roots, &mut Company { stale: &|| false, enter: &mut enter, take: &mut take });
        let (zero, one) = (scratch.path("0"), scratch.path("1"));
        let expected = [
            (scratch.root().to_owned(), 0),
            (zero.clone(), 0),
            (zero.clone(), 1000),
            (zero, 1000),
            (one.clone(), 0),
            (one, 500),
        ];
        assert_eq!(steps.into_inner(), expected);
        assert!(walked.is_complete && walked.files == 2500);
    }

    #[test]
    fn folders_below_the_bound_are_counted_not_entered() {
        let scratch = Scratch::new();
        scratch.write(format!("{}deep.txt", "d/".repeat(DEEPEST)), "text");
        scratch.write(format!("{}deeper.txt", "d/".repeat(DEEPEST + 1)), "text");
        let (found, walked) = walk_in(&scratch);
        assert_eq!(found.len(), 1);
        assert_eq!(walked.skipped.beyond, 1);
        assert_eq!(walk_below(&scratch, &"d/".repeat(DEEPEST + 1)).0, []);
    }
}

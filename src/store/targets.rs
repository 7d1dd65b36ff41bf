//! What is opened: the paths named, else the configured library, else the briefings that ship with the program.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use directories::BaseDirs;

use crate::document::Clean;
use crate::error::Error;
use crate::library::{Entry, Origin, Status};
use crate::settings::{Settings, Sort};

use super::fresh::Fresh;
use super::load::LARGEST;
use super::memory::Memory;
use super::paths::Paths;
use super::seeds::SEEDS;
use super::walk::name_of;
use super::{catalogue, file};

/// What is opened: the paths named, else the configured library, else the embedded briefings. `-` is standard input.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Targets {
    /// Files and folders to walk.
    pub(crate) paths: Vec<PathBuf>,
    /// Standard input and embedded briefings.
    pub(crate) fixed: Vec<Entry>,
    /// How the whole is called in the header ("inbox", "3 places", "sample briefings").
    pub(crate) name: Clean,
    /// What is known of them from scan to scan.
    pub(crate) memory: Memory,
    /// What was just read of them and waits for the index.
    pub(crate) fresh: Fresh,
    /// Where what is known of them is kept from session to session; see [`catalogue::directory`].
    pub(crate) shelf: Option<PathBuf>,
    /// The order of the list, in which that is kept.
    pub(crate) sort: Sort,
}

impl Targets {
    /// The same targets, with what is known of them kept under the cache directory.
    pub(crate) fn cached(self, paths: &Paths) -> Self {
        Self { shelf: catalogue::directory(paths, &self.paths), ..self }
    }

    /// Every file of the catalogue, in the list's order.
    #[cfg(test)]
    pub(super) fn records(&self) -> impl Iterator<Item = catalogue::Record> {
        let volume = self.shelf.as_deref().and_then(|shelf| catalogue::Volume::open(shelf, &self.paths));
        volume.into_iter().flat_map(catalogue::Volume::into_records)
    }

    /// Whether a single text was named rather than a folder or several.
    pub(crate) fn is_single(&self) -> bool {
        match (self.paths.as_slice(), self.fixed.as_slice()) {
            ([one], []) => !one.is_dir(),
            ([], [_]) => true,
            _ => false,
        }
    }
}

/// Resolves what is opened; reads standard input when `-` is among the paths. A path that does not exist becomes a row
/// with its reason when it is walked.
///
/// # Errors
/// Standard input cannot be read, or is a keyboard.
pub(crate) fn targets(named: &[OsString], settings: &Settings) -> Result<Targets, Error> {
    let stdin = named.iter().any(|name| name == "-");
    let fixed = if stdin { vec![standard_input()?] } else { Vec::new() };
    let home = BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let targets = resolve(named, &settings.library, home.as_deref(), fixed);
    Ok(Targets { sort: settings.sort, ..targets })
}

fn resolve(named: &[OsString], library: &[PathBuf], home: Option<&Path>, fixed: Vec<Entry>) -> Targets {
    let mut paths: Vec<PathBuf> = Vec::new();
    if named.is_empty() {
        paths.extend(library.iter().map(|path| absolute(&at_home(path, home))));
    } else {
        paths.extend(named.iter().filter(|name| *name != "-").map(|name| absolute(Path::new(name))));
    }
    let mut known = HashSet::new();
    paths.retain(|path| known.insert(path.clone()));
    let fixed = if named.is_empty() && library.is_empty() { embedded() } else { fixed };
    let name = match (paths.as_slice(), fixed.as_slice()) {
        ([], [one]) => one.name.clone(),
        ([], _) => Clean::line("sample briefings"),
        ([one], []) => name_of(one),
        (several, fixed) => Clean::line(&format!("{} places", several.len() + fixed.len())),
    };
    Targets { paths, fixed, name, ..Targets::default() }
}

/// A path of the configuration: `~` is the home directory, and so is what a relative path starts from, because where
/// the program is started must not change what the library is.
fn at_home(path: &Path, home: Option<&Path>) -> PathBuf {
    let Some(home) = home else { return path.to_owned() };
    home.join(path.strip_prefix("~").unwrap_or(path))
}

/// The path from the root, its folder without links and `..`, so that a file has the same path however it is reached.
/// The last part of a file's path is kept: it may be a link, and then the link is what was named.
fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if whole.is_dir() {
        return whole.canonicalize().unwrap_or(whole);
    }
    match (whole.parent().and_then(|parent| parent.canonicalize().ok()), whole.file_name()) {
        (Some(parent), Some(name)) => parent.join(name),
        _ => whole,
    }
}

fn embedded() -> Vec<Entry> {
    let entry = |&(name, bytes): &(&'static str, &'static [u8])| Entry {
        origin: Origin::Embedded { name, bytes },
        name: Clean::line(name),
        size: bytes.len() as u64,
        modified: None,
        added: None,
        status: Status::Found,
    };
    SEEDS.iter().map(entry).collect()
}

fn standard_input() -> Result<Entry, Error> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Err(Error::new("cannot read a document from standard input: it is a terminal")
            .hint("pipe a text into briefing, or name a file"));
    }
    let mut bytes = Vec::new();
    stdin
        .lock()
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::new(format!("cannot read standard input: {}", file::plain(&error))))?;
    Ok(Entry {
        size: bytes.len() as u64,
        origin: Origin::Stdin(bytes.into()),
        name: Clean::line("standard input"),
        modified: None,
        added: None,
        status: Status::Found,
    })
}

#[cfg(test)]
mod tests {
    use super::super::scratch::Scratch;
    use super::*;

    fn named(paths: &[&Path]) -> Vec<OsString> {
        paths.iter().map(|path| path.as_os_str().to_owned()).collect()
    }

    #[test]
    fn paths_named_come_before_the_library_and_the_library_before_the_samples() {
        let scratch = Scratch::new();
        scratch.write("home/inbox/a", "");
        scratch.write("home/desk/b", "");
        let home = scratch.path("home");
        let library = [PathBuf::from("~/inbox"), PathBuf::from("desk")];
        let targets = resolve(&named(&[scratch.root()]), &library, Some(&home), Vec::new());
        assert_eq!(targets.paths, [scratch.root()]);
        let targets = resolve(&[], &library, Some(&home), Vec::new());
        assert_eq!(targets.paths, [home.join("inbox"), home.join("desk")]);
        assert_eq!(&*targets.name, "2 places");
        assert_eq!(&*resolve(&[], &library[..1], Some(&home), Vec::new()).name, "inbox");
        let targets = resolve(&[], &[], Some(&home), Vec::new());
        assert_eq!((targets.paths.len(), targets.fixed.len()), (0, SEEDS.len()));
    }

    #[test]
    fn a_folder_reached_in_two_ways_is_opened_once() {
        let scratch = Scratch::new();
        let file = scratch.write("inbox/a.txt", "");
        std::os::unix::fs::symlink("inbox", scratch.path("link")).unwrap();
        let (link, dots) = (scratch.path("link"), scratch.path("inbox/../inbox/."));
        let targets =
            resolve(&named(&[&scratch.path("inbox"), &link, &dots, &link.join("a.txt")]), &[], None, Vec::new());
        assert_eq!(targets.paths, [scratch.path("inbox"), file]);
    }

    #[test]
    fn what_does_not_exist_is_kept_for_its_row() {
        let targets = resolve(&named(&[Path::new("/nonexistent/x")]), &[], None, Vec::new());
        assert_eq!(targets.paths, [Path::new("/nonexistent/x")]);
        assert_eq!(&*targets.name, "x");
    }
}

//! A power cut: what the calls of a run leave on a disk that keeps only what it was told to write through, and perhaps a
//! part of the rest.
//!
//! A file system may keep names and contents it was not asked to sync, or not, in any order (Pillai et al., "All File
//! Systems Are Not Created Equal", OSDI 2014). Each prefix of the calls is laid out under every [`Model`].

use std::collections::{BTreeMap, HashMap};

use super::random::Random;
use super::{Kept, Layout};

/// What a run did to the disk.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// A name was made, taken away or changed in a folder.
    Name(Naming),
    /// Bytes were appended to a file.
    Write { file: usize, bytes: Vec<u8> },
    /// The content of a file was written through.
    SyncFile { file: usize },
    /// The names in a folder were written through.
    SyncFolder { folder: String },
}

#[derive(Debug, Clone)]
pub(crate) enum Naming {
    Folder { path: String },
    Make { path: String, file: usize },
    Rename { from: String, to: String, file: usize },
    Remove { path: String },
}

impl Naming {
    fn folder(&self) -> &str {
        let (Self::Folder { path } | Self::Make { path, .. } | Self::Rename { to: path, .. } | Self::Remove { path }) =
            self;
        parent(path)
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Which of the changes of names are kept that were not written through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    All,
    None,
    LaterHalf,
}

/// What is kept of the bytes that were not written through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bytes {
    Kept,
    Dropped,
    Half,
    Zeroed,
    Garbage,
}

/// What a disk does with what it was not told to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Model {
    pub(crate) names: Names,
    pub(crate) bytes: Bytes,
}

/// All fifteen.
pub(crate) fn models() -> Vec<Model> {
    let bytes = [Bytes::Kept, Bytes::Dropped, Bytes::Half, Bytes::Zeroed, Bytes::Garbage];
    let names = [Names::All, Names::None, Names::LaterHalf];
    names.iter().flat_map(|&names| bytes.map(|bytes| Model { names, bytes })).collect()
}

/// The disk before the first event, and all that was done to it, run after run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Disk {
    /// The files that were there, with what they held.
    initial: Vec<(String, usize)>,
    contents: Vec<Vec<u8>>,
    is_sync_ignored: bool,
    pub(crate) events: Vec<Event>,
}

impl Disk {
    /// A disk on which these files are safe.
    pub(crate) fn new(layout: &Layout) -> Self {
        let mut disk = Self::default();
        for file in &layout.0 {
            disk.initial.push((file.path.clone(), disk.contents.len()));
            disk.contents.push(file.bytes.clone());
        }
        disk
    }

    /// The file that has a name after all events so far.
    fn named(&self, path: &str) -> Option<usize> {
        let mut names: HashMap<&str, usize> = self.initial.iter().map(|(path, file)| (path.as_str(), *file)).collect();
        for event in &self.events {
            match event {
                Event::Name(Naming::Make { path, file }) => drop(names.insert(path, *file)),
                Event::Name(Naming::Rename { from, to, file }) => {
                    names.remove(from.as_str());
                    names.insert(to, *file);
                }
                Event::Name(Naming::Remove { path }) => drop(names.remove(path.as_str())),
                _ => {}
            }
        }
        names.get(path).copied()
    }

    /// Adds what one run did, as `strace -xx` recorded it; paths are taken below `home`.
    pub(crate) fn record(&mut self, log: &str, home: &str) {
        let mut open: HashMap<i64, Target> = HashMap::new();
        for line in log.lines() {
            let line = line.split_once(' ').unwrap().1.trim_start();
            let Some((name, rest)) = line.split_once('(') else { continue };
            assert!(!line.contains("unfinished"), "calls of two threads cannot be put in order: {line}");
            let Some((arguments, result)) = rest.rsplit_once(" = ") else { continue };
            let arguments = arguments.trim_end().trim_end_matches(')');
            let result: i64 = result.split(' ').next().unwrap().parse().unwrap_or(-1);
            if result < 0 {
                continue;
            }
            let texts = texts(arguments);
            let path =
                |at: usize| Some(String::from_utf8(texts.get(at)?.clone()).unwrap().strip_prefix(home)?.to_owned());
            let path = |at| path(at).map(|path| path.trim_matches('/').to_owned());
            let fd = arguments.split(',').next().unwrap().trim().parse::<i64>().ok();
            let target = fd.and_then(|fd| open.get(&fd));
            match (name, path(0), target) {
                ("open" | "openat", Some(path), _) => {
                    let target = self.opened(&path, arguments);
                    open.insert(result, target);
                }
                ("mkdir" | "mkdirat", Some(path), _) => self.events.push(Event::Name(Naming::Folder { path })),
                ("rename" | "renameat" | "renameat2", Some(from), _) => {
                    let (to, file) = (path(1).unwrap(), self.named(&from).unwrap());
                    assert_eq!(parent(&from), parent(&to), "a name moved to another folder is not modelled");
                    self.events.push(Event::Name(Naming::Rename { from, to, file }));
                }
                ("unlink" | "unlinkat", Some(path), _) => self.events.push(Event::Name(Naming::Remove { path })),
                ("write", _, Some(Target::File(file))) => {
                    let bytes = texts[0][..usize::try_from(result).unwrap()].to_vec();
                    self.events.push(Event::Write { file: *file, bytes });
                }
                ("fsync" | "fdatasync", _, Some(Target::File(file))) => {
                    self.events.push(Event::SyncFile { file: *file });
                }
                ("fsync", _, Some(Target::Folder(folder))) => {
                    self.events.push(Event::SyncFolder { folder: folder.clone() });
                }
                ("close", ..) => drop(fd.map(|fd| open.remove(&fd))),
                // Of other files and of the terminal.
                (_, None, None) => drop((result >= 0 && name.starts_with("open")).then(|| open.remove(&result))),
                _ => panic!("this call on the state is not modelled: {line}"),
            }
        }
    }

    fn opened(&mut self, path: &str, arguments: &str) -> Target {
        if arguments.contains("O_DIRECTORY") {
            return Target::Folder(path.to_owned());
        }
        assert!(!arguments.contains("O_TRUNC"), "emptying a file is not modelled: {path}");
        if !arguments.contains("O_CREAT") {
            return self.named(path).map_or(Target::Other, Target::File);
        }
        assert!(arguments.contains("O_EXCL"), "only new files are made: {path}");
        let file = self.contents.len();
        self.contents.push(Vec::new());
        self.events.push(Event::Name(Naming::Make { path: path.to_owned(), file }));
        Target::File(file)
    }

    /// The same disk with a program that writes nothing through: the check that this simulation finds what it is for.
    pub(crate) fn without_syncs(&self) -> Self {
        Self { is_sync_ignored: true, ..self.clone() }
    }

    /// What is on the disk when the power goes after so many events.
    pub(crate) fn after(&self, events: usize, model: Model) -> Layout {
        let events = &self.events[..events];
        let mut names: BTreeMap<&str, usize> = self.initial.iter().map(|(path, file)| (path.as_str(), *file)).collect();
        let mut folders: Vec<&str> = names.keys().flat_map(|path| folders_of(path)).collect();
        let namings: Vec<(&Naming, bool)> = events
            .iter()
            .enumerate()
            .filter_map(|(at, event)| match event {
                Event::Name(naming) => Some((naming, self.is_safe(&events[at..], naming.folder()))),
                _ => None,
            })
            .collect();
        let pending = namings.iter().filter(|(_, is_safe)| !is_safe).count();
        let mut seen = 0;
        for (naming, is_safe) in namings {
            let is_kept = is_safe || {
                seen += 1;
                match model.names {
                    Names::All => true,
                    Names::None => false,
                    Names::LaterHalf => seen > pending / 2,
                }
            };
            if !is_kept {
                continue;
            }
            match naming {
                Naming::Folder { path } => folders.push(path),
                Naming::Make { path, file } => drop(names.insert(path, *file)),
                Naming::Rename { from, to, file } => {
                    names.remove(from.as_str());
                    names.insert(to, *file);
                }
                Naming::Remove { path } => drop(names.remove(path.as_str())),
            }
        }
        let is_reached = |path: &str| folders_of(path).all(|folder| folders.contains(&folder));
        let kept = names.into_iter().filter(|(path, _)| is_reached(path));
        Layout(
            kept.map(|(path, file)| Kept {
                path: path.to_owned(),
                bytes: self.content(events, file, model),
                is_old: file < self.initial.len(),
            })
            .collect(),
        )
    }

    /// Whether the names in a folder are written through later on.
    fn is_safe(&self, later: &[Event], in_folder: &str) -> bool {
        let is_it = |event: &Event| matches!(event, Event::SyncFolder { folder } if folder == in_folder);
        !self.is_sync_ignored && later.iter().any(is_it)
    }

    fn content(&self, events: &[Event], file: usize, model: Model) -> Vec<u8> {
        let mut bytes = self.contents[file].clone();
        let mut safe = bytes.len();
        for event in events {
            match event {
                Event::Write { file: to, bytes: more } if *to == file => bytes.extend_from_slice(more),
                Event::SyncFile { file: synced } if *synced == file && !self.is_sync_ignored => safe = bytes.len(),
                _ => {}
            }
        }
        let pending = bytes.len() - safe;
        match model.bytes {
            Bytes::Kept => {}
            Bytes::Dropped => bytes.truncate(safe),
            Bytes::Half => bytes.truncate(safe + pending / 2),
            Bytes::Zeroed => bytes[safe..].fill(0),
            Bytes::Garbage => {
                let mut random = Random::new(file as u64 + 1);
                bytes[safe..].iter_mut().for_each(|byte| *byte = random.byte());
            }
        }
        bytes
    }
}

enum Target {
    File(usize),
    Folder(String),
    /// A file of the home directory that is only read and was not there at the start.
    Other,
}

/// The folders a path lies in, the outermost first. The home directory itself is always there.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The strings among the arguments of a call, every byte of which is written as `\x` and two digits.
fn texts(arguments: &str) -> Vec<Vec<u8>> {
    let inside = arguments.split('"').skip(1).step_by(2);
    let byte = |digits: &str| u8::from_str_radix(&digits[..2], 16).unwrap();
    inside.map(|text| text.split("\\x").skip(1).map(byte).collect()).collect()
}

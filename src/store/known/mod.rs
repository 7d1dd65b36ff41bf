//! Every file of what is opened, as it was last seen: the table against which a walk is compared.
//!
//! It is made from the catalogue, lives as long as the session, and the catalogue is made from it. What the list shows of a
//! file has the list, and here is only where the catalogue has it.

mod table;

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use crate::document::Clean;
use crate::library::{Entry, Origin, Rows, Status};
use crate::settings::Sort;

use self::table::{Facts, FileKey, Table};
use super::catalogue::{Key, Line, Record, Stamp, Step, Volume};
use super::roots::{Roots, parted};
use super::walk::Sighting;

/// Every file of what is opened.
#[derive(Debug, Default)]
pub(super) struct Known {
    table: Table,
    /// Whether a name shows anything else than the bytes of its path: then two of them may look the same.
    has_altered: bool,
    /// Whether files came or were forgotten since names were told apart.
    has_changed: bool,
    /// Whether what was read is all to be kept here, for one who asks for it at once.
    pub(super) is_whole_here: bool,
}

/// How a file that was sighted differs from what is known.
#[derive(Debug, PartialEq)]
pub(super) enum Meeting {
    /// It is not known, or was never read.
    New(Entry),
    /// It is known and has to be read again; the entry is as it is known.
    Changed(Entry),
    /// It need not be read, but its row is another one.
    Told(Entry),
}

/// A file that was known and is not there.
#[derive(Debug)]
pub(super) struct Missing {
    /// Where it was.
    pub(super) path: PathBuf,
    /// Whether it was there in this session.
    pub(super) was_met: bool,
    /// What it was.
    pub(super) status: Status,
}

impl Known {
    /// How many files are known.
    pub(super) fn len(&self) -> usize {
        self.table.len()
    }

    /// So many files will be loaded.
    pub(super) fn expect(&mut self, files: u32) {
        self.table.reserve(files);
    }

    /// Takes over a file of the catalogue, with its place there; gives its row. Nothing when it lies in none of the roots, or
    /// when all is asked for at once afterwards.
    pub(super) fn load(&mut self, (place, record): (u64, Record), roots: &Roots) -> Option<Entry> {
        let Record { stamp, is_apart, .. } = record;
        let (path, facts) = Facts::of(record);
        roots.of(&path)?;
        let (folder, name) = parted(&path)?;
        let folder = self.table.number(folder);
        let key = self.table.key(folder, name);
        let (shown, is_altered) = roots.name(&path);
        self.has_altered |= is_altered;
        let file = match u32::try_from(place).ok().filter(|_| !self.is_whole_here) {
            Some(place) => self.table.add_there(key, folder, place),
            None => self.table.add_here(key, folder, name, facts.clone()),
        };
        file.stamp = stamp;
        file.set_apart(is_apart);
        (!self.is_whole_here).then(|| {
            let shown = if is_apart { roots.name_apart(&path) } else { shown };
            facts.into_entry(path, shown)
        })
    }

    /// As [`Self::load`], with a record where it lies: its row, if it is to be shown, goes to the packed ones where it can, to
    /// the others else. Most rows of most libraries can.
    pub(super) fn load_line(
        &mut self,
        (place, line): (u64, Line<'_>),
        roots: &Roots,
        is_shown: bool,
        (rows, entries): (&mut Rows, &mut Vec<Entry>),
    ) {
        let path = line.path();
        let plain = roots.plain_name(path).filter(|_| !self.is_whole_here);
        let packed = plain.zip(parted(path)).zip(u32::try_from(place).ok());
        match packed.filter(|((shown, _), _)| if is_shown { line.pack(shown, rows) } else { line.is_plain() }) {
            Some(((_, (folder, name)), there)) => {
                let folder = self.table.number(folder);
                let key = self.table.key(folder, name);
                self.table.add_there(key, folder, there).stamp = line.stamp();
            }
            None => entries.extend(self.load((place, line.record()), roots).filter(|_| is_shown)),
        }
    }

    /// Everything was loaded from a catalogue.
    pub(super) fn loaded(&mut self, volume: Volume) {
        self.table.set_volume(volume);
    }

    /// Leaves all to the catalogue when that has all, and all was met: in most sessions nothing is compared with it again.
    pub(super) fn rest(&mut self) {
        if self.table.is_all_there() {
            self.table.put_down();
        }
    }

    /// Takes from the catalogue what was left to it.
    pub(super) fn wake(&mut self, roots: &Roots) {
        let Some(volume) = self.table.pick_up() else { return };
        self.expect(volume.count());
        let (mut rows, mut entries) = (Rows::default(), Vec::new());
        volume.each(&mut |step| {
            if let Step::Line(place, line) = step {
                self.load_line((place, line), roots, false, (&mut rows, &mut entries));
            }
        });
        self.table.meet_all();
        self.loaded(volume);
    }

    /// Begins a look: what is not met in it is missing.
    pub(super) fn begin(&mut self) {
        self.table.begin();
    }

    /// Compares files of a folder with what is known, and takes note of them; `added` is when a new one is said to have
    /// come, given when it was changed.
    pub(super) fn meet(
        &mut self,
        folder: &Path,
        sightings: &[Sighting<'_>],
        roots: &Roots,
        added: impl Fn(Option<i64>) -> i64,
        tell: &mut dyn FnMut(Meeting, &Sighting<'_>),
    ) {
        let number = self.table.number(folder);
        for sighting in sightings {
            let key = self.table.key(number, sighting.name);
            let Some(file) = self.table.get_mut(key) else {
                let path = folder.join(sighting.name);
                let (name, is_altered) = roots.name(&path);
                self.has_altered |= is_altered;
                self.has_changed = true;
                let facts = Facts::sighted(sighting, added(sighting.modified));
                self.table.add_here(key, number, sighting.name, facts.clone()).meet();
                tell(Meeting::New(facts.into_entry(path, name)), sighting);
                continue;
            };
            let was_gone = file.is_gone();
            file.meet();
            if sighting.refused.is_none() && !was_gone && file.stamp.holds(sighting.stamp) {
                continue;
            }
            let is_apart = file.is_apart();
            // What a catalogue cannot tell any more is as good as not read.
            let (path, facts) = self.table.facts(key).unwrap_or_else(|| {
                let facts = Facts { status: Status::Found, ..Facts::sighted(sighting, added(sighting.modified)) };
                self.table.set(key, sighting.name, Stamp::UNSURE, facts.clone());
                (folder.join(sighting.name), facts)
            });
            let name = roots.shown(&path, is_apart);
            if let Some(why) = &sighting.refused {
                if was_gone || !matches!(&facts.status, Status::Failed(known) if known == why) {
                    let facts = Facts::sighted(sighting, facts.added);
                    self.table.set(key, sighting.name, Stamp::UNSURE, facts.clone());
                    tell(Meeting::Told(facts.into_entry(path, name)), sighting);
                }
            } else if facts.status == Status::Found {
                tell(Meeting::New(facts.into_entry(path, name)), sighting);
            } else {
                tell(Meeting::Changed(facts.into_entry(path, name)), sighting);
            }
        }
    }

    /// Gives names that look the same a visible difference, and takes it from those that are alone now. Gives back the
    /// paths whose names are others than before.
    pub(super) fn tell_apart(&mut self, roots: &Roots) -> Vec<PathBuf> {
        if !std::mem::take(&mut self.has_changed) || !self.has_altered && !roots.are_several() {
            return Vec::new();
        }
        let state = RandomState::new();
        let hash = |path: &Path| state.hash_one(roots.name(path).0);
        let here = self.table.here().filter_map(|(path, ..)| Some((hash(&path), self.table.key_of(&path)?)));
        let there = self.table.there().map(|(key, record)| (hash(&record.path), key));
        let mut names: Vec<(u64, FileKey)> = here.chain(there).collect();
        names.sort_unstable_by_key(|(hash, _)| *hash);
        let mut changed = Vec::new();
        for alike in names.chunk_by(|one, other| one.0 == other.0) {
            for &(_, key) in alike {
                let is_apart = alike.len() > 1;
                if self.table.get(key).is_some_and(|file| file.is_apart() != is_apart)
                    && let Some(path) = self.hold(key, |stamp, facts| (stamp, facts))
                {
                    self.table.get_mut(key).into_iter().for_each(|file| file.set_apart(is_apart));
                    changed.push(path);
                }
            }
        }
        changed
    }

    /// The files that were not met in this look: all of them, or those at and below a path.
    pub(super) fn missing(&self, below: Option<&Path>) -> Vec<Missing> {
        let is_part = self.part(below);
        let is_missing = |file: &table::File| !file.is_met() && !file.is_gone();
        let missing = self.table.iter().filter(|(key, file)| is_missing(file) && is_part(*key, file.folder()));
        let missing = missing.filter_map(|(key, file)| {
            let (path, Facts { status, .. }) = self.table.facts(key)?;
            Some(Missing { path, was_met: file.was_met(), status })
        });
        let mut missing: Vec<Missing> = missing.collect();
        missing.sort_by(|one, other| one.path.cmp(&other.path));
        missing
    }

    /// Forgets the files at and below a path, or all, that were not met in this session.
    pub(super) fn forget(&mut self, below: Option<&Path>) {
        let is_part = self.part(below);
        let before = self.table.len();
        self.table.retain(|key, file| file.was_met() || !is_part(key, file.folder()));
        self.has_changed |= self.table.len() < before;
    }

    /// Whether a file, of which the folder is given by its number, is at or below a path.
    fn part(&self, below: Option<&Path>) -> impl Fn(FileKey, u32) -> bool + use<> {
        let folders = |below: &Path| self.table.folders_below(below).collect::<HashSet<u32>>();
        let part = below.map(|below| (self.table.key_of(below), folders(below)));
        move |key, folder| match &part {
            Some((one, folders)) => *one == Some(key) || folders.contains(&folder),
            None => true,
        }
    }

    /// Notes that a file went away, and why its row says so.
    pub(super) fn lose(&mut self, path: &Path, why: &Clean) {
        let Some(key) = self.table.key_of(path) else { return };
        self.hold(key, |_, facts| (Stamp::UNSURE, Facts { status: Status::Failed(why.clone()), ..facts }));
        self.table.get_mut(key).into_iter().for_each(table::File::lose);
    }

    /// Notes what was read, as what.
    pub(super) fn read(&mut self, entry: &Entry, stamp: Stamp) {
        let Origin::File(path) = &entry.origin else { return };
        let Some((key, name)) = self.table.key_of(path).zip(path.file_name()) else { return };
        let Entry { size, modified, added, status, .. } = entry.clone();
        self.table.set(key, name, stamp, Facts { size, modified, added: added.unwrap_or_default(), status });
    }

    /// The row of a file.
    pub(super) fn entry(&self, path: &Path, roots: &Roots) -> Option<Entry> {
        self.row(self.table.key_of(path)?, roots)
    }

    /// Rows of all files that were met in this look, in the order of a walk.
    pub(super) fn entries(&self, roots: &Roots) -> Vec<Entry> {
        let met = self.table.iter().filter(|(_, file)| file.is_met());
        let places = self.table.places();
        let place = |(key, file): (FileKey, &table::File)| {
            let (path, facts) = self.table.facts(key)?;
            let folder = places.get(file.folder() as usize).copied();
            Some((roots.place(&path), folder, path, facts, file.is_apart()))
        };
        let mut found: Vec<_> = met.filter_map(place).collect();
        // In one folder the paths stand as their names do.
        found.sort_unstable_by(|one, other| {
            (one.0, one.1, one.2.as_os_str()).cmp(&(other.0, other.1, other.2.as_os_str()))
        });
        let row = |(_, _, path, facts, is_apart): (_, _, PathBuf, Facts, _)| {
            let name = roots.shown(&path, is_apart);
            facts.into_entry(path, name)
        };
        found.into_iter().map(row).collect()
    }

    fn row(&self, key: FileKey, roots: &Roots) -> Option<Entry> {
        let (file, (path, facts)) = self.table.get(key).zip(self.table.facts(key))?;
        let name = roots.shown(&path, file.is_apart());
        Some(facts.into_entry(path, name))
    }

    /// The files as they are written into a catalogue, in the order of the list: what the last one has and what is here, one
    /// sorted into the other. What was not read is not among them.
    pub(super) fn records(&self, sort: Sort) -> impl Iterator<Item = Record> {
        let name = |path: &Path| path.file_name().unwrap_or_default().to_owned();
        let key = move |path: &Path, status: &Status| Key::of(sort, Path::new(&name(path)), status);
        let here = self.table.here().filter(|(_, file, facts)| !file.is_gone() && facts.status != Status::Found);
        let here = here.map(|(path, file, facts)| (key(&path, &facts.status), path, file, facts));
        let mut here: Vec<(Key, PathBuf, &table::File, &Facts)> = here.collect();
        // By the bytes of their paths, as the list has them.
        let behind = |path: &Path, other: &Path| path.as_os_str().cmp(other.as_os_str());
        here.sort_unstable_by(|(one, path, ..), (other, beside, ..)| one.cmp(other).then_with(|| behind(path, beside)));
        let mut here = here.into_iter().map(|(key, path, file, facts)| (key, facts.record(path, file))).peekable();
        let mut there =
            self.table.there().map(move |(_, record)| (key(&record.path, &record.status), record)).peekable();
        std::iter::from_fn(move || {
            let is_here_first = match (here.peek(), there.peek()) {
                (Some((one, record)), Some((other, beside))) => {
                    one.cmp(other).then_with(|| behind(&record.path, &beside.path)).is_le()
                }
                (here, _) => here.is_some(),
            };
            if is_here_first { here.next() } else { there.next() }.map(|(_, record)| record)
        })
    }

    /// Takes everything here, for an order in which the catalogue does not have it.
    pub(super) fn fetch(&mut self) {
        let keys: Vec<FileKey> = self.table.iter().map(|(key, _)| key).collect();
        for key in keys {
            self.hold(key, |stamp, facts| (stamp, facts));
        }
    }

    /// Takes what is known of a file here, as it is or changed; gives its path.
    fn hold(&mut self, key: FileKey, change: impl FnOnce(Stamp, Facts) -> (Stamp, Facts)) -> Option<PathBuf> {
        let (file, (path, facts)) = self.table.get(key).zip(self.table.facts(key))?;
        let (stamp, facts) = change(file.stamp, facts);
        self.table.set(key, path.file_name()?, stamp, facts);
        Some(path)
    }

    /// Whether the catalogue has the files in this order.
    pub(super) fn is_in_order(&self, sort: Sort) -> bool {
        self.table.volume().is_none_or(|volume| volume.is_in_order(sort))
    }

    /// Leaves what was read to a new catalogue, which has all that this one had.
    pub(super) fn leave(&mut self, volume: Volume) {
        self.table.leave(volume);
    }
}

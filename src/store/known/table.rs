//! The files themselves: some twenty-five bytes for each, without its name. There may be a million of them, most are only ever
//! compared with what a walk finds, and what else is known of them is in the catalogue.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::catalogue::{Record, Stamp, Volume};
use super::super::roots::parted;
use super::super::walk::Sighting;
use crate::document::Clean;
use crate::library::{Entry, Origin, Status};

/// In no catalogue.
const NOWHERE: u32 = u32::MAX;

/// A file by 64 bits that are made of its path and of chance: that two files have the same is less likely than that the
/// disk is wrong, and would cost no more than that they are read again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct FileKey(u64);

/// Such keys need no hash.
#[derive(Debug, Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

type Map<T> = HashMap<FileKey, T, BuildHasherDefault<Same>>;

/// A file, as it was last seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct File {
    pub(super) stamp: Stamp,
    /// So many bytes from its beginning the catalogue has it. Or it is [`NOWHERE`], and what is known of it is here.
    place: u32,
    /// The number of its folder, and above it the signs.
    folder: u32,
}

/// It was met in this look.
const MET: u32 = 1 << 31;
/// It was met in this session.
const WAS_MET: u32 = 1 << 30;
/// Its name is shown with a mark.
const APART: u32 = 1 << 29;
/// It went away, and that was told.
const GONE: u32 = 1 << 28;
const SIGNS: u32 = MET | WAS_MET | APART | GONE;

impl File {
    /// The number of its folder.
    pub(super) const fn folder(self) -> u32 {
        self.folder & !SIGNS
    }

    /// Whether it was met in this look.
    pub(super) const fn is_met(self) -> bool {
        self.folder & MET != 0
    }

    /// Whether it was met in this session.
    pub(super) const fn was_met(self) -> bool {
        self.folder & WAS_MET != 0
    }

    /// Whether its name is shown with a mark.
    pub(super) const fn is_apart(self) -> bool {
        self.folder & APART != 0
    }

    /// Whether it went away, and that was told.
    pub(super) const fn is_gone(self) -> bool {
        self.folder & GONE != 0
    }

    /// It is there.
    pub(super) const fn meet(&mut self) {
        self.folder = (self.folder | MET | WAS_MET) & !GONE;
    }

    /// It went away.
    pub(super) const fn lose(&mut self) {
        self.folder |= GONE;
    }

    /// Its name needs a mark now, or none.
    pub(super) const fn set_apart(&mut self, is_apart: bool) {
        self.folder = if is_apart { self.folder | APART } else { self.folder & !APART };
    }
}

/// What else is known of a file.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    pub(super) size: u64,
    pub(super) modified: Option<i64>,
    pub(super) added: i64,
    pub(super) status: Status,
}

/// What no catalogue has yet.
#[derive(Debug)]
struct Here {
    name: Box<OsStr>,
    facts: Facts,
}

/// All files.
#[derive(Debug, Default)]
pub(super) struct Table {
    folders: Vec<Arc<Path>>,
    numbers: HashMap<Arc<Path>, u32>,
    files: Map<File>,
    here: Map<Here>,
    state: RandomState,
    /// The catalogue, which has what was read of most files.
    volume: Option<Volume>,
    /// The folder that was asked for last: most often the next one is the same.
    last: u32,
    /// Whether the files were left to the catalogue.
    is_down: bool,
}

impl Table {
    /// The number of a folder, which is a new one if it is not known.
    pub(super) fn number(&mut self, folder: &Path) -> u32 {
        let last = self.folders.get(self.last as usize);
        if last.is_some_and(|last| last.as_os_str() == folder.as_os_str()) {
            return self.last;
        }
        self.last = if let Some(&known) = self.numbers.get(folder) {
            known
        } else {
            let (number, folder) = (u32::try_from(self.folders.len()).unwrap_or(u32::MAX), Arc::<Path>::from(folder));
            self.folders.push(Arc::clone(&folder));
            self.numbers.insert(folder, number);
            number
        };
        self.last
    }

    /// The path of a folder.
    pub(super) fn folder(&self, number: u32) -> &Path {
        self.folders.get(number as usize).map_or(Path::new(""), |folder| folder)
    }

    /// The place of each folder among all, in the order of their paths.
    pub(super) fn places(&self) -> Vec<u32> {
        let mut sorted: Vec<(&Path, usize)> = self.folders.iter().map(|folder| &**folder).zip(0..).collect();
        sorted.sort_unstable();
        let mut places = vec![0; sorted.len()];
        for (place, (_, number)) in (0..).zip(sorted) {
            if let Some(found) = places.get_mut(number) {
                *found = place;
            }
        }
        places
    }

    /// The numbers of the folders at and below a path.
    pub(super) fn folders_below(&self, path: &Path) -> impl Iterator<Item = u32> {
        (0..).zip(&self.folders).filter(move |(_, folder)| folder.starts_with(path)).map(|(number, _)| number)
    }

    /// What a file in a folder is known by.
    pub(super) fn key(&self, folder: u32, name: &OsStr) -> FileKey {
        FileKey(self.state.hash_one((folder, name.as_bytes())))
    }

    /// What a file is known by; nothing when not even its folder is.
    pub(super) fn key_of(&self, path: &Path) -> Option<FileKey> {
        let (folder, name) = parted(path)?;
        Some(self.key(*self.numbers.get(folder)?, name))
    }

    /// Another look begins: no file was met in it.
    pub(super) fn begin(&mut self) {
        self.files.values_mut().for_each(|file| file.folder &= !MET);
    }

    /// There will be so many files.
    pub(super) fn reserve(&mut self, files: u32) {
        self.files.reserve(files as usize);
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    pub(super) fn get(&self, key: FileKey) -> Option<&File> {
        self.files.get(&key)
    }

    pub(super) fn get_mut(&mut self, key: FileKey) -> Option<&mut File> {
        self.files.get_mut(&key)
    }

    /// All files, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (FileKey, &File)> {
        self.files.iter().map(|(key, file)| (*key, file))
    }

    /// Adds a file that the catalogue has at a place.
    pub(super) fn add_there(&mut self, key: FileKey, folder: u32, place: u32) -> &mut File {
        let file = File { stamp: Stamp::UNSURE, place, folder: folder & !SIGNS };
        self.files.entry(key).insert_entry(file).into_mut()
    }

    /// Adds a file that no catalogue has.
    pub(super) fn add_here(&mut self, key: FileKey, folder: u32, name: &OsStr, facts: Facts) -> &mut File {
        self.here.insert(key, Here { name: name.into(), facts });
        self.add_there(key, folder, NOWHERE)
    }

    /// Takes note of what is known of a file; no catalogue has that.
    pub(super) fn set(&mut self, key: FileKey, name: &OsStr, stamp: Stamp, facts: Facts) {
        if let Some(file) = self.files.get_mut(&key) {
            file.stamp = stamp;
            file.place = NOWHERE;
            self.here.insert(key, Here { name: name.into(), facts });
        }
    }

    /// Leaves only the files that `is` says.
    pub(super) fn retain(&mut self, mut is: impl FnMut(FileKey, &File) -> bool) {
        let here = &mut self.here;
        self.files.retain(|key, file| {
            let stays = is(*key, file);
            if !stays {
                here.remove(key);
            }
            stays
        });
    }

    /// The path of a file and what is known of it. Nothing when that was in the catalogue, and cannot be told any more.
    pub(super) fn facts(&self, key: FileKey) -> Option<(PathBuf, Facts)> {
        let file = self.files.get(&key)?;
        if file.place == NOWHERE {
            let Here { name, facts } = self.here.get(&key)?;
            return Some((self.folder(file.folder()).join(&**name), facts.clone()));
        }
        let record = self.volume.as_ref()?.record(u64::from(file.place))?;
        (self.key_of(&record.path) == Some(key)).then(|| Facts::of(record))
    }

    /// What no catalogue has.
    pub(super) fn here(&self) -> impl Iterator<Item = (PathBuf, &File, &Facts)> {
        self.here.iter().filter_map(|(key, Here { name, facts })| {
            let file = self.files.get(key).filter(|file| file.place == NOWHERE)?;
            Some((self.folder(file.folder()).join(&**name), file, facts))
        })
    }

    /// What the catalogue has, in its order, as far as nothing newer is known.
    pub(super) fn there(&self) -> impl Iterator<Item = (FileKey, Record)> {
        let all = self.volume.iter().flat_map(Volume::chunks).flatten();
        all.filter_map(|(place, record)| {
            let key = self.key_of(&record.path)?;
            let file = self.files.get(&key)?;
            (file.place != NOWHERE && u64::from(file.place) == place && !file.is_gone()).then_some((key, record))
        })
    }

    pub(super) fn volume(&self) -> Option<&Volume> {
        self.volume.as_ref()
    }

    /// This is the catalogue whose places were given.
    pub(super) fn set_volume(&mut self, volume: Volume) {
        self.volume = Some(volume);
        self.files.shrink_to_fit();
    }

    /// Whether the catalogue has all files, and none of them is missing.
    pub(super) fn is_all_there(&self) -> bool {
        let is_there = |file: &File| file.place != NOWHERE && file.is_met() && !file.is_gone();
        self.volume.is_some() && self.here.is_empty() && self.files.values().all(is_there)
    }

    /// Forgets the files, until [`Self::pick_up`].
    pub(super) fn put_down(&mut self) {
        self.is_down = true;
        self.files = Map::default();
        self.here = Map::default();
    }

    /// Takes out the catalogue, to take the files from it if they were put down.
    pub(super) fn pick_up(&mut self) -> Option<Volume> {
        self.volume.take_if(|_| std::mem::take(&mut self.is_down))
    }

    /// All files were met before.
    pub(super) fn meet_all(&mut self) {
        self.files.values_mut().for_each(File::meet);
    }

    /// Leaves what was read to a new catalogue, which has all that the one before had.
    pub(super) fn leave(&mut self, volume: Volume) {
        let mut next: Map<u32> = Map::default();
        for (place, record) in volume.chunks().flatten() {
            let (Ok(place), Some(key)) = (u32::try_from(place), self.key_of(&record.path)) else { continue };
            if self.files.get(&key).is_some_and(|file| file.stamp == record.stamp && !file.is_gone()) {
                next.insert(key, place);
            }
        }
        let here = &mut self.here;
        self.files.retain(|key, file| match next.get(key) {
            Some(place) => {
                file.place = *place;
                here.remove(key);
                true
            }
            // What the last catalogue could not tell any more is not known any more.
            None => file.place == NOWHERE,
        });
        self.here.shrink_to_fit();
        self.volume = Some(volume);
    }
}

impl Facts {
    /// What a record of the catalogue says, with the path.
    pub(super) fn of(record: Record) -> (PathBuf, Self) {
        let Record { path, size, modified, added, status, .. } = record;
        (path, Self { size, modified, added, status })
    }

    /// The row of the file.
    pub(super) fn into_entry(self, path: PathBuf, name: Clean) -> Entry {
        let Self { size, modified, added, status } = self;
        Entry { origin: Origin::File(path), name, size, modified, added: Some(added), status }
    }

    /// The file as it is written into a catalogue.
    pub(super) fn record(&self, path: PathBuf, file: &File) -> Record {
        let Self { size, modified, added, status } = self.clone();
        Record { path, stamp: file.stamp, size, modified, added, is_apart: file.is_apart(), status }
    }

    /// Of a file that was sighted and not read; or cannot be read, as the walk knows already.
    pub(super) fn sighted(sighting: &Sighting<'_>, added: i64) -> Self {
        let status = sighting.refused.clone().map_or(Status::Found, Status::Failed);
        Self { size: sighting.size, modified: sighting.modified, added, status }
    }
}

//! One file of a library as bytes, its texts apart. What is read back is checked as if a stranger had written it.

use std::ffi::OsStr;
use std::ops::Range;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::super::roots::parted;
use crate::analysis::Language;
use crate::document::{Anchor, CalendarDate, Clean, DateOrigin, DocId, DocumentDate, Lent};
use crate::library::{FileFacts, Head, Names, Naming, Numbers, RowPlace, Rows, Status};

/// Tells whether a file is still as it was when it was read: made of its size and of when content and status were changed,
/// to the nanosecond. [`Stamp::UNSURE`] never is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp(pub(in crate::store) u64);

impl Stamp {
    /// Of a file that has to be read again, because it was changed just before it was read: another change within the
    /// grain of the file system's clock could not be told from that one.
    pub(in crate::store) const UNSURE: Self = Self(0);

    /// Of a file with this size and these times of change, in seconds and nanoseconds.
    pub(in crate::store) fn of(size: u64, modified: (i64, i64), changed: (i64, i64)) -> Self {
        let times = [modified.0, modified.1, changed.0, changed.1].map(i64::cast_unsigned);
        // Each number turns over all bits of those before it, as the generator SplitMix64 does. Nobody can choose what is
        // mixed: the time of a status change is set by the system.
        let stamp = times.into_iter().fold(size, |mixed, time| {
            let mixed = mixed.wrapping_add(0x9E37_79B9_7F4A_7C15) ^ time;
            let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            mixed ^ (mixed >> 31)
        });
        Self(stamp.max(1))
    }

    /// Whether a file with this stamp need not be read again.
    pub(in crate::store) fn holds(self, now: Self) -> bool {
        self != Self::UNSURE && self == now
    }
}

/// A file of a library.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// As what it was read.
    pub(crate) stamp: Stamp,
    /// Bytes in it.
    pub(crate) size: u64,
    /// When it was last changed, in seconds since 1970.
    pub(crate) modified: Option<i64>,
    /// When it was first seen, in seconds since 1970.
    pub(crate) added: i64,
    /// Whether its name is shown with a mark, because another one looks the same.
    pub(crate) is_apart: bool,
    /// What was read, or why it was not.
    pub(crate) status: Status,
}

/// A record as it is written, without its texts and facts: those lie together elsewhere, so that they can be left there.
#[derive(Serialize, Deserialize)]
pub(super) struct Written<'a> {
    /// Where its texts begin, among those of all.
    texts: u32,
    /// Bytes of the path, which is the first of them.
    path: u32,
    /// Bytes of the title, or of the reason why there is none. Behind that come the facts.
    title: u32,
    stamp: [u8; 8],
    is_apart: bool,
    /// What was read; nothing when there is a reason.
    #[serde(borrow)]
    head: Option<WrittenHead<'a>>,
}

#[derive(Serialize, Deserialize)]
struct WrittenHead<'a> {
    id: [u8; 16],
    date: Option<WrittenDate>,
    /// Its place among [`LANGUAGES`], from 1; 0 without one.
    language: u8,
    /// Its names; see [`Naming`].
    names: &'a str,
    lengths: &'a [u8],
}

const LANGUAGES: [Language; 2] = [Language::English, Language::Spanish];

#[derive(Serialize, Deserialize)]
struct WrittenDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<(u8, u8)>,
    origin: u8,
    certain: bool,
    at: Option<(u32, u32, u32)>,
}

impl Record {
    /// Appends the record to records, and its texts to others, before which there are so many bytes. Nothing is appended
    /// for a file that was not read yet, or whose texts have no room.
    pub(super) fn write(&self, out: Vec<u8>, texts: &mut Vec<u8>, before: u64) -> Result<Vec<u8>, postcard::Error> {
        let (title, head) = match &self.status {
            Status::Ready(head) => (&head.title, Some(&**head)),
            Status::Failed(why) => (why, None),
            Status::Found => return Ok(out),
        };
        let path = self.path.as_os_str().as_bytes();
        let at = u32::try_from(before + texts.len() as u64);
        let (Ok(at), Ok(path_length), Ok(title_length)) = (at, u32::try_from(path.len()), u32::try_from(title.len()))
        else {
            return Ok(out);
        };
        texts.extend_from_slice(path);
        texts.extend_from_slice(title.as_bytes());
        let words = head.map_or(0, |head| head.words);
        let naming = head.map(|head| {
            let [authors, people] = [&head.authors, &head.people].map(|names| names.iter().map(|name| &**name));
            Naming::of(head.source.as_deref(), authors, people)
        });
        FileFacts::new(self.size, self.modified, Some(self.added), words).write(texts);
        let written = Written {
            texts: at,
            path: path_length,
            title: title_length,
            stamp: self.stamp.0.to_le_bytes(),
            is_apart: self.is_apart,
            head: head.zip(naming.as_ref()).map(|(head, naming)| WrittenHead::of(head, naming)),
        };
        postcard::to_extend(&written, out)
    }
}

impl<'a> Written<'a> {
    /// Takes the record at the beginning of the bytes; nothing when there is none.
    pub(super) fn take(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        postcard::take_from_bytes::<Self>(bytes).ok()
    }

    /// Where its texts are among those of all.
    pub(super) fn texts(&self) -> Range<u64> {
        let at = u64::from(self.texts);
        at..at + u64::from(self.path) + u64::from(self.title) + FileFacts::BYTES as u64
    }

    /// The record with its texts, which are in these bytes from a place on; nothing when this program would not have
    /// written them.
    pub(super) fn with(self, texts: &'a [u8], at: usize) -> Option<Line<'a>> {
        let (path, rest) = texts.get(at..)?.split_at_checked(self.path as usize)?;
        let (title, facts) = rest.split_at_checked(self.title as usize)?;
        let (title, facts) = (str::from_utf8(title).ok()?, FileFacts::read(facts)?);
        let place = Path::new(OsStr::from_bytes(path));
        if !place.is_absolute() || parted(place).is_none() || path.contains(&0) {
            return None;
        }
        let date = match &self.head {
            Some(WrittenHead { date: Some(date), .. }) => Some(date.read()?),
            _ => None,
        };
        Some(Line { written: self, at, path, title, facts, date })
    }
}

/// A record where it lies.
pub(crate) struct Line<'a> {
    written: Written<'a>,
    /// Where its path begins among the texts that were read with it.
    at: usize,
    path: &'a [u8],
    title: &'a str,
    facts: FileFacts,
    date: Option<DocumentDate>,
}

impl<'a> Line<'a> {
    /// The record with texts of its own.
    pub(in crate::store) fn record(self) -> Record {
        let Self { written, path, title, facts, date, .. } = self;
        let status = match written.head {
            Some(head) => Status::Ready(Arc::new(head.read(title, date, facts.words))),
            None => Status::Failed(Clean::line(title)),
        };
        Record {
            path: Path::new(OsStr::from_bytes(path)).to_owned(),
            stamp: Stamp(u64::from_le_bytes(written.stamp)),
            size: facts.size(),
            modified: facts.modified(),
            added: facts.added().unwrap_or_default(),
            is_apart: written.is_apart,
            status,
        }
    }

    /// Where the file is.
    pub(in crate::store) fn path(&self) -> &'a Path {
        Path::new(OsStr::from_bytes(self.path))
    }

    /// As what it was read.
    pub(in crate::store) fn stamp(&self) -> Stamp {
        Stamp(u64::from_le_bytes(self.written.stamp))
    }

    /// It was described by another version of the program, and has to be read again.
    pub(super) fn outdate(&mut self) {
        self.written.stamp = Stamp::UNSURE.0.to_le_bytes();
    }

    /// Whether the file was read and its name needs no mark.
    pub(in crate::store) fn is_plain(&self) -> bool {
        !self.written.is_apart && self.written.head.is_some()
    }

    /// Packs the row of a file, under a name that is the end of its path. Does not where the name needs a mark, the file was
    /// not read, or its texts cannot be shown as they lie; tells whether it did.
    pub(in crate::store) fn pack(&self, name: &str, rows: &mut Rows) -> bool {
        let Some(head) = self.written.head.as_ref().filter(|_| self.is_plain()) else { return false };
        let short = |length: usize| u16::try_from(length).ok();
        let lengths = short(self.path.len()).zip(short(name.len())).zip(short(self.title.len()));
        let (Some(((path, name), title)), Ok(at)) = (lengths, u32::try_from(self.at)) else { return false };
        // The name is text already.
        let before_name = self.path.get(..self.path.len().wrapping_sub(name.into()));
        let before_name = before_name.and_then(|path| str::from_utf8(path).ok());
        if !Lent::line(self.title).is_lent() || before_name.is_none() || !head.is_clean() {
            return false;
        }
        let numbers = Numbers { id: DocId(head.id), date: self.date, language: head.language() };
        rows.push(numbers, RowPlace { at, path, name, title }, head.lengths, head.names);
        true
    }
}

impl<'a> WrittenHead<'a> {
    fn of(head: &Head, naming: &'a Naming) -> Self {
        let place = LANGUAGES.iter().position(|language| Some(language.code()) == head.language);
        Self {
            id: head.id.0,
            date: head.date.as_ref().map(WrittenDate::of),
            language: place.and_then(|place| u8::try_from(place + 1).ok()).unwrap_or_default(),
            names: &naming.text,
            lengths: &naming.lengths,
        }
    }

    /// The language, if it is one that the program knows.
    fn language(&self) -> Option<&'static str> {
        LANGUAGES.get(usize::from(self.language).checked_sub(1)?).map(|language| language.code())
    }

    /// Whether all names can be shown as they lie.
    fn is_clean(&self) -> bool {
        let names = Names::read(self.lengths, self.names);
        let has_no_edge = |name: &str| !name.starts_with(' ') && !name.ends_with(' ');
        // All at once, which is less work. A person's name may go over the end of a line.
        Lent::line(names.before_people).is_lent()
            && Lent::text(names.people.text()).is_lent()
            && names.source.into_iter().chain(names.authors).all(has_no_edge)
    }

    fn read(self, title: &str, date: Option<DocumentDate>, words: u32) -> Head {
        let names = Names::read(self.lengths, self.names);
        Head {
            id: DocId(self.id),
            title: Clean::line(title),
            date,
            language: self.language(),
            authors: names.authors.map(Clean::line).collect(),
            source: names.source.map(Clean::line),
            words,
            people: names.people.map(Clean::text).collect(),
        }
    }
}

impl WrittenDate {
    fn of(date: &DocumentDate) -> Self {
        let CalendarDate { year, month, day, time } = date.value;
        let at = date.at.as_ref().map(|at| (at.block, at.start, at.end));
        Self { year, month, day, time, origin: date.origin.code(), certain: date.certain, at }
    }

    fn read(&self) -> Option<DocumentDate> {
        let Self { year, month, day, time, .. } = *self;
        let is_date = (1000..=9999).contains(&year)
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| month.is_some() && (1..=31).contains(&day))
            && time.is_none_or(|(hour, minute)| day.is_some() && hour < 24 && minute < 60);
        let origin = DateOrigin::of_code(self.origin)?;
        let at = self.at.map(|(block, start, end)| Anchor { block, start, end });
        let value = CalendarDate { year, month, day, time };
        is_date.then_some(DocumentDate { value, origin, certain: self.certain, at })
    }
}

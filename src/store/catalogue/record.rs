//! One file of a library as bytes. What is read back is checked as if a stranger had written it.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::super::roots::parted;
use super::few::Few;
use crate::analysis::Language;
use crate::document::{Anchor, CalendarDate, Clean, DateOrigin, DocId, DocumentDate, Lent};
use crate::library::{Head, Numbers, Rows, Status};

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

/// A record as it is written.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    #[serde(borrow)]
    path: &'a [u8],
    stamp: u64,
    size: u64,
    modified: Option<i64>,
    added: i64,
    is_apart: bool,
    #[serde(borrow)]
    status: WrittenStatus<'a>,
}

#[derive(Serialize, Deserialize)]
#[expect(clippy::large_enum_variant, reason = "nearly every one is of the large kind, and none of them is kept")]
enum WrittenStatus<'a> {
    #[serde(borrow)]
    Ready(WrittenHead<'a>),
    Failed(&'a str),
}

#[derive(Serialize, Deserialize)]
struct WrittenHead<'a> {
    id: [u8; 16],
    title: &'a str,
    #[serde(borrow)]
    authors: Few<'a>,
    date: Option<WrittenDate>,
    source: Option<&'a str>,
    language: Option<&'a str>,
    words: u32,
    #[serde(borrow)]
    people: Few<'a>,
}

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
    /// Appends the record. Nothing is appended for a file that was not read yet.
    pub(super) fn write(&self, out: Vec<u8>) -> Result<Vec<u8>, postcard::Error> {
        let status = match &self.status {
            Status::Ready(head) => WrittenStatus::Ready(WrittenHead::of(head)),
            Status::Failed(why) => WrittenStatus::Failed(why),
            Status::Found => return Ok(out),
        };
        let written = Written {
            path: self.path.as_os_str().as_bytes(),
            stamp: self.stamp.0,
            size: self.size,
            modified: self.modified,
            added: self.added,
            is_apart: self.is_apart,
            status,
        };
        postcard::to_extend(&written, out)
    }

    /// Takes the record at the beginning of the bytes; nothing when there is none that this program would have written.
    #[cfg(test)]
    pub(super) fn take(bytes: &[u8]) -> Option<(Self, &[u8])> {
        Line::take(bytes).map(|(line, rest)| (line.record(), rest))
    }
}

/// A record where it lies.
pub(crate) struct Line<'a> {
    written: Written<'a>,
    date: Option<DocumentDate>,
}

impl<'a> Line<'a> {
    /// Takes the record at the beginning of the bytes; nothing when there is none that this program would have written.
    pub(super) fn take(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (written, rest) = postcard::take_from_bytes::<Written<'_>>(bytes).ok()?;
        let path = Path::new(OsStr::from_bytes(written.path));
        if !path.is_absolute() || parted(path).is_none() || written.path.contains(&0) {
            return None;
        }
        let date = match &written.status {
            WrittenStatus::Ready(WrittenHead { date: Some(date), .. }) => Some(date.read()?),
            _ => None,
        };
        Some((Self { written, date }, rest))
    }

    /// The record with texts of its own.
    pub(in crate::store) fn record(self) -> Record {
        let Self { written, date } = self;
        let status = match written.status {
            WrittenStatus::Ready(head) => Status::Ready(Arc::new(head.read(date))),
            WrittenStatus::Failed(why) => Status::Failed(Clean::line(why)),
        };
        Record {
            path: Path::new(OsStr::from_bytes(written.path)).to_owned(),
            stamp: Stamp(written.stamp),
            size: written.size,
            modified: written.modified,
            added: written.added,
            is_apart: written.is_apart,
            status,
        }
    }

    /// Where the file is.
    pub(in crate::store) fn path(&self) -> &'a Path {
        Path::new(OsStr::from_bytes(self.written.path))
    }

    /// As what it was read.
    pub(in crate::store) fn stamp(&self) -> Stamp {
        Stamp(self.written.stamp)
    }

    /// It was described by another version of the program, and has to be read again.
    pub(super) fn outdate(&mut self) {
        self.written.stamp = Stamp::UNSURE.0;
    }

    /// Whether the file was read and its name needs no mark: then its row can be packed.
    pub(in crate::store) fn is_plain(&self) -> bool {
        !self.written.is_apart && matches!(self.written.status, WrittenStatus::Ready(_))
    }

    /// Packs the row of a file that is plain, under a name that is the end of its path.
    pub(in crate::store) fn pack(&self, name: &str, rows: &mut Rows) {
        let (Ok(path), WrittenStatus::Ready(head)) = (str::from_utf8(self.written.path), &self.written.status) else {
            return;
        };
        let numbers = Numbers {
            id: DocId(head.id),
            size: self.written.size,
            modified: self.written.modified,
            added: self.written.added,
            date: self.date,
            language: head.language(),
            words: head.words,
        };
        let (title, source) = (Lent::line(head.title), head.source.map(Lent::line));
        let authors = head.authors.iter().map(Lent::line);
        // A name may go over the end of a line.
        let people = head.people.iter().map(Lent::text);
        rows.push(numbers, (path, name), (&title, source.as_ref()), authors, people);
    }
}

impl<'a> WrittenHead<'a> {
    fn of(head: &'a Head) -> Self {
        let texts = |texts: &'a [Clean]| texts.iter().map(|text| &**text).collect::<Few<'a>>();
        Self {
            id: head.id.0,
            title: &head.title,
            authors: texts(&head.authors),
            date: head.date.as_ref().map(WrittenDate::of),
            source: head.source.as_deref(),
            language: head.language,
            words: head.words,
            people: texts(&head.people),
        }
    }

    /// The language, if it is one that the program knows.
    fn language(&self) -> Option<&'static str> {
        let written = self.language?;
        [Language::English, Language::Spanish].map(Language::code).into_iter().find(|own| *own == written)
    }

    fn read(self, date: Option<DocumentDate>) -> Head {
        Head {
            id: DocId(self.id),
            title: Clean::line(self.title),
            date,
            language: self.language(),
            authors: self.authors.iter().map(Clean::line).collect(),
            source: self.source.map(Clean::line),
            words: self.words,
            // A name may go over the end of a line.
            people: self.people.iter().map(Clean::text).collect(),
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

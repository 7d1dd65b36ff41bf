//! What the program and its sweeping process say to each other through two pipes.
//!
//! ```text
//!  program ──► the library, the files that should be in its index; then words of one byte    ──► process
//!  program ◄── how far it is, now and then                                                   ◄── process
//! ```

use std::ffi::OsString;
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use crate::app::Indexing;
use crate::document::{Clean, DocId};
use crate::library::Origin;
use crate::store::{Ready, Wanted};

/// What the process says first; the number changes with what is sent to and fro.
pub(super) const HELLO: &[u8; 19] = b"briefing sweeper 2\n";

/// Bytes of the longest path, reason or document that is ready.
const LONGEST: u64 = 1024 * 1024;

/// A word to the process while it sweeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A key was pressed: rest for a while.
    Key,
    /// Pause.
    Pause,
    /// Go on after a pause.
    GoOn,
    /// Keep what is done, and end.
    End,
}

impl Word {
    /// The word as it is sent.
    pub(super) const fn byte(self) -> u8 {
        match self {
            Self::Key => b'k',
            Self::Pause => b'p',
            Self::GoOn => b'g',
            Self::End => b'e',
        }
    }

    /// The word that is sent so.
    pub(super) fn of(byte: u8) -> Option<Self> {
        [Self::Key, Self::Pause, Self::GoOn, Self::End].into_iter().find(|word| word.byte() == byte)
    }
}

/// Writes what is to be done. What is no file cannot be sent.
pub(super) fn write_order(
    out: &mut impl Write,
    (library, present): (&Path, Option<u32>),
    wanted: impl Iterator<Item = Wanted>,
) -> io::Result<()> {
    bytes(out, library.as_os_str().as_bytes())?;
    out.write_all(&present.unwrap_or(u32::MAX).to_le_bytes())?;
    for Wanted { id, origin, size, ready } in wanted {
        let Origin::File(path) = origin else { return Err(io::Error::other("not a file")) };
        let ready =
            ready.filter(|ready| [&ready.document, &ready.analysis].iter().all(|part| part.len() as u64 <= LONGEST));
        out.write_all(&[1 + u8::from(id.is_some()) + 2 * u8::from(ready.is_some())])?;
        out.write_all(&id.map(|id| id.0).unwrap_or_default())?;
        out.write_all(&size.to_le_bytes())?;
        bytes(out, path.as_os_str().as_bytes())?;
        if let Some(ready) = ready {
            bytes(out, &ready.document)?;
            bytes(out, &ready.analysis)?;
        }
    }
    out.write_all(&[0])?;
    out.flush()
}

/// Reads what is to be done: in which library, how many documents there are besides what is missing, and what should be
/// in the index.
pub(super) fn read_order(input: &mut impl Read) -> io::Result<(PathBuf, Option<u32>, Vec<Wanted>)> {
    let path = |bytes| PathBuf::from(OsString::from_vec(bytes));
    let library = path(taken(input)?);
    let present = Some(u32::from_le_bytes(array(input)?)).filter(|present| *present != u32::MAX);
    let mut wanted = Vec::new();
    loop {
        let [kind] = array(input)?;
        let Some(has) = kind.checked_sub(1) else { return Ok((library, present, wanted)) };
        let id = Some(DocId(array(input)?)).filter(|_| has & 1 != 0);
        let size = u64::from_le_bytes(array(input)?);
        let origin = Origin::File(path(taken(input)?));
        let ready = if has & 2 == 0 {
            None
        } else {
            Some(Box::new(Ready { document: taken(input)?, analysis: taken(input)? }))
        };
        wanted.push(Wanted { id, origin, size, ready });
    }
}

/// Writes how far the sweep is.
pub(super) fn write_news(out: &mut impl Write, news: &Indexing) -> io::Result<()> {
    let Indexing { done, total, seconds_left, is_paused, trouble } = news;
    let mut message = Vec::new();
    for number in [*done, *total, seconds_left.unwrap_or(u32::MAX)] {
        message.extend(number.to_le_bytes());
    }
    message.push(u8::from(*is_paused));
    bytes(&mut message, trouble.as_deref().unwrap_or_default().as_bytes())?;
    out.write_all(&message)?;
    out.flush()
}

/// Reads how far the sweep is; nothing when there is no more to come.
pub(super) fn read_news(input: &mut impl Read) -> io::Result<Option<Indexing>> {
    let mut done = [0; 4];
    match input.read_exact(&mut done) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let total = u32::from_le_bytes(array(input)?);
    let seconds_left = Some(u32::from_le_bytes(array(input)?)).filter(|left| *left != u32::MAX);
    let [is_paused] = array(input)?;
    let trouble = String::from_utf8_lossy(&taken(input)?).into_owned();
    let trouble = (!trouble.is_empty()).then(|| Clean::line(&trouble));
    Ok(Some(Indexing { done: u32::from_le_bytes(done), total, seconds_left, is_paused: is_paused != 0, trouble }))
}

fn bytes(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)
}

fn taken(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let length = u64::from(u32::from_le_bytes(array(input)?));
    let mut bytes = Vec::new();
    let is_whole = length <= LONGEST && input.take(length).read_to_end(&mut bytes)? as u64 == length;
    if is_whole { Ok(bytes) } else { Err(ErrorKind::InvalidData.into()) }
}

fn array<const N: usize>(input: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    input.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_arrives_as_it_was() {
        let file = |name: &[u8]| Origin::File(PathBuf::from(OsString::from_vec(name.to_vec())));
        let ready = |bytes| Some(Box::new(Ready { document: vec![7; bytes], analysis: Vec::new() }));
        let wanted = vec![
            Wanted { id: Some(DocId([7; 16])), origin: file(b"/a/\xff\n.txt"), size: u64::MAX, ready: None },
            Wanted { id: None, origin: file(b"/b"), size: 0, ready: None },
            Wanted { id: Some(DocId([8; 16])), origin: file(b"/c"), size: 5, ready: ready(5) },
        ];
        let mut sent = Vec::new();
        write_order(&mut sent, (Path::new("/cache/x"), Some(7)), wanted.iter().cloned()).unwrap();
        assert_eq!(read_order(&mut &*sent).unwrap(), (PathBuf::from("/cache/x"), Some(7), wanted));
        for cut in 0..sent.len() {
            assert!(read_order(&mut sent.get(..cut).unwrap()).is_err(), "{cut}");
        }
        let wanted_one = || Wanted { id: None, origin: file(b"/b"), size: 0, ready: None };
        let stdin = Wanted { id: None, origin: Origin::Stdin(b"text".as_slice().into()), size: 4, ready: None };
        assert!(write_order(&mut Vec::new(), (Path::new("/cache/x"), None), [stdin].into_iter()).is_err());
        let long = usize::try_from(LONGEST).unwrap() + 1;
        let with = |ready| [Wanted { ready, ..wanted_one() }].into_iter();
        let mut sent = Vec::new();
        write_order(&mut sent, (Path::new("/cache/x"), None), with(ready(long))).unwrap();
        assert!(read_order(&mut &*sent).unwrap().2[0].ready.is_none(), "it is read again");
        let trouble = Some(Clean::line("the disk is full"));
        let news = [
            Indexing { done: 3, total: 9, seconds_left: Some(0), is_paused: true, trouble: None },
            Indexing { trouble, ..Indexing::default() },
        ];
        let mut sent = Vec::new();
        for news in &news {
            write_news(&mut sent, news).unwrap();
        }
        let mut input = &*sent;
        assert_eq!(
            [(); 3].map(|()| read_news(&mut input).unwrap()),
            [Some(news[0].clone()), Some(news[1].clone()), None]
        );
        for word in [Word::Key, Word::Pause, Word::GoOn, Word::End] {
            assert_eq!(Word::of(word.byte()), Some(word));
        }
    }
}

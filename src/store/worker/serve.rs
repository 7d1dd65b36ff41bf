//! The worker's side: one text after the other from standard input, one document each to standard output.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::{Answer, HELLO, wire};
use crate::format::{self, NotText};

/// Bytes of address space, the program's own included.
const MEMORY: u64 = 512 * 1024 * 1024;
/// Seconds of CPU in the worker's whole life.
const CPU: u64 = 10;
/// Descriptors: standard input, output and error are open, and nothing can be opened any more, no socket and no file.
const FILES: u64 = 3;

/// Serves until standard input ends. An error says that this is no worker, or that the program went away.
pub(super) fn run(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    // A panic is answered with a reason, and its message may hold a part of the text.
    std::panic::set_hook(Box::new(|_| {}));
    limit()?;
    output.write_all(HELLO)?;
    output.flush()?;
    let mut text = Vec::new();
    loop {
        let mut length = [0; 4];
        match input.read_exact(&mut length) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            done => done?,
        }
        text.clear();
        let length = u32::from_le_bytes(length);
        if (&mut input).take(u64::from(length)).read_to_end(&mut text)? != length as usize {
            return Ok(());
        }
        let (answer, document) = read(&text);
        let length = u32::try_from(document.len() + 1).map_err(io::Error::other)?;
        output.write_all(&length.to_le_bytes())?;
        output.write_all(&[answer as u8])?;
        output.write_all(&document)?;
        output.flush()?;
    }
}

/// Reads a text; a fault in a parser is an answer too.
fn read(text: &[u8]) -> (Answer, Vec<u8>) {
    let Ok(text) = std::str::from_utf8(text) else { return (Answer::Failed, Vec::new()) };
    match catch_unwind(AssertUnwindSafe(|| format::parse_structured(text).map(|document| wire::write(&document)))) {
        Ok(Ok(document)) => (Answer::Document, document),
        Ok(Err(NotText::Empty | NotText::Binary(_))) => (Answer::Empty, Vec::new()),
        Err(_) => (Answer::Failed, Vec::new()),
    }
}

/// Gives up what a parser has no use for. Limits can be lowered by anybody and raised by nobody.
fn limit() -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, Signal, set_dumpable_behavior, set_parent_process_death_signal};
        // Nothing is left behind when the program ends, however it ends.
        set_parent_process_death_signal(Some(Signal::KILL))?;
        set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    }
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, CPU),
        (Resource::Nofile, FILES),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nproc, 0),
    ] {
        // Where less is allowed already, that stays.
        let most = getrlimit(resource).maximum.map_or(most, |allowed| allowed.min(most));
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

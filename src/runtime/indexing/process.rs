//! The program's side of a sweep in a process of its own.

use std::io::{self, BufWriter, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use rustix::io::ioctl_fionbio;

use super::ARGUMENT;
use super::gate::Gate;
use super::wire::{self, HELLO};
use crate::app::Indexing;
use crate::document::Clean;
use crate::store::{self, Place, Wanted};

/// A process that sweeps. It is ended when this is dropped.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    output: ChildStdout,
}

impl Process {
    /// Starts one and tells it what is to be done; gives it with the end by which it is told more.
    pub(super) fn start(
        place: &Place,
        present: Option<u32>,
        wanted: impl Iterator<Item = Wanted>,
    ) -> io::Result<(Self, ChildStdin)> {
        let mut command = store::this_program(ARGUMENT)?;
        command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // It stays in the group of the program, so that what the shell stops or ends is both of them.
        let mut child = store::start_child(&mut command)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(mut input), Some(output)) = (input, output) else { return Err(io::Error::other("no pipes")) };
        let mut process = Self { child, output };
        let mut hello = [0; HELLO.len()];
        process.output.read_exact(&mut hello)?;
        if hello != *HELLO {
            return Err(io::Error::other("not a sweeper"));
        }
        let mut order = BufWriter::new(&mut input);
        wire::write_order(&mut order, (place.library(), present), wanted)?;
        order.flush()?;
        drop(order);
        ioctl_fionbio(&input, true)?;
        Ok((process, input))
    }

    /// Hands on what it tells until it ends.
    pub(super) fn attend(
        mut self,
        turn: u64,
        input: ChildStdin,
        gate: &Gate,
        stale: &dyn Fn() -> bool,
        tell: &mut dyn FnMut(Indexing),
    ) {
        gate.connect(turn, input);
        let is_whole = loop {
            match wire::read_news(&mut self.output) {
                Ok(Some(news)) => tell(news),
                Ok(None) => break true,
                Err(_) => break false,
            }
        };
        gate.disconnect();
        let status = if is_whole { self.child.wait().ok() } else { None };
        if stale() || status.is_some_and(|status| status.success()) {
            return;
        }
        // What it has written is looked at by the next, which goes on with it when something changes.
        let trouble = match status.and_then(|status| status.signal()) {
            Some(_) => "indexing was ended from outside",
            None => "the documents could not be indexed: internal error",
        };
        tell(Indexing { trouble: Some(Clean::line(trouble)), ..Indexing::default() });
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already; either way there must not be a zombie.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! Waiting for descriptors, and the pipe by which another thread ends such a wait.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, Timespec};
use rustix::io::Errno;
use rustix::pipe::PipeFlags;

/// Waits until one of the descriptors has something to say, or the time is over. `None` waits for ever.
pub(super) fn wait(descriptors: &mut [PollFd<'_>], limit: Option<Duration>) -> Result<usize, Errno> {
    let limit = limit.map(|limit| Timespec {
        tv_sec: i64::try_from(limit.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: limit.subsec_nanos().into(),
    });
    rustix::event::poll(descriptors, limit.as_ref())
}

/// A pair of ends: what is rung at one ends the wait at the other.
pub(super) fn bell() -> io::Result<(Bell, Ear)> {
    let (read, write) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
    Ok((Bell { pipe: Arc::new(write) }, Ear { pipe: read }))
}

/// Wakes a waiting thread. A pipe, not a socket pair: the program opens no sockets at all.
#[derive(Debug, Clone)]
pub(super) struct Bell {
    pipe: Arc<OwnedFd>,
}

impl Bell {
    /// Wakes the waiting thread, now or at its next wait.
    pub(super) fn ring(&self) {
        // A full pipe is already as loud as can be.
        let _ = rustix::io::write(&self.pipe, b"!");
    }

    /// The end to write to, for signal handlers.
    pub(super) fn descriptor(&self) -> io::Result<OwnedFd> {
        self.pipe.try_clone()
    }
}

/// The waiting end.
#[derive(Debug)]
pub(super) struct Ear {
    pipe: OwnedFd,
}

impl Ear {
    /// What to wait on.
    pub(super) fn descriptor(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    /// Forgets the rings so far.
    pub(super) fn hush(&self) {
        let mut bytes = [0; 256];
        while rustix::io::read(&self.pipe, &mut bytes).is_ok_and(|count| count == bytes.len()) {}
    }
}

//! The program's side: one worker process, asked for one document at a time.
#![expect(clippy::disallowed_methods, reason = "starts the program itself as a worker, and gives it up after a time")]

use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio};

use super::{Answer, HELLO};

/// Bytes of the longest answer.
const LONGEST: usize = 64 * 1024 * 1024;

/// How long a worker may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// Until it says that it is one.
    pub(super) start: Duration,
    /// For one document.
    pub(super) document: Duration,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// The worker ended, or spoke nonsense.
    Died,
    /// It took too long.
    Late,
}

/// A worker that runs. It is ended when this is dropped.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    patience: Patience,
    /// Documents it was asked for.
    pub(super) served: u32,
    /// Time it took for them.
    pub(super) spent: Duration,
}

impl Process {
    /// Starts a worker and waits until it says that it is one.
    pub(super) fn start(mut command: Command, patience: Patience) -> io::Result<Self> {
        command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // Keys that stop or end the program are not for the worker: it goes when its input ends.
        command.process_group(0);
        let mut child = super::start(&mut command)?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("no pipes"));
        };
        let mut process = Self { child, input, output, patience, served: 0, spent: Duration::ZERO };
        ioctl_fionbio(&process.input, true)?;
        ioctl_fionbio(&process.output, true)?;
        let deadline = Instant::now() + patience.start;
        let mut hello = Vec::new();
        process
            .exchange(&[], &mut hello, HELLO.len(), deadline)
            .map_err(|lost| io::Error::other(format!("{lost:?}")))?;
        if hello == HELLO { Ok(process) } else { Err(io::Error::other("not a worker")) }
    }

    /// Has a text read.
    pub(super) fn ask(&mut self, text: &str) -> Result<(Answer, Vec<u8>), Lost> {
        let started = Instant::now();
        let deadline = started + self.patience.document;
        self.served += 1;
        let length = u32::try_from(text.len()).map_err(|_| Lost::Died)?;
        let mut request = Vec::with_capacity(text.len() + 4);
        request.extend(length.to_le_bytes());
        request.extend(text.as_bytes());
        let mut answer = Vec::new();
        self.exchange(&request, &mut answer, 4, deadline)?;
        let length = answer.as_slice().try_into().map(u32::from_le_bytes).map_err(|_| Lost::Died)?;
        let length = usize::try_from(length).ok().filter(|length| (1..=LONGEST).contains(length)).ok_or(Lost::Died)?;
        answer.clear();
        self.exchange(&[], &mut answer, length, deadline)?;
        self.spent += started.elapsed();
        let kind = answer.first().and_then(|kind| Answer::from_byte(*kind)).ok_or(Lost::Died)?;
        answer.remove(0);
        Ok((kind, answer))
    }

    /// Writes all of one and reads `wanted` bytes of the other, whichever is possible first, so that neither side waits for
    /// the other for ever.
    fn exchange(
        &mut self,
        mut request: &[u8],
        answer: &mut Vec<u8>,
        wanted: usize,
        deadline: Instant,
    ) -> Result<(), Lost> {
        let mut piece = vec![0; 64 * 1024];
        while !request.is_empty() || answer.len() < wanted {
            let left = deadline.saturating_duration_since(Instant::now());
            let ready = {
                let mut ends = vec![PollFd::new(&self.output, PollFlags::IN)];
                if !request.is_empty() {
                    ends.push(PollFd::new(&self.input, PollFlags::OUT));
                }
                let limit = Timespec::try_from(left).map_err(|_| Lost::Late)?;
                match poll(&mut ends, Some(&limit)) {
                    // What is there counts, even when the program itself was stopped meanwhile.
                    Ok(0) => return Err(Lost::Late),
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(_) => return Err(Lost::Died),
                }
                ends.iter().map(|end| !end.revents().is_empty()).collect::<Vec<_>>()
            };
            if ready.get(1) == Some(&true) {
                match self.input.write(request) {
                    Ok(written) => request = request.get(written..).unwrap_or_default(),
                    Err(error) if is_passing(&error) => {}
                    Err(_) => return Err(Lost::Died),
                }
            }
            if ready.first() == Some(&true) {
                let most = piece.len().min(wanted.saturating_sub(answer.len()));
                let room = piece.get_mut(..most).unwrap_or_default();
                match self.output.read(room) {
                    // It ended, or answered before it was asked.
                    Ok(0) => return Err(Lost::Died),
                    Ok(read) => answer.extend(room.iter().take(read)),
                    Err(error) if is_passing(&error) => {}
                    Err(_) => return Err(Lost::Died),
                }
            }
        }
        Ok(())
    }
}

fn is_passing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already; either way there must not be a zombie.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENT: Patience = Patience { start: Duration::from_secs(20), document: Duration::from_secs(20) };

    /// A worker that is none: what it does once it has said that it is one.
    fn impostor(then: &str, patience: Patience) -> Process {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", &format!("printf 'briefing worker 1\\n'; {then}")]);
        Process::start(command, patience).unwrap()
    }

    #[test]
    fn what_is_no_worker_is_not_taken_for_one() {
        for program in ["/bin/true", "/bin/echo", "/nonexistent"] {
            let mut command = Command::new(program);
            command.args(["--worker", "and some more words, so that there is enough to read"]);
            assert!(Process::start(command, PATIENT).is_err(), "{program}");
        }
    }

    #[test]
    fn a_worker_that_ends_is_lost() {
        assert_eq!(impostor("exit 0", PATIENT).ask("text"), Err(Lost::Died));
        assert_eq!(impostor("read -r line; kill -9 $$", PATIENT).ask("text\n"), Err(Lost::Died));
        assert_eq!(impostor("exit 0", PATIENT).ask(&"text".repeat(1_000_000)), Err(Lost::Died));
    }

    #[test]
    fn a_worker_that_speaks_nonsense_is_lost() {
        assert_eq!(impostor("printf '\\377\\377\\377\\377'; cat >&2", PATIENT).ask("text"), Err(Lost::Died));
        assert_eq!(impostor("printf '\\001\\000\\000\\000\\011'; cat >&2", PATIENT).ask("text"), Err(Lost::Died));
    }

    #[test]
    fn a_worker_that_does_not_answer_is_given_up() {
        let patience = Patience { document: Duration::from_millis(20), ..PATIENT };
        assert_eq!(impostor("exec sleep 100", patience).ask("text"), Err(Lost::Late));
        assert_eq!(impostor("exec sleep 100", patience).ask(&"text".repeat(1_000_000)), Err(Lost::Late));
    }
}

//! The main loop: wait, take everything that is there, apply it all, draw once.
//!
//! The main thread alone reads the terminal; a reading thread would steal keys from the user's editor. It sleeps until
//! there is a key, a report of another thread, or a timer that the core asked for: when nothing happens, nothing runs.

#![expect(clippy::disallowed_methods, reason = "this is the program's clock")]

use std::collections::VecDeque;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;
use rustix::process::{self, Signal};
use signal_hook::consts::SIGHUP;

use super::ending::Ending;
use super::environment::Environment;
use super::input::Decoder;
use super::jobs::Jobs;
use super::pace::Pace;
use super::report::{Inbox, Outbox, Report, Slot};
use super::screen::Screen;
use super::timers::Timers;
use super::{clipboard, external, poll};
use crate::app::{self, Effect, Msg, State, Timer};
use crate::document::{Clean, DocId};
use crate::library::{Marks, SaveState, Stamped};
use crate::search::{Query, Today};
use crate::settings::Settings;
use crate::store::{self, Stopper};
use crate::ui::Painter;

/// Bytes taken from the terminal before what they mean is applied: a flood of input must not keep the screen still.
const MOUTHFUL: usize = 64 * 1024;
/// Reports taken before they are drawn.
const HANDFUL: usize = 1024;
/// Of them, steps of a scan: each may be a thousand rows, and keys must not wait for more than a few.
const STEPS: usize = 2;

/// Everything the loop works with.
pub(super) struct Session {
    pub(super) state: State,
    pub(super) painter: Painter,
    pub(super) screen: Screen,
    pub(super) decoder: Decoder,
    pub(super) jobs: Jobs,
    pub(super) timers: Timers,
    pub(super) pace: Pace,
    pub(super) inbox: Inbox,
    pub(super) outbox: Outbox,
    pub(super) ending: Ending,
    pub(super) settings: Settings,
    pub(super) environment: Environment,
    /// The state directory, where notes lie while they are edited.
    pub(super) folder: PathBuf,
    /// Changes that are not on disk yet, with their numbers.
    pub(super) unsaved: VecDeque<(u64, Stamped)>,
    /// Ends the watch for other sessions' marks when it is dropped.
    pub(super) watch: Option<Stopper>,
    /// When something was last read from the terminal.
    pub(super) heard: Instant,
    /// More reports wait than were taken at once.
    pub(super) is_behind: bool,
    /// The core asked to quit.
    pub(super) is_over: bool,
}

/// What ended a wait.
struct Heard {
    /// There is something to read from the terminal.
    keys: bool,
}

impl Session {
    /// Runs until the core asks to quit.
    pub(super) fn run(&mut self, first: Vec<Effect>) -> io::Result<()> {
        // The screen first: nothing that is looked for may keep it waiting.
        self.draw()?;
        self.ending.saver.begin()?;
        // Without it another session's marks appear at the next start only.
        self.watch = self.ending.saver.watch(&self.folder).ok();
        self.perform(first)?;
        while !self.is_over {
            self.draw()?;
            let heard = self.wait()?;
            if heard.keys {
                self.read()?;
            }
            self.take_reports()?;
            for timer in self.timers.take_due(Instant::now()) {
                self.apply(Msg::Woke(timer))?;
                self.pace.pressed();
            }
        }
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        let now = Instant::now();
        if self.pace.due(now).is_some_and(|due| due <= now) {
            let (painter, state) = (&self.painter, &self.state);
            self.screen.draw(&self.ending.terminal, |buffer| painter.draw(state, buffer))?;
            self.pace.drawn(now);
        }
        Ok(())
    }

    /// Sleeps until there is something to do.
    fn wait(&mut self) -> io::Result<Heard> {
        let now = Instant::now();
        let torn = self.decoder.patience().map(|patience| self.heard + patience);
        let behind = self.is_behind.then_some(now);
        let due = [torn, behind, self.timers.first(), self.pace.due(now)];
        let limit = due.into_iter().flatten().min().map(|due| due.saturating_duration_since(now));
        // What is typed while the shell has the terminal is the shell's.
        let wanted = if self.ending.terminal.is_away() { PollFlags::empty() } else { PollFlags::IN };
        let mut descriptors =
            [PollFd::from_borrowed_fd(self.inbox.ear.descriptor(), PollFlags::IN), self.ending.watch(wanted)];
        match poll::wait(&mut descriptors, limit) {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(Heard { keys: false }),
            Err(error) => return Err(error.into()),
        }
        let [reports, terminal] = &descriptors;
        let (rung, seen) = (reports.revents(), terminal.revents());
        if !rung.is_empty() {
            self.inbox.ear.hush();
        }
        if seen.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Err(ErrorKind::BrokenPipe.into());
        }
        let keys = seen.contains(PollFlags::IN);
        if !keys && torn.is_some_and(|torn| torn <= Instant::now()) {
            let mut msgs = Vec::new();
            self.decoder.give_up(&mut msgs);
            self.press(msgs)?;
        }
        Ok(Heard { keys })
    }

    /// Reads everything that was typed, and applies it.
    fn read(&mut self) -> io::Result<()> {
        let mut bytes = [0; 4096];
        let mut msgs = Vec::new();
        let mut taken = 0;
        self.heard = Instant::now();
        while taken < MOUTHFUL {
            match self.ending.terminal.read(&mut bytes) {
                Ok(0) => return Err(ErrorKind::BrokenPipe.into()),
                Ok(count) => {
                    taken += count;
                    self.decoder.feed(bytes.get(..count).unwrap_or_default(), &mut msgs);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error),
            }
            let mut more = [self.ending.watch(PollFlags::IN)];
            if !matches!(poll::wait(&mut more, Some(Duration::ZERO)), Ok(1..)) {
                break;
            }
        }
        self.press(msgs)
    }

    fn press(&mut self, msgs: Vec<Msg>) -> io::Result<()> {
        for msg in msgs {
            self.pace.pressed();
            self.jobs.pressed();
            self.apply(msg)?;
            if self.is_over {
                break;
            }
        }
        Ok(())
    }

    fn take_reports(&mut self) -> io::Result<()> {
        let mut resized = false;
        let (mut taken, mut steps) = (0, 0);
        while taken < HANDFUL
            && steps < STEPS
            && let Some(report) = self.inbox.next()
        {
            taken += 1;
            self.pace.changed();
            match report {
                Report::Job { slot, generation, msg } => {
                    steps += usize::from(matches!(msg, Msg::Scanned(_)));
                    if self.jobs.is_wanted(slot, generation) {
                        self.pace.answered(slot);
                        self.apply(msg)?;
                    }
                }
                Report::Saved { upto, state } => {
                    self.unsaved.retain(|(number, _)| *number > upto);
                    self.apply(Msg::Saved(state))?;
                }
                Report::Marks(marks) => self.merge(marks)?,
                Report::Notice(msg) => self.apply(msg)?,
                Report::Resized => resized = true,
                Report::Continued => self.take_terminal()?,
                Report::Ending => self.hand_over(),
            }
        }
        self.is_behind = taken == HANDFUL || steps == STEPS;
        if resized { self.resize() } else { Ok(()) }
    }

    fn apply(&mut self, msg: Msg) -> io::Result<()> {
        let is_scanned = matches!(&msg, Msg::Scanned(batch) if batch.done);
        let was_searching = self.state.is_searching_everything();
        let effects = app::update(&mut self.state, msg);
        if !was_searching && self.state.is_searching_everything() {
            self.jobs.warm(self.state.library.clone())?;
        }
        self.perform(effects)?;
        if is_scanned { self.jobs.index(self.state.library.clone()) } else { Ok(()) }
    }

    /// The marks on disk do not yet have what this session has changed since.
    fn merge(&mut self, mut marks: Marks) -> io::Result<()> {
        self.unsaved.iter().for_each(|(_, change)| marks.apply(change));
        self.apply(Msg::Marks(marks))
    }

    fn resize(&mut self) -> io::Result<()> {
        let size = self.ending.terminal.size();
        // The same size again is how multiplexers ask for a repaint.
        self.screen.resize(size);
        self.pace.resized();
        self.apply(Msg::Resize(size))
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Scan => self.jobs.scan()?,
                Effect::Load(entry, origin) => {
                    self.jobs.load(entry, origin)?;
                    self.pace.asked(Slot::Load, Instant::now());
                }
                Effect::Analyse(entry, loaded) => {
                    self.jobs.analyse(entry, loaded)?;
                    self.pace.asked(Slot::Analyse, Instant::now());
                }
                Effect::Find { entry, loaded, query, tongue } => self.jobs.find(entry, loaded, query, tongue)?,
                Effect::Rank(asker, ask) => {
                    self.jobs.rank(asker, ask)?;
                    self.pace.asked(asker.into(), Instant::now());
                }
                Effect::Search(request) => self.jobs.search(request)?,
                Effect::StopSearch => self.jobs.stop_search(),
                Effect::Snippets { text, is_typing, corrections, entries } => {
                    let query = Query::read(&text, Today::at(super::now()), is_typing);
                    self.jobs.snippets(&query, corrections.as_ref(), &text, &entries)?;
                }
                Effect::PauseIndexing(is_paused) => self.jobs.pause_indexing(is_paused),
                Effect::Save(changes) => self.save(changes),
                Effect::Edit(doc, note) => self.edit(doc, &note)?,
                Effect::Page(text) => self.page(&text)?,
                Effect::Copy(text) => {
                    let (way, is_tmux) = (self.settings.clipboard, self.environment.is_tmux);
                    clipboard::copy(&text, way, is_tmux, &self.ending.terminal, &self.outbox)?;
                }
                Effect::Wake { timer, after } => {
                    self.timers.set(timer, Instant::now(), Duration::from_millis(after.into()));
                }
                Effect::Suspend => self.suspend()?,
                Effect::Redraw => self.repaint(),
                Effect::Quit => self.is_over = true,
            }
        }
        Ok(())
    }

    fn save(&mut self, changes: Vec<Stamped>) {
        let first = self.ending.saver.save(changes.clone()) + 1 - changes.len() as u64;
        self.unsaved.extend((first..).zip(changes));
    }

    fn repaint(&mut self) {
        self.screen.forget();
        self.pace.changed();
    }

    /// Stops until the shell continues the program; the thread that answers signals does it, and tells when it is over.
    /// Where no shell could continue it, the system does not stop it.
    fn suspend(&self) -> io::Result<()> {
        self.ending.terminal.leave();
        // The whole group, as the terminal itself does on Ctrl-Z: a pipeline or a wrapper script stops with us.
        store::between_starts(|| process::kill_current_process_group(Signal::TSTP)).map_err(Into::into)
    }

    /// Takes the terminal after something else had it.
    fn take_terminal(&mut self) -> io::Result<()> {
        self.ending.terminal.enter()?;
        self.resize()?;
        self.repaint();
        self.pace.pressed();
        self.apply(Msg::Resumed)
    }

    /// Gives the terminal to another program and takes it back.
    fn lend<T>(&mut self, run: impl FnOnce(&Self) -> T) -> io::Result<T> {
        self.ending.is_lent.store(true, Ordering::Release);
        self.ending.terminal.leave();
        let result = run(self);
        self.ending.forget_interrupts();
        self.ending.is_lent.store(false, Ordering::Release);
        self.take_terminal()?;
        Ok(result)
    }

    fn edit(&mut self, doc: DocId, note: &str) -> io::Result<()> {
        let edited = self.lend(|session| {
            let terminal = session.ending.terminal.lend()?;
            external::edit(session.environment.editor.as_deref(), note, &session.folder, terminal)
        })?;
        let text = edited.unwrap_or_else(|error| {
            self.tell(&format!("the editor could not be used: {error}"));
            None
        });
        self.apply(Msg::Edited(doc, text))
    }

    fn page(&mut self, text: &str) -> io::Result<()> {
        let text = Clean::text(text);
        let shown = self.lend(|session| external::page(session.environment.pager.as_deref(), &text))?;
        if let Err(error) = shown {
            self.tell(&format!("the pager could not be used: {error}"));
        }
        Ok(())
    }

    fn tell(&self, text: &str) {
        self.outbox.send(Report::Notice(Msg::Notice(Clean::line(text))));
    }

    /// The place in the text waits for a timer before it is saved; when the program ends it is saved now.
    fn settle(&mut self) {
        if self.timers.take(Timer::Position) {
            for effect in app::update(&mut self.state, Msg::Woke(Timer::Position)) {
                if let Effect::Save(changes) = effect {
                    self.save(changes);
                }
            }
        }
    }

    /// Another thread is ending the program.
    fn hand_over(&mut self) {
        self.settle();
        self.ending.hand_over();
        loop {
            std::thread::park();
        }
    }

    /// Writes what is left to write.
    pub(super) fn finish(&mut self, limit: Duration) -> SaveState {
        self.settle();
        let state = self.ending.saver.flush(limit);
        self.jobs.keep();
        state
    }

    /// The records that could not be written.
    pub(super) fn unwritten(&self) -> Vec<String> {
        self.ending.saver.unwritten()
    }

    /// The terminal is gone.
    pub(super) fn vanish(&mut self) -> ! {
        self.settle();
        self.ending.last_steps(SIGHUP)
    }

    /// What the session needs to keep while it runs, for the panic that nobody foresaw.
    pub(super) fn shared(&self) -> Arc<super::terminal::Terminal> {
        Arc::clone(&self.ending.terminal)
    }
}

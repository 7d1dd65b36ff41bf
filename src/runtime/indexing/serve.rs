//! The side of the process that sweeps: it does what it is told on standard input, and ends when that does.

use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::process::{Resource, Rlimit, Signal, setrlimit};
use signal_hook::consts::{SIGINT, SIGQUIT};
use signal_hook::low_level::exit;

use super::gate::Gate;
use super::sweeping::{Task, sweep};
use super::wire::{self, HELLO, Word};
use crate::store::{self, Place};

/// Sweeps as it is told. Whether all went well.
pub(crate) fn serve() -> bool {
    let output = io::stdout();
    // Only the program starts sweepers, and it gives them pipes.
    !output.is_terminal() && catch_unwind(AssertUnwindSafe(|| run(output.lock()).is_ok())).unwrap_or(false)
}

fn run(mut output: impl Write) -> io::Result<()> {
    // The message of a panic may hold a part of a document.
    std::panic::set_hook(Box::new(|_| {}));
    bind()?;
    store::give_way();
    output.write_all(HELLO)?;
    output.flush()?;
    let mut input = BufReader::new(io::stdin());
    let (library, present, wanted) = wire::read_order(&mut input)?;
    let gate = Gate::new();
    let is_over = Arc::new(AtomicBool::new(false));
    let ear = (gate.clone(), Arc::clone(&is_over));
    thread::Builder::new().name("listen".to_owned()).spawn(move || listen(input, &ear.0, &ear.1))?;
    let stale = || is_over.load(Ordering::Relaxed);
    let place = Place::of(&library);
    sweep(&Task { place: &place, wanted: &wanted, present }, &gate, &stale, &mut |news| {
        // Nobody is there any more to sweep for.
        if wire::write_news(&mut output, &news).is_err() {
            exit(1);
        }
    });
    Ok(())
}

/// Obeys until there is nobody any more who could say something: then this ends at once, whatever is being done. What was
/// committed stays, and the next writer makes sure of it.
fn listen(input: impl BufRead, gate: &Gate, is_over: &AtomicBool) {
    for byte in input.bytes() {
        let Ok(byte) = byte else { break };
        match Word::of(byte) {
            Some(Word::Key) => gate.pressed(),
            Some(Word::Pause) => gate.pause(true),
            Some(Word::GoOn) => gate.pause(false),
            Some(Word::End) => {
                is_over.store(true, Ordering::Relaxed);
                gate.open();
            }
            None => break,
        }
    }
    exit(1)
}

/// Leaves nothing behind: no image of the memory, and not itself when the program ends, however that ends. What is typed
/// at a terminal is not meant for it.
fn bind() -> io::Result<()> {
    // A file that may not grow any more is told by the write that fails.
    for signal in [SIGINT, SIGQUIT, Signal::XFSZ.as_raw()] {
        signal_hook::flag::register(signal, Arc::default())?;
    }
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior, set_parent_process_death_signal};
        set_parent_process_death_signal(Some(Signal::KILL))?;
        set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    }
    Ok(())
}

//! `briefing state`: looks after the files in which marks are kept.

use std::io;

use super::Ended;
use super::args::StateAction;
use super::output::{Output, report};
use super::session::Session;
use crate::error::{Error, Exit};
use crate::store::{Check, Journal, SegmentCheck};

/// Checks, prints or repairs the state directory.
pub(super) fn run(session: &Session, action: StateAction, out: &mut Output) -> Result<Exit, Ended> {
    let dir = &session.paths.state;
    match action {
        StateAction::Check => {
            let check = Journal::check(dir)?;
            told(&check, out)?;
            Ok(if check.is_clean() { Exit::Found } else { Exit::Error })
        }
        StateAction::Dump => {
            let records = Journal::dump(dir)?;
            records.iter().try_for_each(|record| out.line(record))?;
            Ok(if records.is_empty() { Exit::Nothing } else { Exit::Found })
        }
        StateAction::Repair => {
            let repair = Journal::repair(dir)?;
            for (name, kept, aside) in &repair.repaired {
                out.line(&format!("{name}: {} kept, {} put aside", counted(*kept, "record"), counted(*aside, "line")))?;
            }
            for name in &repair.aside {
                out.line(&format!("put aside in \"{name}\""))?;
            }
            if repair.repaired.is_empty() && repair.left_alone.is_empty() {
                out.line("nothing to repair")?;
            }
            for name in &repair.left_alone {
                report(
                    &Error::new(format!("cannot repair \"{name}\": it is in use or cannot be read"))
                        .hint("close the other sessions and try again"),
                );
            }
            Ok(if repair.left_alone.is_empty() { Exit::Found } else { Exit::Error })
        }
    }
}

/// One row a file, damage below it, and the sum.
fn told(check: &Check, out: &mut Output) -> io::Result<()> {
    for segment in &check.segments {
        let in_use = if segment.is_in_use { "in use" } else { "-" };
        let cells = [&*segment.name, &counted(segment.records, "record"), &format!("{} bytes", segment.bytes), in_use];
        out.row(cells)?;
        faults(segment, out)?;
    }
    for stray in &check.strays {
        out.row([&**stray, "left behind by a crash, removed after a day"])?;
    }
    let records: usize = check.segments.iter().map(|segment| segment.records).sum();
    let files = counted(check.segments.len(), "file");
    let damaged: usize = check.segments.iter().map(|segment| segment.damaged.len()).sum();
    out.line(&format!("{} in {files}, {}", counted(records, "record"), damage(damaged)))
}

fn faults(segment: &SegmentCheck, out: &mut Output) -> io::Result<()> {
    if let Some(why) = &segment.unreadable {
        out.line(&format!("  cannot be read: {why}"))?;
    }
    for (line, why) in &segment.damaged {
        out.line(&format!("  line {line}: {why}"))?;
    }
    if segment.is_unfinished {
        out.line("  the last line was cut off; it was never reported as saved")?;
    }
    if segment.unknown > 0 {
        out.line(&format!("  {} of newer versions, kept", counted(segment.unknown, "record")))?;
    }
    Ok(())
}

fn damage(lines: usize) -> String {
    if lines == 0 { "no damage".to_owned() } else { format!("{} damaged", counted(lines, "line")) }
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

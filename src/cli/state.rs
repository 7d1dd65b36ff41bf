//! `briefing state`: looks after the files in which marks are kept.

use super::Ended;
use super::args::StateAction;
use super::output::Output;
use super::session::Session;
use crate::error::{Error, Exit};

/// Checks, prints or repairs the state directory.
pub(super) fn run(_session: &Session, _action: StateAction, _out: &mut Output) -> Result<Exit, Ended> {
    Err(Error::new("not wired").into())
}

//! Pure state, messages and effects: what the program does with a key, a result or a resize.
//!
//! No disk, terminal, thread or clock: those are effects, carried out by `runtime`.

mod action;
mod chord;
mod keymap;
mod message;
mod state;
mod wrap;

pub(crate) use keymap::keymap_table;
pub(crate) use message::{Chord, Effect, Key, Msg, Size, Timer};
pub(crate) use state::{Start, State, update};

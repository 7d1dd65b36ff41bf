//! Tests of the whole index.

mod agreement;
mod correcting;
mod searching;
mod sweeping;
mod updating;

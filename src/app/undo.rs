//! What takes the user's changes back.

use crate::library::Stamped;

/// How many steps can be undone.
const STEPS: usize = 200;

/// What takes the last changes back, newest last.
#[derive(Debug, Default)]
pub(super) struct Undo {
    steps: Vec<Step>,
}

/// One change of the user's, however many documents it touched.
#[derive(Debug)]
pub(super) struct Step {
    /// What it was, for the status line.
    pub(super) label: String,
    /// What takes it back.
    pub(super) inverse: Vec<Stamped>,
}

impl Undo {
    /// Remembers a change; the oldest is forgotten.
    pub(super) fn push(&mut self, step: Step) {
        self.steps.push(step);
        if self.steps.len() > STEPS {
            self.steps.remove(0);
        }
    }

    /// The last change, which is to be taken back now.
    pub(super) fn pop(&mut self) -> Option<Step> {
        self.steps.pop()
    }
}

//! Where a run stops before its budget is used up.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Machine;

/// Statements before which a run stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breakpoints {
    /// Those that begin on one of these lines of the user's files.
    Lines(Rc<BTreeSet<u32>>),
    /// Every statement of the user's files.
    Everywhere,
}

impl Default for Breakpoints {
    fn default() -> Breakpoints {
        Breakpoints::Lines(Rc::default())
    }
}

impl Machine {
    /// Sets these breakpoints, and no others. A run stops when such a statement begins, just as if its budget had come
    /// to its end there, so they change nothing about what happens.
    pub fn set_breakpoints(&mut self, breakpoints: &Breakpoints) {
        self.breakpoints = match breakpoints {
            Breakpoints::Lines(lines) if lines.is_empty() => Rc::default(),
            Breakpoints::Lines(lines) => {
                self.program.lines.iter().map(|info| lines.contains(&info.line)).collect()
            }
            Breakpoints::Everywhere => self.program.lines.iter().map(|_| true).collect(),
        };
    }

    /// The line whose breakpoint ended the last call of [`Machine::run`].
    pub fn at_breakpoint(&self) -> Option<u32> {
        self.at_breakpoint
    }
}

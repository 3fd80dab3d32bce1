//! What a step is: one more of something small, or everything up to the next thing worth a look.

use super::Runnable;

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The next instruction of whichever goroutine.
    Instruction,
    /// The next statement of the listing, in whichever goroutine.
    Statement,
    /// The next statement on another line.
    Line,
    /// The next record of the trace.
    Event,
    /// The next failed request, or the end of a program by a panic.
    Failure,
    /// The next wait: for a connection or, in a program alone, of any goroutine.
    Wait,
    /// The next end of a cycle of the garbage collector.
    Collection,
    /// The next leak: of a connection or a goroutine.
    Leak,
    /// The next breakpoint.
    Breakpoint,
}

impl Unit {
    /// All of them; those which are [far](Unit::is_far) come last.
    pub const ALL: [Unit; 9] = [
        Unit::Instruction,
        Unit::Statement,
        Unit::Line,
        Unit::Event,
        Unit::Failure,
        Unit::Wait,
        Unit::Collection,
        Unit::Leak,
        Unit::Breakpoint,
    ];

    /// Whether the next one may be far away, or never come.
    pub fn is_far(self) -> bool {
        !matches!(self, Unit::Instruction | Unit::Statement | Unit::Line | Unit::Event)
    }

    /// How many of them have been. Nobody counts breakpoints: the machine stops at them.
    pub(super) fn count(self, state: &impl Runnable) -> u64 {
        match self {
            Unit::Instruction => state.steps(),
            Unit::Statement => state.statements(),
            Unit::Line => state.line_changes(),
            Unit::Event => state.events(),
            Unit::Failure => state.failures(),
            Unit::Wait => state.waits(),
            Unit::Collection => state.collections(),
            Unit::Leak => state.leaks(),
            Unit::Breakpoint => 0,
        }
    }
}

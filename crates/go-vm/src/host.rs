//! The only door of a machine to the outside: time is told to it, everything else it asks for here.

pub use crate::border::Border;
use crate::machine::Collected;

/// Virtual time in nanoseconds since the start of the run.
pub type Time = u64;

/// A goroutine of one machine. Numbers are never used twice within a machine; the main goroutine is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GoId(pub u64);

/// A native function that the machine itself does not implement, as numbered by [`Host::resolve`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostFn(pub u32);

/// Where a host call comes from.
#[derive(Clone, Debug)]
pub struct CallSite {
    /// Virtual time of the call.
    pub now: Time,
    /// The calling goroutine.
    pub goroutine: GoId,
    /// Line (from 1) of the innermost frame that belongs to the user's program, 0 if there is none.
    pub line: u32,
}

/// What a host answers.
#[derive(Clone, Debug, PartialEq)]
pub enum HostResult {
    /// The results have been put; the call took no virtual time besides its own cost.
    Return,
    /// The same; and this goroutine, which waits for the host and has nothing left to do, ends where it stands: it does not
    /// run again, not even what it has deferred. The main goroutine does not end so: it waits on.
    End(GoId),
    /// The goroutine waits; the host will call `Machine::complete` with the results later.
    /// The text is the wait reason that a goroutine dump shows, such as `IO wait`.
    Block(&'static str),
    /// The call cannot be served; the machine stops with this message as a limit of ours.
    Unsupported(String),
}

/// What random numbers are for. Every purpose draws from a stream of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RandomPurpose {
    /// The order in which `select` looks at its cases.
    Select,
    /// Where a `range` over a map begins, and every other place where map order shows.
    MapOrder,
    /// Which P a thief looks at first.
    Steal,
    /// `math/rand` and `math/rand/v2`.
    Rand,
    /// Which allocations the heap profile samples: asked once, when a process starts.
    HeapProfile,
}

/// A standard stream of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// The outside of a machine.
pub trait Host {
    /// The number of the native function `name` (`import/path.function`), if this host has it.
    /// Asked once per name when a program is loaded.
    fn resolve(&mut self, name: &str) -> Option<HostFn>;

    /// A goroutine calls a host function, with arguments and room for the results.
    fn call(&mut self, site: CallSite, func: HostFn, border: &mut Border) -> HostResult;

    /// Whether `func` asks for the line of its call site, which takes a search; else it may be 0.
    fn wants_line(&self, _func: HostFn) -> bool {
        true
    }

    /// The process writes to a standard stream.
    fn write(&mut self, now: Time, stream: Stream, bytes: &[u8]);

    /// A cycle of the process's garbage collector has ended.
    fn collected(&mut self, _cycle: &Collected) {}

    /// The process reads at most `most` bytes of standard input; none are its end.
    fn read(&mut self, _now: Time, _most: usize) -> Vec<u8> {
        Vec::new()
    }

    /// Goroutines of the process that are to be watched from now on; asked after each call, if somebody watches.
    fn take_watched(&mut self) -> Vec<GoId> {
        Vec::new()
    }

    /// 64 random bits for `purpose`.
    fn random(&mut self, purpose: RandomPurpose) -> u64;

    /// The earliest time at which something outside may touch this machine again.
    /// A host call can bring it nearer; the machine asks after each call and does not run past it.
    fn horizon(&self) -> Time;
}

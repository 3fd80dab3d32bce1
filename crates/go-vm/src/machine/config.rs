//! How a process is set up, and why it stops.

use std::fmt;

use crate::costs::Costs;

/// Settings of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Number of Ps (GOMAXPROCS), at least 1.
    pub procs: u32,
    /// GOGC in percent, none for off.
    pub gogc: Option<u32>,
    /// GOMEMLIMIT in bytes, the largest number for none.
    pub memory_limit: u64,
    /// Whether a line is printed for each cycle (`GODEBUG=gctrace=1`).
    pub gctrace: bool,
    /// Virtual costs.
    pub costs: Costs,
    /// Bounds on what a program may take.
    pub limits: Limits,
    /// How far, in ps, instructions that nobody else can see may run past the horizon.
    pub quantum: u64,
    /// Our own memory is traced when it has grown by so many real bytes, or by as many as are alive, although Go would not yet
    /// collect: what a request leaves behind is then used again while a processor's cache still has it. It does not show in
    /// what a program does, but for the addresses that it prints. Less would be traced in vain, as what is under way is
    /// looked at each time.
    pub real_growth: u64,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            procs: 1,
            gogc: Some(100),
            memory_limit: u64::MAX,
            gctrace: false,
            costs: Costs::default(),
            limits: Limits::default(),
            quantum: 1_000_000,
            real_growth: 256 << 10,
        }
    }
}

/// Bounds of ours, where Go would take all of the computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Real memory of the heap, in bytes.
    pub heap_bytes: u64,
    /// Goroutines alive at a time.
    pub goroutines: usize,
    /// Instructions in all.
    pub steps: u64,
    /// Slots (16 bytes) of one goroutine's stack; beyond it the program dies of a stack overflow in Go's words.
    pub stack_slots: u32,
    /// File descriptors open at a time; the next one is refused with "too many open files".
    pub files: u32,
    /// Bytes written to standard output and standard error together.
    pub output_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            heap_bytes: 1 << 30,
            goroutines: 200_000,
            steps: u64::MAX,
            stack_slots: 1 << 23,
            files: 1024,
            output_bytes: 64 << 20,
        }
    }
}

/// A bound that was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its name: `memory`, `goroutines`, `steps`, `output`, `host` …
    pub name: &'static str,
    /// What happened, in a sentence.
    pub message: String,
}

/// Why [`Machine::run`](super::Machine::run) has returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Everything up to the horizon has been done.
    Horizon,
    /// Everything up to the pause asked for has been done, though not all up to the horizon.
    Paused,
    /// Nothing will happen until the host completes a call or sends a signal.
    Idle,
    /// The budget is used up.
    Budget,
    /// The process has ended with this exit code.
    Exited {
        /// 0 normal, 2 panic or fatal error.
        code: i32,
    },
    /// A bound of ours has ended the process.
    Limit(Limit),
}

/// Why a program cannot be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// Native functions that neither the machine nor the host has.
    pub missing: Vec<String>,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "these functions have no body and no implementation: {}", self.missing.join(", "))
    }
}

impl std::error::Error for LoadError {}

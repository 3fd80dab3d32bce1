//! The trace: everything that happened, in order, as numbered fields.
//!
//! The trace is a stream. It is counted and hashed as it goes and kept only as far as a
//! [`Keep`] asks, so that its memory is bounded however long the run. Its hash is the
//! run's fingerprint: equal on every target for equal scenario, seed and model version.

use std::collections::VecDeque;
use std::fmt::Write;

use tidepool_go_vm::machine::Collected;
use tidepool_world::Record;
use xxhash_rust::xxh3::Xxh3Default;

use crate::describe::{Fields, describe};

/// What happens to records besides being counted and hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    Nothing,
    /// The last so many records stay readable.
    Last(usize),
}

/// One record of the trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Position in the trace, from 0.
    pub number: u64,
    /// Virtual time in nanoseconds.
    pub at_ns: u64,
    /// What happened.
    pub what: What,
}

/// What a record is about.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Something in the world: pools, servers, requests.
    World(Record),
    /// A process wrote to standard output (1) or standard error (2).
    Output {
        /// Which process.
        process: u32,
        /// File descriptor.
        fd: u8,
        /// What it wrote.
        bytes: Vec<u8>,
    },
    /// A cycle of a process's garbage collector has ended.
    Collected {
        /// Which process.
        process: u32,
        /// The cycle.
        cycle: Box<Collected>,
    },
    /// A process ended.
    Exit {
        /// Which process.
        process: u32,
        /// Exit code.
        code: i32,
    },
}

/// The trace of a run.
#[derive(Clone)]
pub struct Trace {
    keep: Keep,
    kept: VecDeque<Entry>,
    count: u64,
    hash: Xxh3Default,
    /// What is to be hashed, a good piece at a time.
    buffer: Vec<u8>,
}

/// So many bytes are hashed together.
const PIECE: usize = 4 << 10;

impl Trace {
    /// An empty trace.
    pub fn new(keep: Keep) -> Self {
        Trace { keep, kept: VecDeque::new(), count: 0, hash: Xxh3Default::new(), buffer: Vec::new() }
    }

    /// Adds a record of the world.
    pub fn push_world(&mut self, at_ns: u64, record: &Record) {
        self.buffer.extend_from_slice(&at_ns.to_le_bytes());
        describe(record, &mut Bytes(&mut self.buffer));
        self.keep(at_ns, || What::World(record.clone()));
    }

    /// Adds a record.
    pub fn push(&mut self, at_ns: u64, what: What) {
        self.buffer.extend_from_slice(&at_ns.to_le_bytes());
        encode(&what, &mut self.buffer);
        self.keep(at_ns, || what);
    }

    /// Counts and keeps what stands at the end of the buffer.
    fn keep(&mut self, at_ns: u64, what: impl FnOnce() -> What) {
        if self.buffer.len() >= PIECE {
            self.hash.update(&self.buffer);
            self.buffer.clear();
        }
        if let Keep::Last(n) = self.keep {
            if self.kept.len() == n {
                self.kept.pop_front();
            }
            self.kept.push_back(Entry { number: self.count, at_ns, what: what() });
        }
        self.count += 1;
    }

    /// How many records there were.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Hash of all records so far, as 16 hexadecimal digits.
    pub fn hash(&self) -> String {
        let mut hash = self.hash.clone();
        hash.update(&self.buffer);
        format!("{:016x}", hash.digest())
    }

    /// The records that were kept, oldest first.
    pub fn kept(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        self.kept.iter()
    }

    /// Takes the kept records out; counting and hashing go on.
    pub fn drain(&mut self) -> impl Iterator<Item = Entry> + '_ {
        self.kept.drain(..)
    }
}

impl std::fmt::Debug for Trace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Trace({} records, {})", self.count, self.hash())
    }
}

impl Entry {
    /// The record as one line: time in seconds, what, fields.
    pub fn line(&self) -> String {
        let seconds = self.at_ns / 1_000_000_000;
        let mut out = format!("{seconds}.{:09} ", self.at_ns % 1_000_000_000);
        match &self.what {
            What::World(record) => {
                describe(record, &mut Line(&mut out));
            }
            What::Output { process, fd, bytes } => {
                let _ = write!(out, "output process={process} fd={fd} {:?}", String::from_utf8_lossy(bytes));
            }
            What::Collected { process, cycle } => {
                let _ = write!(out, "gc.cycle process={process}");
                for (name, value) in described(cycle) {
                    let _ = write!(out, " {name}={value}");
                }
            }
            What::Exit { process, code } => {
                let _ = write!(out, "exit process={process} code={code}");
            }
        }
        out
    }
}

/// A record of the world as bytes to be hashed.
struct Bytes<'a>(&'a mut Vec<u8>);

impl Fields for Bytes<'_> {
    #[inline]
    fn name(&mut self, name: &'static str) {
        self.0.extend_from_slice(name.as_bytes());
        self.0.push(0);
    }

    #[inline]
    fn field(&mut self, _: &'static str, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }
}

/// A record of the world as text.
struct Line<'a>(&'a mut String);

impl Fields for Line<'_> {
    fn name(&mut self, name: &'static str) {
        self.0.push_str(name);
    }

    fn field(&mut self, name: &'static str, value: u64) {
        let _ = write!(self.0, " {name}={value}");
    }
}

/// A cycle as numbered fields.
fn described(cycle: &Collected) -> [(&'static str, u64); 9] {
    [
        ("number", cycle.number.into()),
        ("began_ns", cycle.began),
        ("stopped_ns", cycle.paused()),
        ("heap", cycle.heap.1),
        ("live", cycle.live),
        ("goal", cycle.goal),
        ("assist_ns", cycle.assist),
        ("background_ns", cycle.background),
        ("idle_ns", cycle.idle),
    ]
}

/// The bytes that are hashed. Names are part of them, so that two kinds of record never look alike.
fn encode(what: &What, out: &mut Vec<u8>) {
    match what {
        What::World(record) => {
            describe(record, &mut Bytes(out));
        }
        What::Output { process, fd, bytes } => {
            out.extend_from_slice(b"output\0");
            out.extend_from_slice(&process.to_le_bytes());
            out.push(*fd);
            out.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            out.extend_from_slice(bytes);
        }
        What::Collected { process, cycle } => {
            out.extend_from_slice(b"gc.cycle\0");
            out.extend_from_slice(&process.to_le_bytes());
            for (_, value) in described(cycle) {
                out.extend_from_slice(&value.to_le_bytes());
            }
        }
        What::Exit { process, code } => {
            out.extend_from_slice(b"exit\0");
            out.extend_from_slice(&process.to_le_bytes());
            out.extend_from_slice(&code.to_le_bytes());
        }
    }
}

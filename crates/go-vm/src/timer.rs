//! Timers: a heap ordered by time, then by the order in which they were set.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::goroutine::GIndex;
use crate::value::{Obj, Value};

/// A timer of package time, as an object of the heap.
#[derive(Clone, Copy, Debug)]
pub struct Timer {
    /// The channel it sends on, or the function it starts in a goroutine.
    pub target: Value,
    /// Next firing, virtual ns; none if stopped or fired.
    pub when: Option<u64>,
    /// Ticker period in ns, 0 for a timer.
    pub period: u64,
    /// Number of its present entry in the heap; 0 if it has none. The timer of a channel has one
    /// only while a goroutine waits on the channel, as since Go 1.23.
    pub seq: u64,
}

/// What a timer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimerKind {
    /// Wakes a sleeping goroutine if it still is in the wait with this ticket.
    Wake(GIndex, u64),
    /// Fires a timer object if its entry still is this one.
    Fire(Obj),
}

/// An entry of the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimerEntry {
    /// When, virtual ns.
    pub when: u64,
    /// Order of setting; unique.
    pub seq: u64,
    /// What it does.
    pub kind: TimerKind,
}

/// Pending timers. Stopped ones stay until they come up.
#[derive(Clone, Debug, Default)]
pub struct TimerHeap {
    heap: BinaryHeap<Reverse<TimerEntry>>,
    last_seq: u64,
}

impl TimerHeap {
    /// Adds an entry and gives its number.
    pub fn push(&mut self, when: u64, kind: TimerKind) -> u64 {
        self.last_seq += 1;
        self.heap.push(Reverse(TimerEntry { when, seq: self.last_seq, kind }));
        self.last_seq
    }

    /// The earliest entry.
    pub fn peek(&self) -> Option<TimerEntry> {
        self.heap.peek().map(|e| e.0)
    }

    /// Removes the earliest entry.
    pub fn pop(&mut self) -> Option<TimerEntry> {
        self.heap.pop().map(|e| e.0)
    }

    /// All entries in no useful order, for the collector.
    pub fn entries(&self) -> impl Iterator<Item = &TimerEntry> {
        self.heap.iter().map(|e| &e.0)
    }

    /// Drops the entries that no longer count.
    pub fn retain(&mut self, mut keep: impl FnMut(&TimerEntry) -> bool) {
        self.heap.retain(|e| keep(&e.0));
    }
}

//! Timers: heaps ordered by time, then by the order in which they were set.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::goroutine::GIndex;
use crate::value::{Obj, Value};

/// What a timer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimerKind {
    /// Wakes a sleeping goroutine if it still is in the wait with this ticket.
    Wake(GIndex, u64),
    /// Fires the timer of a channel if its entry still is the one with this sequence number.
    Chan(Obj),
    /// Starts a goroutine for the function timer with this number.
    Func(u64),
}

/// An entry of a heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimerEntry {
    /// When, virtual ns.
    pub when: u64,
    /// Order of setting.
    pub seq: u64,
    /// What it does.
    pub kind: TimerKind,
}

/// Timers of one P. Stopped ones stay until they come up.
#[derive(Clone, Debug, Default)]
pub struct TimerHeap {
    heap: BinaryHeap<Reverse<TimerEntry>>,
}

impl TimerHeap {
    /// Adds an entry.
    pub fn push(&mut self, entry: TimerEntry) {
        self.heap.push(Reverse(entry));
    }

    /// The earliest entry.
    pub fn peek(&self) -> Option<TimerEntry> {
        self.heap.peek().map(|e| e.0)
    }

    /// Removes the earliest entry.
    pub fn pop(&mut self) -> Option<TimerEntry> {
        self.heap.pop().map(|e| e.0)
    }

    /// Number of entries, stopped ones included.
    pub fn len(&self) -> usize {
        self.heap.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// Drops the entries that no longer count.
    pub fn retain(&mut self, mut keep: impl FnMut(&TimerEntry) -> bool) {
        self.heap.retain(|e| keep(&e.0));
    }
}

/// A timer of `time.AfterFunc`.
#[derive(Clone, Copy, Debug)]
pub struct FuncTimer {
    /// Sequence number of its entry.
    pub seq: u64,
    /// The function.
    pub func: Value,
}

/// Pending function timers by number.
pub type FuncTimers = BTreeMap<u64, FuncTimer>;

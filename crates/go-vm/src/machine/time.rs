//! Timers of a process: sleeping, timers of channels, `AfterFunc`.
//!
//! A `time.Time` is four slots: seconds since January 1 of year 1, nanoseconds, virtual time + 1,
//! and the location, nil for UTC. A run begins on January 1, 2026, 00:00 UTC.

use super::Machine;
use crate::chan::Waiter;
use crate::goroutine::{GIndex, WaitReason};
use crate::heap::Data;
use crate::host::Time;
use crate::timer::{Timer, TimerEntry, TimerKind};
use crate::value::{Obj, Value};

/// January 1, 2026, in seconds since January 1, 1970, and since January 1 of year 1.
const UNIX_EPOCH: i64 = 1_767_225_600;
const EPOCH: i64 = 62_135_596_800 + UNIX_EPOCH;

/// Virtual time `ns` in ns since January 1, 1970.
pub fn unix_time(ns: Time) -> u64 {
    UNIX_EPOCH as u64 * 1_000_000_000 + ns
}

/// The slots of the `time.Time` at virtual time `ns`.
pub fn time_value(ns: Time) -> [Value; 4] {
    let seconds = EPOCH + (ns / 1_000_000_000) as i64;
    [Value::Int(seconds), Value::Int((ns % 1_000_000_000) as i64), Value::Int(ns as i64 + 1), Value::Nil]
}

impl Machine {
    /// Parks a goroutine for `ns` nanoseconds.
    pub(crate) fn sleep(&mut self, p: usize, g: GIndex, ns: u64) {
        let when = self.now(p).saturating_add(ns);
        let ticket = self.park(p, g, WaitReason::of("sleep"));
        self.timers.push(when, TimerKind::Wake(g, ticket));
    }

    /// A new active timer for a channel or function.
    pub(crate) fn start_timer(&mut self, p: usize, target: Value, ns: u64, period: u64) -> Value {
        let when = self.now(p).saturating_add(ns);
        let timer = Timer { target, when: Some(when), period, seq: 0 };
        let obj = self.heap.alloc(Data::Timer(Box::new(timer)), 80);
        match target {
            Value::Chan(chan) => {
                if let Some(chan) = self.heap.chan_mut(chan) {
                    chan.timer = obj;
                }
            }
            _ => self.arm(obj),
        }
        Value::ptr(obj, 0)
    }

    /// Stops a timer; true if it was active or its value had not been received.
    pub(crate) fn stop_timer(&mut self, obj: Obj) -> bool {
        let Some(timer) = self.heap.timer_mut(obj) else {
            return false;
        };
        let active = timer.when.take().is_some();
        timer.seq = 0;
        let target = timer.target;
        let Value::Chan(chan) = target else {
            return active;
        };
        let drained = self.heap.chan_mut(chan).is_some_and(|c| {
            let full = !c.is_empty();
            c.buffer.clear();
            full
        });
        active || drained
    }

    /// Makes a timer fire after `ns` from now; gives what stopping it would have given.
    pub(crate) fn reset_timer(&mut self, p: usize, obj: Obj, ns: u64, period: u64) -> bool {
        let active = self.stop_timer(obj);
        let when = self.now(p).saturating_add(ns);
        let Some(timer) = self.heap.timer_mut(obj) else {
            return active;
        };
        (timer.when, timer.period) = (Some(when), period);
        match timer.target {
            Value::Chan(chan) => self.arm_channel_timer(chan),
            _ => self.arm(obj),
        }
        active
    }

    /// Puts a timer into the heap.
    fn arm(&mut self, obj: Obj) {
        if let Some(Timer { when: Some(when), .. }) = self.heap.timer(obj).copied() {
            let seq = self.timers.push(when, TimerKind::Fire(obj));
            if let Some(timer) = self.heap.timer_mut(obj) {
                timer.seq = seq;
            }
        }
    }

    /// Puts the timer of a channel into the heap if a goroutine waits for it and it is not there yet.
    pub(super) fn arm_channel_timer(&mut self, chan: Obj) {
        let timer = self.heap.chan(chan).map_or(Obj::NONE, |c| c.timer);
        if self.heap.timer(timer).is_some_and(|t| t.seq == 0 && t.when.is_some()) && self.has_receiver(chan) {
            self.arm(timer);
        }
    }

    fn has_receiver(&mut self, chan: Obj) -> bool {
        let goroutines = &self.goroutines;
        let chan = self.heap.chan_mut(chan);
        chan.is_some_and(|c| c.receivers.has_waiter(|w| goroutines.waits(w.g, w.ticket)))
    }

    /// Lets the timer of a channel that nobody waited on fire late, as a receiver arrives.
    pub(super) fn run_channel_timer(&mut self, p: usize, chan: Obj) {
        let timer = self.heap.chan(chan).map_or(Obj::NONE, |c| c.timer);
        if timer == Obj::NONE {
            return;
        }
        let now = self.now(p);
        if self.heap.timer(timer).is_some_and(|t| t.when.is_some_and(|when| when <= now)) {
            self.fire(p, timer);
        }
    }

    /// When the earliest timer fires that still counts.
    pub(super) fn next_timer(&mut self) -> Option<Time> {
        while let Some(entry) = self.timers.peek() {
            if self.counts(entry) {
                return Some(entry.when);
            }
            self.timers.pop();
            if let TimerKind::Fire(obj) = entry.kind
                && let Some(timer) = self.heap.timer_mut(obj)
                && timer.seq == entry.seq
            {
                timer.seq = 0;
            }
        }
        None
    }

    /// True if the entry is the present one of its timer, and someone waits for a channel's timer.
    fn counts(&mut self, entry: TimerEntry) -> bool {
        match entry.kind {
            TimerKind::Wake(g, ticket) => self.goroutines.waits(g, ticket),
            TimerKind::Fire(obj) => match self.heap.timer(obj).copied() {
                Some(timer) if timer.seq == entry.seq => match timer.target {
                    Value::Chan(chan) => self.has_receiver(chan),
                    _ => true,
                },
                _ => false,
            },
        }
    }

    /// Fires everything that is due on the clock of P `p`.
    pub(super) fn fire_timers(&mut self, p: usize) {
        while self.next_timer().is_some_and(|when| when <= self.now(p)) {
            let Some(entry) = self.timers.pop() else {
                return;
            };
            match entry.kind {
                TimerKind::Wake(g, _) => self.ready(p, g),
                TimerKind::Fire(obj) => self.fire(p, obj),
            }
        }
    }

    fn fire(&mut self, p: usize, obj: Obj) {
        let now = self.now(p);
        let Some(timer) = self.heap.timer_mut(obj) else {
            return;
        };
        let Some(when) = timer.when.take() else {
            return;
        };
        timer.seq = 0;
        // Ticks that are overdue are dropped; a timer has no period.
        if let Some(late) = now.saturating_sub(when).checked_div(timer.period) {
            timer.when = Some(when.saturating_add(timer.period.saturating_mul(late + 1)));
        }
        match timer.target {
            Value::Chan(chan) => {
                self.send_time(p, chan, when);
                self.arm_channel_timer(chan);
            }
            Value::Func(func) => self.spawn_func(p, func, &[], None),
            _ => {}
        }
    }

    fn send_time(&mut self, p: usize, chan: Obj, when: Time) {
        let value = time_value(when);
        let slots = self.heap.chan(chan).map_or(0, |c| c.elem_slots as usize).min(value.len());
        if let Some(receiver) = self.pop_waiter(chan, false) {
            self.deliver(p, Waiter { ..receiver }, &value[..slots], true);
        } else if let Some(chan) = self.heap.chan_mut(chan)
            && chan.is_empty()
        {
            chan.push(&value[..slots]);
        }
    }
}

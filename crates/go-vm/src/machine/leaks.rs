//! Goroutines that wait for ever: nobody who could still run can reach what they wait for (the "goroutineleak" profile
//! of Go 1.27, `runtime/mgc.go`, `findGoroutineLeaks`).

use std::collections::BTreeMap;

use super::Machine;
use super::collect::mark_goroutine;
use crate::chan::Waiter;
use crate::goroutine::{GIndex, Status};
use crate::heap::Data;
use crate::timer::TimerKind;
use crate::value::Obj;

/// Waits that only other goroutines can end.
const WAITS: &[&str] = &[
    "chan receive",
    "chan receive (nil chan)",
    "chan send",
    "chan send (nil chan)",
    "select",
    "select (no cases)",
    "sync.Cond.Wait",
    "sync.Mutex.Lock",
    "sync.RWMutex.Lock",
    "sync.RWMutex.RLock",
    "sync.WaitGroup.Wait",
];

impl Machine {
    /// Marks the goroutines that have leaked.
    pub(crate) fn find_leaks(&mut self) {
        let waits = self.awaited();
        self.begin_trace();
        for entry in self.timers.entries() {
            if let TimerKind::Fire(obj) = entry.kind
                && self.heap.timer(obj).is_some_and(|t| t.seq == entry.seq)
            {
                self.heap.mark(obj);
            }
        }
        self.mark_finalizers();
        let (mut asleep, awake): (Vec<GIndex>, Vec<GIndex>) =
            self.goroutines.iter().map(|(g, _)| g).partition(|g| self.may_leak(*g));
        self.mark_all(&awake);
        // Whoever waits for something that is reachable may go on, and reaches more.
        loop {
            let reached = |g: &GIndex| {
                waits.get(g).is_some_and(|objs| objs.iter().any(|obj| self.heap.is_marked(*obj)))
            };
            let (found, rest): (Vec<GIndex>, Vec<GIndex>) = asleep.into_iter().partition(reached);
            asleep = rest;
            if found.is_empty() {
                break;
            }
            self.mark_all(&found);
        }
        self.mark_all(&asleep);
        self.finish_trace(false);
        for g in &asleep {
            self.goroutines[*g].leaked = true;
        }
    }

    fn mark_all(&mut self, goroutines: &[GIndex]) {
        for g in goroutines {
            mark_goroutine(&mut self.heap, &self.program, &self.goroutines[*g]);
        }
        self.heap.trace();
    }

    fn may_leak(&self, g: GIndex) -> bool {
        matches!(self.goroutines[g].status, Status::Waiting(reason) if !reason.host && WAITS.contains(&reason.text))
    }

    /// What each waiting goroutine waits for: channels, and objects with semaphores in them.
    fn awaited(&self) -> BTreeMap<GIndex, Vec<Obj>> {
        let mut waits: BTreeMap<GIndex, Vec<Obj>> = BTreeMap::new();
        let mut note = |g: GIndex, ticket: u64, obj: Obj| {
            if self.goroutines[g].ticket == ticket {
                waits.entry(g).or_default().push(obj);
            }
        };
        for (obj, data) in self.heap.objects() {
            if let Data::Chan(chan) = data {
                let all = |_: &Waiter| true;
                let waiters = chan.receivers.iter(all).chain(chan.senders.iter(all));
                waiters.for_each(|w| note(w.g, w.ticket, obj));
            }
        }
        for ((obj, _), queue) in &self.semas {
            queue.waiters().for_each(|(g, ticket)| note(g, ticket, Obj(*obj)));
        }
        waits
    }
}

//! Blocking and waking goroutines.

use super::{Doing, Machine};
use crate::goroutine::{GIndex, Resume, Status, WaitReason};
use crate::host::Time;
use crate::sched::Clock;
use crate::value::Value;

impl Machine {
    /// Blocks the goroutine that runs on P `p`; gives the ticket of its wait.
    pub(crate) fn park(&mut self, p: usize, index: GIndex, reason: WaitReason) -> u64 {
        let ticket = self.goroutines.new_ticket();
        self.sched.ps[p].current = None;
        let now = self.sched.ps[p].clock.ns;
        let g = &mut self.goroutines[index];
        (g.status, g.since, g.ticket) = (Status::Waiting(reason), now, ticket);
        if self.watch.is_some() {
            self.see_wait(index, now, reason.text);
        }
        ticket
    }

    /// The goroutine has left its P at an instruction that it has passed: if it waits, it waits inside it.
    pub(super) fn note_inside(&mut self, g: GIndex) {
        let g = &mut self.goroutines[g];
        g.inside = matches!(g.status, Status::Waiting(_));
    }

    /// Makes a blocked (or new) goroutine runnable, next on P `p`, and wakes an idle P if there is one.
    pub(crate) fn ready(&mut self, p: usize, g: GIndex) {
        let now = self.sched.ps[p].clock.ns;
        self.set_runnable(g, now);
        self.sched.ready(p, g);
        self.wake_p(p);
    }

    /// The goroutine waits for a P from `now` on.
    pub(super) fn set_runnable(&mut self, index: GIndex, now: Time) {
        let g = &mut self.goroutines[index];
        (g.status, g.since, g.ticket, g.leaked) = (Status::Runnable, now, 0, false);
        g.inside = false;
        if self.watch.is_some() {
            self.see(index, now, Doing::Runnable);
        }
    }

    /// Wakes an idle P to look for work, unless one is looking already.
    pub(super) fn wake_p(&mut self, by: usize) {
        if self.sched.active() == 1 || self.sched.ps.iter().any(|p| p.awake && p.current.is_none()) {
            return;
        }
        if let Some(idle) = self.sched.idle_p() {
            let mut clock = self.sched.ps[by].clock;
            clock.advance(self.config.costs.wake.into());
            self.start_p(idle, clock);
        }
    }

    /// Lets an idle P look for work from `clock` on.
    pub(super) fn start_p(&mut self, p: usize, clock: Clock) {
        self.sched.ps[p].wake(clock);
        self.woken = true;
        let clock = self.sched.ps[p].clock;
        if let Some(slice) = &mut self.slice
            && slice.p != p
        {
            slice.others = slice.others.min(clock);
        }
    }

    /// Makes a goroutine runnable from outside, at time `now`: on an idle P at once, else it waits to be polled.
    pub(super) fn ready_from_outside(&mut self, g: GIndex, now: Time) {
        self.set_runnable(g, now);
        match self.sched.idle_p() {
            Some(idle) => {
                self.start_p(idle, Clock::at(now));
                self.sched.ready(idle, g);
            }
            None => self.sched.netpoll.push_back(g),
        }
    }

    /// Charges `ps` picoseconds to P `p`.
    pub(crate) fn charge(&mut self, p: usize, ps: u32) {
        self.sched.ps[p].clock.advance(ps.into());
    }

    /// Virtual time of P `p` in ns.
    pub(crate) fn now(&self, p: usize) -> Time {
        self.sched.ps[p].clock.ns
    }

    /// Writes a slot of a goroutine's stack.
    pub(crate) fn set_slot(&mut self, g: GIndex, slot: usize, value: Value) {
        if let Some(place) = self.goroutines[g].stack.get_mut(slot) {
            *place = value;
        }
    }

    /// A slot of a goroutine's stack.
    pub(crate) fn slot(&self, g: GIndex, slot: usize) -> Value {
        self.goroutines[g].stack.get(slot).copied().unwrap_or_default()
    }

    /// Lets a goroutine raise a runtime panic when it runs again.
    pub(super) fn panic_on_resume(&mut self, g: GIndex, text: &'static str) {
        self.goroutines[g].resume = Resume::Panic(text);
    }
}

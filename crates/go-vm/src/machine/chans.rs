//! Channel operations, in the order of Go's runtime: direct hand-over first, then the buffer, then waiting.

use super::Machine;
use super::slow::Flow;
use crate::chan::{Chan, Elem, Waiter};
use crate::goroutine::{GIndex, WaitReason};
use crate::interp::trap::Trap;
use crate::value::{Obj, Value};

/// Where a channel operation of the running goroutine has its value: absolute slots of its stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The value's first slot, or [`Waiter::DISCARD`].
    pub slot: u32,
    /// The slot for "not closed", or [`Waiter::DISCARD`].
    pub ok_slot: u32,
    /// Case of a select, or [`Waiter::NO_SELECT`].
    pub case: u16,
}

impl Machine {
    /// `chan <- value`.
    pub(super) fn send(&mut self, p: usize, g: GIndex, chan: Value, slot: u32) -> Flow {
        self.charge(p, self.config.costs.chan_op);
        let Value::Chan(obj) = chan else {
            self.park(p, g, WaitReason::of("chan send (nil chan)"));
            return Flow::Switched;
        };
        let place = Place { slot, ok_slot: Waiter::DISCARD, case: Waiter::NO_SELECT };
        match self.try_send(p, g, obj, place) {
            Ok(true) => Flow::Next,
            Ok(false) => {
                let ticket = self.park(p, g, WaitReason::of("chan send"));
                self.enqueue(obj, g, ticket, place, true);
                Flow::Switched
            }
            Err(trap) => Flow::Trap(trap),
        }
    }

    /// `<-chan`.
    pub(super) fn receive(&mut self, p: usize, g: GIndex, chan: Value, place: Place) -> Flow {
        self.charge(p, self.config.costs.chan_op);
        let Value::Chan(obj) = chan else {
            self.park(p, g, WaitReason::of("chan receive (nil chan)"));
            return Flow::Switched;
        };
        if self.try_receive(p, g, obj, place) {
            return Flow::Next;
        }
        let ticket = self.park(p, g, WaitReason::of("chan receive"));
        self.enqueue(obj, g, ticket, place, false);
        Flow::Switched
    }

    /// Sends without waiting, if possible.
    pub(super) fn try_send(&mut self, p: usize, g: GIndex, obj: Obj, place: Place) -> Result<bool, Trap> {
        let Some(chan) = self.heap.chan(obj) else {
            return Ok(false);
        };
        if chan.closed {
            return Err(Trap::Plain("send on closed channel"));
        }
        let from = place.slot as usize;
        let value = from..from + chan.elem_slots as usize;
        if let Some(receiver) = self.pop_waiter(obj, false) {
            let elem = Elem::of(&self.goroutines[g].stack[value]);
            self.deliver(p, receiver, elem.slots(), true);
            return Ok(true);
        }
        let elem = &self.goroutines[g].stack[value];
        match self.heap.chan_mut(obj) {
            Some(chan) if !chan.is_full() => {
                chan.push(elem);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Gives a value (or a closed channel's zero) to a waiting receiver and readies it.
    pub(super) fn deliver(&mut self, p: usize, receiver: Waiter, elem: &[Value], ok: bool) {
        let to = &mut self.goroutines[receiver.g];
        if receiver.slot != Waiter::DISCARD {
            let at = receiver.slot as usize;
            to.stack[at..at + elem.len()].copy_from_slice(elem);
        }
        if receiver.ok_slot != Waiter::DISCARD {
            to.stack[receiver.ok_slot as usize] = Value::Bool(ok);
        }
        self.finish_wait(p, receiver);
    }

    /// Readies a waiter whose operation is done.
    fn finish_wait(&mut self, p: usize, waiter: Waiter) {
        let g = &mut self.goroutines[waiter.g];
        if waiter.case != Waiter::NO_SELECT {
            let slot = g.select_slot as usize;
            g.stack[slot] = Value::Int(waiter.case.into());
        }
        self.ready(p, waiter.g);
    }

    /// Receives without waiting, if possible.
    pub(super) fn try_receive(&mut self, p: usize, g: GIndex, obj: Obj, place: Place) -> bool {
        self.run_channel_timer(p, obj);
        let Some(chan) = self.heap.chan(obj) else {
            return false;
        };
        let slots = chan.elem_slots as usize;
        if chan.closed && chan.is_empty() {
            let zero = chan.zero.clone();
            self.store_received(g, place, &zero, false);
            return true;
        }
        let mut elem = Elem::new(slots);
        let sender = self.pop_waiter(obj, true);
        let Some(chan) = self.heap.chan_mut(obj) else {
            return false;
        };
        match sender {
            // A buffer that is full has its head taken and the sender's value put behind.
            Some(sender) => {
                let from = sender.slot as usize;
                let sent = &self.goroutines[sender.g].stack[from..from + slots];
                if chan.cap > 0 {
                    chan.pop(elem.slots_mut());
                    chan.push(sent);
                } else {
                    elem.slots_mut().copy_from_slice(sent);
                }
                self.store_received(g, place, elem.slots(), true);
                self.finish_wait(p, sender);
            }
            None if chan.is_empty() => return false,
            None => {
                chan.pop(elem.slots_mut());
                self.store_received(g, place, elem.slots(), true);
            }
        }
        true
    }

    fn store_received(&mut self, g: GIndex, place: Place, elem: &[Value], ok: bool) {
        let stack = &mut self.goroutines[g].stack;
        if place.slot != Waiter::DISCARD {
            let at = place.slot as usize;
            stack[at..at + elem.len()].copy_from_slice(elem);
        }
        if place.ok_slot != Waiter::DISCARD {
            stack[place.ok_slot as usize] = Value::Bool(ok);
        }
    }

    /// Takes the first goroutine that waits to send or to receive.
    pub(super) fn pop_waiter(&mut self, obj: Obj, sender: bool) -> Option<Waiter> {
        let goroutines = &self.goroutines;
        let chan = self.heap.chan_mut(obj)?;
        let queue = if sender { &mut chan.senders } else { &mut chan.receivers };
        queue.pop(|w| goroutines.waits(w.g, w.ticket))
    }

    /// Queues a goroutine that has been parked with `ticket`.
    pub(super) fn enqueue(&mut self, obj: Obj, g: GIndex, ticket: u64, place: Place, sender: bool) {
        let goroutines = &self.goroutines;
        let Some(chan) = self.heap.chan_mut(obj) else {
            return;
        };
        let queue = if sender { &mut chan.senders } else { &mut chan.receivers };
        let waiter = Waiter { g, ticket, case: place.case, slot: place.slot, ok_slot: place.ok_slot };
        queue.push(waiter, |w| goroutines.waits(w.g, w.ticket));
        self.arm_channel_timer(obj);
    }

    /// `close(chan)`.
    pub(super) fn close(&mut self, p: usize, chan: Value) -> Flow {
        self.charge(p, self.config.costs.chan_op);
        let Value::Chan(obj) = chan else {
            return Flow::Trap(Trap::Plain("close of nil channel"));
        };
        match self.heap.chan_mut(obj) {
            Some(Chan { closed: true, .. }) | None => {
                return Flow::Trap(Trap::Plain("close of closed channel"));
            }
            Some(chan) => chan.closed = true,
        }
        let zero = self.heap.chan(obj).map(|c| c.zero.clone()).unwrap_or_default();
        // Go keeps those it wakes on a stack: the last waiter is readied first.
        let receivers: Vec<Waiter> = std::iter::from_fn(|| self.pop_waiter(obj, false)).collect();
        let senders: Vec<Waiter> = std::iter::from_fn(|| self.pop_waiter(obj, true)).collect();
        for sender in senders.into_iter().rev() {
            self.panic_on_resume(sender.g, "send on closed channel");
            self.finish_wait(p, sender);
        }
        for receiver in receivers.into_iter().rev() {
            self.deliver(p, receiver, &zero, false);
        }
        Flow::Next
    }
}

//! Semaphores, as package sync builds its locks on: a counter in the program's memory and a queue per address.

use std::collections::VecDeque;

use super::Machine;
use super::slow::Flow;
use crate::goroutine::{GIndex, Resume, WaitReason};
use crate::interp::trap::Trap;
use crate::value::{PtrRef, Value};

/// Goroutines that wait at one address, with the tickets of their waits.
#[derive(Clone, Debug, Default)]
pub struct SemaQueue(VecDeque<(GIndex, u64)>);

impl SemaQueue {
    /// Who waits, with the tickets of their waits.
    pub fn waiters(&self) -> impl Iterator<Item = (GIndex, u64)> + '_ {
        self.0.iter().copied()
    }
}

impl Machine {
    /// Takes one from the semaphore or waits; a goroutine that is woken tries again unless the
    /// semaphore was handed to it.
    pub(crate) fn sema_acquire(
        &mut self,
        p: usize,
        g: GIndex,
        addr: Value,
        lifo: bool,
        reason: &'static str,
    ) -> Flow {
        let Value::Ptr(at) = addr else {
            return Flow::Trap(Trap::Nil);
        };
        if std::mem::take(&mut self.goroutines[g].resume) == Resume::SemaGranted || self.take_one(addr) {
            return Flow::Next;
        }
        let ticket = self.park(p, g, WaitReason::of(reason));
        let queue = self.semas.entry((at.obj.0, at.off)).or_default();
        if lifo {
            queue.0.push_front((g, ticket));
        } else {
            queue.0.push_back((g, ticket));
        }
        Flow::Retry
    }

    fn take_one(&mut self, addr: Value) -> bool {
        let Value::Ptr(at) = addr else {
            return false;
        };
        let count = self.heap.load(at.obj, at.off).int();
        if count > 0 {
            self.heap.store(at.obj, at.off, Value::Int(count - 1));
        }
        count > 0
    }

    /// Gives one to the first waiter, who does not try again, or adds one to the semaphore if nobody waits.
    pub(crate) fn sema_grant(&mut self, p: usize, addr: Value) -> Flow {
        let Value::Ptr(at) = addr else {
            return Flow::Trap(Trap::Nil);
        };
        match self.first_waiter(at) {
            Some(waiter) => self.ready(p, waiter),
            None => {
                let count = self.heap.load(at.obj, at.off).int();
                self.heap.store(at.obj, at.off, Value::Int(count + 1));
            }
        }
        Flow::Next
    }

    /// Takes who waits longest out of the queue at an address.
    fn first_waiter(&mut self, at: PtrRef) -> Option<GIndex> {
        let key = (at.obj.0, at.off);
        let queue = self.semas.get_mut(&key)?;
        let (waiter, _) = queue.0.pop_front()?;
        if queue.0.is_empty() {
            self.semas.remove(&key);
        }
        Some(waiter)
    }

    /// Adds one to the semaphore and wakes the first waiter. With `handoff` the waiter gets it and runs at once.
    pub(crate) fn sema_release(&mut self, p: usize, g: GIndex, addr: Value, handoff: bool) -> Flow {
        let Value::Ptr(at) = addr else {
            return Flow::Trap(Trap::Nil);
        };
        let count = self.heap.load(at.obj, at.off).int();
        self.heap.store(at.obj, at.off, Value::Int(count + 1));
        let Some(waiter) = self.first_waiter(at) else {
            return Flow::Next;
        };
        let granted = handoff && self.take_one(addr);
        if granted {
            self.goroutines[waiter].resume = Resume::SemaGranted;
        }
        self.ready(p, waiter);
        if granted {
            // The present goroutine steps back behind the local queue.
            self.sched.ps[p].current = None;
            self.set_runnable(g, self.now(p));
            self.sched.put_tail(p, g);
            return Flow::Switched;
        }
        Flow::Next
    }
}

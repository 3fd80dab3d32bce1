//! Channels: a ring of values and two first-come-first-served queues of waiting goroutines.
//!
//! A waiter does not carry its value: a blocked sender's value lies in its own registers until
//! someone takes it, and a receiver names the stack slots where the value is to go.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::goroutine::GIndex;
use crate::value::{Obj, Value};

/// A goroutine that waits on a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// The goroutine.
    pub g: GIndex,
    /// Its blocking at the time; the entry is void if the goroutine's differs.
    pub ticket: u64,
    /// Case of its `select`, or [`Waiter::NO_SELECT`].
    pub case: u16,
    /// Where the value is (sender) or goes (receiver): a slot of its stack, or [`Waiter::DISCARD`].
    pub slot: u32,
    /// Where "not closed" goes, or [`Waiter::DISCARD`].
    pub ok_slot: u32,
}

impl Waiter {
    /// The waiter is not in a `select`.
    pub const NO_SELECT: u16 = u16::MAX;
    /// Nothing is stored.
    pub const DISCARD: u32 = u32::MAX;
}

/// Waiting goroutines, first come first served. Entries of goroutines that went on by another
/// case of their `select` stay until they reach the head or the queue has doubled.
#[derive(Clone, Debug, Default)]
pub struct WaitQueue {
    /// Who is first: mostly there is nobody else, and it needs no memory.
    first: Option<Waiter>,
    others: VecDeque<Waiter>,
    purge_at: usize,
}

impl WaitQueue {
    /// Appends a waiter; `valid` tells whether an older entry still waits.
    pub fn push(&mut self, waiter: Waiter, valid: impl Fn(&Waiter) -> bool) {
        if self.others.len() >= self.purge_at.max(8) {
            self.first = self.first.filter(&valid);
            self.others.retain(valid);
            self.purge_at = self.others.len() * 2;
        }
        match self.first {
            None if self.others.is_empty() => self.first = Some(waiter),
            _ => self.others.push_back(waiter),
        }
    }

    fn take(&mut self) -> Option<Waiter> {
        self.first.take().or_else(|| self.others.pop_front())
    }

    /// Takes the first waiter that still waits.
    pub fn pop(&mut self, valid: impl Fn(&Waiter) -> bool) -> Option<Waiter> {
        while let Some(waiter) = self.take() {
            if valid(&waiter) {
                return Some(waiter);
            }
        }
        None
    }

    /// True if someone waits.
    pub fn has_waiter(&mut self, valid: impl Fn(&Waiter) -> bool) -> bool {
        while let Some(waiter) = self.first.as_ref().or_else(|| self.others.front()) {
            if valid(waiter) {
                return true;
            }
            self.take();
        }
        false
    }

    /// Those that still wait, in order.
    pub fn iter(&self, valid: impl Fn(&Waiter) -> bool) -> impl Iterator<Item = &Waiter> {
        self.first.iter().chain(&self.others).filter(move |w| valid(w))
    }
}

/// An element on its way from one goroutine to another; short ones need no memory of their own.
#[derive(Clone, Debug)]
pub struct Elem {
    few: [Value; 4],
    many: Vec<Value>,
    len: usize,
}

impl Elem {
    /// An element of this many slots, all nil.
    pub fn new(len: usize) -> Elem {
        let many = if len > 4 { vec![Value::Nil; len] } else { Vec::new() };
        Elem { few: [Value::Nil; 4], many, len }
    }

    /// A copy of an element.
    pub fn of(slots: &[Value]) -> Elem {
        let mut elem = Elem::new(slots.len());
        elem.slots_mut().copy_from_slice(slots);
        elem
    }

    /// Its slots.
    pub fn slots(&self) -> &[Value] {
        if self.len > 4 { &self.many } else { &self.few[..self.len] }
    }

    /// Its slots, to change.
    pub fn slots_mut(&mut self) -> &mut [Value] {
        if self.len > 4 { &mut self.many } else { &mut self.few[..self.len] }
    }
}

/// A channel.
#[derive(Clone, Debug)]
pub struct Chan {
    /// Slots of an element.
    pub elem_slots: u32,
    /// Zero value of an element: what a closed channel gives.
    pub zero: Rc<[Value]>,
    /// Room for elements.
    pub cap: u32,
    /// Buffered elements, oldest first.
    pub buffer: VecDeque<Value>,
    /// True once closed.
    pub closed: bool,
    /// Blocked receivers.
    pub receivers: WaitQueue,
    /// Blocked senders.
    pub senders: WaitQueue,
    /// The timer object that sends on this channel, or none.
    pub timer: Obj,
}

impl Chan {
    /// An empty channel for elements with this zero value.
    pub fn new(zero: Rc<[Value]>, cap: u32) -> Chan {
        Chan {
            elem_slots: zero.len() as u32,
            zero,
            cap,
            buffer: VecDeque::new(),
            closed: false,
            receivers: WaitQueue::default(),
            senders: WaitQueue::default(),
            timer: Obj::NONE,
        }
    }

    /// Number of buffered elements. Elements without slots are counted by `Nil` stand-ins.
    pub fn len(&self) -> u32 {
        (self.buffer.len() / self.elem_slots.max(1) as usize) as u32
    }

    /// True if nothing is buffered.
    pub fn is_empty(&self) -> bool {
        self.buffer.is_empty()
    }

    /// True if a send would have to wait for a receiver.
    pub fn is_full(&self) -> bool {
        self.len() >= self.cap
    }

    /// Appends an element.
    pub fn push(&mut self, elem: &[Value]) {
        if elem.is_empty() {
            self.buffer.push_back(Value::Nil);
        }
        self.buffer.extend(elem);
    }

    /// Takes the oldest element into `dst` (nothing if shorter than an element).
    pub fn pop(&mut self, dst: &mut [Value]) {
        for i in 0..self.elem_slots.max(1) as usize {
            let value = self.buffer.pop_front().unwrap_or_default();
            if let Some(slot) = dst.get_mut(i) {
                *slot = value;
            }
        }
    }

    /// Real memory, counting the buffer at its full size.
    pub fn real_size(&self) -> u64 {
        160 + u64::from(self.cap) * u64::from(self.elem_slots.max(1)) * 16
    }

    /// Calls `mark` for every object the channel refers to.
    pub fn for_each_object(&self, mut mark: impl FnMut(Obj)) {
        for value in &self.buffer {
            mark(value.object());
        }
        mark(self.timer);
    }
}

//! The set of those who wait for a connection.
//!
//! It is a set, not a queue: the next one served is chosen at random, and a removal moves the last
//! waiter into the gap, as the slice behind the real set does. With the same random numbers the order
//! of service is therefore that of the real package.

use std::hash::BuildHasherDefault;

use indexmap::IndexMap;

use super::{Holder, Pick};
use crate::Time;
use crate::numbered::Spread;

/// One wait for a connection. Numbers start at 1 and are never used twice within a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Who waits, and since when.
#[derive(Clone, Copy, Debug)]
pub struct Waiter {
    /// The goroutine and the line that asked.
    pub holder: Holder,
    /// Since when.
    pub since: Time,
    /// Its place among those who wait, from 1: it is another's when the wait is over.
    pub place: u64,
    /// The maximum lifetime of connections as it was when the wait began: a later change does not
    /// reach those who wait already.
    pub lifetime: Time,
}

/// Everyone who waits, in no particular order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waiters {
    set: IndexMap<Ticket, Waiter, BuildHasherDefault<Spread>>,
    next: u64,
    /// How many places there are, and which of them nobody has.
    places: u64,
    free: Vec<u64>,
}

impl Waiters {
    pub(crate) fn len(&self) -> usize {
        self.set.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Ticket, &Waiter)> {
        self.set.iter().map(|(ticket, waiter)| (*ticket, waiter))
    }

    pub(crate) fn get(&self, ticket: Ticket) -> Option<&Waiter> {
        self.set.get(&ticket)
    }

    pub(crate) fn add(&mut self, holder: Holder, since: Time, lifetime: Time) -> Ticket {
        self.next += 1;
        let ticket = Ticket(self.next);
        let place = self.free.pop().unwrap_or_else(|| {
            self.places += 1;
            self.places
        });
        self.set.insert(ticket, Waiter { holder, since, place, lifetime });
        ticket
    }

    pub(crate) fn remove(&mut self, ticket: Ticket) -> Option<Waiter> {
        let waiter = self.set.swap_remove(&ticket)?;
        self.free.push(waiter.place);
        Some(waiter)
    }

    pub(crate) fn take_random(&mut self, pick: Pick) -> Option<(Ticket, Waiter)> {
        let len = self.set.len();
        if len == 0 {
            return None;
        }
        let taken = self.set.swap_remove_index(pick(len).min(len - 1))?;
        self.free.push(taken.1.place);
        Some(taken)
    }

    /// Removes everyone, in the order of the set.
    pub(crate) fn drain(&mut self) -> Vec<(Ticket, Waiter)> {
        self.set.drain(..).collect()
    }
}

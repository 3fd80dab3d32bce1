//! Those who wait: the count that everybody looks at, and the fair queue in which they are parked.

use std::collections::{BTreeMap, BTreeSet};

use super::{Holder, Ticket};
use crate::Time;

/// Who waits.
#[derive(Clone, Copy, Debug)]
pub struct Waiter {
    /// The goroutine and the line that asked.
    pub holder: Holder,
    /// Since when.
    pub since: Time,
    /// Its place in the queue and its time limit, while it is parked.
    parked: Option<(u64, Time)>,
}

/// Everyone between the look at the shared list and the end of the borrowing, in the order of asking. Parked are
/// those who poll the queue; the others have been woken, with a connection or without.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    waiters: BTreeMap<Ticket, Waiter>,
    places: BTreeMap<u64, Ticket>,
    limits: BTreeSet<(Time, Ticket)>,
    next_ticket: u64,
    next_place: u64,
}

impl Queue {
    pub(super) fn len(&self) -> usize {
        self.waiters.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Ticket, &Waiter)> {
        self.waiters.iter().map(|(ticket, waiter)| (*ticket, waiter))
    }

    pub(super) fn get(&self, ticket: Ticket) -> Option<&Waiter> {
        self.waiters.get(&ticket)
    }

    pub(super) fn enter(&mut self, now: Time, holder: Holder) -> Ticket {
        self.next_ticket += 1;
        let ticket = Ticket(self.next_ticket);
        self.waiters.insert(ticket, Waiter { holder, since: now, parked: None });
        ticket
    }

    pub(super) fn leave(&mut self, ticket: Ticket) -> Option<Waiter> {
        self.unpark(ticket);
        self.waiters.remove(&ticket)
    }

    /// Goes to the end of the queue, until `limit` at most.
    pub(super) fn park(&mut self, ticket: Ticket, limit: Time) {
        self.unpark(ticket);
        let Some(waiter) = self.waiters.get_mut(&ticket) else { return };
        self.next_place += 1;
        waiter.parked = Some((self.next_place, limit));
        self.places.insert(self.next_place, ticket);
        self.limits.insert((limit, ticket));
    }

    /// Wakes the one who has been parked longest.
    pub(super) fn wake_first(&mut self) -> Option<Ticket> {
        let ticket = *self.places.first_key_value()?.1;
        self.unpark(ticket);
        Some(ticket)
    }

    /// Wakes those whose time is over.
    pub(super) fn wake_late(&mut self, now: Time) -> Vec<Ticket> {
        let mut late = Vec::new();
        while let Some(&(limit, ticket)) = self.limits.first()
            && limit <= now
        {
            self.unpark(ticket);
            late.push(ticket);
        }
        late
    }

    pub(super) fn next_limit(&self) -> Option<Time> {
        self.limits.first().map(|(limit, _)| *limit)
    }

    pub(super) fn parked(&self) -> usize {
        self.places.len()
    }

    fn unpark(&mut self, ticket: Ticket) {
        let parked = self.waiters.get_mut(&ticket).and_then(|waiter| waiter.parked.take());
        if let Some((place, limit)) = parked {
            self.places.remove(&place);
            self.limits.remove(&(limit, ticket));
        }
    }
}

//! The bag: all connections that count, and how a free one is offered to those who wait.

use std::collections::BTreeMap;

use super::entry::{Entry, State};
use super::pool::Pool;
use super::{CloseReason, ConnId, Ticket};
use crate::Time;

/// What became of a free connection that was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Nobody waits any more.
    Over,
    /// Somebody took it without being offered it.
    Taken,
    /// Given to the one who has been parked longest, who still must claim it: until then anybody else may.
    Given(Ticket),
    /// Somebody waits and is not parked: yield and offer again.
    Again,
}

/// How stubbornly a connection is offered while somebody waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// After a return or an addition: until somebody has taken it.
    Free,
    /// After the keepalive task had it: whether somebody has taken it or not.
    Unreserved,
}

/// The connections and the shared list.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    entries: BTreeMap<ConnId, Entry>,
    /// Those that count, in the order of addition.
    shared: Vec<ConnId>,
    /// How many of the shared list are free, in use, reserved.
    counts: [usize; 3],
    pub(super) closed: bool,
}

fn slot(state: State) -> Option<usize> {
    match state {
        State::NotInUse => Some(0),
        State::InUse => Some(1),
        State::Reserved => Some(2),
        State::Opening | State::Removed(_) => None,
    }
}

impl Bag {
    pub(super) fn len(&self) -> usize {
        self.shared.len()
    }

    pub(super) fn idle(&self) -> usize {
        self.counts[0]
    }

    pub(super) fn active(&self) -> usize {
        self.counts[1]
    }

    pub(super) fn reserved(&self) -> usize {
        self.counts[2]
    }

    pub(super) fn get(&self, conn: ConnId) -> Option<&Entry> {
        self.entries.get(&conn)
    }

    pub(super) fn get_mut(&mut self, conn: ConnId) -> Option<&mut Entry> {
        self.entries.get_mut(&conn)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (ConnId, &Entry)> {
        self.entries.iter().map(|(id, entry)| (*id, entry))
    }

    pub(super) fn open(&mut self, conn: ConnId, now: Time) {
        self.entries.insert(conn, Entry::opening(now));
    }

    /// Forgets a connection that is out of the list. False if it is not.
    pub(super) fn forget(&mut self, conn: ConnId) -> bool {
        let out = self.get(conn).is_some_and(|entry| slot(entry.state).is_none());
        out && self.entries.remove(&conn).is_some()
    }

    fn set_state(&mut self, conn: ConnId, state: State) {
        let Some(entry) = self.entries.get_mut(&conn) else { return };
        let before = std::mem::replace(&mut entry.state, state);
        if let Some(slot) = slot(before) {
            self.counts[slot] -= 1;
        }
        if let Some(slot) = slot(state) {
            self.counts[slot] += 1;
        }
    }

    /// Compare-and-set: changes the state from `old` to `new`, if it is `old`.
    pub(super) fn set(&mut self, conn: ConnId, old: State, new: State) -> bool {
        let fits = self.get(conn).is_some_and(|entry| entry.state == old);
        if fits {
            self.set_state(conn, new);
        }
        fits
    }

    /// Adds a dialled connection to the list.
    pub(super) fn add(&mut self, conn: ConnId) -> bool {
        let fits = !self.closed && self.set(conn, State::Opening, State::NotInUse);
        if fits {
            self.shared.push(conn);
        }
        fits
    }

    /// Takes a connection out that is in use or reserved.
    pub(super) fn remove(&mut self, conn: ConnId, reason: CloseReason) -> bool {
        let gone = State::Removed(reason);
        let taken = self.set(conn, State::InUse, gone) || self.set(conn, State::Reserved, gone);
        if taken {
            self.shared.retain(|&other| other != conn);
        }
        taken
    }

    /// The first free connection of the list.
    pub(super) fn first_free(&self) -> Option<ConnId> {
        if self.idle() == 0 {
            return None;
        }
        let free = |conn: &&ConnId| self.get(**conn).is_some_and(|entry| entry.state == State::NotInUse);
        self.shared.iter().find(free).copied()
    }

    /// All of the list, in order.
    pub(super) fn listed(&self) -> Vec<ConnId> {
        self.shared.clone()
    }

    /// Those of the list in this state, the newest first.
    pub(super) fn in_state(&self, state: State) -> Vec<ConnId> {
        let fits = |conn: &&ConnId| self.get(**conn).is_some_and(|entry| entry.state == state);
        self.shared.iter().rev().filter(fits).copied().collect()
    }
}

impl Pool {
    /// Offers a connection to the one who has been parked longest, if anybody waits.
    pub fn offer(&mut self, conn: ConnId, how: Offered) -> Offer {
        if self.queue.len() == 0 {
            return Offer::Over;
        }
        let free = self.bag.get(conn).is_some_and(|entry| entry.state == State::NotInUse);
        if how == Offered::Free && !free {
            return Offer::Taken;
        }
        match self.queue.wake_first() {
            Some(ticket) => Offer::Given(ticket),
            None => Offer::Again,
        }
    }

    /// A dialled connection goes into the bag; nobody can have it if the bag is closed.
    pub fn add(&mut self, conn: ConnId) -> bool {
        self.bag.add(conn)
    }

    /// The keepalive task takes a free connection for itself.
    pub fn reserve(&mut self, conn: ConnId) -> bool {
        self.bag.set(conn, State::NotInUse, State::Reserved)
    }

    /// The keepalive task gives it back; it is offered then.
    pub fn unreserve(&mut self, conn: ConnId) -> bool {
        self.bag.set(conn, State::Reserved, State::NotInUse)
    }
}

//! Timers of constant delays: a linked list through the slab for each delay.

use super::key::{EMPTY, entry_key};
use super::slab::{NONE, Slab};
use crate::{Duration, Time};

/// All lanes, and which of them has the earliest timer.
#[derive(Clone, Debug)]
pub(super) struct Lanes {
    lanes: Vec<Lane>,
    /// The smallest key at the head of a lane ([`EMPTY`] if all are empty), and that lane's number.
    first: (u128, u32),
}

/// Pending timers of one delay, linked from the earliest to the latest.
#[derive(Clone, Debug)]
struct Lane {
    delay: Duration,
    /// Key of the earliest timer, [`EMPTY`] if there is none.
    first: u128,
    head: u32,
    tail: u32,
    /// When the latest timer is due; zero if there is none.
    last_time: Time,
}

impl Lanes {
    pub(super) fn new() -> Lanes {
        Lanes { lanes: Vec::new(), first: (EMPTY, 0) }
    }

    /// The number of the lane for `delay`, made if there is none.
    pub(super) fn number_of(&mut self, delay: Duration) -> u32 {
        let found = self.lanes.iter().position(|lane| lane.delay == delay);
        let index = found.unwrap_or(self.lanes.len());
        if found.is_none() {
            self.lanes.push(Lane { delay, first: EMPTY, head: NONE, tail: NONE, last_time: Time::ZERO });
        }
        u32::try_from(index).expect("lanes are few")
    }

    pub(super) fn delay(&self, number: u32) -> Duration {
        self.lanes[number as usize].delay
    }

    /// When the latest timer of a lane is due; only timers due then or later may be pushed.
    #[inline]
    pub(super) fn last_time(&self, number: u32) -> Time {
        self.lanes[number as usize].last_time
    }

    /// The earliest timer of all lanes: its key ([`EMPTY`] if there is none) and its lane.
    #[inline]
    pub(super) fn first(&self) -> (u128, u32) {
        self.first
    }

    /// Appends an entry to a lane.
    #[inline]
    pub(super) fn push<E>(&mut self, slab: &mut Slab<E>, number: u32, slot: u32) {
        let lane = &mut self.lanes[number as usize];
        slab.link_after(lane.tail, slot, number);
        lane.last_time = slab.at(slot);
        lane.tail = slot;
        if lane.head == NONE {
            lane.head = slot;
            lane.first = entry_key(slab, slot);
            if lane.first < self.first.0 {
                self.first = (lane.first, number);
            }
        }
    }

    /// Takes an entry out of the lane it is in.
    #[inline]
    pub(super) fn unlink<E>(&mut self, slab: &mut Slab<E>, number: u32, slot: u32) {
        let (before, after, after_key) = slab.unlink(slot);
        let lane = &mut self.lanes[number as usize];
        if after == NONE {
            lane.tail = before;
            lane.last_time = if before == NONE { Time::ZERO } else { slab.at(before) };
        }
        if before == NONE {
            lane.head = after;
            lane.first = after_key;
            if self.first.1 == number {
                self.find_first();
            }
        }
    }

    /// Makes all keys anew, after the entries were renumbered.
    pub(super) fn renumber<E>(&mut self, slab: &Slab<E>) {
        for lane in &mut self.lanes {
            if lane.head != NONE {
                lane.first = entry_key(slab, lane.head);
            }
        }
        self.find_first();
    }

    #[inline]
    fn find_first(&mut self) {
        self.first = (EMPTY, 0);
        for (number, lane) in (0..).zip(&self.lanes) {
            if lane.first < self.first.0 {
                self.first = (lane.first, number);
            }
        }
    }
}

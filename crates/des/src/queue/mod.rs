//! The event queue: what happens next, and the virtual clock.
//!
//! Order is by time, then by insertion: **events due at the same instant come out in the order in which they were
//! scheduled** (a re-armed timer counts as scheduled anew). That holds across lanes and re-arming, for runs of any length.
//!
//! Each pending event has a key of 128 bits, `time | sequence | slot`, so one comparison decides; the payload waits in a slab.
//! The sequence has 32 bits. When it runs out, after four billion events, the pending events are numbered anew in their order:
//! nothing can be observed of it.
//!
//! A *lane* is for timers of one constant delay, such as a client's timeout. They become due in the order in which they are set,
//! so a linked list through the slab does for a heap, and cancelling, which is what happens to most timeouts, is unlinking.
//! Cancelled events of the heap are removed when they surface or when they outnumber the living,
//! so memory is bounded by the greatest number of events that were pending together.

mod heap;
mod key;
mod lanes;
mod slab;
#[cfg(test)]
mod tests;

use crate::{Duration, Time};
use heap::Heap;
use key::{EMPTY, entry_key, is_live, key, slot_of, time_of};
use lanes::Lanes;
use slab::{HEAP, Slab};

/// Names a scheduled event. An id whose event has happened or was cancelled is harmless: it never names another event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimerId {
    serial: std::num::NonZeroU64,
    slot: u32,
}

/// Names a lane of one queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaneId(u32);

/// Events in the order in which they happen, and the virtual clock.
///
/// ```
/// use tidepool_des::{Duration, Queue, Time};
///
/// let mut queue = Queue::new();
/// queue.schedule_after(Duration::from_millis(2), "second");
/// queue.schedule_after(Duration::from_millis(1), "first");
/// let timeout = queue.schedule_after(Duration::from_secs(3), "timeout");
/// queue.cancel(timeout);
/// assert_eq!(queue.pop(), Some((Time::from_nanos(1_000_000), "first")));
/// assert_eq!(queue.pop(), Some((Time::from_nanos(2_000_000), "second")));
/// assert_eq!(queue.pop(), None);
/// ```
#[derive(Clone, Debug)]
pub struct Queue<E> {
    now: Time,
    sequence: u32,
    heap: Heap,
    /// Keys in the heap whose event was cancelled or moved.
    stale: usize,
    lanes: Lanes,
    slab: Slab<E>,
}

impl<E> Default for Queue<E> {
    fn default() -> Queue<E> {
        Queue::new()
    }
}

impl<E> Queue<E> {
    /// An empty queue; its clock stands at zero.
    #[must_use]
    pub fn new() -> Queue<E> {
        Queue {
            now: Time::ZERO,
            sequence: 0,
            heap: Heap::new(),
            stale: 0,
            lanes: Lanes::new(),
            slab: Slab::new(),
        }
    }

    /// The time of the latest popped event, or what [`Queue::advance_to`] set if that is later.
    #[inline]
    #[must_use]
    pub fn now(&self) -> Time {
        self.now
    }

    /// The number of pending events.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slab.len()
    }

    /// Whether nothing is pending.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slab.len() == 0
    }

    /// Schedules `event` at `at`.
    ///
    /// A time before [`Queue::now`] would be an effect before its cause: it stops a debug build and counts as now in a release.
    #[inline]
    pub fn schedule(&mut self, at: Time, event: E) -> TimerId {
        let at = self.not_past(at);
        let sequence = self.next_sequence();
        let (slot, serial) = self.slab.insert(event, at, sequence);
        self.heap.push(key(at, sequence, slot));
        TimerId { serial, slot }
    }

    /// Schedules `event` when `delay` from now has passed.
    #[inline]
    pub fn schedule_after(&mut self, delay: Duration, event: E) -> TimerId {
        self.schedule(self.now + delay, event)
    }

    /// The lane for timers of the constant delay `delay`, made at the first call.
    ///
    /// Meant for the handful of delays that a run sets over and over: each lane costs a comparison whenever one of them moves.
    pub fn lane(&mut self, delay: Duration) -> LaneId {
        LaneId(self.lanes.number_of(delay))
    }

    /// Schedules `event` when the delay of the lane from now has passed.
    #[inline]
    pub fn schedule_in(&mut self, lane: LaneId, event: E) -> TimerId {
        self.schedule_in_from(lane, self.now, event)
    }

    /// Schedules `event` when the delay of the lane since `from` has passed.
    ///
    /// Meant for actors whose own clock is a little past the queue's; the order in which they come does not matter.
    #[inline]
    pub fn schedule_in_from(&mut self, lane: LaneId, from: Time, event: E) -> TimerId {
        let at = self.not_past(from + self.lanes.delay(lane.0));
        if at < self.lanes.last_time(lane.0) {
            return self.schedule(at, event);
        }
        let sequence = self.next_sequence();
        let (slot, serial) = self.slab.insert(event, at, sequence);
        self.lanes.push(&mut self.slab, lane.0, slot);
        TimerId { serial, slot }
    }

    /// The time at which the event is due, if it is pending.
    #[must_use]
    pub fn deadline(&self, id: TimerId) -> Option<Time> {
        self.slab.get(id.slot, id.serial).map(|entry| entry.at)
    }

    /// The event, if it is pending.
    #[must_use]
    pub fn get(&self, id: TimerId) -> Option<&E> {
        self.slab.get(id.slot, id.serial).and_then(|entry| entry.event.as_ref())
    }

    /// Takes the event out, if it is pending.
    #[inline]
    pub fn cancel(&mut self, id: TimerId) -> Option<E> {
        let lane = self.slab.get(id.slot, id.serial)?.lane;
        self.detach(id.slot, lane);
        let event = self.slab.remove(id.slot);
        if lane == HEAP {
            self.drop_stale();
        }
        Some(event)
    }

    /// Moves a pending event to `at`; its id stays. It then comes after what is scheduled at `at` already.
    /// Says whether it was pending; if not, nothing happens.
    pub fn rearm(&mut self, id: TimerId, at: Time) -> bool {
        let Some(entry) = self.slab.get(id.slot, id.serial) else {
            return false;
        };
        let lane = entry.lane;
        let at = self.not_past(at);
        // Numbered first: a renumbering must not see the entry between two places.
        let sequence = self.next_sequence();
        self.detach(id.slot, lane);
        self.slab.relocate(id.slot, at, sequence);
        self.heap.push(key(at, sequence, id.slot));
        if lane == HEAP {
            self.drop_stale();
        }
        true
    }

    /// When the next event is due.
    #[inline]
    #[must_use]
    pub fn next_time(&self) -> Option<Time> {
        let first = self.heap.peek().min(self.lanes.first().0);
        (first != EMPTY).then(|| time_of(first))
    }

    /// Takes the earliest event and moves the clock to its time.
    #[inline]
    pub fn pop(&mut self) -> Option<(Time, E)> {
        self.pop_until(Time::NEVER)
    }

    /// Takes the earliest event, if it is due at `horizon` or before, and moves the clock to its time.
    #[inline]
    pub fn pop_until(&mut self, horizon: Time) -> Option<(Time, E)> {
        let in_heap = self.heap.settle();
        let (in_lane, lane) = self.lanes.first();
        let first = in_heap.min(in_lane);
        if first == EMPTY || time_of(first) > horizon {
            return None;
        }
        let slot = slot_of(first);
        if in_heap < in_lane {
            self.heap.take_settled();
        } else {
            self.lanes.unlink(&mut self.slab, lane, slot);
        }
        self.now = self.now.max(time_of(first));
        let event = self.slab.remove(slot);
        self.drop_stale();
        Some((self.now, event))
    }

    /// Moves the clock to `at`, if that is later: time passes without an event.
    ///
    /// Events before `at` stay pending and happen late, at the time that the clock then shows; pop them first.
    pub fn advance_to(&mut self, at: Time) {
        self.now = self.now.max(at);
    }

    /// The pending events with their times, in the order in which they will happen. Costs a sort.
    #[must_use]
    pub fn pending(&self) -> Vec<(Time, &E)> {
        let mut entries: Vec<_> =
            self.slab.iter().map(|entry| (entry.at, entry.sequence, &entry.event)).collect();
        entries.sort_unstable_by_key(|&(at, sequence, _)| (at, sequence));
        entries.into_iter().filter_map(|(at, _, event)| Some((at, event.as_ref()?))).collect()
    }

    #[inline]
    fn not_past(&self, at: Time) -> Time {
        debug_assert!(at >= self.now, "event scheduled at {at}, but it is {} already", self.now);
        at.max(self.now)
    }

    #[inline]
    fn next_sequence(&mut self) -> u32 {
        if self.sequence == u32::MAX {
            self.renumber();
        }
        self.sequence += 1;
        self.sequence
    }

    /// Gives the pending events the sequence numbers 1, 2, ... in their present order.
    #[cold]
    fn renumber(&mut self) {
        self.forget_stale();
        self.sequence = self.slab.renumber();
        let slab = &self.slab;
        self.heap.rebuild(|old| Some(entry_key(slab, slot_of(old))));
        self.lanes.renumber(slab);
    }

    /// Takes a pending entry off the heap or lane it is in.
    #[inline]
    fn detach(&mut self, slot: u32, lane: u32) {
        if lane == HEAP {
            self.stale += 1;
        } else {
            self.lanes.unlink(&mut self.slab, lane, slot);
        }
    }

    /// Restores that the key at the top of the heap is a living one, and that stale keys are the minority.
    #[inline]
    fn drop_stale(&mut self) {
        if self.stale > 0 {
            self.drop_stale_now();
        }
    }

    fn drop_stale_now(&mut self) {
        if self.stale > self.slab.len() + 64 {
            return self.forget_stale();
        }
        while self.stale > 0 && !is_live(&self.slab, self.heap.settle()) {
            self.heap.take_settled();
            self.stale -= 1;
        }
    }

    /// Removes all stale keys from the heap.
    fn forget_stale(&mut self) {
        let slab = &self.slab;
        self.heap.rebuild(|key| is_live(slab, key).then_some(key));
        self.stale = 0;
    }
}

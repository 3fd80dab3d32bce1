//! Where pending events wait: entries that are used again and never move.

use std::num::NonZeroU64;

use super::key::{EMPTY, key};
use crate::Time;

/// The `lane` of entries that are in the heap.
pub(super) const HEAP: u32 = u32::MAX;
/// No entry.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Clone, Debug)]
pub(super) struct Slab<E> {
    entries: Vec<Entry<E>>,
    /// First entry of the list of free ones, linked by `after`.
    free: u32,
    /// Insertions so far; 64 bits cannot run out.
    serial: u64,
    /// Removals so far.
    removed: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Entry<E> {
    pub(super) at: Time,
    /// Which insertion filled this entry; 0 when it is free.
    serial: u64,
    /// 0 when the entry is free.
    pub(super) sequence: u32,
    pub(super) lane: u32,
    before: u32,
    after: u32,
    pub(super) event: Option<E>,
}

impl<E> Slab<E> {
    pub(super) fn new() -> Slab<E> {
        Slab { entries: Vec::new(), free: NONE, serial: 0, removed: 0 }
    }

    pub(super) fn len(&self) -> usize {
        (self.serial - self.removed) as usize
    }

    /// Entries that memory is kept for.
    #[cfg(test)]
    pub(super) fn capacity(&self) -> usize {
        self.entries.len()
    }

    /// The pending entries, in no useful order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Entry<E>> {
        self.entries.iter().filter(|entry| entry.serial != 0)
    }

    /// The pending entry at `slot`, if it is that of insertion `serial`.
    #[inline]
    pub(super) fn get(&self, slot: u32, serial: NonZeroU64) -> Option<&Entry<E>> {
        self.entries.get(slot as usize).filter(|entry| entry.serial == serial.get())
    }

    /// Fills a free entry, as one of the heap.
    #[inline]
    pub(super) fn insert(&mut self, event: E, at: Time, sequence: u32) -> (u32, NonZeroU64) {
        self.serial += 1;
        let serial = self.serial;
        let result = NonZeroU64::MIN.saturating_add(serial - 1);
        let slot = self.free;
        if let Some(entry) = self.entries.get_mut(slot as usize) {
            self.free = entry.after;
            entry.at = at;
            entry.serial = serial;
            entry.sequence = sequence;
            entry.lane = HEAP;
            entry.event = Some(event);
            return (slot, result);
        }
        let slot = u32::try_from(self.entries.len()).unwrap_or(NONE);
        assert!(slot != NONE, "more than four billion pending events");
        self.entries.push(Entry {
            at,
            serial,
            sequence,
            lane: HEAP,
            before: NONE,
            after: NONE,
            event: Some(event),
        });
        (slot, result)
    }

    /// Frees an entry and gives its event.
    #[inline]
    pub(super) fn remove(&mut self, slot: u32) -> E {
        let entry = &mut self.entries[slot as usize];
        self.removed += 1;
        entry.serial = 0;
        entry.sequence = 0;
        entry.after = self.free;
        self.free = slot;
        entry.event.take().expect("a pending entry has an event")
    }

    /// Makes an entry one of the heap with another time.
    pub(super) fn relocate(&mut self, slot: u32, at: Time, sequence: u32) {
        let entry = &mut self.entries[slot as usize];
        entry.at = at;
        entry.sequence = sequence;
        entry.lane = HEAP;
    }

    /// Whether a key of the heap with these parts is that of a pending entry.
    #[inline]
    pub(super) fn is_live(&self, slot: u32, sequence: u32) -> bool {
        self.entries.get(slot as usize).is_some_and(|entry| entry.sequence == sequence)
    }

    #[inline]
    pub(super) fn at(&self, slot: u32) -> Time {
        self.entries[slot as usize].at
    }

    #[inline]
    pub(super) fn sequence(&self, slot: u32) -> u32 {
        self.entries[slot as usize].sequence
    }

    /// Makes an entry the one after `before` (which may be [`NONE`]) at the end of a lane.
    #[inline]
    pub(super) fn link_after(&mut self, before: u32, slot: u32, lane: u32) {
        let entry = &mut self.entries[slot as usize];
        entry.lane = lane;
        entry.before = before;
        entry.after = NONE;
        if let Some(previous) = self.entries.get_mut(before as usize) {
            previous.after = slot;
        }
    }

    /// Takes an entry out of its lane; gives the ones before and after it, and the key of the latter.
    #[inline]
    pub(super) fn unlink(&mut self, slot: u32) -> (u32, u32, u128) {
        let Entry { before, after, .. } = self.entries[slot as usize];
        if let Some(previous) = self.entries.get_mut(before as usize) {
            previous.after = after;
        }
        match self.entries.get_mut(after as usize) {
            Some(next) => {
                next.before = before;
                (before, after, key(next.at, next.sequence, after))
            }
            None => (before, after, EMPTY),
        }
    }

    /// Gives the pending entries the sequence numbers 1, 2, ... in their present order, and says how many there are.
    pub(super) fn renumber(&mut self) -> u32 {
        let mut pending: Vec<&mut Entry<E>> =
            self.entries.iter_mut().filter(|entry| entry.serial != 0).collect();
        pending.sort_unstable_by_key(|entry| (entry.at, entry.sequence));
        let mut count = 0;
        for entry in pending {
            count += 1;
            entry.sequence = count;
        }
        count
    }
}

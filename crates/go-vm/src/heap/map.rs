//! Maps: entries in insertion order behind an open-addressing index.
//!
//! Every entry has a sequence number that only grows, and entries stay ordered by it, so an
//! iterator survives any change of the map: it remembers the last number it visited.

use crate::value::{Obj, Value};

const EMPTY: u32 = u32::MAX;
const TOMBSTONE: u32 = u32::MAX - 1;

/// A map.
#[derive(Clone, Debug)]
pub struct Map {
    key_slots: u32,
    value_slots: u32,
    /// Keys and values of all entries, dead ones included.
    slots: Vec<Value>,
    /// Hash and sequence number of each entry.
    entries: Vec<Entry>,
    /// Open addressing: entry numbers, [`EMPTY`] or [`TOMBSTONE`]. A power of two, or nothing.
    index: Vec<u32>,
    tombstones: usize,
    live: usize,
    next_seq: u64,
    /// The latest write of each P, if several Ps run.
    pub writers: Vec<Writer>,
}

/// A write to a map, to find others that meet it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writer {
    /// The P that wrote.
    pub p: u16,
    /// How often it had synchronised with others by then.
    pub syncs: u64,
    /// Virtual time of its beginning, ps.
    pub from: u64,
    /// Virtual time of its end, ps.
    pub to: u64,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u64,
    seq: u64,
    live: bool,
}

/// The state of a `range` over a map.
#[derive(Clone, Debug)]
pub struct MapIter {
    /// The map, or none.
    pub map: Obj,
    /// First sequence number of the first lap.
    start: u64,
    /// Entries from this number on were added after the start and are not visited.
    end: u64,
    /// Next sequence number to look at.
    next: u64,
    /// Where `next` was found last; a hint.
    hint: usize,
    wrapped: bool,
}

impl Map {
    /// An empty map with room for `hint` entries of these slots.
    pub fn new(key_slots: u32, value_slots: u32, hint: usize) -> Map {
        let mut map = Map {
            key_slots,
            value_slots,
            slots: Vec::new(),
            entries: Vec::new(),
            index: Vec::new(),
            tombstones: 0,
            live: 0,
            next_seq: 0,
            writers: Vec::new(),
        };
        if hint > 8 {
            map.entries.reserve(hint);
            map.slots.reserve(hint * map.stride());
            map.index = vec![EMPTY; index_size(hint)];
        }
        map
    }

    fn stride(&self) -> usize {
        (self.key_slots + self.value_slots) as usize
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.live
    }

    /// True without entries.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Slots of a key.
    pub fn key_slots(&self) -> usize {
        self.key_slots as usize
    }

    /// Room for entries, for accounting. It follows from the index alone: a copy of the map has vectors without spare
    /// room, and must be accounted like the original.
    pub fn capacity(&self) -> usize {
        self.index.len() / 8 * 7
    }

    /// Bytes of real memory, roughly.
    pub fn real_size(&self) -> u64 {
        let entry = 24 + self.stride() * size_of::<Value>();
        (128 + self.capacity() * entry + self.index.len() * 4) as u64
    }

    /// Slots of all entries, for the collector. Dead entries hold nils.
    pub fn live_slots(&self) -> &[Value] {
        &self.slots
    }

    /// The entry whose hash is `hash` and whose key satisfies `eq`.
    #[inline]
    pub fn find(&self, hash: u64, mut eq: impl FnMut(&[Value]) -> bool) -> Option<usize> {
        if self.index.is_empty() {
            return None;
        }
        let mask = self.index.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.index[at] {
                EMPTY => return None,
                TOMBSTONE => {}
                entry => {
                    let entry = entry as usize;
                    if self.entries[entry].hash == hash && eq(self.key(entry)) {
                        return Some(entry);
                    }
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// Key of entry `entry`.
    #[inline]
    pub fn key(&self, entry: usize) -> &[Value] {
        let at = entry * self.stride();
        &self.slots[at..at + self.key_slots as usize]
    }

    /// Value of entry `entry`.
    #[inline]
    pub fn value(&self, entry: usize) -> &[Value] {
        let at = entry * self.stride() + self.key_slots as usize;
        &self.slots[at..at + self.value_slots as usize]
    }

    /// Value of entry `entry`, to change.
    #[inline]
    pub fn value_mut(&mut self, entry: usize) -> &mut [Value] {
        let at = entry * self.stride() + self.key_slots as usize;
        &mut self.slots[at..at + self.value_slots as usize]
    }

    /// Adds an entry whose key is not there yet.
    pub fn insert(&mut self, hash: u64, key: &[Value], value: &[Value]) {
        if (self.entries.len() + self.tombstones + 1) * 8 > self.index.len() * 7 {
            self.rebuild();
        }
        let entry = self.entries.len() as u32;
        self.entries.push(Entry { hash, seq: self.next_seq, live: true });
        self.next_seq += 1;
        self.slots.extend_from_slice(key);
        self.slots.extend_from_slice(value);
        self.live += 1;
        self.link(hash, entry);
    }

    fn link(&mut self, hash: u64, entry: u32) {
        let mask = self.index.len() - 1;
        let mut at = hash as usize & mask;
        while self.index[at] != EMPTY {
            at = (at + 1) & mask;
        }
        self.index[at] = entry;
    }

    /// Drops dead entries and makes the index fit twice the live ones.
    fn rebuild(&mut self) {
        let stride = self.stride();
        let mut kept = 0;
        for i in 0..self.entries.len() {
            if self.entries[i].live {
                self.entries[kept] = self.entries[i];
                self.slots.copy_within(i * stride..(i + 1) * stride, kept * stride);
                kept += 1;
            }
        }
        self.entries.truncate(kept);
        self.slots.truncate(kept * stride);
        self.tombstones = 0;
        self.index.clear();
        self.index.resize(index_size(kept * 2 + 1), EMPTY);
        for i in 0..kept {
            self.link(self.entries[i].hash, i as u32);
        }
    }

    /// Removes entry `entry`.
    pub fn remove(&mut self, entry: usize) {
        let mask = self.index.len() - 1;
        let mut at = self.entries[entry].hash as usize & mask;
        while self.index[at] != entry as u32 {
            at = (at + 1) & mask;
        }
        self.index[at] = TOMBSTONE;
        self.tombstones += 1;
        self.entries[entry].live = false;
        let stride = self.stride();
        self.slots[entry * stride..(entry + 1) * stride].fill(Value::Nil);
        self.live -= 1;
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.slots.clear();
        self.entries.clear();
        self.index.fill(EMPTY);
        self.tombstones = 0;
        self.live = 0;
    }

    /// Entry numbers of all live entries in insertion order.
    pub fn entries(&self) -> impl Iterator<Item = usize> + '_ {
        self.entries.iter().enumerate().filter(|(_, e)| e.live).map(|(i, _)| i)
    }

    /// An iterator that starts at an entry chosen by the random number.
    pub fn iter(&self, map: Obj, random: u64) -> MapIter {
        let hint = if self.entries.is_empty() { 0 } else { (random % self.entries.len() as u64) as usize };
        let start = self.entries.get(hint).map_or(0, |e| e.seq);
        MapIter { map, start, end: self.next_seq, next: start, hint, wrapped: false }
    }

    /// The next entry of an iteration.
    pub fn advance(&self, iter: &mut MapIter) -> Option<usize> {
        loop {
            let limit = if iter.wrapped { iter.start } else { iter.end };
            let mut at = match self.entries.get(iter.hint) {
                Some(e) if e.seq == iter.next => iter.hint,
                _ => self.entries.partition_point(|e| e.seq < iter.next),
            };
            while let Some(entry) = self.entries.get(at).filter(|e| e.seq < limit) {
                if entry.live {
                    iter.next = entry.seq + 1;
                    iter.hint = at + 1;
                    return Some(at);
                }
                at += 1;
            }
            if iter.wrapped {
                // Nothing follows, now or later.
                iter.next = iter.start;
                return None;
            }
            (iter.wrapped, iter.next, iter.hint) = (true, 0, 0);
        }
    }
}

/// Power of two that holds `entries` at 7/8 load.
fn index_size(entries: usize) -> usize {
    (entries * 8 / 7 + 1).next_power_of_two().max(8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int_map(keys: impl Iterator<Item = i64>) -> Map {
        let mut map = Map::new(1, 1, 0);
        for k in keys {
            map.insert(hash(k), &[Value::Int(k)], &[Value::Int(k * 10)]);
        }
        map
    }

    fn hash(k: i64) -> u64 {
        (k as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn find(map: &Map, k: i64) -> Option<usize> {
        map.find(hash(k), |key| key[0] == Value::Int(k))
    }

    #[test]
    fn a_copy_is_accounted_like_the_original() {
        let size = |map: &Map| (map.capacity(), map.real_size());
        let mut map = Map::new(1, 1, 0);
        for key in 0..200 {
            let mut copy = map.clone();
            assert_eq!(size(&copy), size(&map), "{key} entries");
            for map in [&mut map, &mut copy] {
                map.insert(key, &[Value::Int(key as i64)], &[Value::Int(0)]);
            }
            assert_eq!(size(&copy), size(&map), "{key} entries and one more");
        }
    }

    #[test]
    fn finds_what_was_inserted_and_not_what_was_removed() {
        let mut map = int_map(0..1000);
        for k in (0..1000).step_by(3) {
            let entry = find(&map, k).expect("present");
            map.remove(entry);
        }
        for k in 0..1000 {
            assert_eq!(find(&map, k).map(|e| map.value(e)[0]), (k % 3 != 0).then_some(Value::Int(k * 10)));
        }
        assert_eq!(map.len(), 666);
    }

    #[test]
    fn an_iteration_visits_every_entry_once_while_the_map_is_rebuilt_under_it() {
        let mut map = int_map(0..50);
        let mut iter = map.iter(Obj::NONE, 17);
        let mut seen = Vec::new();
        while let Some(entry) = map.advance(&mut iter) {
            let k = map.key(entry)[0].int();
            seen.push(k);
            // Removing the visited and adding others forces rebuilds.
            map.remove(entry);
            for extra in 0..5 {
                let fresh = 1000 + k * 5 + extra;
                map.insert(hash(fresh), &[Value::Int(fresh)], &[Value::Nil]);
            }
        }
        assert_eq!(seen[..3], [17, 18, 19]);
        seen.sort_unstable();
        assert_eq!(seen, (0..50).collect::<Vec<_>>());
    }
}

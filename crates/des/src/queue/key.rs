//! Keys of 128 bits, `time | sequence | slot`: their order is the order of events.

use super::slab::Slab;
use crate::Time;

/// Larger than every key in use.
pub(super) const EMPTY: u128 = u128::MAX;

#[inline]
pub(super) fn key(at: Time, sequence: u32, slot: u32) -> u128 {
    u128::from(at.as_nanos()) << 64 | u128::from(sequence) << 32 | u128::from(slot)
}

#[inline]
pub(super) fn entry_key<E>(slab: &Slab<E>, slot: u32) -> u128 {
    key(slab.at(slot), slab.sequence(slot), slot)
}

/// Whether a key of the heap is that of an event which still waits there.
#[inline]
pub(super) fn is_live<E>(slab: &Slab<E>, key: u128) -> bool {
    slab.is_live(slot_of(key), sequence_of(key))
}

#[inline]
pub(super) fn time_of(key: u128) -> Time {
    Time::from_nanos((key >> 64) as u64)
}

#[inline]
pub(super) fn slot_of(key: u128) -> u32 {
    key as u32
}

#[inline]
fn sequence_of(key: u128) -> u32 {
    (key >> 32) as u32
}

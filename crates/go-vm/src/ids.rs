//! Maps by a number of ours.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are given out one after the other: nobody chooses them so that they meet. Its order means nothing.
pub type ById<V> = HashMap<u64, V, BuildHasherDefault<Spread>>;

/// Spreads numbers by a multiplication.
#[derive(Clone, Debug, Default)]
pub struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(byte.into()));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        // A map takes its buckets from the low bits, and the multiplication has mixed the high ones best.
        self.0.rotate_left(32)
    }
}

//! Package math/rand.
//!
//! ```go
//! // The state of Go's additive generator after Seed(seed); vec has 607 elements.
//! func fill(vec []uint64, seed int64)
//! ```

use super::{NativeCall, Table};
use crate::machine::Flow;
use crate::value::Value;

/// Natives of package math/rand.
pub const TABLE: Table = &[("math/rand.fill", fill, false)];

/// Length of the generator's state.
const LEN: usize = 607;

/// What the state begins with for every seed, before the seed is mixed in: hexadecimal, one word a line.
const BEGIN: &str = include_str!("rand.txt");

/// The minimal standard generator 48271·x mod 2³¹−1.
fn next(x: u64) -> u64 {
    x * 48271 % 0x7fff_ffff
}

/// The state for a seed.
fn state(seed: i64) -> Vec<u64> {
    let mut x = match seed.rem_euclid(0x7fff_ffff) {
        0 => 89_482_311,
        x => x as u64,
    };
    for _ in 0..20 {
        x = next(x);
    }
    let words = BEGIN.lines().map(|line| u64::from_str_radix(line, 16).unwrap_or(0));
    words
        .map(|word| {
            let mixed = [40, 20, 0].iter().fold(0, |mixed, shift| {
                x = next(x);
                mixed ^ (x << shift)
            });
            word ^ mixed
        })
        .collect()
}

fn fill(call: &mut NativeCall) -> Flow {
    let vec = call.arg(0).slice();
    if vec.len() as usize != LEN {
        return Flow::Next;
    }
    let values: Vec<Value> = state(call.arg(1).int()).into_iter().map(|w| Value::Int(w as i64)).collect();
    call.machine.heap_mut().store_n(vec.obj(), vec.off(), &values);
    call.charge(call.machine.costs().copy_byte.saturating_mul(8 * LEN as u32));
    Flow::Next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_of_seed_one() {
        let vec = state(1);
        assert_eq!(vec.len(), LEN);
        assert_eq!(vec[333].wrapping_add(vec[606]) & (u64::MAX >> 1), 5_577_006_791_947_779_410);
    }
}

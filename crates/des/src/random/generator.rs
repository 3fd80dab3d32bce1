//! xoshiro256++ and what can be drawn from it.

use super::key::{GOLDEN, mix};
use super::ziggurat;

/// A stream of random numbers. Cloning it forks the stream: both go on with the same numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng {
    state: [u64; 4],
}

/// A probability as a fraction of integers, exact on every target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    /// Favourable cases. At or above the denominator: always.
    pub numerator: u64,
    /// All cases. With 0 the ratio counts as never.
    pub denominator: u64,
}

impl Ratio {
    /// What never happens.
    pub const NEVER: Ratio = Ratio::new(0, 1);
    /// What always happens.
    pub const ALWAYS: Ratio = Ratio::new(1, 1);

    /// `numerator` cases out of `denominator`.
    #[must_use]
    pub const fn new(numerator: u64, denominator: u64) -> Ratio {
        Ratio { numerator, denominator }
    }
}

impl Rng {
    /// The generator whose state is filled from `key` by SplitMix64.
    ///
    /// Prefer [`Seed::stream`](crate::Seed::stream), which makes the key from what the draws are for.
    #[inline]
    #[must_use]
    pub fn new(key: u64) -> Rng {
        // The four are never all zero, which is the one state to avoid: `mix` is a bijection and the inputs differ.
        let word = |n: u64| mix(key.wrapping_add(GOLDEN.wrapping_mul(n)));
        Rng { state: [word(1), word(2), word(3), word(4)] }
    }

    /// 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let c_mixed = c ^ a;
        let d_mixed = d ^ b;
        self.state = [a ^ d_mixed, b ^ c_mixed, c_mixed ^ (b << 17), d_mixed.rotate_left(45)];
        result
    }

    /// A whole number from 0 to `bound` - 1, each equally likely. Gives 0 if `bound` is 0.
    #[inline]
    pub fn below(&mut self, bound: u64) -> u64 {
        // The high half of bits × bound is even but for the products whose low half is under 2^64 mod bound (Lemire, 2019).
        let mut product = u128::from(self.bits()) * u128::from(bound);
        if (product as u64) < bound {
            let excess = bound.wrapping_neg() % bound;
            while (product as u64) < excess {
                product = u128::from(self.bits()) * u128::from(bound);
            }
        }
        (product >> 64) as u64
    }

    /// A place in a collection of `len` elements. Gives 0 if there are none.
    #[inline]
    pub fn index(&mut self, len: usize) -> usize {
        self.below(len as u64) as usize
    }

    /// A whole number from `low` to `high`, both included and each equally likely. Gives `low` if `high` is less.
    #[inline]
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        match high.saturating_sub(low).checked_add(1) {
            Some(bound) => low + self.below(bound),
            None => self.bits(),
        }
    }

    /// A number in [0, 1): a multiple of 2^-53, each equally likely.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// A draw from the exponential distribution of mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        ziggurat::exponential(self)
    }

    /// A draw from the normal distribution of mean 0 and standard deviation 1.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        ziggurat::normal(self)
    }

    /// Whether something of this probability happens. Always costs one draw of [`Rng::below`].
    #[inline]
    pub fn chance(&mut self, ratio: Ratio) -> bool {
        self.below(ratio.denominator) < ratio.numerator && ratio.denominator > 0
    }

    /// Brings the items into random order, each order equally likely (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index(last + 1));
        }
    }

    /// One of the items, each equally likely; `None` if there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.index(items.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::Rng;

    /// The sequence of xoshiro256++ from this state, as published with other implementations of it.
    #[test]
    fn reference_state() {
        let mut rng = Rng { state: [1, 2, 3, 4] };
        let first: Vec<u64> = (0..5).map(|_| rng.bits()).collect();
        assert_eq!(first, [41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205]);
    }
}

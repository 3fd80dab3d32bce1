//! From (seed, purpose, id, number) to a generator.

use super::Rng;

/// The seed of a run, from which all its random streams derive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seed(pub u64);

/// What a stream of random numbers is for, such as `service time`. Only its name counts.
///
/// ```
/// use tidepool_des::{Purpose, Seed};
///
/// const THINK: Purpose = Purpose::new("think time");
/// assert_eq!(Seed(1).stream(THINK, 7), Seed(1).stream("think time", 7));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Purpose(u64);

/// Draws that belong to numbered things: [`Keyed::at`] gives the generator of the n-th.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Keyed(u64);

impl Purpose {
    /// The purpose called `name`, hashed with FNV-1a.
    #[must_use]
    pub const fn new(name: &str) -> Purpose {
        let bytes = name.as_bytes();
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut index = 0;
        while index < bytes.len() {
            hash = (hash ^ bytes[index] as u64).wrapping_mul(0x0100_0000_01b3);
            index += 1;
        }
        Purpose(hash)
    }
}

impl From<&str> for Purpose {
    fn from(name: &str) -> Purpose {
        Purpose::new(name)
    }
}

impl Seed {
    /// The generator for `purpose` of the thing whose stable id is `id` (a client, a server, a process).
    #[must_use]
    pub fn stream(self, purpose: impl Into<Purpose>, id: u64) -> Rng {
        Rng::new(self.keyed(purpose, id).0)
    }

    /// The draws for `purpose` of the thing whose stable id is `id`, one generator for each number.
    #[must_use]
    pub fn keyed(self, purpose: impl Into<Purpose>, id: u64) -> Keyed {
        Keyed(fold(fold(mix(self.0), purpose.into().0), id))
    }
}

impl Keyed {
    /// The generator of number `n`, whatever has been drawn for other numbers.
    #[inline]
    #[must_use]
    pub fn at(self, n: u64) -> Rng {
        Rng::new(fold(self.0, n))
    }
}

/// 2^64 divided by the golden ratio, odd.
pub(super) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The output function of SplitMix64: a bijection in which every input bit reaches every output bit.
#[inline]
pub(super) const fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Adds one part to a key. The order of parts counts.
#[inline]
const fn fold(key: u64, part: u64) -> u64 {
    mix(key.wrapping_add(GOLDEN) ^ mix(part.wrapping_add(GOLDEN)))
}

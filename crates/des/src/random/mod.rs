//! Random numbers that stay what they are when something else changes.
//!
//! Nothing draws from a common source. Every draw belongs to a stream named by *(seed, purpose, stable id)*, and draws that
//! belong to a numbered thing (the service time of the n-th request of a client) are keyed by that number as well.
//! So a run with a larger pool, or with a fault, sees the same arrivals and the same service times: an A/B comparison compares.
//!
//! The generator is xoshiro256++ (Blackman and Vigna, 2019), its state filled by SplitMix64 from the key.
//! Integers, order and probabilities involve no floating point; what does uses `libm`, so all targets agree bit for bit.

mod generator;
mod key;
mod ziggurat;

pub use generator::{Ratio, Rng};
pub use key::{Keyed, Purpose, Seed};

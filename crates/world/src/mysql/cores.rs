//! The cores of a server, shared by the statements that run on it.
//!
//! With `n` statements on `c` cores, each runs at the speed
//!
//! ```text
//! min(1, c / n) / (1 + thrash × max(0, n - c))
//! ```
//!
//! and the latency drawn for a statement is its work: the time that it takes at speed 1.
//! The numerator is *processor sharing*, the usual model of a machine that gives all that run a small turn each.
//! The denominator makes the whole slower with each statement beyond the cores: what all do together is
//! `c / (1 + thrash × (n - c))`, so it rises up to `n = c` and falls behind, and a larger pool can be slower.
//! That something falls is the idea of Gunther's universal scalability law (caches, latches and switches cost
//! more, the more take part); his law has a quadratic term for it and fits both parts to measurements, while this
//! curve has one number that says how bad it is.
//!
//! All that run get the same service, so the clock counts *service*, not time: a statement ends when as much
//! service has been given since it began as it has work. Their order never changes, whoever comes or goes, and
//! one pending event, for the next to end, is enough.

use std::collections::{BTreeMap, BTreeSet};

use crate::Time;

/// Binary places of a speed and of service in nanoseconds.
const PLACES: u32 = 48;

/// Binary places of `thrash`.
const THRASH_PLACES: u32 = 32;

/// The most cores a server has.
pub(crate) const CORES_MAX: u64 = 1_000_000;

/// The greatest `thrash`.
pub(crate) const THRASH_MAX: f64 = 100.0;

/// Statements that run, and how far they are.
#[derive(Clone, Debug)]
pub(super) struct Cores {
    cores: u64,
    thrash: u128,
    /// Until when service has been counted.
    now: Time,
    /// What every statement that has been running from the start would have got by now.
    service: u128,
    /// At which service each operation ends, and on which socket it is.
    running: BTreeMap<u64, (u128, u64)>,
    ends: BTreeSet<(u128, u64)>,
    /// The earliest event that is on its way to [`Cores::ended`].
    armed: Option<Time>,
}

impl Cores {
    /// `cores` of them, at least one; `thrash` as in the module's text.
    pub(super) fn new(cores: u64, thrash: f64) -> Self {
        let scale = (1_u64 << THRASH_PLACES) as f64;
        Cores {
            cores: cores.clamp(1, CORES_MAX),
            thrash: (thrash.clamp(0.0, THRASH_MAX) * scale) as u128,
            now: 0,
            service: 0,
            running: BTreeMap::new(),
            ends: BTreeSet::new(),
            armed: None,
        }
    }

    /// How many statements run.
    pub(super) fn running(&self) -> u64 {
        self.running.len() as u64
    }

    /// The operation `op` of `socket` begins to run; it has `work` nanoseconds to do.
    pub(super) fn start(&mut self, now: Time, socket: u64, op: u64, work: Time) {
        self.pass(now);
        let end = self.service.saturating_add(u128::from(work) << PLACES);
        self.running.insert(op, (end, socket));
        self.ends.insert((end, op));
    }

    /// The operation `op` is broken off, if it runs.
    pub(super) fn stop(&mut self, now: Time, op: u64) {
        self.pass(now);
        if let Some((end, _)) = self.running.remove(&op) {
            self.ends.remove(&(end, op));
        }
    }

    /// When an event must come that has not been asked for yet, if one must. An earlier one may be on its way
    /// from the time when less ran: it finds nothing that has ended, and the next is asked for then.
    pub(super) fn arm(&mut self) -> Option<Time> {
        let (end, _) = *self.ends.first()?;
        // Times are whole: the nearest is meant.
        let speed = self.speed();
        let left = (end.saturating_sub(self.service) + speed / 2) / speed;
        let at = self.now.saturating_add(Time::try_from(left).unwrap_or(Time::MAX));
        if self.armed.is_some_and(|armed| armed <= at) {
            return None;
        }
        self.armed = Some(at);
        Some(at)
    }

    /// An event is there: socket and operation of each statement that has ended, in the order of their ends.
    pub(super) fn ended(&mut self, now: Time) -> Vec<(u64, u64)> {
        self.pass(now);
        if self.armed.is_some_and(|armed| armed <= now) {
            self.armed = None;
        }
        let mut over = Vec::new();
        while let Some(&(end, op)) = self.ends.first() {
            if end.saturating_sub(self.service) > self.speed() / 2 {
                break;
            }
            self.ends.pop_first();
            if let Some((_, socket)) = self.running.remove(&op) {
                over.push((socket, op));
            }
        }
        over
    }

    /// Time has passed until `now`.
    fn pass(&mut self, now: Time) {
        let elapsed = u128::from(now.saturating_sub(self.now));
        self.service = self.service.saturating_add(elapsed * self.speed());
        self.now = self.now.max(now);
    }

    /// How much service each statement gets per nanosecond.
    fn speed(&self) -> u128 {
        let (cores, running) = (u128::from(self.cores), u128::from(self.running()));
        let Some(beyond) = running.checked_sub(cores).filter(|&beyond| beyond > 0) else {
            return 1 << PLACES;
        };
        let slower = (1 << THRASH_PLACES) + self.thrash * beyond;
        ((cores << (PLACES + THRASH_PLACES)) / (running * slower)).max(1)
    }
}

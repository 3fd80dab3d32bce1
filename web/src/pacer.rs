//! Cuts the work into slices that leave the page responsive.

use crate::speed::Speed;

/// A slice takes about this long, in milliseconds.
const SLICE_MS: f64 = 8.0;

/// Part of a slice after which the clock is read, in milliseconds.
const CHUNK_MS: f64 = 2.0;

/// Longest real time that one frame may stand for, in milliseconds: after a pause of the
/// page, virtual time does not jump.
const FRAME_MS_MAX: f64 = 100.0;

/// Finds out how many instructions fit into a slice.
#[derive(Clone, Copy, Debug)]
pub struct Pacer {
    /// Instructions between two looks at the clock.
    chunk: u64,
}

impl Default for Pacer {
    fn default() -> Self {
        Pacer { chunk: 5_000 }
    }
}

impl Pacer {
    /// Calls `work` with budgets of instructions until it says that it is done or the slice
    /// is over. `clock` gives milliseconds. Returns whether the work is done.
    pub fn slice(&mut self, clock: impl Fn() -> f64, mut work: impl FnMut(u64) -> bool) -> bool {
        let start = clock();
        let mut before = start;
        loop {
            if work(self.chunk) {
                return true;
            }
            let now = clock();
            self.learn(now - before);
            before = now;
            if now - start + CHUNK_MS > SLICE_MS {
                return false;
            }
        }
    }

    fn learn(&mut self, took_ms: f64) {
        if took_ms < CHUNK_MS / 2.0 {
            self.chunk = (self.chunk * 2).min(1 << 24);
        } else if took_ms > CHUNK_MS {
            let share = (CHUNK_MS / took_ms).max(0.05);
            self.chunk = ((self.chunk as f64 * share) as u64).max(200);
        }
    }
}

/// Where a frame of playing ends.
pub fn goal(now_ns: u64, speed: Speed, clock: f64, last: Option<f64>) -> u64 {
    let ms = last.map_or(16.0, |last| (clock - last).clamp(0.0, FRAME_MS_MAX));
    now_ns.saturating_add(speed.nanos_in(ms))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Works on a machine that does `per_ms` instructions a millisecond; returns the longest slice.
    fn longest_slice(per_ms: f64) -> f64 {
        let time = Cell::new(0.0);
        let mut pacer = Pacer::default();
        let mut longest = 0.0f64;
        for _ in 0..50 {
            let start = time.get();
            let done = pacer.slice(
                || time.get(),
                |budget| {
                    time.set(time.get() + budget as f64 / per_ms);
                    false
                },
            );
            assert!(!done);
            longest = longest.max(time.get() - start);
        }
        longest
    }

    #[test]
    fn slices_are_short_on_slow_and_fast_machines() {
        for per_ms in [300.0, 5_000.0, 200_000.0] {
            let longest = longest_slice(per_ms);
            assert!(longest < 20.0, "{longest} ms at {per_ms} instructions per ms");
        }
    }

    #[test]
    fn done_is_said_at_once() {
        assert!(Pacer::default().slice(|| 0.0, |_| true));
    }
}

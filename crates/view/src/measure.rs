//! Sizes and durations, for those who place the results.

use tidepool_des::Duration;
use tidepool_sim::Simulation;

/// Guessed size of a goroutine with its stack, in bytes.
const GOROUTINE_BYTES: u64 = 2_000;

/// Guessed size of a world and of metrics, in bytes.
const REST_BYTES: u64 = 300_000;

/// Estimated size of `simulation` in bytes: what a snapshot of it costs.
pub fn weight(simulation: &Simulation) -> u64 {
    let machines = simulation.processes().iter().map(|process| {
        process.machine.heap_bytes() + GOROUTINE_BYTES * process.machine.goroutine_count() as u64
    });
    REST_BYTES + machines.sum::<u64>()
}

/// The nanoseconds of a duration such as `300ms`, none if it is none.
pub fn parse_duration_ns(text: &str) -> Option<u64> {
    text.trim().parse::<Duration>().ok().map(Duration::as_nanos)
}

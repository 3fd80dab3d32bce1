//! Sizes, durations and counts, for those who place the results.

use tidepool_des::Duration;
use tidepool_sim::Simulation;

use crate::stage;

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

/// How many waits have begun: for a connection or, in a program alone, of any goroutine.
pub fn waits(simulation: &Simulation) -> u64 {
    if simulation.has_clients() {
        return simulation.metrics().pool_totals().counters.waits;
    }
    simulation.processes().iter().map(|process| process.machine.waits_begun()).sum()
}

/// How many connections have leaked, as the stage shows them, and how many goroutines, as their profile says. The latter
/// takes a trace of each heap.
pub fn leaks(simulation: &Simulation) -> u64 {
    let stage = stage(simulation);
    let slots = stage.pools.iter().flat_map(|pool| &pool.slots);
    let connections = slots.filter(|slot| slot.holder.is_some_and(|holder| holder.orphaned)).count();
    let running = simulation.processes().iter().filter(|process| process.exit().is_none());
    let goroutines: usize = running.map(|process| process.machine.leaked_goroutines()).sum();
    (connections + goroutines) as u64
}

/// The nanoseconds of a duration such as `300ms`, none if it is none.
pub fn parse_duration_ns(text: &str) -> Option<u64> {
    text.trim().parse::<Duration>().ok().map(Duration::as_nanos)
}

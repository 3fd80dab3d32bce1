//! The line that `GODEBUG=gctrace=1` prints for each cycle (`runtime/extern.go`).

use super::{Cause, Cycle};
use crate::host::Time;
use crate::machine::Machine;

impl Machine {
    /// The line of a cycle: it stopped the world again at `end.0` and let it go at `end.1`; `heap` was reached, lives,
    /// was the goal.
    pub(super) fn trace_line(
        &self,
        cycle: &Cycle,
        end: (Time, Time),
        (reached, live, goal): (u64, u64, u64),
    ) -> String {
        let procs = self.sched.active() as u64;
        let (first, marking, second) = (cycle.marking - cycle.stopped, end.0 - cycle.marking, end.1 - end.0);
        let totals = self.gc.totals;
        let busy = totals.paused * procs + totals.assist + totals.background;
        let percent = 100 * busy / (self.age(end.1) * procs).max(1);
        let clock = [first, marking, second].map(millis).join("+");
        let of = |ps: u64| millis(ps / 1000);
        let marked = [cycle.assist_time, cycle.background_time, cycle.idle_time].map(of).join("/");
        let cpu = [millis(first * procs), marked, millis(second * procs)].join("+");
        let [from, to, alive, goal] = [cycle.heap, reached, live, goal].map(|bytes| bytes >> 20);
        let (stacks, globals) = (cycle.stack_scan >> 20, self.gc.pacer.globals >> 20);
        let forced = if cycle.cause == Cause::Forced { " (forced)" } else { "" };
        let seconds = self.age(cycle.stopped) / 1_000_000;
        format!(
            "gc {} @{}.{:03}s {percent}%: {clock} ms clock, {cpu} ms cpu, {from}->{to}->{alive} MB, {goal} MB goal, \
             {stacks} MB stacks, {globals} MB globals, {procs} P{forced}\n",
            self.heap.stats().cycles,
            seconds / 1000,
            seconds % 1000,
        )
    }
}

/// Milliseconds with two significant digits, whole ones from ten on.
fn millis(ns: u64) -> String {
    if ns >= 10_000_000 {
        return (ns / 1_000_000).to_string();
    }
    let mut value = ns / 1000;
    if value == 0 {
        return "0".to_owned();
    }
    let mut digits = 3;
    while value >= 100 {
        value /= 10;
        digits -= 1;
    }
    let scale = 10u64.pow(digits);
    format!("{}.{:0width$}", value / scale, value % scale, width = digits as usize)
}

#[cfg(test)]
mod tests {
    use super::millis;

    #[test]
    fn milliseconds_are_short() {
        let all = [0, 999, 1_000, 78_000, 150_900, 999_999, 3_799_999, 9_999_999, 22_900_000].map(millis);
        assert_eq!(all, ["0", "0", "0.001", "0.078", "0.15", "0.99", "3.7", "9.9", "22"]);
    }
}

//! The line that `GODEBUG=gctrace=1` prints for each cycle (`runtime/extern.go`).

use super::Collected;
use crate::host::Time;

impl Collected {
    /// How long the world stood still, in nanoseconds.
    pub fn paused(&self) -> u64 {
        let (first, second) = self.stops();
        first + second
    }

    /// The stop before the marking and the one behind it.
    fn stops(&self) -> (u64, u64) {
        (self.marking - self.began, self.ended - self.marked)
    }

    /// The line of this cycle, of a process that began at `started`.
    pub fn trace_line(&self, started: Time) -> String {
        let (first, second) = self.stops();
        let clock = [first, self.marked - self.marking, second].map(millis).join("+");
        let marked = [self.assist, self.background, self.idle].map(millis).join("/");
        let cpu = [millis(first * self.procs), marked, millis(second * self.procs)].join("+");
        let [from, to, alive, goal] =
            [self.heap.0, self.heap.1, self.live, self.goal].map(|bytes| bytes >> 20);
        let (stacks, globals) = (self.stacks >> 20, self.globals >> 20);
        let forced = if self.forced { " (forced)" } else { "" };
        let age = self.began.saturating_sub(started) / 1_000_000;
        format!(
            "gc {} @{}.{:03}s {}%: {clock} ms clock, {cpu} ms cpu, {from}->{to}->{alive} MB, {goal} MB goal, \
             {stacks} MB stacks, {globals} MB globals, {} P{forced}\n",
            self.number,
            age / 1000,
            age % 1000,
            self.percent,
            self.procs,
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

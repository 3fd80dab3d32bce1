//! Million events per second of the kernel's queue, beside those of a plain `BinaryHeap`, for both reference workloads.
//!
//! `cargo bench -p tidepool-des [-- REQUESTS [ROUNDS]]` prints, for each workload, the best of the rounds,
//! since other work on the machine only ever slows. Rounds of the two queues alternate.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tidepool_des::workload::{self, Agenda, Event, Kernel, Report, TIMEOUT};
use tidepool_des::{Duration, Seed, Time};

fn main() {
    let numbers: Vec<u64> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let requests = numbers.first().copied().unwrap_or(1_000_000);
    let rounds = numbers.get(1).copied().unwrap_or(5);
    println!("{requests} requests, best of {rounds} rounds, million events per second");
    compare("open (W)", 13.769, requests, rounds, workload::open::<Kernel>, workload::open::<Floor>);
    compare("closed (W2)", 1100.0, requests, rounds, workload::closed::<Kernel>, workload::closed::<Floor>);
}

type Workload = fn(Seed, u64) -> Report;

fn compare(name: &str, theory_ms: f64, requests: u64, rounds: u64, kernel: Workload, floor: Workload) {
    let mut kernel_speeds = Vec::new();
    let mut floor_speeds = Vec::new();
    let mut wait_ms = 0.0;
    for round in 0..rounds {
        let seed = Seed(round);
        let (floor_speed, floor_report) = measure(floor, seed, requests);
        let (kernel_speed, kernel_report) = measure(kernel, seed, requests);
        floor_speeds.push(floor_speed);
        kernel_speeds.push(kernel_speed);
        wait_ms += kernel_report.mean_wait().as_millis_f64() / rounds as f64;
        assert_eq!(kernel_report, floor_report, "both queues must give the same run");
    }
    let (kernel, floor) = (best(kernel_speeds), best(floor_speeds));
    let ratio = kernel / floor;
    let off = (wait_ms / theory_ms - 1.0) * 100.0;
    println!(
        "{name:12} kernel {kernel:6.2}  floor {floor:6.2}  ratio {ratio:5.2}  mean wait {wait_ms:.3} ms, theory {theory_ms:.3} ms ({off:+.1} %)"
    );
}

#[expect(clippy::disallowed_types, reason = "a benchmark measures real time")]
fn measure(workload: Workload, seed: Seed, requests: u64) -> (f64, Report) {
    let start = std::time::Instant::now();
    let report = std::hint::black_box(workload(seed, requests));
    (report.events as f64 / 1e6 / start.elapsed().as_secs_f64(), report)
}

fn best(speeds: Vec<f64>) -> f64 {
    speeds.into_iter().fold(0.0, f64::max)
}

/// What one would write first: a heap of (time, sequence, event), and a flag for each timeout that may have been cancelled.
#[derive(Default)]
struct Floor {
    now: Time,
    sequence: u64,
    heap: BinaryHeap<Reverse<(Time, u64, Event, u32)>>,
    /// Whether the timeout with this number is cancelled.
    cancelled: Vec<bool>,
    free: Vec<u32>,
}

/// The number of events that are no timeouts.
const NO_TIMEOUT: u32 = u32::MAX;

impl Floor {
    fn push(&mut self, delay: Duration, event: Event, timeout: u32) {
        self.sequence += 1;
        self.heap.push(Reverse((self.now + delay, self.sequence, event, timeout)));
    }
}

impl Agenda for Floor {
    type Timeout = u32;

    fn schedule(&mut self, delay: Duration, event: Event) {
        self.push(delay, event, NO_TIMEOUT);
    }

    fn set_timeout(&mut self, event: Event) -> u32 {
        let number = self.free.pop().unwrap_or_else(|| {
            self.cancelled.push(false);
            self.cancelled.len() as u32 - 1
        });
        self.push(TIMEOUT, event, number);
        number
    }

    fn cancel_timeout(&mut self, timeout: u32) {
        self.cancelled[timeout as usize] = true;
    }

    fn next(&mut self) -> Option<(Time, Event)> {
        loop {
            let Reverse((at, _, event, timeout)) = self.heap.pop()?;
            if let Some(cancelled) = self.cancelled.get_mut(timeout as usize) {
                self.free.push(timeout);
                if std::mem::take(cancelled) {
                    continue;
                }
            }
            self.now = at;
            return Some((at, event));
        }
    }
}

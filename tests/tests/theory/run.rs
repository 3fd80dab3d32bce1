//! One replication: a listing under load, and what happened to its pool after the warm-up.

use std::rc::Rc;

use tidepool_des::Duration;
use tidepool_scenario::{Library, Run, Scenario, Selection};
use tidepool_sim::trace::{Keep, What};
use tidepool_sim::{Budget, Options, Simulation, Time};
use tidepool_tests::root;
use tidepool_world::{PoolRecord, Record, RequestRecord};

use crate::points::{Arrivals, Point};

/// By then HikariCP has filled its pool; of the time that follows a tenth is not looked at either.
const START: Duration = Duration::from_secs(2);

/// What happened, in virtual nanoseconds, between the end of the warm-up and the end of the run.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    length: u64,
    arrived: u64,
    failed: u64,
    acquired: u64,
    /// The waits of those who had to wait.
    waits: Vec<u64>,
    released: u64,
    /// For how long those who gave a connection back had held it, all together.
    held: u64,
    in_use: Level,
    waiting: Level,
    pub told_more: Told,
}

/// What the metrics, which readers see, say beyond what was seen here: nothing, if they are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// Connections handed out.
    pub acquired: i128,
    /// The waits for them, all together, in nanoseconds.
    pub waited: i128,
    /// Connections in use on average, from the beginning of the run.
    pub in_use: f64,
}

/// A number that goes up and down by one.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    value: u64,
    /// When it has last changed.
    since: u64,
    /// Sum over the time until then.
    area: u64,
}

impl Level {
    fn set(&mut self, now: u64, value: u64) {
        self.area += self.value * (now - self.since);
        (self.value, self.since) = (value, now);
    }
}

impl Seen {
    /// Mean wait of all who got a connection.
    pub fn wait_ms(&self) -> f64 {
        let sum: f64 = self.waits.iter().map(|wait| *wait as f64).sum();
        sum / self.acquired as f64 / 1e6
    }

    /// Mean square of their waits.
    pub fn wait_square_ms2(&self) -> f64 {
        let sum: f64 = self.waits.iter().map(|wait| (*wait as f64 / 1e6) * (*wait as f64 / 1e6)).sum();
        sum / self.acquired as f64
    }

    /// The share that waits longer than this.
    pub fn waits_beyond(&self, ms: f64) -> f64 {
        let beyond = self.waits.iter().filter(|wait| **wait as f64 > ms * 1e6).count();
        beyond as f64 / self.acquired as f64
    }

    /// Connections in use, on average over time.
    pub fn in_use(&self) -> f64 {
        self.in_use.area as f64 / self.length as f64
    }

    /// Those who wait, on average over time.
    pub fn waiting(&self) -> f64 {
        self.waiting.area as f64 / self.length as f64
    }

    /// Mean time from acquire to release.
    pub fn hold_ms(&self) -> f64 {
        self.held as f64 / self.released as f64 / 1e6
    }

    /// Connections handed out per second.
    pub fn throughput(&self) -> f64 {
        self.acquired as f64 / (self.length as f64 / 1e9)
    }

    /// The share of the requests that found no place.
    pub fn turned_away(&self) -> f64 {
        self.failed as f64 / self.arrived as f64
    }

    fn observe(&mut self, now: u64, record: &Record) {
        match record {
            Record::Pool { event, .. } => self.observe_pool(now, event),
            Record::Request { event: RequestRecord::Arrived { .. }, .. } => self.arrived += 1,
            Record::Request { event: RequestRecord::Failed { .. }, .. } => self.failed += 1,
            _ => {}
        }
    }

    fn observe_pool(&mut self, now: u64, event: &PoolRecord) {
        match event {
            PoolRecord::Acquired { .. } => {
                self.acquired += 1;
                self.in_use.set(now, self.in_use.value + 1);
            }
            PoolRecord::Released { held, .. } => {
                self.released += 1;
                self.held += held;
                self.in_use.set(now, self.in_use.value - 1);
            }
            PoolRecord::Waiting { .. } => self.waiting.set(now, self.waiting.value + 1),
            PoolRecord::WaitEnded { waited, .. } => {
                self.waits.push(*waited);
                self.waiting.set(now, self.waiting.value - 1);
            }
            _ => {}
        }
    }

    /// The warm-up is over: only who holds a connection or waits for one is known from it.
    fn restart(&mut self, now: u64) {
        let [in_use, waiting] =
            [self.in_use, self.waiting].map(|level| Level { since: now, area: 0, ..level });
        *self = Seen { in_use, waiting, ..Seen::default() };
    }

    fn end(&mut self, now: u64, length: u64) {
        self.in_use.set(now, self.in_use.value);
        self.waiting.set(now, self.waiting.value);
        self.length = length;
    }
}

/// Runs the point once for each seed.
pub fn replications(point: &Point, seeds: impl Iterator<Item = u64>, requests: u32) -> Vec<Seen> {
    let observed = Duration::from_nanos_f64(f64::from(requests) / point.rate() * 1e9);
    let warm = START + observed / 10;
    let path = root().join("tests/referee/theory").join(point.listing());
    let code = std::fs::read_to_string(&path).expect("the listing");
    let program = tidepool_sim::compile(point.listing(), &code).expect("it compiles");
    let replicate = |seed| {
        let run = Rc::new(run(point, &code, warm + observed, seed));
        let options = Options { keep: Keep::Last(usize::MAX), ..Options::default() };
        observe(
            Simulation::with_program(run, program.clone(), options).expect("it deploys nothing"),
            warm,
            observed,
        )
    };
    seeds.map(replicate).collect()
}

/// The run of a point: opening a connection, asking whether it is alive and the way through the network take no time.
fn run(point: &Point, code: &str, duration: Duration, seed: u64) -> Run {
    let load = match point.arrivals {
        Arrivals::Closed(clients, think) => {
            format!("kind = \"closed\"\nclients = {clients}\nthink = \"{think}\"")
        }
        Arrivals::Open(_) | Arrivals::Limited(..) => format!("kind = \"open\"\nrate = {:?}", point.rate()),
    };
    let text = format!(
        "title = {{ en = \"theory\", zh = \"theory\" }}\nlisting = \"{}\"\nduration = \"{duration}\"\n\
         [load]\n{load}\nstart = \"{START}\"\n[server]\nprocs = 8\n\
         [database]\ndial = \"0s\"\nping = \"0s\"\nlatency = \"{}\"\n",
        point.listing(),
        point.hold
    );
    let scenario = Scenario::parse("theory", &text).unwrap_or_else(|error| panic!("{text}\n{error}"));
    let mut selection = Selection { seed: Some(seed), code: Some(code.into()), ..Selection::default() };
    selection.set.insert("lab.servers".into(), point.servers.to_string());
    if let Arrivals::Limited(_, capacity) = point.arrivals {
        selection.set.insert("lab.capacity".into(), capacity.to_string());
    }
    scenario.resolve(&selection, &Library::default()).unwrap_or_else(|error| panic!("{text}\n{error}"))
}

fn observe(mut simulation: Simulation, warm: Duration, observed: Duration) -> Seen {
    let mut seen = Seen::default();
    let (warm, end) = (Time::ZERO + warm, Time::ZERO + warm + observed);
    let until = |simulation: &mut Simulation, seen: &mut Seen, until: Time| {
        while simulation.now() < until {
            let next = (simulation.now() + observed / 20).min(until);
            simulation.advance(next, Budget(u64::MAX));
            for entry in simulation.trace_mut().drain() {
                if let What::World(record) = &entry.what {
                    seen.observe(entry.at_ns, record);
                }
            }
        }
    };
    until(&mut simulation, &mut seen, warm);
    let before = simulation.metrics().pool_totals();
    seen.end(warm.as_nanos(), warm.as_nanos());
    let used_before = seen.in_use.area;
    seen.restart(warm.as_nanos());
    until(&mut simulation, &mut seen, end);
    seen.end(end.as_nanos(), observed.as_nanos());
    let after = simulation.metrics().pool_totals();
    let in_use = (used_before + seen.in_use.area) as f64 / end.as_nanos() as f64;
    seen.told_more = Told {
        acquired: i128::from(after.counters.acquired - before.counters.acquired) - i128::from(seen.acquired),
        waited: (after.wait.sum_nanos() - before.wait.sum_nanos()) as i128
            - seen.waits.iter().map(|wait| i128::from(*wait)).sum::<i128>(),
        in_use: simulation.metrics().series.pool.in_use.mean() - in_use,
    };
    seen
}

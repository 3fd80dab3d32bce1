//! Services on their own: rules, and random schedules against the invariants.

use tidepool_des::{Distribution, Duration, Rng, Seed};

use super::config::{Config, Fault, FaultKind};
use super::state::Services;
use crate::Time;
use crate::effect::{Effect, Effects, WorldEvent};
use crate::record::{Record, ServiceRecord};

const MS: Time = 1_000_000;

fn config(latency: &str, workers: u32) -> Config {
    Config {
        host: "stock".to_owned(),
        latency: latency.parse().expect("a distribution"),
        workers,
        fail: 0.0,
        body: "ok\n".to_owned(),
        faults: Vec::new(),
    }
}

/// One service, its pending events in order, and what it has recorded.
struct Bench {
    services: Services,
    pending: Vec<(Time, WorldEvent)>,
    records: Vec<ServiceRecord>,
    /// Lines that were reset.
    reset: Vec<u64>,
    /// When an answer came, on which line, with which status.
    answers: Vec<(Time, u64, u16)>,
}

impl Bench {
    fn new(config: Config) -> Bench {
        let mut bench = Bench {
            services: Services::new(Seed(7)),
            pending: Vec::new(),
            records: Vec::new(),
            reset: Vec::new(),
            answers: Vec::new(),
        };
        bench.act(|services, out| services.add(0, config, out));
        bench
    }

    fn act<T>(&mut self, act: impl FnOnce(&mut Services, &mut Effects) -> T) -> T {
        let mut out = Effects::new();
        let result = act(&mut self.services, &mut out);
        for effect in out.drain() {
            match effect {
                Effect::At(at, event) => self.pending.push((at, event)),
                Effect::Record(Record::Service { event, .. }) => self.records.push(event),
                other => panic!("{other:?} is not of a service"),
            }
        }
        result
    }

    fn call(&mut self, now: Time, line: u64) {
        self.play(now);
        self.act(|services, out| services.arrive(now, 0, line, (None, Some((line, 1))), out));
    }

    /// Plays what is due until `now`.
    fn play(&mut self, now: Time) {
        loop {
            let due = (0..self.pending.len()).filter(|&i| self.pending[i].0 <= now);
            let Some(next) = due.min_by_key(|&i| self.pending[i].0) else { return };
            let (at, event) = self.pending.remove(next);
            match event {
                WorldEvent::ServiceCall { service, call } => {
                    let answer = self.act(|services, out| services.end(at, service, call, out));
                    self.answers.extend(answer.map(|(line, answer)| (at, line, answer.status)));
                }
                WorldEvent::ServiceFault { service, fault, begins } => {
                    let lines = self.act(|services, out| services.fault(at, service, fault, begins, out));
                    self.reset.extend(lines);
                }
                other => panic!("{other:?} is not of a service"),
            }
        }
    }

    fn service(&self) -> &super::Service {
        self.services.iter().next().expect("there is one")
    }

    fn count(&self, which: impl Fn(&ServiceRecord) -> bool) -> u64 {
        self.records.iter().filter(|record| which(record)).count() as u64
    }

    /// What holds at all times.
    fn check(&self) {
        let service = self.service();
        let workers = u64::from(service.config.workers);
        if workers > 0 {
            assert!(service.busy() <= workers, "{} at work", service.busy());
            assert!(service.waiting() == 0 || service.busy() == workers, "one waits while a worker is free");
        }
        let arrived = self.count(|r| matches!(r, ServiceRecord::Arrived { .. }));
        let ended = self.count(|r| {
            use ServiceRecord::{Abandoned, Answered, Failed, Lost};
            matches!(r, Answered { .. } | Failed { .. } | Abandoned { .. } | Lost { .. })
        });
        assert_eq!(arrived, ended + service.busy() + service.waiting());
    }
}

#[test]
fn who_finds_no_worker_waits_in_turn() {
    let mut bench = Bench::new(config("10ms", 2));
    for line in 1..=5 {
        bench.call(0, line);
    }
    assert_eq!((bench.service().busy(), bench.service().waiting()), (2, 3));
    bench.play(100 * MS);
    let times: Vec<(Time, u64)> = bench.answers.iter().map(|(at, line, _)| (at / MS, *line)).collect();
    assert_eq!(times, [(10, 1), (10, 2), (20, 3), (20, 4), (30, 5)]);
}

#[test]
fn without_a_number_of_workers_nobody_waits() {
    let mut bench = Bench::new(config("10ms", 0));
    (1..=100).for_each(|line| bench.call(0, line));
    assert_eq!((bench.service().busy(), bench.service().waiting()), (100, 0));
    bench.play(10 * MS);
    assert_eq!(bench.answers.len(), 100);
}

#[test]
fn a_call_whose_caller_has_hung_up_is_worked_on_all_the_same() {
    let mut bench = Bench::new(config("10ms", 1));
    bench.call(0, 1);
    bench.call(0, 2);
    bench.act(|services, out| services.hang_up(0, 1, out));
    bench.play(100 * MS);
    assert_eq!(bench.answers, [(20 * MS, 2, 200)]);
    assert_eq!(bench.count(|r| matches!(r, ServiceRecord::Abandoned { call: 1 })), 1);
}

#[test]
fn slow_faults_concern_calls_that_begin_meanwhile() {
    let slow =
        |kind| Config { faults: vec![Fault { kind, at: 10 * MS, until: 20 * MS }], ..config("4ms", 0) };
    for (kind, took) in [(FaultKind::Slow(Duration::from_millis(50)), 50), (FaultKind::Slower(3.0), 12)] {
        let mut bench = Bench::new(slow(kind));
        for (line, at) in [(1, 9), (2, 10), (3, 19), (4, 20)] {
            bench.call(at * MS, line);
        }
        bench.play(200 * MS);
        let mut took_ms: Vec<(u64, u64)> =
            bench.answers.iter().map(|(at, line, _)| (*line, at / MS)).collect();
        took_ms.sort_unstable();
        assert_eq!(took_ms, [(1, 13), (2, 10 + took), (3, 19 + took), (4, 24)]);
    }
}

#[test]
fn a_service_that_goes_down_loses_calls_and_connections_and_refuses_dials() {
    let faults = vec![Fault { kind: FaultKind::Down, at: 5 * MS, until: 30 * MS }];
    let mut bench = Bench::new(Config { faults, ..config("10ms", 1) });
    let dial = |bench: &mut Bench, now, line| {
        bench.play(now);
        bench.act(|services, out| services.dial(0, line, out))
    };
    assert!(dial(&mut bench, 0, 1) && dial(&mut bench, 0, 2));
    bench.call(0, 1);
    bench.call(0, 2);
    assert!(!dial(&mut bench, 6 * MS, 3));
    assert_eq!(bench.reset, [1, 2]);
    assert_eq!(bench.count(|r| matches!(r, ServiceRecord::Lost { .. })), 2);
    bench.check();
    assert!(dial(&mut bench, 30 * MS, 4));
    bench.call(30 * MS, 4);
    bench.play(100 * MS);
    assert_eq!(bench.answers, [(40 * MS, 4, 200)]);
}

#[test]
fn the_share_of_failures_and_the_mean_time_are_as_configured() {
    let mut bench = Bench::new(Config { fail: 0.25, ..config("exp(10ms)", 0) });
    (1..=20_000).for_each(|line| bench.call(0, line));
    bench.play(10_000 * MS);
    let failed = bench.answers.iter().filter(|(_, _, status)| *status == 500).count();
    assert!((4_700..5_300).contains(&failed), "{failed} of 20000");
    let mean = bench.answers.iter().map(|(at, ..)| at).sum::<u64>() / 20_000;
    assert!((9_700_000..10_300_000).contains(&mean), "{mean} ns");
}

#[test]
fn draws_belong_to_the_request_and_not_to_the_order() {
    let times = |order: &[u64]| {
        let mut bench = Bench::new(Config { latency: exponential(), ..config("1ms", 0) });
        order.iter().for_each(|line| bench.call(0, *line));
        bench.play(10_000 * MS);
        bench.answers
    };
    assert_eq!(times(&[1, 2, 3, 4]), times(&[4, 2, 1, 3]));
}

fn exponential() -> Distribution {
    Distribution::Exponential { mean: Duration::from_millis(10) }
}

#[test]
fn any_schedule_keeps_the_books() {
    for seed in 0..200 {
        let mut rng = Rng::new(seed);
        let kinds = [FaultKind::Slow(Duration::from_millis(20)), FaultKind::Slower(5.0), FaultKind::Down];
        let faults = (0..rng.below(4)).map(|_| {
            let at = rng.below(300) * MS;
            Fault { kind: kinds[rng.index(3)], at, until: at + rng.below(100) * MS }
        });
        let faults = faults.collect();
        let workers = rng.below(5) as u32;
        let mut bench =
            Bench::new(Config { faults, fail: 0.2, latency: exponential(), ..config("1ms", workers) });
        let (mut now, mut lines) = (0, Vec::new());
        for line in 1..200 {
            now += rng.below(3) * MS;
            bench.play(now);
            lines.retain(|line| !bench.reset.contains(line));
            match rng.below(4) {
                0 if !lines.is_empty() => {
                    let gone = lines.swap_remove(rng.index(lines.len()));
                    bench.act(|services, out| services.hang_up(0, gone, out));
                }
                _ => {
                    if bench.act(|services, out| services.dial(0, line, out)) {
                        lines.push(line);
                        bench.call(now, line);
                    }
                }
            }
            bench.check();
        }
        bench.play(1_000_000 * MS);
        bench.check();
        assert_eq!(bench.service().busy(), 0);
    }
}

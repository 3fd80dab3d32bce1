//! A run goes on, however many Ps it has and however it is cut into slices.

use std::rc::Rc;

use tidepool_des::{Duration, Time};
use tidepool_scenario::Selection;
use tidepool_sim::{Budget, Options, Progress, Report, Simulation};

/// More than any of these runs takes, so that one that stands still fails instead of hanging.
const WORK_MAX: u64 = 50_000_000;

/// 12 clients on 10 connections for 30 ms.
fn simulation(procs: u32) -> Simulation {
    let library = tidepool_content::library();
    let scenario = library.scenario("rows-drained").expect("the scenario is there");
    let set = [
        ("server.procs", procs.to_string()),
        ("load.clients", "12".into()),
        ("load.ramp", "0s".into()),
        ("duration", "30ms".into()),
    ];
    let set = set.into_iter().map(|(key, value)| (key.to_string(), value)).collect();
    let run = scenario.resolve(&Selection { set, ..Selection::default() }, &library).expect("it resolves");
    Simulation::new(Rc::new(run), Options::default()).expect("it compiles")
}

/// Runs to the end in slices of so many instructions; gives the trace hash.
fn hash(procs: u32, slice: u64) -> String {
    let mut simulation = simulation(procs);
    for _ in 0..WORK_MAX / slice {
        if let Progress::Ended(_) = simulation.advance(Time::NEVER, Budget(slice)) {
            assert!(simulation.metrics().has_waited(), "the case is about waiters");
            return simulation.trace().hash();
        }
    }
    panic!("with {procs} Ps the run stands still at {}", simulation.now());
}

#[test]
fn waiters_and_several_ps_make_progress() {
    for procs in [1, 2, 3, 8] {
        hash(procs, 1_000_000);
    }
}

#[test]
fn slices_do_not_change_the_trace() {
    for procs in [1, 2, 4] {
        assert_eq!(hash(procs, 1_000), hash(procs, 1_000_000), "{procs} Ps");
    }
}

#[test]
fn pauses_in_virtual_time_do_not_change_the_trace() {
    for procs in [1, 2, 4] {
        let mut paused = simulation(procs);
        let mut at = Time::ZERO;
        while !matches!(paused.advance(at, Budget(WORK_MAX)), Progress::Ended(_)) {
            at += Duration::from_micros(70);
        }
        assert_eq!(paused.trace().hash(), hash(procs, 1_000_000), "{procs} Ps");
    }
}

/// The report service of 1.2, which is collected dozens of times a second, for 300 ms.
fn collected(procs: u32) -> Simulation {
    let library = tidepool_content::library();
    let scenario = library.scenario("gc-pressure").expect("the scenario is there");
    let set = [
        ("server.procs", procs.to_string()),
        ("lab.sessions", "5000".into()),
        ("server.gogc", "50".into()),
        ("duration", "300ms".into()),
    ];
    let set = set.into_iter().map(|(key, value)| (key.to_string(), value)).collect();
    let run = scenario.resolve(&Selection { set, ..Selection::default() }, &library).expect("it resolves");
    Simulation::new(Rc::new(run), Options::default()).expect("it compiles")
}

/// Its trace hash, metrics and series, if it is taken to its end by `go_on`, which is told how often it has been called.
fn collected_report(procs: u32, go_on: impl Fn(&mut Simulation, u64) -> Progress) -> String {
    let mut simulation = collected(procs);
    let mut calls = 0;
    while !matches!(go_on(&mut simulation, calls), Progress::Ended(_)) {
        calls += 1;
    }
    let cycles = simulation.processes()[0].machine.heap_stats().cycles;
    assert!(cycles > 5, "the case is about collections, not {cycles}");
    let report = Report::of(&simulation);
    format!("{} {:?} {:?}", report.trace_hash, report.metrics, report.series)
}

/// Ps plan ahead up to the next event, and what they allocate decides when a cycle begins.
#[test]
fn neither_pauses_nor_slices_change_when_garbage_is_collected() {
    for procs in [1, 2, 3, 4] {
        let whole = collected_report(procs, |run, _| run.advance(Time::NEVER, Budget(WORK_MAX)));
        for micros in [70, 1_000, 16_000] {
            let pause = |calls: u64| Time::ZERO + Duration::from_micros(micros * calls);
            let paused = collected_report(procs, |run, calls| run.advance(pause(calls), Budget(WORK_MAX)));
            assert_eq!(paused, whole, "{procs} Ps, pauses every {micros} µs");
        }
        for slice in [7, 100, 10_000] {
            let sliced = collected_report(procs, |run, _| run.advance(Time::NEVER, Budget(slice)));
            assert_eq!(sliced, whole, "{procs} Ps, slices of {slice}");
        }
    }
}

//! What clients see, by kind of server.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use tidepool_des::Duration;

use super::server::{Action, Behaviour, Run, run};
use crate::clients::{Arrivals, Burst, Clients, Endpoint};
use crate::record::{Record, RequestRecord};

const MS: u64 = 1_000_000;

pub(super) const QUICK: Behaviour = Behaviour { work: 5 * MS, status: 200, looks_at_context: true };

pub(super) fn users(users: u64, think: &str) -> Clients {
    let arrivals = Arrivals::Closed {
        users,
        think: think.parse().unwrap_or_else(|e| panic!("{e}")),
        pacing: None,
        ramp: Duration::ZERO,
    };
    Clients::new(arrivals, Endpoint::get("/"))
}

pub(super) fn stream(gap: &str) -> Clients {
    let gap = gap.parse().unwrap_or_else(|e| panic!("{e}"));
    Clients::new(Arrivals::Open { gap }, Endpoint::get("/"))
}

fn summary(run: &Run) -> String {
    let mut out = String::new();
    for counts in run.world.counts() {
        let _ = writeln!(
            out,
            "arrived {} completed {} failed {:?} unfinished {}",
            counts.arrived, counts.completed, counts.failed, counts.unfinished
        );
    }
    let _ = writeln!(
        out,
        "served {} connections {} requests left {}",
        run.served,
        run.world.http.conns().count(),
        run.world.requests().count()
    );
    out
}

pub(super) fn check(clients: Clients, behaviour: Behaviour, actions: &[(u64, Action)], want: Expect) {
    let run = run(vec![clients], behaviour, actions, 1_000 * MS);
    want.assert_eq(&summary(&run));
}

pub(super) const FROM_START: &[(u64, Action)] = &[(0, Action::Listen)];

#[test]
fn a_closed_loop_without_think_time_is_limited_by_the_work() {
    check(
        users(3, "0s"),
        QUICK,
        FROM_START,
        expect![[r#"
        arrived 603 completed 600 failed {} unfinished 3
        served 600 connections 3 requests left 3
    "#]],
    );
}

#[test]
fn think_time_and_ramp_slow_it_down() {
    let mut clients = users(10, "95ms");
    if let Arrivals::Closed { ramp, .. } = &mut clients.arrivals {
        *ramp = Duration::from_millis(500);
    }
    check(
        clients,
        QUICK,
        FROM_START,
        expect![[r#"
        arrived 85 completed 80 failed {} unfinished 5
        served 80 connections 10 requests left 5
    "#]],
    );
}

#[test]
fn a_steady_stream_does_not_wait_for_answers() {
    let slow = Behaviour { work: 300 * MS, ..QUICK };
    check(
        stream("10ms"),
        slow,
        FROM_START,
        expect![[r#"
        arrived 100 completed 70 failed {} unfinished 30
        served 70 connections 30 requests left 30
    "#]],
    );
    check(
        stream("exp(10ms)"),
        QUICK,
        FROM_START,
        expect![[r#"
        arrived 102 completed 102 failed {} unfinished 0
        served 102 connections 4 requests left 0
    "#]],
    );
}

#[test]
fn clients_stop_in_time() {
    let mut clients = stream("10ms");
    clients.start = Duration::from_millis(200);
    clients.stop = Some(Duration::from_millis(500));
    check(
        clients,
        QUICK,
        FROM_START,
        expect![[r#"
        arrived 29 completed 29 failed {} unfinished 0
        served 29 connections 1 requests left 0
    "#]],
    );
}

#[test]
fn nobody_listens_and_nobody_spins() {
    check(
        users(2, "0s"),
        QUICK,
        &[],
        expect![[r#"
        arrived 202 completed 0 failed {Refused: 202} unfinished 0
        served 0 connections 0 requests left 0
    "#]],
    );
    check(
        users(2, "0s"),
        QUICK,
        &[(500 * MS, Action::Listen)],
        expect![[r#"
        arrived 302 completed 200 failed {Refused: 100} unfinished 2
        served 200 connections 2 requests left 2
    "#]],
    );
}

#[test]
fn a_timeout_frees_the_server_that_looks_at_the_context() {
    let slow = Behaviour { work: 400 * MS, ..QUICK };
    let mut clients = users(1, "0s");
    clients.timeout = Some(Duration::from_millis(100));
    check(
        clients,
        slow,
        FROM_START,
        expect![[r#"
        arrived 11 completed 0 failed {Timeout: 10} unfinished 1
        served 10 connections 1 requests left 1
    "#]],
    );
}

#[test]
fn a_server_that_ignores_the_context_works_for_nobody() {
    let slow = Behaviour { work: 400 * MS, looks_at_context: false, ..QUICK };
    let mut clients = users(1, "0s");
    clients.timeout = Some(Duration::from_millis(100));
    check(
        clients,
        slow,
        FROM_START,
        expect![[r#"
        arrived 11 completed 0 failed {Timeout: 10} unfinished 1
        served 7 connections 4 requests left 4
    "#]],
    );
}

#[test]
fn from_400_on_a_status_is_a_failure() {
    let failing = Behaviour { status: 503, ..QUICK };
    check(
        users(1, "45ms"),
        failing,
        FROM_START,
        expect![[r#"
        arrived 21 completed 0 failed {Status(503): 20} unfinished 1
        served 20 connections 1 requests left 1
    "#]],
    );
    let turned_away = Behaviour { status: 429, ..QUICK };
    check(
        users(1, "45ms"),
        turned_away,
        FROM_START,
        expect![[r#"
        arrived 21 completed 0 failed {Status(429): 20} unfinished 1
        served 20 connections 1 requests left 1
    "#]],
    );
    let sent_on = Behaviour { status: 399, ..QUICK };
    check(
        users(1, "45ms"),
        sent_on,
        FROM_START,
        expect![[r#"
        arrived 21 completed 20 failed {} unfinished 1
        served 20 connections 1 requests left 1
    "#]],
    );
}

#[test]
fn a_process_that_exits_resets_what_it_served() {
    check(
        users(3, "0s"),
        QUICK,
        &[(0, Action::Listen), (502 * MS, Action::Exit), (700 * MS, Action::Listen)],
        expect![[r#"
            arrived 540 completed 477 failed {Refused: 57, Reset: 3} unfinished 3
            served 477 connections 3 requests left 3
        "#]],
    );
}

#[test]
fn a_closed_listener_keeps_its_connections() {
    check(
        users(2, "0s"),
        QUICK,
        &[(0, Action::Listen), (500 * MS, Action::StopListening)],
        expect![[r#"
        arrived 402 completed 400 failed {} unfinished 2
        served 400 connections 2 requests left 2
    "#]],
    );
}

#[test]
fn without_keep_alive_every_request_dials() {
    let mut clients = users(1, "95ms");
    clients.keep_alive = false;
    check(
        clients,
        QUICK,
        FROM_START,
        expect![[r#"
        arrived 11 completed 10 failed {} unfinished 1
        served 10 connections 1 requests left 1
    "#]],
    );
}

#[test]
fn early_users_do_not_wait_for_the_others() {
    let mut clients = users(4, "95ms");
    clients.start = Duration::from_millis(555);
    clients.early = 1;
    // One sends every 100 ms from 100 ms on, the other three from 555 ms on.
    check(
        clients,
        QUICK,
        FROM_START,
        expect![[r#"
            arrived 25 completed 24 failed {} unfinished 1
            served 24 connections 4 requests left 1
        "#]],
    );
}

#[test]
fn the_same_draws_whatever_the_server_does() {
    let mut clients = users(5, "exp(50ms)");
    clients.mix.push(Endpoint::get("/other"));
    let slow = Behaviour { work: 40 * MS, ..QUICK };
    let endpoints = |behaviour| {
        let run = run(vec![clients.clone()], behaviour, FROM_START, 1_000 * MS);
        let mut choices = std::collections::BTreeMap::<u64, Vec<u32>>::new();
        for (_, record) in &run.records {
            if let Record::Request { event: RequestRecord::Arrived { user, endpoint, .. }, .. } = record {
                choices.entry(*user).or_default().push(*endpoint);
            }
        }
        choices
    };
    let (fast, slow) = (endpoints(QUICK), endpoints(slow));
    for (user, choices) in &slow {
        assert_eq!(choices[..], fast[user][..choices.len()]);
    }
}

/// When the requests of `clients` were sent, in milliseconds, and by how much each was late.
pub(super) fn sends(clients: Clients, behaviour: Behaviour) -> Vec<(u64, u64)> {
    let run = run(vec![clients], behaviour, FROM_START, 1_000 * MS);
    let sends = run.records.iter().filter_map(|(at, record)| match record {
        Record::Request { event: RequestRecord::Arrived { late, .. }, .. } => Some((at / MS, late / MS)),
        _ => None,
    });
    sends.collect()
}

#[test]
fn recorded_requests_come_when_they_came() {
    let times = [5, 5, 70, 400, 2_000].map(Duration::from_millis);
    let mut clients = Clients::new(Arrivals::Recorded { times: times.as_slice().into() }, Endpoint::get("/"));
    clients.start = Duration::from_millis(100);
    assert_eq!(sends(clients, QUICK), [(105, 0), (105, 0), (170, 0), (500, 0)]);
}

fn burst(at: u64, length: u64, factor: f64) -> Burst {
    Burst { at: Duration::from_millis(at), length: Duration::from_millis(length), factor }
}

#[test]
fn a_burst_of_a_stream_is_the_same_stream_faster() {
    let mut clients = stream("50ms");
    clients.bursts = vec![burst(325, 100, 5.0)];
    let at: Vec<u64> = sends(clients, QUICK).into_iter().map(|(at, _)| at).filter(|at| *at <= 550).collect();
    assert_eq!(
        at,
        [50, 100, 150, 200, 250, 300, 330, 340, 350, 360, 370, 380, 390, 400, 410, 420, 450, 500, 550]
    );
}

#[test]
fn a_burst_of_users_leaves_the_draws_of_the_others() {
    let arrivals = |bursts| {
        let mut clients = users(2, "exp(50ms)");
        clients.bursts = bursts;
        let run = run(vec![clients], QUICK, FROM_START, 1_000 * MS);
        let mut seen = std::collections::BTreeMap::<u64, Vec<u64>>::new();
        for (at, record) in &run.records {
            if let Record::Request { event: RequestRecord::Arrived { user, .. }, .. } = record {
                seen.entry(*user).or_default().push(at / MS);
            }
        }
        seen
    };
    let (without, with) = (arrivals(vec![]), arrivals(vec![burst(300, 200, 3.0)]));
    assert_eq!(with.keys().copied().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    for (user, times) in &with {
        match without.get(user) {
            Some(usual) => assert_eq!(times, usual),
            None => {
                assert_eq!(times.first(), Some(&300));
                assert!(times.len() > 1 && times.iter().all(|at| *at < 500), "{times:?}");
            }
        }
    }
}

#[test]
fn a_group_can_repeat_the_draws_of_another() {
    let arrivals = |run: &Run, wanted: u32| -> Vec<u64> {
        let arrived = run.records.iter().filter_map(|(at, record)| match record {
            Record::Request { event: RequestRecord::Arrived { group, .. }, .. } if *group == wanted => {
                Some(*at)
            }
            _ => None,
        });
        arrived.collect()
    };
    let of = |same_draws| {
        let mut other = stream("exp(10ms)");
        other.same_draws = same_draws;
        let run = run(vec![stream("exp(10ms)"), other], QUICK, FROM_START, 1_000 * MS);
        (arrivals(&run, 0), arrivals(&run, 1))
    };
    let (first, same) = of(Some(0));
    assert!(first.len() > 50, "{}", first.len());
    assert_eq!(first, same);
    let (first_again, own) = of(None);
    assert_eq!(first, first_again);
    assert_ne!(first, own);
}

//! Users who try again, and users with a plan.

use expect_test::expect;

use super::clients::{FROM_START, QUICK, check, sends, stream, users};
use super::server::{Behaviour, run};
use crate::clients::{Arrivals, Retry};
use crate::record::{Record, RequestRecord};

const MS: u64 = 1_000_000;

#[test]
fn a_client_tries_again_as_often_as_it_may() {
    let mut clients = stream("100ms");
    clients.retry.times = 2;
    clients.retry.wait = "10ms".parse().unwrap_or_else(|e| panic!("{e}"));
    // Nine arrivals, each tried three times; the status comes after 5 ms.
    let always_fails = Behaviour { status: 503, ..QUICK };
    check(
        clients,
        always_fails,
        FROM_START,
        expect![[r#"
        arrived 28 completed 0 failed {Status(503): 27} unfinished 1
        served 27 connections 1 requests left 1
    "#]],
    );
}

#[test]
fn nobody_tries_again_what_would_be_the_same_again() {
    let mut clients = stream("100ms");
    clients.retry.times = 1;
    for (status, failures) in [(404, 9), (409, 9), (499, 9), (408, 18), (425, 18), (429, 18), (500, 18)] {
        let run = run(vec![clients.clone()], Behaviour { status, ..QUICK }, FROM_START, 950 * MS);
        let failed = run.world.counts().map(|counts| counts.failed_total()).sum::<u64>();
        assert_eq!(failed, failures, "{status}");
    }
}

fn paced(work: u64, status: i64) -> Vec<(u64, u64)> {
    let mut clients = users(1, "0s");
    if let Arrivals::Closed { pacing, .. } = &mut clients.arrivals {
        *pacing = "200ms".parse().ok();
    }
    clients.retry.times = 1;
    sends(clients, Behaviour { work: work * MS, status, ..QUICK })
}

#[test]
fn who_is_late_sends_at_once_and_keeps_to_the_plan() {
    assert_eq!(paced(50, 200), [(0, 0), (200, 0), (400, 0), (600, 0), (800, 0), (1000, 0)]);
    assert_eq!(paced(300, 200), [(0, 0), (300, 100), (600, 200), (900, 300)]);
}

#[test]
fn a_further_try_has_the_plan_of_the_first() {
    assert_eq!(
        paced(150, 503),
        [(0, 0), (150, 150), (300, 100), (450, 250), (600, 200), (750, 350), (900, 300)]
    );
}

#[test]
fn a_budget_ends_a_storm_of_tries() {
    let tries = |budget| {
        let mut clients = stream("1ms");
        clients.retry = Retry { times: 3, budget, ..Retry::default() };
        let run = run(vec![clients], Behaviour { work: 0, status: 503, ..QUICK }, FROM_START, 1_000 * MS);
        let of = |wanted: fn(&RequestRecord) -> bool| {
            let records = run.records.iter().filter_map(|(_, record)| match record {
                Record::Request { event, .. } => Some(event),
                _ => None,
            });
            records.filter(|event| wanted(event)).count()
        };
        let again = of(|event| matches!(event, RequestRecord::Arrived { tries: 2.., .. }));
        (again, of(|event| matches!(event, RequestRecord::RetryDenied { .. })))
    };
    // A thousand requests that all fail.
    assert_eq!(tries(None), (3_000, 0));
    // Ten tries that the budget begins with, and a tenth of the 999 requests after the first, which finds it full. Whoever has not had three is denied one.
    assert_eq!(tries(Some(0.1)), (109, 997));
}

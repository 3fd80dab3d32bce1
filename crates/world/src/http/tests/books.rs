//! Whatever happens, the books of the clients add up; `Run` checks them after each step.

use proptest::prelude::*;
use tidepool_des::{Distribution, Duration};

use super::server::{Action, Behaviour, run};
use crate::clients::{Arrivals, Clients, Endpoint};

const MS: u64 = 1_000_000;

fn clients() -> impl Strategy<Value = Clients> {
    let arrivals = prop_oneof![
        (0..8u64, 0..30u64, 0..30u64, 0..100u64).prop_map(|(users, think, pace, ramp)| Arrivals::Closed {
            users,
            think: Distribution::from(Duration::from_millis(think)),
            pacing: (pace > 0).then(|| Distribution::from(Duration::from_millis(pace))),
            ramp: Duration::from_millis(ramp),
        }),
        (1..30u64).prop_map(|gap| Arrivals::Open { gap: Distribution::from(Duration::from_millis(gap)) }),
    ];
    (arrivals, prop::option::of(1..60u64), prop::bool::ANY).prop_map(|(arrivals, timeout, keep_alive)| {
        Clients {
            timeout: timeout.map(Duration::from_millis),
            keep_alive,
            ..Clients::new(arrivals, Endpoint::get("/"))
        }
    })
}

fn action() -> impl Strategy<Value = (u64, Action)> {
    let action = prop_oneof![Just(Action::Listen), Just(Action::StopListening), Just(Action::Exit)];
    (0..300u64, action).prop_map(|(at, action)| (at * MS, action))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn arrivals_are_completed_failed_or_unfinished(
        clients in prop::collection::vec(clients(), 1..3),
        work in 0..50u64,
        status in prop_oneof![Just(200i64), Just(500)],
        looks_at_context in prop::bool::ANY,
        mut actions in prop::collection::vec(action(), 0..6),
    ) {
        actions.push((0, Action::Listen));
        let behaviour = Behaviour { work: work * MS + MS / 10, status, looks_at_context };
        let run = run(clients, behaviour, &actions, 400 * MS);
        let waiting = run.world.requests().filter(|(_, request)| request.wanted).count();
        let unfinished: u64 = run.world.counts().map(|counts| counts.unfinished).sum();
        prop_assert_eq!(waiting as u64, unfinished);
    }
}

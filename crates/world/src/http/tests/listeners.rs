//! Who reaches which listener, and connections that a server has closed while they were free.

use std::cell::Cell;

use tidepool_des::{Duration, Seed};

use crate::clients::{Arrivals, Clients, Endpoint, Group};
use crate::effect::{Caller, Effects, Site};
use crate::http::Web;
use crate::value::Value;

fn site(process: u32) -> Site {
    Site { now: 0, caller: Caller { process, goroutine: 1 }, line: 0 }
}

/// Listeners of these processes, at these addresses.
fn listening(at: &[(u32, &str)]) -> Web {
    let mut web = Web::new(Seed(1));
    for (process, address) in at {
        assert!(web.listen(&site(*process), address).is_ok(), "{address}");
    }
    web
}

#[test]
fn those_outside_reach_no_loopback_address() {
    let web =
        listening(&[(1, "127.0.0.1:0"), (1, "localhost:8080"), (1, ":6060"), (1, ":9090"), (2, ":6060")]);
    let reached = |process, port| web.outward(process, port).collect::<Vec<u64>>();
    assert_eq!(reached(None, None), [3, 5], "the port on which somebody has listened first");
    assert_eq!(reached(Some(1), Some(9090)), [4]);
    assert_eq!(reached(None, Some(8080)), []);
    assert_eq!(reached(Some(3), None), []);
}

#[test]
fn a_pod_dials_none_but_itself_at_localhost() {
    let mut web = listening(&[(1, ":8080")]);
    let dial = |web: &mut Web, process| {
        let dialled = web.dial_line(&site(process), "localhost", "8080", &mut Effects::new());
        matches!(dialled[1], Value::Int(0))
    };
    assert!(dial(&mut web, 1) && dial(&mut web, 2), "processes of one host");
    web.set_backends(vec![Some(1), Some(2)]);
    assert!(dial(&mut web, 1) && !dial(&mut web, 2), "pods");
}

#[test]
fn closing_all_free_connections_looks_at_each_a_few_times() {
    const MANY: u64 = 10_000;
    let gap = "1ms".parse().unwrap_or_else(|e| panic!("{e}"));
    let clients = Clients::new(Arrivals::Open { gap }, Endpoint::get("/"));
    let mut group = Group::new(clients, 0, Seed(1), Duration::ZERO.as_nanos());
    (1..=MANY).for_each(|conn| group.keep(0, conn));
    let looks = Cell::new(0);
    // The even ones are closed, one after the other.
    for closed in (2..=MANY).step_by(2) {
        group.drop_kept(|conn| (looks.set(looks.get() + 1), conn % 2 == 1 || conn > closed).1);
    }
    assert!(looks.get() < 4 * MANY, "{} looks", looks.get());
    let open = std::iter::from_fn(|| group.take_kept(0, |conn| conn % 2 == 1));
    assert_eq!(
        open.collect::<Vec<u64>>(),
        (1..=MANY).rev().filter(|conn| conn % 2 == 1).collect::<Vec<u64>>()
    );
}

//! Clients in zone a, servers in both.

use super::*;
use crate::record::ServerRecord;
use crate::zones::Place;

/// The primary is in zone b, the replica in a.
fn primary_far(mode: replication::Mode, faults: Vec<zones::Fault>) -> Group {
    let places = vec![Place::Zone(1), Place::Zone(0)];
    let apply = Distribution::Constant(Duration::ZERO);
    let promote = Duration::SECOND;
    let config = replication::Config { mode, places, apply, promote, ..replication::Config::default() };
    Group::new(config, Some(two_zones(faults)))
}

/// When something was answered, to the millisecond.
fn answered(group: &mut Group, client: u64) -> Time {
    while !group.is_free(client) {
        group.until(group.now + MS);
    }
    group.now / MS
}

#[test]
fn a_dial_takes_three_round_trips_and_a_statement_one() {
    let mut group = primary_far(replication::Mode::Async, Vec::new());
    let client = group.dial(1);
    assert_eq!(answered(&mut group, client), 30);
    group.exec(client, "UPDATE orders SET paid = 1");
    assert_eq!(answered(&mut group, client), 41);
    // The write was accepted at 36 ms, and is beside the client at 41 ms.
    let near = group.dial(2);
    group.until(41 * MS);
    assert_eq!(group.group().positions(40 * MS, 2), Some((0, 0)));
    group.query(near, "SELECT id FROM orders");
    let read = group.replicated().find_map(|(_, event)| match event {
        ReplicationRecord::Read { stale, .. } => Some(stale),
        _ => None,
    });
    assert_eq!(read, Some(None));
    assert_eq!(group.group().lag_max(group.now), 5 * MS);
}

#[test]
fn semi_synchronously_an_answer_has_been_to_the_replica_and_back() {
    let mut group = primary_far(replication::Mode::SemiSync(Duration::MINUTE), Vec::new());
    let client = group.dial(1);
    answered(&mut group, client);
    group.exec(client, "UPDATE orders SET paid = 1");
    assert_eq!(answered(&mut group, client), 51);
}

#[test]
fn who_writes_to_a_zone_that_has_lost_its_power_hears_nothing_and_later_finds_the_new_primary() {
    let kind = zones::Trouble { zone: 1, kind: zones::FaultKind::Down };
    let down = zones::Fault { kind, at: 5 * SECOND, until: 12 * SECOND };
    let mut group = primary_far(replication::Mode::Async, vec![down]);
    let (client, other) = (group.dial(1), group.dial(1));
    group.until(4_994 * MS);
    group.exec(client, "UPDATE orders SET paid = 1");
    group.until(5 * SECOND);
    group.exec(other, "UPDATE orders SET paid = 1");
    group.until(11 * SECOND);
    assert!(!group.is_free(client) && !group.is_free(other), "nobody is told");
    assert_eq!(group.promotions().len(), 1);
    let next = group.dial(1);
    group.until(11_001 * MS);
    assert_eq!(group.run(next, "UPDATE orders SET paid = 1"), FINE);
    group.until(13 * SECOND);
    let end = group.group().end();
    assert_eq!(group.group().positions(group.now, 1), Some((end, end)), "the old one follows");
    let connected = group.records.iter().filter(|(_, record)| {
        matches!(record, Record::Server { server: 2, event: ServerRecord::Connected { .. } })
    });
    assert_eq!(connected.count(), 1);
}

#[test]
fn a_short_cut_is_a_delay() {
    let kind = zones::Trouble { zone: 1, kind: zones::FaultKind::Cut(None) };
    let cut = zones::Fault { kind, at: 1_000 * MS, until: 1_500 * MS };
    let mut group = primary_far(replication::Mode::Async, vec![cut]);
    let client = group.dial(1);
    group.until(1_000 * MS);
    group.exec(client, "UPDATE orders SET paid = 1");
    // Sent again after 200 and 600 ms.
    assert_eq!(answered(&mut group, client), 1_611);
    assert_eq!((group.group().counts().accepted, group.promotions().len()), (1, 0));
}

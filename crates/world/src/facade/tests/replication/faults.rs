//! Who goes down and who comes back.

use super::*;

fn config(faults: Vec<Fault>) -> replication::Config {
    replication::Config { promote: Duration::SECOND, faults, ..replication::Config::default() }
}

#[test]
fn a_primary_that_is_back_in_time_stays_it() {
    let mut group = Group::new(config(vec![primary_down(5_500 * MS, 7_500 * MS)]), None);
    let accepted = group.write(10 * MS, 10 * SECOND);
    assert_eq!((group.promotions(), group.group().primary()), (Vec::new(), 1));
    let gap = accepted.windows(2).map(|two| two[1] - two[0]).max();
    assert!(gap.is_some_and(|gap| (2_000..2_050).contains(&(gap / MS))), "{gap:?}");
    assert_eq!(
        group.group().positions(group.now, 2).map(|(received, _)| received),
        Some(accepted.len() as u64)
    );
}

#[test]
fn one_that_comes_back_late_follows_the_new_one() {
    let mut group = Group::new(config(vec![primary_down(5_500 * MS, 12_000 * MS)]), None);
    group.write(10 * MS, 20 * SECOND);
    let group_of = group.group();
    assert_eq!(group_of.primary(), 2);
    let end = group_of.end();
    assert_eq!(group_of.positions(group.now, 1), Some((end, end)));
    let old = group.dial(3);
    group.until(group.now + MS);
    assert_eq!(group.run(old, "DELETE FROM orders"), READ_ONLY);
    // The first is the only replica now.
    let reader = group.dial(2);
    group.until(group.now + MS);
    group.query(reader, "SELECT id FROM orders");
    let read =
        group.replicated().filter(|(_, event)| matches!(event, ReplicationRecord::Read { server: 1, .. }));
    assert_eq!(read.count(), 1);
}

#[test]
fn two_failovers_need_two_replicas() {
    let faults = vec![primary_down(5 * SECOND, Time::MAX), primary_down(15 * SECOND, Time::MAX)];
    let mut group = Group::new(replication::Config { replicas: 2, ..config(faults.clone()) }, None);
    group.write(10 * MS, 30 * SECOND);
    let promoted: Vec<u64> = group.promotions().iter().map(|promoted| promoted.1).collect();
    assert_eq!(promoted, [2, 3]);
    let mut alone = Group::new(config(faults), None);
    let accepted = alone.write(10 * MS, 30 * SECOND);
    assert_eq!(alone.promotions().len(), 1);
    assert!(accepted.last().is_some_and(|last| *last < 15 * SECOND + MS), "nobody is left");
    let reader = alone.dial(2);
    alone.until(alone.now + 2 * MS);
    assert_eq!(alone.answers.get(&reader), Some(&(5, 0)), "who reads is told so");
}

#[test]
fn restarts_of_one_server_are_told_apart() {
    let restart = |text: &str| text.parse().expect("it is right");
    let servers = vec![restart(""), restart("restart@5s+10s")];
    let mut group = Group::new(replication::Config { servers, ..config(Vec::new()) }, None);
    group.write(10 * MS, 10 * SECOND);
    let (received, _) = group.group().positions(group.now, 2).expect("it is there");
    assert!(group.group().end() - received > 490, "it stands still");
    let reader = group.dial(2);
    group.until(group.now + MS);
    assert!(matches!(group.answers.get(&reader), Some((0, _))));
    group.query(reader, "SELECT id FROM orders");
    let reads = group.replicated().filter(|(_, event)| matches!(event, ReplicationRecord::Read { .. }));
    assert_eq!(reads.count(), 0, "the primary serves those who read");
    group.until(16 * SECOND);
    let end = group.group().end();
    assert_eq!(group.group().positions(group.now, 2), Some((end, end)));
    assert!(group.promotions().is_empty());
}

#[test]
fn whoever_waits_for_a_confirmation_when_the_primary_dies_never_hears() {
    let stall = "stall@4s+2s".parse().expect("it is right");
    let servers = vec![replication::Config::default().servers.first().cloned().unwrap_or_default(), stall];
    let mode = replication::Mode::SemiSync(Duration::MINUTE);
    let faults = vec![primary_down(5 * SECOND, 6 * SECOND)];
    let mut group = Group::new(replication::Config { servers, mode, ..config(faults) }, None);
    let writer = group.dial(1);
    group.until(4_500 * MS);
    group.exec(writer, "UPDATE orders SET paid = 1 WHERE id = 7");
    group.until(5_500 * MS);
    assert_eq!(group.answers.get(&writer), Some(&(4, 0)), "the connection is lost");
    let counts = group.group().counts();
    assert_eq!(
        (counts.accepted, counts.unanswered, group.group().end()),
        (0, 1, 1),
        "and the write is there"
    );
}

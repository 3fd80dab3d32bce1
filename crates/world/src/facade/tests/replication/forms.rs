//! What must come out, by simple reckoning.

use super::*;
use crate::zones::Place;

/// The primary dies at `at`, for good.
fn failover(
    at: Time,
    check: u64,
    failures: u32,
    promote: u64,
    apply: u64,
) -> Vec<(Time, u64, u64, Time, Time)> {
    let mut group = Group::new(
        replication::Config {
            check: Duration::from_millis(check),
            failures,
            promote: Duration::from_millis(promote),
            apply: Distribution::Constant(Duration::from_millis(apply)),
            faults: vec![primary_down(at, Time::MAX)],
            ..replication::Config::default()
        },
        None,
    );
    group.write(5 * MS, 30 * SECOND);
    group.promotions()
}

#[test]
fn a_failover_takes_detection_and_promotion() {
    for (at, check, failures, promote) in
        [(10_000, 1_000, 3, 5_000), (10_001, 1_000, 3, 5_000), (10_999, 500, 5, 0), (1, 100, 1, 20)]
    {
        let found = failover(at * MS, check, failures, promote, 0);
        let [(_, 2, 0, 0, outage)] = found[..] else { panic!("{found:?}") };
        let (detection, slack) = (check * u64::from(failures), check);
        let outage = outage / MS;
        assert!(outage.abs_diff(detection + promote) <= slack, "{outage} ms for {detection} + {promote} ms");
    }
}

#[test]
fn a_promotion_waits_for_what_was_received() {
    // A write every 5 ms, each of which takes 8 ms to be applied: 3/8 of those before the end remain.
    let at = 10_000;
    let found = failover(at * MS, 1_000, 3, 1_000, 8);
    let [(_, 2, 0, 0, outage)] = found[..] else { panic!("{found:?}") };
    // The last of n writes is applied at 8 n ms.
    let writes = at / 5;
    let applied = 8 * writes;
    let detected = at + 2_000;
    let outage = outage / MS;
    let expected = applied.max(detected) + 1_000 - at;
    assert!(outage.abs_diff(expected) <= 1_016, "{outage} ms, expected {expected} ms");
    assert!(applied > detected + 1_000, "the test waits for the applier");
}

/// Two zones 5 ms apart, the primary in one and the replica in the other; the primary dies while writes go on.
fn across(mode: replication::Mode) -> Group {
    let config = replication::Config {
        mode,
        apply: Distribution::Constant(Duration::ZERO),
        faults: vec![primary_down(10 * SECOND + MS / 2, Time::MAX)],
        promote: Duration::SECOND,
        ..replication::Config::default()
    };
    let mut group = Group::new(config, Some(two_zones(Vec::new())));
    let writers: Vec<u64> = (0..40).map(|_| group.dial(3)).collect();
    group.until(10 * SECOND - 20 * MS);
    for (row, writer) in writers.iter().enumerate() {
        group.exec(*writer, &format!("UPDATE orders SET paid = 1 WHERE id = {row}"));
        group.until(group.now + MS);
    }
    group.until(20 * SECOND);
    group
}

#[test]
fn asynchronously_what_was_under_way_is_lost() {
    let group = across(replication::Mode::Async);
    let [(_, 2, lost, window, _)] = group.promotions()[..] else { panic!("{:?}", group.promotions()) };
    // One write each millisecond, 5 ms on the way: no more is lost than the lag was.
    assert_eq!((group.group().counts().accepted, lost), (20, 5));
    assert!(window <= 5 * MS && window <= group.group().lag_max(group.now), "{window}");
}

#[test]
fn semi_synchronously_nobody_is_answered_before_a_replica_has_it() {
    let group = across(replication::Mode::SemiSync(Duration::MINUTE));
    let counts = group.group().counts();
    // There and back are 10 ms: so many were not confirmed.
    assert_eq!((counts.accepted, counts.lost, counts.unanswered), (10, 0, 10));
    let first = |wanted: fn(&ReplicationRecord) -> bool| {
        group.replicated().find(|(_, event)| wanted(event)).map(|(at, _)| at)
    };
    let committed = first(|event| matches!(event, ReplicationRecord::Committed { .. }));
    let accepted = first(|event| matches!(event, ReplicationRecord::Accepted { .. }));
    assert_eq!(accepted.zip(committed).map(|(a, c)| a - c), Some(10 * MS));
}

/// The zone of the primary is cut off for a while, in which a client writes every 20 ms.
fn cut_off(config: replication::Config, from: Time, until: Time) -> Group {
    let cut =
        zones::Fault { kind: zones::Trouble { zone: 0, kind: zones::FaultKind::Cut(None) }, at: from, until };
    let mut group = Group::new(config, Some(two_zones(vec![cut])));
    // A client beside the primary goes on.
    let writer = group.dial(3);
    group.until(MS);
    while group.now < 20 * SECOND {
        if group.is_free(writer) {
            group.exec(writer, "UPDATE orders SET paid = 1 WHERE id = 7");
        }
        group.until(group.now + 20 * MS);
    }
    group
}

#[test]
fn who_is_cut_off_and_not_fenced_accepts_what_will_be_lost() {
    let config = replication::Config { fence: false, ..replication::Config::default() };
    let group = cut_off(config, 5 * SECOND, 15 * SECOND);
    let counts = group.group().counts();
    let [(at, 2, lost, window, _)] = group.promotions()[..] else { panic!("{:?}", group.promotions()) };
    // Looks at 5, 6 and 7 s are in vain, and a promotion takes 5 s.
    assert_eq!(at, 12 * SECOND);
    // Before that 7 s of writes, afterwards 3 s until the way is free and the monitor looks.
    assert!(lost.abs_diff(350) <= 2, "{lost}");
    assert!(counts.lost.abs_diff(500) <= 3, "{counts:?}");
    assert!(window <= 20 * MS, "the oldest lost one was accepted when the way was cut: {window}");
    assert_eq!(counts.accepted, group.group().durable() + counts.lost);
}

#[test]
fn a_fence_bounds_what_is_lost() {
    let group = cut_off(replication::Config::default(), 5 * SECOND, 15 * SECOND);
    let counts = group.group().counts();
    // Two seconds from the cut to the third look in vain.
    assert!(counts.lost.abs_diff(100) <= 2, "{counts:?}");
    assert_eq!(group.answers.values().last(), READ_ONLY.as_ref());
}

#[test]
fn semi_synchronously_a_cut_loses_nothing_while_the_primary_waits() {
    let mode = replication::Mode::SemiSync(Duration::MINUTE);
    let group =
        cut_off(replication::Config { mode, ..replication::Config::default() }, 5 * SECOND, 15 * SECOND);
    assert_eq!((group.group().counts().lost, group.promotions().len()), (0, 1));
}

#[test]
fn a_confirmation_from_beside_the_primary_does_not_help_when_both_are_cut_off() {
    let mode = replication::Mode::SemiSync(Duration::MINUTE);
    let places = vec![Place::Zone(0), Place::Zone(0), Place::Zone(1)];
    let config = replication::Config { mode, replicas: 2, places, ..replication::Config::default() };
    let group = cut_off(config, 5 * SECOND, 15 * SECOND);
    // As many as without waiting: the neighbour confirms, and the other is promoted.
    let counts = group.group().counts();
    assert_eq!(group.promotions().first().map(|promoted| promoted.1), Some(3));
    assert!(counts.lost.abs_diff(100) <= 2, "{counts:?}");
}

#[test]
fn semi_synchronously_a_primary_without_replicas_goes_on_after_the_timeout() {
    let mode = replication::Mode::SemiSync(Duration::from_secs(1));
    let config = replication::Config { mode, failures: 100, ..replication::Config::default() };
    let group = cut_off(config, 5 * SECOND, 15 * SECOND);
    let waits: Vec<(Time, bool)> = group
        .replicated()
        .filter_map(|(at, event)| match event {
            ReplicationRecord::Waits { on, .. } => Some((at / SECOND, on)),
            _ => None,
        })
        .collect();
    // What was sent in vain is sent again after 0.2, 0.4, 0.8 … s: after 12.6 s here.
    assert_eq!(waits, [(6, false), (17, true)]);
    assert_eq!(group.group().counts().lost, 0);
}

#[test]
fn a_backup_bounds_what_is_lost_with_the_data() {
    for (backup, lost_ms) in [(0, 12_345), (1_000, 345), (5_000, 2_345)] {
        let mut group = Group::new(
            replication::Config {
                backup: Duration::from_millis(backup),
                restore: Duration::from_secs(3),
                faults: vec![Fault { kind: FaultKind::DataLost, at: 12_345 * MS, until: Time::MAX }],
                ..replication::Config::default()
            },
            None,
        );
        let accepted = group.write(10 * MS, 20 * SECOND);
        let lost = |at: &&Time| **at < 12_345 * MS && **at > (12_345 - lost_ms) * MS;
        let counts = group.group().counts();
        assert_eq!(counts.accepted, accepted.len() as u64);
        assert_eq!(counts.lost, accepted.iter().filter(lost).count() as u64, "{backup} ms");
        let first_after = accepted.iter().find(|at| **at > 12_345 * MS);
        assert!(first_after.is_some_and(|at| (15_345..15_370).contains(&(at / MS))), "{first_after:?}");
    }
}

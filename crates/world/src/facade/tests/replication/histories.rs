//! What holds through long random histories.

use proptest::prelude::*;

use super::*;
use crate::record::ServerRecord;

/// Something that a client does; numbers choose among clients and rows.
#[derive(Clone, Debug)]
enum Step {
    Dial { host: i64 },
    Write { client: u64, row: u64 },
    Read { client: u64, row: u64 },
    Close { client: u64 },
    Pass { ms: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (1..6i64).prop_map(|host| Step::Dial { host }),
        8 => (0..50u64, 0..5u64).prop_map(|(client, row)| Step::Write { client, row }),
        4 => (0..50u64, 0..5u64).prop_map(|(client, row)| Step::Read { client, row }),
        1 => (0..50u64).prop_map(|client| Step::Close { client }),
        4 => (0..400u64).prop_map(|ms| Step::Pass { ms }),
    ]
}

fn faults() -> impl Strategy<Value = Vec<Fault>> {
    let kind = prop_oneof![6 => Just(FaultKind::PrimaryDown), 1 => Just(FaultKind::DataLost)];
    let one = (kind, 0..15_000u64, prop_oneof![1..8_000u64, Just(u64::MAX / MS)]);
    let fault = one.prop_map(|(kind, at, length)| {
        let at = at * MS;
        Fault { kind, at, until: at.saturating_add(length * MS) }
    });
    prop::collection::vec(fault, 0..4)
}

fn zone_faults() -> impl Strategy<Value = Vec<zones::Fault>> {
    let kind = prop_oneof![3 => Just(zones::FaultKind::Cut(None)), 1 => Just(zones::FaultKind::Down)];
    let fault = (kind, 0..2u8, 0..15_000u64, 1..6_000u64).prop_map(|(kind, zone, at, length)| {
        let at = at * MS;
        zones::Fault { kind: zones::Trouble { zone, kind }, at, until: at + length * MS }
    });
    prop::collection::vec(fault, 0..3)
}

fn servers() -> impl Strategy<Value = Vec<crate::mysql::Faults>> {
    let one = prop_oneof![
        3 => Just(String::new()),
        1 => (0..10u64, 1..5u64).prop_map(|(at, length)| format!("restart@{at}s+{length}s")),
        1 => (0..10u64, 1..5u64).prop_map(|(at, length)| format!("stall@{at}s+{length}s")),
        1 => (0..10u64).prop_map(|at| format!("drop@{at}s")),
    ];
    prop::collection::vec(one.prop_map(|text| text.parse().expect("it is right")), 3)
}

fn config() -> impl Strategy<Value = replication::Config> {
    let mode = prop_oneof![
        Just(replication::Mode::Async),
        Just(replication::Mode::SemiSync(Duration::from_millis(700))),
        Just(replication::Mode::SemiSync(Duration::MINUTE)),
    ];
    (1..3u32, mode, any::<bool>(), 0..30u64, 0..2_000u64, faults(), servers()).prop_map(
        |(replicas, mode, fence, apply, backup, faults, servers)| replication::Config {
            replicas,
            mode,
            fence,
            apply: Distribution::Constant(Duration::from_millis(apply)),
            check: Duration::from_millis(200),
            promote: Duration::from_millis(300),
            backup: Duration::from_millis(if backup < 500 { 0 } else { backup }),
            restore: Duration::from_secs(2),
            faults,
            servers,
            ..replication::Config::default()
        },
    )
}

/// Plays a history; all that was recorded.
fn play(config: &replication::Config, cuts: &[zones::Fault], steps: &[Step]) -> Vec<(Time, Record)> {
    let mut group = Group::new(config.clone(), Some(two_zones(cuts.to_vec())));
    for step in steps {
        let of = |client: &u64| 1 + client % group.clients.max(1);
        match step {
            Step::Dial { host } => drop(group.dial(*host)),
            _ if group.clients == 0 => {}
            Step::Write { client, row } => {
                let client = of(client);
                if group.is_free(client) {
                    group.exec(client, &format!("UPDATE orders SET paid = 1 WHERE id = {row}"));
                }
            }
            Step::Read { client, row } => {
                let client = of(client);
                if group.is_free(client) {
                    group.query(client, &format!("SELECT id FROM orders WHERE id = {row}"));
                }
            }
            Step::Close { client } => {
                let client = of(client);
                group.call(client, Native::NetClose, values![client]);
            }
            Step::Pass { ms } => group.until(group.now + ms * MS),
        }
        group.check();
    }
    group.until(group.now + 30 * SECOND);
    check_records(&group);
    group.records
}

/// Nobody serves who is down, and each write is accepted or unanswered, once.
fn check_records(group: &Group) {
    let mut up: BTreeMap<u64, bool> = group.group().servers().map(|server| (server, true)).collect();
    let mut writes: BTreeMap<u64, bool> = BTreeMap::new();
    let (mut accepted, mut unanswered) = (0, 0);
    for (at, record) in &group.records {
        match record {
            Record::Server { server, event: ServerRecord::Up(now) } => drop(up.insert(*server, *now)),
            Record::Server {
                server,
                event:
                    ServerRecord::Connected { .. }
                    | ServerRecord::QueryStart { .. }
                    | ServerRecord::QueryEnd { .. },
            } => assert!(up.get(server) != Some(&false), "{server} is down at {at}"),
            Record::Replication(event) => match event {
                ReplicationRecord::Committed { server, write, .. } => {
                    assert!(up.get(server) != Some(&false), "{server} is down at {at}");
                    assert_eq!(writes.insert(*write, false), None);
                }
                ReplicationRecord::Accepted { write, .. } => {
                    accepted += 1;
                    assert_eq!(writes.insert(*write, true), Some(false));
                }
                ReplicationRecord::Unanswered { write } => {
                    unanswered += 1;
                    assert_eq!(writes.insert(*write, true), Some(false));
                }
                ReplicationRecord::Promoted { server, .. } | ReplicationRecord::Read { server, .. } => {
                    assert!(up.get(server) != Some(&false), "{server} is down at {at}");
                }
                _ => {}
            },
            _ => {}
        }
    }
    let counts = group.group().counts();
    assert_eq!((counts.accepted, counts.unanswered), (accepted, unanswered));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn accepted_writes_are_durable_or_lost_and_nobody_serves_who_is_down(
        config in config(),
        cuts in zone_faults(),
        steps in prop::collection::vec(step(), 1..300),
    ) {
        let records = play(&config, &cuts, &steps);
        prop_assert_eq!(&records, &play(&config, &cuts, &steps));
    }
}

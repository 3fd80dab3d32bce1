//! Who gets which lock, step by step and over random histories.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use crate::mysql::locks::{Locks, Row, Target};

fn target(row: &str) -> Target {
    let row = (row != "*").then(|| Row::Key(row.to_owned()));
    Target { table: "t".to_owned(), row }
}

/// Runs a script of `OWNER ROW` (`*` is the whole table), `OWNER leaves`, `OWNER ends`, `OWNER circle`.
fn check(script: &str, want: Expect) {
    let mut locks = Locks::default();
    let mut out = String::new();
    for line in script.lines().map(str::trim) {
        let (owner, what) = line.split_once(' ').unwrap_or((line, ""));
        let owner = owner.parse().unwrap_or(0);
        let said = match what {
            "leaves" => format!("{:?}", locks.leave(owner)),
            "ends" => format!("{:?}", locks.release(owner)),
            "circle" => format!("{:?}", locks.circle(owner)),
            row => match locks.acquire(owner, target(row)) {
                true => "has it".to_owned(),
                false => format!("waits behind {:?}", locks.behind(owner)),
            },
        };
        let _ = writeln!(out, "{line}: {said}");
    }
    want.assert_eq(&out);
}

#[test]
fn rows_are_served_in_the_order_of_arrival() {
    check(
        "1 a\n2 b\n3 a\n4 a\n1 a\n3 circle\n1 ends\n2 ends\n3 ends\n4 ends",
        expect![[r#"
        1 a: has it
        2 b: has it
        3 a: waits behind Some(1)
        4 a: waits behind Some(1)
        1 a: has it
        3 circle: None
        1 ends: [3]
        2 ends: []
        3 ends: [4]
        4 ends: []
    "#]],
    );
}

#[test]
fn a_table_and_its_rows_exclude_each_other() {
    check(
        "1 a\n2 *\n3 b\n4 a\n1 ends\n2 b\n2 ends\n3 ends\n5 *\n4 ends\n6 a\n5 ends",
        expect![[r#"
        1 a: has it
        2 *: waits behind Some(1)
        3 b: waits behind Some(2)
        4 a: waits behind Some(1)
        1 ends: [2]
        2 b: has it
        2 ends: [3, 4]
        3 ends: []
        5 *: waits behind Some(4)
        4 ends: [5]
        6 a: waits behind Some(5)
        5 ends: [6]
    "#]],
    );
}

#[test]
fn who_stops_waiting_lets_those_behind_pass() {
    check(
        "1 a\n2 *\n3 b\n4 c\n2 leaves\n3 ends\n4 ends\n1 ends",
        expect![[r#"
        1 a: has it
        2 *: waits behind Some(1)
        3 b: waits behind Some(2)
        4 c: waits behind Some(2)
        2 leaves: [3, 4]
        3 ends: []
        4 ends: []
        1 ends: []
    "#]],
    );
}

#[test]
fn nobody_queues_behind_one_who_waits_for_him() {
    check(
        "1 a\n2 *\n1 b\n1 *\n1 ends\n2 ends",
        expect![[r#"
        1 a: has it
        2 *: waits behind Some(1)
        1 b: has it
        1 *: has it
        1 ends: [2]
        2 ends: []
    "#]],
    );
    check(
        "1 a\n2 a\n1 *\n1 ends",
        expect![[r#"
        1 a: has it
        2 a: waits behind Some(1)
        1 *: has it
        1 ends: [2]
    "#]],
    );
}

#[test]
fn circles_are_found() {
    check(
        "1 a\n2 b\n1 b\n1 circle\n2 a\n2 circle\n2 leaves\n2 ends",
        expect![[r#"
        1 a: has it
        2 b: has it
        1 b: waits behind Some(2)
        1 circle: None
        2 a: waits behind Some(1)
        2 circle: Some([1, 2])
        2 leaves: []
        2 ends: [1]
    "#]],
    );
    check(
        "1 a\n2 b\n3 c\n1 b\n2 c\n3 a\n3 circle",
        expect![[r#"
        1 a: has it
        2 b: has it
        3 c: has it
        1 b: waits behind Some(2)
        2 c: waits behind Some(3)
        3 a: waits behind Some(1)
        3 circle: Some([2, 1, 3])
    "#]],
    );
    // Through the queue: 3 waits for 2, which waits for 1 and is before it, and 1 waits for 3.
    check(
        "1 a\n3 c\n2 a\n3 a\n3 circle\n1 c\n1 circle",
        expect![[r#"
        1 a: has it
        3 c: has it
        2 a: waits behind Some(1)
        3 a: waits behind Some(1)
        3 circle: None
        1 c: waits behind Some(3)
        1 circle: Some([3, 1])
    "#]],
    );
}

/// What the owners hold and want, kept the simple way.
#[derive(Default)]
struct Model {
    held: BTreeMap<u64, Vec<Option<u8>>>,
    waits: BTreeMap<u64, Option<u8>>,
}

fn excludes(a: &Option<u8>, b: &Option<u8>) -> bool {
    a.is_none() || b.is_none() || a == b
}

impl Model {
    fn granted(&mut self, owners: &[u64]) {
        for owner in owners {
            let row = self.waits.remove(owner).expect("only who waits is granted");
            self.held.entry(*owner).or_default().push(row);
        }
    }

    fn holders(&self, owner: u64, row: &Option<u8>) -> bool {
        let others = self.held.iter().filter(|(other, _)| **other != owner);
        others.flat_map(|(_, rows)| rows).any(|other| excludes(other, row))
    }

    fn check(&self, locks: &Locks) {
        for (owner, rows) in &self.held {
            assert_eq!(locks.holds(*owner), !rows.is_empty());
            for row in rows {
                assert!(!self.holders(*owner, row), "{owner} shares {row:?}");
            }
        }
        for owner in self.waits.keys() {
            assert!(locks.waits(*owner));
            let behind = locks.behind(*owner).expect("nobody waits for a lock that nobody holds or wants");
            assert!(self.held.contains_key(&behind) || self.waits.contains_key(&behind));
            // Without circles every chain of waits ends at one who does not wait.
            let mut at = *owner;
            for _ in 0..100 {
                match locks.behind(at) {
                    Some(next) => at = next,
                    None => break,
                }
            }
            assert!(!self.waits.contains_key(&at), "{owner} waits in a circle or for nobody");
            assert!(self.held.contains_key(&at));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn locks_are_exclusive_and_every_wait_has_a_reason(
        steps in prop::collection::vec((0..8u64, 0..8u8), 1..300)
    ) {
        let mut locks = Locks::default();
        let mut model = Model::default();
        for (owner, what) in steps {
            let waits = model.waits.contains_key(&owner);
            match what {
                0 | 1 if waits => {
                    model.waits.remove(&owner);
                    model.granted(&locks.leave(owner));
                }
                0 | 1 => {
                    model.held.remove(&owner);
                    model.granted(&locks.release(owner));
                }
                _ if waits => {}
                row => {
                    let row = (row < 7).then_some(row);
                    let name = row.map_or("*".to_owned(), |row| row.to_string());
                    if locks.acquire(owner, target(&name)) {
                        model.held.entry(owner).or_default().push(row);
                    } else {
                        model.waits.insert(owner, row);
                        while let Some(circle) = locks.circle(owner) {
                            assert!(circle.contains(&owner));
                            let victim = circle[circle.len() / 2];
                            model.waits.remove(&victim);
                            model.granted(&locks.leave(victim));
                            model.held.remove(&victim);
                            model.granted(&locks.release(victim));
                        }
                    }
                }
            }
            model.check(&locks);
        }
        let owners: Vec<u64> = model.held.keys().chain(model.waits.keys()).copied().collect();
        for owner in owners {
            model.waits.remove(&owner);
            model.granted(&locks.leave(owner));
            model.held.remove(&owner);
            model.granted(&locks.release(owner));
        }
        assert!(model.waits.is_empty() && model.held.is_empty());
        assert!(locks.is_unused());
    }
}

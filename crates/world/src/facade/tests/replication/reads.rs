//! Who is reached by which name, and what replicas do not know yet.

use super::*;

fn applied_in(ms: u64) -> replication::Config {
    let apply = Distribution::Constant(Duration::from_millis(ms));
    replication::Config { replicas: 2, apply, ..replication::Config::default() }
}

/// Reads at replicas: which one, and how stale in ms.
fn reads(group: &Group) -> Vec<(u64, Option<u64>)> {
    let reads = group.replicated().filter_map(|(_, event)| match event {
        ReplicationRecord::Read { server, stale } => Some((server, stale.map(|stale| stale / MS))),
        _ => None,
    });
    reads.collect()
}

#[test]
fn replicas_take_turns_and_no_writes() {
    let mut group = Group::new(applied_in(0), None);
    let (primary, first, second, third) = (group.dial(1), group.dial(2), group.dial(2), group.dial(2));
    group.until(MS);
    for client in [first, second, third] {
        group.query(client, "SELECT id FROM orders");
    }
    group.until(2 * MS);
    assert_eq!(reads(&group), [(2, None), (3, None), (2, None)]);
    assert_eq!(group.run(primary, "UPDATE orders SET paid = 1"), FINE);
    assert_eq!(group.run(first, "UPDATE orders SET paid = 1"), READ_ONLY);
    assert_eq!(group.run(first, "SELECT id FROM orders WHERE id = 1 FOR UPDATE"), FINE);
    assert_eq!(group.run(first, "BEGIN"), FINE);
    assert_eq!(group.run(first, "DELETE FROM orders"), READ_ONLY);
    assert_eq!(group.run(first, "COMMIT"), FINE);
    assert_eq!((group.group().counts().accepted, group.group().end()), (1, 1));
}

#[test]
fn a_read_is_stale_for_the_row_that_was_written_and_no_other() {
    let mut group = Group::new(applied_in(10), None);
    let (writer, reader) = (group.dial(1), group.dial(4));
    group.until(MS);
    group.exec(writer, "UPDATE orders SET paid = 1 WHERE id = 7");
    group.until(6 * MS);
    for text in [
        "SELECT id FROM orders WHERE id = 7",
        "SELECT id FROM orders WHERE id = 8",
        "SELECT id FROM orders",
        "SELECT id FROM customers",
        "SELECT 1",
    ] {
        group.query(reader, text);
        group.until(group.now + MS);
    }
    // Accepted at 2 ms, and applied 10 ms later.
    assert_eq!(reads(&group), [(2, Some(4)), (2, None), (2, Some(6)), (2, None)]);
    group.until(12 * MS);
    group.query(reader, "SELECT id FROM orders WHERE id = 7");
    assert_eq!(reads(&group).last(), Some(&(2, None)));
    assert_eq!(group.group().lag_max(group.now), 10 * MS);
}

#[test]
fn a_new_row_is_missed_by_the_number_that_the_server_gave_it() {
    let mut group = Group::new(applied_in(10), None);
    let (writer, reader) = (group.dial(1), group.dial(4));
    group.until(MS);
    group.run(writer, "INSERT INTO orders (paid) VALUES (0)");
    for id in [1, 2] {
        group.query(reader, &format!("SELECT id FROM orders WHERE id = {id}"));
        group.until(group.now + MS);
    }
    assert_eq!(reads(&group), [(2, Some(0)), (2, None)]);
}

#[test]
fn the_row_of_a_read_at_a_replica_is_asked_for() {
    let mut group = Group::new(applied_in(10), None);
    let (primary, replica) = (group.dial(1), group.dial(2));
    group.until(MS);
    let text = "SELECT id FROM orders WHERE id = ?";
    group.query(primary, text);
    group.query(replica, text);
    // Refused with no text: the driver sends it again with its arguments in it.
    assert_eq!(group.answers.get(&replica), Some(&(5, 0)));
    group.until(2 * MS);
    assert_eq!(group.answers.get(&primary), Some(&(0, 0)));
}

#[test]
fn a_transaction_is_one_event_and_nothing_when_it_is_rolled_back() {
    let mut group = Group::new(applied_in(0), None);
    let writer = group.dial(1);
    group.until(MS);
    for text in ["BEGIN", "UPDATE a SET x = 1 WHERE id = 1", "DELETE FROM b", "COMMIT"] {
        assert_eq!(group.run(writer, text), FINE, "{text}");
    }
    for text in
        ["BEGIN", "UPDATE a SET x = 1 WHERE id = 1", "ROLLBACK", "BEGIN", "SELECT id FROM a", "COMMIT"]
    {
        assert_eq!(group.run(writer, text), FINE, "{text}");
    }
    assert_eq!((group.group().end(), group.group().counts().accepted), (1, 1));
}

#[test]
fn one_thread_applies_one_after_the_other() {
    let mut group = Group::new(applied_in(10), None);
    let writers: Vec<u64> = (0..5).map(|_| group.dial(1)).collect();
    group.until(MS);
    for (row, writer) in writers.iter().enumerate() {
        group.exec(*writer, &format!("UPDATE orders SET paid = 1 WHERE id = {row}"));
    }
    group.until(30 * MS);
    // All were accepted at 2 ms; the third is applied at 32 ms.
    assert_eq!(
        (group.group().positions(group.now, 2), group.group().lag(group.now)),
        (Some((5, 2)), 28 * MS)
    );
    group.until(60 * MS);
    assert_eq!((group.group().lag(group.now), group.group().lag_max(group.now)), (0, 50 * MS));
}

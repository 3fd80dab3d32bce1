//! Getting a connection: the order of checks, waiting, who is served.

use expect_test::{Expect, expect};

fn check(script: &str, want: Expect) {
    want.assert_eq(&super::script::run(script));
}

#[test]
fn the_first_acquire_dials_in_the_caller() {
    check(
        "acquire 1\nstats\n@5\ndialed 1\nstats",
        expect![[r#"
        acquire 1: Dial { conn: conn(1) }
        stats: max 0 open 1 in use 1 idle 0 waits 0 waited 0ms closed idle 0 idle time 0 lifetime 0
        dialed 1: 0
        stats: max 0 open 1 in use 1 idle 0 waits 0 waited 0ms closed idle 0 idle time 0 lifetime 0
    "#]],
    );
}

#[test]
fn the_most_recently_returned_one_is_taken_first() {
    check(
        "acquire 1\ndialed 1\nacquire 2\ndialed 2\nput 1\nput 2\nacquire 3\nacquire 4",
        expect![[r#"
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Dial { conn: conn(2) }
            dialed 2: 0
            put 1: Idle(CleanerStart(None))
            put 2: Idle(CleanerStart(None))
            acquire 3: Reuse { conn: conn(2), needs_reset: false }
            acquire 4: Reuse { conn: conn(1), needs_reset: false }
        "#]],
    );
}

#[test]
fn at_the_limit_callers_wait_and_a_return_serves_one_of_them() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nacquire 2\nacquire 3\nacquire 4\npick 1\n@30\nput 1\nstats\ngot 2 1\nstats\nput 1\ngot 3 1\nput 1\ngot 1 1\nput 1\nstats",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            acquire 3: Wait { ticket: Ticket(2) }
            acquire 4: Wait { ticket: Ticket(3) }
            put 1: HandedTo(Ticket(2))
            stats: max 1 open 1 in use 1 idle 0 waits 3 waited 0ms closed idle 0 idle time 0 lifetime 0
            got 2 1: Conn { needs_reset: false }
            stats: max 1 open 1 in use 1 idle 0 waits 3 waited 30ms closed idle 0 idle time 0 lifetime 0
            put 1: HandedTo(Ticket(3))
            got 3 1: Conn { needs_reset: false }
            put 1: HandedTo(Ticket(1))
            got 1 1: Conn { needs_reset: false }
            put 1: Idle(CleanerStart(None))
            stats: max 1 open 1 in use 0 idle 1 waits 3 waited 90ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn removing_a_waiter_moves_the_last_one_into_its_place() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nacquire 2\nacquire 3\nacquire 4\nacquire 5\ncancel 1\nput 1",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            acquire 3: Wait { ticket: Ticket(2) }
            acquire 4: Wait { ticket: Ticket(3) }
            acquire 5: Wait { ticket: Ticket(4) }
            cancel 1: true
            put 1: HandedTo(Ticket(4))
        "#]],
    );
}

#[test]
fn a_cancelled_wait_counts_and_ends() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nacquire 2\n@30\ncancel 1\nstats\nput 1\nstats",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            cancel 1: true
            stats: max 1 open 1 in use 1 idle 0 waits 1 waited 30ms closed idle 0 idle time 0 lifetime 0
            put 1: Idle(CleanerStart(None))
            stats: max 1 open 1 in use 0 idle 1 waits 1 waited 30ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn a_waiter_that_gives_up_too_late_puts_the_connection_back() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nacquire 2\n@10\nput 1\ncancel 1\nput 1\nstats",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            put 1: HandedTo(Ticket(1))
            cancel 1: false
            put 1: Idle(CleanerStart(None))
            stats: max 1 open 1 in use 0 idle 1 waits 1 waited 10ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn an_expired_free_connection_costs_one_attempt() {
    check(
        "lifetime 100\nacquire 1\ndialed 1\nput 1\n@100\nacquire 1\nput 1\n@101\nacquire 1\nstats\nclosed 1\nacquire 1\nstats",
        expect![[r#"
            lifetime 100: (CleanerWake(false), CleanerStart(None))
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            put 1: Idle(CleanerStart(Some(1000000000)))
            acquire 1: Reuse { conn: conn(1), needs_reset: false }
            put 1: Idle(CleanerStart(None))
            acquire 1: Expired { conn: conn(1) }
            stats: max 0 open 1 in use 1 idle 0 waits 0 waited 0ms closed idle 0 idle time 0 lifetime 1
            closed 1: 0
            acquire 1: Dial { conn: conn(2) }
            stats: max 0 open 1 in use 1 idle 0 waits 0 waited 0ms closed idle 0 idle time 0 lifetime 1
        "#]],
    );
}

#[test]
fn an_expired_connection_is_closed_by_a_waiter_unless_it_insists_on_a_new_one() {
    check(
        "max_open 1\nlifetime 100\nacquire 1\ndialed 1\nacquire 2\nacquire 3 new\n@100\nput 1\n@101\ngot 1 1\nclosed 1\nstats",
        expect![[r#"
            max_open 1: []
            lifetime 100: (CleanerWake(false), CleanerStart(None))
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            acquire 3 new: Wait { ticket: Ticket(2) }
            put 1: HandedTo(Ticket(1))
            got 1 1: Expired
            closed 1: 1
            stats: max 1 open 1 in use 1 idle 0 waits 2 waited 101ms closed idle 0 idle time 0 lifetime 1
        "#]],
    );
    check(
        "max_open 1\nlifetime 100\nacquire 1\ndialed 1\nacquire 3 new\n@100\nput 1\n@101\ngot 1 1 new",
        expect![[r#"
            max_open 1: []
            lifetime 100: (CleanerWake(false), CleanerStart(None))
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 3 new: Wait { ticket: Ticket(1) }
            put 1: HandedTo(Ticket(1))
            got 1 1 new: Conn { needs_reset: false }
        "#]],
    );
}

#[test]
fn a_waiter_judges_age_by_the_lifetime_of_when_it_began() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nacquire 2\nlifetime 100\n@100\nput 1\n@500\ngot 1 1",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            lifetime 100: (CleanerWake(false), CleanerStart(Some(1000000000)))
            put 1: HandedTo(Ticket(1))
            got 1 1: Conn { needs_reset: false }
        "#]],
    );
}

#[test]
fn always_new_passes_free_connections_by_but_obeys_the_limit() {
    check(
        "max_open 2\nacquire 1\ndialed 1\nput 1\nacquire 2 new\ndialed 2\nacquire 3 new\nacquire 4",
        expect![[r#"
            max_open 2: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            put 1: Idle(CleanerStart(None))
            acquire 2 new: Dial { conn: conn(2) }
            dialed 2: 0
            acquire 3 new: Wait { ticket: Ticket(1) }
            acquire 4: Reuse { conn: conn(1), needs_reset: false }
        "#]],
    );
}

#[test]
fn a_failed_dial_frees_the_place_for_those_who_wait() {
    check(
        "max_open 1\nacquire 1\nacquire 2\nacquire 3\ndialed 1 failed\nstats\nopener\nopened 2\nstats",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            acquire 2: Wait { ticket: Ticket(1) }
            acquire 3: Wait { ticket: Ticket(2) }
            dialed 1 failed: 1
            stats: max 1 open 1 in use 1 idle 0 waits 2 waited 0ms closed idle 0 idle time 0 lifetime 0
            opener: conn(2)
            opened 2: HandedTo(Ticket(1))
            stats: max 1 open 1 in use 1 idle 0 waits 2 waited 0ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn a_connection_once_returned_needs_a_reset_for_ever() {
    check(
        "acquire 1\ndialed 1\nput 1 reset\nacquire 1\nput 1\nacquire 1",
        expect![[r#"
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            put 1 reset: Idle(CleanerStart(None))
            acquire 1: Reuse { conn: conn(1), needs_reset: true }
            put 1: Idle(CleanerStart(None))
            acquire 1: Reuse { conn: conn(1), needs_reset: true }
        "#]],
    );
}

#[test]
fn a_closed_pool_refuses_and_ends_all_waits() {
    check(
        "max_open 2\nacquire 1\ndialed 1\nacquire 2\ndialed 2\nacquire 3\nacquire 4\nput 1\nclose\nclose\nacquire 5\n@20\ngot 2\nstats\nput 2\nclosed 2\nput 1\nclosed 1\nstats",
        expect![[r#"
            max_open 2: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Dial { conn: conn(2) }
            dialed 2: 0
            acquire 3: Wait { ticket: Ticket(1) }
            acquire 4: Wait { ticket: Ticket(2) }
            put 1: HandedTo(Ticket(1))
            close: Some(Closing { conns: [], tickets: [Ticket(2)] })
            close: None
            acquire 5: Closed
            got 2: Nothing
            stats: max 2 open 2 in use 2 idle 0 waits 2 waited 20ms closed idle 0 idle time 0 lifetime 0
            put 2: Close { reason: PoolClosed, tokens: 0 }
            closed 2: 0
            put 1: Close { reason: PoolClosed, tokens: 0 }
            closed 1: 0
            stats: max 2 open 0 in use 0 idle 0 waits 2 waited 20ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

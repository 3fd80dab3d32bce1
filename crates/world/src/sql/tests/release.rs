//! Returning a connection, the opener, the places that become free.

use expect_test::{Expect, expect};

fn check(script: &str, want: Expect) {
    want.assert_eq(&super::script::run(script));
}

#[test]
fn five_returned_with_the_default_keeps_two() {
    check(
        "acquire 1\ndialed 1\nacquire 1\ndialed 2\nacquire 1\ndialed 3\nacquire 1\ndialed 4\nacquire 1\ndialed 5\nput 1\nput 2\nput 3\nclosed 3\nput 4\nclosed 4\nput 5\nclosed 5\nstats",
        expect![[r#"
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 1: Dial { conn: conn(2) }
            dialed 2: 0
            acquire 1: Dial { conn: conn(3) }
            dialed 3: 0
            acquire 1: Dial { conn: conn(4) }
            dialed 4: 0
            acquire 1: Dial { conn: conn(5) }
            dialed 5: 0
            put 1: Idle(CleanerStart(None))
            put 2: Idle(CleanerStart(None))
            put 3: Close { reason: MaxIdle, tokens: 0 }
            closed 3: 0
            put 4: Close { reason: MaxIdle, tokens: 0 }
            closed 4: 0
            put 5: Close { reason: MaxIdle, tokens: 0 }
            closed 5: 0
            stats: max 0 open 2 in use 0 idle 2 waits 0 waited 0ms closed idle 3 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn a_bad_connection_counts_until_it_is_closed_and_raises_no_counter() {
    check(
        "acquire 1\ndialed 1\nput 1 bad\nstats\nclosed 1\nstats",
        expect![[r#"
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            put 1 bad: Close { reason: Bad, tokens: 0 }
            stats: max 0 open 1 in use 1 idle 0 waits 0 waited 0ms closed idle 0 idle time 0 lifetime 0
            closed 1: 0
            stats: max 0 open 0 in use 0 idle 0 waits 0 waited 0ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn a_bad_connection_makes_the_opener_dial_for_one_waiter() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nacquire 2\nacquire 3\nput 1 bad\nclosed 1\nstats\nopener\n@7\nopened 2\nstats",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            acquire 3: Wait { ticket: Ticket(2) }
            put 1 bad: Close { reason: Bad, tokens: 0 }
            closed 1: 1
            stats: max 1 open 1 in use 1 idle 0 waits 2 waited 0ms closed idle 0 idle time 0 lifetime 0
            opener: conn(2)
            opened 2: HandedTo(Ticket(1))
            stats: max 1 open 1 in use 1 idle 0 waits 2 waited 0ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn a_dial_error_of_the_opener_reaches_one_waiter_and_is_tried_again_for_the_others() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nacquire 2\nacquire 3\nput 1 bad\nclosed 1\nopener\nopened 2 failed\n@3\ngot 1\nstats\nopener\nopened 3 failed\ngot 2\nstats",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            acquire 3: Wait { ticket: Ticket(2) }
            put 1 bad: Close { reason: Bad, tokens: 0 }
            closed 1: 1
            opener: conn(2)
            opened 2 failed: Failed { tell: Some(Ticket(1)), tokens: 1 }
            got 1: Nothing
            stats: max 1 open 1 in use 1 idle 0 waits 2 waited 3ms closed idle 0 idle time 0 lifetime 0
            opener: conn(3)
            opened 3 failed: Failed { tell: Some(Ticket(2)), tokens: 0 }
            got 2: Nothing
            stats: max 1 open 0 in use 0 idle 0 waits 2 waited 6ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn the_openers_connection_nobody_waits_for_becomes_idle() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nacquire 2\nput 1 bad\nclosed 1\ncancel 1\nopener\nopened 2\nstats\nfree",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            put 1 bad: Close { reason: Bad, tokens: 0 }
            closed 1: 1
            cancel 1: true
            opener: conn(2)
            opened 2: Idle(CleanerStart(None))
            stats: max 1 open 1 in use 0 idle 1 waits 1 waited 0ms closed idle 0 idle time 0 lifetime 0
            free: [conn(2)]
        "#]],
    );
}

#[test]
fn the_opener_of_a_closed_pool_throws_its_connection_away() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nacquire 2\nput 1 bad\nclosed 1\nopener\nclose\nopened 2\nstats",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            put 1 bad: Close { reason: Bad, tokens: 0 }
            closed 1: 1
            opener: conn(2)
            close: Some(Closing { conns: [], tickets: [Ticket(1)] })
            opened 2: Discard
            stats: max 1 open 0 in use 0 idle 0 waits 1 waited 0ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn age_is_checked_on_return_too() {
    check(
        "lifetime 100\nacquire 1\ndialed 1\n@101\nput 1\nclosed 1\nstats",
        expect![[r#"
            lifetime 100: (CleanerWake(false), CleanerStart(None))
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            put 1: Close { reason: MaxLifetime, tokens: 0 }
            closed 1: 0
            stats: max 0 open 0 in use 0 idle 0 waits 0 waited 0ms closed idle 0 idle time 0 lifetime 1
        "#]],
    );
}

#[test]
fn above_a_lowered_limit_connections_close_without_a_counter() {
    check(
        "acquire 1\ndialed 1\nacquire 2\ndialed 2\nmax_open 1\nacquire 3\nput 1\nclosed 1\nstats\nput 2\nstats",
        expect![[r#"
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Dial { conn: conn(2) }
            dialed 2: 0
            max_open 1: []
            acquire 3: Wait { ticket: Ticket(1) }
            put 1: Close { reason: OverLimit, tokens: 0 }
            closed 1: 0
            stats: max 1 open 1 in use 1 idle 0 waits 1 waited 0ms closed idle 0 idle time 0 lifetime 0
            put 2: HandedTo(Ticket(1))
            stats: max 1 open 1 in use 1 idle 0 waits 1 waited 0ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn returning_twice_is_noticed() {
    check(
        "acquire 1\ndialed 1\nput 1\nput 1\nput 9",
        expect![[r#"
        acquire 1: Dial { conn: conn(1) }
        dialed 1: 0
        put 1: Idle(CleanerStart(None))
        put 1: NeverOut
        put 9: NeverOut
    "#]],
    );
}

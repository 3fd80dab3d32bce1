//! Setters and the cleaner.

use expect_test::{Expect, expect};

fn check(script: &str, want: Expect) {
    want.assert_eq(&super::script::run(script));
}

#[test]
fn the_idle_limit_follows_the_open_limit_down() {
    check(
        "max_idle 10\nmax_open 3\nacquire 1\ndialed 1\nacquire 1\ndialed 2\nacquire 1\ndialed 3\nput 1\nput 2\nput 3\nstats\nmax_open 1\nfree\nstats\nmax_idle 5\nmax_open 0\nstats",
        expect![[r#"
            max_idle 10: []
            max_open 3: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 1: Dial { conn: conn(2) }
            dialed 2: 0
            acquire 1: Dial { conn: conn(3) }
            dialed 3: 0
            put 1: Idle(CleanerStart(None))
            put 2: Idle(CleanerStart(None))
            put 3: Idle(CleanerStart(None))
            stats: max 3 open 3 in use 0 idle 3 waits 0 waited 0ms closed idle 0 idle time 0 lifetime 0
            max_open 1: [conn(2), conn(3)]
            free: [conn(1)]
            stats: max 1 open 3 in use 2 idle 1 waits 0 waited 0ms closed idle 2 idle time 0 lifetime 0
            max_idle 5: []
            max_open 0: []
            stats: max 0 open 3 in use 2 idle 1 waits 0 waited 0ms closed idle 2 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn the_default_of_two_idle_follows_a_limit_of_one() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nput 1\nmax_open 5\nacquire 1\nacquire 2\ndialed 2\nput 1\nput 2\nclosed 2\nstats",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            put 1: Idle(CleanerStart(None))
            max_open 5: []
            acquire 1: Reuse { conn: conn(1), needs_reset: false }
            acquire 2: Dial { conn: conn(2) }
            dialed 2: 0
            put 1: Idle(CleanerStart(None))
            put 2: Close { reason: MaxIdle, tokens: 0 }
            closed 2: 0
            stats: max 5 open 1 in use 0 idle 1 waits 0 waited 0ms closed idle 1 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn lowering_the_idle_limit_closes_the_most_recently_used() {
    check(
        "max_idle 3\nacquire 1\ndialed 1\nacquire 1\ndialed 2\nacquire 1\ndialed 3\nput 1\nput 2\nput 3\nmax_idle 1\nfree\nmax_idle -1\nstats",
        expect![[r#"
            max_idle 3: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 1: Dial { conn: conn(2) }
            dialed 2: 0
            acquire 1: Dial { conn: conn(3) }
            dialed 3: 0
            put 1: Idle(CleanerStart(None))
            put 2: Idle(CleanerStart(None))
            put 3: Idle(CleanerStart(None))
            max_idle 1: [conn(2), conn(3)]
            free: [conn(1)]
            max_idle -1: [conn(1)]
            stats: max 0 open 3 in use 3 idle 0 waits 0 waited 0ms closed idle 3 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn raising_the_open_limit_wakes_nobody() {
    check(
        "max_open 1\nacquire 1\ndialed 1\nacquire 2\nmax_open 5\nstats",
        expect![[r#"
            max_open 1: []
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 2: Wait { ticket: Ticket(1) }
            max_open 5: []
            stats: max 5 open 1 in use 1 idle 0 waits 1 waited 0ms closed idle 0 idle time 0 lifetime 0
        "#]],
    );
}

#[test]
fn the_cleaner_sleeps_a_second_at_least() {
    check(
        "idle_time 20\nacquire 1\ndialed 1\nput 1\n@1000\nclean\nstats\nclosed 1\n@2000\nclean\nstats",
        expect![[r#"
            idle_time 20: (CleanerWake(false), CleanerStart(None))
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            put 1: Idle(CleanerStart(Some(1000000000)))
            clean: Sleep { close: [conn(1)], delay: 1000000000 }
            stats: max 0 open 1 in use 1 idle 0 waits 0 waited 0ms closed idle 0 idle time 1 lifetime 0
            closed 1: 0
            clean: Stop
            stats: max 0 open 0 in use 0 idle 0 waits 0 waited 0ms closed idle 0 idle time 1 lifetime 0
        "#]],
    );
}

#[test]
fn the_cleaner_closes_a_prefix_by_idle_time_and_any_by_age() {
    check(
        "max_idle 9\nidle_time 1500\nlifetime 3000\nacquire 1\ndialed 1\n@500\nacquire 1\ndialed 2\nacquire 1\ndialed 3\nput 2\n@1000\nput 3\n@2500\nclean\n@2800\nput 1\n@3000\nclean\n@3100\nclean\nstats",
        expect![[r#"
            max_idle 9: []
            idle_time 1500: (CleanerWake(false), CleanerStart(None))
            lifetime 3000: (CleanerWake(false), CleanerStart(None))
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 1: Dial { conn: conn(2) }
            dialed 2: 0
            acquire 1: Dial { conn: conn(3) }
            dialed 3: 0
            put 2: Idle(CleanerStart(Some(1500000000)))
            put 3: Idle(CleanerStart(None))
            clean: Sleep { close: [conn(2)], delay: 1000000000 }
            put 1: Idle(CleanerStart(None))
            clean: Sleep { close: [conn(3)], delay: 1000000000 }
            clean: Sleep { close: [conn(1)], delay: 1200000000 }
            stats: max 0 open 3 in use 3 idle 0 waits 0 waited 0ms closed idle 0 idle time 2 lifetime 1
        "#]],
    );
}

#[test]
fn the_cleaner_leaves_what_is_in_use_alone() {
    check(
        "lifetime 1000\nacquire 1\ndialed 1\nacquire 1\ndialed 2\nput 1\n@5000\nclean\nstats",
        expect![[r#"
            lifetime 1000: (CleanerWake(false), CleanerStart(None))
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            acquire 1: Dial { conn: conn(2) }
            dialed 2: 0
            put 1: Idle(CleanerStart(Some(1000000000)))
            clean: Sleep { close: [conn(1)], delay: 1000000000 }
            stats: max 0 open 2 in use 2 idle 0 waits 0 waited 0ms closed idle 0 idle time 0 lifetime 1
        "#]],
    );
}

#[test]
fn a_shortened_limit_wakes_the_cleaner() {
    check(
        "acquire 1\ndialed 1\nlifetime 60000\nlifetime 30000\nidle_time 40000\nidle_time 2000\nlifetime 0\nidle_time 0\nclean\nlifetime 5000",
        expect![[r#"
            acquire 1: Dial { conn: conn(1) }
            dialed 1: 0
            lifetime 60000: (CleanerWake(false), CleanerStart(Some(60000000000)))
            lifetime 30000: (CleanerWake(true), CleanerStart(None))
            idle_time 40000: (CleanerWake(false), CleanerStart(None))
            idle_time 2000: (CleanerWake(true), CleanerStart(None))
            lifetime 0: (CleanerWake(false), CleanerStart(None))
            idle_time 0: (CleanerWake(false), CleanerStart(None))
            clean: Stop
            lifetime 5000: (CleanerWake(false), CleanerStart(Some(5000000000)))
        "#]],
    );
}

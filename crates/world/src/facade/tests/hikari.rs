//! HikariCP's native functions: who is blocked, who is woken when, what is recorded.

use expect_test::expect;

use super::script::run;

/// Opens a pool of at most one connection, with HikariCP's defaults, and has a goroutine of its own add it.
const OPEN: &str = "
    0 1 hikari.poolOpen shop [1,1,30000,5000,600000,1800000,0,0,500,30000]
    0 9 poolDial 1
    1 9 hikari.poolDialed 1 1 true
    1 9 poolAdd 1 1
";

#[test]
fn a_waiter_is_woken_by_a_return_or_by_its_time() {
    let script = "
        2 1 poolBorrow 1
        2 2 poolBorrow 1
        2 2 poolPoll 1 1 10000000
        3 3 poolBorrow 1
        3 3 poolPoll 1 2 4000000
        5 1 poolRelease 1 1
        5 2 poolClaim 1 1 1
        8 3 poolLeave 1 2
        8 2 poolTimeoutText 1 5
        9 2 poolRelease 1 1
        9 2 poolFigures 1
    ";
    expect![[r#"
        0    g1 hikari.poolOpen shop [1,1,30000,5000,600000,1800000,0,0,500,30000] = (1)
        0      Pool { pool: 1, event: Opened { process: 1, kind: Hikari } }
        0      Pool { pool: 1, event: Limits { max_open: 1, max_idle: 1, lifetime: 1800000000000, idle_time: 600000000000 } }
        0    g9 poolDial 1 = (1)
        0      Pool { pool: 1, event: Dialing { conn: conn(1), who: None, line: 0 } }
        1    g9 hikari.poolDialed 1 1 true = (1767322, 0)
        1      Pool { pool: 1, event: Dialed { conn: conn(1) } }
        1    g9 poolAdd 1 1 = (true, false)
        1      Pool { pool: 1, event: Idle { conn: conn(1) } }
        2    g1 poolBorrow 1 = (1, 1, 0, false)
        2      Pool { pool: 1, event: Acquired { conn: conn(1), who: Caller { process: 1, goroutine: 1 }, line: 10, served: Idle } }
        2    g2 poolBorrow 1 = (0, 0, 1, true)
        2      Pool { pool: 1, event: Waiting { ticket: ticket(1), who: Caller { process: 1, goroutine: 2 }, line: 20 } }
        2    g2 poolPoll 1 1 10000000 = [hikari handoff]
        3    g3 poolBorrow 1 = (0, 0, 2, false)
        3      Pool { pool: 1, event: Waiting { ticket: ticket(2), who: Caller { process: 1, goroutine: 3 }, line: 30 } }
        3    g3 poolPoll 1 2 4000000 = [hikari handoff]
        5    g1 poolRelease 1 1 = (0)
        5      Pool { pool: 1, event: Released { conn: conn(1), held: 3000000 } }
        5      Pool { pool: 1, event: Idle { conn: conn(1) } }
        5    g2 goes on with (1)
        5    g2 poolClaim 1 1 1 = (1)
        5      Pool { pool: 1, event: WaitEnded { ticket: ticket(1), waited: 3000000, end: Served(conn(1)) } }
        5      Pool { pool: 1, event: Acquired { conn: conn(1), who: Caller { process: 1, goroutine: 2 }, line: 20, served: Handed(ticket(1)) } }
        7    g3 goes on with (0)
        8    g3 poolLeave 1 2 = ()
        8      Pool { pool: 1, event: WaitEnded { ticket: ticket(2), waited: 5000000, end: Cancelled } }
        8    g2 poolTimeoutText 1 5 = ("shop - Connection is not available, request timed out after 5ms (total=1, active=1, idle=0, waiting=0)")
        9    g2 poolRelease 1 1 = (0)
        9      Pool { pool: 1, event: Released { conn: conn(1), held: 4000000 } }
        9      Pool { pool: 1, event: Idle { conn: conn(1) } }
        9    g2 poolFigures 1 = ([1, 0, 1, 0])
    "#]].assert_eq(&run(&[OPEN, script].concat()));
}

#[test]
fn the_adder_is_started_woken_and_let_go() {
    let script = "
        2 1 poolBorrow 1
        2 1 poolEvict 1 1 0 true
        2 8 hikari.poolClosed 1 1 true
        2 9 poolShouldAdd 1
        2 9 poolTaskFailed 1
        2 9 poolTask 1
        3 2 poolBorrow 1
        4 9 poolTask 1
        6000 2 poolRequest 1
        6001 8 poolTask 1
        6002 1 poolShutdown 1
    ";
    expect![[r#"
        0    g1 hikari.poolOpen shop [1,1,30000,5000,600000,1800000,0,0,500,30000] = (1)
        0      Pool { pool: 1, event: Opened { process: 1, kind: Hikari } }
        0      Pool { pool: 1, event: Limits { max_open: 1, max_idle: 1, lifetime: 1800000000000, idle_time: 600000000000 } }
        0    g9 poolDial 1 = (1)
        0      Pool { pool: 1, event: Dialing { conn: conn(1), who: None, line: 0 } }
        1    g9 hikari.poolDialed 1 1 true = (1767322, 0)
        1      Pool { pool: 1, event: Dialed { conn: conn(1) } }
        1    g9 poolAdd 1 1 = (true, false)
        1      Pool { pool: 1, event: Idle { conn: conn(1) } }
        2    g1 poolBorrow 1 = (1, 1, 0, false)
        2      Pool { pool: 1, event: Acquired { conn: conn(1), who: Caller { process: 1, goroutine: 1 }, line: 10, served: Idle } }
        2    g1 poolEvict 1 1 0 true = (true)
        2      Pool { pool: 1, event: Closing { conn: conn(1), reason: Evicted } }
        2    g8 hikari.poolClosed 1 1 true = (true)
        2      Pool { pool: 1, event: Closed { conn: conn(1) } }
        2    g9 poolShouldAdd 1 = (true)
        2    g9 poolTaskFailed 1 = (10)
        2    g9 poolTask 1 = [hikari adder]
        3    g2 poolBorrow 1 = (0, 0, 1, false)
        3    g9 goes on with (true)
        3      Pool { pool: 1, event: Waiting { ticket: ticket(1), who: Caller { process: 1, goroutine: 2 }, line: 20 } }
        4    g9 poolTask 1 = [hikari adder]
        5004 g9 goes on with (false)
        6000 g2 poolRequest 1 = (true)
        6001 g8 poolTask 1 = [hikari adder]
        6002 g1 poolShutdown 1 = ()
        6002   Pool { pool: 1, event: PoolClosed }
        6002 g8 goes on with (false)
    "#]].assert_eq(&run(&[OPEN, script].concat()));
}

#[test]
fn nobody_is_woken_for_a_process_that_has_ended() {
    let script = "
        2 1 poolBorrow 1
        2 2 poolBorrow 1
        2 2 poolPoll 1 1 10000000
        3 exit 1
        20 5 poolFigures 1
    ";
    expect![[r#"
        0    g1 hikari.poolOpen shop [1,1,30000,5000,600000,1800000,0,0,500,30000] = (1)
        0      Pool { pool: 1, event: Opened { process: 1, kind: Hikari } }
        0      Pool { pool: 1, event: Limits { max_open: 1, max_idle: 1, lifetime: 1800000000000, idle_time: 600000000000 } }
        0    g9 poolDial 1 = (1)
        0      Pool { pool: 1, event: Dialing { conn: conn(1), who: None, line: 0 } }
        1    g9 hikari.poolDialed 1 1 true = (1767322, 0)
        1      Pool { pool: 1, event: Dialed { conn: conn(1) } }
        1    g9 poolAdd 1 1 = (true, false)
        1      Pool { pool: 1, event: Idle { conn: conn(1) } }
        2    g1 poolBorrow 1 = (1, 1, 0, false)
        2      Pool { pool: 1, event: Acquired { conn: conn(1), who: Caller { process: 1, goroutine: 1 }, line: 10, served: Idle } }
        2    g2 poolBorrow 1 = (0, 0, 1, true)
        2      Pool { pool: 1, event: Waiting { ticket: ticket(1), who: Caller { process: 1, goroutine: 2 }, line: 20 } }
        2    g2 poolPoll 1 1 10000000 = [hikari handoff]
        20   g5 poolFigures 1 = ([0, 0, 0, 0])
    "#]].assert_eq(&run(&[OPEN, script].concat()));
}

//! What a driver sees.

use expect_test::{Expect, expect};

fn check(script: &str, want: Expect) {
    want.assert_eq(&super::script::run(script));
}

#[test]
fn dial_query_and_read() {
    check(
        "0 1 serverOpen app@tcp(db)/shop?latency=5ms&rows=2
         0 1 netSocket 1
         0 1 netConnect 1
         1 1 netQuery 1 SELECT_id,_name,_7,_2.5_FROM_t
         6 1 netColumns 1
         6 1 netExec 1 INSERT_INTO_t
         11 1 netClose 1
         11 1 netAlive 1",
        expect![[r#"
            0    g1 serverOpen app@tcp(db)/shop?latency=5ms&rows=2 = (1, "")
            0    g1 netSocket 1 = (1)
            0    g1 netConnect 1 = [IO wait]
            1      Server { server: 1, event: Connected { socket: 1, sessions: 1 } }
            1    g1 goes on with (0, 1, "", "")
            1    g1 netQuery 1 SELECT_id,_name,_7,_2.5_FROM_t = [IO wait]
            1      Server { server: 1, event: QueryStart { socket: 1, who: Caller { process: 1, goroutine: 1 } } }
            6      Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            6    g1 goes on with (0, 0, "", "", 0, 1, 2)
            6    g1 netColumns 1 = (["id", "name", "7", "2.5"], [1, 0, 2, 3], ["", "name", "7", "2.5"])
            6    g1 netExec 1 INSERT_INTO_t = [IO wait]
            6      Server { server: 1, event: QueryStart { socket: 1, who: Caller { process: 1, goroutine: 1 } } }
            11     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            11   g1 goes on with (0, 0, "", "", 1, 1)
            11   g1 netClose 1 = ()
            11     Server { server: 1, event: Disconnected { socket: 1, sessions: 0 } }
            11   g1 netAlive 1 = (false)
        "#]],
    );
}

#[test]
fn a_wrong_name_is_an_error_and_no_source() {
    check(
        "0 1 serverOpen app@tcp(db)/shop?rows=many\n0 1 netSocket 0",
        expect![[r#"
            0    g1 serverOpen app@tcp(db)/shop?rows=many = (0, "invalid DSN: rows=many: expected a whole number, 0 or greater")
            0    g1 netSocket 0 = (0)
        "#]],
    );
}

#[test]
fn a_cancelled_query_ends_at_once_for_the_client_and_later_for_the_server() {
    check(
        "0 1 serverOpen app@tcp(db)/shop?latency=100ms&maxConnections=1
         0 1 netSocket 1
         0 1 netConnect 1
         1 1 netQuery 1 SELECT_1
         21 2 netCancel 1
         21 1 netAlive 1
         21 1 netQuery 1 SELECT_1
         21 1 netSocket 1
         21 1 netConnect 2
         22 1 netClose 2",
        expect![[r#"
            0    g1 serverOpen app@tcp(db)/shop?latency=100ms&maxConnections=1 = (1, "")
            0    g1 netSocket 1 = (1)
            0    g1 netConnect 1 = [IO wait]
            1      Server { server: 1, event: Connected { socket: 1, sessions: 1 } }
            1    g1 goes on with (0, 1, "", "")
            1    g1 netQuery 1 SELECT_1 = [IO wait]
            1      Server { server: 1, event: QueryStart { socket: 1, who: Caller { process: 1, goroutine: 1 } } }
            21   g2 netCancel 1 = ()
            21   g1 goes on with (1, 0, "", "", 0, 0, 0)
            21   g1 netAlive 1 = (false)
            21   g1 netQuery 1 SELECT_1 = (3, 0, "", "", 0, 0, 0)
            21   g1 netSocket 1 = (2)
            21   g1 netConnect 2 = [IO wait]
            22     Server { server: 1, event: Refused { socket: 2, too_many: true } }
            22   g1 goes on with (2, 1040, "", "Too many connections")
            22   g1 netClose 2 = ()
            101    Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            101    Server { server: 1, event: Disconnected { socket: 1, sessions: 0 } }
        "#]],
    );
}

#[test]
fn a_cancelled_dial_ends_at_once() {
    check(
        "0 1 serverOpen app@tcp(db)/shop?dial=50ms
         0 1 netSocket 1
         0 1 netConnect 1
         10 2 netCancel 1
         10 1 netClose 1",
        expect![[r#"
            0    g1 serverOpen app@tcp(db)/shop?dial=50ms = (1, "")
            0    g1 netSocket 1 = (1)
            0    g1 netConnect 1 = [IO wait]
            10   g2 netCancel 1 = ()
            10   g1 goes on with (1, 0, "", "")
            10   g1 netClose 1 = ()
        "#]],
    );
}

#[test]
fn rows_take_their_time_also_when_nobody_reads_them() {
    check(
        "0 1 serverOpen app@tcp(db)/shop?rowDelay=2ms&rows=3
         0 1 netSocket 1
         0 1 netConnect 1
         1 1 netQuery 1 SELECT_id
         2 1 netRow 1 1
         4 1 netDrain 1 1
         8 1 netDrain 1 1",
        expect![[r#"
            0    g1 serverOpen app@tcp(db)/shop?rowDelay=2ms&rows=3 = (1, "")
            0    g1 netSocket 1 = (1)
            0    g1 netConnect 1 = [IO wait]
            1      Server { server: 1, event: Connected { socket: 1, sessions: 1 } }
            1    g1 goes on with (0, 1, "", "")
            1    g1 netQuery 1 SELECT_id = [IO wait]
            1      Server { server: 1, event: QueryStart { socket: 1, who: Caller { process: 1, goroutine: 1 } } }
            2      Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            2    g1 goes on with (0, 0, "", "", 1, 1, 0)
            2    g1 netRow 1 1 = (0, 1)
            4    g1 netDrain 1 1 = [IO wait]
            8    g1 goes on with (0)
            8    g1 netDrain 1 1 = (0)
        "#]],
    );
}

#[test]
fn an_idle_session_is_ended_by_the_server() {
    check(
        "0 1 serverOpen app@tcp(db)/shop?waitTimeout=50ms
         0 1 netSocket 1
         0 1 netConnect 1
         30 1 netExec 1 PING
         70 1 netAlive 1
         90 1 netAlive 1
         90 1 netExec 1 PING",
        expect![[r#"
            0    g1 serverOpen app@tcp(db)/shop?waitTimeout=50ms = (1, "")
            0    g1 netSocket 1 = (1)
            0    g1 netConnect 1 = [IO wait]
            1      Server { server: 1, event: Connected { socket: 1, sessions: 1 } }
            1    g1 goes on with (0, 1, "", "")
            30   g1 netExec 1 PING = [IO wait]
            30     Server { server: 1, event: QueryStart { socket: 1, who: Caller { process: 1, goroutine: 1 } } }
            31     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            31   g1 goes on with (0, 0, "", "", 0, 1)
            70   g1 netAlive 1 = (true)
            81     Server { server: 1, event: Disconnected { socket: 1, sessions: 0 } }
            90   g1 netAlive 1 = (false)
            90   g1 netExec 1 PING = (4, 0, "", "", 0, 0)
        "#]],
    );
}

#[test]
fn a_server_that_goes_down_breaks_what_is_under_way() {
    check(
        "0 1 serverOpen app@tcp(db)/shop?latency=50ms
         0 1 netSocket 1
         0 1 netConnect 1
         1 1 netExec 1 BEGIN
         10 down 1
         10 1 netSocket 1
         10 1 netConnect 2
         20 up 1
         20 1 netSocket 1
         20 1 netConnect 3",
        expect![[r#"
            0    g1 serverOpen app@tcp(db)/shop?latency=50ms = (1, "")
            0    g1 netSocket 1 = (1)
            0    g1 netConnect 1 = [IO wait]
            1      Server { server: 1, event: Connected { socket: 1, sessions: 1 } }
            1    g1 goes on with (0, 1, "", "")
            1    g1 netExec 1 BEGIN = [IO wait]
            1      Server { server: 1, event: QueryStart { socket: 1, who: Caller { process: 1, goroutine: 1 } } }
            10     Server { server: 1, event: Up(false) }
            10     Server { server: 1, event: Disconnected { socket: 1, sessions: 0 } }
            10   g1 goes on with (4, 0, "", "", 0, 0)
            10   g1 netSocket 1 = (2)
            10   g1 netConnect 2 = [IO wait]
            10     Server { server: 1, event: Refused { socket: 2, too_many: false } }
            10   g1 goes on with (5, 0, "", "dial tcp db:3306: connect: connection refused")
            20     Server { server: 1, event: Up(true) }
            20   g1 netSocket 1 = (3)
            20   g1 netConnect 3 = [IO wait]
            21     Server { server: 1, event: Connected { socket: 3, sessions: 1 } }
            21   g1 goes on with (0, 2, "", "")
        "#]],
    );
}

#[test]
fn sources_with_one_address_share_a_server() {
    check(
        "0 1 serverOpen app@tcp(db)/shop?maxConnections=1
         0 1 serverOpen app@tcp(db)/other?maxConnections=1
         0 1 serverOpen app@tcp(replica)/shop?maxConnections=1
         0 1 netSocket 1
         0 1 netConnect 1
         1 2 netSocket 2
         1 2 netConnect 2
         1 3 netSocket 3
         1 3 netConnect 3",
        expect![[r#"
            0    g1 serverOpen app@tcp(db)/shop?maxConnections=1 = (1, "")
            0    g1 serverOpen app@tcp(db)/other?maxConnections=1 = (2, "")
            0    g1 serverOpen app@tcp(replica)/shop?maxConnections=1 = (3, "")
            0    g1 netSocket 1 = (1)
            0    g1 netConnect 1 = [IO wait]
            1      Server { server: 1, event: Connected { socket: 1, sessions: 1 } }
            1    g1 goes on with (0, 1, "", "")
            1    g2 netSocket 2 = (2)
            1    g2 netConnect 2 = [IO wait]
            1    g3 netSocket 3 = (3)
            1    g3 netConnect 3 = [IO wait]
            2      Server { server: 1, event: Refused { socket: 2, too_many: true } }
            2    g2 goes on with (2, 1040, "", "Too many connections")
            2      Server { server: 2, event: Connected { socket: 3, sessions: 1 } }
            2    g3 goes on with (0, 1, "", "")
        "#]],
    );
}

#[test]
fn a_process_that_exits_leaves_no_sessions() {
    check(
        "0 1 serverOpen app@tcp(db)/shop?latency=50ms
         0 1 netSocket 1
         0 1 netConnect 1
         1 2 netSocket 1
         1 2 netConnect 2
         5 1 netExec 1 BEGIN
         10 exit 1",
        expect![[r#"
            0    g1 serverOpen app@tcp(db)/shop?latency=50ms = (1, "")
            0    g1 netSocket 1 = (1)
            0    g1 netConnect 1 = [IO wait]
            1      Server { server: 1, event: Connected { socket: 1, sessions: 1 } }
            1    g1 goes on with (0, 1, "", "")
            1    g2 netSocket 1 = (2)
            1    g2 netConnect 2 = [IO wait]
            2      Server { server: 1, event: Connected { socket: 2, sessions: 2 } }
            2    g2 goes on with (0, 2, "", "")
            5    g1 netExec 1 BEGIN = [IO wait]
            5      Server { server: 1, event: QueryStart { socket: 1, who: Caller { process: 1, goroutine: 1 } } }
            10     Server { server: 1, event: Disconnected { socket: 2, sessions: 1 } }
            55     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            55     Server { server: 1, event: Disconnected { socket: 1, sessions: 0 } }
        "#]],
    );
}

#[test]
fn statements_share_the_cores_of_a_server() {
    check(
        "0 1 serverOpen app@tcp(db)/shop?latency=10ms&cores=1
         0 1 netSocket 1
         0 1 netConnect 1
         0 2 netSocket 1
         0 2 netConnect 2
         1 1 netExec 1 PING
         5 2 netExec 2 PING
         9 kill 2
         30 1 netExec 1 PING",
        expect![[r#"
            0    g1 serverOpen app@tcp(db)/shop?latency=10ms&cores=1 = (1, "")
            0    g1 netSocket 1 = (1)
            0    g1 netConnect 1 = [IO wait]
            0    g2 netSocket 1 = (2)
            0    g2 netConnect 2 = [IO wait]
            1      Server { server: 1, event: Connected { socket: 1, sessions: 1 } }
            1    g1 goes on with (0, 1, "", "")
            1      Server { server: 1, event: Connected { socket: 2, sessions: 2 } }
            1    g2 goes on with (0, 2, "", "")
            1    g1 netExec 1 PING = [IO wait]
            1      Server { server: 1, event: QueryStart { socket: 1, who: Caller { process: 1, goroutine: 1 } } }
            5    g2 netExec 2 PING = [IO wait]
            5      Server { server: 1, event: QueryStart { socket: 2, who: Caller { process: 1, goroutine: 2 } } }
            9      Server { server: 1, event: Disconnected { socket: 2, sessions: 1 } }
            9    g2 goes on with (4, 0, "", "", 0, 0)
            13     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            13   g1 goes on with (0, 0, "", "", 0, 1)
            30   g1 netExec 1 PING = [IO wait]
            30     Server { server: 1, event: QueryStart { socket: 1, who: Caller { process: 1, goroutine: 1 } } }
            40     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            40   g1 goes on with (0, 0, "", "", 0, 1)
        "#]],
    );
}

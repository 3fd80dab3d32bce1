//! What a driver sees of a connection that a firewall has forgotten.

use expect_test::expect;

use super::faults::check;

#[test]
fn what_a_firewall_has_forgotten_is_silent_until_kernels_give_up() {
    check(
        "faults=forget@5ms*2&maxConnections=3",
        "2 1 netExec 1 PING
         10 3 netSocket 1
         10 3 netConnect 3
         20 3 netExec 3 PING
         100 4 netAlive 2
         150000 4 netAlive 2
         150003 4 netAlive 2
         150010 5 netSocket 1
         150010 5 netConnect 4",
        expect![[r#"
            2    g1 netExec 1 PING = [IO wait]
            5      Server { server: 1, event: Fault { fault: 0, kind: Forget(Some(2)), begins: true } }
            10   g3 netSocket 1 = (3)
            10   g3 netConnect 3 = [IO wait]
            11     Server { server: 1, event: Connected { socket: 3, sessions: 3 } }
            11   g3 goes on with (0, 3, "", "")
            12     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            20   g3 netExec 3 PING = [IO wait]
            30     Server { server: 1, event: QueryEnd { socket: 3, ok: true } }
            30   g3 goes on with (0, 0, "", "", 0, 1)
            100  g4 netAlive 2 = (true)
            150000 g4 netAlive 2 = (false)
            150002 g1 goes on with (4, 0, "", "", 0, 0)
            150003 g4 netAlive 2 = (false)
            150010 g5 netSocket 1 = (4)
            150010 g5 netConnect 4 = [IO wait]
            150011   Server { server: 1, event: Refused { socket: 4, too_many: true } }
            150011 g5 goes on with (2, 1040, "", "Too many connections")
        "#]],
    );
    // A statement on it, and a client that closes: the server does not learn of either.
    check(
        "faults=forget@5ms*1&readTimeout=30s&maxConnections=2",
        "10 1 netExec 1 PING
         40000 1 netCancel 1
         40001 3 netSocket 1
         40001 3 netConnect 3",
        expect![[r#"
            5      Server { server: 1, event: Fault { fault: 0, kind: Forget(Some(1)), begins: true } }
            10   g1 netExec 1 PING = [IO wait]
            30010 g1 goes on with (4, 0, "", "", 0, 0)
            40000 g1 netCancel 1 = ()
            40001 g3 netSocket 1 = (3)
            40001 g3 netConnect 3 = [IO wait]
            40002   Server { server: 1, event: Refused { socket: 3, too_many: true } }
            40002 g3 goes on with (2, 1040, "", "Too many connections")
        "#]],
    );
    check(
        "faults=forget@5ms*1",
        "10 1 netExec 1 PING",
        expect![[r#"
            5      Server { server: 1, event: Fault { fault: 0, kind: Forget(Some(1)), begins: true } }
            10   g1 netExec 1 PING = [IO wait]
            924610 g1 goes on with (4, 0, "", "", 0, 0)
        "#]],
    );
}

/// Probes were answered every 15 s until 585 s; the ninth without an answer is sent at 720 s.
#[test]
fn what_was_idle_for_long_is_given_up_after_the_last_answered_probe() {
    check(
        "faults=forget@599s",
        "599001 1 netAlive 1
         734999 1 netAlive 1
         735001 1 netAlive 1",
        expect![[r#"
            599000   Server { server: 1, event: Fault { fault: 0, kind: Forget(None), begins: true } }
            599001 g1 netAlive 1 = (true)
            734999 g1 netAlive 1 = (true)
            735001 g1 netAlive 1 = (false)
        "#]],
    );
}

/// Who only reads has sent nothing that could be sent again: the probes find out.
#[test]
fn rows_of_a_forgotten_connection_are_missed_when_probes_are() {
    check(
        "faults=forget@15ms*1&rows=3&rowDelay=50ms",
        "1 1 netQuery 1 SELECT id FROM t
         20 1 netRow 1 1",
        expect![[r#"
            1    g1 netQuery 1 SELECT id FROM t = [IO wait]
            11     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            11   g1 goes on with (0, 0, "", "", 1, 1, 0)
            15     Server { server: 1, event: Fault { fault: 0, kind: Forget(Some(1)), begins: true } }
            20   g1 netRow 1 1 = (0, 1)
        "#]],
    );
}

/// Its client has closed it at 10 ms and no longer probes; the server keeps the session.
#[test]
fn the_session_of_a_forgotten_connection_ends_by_its_wait_timeout() {
    check(
        "faults=forget@5ms*1&maxConnections=2&waitTimeout=200s",
        "10 1 netCancel 1
         190000 3 netSocket 1
         190000 3 netConnect 3
         201000 3 netSocket 1
         201000 3 netConnect 4",
        expect![[r#"
            5      Server { server: 1, event: Fault { fault: 0, kind: Forget(Some(1)), begins: true } }
            10   g1 netCancel 1 = ()
            190000 g3 netSocket 1 = (3)
            190000 g3 netConnect 3 = [IO wait]
            190001   Server { server: 1, event: Refused { socket: 3, too_many: true } }
            190001 g3 goes on with (2, 1040, "", "Too many connections")
            200001   Server { server: 1, event: Disconnected { socket: 1, sessions: 1 } }
            200001   Server { server: 1, event: Disconnected { socket: 2, sessions: 0 } }
            201000 g3 netSocket 1 = (4)
            201000 g3 netConnect 4 = [IO wait]
            201001   Server { server: 1, event: Connected { socket: 4, sessions: 1 } }
            201001 g3 goes on with (0, 3, "", "")
            401001   Server { server: 1, event: Disconnected { socket: 4, sessions: 0 } }
        "#]],
    );
}

//! What a driver sees when something goes wrong.

use expect_test::{Expect, expect};

/// Runs a script behind the dials of two clients, whose sessions begin at 1 ms.
pub(super) fn check(parameters: &str, script: &str, want: Expect) {
    let open = format!("0 1 serverOpen app@tcp(db)/shop?latency=10ms&{parameters}\n");
    let dials: String = (1..3).map(|n| format!("0 {n} netSocket 1\n0 {n} netConnect {n}\n")).collect();
    let said = super::script::run(&(open + &dials + script));
    let lines = said.lines().skip_while(|line| !line.contains("sessions: 2")).skip(2);
    let lines = lines.filter(|line| !line.contains("QueryStart"));
    want.assert_eq(&lines.map(|line| line.to_owned() + "\n").collect::<String>());
}

#[test]
fn a_restart_ends_sessions_and_refuses_dials_until_it_is_over() {
    check(
        "faults=restart@5ms+20ms",
        "2 1 netExec 1 PING
         5 2 netAlive 2
         6 2 netAlive 2
         6 2 netExec 2 PING
         6 3 netSocket 1
         6 3 netConnect 3
         25 3 netSocket 1
         25 3 netConnect 4",
        expect![[r#"
            2    g1 netExec 1 PING = [IO wait]
            5      Server { server: 1, event: Fault { fault: 0, kind: Restart, begins: true } }
            5      Server { server: 1, event: Up(false) }
            5      Server { server: 1, event: Disconnected { socket: 1, sessions: 0 } }
            5    g1 goes on with (4, 0, "", "", 0, 0)
            5      Server { server: 1, event: Disconnected { socket: 2, sessions: 0 } }
            5    g2 netAlive 2 = (false)
            6    g2 netAlive 2 = (false)
            6    g2 netExec 2 PING = (4, 0, "", "", 0, 0)
            6    g3 netSocket 1 = (3)
            6    g3 netConnect 3 = [IO wait]
            6      Server { server: 1, event: Refused { socket: 3, too_many: false } }
            6    g3 goes on with (5, 0, "", "dial tcp db:3306: connect: connection refused")
            25     Server { server: 1, event: Fault { fault: 0, kind: Restart, begins: false } }
            25     Server { server: 1, event: Up(true) }
            25   g3 netSocket 1 = (4)
            25   g3 netConnect 4 = [IO wait]
            26     Server { server: 1, event: Connected { socket: 4, sessions: 1 } }
            26   g3 goes on with (0, 3, "", "")
        "#]],
    );
}

#[test]
fn a_restart_breaks_a_dial_that_is_under_way() {
    check(
        "faults=restart@5ms+1ms&dial=1ms",
        "4 3 netSocket 1
         4 3 netConnect 3
         4 4 netSocket 1
         5 4 netConnect 4",
        expect![[r#"
            4    g3 netSocket 1 = (3)
            4    g3 netConnect 3 = [IO wait]
            4    g4 netSocket 1 = (4)
            5      Server { server: 1, event: Fault { fault: 0, kind: Restart, begins: true } }
            5      Server { server: 1, event: Up(false) }
            5      Server { server: 1, event: Disconnected { socket: 1, sessions: 0 } }
            5      Server { server: 1, event: Disconnected { socket: 2, sessions: 0 } }
            5    g3 goes on with (4, 0, "", "")
            5    g4 netConnect 4 = [IO wait]
            5      Server { server: 1, event: Refused { socket: 4, too_many: false } }
            5    g4 goes on with (5, 0, "", "dial tcp db:3306: connect: connection refused")
            6      Server { server: 1, event: Fault { fault: 0, kind: Restart, begins: false } }
            6      Server { server: 1, event: Up(true) }
        "#]],
    );
}

#[test]
fn a_drop_resets_the_oldest_sessions() {
    check(
        "faults=drop@5ms*1",
        "2 1 netExec 1 BEGIN
         3 2 netExec 2 PING
         6 1 netAlive 1
         6 1 netExec 1 PING",
        expect![[r#"
            2    g1 netExec 1 BEGIN = [IO wait]
            3    g2 netExec 2 PING = [IO wait]
            5      Server { server: 1, event: Fault { fault: 0, kind: Drop(Some(1)), begins: true } }
            5      Server { server: 1, event: Disconnected { socket: 1, sessions: 1 } }
            5    g1 goes on with (4, 0, "", "", 0, 0)
            6    g1 netAlive 1 = (false)
            6    g1 netExec 1 PING = (3, 0, "", "", 0, 0)
            13     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            13   g2 goes on with (0, 0, "", "", 0, 1)
        "#]],
    );
}

#[test]
fn a_stall_holds_up_what_is_sent_either_way() {
    check(
        "faults=stall@5ms+100ms",
        "2 1 netExec 1 UPDATE_t_SET_x_=_1
         50 2 netAlive 2
         50 2 netQuery 2 SELECT_id_FROM_t
         60 3 netSocket 1
         60 3 netConnect 3
         70 4 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_?",
        expect![[r#"
            2    g1 netExec 1 UPDATE_t_SET_x_=_1 = [IO wait]
            5      Server { server: 1, event: Fault { fault: 0, kind: Stall, begins: true } }
            12     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            50   g2 netAlive 2 = (true)
            50   g2 netQuery 2 SELECT_id_FROM_t = [IO wait]
            60   g3 netSocket 1 = (3)
            60   g3 netConnect 3 = [IO wait]
            70   g4 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_? = (5, 0, "", "", 0, 0)
            105    Server { server: 1, event: Fault { fault: 0, kind: Stall, begins: false } }
            105  g1 goes on with (0, 0, "", "", 0, 1)
            106    Server { server: 1, event: Connected { socket: 3, sessions: 3 } }
            106  g3 goes on with (0, 3, "", "")
            115    Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            115  g2 goes on with (0, 0, "", "", 0, 2, 3)
        "#]],
    );
}

#[test]
fn a_client_that_gives_up_during_a_stall_is_missed_after_it() {
    check(
        "faults=stall@5ms+100ms&maxConnections=2",
        "50 1 netExec 1 UPDATE_t_SET_x_=_1
         60 3 netCancel 1
         60 3 netSocket 1
         60 3 netConnect 3
         70 4 netCancel 3
         110 4 netSocket 1
         110 4 netConnect 4
         120 4 netSocket 1
         120 4 netConnect 5",
        expect![[r#"
            5      Server { server: 1, event: Fault { fault: 0, kind: Stall, begins: true } }
            50   g1 netExec 1 UPDATE_t_SET_x_=_1 = [IO wait]
            60   g3 netCancel 1 = ()
            60   g1 goes on with (1, 0, "", "", 0, 0)
            60   g3 netSocket 1 = (3)
            60   g3 netConnect 3 = [IO wait]
            70   g4 netCancel 3 = ()
            70   g3 goes on with (1, 0, "", "")
            105    Server { server: 1, event: Fault { fault: 0, kind: Stall, begins: false } }
            110  g4 netSocket 1 = (4)
            110  g4 netConnect 4 = [IO wait]
            111    Server { server: 1, event: Refused { socket: 4, too_many: true } }
            111  g4 goes on with (2, 1040, "", "Too many connections")
            115    Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            115    Server { server: 1, event: Disconnected { socket: 1, sessions: 1 } }
            120  g4 netSocket 1 = (5)
            120  g4 netConnect 5 = [IO wait]
            121    Server { server: 1, event: Connected { socket: 5, sessions: 2 } }
            121  g4 goes on with (0, 3, "", "")
        "#]],
    );
}

#[test]
fn a_reset_during_a_stall_is_lost_and_a_keepalive_probe_finds_out() {
    check(
        "faults=stall@5ms+1s,drop@20ms",
        "2 1 netExec 1 PING
         10 2 netAlive 2
         2000 2 netAlive 2
         2000 2 netExec 2 PING
         15001 2 netAlive 1
         15003 2 netAlive 1",
        expect![[r#"
            2    g1 netExec 1 PING = [IO wait]
            5      Server { server: 1, event: Fault { fault: 0, kind: Stall, begins: true } }
            10   g2 netAlive 2 = (true)
            12     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            20     Server { server: 1, event: Fault { fault: 1, kind: Drop(None), begins: true } }
            20     Server { server: 1, event: Disconnected { socket: 1, sessions: 1 } }
            20     Server { server: 1, event: Disconnected { socket: 2, sessions: 0 } }
            1005   Server { server: 1, event: Fault { fault: 0, kind: Stall, begins: false } }
            2000 g2 netAlive 2 = (true)
            2000 g2 netExec 2 PING = (4, 0, "", "", 0, 0)
            15001 g2 netAlive 1 = (true)
            15002 g1 goes on with (4, 0, "", "", 0, 0)
            15003 g2 netAlive 1 = (false)
        "#]],
    );
}

#[test]
fn an_end_of_a_session_during_a_stall_is_told_afterwards() {
    check(
        "faults=stall@5ms+100ms,restart@20ms+10ms&waitTimeout=10s",
        "15 1 netExec 1 PING
         50 2 netAlive 2
         106 2 netAlive 2
         106 3 netSocket 1
         106 3 netConnect 3
         20000 3 netAlive 3",
        expect![[r#"
            5      Server { server: 1, event: Fault { fault: 0, kind: Stall, begins: true } }
            15   g1 netExec 1 PING = [IO wait]
            20     Server { server: 1, event: Fault { fault: 1, kind: Restart, begins: true } }
            20     Server { server: 1, event: Up(false) }
            20     Server { server: 1, event: Disconnected { socket: 1, sessions: 0 } }
            20     Server { server: 1, event: Disconnected { socket: 2, sessions: 0 } }
            30     Server { server: 1, event: Fault { fault: 1, kind: Restart, begins: false } }
            30     Server { server: 1, event: Up(true) }
            50   g2 netAlive 2 = (true)
            105    Server { server: 1, event: Fault { fault: 0, kind: Stall, begins: false } }
            105  g1 goes on with (4, 0, "", "", 0, 0)
            106  g2 netAlive 2 = (false)
            106  g3 netSocket 1 = (3)
            106  g3 netConnect 3 = [IO wait]
            107    Server { server: 1, event: Connected { socket: 3, sessions: 1 } }
            107  g3 goes on with (0, 3, "", "")
            10107   Server { server: 1, event: Disconnected { socket: 3, sessions: 0 } }
            20000 g3 netAlive 3 = (false)
        "#]],
    );
}

#[test]
fn slow_dials_and_statements_are_slow_for_as_long_as_it_is_said() {
    check(
        "faults=slowdial@10ms+10ms*200ms,slowquery@10ms+10ms*3,slowquery@20ms+10ms*1s",
        "9 1 netExec 1 PING
         10 3 netSocket 1
         10 3 netConnect 3
         19 1 netExec 1 PING
         20 3 netSocket 1
         20 3 netConnect 4
         29 2 netExec 2 PING",
        expect![[r#"
            9    g1 netExec 1 PING = [IO wait]
            10     Server { server: 1, event: Fault { fault: 0, kind: SlowDial(Duration(200000000)), begins: true } }
            10     Server { server: 1, event: Fault { fault: 1, kind: SlowerQuery(3.0), begins: true } }
            10   g3 netSocket 1 = (3)
            10   g3 netConnect 3 = [IO wait]
            19     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            19   g1 goes on with (0, 0, "", "", 0, 1)
            19   g1 netExec 1 PING = [IO wait]
            20     Server { server: 1, event: Fault { fault: 0, kind: SlowDial(Duration(200000000)), begins: false } }
            20     Server { server: 1, event: Fault { fault: 1, kind: SlowerQuery(3.0), begins: false } }
            20     Server { server: 1, event: Fault { fault: 2, kind: SlowQuery(Duration(1000000000)), begins: true } }
            20   g3 netSocket 1 = (4)
            20   g3 netConnect 4 = [IO wait]
            21     Server { server: 1, event: Connected { socket: 4, sessions: 3 } }
            21   g3 goes on with (0, 3, "", "")
            29   g2 netExec 2 PING = [IO wait]
            30     Server { server: 1, event: Fault { fault: 2, kind: SlowQuery(Duration(1000000000)), begins: false } }
            49     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            49   g1 goes on with (0, 0, "", "", 0, 1)
            210    Server { server: 1, event: Connected { socket: 3, sessions: 4 } }
            210  g3 goes on with (0, 4, "", "")
            1029   Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            1029 g2 goes on with (0, 0, "", "", 0, 1)
        "#]],
    );
}

#[test]
fn clients_may_limit_how_long_they_wait() {
    check(
        "faults=stall@5ms+100ms&timeout=30ms&readTimeout=40ms&rowDelay=50ms",
        "10 3 netSocket 1
         10 3 netConnect 3
         40 3 netClose 3
         50 1 netExec 1 PING
         90 1 netClose 1
         110 2 netQuery 2 SELECT_id_FROM_t
         120 2 netRow 2 1
         120 2 netRow 2 1
         160 2 netClose 2",
        expect![[r#"
            5      Server { server: 1, event: Fault { fault: 0, kind: Stall, begins: true } }
            10   g3 netSocket 1 = (3)
            10   g3 netConnect 3 = [IO wait]
            40   g3 goes on with (5, 0, "", "dial tcp db:3306: i/o timeout")
            40   g3 netClose 3 = ()
            50   g1 netExec 1 PING = [IO wait]
            90   g1 goes on with (4, 0, "", "", 0, 0)
            90   g1 netClose 1 = ()
            105    Server { server: 1, event: Fault { fault: 0, kind: Stall, begins: false } }
            110  g2 netQuery 2 SELECT_id_FROM_t = [IO wait]
            115    Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            115    Server { server: 1, event: Disconnected { socket: 1, sessions: 1 } }
            120    Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            120  g2 goes on with (0, 0, "", "", 1, 2, 0)
            120  g2 netRow 2 1 = (0, 1)
            120  g2 netRow 2 1 = [IO wait]
            160  g2 goes on with (4, 0)
            160  g2 netClose 2 = ()
            160    Server { server: 1, event: Disconnected { socket: 2, sessions: 0 } }
        "#]],
    );
}

#[test]
fn a_server_that_is_first_used_late_has_the_faults_that_are_left() {
    let script = "7 1 serverOpen app@tcp(db)/shop?faults=drop@2ms,stall@3ms+2ms,restart@5ms+5ms,drop@20ms
         7 1 netSocket 1
         7 1 netConnect 1
         10 1 netSocket 1
         10 1 netConnect 2";
    expect![[r#"
        7    g1 serverOpen app@tcp(db)/shop?faults=drop@2ms,stall@3ms+2ms,restart@5ms+5ms,drop@20ms = (1, "")
        7      Server { server: 1, event: Fault { fault: 2, kind: Restart, begins: true } }
        7      Server { server: 1, event: Up(false) }
        7    g1 netSocket 1 = (1)
        7    g1 netConnect 1 = [IO wait]
        7      Server { server: 1, event: Refused { socket: 1, too_many: false } }
        7    g1 goes on with (5, 0, "", "dial tcp db:3306: connect: connection refused")
        10     Server { server: 1, event: Fault { fault: 2, kind: Restart, begins: false } }
        10     Server { server: 1, event: Up(true) }
        10   g1 netSocket 1 = (2)
        10   g1 netConnect 2 = [IO wait]
        11     Server { server: 1, event: Connected { socket: 2, sessions: 1 } }
        11   g1 goes on with (0, 1, "", "")
        20     Server { server: 1, event: Fault { fault: 3, kind: Drop(None), begins: true } }
        20     Server { server: 1, event: Disconnected { socket: 2, sessions: 0 } }
    "#]]
    .assert_eq(&super::script::run(script));
}

//! What a driver sees of locks.

use expect_test::{Expect, expect};

/// Runs a script behind the dials of three clients, whose sessions begin at 1 ms; natives without effect are left out.
fn check(parameters: &str, script: &str, want: Expect) {
    let open = format!("0 1 serverOpen app@tcp(db)/shop?latency=10ms&{parameters}\n");
    let dials: String = (1..4).map(|n| format!("0 {n} netSocket 1\n0 {n} netConnect {n}\n")).collect();
    let said = super::script::run(&(open + &dials + script));
    let lines = said.lines().skip_while(|line| !line.contains("sessions: 3")).skip(2);
    let lines = lines.filter(|line| !line.contains("QueryStart"));
    want.assert_eq(&lines.map(|line| line.to_owned() + "\n").collect::<String>());
}

#[test]
fn a_row_is_locked_until_its_transaction_ends() {
    check(
        "",
        "10 1 netExec 1 BEGIN
         20 1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_7
         25 2 netExec 2 UPDATE_t_SET_x_=_2_WHERE_id_=_7
         25 3 netQuery 3 SELECT_x_FROM_t_WHERE_id_=_7
         40 3 netExec 3 UPDATE_t_SET_x_=_2_WHERE_id_=_8
         60 1 netExec 1 COMMIT",
        expect![[r#"
            10   g1 netExec 1 BEGIN = [IO wait]
            20     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            20   g1 goes on with (0, 0, "", "", 0, 1)
            20   g1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_7 = [IO wait]
            25   g2 netExec 2 UPDATE_t_SET_x_=_2_WHERE_id_=_7 = [IO wait]
            25     Server { server: 1, event: LockWait { socket: 2, behind: 1 } }
            25   g3 netQuery 3 SELECT_x_FROM_t_WHERE_id_=_7 = [IO wait]
            30     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            30   g1 goes on with (0, 0, "", "", 0, 1)
            35     Server { server: 1, event: QueryEnd { socket: 3, ok: true } }
            35   g3 goes on with (0, 0, "", "", 0, 4, 3)
            40   g3 netExec 3 UPDATE_t_SET_x_=_2_WHERE_id_=_8 = [IO wait]
            50     Server { server: 1, event: QueryEnd { socket: 3, ok: true } }
            50   g3 goes on with (0, 0, "", "", 0, 1)
            60   g1 netExec 1 COMMIT = [IO wait]
            70     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            70     Server { server: 1, event: LockEnded { socket: 2, waited: 45000000, end: Granted } }
            70   g1 goes on with (0, 0, "", "", 0, 1)
            80     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            80   g2 goes on with (0, 0, "", "", 0, 1)
        "#]],
    );
}

#[test]
fn outside_of_a_transaction_a_lock_ends_with_its_statement() {
    check(
        "",
        "10 1 netExec 1 UPDATE_t_SET_x_=_1
         11 2 netExec 2 INSERT_INTO_t_VALUES_(1)
         12 3 netQuery 3 SELECT_id_FROM_t_WHERE_id_=_7_FOR_UPDATE
         60 1 netExec 1 SET_autocommit=0
         70 1 netExec 1 DELETE_FROM_t_WHERE_id_=_7
         80 2 netExec 2 DELETE_FROM_t_WHERE_id_=_7
         95 1 netExec 1 ROLLBACK",
        expect![[r#"
            10   g1 netExec 1 UPDATE_t_SET_x_=_1 = [IO wait]
            11   g2 netExec 2 INSERT_INTO_t_VALUES_(1) = [IO wait]
            11     Server { server: 1, event: LockWait { socket: 2, behind: 1 } }
            12   g3 netQuery 3 SELECT_id_FROM_t_WHERE_id_=_7_FOR_UPDATE = [IO wait]
            12     Server { server: 1, event: LockWait { socket: 3, behind: 1 } }
            20     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            20     Server { server: 1, event: LockEnded { socket: 2, waited: 9000000, end: Granted } }
            20     Server { server: 1, event: LockEnded { socket: 3, waited: 8000000, end: Granted } }
            20   g1 goes on with (0, 0, "", "", 0, 1)
            30     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            30   g2 goes on with (0, 0, "", "", 1, 1)
            30     Server { server: 1, event: QueryEnd { socket: 3, ok: true } }
            30   g3 goes on with (0, 0, "", "", 0, 3, 3)
            60   g1 netExec 1 SET_autocommit=0 = [IO wait]
            70     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            70   g1 goes on with (0, 0, "", "", 0, 1)
            70   g1 netExec 1 DELETE_FROM_t_WHERE_id_=_7 = [IO wait]
            80     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            80   g1 goes on with (0, 0, "", "", 0, 1)
            80   g2 netExec 2 DELETE_FROM_t_WHERE_id_=_7 = [IO wait]
            80     Server { server: 1, event: LockWait { socket: 2, behind: 1 } }
            95   g1 netExec 1 ROLLBACK = [IO wait]
            105    Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            105    Server { server: 1, event: LockEnded { socket: 2, waited: 25000000, end: Granted } }
            105  g1 goes on with (0, 0, "", "", 0, 1)
            115    Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            115  g2 goes on with (0, 0, "", "", 0, 1)
        "#]],
    );
}

#[test]
fn a_lock_that_does_not_come_in_time_is_error_1205_and_the_transaction_goes_on() {
    check(
        "lockWaitTimeout=50ms",
        "10 1 netExec 1 BEGIN
         10 2 netExec 2 BEGIN
         20 1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_7
         20 2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_8
         30 2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_7
         90 3 netExec 3 UPDATE_t_SET_x_=_1_WHERE_id_=_8
         95 2 netExec 2 COMMIT",
        expect![[r#"
            10   g1 netExec 1 BEGIN = [IO wait]
            10   g2 netExec 2 BEGIN = [IO wait]
            20     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            20   g1 goes on with (0, 0, "", "", 0, 1)
            20     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            20   g2 goes on with (0, 0, "", "", 0, 1)
            20   g1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_7 = [IO wait]
            20   g2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_8 = [IO wait]
            30     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            30   g1 goes on with (0, 0, "", "", 0, 1)
            30     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            30   g2 goes on with (0, 0, "", "", 0, 1)
            30   g2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_7 = [IO wait]
            30     Server { server: 1, event: LockWait { socket: 2, behind: 1 } }
            80     Server { server: 1, event: QueryEnd { socket: 2, ok: false } }
            80     Server { server: 1, event: LockEnded { socket: 2, waited: 50000000, end: Timeout } }
            80   g2 goes on with (2, 1205, "HY000", "Lock wait timeout exceeded; try restarting transaction", 0, 0)
            90   g3 netExec 3 UPDATE_t_SET_x_=_1_WHERE_id_=_8 = [IO wait]
            90     Server { server: 1, event: LockWait { socket: 3, behind: 2 } }
            95   g2 netExec 2 COMMIT = [IO wait]
            105    Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            105    Server { server: 1, event: LockEnded { socket: 3, waited: 15000000, end: Granted } }
            105  g2 goes on with (0, 0, "", "", 0, 1)
            115    Server { server: 1, event: QueryEnd { socket: 3, ok: true } }
            115  g3 goes on with (0, 0, "", "", 0, 1)
        "#]],
    );
}

#[test]
fn a_deadlock_ends_with_the_rollback_of_who_has_changed_least() {
    check(
        "",
        "10 1 netExec 1 BEGIN
         10 2 netExec 2 BEGIN
         20 1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_1
         20 2 netQuery 2 SELECT_id_FROM_t_WHERE_id_=_2_FOR_UPDATE
         30 2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_1
         35 1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_2
         60 2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_2
         70 1 netExec 1 COMMIT",
        expect![[r#"
            10   g1 netExec 1 BEGIN = [IO wait]
            10   g2 netExec 2 BEGIN = [IO wait]
            20     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            20   g1 goes on with (0, 0, "", "", 0, 1)
            20     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            20   g2 goes on with (0, 0, "", "", 0, 1)
            20   g1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_1 = [IO wait]
            20   g2 netQuery 2 SELECT_id_FROM_t_WHERE_id_=_2_FOR_UPDATE = [IO wait]
            30     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            30   g1 goes on with (0, 0, "", "", 0, 1)
            30     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            30   g2 goes on with (0, 0, "", "", 0, 3, 3)
            30   g2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_1 = [IO wait]
            30     Server { server: 1, event: LockWait { socket: 2, behind: 1 } }
            35   g1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_2 = [IO wait]
            35     Server { server: 1, event: LockWait { socket: 1, behind: 2 } }
            35     Server { server: 1, event: LockEnded { socket: 2, waited: 5000000, end: Deadlock } }
            35     Server { server: 1, event: LockEnded { socket: 1, waited: 0, end: Granted } }
            35     Server { server: 1, event: QueryEnd { socket: 2, ok: false } }
            35   g2 goes on with (2, 1213, "40001", "Deadlock found when trying to get lock; try restarting transaction", 0, 0)
            45     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            45   g1 goes on with (0, 0, "", "", 0, 1)
            60   g2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_2 = [IO wait]
            60     Server { server: 1, event: LockWait { socket: 2, behind: 1 } }
            70   g1 netExec 1 COMMIT = [IO wait]
            80     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            80     Server { server: 1, event: LockEnded { socket: 2, waited: 20000000, end: Granted } }
            80   g1 goes on with (0, 0, "", "", 0, 1)
            90     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            90   g2 goes on with (0, 0, "", "", 0, 1)
        "#]],
    );
}

#[test]
fn of_equals_the_last_to_wait_is_rolled_back() {
    check(
        "",
        "10 1 netExec 1 BEGIN
         10 2 netExec 2 BEGIN
         20 1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_1
         20 2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_2
         30 1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_2
         35 2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_1",
        expect![[r#"
            10   g1 netExec 1 BEGIN = [IO wait]
            10   g2 netExec 2 BEGIN = [IO wait]
            20     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            20   g1 goes on with (0, 0, "", "", 0, 1)
            20     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            20   g2 goes on with (0, 0, "", "", 0, 1)
            20   g1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_1 = [IO wait]
            20   g2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_2 = [IO wait]
            30     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            30   g1 goes on with (0, 0, "", "", 0, 1)
            30     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            30   g2 goes on with (0, 0, "", "", 0, 1)
            30   g1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_2 = [IO wait]
            30     Server { server: 1, event: LockWait { socket: 1, behind: 2 } }
            35   g2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_1 = [IO wait]
            35     Server { server: 1, event: LockWait { socket: 2, behind: 1 } }
            35     Server { server: 1, event: LockEnded { socket: 2, waited: 0, end: Deadlock } }
            35     Server { server: 1, event: LockEnded { socket: 1, waited: 5000000, end: Granted } }
            35     Server { server: 1, event: QueryEnd { socket: 2, ok: false } }
            35   g2 goes on with (2, 1213, "40001", "Deadlock found when trying to get lock; try restarting transaction", 0, 0)
            45     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            45   g1 goes on with (0, 0, "", "", 0, 1)
        "#]],
    );
}

#[test]
fn a_session_that_ends_gives_its_locks_back() {
    check(
        "",
        "10 1 netExec 1 BEGIN
         20 1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_1
         31 2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_1
         32 3 netExec 3 UPDATE_t_SET_x_=_1_WHERE_id_=_1
         36 kill 2
         40 1 netClose 1",
        expect![[r#"
            10   g1 netExec 1 BEGIN = [IO wait]
            20     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            20   g1 goes on with (0, 0, "", "", 0, 1)
            20   g1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_1 = [IO wait]
            30     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            30   g1 goes on with (0, 0, "", "", 0, 1)
            31   g2 netExec 2 UPDATE_t_SET_x_=_1_WHERE_id_=_1 = [IO wait]
            31     Server { server: 1, event: LockWait { socket: 2, behind: 1 } }
            32   g3 netExec 3 UPDATE_t_SET_x_=_1_WHERE_id_=_1 = [IO wait]
            32     Server { server: 1, event: LockWait { socket: 3, behind: 1 } }
            36     Server { server: 1, event: Disconnected { socket: 2, sessions: 2 } }
            36     Server { server: 1, event: LockEnded { socket: 2, waited: 5000000, end: Gone } }
            36   g2 goes on with (4, 0, "", "", 0, 0)
            40   g1 netClose 1 = ()
            40     Server { server: 1, event: Disconnected { socket: 1, sessions: 1 } }
            40     Server { server: 1, event: LockEnded { socket: 3, waited: 8000000, end: Granted } }
            50     Server { server: 1, event: QueryEnd { socket: 3, ok: true } }
            50   g3 goes on with (0, 0, "", "", 0, 1)
        "#]],
    );
}

#[test]
fn a_server_that_goes_down_grants_nothing() {
    check(
        "",
        "10 1 netExec 1 UPDATE_t_SET_x_=_1
         11 2 netExec 2 UPDATE_t_SET_x_=_1
         12 3 netExec 3 UPDATE_t_SET_x_=_1
         15 down 1",
        expect![[r#"
            10   g1 netExec 1 UPDATE_t_SET_x_=_1 = [IO wait]
            11   g2 netExec 2 UPDATE_t_SET_x_=_1 = [IO wait]
            11     Server { server: 1, event: LockWait { socket: 2, behind: 1 } }
            12   g3 netExec 3 UPDATE_t_SET_x_=_1 = [IO wait]
            12     Server { server: 1, event: LockWait { socket: 3, behind: 1 } }
            15     Server { server: 1, event: Up(false) }
            15     Server { server: 1, event: Disconnected { socket: 1, sessions: 0 } }
            15     Server { server: 1, event: LockEnded { socket: 2, waited: 4000000, end: Gone } }
            15     Server { server: 1, event: LockEnded { socket: 3, waited: 3000000, end: Gone } }
            15   g1 goes on with (4, 0, "", "", 0, 0)
            15     Server { server: 1, event: Disconnected { socket: 2, sessions: 0 } }
            15   g2 goes on with (4, 0, "", "", 0, 0)
            15     Server { server: 1, event: Disconnected { socket: 3, sessions: 0 } }
            15   g3 goes on with (4, 0, "", "", 0, 0)
        "#]],
    );
}

#[test]
fn who_waits_for_a_lock_needs_no_core() {
    check(
        "cores=1",
        "10 1 netExec 1 UPDATE_t_SET_x_=_1
         10 2 netExec 2 UPDATE_t_SET_x_=_1
         10 3 netExec 3 PING",
        expect![[r#"
            10   g1 netExec 1 UPDATE_t_SET_x_=_1 = [IO wait]
            10   g2 netExec 2 UPDATE_t_SET_x_=_1 = [IO wait]
            10     Server { server: 1, event: LockWait { socket: 2, behind: 1 } }
            10   g3 netExec 3 PING = [IO wait]
            30     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
            30     Server { server: 1, event: LockEnded { socket: 2, waited: 20000000, end: Granted } }
            30   g1 goes on with (0, 0, "", "", 0, 1)
            30     Server { server: 1, event: QueryEnd { socket: 3, ok: true } }
            30   g3 goes on with (0, 0, "", "", 0, 1)
            40     Server { server: 1, event: QueryEnd { socket: 2, ok: true } }
            40   g2 goes on with (0, 0, "", "", 0, 1)
        "#]],
    );
}

#[test]
fn a_row_named_by_an_argument_needs_it_in_the_text() {
    check(
        "",
        "10 1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_?\n10 1 netExec 1 UPDATE_t_SET_x_=_?",
        expect![[r#"
        10   g1 netExec 1 UPDATE_t_SET_x_=_1_WHERE_id_=_? = (5, 0, "", "", 0, 0)
        10   g1 netExec 1 UPDATE_t_SET_x_=_? = [IO wait]
        20     Server { server: 1, event: QueryEnd { socket: 1, ok: true } }
        20   g1 goes on with (0, 0, "", "", 0, 1)
    "#]],
    );
}

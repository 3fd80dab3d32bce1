//! Sessions of a server, step by step.

use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::{Expect, expect};
use tidepool_des::Seed;

use crate::mysql::{Config, Dsn, Query, Server};

/// Runs a script of steps, one a line: `dial S`, `query S TEXT`, `exec S TEXT`, `row S RESULT`,
/// `drain S RESULT`, `finish S OP`, `close S`, `kill S`, `down`, `up`, `@MS`.
fn check(parameters: &str, script: &str, want: Expect) {
    let dsn = format!("app@/shop?{parameters}");
    let config = match Dsn::parse(&dsn, &Config::default()) {
        Ok(dsn) => Arc::new(dsn.config),
        Err(error) => panic!("{error}"),
    };
    let mut server = Server::new(Seed(1), 1, &config);
    let mut now = 0;
    let mut out = String::new();
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.splitn(3, ' ').collect();
        let number = |at: usize| -> u64 { words.get(at).and_then(|w| w.parse().ok()).unwrap_or(0) };
        let text = words.get(2).copied().unwrap_or("");
        let socket = number(1);
        let answer = match words[0] {
            "dial" => format!("{:?}", server.dial(now, socket, Arc::clone(&config))),
            "query" | "exec" => {
                let query = Arc::new(Query::new(1, text));
                format!("{:?}", server.statement(now, socket, query, words[0] == "query", None))
            }
            "row" => format!("{:?}", server.row(now, socket, number(2))),
            "drain" => format!("{:?}", server.drain(now, socket, number(2))),
            "finish" => format!("{:?}", server.finish(now, socket, number(2))),
            "close" => format!("{:?}", server.client_closes(now, socket)),
            "kill" => format!("{:?}", server.kill(now, socket)),
            "down" => format!("{:?}", server.go_down(now)),
            "up" => {
                server.come_up();
                continue;
            }
            "idle" => format!("{:?}", server.idle_deadline(socket)),
            "sessions" => format!("{}", server.connected()),
            time => {
                let ms: u64 = time.trim_start_matches('@').parse().unwrap_or(0);
                now = ms * 1_000_000;
                continue;
            }
        };
        let _ = writeln!(out, "{line}: {answer}");
    }
    want.assert_eq(&out);
}

#[test]
fn a_query_takes_the_latency_and_each_row_its_delay() {
    check(
        "dial=2ms&latency=5ms&rows=2&rowDelay=1ms",
        "dial 1\n@2\nfinish 1 1\nquery 1 SELECT id FROM t\n@7\nfinish 1 2\nrow 1 1\n@8\nrow 1 1\n@9\nfinish 1 3\nrow 1 1",
        expect![[r#"
            dial 1: Start { op: 1, at: Some(2000000) }
            finish 1 1: Some(Finished { done: Connected(1), heard: true })
            query 1 SELECT id FROM t: Ok(Start { op: 2, at: Some(7000000) })
            finish 1 2: Some(Finished { done: Result { query: Query { number: 1, kind: Other, is_ping: false, is_select: true, is_insert: false, reads: Some(("t", All)), columns: [Column { name: "id", kind: RowNumber }] }, here: 0, result: 1 }, heard: true })
            row 1 1: Now(1)
            row 1 1: Later(Start { op: 3, at: Some(9000000) })
            finish 1 3: Some(Finished { done: Row(2), heard: true })
            row 1 1: End
        "#]],
    );
}

#[test]
fn rows_without_delay_are_there_at_once() {
    check(
        "rows=1",
        "dial 1\nfinish 1 1\nquery 1 SELECT 1\nfinish 1 2\nrow 1 1\nrow 1 1\nrow 1 1\ndrain 1 1",
        expect![[r#"
            dial 1: Start { op: 1, at: Some(1000000) }
            finish 1 1: Some(Finished { done: Connected(1), heard: true })
            query 1 SELECT 1: Ok(Start { op: 2, at: Some(1000000) })
            finish 1 2: Some(Finished { done: Result { query: Query { number: 1, kind: Other, is_ping: false, is_select: true, is_insert: false, reads: None, columns: [Column { name: "1", kind: Int(1) }] }, here: 1, result: 0 }, heard: true })
            row 1 1: End
            row 1 1: End
            row 1 1: End
            drain 1 1: Ok(None)
        "#]],
    );
}

#[test]
fn throwing_rows_away_costs_their_delays() {
    check(
        "rows=1000000000&rowDelay=1ms",
        "dial 1\nfinish 1 1\nquery 1 SELECT 1\nfinish 1 2\nrow 1 1\ndrain 1 1",
        expect![[r#"
            dial 1: Start { op: 1, at: Some(1000000) }
            finish 1 1: Some(Finished { done: Connected(1), heard: true })
            query 1 SELECT 1: Ok(Start { op: 2, at: Some(1000000) })
            finish 1 2: Some(Finished { done: Result { query: Query { number: 1, kind: Other, is_ping: false, is_select: true, is_insert: false, reads: None, columns: [Column { name: "1", kind: Int(1) }] }, here: 0, result: 1 }, heard: true })
            row 1 1: Now(1)
            drain 1 1: Ok(Some(Start { op: 3, at: Some(999999999000000) }))
        "#]],
    );
    check(
        "rows=1000000000&rowDelay=exp(1ms)",
        "dial 1\nfinish 1 1\nquery 1 SELECT 1\nfinish 1 2\ndrain 1 1",
        expect![[r#"
            dial 1: Start { op: 1, at: Some(1000000) }
            finish 1 1: Some(Finished { done: Connected(1), heard: true })
            query 1 SELECT 1: Ok(Start { op: 2, at: Some(1000000) })
            finish 1 2: Some(Finished { done: Result { query: Query { number: 1, kind: Other, is_ping: false, is_select: true, is_insert: false, reads: None, columns: [Column { name: "1", kind: Int(1) }] }, here: 0, result: 1 }, heard: true })
            drain 1 1: Ok(Some(Start { op: 3, at: Some(999999962026145) }))
        "#]],
    );
}

#[test]
fn one_connection_too_many_is_refused_after_the_dial() {
    check(
        "maxConnections=1",
        "dial 1\nfinish 1 1\ndial 2\nfinish 2 2\nsessions\nclose 1\ndial 3\nfinish 3 3\nsessions",
        expect![[r#"
            dial 1: Start { op: 1, at: Some(1000000) }
            finish 1 1: Some(Finished { done: Connected(1), heard: true })
            dial 2: Start { op: 2, at: Some(1000000) }
            finish 2 2: Some(Finished { done: Refused(ServerError { number: 1040, state: "", message: "Too many connections" }), heard: true })
            sessions: 1
            close 1: true
            dial 3: Start { op: 3, at: Some(1000000) }
            finish 3 3: Some(Finished { done: Connected(2), heard: true })
            sessions: 1
        "#]],
    );
}

#[test]
fn every_nth_statement_fails_and_leaves_the_session_whole() {
    check(
        "failEvery=2",
        "dial 1\nfinish 1 1\nexec 1 BEGIN\nfinish 1 2\nquery 1 SELECT 1\nfinish 1 3\nexec 1 INSERT INTO t VALUES (1)\nfinish 1 4",
        expect![[r#"
            dial 1: Start { op: 1, at: Some(1000000) }
            finish 1 1: Some(Finished { done: Connected(1), heard: true })
            exec 1 BEGIN: Ok(Start { op: 2, at: Some(1000000) })
            finish 1 2: Some(Finished { done: Executed(0, 1), heard: true })
            query 1 SELECT 1: Ok(Start { op: 3, at: Some(1000000) })
            finish 1 3: Some(Finished { done: Failed(ServerError { number: 1105, state: "HY000", message: "Unknown error" }), heard: true })
            exec 1 INSERT INTO t VALUES (1): Ok(Start { op: 4, at: Some(1000000) })
            finish 1 4: Some(Finished { done: Executed(1, 1), heard: true })
        "#]],
    );
}

#[test]
fn the_server_goes_on_with_a_statement_whose_client_has_left() {
    check(
        "latency=5ms",
        "dial 1\nfinish 1 1\nquery 1 SELECT 1\nclose 1\nsessions\n@5\nfinish 1 2\nsessions\nfinish 1 2",
        expect![[r#"
            dial 1: Start { op: 1, at: Some(1000000) }
            finish 1 1: Some(Finished { done: Connected(1), heard: true })
            query 1 SELECT 1: Ok(Start { op: 2, at: Some(5000000) })
            close 1: false
            sessions: 1
            finish 1 2: Some(Finished { done: Result { query: Query { number: 1, kind: Other, is_ping: false, is_select: true, is_insert: false, reads: None, columns: [Column { name: "1", kind: Int(1) }] }, here: 3, result: 0 }, heard: false })
            sessions: 0
            finish 1 2: None
        "#]],
    );
}

#[test]
fn an_idle_session_has_a_deadline() {
    check(
        "waitTimeout=1s",
        "idle 1\ndial 1\nidle 1\n@2\nfinish 1 1\nidle 1\nquery 1 SELECT 1\nidle 1\n@7\nfinish 1 2\nidle 1\nkill 1\nidle 1\nquery 1 SELECT 1",
        expect![[r#"
            idle 1: None
            dial 1: Start { op: 1, at: Some(1000000) }
            idle 1: None
            finish 1 1: Some(Finished { done: Connected(1), heard: true })
            idle 1: Some(1002000000)
            query 1 SELECT 1: Ok(Start { op: 2, at: Some(3000000) })
            idle 1: None
            finish 1 2: Some(Finished { done: Result { query: Query { number: 1, kind: Other, is_ping: false, is_select: true, is_insert: false, reads: None, columns: [Column { name: "1", kind: Int(1) }] }, here: 3, result: 0 }, heard: true })
            idle 1: Some(1007000000)
            kill 1: Some(Disconnect { socket: 1, connected: true })
            idle 1: None
            query 1 SELECT 1: Err(Lost)
        "#]],
    );
}

#[test]
fn a_server_that_goes_down_takes_its_sessions_along() {
    check(
        "latency=5ms",
        "dial 1\nfinish 1 1\ndial 2\nfinish 2 2\nquery 2 SELECT 1\ndown\nfinish 2 3\nexec 1 SELECT 1\ndial 3\nfinish 3 4\nup\ndial 4\nfinish 4 5",
        expect![[r#"
            dial 1: Start { op: 1, at: Some(1000000) }
            finish 1 1: Some(Finished { done: Connected(1), heard: true })
            dial 2: Start { op: 2, at: Some(1000000) }
            finish 2 2: Some(Finished { done: Connected(2), heard: true })
            query 2 SELECT 1: Ok(Start { op: 3, at: Some(5000000) })
            down: [Disconnect { socket: 1, connected: true }, Disconnect { socket: 2, connected: true }]
            finish 2 3: None
            exec 1 SELECT 1: Err(Lost)
            dial 3: Start { op: 4, at: Some(333333) }
            finish 3 4: Some(Finished { done: Down, heard: true })
            dial 4: Start { op: 5, at: Some(1000000) }
            finish 4 5: Some(Finished { done: Connected(3), heard: true })
        "#]],
    );
}

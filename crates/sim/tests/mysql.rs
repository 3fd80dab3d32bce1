//! What a Go program sees of the simulated MySQL server: error texts, waits, retries.

use expect_test::{Expect, expect};
use tidepool_des::Duration;
use tidepool_go_vm::machine::Config;
use tidepool_sim::go::{GoEnd, GoOptions, run_program};

const PROGRAM: &str = r#"package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/go-sql-driver/mysql"
)

var (
	_     = context.Background
	_     = errors.Is
	_     = mysql.ErrInvalidConn
	_     = driver.ErrBadConn
	_     sync.Mutex
	begin = time.Now()
)

// say prints whole milliseconds since the start, and what is given.
func say(what ...any) { fmt.Println(append([]any{time.Since(begin).Milliseconds()}, what...)...) }

func open(parameters string) *sql.DB {
	db, err := sql.Open("mysql", "app@tcp(db)/shop?" + parameters)
	if err != nil {
		panic(err)
	}
	return db
}

func main() {
"#;

/// Runs `body` as the function main.
fn check(body: &str, want: Expect) {
    let options =
        GoOptions { seed: 1, procs: 1, time_limit: Duration::HOUR, config: Config::default(), input: None };
    let mut printed = Vec::new();
    let text = format!("{PROGRAM}{body}\n}}\n");
    match run_program("main.go", &text, &options, &mut |output| printed.extend(output.bytes)) {
        Ok(GoEnd::Exited(0)) => {}
        Ok(end) => printed.extend(format!("{end:?}\n").bytes()),
        Err(errors) => panic!("{errors:?}"),
    }
    want.assert_eq(&String::from_utf8_lossy(&printed));
}

#[test]
fn a_larger_pool_can_be_slower() {
    check(
        r#"
	for _, size := range []int{2, 4, 8, 40} {
		db := open(fmt.Sprint("latency=10ms&cores=4&thrash=0.05&size=", size))
		db.SetMaxOpenConns(size)
		db.SetMaxIdleConns(size)
		var done sync.WaitGroup
		start := time.Now()
		for range 40 {
			done.Go(func() {
				for range 25 {
					db.Exec("PING")
				}
			})
		}
		done.Wait()
		fmt.Println(size, "connections:", int(1000/time.Since(start).Seconds()), "statements per second")
	}"#,
        expect![[r#"
            2 connections: 199 statements per second
            4 connections: 396 statements per second
            8 connections: 333 statements per second
            40 connections: 142 statements per second
        "#]],
    );
}

#[test]
fn arguments_name_the_row_that_is_locked() {
    check(
        r#"
	db := open("latency=10ms&dial=0")
	update := func(id any) time.Duration {
		start := time.Now()
		if _, err := db.Exec("UPDATE t SET x = ? WHERE id = ?", "it's", id); err != nil {
			say(err)
		}
		return time.Since(start)
	}
	tx, _ := db.Begin()
	tx.Exec("UPDATE t SET x = ? WHERE id = ?", 1, 7)
	say("other row", update(8).Milliseconds(), update("x?").Milliseconds())
	time.AfterFunc(100*time.Millisecond, func() { tx.Commit() })
	say("same row", update("7").Milliseconds())
	var id int
	say(db.QueryRow("SELECT id FROM t WHERE id = ? FOR UPDATE", int8(7)).Scan(&id), id)
	_, err := db.Exec("UPDATE t SET x = 1 WHERE id = ?")
	say(err)
	st, _ := db.Prepare("DELETE FROM t WHERE id = ?")
	_, err = st.Exec(7)
	say(err, db.Stats().InUse)"#,
        expect![[r#"
            40 other row 10 10
            160 same row 120
            170 <nil> 1
            170 sql: expected 1 arguments, got 0
            190 <nil> 0
        "#]],
    );
}

#[test]
fn a_deadlock_is_an_error_for_one_of_two() {
    check(
        r#"
	db := open("latency=10ms&dial=0")
	var done sync.WaitGroup
	move := func(name string, from, to int) {
		tx, err := db.Begin()
		for _, id := range []int{from, to} {
			if err == nil {
				_, err = tx.Exec("UPDATE t SET x = 1 WHERE id = ?", id)
			}
		}
		var lost *mysql.MySQLError
		if errors.As(err, &lost) {
			say(name, lost.Number, err)
			say(name, "rollback", tx.Rollback())
			return
		}
		say(name, "commit", tx.Commit())
	}
	done.Go(func() { move("a", 1, 2) })
	done.Go(func() { move("b", 2, 1) })
	done.Wait()"#,
        expect![[r#"
            20 a 1213 Error 1213 (40001): Deadlock found when trying to get lock; try restarting transaction
            30 a rollback <nil>
            40 b commit <nil>
        "#]],
    );
}

#[test]
fn a_lock_that_does_not_come_in_time_is_an_error() {
    check(
        r#"
	db := open("latency=10ms&dial=0")
	tx, _ := db.Begin()
	tx.Exec("DELETE FROM t")
	_, err := db.Exec("INSERT INTO t VALUES (1)")
	say(err)
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_, err = db.ExecContext(ctx, "INSERT INTO t VALUES (1)")
	say(err)
	say(tx.Rollback())
	_, err = db.Exec("INSERT INTO t VALUES (1)")
	say(err)"#,
        expect![[r#"
            50020 Error 1205 (HY000): Lock wait timeout exceeded; try restarting transaction
            51020 context deadline exceeded
            51030 <nil>
            51040 <nil>
        "#]],
    );
}

#[test]
fn one_connection_too_many_is_an_error_of_the_caller_and_not_tried_again() {
    check(
        r#"
	db := open("dial=10ms&maxConnections=1")
	held, err := db.Conn(context.Background())
	say(err)
	err = db.Ping()
	say(err, errors.Is(err, driver.ErrBadConn))
	held.Close()
	say(db.Ping(), db.Stats().OpenConnections)"#,
        expect![[r#"
            10 <nil>
            20 Error 1040: Too many connections false
            21 <nil> 1
        "#]],
    );
}

#[test]
fn a_connection_that_was_idle_for_too_long_is_replaced_unseen() {
    check(
        r#"
	db := open("dial=10ms&latency=5ms&waitTimeout=1s")
	say(db.Ping())
	time.Sleep(1500 * time.Millisecond)
	say(db.Ping(), db.Stats().OpenConnections)
	tx, _ := db.Begin()
	time.Sleep(1500 * time.Millisecond)
	_, err := tx.Exec("INSERT INTO t VALUES (1)")
	say(err)
	say(tx.Rollback(), db.Stats().OpenConnections)"#,
        expect![[r#"
            15 <nil>
            1530 <nil> 1
            3035 invalid connection
            3035 driver: bad connection 0
        "#]],
    );
}

#[test]
fn a_restart_is_an_invalid_connection_for_who_waits_and_a_new_dial_for_who_comes_later() {
    check(
        r#"
	db := open("dial=10ms&latency=20ms&faults=restart@1s%2B500ms")
	idle, _ := db.Conn(context.Background())
	tx, _ := db.Begin()
	idle.Close()
	say(db.Stats().OpenConnections)
	time.AfterFunc(1100*time.Millisecond, func() { say("down:", db.Ping(), db.Stats().OpenConnections) })
	time.Sleep(time.Second - time.Since(begin) - 10*time.Millisecond)
	_, err := tx.Exec("INSERT INTO t VALUES (1)")
	say(err, errors.Is(err, mysql.ErrInvalidConn))
	err = tx.Commit()
	say(err, db.Stats().OpenConnections)
	time.Sleep(600 * time.Millisecond)
	say(db.Ping(), db.Stats().OpenConnections)"#,
        expect![[r#"
            40 2
            999 invalid connection true
            1000 driver: bad connection 1
            1143 down: dial tcp db:3306: connect: connection refused 0
            1630 <nil> 1
        "#]],
    );
}

#[test]
fn on_a_connection_that_was_reset_nothing_is_sent() {
    check(
        r#"
	db := open("faults=drop@1s,drop@2s")
	tx, _ := db.Begin()
	db.Ping()
	time.Sleep(1100 * time.Millisecond)
	_, err := tx.Exec("INSERT INTO t VALUES (1)")
	say(err, errors.Is(err, driver.ErrBadConn))
	tx.Rollback()
	say(db.Ping(), db.Stats().OpenConnections)
	// All idle connections are dead: the driver's look finds each.
	var done sync.WaitGroup
	db.SetMaxIdleConns(5)
	for range 5 {
		done.Go(func() { db.Ping() })
	}
	done.Wait()
	say(db.Stats().Idle)
	time.Sleep(time.Second)
	say(db.Ping(), db.Stats().OpenConnections)"#,
        expect![[r#"
            1104 driver: bad connection true
            1106 <nil> 1
            1108 5
            2110 <nil> 4
        "#]],
    );
}

#[test]
fn a_stall_is_seen_by_nobody_until_a_context_ends_or_it_is_over() {
    check(
        r#"
	db := open("dial=10ms&latency=5ms&faults=stall@1s%2B2s")
	db.Ping()
	time.Sleep(1100 * time.Millisecond)
	var done sync.WaitGroup
	done.Go(func() { say("patient:", db.Ping()) })
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	say("with a deadline:", db.PingContext(ctx), db.Stats().OpenConnections)
	done.Wait()
	say(db.Stats().OpenConnections)"#,
        expect![[r#"
            1415 with a deadline: context deadline exceeded 1
            3014 patient: <nil>
            3015 1
        "#]],
    );
}

#[test]
fn a_half_open_connection_is_found_out_by_use_by_a_read_timeout_or_by_keepalive() {
    check(
        r#"
	waiting := open("latency=2s&faults=stall@1s%2B2s,drop@1500ms")
	limited := open("latency=2s&readTimeout=1s")
	idle := open("latency=10ms")
	idle.Ping()
	time.Sleep(500 * time.Millisecond)
	var done sync.WaitGroup
	done.Go(func() { say("keepalive:", waiting.Ping()) })
	done.Go(func() { say("readTimeout:", limited.Ping()) })
	time.Sleep(3 * time.Second)
	say("use:", idle.Ping())
	say("again:", idle.Ping())
	done.Wait()"#,
        expect![[r#"
            1512 readTimeout: invalid connection
            3511 use: invalid connection
            3522 again: <nil>
            15512 keepalive: invalid connection
        "#]],
    );
}

#[test]
fn a_dial_may_have_a_limit() {
    check(
        r#"
	db := open("timeout=50ms&faults=slowdial@0s%2B1s*200ms,stall@2s%2B1s")
	say(db.Ping())
	time.Sleep(1100 * time.Millisecond)
	say(db.Ping())
	db.SetMaxIdleConns(0)
	time.Sleep(time.Second)
	say(db.Ping())"#,
        expect![[r#"
            50 dial tcp db:3306: i/o timeout
            1152 <nil>
            2202 dial tcp db:3306: i/o timeout
        "#]],
    );
}

#[test]
fn a_cancelled_statement_goes_on_at_the_server() {
    check(
        r#"
	db := open("dial=10ms&latency=1s&maxConnections=1")
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	_, err := db.ExecContext(ctx, "INSERT INTO t VALUES (1)")
	say(err, db.Stats().OpenConnections)
	say(db.Ping())
	time.Sleep(time.Second)
	say(db.Ping())"#,
        expect![[r#"
            100 context deadline exceeded 0
            110 Error 1040: Too many connections
            2120 <nil>
        "#]],
    );
}

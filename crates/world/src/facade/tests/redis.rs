//! What a client of Redis sees.

use expect_test::{Expect, expect};
use tidepool_des::{Distribution, Duration, Seed};

use crate::mysql;
use crate::redis::{Config, Fault, FaultKind};
use crate::world::World;

const MS: u64 = 1_000_000;

/// Runs a script behind the dials of two clients, whose connections can be used at 1 ms. There and back takes 2 ms, a command
/// 10 ms.
fn check(faults: &[Fault], script: &str, want: Expect) {
    let constant = |ms| Distribution::Constant(Duration::from_millis(ms));
    let mut world = World::new(Seed(1), mysql::Config::default());
    let (dial, latency, command, call) = (constant(1), constant(2), constant(10), Duration::MILLISECOND);
    world.set_redis(Config { dial, latency, command, call, faults: faults.to_vec() });
    let dials: String = (1..3).map(|n| format!("0 {n} v9.netSocket 1\n0 {n} v9.netDial {n} 0\n")).collect();
    let said = super::script::run_in(world, &format!("0 1 v9.serverOpen redis:6379\n{dials}{script}"));
    let lines = said.lines().skip_while(|line| !line.contains("g2 goes on")).skip(1);
    want.assert_eq(&lines.map(|line| line.to_owned() + "\n").collect::<String>());
}

fn fault(kind: FaultKind, at: u64, until: u64) -> Fault {
    Fault { kind, at: at * MS, until: until * MS }
}

#[test]
fn one_thread_does_one_command_after_the_other() {
    check(
        &[],
        "2 1 v9.netSend 1 {incr,n} 0
         2 2 v9.netSend 2 {eval,redis.call('time')_return_redis.call('dbsize'),0} 0
         50 1 v9.netSend 1 {get,n} 0",
        expect![[r#"
            2    g1 v9.netSend 1 {incr,n} 0 = [IO wait]
            2    g2 v9.netSend 2 {eval,redis.call('time')_return_redis.call('dbsize'),0} 0 = [IO wait]
            13     Redis { server: 1, event: Command { socket: 1, who: Some(Caller { process: 1, goroutine: 1 }), failed: false, busy: 10000000, keys: 1 } }
            14   g1 goes on with (0, 1, 1, "")
            25     Redis { server: 1, event: Command { socket: 2, who: Some(Caller { process: 1, goroutine: 2 }), failed: false, busy: 12000000, keys: 1 } }
            26   g2 goes on with (0, 1, 1, "")
            50   g1 v9.netSend 1 {get,n} 0 = [IO wait]
            61     Redis { server: 1, event: Command { socket: 1, who: Some(Caller { process: 1, goroutine: 1 }), failed: false, busy: 10000000, keys: 1 } }
            62   g1 goes on with (0, 2, 0, "1")
        "#]],
    );
}

#[test]
fn who_does_not_wait_has_sent_the_command_all_the_same() {
    check(
        &[],
        "2 1 v9.netSend 1 {incr,n} 3000000
         6 1 v9.netClose 1
         6 2 v9.netSend 2 {get,n} 0",
        expect![[r#"
            2    g1 v9.netSend 1 {incr,n} 3000000 = [IO wait]
            5    g1 goes on with (2, 0, 0, "")
            6    g1 v9.netClose 1 = ()
            6    g2 v9.netSend 2 {get,n} 0 = [IO wait]
            13     Redis { server: 1, event: Command { socket: 1, who: None, failed: false, busy: 10000000, keys: 1 } }
            23     Redis { server: 1, event: Command { socket: 2, who: Some(Caller { process: 1, goroutine: 2 }), failed: false, busy: 10000000, keys: 1 } }
            24   g2 goes on with (0, 2, 0, "1")
        "#]],
    );
}

#[test]
fn dead_it_has_lost_keys_and_connections() {
    check(
        &[fault(FaultKind::Down, 20, 40)],
        "2 1 v9.netSend 1 {set,a,1} 0
         18 1 v9.netSend 1 {get,a} 0
         18 2 v9.netAlive 2
         21 2 v9.netAlive 2
         21 2 v9.netSend 2 {get,a} 0
         22 3 v9.netSocket 1
         22 3 v9.netDial 3 0
         40 3 v9.netSocket 1
         40 3 v9.netDial 4 0
         45 3 v9.netSend 4 {exists,a} 0",
        expect![[r#"
            2    g1 v9.netSend 1 {set,a,1} 0 = [IO wait]
            13     Redis { server: 1, event: Command { socket: 1, who: Some(Caller { process: 1, goroutine: 1 }), failed: false, busy: 10000000, keys: 1 } }
            14   g1 goes on with (0, 3, 0, "OK")
            18   g1 v9.netSend 1 {get,a} 0 = [IO wait]
            18   g2 v9.netAlive 2 = (true)
            20     Redis { server: 1, event: Fault { fault: 0, kind: Down, begins: true } }
            20   g1 goes on with (1, 0, 0, "")
            21   g2 v9.netAlive 2 = (false)
            21   g2 v9.netSend 2 {get,a} 0 = (1, 0, 0, "")
            22   g3 v9.netSocket 1 = (3)
            22   g3 v9.netDial 3 0 = [IO wait]
            24     Redis { server: 1, event: Refused { socket: 3 } }
            24   g3 goes on with (1)
            40     Redis { server: 1, event: Fault { fault: 0, kind: Down, begins: false } }
            40   g3 v9.netSocket 1 = (4)
            40   g3 v9.netDial 4 0 = [IO wait]
            41   g3 goes on with (0)
            45   g3 v9.netSend 4 {exists,a} 0 = [IO wait]
            56     Redis { server: 1, event: Command { socket: 4, who: Some(Caller { process: 1, goroutine: 3 }), failed: false, busy: 10000000, keys: 0 } }
            57   g3 goes on with (0, 1, 0, "")
        "#]],
    );
}

#[test]
fn slow_commands_keep_others_waiting() {
    check(
        &[fault(FaultKind::Slow(Duration::from_millis(100)), 0, 50)],
        "2 1 v9.netSend 1 {ping} 0
         2 2 v9.netSend 2 {ping} 0",
        expect![[r#"
            2    g1 v9.netSend 1 {ping} 0 = [IO wait]
            2    g2 v9.netSend 2 {ping} 0 = [IO wait]
            50     Redis { server: 1, event: Fault { fault: 0, kind: Slow(Duration(100000000)), begins: false } }
            103    Redis { server: 1, event: Command { socket: 1, who: Some(Caller { process: 1, goroutine: 1 }), failed: false, busy: 100000000, keys: 0 } }
            104  g1 goes on with (0, 3, 0, "PONG")
            113    Redis { server: 1, event: Command { socket: 2, who: Some(Caller { process: 1, goroutine: 2 }), failed: false, busy: 10000000, keys: 0 } }
            114  g2 goes on with (0, 3, 0, "PONG")
        "#]],
    );
}

//! What an observer sees of a pool.

use expect_test::{Expect, expect};

fn check(script: &str, want: Expect) {
    want.assert_eq(&super::script::run(script));
}

#[test]
fn a_wait_that_a_return_ends() {
    check(
        "0 1 poolOpen
         0 1 poolSetMaxOpen 1 1
         0 1 poolBegin 1 0
         1 1 poolDialed 1 1 true
         5 2 poolBegin 1 0
         9 1 poolPut 1 1 false true
         9 2 poolDelivered 1 1 1 0
         12 2 poolPut 1 1 false true
         12 1 poolStats 1",
        expect![[r#"
            0    g1 poolOpen  = (1)
            0      Pool { pool: 1, event: Opened { process: 1, kind: Sql } }
            0    g1 poolSetMaxOpen 1 1 = ([])
            0      Pool { pool: 1, event: Limits { max_open: 1, max_idle: 1, lifetime: 0, idle_time: 0 } }
            0    g1 poolBegin 1 0 = (5, 1, 0)
            0      Pool { pool: 1, event: Dialing { conn: conn(1), who: Some(Caller { process: 1, goroutine: 1 }), line: 10 } }
            1    g1 poolDialed 1 1 true = (0)
            1      Pool { pool: 1, event: Acquired { conn: conn(1), who: Caller { process: 1, goroutine: 1 }, line: 10, served: Dialed } }
            5    g2 poolBegin 1 0 = (4, 1, 1)
            5      Pool { pool: 1, event: Waiting { ticket: ticket(1), who: Caller { process: 1, goroutine: 2 }, line: 20 } }
            9    g1 poolPut 1 1 false true = (1, 1, 0, 0)
            9      Pool { pool: 1, event: Released { conn: conn(1), held: 8000000 } }
            9      Pool { pool: 1, event: Acquired { conn: conn(1), who: Caller { process: 1, goroutine: 2 }, line: 20, served: Handed(ticket(1)) } }
            9    g2 poolDelivered 1 1 1 0 = (2)
            9      Pool { pool: 1, event: WaitEnded { ticket: ticket(1), waited: 4000000, end: Served(conn(1)) } }
            12   g2 poolPut 1 1 false true = (2, 0, 0, 0)
            12     Pool { pool: 1, event: Released { conn: conn(1), held: 3000000 } }
            12     Pool { pool: 1, event: Idle { conn: conn(1) } }
            12   g1 poolStats 1 = ([1, 1, 0, 1, 1, 4000000, 0, 0, 0])
        "#]],
    );
}

#[test]
fn a_wait_that_ends_without_a_connection() {
    check(
        "0 1 poolOpen
         0 1 poolSetMaxOpen 1 1
         0 1 poolBegin 1 0
         1 1 poolDialed 1 1 true
         5 2 poolBegin 1 0
         8 2 poolCancelled 1 1
         9 1 poolClose 1
         9 1 poolPut 1 1 false true
         9 1 poolClosed 1 1
         9 3 poolBegin 1 0",
        expect![[r#"
            0    g1 poolOpen  = (1)
            0      Pool { pool: 1, event: Opened { process: 1, kind: Sql } }
            0    g1 poolSetMaxOpen 1 1 = ([])
            0      Pool { pool: 1, event: Limits { max_open: 1, max_idle: 1, lifetime: 0, idle_time: 0 } }
            0    g1 poolBegin 1 0 = (5, 1, 0)
            0      Pool { pool: 1, event: Dialing { conn: conn(1), who: Some(Caller { process: 1, goroutine: 1 }), line: 10 } }
            1    g1 poolDialed 1 1 true = (0)
            1      Pool { pool: 1, event: Acquired { conn: conn(1), who: Caller { process: 1, goroutine: 1 }, line: 10, served: Dialed } }
            5    g2 poolBegin 1 0 = (4, 1, 1)
            5      Pool { pool: 1, event: Waiting { ticket: ticket(1), who: Caller { process: 1, goroutine: 2 }, line: 20 } }
            8    g2 poolCancelled 1 1 = (true)
            8      Pool { pool: 1, event: WaitEnded { ticket: ticket(1), waited: 3000000, end: Cancelled } }
            9    g1 poolClose 1 = (true, [], [])
            9      Pool { pool: 1, event: PoolClosed }
            9    g1 poolPut 1 1 false true = (3, 0, 0, 0)
            9      Pool { pool: 1, event: Released { conn: conn(1), held: 8000000 } }
            9      Pool { pool: 1, event: Closing { conn: conn(1), reason: PoolClosed } }
            9    g1 poolClosed 1 1 = (0)
            9      Pool { pool: 1, event: Closed { conn: conn(1) } }
            9    g3 poolBegin 1 0 = (0, 0, 0)
        "#]],
    );
}

#[test]
fn a_bad_connection_is_replaced_by_the_opener() {
    check(
        "0 1 poolOpen
         0 1 poolSetMaxOpen 1 1
         0 1 poolBegin 1 0
         1 1 poolDialed 1 1 true
         5 2 poolBegin 1 0
         6 1 poolPut 1 1 true true
         6 1 poolClosed 1 1
         6 4 poolOpenerBegin 1
         8 4 poolOpenerDone 1 2 true
         8 2 poolDelivered 1 1 2 0",
        expect![[r#"
            0    g1 poolOpen  = (1)
            0      Pool { pool: 1, event: Opened { process: 1, kind: Sql } }
            0    g1 poolSetMaxOpen 1 1 = ([])
            0      Pool { pool: 1, event: Limits { max_open: 1, max_idle: 1, lifetime: 0, idle_time: 0 } }
            0    g1 poolBegin 1 0 = (5, 1, 0)
            0      Pool { pool: 1, event: Dialing { conn: conn(1), who: Some(Caller { process: 1, goroutine: 1 }), line: 10 } }
            1    g1 poolDialed 1 1 true = (0)
            1      Pool { pool: 1, event: Acquired { conn: conn(1), who: Caller { process: 1, goroutine: 1 }, line: 10, served: Dialed } }
            5    g2 poolBegin 1 0 = (4, 1, 1)
            5      Pool { pool: 1, event: Waiting { ticket: ticket(1), who: Caller { process: 1, goroutine: 2 }, line: 20 } }
            6    g1 poolPut 1 1 true true = (3, 0, 0, 0)
            6      Pool { pool: 1, event: Released { conn: conn(1), held: 5000000 } }
            6      Pool { pool: 1, event: Closing { conn: conn(1), reason: Bad } }
            6    g1 poolClosed 1 1 = (1)
            6      Pool { pool: 1, event: Closed { conn: conn(1) } }
            6    g4 poolOpenerBegin 1 = (2)
            6      Pool { pool: 1, event: Dialing { conn: conn(2), who: None, line: 0 } }
            8    g4 poolOpenerDone 1 2 true = (1, 1, 0, 0)
            8      Pool { pool: 1, event: Dialed { conn: conn(2) } }
            8      Pool { pool: 1, event: Acquired { conn: conn(2), who: Caller { process: 1, goroutine: 2 }, line: 20, served: Handed(ticket(1)) } }
            8    g2 poolDelivered 1 1 2 0 = (1)
            8      Pool { pool: 1, event: WaitEnded { ticket: ticket(1), waited: 3000000, end: Served(conn(2)) } }
        "#]],
    );
}

#[test]
fn the_socket_behind_a_connection_is_known() {
    use crate::{Caller, Effects, Site, sql::ConnId, world::World};
    use tidepool_des::Seed;

    let mut world = World::new(Seed(1), crate::mysql::Config::default());
    let caller = Caller { process: 1, goroutine: 7 };
    let site = |now| Site { now, caller, line: 3 };
    let mut out = Effects::new();
    let db = world.pools.open(&site(0), &mut out);
    let source = world.databases.open(0, "app@tcp(db)/shop", &mut Effects::new()).unwrap_or_default();
    world.pools.begin(&site(0), db, crate::sql::Strategy::CachedOrNew, &mut out);
    let socket = world.databases.socket(&site(0), source, None);
    world.databases.connect(&site(0), socket, &mut out);
    world.databases.finish(1, socket, 1, &mut out);
    let fresh = world.databases.take_fresh(caller);
    world.pools.dialed(&site(1), db, ConnId(1), true, fresh, &mut out);
    assert_eq!(world.pools.socket(db, ConnId(1)), Some(socket));
}

//! A test per rule, then properties over random histories.

mod adding;
mod borrowing;
mod keeping;
mod model;
mod properties;
mod settings;

use super::{Borrow, Check, Config, ConnId, Holder, Offer, Offered, Pool, Release, Ticket};

/// A pool at time 0 with these sizes and HikariCP's defaults for the rest.
fn pool(max: i64, min_idle: i64) -> Pool {
    let mut config = Config { max_pool_size: max, min_idle, ..Config::default() };
    config.validate();
    Pool::new(config)
}

/// Dials and adds a connection at `now`.
fn add(pool: &mut Pool, now: u64) -> ConnId {
    let conn = pool.dial(now);
    pool.dialed(now, conn);
    assert!(pool.add(conn));
    conn
}

fn by(who: u64) -> Holder {
    Holder { who, line: 0 }
}

/// `who` borrows and finds this connection, fit to be handed out, validated or not.
fn takes(pool: &mut Pool, now: u64, who: u64, expected: ConnId) {
    match pool.borrow(now, by(who)) {
        Borrow::Taken { conn, check: Check::Good | Check::Validate, .. } => assert_eq!(conn, expected),
        other => panic!("{other:?}"),
    }
}

/// `who` borrows, finds nothing and parks for a second.
fn waits(pool: &mut Pool, now: u64, who: u64) -> Ticket {
    match pool.borrow(now, by(who)) {
        Borrow::Wait { ticket, .. } => {
            pool.park(now, ticket, 1_000_000_000);
            ticket
        }
        other => panic!("{other:?}"),
    }
}

/// `who` returns a connection, as far as one attempt to hand it over goes.
fn returns(pool: &mut Pool, now: u64, who: u64, conn: ConnId) -> Offer {
    assert_eq!(pool.release(now, conn), Release::Free);
    let offer = pool.offer(conn, Offered::Free);
    if offer == Offer::Over {
        pool.keep_for(who, conn);
    }
    offer
}

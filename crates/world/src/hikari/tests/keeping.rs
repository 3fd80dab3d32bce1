//! The housekeeper: idle time, lifetimes, keepalive, shutdown.

use super::*;
use crate::hikari::{CloseReason, MS, State, Timers, Wake};

const SECOND: u64 = 1_000 * MS;

#[test]
fn the_newest_of_the_stale_go_while_enough_stay() {
    let mut pool = pool(6, 2);
    let conns: Vec<ConnId> = (0..5).map(|_| add(&mut pool, 0)).collect();
    // The third is fresh at the end of its idle time.
    takes(&mut pool, 599 * SECOND, 1, conns[0]);
    returns(&mut pool, 599 * SECOND, 1, conns[0]);
    assert_eq!(pool.keep_house(600 * SECOND).close, [], "idle for exactly the time is not too long");
    let run = pool.keep_house(630 * SECOND);
    assert_eq!(run.close, [conns[4], conns[3], conns[2]]);
    assert_eq!(pool.figures().total, 2);
    assert_eq!(pool.conn(conns[4]).map(|c| c.state), Some(State::Removed(CloseReason::MaxIdleTime)));
    assert_eq!(run.wake, Wake::Nothing, "two are idle, as they should be");
}

#[test]
fn fresh_ones_do_not_count_for_the_number_that_may_go() {
    let mut pool = pool(6, 1);
    let old = add(&mut pool, 0);
    let fresh = add(&mut pool, 600 * SECOND);
    assert_eq!(pool.keep_house(601 * SECOND).close, [old]);
    assert_eq!(pool.conns().map(|(id, _)| id).collect::<Vec<_>>(), [old, fresh], "old is to be closed");
}

#[test]
fn a_pool_of_fixed_size_keeps_its_idle_ones() {
    let mut pool = pool(2, 2);
    add(&mut pool, 0);
    let run = pool.keep_house(3_600 * SECOND);
    assert_eq!(run.close, []);
    assert_eq!(run.wake, Wake::Start, "and is filled up");
}

#[test]
fn a_housekeeper_that_was_kept_says_so() {
    let mut pool = pool(2, 2);
    assert_eq!(pool.keep_house(100 * MS).starved, None, "the first run");
    assert_eq!(pool.keep_house(100 * MS + 45 * SECOND).starved, None, "one and a half periods");
    assert_eq!(pool.keep_house(100 * MS + 90 * SECOND + 1).starved, Some(45 * SECOND + 1));
    let hasty = Config { housekeeping_period: 150, ..Config::default() };
    let late = Pool::new(hasty).keep_house(SECOND).starved;
    assert_eq!(late, Some(250 * MS), "the first run is late by the measure of so short a period");
}

#[test]
fn lifetimes_and_keepalive_times_are_spread() {
    let config = Config { max_pool_size: 1, keepalive_time: 60_000, ..Config::default() };
    let pool = Pool::new(config);
    let mut bounds = Vec::new();
    let timers = pool.timers(&mut |bound| {
        bounds.push(bound);
        bound - 1
    });
    assert_eq!(bounds, [45_000, 6_000]);
    assert_eq!(timers, Timers { lifetime: 1_800_000 - 44_999, keepalive: 60_000 - 5_999 });
    let short = Pool::new(Config { max_lifetime: 10_000, keepalive_time: 0, ..config });
    let timers = short.timers(&mut |_| panic!("nothing is drawn"));
    assert_eq!(timers, Timers { lifetime: 10_000, keepalive: 0 });
}

#[test]
fn a_lifetime_ends_at_once_for_an_idle_one_and_at_its_return_for_another() {
    let mut pool = pool(2, 2);
    let (idle, used) = (add(&mut pool, 0), add(&mut pool, 0));
    takes(&mut pool, 0, 1, idle);
    takes(&mut pool, 0, 1, used);
    returns(&mut pool, 0, 1, idle);
    assert!(pool.soft_evict(idle, CloseReason::MaxLifetime, false));
    assert!(!pool.soft_evict(used, CloseReason::MaxLifetime, false));
    assert_eq!(pool.figures().active, 1, "it is not taken from its user");
    assert_eq!(pool.release(1, used), Release::Evicted(CloseReason::MaxLifetime));
}

#[test]
fn the_keepalive_task_passes_over_what_is_in_use() {
    let mut pool = pool(1, 1);
    let conn = add(&mut pool, 0);
    takes(&mut pool, 0, 1, conn);
    assert!(!pool.reserve(conn));
    returns(&mut pool, 0, 1, conn);
    assert!(pool.reserve(conn));
    let figures = pool.figures();
    assert_eq!((figures.total, figures.active, figures.idle, pool.reserved()), (1, 0, 0, 1));
    assert!(matches!(pool.borrow(0, by(2)), Borrow::Wait { .. }));
    assert!(pool.unreserve(conn));
    assert!(!pool.unreserve(conn));
}

#[test]
fn nothing_is_added_to_a_closed_bag() {
    let mut pool = pool(1, 1);
    let conn = pool.dial(0);
    pool.dialed(1, conn);
    pool.close_bag();
    assert!(!pool.add(conn));
    pool.forget(conn);
    assert_eq!((pool.opened_conns(), pool.closed_conns(), pool.figures().total), (1, 1, 0));
}

#[test]
fn a_shutdown_takes_them_from_their_users() {
    let mut pool = pool(2, 2);
    let (a, b) = (add(&mut pool, 0), add(&mut pool, 0));
    takes(&mut pool, 0, 1, a);
    takes(&mut pool, 0, 1, b);
    assert_eq!(pool.abort_active(), [b, a]);
    assert_eq!(pool.release(1, a), Release::Gone);
}

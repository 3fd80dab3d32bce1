//! The adder: its queue, its thread, when a task has something to do.

use super::*;
use crate::hikari::Wake;

/// The adder ends its task and takes what is queued, until it waits.
fn work_off(pool: &mut Pool) -> usize {
    (0..).take_while(|_| pool.next_task()).count()
}

#[test]
fn a_request_is_queued_only_if_fewer_tasks_are_than_threads_wait() {
    let mut pool = pool(5, 5);
    let wakes: Vec<Wake> = (0..4)
        .map(|who| match pool.borrow(0, by(who)) {
            Borrow::Wait { wake, .. } => wake,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(wakes, [Wake::Start, Wake::Nothing, Wake::Nothing, Wake::Nothing]);
    // The task that the thread has begun with is in no queue.
    assert_eq!(pool.adder_tasks(), 3);
    assert_eq!(pool.request_for_waiters(), Wake::Nothing);
    assert_eq!(pool.adder_tasks(), 4);
    assert_eq!(pool.request_for_waiters(), Wake::Nothing);
    assert_eq!(pool.adder_tasks(), 4, "four wait, four are queued");
}

#[test]
fn the_queue_is_as_long_as_the_pool_and_drops_the_rest() {
    let mut pool = pool(3, 3);
    for who in 0..10 {
        pool.borrow(0, by(who));
    }
    assert_eq!(pool.adder_tasks(), 3);
    assert_eq!(work_off(&mut pool), 3);
    assert!(pool.adder_is_idle());
    assert_eq!(pool.request_for_waiters(), Wake::Resume);
}

#[test]
fn an_idle_adder_ends_and_is_started_again() {
    let mut pool = pool(3, 3);
    assert_eq!(pool.fill(), Wake::Start);
    work_off(&mut pool);
    pool.adder_ends();
    assert!(!pool.adder_is_running());
    assert_eq!(pool.fill(), Wake::Start);
    pool.shut_down();
    assert_eq!(work_off(&mut pool), 2, "what is queued is begun after a shutdown, too");
    assert!(!pool.adder_is_running());
    assert_eq!(pool.fill(), Wake::Nothing);
}

#[test]
fn filling_asks_for_what_is_missing_of_the_minimum() {
    let mut pool = pool(10, 4);
    add(&mut pool, 0);
    assert_eq!(pool.fill(), Wake::Start);
    assert_eq!(pool.adder_tasks(), 2, "one of three is begun");
    while pool.figures().idle < 4 {
        add(&mut pool, 0);
    }
    work_off(&mut pool);
    assert_eq!(pool.fill(), Wake::Nothing);
}

#[test]
fn a_thief_asks_for_connections_for_those_who_wait() {
    let mut pool = pool(2, 0);
    let conn = add(&mut pool, 0);
    takes(&mut pool, 0, 1, conn);
    waits(&mut pool, 0, 2);
    work_off(&mut pool);
    assert!(matches!(returns(&mut pool, 0, 1, conn), Offer::Given(_)));
    let stolen = pool.borrow(0, by(3));
    assert!(matches!(stolen, Borrow::Taken { wake: Wake::Resume, .. }), "{stolen:?}");
}

#[test]
fn a_task_adds_while_idle_ones_are_missing_or_more_wait_than_are_idle() {
    let mut pool = pool(2, 1);
    assert!(pool.should_create(), "none is idle");
    let conn = add(&mut pool, 0);
    assert!(!pool.should_create(), "one is idle");
    takes(&mut pool, 0, 1, conn);
    assert!(pool.should_create(), "the minimum is of idle ones");
    let second = add(&mut pool, 0);
    takes(&mut pool, 0, 2, second);
    waits(&mut pool, 0, 3);
    assert!(!pool.should_create(), "the pool is full");
    pool.shut_down();
    assert!(!pool.should_create());

    let mut lazy = super::pool(2, 0);
    assert!(!lazy.should_create(), "nobody wants one");
    waits(&mut lazy, 0, 1);
    assert!(lazy.should_create(), "one waits");
}

#[test]
fn failures_double_the_sleep_up_to_five_seconds_within_a_task() {
    let mut pool = pool(2, 2);
    pool.fill();
    let sleeps: Vec<u64> = (0..12).map(|_| pool.task_failed()).collect();
    assert_eq!(sleeps, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5000, 5000, 5000]);
    assert!(pool.next_task());
    assert_eq!(pool.task_failed(), 10);
}

#[test]
fn a_size_changed_at_run_time_counts_at_once_but_not_for_the_queue() {
    let mut pool = pool(2, 2);
    let mut config = *pool.config();
    (config.max_pool_size, config.min_idle) = (5, 5);
    pool.configure(config);
    assert_eq!(pool.fill(), Wake::Start);
    assert_eq!(pool.adder_tasks(), 2, "the queue was made for two");
    for _ in 0..3 {
        add(&mut pool, 0);
    }
    assert!(pool.should_create());
}

//! Borrowing and returning: order, hand-over, barging, time-outs, what is closed instead of being handed out.

use super::*;
use crate::hikari::{CloseReason, Got, MS};

#[test]
fn a_thread_looks_into_its_own_list_first_and_takes_the_newest() {
    let mut pool = pool(3, 3);
    let conns: Vec<ConnId> = (0..3).map(|_| add(&mut pool, 0)).collect();
    conns.iter().for_each(|&conn| takes(&mut pool, 0, 1, conn));
    returns(&mut pool, 0, 1, conns[2]);
    returns(&mut pool, 0, 1, conns[0]);
    returns(&mut pool, 0, 2, conns[1]);
    // The shared list begins with the first, but the thread returned that one last, and the third before it.
    takes(&mut pool, 0, 1, conns[0]);
    takes(&mut pool, 0, 1, conns[2]);
    assert!(matches!(
        pool.borrow(0, by(1)),
        Borrow::Taken { conn, from: Got::Shared, .. } if conn == conns[1]
    ));
}

#[test]
fn what_another_took_is_struck_from_the_own_list() {
    let mut pool = pool(2, 2);
    let (a, b) = (add(&mut pool, 0), add(&mut pool, 0));
    takes(&mut pool, 0, 1, a);
    returns(&mut pool, 0, 1, a);
    takes(&mut pool, 0, 2, a);
    takes(&mut pool, 0, 1, b);
    returns(&mut pool, 0, 2, a);
    // Its list was emptied by the look that found nothing.
    takes(&mut pool, 0, 1, a);
}

#[test]
fn the_shared_list_is_searched_in_the_order_of_addition() {
    let mut pool = pool(3, 3);
    let conns: Vec<ConnId> = (0..3).map(|_| add(&mut pool, 0)).collect();
    conns.iter().for_each(|&conn| takes(&mut pool, 0, 9, conn));
    for &conn in conns.iter().rev() {
        returns(&mut pool, 0, 9, conn);
    }
    takes(&mut pool, 0, 1, conns[0]);
    takes(&mut pool, 0, 2, conns[1]);
}

#[test]
fn a_list_of_a_thread_has_room_for_fifty() {
    let mut pool = pool(60, 60);
    let conns: Vec<ConnId> = (0..60).map(|_| add(&mut pool, 0)).collect();
    conns.iter().for_each(|&conn| takes(&mut pool, 0, 1, conn));
    for &conn in &conns {
        returns(&mut pool, 0, 1, conn);
    }
    // The fiftieth is the newest in the list; the later ones are found in the shared list only.
    takes(&mut pool, 0, 1, conns[49]);
}

#[test]
fn parked_threads_are_served_in_order_and_must_claim() {
    let mut pool = pool(1, 1);
    let conn = add(&mut pool, 0);
    takes(&mut pool, 0, 1, conn);
    let (first, second) = (waits(&mut pool, 1, 2), waits(&mut pool, 2, 3));
    assert_eq!(returns(&mut pool, 3, 1, conn), Offer::Given(first));
    assert_eq!(pool.figures().waiting, 2, "who has been woken still counts as waiting");
    assert_eq!(pool.claim(4, first, conn), Some(Check::Good));
    assert_eq!(pool.figures().waiting, 1);
    assert_eq!(returns(&mut pool, 5, 2, conn), Offer::Given(second));
    assert_eq!(pool.claim(6, second, conn), Some(Check::Good));
    assert_eq!(pool.figures().waiting, 0);
}

#[test]
fn a_newcomer_may_take_what_was_offered_to_a_waiter() {
    let mut pool = pool(1, 1);
    let conn = add(&mut pool, 0);
    takes(&mut pool, 0, 1, conn);
    let waiter = waits(&mut pool, 1, 2);
    assert_eq!(returns(&mut pool, 2, 1, conn), Offer::Given(waiter));
    takes(&mut pool, 2, 3, conn);
    assert_eq!(pool.claim(3, waiter, conn), None);
    // It polls again, at the end of the queue.
    pool.park(3, waiter, 1_000);
    assert_eq!(returns(&mut pool, 4, 3, conn), Offer::Given(waiter));
    assert_eq!(pool.claim(5, waiter, conn), Some(Check::Good));
}

#[test]
fn who_lost_a_claim_parks_behind_those_who_came_later() {
    let mut pool = pool(1, 1);
    let conn = add(&mut pool, 0);
    takes(&mut pool, 0, 1, conn);
    let (first, second) = (waits(&mut pool, 1, 2), waits(&mut pool, 1, 3));
    returns(&mut pool, 2, 1, conn);
    takes(&mut pool, 2, 4, conn);
    assert_eq!(pool.claim(3, first, conn), None);
    pool.park(3, first, 1_000);
    assert_eq!(returns(&mut pool, 4, 4, conn), Offer::Given(second));
}

#[test]
fn a_returned_connection_is_offered_until_the_waiter_is_parked() {
    let mut pool = pool(1, 1);
    let conn = add(&mut pool, 0);
    takes(&mut pool, 0, 1, conn);
    let Borrow::Wait { ticket, .. } = pool.borrow(1, by(2)) else { panic!("all are in use") };
    assert_eq!(returns(&mut pool, 2, 1, conn), Offer::Again);
    pool.park(2, ticket, 1_000);
    assert_eq!(pool.offer(conn, Offered::Free), Offer::Given(ticket));
    assert_eq!(pool.claim(2, ticket, conn), Some(Check::Good));
    assert_eq!(pool.offer(conn, Offered::Free), Offer::Over, "nobody waits any more");
}

#[test]
fn offering_ends_when_somebody_took_it_but_not_after_the_keepalive_task() {
    let mut pool = pool(1, 1);
    let conn = add(&mut pool, 0);
    takes(&mut pool, 0, 1, conn);
    let Borrow::Wait { ticket, .. } = pool.borrow(1, by(2)) else { panic!("all are in use") };
    assert_eq!(returns(&mut pool, 2, 1, conn), Offer::Again);
    takes(&mut pool, 2, 3, conn);
    assert_eq!(pool.offer(conn, Offered::Free), Offer::Taken);
    assert_eq!(pool.offer(conn, Offered::Unreserved), Offer::Again);
    pool.park(2, ticket, 1_000);
    assert_eq!(pool.offer(conn, Offered::Unreserved), Offer::Given(ticket));
    assert_eq!(pool.claim(2, ticket, conn), None);
}

#[test]
fn polls_end_at_their_limits() {
    let mut pool = pool(1, 1);
    let late = waits(&mut pool, 0, 1);
    let Borrow::Wait { ticket: early, .. } = pool.borrow(0, by(2)) else { panic!("there is none") };
    pool.park(0, early, 500);
    assert_eq!(pool.next_limit(), Some(500));
    assert_eq!(pool.wake_late(499), []);
    assert_eq!(pool.wake_late(500), [early]);
    pool.leave(early);
    let conn = add(&mut pool, 600);
    assert_eq!(pool.offer(conn, Offered::Free), Offer::Given(late), "who has left is not in the queue");
    assert_eq!(pool.next_limit(), None);
}

#[test]
fn a_time_out_tells_the_figures_without_the_one_who_failed() {
    let mut pool = pool(2, 2);
    let (a, b) = (add(&mut pool, 0), add(&mut pool, 0));
    takes(&mut pool, 0, 1, a);
    takes(&mut pool, 0, 2, b);
    let (first, _) = (waits(&mut pool, 0, 3), waits(&mut pool, 0, 4));
    pool.leave(first);
    assert_eq!(
        pool.timeout_text("shop", 1000),
        "shop - Connection is not available, request timed out after 1000ms (total=2, active=2, idle=0, waiting=1)"
    );
}

#[test]
fn beyond_the_window_a_connection_is_validated_first() {
    let mut pool = pool(1, 1);
    let conn = add(&mut pool, 0);
    // The window is 500 ms, and elapsed time counts in whole milliseconds.
    takes(&mut pool, 501 * MS - 1, 1, conn);
    returns(&mut pool, 501 * MS, 1, conn);
    let later = pool.borrow(1_002 * MS, by(1));
    assert!(matches!(later, Borrow::Taken { check: Check::Validate, .. }), "{later:?}");
}

#[test]
fn an_evicted_connection_is_closed_when_it_comes_back_or_is_taken() {
    let mut pool = pool(2, 2);
    let (idle, used) = (add(&mut pool, 0), add(&mut pool, 0));
    takes(&mut pool, 0, 1, idle);
    takes(&mut pool, 0, 1, used);
    returns(&mut pool, 0, 1, idle);
    assert_eq!(pool.soft_evict_all(CloseReason::Evicted), [idle]);
    assert_eq!(pool.figures().total, 1, "what is taken out does not count, closed or not");
    assert_eq!(pool.release(1, used), Release::Evicted(CloseReason::Evicted));
    assert!(pool.remove(used, CloseReason::Evicted));
    assert_eq!(pool.release(2, used), Release::Gone);
    assert_eq!(pool.figures().total, 0);
}

#[test]
fn a_mark_that_comes_between_is_seen_by_the_borrower() {
    let mut pool = pool(1, 1);
    let conn = add(&mut pool, 0);
    assert!(pool.reserve(conn));
    assert!(!pool.soft_evict(conn, CloseReason::MaxLifetime, false), "the keepalive task has it");
    assert!(pool.unreserve(conn));
    let taken = pool.borrow(0, by(1));
    let evicted = Check::Evicted(CloseReason::MaxLifetime);
    assert!(matches!(taken, Borrow::Taken { check, .. } if check == evicted), "{taken:?}");
}

#[test]
fn an_owner_evicts_at_once() {
    let mut pool = pool(1, 1);
    let conn = add(&mut pool, 0);
    takes(&mut pool, 0, 1, conn);
    assert!(pool.soft_evict(conn, CloseReason::Evicted, true));
    assert_eq!(pool.release(0, conn), Release::Gone);
    pool.forget(conn);
    assert_eq!((pool.opened_conns(), pool.closed_conns()), (1, 1));
}

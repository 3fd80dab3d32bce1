//! Chapter 4: every lab played, every claim tried, every challenge met.

use crate::chapter::{Challenge, play_labs, try_claims};

/// The chapter's sections.
const SECTIONS: [&str; 3] = ["4-1", "4-2", "4-3"];

#[test]
fn each_lab_is_played() {
    play_labs(&SECTIONS);
}

#[test]
fn each_claim_is_tried_and_its_verdict_opens() {
    try_claims(&SECTIONS, 2 * 4);
}

#[test]
fn a_close_before_the_break_gives_the_connection_back() {
    Challenge::new("4-1", 0, "lab-rows", "early-break", "pool=10").meet();
}

#[test]
fn one_connection_more_than_all_can_hold_while_they_wait() {
    Challenge::new("4-1", 1, "lab-rows", "defer-early-break", "ramp=0s").meet();
}

#[test]
fn a_larger_pool_loses_one_in_a_hundred() {
    Challenge::new("4-2", 0, "lab-experiment-500-20-go", "wait-limited", "hold=100ms duration=25s").meet();
}

#[test]
fn handlers_leave_with_their_clients() {
    Challenge::new("4-2", 1, "lab-experiment-500-20-go", "without-context", "timeout=3s duration=20s").meet();
}

#[test]
fn a_long_pause_before_each_try_ends_the_storm() {
    let set = "retries=3 slow=15s pool=20 timeout=3s think=uniform(40s,60s)";
    Challenge::new("4-2", 2, "lab-retry-storm", "deaf", set).meet();
}

#[test]
fn a_small_function_with_a_deferred_close_outlives_errors_and_panics() {
    Challenge::new("4-3", 0, "lab-scopes", "by-hand", "fail_every=200 panic_every=200").meet();
}

#[test]
fn a_wide_scope_needs_ten_times_the_connections() {
    Challenge::new("4-3", 1, "lab-scopes", "defer-wide", "rate=600").meet();
}

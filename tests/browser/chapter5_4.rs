//! Section 5.4: its labs played, its claims tried, its challenges met.

use crate::chapter::{Challenge, play_labs, try_claims};

#[test]
fn the_labs_are_played() {
    play_labs(&["5-4"]);
}

#[test]
fn the_claims_are_tried_and_their_verdicts_open() {
    try_claims(&["5-4"], 2 * 3);
}

#[test]
fn a_short_deadline_keeps_one_queue_short() {
    Challenge::new("5-4", 0, "lab-isolate", "deadline", "").meet();
}

#[test]
fn a_timeout_bounds_the_leak() {
    Challenge::new("5-4", 1, "lab-body", "timeout", "fail=0.2").meet();
}

#[test]
fn a_budget_can_be_too_generous() {
    Challenge::new("5-4", 2, "lab-retries", "budget", "").meet();
}

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
    Challenge { slug: "5-4", number: 0, anchor: "lab-isolate", variant: "deadline", set: "" }
        .meet_by_settings("deadline=150ms");
}

#[test]
fn a_timeout_bounds_the_leak() {
    Challenge { slug: "5-4", number: 1, anchor: "lab-body", variant: "timeout", set: "fail=0.2" }
        .meet_by_settings("timeout=500ms");
}

#[test]
fn a_budget_can_be_too_generous() {
    Challenge { slug: "5-4", number: 2, anchor: "lab-retries", variant: "budget", set: "" }
        .meet_by_settings("budget=15");
}

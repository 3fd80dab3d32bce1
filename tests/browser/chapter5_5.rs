//! Section 5.5: its labs played, its claims tried, its challenges met.

use crate::chapter::{Challenge, play_labs, try_claims};

#[test]
fn the_labs_are_played() {
    play_labs(&["5-5"]);
}

#[test]
fn the_claims_are_tried_and_their_verdicts_open() {
    try_claims(&["5-5"], 2 * 3);
}

#[test]
fn a_short_lease_costs_fewer_requests() {
    Challenge::new("5-5", 0, "lab-zones", "", "").meet();
}

#[test]
fn a_deep_check_may_wait() {
    Challenge::new("5-5", 1, "lab-health", "deep", "").meet();
}

#[test]
fn nothing_confirmed_is_lost_and_ones_own_is_seen() {
    Challenge::new("5-5", 2, "lab-cluster", "", "").meet();
}

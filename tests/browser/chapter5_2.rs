//! Section 5.2: its lab played, its claim tried, its challenges met, and a picture of pods that has words.

use crate::chapter::{Challenge, play_labs, try_claims};

#[test]
fn the_lab_is_played() {
    play_labs(&["5-2"]);
}

#[test]
fn the_claim_is_tried_and_its_verdict_opens() {
    try_claims(&["5-2"], 2);
}

#[test]
fn a_program_can_wait_for_the_nodes_itself() {
    Challenge::new("5-2", 0, "lab-rolling-update", "graceful", "pre_stop=0s").meet();
}

#[test]
fn an_update_that_loses_nobody_can_be_quick() {
    Challenge::new("5-2", 1, "lab-rolling-update", "graceful", "").meet();
}

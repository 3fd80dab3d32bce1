//! Section 5.3: every lab played, every claim tried, every challenge met.

use crate::chapter::{Challenge, play_labs, try_claims};

const SECTIONS: [&str; 1] = ["5-3"];

#[test]
fn each_lab_is_played() {
    play_labs(&SECTIONS);
}

#[test]
fn each_claim_is_tried_and_its_verdict_opens() {
    try_claims(&SECTIONS, 2 * 2);
}

#[test]
fn a_small_burst_keeps_answers_quick() {
    Challenge::new("5-3", 0, "lab-limit-one", "allow", "").meet();
}

#[test]
fn another_script_does_not_forget_at_the_turn_of_a_second() {
    Challenge::new("5-3", 1, "lab-limit-shared", "window", "").meet();
}

#[test]
fn what_times_out_under_hystrix_stops_if_it_is_told_to() {
    Challenge::new("5-3", 2, "lab-breaker", "hystrix", "").meet();
}

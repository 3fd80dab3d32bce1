//! Section 4.4: every lab played, every claim tried, every challenge met, and the report of a load tool.

use crate::chapter::{Challenge, play_labs, try_claims};

const SECTIONS: [&str; 1] = ["4-4"];

#[test]
fn each_lab_is_played() {
    play_labs(&SECTIONS);
}

#[test]
fn each_claim_is_tried_and_its_verdict_opens() {
    try_claims(&SECTIONS, 2 * 2);
}

#[test]
fn orders_that_take_articles_in_order_do_not_deadlock() {
    Challenge::new("4-4", 0, "lab-load-test", "after", "think=exp(134.8ms) duration=10s").meet();
}

#[test]
fn a_limit_just_below_what_there_is_room_for() {
    Challenge::new("4-4", 1, "lab-protection", "limit", "rush=6s slow=0s reports=2").meet();
}

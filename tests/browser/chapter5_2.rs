//! Section 5.2: its lab played, its claim tried, its challenges met, and a picture of pods that has words.

use crate::chapter::{Challenge, play_labs, replace, try_claims};

const CHALLENGE: Challenge<'static> =
    Challenge { slug: "5-2", number: 0, anchor: "lab-rolling-update", variant: "graceful", set: "" };

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
    Challenge { set: "pre_stop=0s", ..CHALLENGE }.meet(|code| {
        replace(
            code,
            "\t\t<-sigterm\n\t\tdrain(",
            "\t\t<-sigterm\n\t\ttime.Sleep(2 * time.Second)\n\t\tdrain(",
        )
    });
}

#[test]
fn an_update_that_loses_nobody_can_be_quick() {
    Challenge { number: 1, ..CHALLENGE }.meet_by_settings("pre_stop=1200ms limit=500ms");
}

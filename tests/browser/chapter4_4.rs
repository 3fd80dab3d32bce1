//! Section 4.4: every lab played, every claim tried, every challenge met, and the report of a load tool.

use crate::chapter::{Challenge, play_labs, replace, try_claims};

const SECTIONS: [&str; 1] = ["4-4"];

#[test]
fn each_lab_is_played() {
    play_labs(&SECTIONS);
}

#[test]
fn each_claim_is_tried_and_its_verdict_opens() {
    try_claims(&SECTIONS, 2 * 2);
}

fn challenge(
    number: usize,
    anchor: &'static str,
    variant: &'static str,
    set: &'static str,
) -> Challenge<'static> {
    Challenge { slug: "4-4", number, anchor, variant, set }
}

#[test]
fn orders_that_take_articles_in_order_do_not_deadlock() {
    challenge(0, "lab-load-test", "after", "think=exp(134.8ms) duration=10s").meet(|code| {
        let code = replace(code, "\tfor _, id := range basket(r) {", SORTED);
        replace(&code, "\t\"strconv\"", "\t\"slices\"\n\t\"strconv\"")
    });
}

const SORTED: &str = "\tids := basket(r)\n\tslices.Sort(ids[:])\n\tfor _, id := range ids {";

#[test]
fn a_limit_just_below_what_there_is_room_for() {
    challenge(1, "lab-protection", "limit", "rush=6s slow=0s reports=2").meet_by_settings("limit=1150");
}

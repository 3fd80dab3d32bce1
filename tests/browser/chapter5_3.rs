//! Section 5.3: every lab played, every claim tried, every challenge met.

use crate::chapter::{Challenge, play_labs, replace, try_claims};

const SECTIONS: [&str; 1] = ["5-3"];

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
    Challenge { slug: "5-3", number, anchor, variant, set }
}

#[test]
fn a_small_burst_keeps_answers_quick() {
    challenge(0, "lab-limit-one", "allow", "").meet_by_settings("limit=170 burst=2");
}

#[test]
fn another_script_does_not_forget_at_the_turn_of_a_second() {
    challenge(1, "lab-limit-shared", "window", "")
        .meet(|_| tidepool_content::library().listings["ch5/shared-log.go"].clone());
}

#[test]
fn what_times_out_under_hystrix_stops_if_it_is_told_to() {
    challenge(2, "lab-breaker", "hystrix", "").meet(|code| {
        let code = replace(code, "\t\tvar price string\n", STOPS_IN_TIME);
        let code = replace(&code, "db.QueryRow(byID)", "db.QueryRowContext(ctx, byID)");
        let code = replace(&code, "\t\"database/sql\"", "\t\"context\"\n\t\"database/sql\"");
        replace(&code, "\t\"sync\"", "\t\"sync\"\n\t\"time\"")
    });
}

const STOPS_IN_TIME: &str = "\t\tctx, cancel := context.WithTimeout(r.Context(), time.Second)\n\t\tdefer cancel()\n\t\tvar price string\n";

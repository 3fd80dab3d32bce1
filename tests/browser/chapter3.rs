//! Chapter 3: every lab played, every claim tried, every challenge met.

use crate::chapter::{Challenge, play_labs, replace, try_claims};

/// The chapter's sections.
const SECTIONS: [&str; 1] = ["3-1"];

#[test]
fn each_lab_is_played() {
    play_labs(&SECTIONS);
}

#[test]
fn each_claim_is_tried_and_its_verdict_opens() {
    try_claims(&SECTIONS, 2 * 3);
}

fn challenge(
    number: usize,
    anchor: &'static str,
    variant: &'static str,
    set: &'static str,
) -> Challenge<'static> {
    Challenge { slug: "3-1", number, anchor, variant, set }
}

#[test]
fn sixteen_idle_connections_are_enough() {
    challenge(0, "lab-pool-churn", "patient", "open=25").meet_by_settings("idle=16");
}

#[test]
fn old_and_new_pods_fit_into_the_database() {
    challenge(1, "lab-pool-pods", "rolling", "pods=8").meet_by_settings("open=9");
}

#[test]
fn pods_without_traffic_let_go_of_idle_connections() {
    challenge(2, "lab-pool-pods", "rolling", "open=25").meet(|code| {
        replace(
            code,
            "\ttime.Sleep(lab.Duration(\"drain\"",
            "\tfor _, db := range old {\n\t\tdb.SetMaxIdleConns(0)\n\t}\n\ttime.Sleep(lab.Duration(\"drain\"",
        )
    });
}

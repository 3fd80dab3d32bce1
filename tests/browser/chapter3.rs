//! Chapter 3: every lab played, every claim tried, every challenge met.

use crate::chapter::{Challenge, play_labs, try_claims};

/// The chapter's sections.
const SECTIONS: [&str; 3] = ["3-1", "3-2", "3-3"];

#[test]
fn each_lab_is_played() {
    play_labs(&SECTIONS);
}

#[test]
fn each_claim_is_tried_and_its_verdict_opens() {
    try_claims(&SECTIONS, 2 * 5);
}

#[test]
fn sixteen_idle_connections_are_enough() {
    Challenge::new("3-1", 0, "lab-pool-churn", "patient", "open=25").meet();
}

#[test]
fn old_and_new_pods_fit_into_the_database() {
    Challenge::new("3-1", 1, "lab-pool-pods", "rolling", "pods=8").meet();
}

#[test]
fn pods_without_traffic_let_go_of_idle_connections() {
    Challenge::new("3-1", 2, "lab-pool-pods", "rolling", "open=25").meet();
}

#[test]
fn rows_are_closed_on_every_way_out() {
    Challenge::new("3-2", 0, "lab-leak-report", "go-leak", "pool=20").meet();
}

#[test]
fn defer_stands_where_java_has_a_try_block() {
    Challenge::new("3-2", 1, "lab-leak-report", "hikari-leak", "pool=20").meet();
}

#[test]
fn eight_connections_are_enough_for_eight_cores() {
    Challenge::new("3-3", 0, "lab-pool-size", "", "pool=200").meet();
}

#[test]
fn more_connections_and_more_patience_lose_nobody() {
    Challenge::new("3-3", 1, "lab-both-pools", "", "burst=500 hold=100ms").meet();
}

#[test]
fn connections_that_do_not_grow_old_outlive_a_firewall() {
    Challenge::new("3-3", 2, "lab-pool-faults", "", "forgets=20").meet();
}

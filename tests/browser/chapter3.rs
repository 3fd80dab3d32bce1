//! Chapter 3: every lab played, every claim tried, every challenge met.

use crate::chapter::{Challenge, play_labs, replace, try_claims};

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

fn challenge(
    slug: &'static str,
    number: usize,
    anchor: &'static str,
    variant: &'static str,
    set: &'static str,
) -> Challenge<'static> {
    Challenge { slug, number, anchor, variant, set }
}

#[test]
fn sixteen_idle_connections_are_enough() {
    challenge("3-1", 0, "lab-pool-churn", "patient", "open=25").meet_by_settings("idle=16");
}

#[test]
fn old_and_new_pods_fit_into_the_database() {
    challenge("3-1", 1, "lab-pool-pods", "rolling", "pods=8").meet_by_settings("open=9");
}

#[test]
fn pods_without_traffic_let_go_of_idle_connections() {
    challenge("3-1", 2, "lab-pool-pods", "rolling", "open=25").meet(|code| {
        replace(
            code,
            "\ttime.Sleep(lab.Duration(\"drain\"",
            "\tfor _, db := range old {\n\t\tdb.SetMaxIdleConns(0)\n\t}\n\ttime.Sleep(lab.Duration(\"drain\"",
        )
    });
}

#[test]
fn rows_are_closed_on_every_way_out() {
    challenge("3-2", 0, "lab-leak-report", "go-leak", "pool=20")
        .meet(|code| replace(code, "\tsum := int64(0)", "\tdefer rows.Close()\n\tsum := int64(0)"));
}

#[test]
fn defer_stands_where_java_has_a_try_block() {
    challenge("3-2", 1, "lab-leak-report", "hikari-leak", "pool=20").meet(|code| {
        let code = replace(code, "\tconn.Close()\n", "");
        replace(
            &code,
            "\trs, err := conn.PrepareStatement(\"SELECT id FROM orders\")",
            "\tdefer conn.Close()\n\trs, err := conn.PrepareStatement(\"SELECT id FROM orders\")",
        )
    });
}

#[test]
fn eight_connections_are_enough_for_eight_cores() {
    challenge("3-3", 0, "lab-pool-size", "", "pool=200").meet_by_settings("pool=8");
}

#[test]
fn more_connections_and_more_patience_lose_nobody() {
    challenge("3-3", 1, "lab-both-pools", "", "burst=500 hold=100ms")
        .meet_by_settings("pool=100 deadline=30s");
}

#[test]
fn connections_that_do_not_grow_old_outlive_a_firewall() {
    challenge("3-3", 2, "lab-pool-faults", "", "forgets=20").meet_by_settings("lifetime=30s");
}

//! Chapter 2: every lab played, every claim tried, every challenge met.

use crate::chapter::{Challenge, play_labs, replace, try_claims};

/// The chapter's sections.
const SECTIONS: [&str; 5] = ["2-1", "2-2", "2-3", "2-4", "2-5"];

#[test]
fn each_lab_is_played() {
    play_labs(&SECTIONS);
}

#[test]
fn each_claim_is_tried_and_its_verdict_opens() {
    try_claims(&SECTIONS, 2 * 3);
}

#[test]
fn deferred_lines_appear_when_main_returns() {
    Challenge::new("2-1", 0, "lab-defer-order", "os-exit", "").meet_by_change(|code| {
        let code = replace(code, "\tos.Exit(0) // log.Fatal does the same, with 1\n", "");
        replace(&code, "\t\"os\"\n", "")
    });
}

#[test]
fn files_are_closed_by_a_function_in_each_round() {
    Challenge::new("2-2", 0, "lab-files-in-loop", "defer-in-loop", "").meet_by_change(|code| {
        let code = replace(
            code,
            "range names {\n\t\tf, err",
            "range names {\n\t\terr := func() error {\n\t\tf, err",
        );
        let code = replace(&code, "\t\t\treturn 0, err\n", "\t\t\treturn err\n");
        replace(
            &code,
            "\t\ttotal += info.Size()\n",
            "\t\ttotal += info.Size()\n\t\treturn nil\n\t\t}()\n\t\tif err != nil {\n\t\t\treturn 0, err\n\t\t}\n",
        )
    });
}

#[test]
fn the_error_of_close_is_printed() {
    Challenge::new("2-3", 0, "lab-defer-results", "close-error", "").meet_by_change(|code| {
        replace(
            code,
            "\t\terr = errors.Join(err, f.Close())\n",
            "\t\tclosed := f.Close()\n\t\tfmt.Println(closed)\n\t\terr = errors.Join(err, closed)\n",
        )
    });
}

#[test]
fn a_function_in_each_round_makes_both_defers_cheap() {
    Challenge::new("2-4", 0, "lab-defer-cost", "beside-loop", "")
        .meet_by_change(|code| replace(code, "\t\tdefer add(n)\n", "\t\tfunc() { defer add(n) }()\n"));
}

#[test]
fn a_deferred_unlock_loses_one_request() {
    Challenge::new("2-5", 0, "lab-mutex-panic", "unlock-by-hand", "")
        .meet_by_change(|_| tidepool_content::library().listings["ch2/mutex-defer-unlock.go"].clone());
}

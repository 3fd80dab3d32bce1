//! What the command line tells of itself: metrics, scenarios, costs, completions.

use assert_cmd::Command;
use expect_test::{Expect, expect};

fn tidepool(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    command.args(arguments);
    command
}

/// Standard output and standard error.
fn check(arguments: &[&str], expected: Expect) {
    let output = tidepool(arguments).output().expect("it starts");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    expected.assert_eq(&format!("exit {}\n{out}{err}", output.status.code().unwrap_or(-1)));
}

#[test]
fn a_metric_is_explained_with_its_unit_whatever_it_is_of() {
    check(
        &["explain", "hikari.wait_p99_ms"],
        expect![[r#"
            exit 0
            wait_p99_ms (ms)
                How long those who had to wait for a connection waited, however it ended. Who was served at once
                is not in it.
        "#]],
    );
    check(
        &["explain", "panics", "--format", "json"],
        expect![[r#"
            exit 0
            [
              {
                "metric": "panics",
                "unit": "",
                "meaning": "Panics."
              }
            ]
        "#]],
    );
}

#[test]
fn a_metric_misspelt_is_guessed() {
    check(
        &["explain", "request_failed_percent"],
        expect![[r#"
            exit 3
            tidepool: there is no metric "request_failed_percent"; expected perhaps requests_failed_percent, requests_failed_reset, requests_failed
        "#]],
    );
    check(
        &["explain", "x"],
        expect![[r#"
            exit 3
            tidepool: there is no metric "x"; `tidepool explain` lists all of them
        "#]],
    );
}

/// Output for programs is JSON, and as much as there is for reading.
#[test]
fn lists_are_there_for_programs() {
    let rows = |arguments: &[&str]| {
        let output =
            tidepool(arguments).args(["--format", "json"]).assert().success().get_output().stdout.clone();
        serde_json::from_slice::<Vec<serde_json::Value>>(&output).expect("an array")
    };
    let scenarios = rows(&["list"]);
    assert_eq!(scenarios.len(), tidepool_content::library().scenarios.len());
    let rows_scenario = scenarios.iter().find(|row| row["scenario"] == "rows").expect("it is there");
    assert_eq!(rows_scenario["parameters"][0]["key"], "pool");
    assert!(rows(&["go", "costs"]).iter().all(|row| row["picoseconds"].is_u64()));
    let explained = rows(&["explain"]);
    assert!(explained.iter().all(|row| row["meaning"].as_str().is_some_and(|text| text.ends_with('.'))));
}

#[test]
fn shells_complete_what_there_is() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = tidepool(&["completions", shell]).assert().success().get_output().stdout.clone();
        let script = String::from_utf8_lossy(&output).into_owned();
        assert!(
            ["sweep", "merge", "explain", "--vary"]
                .iter()
                .all(|word| script.contains(word.trim_start_matches('-')))
        );
    }
}

/// A reader of the output that goes away early is no failure.
#[test]
#[cfg(unix)]
fn a_closed_pipe_is_no_error() {
    let binary = assert_cmd::cargo::cargo_bin("tidepool");
    for arguments in
        ["list", "explain", "go costs", "completions bash", "run rows --set duration=1s --format csv"]
    {
        let script = format!("{{ {} {arguments}; echo $? >&2; }} | true", binary.display());
        let output = Command::new("/bin/sh").args(["-c", &script]).output().expect("a shell");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(told.trim(), "0", "{arguments}");
    }
}

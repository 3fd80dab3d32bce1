//! Programs over the twin of HikariCP: what they print, and what the pool logs.

use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hikari");
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    let command = command.args(["go", "run"]).arg(format!("{name}.go")).current_dir(&folder);
    let output = command.timeout(Duration::from_secs(120)).output().expect("it starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let printed = format!(
        "{}--- standard error\n{}--- exit {:?}\n",
        text(&output.stdout),
        text(&output.stderr),
        output.status.code()
    );
    expect_test::expect_file![folder.join(format!("{name}.out"))].assert_eq(&printed);
}

#[test]
fn connections_are_borrowed_waited_for_and_returned() {
    check("borrowing");
}

#[test]
fn who_is_aborted_is_told_of_a_link_that_failed() {
    check("aborted");
}

#[test]
fn dead_old_and_evicted_connections_are_replaced() {
    check("dead");
}

#[test]
fn who_cannot_connect_is_told_why() {
    check("failing");
}

#[test]
fn leaks_are_reported_and_states_reset() {
    check("leaks");
}

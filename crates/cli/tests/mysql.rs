//! Programs over the simulated MySQL server: what they print.

use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mysql");
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    let command = command.args(["go", "run"]).arg(format!("{name}.go")).current_dir(&folder);
    let output = command.timeout(Duration::from_secs(120)).output().expect("it starts");
    let printed = String::from_utf8_lossy(&output.stdout);
    expect_test::expect_file![folder.join(format!("{name}.out"))].assert_eq(&printed);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_answer_that_comes_too_late_breaks_its_connection_alone() {
    check("late");
}

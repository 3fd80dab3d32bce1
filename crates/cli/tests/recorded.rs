//! Programs that need more than the machine do what they do under real Go (`tests/go`, recorded there): `database/sql`
//! over drivers written in Go, clients and servers of `net/http`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;

fn compare(name: &str) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/go").join(name);
    let recorded = fs::read_to_string(program.with_extension("out")).expect("the recorded output");
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    let command = command.args(["go", "run"]).arg(program);
    let output = command.timeout(Duration::from_secs(120)).output().expect("it starts");
    let printed = String::from_utf8_lossy(&output.stdout);
    for (number, (want, have)) in recorded.lines().zip(printed.lines()).enumerate() {
        assert_eq!(want, have, "line {}", number + 1);
    }
    assert_eq!(recorded.lines().count(), printed.lines().count());
}

#[test]
fn a_driver_of_the_program_is_called_as_by_real_go() {
    compare("database/fakedriver.go");
}

#[test]
fn arguments_and_columns_are_converted_as_by_real_go() {
    compare("database/conversions.go");
}

#[test]
fn prepared_statements_are_used_as_by_real_go() {
    compare("database/statements.go");
}

#[test]
fn a_context_that_ends_while_a_row_is_fetched_comes_first() {
    compare("database/ended.go");
}

#[test]
fn panics_of_drivers_and_destinations_leave_what_they_leave_in_real_go() {
    compare("database/panics.go");
}

#[test]
fn requests_and_answers_are_as_by_real_go() {
    compare("network/exchanges.go");
}

#[test]
fn connections_are_kept_and_leaked_as_by_real_go() {
    compare("network/connections.go");
}

#[test]
fn requests_fail_as_by_real_go() {
    compare("network/failures.go");
}

#[test]
fn what_tests_of_handlers_use_is_as_in_real_go() {
    compare("network/httptests.go");
}

#[test]
fn a_server_shuts_down_as_by_real_go() {
    compare("network/shutdown.go");
}

#[test]
fn time_limits_of_a_server_are_as_by_real_go() {
    compare("network/serverlimits.go");
}

#[test]
fn addresses_are_listened_on_or_refused_as_by_real_go() {
    compare("network/listening.go");
}

#[test]
fn headers_lengths_and_broken_answers_are_as_by_real_go() {
    compare("network/headers.go");
}

#[test]
fn a_test_server_closes_as_by_real_go() {
    compare("network/testservers.go");
}

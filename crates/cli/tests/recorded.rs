//! `tidepool go run` is the real thing: what a program of `tests/go` prints, asks of a server and leaves behind is what real
//! Go recorded. The referee of facts runs all of them.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

#[test]
fn requests_and_answers_are_as_by_real_go() {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/go/network/exchanges.go");
    let recorded = fs::read_to_string(program.with_extension("out")).expect("the recorded output");
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    command.args(["go", "run"]).arg(program).assert().success().stdout(recorded);
}

/// Real Go says the same where the system knows no way to an address; a machine with a network cannot be brought to it.
#[test]
fn an_address_of_another_host_is_one_without_a_route() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("main.go"), AWAY).expect("a temporary file can be written");
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    command.args(["go", "run", "main.go"]).current_dir(folder.path());
    command.assert().success().stdout("dial tcp 10.1.2.3:80: connect: no route to host true\n");
}

const AWAY: &str = r#"package main

import (
	"errors"
	"fmt"
	"net"
	"syscall"
)

func main() {
	_, err := net.Dial("tcp", "10.1.2.3:80")
	fmt.Println(err, errors.Is(err, syscall.EHOSTUNREACH))
}
"#;

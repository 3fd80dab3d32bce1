//! A program reads what is given to the command on standard input.

use std::fs;
use std::time::Duration;

use assert_cmd::Command;

const ECHO: &str = r#"package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	fmt.Print("your name? ")
	lines := bufio.NewScanner(os.Stdin)
	for n := 1; lines.Scan(); n++ {
		fmt.Println(n, lines.Text())
	}
	fmt.Println("end:", lines.Err())
}
"#;

fn output(input: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("echo.go"), ECHO).expect("a temporary file can be written");
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    let command = command.args(["go", "run", "echo.go"]).current_dir(folder.path());
    let output = command.write_stdin(input).timeout(Duration::from_secs(120)).output().expect("it starts");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn lines_arrive_and_so_does_their_end() {
    assert_eq!(output("Ann\n潮池"), "your name? 1 Ann\n2 潮池\nend: <nil>\n");
    assert_eq!(output(""), "your name? end: <nil>\n");
}

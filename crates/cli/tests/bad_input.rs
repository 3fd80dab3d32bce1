//! Whatever is wrong with what was typed: words that name the place, the right exit code, soon.

use std::fs;
use std::time::Duration;

use assert_cmd::Command;
use expect_test::{Expect, expect};
use tidepool_scenario::{Selection, link};

/// Far more than any of these takes; what hangs fails instead of hanging the tests.
const STUCK: Duration = Duration::from_secs(120);

fn tidepool(arguments: &[&str], file: &str, text: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join(file), text).expect("a temporary file can be written");
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    let output =
        command.args(arguments).current_dir(folder.path()).timeout(STUCK).output().expect("it starts");
    let code = output.status.code().unwrap_or(-1);
    let lines = String::from_utf8_lossy(&output.stderr).lines().map(lasting).collect::<Vec<_>>().join("\n");
    format!("exit {code}\n{lines}\n")
}

/// A line without what may change with the book and the machine: lists of names, counts.
fn lasting(line: &str) -> String {
    let cut = |line: &str, before: &str, after: &str| match line.split_once(before) {
        Some((start, rest)) => {
            let end = rest.find(after).filter(|_| !after.is_empty()).unwrap_or(rest.len());
            format!("{start}{before}…{}", &rest[end..])
        }
        None => line.to_owned(),
    };
    let line = cut(line, "stopped after ", " instructions");
    let line = cut(&line, "the heap is full: ", ";");
    cut(&line, "expected one of ", "")
}

/// Exit code and standard error of `tidepool go run` with a program.
fn check_go(text: &str, expected: Expect) {
    // A debug build needs a second for so many.
    let limit = "20000000";
    expected.assert_eq(&tidepool(&["go", "run", "main.go", "--step-limit", limit], "main.go", text));
}

/// Exit code and standard error of `tidepool run`.
fn check_run(arguments: &[&str], scenario: &str, expected: Expect) {
    expected.assert_eq(&tidepool(arguments, "scenario.toml", scenario));
}

#[test]
fn an_endless_loop() {
    check_go(
        "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n",
        expect![[r#"
        exit 4
        tidepool: stopped by the limit on steps: stopped after … instructions; goroutine 1 was in main.main (main.go:4)
    "#]],
    );
}

#[test]
fn an_endless_loop_in_a_service() {
    let program = "package main\n\nfunc main() {\n\tgo spin()\n\tselect {}\n}\n\nfunc spin() {\n\tfor n := 0; ; n++ {\n\t\tn *= 2\n\t}\n}\n";
    check_go(
        program,
        expect![[r#"
            exit 4
            tidepool: stopped by the limit on steps: stopped after … instructions; goroutine 2 was in main.spin (main.go:10)
        "#]],
    );
}

#[test]
fn a_runaway_allocation() {
    let program = "package main\n\nfunc main() {\n\tvar all [][]byte\n\tfor {\n\t\tall = append(all, make([]byte, 16<<20))\n\t}\n}\n";
    check_go(
        program,
        expect![[r#"
            exit 4
            runtime: out of memory: cannot allocate 16777216-byte block (1056969420 in use)
            fatal error: out of memory
            tidepool: stopped by the limit on memory: stopped as the heap is full: …; goroutine 1 was in main.main (main.go:6)
        "#]],
    );
}

#[test]
fn an_allocation_that_nothing_could_hold() {
    let program = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tn := 1 << 40\n\tfmt.Println(len(make([]byte, n)))\n}\n";
    check_go(
        program,
        expect![[r#"
        exit 2
        panic: runtime error: makeslice: len out of range

        goroutine 1 [running]:
        main.main()
        	main.go:7 +0x18
    "#]],
    );
}

#[test]
fn goroutines_without_end() {
    let program = "package main\n\nfunc main() {\n\tfor {\n\t\tgo func() { select {} }()\n\t}\n}\n";
    check_go(
        program,
        expect![[r#"
        exit 4
        tidepool: stopped by the limit on goroutines: stopped at 200000 goroutines; goroutine 1 was in main.main (main.go:5)
    "#]],
    );
}

#[test]
fn unbalanced_braces() {
    check_go(
        "package main\n\nfunc main() {\n\tif true {\n",
        expect![[r#"
        exit 3
        main.go:5:1: syntax error: unexpected EOF, expected }
    "#]],
    );
    check_go(
        "package main\n\nfunc main() {\n}}\n",
        expect![[r#"
        exit 3
        main.go:4:2: syntax error: unexpected } after top level declaration
    "#]],
    );
}

#[test]
fn ten_thousand_parentheses() {
    let (open, close) = ("(".repeat(10_000), ")".repeat(10_000));
    for value in [format!("{open}1{close}"), open.clone()] {
        let program = format!("package main\n\nvar x = {value}\n\nfunc main() {{}}\n");
        let said = tidepool(&["go", "run", "main.go"], "main.go", &program);
        assert!(said.starts_with("exit 3\nmain.go:3:") && said.contains("nesting too deep"), "{said}");
    }
}

#[test]
fn not_a_go_program_at_all() {
    check_go(
        "",
        expect![[r#"
        exit 3
        main.go:1:1: syntax error: package statement must be first
    "#]],
    );
    check_go(
        "\u{0}\u{1}\u{feff}",
        expect![[r#"
            exit 3
            main.go:1:1: invalid NUL character
            main.go:1:2: invalid character U+0001
            main.go:1:3: invalid BOM in the middle of the file
            main.go:1:6: package _ is not a main package
        "#]],
    );
    check_go(
        "package main\n\nimport \"no/such\"\n\nfunc main() {}\n",
        expect![[r#"
        exit 3
        main.go:3:8: package no/such is not in std
    "#]],
    );
    check_go(
        "package main\n\nimport _ \"internal/oserror\"\n\nfunc main() {}\n",
        expect![[r#"
        exit 3
        main.go:3:10: use of internal package internal/oserror not allowed
    "#]],
    );
    check_go(
        "package other\n\nfunc main() {}\n",
        expect![[r#"
        exit 3
        main.go:1:9: package other is not a main package
    "#]],
    );
}

#[test]
fn a_file_that_is_not_there() {
    check_run(
        &["go", "run", "nowhere.go"],
        "",
        expect![[r#"
        exit 3
        tidepool: cannot read nowhere.go: No such file or directory (os error 2)
    "#]],
    );
    check_run(
        &["run", "nowhere.toml"],
        "",
        expect![[r#"
        exit 3
        tidepool: cannot read nowhere.toml: No such file or directory (os error 2)
    "#]],
    );
    check_run(
        &["run", "nowhere"],
        "",
        expect![[r#"
        exit 3
        tidepool: scenario: there is no scenario "nowhere"; expected one of …
    "#]],
    );
}

/// A run of the book as a link.
fn a_link() -> String {
    let library = tidepool_content::library();
    let scenario = library.scenario("rows-drained").expect("the scenario is there");
    let run = scenario.resolve(&Selection::default(), &library).expect("it resolves");
    link::encode(&run, None, None)
}

#[test]
fn a_link_cut_off() {
    let link = a_link();
    let said = |length: usize| tidepool(&["run", &link[..length]], "unused", "");
    let half = said(link.len() / 2);
    expect![[r#"
        exit 3
        tidepool: link: cut off or altered; copy the whole link again
    "#]]
    .assert_eq(&half);
    for length in ["tp1.".len(), link.len() - 1] {
        assert_eq!(said(length), half, "cut off after {length} bytes");
    }
}

#[test]
fn a_link_with_a_letter_changed() {
    let link = a_link();
    let (before, after) = link.split_at(link.len() / 2);
    let other = if after.starts_with('A') { 'B' } else { 'A' };
    check_run(
        &["run", &format!("{before}{other}{}", &after[1..])],
        "",
        expect![[r#"
        exit 3
        tidepool: link: cut off or altered; copy the whole link again
    "#]],
    );
}

/// A scenario with `line` in its database table.
fn scenario(pool: &str, line: &str) -> String {
    format!(
        "title = {{ en = \"S\", zh = \"S\" }}\nlisting = \"ch4/rows-drained.go\"\nduration = \"1s\"\n\n\
         [database]\n{line}\n\n\
         [[param]]\nkey = \"pool\"\ntarget = \"lab.pool\"\nkind = \"int\"\ndefault = {pool}\nmin = 1\nmax = 151\n\
         unit = \"connections\"\nlabel = {{ en = \"Pool\", zh = \"P\" }}\n"
    )
}

#[test]
fn a_negative_pool() {
    check_run(
        &["run", "scenario.toml"],
        &scenario("-3", ""),
        expect![[r#"
        exit 3
        tidepool: param.pool.default: -3 is below the least value, 1
    "#]],
    );
    check_run(
        &["run", "scenario.toml", "--set", "pool=-3"],
        &scenario("10", ""),
        expect![[r#"
        exit 3
        tidepool: pool: -3 is below the least value, 1
    "#]],
    );
    check_run(
        &["run", "rows", "--set", "pool=many"],
        "",
        expect![[r#"
        exit 3
        tidepool: pool: "many" is not a whole number
    "#]],
    );
}

#[test]
fn other_faults_of_a_scenario() {
    check_run(
        &["run", "scenario.toml"],
        &scenario("10", "rows = -1"),
        expect![[r#"
        exit 3
        tidepool: scenario.toml: TOML parse error at line 6, column 8
          |
        6 | rows = -1
          |        ^^
        invalid value: integer `-1`, expected u32
    "#]],
    );
    check_run(
        &["run", "scenario.toml"],
        &scenario("10", "latency = \"soon\""),
        expect![[r#"
        exit 3
        tidepool: database.latency: expected a duration such as 5ms, or uniform, exp, lognormal, pareto or empirical with its parameters in parentheses at column 1, found "soon"
    "#]],
    );
    check_run(
        &["run", "scenario.toml"],
        &scenario("10", "speed = 3"),
        expect![[r#"
        exit 3
        tidepool: scenario.toml: TOML parse error at line 6, column 1
          |
        6 | speed = 3
          | ^^^^^
        unknown field `speed`, expected one of …
    "#]],
    );
    check_run(
        &["run", "scenario.toml"],
        "title =",
        expect![[r#"
        exit 3
        tidepool: scenario.toml: TOML parse error at line 1, column 8
          |
        1 | title =
          |        ^
        string values must be quoted, expected literal string
    "#]],
    );
    check_run(
        &["run", "rows", "--variant", "no-such"],
        "",
        expect![[r#"
        exit 3
        tidepool: variant: there is no variant "no-such"; expected one of …
    "#]],
    );
    check_run(
        &["run", "rows", "--set", "no-such=1"],
        "",
        expect![[r#"
        exit 3
        tidepool: --set no-such: there is no parameter "no-such"; expected one of …
    "#]],
    );
}

#[test]
fn a_request_that_there_is_not() {
    let run =
        |which: &str| tidepool(&["run", "isolate", "--set", "duration=1s", "--request", which], "none", "");
    expect![[r#"
        exit 3
        error: invalid value 'first' for '--request <WHICH>': a number from 1, `slowest`, `failed` or `unfinished`

        For more information, try '--help'.
    "#]].assert_eq(&run("first"));
    expect![[r#"
        exit 3
        tidepool: --request: expected a number up to 331, there are no more requests
    "#]]
    .assert_eq(&run("100000"));
    expect![[r#"
        exit 3
        tidepool: --request: no request has failed
    "#]]
    .assert_eq(&run("failed"));
    let csv = ["run", "isolate", "--request", "slowest", "--format", "csv"];
    expect![[r#"
        exit 3
        tidepool: --request: its formats are `text` and `json`
    "#]]
    .assert_eq(&tidepool(&csv, "none", ""));
}

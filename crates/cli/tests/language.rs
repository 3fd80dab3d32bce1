//! The page on the language (`content/*/language.md`) is true: every line of its tables is tried.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tidepool_go_check::{check, check_everything};
use tidepool_scenario::Scenario;

/// The tables of the page in order, each without its head; cells are Markdown.
fn tables(lang: &str) -> Vec<Vec<Vec<String>>> {
    let mut tables = Vec::new();
    let mut open: Vec<Vec<String>> = Vec::new();
    for line in page(lang).lines().chain([""]) {
        match line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) {
            Some(row) => open.push(row.split('|').map(|cell| cell.trim().to_owned()).collect()),
            None if open.is_empty() => {}
            None => tables.push(open.drain(..).skip(2).collect()),
        }
    }
    tables
}

fn page(lang: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../content/{lang}/language.md"));
    fs::read_to_string(path).expect("the page can be read")
}

/// Refusals, packages, names left out, other answers, limits.
fn english() -> [Vec<Vec<String>>; 5] {
    tables("en").try_into().expect("five tables")
}

/// What stands between backticks.
fn codes(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// A program with these declarations and the imports that they need.
fn program(declarations: &str) -> String {
    let paths = ["fmt", "net/http", "os", "runtime", "runtime/debug", "testing", "time"];
    let named = |path: &&str| {
        let name = format!("{}.", path.rsplit('/').next().unwrap_or(path));
        declarations.split(|c: char| !c.is_alphanumeric() && c != '.').any(|word| word.starts_with(&name))
    };
    let imports: String =
        paths.iter().filter(|path| named(path)).map(|p| format!("import {p:?}\n")).collect();
    format!("package main\n{imports}{declarations}\n")
}

/// Exit code, standard output and standard error of `tidepool go run` with a program.
fn run(text: &str, options: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("main.go"), text).expect("a temporary file can be written");
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    let command = command.args(["go", "run", "main.go"]).args(options).current_dir(folder.path());
    let output = command.output().expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// What the checker says of a program, messages only.
fn findings(text: &str) -> Vec<String> {
    let checked = check(&[("main.go".into(), text.into())]);
    checked.diagnostics.into_iter().map(|found| found.message).collect()
}

#[test]
fn both_languages_have_the_same_tables() {
    // In Chinese, thousands are not parted by commas.
    let digits = |cell: &str| cell.chars().filter(char::is_ascii_digit).collect::<String>();
    let exact = |cell: &String| (codes(cell).join(" "), digits(cell));
    let exact_of = |lang| -> Vec<Vec<Vec<_>>> {
        let rows =
            |table: Vec<Vec<String>>| table.iter().map(|row| row.iter().map(exact).collect()).collect();
        tables(lang).into_iter().map(rows).collect()
    };
    assert_eq!(exact_of("en"), exact_of("zh"));
}

#[test]
fn what_is_refused_is_refused_in_these_words() {
    let [refusals, ..] = english();
    for row in refusals {
        let (code, message) = (codes(&row[0])[0], codes(&row[1])[0]);
        let text = match code.split_once(' ') {
            Some(("import", _)) => format!("package main\n{code}\nfunc main() {{}}\n"),
            Some(("func" | "var", _)) => program(&format!("type List[T any] []T\n{code}\nfunc main() {{}}")),
            _ => program(&format!("func main() {{ _ = {code} }}")),
        };
        let (exit, out, err) = run(&text, &[]);
        let found = err.strip_prefix("main.go:").and_then(|rest| rest.splitn(3, ':').nth(2));
        let found = found.and_then(|rest| rest.lines().next()).unwrap_or(&err).trim();
        assert_eq!((exit, out.as_str(), found), (3, "", message), "{code}");
    }
}

#[test]
fn packages_are_there_as_far_as_the_page_says() {
    let [_, packages, ..] = english();
    let named = |row: usize| -> Vec<&str> { codes(&packages[row][1]) };
    let (all, few, part, own) = (named(0), named(1), named(2), named(3));
    for (path, left_out) in tidepool_go_std::present() {
        let group = match left_out.len() {
            _ if own.contains(&path) => &own,
            0 => &all,
            n if n <= 12 && part.iter().all(|other| *other != path) => &few,
            _ => &part,
        };
        assert!(group.contains(&path), "{path} leaves out {left_out:?}");
    }
    let mut listed: Vec<&str> = [all, few, part, own].concat();
    let imports: String = listed.iter().map(|path| format!("import _ {path:?}\n")).collect();
    assert_eq!(findings(&format!("package main\n{imports}func main() {{}}\n")), [""; 0]);
    listed.sort_unstable();
    listed.dedup();
    assert_eq!(listed.len(), tidepool_go_std::present().len());
}

#[test]
fn packages_that_are_missing_are_refused() {
    let absent = tidepool_go_std::absent();
    for path in &absent {
        let text = format!("package main\nimport {path:?}\nfunc main() {{}}\n");
        assert_eq!(findings(&text), [format!("package {path} is not supported")]);
    }
    for lang in ["en", "zh"] {
        let text = page(lang);
        let after = text.split("tidepool/lab").nth(1).expect("the table of packages");
        let named = codes(after.split("\n\n").nth(1).expect("what follows it"));
        assert!(named.len() > 5 && named.iter().all(|path| absent.contains(path)), "{named:?}");
    }
}

#[test]
fn names_that_are_left_out_are_refused() {
    let [_, _, names, ..] = english();
    for row in names {
        let path = codes(&row[0])[0];
        for name in codes(&row[1]) {
            let text = format!("package main\nimport {path:?}\nfunc main() {{ _ = {name} }}\n");
            assert_eq!(findings(&text), [format!("{name} is not supported")]);
        }
    }
}

/// `packages.txt` leaves out what is not there, and nothing that is.
#[test]
fn the_list_of_names_is_true() {
    for (path, names) in tidepool_go_std::present() {
        let names: Vec<&str> = names.into_iter().filter(|name| *name != "…").collect();
        let uses: String = names.iter().map(|name| format!("var _ = p.{name}\n")).collect();
        let text = format!("package main\nimport p {path:?}\n{uses}func main() {{}}\n");
        let std = |path: &str| {
            let files = tidepool_go_std::files(path)?;
            Some(files.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect())
        };
        let checked = check_everything(&[("main.go".into(), text)], &std);
        let refused = checked.diagnostics.iter().filter(|found| found.message.ends_with(" is not supported"));
        assert_eq!(refused.count(), names.len(), "{path}: {:?}", checked.diagnostics);
    }
}

#[test]
fn other_answers_are_as_shown() {
    let [_, _, _, answers, _] = english();
    for row in answers {
        let (expression, answer) = (codes(&row[0])[0], codes(&row[1])[0]);
        let (exit, out, err) = run(&program(&format!("func main() {{ fmt.Println({expression}) }}")), &[]);
        assert_eq!((exit, out.trim_end(), err.as_str()), (0, answer, ""), "{expression}");
    }
}

#[test]
fn limits_are_as_shown() {
    let [.., rows] = english();
    let limits = tidepool_sim::config().limits;
    let number =
        |cell: &str| cell.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
    let default = |option: &str| {
        let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
        let output = command.args(["go", "run", "--help"]).output().expect("it starts");
        let help = String::from_utf8(output.stdout).expect("text");
        let (_, after) = help.split_once(option).expect("there is such an option");
        let (_, default) = after.split_once("[default: ").expect("it has a default");
        default.split(']').next().unwrap_or_default().to_owned()
    };
    let known = [
        ("steps", limits.steps),
        ("virtual time", 1),
        ("goroutines", limits.goroutines as u64),
        ("memory", limits.heap_bytes >> 30),
        ("output", limits.output_bytes >> 20),
        ("stack", (u64::from(limits.stack_slots) * 16) >> 20),
        ("descriptors", Scenario::program("main.go").server.files.into()),
    ];
    let shown: Vec<(&str, u64)> = rows.iter().map(|row| (row[0].as_str(), number(&row[1]))).collect();
    assert_eq!(shown, known);
    assert_eq!(default("--step-limit"), limits.steps.to_string());
    assert_eq!(default("--time-limit"), "1h");
    assert_eq!(default("--procs"), "1");
    for (option, value, limit) in [("--step-limit", "9", "steps"), ("--time-limit", "1ms", "virtual time")] {
        let text = program("func main() { fmt.Println(); time.Sleep(time.Second) }");
        let (exit, _, err) = run(&text, &[option, value]);
        assert_eq!(exit, 4);
        assert!(err.starts_with(&format!("tidepool: stopped by the limit on {limit}: ")), "{err}");
    }
}

/// What the text says beside the tables.
#[test]
fn the_prose_is_true() {
    let reflection = "package main
import (\"fmt\"; \"reflect\")
type T struct{}
func (T) String() string { return \"\" }
func (T) Own() {}
func main() {
	T{}.Own()
	fmt.Println(reflect.TypeFor[T]().NumMethod())
	defer func() { fmt.Println(recover()) }()
	reflect.SliceOf(reflect.TypeFor[complex64]())
}";
    let (_, out, _) = run(reflection, &[]);
    assert_eq!(out, "1\nreflect: the program has no type []complex64\n");
    let files = "func main() { for _, name := range []string{\"/tmp\", \"/home/gopher\", \"/dev/null\"} { \
                 _, err := os.Stat(name); fmt.Println(err) } }";
    assert_eq!(run(&program(files), &[]).1, "<nil>\n".repeat(3));
    let race = "func main() { n := 0; for range 100 { go func() { for range 10000 { n++ } }() }; \
                time.Sleep(time.Second); fmt.Println(n, runtime.NumCPU()) }";
    let twice = [0, 1].map(|_| run(&program(race), &["--procs", "4"]).1);
    assert_eq!(twice[0], twice[1]);
    assert!(twice[0].ends_with(" 4\n"));
    let chance = "package main\nimport \"crypto/rand\"\nfunc main() { println(rand.Text()) }";
    assert_eq!(run(chance, &["--seed", "2"]), run(chance, &["--seed", "2"]));
    assert_ne!(run(chance, &["--seed", "2"]), run(chance, &["--seed", "3"]));
    assert_eq!(run("package main\n//go:nosplit\nfunc main() {}", &[]).0, 0);
    let (exit, _, trace) = run("package main\nfunc main() { panic(1) }", &[]);
    assert!(exit == 2 && trace.contains("\n\tmain.go:2 +0x"), "{trace}");
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/go");
    let folders = fs::read_dir(programs).expect("the programs").flatten().map(|folder| folder.path());
    let folders = folders.filter(|folder| folder.is_dir() && !folder.ends_with("limits"));
    let outputs = folders.flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
    let outputs = outputs.filter(|file| file.path().extension().is_some_and(|e| e == "out"));
    assert!(outputs.count() > 200, "the page says so");
}

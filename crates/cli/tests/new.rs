//! A scenario of one's own: it runs as it is begun, and its schema knows what is in it.

use std::fs;

use assert_cmd::Command;
use jsonschema::Validator;
use serde_json::Value;

fn tidepool() -> Command {
    Command::cargo_bin("tidepool").expect("the binary is built for its tests")
}

#[test]
fn what_is_begun_runs_and_can_fail() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |arguments: &[&str]| {
        let mut command = tidepool();
        command.args(arguments).current_dir(folder.path()).assert()
    };
    at(&["new", "my-shop"]).success().stdout("my-shop.toml and my-shop.go; now: tidepool run my-shop.toml\n");
    at(&["run", "my-shop.toml"]).success();
    at(&["run", "my-shop.toml", "--set", "pool=1"]).success();
    let [file, smaller] = ["my-shop.toml", "smaller.toml"].map(|name| folder.path().join(name));
    let text = fs::read_to_string(file).expect("it was written");
    fs::write(smaller, text.replace("default = 10", "default = 1")).expect("a temporary file can be written");
    at(&["run", "smaller.toml"]).code(1);
    at(&["go", "check", "my-shop.go"]).success();
    // What is there is not written over.
    fs::write(folder.path().join("other.go"), "mine").expect("a temporary file can be written");
    let refused = at(&["new", "other"]).code(3).get_output().stderr.clone();
    assert_eq!(
        String::from_utf8_lossy(&refused),
        "tidepool: other.go is there already; nothing was written\n"
    );
    assert!(!folder.path().join("other.toml").exists());
    at(&["new", "no spaces"]).code(3);
    at(&["new", "none/shop"]).code(3);
}

fn schema() -> Validator {
    let text = tidepool().arg("schema").assert().success().get_output().stdout.clone();
    jsonschema::validator_for(&serde_json::from_slice(&text).expect("JSON")).expect("a schema")
}

/// TOML as JSON.
fn document(text: &str) -> Value {
    let value: toml::Value = toml::from_str(text).expect("TOML");
    serde_json::to_value(value).expect("dates are not in scenarios")
}

#[test]
fn the_schema_takes_every_scenario_of_the_book() {
    let schema = schema();
    for (name, text) in &tidepool_content::library().scenarios {
        let faults: Vec<String> =
            schema.iter_errors(&document(text)).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{name}: {}", faults.join("\n"));
    }
    assert!(schema.is_valid(&document(include_str!("../src/new/template.toml"))));
}

#[test]
fn the_schema_refuses_what_no_scenario_has() {
    let schema = schema();
    let begun = include_str!("../src/new/template.toml");
    for (from, to) in [
        ("rate = 150.0", "rait = 150.0"),
        ("kind = \"open\"", "kind = \"opened\""),
        ("procs = 2", "procs = \"two\""),
        ("listing = \"NAME.go\"\n", ""),
        ("min = 1\n", "least = 1\n"),
    ] {
        let wrong = begun.replacen(from, to, 1);
        assert!(wrong != begun && !schema.is_valid(&document(&wrong)), "{from} as {to}");
    }
}

/// Whoever works on the book edits a listing and runs its scenario: what runs is the file.
#[test]
fn a_listing_is_found_where_the_book_has_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a temporary folder can be made");
        fs::write(path, text).expect("a temporary file can be written");
    };
    let scenario = tidepool_content::library().scenarios["rows"].clone();
    write("scenarios/rows.toml", &scenario);
    write("go/ch4/rows-early-break.go", "package main\n\nfunc main() { println(\"edited\") }\n");
    let mut command = tidepool();
    command.args(["run", "scenarios/rows.toml"]).current_dir(folder.path());
    let output = command.output().expect("it starts");
    assert!(String::from_utf8_lossy(&output.stderr).contains("edited"));
}

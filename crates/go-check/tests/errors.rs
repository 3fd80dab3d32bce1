//! Wrong programs (`tests/go/errors`) and what Go's compiler says of them, word for word.

use std::fmt::Write;
use std::path::Path;

use tidepool_go_syntax::diag::{Diagnostic, render_all};

/// Findings without our own hints.
fn findings(text: &str) -> String {
    let checked = tidepool_go_check::check(&[("main.go".into(), text.into())]);
    let bare: Vec<Diagnostic> =
        checked.diagnostics.iter().map(|found| Diagnostic { hint: None, ..found.clone() }).collect();
    render_all(&bare, &checked.sources)
}

#[test]
fn errors_are_those_of_the_go_compiler() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/go/errors");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of wrong programs")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "go"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut report = String::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a readable program");
        let expected = std::fs::read_to_string(path.with_extension("out")).expect("recorded output");
        let got = findings(&text);
        if got != expected {
            let name = path.file_stem().unwrap_or_default().display();
            let _ = writeln!(report, "== {name}\n{}", difference(&expected, &got));
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// Lines that only one of the texts has.
fn difference(expected: &str, got: &str) -> String {
    let only = |a: &str, b: &str, sign: &str| {
        a.lines()
            .filter(|line| !b.lines().any(|other| other == *line))
            .fold(String::new(), |text, line| text + sign + line + "\n")
    };
    only(expected, got, "want ") + &only(got, expected, "have ")
}

//! The commands in the READMEs, and on the page of the book about the command line, print what is said there.
//!
//! A line `…` stands for any lines, `…` in a line for any text. A Go block whose first line is a comment with a file
//! name is that file.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

/// The code blocks of a Markdown text: language and lines.
fn blocks(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, Vec<&str>)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language, Vec::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, lines)), None) => lines.push(line),
            (None, None) => {}
        }
    }
    blocks
}

/// Whether `text` is `pattern`, in which `…` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('…') {
        None => pattern == text,
        Some((before, rest)) => text.strip_prefix(before).is_some_and(|text| {
            let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.any(|at| fits(rest, &text[at..]))
        }),
    }
}

/// Whether the lines found are those wanted, in which a line `…` stands for any lines.
fn all_fit(wanted: &[&str], found: &[&str]) -> bool {
    match wanted.split_first() {
        None => found.is_empty(),
        Some((&"…", rest)) => (0..=found.len()).any(|skipped| all_fit(rest, &found[skipped..])),
        Some((first, rest)) => {
            found.split_first().is_some_and(|(line, found)| fits(first, line) && all_fit(rest, found))
        }
    }
}

/// Runs a block of `$ tidepool …` and its output in `folder`.
fn check_console(lines: &[&str], folder: &Path) {
    let (command, wanted) = lines.split_first().expect("a console block is not empty");
    let arguments =
        command.strip_prefix("$ tidepool ").unwrap_or_else(|| panic!("not one of ours: {command}"));
    let mut tidepool = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    let output = tidepool.args(arguments.split(' ')).current_dir(folder).output().expect("it starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let found: Vec<&str> = text.lines().collect();
    assert!(all_fit(wanted, &found), "`{command}` should print\n{}\nand prints\n{text}", wanted.join("\n"));
}

#[test]
fn commands_print_what_the_readme_says() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut commands = 0;
    // The Chinese one uses the files of the English one.
    for readme in ["README.md", "README.zh.md", "content/en/headless.md", "content/zh/headless.md"] {
        let text = fs::read_to_string(top.join(readme)).expect("it can be read");
        for (language, lines) in blocks(&text) {
            if language == "console" {
                check_console(&lines, folder.path());
                commands += 1;
            } else if let Some(name) = lines.first().and_then(|line| line.strip_prefix("// "))
                && language == "go"
            {
                fs::write(folder.path().join(name), lines.join("\n") + "\n").expect("it can be written");
            }
        }
    }
    assert_eq!(commands, 6, "each README has two commands, each page one");
}

#[test]
fn an_ellipsis_stands_for_anything_and_nothing_else_does() {
    assert!(all_fit(&["a", "…", "d"], &["a", "b", "c", "d"]));
    assert!(all_fit(&["trace … (…)"], &["trace 1f (6 records)"]));
    assert!(!all_fit(&["a", "…"], &["b"]));
    assert!(!all_fit(&["a"], &["a", "b"]));
    assert!(!all_fit(&["1…0"], &["11"]));
}

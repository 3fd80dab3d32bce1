//! Rules for single files.

use super::Fault;

/// A module longer than this wants to be two.
const MAX_LINES: usize = 450;

/// A larger file makes every clone slower for good.
const MAX_BYTES: usize = 600 * 1024;

/// Marks of unfinished work. Written in two parts, or they would find themselves.
const MARKS: [&str; 5] = [
    concat!("TO", "DO:"),
    concat!("// TO", "DO"),
    concat!("FIX", "ME"),
    concat!("to", "do!("),
    concat!("db", "g!("),
];

/// Files of these kinds are text of ours; recorded outputs are kept as they were.
const TEXTS: [&str; 12] = ["rs", "toml", "md", "js", "css", "html", "svg", "go", "mod", "sh", "yml", "json"];

/// Checks one file, named by its path from the top.
pub fn check(file: &str, bytes: &[u8]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if bytes.len() > MAX_BYTES && file != "Cargo.lock" {
        faults.push(Fault::new(
            file,
            format!("is {} KB, the limit is {}", bytes.len() / 1024, MAX_BYTES / 1024),
        ));
    }
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !TEXTS.contains(&extension) {
        return faults;
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        faults.push(Fault::new(file, "is not UTF-8"));
        return faults;
    };
    check_lines(file, text, &mut faults);
    if !text.is_empty() && !text.ends_with('\n') {
        faults.push(Fault::new(file, "ends without a newline"));
    }
    if extension == "rs" {
        check_module(file, text, &mut faults);
    }
    faults
}

fn check_lines(file: &str, text: &str, faults: &mut Vec<Fault>) {
    for (index, line) in text.lines().enumerate() {
        let place = || format!("{file}:{}", index + 1);
        if line.ends_with([' ', '\t']) {
            faults.push(Fault::new(place(), "trailing whitespace"));
        }
        // Go has a function of that name, with a comment that starts with it.
        let marks = MARKS.iter().filter(|mark| !(file.ends_with(".go") && mark.starts_with("//")));
        for mark in marks.filter(|mark| line.contains(**mark)) {
            faults.push(Fault::new(
                place(),
                format!("`{mark}`: finish it, or file an issue and take the mark away"),
            ));
        }
    }
}

fn check_module(file: &str, text: &str, faults: &mut Vec<Fault>) {
    let lines = text.lines().count();
    if lines > MAX_LINES {
        faults.push(Fault::new(file, format!("has {lines} lines, the limit is {MAX_LINES}: split it")));
    }
    let first = text.lines().find(|line| !line.is_empty() && !line.starts_with("#!["));
    if !first.is_some_and(|line| line.starts_with("//! ")) {
        faults.push(Fault::new(file, "has no `//!` line that says what the module is for"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(file: &str, text: &str) -> Vec<String> {
        check(file, text.as_bytes()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_good_module_passes() {
        assert!(faults("a.rs", "#![no_std]\n\n//! What it is for.\n\nfn f() {}\n").is_empty());
    }

    #[test]
    fn each_rule_finds_its_fault() {
        assert_eq!(
            faults("a.rs", "fn f() {}\n"),
            ["a.rs: has no `//!` line that says what the module is for"]
        );
        assert_eq!(faults("a.md", "x \ny\n"), ["a.md:1: trailing whitespace"]);
        assert_eq!(faults("a.md", "x"), ["a.md: ends without a newline"]);
        assert_eq!(faults("a.rs", &format!("//! M.\n{}", "\n".repeat(450))).len(), 1);
        assert_eq!(faults("a.png", &"x".repeat(600 * 1024 + 1)), ["a.png: is 600 KB, the limit is 600"]);
        assert_eq!(check("a.css", b"\xff\n"), [Fault::new("a.css", "is not UTF-8")]);
    }

    #[test]
    fn marks_are_found_but_not_the_go_function() {
        let mark = MARKS[1];
        assert_eq!(faults("a.js", &format!("f(); {mark} later\n")).len(), 1);
        assert!(faults("context.go", &format!("{mark} returns an empty context\n")).is_empty());
        assert!(faults("main.go", "ctx := context.TODO()\n").is_empty());
    }
}

//! Deep nesting of every kind ends in a diagnostic, never in a stack overflow, with a stack of 1 MiB.

use tidepool_go_syntax::parser::MAX_DEPTH;
use tidepool_go_syntax::{FileId, dump, highlight, parse_file};

/// Parses, dumps and drops `prefix`, `open` many times, `middle`, `close` as many times; expects one complaint.
fn check(prefix: &str, open: &str, middle: &str, close: &str) {
    let count = 10_000;
    let text = format!("package p\n{prefix}{}{middle}{}\n", open.repeat(count), close.repeat(count));
    let run = move || {
        let parsed = parse_file(FileId(0), &text, 0);
        assert!(!dump(&parsed.file).is_empty());
        assert!(!highlight(&text).is_empty());
        parsed.diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect::<Vec<_>>()
    };
    let messages = std::thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(run)
        .expect("a thread")
        .join()
        .expect("no overflow");
    assert_eq!(messages, [format!("nesting too deep (limit {MAX_DEPTH})")], "{prefix}{open}");
}

#[test]
fn expressions() {
    check("var x = ", "(", "1", ")");
    check("var x = ", "!", "1", "");
    check("var x = ", "<-", "c", "");
    check("var x = ", "f(", "", ")");
    check("var x = ", "a[", "0", "]");
    check("var x = ", "T{", "", "}");
    check("var x = T{", "{", "", "}");
    check("var x = ", "func() {\n", "", "}");
}

#[test]
fn chains() {
    check("var x = 1", "==1", "", "");
    check("var x = f", "()", "", "");
    check("var x = f", ".a", "", "");
    check("var x = f", "[0]", "", "");
    check("func f() {\nif x {\n}", " else if x {\n}", "", "");
    check("func f() {\n", "a: ", "", "");
}

#[test]
fn chains_of_operators_may_be_long() {
    let text =
        format!("package p\nvar x = 1{}\nvar y = a{}", "+1*2".repeat(20_000), "&&b || c".repeat(20_000));
    let run = move || {
        let parsed = parse_file(FileId(0), &text, 0);
        assert!(parsed.diagnostics.is_empty());
        dump(&parsed.file).len()
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(run).expect("a thread");
    assert!(thread.join().expect("no overflow") > 100_000);
}

#[test]
fn types() {
    check("var x ", "[]", "int", "");
    check("var x ", "*", "int", "");
    check("var x ", "map[", "int", "]int");
    check("var x ", "T[", "int", "]");
    check("var x ", "func(a ", "int", ")");
    check("var x ", "struct { a ", "int", "}");
    check("var x ", "interface { m() ", "int", "}");
    check("type T[P ", "interface{ A[", "", "");
}

#[test]
fn statements() {
    check("func f() {", "{", "", "}");
    check("func f() {", "if x {\n", "", "}");
    check("func f() {", "for range x {\n", "", "}");
    check("func f() {", "switch x {\ncase 1:\n", "", "}");
    check("func f() {", "select {\ncase <-c:\n", "", "}");
    check("func f() {", "x = func() {\n if x { for { switch x := func() {", "", "");
}

#[test]
fn the_limit_is_on_nesting_not_on_length() {
    let mut text = String::from("package p\nfunc f() {\n");
    for _ in 0..2000 {
        text.push_str("\tx = ((a + b) + c)\n\tif x { y() }\n");
    }
    text.push('}');
    assert!(parse_file(FileId(0), &text, 0).diagnostics.is_empty());
}

//! Whatever the text: a tree, diagnostics with places inside the text, and no panic.

use proptest::prelude::*;
use tidepool_go_syntax::ast::StmtKind;
use tidepool_go_syntax::diag::render_all;
use tidepool_go_syntax::{FileId, SourceMap, dump, dump_tokens, highlight, parse_file};

const SAMPLE: &str = r#"package main

import (
	"context"
	"fmt"
)

type Pool[T any] struct {
	mu   sync.Mutex
	free []*T `json:"free"`
}

const (
	A = iota
	B
)

func (p *Pool[T]) Get(ctx context.Context, rest ...int) (conn *T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
loop:
	for i, v := range rest[1:2:3] {
		switch x := v.(type) {
		case int, string:
			continue loop
		default:
			go func(n int) { p.c <- n * 2 }(x)
		}
	}
	select {
	case v, ok := <-p.c:
		return &v, nil
	case <-ctx.Done():
		m := map[string][]int{"a": {1, 0x2F, 'c'}, `b`: nil}
		m["a"][0] += 1 << 3 &^ 4
	}
	return nil, ctx.Err()
}
"#;

fn check(text: &str) {
    let mut sources = SourceMap::new();
    let file = sources.add("a.go", text);
    let parsed = parse_file(file, text, 7);
    for diagnostic in &parsed.diagnostics {
        let span = diagnostic.span;
        assert!(span.start <= span.end && span.end as usize <= text.len(), "{diagnostic:?}");
        let message = &diagnostic.message;
        assert!(!message.is_empty() && !message.contains('\n'), "{message:?}");
    }
    assert!(parsed.next_expr_id >= 7);
    let lines = render_all(&parsed.diagnostics, &sources).lines().count();
    assert!(lines <= 2 * 10 + 1);
    let _ = (dump(&parsed.file), dump_tokens(text));
    let mut at = 0;
    for (range, _) in highlight(text) {
        assert!(range.start >= at && text.get(range.clone()).is_some());
        at = range.end;
    }
}

/// Words that Go texts are made of, so that random texts get past the first line.
fn word() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "func",
        "if",
        "for",
        "range",
        "switch",
        "select",
        "case",
        "default",
        "go",
        "defer",
        "return",
        "type",
        "struct",
        "interface",
        "map",
        "chan",
        "var",
        "const",
        "import",
        "package",
        "break",
        "continue",
        "goto",
        "fallthrough",
        "else",
        "x",
        "y",
        "T",
        "f",
        "_",
        "1",
        "0x",
        "1.5",
        "'a'",
        "\"s\"",
        "`r`",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ";",
        ":",
        ":=",
        "=",
        "+=",
        "...",
        ".",
        "<-",
        "*",
        "&",
        "+",
        "-",
        "!",
        "~",
        "|",
        "<<",
        "==",
        "++",
        "\n",
        "\n",
        " ",
        "// c\n",
        "/* c */",
        "func f(",
        "x := ",
        "T{",
        "L:",
        ".(type)",
    ])
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,200}") {
        check(&text);
        check(&format!("package p\n{text}"));
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn words_of_go(words in proptest::collection::vec(word(), 0..120), inside in any::<bool>()) {
        let text = words.join(" ");
        check(&format!("package p\n{}{text}", if inside { "func f() {\n" } else { "" }));
    }

    #[test]
    fn a_sample_cut_short(end in 0..SAMPLE.len()) {
        check(&SAMPLE[..end]);
    }

    #[test]
    fn a_sample_with_parts_replaced(
        edits in proptest::collection::vec((0..SAMPLE.len(), 0usize..12, word()), 1..6),
    ) {
        let mut text = SAMPLE.to_string();
        for (at, length, word) in edits {
            let at = at.min(text.len());
            let end = (at + length).min(text.len());
            text.replace_range(at..end, word);
        }
        check(&text);
    }

    /// Spans nest: every statement of a body lies within it, in order.
    #[test]
    fn statements_lie_in_their_block(names in proptest::collection::vec("[a-e]{1,3}", 1..20)) {
        let body: String = names.iter().map(|name| format!("\t{name} = {name}({name})\n")).collect();
        let text = format!("package p\nfunc f() {{\n{body}}}\n");
        let parsed = parse_file(FileId(0), &text, 0);
        prop_assert!(parsed.is_ok());
        let Some(tidepool_go_syntax::ast::DeclKind::Func(func)) = parsed.file.decls.first().map(|decl| &decl.kind) else {
            return Err(TestCaseError::fail("a function"));
        };
        let block = func.body.as_ref().ok_or_else(|| TestCaseError::fail("a body"))?;
        let mut at = block.span.start;
        for (stmt, name) in block.stmts.iter().zip(&names) {
            prop_assert!(stmt.span.start > at && stmt.span.end < block.span.end);
            prop_assert_eq!(stmt.span.text(&text), format!("{name} = {name}({name})"));
            let is_assignment = matches!(stmt.kind, StmtKind::Assign { .. });
            prop_assert!(is_assignment);
            at = stmt.span.end;
        }
        prop_assert_eq!(block.stmts.len(), names.len());
    }
}

#[test]
fn the_sample_is_correct() {
    assert!(parse_file(FileId(0), SAMPLE, 0).is_ok());
}

//! Diagnostics of wrong texts: words and places are those of Go's compiler unless a comment says otherwise.

use expect_test::{Expect, expect};
use tidepool_go_syntax::diag::render_all;
use tidepool_go_syntax::{SourceMap, parse_file};

/// Parses a whole file, its package clause put in front on a line of its own.
fn check(text: &str, expect: Expect) {
    check_file(&format!("package p\n{text}"), expect);
}

fn check_file(text: &str, expect: Expect) {
    let mut sources = SourceMap::new();
    let file = sources.add("a.go", text);
    let parsed = parse_file(file, text, 0);
    expect.assert_eq(&render_all(&parsed.diagnostics, &sources));
}

/// Parses statements in a function body that starts on line 3.
fn check_body(text: &str, expect: Expect) {
    check(&format!("func f() {{\n{text}\n}}"), expect);
}

#[test]
fn literals() {
    check_body(
        "\tx := \"abc\n\ty := 'ab'\n\tz := `abc",
        expect![[r#"
        a.go:3:11: newline in string
        a.go:4:7: more than one character in rune literal
        a.go:5:7: string not terminated
    "#]],
    );
    check_body(
        "\tx := a @ b\n\ty := 089",
        expect![[r#"
        a.go:3:9: invalid character U+0040 '@'
        a.go:3:11: syntax error: unexpected name b at end of statement
        a.go:4:8: invalid digit '8' in octal literal
    "#]],
    );
    check(
        "/* abc\nfunc f() {}",
        expect![[r#"
        a.go:2:1: comment not terminated
    "#]],
    );
}

#[test]
fn jumps() {
    check_body(
        "\tbreak\n\tcontinue\n\tfallthrough\nL:\n\tfor {\n\t\tbreak M\n\t\tcontinue L\n\t}\n\tgoto N\n\tgoto O\n\t{\n\tO:\n\t}",
        expect![[r#"
            a.go:3:2: break is not in a loop, switch, or select
            a.go:4:2: continue is not in a loop
            a.go:5:2: fallthrough statement out of place
            a.go:8:9: break label not defined: M
            a.go:11:7: label N not defined
            a.go:12:7: goto O jumps into block starting at <this file>:13:2
        "#]],
    );
    check_body(
        "\tgoto P\n\tx := 1\nP:\n\t_ = x\nQ:\n\t{ break Q }\nR:\nR:",
        expect![[r#"
            a.go:3:7: goto P jumps over declaration of x at <this file>:4:4
            a.go:8:10: invalid break label Q
            a.go:9:1: label R defined and not used
            a.go:10:1: label R already defined at <this file>:9:1
        "#]],
    );
    check_body(
        "S:\n\tswitch {\n\tcase true:\n\t\tcontinue S\n\t}\n\tif true { fallthrough }",
        expect![[r#"
        a.go:6:12: invalid continue label S
        a.go:8:12: fallthrough statement out of place
    "#]],
    );
    check_body(
        "\tswitch x {\n\tcase 1:\n\t\tfallthrough\n\tcase 3:\n\t\tfallthrough\n\t}\n\tswitch x.(type) {\n\tcase int:\n\t\tfallthrough\n\tcase string:\n\t}",
        expect![[r#"
            a.go:7:3: cannot fallthrough final case in switch
            a.go:11:3: cannot fallthrough in type switch
        "#]],
    );
}

#[test]
fn many_errors_stop_after_ten() {
    check_body(
        &"\tx y\n".repeat(200),
        expect![[r#"
        a.go:3:4: syntax error: unexpected name y at end of statement
        a.go:4:4: syntax error: unexpected name y at end of statement
        a.go:5:4: syntax error: unexpected name y at end of statement
        a.go:6:4: syntax error: unexpected name y at end of statement
        a.go:7:4: syntax error: unexpected name y at end of statement
        a.go:8:4: syntax error: unexpected name y at end of statement
        a.go:9:4: syntax error: unexpected name y at end of statement
        a.go:10:4: syntax error: unexpected name y at end of statement
        a.go:11:4: syntax error: unexpected name y at end of statement
        a.go:12:4: syntax error: unexpected name y at end of statement
        too many errors
    "#]],
    );
}

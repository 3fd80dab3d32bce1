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
fn package_clause() {
    check_file(
        "",
        expect![[r#"
        a.go:1:1: syntax error: package statement must be first
    "#]],
    );
    check_file(
        "func main() {}",
        expect![[r#"
        a.go:1:1: syntax error: package statement must be first
    "#]],
    );
    check_file(
        "package\nfunc main() {}",
        expect![[r#"
        a.go:2:1: syntax error: unexpected keyword func, expected name
    "#]],
    );
    check_file(
        "package main func f() {}",
        expect![[r#"
        a.go:1:14: syntax error: unexpected keyword func, expected semicolon or newline
    "#]],
    );
    check_file(
        "package _",
        expect![[r#"
        a.go:1:9: invalid package name _
    "#]],
    );
}

#[test]
fn top_level() {
    check(
        "x := 1\nvar y = 2",
        expect![[r#"
        a.go:2:1: syntax error: non-declaration statement outside function body
    "#]],
    );
    check(
        "var x int y int",
        expect![[r#"
        a.go:2:11: syntax error: unexpected name y after top level declaration
    "#]],
    );
    check(
        "func f()\n{\n\tx := 1\n}",
        expect![[r#"
        a.go:3:1: syntax error: unexpected semicolon or newline before {
    "#]],
    );
    check(
        "import \"fmt\"\nvar x = 1\nimport \"os\"\nimport 1\nimport fmt",
        expect![[r#"
        a.go:4:1: syntax error: imports must appear before other declarations
        a.go:5:8: syntax error: import path must be a string
        a.go:6:11: syntax error: missing import path
    "#]],
    );
    check(
        "func (t T, u U) f() {}\nfunc () g() {}\nfunc (t T) {}\nfunc 1() {}",
        expect![[r#"
            a.go:2:17: method has multiple receivers
            a.go:3:9: method has no receiver
            a.go:4:12: syntax error: unexpected {, expected name
            a.go:5:6: syntax error: unexpected literal 1, expected name or (
        "#]],
    );
}

#[test]
fn a_missing_brace_is_reported_once() {
    // Go's compiler has no hint.
    check(
        "func f() {\n\tif x {\n\t\ty()\n}\n\nfunc g() {\n\tz()\n}\n\nfunc h() {}",
        expect![[r#"
            a.go:7:6: syntax error: unexpected name g, expected (
        "#]],
    );
    check(
        "func f() {\n\tfor {\n\t\tgo func() {\n\t\t}()\n}\n\nfunc (t *T) g() {\n}",
        expect![[r#"
            a.go:8:17: syntax error: unexpected { at end of statement
        "#]],
    );
    check(
        "func f() {\n\tx(",
        expect![[r#"
        a.go:3:4: syntax error: unexpected EOF, expected )
    "#]],
    );
    check(
        "func f(",
        expect![[r#"
        a.go:2:8: syntax error: unexpected EOF, expected )
    "#]],
    );
    check(
        "type T struct {",
        expect![[r#"
        a.go:2:16: syntax error: unexpected EOF, expected }
    "#]],
    );
}

#[test]
fn a_brace_too_many_is_reported_once() {
    check(
        "func f() {\n\tif x {\n\t}\n\t}\n\tgo func() {\n\t\tx()\n\t}()\n\treturn\n}\n\nfunc g() {}",
        expect![[r#"
            a.go:6:2: syntax error: non-declaration statement outside function body
            a.go:6:12: method has no receiver
            a.go:8:3: syntax error: unexpected ( after top level declaration
        "#]],
    );
}

#[test]
fn lists() {
    check_body(
        "\tfmt.Println(\"a\"",
        expect![[r#"
        a.go:3:17: syntax error: unexpected newline in argument list; possibly missing comma or )
    "#]],
    );
    check_body(
        "\tfmt.Println(\"a\" \"b\")",
        expect![[r#"
        a.go:3:18: syntax error: unexpected literal "b" in argument list; possibly missing comma or )
    "#]],
    );
    check_body(
        "\tfmt.Println(\n\t\t\"a\",\n\t\t\"b\"\n\t)",
        expect![[r#"
        a.go:5:6: syntax error: unexpected newline in argument list; possibly missing comma or )
    "#]],
    );
    check_body(
        "\tx := []int{\n\t\t1,\n\t\t2\n\t}",
        expect![[r#"
        a.go:5:4: syntax error: unexpected newline in composite literal; possibly missing comma or }
    "#]],
    );
    check_body(
        "\tfoo(a..., b)\n\tfoo(a, , b)\n\tfoo(,)",
        expect![[r#"
        a.go:3:12: syntax error: unexpected name b, expected )
        a.go:4:9: syntax error: unexpected comma, expected expression
        a.go:5:6: syntax error: unexpected comma, expected expression
    "#]],
    );
    check(
        "type T struct {\n\ta int,\n\tb int\n}",
        expect![[r#"
        a.go:3:7: syntax error: unexpected comma in struct type; possibly missing semicolon or newline or }
    "#]],
    );
}

#[test]
fn parameters() {
    check(
        "func f(a int, b) {}\nfunc h(a ...int, b int) {}\nfunc i() (a ...int) { return }\nfunc j(a int, []string) {}\n\
         func k(...) {}\nfunc l[T any, U](x T) {}\nfunc m[]() {}",
        expect![[r#"
            a.go:2:16: syntax error: missing parameter type
            a.go:3:10: can only use ... with final parameter
            a.go:4:13: invalid use of ...
            a.go:5:15: syntax error: missing parameter name
            a.go:6:11: syntax error: ... is missing type
            a.go:7:16: syntax error: missing type constraint
            a.go:8:8: syntax error: empty type parameter list
        "#]],
    );
    check(
        "type T interface {\n\tm[T any]()\n\tfunc x()\n}",
        expect![[r#"
            a.go:3:3: interface method must have no type parameters
            a.go:4:7: syntax error: unexpected name x, expected (
        "#]],
    );
}

#[test]
fn expressions() {
    check_body(
        "\tx := \n\ty := 5 5\n\tz = = 1\n\tw := a[]\n\tv := a[1:2:]\n\tu := a[::3]",
        expect![[r#"
            a.go:4:4: syntax error: unexpected := at end of statement
            a.go:5:6: syntax error: unexpected =, expected expression
            a.go:6:9: syntax error: unexpected ] at end of statement
            a.go:7:13: final index required in 3-index slice
            a.go:8:10: middle index required in 3-index slice
        "#]],
    );
    check_body(
        "\treturn x +",
        expect![[r#"
        a.go:4:1: syntax error: unexpected }, expected expression
    "#]],
    );
    check_body(
        "\tx = y ? 1 : 2",
        expect![[r#"
        a.go:3:8: invalid character U+003F '?'
        a.go:3:10: syntax error: unexpected literal 1 at end of statement
    "#]],
    );
    check_body(
        "\ty := (T){1}\n\tif x == T{1} {\n\t}",
        expect![[r#"
            a.go:3:10: syntax error: cannot parenthesize type in composite literal
            a.go:4:15: syntax error: unexpected { at end of statement
            a.go:6:1: syntax error: non-declaration statement outside function body
        "#]],
    );
}

#[test]
fn headers() {
    check_body(
        "\tif x = 1 {\n\t}\n\tif a+b = c*d {\n\t}\n\tif x := 1 {\n\t}",
        expect![[r#"
            a.go:3:7: syntax error: cannot use assignment x = 1 as value
            a.go:5:9: syntax error: cannot use assignment (a + b) = (c * d) as value
            a.go:7:7: syntax error: cannot use x := 1 as value
        "#]],
    );
    check_body(
        "\tif x\n\t{\n\t}",
        expect![[r#"
        a.go:3:6: syntax error: unexpected newline, expected { after if clause
    "#]],
    );
    check_body(
        "\tif x; {\n\t}\n\tif {\n\t}",
        expect![[r#"
        a.go:3:6: syntax error: missing condition in if statement
        a.go:5:5: syntax error: missing condition in if statement
    "#]],
    );
    check_body(
        "\tif x {\n\t}\n\telse {\n\t}",
        expect![[r#"
        a.go:5:2: syntax error: unexpected keyword else, expected }
    "#]],
    );
    check_body(
        "\tif x { } else y()",
        expect![[r#"
        a.go:3:16: syntax error: else must be followed by if or statement block
    "#]],
    );
    check_body(
        "\tfor i := 0; i < 10 {\n\t}\n\tfor i := 0; i < 10; i++\n\t{\n\t}",
        expect![[r#"
            a.go:3:21: syntax error: unexpected {, expected semicolon or newline
            a.go:4:2: syntax error: unexpected }, expected expression
            a.go:5:25: syntax error: unexpected newline, expected { after for clause
        "#]],
    );
    check_body(
        "\tfor var i = 0; i < 1; i++ {\n\t}\n\tfor i := 0; i < 9; j := 1 {\n\t}",
        expect![[r#"
        a.go:3:10: syntax error: var declaration not allowed in for initializer
        a.go:5:23: syntax error: cannot declare in post statement of for loop
    "#]],
    );
    check_body(
        "\twhile x {\n\t}\n\ttry {\n\t\tx()\n\t} catch (e) {\n\t}",
        expect![[r#"
            a.go:3:8: syntax error: unexpected name x at end of statement
            a.go:5:2: syntax error: non-declaration statement outside function body
        "#]],
    );
}

#[test]
fn messages_are_one_line() {
    check_body(
        "\tif x = f(1,\n\t\t2) {\n\t}\n\tx `a\nb`",
        expect![[r#"
        a.go:3:7: syntax error: cannot use assignment x = f(1, 2) as value
        a.go:6:4: syntax error: unexpected literal `a… at end of statement
    "#]],
    );
}

#[test]
fn statements() {
    check_body(
        "\tfoo bar\n\ta, b\n\tx++ + 1\n\ty := x++\n\t++x",
        expect![[r#"
        a.go:3:6: syntax error: unexpected name bar at end of statement
        a.go:4:6: syntax error: unexpected newline, expected := or = or comma
        a.go:5:6: syntax error: unexpected + at end of statement
        a.go:6:8: syntax error: unexpected ++ at end of statement
        a.go:7:2: syntax error: unexpected ++, expected }
    "#]],
    );
    check_body(
        "\tswitch x {\n\tcase 1\n\t\ty()\n\t}\n\tswitch x {\n\t\ty()\n\t}",
        expect![[r#"
        a.go:4:8: syntax error: unexpected newline, expected :
        a.go:8:3: syntax error: unexpected name y, expected case or default or }
        a.go:9:2: syntax error: unexpected }, expected :
    "#]],
    );
    check_body(
        "\tgo (f())\n\tfoo:\n\tcase",
        expect![[r#"
            a.go:3:5: expression in go must not be parenthesized
            a.go:4:5: syntax error: missing statement after label
            a.go:5:2: syntax error: unexpected keyword case, expected }
            a.go:6:1: syntax error: unexpected } after top level declaration
        "#]],
    );
    check_body(
        "\tvar ch chan\n\tvar m map[string\n\tvar a [",
        expect![[r#"
        a.go:4:2: syntax error: missing channel element type
        a.go:5:2: syntax error: unexpected keyword var, expected type
        a.go:6:1: syntax error: unexpected }, expected expression
    "#]],
    );
}

#[test]
fn rules_beyond_the_grammar() {
    check_body(
        "\tdefer x\n\tgo f",
        expect![[r#"
        a.go:3:8: expression in defer must be function call
        a.go:4:5: expression in go must be function call
    "#]],
    );
    check_body(
        "\ta.b := 1\n\tfor a.x := range y {}\n\tfor a, b, c := range y {}",
        expect![[r#"
            a.go:3:2: non-name a.b on left side of :=
            a.go:4:6: invalid syntax tree: cannot declare a.x
            a.go:5:12: range clause permits at most two iteration variables
        "#]],
    );
    check_body(
        "\tselect {\n\tcase x:\n\tcase x = 1:\n\tcase a, b, c := <-d:\n\tdefault:\n\tdefault:\n\t}",
        expect![[r#"
            a.go:4:7: select case must be send or receive (possibly with assignment)
            a.go:5:7: select case must be send or receive (possibly with assignment)
            a.go:6:18: assignment mismatch: 3 variables but 1 value
            a.go:8:2: multiple defaults (first at <this file>:7:2)
        "#]],
    );
    check_body(
        "\tx := y.(type)\n\tif x.(type) {}\n\tconst z\n\t_ = ~1",
        expect![[r#"
            a.go:3:7: invalid syntax tree: use of .(type) outside type switch
            a.go:4:5: invalid syntax tree: use of .(type) outside type switch
            a.go:5:8: missing init expr for z
            a.go:6:6: cannot use ~ outside of interface or type constraint (use ^ for bitwise complement)
        "#]],
    );
}

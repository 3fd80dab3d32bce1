//! What statements answer with.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use crate::mysql::select::columns;

fn check(statement: &str, want: Expect) {
    let mut out = String::new();
    for column in columns(statement) {
        let _ = writeln!(out, "{}: {:?}", column.name, column.kind);
    }
    want.assert_eq(&out);
}

#[test]
fn names_numbers_and_the_star() {
    check(
        "SELECT id, name FROM users",
        expect![[r#"
        id: RowNumber
        name: Text("name")
    "#]],
    );
    check(
        "select * from users where id = 1",
        expect![[r#"
        id: RowNumber
        name: Text("name")
        email: Text("email")
    "#]],
    );
    check(
        "SELECT 1",
        expect![[r#"
        1: Int(1)
    "#]],
    );
    check(
        "SELECT 1, 2.5, -3, 'x' FROM dual;",
        expect![[r#"
            1: Int(1)
            2.5: Float("2.5")
            -3: Int(-3)
            x: Text("x")
        "#]],
    );
}

#[test]
fn aliases_change_the_name_only() {
    check(
        "SELECT u.id AS user_id, name n, COUNT(*) AS total, `from` FROM users u",
        expect![[r#"
        user_id: RowNumber
        n: Text("name")
        total: Text("COUNT(*)")
        from: Text("from")
    "#]],
    );
}

#[test]
fn brackets_and_quotes_hide_commas_and_keywords() {
    check(
        "SELECT CONCAT(first, ', ', last) AS full, 'a from b', (SELECT id FROM x) sub FROM t",
        expect![[r#"
            full: Text("CONCAT(first, ', ', last)")
            a from b: Text("a from b")
            sub: Text("(SELECT id FROM x)")
        "#]],
    );
}

#[test]
fn what_is_no_select_has_no_columns() {
    check("INSERT INTO users (name) VALUES ('x')", expect![[""]]);
    check("selection", expect![[""]]);
    check("", expect![[""]]);
    check("SELECT", expect![[""]]);
    check("SELECT FROM users", expect![[""]]);
    check(
        "SELECT DISTINCT name FROM users",
        expect![[r#"
        name: Text("name")
    "#]],
    );
}

proptest! {
    #[test]
    fn any_text_is_read_without_fault(text in ".{0,60}") {
        columns(&text);
        columns(&format!("SELECT {text}"));
    }
}

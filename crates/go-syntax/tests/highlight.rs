//! Classes of the parts of a text.

use expect_test::{Expect, expect};
use tidepool_go_syntax::{Class, highlight};

/// Shows every part except operators as `text:class`, a line of text to a line.
fn check(text: &str, expect: Expect) {
    let mut out = String::new();
    let mut at = 0;
    for (range, class) in highlight(text) {
        assert!(range.start >= at, "in order, without overlap");
        if text[at..range.start].contains('\n') {
            out.push('\n');
        }
        at = range.end;
        if class != Class::Operator {
            out.push_str(&format!("{}:{} ", &text[range], class.as_str()));
        }
    }
    expect.assert_eq(&out.lines().map(|line| format!("{}\n", line.trim_end())).collect::<String>());
}

#[test]
fn a_whole_file() {
    check(
        "package main\n\nimport \"fmt\"\n\n// Pool holds.\ntype Pool struct {\n\tmu sync.Mutex\n\tfree []*Conn\n\tm map[string]Item\n}\n\n\
         func (p *Pool) Get(ctx context.Context, n int) (*Conn, error) {\n\tc := &Conn{id: 1}\n\tx := make(chan Item, n*size)\n\
         \tfmt.Println(len(x), 'a', 0x1F, nil)\n\tif c == d {\n\t}\n\treturn p.wait(ctx), err\n}\n\nfunc Map[T any, K comparable](s []T) { var k K }\n\
         type (\n\tA int\n\tB struct{ x A }\n)\nvar b B = B(a)",
        expect![[r#"
            package:keyword main:identifier
            import:keyword "fmt":string
            // Pool holds.:comment
            type:keyword Pool:type struct:keyword
            mu:identifier sync:identifier Mutex:type
            free:identifier Conn:identifier
            m:identifier map:keyword string:type Item:type

            func:keyword p:identifier Pool:type Get:function ctx:identifier context:identifier Context:type n:identifier int:type Conn:type error:type
            c:identifier Conn:type id:identifier 1:number
            x:identifier make:builtin chan:keyword Item:type n:identifier size:identifier
            fmt:identifier Println:function len:builtin x:identifier 'a':string 0x1F:number nil:builtin
            if:keyword c:identifier d:identifier

            return:keyword p:identifier wait:function ctx:identifier err:identifier

            func:keyword Map:function T:type any:type K:type comparable:type s:identifier T:type var:keyword k:identifier K:type
            type:keyword
            A:type int:type
            B:type struct:keyword x:identifier A:type

            var:keyword b:identifier B:type B:type a:identifier
        "#]],
    );
}

#[test]
fn text_being_typed() {
    check(
        "func f(",
        expect![[r#"
        func:keyword f:function
    "#]],
    );
    check(
        "x := \"abc",
        expect![[r#"
        x:identifier "abc:string
    "#]],
    );
    check(
        "/* not closed",
        expect![[r#"
        /* not closed:comment
    "#]],
    );
    check(
        "for _, 潮 := range 池 { defer rows.",
        expect![[r#"
        for:keyword _:identifier 潮:identifier range:keyword 池:identifier defer:keyword rows:identifier
    "#]],
    );
    check("", expect![""]);
}

#[test]
fn type_parameters_of_methods() {
    check(
        "func (l List[E]) Map[U any, V interface{ ~[]E; m() }](f func(E) U) Set[U] { var x V }\n\
         func f(x int) Set[U] {}",
        expect![[r#"
            func:keyword l:identifier List:type E:identifier Map:function U:type any:type V:type interface:keyword E:type m:function f:identifier func:keyword E:identifier U:type Set:type U:type var:keyword x:identifier V:type
            func:keyword f:function x:identifier int:type Set:type U:type
        "#]],
    );
}

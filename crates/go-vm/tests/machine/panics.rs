//! What a process prints when it dies, and what `recover` sees.

use expect_test::{Expect, expect};

use crate::run;

fn check(body: &str, want: Expect) {
    want.assert_eq(&run(
        "fmt errors runtime",
        &format!("var _ = errors.New\nvar _ = fmt.Sprint\nvar _ = runtime.GC\n{body}"),
    ));
}

#[test]
fn values_print_as_in_go() {
    let cases = [
        ("type T struct{ A int }", "T{1}"),
        ("", "errors.New(\"a\\nb\")"),
        ("type S int\nfunc (S) String() string { return \"text\" }", "S(3)"),
        ("type I int", "I(3)"),
        ("type S string", "S(\"a\")"),
        ("", "1.5"),
        ("", "nil"),
        ("", "1+2i"),
        ("", "uint64(1)<<63"),
    ];
    let mut out = String::new();
    for (decls, value) in cases {
        let text = run(
            "fmt errors",
            &format!("var _ = errors.New\nvar _ = fmt.Sprint\n{decls}\nfunc main() {{ panic({value}) }}"),
        );
        out.push_str(text.lines().nth(1).unwrap_or_default());
        out.push('\n');
    }
    expect![[r#"
        panic: (main.T) 0xc000001200
        panic: a
        panic: text
        panic: main.I(3)
        panic: main.S("a")
        panic: 1.5
        panic: runtime error: panic called with nil argument
        panic: (1+2i)
        panic: 9223372036854775808
    "#]]
    .assert_eq(&out);
}

#[test]
fn a_chain_of_panics_names_each() {
    check(
        "func main() {
    defer func() { recover(); panic(\"two\") }()
    panic(\"one\")
}",
        expect![[r#"
            --- stderr
            panic: one [recovered]
            	panic: two

            goroutine 1 [running]:
            main.main.func1()
            	main.go:9 +0x14
            panic({...})
            	/usr/local/go/src/runtime/panic.go:859 +0x125
            main.main()
            	main.go:10 +0x18
            --- exit 2
        "#]],
    );
}

#[test]
fn the_same_value_again_is_named_once() {
    check(
        "func main() {
    defer func() { panic(recover()) }()
    panic(\"one\")
}",
        expect![[r#"
            --- stderr
            panic: one [recovered, repanicked]

            goroutine 1 [running]:
            main.main.func1()
            	main.go:9 +0xc
            panic({...})
            	/usr/local/go/src/runtime/panic.go:859 +0x125
            main.main()
            	main.go:10 +0x18
            --- exit 2
        "#]],
    );
}

#[test]
fn a_nil_pointer_tells_of_a_signal() {
    check(
        "type T struct{ A int }
func get(t *T) int { return t.A }
func main() {
    go func() {}()
    get(nil)
}",
        expect![[r#"
            --- stderr
            panic: runtime error: invalid memory address or nil pointer dereference
            [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]

            goroutine 1 [running]:
            main.get(...)
            	main.go:9 +0x8
            main.main()
            	main.go:12 +0x18
            --- exit 2
        "#]],
    );
}

#[test]
fn a_panic_in_a_goroutine_shows_who_made_it() {
    check(
        "func work(n int) { panic(fmt.Errorf(\"job %d\", n)) }
func main() {
    go work(7)
    select {}
}",
        expect![[r#"
            --- stderr
            panic: job 7

            goroutine 2 [running]:
            main.work(...)
            	main.go:8 +0x18
            created by main.main in goroutine 1
            	main.go:10 +0xc
            --- exit 2
        "#]],
    );
}

#[test]
fn goexit_runs_deferred_calls_and_recovers_nothing() {
    check(
        "func main() {
    done := make(chan bool)
    go func() {
        defer close(done)
        defer func() { fmt.Println(\"recovered\", recover()) }()
        runtime.Goexit()
    }()
    <-done
    defer fmt.Println(\"last\")
    runtime.Goexit()
}",
        expect![[r#"
            recovered <nil>
            last
            --- stderr
            fatal error: no goroutines (main called runtime.Goexit) - deadlock!
            --- exit 2
        "#]],
    );
}

#[test]
fn a_recovered_panic_during_goexit_lets_it_go_on() {
    check(
        "func main() {
    done := make(chan bool)
    go func() {
        defer close(done)
        func() {
            defer func() { fmt.Println(recover()) }()
            defer func() { panic(\"in a deferred call\") }()
            runtime.Goexit()
        }()
        fmt.Println(\"never\")
    }()
    <-done
}",
        expect![[r#"
            in a deferred call
        "#]],
    );
}

#[test]
fn recover_works_only_directly_in_the_deferred_function() {
    check(
        "func try(name string, f func()) {
    defer func() {
        if r := recover(); r != nil { fmt.Println(name, \"not recovered:\", r) }
    }()
    f()
    fmt.Println(name, \"recovered\")
}
func helper() { recover() }
type T struct{}
func (T) Recover() { recover() }
func main() {
    try(\"direct\", func() { defer func() { recover() }(); panic(1) })
    try(\"helper itself\", func() { defer helper(); panic(2) })
    try(\"method value\", func() { defer T{}.Recover(); panic(3) })
    try(\"interface method\", func() { var i interface{ Recover() } = &T{}; defer i.Recover(); panic(4) })
    try(\"nested\", func() { defer func() { func() { recover() }() }(); panic(5) })
    try(\"helper called\", func() { defer func() { helper() }(); panic(6) })
    try(\"builtin\", func() { defer recover(); panic(7) })
    try(\"newest\", func() {
        defer func() { fmt.Println(recover()) }()
        defer func() { panic(\"second\") }()
        panic(\"first\")
    })
}",
        expect![[r#"
            direct recovered
            helper itself recovered
            method value recovered
            interface method recovered
            nested not recovered: 5
            helper called not recovered: 6
            builtin not recovered: 7
            second
            newest recovered
        "#]],
    );
}

#[test]
fn deferred_calls_of_range_over_func_belong_to_the_outer_function() {
    check(
        "func seq(yield func(int) bool) {
    defer fmt.Println(\"iterator done\")
    for i := range 3 { if !yield(i) { return } }
}
func f() (n int) {
    for i := range seq {
        defer func() { n += 10; fmt.Println(\"deferred\", i) }()
    }
    fmt.Println(\"loop done\")
    return 1
}
func main() { fmt.Println(f()) }",
        expect![[r#"
            iterator done
            loop done
            deferred 2
            deferred 1
            deferred 0
            31
        "#]],
    );
}

#[test]
fn running_out_of_stack_is_told_in_go_words() {
    let text = run("", "func over(n int) int { return over(n+1) + 1 }\nfunc main() { over(0) }");
    let lines: Vec<&str> = text.lines().collect();
    let shown: Vec<&str> = lines[..9].iter().chain(&lines[lines.len() - 5..]).copied().collect();
    expect![[r#"
        --- stderr
        runtime: goroutine stack exceeds 1000000000-byte limit
        runtime: sp=0xc0200e0390 stack=[0xc0200e0000, 0xc0400e0000]
        fatal error: stack overflow

        goroutine 1 [running]:
        main.over(...)
        	main.go:2 +0xc
        main.over(...)
        main.over(...)
        	main.go:2 +0xc
        main.main()
        	main.go:3 +0xc
        --- exit 2"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn a_panic_in_a_deferred_call_names_the_line_of_the_return() {
    let body = "func bad() { panic(1) }
func f(n int) int {
    defer bad()
    if n > 1 {
        return n
    }
    return 2
}
func main() { f(2) }";
    let text = run("", body);
    assert!(text.contains("main.f(...)\n\tmain.go:6 "), "{text}");
    let body = "func bad() { panic(1) }
func f() {
    defer bad()
    println()
}
func main() { f() }";
    let text = run("", body);
    assert!(text.contains("main.f()\n\tmain.go:6 "), "{text}");
}

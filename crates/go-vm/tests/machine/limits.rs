//! Programs that would take everything stop at a stated bound.

use expect_test::expect;
use tidepool_go_vm::machine::{Config, Limits};

use crate::{program, run_with};

fn small() -> Config {
    let limits = Limits {
        heap_bytes: 8 << 20,
        goroutines: 1000,
        steps: 10_000_000,
        stack_slots: 10_000,
        output_bytes: 1 << 20,
        files: 16,
    };
    Config { limits, ..Config::default() }
}

#[test]
fn each_limit_has_a_name() {
    let cases = [
        "for {}",
        "for { go func() { select {} }() }",
        "var all [][]byte; for { all = append(all, make([]byte, 100_000)) }",
        "m := map[int]int{}; for i := 0; ; i++ { m[i] = i }",
        "s := \"x\"; for { s += s }",
        "_ = make([]int, 1<<26)",
        "var f func(int); f = func(n int) { f(n + 1) }; f(0)",
    ];
    let mut out = String::new();
    for case in cases {
        let text = run_with(program("", &format!("func main() {{ {case} }}")), small(), 1);
        let told = text.lines().filter(|l| l.starts_with("--- limit") || l.starts_with("fatal error"));
        out.push_str(&format!("{case}\n    {}\n", told.collect::<Vec<_>>().join("; ")));
    }
    expect![[r#"
        for {}
            --- limit steps: stopped after 10000003 instructions
        for { go func() { select {} }() }
            --- limit goroutines: stopped at 1000 goroutines
        var all [][]byte; for { all = append(all, make([]byte, 100_000)) }
            fatal error: out of memory; --- limit memory: stopped as the heap is full: 7 MiB in use, 97 KiB more asked for
        m := map[int]int{}; for i := 0; ; i++ { m[i] = i }
            fatal error: out of memory; --- limit memory: stopped as the heap is full: 6 MiB in use, 6784 KiB more asked for
        s := "x"; for { s += s }
            fatal error: out of memory; --- limit memory: stopped as the heap is full: 4 MiB in use, 8192 KiB more asked for
        _ = make([]int, 1<<26)
            fatal error: out of memory; --- limit memory: stopped as the heap is full: 0 MiB in use, 524288 KiB more asked for
        var f func(int); f = func(n int) { f(n + 1) }; f(0)
            fatal error: stack overflow
    "#]]
    .assert_eq(&out);
}

#[test]
fn garbage_is_collected_within_the_limit() {
    let body = "type node struct { next *node; data [50]int }
func main() {
    keep := &node{}
    for i := range 100_000 {
        n := &node{}
        n.data[0] = i
        if i%1000 == 0 { keep.next = n }
        s := make([]byte, 200)
        m := map[string]int{\"a\": i}
        c := make(chan int, 3)
        f := func() int { return i + len(s) + m[\"a\"] + cap(c) }
        if f() < 0 { panic(\"no\") }
    }
    println(keep.next.data[0])
}";
    expect![[r#"
        --- stderr
        99000
    "#]]
    .assert_eq(&run_with(
        program("", body),
        Config { limits: Limits { steps: u64::MAX, ..small().limits }, ..small() },
        1,
    ));
}

#[test]
fn a_slice_passed_on_and_on_compiles() {
    let mut body = String::from("func f0(s []int) int { s = append(s, 1); return cap(s) }\n");
    for n in 1..20_000 {
        body += &format!("func f{n}(s []int) int {{ return f{}(s) }}\n", n - 1);
    }
    body += "func main() { println(f0(nil), f19999(nil)) }";
    assert_eq!(crate::run("", &body), "--- stderr\n4 4\n");
}

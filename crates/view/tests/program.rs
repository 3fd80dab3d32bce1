//! What a reader sees of a program, statement by statement.

use std::rc::Rc;

use expect_test::{Expect, expect};
use tidepool_scenario::{Library, Scenario, Selection};
use tidepool_sim::{Budget, Options, Simulation, Time};
use tidepool_view::{GoroutineCard, Lang, Snapshot, statements};

fn simulation(code: &str) -> Simulation {
    let selection = Selection { code: Some(code.into()), ..Selection::default() };
    let mut scenario = Scenario::program("main.go");
    scenario.server.procs = 1;
    let run = scenario.resolve(&selection, &Library::default()).expect("it resolves");
    Simulation::new(Rc::new(run), Options::default()).expect("it compiles")
}

/// Goes on until the next statement of the listing begins; false if none does.
fn step(simulation: &mut Simulation) -> bool {
    let before = statements(simulation);
    while simulation.end().is_none() && statements(simulation) == before {
        simulation.advance(Time::NEVER, Budget(1));
    }
    statements(simulation) > before
}

/// What is seen after `count` statements.
fn check(code: &str, count: usize, lang: Lang, expected: &Expect) {
    let mut simulation = simulation(code);
    for _ in 0..count {
        if !step(&mut simulation) {
            break;
        }
    }
    let snapshot = Snapshot::of(&simulation, lang);
    let mut out = format!("{}\n", snapshot.caption);
    let numbers = snapshot.numbers.iter();
    let numbers = numbers.map(|n| format!("{} {}{}", n.value, n.label, if n.alarm { " !" } else { "" }));
    out += &format!("{}\n", numbers.collect::<Vec<_>>().join(" | "));
    snapshot.program.expect("a program").goroutines.iter().for_each(|g| describe(g, lang, &mut out));
    expected.assert_eq(&out);
}

fn describe(goroutine: &GoroutineCard, lang: Lang, out: &mut String) {
    let inside = goroutine.inside.as_deref().unwrap_or("the listing");
    *out += &format!("goroutine {} {} in {inside}\n", goroutine.id, goroutine.doing);
    for panic in &goroutine.panics {
        *out += &format!("  panic {}{}\n", panic.value, if panic.recovered { " recovered" } else { "" });
    }
    for frame in &goroutine.frames {
        let marks =
            [(frame.deferred, " deferred"), (frame.unwinding, " unwinding"), (frame.returning, " returning")];
        let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
        *out += &format!("  {}:{}{marks}\n", frame.func, frame.line);
        for local in &frame.locals {
            *out += &format!("    {} {} = {} {:?}\n", local.name, local.ty, local.value, local.waiters);
        }
        for deferred in &frame.defers {
            let class = tidepool_view::class_name(deferred.class, lang);
            *out += &format!("    ↳ {} {:?} ({class})\n", deferred.source, deferred.args);
        }
    }
}

const DEFERS: &str = r#"package main

import "fmt"

func show(label string, n int) {
	fmt.Println(label, n)
}

func five() int {
	x := 5
	defer show("deferred", x)
	defer func() { x++ }()
	x = 7
	return x
}

func main() {
	fmt.Println(five())
}
"#;

#[test]
fn a_deferred_call_has_its_arguments_before_the_variable_changes() {
    check(
        DEFERS,
        4,
        Lang::En,
        &expect![[r#"
            At 145 ns goroutine 1 is at line 12 in five; 1 deferred call is still to run.
            1 goroutine | 1 deferred call waiting | 0 panics | 0 lines printed
            goroutine 1 running in the listing
              five:12
                ~r0 int = 0 None
                x int = 5 None
                ↳ show("deferred", x) ["deferred", "5"] (open-coded)
              main:18
        "#]],
    );
}

#[test]
fn the_result_is_stored_before_deferred_calls_run() {
    check(
        DEFERS,
        6,
        Lang::Zh,
        &expect![[r#"
            147 ns：goroutine 1 在 five 的第 14 行；还有 2 个延迟调用没有执行。
            1 goroutine | 2 延迟调用待执行 | 0 panic | 0 行输出
            goroutine 1 running in the listing
              five:14 returning
                ~r0 int = 7 None
                x int = 7 None
                ↳ func() { x++ }() [] (开放编码)
                ↳ show("deferred", x) ["deferred", "5"] (开放编码)
              main:18
        "#]],
    );
}

#[test]
fn the_end_is_said() {
    check(
        DEFERS,
        100,
        Lang::En,
        &expect![[r#"
            At 1.38 µs the program ended with exit code 0.
            1 goroutine | 0 deferred calls waiting | 0 panics | 2 lines printed
        "#]],
    );
}

#[test]
fn a_panic_unwinds_through_deferred_calls() {
    let code = r#"package main

func guard() {
	r := recover()
	println("recovered", r != nil)
}

func work(c chan int) {
	defer guard()
	c <- 1
	panic("no luck")
}

func main() {
	c := make(chan int, 2)
	go func() { c <- 2; c <- 3; c <- 4 }()
	work(c)
}
"#;
    check(
        code,
        7,
        Lang::En,
        &expect![[r#"
            At 817 ns goroutine 1 is at line 4 in guard; the panic no luck has been recovered. 1 more goroutine exists.
            2 goroutines | 0 deferred calls waiting | 1 panic | 0 lines printed
            goroutine 1 running in the listing
              panic no luck recovered
              guard:4 deferred unwinding
                r interface {} = no luck None
              work:11
                c chan int = [1] 1/2 Some(([], []))
              main:17
            goroutine 2 runnable in the listing
              main.func1:16
        "#]],
    );
}

//! Types whose parts double with every line.

use tidepool_go_check::check;

/// What is said of a program, and nothing of it takes long: what doubles with every line would take minutes.
fn said(declarations: &str) -> Vec<String> {
    let text = format!("package main\n{declarations}\nfunc main() {{}}\n");
    let checked = check(&[("main.go".into(), text)]);
    checked.diagnostics.iter().map(|d| d.message.clone()).collect()
}

fn lines(times: usize, line: impl Fn(usize) -> String) -> String {
    (1..=times).map(|n| line(n) + "\n").collect()
}

fn structs(times: usize) -> String {
    lines(times, |n| format!("type T{n} struct{{ a, b T{} }}", n - 1)) + "type T0 struct{}"
}

fn nested(times: usize) -> String {
    format!("type G[T any] struct{{ a, b T }}\nvar x {}int{}", "G[".repeat(times), "]".repeat(times))
}

#[test]
fn a_few_are_fine() {
    assert_eq!(said(&structs(12)), Vec::<String>::new());
    assert_eq!(said(&nested(12)), Vec::<String>::new());
}

#[test]
fn too_many_are_refused_at_once() {
    let alias = |of: fn(usize) -> String| lines(35, |n| format!("type A{n} = {}", of(n - 1)));
    let end = "type A0 = int\nvar x A35\nfunc f[P any](p P, x A35) {}";
    let programs = [
        structs(35),
        alias(|n| format!("struct{{ a, b A{n} }}")) + end,
        alias(|n| format!("func(A{n}, A{n})")) + end,
        alias(|n| format!("map[*A{n}]*A{n}")) + end,
        nested(29),
    ];
    for program in &programs {
        let said = said(program);
        assert_eq!(
            said.first().map(String::as_str),
            Some("a type of so many parts is not supported"),
            "{said:?}"
        );
    }
}

#[test]
fn nested_interfaces_are_looked_at_once() {
    let text = format!("type I {}m(){}", "interface{ ".repeat(40), " }".repeat(40));
    assert_eq!(said(&text), Vec::<String>::new());
}

#[test]
fn long_chains_of_declarations_do_not_take_the_stack() {
    let chain = lines(5000, |n| format!("type T{n} struct{{ a T{} }}", n + 1)) + "type T5001 int";
    let values = lines(5000, |n| format!("var v{n} = v{} + 1", n + 1)) + "var v5001 = 1";
    for text in [chain, values] {
        let work = move || said(&text);
        let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(work);
        let said = thread.expect("a thread").join().expect("it comes back");
        let chain = "a chain of so many declarations that need each other is not supported";
        assert_eq!(said.first().map(String::as_str), Some(chain), "{said:?}");
    }
}

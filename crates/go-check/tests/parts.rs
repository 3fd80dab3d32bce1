//! Types whose parts double with every line.

use tidepool_go_check::check;

fn doubled(times: usize) -> Vec<String> {
    let types: String = (0..times).map(|n| format!("type T{n} struct{{ a, b T{} }}\n", n + 1)).collect();
    let text =
        format!("package main\n{types}type T{times} struct{{}}\nvar whole T0\nfunc main() {{ _ = whole }}\n");
    let checked = check(&[("main.go".into(), text)]);
    checked.diagnostics.iter().map(|d| d.message.clone()).collect()
}

#[test]
fn a_few_are_fine_and_too_many_refused_at_once() {
    assert_eq!(doubled(12), Vec::<String>::new());
    // Thirty thousand million of them; looking at each would take minutes.
    let said = doubled(35);
    assert_eq!(
        said.first().map(String::as_str),
        Some("a type of so many parts is not supported"),
        "{said:?}"
    );
}

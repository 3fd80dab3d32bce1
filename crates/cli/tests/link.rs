//! `tidepool run LINK` replays a link from the page, and says whether it gave the same run.
//!
//! What the program prints comes before that, on standard error too: standard output is for the report.

use assert_cmd::Command;
use tidepool_scenario::{Selection, link};

/// A run of the book with a change of the reader's, as a link that claims this trace hash.
fn a_link(hash: Option<&str>) -> String {
    let library = tidepool_content::library();
    let scenario = library.scenario("defer-results").expect("a scenario of the book");
    let run = scenario.resolve(&Selection::default(), &library).expect("it resolves");
    let at = link::At { ns: 3, ..link::At::default() };
    link::encode(&run, Some(at), hash)
}

/// Standard output, standard error and exit code of `tidepool run LINK` and `arguments`.
fn replay(link: &str, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut tidepool = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    let output = tidepool.args(["run", link]).args(arguments).output().expect("it starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code())
}

fn true_hash() -> String {
    let library = tidepool_content::library();
    let scenario = library.scenario("defer-results").expect("a scenario of the book");
    let run = scenario.resolve(&Selection::default(), &library).expect("it resolves");
    match tidepool_sim::run(&run) {
        Ok(finished) => finished.report.trace_hash,
        Err(errors) => panic!("{errors:?}"),
    }
}

#[test]
fn the_same_run_is_said_to_be_the_same() {
    let hash = true_hash();
    let (_, said, code) = replay(&a_link(Some(&hash)), &[]);
    assert_eq!(
        said,
        format!("[     0.000s] named: 6\ntrace hash {hash}: the same as when the link was made\n")
    );
    assert_eq!(code, Some(0));
}

#[test]
fn another_run_is_said_to_be_another() {
    let hash = true_hash();
    let (_, said, code) = replay(&a_link(Some("0123")), &[]);
    assert_eq!(said, format!("[     0.000s] named: 6\ntrace hash {hash} differs from the link's 0123\n"));
    assert_eq!(code, Some(0), "it ran");
}

#[test]
fn a_change_on_the_command_line_is_compared_with_nothing() {
    let (_, said, code) = replay(&a_link(Some("0123")), &["--seed", "7"]);
    assert_eq!((said.as_str(), code), ("[     0.000s] named: 6\n", Some(0)));
}

#[test]
fn a_comparison_runs_b_and_says_how_to_run_a() {
    let library = tidepool_content::library();
    let scenario = library.scenario("defer-results").expect("a scenario of the book");
    let run = |seed| {
        let selection = Selection { seed, ..Selection::default() };
        scenario.resolve(&selection, &library).expect("it resolves")
    };
    let link = link::encode_beside(&run(None), Some(&run(Some(7))), None, Some(&true_hash()));
    let (_, said, code) = replay(&link, &[]);
    let both =
        "the link compares two runs, A and B; this is B, and A is:\ntidepool run defer-results --seed 7\n";
    assert!(said.starts_with(both), "{said}");
    assert!(said.ends_with("the same as when the link was made\n"), "{said}");
    assert_eq!(code, Some(0));
}

#[test]
fn a_link_without_a_hash_promises_nothing() {
    let (out, said, code) =
        replay(&format!("https://example.org/en/2-3/#{}", a_link(None)), &["--format", "json"]);
    assert_eq!((said.as_str(), code), ("[     0.000s] named: 6\n", Some(0)));
    assert!(out.contains(&true_hash()), "{out}");
}

//! Which crate may depend on which: as the map in crates/README.md says, and no other.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Fault;

/// Third-party crates that only some of ours may use.
const RESERVED: &[(&str, &[&str])] = &[
    ("gloo-timers", &["web"]),
    ("js-sys", &["web"]),
    ("plotters", &["view", "web"]),
    ("plotters-backend", &["web"]),
    ("thirtyfour", &["tests"]),
    ("tiny_http", &["devserver"]),
    ("tokio", &["tests"]),
    ("wasm-bindgen", &["web"]),
    ("wasm-bindgen-futures", &["web"]),
    ("web-sys", &["web"]),
    ("yew", &["web"]),
];

/// What a crate of ours depends on.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Needs {
    /// Our crates that its code uses, test code aside.
    pub ours: BTreeSet<String>,
    /// Our crates that only its tests use.
    pub tests: BTreeSet<String>,
    /// Third-party crates, of code and tests.
    pub others: BTreeSet<String>,
}

/// Our name of a package: `tidepool-go-vm` is `go-vm`.
fn short(package: &str) -> &str {
    package.strip_prefix("tidepool-").unwrap_or(package)
}

/// Reads the edges from `cargo metadata --no-deps`.
pub fn read(metadata: &Value) -> Result<BTreeMap<String, Needs>> {
    let packages = metadata["packages"].as_array().context("no packages in the metadata")?;
    let mut edges = BTreeMap::new();
    for package in packages {
        let name = package["name"].as_str().context("a package without a name")?;
        let mut needs = Needs::default();
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let other = dependency["name"].as_str().context("a dependency without a name")?;
            let set = match (dependency["path"].is_string(), dependency["kind"] == "dev") {
                (false, _) => &mut needs.others,
                (true, true) => &mut needs.tests,
                (true, false) => &mut needs.ours,
            };
            set.insert(short(other).to_owned());
        }
        needs.tests.retain(|other| !needs.ours.contains(other));
        edges.insert(short(name).to_owned(), needs);
    }
    Ok(edges)
}

/// Compares the edges that there are with those that the map allows.
pub fn check(map: &BTreeMap<String, Needs>, edges: &BTreeMap<String, Needs>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (name, needs) in edges {
        if let Some(allowed) = map.get(name) {
            compare(name, "", &needs.ours, &allowed.ours, &mut faults);
            compare(name, " in tests", &needs.tests, &allowed.tests, &mut faults);
        } else {
            faults.push(Fault::new(name, "this crate has no row in crates/README.md"));
        }
        for (other, users) in RESERVED {
            if needs.others.contains(*other) && !users.contains(&name.as_str()) {
                faults.push(Fault::new(
                    name,
                    format!("may not depend on {other}, which is for {}", users.join(", ")),
                ));
            }
        }
    }
    for name in map.keys().filter(|name| !edges.contains_key(*name)) {
        faults.push(Fault::new(name, "crates/README.md has this crate, the workspace has not"));
    }
    faults
}

fn compare(
    name: &str,
    kind: &str,
    there: &BTreeSet<String>,
    allowed: &BTreeSet<String>,
    faults: &mut Vec<Fault>,
) {
    for other in there.difference(allowed) {
        faults.push(Fault::new(
            name,
            format!("may not use {other}{kind}: the map in crates/README.md has no such edge"),
        ));
    }
    for other in allowed.difference(there) {
        faults.push(Fault::new(
            name,
            format!("does not use {other}{kind}: remove that edge from crates/README.md"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::map;
    use super::*;

    const MAP: &str = "| crate | what | uses | never |\n|---|---|---|---|\n\
                       | `a` | `x` | `b` | |\n| `b` | | –; in tests: `web` | |\n| `../web` | | – | |\n";

    fn faults(a: &Value, b: &Value) -> Vec<String> {
        let metadata = json!({ "packages": [
            { "name": "tidepool-a", "dependencies": a },
            { "name": "tidepool-b", "dependencies": b },
            { "name": "tidepool-web", "dependencies": [{ "name": "yew", "kind": null }] },
        ]});
        let edges = read(&metadata).expect("well-formed metadata");
        check(&map::edges(MAP), &edges).iter().map(ToString::to_string).collect()
    }

    fn ours(name: &str, kind: Option<&str>) -> Value {
        json!({ "name": format!("tidepool-{name}"), "path": "/x", "kind": kind })
    }

    #[test]
    fn the_edges_of_the_map_pass() {
        let a = json!([ours("b", None), ours("b", Some("dev")), { "name": "serde", "kind": null }]);
        assert_eq!(faults(&a, &json!([ours("web", Some("dev"))])), Vec::<String>::new());
    }

    #[test]
    fn an_edge_too_many_and_one_too_few_are_faults() {
        let found = faults(&json!([]), &json!([ours("a", None)]));
        assert_eq!(
            found,
            [
                "a: does not use b: remove that edge from crates/README.md",
                "b: may not use a: the map in crates/README.md has no such edge",
                "b: does not use web in tests: remove that edge from crates/README.md",
            ]
        );
    }

    #[test]
    fn reserved_crates_are_kept_out_of_tests_too() {
        let b = json!([ours("web", Some("dev")), { "name": "yew", "kind": "dev" }]);
        let found = faults(&json!([ours("b", None)]), &b);
        assert_eq!(found, ["b: may not depend on yew, which is for web"]);
    }

    #[test]
    fn a_crate_on_one_side_only_is_a_fault() {
        let map = map::edges("| `a` | | – | |\n");
        let metadata = json!({ "packages": [{ "name": "tidepool-b", "dependencies": [] }] });
        let edges = read(&metadata).expect("well-formed metadata");
        let found: Vec<String> = check(&map, &edges).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "b: this crate has no row in crates/README.md",
                "a: crates/README.md has this crate, the workspace has not",
            ]
        );
    }
}

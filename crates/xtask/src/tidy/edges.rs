//! Which crate may depend on which.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Fault;

/// The edges between our crates. A new one is a change of the architecture: add it here, so that it is reviewed as one.
const EDGES: &[(&str, &[&str])] = &[
    ("tidepool", &["content", "scenario", "sim"]),
    ("book", &["go-syntax", "scenario", "sim", "view"]),
    ("cli", &["book", "content", "des", "go-check", "go-vm", "scenario", "sim", "view"]),
    ("content", &["scenario"]),
    ("des", &[]),
    ("devserver", &[]),
    ("go-check", &["go-std", "go-syntax"]),
    ("go-std", &[]),
    ("go-syntax", &[]),
    ("go-vm", &["go-check", "go-syntax"]),
    ("scenario", &["des"]),
    ("sim", &["des", "go-check", "go-syntax", "go-vm", "scenario", "world"]),
    ("tests", &["devserver"]),
    ("view", &["des", "go-syntax", "go-vm", "sim", "world"]),
    ("web", &["content", "scenario", "sim", "view"]),
    ("world", &["des"]),
    ("xtask", &["devserver"]),
];

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
    ours: BTreeSet<String>,
    /// Everything it uses, test code included.
    all: BTreeSet<String>,
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
            let ours = dependency["path"].is_string();
            if ours && dependency["kind"] != "dev" {
                needs.ours.insert(short(other).to_owned());
            }
            needs.all.insert(if ours { short(other) } else { other }.to_owned());
        }
        edges.insert(short(name).to_owned(), needs);
    }
    Ok(edges)
}

/// Compares with the table.
pub fn check(edges: &BTreeMap<String, Needs>) -> Vec<Fault> {
    check_against(EDGES, RESERVED, edges)
}

fn check_against(
    table: &[(&str, &[&str])],
    reserved: &[(&str, &[&str])],
    edges: &BTreeMap<String, Needs>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let table: BTreeMap<&str, &[&str]> = table.iter().copied().collect();
    for (name, needs) in edges {
        let Some(allowed) = table.get(name.as_str()) else {
            faults.push(Fault::new(name, "this crate is missing in xtask's table of edges"));
            continue;
        };
        for other in needs.ours.iter().filter(|other| !allowed.contains(&other.as_str())) {
            faults.push(Fault::new(name, format!("may not depend on {other} (see xtask's table of edges)")));
        }
        for other in allowed.iter().filter(|other| !needs.ours.contains(**other)) {
            faults.push(Fault::new(
                name,
                format!("no longer depends on {other}: remove that edge from xtask's table"),
            ));
        }
        for (other, users) in reserved {
            if needs.all.contains(*other) && !users.contains(&name.as_str()) {
                faults.push(Fault::new(
                    name,
                    format!("may not depend on {other}, which is for {}", users.join(", ")),
                ));
            }
        }
    }
    for name in table.keys().filter(|name| !edges.contains_key(**name)) {
        faults.push(Fault::new(*name, "xtask's table of edges has this crate, the workspace has not"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TABLE: &[(&str, &[&str])] = &[("a", &["b"]), ("b", &[]), ("web", &[])];
    const KEPT: &[(&str, &[&str])] = &[("yew", &["web"])];

    fn faults(a: &Value, b: &Value) -> Vec<String> {
        let metadata = json!({ "packages": [
            { "name": "tidepool-a", "dependencies": a },
            { "name": "tidepool-b", "dependencies": b },
            { "name": "tidepool-web", "dependencies": [{ "name": "yew", "kind": null }] },
        ]});
        let edges = read(&metadata).expect("well-formed metadata");
        check_against(TABLE, KEPT, &edges).iter().map(ToString::to_string).collect()
    }

    fn ours(name: &str) -> Value {
        json!({ "name": name, "path": "/x", "kind": null })
    }

    #[test]
    fn the_allowed_edges_pass() {
        assert!(
            faults(&json!([ours("tidepool-b"), { "name": "serde", "kind": null }]), &json!([])).is_empty()
        );
    }

    #[test]
    fn an_edge_too_many_and_one_too_few_are_faults() {
        let found = faults(&json!([]), &json!([ours("tidepool-a")]));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("a: no longer depends on b"), "{found:?}");
        assert!(found[1].starts_with("b: may not depend on a"), "{found:?}");
    }

    #[test]
    fn tests_may_use_other_crates_of_ours_but_not_the_reserved_ones() {
        let tested = json!([{ "name": "tidepool-a", "path": "/x", "kind": "dev" }]);
        assert!(faults(&json!([ours("tidepool-b")]), &tested).is_empty());
        let found = faults(&json!([ours("tidepool-b")]), &json!([{ "name": "yew", "kind": "dev" }]));
        assert_eq!(found, ["b: may not depend on yew, which is for web"]);
    }
}

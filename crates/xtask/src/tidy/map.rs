//! The map in crates/README.md, and versions that are written in more than one place.

use std::collections::BTreeMap;

use super::Fault;
use super::edges::Needs;

/// Column of the map's table that says what a crate uses, counted from the text before the first bar.
const USES: usize = 3;

/// The crates in the map's table and what they use: "`des`, `world`; in tests: `content`".
pub fn edges(map: &str) -> BTreeMap<String, Needs> {
    let rows = map.lines().filter(|line| line.starts_with("| `"));
    rows.filter_map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        let name = names(cells[1]).next()?;
        let (ours, tests) = cells.get(USES)?.split_once("in tests:").unwrap_or((cells[USES], ""));
        let needs = Needs { ours: names(ours).collect(), tests: names(tests).collect(), ..Needs::default() };
        Some((name, needs))
    })
    .collect()
}

/// The crates named in a cell; `../web` is web.
fn names(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`').skip(1).step_by(2).map(|name| name.trim_start_matches("../").to_owned())
}

/// The wasm-bindgen tool, the crate and Trunk's wish are of one version.
pub fn check_versions(tool: &str, lock: &str, trunk: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !lock.contains(&format!("name = \"wasm-bindgen\"\nversion = \"{tool}\"")) {
        faults.push(Fault::new(
            "Cargo.lock",
            format!("wasm-bindgen is not {tool}, the version of xtask's tool"),
        ));
    }
    if !trunk.contains(&format!("wasm_bindgen = \"{tool}\"")) {
        faults.push(Fault::new(
            "Trunk.toml",
            format!("wasm_bindgen is not {tool}, the version of xtask's tool"),
        ));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read() {
        let map = "| crate | what | uses | never |\n|---|---|---|---|\n\
                   | `sim` | runs `x` | `des`, `world`; in tests: `content` | Yew |\n| `../web` | page | – | |\n";
        let read: Vec<String> = edges(map)
            .into_iter()
            .map(|(name, needs)| format!("{name}: {:?} {:?}", needs.ours, needs.tests))
            .collect();
        assert_eq!(read, ["sim: {\"des\", \"world\"} {\"content\"}", "web: {} {}"]);
    }

    #[test]
    fn versions_must_agree() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"1.2.3\"\n";
        assert!(check_versions("1.2.3", lock, "wasm_bindgen = \"1.2.3\"").is_empty());
        assert_eq!(check_versions("1.2.4", lock, "wasm_bindgen = \"1.2.3\"").len(), 2);
    }
}

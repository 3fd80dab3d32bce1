//! The map in crates/README.md, and versions that are written in more than one place.

use serde_json::Value;

use super::Fault;

/// The packages' folders as the map names them: `go-vm`, `../web`.
pub fn folders(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let manifests = packages.filter_map(|package| package["manifest_path"].as_str());
    manifests
        .filter_map(|manifest| {
            let mut parts = manifest.rsplit(['/', '\\']).skip(1);
            let (folder, parent) = (parts.next()?, parts.next()?);
            Some(if parent == "crates" { folder.to_owned() } else { format!("../{folder}") })
        })
        .collect()
}

/// Each crate has a row in the map.
pub fn check(map: &str, folders: &[String]) -> Vec<Fault> {
    let missing = folders.iter().filter(|folder| !map.contains(&format!("| `{folder}` |")));
    missing.map(|folder| Fault::new("crates/README.md", format!("has no row for `{folder}`"))).collect()
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
    use serde_json::json;

    use super::*;

    #[test]
    fn a_crate_without_a_row_is_a_fault() {
        let metadata = json!({ "packages": [
            { "manifest_path": "/x/crates/des/Cargo.toml" },
            { "manifest_path": "/x/web/Cargo.toml" },
        ]});
        let folders = folders(&metadata);
        assert_eq!(folders, ["des", "../web"]);
        assert!(check("| `des` | … |\n| `../web` | … |\n", &folders).is_empty());
        let found = check("| `des` | depends on `../web` |\n", &folders);
        assert_eq!(found, [Fault::new("crates/README.md", "has no row for `../web`")]);
    }

    #[test]
    fn versions_must_agree() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"1.2.3\"\n";
        assert!(check_versions("1.2.3", lock, "wasm_bindgen = \"1.2.3\"").is_empty());
        assert_eq!(check_versions("1.2.4", lock, "wasm_bindgen = \"1.2.3\"").len(), 2);
    }
}

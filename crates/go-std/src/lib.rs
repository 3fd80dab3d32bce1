//! The standard packages that listings import, written in Go for the machine of go-vm.
//!
//! A package is the folder of its import path below `src`. Functions without a body are
//! *native*: the machine implements them under the name `import/path.function`, or asks its
//! host. Everything else is ordinary Go, checked and compiled like the reader's own.

use include_dir::{Dir, include_dir};

static PACKAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src");

/// The Go files (name, text) of the package with this import path, sorted by name; none if we do not have it.
pub fn files(path: &str) -> Option<Vec<(&'static str, &'static str)>> {
    let dir = PACKAGES.get_dir(path)?;
    let mut files: Vec<_> = dir
        .files()
        .filter(|file| file.path().extension().is_some_and(|e| e == "go"))
        .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
        .collect();
    files.sort_unstable();
    (!files.is_empty()).then_some(files)
}

/// Import paths of all packages, sorted.
pub fn packages() -> Vec<&'static str> {
    let mut paths = Vec::new();
    collect(&PACKAGES, &mut paths);
    paths.sort_unstable();
    paths
}

fn collect(dir: &'static Dir<'static>, paths: &mut Vec<&'static str>) {
    for inner in dir.dirs() {
        if let Some(path) = inner.path().to_str()
            && files(path).is_some()
        {
            paths.push(path);
        }
        collect(inner, paths);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `packages.txt` is what readers are told; it names every package, and no other.
    #[test]
    fn the_list_of_packages_is_complete() {
        let listed: Vec<&str> = include_str!("../packages.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').next())
            .collect();
        let present: Vec<&str> =
            packages().into_iter().filter(|path| !path.starts_with("internal/")).collect();
        let mut sorted = listed;
        sorted.sort_unstable();
        assert_eq!(sorted, present);
    }
}

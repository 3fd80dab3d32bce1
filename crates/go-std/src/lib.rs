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

/// What readers are told: the packages that are here, with what they lack, and those of Go's that are not.
static LIST: &str = include_str!("../packages.txt");

/// A line of [`LIST`].
struct Row {
    path: &'static str,
    /// Exported names here and in Go (none where Go has no such package), and those left out; none for a package
    /// that is not here.
    present: Option<(Option<[usize; 2]>, &'static str)>,
}

fn rows() -> impl Iterator<Item = Row> {
    LIST.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        let path = columns.next().unwrap_or_default();
        let counts = columns.next().zip(columns.next());
        let counts = counts.map(|(here, there)| Some([here.parse().ok()?, there.parse().ok()?]));
        Row { path, present: counts.map(|counts| (counts, columns.next().unwrap_or_default())) }
    })
}

/// Whether Go 1.27 has this package, but we have not.
pub fn is_absent(path: &str) -> bool {
    rows().any(|row| row.path == path && row.present.is_none())
}

/// Packages that Go 1.27 has and we have not, sorted.
pub fn absent() -> Vec<&'static str> {
    rows().filter(|row| row.present.is_none()).map(|row| row.path).collect()
}

/// Packages with exported names (`Name`, `Type.Method`, `Type.Field`) that Go 1.27 has in them and we have not; `…`
/// as the last one stands for all others. For packages that are here as a whole the list is empty.
pub fn present() -> Vec<(&'static str, Vec<&'static str>)> {
    rows().filter_map(|row| Some((row.path, row.present?.1.split_whitespace().collect()))).collect()
}

/// Whether Go 1.27 has `name` (as in [`present`]) in this package, but we have not. Only for names that are not here.
pub fn leaves_out(path: &str, name: &str) -> bool {
    let names = present().into_iter().find(|(known, _)| *known == path).map(|(_, names)| names);
    names.is_some_and(|names| names.contains(&name) || names.last() == Some(&"…"))
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

    /// `packages.txt` names every package, and no other.
    #[test]
    fn the_list_of_packages_is_complete() {
        let mut listed: Vec<&str> = super::present().into_iter().map(|(path, _)| path).collect();
        listed.sort_unstable();
        let here: Vec<&str> = packages().into_iter().filter(|path| !path.starts_with("internal/")).collect();
        assert_eq!(listed, here);
        assert!(absent().is_sorted());
        assert!(absent().iter().all(|path| files(path).is_none()));
    }

    #[test]
    fn what_is_here_and_what_is_not_make_the_whole() {
        for Row { path, present } in rows() {
            let Some((Some([here, there]), names)) = present else { continue };
            if !names.ends_with('…') {
                assert_eq!(here + names.split_whitespace().count(), there, "{path}");
            }
        }
        assert!(leaves_out("net/http", "Cookie") && leaves_out("net/http", "Server.TLSConfig"));
        assert!(!leaves_out("net/http", "Gett") && !leaves_out("fmt", "Print"));
    }
}

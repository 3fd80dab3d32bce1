//! Tests over the whole product.
//!
//! [`referee`] knows how programs are run under the real Go toolchain and under ours, and how the recorded results are kept.
//! [`facts`] does the same for the small programs of `tests/go`, [`sqlref`] for the rules of `database/sql`,
//! [`packages`] for those that are not Go's own, [`collections`] for what Go's collector does; [`area`] is what they have in common.
//! [`mariadb`] has the book's services in front of a real database server, [`hikari`] the rules of HikariCP; where both
//! know why they are apart from ours, [`reason`] says it.
//! [`answers`] has what meets the book's challenges.
//! The feature `browser` adds the harness that drives the built site in Chromium.

pub mod answers;
pub mod area;
#[cfg(feature = "browser")]
pub mod browser;
pub mod collections;
pub mod facts;
pub mod hikari;
pub mod mariadb;
pub mod packages;
pub mod reason;
pub mod referee;
pub mod sqlref;

use std::path::PathBuf;

/// The Go programs in a folder, relative to the top folder like it.
pub fn go_files(folder: &str) -> std::io::Result<Vec<String>> {
    let mut programs = Vec::new();
    for entry in std::fs::read_dir(root().join(folder))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".go") {
            programs.push(format!("{folder}/{name}"));
        }
    }
    programs.sort();
    Ok(programs)
}

/// The top folder of the project.
pub fn root() -> PathBuf {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    tests.parent().map(PathBuf::from).unwrap_or(tests)
}

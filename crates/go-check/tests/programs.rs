//! Whole programs against the standard packages.

use tidepool_go_check::{Checked, check, check_everything};
use tidepool_go_syntax::diag::render_all;

fn checked(text: &str) -> Checked {
    check(&[("main.go".into(), text.into())])
}

#[test]
fn hello_world_is_a_program() {
    let result = checked("package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"hello\")\n}\n");
    assert_eq!(render_all(&result.diagnostics, &result.sources), "");
    let program = result.program.expect("a correct program");
    assert_eq!(program.funcs[program.main.0 as usize].name, "main.main");
}

#[test]
fn every_standard_package_checks() {
    // Those called internal are imported by the others, as only they may.
    let imports: String = tidepool_go_std::packages()
        .iter()
        .filter(|path| !path.starts_with("internal/"))
        .map(|path| format!("import _ {path:?}\n"))
        .collect();
    let text = format!("package main\n{imports}func main() {{}}\n");
    let result = check_everything(&[("main.go".into(), text)], &|path| {
        let files = tidepool_go_std::files(path)?;
        Some(files.into_iter().map(|(name, text)| (name.into(), text.into())).collect())
    });
    assert_eq!(render_all(&result.diagnostics, &result.sources), "");
}

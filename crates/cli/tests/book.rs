//! `tidepool book`, on a book of one section.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use expect_test::{Expect, expect};

const LISTING: &str = "package main\n\nimport \"time\"\n\nfunc main() { time.Sleep(2 * time.Second) }\n";

/// A run without requests; `condition` is what it expects of them.
fn scenario(condition: &str) -> String {
    format!(
        "title = {{ en = \"S\", zh = \"S\" }}\nlisting = \"a.go\"\nduration = \"1s\"\n\n[expect]\nrequests_failed = \"{condition}\"\n"
    )
}

fn write(folder: &Path, body: &str, condition: &str) {
    let page = |slug: &str, section: &str, body: &str| {
        format!(
            "+++\ntitle = \"T\"\nslug = \"{slug}\"\nsection = \"{section}\"\ndescription = \"D\"\n+++\n{body}\n"
        )
    };
    let put = |path: String, text: &str| {
        let path = folder.join(path);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, text)).expect("a temporary folder can be written to");
    };
    for lang in ["en", "zh"] {
        put(format!("{lang}/index.md"), &page("index", "", "[x](1-1.html)"));
        put(format!("{lang}/1-1.md"), &page("1-1", "1.1", body));
    }
    put("book.toml".into(), "[[chapter]]\nnumber = 1\ntitle = { en = \"C\", zh = \"C\" }\n");
    put("go/a.go".into(), LISTING);
    put("scenarios/s.toml".into(), &scenario(condition));
}

/// Runs `tidepool book` in a folder with such a book; shows the exit code, standard error and what was written.
fn check(body: &str, condition: &str, arguments: &[&str], expected: Expect) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&folder.path().join("content"), body, condition);
    let mut command = Command::cargo_bin("tidepool").expect("the binary is built for its tests");
    let output = command.arg("book").args(arguments).current_dir(folder.path()).output().expect("it starts");
    let mut shown =
        format!("exit {}\n{}", output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(folder.path().join("site/en/1-1/index.html")).unwrap_or_default();
    if let Some((_, number)) = page.split_once("<data ") {
        shown += number.split("</data>").next().unwrap_or_default();
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_book_is_built() {
    let body = "Failed: :num{scenario=s metric=requests_failed}.";
    let arguments = ["build", "--out", "site", "--cache", "cache", "--base-url", "https://example.org/"];
    check(
        body,
        "== 0",
        &arguments,
        expect![[r#"
        exit 0
        7 files in site
        class="num" value="0" title="tidepool run s: requests_failed">0"#]],
    );
}

#[test]
fn faults_have_places() {
    check(
        "\n:num{scenario=s metric=x} [y](#z)",
        "== 0",
        &["check"],
        expect![[r##"
        exit 1
        content/en/1-1.md:8: link "#z": page 1-1 has no #z; there are none
        content/zh/1-1.md:8: link "#z": page 1-1 has no #z; there are none
        2 faults in the book
    "##]],
    );
}

#[test]
fn expectations_must_hold() {
    check(
        ":num{scenario=s metric=requests_failed}",
        "> 0",
        &["check"],
        expect![[r#"
        exit 1
        content/en/1-1.md:7: the run s: expected requests_failed > 0, found 0
        1 fault in the book
    "#]],
    );
}

#[test]
fn a_folder_without_a_book_is_bad_input() {
    check(
        "",
        "== 0",
        &["check", "--content", "nowhere"],
        expect![[r#"
        exit 3
        tidepool: cannot read nowhere/en: No such file or directory (os error 2)
    "#]],
    );
}

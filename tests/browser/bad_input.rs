//! Bad input in a lab: each is answered by a clear message, and the page goes on working.

use anyhow::Result;
use serde_json::Value;
use tidepool_scenario::{Selection, link};
use tidepool_tests::browser::Page;

use crate::tools::{ask, click, fastest, fill, on_lab, seek, until};

/// Writes `text` into the editor of a fresh lab.
fn with_text(text: &str, test: impl AsyncFnOnce(&Page) -> Result<()>) {
    on_lab("scenario=rows lang=en", async |page| {
        fill(page, "[data-testid=editor]", text).await?;
        test(page).await
    });
}

/// The lab can be used as before: its text can be had back, and that runs.
async fn goes_on_working(page: &Page) -> Result<()> {
    click(page, "[data-testid=reset-code]").await?;
    until(page, "!$('[data-testid=reset-code]') && !$('[data-testid=problems] .jump')").await?;
    seek(page, 20).await?;
    assert_eq!(ask(page, "$('[data-number=in_use] dd').textContent").await?, "10 / 10");
    Ok(())
}

/// The first message about the text, with its place before it.
async fn first_problem(page: &Page) -> Result<String> {
    page.in_lab("[data-testid=problems] .problem").await?;
    let text = ask(page, "$('[data-testid=problems] .problem').innerText.replace(/\\s+/g, ' ')").await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

#[test]
fn an_endless_loop_leaves_the_page_responsive() {
    with_text("package main\n\nfunc main() {\n\tfor {\n\t}\n}\n", async |page| {
        fastest(page).await?;
        click(page, "[data-testid=play]").await?;
        until(page, "ns() > 50e6").await?;
        assert!(page.lab_text("[data-testid=caption]").await?.contains("line 4"));
        goes_on_working(page).await
    });
}

#[test]
fn runaway_allocation_stops_at_a_limit_with_a_name() {
    let text = "package main\n\nfunc main() {\n\tvar s [][]byte\n\tfor {\n\t\ts = append(s, make([]byte, 1<<20))\n\t}\n}\n";
    with_text(text, async |page| {
        fastest(page).await?;
        click(page, "[data-testid=play]").await?;
        let ended = page.lab_text("[data-testid=ended]").await?;
        assert!(ended.contains("limit on memory"), "{ended}");
        goes_on_working(page).await
    });
}

#[test]
fn unbalanced_braces_have_a_place() {
    with_text("package main\n\nfunc main() {\n\tif true {\n\t\tprintln(1)\n}\n", async |page| {
        assert_eq!(first_problem(page).await?, "7:1 syntax error: unexpected EOF, expected }");
        goes_on_working(page).await
    });
}

#[test]
fn ten_thousand_parentheses_are_too_many() {
    let text = format!(
        "package main\n\nvar x = {}1{}\n\nfunc main() {{}}\n",
        "(".repeat(10_000),
        ")".repeat(10_000)
    );
    with_text(&text, async |page| {
        let problem = first_problem(page).await?;
        assert!(problem.starts_with("3:") && problem.contains("nesting too deep"), "{problem}");
        goes_on_working(page).await
    });
}

/// The link of the scenario `rows` after `change` of its document.
fn link_with(change: impl FnOnce(&str) -> String) -> String {
    let library = tidepool_content::library();
    let mut run = library
        .scenario("rows")
        .and_then(|scenario| scenario.resolve(&Selection::default(), &library))
        .expect("the book has it");
    run.selection.set.insert("pool".into(), change("10"));
    link::encode(&run, Some(link::At { ns: 1_000_000_000, ..link::At::default() }), None)
}

async fn notice(page: &Page) -> Result<String> {
    let text = page.lab_text("[data-testid=notice]").await?;
    seek(page, 20).await?;
    assert_eq!(ask(page, "$('.slot[data-state=leaked]') !== null").await?, true);
    Ok(text)
}

#[test]
fn a_link_that_is_cut_off_says_so() {
    let link = link_with(str::to_owned);
    on_lab(&format!("scenario=rows lang=en link={}", &link[..link.len() / 2]), async |page| {
        assert_eq!(
            notice(page).await?,
            "The link cannot be read: cut off or altered; copy the whole link again. The lab runs with its defaults."
        );
        Ok(())
    });
}

#[test]
fn a_negative_pool_is_refused_wherever_it_comes_from() {
    let link = link_with(|_| "-3".into());
    for attributes in
        [format!("scenario=rows lang=en link={link}"), "scenario=rows lang=en params=\"pool=-3\"".into()]
    {
        on_lab(&attributes, async |page| {
            let text = notice(page).await?;
            assert!(text.contains("pool: ") && text.contains("least value, 1"), "{text}");
            assert_eq!(ask(page, "$('[data-testid=param-pool]').value").await?, Value::from("10"));
            Ok(())
        });
    }
}

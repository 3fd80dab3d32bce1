//! axe-core finds nothing to complain of on any page: wide and light, then on a phone and dark, with its labs.

use anyhow::{Context, Result};
use serde_json::Value;
use tidepool_tests::browser::{Page, Size, on_site, site_pages};

/// axe-core 4.14.1 as its package has it, compressed. How it is renewed is said in CONTRIBUTING.md.
const AXE: &[u8] = include_bytes!("axe/axe-4.14.1.min.js.z");

/// Runs what is loaded already, and tells rule, place and advice of whatever violates one.
const RUN: &str =
    "return axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id} at ${node.target.flat().join(' ')}: ${node.failureSummary}`)))";

const MOUNTED: &str = "return [...document.querySelectorAll('tidepool-lab')]
    .every(lab => lab.shadowRoot?.querySelector('[data-testid=lab]'))";

fn axe() -> Result<String> {
    let text = miniz_oxide::inflate::decompress_to_vec_zlib(AXE).ok().context("axe cannot be unpacked")?;
    Ok(String::from_utf8(text)? + "; window.axe = axe")
}

async fn violations(page: &Page, path: &str, look: &str) -> Result<Vec<String>> {
    let found: Vec<String> = serde_json::from_value(page.ask(RUN, Vec::new()).await?)?;
    Ok(found.into_iter().map(|words| format!("{path}, {look}: {words}")).collect())
}

fn check(language: &str) {
    on_site(async |page| {
        let (axe, mut all) = (axe()?, Vec::new());
        for path in site_pages()?.into_iter().filter(|path| path.starts_with(language)) {
            page.prefer(&[("prefers-color-scheme", "light"), ("prefers-reduced-motion", "reduce")]).await?;
            page.resize(Size::WIDE).await?;
            page.open(&path).await?;
            page.wait_until("its labs", MOUNTED).await?;
            page.ask(&axe, Vec::new()).await?;
            all.extend(violations(page, &path, "wide, light").await?);
            page.prefer(&[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")]).await?;
            page.resize(Size::PHONE).await?;
            all.extend(violations(page, &path, "phone, dark").await?);
        }
        assert!(all.is_empty(), "{}", all.join("\n"));
        Ok(())
    });
}

#[test]
fn english_pages_violate_no_rule() {
    check("en/");
}

#[test]
fn chinese_pages_violate_no_rule() {
    check("zh/");
}

/// The rules are looked at: a picture without words is found.
#[test]
fn what_violates_a_rule_is_found() {
    on_site(async |page| {
        page.open("en/glossary/").await?;
        page.ask(&axe()?, Vec::new()).await?;
        let bad =
            "document.querySelector('main').append(Object.assign(new Image(), { src: '' })); return true";
        assert_eq!(page.ask(bad, Vec::new()).await?, Value::Bool(true));
        let found = violations(page, "here", "wide").await?;
        assert!(found.iter().any(|words| words.contains("image-alt")), "{found:?}");
        Ok(())
    });
}

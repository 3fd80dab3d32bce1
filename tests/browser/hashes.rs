//! Every scenario gives the same trace in the browser as natively.
//!
//! It is a test program of its own, so that its long runs do not slow the tests down that wait for a page.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tidepool_scenario::Scenario;
use tidepool_tests::browser::{Page, on_foreign_page};

/// A scenario and, unless it is its own listing that runs, a variant of it.
type Case = (String, Option<String>);

const PAGE: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Runs</title>
    <link rel="icon" href="data:,">
    <script type="module" src="{tidepool}embed/v1.js"></script>
  </head>
  <body></body>
</html>
"#;

/// Puts a lab on the page and sends it to the end of its run.
const BEGIN: &str = r#"
    const [scenario, variant] = arguments;
    const lab = document.createElement("tidepool-lab");
    lab.setAttribute("lang", "en");
    lab.setAttribute("controls", "minimal");
    lab.setAttribute("scenario", scenario);
    if (variant) lab.setAttribute("code", variant);
    globalThis.ended = null;
    lab.addEventListener("tidepool-finished", event => globalThis.ended = event.detail);
    document.body.replaceChildren(lab);
    const seek = () => {
        const strip = lab.shadowRoot?.querySelector("[data-testid=scrub]");
        if (!strip) return setTimeout(seek, 20);
        strip.value = strip.max;
        for (const type of ["input", "change"]) strip.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    };
    seek();
"#;

/// What has come of it: how far the run is, and its end.
const STATE: &str = r#"
    const clock = document.querySelector("tidepool-lab")?.shadowRoot?.querySelector("[data-testid=clock]");
    return { ns: Number(clock?.dataset.ns ?? 0), ended: globalThis.ended };
"#;

/// A run that has not moved for so long stands still.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn every_scenario_gives_the_same_trace_in_the_browser() {
    let cases = cases();
    assert!(cases.len() > tidepool_content::library().scenarios.len(), "there are no variants");
    let native = std::thread::spawn({
        let cases = cases.clone();
        move || cases.iter().map(natively).collect::<Result<Vec<_>>>()
    });
    on_foreign_page(PAGE, "", async |page| {
        page.open("").await?;
        let mut found = BTreeMap::new();
        for case in &cases {
            found.insert(case, in_browser(page, case).await.with_context(|| format!("{case:?}"))?);
        }
        let native = native.join().expect("the native runs do not panic")?;
        let native: BTreeMap<&Case, String> = cases.iter().zip(native).collect();
        assert_eq!(found, native, "left is what the browser gave, right the native runs");
        Ok(())
    });
}

/// Every scenario of the book and every variant of each.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, text) in &tidepool_content::library().scenarios {
        let scenario = Scenario::parse(name, text).unwrap_or_else(|error| panic!("{error}"));
        if scenario.variants.is_empty() {
            cases.push((name.clone(), None));
        }
        cases.extend(scenario.variants.into_iter().map(|variant| (name.clone(), Some(variant.id))));
    }
    cases
}

/// The trace hash of a whole run, made here.
fn natively((scenario, variant): &Case) -> Result<String> {
    let mut run = tidepool::scenario(scenario)?;
    if let Some(variant) = variant {
        run = run.variant(variant);
    }
    Ok(run.run()?.report().trace_hash.clone())
}

/// The trace hash of a whole run in a lab.
async fn in_browser(page: &Page, (scenario, variant): &Case) -> Result<String> {
    page.ask(BEGIN, vec![json!(scenario), json!(variant)]).await?;
    let (mut moved, mut last) = (Instant::now(), Value::Null);
    loop {
        let state = page.ask(STATE, Vec::new()).await?;
        let ended = &state["ended"];
        if !ended.is_null() {
            ensure!(ended["scenario"] == json!(scenario), "another scenario ran: {ended}");
            ensure!(variant.is_none() || ended["variant"] == json!(variant), "another variant ran: {ended}");
            return Ok(ended["traceHash"].as_str().context("the event has no trace hash")?.to_owned());
        }
        if state != last {
            (moved, last) = (Instant::now(), state);
        } else if moved.elapsed() > PATIENCE {
            bail!("the run has stood still at {last} for {} s", PATIENCE.as_secs());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

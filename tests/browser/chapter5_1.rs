//! Section 5.1: labs, claims and challenges, and buttons that bring faults about.

use anyhow::Result;
use serde_json::{Value, json};
use tidepool_scenario::link;
use tidepool_tests::browser::{LANGUAGES, on_site};

use crate::chapter::{Challenge, Lab, play_labs, try_claims};

const SECTIONS: [&str; 1] = ["5-1"];

#[test]
fn each_lab_is_played() {
    play_labs(&SECTIONS);
}

#[test]
fn each_claim_is_tried_and_its_verdict_opens() {
    try_claims(&SECTIONS, 2 * 4);
}

/// The trace hash of the run natively, with the slow database at the time the page says.
fn native(settings: &Value) -> Result<Value> {
    let at = settings["fault.slow.at"].as_str().unwrap_or_default();
    Ok(json!(tidepool::scenario("see-it")?.set("fault.slow.at", at).run()?.report().trace_hash))
}

/// Goes to 15 s and presses the button.
async fn press(lab: &Lab<'_>) -> Result<()> {
    lab.ask("give('[data-testid=scrub]', 500)").await?;
    lab.until("Number($('[data-testid=clock]').dataset.ns) >= 15e9").await?;
    lab.ask("$('button[data-fault=slow]').click()").await?;
    lab.until("$('button[data-fault=slow]').getAttribute('aria-pressed') === 'true'").await
}

#[test]
fn a_button_brings_its_fault_about_and_takes_it_back() {
    on_site(async |page| {
        for lang in LANGUAGES {
            page.open(&format!("{lang}/5-1/")).await?;
            let lab = Lab::begin(page, "lab-see-it").await?;
            press(&lab).await?;
            // It goes on from there by itself, and says in words what goes on.
            lab.until("Number($('[data-testid=clock]').dataset.ns) > 15.1e9").await?;
            let words = if lang == "zh" { "查询变慢" } else { "slow queries" };
            let spoken = lab.ask("return $('[data-testid=scrub]').getAttribute('aria-valuetext')").await?;
            assert!(spoken.as_str().is_some_and(|text| text.contains(words)), "{spoken}");
            let end = lab.run("", "").await?;
            assert!(end["metrics"]["requests_failed"].as_f64() > Some(100.0), "{end}");
            assert_eq!(end["traceHash"], native(&end["settings"])?, "as it is natively");
            assert!(lab.ask("return $('button[data-fault=crowd]').disabled").await? == json!(true));
            lab.ask("$('button[data-fault=slow]').click()").await?;
            lab.until("$('button[data-fault=slow]').getAttribute('aria-pressed') === 'false'").await?;
            let end = lab.run("", "").await?;
            assert_eq!(end["settings"]["fault.slow.at"], "never");
            assert_eq!(end["traceHash"], native(&end["settings"])?, "as if it had not been");
        }
        Ok(())
    });
}

#[test]
fn a_link_takes_what_was_pressed_along() {
    on_site(async |page| {
        page.open("en/5-1/").await?;
        let lab = Lab::begin(page, "lab-see-it").await?;
        press(&lab).await?;
        let end = lab.run("", "").await?;
        lab.ask("$('[data-testid=share]').click()").await?;
        lab.until("location.hash.includes('tp1.')").await?;
        let hash = lab.ask("return location.hash").await?;
        let run = link::decode(hash.as_str().unwrap_or_default())?.run;
        let again = tidepool_sim::run(&run).map_err(|errors| anyhow::anyhow!("{errors}"))?;
        assert_eq!(end["traceHash"], json!(again.report.trace_hash));
        Ok(())
    });
}

#[test]
fn the_page_of_metrics_is_what_the_handler_has_answered() {
    on_site(async |page| {
        page.open("en/5-1/").await?;
        let lab = Lab::begin(page, "lab-see-it").await?;
        lab.run("", "").await?;
        lab.ask("$('button[data-profile=metrics]').click()").await?;
        lab.until("$('[data-testid=profile]')").await?;
        let text = lab.ask("return $('[data-testid=profile]').textContent").await?;
        let text = text.as_str().unwrap_or_default();
        for part in ["GET /metrics @ 55", "http_request_duration_seconds_bucket{code=\"200\",le=\"0.05\"}"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        lab.ask("$('button[data-profile=goroutine]').click()").await?;
        lab.until("$('[data-testid=profile]').textContent.includes('runtime.gopark')").await
    });
}

#[test]
fn a_leaky_release_is_deployed_and_rolled_back() {
    on_site(async |page| {
        for lang in LANGUAGES {
            page.open(&format!("{lang}/5-1/")).await?;
            let lab = Lab::begin(page, "lab-see-leak").await?;
            lab.ask("$('button[data-preset=fails]').click()").await?;
            let leaks = lab.run("healthy", "").await?;
            assert!(leaks["metrics"]["requests_failed"].as_f64() > Some(100.0), "{leaks}");
            let spoken = lab.ask("return $('[data-testid=scrub]').getAttribute('aria-valuetext')").await?;
            let words = if lang == "zh" { "发布：版本 B" } else { "rollout: Release B" };
            assert!(spoken.as_str().is_some_and(|text| text.contains(words)), "{spoken}");
            lab.ask("$('button[data-preset=survives]').click()").await?;
            let mended = lab.run("healthy", "").await?;
            assert!(mended["metrics"]["requests_failed"].as_f64() < Some(20.0), "{mended}");
            let run = tidepool::scenario("see-leak")?.variant("healthy");
            let run = run.set("fault.b.at", "10s").set("fault.back.at", "25s").run()?;
            assert_eq!(mended["traceHash"], json!(run.report().trace_hash), "as it is natively");
        }
        Ok(())
    });
}

#[test]
fn enough_connections_outlive_a_slow_database() {
    on_site(async |page| {
        page.open("en/5-1/").await?;
        let lab = Lab::begin(page, "lab-see-it").await?;
        press(&lab).await?;
        let met = "return document.querySelectorAll('.challenge')[0].classList.contains('met')";
        lab.run("", "").await?;
        assert_eq!(lab.ask(met).await?, false, "with ten connections");
        let end = lab.run("", "pool=22").await?;
        assert_eq!(lab.ask(met).await?, true, "{end}");
        Ok(())
    });
}

#[test]
fn room_for_one_answer_lets_the_asker_go() {
    Challenge::new("5-1", 1, "lab-see-leak", "a", "").meet();
}

#[test]
fn rows_that_are_closed_give_their_connections_back() {
    Challenge::new("5-1", 2, "lab-see-leak", "b", "").meet();
}

//! Section 5.6: its lab played, each protection switched on, its claims tried, its challenges met.

use tidepool_tests::browser::{LANGUAGES, on_site};

use crate::chapter::{Challenge, Lab, play_labs, try_claims};

#[test]
fn the_lab_is_played() {
    play_labs(&["5-6"]);
}

#[test]
fn the_claims_are_tried_and_their_verdicts_open() {
    try_claims(&["5-6"], 2 * 4);
}

/// In the page each preset meets its conditions as natively; that of the plain run has none, it has those of the scenario.
#[test]
fn each_protection_does_what_its_preset_says_and_no_more() {
    let scenario = tidepool_content::library().scenario("story").expect("it can be read");
    on_site(async |page| {
        page.open("en/5-6/").await?;
        let lab = Lab::begin(page, "lab-story").await?;
        for preset in &scenario.presets {
            let end = lab.run_preset("healthy", &preset.id).await?;
            let conditions = preset.expectations()?;
            for expected in conditions {
                let value = end["metrics"][&expected.metric].as_f64();
                let holds = value.is_some_and(|value| expected.condition.holds(value));
                assert!(holds, "{}: {} {}, found {value:?}", preset.id, expected.metric, expected.condition);
            }
        }
        Ok(())
    });
}

#[test]
fn the_picture_of_the_shop_counts_what_its_lab_counts() {
    on_site(async |page| {
        for lang in LANGUAGES {
            page.open(&format!("{lang}/5-6/")).await?;
            let lab = Lab::begin(page, "lab-story").await?;
            let end = lab.run_preset("healthy", "survives").await?;
            for metric in
                ["requests_arrived", "zone_a.balancer_sent", "db_queries", "orders.requests_completed"]
            {
                let count = format!("document.querySelector('.flow-chart [data-count=\"{metric}\"] .count')");
                lab.until(&format!(
                    "{count} && Number({count}.textContent.replace(',', '')) === {}",
                    end["metrics"][metric]
                ))
                .await?;
            }
        }
        Ok(())
    });
}

#[test]
fn one_line_mends_the_release() {
    Challenge::new("5-6", 0, "lab-story", "leaks", "").meet();
}

#[test]
fn few_places_let_nobody_else_notice() {
    Challenge::new("5-6", 1, "lab-story", "healthy", "").meet();
}

#[test]
fn a_budget_lets_the_roll_back_work() {
    on_site(async |page| {
        page.open("en/5-6/").await?;
        let lab = Lab::begin(page, "lab-story").await?;
        let met = "document.querySelectorAll('.challenge')[2].classList.contains('met')";
        lab.run_preset("healthy", "late").await?;
        assert_eq!(lab.ask(&format!("return {met}")).await?, false, "before the change");
        let end = lab.run("healthy", "budget=0.1").await?;
        assert_eq!(lab.ask(&format!("return {met}")).await?, true, "the changed run ended so: {end}");
        Ok(())
    });
}

//! Chapter 1: every lab played, every claim tried, every challenge met; profiles taken; diagnoses made.

use serde_json::Value;
use tidepool_tests::browser::on_site;

use crate::chapter::{Challenge, Lab, play_labs, replace, try_claims};

/// The chapter's sections.
const SECTIONS: [&str; 3] = ["1-1", "1-2", "1-3"];

#[test]
fn each_lab_is_played() {
    play_labs(&SECTIONS);
}

#[test]
fn each_claim_is_tried_and_its_verdict_opens() {
    try_claims(&SECTIONS, 2 * 6);
}

/// The text of a profile taken at the end of a variant's run.
async fn profile(lab: &Lab<'_>, variant: &str, name: &str) -> anyhow::Result<String> {
    lab.run(variant, "duration=5s").await?;
    lab.ask(&format!("$('button[data-profile={name}]').click()")).await?;
    lab.until("$('[data-testid=profile]')").await?;
    let text = lab.ask("return $('[data-testid=profile]').textContent").await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

#[test]
fn the_leaking_line_is_found_in_the_profiles() {
    on_site(async |page| {
        page.open("zh/1-1/").await?;
        let lab = Lab::begin(page, "lab-goroutine-leak").await?;
        for (variant, place, stuck) in [
            ("range", "main.audit+0xc\tleak-range.go:29", true),
            ("sender", "main.order.func1+0x14\tleak-sender.go:25", true),
            ("ticker", "main.follow", false),
        ] {
            let all = profile(&lab, variant, "goroutine").await?;
            // Behind what pprof says of all, the largest group comes first.
            let mut groups = all.lines().skip_while(|line| !line.starts_with("goroutine profile:"));
            let first = groups.nth(2).unwrap_or_default();
            assert!(first.contains(place), "{variant}: {all}");
            let leaked = profile(&lab, variant, "goroutineleak").await?;
            assert_eq!(leaked.contains(place), stuck, "{variant}: {leaked}");
        }
        Ok(())
    });
}

#[test]
fn the_heap_profile_names_who_allocated() {
    on_site(async |page| {
        page.open("en/1-3/").await?;
        let lab = Lab::begin(page, "lab-symptoms").await?;
        let text = profile(&lab, "cache", "heap").await?;
        let top = text.lines().find(|line| line.contains("main.")).unwrap_or_default();
        assert!(top.contains("main.page"), "{text}");
        assert!(text.contains("# runtime.MemStats"), "{text}");
        Ok(())
    });
}

#[test]
fn an_unlabelled_run_hides_its_listing_until_it_is_asked_for() {
    on_site(async |page| {
        page.open("en/1-3/").await?;
        let lab = Lab::begin(page, "lab-which-disease").await?;
        for variant in ["a", "b", "c"] {
            lab.run(variant, "duration=5s").await?;
            assert_eq!(lab.ask("return $('[data-testid=veil]').open").await?, Value::Bool(false));
            lab.ask("$('[data-testid=veil] summary').click()").await?;
            lab.until("$('[data-testid=editor]').checkVisibility()").await?;
        }
        Ok(())
    });
}

#[test]
fn goroutines_stand_in_their_row() {
    on_site(async |page| {
        page.open("en/1-1/").await?;
        let lab = Lab::begin(page, "lab-goroutine-leak").await?;
        // At the beginning the only goroutine can run.
        let rows = lab
            .ask(
                "const box = $('[data-testid=crowd]').getBoundingClientRect();\
                 return [...lab.shadowRoot.querySelectorAll('[data-testid=crowd] li')].map(row => {\
                 const place = row.getBoundingClientRect();\
                 return place.top >= box.top && place.bottom <= box.bottom })",
            )
            .await?;
        assert_eq!(rows, serde_json::json!([true]));
        Ok(())
    });
}

#[test]
fn the_collector_prints_its_lines() {
    on_site(async |page| {
        page.open("en/1-2/").await?;
        let lab = Lab::begin(page, "lab-gc-pressure").await?;
        lab.run("pool", "gctrace=1").await?;
        lab.ask("$('[data-testid=inspector] summary').click()").await?;
        lab.until(
            "/^gc 1 @0\\.\\d{3}s \\d+%: .* MB goal, .* 2 P/m.test($('[data-testid=output]')?.textContent)",
        )
        .await
    });
}

#[test]
fn a_late_sender_can_leave() {
    let it = Challenge::new("1-1", 0, "lab-goroutine-leak", "sender", "backend=100ms");
    it.meet_by_change(|code| replace(code, "make(chan int)", "make(chan int, 1)"));
}

#[test]
fn an_order_is_looked_after_for_a_second() {
    Challenge::new("1-1", 1, "lab-goroutine-leak", "ticker", "")
        .meet_by_change(|code| replace(code, "\t\tlook()\n\t}", "\t\tlook()\n\t\treturn\n\t}"));
}

#[test]
fn a_high_gogc_buys_time_with_memory() {
    Challenge::new("1-2", 0, "lab-gc-pressure", "fresh", "").meet_by_settings("gogc=400");
}

#[test]
fn a_pool_makes_less_garbage() {
    Challenge::new("1-2", 1, "lab-gc-pressure", "fresh", "")
        .meet_by_change(|_| tidepool_content::library().listings["ch1/report-pool.go"].clone());
}

#[test]
fn a_cache_with_a_limit_stops_growing() {
    Challenge::new("1-3", 0, "lab-symptoms", "cache", "").meet_by_change(|code| {
        replace(code, "\tmade++\n", "\tmade++\n\tdelete(cache, fmt.Sprint(\"page \", made-100))\n")
    });
}

#[test]
fn an_export_row_by_row_makes_no_spikes() {
    Challenge::new("1-3", 1, "lab-symptoms", "spikes", "").meet_by_change(|code| {
        let from = code.find("func exportAll").unwrap_or_default();
        let to = code.find("// encode").unwrap_or_default();
        let careful = "func exportAll() {\n\
            \tfor range time.Tick(3 * time.Second) {\n\
            \t\tfor n, s := range sessions {\n\
            \t\t\tencode(s)\n\
            \t\t\tif n%100 == 0 {\n\
            \t\t\t\ttime.Sleep(time.Millisecond)\n\
            \t\t\t}\n\t\t}\n\t}\n}\n\n";
        let code = format!("{}{careful}{}", &code[..from], &code[to..]);
        let send = code.find("func send").unwrap_or(code.len());
        let row = code.find("type row").unwrap_or_default();
        let end = code.find("func exportAll").unwrap_or_default();
        format!("{}{}", &code[..row], &code[end..send])
    });
}

//! The lab: run, broken, mended, shared, in both languages.

use anyhow::bail;
use serde_json::Value;
use thirtyfour::prelude::*;
use tidepool_scenario::link;
use tidepool_sim::{Budget, Options, Report, Simulation, Time};
use tidepool_tests::browser::Size;

use crate::tools::{ask, click, fill, on_lab, seek, until};

#[test]
fn it_plays_in_both_languages() {
    for (lang, word) in [("zh", "占用"), ("en", "in use")] {
        on_lab(&format!("scenario=rows lang={lang}"), async |page| {
            click(page, "[data-testid=play]").await?;
            until(page, "ns() > 100e6").await?;
            assert!(page.lab_text("[data-number=in_use]").await?.contains(word));
            until(page, "$('[data-testid=caption]').textContent.length > 10").await?;
            click(page, "[data-testid=play]").await?;
            let paused = ask(page, "ns()").await?;
            assert_eq!(ask(page, "ns()").await?, paused);
            Ok(())
        });
    }
}

#[test]
fn leaking_takes_all_connections_and_draining_none() {
    on_lab("scenario=rows lang=en", async |page| {
        seek(page, 200).await?;
        assert_eq!(ask(page, "$('[data-number=in_use] dd').textContent").await?, "10 / 10");
        until(page, "$('.slot[data-state=leaked]')").await?;
        fill(page, "select[data-testid=variant]", "drained").await?;
        seek(page, 200).await?;
        assert_eq!(ask(page, "$('.slot[data-state=leaked]')").await?, Value::Null);
        Ok(())
    });
}

#[test]
fn another_pool_size_is_another_run() {
    on_lab("scenario=rows lang=en", async |page| {
        fill(page, "[data-testid=param-pool]", "25").await?;
        seek(page, 200).await?;
        assert_eq!(ask(page, "$('[data-number=in_use] dd').textContent").await?, "25 / 25");
        fill(page, "[data-testid=param-pool]", "-3").await?;
        assert!(page.lab_text("[data-param=pool] .error").await?.contains("least value, 1"));
        assert_eq!(ask(page, "$('[data-testid=param-pool]').value").await?, "-3");
        Ok(())
    });
}

#[test]
fn a_syntax_error_is_shown_in_place_and_can_be_mended() {
    on_lab("scenario=rows lang=en", async |page| {
        let original = ask(page, "$('[data-testid=editor]').value").await?;
        let original = original.as_str().unwrap_or_default().to_owned();
        fill(page, "[data-testid=editor]", &original.replace("for rows.Next() {", "for rows.Next( {"))
            .await?;
        let line = original.lines().position(|line| line.contains("rows.Next()")).unwrap_or_default() + 1;
        let place = page.lab_text("[data-testid=problems] .jump").await?;
        assert!(
            place.starts_with(&format!("{line}:")),
            "the error is said to be at {place}, not in line {line}"
        );
        until(page, &format!("$('.beside.wrong[data-line=\"{line}\"]')")).await?;
        fill(page, "[data-testid=editor]", &original).await?;
        until(page, "!$('[data-testid=problems] .jump')").await?;
        Ok(())
    });
}

#[test]
fn the_tab_key_writes_a_tab_and_undo_takes_it_back() {
    on_lab("scenario=rows lang=en", async |page| {
        let editor = page.in_lab("[data-testid=editor]").await?;
        let before = ask(page, "$('[data-testid=editor]').value.length").await?;
        editor.click().await?;
        editor.send_keys(Key::Tab + "").await?;
        until(page, &format!("$('[data-testid=editor]').value.length === {before} + 1")).await?;
        editor.send_keys(Key::Control + "z").await?;
        until(page, &format!("$('[data-testid=editor]').value.length === {before}")).await?;
        Ok(())
    });
}

#[test]
fn a_step_goes_to_the_next_event_and_back_is_exact() {
    on_lab("scenario=rows lang=en", async |page| {
        seek(page, 4).await?;
        let before = ask(page, "[ns(), $('.stage').textContent]").await?;
        click(page, "[data-testid=step]").await?;
        until(page, &format!("ns() >= {}", before[0])).await?;
        click(page, "[data-testid=step]").await?;
        click(page, "[data-testid=step-back]").await?;
        click(page, "[data-testid=step-back]").await?;
        until(page, &format!("ns() === {}", before[0])).await?;
        assert_eq!(ask(page, "[ns(), $('.stage').textContent]").await?, before);
        Ok(())
    });
}

#[test]
fn a_shared_link_opens_the_same_state() {
    on_lab("scenario=rows lang=en", async |page| {
        fill(page, "[data-testid=param-pool]", "7").await?;
        seek(page, 100).await?;
        click(page, "[data-testid=share]").await?;
        until(page, "$('[data-testid=link]')").await?;
        assert!(page.lab_text("[data-testid=shared]").await?.contains("command line"));
        click(page, ".inspector summary").await?;
        let state = "[ns(), $('.stage').textContent, $('[data-testid=param-pool]').value, $('[data-testid=trace]').textContent]";
        let before = ask(page, state).await?;
        // The page is somebody else's: its address is left alone.
        assert!(!page.driver().current_url().await?.as_str().contains('#'));
        let address = ask(page, "$('[data-testid=link]').value").await?;
        let address = address.as_str().unwrap_or_default();
        assert!(address.contains("#tp1."), "{address}");
        page.driver().goto(address).await?;
        page.driver().refresh().await?;
        page.in_lab("[data-testid=stage]").await?;
        until(page, &format!("ns() === {}", before[0])).await?;
        click(page, ".inspector summary").await?;
        page.in_lab("[data-testid=trace]").await?;
        assert_eq!(ask(page, state).await?, before);
        Ok(())
    });
}

#[test]
fn a_finished_run_is_shared_with_the_hash_it_has_here_too() {
    on_lab("scenario=rows lang=en", async |page| {
        fill(page, "[data-testid=param-clients]", "20").await?;
        seek(page, 2000).await?;
        page.in_lab("[data-testid=ended]").await?;
        click(page, "[data-testid=share]").await?;
        until(page, "$('[data-testid=link]')").await?;
        let address = ask(page, "$('[data-testid=link]').value").await?;
        let link = link::decode(address.as_str().unwrap_or_default())?;
        let Ok(finished) = tidepool_sim::run(&link.run) else { bail!("the link's listing does not compile") };
        assert_eq!(link.trace_hash, Some(finished.report.trace_hash));
        Ok(())
    });
}

/// Catches what a page saves: names, types and texts.
const CATCH: &str = "window.saved = []; const make = URL.createObjectURL; let last;\
    URL.createObjectURL = blob => { last = blob; return make.call(URL, blob) };\
    HTMLAnchorElement.prototype.click = function () {\
        const entry = { name: this.download, href: this.href.slice(0, 22) }; window.saved.push(entry);\
        if (this.href.startsWith('blob:')) last.text().then(text => { entry.text = text }) }";

#[test]
fn a_run_is_given_away_as_command_tag_and_files() {
    on_lab("scenario=rows lang=en params=pool=20", async |page| {
        seek(page, 100).await?;
        page.ask(CATCH, Vec::new()).await?;
        click(page, "[data-testid=share]").await?;
        until(page, "$('[data-testid=command]')").await?;
        assert_eq!(ask(page, "$('[data-testid=command]').value").await?, "tidepool run rows --set pool=20");
        let tag = ask(page, "$('[data-testid=embed]').value").await?;
        let parts =
            ["/embed/v1.js\"></script>", "<tidepool-lab scenario=\"rows\" params=\"pool=20\" lang=\"en\">"];
        assert!(tag.as_str().is_some_and(|tag| parts.iter().all(|part| tag.contains(part))), "{tag}");
        // The same as the command line makes of the same moment.
        let library = tidepool_content::library();
        let set = [("pool".to_owned(), "20".to_owned())].into_iter().collect();
        let selection = tidepool_scenario::Selection { set, ..Default::default() };
        let run = library.scenario("rows")?.resolve(&selection, &library)?;
        let Ok(mut here) = Simulation::new(run.into(), Options::default()) else {
            bail!("it does not compile")
        };
        here.advance(Time::from_nanos(1_500_000_000), Budget(u64::MAX));
        let report = Report::of(&here);
        let names = report.series.iter().map(|series| format!(",{}", series.name)).collect::<String>();
        let table = |text: &str| text.lines().next() == Some(&format!("time_ms{names}"));
        let whole = serde_json::to_string_pretty(&report)? + "\n";
        let result = |text: &str| text == whole;
        let forms: [(&str, &dyn Fn(&str) -> bool); 2] = [("csv", &table), ("json", &result)];
        for (ending, right) in forms {
            click(page, &format!("[data-save={ending}]")).await?;
            page.wait_until(ending, "return window.saved.at(-1)?.text !== undefined").await?;
            let saved = page.ask("return window.saved.at(-1)", Vec::new()).await?;
            assert_eq!(saved["name"], format!("rows.{ending}"));
            assert!(saved["text"].as_str().is_some_and(right), "{saved}");
            page.ask("window.saved = []", Vec::new()).await?;
        }
        for (ending, start) in [("svg", "<svg"), ("md", "# ")] {
            click(page, &format!("[data-save={ending}]")).await?;
            let begins = format!("return window.saved.at(-1)?.text?.startsWith('{start}')");
            page.wait_until(ending, &begins).await?;
        }
        click(page, "[data-save=png]").await?;
        page.wait_until("png", "return window.saved.at(-1).href === 'data:image/png;base64,'").await?;
        click(page, "[data-testid=unshare]").await?;
        until(page, "!$('[data-testid=shared]')").await
    });
}

#[test]
fn a_broken_link_is_said_and_the_lab_works() {
    on_lab("scenario=rows lang=en link=tp1.broken", async |page| {
        assert!(page.lab_text("[data-testid=notice]").await?.contains("cut off or altered"));
        seek(page, 20).await?;
        Ok(())
    });
}

#[test]
fn a_phone_shows_it_without_sideways_scrolling() {
    on_lab("scenario=rows lang=zh", async |page| {
        page.resize(Size::PHONE).await?;
        seek(page, 50).await?;
        assert_eq!(page.ask("return document.documentElement.scrollWidth", Vec::new()).await?, 390);
        // What a step is can be chosen, and seen.
        fill(page, "[data-testid=unit]", "到下次等待").await?;
        let unit = "$('[data-testid=unit]').getBoundingClientRect()";
        assert_eq!(ask(page, &format!("{unit}.width > 40 && {unit}.right <= 390")).await?, true);
        Ok(())
    });
}

#[test]
fn what_goes_wrong_is_marked_and_said() {
    for (lang, words, so_far) in [
        ("en", "slow queries, 60.0 s to 75.0 s", "Faults so far: slow queries"),
        ("zh", "查询变慢，60.0 s 到 75.0 s", "到现在的故障：查询变慢"),
    ] {
        on_lab(&format!("scenario=retry-storm lang={lang}"), async |page| {
            until(page, "$('[data-chart]')").await?;
            assert_eq!(ask(page, "$('.track .fault title').textContent").await?, words);
            let caption = "$('[data-testid=caption]').textContent";
            assert!(!ask(page, caption).await?.to_string().contains(so_far), "it has not begun");
            fill(page, "[data-testid=scrub]", "480").await?;
            until(page, &format!("ns() >= 70e9 && !$('.busy') && {caption}.includes('{so_far}')")).await?;
            let captions = "[...document.querySelector('tidepool-lab').shadowRoot.querySelectorAll('.chart caption')].map(caption => caption.textContent)";
            let captions = ask(page, captions).await?;
            let captions: Vec<&str> =
                captions.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            assert_eq!(captions.len(), 3);
            assert!(captions.iter().all(|caption| caption.ends_with(words)), "{captions:?}");
            assert!(ask(page, "$('[data-testid=scrub]').ariaValueText").await?.to_string().contains(words));
            Ok(())
        });
    }
}

#[test]
fn every_limit_is_in_sight() {
    for (lang, pool, ours) in [("en", "pool 7", "the lab's own"), ("zh", "连接池 7", "实验台")] {
        on_lab(&format!("scenario=rows params=pool=7 lang={lang}"), async |page| {
            seek(page, 100).await?;
            let text = |key: &str| format!("$('[data-testid=limits] [data-limit={key}]').textContent");
            assert_eq!(ask(page, &text("pool")).await?, pool);
            assert_eq!(ask(page, &text("max_connections")).await?, "max_connections 151");
            assert!(ask(page, &text("ours")).await?.to_string().contains(ours));
            Ok(())
        });
    }
}

#[test]
fn a_fault_can_come_again_when_the_reader_wants_it() {
    on_lab("scenario=retry-storm lang=en", async |page| {
        fill(page, "[data-testid=scrub]", "100").await?;
        until(page, "ns() >= 15e9 && !$('.busy')").await?;
        click(page, "[data-fault=again]").await?;
        until(page, "ns() >= 16e9 && $('[data-testid=caption]').textContent.includes('slow queries, 15.0 s to 30.0 s')").await?;
        assert_eq!(ask(page, "$('[data-fault=again]').ariaPressed").await?, "true");
        Ok(())
    });
}

#[test]
fn the_latest_events_can_be_searched() {
    on_lab("scenario=rows lang=en", async |page| {
        seek(page, 100).await?;
        click(page, "[data-profile=events]").await?;
        let lines = "$('[data-testid=profile]').textContent.split('\\n')";
        until(page, &format!("{lines}.length > 100")).await?;
        fill(page, "[data-testid=search-lines]", "REQUEST").await?;
        until(page, &format!("{lines}.length > 3 && {lines}.every(line => line.includes('request'))"))
            .await?;
        until(
            page,
            &format!("$('[data-testid=lines-found]').textContent.startsWith({lines}.length + ' / ')"),
        )
        .await?;
        fill(page, "[data-testid=search-lines]", "").await?;
        click(page, "[data-profile=gctrace]").await?;
        until(page, "$('[data-profile=gctrace]').ariaPressed === 'true'").await
    });
}

//! The lab: run, broken, mended, shared, in both languages.

use anyhow::bail;
use serde_json::Value;
use thirtyfour::prelude::*;
use tidepool_scenario::link;
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
        let address = page.driver().current_url().await?;
        assert!(address.as_str().contains("#tp1."), "{address}");
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

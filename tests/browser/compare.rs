//! Two runs beside each other in the lab: kept, changed, at the same time, told, shared, ended.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tidepool_tests::browser::{Page, Size};

use crate::tools::{PLAYING, ask, click, fill, on_lab, pause, seek, until};

const OUTCOME: &str = "$('[data-testid=compare-outcome]')?.textContent ?? ''";

/// The cells of a row of figures: A, then B.
async fn figure(page: &Page, key: &str) -> Result<[String; 2]> {
    let script = format!(
        "[...$('[data-testid=compare-figures] tr[data-figure=\"{key}\"]').querySelectorAll('td')].map(it => it.textContent)"
    );
    Ok(serde_json::from_value(ask(page, &script).await?)?)
}

#[test]
fn a_leak_is_kept_and_its_cure_stands_beside_it() {
    for (lang, alike, failed) in [
        ("en", "So far B is the same", "requests failed 0 instead of "),
        ("zh", "B 现在还和它一样", "失败的请求：B 0，A "),
    ] {
        on_lab(&format!("scenario=rows lang={lang}"), async |page| {
            seek(page, 200).await?;
            click(page, "[data-testid=compare-button]").await?;
            until(page, &format!("$('[data-testid=compare-choice]').textContent.includes('{alike}')"))
                .await?;
            let record = "window.said = new Set(); const lab = document.querySelector('tidepool-lab').shadowRoot;
                setInterval(() => said.add(lab.querySelector('[data-testid=compare-outcome]')?.textContent), 2)";
            page.ask(record, Vec::new()).await?;
            fill(page, "select[data-testid=variant]", "drained").await?;
            // Whoever has seen a run wants to see the other one: it plays, and both go on together.
            until(page, &format!("{PLAYING} && ns() > 1e9")).await?;
            pause(page).await?;
            seek(page, 2000).await?;
            until(page, &format!("{OUTCOME}.includes('{failed}')")).await?;
            // While A was on its way to where the new B began, the two were not compared.
            let said = page
                .ask(
                    "return [...said].filter(text => /^By 0 |^到 0 s 为止，(?!两次)/.test(text))",
                    Vec::new(),
                )
                .await?;
            assert_eq!(said, json!([]));
            let [a, b] = figure(page, "requests_failed").await?;
            let native = |variant| tidepool::scenario("rows")?.variant(variant).run();
            assert_eq!(a, native("early-break")?.metric("requests_failed").to_string());
            assert_eq!(b, native("drained")?.metric("requests_failed").to_string());
            // The curves of both can be read at the same time.
            let head = ask(page, "$('[data-chart=requests] thead').textContent").await?;
            assert!(head.as_str().is_some_and(|text| text.contains("A: ")), "{head}");
            assert!(page.lab_text("[data-chart=requests] .legend").await?.contains("A"));
            // A's own picture is one click away.
            click(page, "[data-testid=kept] summary").await?;
            until(page, "$('[data-testid=kept] .slot[data-state=leaked]')").await?;
            assert_eq!(ask(page, "$('.sides .slot[data-state=leaked]')").await?, Value::Null);
            click(page, "[data-testid=compare-button]").await?;
            until(page, "!$('[data-testid=compare]')").await?;
            let head = ask(page, "$('[data-chart=requests] thead').textContent").await?;
            assert!(head.as_str().is_some_and(|text| !text.contains("A: ")), "{head}");
            Ok(())
        });
    }
}

#[test]
fn back_and_by_steps_both_stand_at_the_same_time() {
    on_lab("scenario=rows lang=en", async |page| {
        seek(page, 100).await?;
        click(page, "[data-testid=compare-button]").await?;
        fill(page, "[data-testid=param-pool]", "25").await?;
        until(
            page,
            "$('[data-testid=compare-choice]')?.textContent.includes('25 connections instead of 10')",
        )
        .await?;
        for position in [400, 40, 1200] {
            seek(page, position).await?;
            let seconds = f64::from(position) * 30.0 / 2000.0;
            let said =
                if seconds < 10.0 { format!("By {seconds:.2} s") } else { format!("By {seconds:.1} s") };
            until(page, &format!("{OUTCOME}.startsWith('{said}')")).await?;
            // All connections are taken in both: what is in use tells which run it is.
            assert_eq!(ask(page, "$('[data-number=in_use] dd').textContent").await?, "25 / 25");
            click(page, "[data-testid=kept] summary").await?;
            let caption = page.lab_text("[data-testid=kept-caption]").await?;
            assert!(caption.contains("all 10 connections"), "{caption}");
            click(page, "[data-testid=kept] summary").await?;
        }
        let before = ask(page, "ns()").await?;
        click(page, "[data-testid=step]").await?;
        until(page, &format!("ns() > {before} && !$('.busy')")).await?;
        click(page, "[data-testid=step-back]").await?;
        until(page, &format!("ns() === {before} && !$('.busy')")).await
    });
}

#[test]
fn what_happens_from_here_on_is_a_fork() {
    on_lab("scenario=zones lang=en", async |page| {
        seek(page, 300).await?;
        click(page, "[data-testid=compare-button]").await?;
        click(page, "[data-fault=killed]").await?;
        until(page, &format!("{PLAYING} && ns() > 6e9")).await?;
        pause(page).await?;
        until(page, "$('[data-testid=compare-choice]').textContent.includes('“Kill an instance” at 4.50 s instead of never')")
            .await?;
        // What was before is the same in both, event for event.
        seek(page, 290).await?;
        until(page, &format!("{OUTCOME}.includes('event for event')")).await
    });
}

#[test]
fn a_link_holds_the_comparison() {
    on_lab("scenario=rows lang=en", async |page| {
        fill(page, "[data-testid=param-pool]", "7").await?;
        click(page, "[data-testid=compare-button]").await?;
        fill(page, "[data-testid=param-pool]", "9").await?;
        seek(page, 300).await?;
        let state = "[ns(), $('[data-testid=compare]').textContent]";
        until(page, &format!("{OUTCOME}.startsWith('By 4.50 s')")).await?;
        let before = ask(page, state).await?;
        assert!(
            before[1].as_str().is_some_and(|text| text.contains("9 connections instead of 7")),
            "{before}"
        );
        click(page, "[data-testid=share]").await?;
        until(page, "$('[data-testid=link]')").await?;
        let address = ask(page, "$('[data-testid=link]').value").await?;
        page.driver().goto(address.as_str().unwrap_or_default()).await?;
        page.driver().refresh().await?;
        page.in_lab("[data-testid=compare]").await?;
        until(page, &format!("ns() === {} && !$('.busy')", before[0])).await?;
        until(page, &format!("$('[data-testid=compare]').textContent === {}", json!(before[1]))).await
    });
}

#[test]
fn it_works_by_keyboard_and_on_a_phone() {
    on_lab("scenario=rows lang=zh", async |page| {
        page.resize(Size::PHONE).await?;
        seek(page, 50).await?;
        let focus = "document.querySelector('tidepool-lab').shadowRoot.querySelector('[data-testid=compare-button]').focus()";
        page.ask(focus, Vec::new()).await?;
        page.driver().active_element().await?.send_keys(Key::Enter + "").await?;
        until(page, "$('[data-testid=compare-figures]')").await?;
        fill(page, "[data-testid=param-pool]", "60").await?;
        seek(page, 500).await?;
        until(page, &format!("{OUTCOME}.startsWith('到 7.50 s 为止')")).await?;
        assert_eq!(page.ask("return document.documentElement.scrollWidth", Vec::new()).await?, 390);
        // What is read out says how both fare.
        until(page, "$('.sight [role=status]').textContent.includes('为止')").await
    });
}

#[test]
fn a_program_alone_is_compared_by_what_it_prints() {
    on_lab("scenario=defer-results lang=en", async |page| {
        click(page, "[data-testid=compare-button]").await?;
        until(page, "$('[data-testid=compare]')").await?;
        let code = ask(page, "$('[data-testid=editor]').value").await?;
        let more = code.as_str().unwrap_or_default().replacen(
            "func main() {",
            "func main() {\n\tprintln(\"first\")",
            1,
        );
        fill(page, "[data-testid=editor]", &more).await?;
        until(
            page,
            "$('[data-testid=compare-choice]').textContent.includes('text of the listing yours instead of the book\\'s')",
        )
        .await?;
        pause(page).await?;
        fill(page, "[data-testid=scrub]", "2000").await?;
        until(page, "$('[data-testid=ended]') && !$('.busy')").await?;
        until(page, "$('[data-testid=compare-figures] tr[data-figure=output_lines]')").await?;
        let [a, b] = figure(page, "output_lines").await?;
        assert_eq!(a.parse::<u32>()? + 1, b.parse::<u32>()?);
        click(page, "[data-testid=kept] summary").await?;
        until(page, "$('[data-testid=kept] [data-testid=output]')").await
    });
}

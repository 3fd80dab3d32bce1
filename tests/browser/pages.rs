//! The pages of the book around their labs.

use anyhow::Result;
use tidepool_tests::browser::{Page, on_site, site_pages};

use crate::tools::{ask, click, fill, until};

async fn text(page: &Page, script: &str) -> Result<String> {
    let value = page.ask(&format!("return String({script})"), Vec::new()).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

#[test]
fn the_first_page_offers_both_languages() {
    on_site(async |page| {
        // Without smooth scrolling, on the move nothing can be clicked.
        page.prefer(&[("prefers-reduced-motion", "reduce")]).await?;
        page.open("").await?;
        page.find("a[hreflang=zh-CN]").await?.click().await?;
        page.wait_until("the Chinese opening page", "return document.documentElement.lang === 'zh-CN'")
            .await?;
        page.find(".toc a").await?.click().await?;
        page.wait_until("section 1.1", "return location.pathname.endsWith('/zh/1-1/')").await?;
        Ok(())
    });
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    on_site(async |page| {
        for path in site_pages()? {
            page.open(&path).await?;
            // Fetched from within the page; a link's anchor must be on the page it leads to.
            let dead = "return (async () => { const found = []; \
                for (const a of document.querySelectorAll('a[href]')) { \
                    if (new URL(a.href).origin !== location.origin) continue; \
                    const answer = await fetch(a.href); \
                    const page = new DOMParser().parseFromString(await answer.text(), 'text/html'); \
                    const anchor = decodeURIComponent(new URL(a.href).hash.slice(1)); \
                    if (!answer.ok || (anchor && !page.getElementById(anchor))) found.push(a.href); \
                } \
                return found.join() })()";
            assert_eq!(page.ask(dead, Vec::new()).await?, "", "on {path}");
        }
        Ok(())
    });
}

#[test]
fn the_other_language_is_at_the_same_place() {
    on_site(async |page| {
        // Without smooth scrolling, on the move nothing can be clicked.
        page.prefer(&[("prefers-reduced-motion", "reduce")]).await?;
        page.open("en/4-1/#ten-endings-of-one-loop").await?;
        page.find(".lang-switch[href$='#ten-endings-of-one-loop']").await?.click().await?;
        page.wait_until("the Chinese page", "return location.pathname.endsWith('/zh/4-1/')").await?;
        assert_eq!(text(page, "location.hash").await?, "#ten-endings-of-one-loop");
        Ok(())
    });
}

#[test]
fn a_guess_is_judged() {
    on_site(async |page| {
        page.prefer(&[("prefers-reduced-motion", "reduce")]).await?;
        page.open("en/4-1/").await?;
        page.find(".predict input[value=a]").await?.click().await?;
        let said = text(page, "document.querySelector('.predict .wrong .mark').textContent").await?;
        assert!(said.starts_with(" Not so. "), "with the reason: {said}");
        assert_eq!(text(page, "document.querySelector('.predict details').open").await?, "false");
        page.find(".predict input[value=c]").await?.click().await?;
        assert_eq!(
            text(page, "document.querySelectorAll('.predict .right, .predict .wrong').length").await?,
            "1"
        );
        assert_eq!(text(page, "document.querySelector('.predict details').open").await?, "true");
        Ok(())
    });
}

/// What the pages hear of a run of `rows` that has ended.
fn finish(variant: &str, pool: u32, failed: u32, edited: bool) -> String {
    format!(
        "document.querySelector('tidepool-lab').dispatchEvent(new CustomEvent('tidepool-finished', {{ bubbles: true, \
         detail: {{ scenario: 'rows', variant: '{variant}', edited: {edited}, settings: {{ pool: '{pool}', ramp: '0s' }}, \
         metrics: {{ requests_failed: {failed}, requests_completed: 5000, pool_in_use_max: {pool} }} }} }}));"
    )
}

#[test]
fn a_guess_is_remembered_and_the_answer_waits_for_it() {
    on_site(async |page| {
        page.prefer(&[("prefers-reduced-motion", "reduce")]).await?;
        page.open("en/4-1/").await?;
        let hidden = "document.querySelector('.predict details').hidden";
        page.wait_until("the answer is hidden", &format!("return {hidden}")).await?;
        page.find(".predict input[value=a]").await?.click().await?;
        assert_eq!(text(page, hidden).await?, "false");
        assert!(
            text(page, "document.querySelector('.predict .wrong .why').textContent")
                .await?
                .contains("memory")
        );
        // In the other language too.
        page.open("zh/4-1/").await?;
        page.find(".predict .wrong input[value=a]:checked").await?;
        // Who has guessed and then runs the lab is told.
        page.ask(&finish("early-break", 10, 1449, false), Vec::new()).await?;
        assert_eq!(text(page, "document.querySelector('.predict details').open").await?, "true");
        Ok(())
    });
}

#[test]
fn a_run_shows_the_answer_to_who_has_not_guessed() {
    on_site(async |page| {
        page.open("en/4-1/").await?;
        let details = "document.querySelector('.predict details')";
        page.wait_until("the answer is hidden", &format!("return {details}.hidden")).await?;
        page.ask(&finish("early-break", 10, 1449, false), Vec::new()).await?;
        assert_eq!(text(page, &format!("[{details}.hidden, {details}.open]")).await?, "false,false");
        Ok(())
    });
}

#[test]
fn a_verdict_opens_to_who_has_tried() {
    on_site(async |page| {
        page.open("en/4-1/").await?;
        page.wait_until("the script is there", "return !document.querySelector('.challenge-state').hidden")
            .await?;
        let open = "document.querySelector('.claim details').open";
        page.ask(&finish("drained", 10, 0, false), Vec::new()).await?;
        assert_eq!(text(page, open).await?, "false", "another variant");
        page.ask(&finish("defer-drained", 10, 0, true), Vec::new()).await?;
        assert_eq!(text(page, open).await?, "false", "an edited listing");
        page.ask(&finish("defer-drained", 10, 0, false), Vec::new()).await?;
        assert_eq!(text(page, open).await?, "true");
        assert!(!page.find(".claim .tried").await?.text().await?.is_empty());
        Ok(())
    });
}

#[test]
fn a_challenge_is_met_by_a_run_that_meets_it() {
    on_site(async |page| {
        page.open("en/4-1/").await?;
        page.wait_until("the state is shown", "return !document.querySelector('.challenge-state').hidden")
            .await?;
        let met = "return [...document.querySelectorAll('.challenge')].map(c => c.classList.contains('met')).join()";
        let ask = async |variant, pool, failed, edited| {
            page.ask(&(finish(variant, pool, failed, edited) + met), Vec::new()).await
        };
        assert_eq!(ask("early-break", 10, 7, true).await?, "false,false", "requests failed");
        assert_eq!(ask("early-break", 150, 0, true).await?, "false,false", "with a larger pool");
        assert_eq!(ask("early-break", 10, 0, true).await?, "true,false");
        assert_eq!(
            ask("defer-early-break", 90, 0, true).await?,
            "true,false",
            "the code was to stay as it is"
        );
        assert!(
            text(page, "document.querySelectorAll('.challenge-state')[1].textContent")
                .await?
                .contains("edited")
        );
        assert_eq!(ask("defer-early-break", 90, 0, false).await?, "true,true");
        Ok(())
    });
}

/// Count of the node or edge of the page's first flow that is counted by `counter`, in the drawing.
fn counted(counter: &str) -> String {
    format!(
        "Number(document.querySelector('.flow-chart [data-count=\"{counter}\"] .count').textContent.replace(',', ''))"
    )
}

#[test]
fn a_flow_counts_along_with_its_lab() {
    on_site(async |page| {
        page.open("en/4-2/").await?;
        page.in_lab("[data-testid=stage]").await?;
        let arrived = format!("return {}", counted("requests_arrived"));
        let whole = page.ask(&arrived, Vec::new()).await?;
        assert!(
            whole.as_f64() > Some(5_000.0),
            "before the lab moves, the counts are those of a whole run: {whole}"
        );
        let at = async |position: &str, ns: f64| {
            fill(page, "[data-testid=scrub]", position).await?;
            until(page, &format!("Math.abs(ns() - {ns}) < 1e6 && !$('.busy')")).await?;
            let said = format!("{:.3} s", ns / 1e9);
            page.wait_until(
                "the flow says when",
                &format!("return document.querySelector('.flow-state').textContent.includes('{said}')"),
            )
            .await?;
            anyhow::Ok(page.ask(&arrived, Vec::new()).await?.as_f64())
        };
        // Nearly all clients come after five seconds.
        let late = at("200", 6.5e9).await?;
        assert!(late > Some(500.0) && late < whole.as_f64(), "{late:?}");
        let inout = format!(
            "return {} - {} - {} - {}",
            counted("wait_count"),
            counted("wait_served"),
            counted("wait_failed"),
            counted("pool_waiting_end")
        );
        let between = page.ask(&inout, Vec::new()).await?;
        assert!(
            (Some(0.0)..Some(20.0)).contains(&between.as_f64()),
            "{between} are neither waiting nor gone"
        );
        let early = at("40", 1.3e9).await?;
        assert!(early < late, "back in time the counts go down: {early:?}, {late:?}");
        click(page, "[data-testid=play]").await?;
        page.wait_until(
            "an edge lights up",
            "return Boolean(document.querySelector('.flow-chart .edge.passed .way'))",
        )
        .await?;
        assert!(!text(page, "document.querySelector('.flow-list li .count').textContent").await?.is_empty());
        Ok(())
    });
}

#[test]
fn a_flow_steps_with_its_lab_and_back() {
    on_site(async |page| {
        page.open("en/2-1/").await?;
        page.in_lab("[data-testid=step]").await?;
        let pushed = counted("defers_pushed");
        let until_count = async |button: &str, count: u32| {
            for _ in 0..200 {
                if page.ask(&format!("return {pushed} === {count}"), Vec::new()).await? == true {
                    return anyhow::Ok(());
                }
                click(page, button).await?;
                until(page, "!$('.busy')").await?;
            }
            anyhow::bail!("the count does not become {count}")
        };
        // Counts of a whole run until the lab moves; then none, and one with the defer statement.
        click(page, "[data-testid=step]").await?;
        until_count("[data-testid=step]", 0).await?;
        until_count("[data-testid=step]", 1).await?;
        assert_eq!(
            text(page, "document.querySelector('.flow-chart .store').classList.contains('passed')").await?,
            "true"
        );
        until_count("[data-testid=step-back]", 0).await?;
        // An edited listing has other lines.
        let code = ask(page, "$('[data-testid=editor]').value").await?;
        fill(page, "[data-testid=editor]", &format!("\n{}", code.as_str().unwrap_or_default())).await?;
        page.wait_until(
            "lines are not counted any more",
            "return document.querySelector('.flow-chart [data-count=\"line 12\"] .count').textContent === '—'",
        )
        .await?;
        Ok(())
    });
}

#[test]
fn the_theme_the_reader_chose_stays() {
    on_site(async |page| {
        page.prefer(&[("prefers-color-scheme", "light")]).await?;
        page.open("zh/").await?;
        page.find(".theme-switch:not([hidden])").await?.click().await?;
        page.open("en/4-2/").await?;
        assert_eq!(text(page, "document.documentElement.dataset.theme").await?, "dark");
        assert_eq!(text(page, "document.querySelector('.theme-switch').textContent").await?, "Light");
        Ok(())
    });
}

#[test]
fn everything_can_be_read_without_script() {
    on_site(async |page| {
        page.prefer(&[("prefers-reduced-motion", "reduce")]).await?;
        page.scripts(false).await?;
        for path in ["zh/4-1/", "en/4-1/"] {
            page.open(path).await?;
            let seen = text(page, "document.querySelector('main').innerText").await?;
            for part in ["rows-early-break.go", "SELECT id FROM", "QueryRow", "19"] {
                assert!(seen.contains(part), "{part} is missing on {path}");
            }
            page.find(".lab-still img").await?.scroll_into_view().await?;
            page.wait_until("the chart", "return document.querySelector('.lab-still img').naturalWidth > 0")
                .await?;
            assert!(!page.find(".lab-still figcaption").await?.text().await?.is_empty());
            page.find(".claim summary").await?.click().await?;
            assert!(!page.find(".claim .evidence").await?.text().await?.is_empty());
        }
        // A program's still is what it prints; a flow has the counts of that run.
        page.open("en/2-1/").await?;
        assert!(page.find(".lab-still .output").await?.text().await?.contains("deferred: n is 1"));
        assert!(!page.find(".flow-chart .store .count").await?.text().await?.is_empty());
        assert!(text(page, "document.querySelector('.predict details').hidden").await? == "false");
        Ok(())
    });
}

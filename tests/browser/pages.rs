//! The pages of the book around their labs.

use anyhow::Result;
use serde_json::Value;
use tidepool_tests::browser::{Page, on_site};

/// Every page, as a reader would link to it.
const PAGES: [&str; 7] = ["", "zh/", "en/", "zh/4-1/", "en/4-1/", "zh/4-2/", "en/4-2/"];

async fn text(page: &Page, script: &str) -> Result<String> {
    let value = page.ask(&format!("return String({script})"), Vec::new()).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

#[test]
fn the_first_page_offers_both_languages() {
    on_site(async |page| {
        page.open("").await?;
        page.find("a[hreflang=zh-CN]").await?.click().await?;
        page.wait_until("the Chinese opening page", "return document.documentElement.lang === 'zh-CN'")
            .await?;
        page.find(".toc a").await?.click().await?;
        page.wait_until("section 4.1", "return location.pathname.endsWith('/zh/4-1/')").await?;
        Ok(())
    });
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    on_site(async |page| {
        for path in PAGES {
            page.open(path).await?;
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
        assert_eq!(
            text(page, "document.querySelector('.predict .wrong .mark').textContent").await?,
            " Not so."
        );
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

#[test]
fn a_challenge_is_met_by_a_run_that_meets_it() {
    on_site(async |page| {
        page.open("en/4-1/").await?;
        page.wait_until("the state is shown", "return !document.querySelector('.challenge-state').hidden")
            .await?;
        let finish = |pool: u32, failed: u32| {
            format!(
                "document.querySelector('tidepool-lab').dispatchEvent(new CustomEvent('tidepool-finished', {{ bubbles: true, \
                 detail: {{ scenario: 'rows', variant: 'early-break', settings: {{ pool: '{pool}' }}, metrics: {{ requests_failed: {failed} }} }} }})); \
                 return document.querySelector('.challenge').classList.contains('met')"
            )
        };
        assert_eq!(page.ask(&finish(10, 7), Vec::new()).await?, Value::Bool(false), "requests failed");
        assert_eq!(page.ask(&finish(150, 0), Vec::new()).await?, Value::Bool(false), "with a larger pool");
        assert_eq!(page.ask(&finish(10, 0), Vec::new()).await?, Value::Bool(true));
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
        Ok(())
    });
}

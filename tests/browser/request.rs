//! One request followed in the lab: chosen, told, added up, walked through, by hand and by keyboard.

use anyhow::Result;
use serde_json::Value;
use thirtyfour::prelude::*;
use tidepool_tests::browser::Page;

use crate::tools::{ask, click, fill, on_lab, seek, until};

/// Whether a waterfall is shown that was not there before; the number of the request stands in the field.
async fn shown(page: &Page) -> Result<u64> {
    until(page, "$('[data-testid=waterfall] tbody tr')").await?;
    let number = ask(page, "$('[data-testid=request-number]').value").await?;
    Ok(number.as_str().unwrap_or_default().parse()?)
}

/// The spans in a row on the outermost level, in nanoseconds, together; the sums of parts together; and the whole.
async fn lengths(page: &Page) -> Result<Vec<u64>> {
    let took = "rows => [...rows].reduce((sum, row) => sum + Number(row.dataset.took), 0)";
    let script = format!(
        "(() => {{ const took = {took}; const all = css => $('[data-testid=followed]').querySelectorAll(css); return [\
         took(all('[data-testid=waterfall] tr[data-depth=\"0\"]:not(.aside)')),\
         took(all('[data-testid=request-sums] tr')),\
         Number($('[data-testid=waterfall]').dataset.length)] }})()"
    );
    let lengths: Vec<f64> = serde_json::from_value(ask(page, &script).await?)?;
    Ok(lengths.into_iter().map(|ns| ns as u64).collect())
}

async fn heading(page: &Page) -> Result<String> {
    let text: Value = ask(page, "$('[data-testid=request-heading]').textContent").await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

#[test]
fn the_slowest_request_is_told_and_its_parts_are_the_whole() {
    for (lang, there, whole) in [("en", "on the way there", "POST /pay"), ("zh", "去的路上", "时发出")]
    {
        on_lab(&format!("scenario=cluster lang={lang} request=slowest"), async |page| {
            assert_eq!(ask(page, "$('[data-testid=waterfall]') === null").await?, true, "nothing has run");
            seek(page, 2000).await?;
            let number = shown(page).await?;
            let lengths = lengths(page).await?;
            assert!(
                lengths.iter().all(|length| *length == lengths[2] && *length > 1_000_000_000),
                "{lengths:?}"
            );
            let rows = ask(page, "$('[data-testid=waterfall]').textContent").await?;
            assert!(rows.as_str().is_some_and(|text| text.contains(there)), "{rows}");
            assert!(heading(page).await?.contains(whole));
            // What is no number is said to be none.
            fill(page, "[data-testid=request-number]", "x").await?;
            until(page, "$('[data-testid=request-error]') && $('[data-testid=request-number]').ariaInvalid === 'true'")
                .await?;
            // Another number by hand, then those beside it.
            fill(page, "[data-testid=request-number]", "62").await?;
            until(page, "$('[data-testid=request-heading]').textContent.includes('62')").await?;
            assert_eq!(shown(page).await?, 62);
            until(page, "!$('[data-testid=request-error]')").await?;
            click(page, "[data-testid=request-next]").await?;
            until(page, "Number($('[data-testid=request-number]').value) > 62").await?;
            click(page, "[data-testid=request-before]").await?;
            until(page, "Number($('[data-testid=request-number]').value) === 62").await?;
            click(page, "[data-request=slowest]").await?;
            until(page, &format!("Number($('[data-testid=request-number]').value) === {number}")).await
        });
    }
}

#[test]
fn what_has_not_ended_yet_is_told_up_to_the_present() {
    on_lab("scenario=cluster lang=en", async |page| {
        // The way to zone b is slow, and the primary has just died.
        seek(page, 700).await?;
        click(page, "[data-request=unfinished]").await?;
        let number = shown(page).await?;
        assert!(heading(page).await?.ends_with("still under way"), "{}", heading(page).await?);
        let before = lengths(page).await?;
        assert!(before.iter().all(|length| *length == before[2]), "{before:?}");
        // The same one later: it has gone on.
        fill(page, "[data-testid=request-number]", &number.to_string()).await?;
        seek(page, 702).await?;
        until(page, &format!("Number($('[data-testid=waterfall]').dataset.length) > {}", before[2])).await?;
        assert_eq!(shown(page).await?, number);
        seek(page, 2000).await?;
        until(page, "!$('[data-testid=request-heading]').textContent.endsWith('still under way')").await?;
        assert_eq!(shown(page).await?, number);
        // And before it was sent there is none.
        seek(page, 100).await?;
        until(page, "!$('[data-testid=waterfall]')").await
    });
}

#[test]
fn a_number_of_a_probe_is_no_request() {
    on_lab("scenario=cluster lang=en", async |page| {
        seek(page, 300).await?;
        fill(page, "[data-testid=request-number]", "1").await?;
        until(page, "$('[data-testid=followed] [role=status]')?.textContent.includes('health check')")
            .await?;
        // The keyboard is enough.
        let focus = "document.querySelector('tidepool-lab').shadowRoot.querySelector('[data-request=slowest]').focus()";
        page.ask(focus, Vec::new()).await?;
        page.driver().active_element().await?.send_keys(Key::Enter + "").await?;
        shown(page).await.map(drop)
    });
}

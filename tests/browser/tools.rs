//! Words for tests of a lab.

use anyhow::Result;
use serde_json::{Value, json};
use tidepool_tests::browser::{Page, on_foreign_page};

/// A page of its own for the lab, so that these tests do not depend on the book's text.
pub fn on_lab(attributes: &str, test: impl AsyncFnOnce(&Page) -> Result<()>) {
    let html = format!(
        "<!doctype html><html><head><meta charset=utf-8><title>lab</title><link rel=icon href=\"data:,\">\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\
         <script type=module src=\"{{tidepool}}embed/v1.js\"></script></head>\
         <body><tidepool-lab {attributes}></tidepool-lab></body></html>"
    );
    on_foreign_page(&html, "", async |page| {
        page.open("").await?;
        page.in_lab("[data-testid=stage]").await?;
        test(page).await
    });
}

/// What `expression` is; `$` finds in the lab.
pub async fn ask(page: &Page, expression: &str) -> Result<Value> {
    page.ask(&with_lab(&format!("return {expression}")), Vec::new()).await
}

/// Waits until `expression` holds; `$` finds in the lab.
pub async fn until(page: &Page, expression: &str) -> Result<()> {
    page.wait_until(expression, &with_lab(&format!("return Boolean({expression})"))).await
}

fn with_lab(script: &str) -> String {
    format!(
        "const $ = css => document.querySelector('tidepool-lab').shadowRoot.querySelector(css);\
         const ns = () => Number($('[data-testid=clock]').dataset.ns); {script}"
    )
}

/// Clicks on an element of the lab, which is scrolled to where nothing covers it.
pub async fn click(page: &Page, css: &str) -> Result<()> {
    let element = page.in_lab(css).await?;
    let scroll = with_lab("$(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })");
    page.ask(&scroll, vec![json!(css)]).await?;
    element.click().await?;
    Ok(())
}

/// Gives a field or slider another value, as a reader's input would.
pub async fn fill(page: &Page, css: &str, value: &str) -> Result<()> {
    page.in_lab(css).await?;
    let script = with_lab(
        "const field = $(arguments[0]); field.value = arguments[1];\
         for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }))",
    );
    page.ask(&script, vec![json!(css), json!(value)]).await?;
    Ok(())
}

/// Chooses the highest speed.
pub async fn fastest(page: &Page) -> Result<()> {
    let last = ask(page, "$('[data-testid=speed]').options.length - 1").await?;
    fill(page, "[data-testid=speed]", &last.to_string()).await
}

/// Whether virtual time passes by itself.
pub const PLAYING: &str = "['Pause', '暂停'].includes($('[data-testid=play]').getAttribute('aria-label'))";

/// Lets no time pass from here on.
pub async fn pause(page: &Page) -> Result<()> {
    if ask(page, PLAYING).await? == true {
        click(page, "[data-testid=play]").await?;
    }
    until(page, &format!("!{PLAYING}")).await
}

/// Goes to a virtual time, given as a share of the run in 2000ths, and waits until it is there. Nothing plays then.
pub async fn seek(page: &Page, position: u32) -> Result<()> {
    pause(page).await?;
    fill(page, "[data-testid=scrub]", &position.to_string()).await?;
    until(page, &format!("ns() > 0 && Math.round(ns() * 2000 / 30e9) === {position} && !$('.busy')")).await
}

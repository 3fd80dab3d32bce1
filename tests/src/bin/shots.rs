//! Photographs all pages of the built site: `cargo xtask shots`.
//!
//! Each page under zh/ and en/ (and the first page) is taken wide and narrow, light and dark; the pictures and a contact
//! sheet for each language (`zh.png` and `en.png`, and `zh.html` and `en.html` to click through) land in `target/shots`.
//! So do the pictures of the README, a lab in the middle of a run; copied to `content/pictures` they are the README's.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;
use tidepool_devserver::Site;
use tidepool_tests::browser::{Driver, LANGUAGES, Page, Size, block_on, dist, serve, site_pages};

/// Taller pages are cut off here (CSS pixels); what is below looks like what is above.
const MAX_HEIGHT: f64 = 4000.0;

/// Name, size and colours of each picture of a page.
const LOOKS: [(&str, Size, &str); 4] = [
    ("wide", Size::WIDE, "light"),
    ("wide-dark", Size::WIDE, "dark"),
    ("narrow", Size::PHONE, "light"),
    ("narrow-dark", Size::PHONE, "dark"),
];

/// The README's pictures: name, page, colours.
const IN_A_RUN: [(&str, &str, &str); 4] = [
    ("lab-light", "en/4-1/", "light"),
    ("lab-dark", "en/4-1/", "dark"),
    ("lab-zh-light", "zh/4-1/", "light"),
    ("lab-zh-dark", "zh/4-1/", "dark"),
];

/// Sends the first lab of the page to two seconds of its thirty, without hints for a first visit, and brings it into view.
const RUN: &str = "const lab = document.querySelector('tidepool-lab');\
    lab.shadowRoot.querySelector('[data-testid=no-hints]')?.click();\
    const strip = lab.shadowRoot.querySelector('[data-testid=scrub]');\
    strip.value = strip.max / 15;\
    for (const type of ['input', 'change']) strip.dispatchEvent(new Event(type, { bubbles: true, composed: true }));\
    lab.scrollIntoView()";

/// Whether it has arrived.
const HAS_RUN: &str = "const root = document.querySelector('tidepool-lab').shadowRoot;\
    return root.querySelector('[data-testid=clock]').dataset.ns > 1e9 && !root.querySelector('.busy')";

fn main() -> ExitCode {
    match block_on(take_all()) {
        Ok(folder) => {
            println!("the contact sheets are zh.png and en.png in {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn take_all() -> Result<PathBuf> {
    let dist = dist()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let folder = tidepool_tests::root().join(target).join("shots");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let pages = site_pages()?;
    let server = serve(Site::new(&dist))?;
    let driver = Driver::start()?;
    let page = Page::start(&driver, &server.url()).await?;
    let result = async {
        for path in &pages {
            photograph(&page, path, &folder).await?;
        }
        for picture in IN_A_RUN {
            photograph_run(&page, picture, &folder).await?;
        }
        for language in LANGUAGES {
            let own = pages.iter().filter(|path| path.is_empty() || path.starts_with(language));
            contact_sheet(&page, language, own, &folder).await?;
        }
        Ok(())
    };
    let result = result.await;
    page.quit().await?;
    result.map(|()| folder)
}

fn file_name(path: &str, look: &str) -> String {
    let stem = path.trim_end_matches('/').trim_end_matches(".html").replace('/', "-");
    format!("{}-{look}.png", if stem.is_empty() { "first-page" } else { &stem })
}

async fn photograph(page: &Page, path: &str, folder: &Path) -> Result<()> {
    for (look, size, colours) in LOOKS {
        page.resize(size).await?;
        page.prefer(&[("prefers-color-scheme", colours)]).await?;
        page.open(path).await?;
        page.wait_until(
            "every lab on the page comes to life",
            "return [...document.querySelectorAll('tidepool-lab')].every(lab => lab.shadowRoot?.childElementCount)",
        )
        .await?;
        // Fonts, first frames and charts settle.
        tokio::time::sleep(Duration::from_millis(700)).await;
        let name = file_name(path, look);
        fs::write(folder.join(&name), full_page(page, MAX_HEIGHT).await?)
            .with_context(|| format!("cannot write {name}"))?;
        println!("  {name}");
    }
    for error in page.take_console_errors().await? {
        println!("  the console of {path}: {error}");
    }
    Ok(())
}

/// What a reader sees of a page whose lab is in the middle of its run.
async fn photograph_run(page: &Page, picture: (&str, &str, &str), folder: &Path) -> Result<()> {
    let (name, path, colours) = picture;
    page.resize(Size { width: 1280, height: 900, phone: false }).await?;
    page.prefer(&[("prefers-color-scheme", colours)]).await?;
    page.open(path).await?;
    page.in_lab("[data-testid=scrub]").await?;
    page.ask(RUN, Vec::new()).await?;
    page.wait_until("the lab is in the middle of its run", HAS_RUN).await?;
    tokio::time::sleep(Duration::from_millis(700)).await;
    let name = format!("{name}.png");
    fs::write(folder.join(&name), page.view().await?).with_context(|| format!("cannot write {name}"))?;
    println!("  {name}");
    Ok(())
}

/// Picture of the whole page, down to `limit` CSS pixels.
async fn full_page(page: &Page, limit: f64) -> Result<Vec<u8>> {
    let sizes = page.cdp("Page.getLayoutMetrics", json!({})).await?;
    let content = &sizes["cssContentSize"];
    let (width, height) = (content["width"].as_f64(), content["height"].as_f64());
    let (width, height) = width.zip(height).context("the page has no size")?;
    page.picture(json!({ "x": 0, "y": 0, "width": width, "height": height.min(limit), "scale": 1 })).await
}

/// The pictures of these pages on one sheet, laid out by the browser itself.
async fn contact_sheet(
    page: &Page,
    name: &str,
    pages: impl Iterator<Item = &String>,
    folder: &Path,
) -> Result<()> {
    let mut rows = String::new();
    for path in pages {
        let title = if path.is_empty() { "/" } else { path };
        write!(rows, "<h2>{title}</h2><div>")?;
        for (look, size, _) in LOOKS {
            let name = file_name(path, look);
            let class = if size.phone { "narrow" } else { "wide" };
            write!(
                rows,
                "<figure class={class}><a href={name}><img src={name}></a><figcaption>{look}</figcaption></figure>"
            )?;
        }
        rows.push_str("</div>\n");
    }
    let sheet = format!(
        "<!doctype html><meta charset=utf-8><title>Contact sheet</title><link rel=icon href=data:,><style>\
         body{{font:14px sans-serif;margin:16px;width:1880px;background:#bbb}}\
         div{{display:flex;gap:12px;align-items:start}}figure{{margin:0}}\
         img{{width:100%;max-height:1000px;object-fit:cover;object-position:top;display:block}}\
         .wide{{width:660px}}.narrow{{width:260px}}</style>{rows}"
    );
    fs::write(folder.join(format!("{name}.html")), sheet).context("cannot write the contact sheet")?;
    let server = serve(Site { policy: None, ..Site::new(folder) })?;
    page.resize(Size { width: 1912, height: 1000, phone: false }).await?;
    page.prefer(&[]).await?;
    page.driver().goto(format!("{}{name}.html", server.url())).await?;
    fs::write(folder.join(format!("{name}.png")), full_page(page, 16_000.0).await?)
        .context("cannot write the contact sheet")
}

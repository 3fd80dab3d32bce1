//! Measures how responsive the page stays while the experiment with 500 clients plays: `cargo xtask bench-page`.
//!
//! The browser itself reports tasks longer than 50 ms; shorter ones are measured as gaps between timer callbacks.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use serde_json::Value;
use tidepool_devserver::Site;
use tidepool_tests::browser::{Driver, Page, block_on, dist, serve};

/// Real seconds that each speed is watched.
const SECONDS: u64 = 10;

/// Speeds measured: their positions in the lab's list, and their names.
const SPEEDS: [(&str, &str); 3] = [("5", "1 x"), ("7", "20 x"), ("9", "fastest")];

const PAGE: &str = "<!doctype html><meta charset=utf-8><title>bench</title><link rel=icon href=\"data:,\">\
    <script type=module src=\"embed/v1.js\"></script>\
    <tidepool-lab lang=en scenario=experiment-500-20-go code=wait-limited></tidepool-lab>";

const WATCH: &str = "window.long = []; window.gaps = [];\
    new PerformanceObserver(list => { for (const e of list.getEntries()) window.long.push(e.duration); })\
        .observe({ entryTypes: ['longtask'] });\
    let last = performance.now(); const channel = new MessageChannel();\
    channel.port1.onmessage = () => { const now = performance.now(); window.gaps.push(now - last); last = now;\
        setTimeout(() => channel.port2.postMessage(0), 0); }; channel.port2.postMessage(0);";

fn main() -> ExitCode {
    match block_on(measure()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Result<()> {
    let folder = tempfile::tempdir()?;
    copy(&dist()?, folder.path())?;
    std::fs::write(folder.path().join("bench.html"), PAGE)?;
    let server = serve(Site::new(folder.path()))?;
    let driver = Driver::start()?;
    let page = Page::start(&driver, &server.url()).await?;
    println!("speed     longest task  99th percentile  virtual time");
    for (position, name) in SPEEDS {
        page.open("bench.html").await?;
        page.in_lab("[data-testid=play]").await?;
        page.ask(WATCH, Vec::new()).await?;
        let play = "const lab = document.querySelector('tidepool-lab').shadowRoot;\
            const speed = lab.querySelector('[data-testid=speed]'); speed.value = arguments[0];\
            speed.dispatchEvent(new Event('change', { bubbles: true })); lab.querySelector('[data-testid=play]').click()";
        page.ask(play, vec![Value::from(position)]).await?;
        tokio::time::sleep(Duration::from_secs(SECONDS)).await;
        let result = "const sorted = [...window.gaps].sort((a, b) => a - b);\
            const at = share => sorted[Math.floor((sorted.length - 1) * share)];\
            const lab = document.querySelector('tidepool-lab').shadowRoot;\
            const ns = lab.querySelector('[data-testid=clock]').dataset.ns;\
            return [Math.max(0, at(1), ...window.long), at(0.99), ns / 1e9]";
        let numbers = page.ask(result, Vec::new()).await?;
        let number = |index: usize| numbers[index].as_f64().unwrap_or(f64::NAN);
        println!("{name:8} {:10.1} ms {:13.1} ms {:11.1} s", number(0), number(1), number(2));
    }
    page.quit().await
}

fn copy(from: &std::path::Path, to: &std::path::Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

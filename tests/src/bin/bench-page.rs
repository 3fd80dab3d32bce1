//! Measures how responsive the page stays while the experiment with 500 clients plays, and how much longer Go programs
//! take in the page than natively: `cargo xtask bench-page`.
//!
//! The browser itself reports tasks longer than 50 ms; shorter ones are measured as gaps between timer callbacks.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tidepool_devserver::Site;
use tidepool_tests::browser::{Driver, Page, block_on, dist, serve};
use tidepool_tests::root;

/// Real seconds that each speed is watched.
const SECONDS: u64 = 10;

/// Speeds measured: their positions in the lab's list, and their names.
const SPEEDS: [(&str, &str); 3] = [("5", "1 x"), ("7", "20 x"), ("10", "fastest")];

const PAGE: &str = "<!doctype html><meta charset=utf-8><title>bench</title><link rel=icon href=\"data:,\">\
    <script type=module src=\"embed/v1.js\"></script>\
    <tidepool-lab lang=en scenario=experiment-500-20-go code=wait-limited></tidepool-lab>";

/// Programs that run in the page and natively: those of the machine's own benchmark.
const PROGRAMS: [&str; 4] = ["fib", "loop", "pingpong", "sieve"];

/// How often each runs; the best counts.
const ROUNDS: u32 = 3;

/// Gives the lab another program and, once its strip has the length of the new run, sends it to its end.
const PROGRAM: &str = "const lab = document.createElement('tidepool-lab'); globalThis.ended = false;\
    lab.setAttribute('lang', 'en'); lab.setAttribute('scenario', 'defer-results');\
    lab.addEventListener('tidepool-finished', event => globalThis.ended ||= event.detail.edited);\
    document.querySelector('tidepool-lab').replaceWith(lab);\
    const give = (css, value) => { const field = lab.shadowRoot.querySelector(css); field.value = value;\
        for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true, composed: true })); };\
    const text = arguments[0];\
    const begin = () => { if (!lab.shadowRoot?.querySelector('[data-testid=scrub]')) return setTimeout(begin, 20);\
        give('[data-testid=editor]', text);\
        setTimeout(() => give('[data-testid=scrub]', 2000), 1000); };\
    begin()";

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
    println!("program   in the page      native   ratio");
    for name in PROGRAMS {
        let path = root().join(format!("crates/go-vm/benches/programs/{name}.go"));
        let text = std::fs::read_to_string(&path)?;
        let (mut browser, mut native) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..ROUNDS {
            browser = browser.min(in_page(&page, &text).await?);
            native = native.min(natively(&path)?);
        }
        println!("{name:8} {browser:9.3} s {native:9.3} s {:7.2}", browser / native);
    }
    page.quit().await
}

/// Seconds of script (compiled Wasm counts as script) until a program has ended in a lab, compilation included.
async fn in_page(page: &Page, text: &str) -> Result<f64> {
    page.open("bench.html").await?;
    page.in_lab("[data-testid=play]").await?;
    page.cdp("Performance.enable", json!({})).await?;
    let before = script_seconds(page).await?;
    page.ask(PROGRAM, vec![Value::from(text)]).await?;
    page.wait_until("the program ends", "return Boolean(globalThis.ended)").await?;
    Ok(script_seconds(page).await? - before)
}

async fn script_seconds(page: &Page) -> Result<f64> {
    let metrics = page.cdp("Performance.getMetrics", json!({})).await?;
    let metrics = metrics["metrics"].as_array().context("no metrics")?;
    let script = metrics.iter().find(|metric| metric["name"] == "ScriptDuration");
    script.and_then(|metric| metric["value"].as_f64()).context("no ScriptDuration")
}

/// Seconds that our command beside this program takes for the same.
fn natively(program: &Path) -> Result<f64> {
    let tidepool = std::env::current_exe()?.with_file_name("tidepool");
    let started = Instant::now();
    let status = Command::new(&tidepool).args(["go", "run"]).arg(program).stdout(Stdio::null()).status();
    let status = status.with_context(|| format!("cannot start {}", tidepool.display()))?;
    ensure!(status.success(), "{} ends with {status}", program.display());
    Ok(started.elapsed().as_secs_f64())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
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

//! One browser window, with the words that tests use.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};

use super::driver::{Driver, program};

/// Size of the window in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Width of the view.
    pub width: u32,
    /// Height of the view.
    pub height: u32,
    /// Whether it is a phone: touch, and the page's own viewport statement counts.
    pub phone: bool,
}

impl Size {
    /// A desktop.
    pub const WIDE: Self = Self { width: 1440, height: 900, phone: false };
    /// A phone.
    pub const PHONE: Self = Self { width: 390, height: 844, phone: true };
}

/// How long a test waits for something it needs to see before it fails: ample, since machines differ.
const PATIENCE: Duration = Duration::from_secs(90);

const ARGUMENTS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=en",
];

/// One browser window.
#[derive(Clone)]
pub struct Page {
    driver: WebDriver,
    base: String,
}

impl Page {
    /// Opens an empty window of desktop size; `base` is what paths are relative to.
    pub async fn start(driver: &Driver, base: &str) -> Result<Self> {
        let mut wishes = DesiredCapabilities::chrome();
        let browser =
            program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])?;
        wishes.set_binary(&browser.to_string_lossy())?;
        for argument in ARGUMENTS {
            wishes.add_arg(argument)?;
        }
        wishes.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        let driver = WebDriver::new(driver.url(), wishes).await.context("cannot start the browser")?;
        let page = Self { driver, base: base.into() };
        page.resize(Size::WIDE).await?;
        Ok(page)
    }

    /// The window itself, for whatever has no word here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Address of `path`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Opens a path of the site (`zh/pool/leak/`) and waits until it has loaded.
    pub async fn open(&self, path: &str) -> Result<()> {
        let url = self.url(path);
        self.driver.goto(&url).await.with_context(|| format!("cannot open {url}"))
    }

    /// Gives the view another size; holds until the next call.
    pub async fn resize(&self, size: Size) -> Result<()> {
        let scale = if size.phone { 2.0 } else { 1.0 };
        let emulation = self.driver.cdp();
        emulation.emulation().set_device_metrics_override(size.width, size.height, scale, size.phone).await?;
        self.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": size.phone })).await?;
        Ok(())
    }

    /// Sets media features: `("prefers-color-scheme", "dark")`, `("prefers-reduced-motion", "reduce")`. Replaces earlier ones.
    pub async fn prefer(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        Ok(())
    }

    /// Turns scripts of pages opened from now on off or on; our own questions still work.
    pub async fn scripts(&self, on: bool) -> Result<()> {
        self.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": !on })).await?;
        Ok(())
    }

    /// A command of the Chrome DevTools protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        self.driver.cdp().send_raw(method, parameters).await.with_context(|| format!("{method} failed"))
    }

    /// Value of a JavaScript function body (`return …`) with `arguments`.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self
            .driver
            .execute(script, arguments)
            .await
            .with_context(|| format!("`{script}` failed"))?
            .json()
            .clone())
    }

    /// Waits until the JavaScript function body gives true; `what` says in words what is awaited.
    pub async fn wait_until(&self, what: &str, script: &str) -> Result<()> {
        let started = Instant::now();
        loop {
            if self.ask(script, Vec::new()).await? == Value::Bool(true) {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                let console = self.console().await.unwrap_or_default().join("\n");
                bail!("waited {} s in vain: {what}\nthe console says:\n{console}", PATIENCE.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// The first element for a CSS selector, outside any shadow root; waits for it.
    pub async fn find(&self, css: &str) -> Result<WebElement> {
        self.await_element("document", css).await
    }

    /// The first element for a CSS selector in the shadow root of the page's first lab; waits for it.
    pub async fn in_lab(&self, css: &str) -> Result<WebElement> {
        self.await_element("document.querySelector('tidepool-lab')?.shadowRoot", css).await
    }

    /// Text of that element in the lab, as seen.
    pub async fn lab_text(&self, css: &str) -> Result<String> {
        Ok(self.in_lab(css).await?.text().await?)
    }

    async fn await_element(&self, root: &str, css: &str) -> Result<WebElement> {
        let css_text = Value::from(css).to_string();
        let find = format!("{root}?.querySelector({css_text})");
        self.wait_until(&format!("an element {css} in {root}"), &format!("return Boolean({find})")).await?;
        let found = self.driver.execute(format!("return {find}"), Vec::new()).await?;
        found.element().with_context(|| format!("no element {css} in {root}"))
    }

    /// What the console holds since the last look, one line each, with its level.
    pub async fn console(&self) -> Result<Vec<String>> {
        let entries = self.driver.browser_log().await?;
        Ok(entries.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect())
    }

    /// Errors in the console since the last look; looking takes them away.
    pub async fn take_console_errors(&self) -> Result<Vec<String>> {
        Ok(self.console().await?.into_iter().filter(|line| line.starts_with("SEVERE")).collect())
    }

    /// Picture (PNG) of the view.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// Picture (PNG) of a part of the page, in or out of view: `{ x, y, width, height, scale }` in CSS pixels.
    pub async fn picture(&self, clip: Value) -> Result<Vec<u8>> {
        self.capture(json!({ "format": "png", "captureBeyondViewport": true, "clip": clip })).await
    }

    /// Picture (PNG) of what is in view.
    pub async fn view(&self) -> Result<Vec<u8>> {
        self.capture(json!({ "format": "png" })).await
    }

    async fn capture(&self, wishes: Value) -> Result<Vec<u8>> {
        let answer = self.cdp("Page.captureScreenshot", wishes).await?;
        let data = answer["data"].as_str().context("no picture came")?;
        base64::engine::general_purpose::STANDARD.decode(data).context("the picture is not base64")
    }

    /// Closes the browser.
    pub async fn quit(self) -> Result<()> {
        Ok(self.driver.quit().await?)
    }
}

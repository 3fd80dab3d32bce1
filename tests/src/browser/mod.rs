//! The built site in a real browser.
//!
//! Each test has a server, a ChromeDriver and a browser profile of its own, so tests share nothing and run side by side.
//! There are no retries: a test waits for what it needs to see, and fails when that does not come.

mod driver;
mod page;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use tidepool_devserver::{Server, Site};

pub use driver::Driver;
pub use page::{Page, Size};

/// The folder with the built site.
///
/// # Errors
/// When nothing has been built: a browser test never passes for want of a site.
pub fn dist() -> Result<PathBuf> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("dist");
    if !dist.join("index.html").is_file() {
        bail!("there is no built site in {}: run `cargo xtask build` first", dist.display());
    }
    Ok(dist)
}

/// Folders of the site's languages.
pub const LANGUAGES: [&str; 2] = ["zh", "en"];

/// Paths of all pages of the built site, as a reader would link to them.
///
/// # Errors
/// If it cannot be read, or there is none.
pub fn site_pages() -> Result<Vec<String>> {
    let dist = dist()?;
    let mut found = vec![String::new()];
    for language in LANGUAGES {
        collect(&dist.join(language), language, &mut found)?;
    }
    Ok(found)
}

fn collect(folder: &Path, path: &str, found: &mut Vec<String>) -> Result<()> {
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut entries: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    entries.sort();
    for entry in entries {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if entry.is_dir() {
            collect(&entry, &format!("{path}/{name}"), found)?;
        } else if name == "index.html" {
            found.push(format!("{path}/"));
        } else if name.ends_with(".html") {
            found.push(format!("{path}/{name}"));
        }
    }
    Ok(())
}

/// Serves the built site on a free port of this machine, as `site` says.
pub fn serve(site: Site) -> Result<Server> {
    Server::start(site, 0).context("cannot start a server on 127.0.0.1")
}

/// Runs `test` on a page of the built site, then fails if the browser's console holds an error.
///
/// # Panics
/// When the test fails, as tests do.
pub fn on_site(test: impl AsyncFnOnce(&Page) -> Result<()>) {
    let run = async {
        let server = serve(Site::new(dist()?))?;
        on_host(&server.url(), test).await
    };
    finish(run);
}

/// Runs `test` on a page of the built site under the path `prefix` (slash at both ends), as on a host it shares.
///
/// # Panics
/// When the test fails, as tests do.
pub fn on_site_under(prefix: &str, test: impl AsyncFnOnce(&Page) -> Result<()>) {
    let run = async {
        let server = serve(Site { prefix: prefix.into(), ..Site::new(dist()?) })?;
        on_host(&server.url(), test).await
    };
    finish(run);
}

/// Runs `test` on a page of another origin, as when other people embed a lab: `html` is that page, `policy` the content
/// security policy its host sends (empty: none). `{tidepool}` in both stands for the address of our own site.
///
/// # Panics
/// When the test fails, as tests do.
pub fn on_foreign_page(html: &str, policy: &str, test: impl AsyncFnOnce(&Page) -> Result<()>) {
    let run = async {
        let ours = serve(Site::new(dist()?))?;
        let site = ours.url();
        let folder = tempfile::tempdir().context("cannot make a folder for the foreign page")?;
        std::fs::write(folder.path().join("index.html"), html.replace("{tidepool}", &site))?;
        let policy = Some(policy.replace("{tidepool}", &site)).filter(|policy| !policy.is_empty());
        let foreign = serve(Site { policy, ..Site::new(folder.path()) })?;
        on_host(&foreign.url(), test).await
    };
    finish(run);
}

/// Runs `test` in a browser of its own, with `base` as the address that paths are relative to.
pub async fn on_host(base: &str, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let driver = Driver::start()?;
    let page = Page::start(&driver, base).await?;
    // The browser goes even when the test panics.
    let guard = page.clone();
    let result = catch_panic(async {
        test(&page).await?;
        let errors = page.take_console_errors().await?;
        ensure!(errors.is_empty(), "the browser's console holds errors:\n{}", errors.join("\n"));
        Ok(())
    })
    .await;
    let quit = guard.quit().await;
    match result {
        Ok(result) => result.and(quit),
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Awaits `future`, turning a panic into an error value.
async fn catch_panic<T>(future: impl Future<Output = T>) -> std::thread::Result<T> {
    let mut future = std::pin::pin!(future);
    std::future::poll_fn(|context| {
        let poll = std::panic::AssertUnwindSafe(|| future.as_mut().poll(context));
        match std::panic::catch_unwind(poll) {
            Ok(std::task::Poll::Ready(value)) => std::task::Poll::Ready(Ok(value)),
            Ok(std::task::Poll::Pending) => std::task::Poll::Pending,
            Err(panic) => std::task::Poll::Ready(Err(panic)),
        }
    })
    .await
}

/// Runs a browser session to its end on a runtime of this thread.
pub fn block_on<T>(run: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run)
}

fn finish(run: impl Future<Output = Result<()>>) {
    if let Err(error) = block_on(run) {
        panic!("{error:#}");
    }
}

//! `tidepool book`: the pages, from folder to folder.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use tidepool_book::{Files, Numbers, Outcome, SiteInfo, Wanted};
use tidepool_scenario::Library;

use crate::Outcome as Ending;
use crate::args::{BookBuildOptions, BookOptions};
use crate::book_cache::Cache;

pub fn build(options: &BookBuildOptions) -> Result<Ending> {
    let site = SiteInfo { base_url: options.base_url.clone() };
    let Some(files) = pages(&options.book, &site)? else { return Ok(Ending::ExpectationFailed) };
    for (path, bytes) in &files {
        let path = options.out.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    eprintln!("{} files in {}", files.len(), options.out.display());
    Ok(Ending::Ran)
}

pub fn check(options: &BookOptions) -> Result<Ending> {
    match pages(options, &SiteInfo::default())? {
        Some(_) => eprintln!("the book is in order"),
        None => return Ok(Ending::ExpectationFailed),
    }
    Ok(Ending::Ran)
}

/// The files of the site; none if something is wrong, which has been printed.
fn pages(options: &BookOptions, site: &SiteInfo) -> Result<Option<Files>> {
    let (texts, library) = read(&options.content)?;
    let numbers = OnAllCores { cache: options.cache.as_deref().map(Cache::open).transpose()? };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    match pool.install(|| tidepool_book::build_with(&texts, &library, site, &numbers)) {
        Ok(files) => Ok(Some(files)),
        Err(problems) => {
            problems.iter().for_each(|problem| eprintln!("{problem}"));
            let s = if problems.len() == 1 { "" } else { "s" };
            eprintln!("{} fault{s} in the book", problems.len());
            Ok(None)
        }
    }
}

/// Makes runs in parallel; the order of the outcomes stays.
struct OnAllCores {
    cache: Option<Cache>,
}

impl OnAllCores {
    /// The outcome of one run, from the cache if it is there.
    fn outcome(&self, wanted: &Wanted) -> Result<Outcome, String> {
        let Some(cache) = &self.cache else { return tidepool_book::simulate(wanted) };
        if let Some(outcome) = cache.get(wanted) {
            return Ok(outcome);
        }
        let outcome = tidepool_book::simulate(wanted)?;
        cache.put(wanted, &outcome);
        Ok(outcome)
    }
}

impl Numbers for OnAllCores {
    fn outcomes(&self, wanted: &[Wanted]) -> Vec<Result<Outcome, String>> {
        let style = ProgressStyle::with_template("running the scenarios {bar:30} {pos}/{len}");
        let bar = ProgressBar::new(wanted.len() as u64);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let outcomes = wanted.par_iter().with_max_len(1).map(|wanted| {
            let outcome = self.outcome(wanted);
            bar.inc(1);
            outcome
        });
        let outcomes = outcomes.collect();
        bar.finish_and_clear();
        outcomes
    }

    fn diagnose(&self, file: &str, text: &str) -> Vec<String> {
        tidepool_book::Simulated.diagnose(file, text)
    }
}

/// Texts of the pages with their paths, and the listings and scenarios beside them.
fn read(content: &Path) -> Result<(Vec<(String, String)>, Library)> {
    let mut texts = Vec::new();
    for lang in ["en", "zh"] {
        files(&content.join(lang), "md", &mut |path, text| texts.push((shown(path), text)))?;
    }
    if texts.is_empty() {
        bail!("no pages in {}; expected en/*.md and zh/*.md", content.display());
    }
    let book = content.join("book.toml");
    let text = fs::read_to_string(&book).with_context(|| format!("cannot read {}", book.display()))?;
    texts.push((shown(&book), text));
    let mut library = Library::default();
    let (go, scenarios) = (content.join("go"), content.join("scenarios"));
    files(&go, "go", &mut |path, text| {
        library.listings.insert(shown(path.strip_prefix(&go).unwrap_or(path)), text);
    })?;
    files(&scenarios, "toml", &mut |path, text| {
        let name = shown(path.strip_prefix(&scenarios).unwrap_or(path));
        library.scenarios.insert(name.trim_end_matches(".toml").into(), text);
    })?;
    Ok((texts, library))
}

/// A path with slashes, as it appears in messages.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// All files below `folder` with this extension, in order of name.
fn files(folder: &Path, extension: &str, take: &mut dyn FnMut(&Path, String)) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, extension, take)?;
        } else if path.extension().is_some_and(|e| e == extension) {
            let text =
                fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            take(&path, text);
        }
    }
    Ok(())
}

//! From what was typed to a run.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use tidepool_scenario::{Library, Run, Scenario, Selection, link};

/// A scenario with the choice that came with it (a link brings one) and the library it resolves with.
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// The choice so far.
    pub selection: Selection,
    /// Listings by path.
    pub library: Library,
    /// Model version and trace hash named by a link.
    pub claimed: Option<(String, Option<String>)>,
    /// The run that a link compares this one with.
    pub compared: Option<Box<Run>>,
}

/// Finds `what`: a link, a TOML file, or a scenario of the book.
pub fn load(what: &str) -> Result<Loaded> {
    let mut library = tidepool_content::library();
    if link::is_link(what) {
        let link = link::decode(what)?;
        let mut selection = link.run.selection.clone();
        selection.code = Some(link.run.code.clone());
        // What the link's rollouts deploy is what its reader has made of it.
        let deployed =
            link.run.releases.values().map(|release| (release.listing.clone(), release.code.clone()));
        library.listings.extend(deployed);
        let claimed = Some((link.version, link.trace_hash));
        let compared = link.compared;
        return Ok(Loaded { scenario: link.run.scenario, selection, library, claimed, compared });
    }
    if !what.ends_with(".toml") {
        let scenario = library.scenario(what)?;
        return Ok(Loaded::plain(scenario, library));
    }
    let path = Path::new(what);
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {what}"))?;
    let name = path.file_stem().map_or_else(|| what.into(), |s| s.to_string_lossy());
    let scenario = Scenario::parse(&name, &text)?;
    let base = path.parent().unwrap_or(Path::new("."));
    let variants = scenario.variants.iter().map(|v| &v.listing);
    for listing in variants.chain([&scenario.listing]) {
        // A listing beside the document wins over the book's, and so does one where the book's folder has it.
        let found = [base.join(listing), base.join("../go").join(listing)];
        if let Some(code) = found.iter().find_map(|path| std::fs::read_to_string(path).ok()) {
            library.listings.insert(listing.clone(), code);
        }
    }
    Ok(Loaded::plain(scenario, library))
}

impl Loaded {
    /// With nothing chosen yet.
    fn plain(scenario: Scenario, library: Library) -> Loaded {
        Loaded { scenario, selection: Selection::default(), library, claimed: None, compared: None }
    }

    /// Adds `key=value` choices.
    pub fn set(&mut self, pairs: &[String]) -> Result<()> {
        for pair in pairs {
            let (key, value) =
                pair.split_once('=').ok_or_else(|| anyhow!("--set {pair}: expected KEY=VALUE"))?;
            if key == "seed" {
                bail!("--set {pair}: the seed has an option of its own, --seed");
            }
            self.selection.set.insert(key.trim().into(), value.trim().into());
        }
        Ok(())
    }

    /// The run.
    pub fn resolve(&self) -> Result<Run> {
        Ok(self.scenario.resolve(&self.selection, &self.library)?)
    }
}

//! The listings and scenarios that a program carries with it.

use indexmap::IndexMap;

use crate::{Scenario, ScenarioError};

/// Listings (path below `content/go`) and scenarios (name) with their texts.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Go sources by path.
    pub listings: IndexMap<String, String>,
    /// TOML documents by name.
    pub scenarios: IndexMap<String, String>,
}

impl Library {
    /// Text of the listing at `path`.
    ///
    /// # Errors
    /// If there is none; the message lists those there are.
    pub fn listing(&self, path: &str) -> Result<&str, ScenarioError> {
        self.listings.get(path).map(String::as_str).ok_or_else(|| {
            ScenarioError::unknown("listing", "listing", path, self.listings.keys().map(String::as_str))
        })
    }

    /// The scenario called `name`, parsed.
    ///
    /// # Errors
    /// If there is none, or its text is wrong.
    pub fn scenario(&self, name: &str) -> Result<Scenario, ScenarioError> {
        let text = self.scenarios.get(name).ok_or_else(|| {
            ScenarioError::unknown("scenario", "scenario", name, self.scenarios.keys().map(String::as_str))
        })?;
        Scenario::parse(name, text)
    }
}

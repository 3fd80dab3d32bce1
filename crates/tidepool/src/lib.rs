//! Tidepool for Rust tests: build a run, override parameters, run it, assert on metrics.
//!
//! ```
//! let result = tidepool::scenario("rows-early-break")?.set("pool", 4).set("load.clients", 20).seed(7).run()?;
//! assert_eq!(result.metric("pool_in_use_max"), 4.0);
//! assert!(result.metric("requests_failed") > 0.0);
//! # Ok::<(), tidepool::Error>(())
//! ```

use thiserror::Error;
use tidepool_scenario::{Library, Scenario, ScenarioError, Selection, link};

pub use tidepool_sim::{End, Report};

/// The examples of the README are tests of this crate.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

/// Why a run could not be made.
#[derive(Debug, Error)]
pub enum Error {
    /// The scenario, a parameter or the link is wrong.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    /// The listing does not compile.
    #[error("{0}")]
    Compile(String),
}

/// A run being put together.
#[derive(Clone, Debug)]
pub struct Builder {
    scenario: Scenario,
    selection: Selection,
    library: Library,
}

/// A finished run.
#[derive(Clone, Debug)]
pub struct Outcome {
    report: Report,
    output: String,
    link: String,
}

/// Starts from a scenario of the book.
///
/// # Errors
/// If there is none of that name.
pub fn scenario(name: &str) -> Result<Builder, Error> {
    let library = tidepool_content::library();
    let scenario = library.scenario(name)?;
    Ok(Builder { scenario, selection: Selection::default(), library })
}

/// Starts from a scenario document.
///
/// # Errors
/// Names the key that is wrong and what was expected.
pub fn from_toml(name: &str, text: &str) -> Result<Builder, Error> {
    let scenario = Scenario::parse(name, text)?;
    Ok(Builder { scenario, selection: Selection::default(), library: tidepool_content::library() })
}

impl Builder {
    /// Sets a parameter, by its key or its target.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl ToString) -> Self {
        self.selection.set.insert(key.into(), value.to_string());
        self
    }

    /// Chooses a variant.
    #[must_use]
    pub fn variant(mut self, id: &str) -> Self {
        self.selection.variant = Some(id.into());
        self
    }

    /// Seed of all draws.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.selection.seed = Some(seed);
        self
    }

    /// Runs other Go code instead of the listing.
    #[must_use]
    pub fn code(mut self, text: &str) -> Self {
        self.selection.code = Some(text.into());
        self
    }

    /// Runs to the end.
    ///
    /// # Errors
    /// Names the parameter that is wrong, or what does not compile.
    pub fn run(&self) -> Result<Outcome, Error> {
        let run = self.scenario.resolve(&self.selection, &self.library)?;
        let finished = tidepool_sim::run(&run).map_err(|errors| Error::Compile(errors.to_string()))?;
        let mut output = String::new();
        for piece in &finished.output {
            output.push_str(&String::from_utf8_lossy(&piece.bytes));
        }
        let link = link::encode(&run, None, Some(&finished.report.trace_hash));
        Ok(Outcome { report: finished.report, output, link })
    }
}

impl Outcome {
    /// Value of a metric.
    ///
    /// # Panics
    /// If there is no metric of that name; the message lists those there are.
    pub fn metric(&self, name: &str) -> f64 {
        match self.report.metrics.get(name) {
            Some(value) => *value,
            None => {
                let known: Vec<&str> = self.report.metrics.keys().map(AsRef::as_ref).collect();
                panic!("there is no metric {name:?}; expected one of {}", known.join(", "))
            }
        }
    }

    /// All metrics, series, the hash.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What the simulated processes printed.
    pub fn output(&self) -> &str {
        &self.output
    }

    /// The run as a link: `tidepool run LINK` repeats it with the same hash.
    pub fn link(&self) -> &str {
        &self.link
    }
}

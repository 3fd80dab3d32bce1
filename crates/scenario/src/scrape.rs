//! Who looks at the figures that a service shows of itself: the `[scrape]` table.

use serde::{Deserialize, Serialize};
use tidepool_des::Duration;

use crate::apply::{Zero, period, positive};
use crate::load::is_default;
use crate::{ScenarioError, Settings};

/// A Prometheus as written down: it asks, and reads the answer. What it asks is no load: it is in no count of requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Scrape {
    /// What it asks for.
    pub path: String,
    /// On which port; 0 is the one on which the listing begins to listen first, loopback addresses apart.
    #[serde(skip_serializing_if = "is_default")]
    pub port: u16,
    /// From one scrape to the next; the first comes after this time (`scrape_interval`).
    pub every: String,
    /// How long it waits for an answer (`scrape_timeout`), no longer than `every`; as in Prometheus, that or 10 s, whichever
    /// is shorter, where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<String>,
}

impl Default for Scrape {
    fn default() -> Self {
        Scrape { path: "/metrics".into(), port: 0, every: "15s".into(), timeout: None }
    }
}

/// The same as values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScrapeSettings {
    /// What it asks for.
    pub path: String,
    /// On which port; 0 is that of the first listener.
    pub port: u16,
    /// From one scrape to the next.
    pub every: Duration,
    /// How long it waits, if that is said.
    pub timeout: Option<Duration>,
}

/// Scrapes are no closer together than this.
const EVERY_MIN: Duration = Duration::from_millis(100);

/// How long a scrape waits if nothing else is said, and if it comes before the next one.
const TIMEOUT: Duration = Duration::from_secs(10);

impl ScrapeSettings {
    pub(crate) fn of(scrape: &Scrape) -> Result<ScrapeSettings, ScenarioError> {
        Ok(ScrapeSettings {
            path: scrape.path.clone(),
            port: scrape.port,
            every: period("scrape.every", &scrape.every, EVERY_MIN, Zero::Refused)?,
            timeout: scrape.timeout.as_ref().map(|text| positive("scrape.timeout", text)).transpose()?,
        })
    }

    /// How long it waits.
    pub fn patience(&self) -> Duration {
        self.timeout.unwrap_or(TIMEOUT.min(self.every))
    }

    /// Scrapes come one after the other.
    pub(crate) fn check(&self) -> Result<(), ScenarioError> {
        match self.patience() <= self.every {
            true => Ok(()),
            false => {
                let message =
                    format!("{} is longer than {}, from scrape to scrape", self.patience(), self.every);
                Err(ScenarioError::value("scrape.timeout", message))
            }
        }
    }
}

/// Sets `FIELD` of the scrape from `text`.
pub(crate) fn set(s: &mut Settings, field: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
    let Some(scrape) = &mut s.scrape else {
        return Err(ScenarioError::value(path, "nobody scrapes in this scenario: it has no [scrape]"));
    };
    match field {
        "path" => scrape.path = text.into(),
        "every" => scrape.every = period(path, text, EVERY_MIN, Zero::Refused)?,
        "timeout" => scrape.timeout = Some(positive(path, text)?),
        _ => {
            let known = ["path", "every", "timeout"];
            return Err(ScenarioError::unknown(path, "field", field, known.into_iter()));
        }
    }
    Ok(())
}

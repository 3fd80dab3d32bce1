//! Moments of a run: when a measure first passes a threshold, in the order in which the story expects them.

use serde::{Deserialize, Serialize};
use tidepool_des::Duration;

use crate::apply::duration;
use crate::{Condition, ScenarioError, Text};

/// A moment as written down: a `[[moment]]` table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// Name in metrics, such as `moment.dry.first_ms`.
    pub id: String,
    /// What is looked at.
    pub measure: Measure,
    /// When the moment has come, such as `>= 20`.
    pub when: String,
    /// The measure is taken over so long a time, up to the moment; the series of a run are as fine as its length
    /// divided by 240, so that it is rounded up to their buckets.
    #[serde(default = "second")]
    pub over: String,
    /// That time begins no earlier than this.
    #[serde(default = "zero")]
    pub after: String,
    /// What has happened, for readers: "no connection is left".
    pub label: Text,
}

fn second() -> String {
    "1s".into()
}

fn zero() -> String {
    "0s".into()
}

/// What a moment looks at: the mean over a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Connections in use, of all pools.
    PoolInUse,
    /// Connections in use of the pool that has most of them in use.
    PoolInUseMost,
    /// Goroutines that wait for one.
    PoolWaiting,
    /// Goroutines alive.
    Goroutines,
    /// Heap in MB, of all processes: what is allocated and not yet found dead.
    HeapMb,
    /// What the last cycles of the collector found alive, in MB.
    HeapLiveMb,
    /// Processor time of the collector, in percent of all that is used.
    GcPercent,
    /// Requests sent, further tries among them.
    ArrivedPerS,
    /// Requests answered.
    CompletedPerS,
    /// Requests that failed, for whatever cause.
    FailedPerS,
    /// Requests that their clients gave up.
    TimedOutPerS,
    /// Further tries, in percent of all requests that are sent.
    RetriedPercent,
}

/// The same as values.
#[derive(Clone, Debug, PartialEq)]
pub struct MomentSettings {
    /// Its name.
    pub id: String,
    /// What is looked at.
    pub measure: Measure,
    /// When it has come.
    pub when: Condition,
    /// How long the measure is taken.
    pub over: Duration,
    /// When that begins at the earliest.
    pub after: Duration,
}

impl MomentSettings {
    fn of(moment: &Moment) -> Result<MomentSettings, ScenarioError> {
        let key = |name: &str| format!("moment.{}.{name}", moment.id);
        let over = duration(&key("over"), &moment.over)?;
        if over.is_zero() {
            return Err(ScenarioError::value(
                key("over"),
                "a measure is taken over some time: expected more than 0",
            ));
        }
        Ok(MomentSettings {
            id: moment.id.clone(),
            measure: moment.measure,
            when: Condition::parse(&moment.when)
                .map_err(|message| ScenarioError::value(key("when"), message))?,
            over,
            after: duration(&key("after"), &moment.after)?,
        })
    }
}

/// The values of all `moments`, whose names must differ.
pub(crate) fn all(moments: &[Moment]) -> Result<Vec<MomentSettings>, ScenarioError> {
    for (index, Moment { id, .. }) in moments.iter().enumerate() {
        let named = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if !named || moments[..index].iter().any(|other| other.id == *id) {
            let message =
                format!("{id:?} is not a name of letters, digits and hyphens that no other moment has");
            return Err(ScenarioError::value(format!("moment.{index}.id"), message));
        }
    }
    moments.iter().map(MomentSettings::of).collect()
}

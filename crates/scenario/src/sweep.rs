//! Many runs of a scenario: parameters over ranges, several seeds.

use indexmap::IndexMap;
use tidepool_des::Duration;

use crate::{Library, Run, Scenario, ScenarioError, Selection};

/// Most runs of one sweep.
const RUNS_MAX: usize = 100_000;

/// A parameter with the values it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The parameter, or a target.
    pub key: String,
    /// Values as `--set` takes them.
    pub values: Vec<String>,
}

impl Axis {
    /// Reads `pool=5..40:5`, `latency=1ms..9ms:2ms` or `pool=1,2,5`; none if it looks otherwise.
    pub fn parse(text: &str) -> Option<Axis> {
        let (key, range) = text.split_once('=')?;
        let values = match range.split_once("..") {
            None => range.split(',').map(|v| v.trim().to_string()).collect(),
            Some((from, rest)) => {
                let (to, step) = rest.split_once(':')?;
                match (from.parse::<f64>(), to.parse::<f64>(), step.parse::<f64>()) {
                    (Ok(from), Ok(to), Ok(step)) => {
                        steps(from, to, step)?.iter().map(f64::to_string).collect()
                    }
                    _ => durations(from, to, step)?,
                }
            }
        };
        Some(Axis { key: key.trim().into(), values })
    }
}

fn steps(from: f64, to: f64, step: f64) -> Option<Vec<f64>> {
    let count = ((to - from) / step + 1e-9).floor();
    if !(step > 0.0 && from <= to && count < RUNS_MAX as f64) {
        return None;
    }
    // Multiplying instead of adding keeps 0.1 steps from drifting.
    Some((0..=count as u64).map(|i| ((from + i as f64 * step) * 1e9).round() / 1e9).collect())
}

fn durations(from: &str, to: &str, step: &str) -> Option<Vec<String>> {
    let nanos = |text: &str| text.parse::<Duration>().ok().map(|d| d.as_nanos() as f64);
    let values = steps(nanos(from)?, nanos(to)?, nanos(step)?)?;
    Some(values.iter().map(|&n| Duration::from_nanos(n as u64).to_string()).collect())
}

/// A run of a sweep, with the values that are varied.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// Its place in the plan of the whole sweep, from 1.
    pub number: usize,
    /// How many runs the whole sweep has.
    pub count: usize,
    /// Values by parameter, in the order of the axes.
    pub set: IndexMap<String, String>,
    /// The run.
    pub run: Run,
}

impl Scenario {
    /// Every combination of the axes, each with `seeds` seeds counted up from the selection's, in that order; all else is
    /// as in `selection`.
    ///
    /// # Errors
    /// If there are too many of them, or if a value is wrong.
    pub fn sweep(
        &self,
        selection: &Selection,
        library: &Library,
        axes: &[Axis],
        seeds: u64,
    ) -> Result<Vec<Planned>, ScenarioError> {
        let points: usize = axes.iter().map(|a| a.values.len()).product();
        let count = points.saturating_mul(usize::try_from(seeds).unwrap_or(usize::MAX));
        if count > RUNS_MAX {
            let message = format!("{count} runs are too many; at most {RUNS_MAX}");
            return Err(ScenarioError::value("sweep", message));
        }
        let first = selection.seed.unwrap_or(self.seed);
        let mut runs = Vec::with_capacity(count);
        for point in 0..points {
            let mut set = IndexMap::new();
            let mut rest = point;
            for axis in axes.iter().rev() {
                set.insert(axis.key.clone(), axis.values[rest % axis.values.len()].clone());
                rest /= axis.values.len();
            }
            set.reverse();
            for seed in 0..seeds {
                let mut selection = selection.clone();
                selection.set.extend(set.clone());
                selection.seed = Some(first.wrapping_add(seed));
                let run = self.resolve(&selection, library)?;
                runs.push(Planned { number: runs.len() + 1, count, set: set.clone(), run });
            }
        }
        Ok(runs)
    }
}

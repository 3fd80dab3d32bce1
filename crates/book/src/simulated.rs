//! Numbers from the simulation itself.

use std::collections::BTreeMap;

use tidepool_scenario::LoadKind;
use tidepool_sim::{End, Finished};
use tidepool_view::chart::{Theme, svg_in};
use tidepool_view::{Lang, Snapshot, line_counts};

use crate::plan::{Numbers, Outcome, Still, Wanted};

/// Makes the runs one after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Simulated;

impl Numbers for Simulated {
    fn outcomes(&self, wanted: &[Wanted]) -> Vec<Result<Outcome, String>> {
        wanted.iter().map(simulate).collect()
    }

    fn diagnose(&self, file: &str, text: &str) -> Vec<String> {
        tidepool_sim::compile(file, text).err().map(|errors| errors.lines()).unwrap_or_default()
    }
}

/// Makes one run.
///
/// # Errors
/// What the compiler says about its listing.
pub fn simulate(wanted: &Wanted) -> Result<Outcome, String> {
    let finished = tidepool_sim::run(&wanted.run).map_err(|errors| errors.lines().join("; "))?;
    let report = &finished.report;
    let alone = wanted.run.scenario.load.kind == LoadKind::None;
    let metrics: BTreeMap<String, f64> =
        report.metrics.iter().map(|(name, v)| ((*name).into(), *v)).collect();
    let found = |value: Option<f64>| value.map_or_else(|| "no such metric".into(), |v| v.to_string());
    let broken = report.broken();
    Ok(Outcome {
        metrics,
        lines: line_counts(&finished.simulation),
        broken: broken
            .map(|b| format!("expected {} {}, found {}", b.metric, b.condition, found(b.value)))
            .collect(),
        cut_short: match &report.ended {
            Some(End::Time) | None => None,
            // A program without clients ends when it has done its work; how is a matter of `exit_code`.
            Some(End::Exited(_) | End::Crashed) if alone => None,
            Some(end) => Some(end.to_string()),
        },
        stills: if wanted.pictures { stills(&finished) } else { Vec::new() },
    })
}

fn stills(finished: &Finished) -> Vec<Still> {
    let simulation = &finished.simulation;
    let still = |lang| Still {
        lang,
        caption: Snapshot::of(simulation, lang).caption,
        light: svg_in(simulation, lang, &Theme::LIGHT),
        dark: svg_in(simulation, lang, &Theme::DARK),
    };
    [Lang::En, Lang::Zh].map(still).into()
}

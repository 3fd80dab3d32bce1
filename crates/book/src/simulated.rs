//! Numbers from the simulation itself.

use std::collections::BTreeMap;

use tidepool_sim::{End, Finished};
use tidepool_view::chart::{Theme, svg_in};
use tidepool_view::{Lang, Snapshot, line_counts};

use crate::plan::{Charts, Numbers, Outcome, Printed, Still, Wanted};

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
    let alone = !finished.simulation.has_clients();
    let metrics: BTreeMap<String, f64> =
        report.metrics.iter().map(|(name, v)| (name.clone().into_owned(), *v)).collect();
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
            // A program without load ends when it has done its work; how, its expectations say.
            Some(End::Exited(_) | End::Crashed) if alone => None,
            Some(end) => Some(end.to_string()),
        },
        printed: (wanted.pictures && alone).then(|| printed(&finished)),
        stills: if wanted.pictures { stills(&finished) } else { Vec::new() },
    })
}

fn stills(finished: &Finished) -> Vec<Still> {
    let simulation = &finished.simulation;
    let still = |lang| Still {
        lang,
        caption: Snapshot::of(simulation, lang).caption,
        charts: simulation.has_clients().then(|| Charts {
            light: svg_in(simulation, lang, &Theme::LIGHT),
            dark: svg_in(simulation, lang, &Theme::DARK),
        }),
    };
    [Lang::En, Lang::Zh].map(still).into()
}

/// Lines of output that a page shows.
const LINES_MAX: usize = 40;

fn printed(finished: &Finished) -> Printed {
    let mut printed = Printed::default();
    let mut whole = Vec::<(bool, Vec<u8>)>::new();
    for piece in &finished.output {
        let error = piece.fd == 2;
        match whole.last_mut().filter(|last| last.0 == error) {
            Some(last) => last.1.extend(&piece.bytes),
            None => whole.push((error, piece.bytes.clone())),
        }
    }
    let mut lines = 0;
    for (error, bytes) in whole {
        let text = String::from_utf8_lossy(&bytes);
        let kept: String = text.split_inclusive('\n').take(LINES_MAX.saturating_sub(lines)).collect();
        lines += text.lines().count();
        if !kept.is_empty() {
            printed.pieces.push((error, kept));
        }
    }
    printed.more = lines.saturating_sub(LINES_MAX);
    printed
}

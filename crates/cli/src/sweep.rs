//! `tidepool sweep`: many runs, results in a fixed order; a shard of them on one machine of several.

use std::io::IsTerminal;

use anyhow::{Result, anyhow, bail};
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use rayon::prelude::*;
use tidepool_scenario::{Axis, Planned};
use tidepool_sim::{Sweep, Swept};

use crate::Outcome;
use crate::args::{SweepFormat, SweepOptions};
use crate::load::load;
use crate::table::{self, Table};

/// Instructions between two looks at whether a run has ended.
const BUDGET: u64 = 10_000_000;

pub fn run(options: &SweepOptions) -> Result<Outcome> {
    let mut loaded = load(&options.scenario)?;
    loaded.set(&options.set)?;
    if let Some(variant) = &options.variant {
        loaded.selection.variant = Some(variant.clone());
    }
    let axes = options.vary.iter().map(|text| axis(text)).collect::<Result<Vec<_>>>()?;
    let runs = loaded.scenario.sweep(&loaded.selection, &loaded.library, &axes, options.seeds)?;
    let runs = shard(runs, options.shard.as_deref())?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    let bar = progress(runs.len() as u64);
    let rows =
        pool.install(|| runs.into_par_iter().progress_with(bar).map(simulate).collect::<Result<Vec<_>>>())?;
    let stdout = std::io::stdout().lock();
    match options.format {
        SweepFormat::Csv => Table::of(&rows).write(stdout)?,
        SweepFormat::Json => table::write_json(&rows, stdout)?,
    }
    Ok(Outcome::Ran)
}

/// One run from beginning to end.
fn simulate(planned: Planned) -> Result<Swept> {
    let mut sweep = Sweep::new(vec![planned]);
    while !sweep.work(BUDGET).map_err(|errors| anyhow!("{errors}"))? {}
    sweep.rows().first().cloned().ok_or_else(|| anyhow!("a sweep of one run has no row"))
}

fn axis(text: &str) -> Result<Axis> {
    Axis::parse(text).ok_or_else(|| anyhow!("--vary {text}: expected KEY=A..B:STEP or KEY=V,V,…"))
}

fn shard<T>(runs: Vec<T>, text: Option<&str>) -> Result<Vec<T>> {
    let Some(text) = text else { return Ok(runs) };
    let parts =
        text.split_once('/').and_then(|(i, n)| Some((i.parse::<usize>().ok()?, n.parse::<usize>().ok()?)));
    match parts {
        Some((i, n)) if (1..=n).contains(&i) => Ok(runs.into_iter().skip(i - 1).step_by(n).collect()),
        _ => bail!("--shard {text}: expected I/N with I from 1 to N"),
    }
}

fn progress(runs: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} runs, {eta} left");
    ProgressBar::new(runs).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

//! `tidepool sweep`: many runs, results in a fixed order.

use std::io::{IsTerminal, Write};

use anyhow::{Result, anyhow, bail};
use indexmap::IndexMap;
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde::Serialize;
use tidepool_des::Duration;
use tidepool_scenario::Run;
use tidepool_sim::Report;

use crate::Outcome;
use crate::args::{SweepFormat, SweepOptions};
use crate::load::{Loaded, load};

/// Most runs of one sweep.
const RUNS_MAX: usize = 100_000;

/// One run of the sweep.
#[derive(Clone, Debug, Serialize)]
struct Row {
    /// Values that were varied.
    set: IndexMap<String, String>,
    seed: u64,
    trace_hash: String,
    end: String,
    metrics: tidepool_sim::Table,
}

pub fn run(options: &SweepOptions) -> Result<Outcome> {
    let mut loaded = load(&options.scenario)?;
    loaded.set(&options.set)?;
    if let Some(variant) = &options.variant {
        loaded.selection.variant = Some(variant.clone());
    }
    let axes = options.vary.iter().map(|text| axis(text)).collect::<Result<Vec<_>>>()?;
    let runs = plan(&loaded, &axes, options.seeds)?;
    let runs = shard(runs, options.shard.as_deref())?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    let bar = progress(runs.len() as u64);
    let rows = pool.install(|| {
        runs.into_par_iter()
            .progress_with(bar)
            .map(|(set, run)| simulate(set, &run))
            .collect::<Result<Vec<_>>>()
    })?;
    let mut stdout = std::io::stdout().lock();
    match options.format {
        SweepFormat::Csv => write_csv(&rows, stdout)?,
        SweepFormat::Json => {
            serde_json::to_writer_pretty(&mut stdout, &rows)?;
            writeln!(stdout)?;
        }
    }
    Ok(Outcome::Ran)
}

fn simulate(set: IndexMap<String, String>, run: &Run) -> Result<Row> {
    let finished = tidepool_sim::run(run).map_err(|errors| anyhow!("{errors}"))?;
    let Report { trace_hash, end, metrics, .. } = finished.report;
    Ok(Row { set, seed: run.seed, trace_hash, end, metrics })
}

/// Every combination of the axes, each with every seed, in that order.
fn plan(loaded: &Loaded, axes: &[Axis], seeds: u64) -> Result<Vec<(IndexMap<String, String>, Run)>> {
    let points: usize = axes.iter().map(|a| a.values.len()).product();
    let count = points.saturating_mul(seeds as usize);
    if count > RUNS_MAX {
        bail!("{count} runs are too many; at most {RUNS_MAX}");
    }
    let first = loaded.selection.seed.unwrap_or(loaded.scenario.seed);
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
            let mut selection = loaded.selection.clone();
            selection.set.extend(set.clone());
            selection.seed = Some(first.wrapping_add(seed));
            runs.push((set.clone(), loaded.scenario.resolve(&selection, &loaded.library)?));
        }
    }
    Ok(runs)
}

/// A parameter with the values it takes.
struct Axis {
    key: String,
    values: Vec<String>,
}

fn axis(text: &str) -> Result<Axis> {
    let wrong = || anyhow!("--vary {text}: expected KEY=A..B:STEP or KEY=V,V,…");
    let (key, range) = text.split_once('=').ok_or_else(wrong)?;
    let values = match range.split_once("..") {
        None => range.split(',').map(|v| v.trim().to_string()).collect(),
        Some((from, rest)) => {
            let (to, step) = rest.split_once(':').ok_or_else(wrong)?;
            match (from.parse::<f64>(), to.parse::<f64>(), step.parse::<f64>()) {
                (Ok(from), Ok(to), Ok(step)) => {
                    steps(from, to, step).map(|v| v.iter().map(f64::to_string).collect())
                }
                _ => durations(from, to, step),
            }
            .ok_or_else(wrong)?
        }
    };
    Ok(Axis { key: key.trim().into(), values })
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

fn write_csv(rows: &[Row], out: impl Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let Some(first) = rows.first() else { return Ok(()) };
    let keys = first.set.keys().map(String::as_str).chain(["seed", "trace_hash", "end"]);
    writer.write_record(keys.chain(first.metrics.keys().map(AsRef::as_ref)))?;
    for row in rows {
        let start =
            row.set.values().cloned().chain([row.seed.to_string(), row.trace_hash.clone(), row.end.clone()]);
        writer.write_record(start.chain(row.metrics.values().map(f64::to_string)))?;
    }
    writer.flush()?;
    Ok(())
}

//! `tidepool run`.

use std::io::Write;
use std::rc::Rc;

use anyhow::{Context, Result, bail};
use tidepool_des::Time;
use tidepool_scenario::{MODEL_VERSION, Run};
use tidepool_sim::trace::Keep;
use tidepool_sim::{Budget, CompileErrors, End, Options, Progress, Report, Simulation, Which};
use tidepool_view::Lang;

use crate::args::{Format, RunOptions};
use crate::load::load;
use crate::{Outcome, format, request};

pub fn run(options: &RunOptions) -> Result<Outcome> {
    let mut loaded = load(&options.scenario)?;
    loaded.set(&options.set)?;
    if let Some(variant) = &options.variant {
        loaded.selection.variant = Some(variant.clone());
    }
    loaded.selection.seed = options.seed.or(loaded.selection.seed);
    let run = loaded.resolve()?;
    if let Some(other) = &loaded.compared {
        eprintln!("the link compares two runs, A and B; this is B, and A is:");
        eprintln!("{}", tidepool_view::command(other, &tidepool_content::library()));
    }
    if let Some(which) = options.request {
        return request(options, &run, which);
    }
    let mut out = output(options)?;
    let simulation = match simulate(&run, options.format, &mut out)? {
        Ok(simulation) => simulation,
        Err(errors) => {
            eprintln!("{errors}");
            return Ok(Outcome::Program(crate::BAD_INPUT.into()));
        }
    };
    let report = Report::of(&simulation);
    match options.profile {
        Some(kind) => write!(out, "{}", tidepool_view::profile(&simulation, kind.into()).text)?,
        None => format::write(options.format, &simulation, &report, &mut out)?,
    }
    out.flush()?;
    if let Some((version, hash)) = &loaded.claimed
        && !options.changes()
    {
        compare(version, hash.as_deref(), &report);
    }
    for broken in report.broken() {
        let value = broken.value.map_or_else(|| "no such metric".into(), |v| v.to_string());
        eprintln!("expected {} {}, found {value}", broken.metric, broken.condition);
    }
    Ok(outcome(&report))
}

/// Writes the waterfall of one request.
fn request(options: &RunOptions, run: &Run, which: Which) -> Result<Outcome> {
    if !matches!(options.format, Format::Text | Format::Json) {
        bail!("--request: its formats are `text` and `json`");
    }
    let simulation = match Simulation::new(Rc::new(run.clone()), Options::default()) {
        Ok(simulation) => simulation,
        Err(errors) => {
            eprintln!("{errors}");
            return Ok(Outcome::Program(crate::BAD_INPUT.into()));
        }
    };
    let waterfall = request::follow(&simulation, which)?;
    let mut out = output(options)?;
    match options.format {
        Format::Json => writeln!(out, "{:#}", request::json(&waterfall))?,
        _ => write!(out, "{}", waterfall.text(Lang::En))?,
    }
    out.flush()?;
    Ok(Outcome::Ran)
}

/// Runs to the end; with `--format trace` the records are written as they come.
fn simulate(
    run: &Run,
    format: Format,
    out: &mut dyn Write,
) -> Result<Result<Simulation, Box<CompileErrors>>> {
    let tracing = format == Format::Trace;
    let keep = if tracing { Keep::Last(usize::MAX) } else { Keep::Nothing };
    let mut simulation = match Simulation::new(Rc::new(run.clone()), Options { keep, ..Options::default() }) {
        Ok(simulation) => simulation,
        Err(errors) => return Ok(Err(errors)),
    };
    loop {
        let progress = simulation.advance(Time::NEVER, Budget(1_000_000));
        for entry in simulation.trace_mut().drain() {
            writeln!(out, "{}", entry.line())?;
        }
        for piece in simulation.take_output().iter().filter(|_| !tracing) {
            format::program_output(piece);
        }
        if let Progress::Ended(_) = progress {
            return Ok(Ok(simulation));
        }
    }
}

fn output(options: &RunOptions) -> Result<Box<dyn Write>> {
    Ok(match &options.out {
        Some(path) => {
            let file = std::fs::File::create(path);
            let file = file.with_context(|| format!("cannot write {}", path.display()))?;
            Box::new(std::io::BufWriter::new(file))
        }
        None => Box::new(std::io::BufWriter::new(std::io::stdout().lock())),
    })
}

/// Says whether a link's promise was kept.
fn compare(version: &str, hash: Option<&str>, report: &Report) {
    match hash {
        Some(hash) if hash == report.trace_hash => {
            eprintln!("trace hash {hash}: the same as when the link was made");
        }
        Some(hash) if version != MODEL_VERSION => eprintln!(
            "trace hash {} differs from the link's {hash}: it was made by version {version}, this is {MODEL_VERSION}",
            report.trace_hash
        ),
        Some(hash) => {
            eprintln!("trace hash {} differs from the link's {hash}", report.trace_hash);
        }
        None => {}
    }
}

fn outcome(report: &Report) -> Outcome {
    match report.ended {
        Some(End::Crashed) => Outcome::Crashed,
        Some(End::Limit(..)) => Outcome::Limit,
        // A pod that panics does not end the run.
        _ if report.metrics.get("pods_exit_2").is_some_and(|crashed| *crashed > 0.0) => Outcome::Crashed,
        _ if report.broken().next().is_some() => Outcome::ExpectationFailed,
        _ => Outcome::Ran,
    }
}

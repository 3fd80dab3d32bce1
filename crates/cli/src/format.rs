//! Reports in the forms that `--format` names.

use std::io::Write;

use anyhow::Result;
use tidepool_sim::{Output, Report, Simulation};
use tidepool_view::{Lang, ReportRow, load_report};

use crate::args::Format;

/// Writes the report. The trace has been written as it came; only its end is missing.
pub fn write(format: Format, simulation: &Simulation, report: &Report, out: &mut dyn Write) -> Result<()> {
    match format {
        Format::Text => text(simulation, report, out)?,
        Format::Json => out.write_all(tidepool_view::json(report).as_bytes())?,
        Format::Csv => out.write_all(tidepool_view::csv(report).as_bytes())?,
        Format::Trace => writeln!(out, "# {} records, hash {}", report.events, report.trace_hash)?,
        Format::Svg => out.write_all(tidepool_view::chart::svg(simulation, "en").as_bytes())?,
    }
    Ok(())
}

/// What simulated programs print goes to standard error, so that the report stays clean.
pub fn program_output(piece: &Output) {
    let seconds = piece.at_ns as f64 / 1e9;
    let pod = piece.pod.map_or(String::new(), |pod| format!("pod {pod} | "));
    for line in String::from_utf8_lossy(&piece.bytes).lines() {
        eprintln!("[{seconds:10.3}s] {pod}{line}");
    }
}

fn text(simulation: &Simulation, report: &Report, out: &mut dyn Write) -> Result<()> {
    let variant = report.variant.as_ref().map_or_else(String::new, |v| format!(" · {v}"));
    writeln!(out, "{}{variant}   seed {}", report.scenario, report.seed)?;
    writeln!(out, "{:.1} s of virtual time: {}", report.duration_ms / 1000.0, report.end)?;
    writeln!(out)?;
    for (name, value) in &report.metrics {
        writeln!(out, "{name:28} {}", number(*value))?;
    }
    writeln!(out)?;
    let rows = load_report(simulation, Lang::En);
    if !rows.is_empty() {
        writeln!(out, "{}", ReportRow::text(&rows))?;
    }
    for checked in &report.expectations {
        let mark = if checked.holds { "holds" } else { "FAILS" };
        writeln!(out, "{mark}  {} {}", checked.metric, checked.condition)?;
    }
    writeln!(
        out,
        "trace {} ({} records), model {}",
        report.trace_hash, report.events, report.tidepool_version
    )?;
    Ok(())
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:14.0}") } else { format!("{value:18.3}") }
}

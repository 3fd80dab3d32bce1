//! `tidepool explain`: what a metric means.

use std::io::Write;

use anyhow::{Result, bail};
use serde::Serialize;
use tidepool_sim::{Meaning, meaning, meanings};

use crate::Outcome;
use crate::args::{ExplainOptions, TextFormat};

/// Most columns of a line for reading.
const WIDTH: usize = 100;

/// How alike a name must be, from 0 to 1, to be what was meant.
const ALIKE: f64 = 0.8;

/// A metric for programs.
#[derive(Serialize)]
struct Row<'a> {
    metric: &'a str,
    unit: &'static str,
    meaning: &'static str,
}

pub fn run(options: &ExplainOptions) -> Result<Outcome> {
    let found: Vec<Meaning> = match &options.metric {
        None => meanings().collect(),
        Some(name) => match meaning(name) {
            Some(found) => vec![found],
            None => bail!("there is no metric {name:?}; {}", hint(name)),
        },
    };
    let mut out = std::io::stdout().lock();
    match options.format {
        TextFormat::Text => found.iter().try_for_each(|meaning| write(meaning, &mut out))?,
        TextFormat::Json => {
            let rows =
                found.iter().map(|found| Row { metric: &found.name, unit: found.unit, meaning: found.en });
            crate::table::write_json(&rows.collect::<Vec<_>>(), &mut out)?;
        }
    }
    Ok(Outcome::Ran)
}

fn write(meaning: &Meaning, out: &mut impl Write) -> Result<()> {
    let unit = if meaning.unit.is_empty() { String::new() } else { format!(" ({})", meaning.unit) };
    writeln!(out, "{}{unit}", meaning.name)?;
    let options = textwrap::Options::new(WIDTH).initial_indent("    ").subsequent_indent("    ");
    writeln!(out, "{}", textwrap::fill(meaning.en, options))?;
    Ok(())
}

/// What was meant, maybe.
fn hint(name: &str) -> String {
    let alike = |known: &Meaning| strsim::jaro_winkler(name, &known.name);
    let mut near: Vec<(f64, String)> = meanings().map(|known| (alike(&known), known.name)).collect();
    near.retain(|(alike, _)| *alike >= ALIKE);
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<String> = near.into_iter().take(3).map(|(_, name)| name).collect();
    match near.as_slice() {
        [] => "`tidepool explain` lists all of them".into(),
        _ => format!("expected perhaps {}", near.join(", ")),
    }
}

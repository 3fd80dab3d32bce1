//! `tidepool list`: the scenarios of the book.

use std::io::Write;

use anyhow::Result;
use serde::Serialize;
use tidepool_scenario::{Param, Scenario};

use crate::Outcome;
use crate::args::{TextFormat, TextOptions};
use crate::table::write_json;

/// A scenario for programs.
#[derive(Serialize)]
struct Row<'a> {
    scenario: &'a str,
    title: &'a str,
    variants: Vec<&'a str>,
    parameters: Vec<Parameter<'a>>,
    presets: Vec<&'a str>,
    faults: Vec<&'a str>,
}

#[derive(Serialize)]
struct Parameter<'a> {
    key: &'a str,
    default: String,
    unit: &'a str,
    label: &'a str,
}

impl<'a> Parameter<'a> {
    fn of(param: &'a Param) -> Parameter<'a> {
        let default = Param::text_of(&param.default);
        Parameter { key: &param.key, default, unit: &param.unit, label: &param.label.en }
    }
}

pub fn run(options: &TextOptions) -> Result<Outcome> {
    let library = tidepool_content::library();
    let scenarios = library.scenarios.keys().map(|name| library.scenario(name));
    let scenarios = scenarios.collect::<Result<Vec<Scenario>, _>>()?;
    let mut out = std::io::stdout().lock();
    match options.format {
        TextFormat::Text => scenarios.iter().try_for_each(|scenario| write(scenario, &mut out))?,
        TextFormat::Json => write_json(&scenarios.iter().map(row).collect::<Vec<_>>(), &mut out)?,
    }
    Ok(Outcome::Ran)
}

fn write(scenario: &Scenario, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{:28} {}", scenario.name, scenario.title.en)?;
    let variants: Vec<_> = scenario.variants.iter().map(|v| v.id.as_str()).collect();
    if !variants.is_empty() {
        writeln!(out, "{:28}   --variant {}", "", variants.join(" | "))?;
    }
    for param in &scenario.params {
        let default = Param::text_of(&param.default);
        writeln!(out, "{:28}   --set {}={default}  {}", "", param.key, param.label.en)?;
    }
    Ok(())
}

fn row(scenario: &Scenario) -> Row<'_> {
    Row {
        scenario: &scenario.name,
        title: &scenario.title.en,
        variants: scenario.variants.iter().map(|variant| variant.id.as_str()).collect(),
        parameters: scenario.params.iter().map(Parameter::of).collect(),
        presets: scenario.presets.iter().map(|preset| preset.id.as_str()).collect(),
        faults: scenario.faults.iter().map(|fault| fault.id.as_str()).collect(),
    }
}

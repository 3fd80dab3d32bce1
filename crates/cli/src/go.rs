//! `tidepool go …`: plain Go programs.

use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;
use tidepool_go_check::hir::FuncId;
use tidepool_go_vm::costs::{CostRow, rows};
use tidepool_go_vm::disasm::disassemble as text_of;
use tidepool_sim::go::{GoEnd, GoOptions, run_program};
use tidepool_sim::{CompileErrors, Input, Output, compile, config};

use crate::Outcome;
use crate::args::{GoFile, GoRunOptions, TextFormat};
use crate::table::write_json;

/// Most bytes read from standard input at a time.
const READ_MAX: usize = 64 << 10;

pub fn run(options: &GoRunOptions) -> Result<Outcome> {
    let (name, text) = read(&options.file)?;
    let mut config = config();
    config.limits.steps = if options.step_limit == 0 { u64::MAX } else { options.step_limit };
    config.gogc = options.gogc.0;
    config.memory_limit = options.memory_limit;
    config.gctrace = options.godebug.split(',').any(|switch| switch == "gctrace=1");
    for (name, ps) in &options.costs {
        if let Some(cost) = config.costs.by_name(name) {
            *cost = *ps;
        }
    }
    let go = GoOptions {
        seed: options.seed,
        procs: options.procs,
        time_limit: options.time_limit,
        config,
        input: Some(Input::new(standard_input)),
    };
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    let end = run_program(&name, &text, &go, &mut |piece| show(&piece, &mut out, &mut err));
    let _ = out.flush();
    Ok(match end {
        Ok(GoEnd::Exited(code)) => Outcome::Program(code),
        Ok(GoEnd::Limit(name, message)) => {
            let _ = writeln!(err, "tidepool: stopped by the limit on {name}: {message}");
            Outcome::Limit
        }
        Err(errors) => {
            drop(err);
            report(&errors)
        }
    })
}

fn show(piece: &Output, out: &mut impl Write, err: &mut impl Write) {
    // A reader that has gone away is no fault of the program.
    let _ = if piece.fd == 1 { out.write_all(&piece.bytes) } else { err.write_all(&piece.bytes) };
}

/// Reads at most so many bytes, after showing what may be the question. What cannot be read is the end.
fn standard_input(output: Vec<Output>, most: usize) -> Vec<u8> {
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    output.iter().for_each(|piece| show(piece, &mut out, &mut err));
    let _ = out.flush();
    let mut bytes = vec![0; most.min(READ_MAX)];
    let read = std::io::stdin().lock().read(&mut bytes).unwrap_or(0);
    bytes.truncate(read);
    bytes
}

pub fn check(options: &GoFile) -> Result<Outcome> {
    let (name, text) = read(&options.file)?;
    Ok(compile(&name, &text).map_or_else(|errors| report(&errors), |_| Outcome::Ran))
}

pub fn disassemble(options: &GoFile) -> Result<Outcome> {
    let (name, text) = read(&options.file)?;
    Ok(match compile(&name, &text) {
        Ok(program) => {
            for (index, func) in program.funcs.iter().enumerate() {
                if func.user {
                    println!("{}", text_of(&program, FuncId(index as u32)));
                }
            }
            Outcome::Ran
        }
        Err(errors) => report(&errors),
    })
}

/// A cost for programs.
#[derive(Serialize)]
struct Cost {
    name: &'static str,
    picoseconds: u32,
    measured: &'static str,
    meaning: &'static str,
}

/// The table of costs.
pub fn costs(format: TextFormat) -> Result<Outcome> {
    let mut out = std::io::stdout().lock();
    match format {
        TextFormat::Text => {
            writeln!(out, "{:14} {:>9} {:>16}  in picoseconds", "name", "used", "measured")?;
            for row in rows() {
                writeln!(out, "{:14} {:>9} {:>16}  {}", row.name, row.ps, row.measured, row.meaning)?;
            }
        }
        TextFormat::Json => {
            let cost = |row: CostRow| Cost {
                name: row.name,
                picoseconds: row.ps,
                measured: row.measured,
                meaning: row.meaning,
            };
            write_json(&rows().map(cost).collect::<Vec<_>>(), out)?;
        }
    }
    Ok(Outcome::Ran)
}

fn report(errors: &CompileErrors) -> Outcome {
    eprintln!("{errors}");
    Outcome::Program(crate::BAD_INPUT.into())
}

fn read(path: &Path) -> Result<(String, String)> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.file_name().map_or_else(|| "main.go".into(), |n| n.to_string_lossy().into_owned());
    Ok((name, String::from_utf8_lossy(&bytes).into_owned()))
}

//! A run from beginning to end.

use std::rc::Rc;

use tidepool_des::Time;
use tidepool_scenario::Run;

use crate::compile::CompileErrors;
use crate::outside::Output;
use crate::report::Report;
use crate::simulation::{Budget, Options, Progress, Simulation};

/// Output kept by [`run`], in bytes; what comes later is counted as written but not kept.
const OUTPUT_MAX: usize = 1 << 20;

/// A finished run.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Metrics, series, hash.
    pub report: Report,
    /// What the processes wrote, up to one mebibyte.
    pub output: Vec<Output>,
    /// Its state at the end.
    pub simulation: Simulation,
}

/// Runs `run` to its end.
///
/// # Errors
/// Diagnostics, if its listing does not compile.
pub fn run(run: &Run) -> Result<Finished, Box<CompileErrors>> {
    let mut simulation = Simulation::new(Rc::new(run.clone()), Options::default())?;
    let (mut output, mut bytes) = (Vec::new(), 0);
    loop {
        let progress = simulation.advance(Time::NEVER, Budget(10_000_000));
        for piece in simulation.take_output() {
            if bytes < OUTPUT_MAX {
                bytes += piece.bytes.len();
                output.push(piece);
            }
        }
        if let Progress::Ended(_) = progress {
            return Ok(Finished { report: Report::of(&simulation), output, simulation });
        }
    }
}

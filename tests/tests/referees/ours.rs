//! Ours: programs run here, in virtual time.

use tidepool_sim::go::{GoEnd, GoOptions, run_program};
use tidepool_sim::{CompileErrors, Output, config};
use tidepool_tests::referee::Outcome;

/// How programs are run, unless something else is compared.
pub fn options(seed: u64, procs: u32) -> GoOptions {
    let time_limit = "1h".parse().expect("a duration");
    GoOptions { seed, procs, time_limit, config: config(), input: None }
}

/// What ours did with a program.
pub struct Ran {
    /// What it printed, in its order.
    pub pieces: Vec<Output>,
    /// How it ended; what the compiler says, if it did not begin.
    pub end: Result<GoEnd, Box<CompileErrors>>,
}

/// Runs a program.
pub fn ran(program: &str, text: &str, options: &GoOptions) -> Ran {
    let mut pieces = Vec::new();
    let end = run_program(program, text, options, &mut |piece| pieces.push(piece));
    Ran { pieces, end }
}

impl Ran {
    /// What it printed to standard output (1) or standard error (2).
    pub fn printed(&self, fd: u8) -> String {
        let pieces = self.pieces.iter().filter(|piece| piece.fd == fd);
        let bytes: Vec<u8> = pieces.flat_map(|piece| &piece.bytes).copied().collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Its exit code. A limit of ours must not end it, and it must compile.
    pub fn exit(&self, program: &str) -> i32 {
        match &self.end {
            Ok(GoEnd::Exited(code)) => *code,
            Ok(GoEnd::Limit(name, message)) => panic!("{program}: limit on {name}: {message}"),
            Err(errors) => panic!("{program}: {errors}"),
        }
    }
}

/// Output and exit code of a program that runs on so many processors.
pub fn run(program: &str, text: &str, procs: u32) -> Outcome {
    let ran = ran(program, text, &options(1, procs));
    Outcome { stdout: ran.printed(1), exit: Some(ran.exit(program)) }
}

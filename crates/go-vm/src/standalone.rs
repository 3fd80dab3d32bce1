//! Runs a program by itself: no outside, time jumps to the next thing that happens.

use std::rc::Rc;

use crate::bytecode::Program;
use crate::host::{Border, CallSite, Host, HostFn, HostResult, RandomPurpose, Stream, Time};
use crate::machine::{Config, Limit, LoadError, Machine, Stop};

/// What a program has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
    /// How it ended.
    pub exit: Exit,
    /// Virtual time at its end, ns.
    pub time: Time,
    /// Instructions performed.
    pub steps: u64,
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exit {
    /// With an exit code.
    Code(i32),
    /// Stopped by a bound of ours.
    Limit(Limit),
}

/// A host without an outside. Random numbers come from a small seeded generator.
#[derive(Clone, Debug)]
pub struct Alone {
    /// Standard output so far.
    pub stdout: Vec<u8>,
    /// Standard error so far.
    pub stderr: Vec<u8>,
    seeds: [u64; 5],
    output_limit: usize,
}

impl Alone {
    /// A host whose random numbers follow from `seed`.
    pub fn new(seed: u64) -> Alone {
        let seeds = [1, 2, 3, 4, 5].map(|n: u64| seed ^ n.wrapping_mul(0xd134_2543_de82_ef95));
        Alone { stdout: Vec::new(), stderr: Vec::new(), seeds, output_limit: 64 << 20 }
    }
}

impl Host for Alone {
    fn resolve(&mut self, _name: &str) -> Option<HostFn> {
        None
    }

    fn call(&mut self, _site: CallSite, _func: HostFn, _border: &mut Border) -> HostResult {
        HostResult::Unsupported("there is no outside here".into())
    }

    fn write(&mut self, _now: Time, stream: Stream, bytes: &[u8]) {
        let out = match stream {
            Stream::Stdout => &mut self.stdout,
            Stream::Stderr => &mut self.stderr,
        };
        let room = self.output_limit.saturating_sub(out.len());
        out.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn random(&mut self, purpose: RandomPurpose) -> u64 {
        // SplitMix64, one sequence per purpose.
        let state = &mut self.seeds[purpose as usize];
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn horizon(&self) -> Time {
        Time::MAX
    }
}

/// Runs a program up to virtual time `time_limit`.
pub fn run_standalone(
    program: Rc<Program>,
    config: Config,
    seed: u64,
    time_limit: Time,
) -> Result<Outcome, LoadError> {
    let mut host = Alone::new(seed);
    let mut machine = Machine::new(program, config, 0, &mut host)?;
    let exit = loop {
        let mut budget = u64::MAX;
        match machine.run(time_limit, &mut budget, &mut host) {
            Stop::Exited { code } => break Exit::Code(code),
            Stop::Limit(limit) => break Exit::Limit(limit),
            Stop::Budget => {}
            Stop::Horizon | Stop::Paused => {
                let message = format!("stopped at {} ns of virtual time", time_limit);
                break Exit::Limit(Limit { name: "time", message });
            }
            Stop::Idle => {
                let message = "stopped as every goroutine waits for an outside that is not there".into();
                break Exit::Limit(Limit { name: "idle", message });
            }
        }
    };
    let (time, steps) = (machine.clock(), machine.steps());
    Ok(Outcome { stdout: host.stdout, stderr: host.stderr, exit, time, steps })
}

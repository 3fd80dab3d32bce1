//! Processes of a run: how they begin, what the world does to them, how they end.

use std::rc::Rc;

use tidepool_des::Time;
use tidepool_go_vm::machine::{Machine, Stop};

use super::figures::Known;
use super::{End, Simulation};
use crate::outside::{Command, Door};

/// One Go process of the run.
#[derive(Clone, Debug)]
pub struct Process {
    /// Its machine.
    pub machine: Machine,
    /// What it runs: 0 is the run's own listing, others are its releases, from 1.
    pub listing: u32,
    /// When it ended, and its exit code.
    pub ended: Option<(Time, i32)>,
    /// When the machine would do something by itself next.
    pub(super) next: Time,
    /// What the gauges say of it.
    pub(super) known: Known,
}

impl Process {
    /// Whether it runs the listing that the run begins with and the reader sees.
    pub fn runs_listing(&self) -> bool {
        self.listing == 0
    }

    /// Its exit code once it has ended.
    pub fn exit(&self) -> Option<i32> {
        self.ended.map(|(_, code)| code)
    }

    /// The last time until `now` at which it lived.
    pub fn until(&self, now: Time) -> Time {
        self.ended.map_or(now, |(at, _)| at.min(now))
    }

    /// Something was done by it or to it.
    pub(super) fn changed(&mut self) {
        let next = if self.ended.is_none() { self.machine.next_time() } else { None };
        self.next = next.map_or(Time::NEVER, Time::from_nanos);
        self.known.forget();
    }
}

impl Simulation {
    /// Starts a process now.
    pub(super) fn spawn(&mut self) {
        let index = self.processes.len() as u32;
        let pod = self.outside.world.pods().and_then(|pods| pods.pod_of(index));
        let listing = pod.map_or(0, |pod| pod.listing);
        let (program, config) = (Rc::clone(&self.programs[listing as usize]), self.config.clone());
        self.outside.add_process(index);
        let mut door = Door { outside: &mut self.outside, process: index, limit: self.now };
        match Machine::new(program, config, self.now.as_nanos(), &mut door) {
            Ok(mut machine) => {
                if listing == 0 {
                    machine.set_breakpoints(&self.breakpoints);
                }
                machine.set_watching(self.outside.follow.is_some());
                let (next, known) = (Time::NEVER, Known::default());
                let mut process = Process { machine, listing, ended: None, next, known };
                process.changed();
                self.processes.push(process);
            }
            Err(error) => self.end = Some(End::Limit("load".into(), error.to_string())),
        }
    }

    /// Processes start, get signals and another GOGC. True: something was done, of which something else may have come.
    pub(super) fn obey(&mut self) -> bool {
        let Some((at, command)) = self.outside.commands.pop_front() else {
            return false;
        };
        match command {
            Command::Start { process } => {
                debug_assert_eq!(process as usize, self.processes.len(), "processes are numbered in order");
                self.spawn();
            }
            Command::Gogc { percent } => {
                self.config.gogc = percent;
                for process in &mut self.processes {
                    process.machine.set_gogc(percent);
                    process.changed();
                }
            }
            Command::Signal { process, signal } => {
                let index = process as usize;
                let alive = self.processes.get_mut(index).filter(|process| process.ended.is_none());
                let Some(process) = alive else { return true };
                process.machine.signal(signal, at.as_nanos());
                process.changed();
                if let Some(&Stop::Exited { code }) = process.machine.ended() {
                    self.process_ended(index, at, code);
                }
            }
        }
        true
    }

    /// A pod's process with more memory than its container may have is killed. The kernel would see it at the allocation;
    /// here it is seen after what the world does next, which no pause shifts. What Go keeps of memory that it has freed,
    /// and the runtime's own, is not counted.
    pub(super) fn kill_greedy(&mut self) {
        let Some(limit) = self.run.settings.pods.as_ref().map(|pods| pods.memory) else { return };
        for (index, process) in self.processes.iter().enumerate() {
            let machine = &process.machine;
            if process.ended.is_none() && machine.heap_stats().heap_alloc + machine.stack_memory() > limit {
                let command = Command::Signal { process: index as u32, signal: "SIGKILL" };
                self.outside.commands.push_back((self.now, command));
            }
        }
    }

    /// A process has ended at `at`, and with it the run, unless others go on.
    pub(super) fn process_ended(&mut self, index: usize, at: Time, code: i32) {
        let others = self.outside.world.pods().is_some();
        // Another of its Ps may be ahead of what others do.
        let next = self.outside.queue.next_time().filter(|_| others).unwrap_or(Time::NEVER);
        self.now = self.now.max(at.min(next));
        self.processes[index].ended = Some((self.now, code));
        self.processes[index].changed();
        self.outside.process_ended(self.now, index as u32, code);
        if !others {
            self.outside.metrics.advance(self.now);
            self.end = Some(if code == 2 { End::Crashed } else { End::Exited(code) });
        }
    }
}

/// Where the process was when a limit stopped it: "; goroutine 1 was in main.main (loop.go:4)".
pub(super) fn whereabouts(machine: &Machine) -> String {
    let queues = machine.run_queues();
    let running = queues.iter().filter_map(|(current, _)| *current);
    // A goroutine that has just been preempted stands in a queue.
    let runnable = queues.iter().flat_map(|(_, queue)| queue.iter().copied());
    let places = running.chain(runnable).filter_map(|id| {
        let frames = machine.goroutine(id)?.frames;
        let frame = frames.into_iter().find(|frame| frame.user)?;
        Some(format!("; goroutine {} was in {} ({}:{})", id.0, frame.func, frame.file, frame.line))
    });
    places.take(1).collect()
}

//! What the compiler says of dead registers is true: programs do what they do although all dead registers of all
//! goroutines are spoiled again and again, at first after each instruction.

use tidepool_go_vm::machine::{Config, Machine, Stop};

use super::host::TestHost;
use super::{MAX_STEPS, compare, run_by};

/// So often a stretch of instructions is repeated before it becomes longer.
const AT_EACH_LENGTH: u64 = 200_000;

fn play(machine: &mut Machine, host: &mut TestHost) -> Stop {
    let mut length = 1;
    loop {
        for _ in 0..AT_EACH_LENGTH {
            match machine.run(u64::MAX, &mut length.clone(), host) {
                Stop::Budget => machine.spoil_dead(),
                stop => return stop,
            }
        }
        length = length * 2 + 1;
    }
}

fn check(area: &str) {
    let mut config = Config::default();
    config.limits.steps = MAX_STEPS;
    compare(area, |_| true, |text| run_by("main.go", text, config.clone(), play));
}

#[test]
fn core_language_with_dead_registers_spoiled() {
    check("core");
}

#[test]
fn panics_with_dead_registers_spoiled() {
    check("panics");
}

#[test]
fn goroutines_with_dead_registers_spoiled() {
    check("conc");
}

#[test]
fn standard_packages_with_dead_registers_spoiled() {
    check("std");
}

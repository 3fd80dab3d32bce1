//! The quick ways through a mutex are those of the Go functions, in time and instructions.

use tidepool_go_vm::machine::{Config, Machine, Stop};
use tidepool_go_vm::standalone::Alone;

use crate::program;

const ROUNDS: u64 = 1000;

/// What a function value adds to a call, in ps.
const INDIRECT: u64 = 500;

/// Instructions and virtual ps of a loop that locks and unlocks in these words.
fn cost(body: &str) -> (u64, u64) {
    let text = format!(
        "var mu sync.Mutex
        var lock, unlock = (*sync.Mutex).Lock, (*sync.Mutex).Unlock
        func main() {{ for range {ROUNDS} {{ {body} }} }}"
    );
    let mut host = Alone::new(1);
    let mut machine = Machine::new(program("sync", &text), Config::default(), 0, &mut host).expect("loads");
    assert_eq!(machine.run(u64::MAX, &mut u64::MAX.clone(), &mut host), Stop::Exited { code: 0 });
    (machine.steps(), machine.clock() * 1000)
}

#[test]
fn a_free_mutex_costs_what_the_functions_of_package_sync_cost() {
    let (quick, quick_time) = cost("mu.Lock(); mu.Unlock()");
    let (called, called_time) = cost("lock(&mu); unlock(&mu)");
    // Both load the function value from its variable.
    let loads = 2 * ROUNDS;
    assert_eq!(called - quick, loads, "instructions");
    let instruction = u64::from(Config::default().costs.instruction);
    let expected = loads * instruction + 2 * ROUNDS * INDIRECT;
    assert!((called_time - quick_time).abs_diff(expected) <= 1000, "{quick_time} and {called_time} ps");
}

//! Package runtime/metrics.
//!
//! ```go
//! func read() (figures, latencies, pauses []uint64)  // see `Machine::figures` and `Durations::metrics_counts`
//! ```

use super::{NativeCall, Table};
use crate::machine::Flow;
use crate::value::Value;

/// Natives of package runtime/metrics.
pub const TABLE: Table = &[("runtime/metrics.read", read, true)];

fn read(call: &mut NativeCall) -> Flow {
    let machine = &call.machine;
    let figures = machine.figures(call.now()).to_vec();
    let counts = [machine.sched_latencies(), machine.gc_pauses()].map(|all| all.metrics_counts());
    let [latencies, pauses] = counts;
    for (at, numbers) in [figures, latencies, pauses].into_iter().enumerate() {
        let values: Vec<Value> = numbers.into_iter().map(|n| Value::Int(n as i64)).collect();
        // No object of the program's: who asks does not change the answer.
        let slice = call.machine.heap_mut().alloc_slice(&values, 0);
        call.set(at, slice);
    }
    Flow::Next
}

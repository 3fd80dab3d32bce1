//! Package time.
//!
//! ```go
//! func now() int64                                              // virtual ns since the start of the run
//! func sleep(nanos int64)
//! func startChan(c chan Time, nanos, period int64) (handle *T)  // T is any type; the handle is opaque
//! func startFunc(f func(), nanos int64) (handle *T)
//! func stop(handle *T) bool
//! func reset(handle *T, nanos, period int64) bool
//! ```

use super::pure::PureTable;
use super::{NativeCall, PureCall, Table};
use crate::interp::trap::{Step, Trap};
use crate::machine::Flow;
use crate::value::Value;

/// Natives of package time.
pub const TABLE: Table = &[
    ("time.sleep", sleep, true),
    ("time.startChan", start, true),
    ("time.startFunc", start, true),
    ("time.stop", stop, true),
    ("time.reset", reset, true),
];

/// Those that the loop performs.
pub const PURE: PureTable = &[("time.now", now)];

/// `func() int64`.
pub fn now(call: &mut PureCall) -> Step {
    let now = call.now() as i64;
    call.ret(Value::Int(now))
}

fn nanos(value: Value) -> u64 {
    value.int().max(0) as u64
}

fn sleep(call: &mut NativeCall) -> Flow {
    let ns = nanos(call.arg(0));
    call.machine.sleep(call.p, call.g, ns);
    Flow::Switched
}

fn start(call: &mut NativeCall) -> Flow {
    call.charge(call.machine.costs().timer);
    let (target, ns) = (call.arg(0), nanos(call.arg(1)));
    if target.is_nil() {
        return Flow::Trap(Trap::Nil);
    }
    let period = if matches!(target, Value::Chan(_)) { nanos(call.arg(2)) } else { 0 };
    let handle = call.machine.start_timer(call.p, target, ns, period);
    call.ret(handle)
}

fn stop(call: &mut NativeCall) -> Flow {
    call.charge(call.machine.costs().timer);
    let Value::Ptr(timer) = call.arg(0) else {
        return Flow::Trap(Trap::Nil);
    };
    let active = call.machine.stop_timer(timer.obj);
    call.ret(Value::Bool(active))
}

fn reset(call: &mut NativeCall) -> Flow {
    call.charge(call.machine.costs().timer);
    let Value::Ptr(timer) = call.arg(0) else {
        return Flow::Trap(Trap::Nil);
    };
    let (ns, period) = (nanos(call.arg(1)), nanos(call.arg(2)));
    let active = call.machine.reset_timer(call.p, timer.obj, ns, period);
    call.ret(Value::Bool(active))
}

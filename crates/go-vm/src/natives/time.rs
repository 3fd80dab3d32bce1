//! Package time.
//!
//! ```go
//! func now() int64                                              // virtual ns since the start of the run
//! func present(loc *Location) Time                              // the same as a time at a place
//! func (t Time) Add(d Duration) Time
//! func (t Time) UnixNano() int64
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
use crate::machine::time::time_value;
use crate::value::Value;

/// Nanoseconds of a second.
const SECOND: i64 = 1_000_000_000;

/// January 1, 1970, in seconds since January 1 of year 1.
const UNIX_SECONDS: i64 = 62_135_596_800;

/// Natives of package time.
pub const TABLE: Table = &[
    ("time.sleep", sleep, true),
    ("time.startChan", start, true),
    ("time.startFunc", start, true),
    ("time.stop", stop, true),
    ("time.reset", reset, true),
];

/// Those that the loop performs.
pub const PURE: PureTable = &[
    ("time.now", now),
    ("time.present", present),
    ("time.Time.Add", add),
    ("time.Time.UnixNano", unix_nano),
];

/// `func() int64`.
pub fn now(call: &mut PureCall) -> Step {
    let now = call.now() as i64;
    call.ret(Value::Int(now))
}

fn present(call: &mut PureCall) -> Step {
    let loc = call.arg(0);
    let [seconds, nanos, mono, _] = time_value(call.now());
    set_time(call, [seconds, nanos, mono, loc])
}

fn add(call: &mut PureCall) -> Step {
    let [seconds, nanos, mono] = [0, 1, 2].map(|slot| call.arg(slot).int());
    let d = call.arg(4).int();
    let nanos = nanos.wrapping_add(d % SECOND);
    let carry = i64::from(nanos >= SECOND) - i64::from(nanos < 0);
    let mono = if mono == 0 { 0 } else { mono.wrapping_add(d) };
    let numbers = [seconds.wrapping_add(d / SECOND).wrapping_add(carry), nanos - carry * SECOND, mono];
    let [seconds, nanos, mono] = numbers.map(Value::Int);
    let loc = call.arg(3);
    set_time(call, [seconds, nanos, mono, loc])
}

fn unix_nano(call: &mut PureCall) -> Step {
    let [seconds, nanos] = [0, 1].map(|slot| call.arg(slot).int());
    let since_1970 = seconds.wrapping_sub(UNIX_SECONDS);
    call.ret(Value::Int(since_1970.wrapping_mul(SECOND).wrapping_add(nanos)))
}

fn set_time(call: &mut PureCall, slots: [Value; 4]) -> Step {
    for (i, value) in slots.into_iter().enumerate() {
        call.set(i, value);
    }
    Ok(())
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

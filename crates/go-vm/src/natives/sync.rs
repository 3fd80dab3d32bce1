//! Packages sync and sync/atomic.
//!
//! ```go
//! // package sync: wait until *s > 0 and take one; they differ in the wait reason that dumps show.
//! func runtimeSemacquire(s *uint32)
//! func runtimeSemacquireWaitGroup(s *uint32)
//! func runtimeSemacquireCond(s *uint32)             // woken by runtimeSemgrant alone
//! func runtimeSemacquireMutex(s *uint32, lifo bool)
//! func runtimeSemacquireRWMutexR(s *uint32)
//! func runtimeSemacquireRWMutex(s *uint32)
//! func runtimeSemrelease(s *uint32, handoff bool)   // adds one, wakes the first waiter
//! func runtimeSemgrant(s *uint32)                   // gives one to the first waiter, adds one if there is none
//! func runtimeNanotime() int64
//! func runtimeGCCycles() uint32
//! func sameType(a, b any) bool                      // package sync/atomic: one dynamic type
//! func fatal(text string)                           // "fatal error: text", cannot be recovered
//! ```
//!
//! The rest of package sync and all of `sync/atomic` is ordinary Go: a goroutine is not interrupted
//! between two instructions of functions of these packages.

use super::pure::PureTable;
use super::{NativeCall, PureCall, Table, time};
use crate::interp::trap::Step;
use crate::machine::Flow;
use crate::value::Value;

/// Natives of package sync.
pub const TABLE: Table = &[
    ("sync.runtimeSemacquire", |c| acquire(c, "semacquire"), true),
    ("sync.runtimeSemacquireWaitGroup", |c| acquire(c, "sync.WaitGroup.Wait"), true),
    ("sync.runtimeSemacquireCond", acquire_granted, true),
    ("sync.runtimeSemacquireMutex", |c| acquire_lifo(c, "sync.Mutex.Lock"), true),
    ("sync.runtimeSemacquireRWMutexR", |c| acquire(c, "sync.RWMutex.RLock"), true),
    ("sync.runtimeSemacquireRWMutex", |c| acquire(c, "sync.RWMutex.Lock"), true),
    ("sync.runtimeSemrelease", release, true),
    ("sync.runtimeSemgrant", grant, true),
    ("sync.runtimeGCCycles", gc_cycles, false),
    ("sync.fatal", fatal, true),
];

/// Those that the loop performs.
pub const PURE: PureTable = &[("sync.runtimeNanotime", time::now), ("sync/atomic.sameType", same_type)];

fn acquire(call: &mut NativeCall, reason: &'static str) -> Flow {
    let addr = call.arg(0);
    call.machine.sema_acquire(call.p, call.g, addr, false, reason)
}

fn acquire_lifo(call: &mut NativeCall, reason: &'static str) -> Flow {
    let (addr, lifo) = (call.arg(0), call.arg(1).bool());
    call.machine.sema_acquire(call.p, call.g, addr, lifo, reason)
}

fn acquire_granted(call: &mut NativeCall) -> Flow {
    match acquire(call, "sync.Cond.Wait") {
        // It goes on behind the instruction: what wakes it has given it what it waits for.
        Flow::Retry => Flow::Switched,
        flow => flow,
    }
}

fn grant(call: &mut NativeCall) -> Flow {
    let addr = call.arg(0);
    call.machine.sema_grant(call.p, addr)
}

fn release(call: &mut NativeCall) -> Flow {
    let (addr, handoff) = (call.arg(0), call.arg(1).bool());
    call.machine.sema_release(call.p, call.g, addr, handoff)
}

fn same_type(call: &mut PureCall) -> Step {
    let ty = |value| match value {
        Value::Iface(i) => Some(i.ty),
        _ => None,
    };
    let same = ty(call.arg(0)) == ty(call.arg(1));
    call.ret(Value::Bool(same))
}

fn gc_cycles(call: &mut NativeCall) -> Flow {
    let cycles = call.machine.cycles_begun();
    call.ret(Value::Int(cycles.into()))
}

fn fatal(call: &mut NativeCall) -> Flow {
    let text = String::from_utf8_lossy(call.str_arg(0)).into_owned();
    call.machine.fatal_error(call.p, Some(call.g), &text, call.host);
    Flow::Switched
}

//! Packages runtime and runtime/debug.
//!
//! Package runtime must declare, in Go, the types that run-time panics are values of:
//! `errorString` and `plainError` (string types), `TypeAssertionError` (a struct of one string,
//! used by pointer) and `PanicNilError` (used by pointer), all implementing `Error`.
//!
//! ```go
//! func gosched()
//! func gc()
//! func goexit()
//! func GOMAXPROCS(n int) int
//! func stack(all bool) string           // as debug.Stack or the goroutine profile with debug=2
//! func memStats() []uint64              // Alloc, TotalAlloc, Mallocs, Frees, NumGC, NextGC, Sys, LastGC, NumForcedGC,
//!                                       // PauseTotalNs, StackInuse, GC processor time and all processor time in ns
//! func setMemoryLimit(bytes int64) int64   // negative only asks
//! func gcPauses() (pauses, ends []int64) // of the last cycles, the newest first
//! func setGCPercent(percent int) int    // negative is off; gives the old value
//! func setFinalizer(obj any, finalizer any) bool   // nil removes it; false if obj is no pointer or finalizer no function
//! func addCleanup(ptr any, f func())
//! func findLeaks()                       // goroutines that wait for ever are marked so
//! func goroutineText(leaked bool) string // the profile of goroutines, or of those marked, with debug=1
//! func leaks() int                       // how many are marked
//! func heapText() string                 // the heap profile with debug=1
//! func heapRows() int                    // how many rows it has
//! func caller(skip int) (file string, line int, function string, ok bool)  // 0 is the caller of this native
//! ```

use super::{NativeCall, Table};
use crate::machine::{Finalizer, Flow};
use crate::value::{PtrRef, Value};

/// Natives of package runtime; `runtime/debug` may declare them too.
pub const TABLE: Table = &[
    ("runtime.gosched", gosched, true),
    ("runtime.Gosched", gosched, true),
    ("runtime.gc", gc, true),
    ("runtime.GC", gc, true),
    ("runtime.goexit", goexit, true),
    ("runtime.Goexit", goexit, true),
    ("runtime.NumGoroutine", num_goroutine, true),
    ("runtime.GOMAXPROCS", gomaxprocs, true),
    ("runtime.NumCPU", num_cpu, false),
    ("runtime.stack", stack, true),
    ("runtime/debug.stack", stack, true),
    ("runtime.memStats", mem_stats, true),
    ("runtime/debug.gcPauses", gc_pauses, true),
    ("runtime/debug.setGCPercent", set_gc_percent, true),
    ("runtime/debug.setMemoryLimit", set_memory_limit, true),
    ("runtime.setFinalizer", set_finalizer, false),
    ("runtime.addCleanup", add_cleanup, false),
    ("runtime/pprof.findLeaks", find_leaks, true),
    ("runtime/pprof.goroutineText", goroutine_text, true),
    ("runtime/pprof.leaks", leaks, true),
    ("runtime/pprof.heapText", heap_text, true),
    ("runtime/pprof.heapRows", heap_rows, true),
    ("runtime/pprof.stack", stack, true),
    ("runtime.caller", caller, false),
    ("runtime.declared", declared, false),
    ("log.caller", caller, false),
    ("math/rand.random", random, false),
    ("math/rand/v2.random", random, false),
];

fn gosched(_: &mut NativeCall) -> Flow {
    Flow::Yield
}

fn gc(call: &mut NativeCall) -> Flow {
    call.machine.force_gc(call.p, call.g)
}

fn goexit(call: &mut NativeCall) -> Flow {
    call.machine.goexit(call.p, call.g, call.host);
    Flow::Next
}

fn num_goroutine(call: &mut NativeCall) -> Flow {
    let count = call.machine.goroutine_count();
    call.ret(Value::Int(count as i64))
}

fn num_cpu(call: &mut NativeCall) -> Flow {
    let count = call.machine.processors();
    call.ret(Value::Int(count as i64))
}

fn gomaxprocs(call: &mut NativeCall) -> Flow {
    let (wanted, before) = (call.arg(0).int(), call.machine.max_procs());
    let flow = match usize::try_from(wanted) {
        Ok(wanted) if wanted > 0 && wanted != before => call.machine.set_max_procs(call.p, call.g, wanted),
        _ => Flow::Next,
    };
    // What is to be repeated still needs its argument.
    if flow != Flow::Retry {
        call.set(0, Value::Int(before as i64));
    }
    flow
}

fn stack(call: &mut NativeCall) -> Flow {
    let text = if call.arg(0).bool() {
        call.machine.stacks_of_all(call.p)
    } else {
        let mut out = String::new();
        call.machine.dump_goroutine(call.g, "running", &mut out);
        out
    };
    call.ret_str(text.as_bytes())
}

fn mem_stats(call: &mut NativeCall) -> Flow {
    let m = call.machine.mem_stats(call.now());
    let all = [
        m.alloc,
        m.total_alloc,
        m.mallocs,
        m.frees,
        m.cycles.into(),
        m.next_gc,
        m.sys,
        m.last_gc,
        m.forced.into(),
        m.paused,
        m.stack,
        m.gc_time,
        m.all_time,
    ];
    let values = all.map(|n| Value::Int(n as i64));
    // No object of the program's: who asks does not change the answer.
    let slice = call.machine.heap_mut().alloc_slice(&values, 0);
    call.ret(slice)
}

fn gc_pauses(call: &mut NativeCall) -> Flow {
    let (pauses, ends): (Vec<Value>, Vec<Value>) = call
        .machine
        .recent_pauses()
        .map(|(paused, ended)| (Value::Int(paused as i64), Value::Int(ended as i64)))
        .unzip();
    for (at, values) in [pauses, ends].into_iter().enumerate() {
        // No object of the program's: who asks does not change the answer.
        let slice = call.machine.heap_mut().alloc_slice(&values, 0);
        call.set(at, slice);
    }
    Flow::Next
}

fn set_gc_percent(call: &mut NativeCall) -> Flow {
    let percent = u32::try_from(call.arg(0).int()).ok();
    let old = call.machine.set_gogc(percent).map_or(-1, i64::from);
    call.ret(Value::Int(old))
}

fn set_memory_limit(call: &mut NativeCall) -> Flow {
    let old = match u64::try_from(call.arg(0).int()) {
        Ok(bytes) => call.machine.set_memory_limit(if bytes >= i64::MAX as u64 { u64::MAX } else { bytes }),
        Err(_) => call.machine.memory_limit(),
    };
    call.ret(Value::Int(old.min(i64::MAX as u64) as i64))
}

/// The pointer in an interface.
fn pointer(value: Value) -> Option<PtrRef> {
    match value {
        Value::Iface(i) => match Value::unpack(i) {
            Some(Value::Ptr(p)) => Some(p),
            _ => None,
        },
        _ => None,
    }
}

fn set_finalizer(call: &mut NativeCall) -> Flow {
    let Some(target) = pointer(call.arg(0)) else {
        return call.ret(Value::Bool(false));
    };
    let finalizer = match call.arg(1) {
        Value::Nil => None,
        Value::Iface(i) => match Value::unpack(i) {
            Some(Value::Func(func)) => Some(Finalizer { func, arg: Value::Ptr(target) }),
            _ => return call.ret(Value::Bool(false)),
        },
        _ => return call.ret(Value::Bool(false)),
    };
    call.machine.set_finalizer(target.obj, finalizer);
    call.ret(Value::Bool(true))
}

fn add_cleanup(call: &mut NativeCall) -> Flow {
    if let (Some(target), Value::Func(func)) = (pointer(call.arg(0)), call.arg(1)) {
        call.machine.set_finalizer(target.obj, Some(Finalizer { func, arg: Value::Nil }));
    }
    Flow::Next
}

fn find_leaks(call: &mut NativeCall) -> Flow {
    call.machine.find_leaks();
    Flow::Next
}

fn goroutine_text(call: &mut NativeCall) -> Flow {
    let text = if call.arg(0).bool() { call.machine.leak_text() } else { call.machine.goroutine_profile() };
    call.ret_str(text.as_bytes())
}

fn leaks(call: &mut NativeCall) -> Flow {
    let count = call.machine.leaks();
    call.ret(Value::Int(count as i64))
}

fn heap_text(call: &mut NativeCall) -> Flow {
    call.machine.publish_heap_profile();
    let text = call.machine.heap_profile_text(call.now());
    call.ret_str(text.as_bytes())
}

fn heap_rows(call: &mut NativeCall) -> Flow {
    call.machine.publish_heap_profile();
    let count = call.machine.heap().profile().buckets().count();
    call.ret(Value::Int(count as i64))
}

fn caller(call: &mut NativeCall) -> Flow {
    let skip = call.arg(0).int().max(0) as usize;
    let found = call.machine.caller(call.g, skip);
    ret_place(call, found)
}

/// `func declared(pc uintptr) (file string, line int, function string, ok bool)`.
fn declared(call: &mut NativeCall) -> Flow {
    let found = call.machine.declared(call.arg(0).int() as u64);
    ret_place(call, found)
}

/// Returns a file, a line and the name of a function, and whether there are any.
fn ret_place(call: &mut NativeCall, found: Option<(String, u32, String)>) -> Flow {
    let ok = found.is_some();
    let (file, line, name) = found.unwrap_or_default();
    let file = call.machine.heap_mut().alloc_str(file.as_bytes());
    let name = call.machine.heap_mut().alloc_str(name.as_bytes());
    call.set(0, file);
    call.set(1, Value::Int(line.into()));
    call.set(2, name);
    call.ret_at(3, Value::Bool(ok))
}

/// `func random() uint64`.
fn random(call: &mut NativeCall) -> Flow {
    let bits = call.host.random(crate::host::RandomPurpose::Rand);
    call.ret(Value::Int(bits as i64))
}

/// `func lookup(name string) (value string, ok bool)`: a scenario's parameter, where there is no scenario.
pub fn lookup_nothing(call: &mut NativeCall) -> Flow {
    call.set(0, Value::EMPTY_STR);
    call.ret_at(1, Value::Bool(false))
}

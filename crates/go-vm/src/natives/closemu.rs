//! Package database/sql: the lock of `Rows`, at once where nobody has to be waited for or woken.
//!
//! ```go
//! // A reader comes in. False, also of the next ones: that has to be done in Go.
//! func enter(m *closingMutex) bool
//! // It leaves.
//! func leave(m *closingMutex) bool
//! // Somebody closes.
//! func shut(m *closingMutex) bool
//! // And has closed.
//! func reopen(m *closingMutex) bool
//! ```

use super::PureCall;
use super::pure::PureTable;
use crate::interp::trap::{Step, Trap};
use crate::value::{PtrRef, Value};

/// Natives of package database/sql.
pub const TABLE: PureTable = &[
    ("database/sql.enter", enter),
    ("database/sql.leave", leave),
    ("database/sql.shut", shut),
    ("database/sql.reopen", reopen),
];

// The slots of a `closingMutex`. It begins with a mutex.
const MU: u32 = 0;
const CHANGED: u32 = 5;
const READERS: u32 = 6;
const CLOSING: u32 = 7;
const WAITING: u32 = 8;

/// The mutex behind the only argument, and whether its own lock is free.
fn mutex(call: &PureCall) -> Step<(PtrRef, bool)> {
    let Value::Ptr(at) = call.arg(0) else { return Err(Trap::Nil) };
    Ok((at, call.heap().is_free(PtrRef { off: at.off + MU, ..at })))
}

fn is(call: &PureCall, at: PtrRef, slot: u32) -> bool {
    call.heap().load(at.obj, at.off + slot).bool()
}

fn readers(call: &PureCall, at: PtrRef) -> i64 {
    call.heap().load(at.obj, at.off + READERS).int()
}

/// Nobody has ever waited.
fn is_quiet(call: &PureCall, at: PtrRef) -> bool {
    call.heap().load(at.obj, at.off + CHANGED).is_nil()
}

fn set(call: &mut PureCall, at: PtrRef, slot: u32, value: Value) {
    call.heap_mut().store(at.obj, at.off + slot, value);
}

fn enter(call: &mut PureCall) -> Step {
    let (at, free) = mutex(call)?;
    let readers = readers(call, at);
    let enters = free && !is(call, at, CLOSING) && !(is(call, at, WAITING) && readers == 0);
    if enters {
        set(call, at, READERS, Value::Int(readers + 1));
    }
    call.ret(Value::Bool(enters))
}

fn leave(call: &mut PureCall) -> Step {
    let (at, free) = mutex(call)?;
    let leaves = free && is_quiet(call, at);
    if leaves {
        let readers = readers(call, at);
        set(call, at, READERS, Value::Int(readers - 1));
    }
    call.ret(Value::Bool(leaves))
}

fn shut(call: &mut PureCall) -> Step {
    let (at, free) = mutex(call)?;
    let shuts = free && !is(call, at, CLOSING) && readers(call, at) == 0;
    if shuts {
        set(call, at, CLOSING, Value::Bool(true));
        set(call, at, WAITING, Value::Bool(false));
    }
    call.ret(Value::Bool(shuts))
}

fn reopen(call: &mut PureCall) -> Step {
    let (at, free) = mutex(call)?;
    let reopens = free && is_quiet(call, at);
    if reopens {
        set(call, at, CLOSING, Value::Bool(false));
    }
    call.ret(Value::Bool(reopens))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::natives::pure::check_slots;

    #[test]
    fn the_fields_of_the_lock_are_where_its_natives_look_for_them() {
        let text = "package main\nimport \"database/sql\"\nfunc main() { new(sql.Rows).Close() }\n";
        let known = [
            ("mu", MU),
            ("changed", CHANGED),
            ("readers", READERS),
            ("closing", CLOSING),
            ("waiting", WAITING),
        ];
        check_slots(text, "sql.closingMutex", &known);
    }
}

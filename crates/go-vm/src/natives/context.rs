//! Package context: what most contexts begin and end with, at once instead of under their lock.
//!
//! ```go
//! // p takes its first child in, unless it has ended or its lock is taken. False: that has to be done in Go.
//! func join(p *cancelCtx, child canceler) bool
//! // p forgets its only child, unless its lock is taken. False as above.
//! func leave(p *cancelCtx, child canceler) bool
//! // Ends c if it has no children and nobody has asked for its channel, which is ended then, and lets it leave its parent,
//! // if wanted. 0: that has to be done in Go; 1: c has ended now; 2: it had ended before; 3: it must still leave in Go.
//! func conclude(c *cancelCtx, err, cause error, ended chan struct{}, self canceler, removeFromParent bool) int
//! ```

use super::PureCall;
use super::pure::PureTable;
use crate::interp::trap::{Step, Trap};
use crate::value::{PtrRef, Value};

/// Natives of package context.
pub const TABLE: PureTable =
    &[("context.join", join), ("context.leave", leave), ("context.conclude", conclude)];

// The slots of a `cancelCtx` behind its parent; the mutex has five.
const MU: u32 = 1;
const DONE: u32 = 6;
const ONLY: u32 = 7;
const CHILDREN: u32 = 8;
const ERR: u32 = 9;
const CAUSE: u32 = 10;
const PARENT: u32 = 11;

/// The `cancelCtx` behind the first argument, and whether its lock is free.
fn context(call: &PureCall) -> Step<(PtrRef, bool)> {
    let Value::Ptr(at) = call.arg(0) else { return Err(Trap::Nil) };
    Ok((at, is_free(call, at)))
}

fn is_free(call: &PureCall, at: PtrRef) -> bool {
    call.heap().is_free(PtrRef { off: at.off + MU, ..at })
}

fn field(call: &PureCall, at: PtrRef, slot: u32) -> Value {
    call.heap().load(at.obj, at.off + slot)
}

fn set_field(call: &mut PureCall, at: PtrRef, slot: u32, value: Value) {
    call.heap_mut().store(at.obj, at.off + slot, value);
}

fn is_childless(call: &PureCall, at: PtrRef) -> bool {
    let others = match field(call, at, CHILDREN) {
        Value::Map(map) => call.heap().map(map).is_some_and(|map| !map.is_empty()),
        _ => false,
    };
    field(call, at, ONLY).is_nil() && !others
}

fn join(call: &mut PureCall) -> Step {
    let (at, free) = context(call)?;
    let joins = free && field(call, at, ERR).is_nil() && is_childless(call, at);
    if joins {
        set_field(call, at, ONLY, call.arg(1));
    }
    call.ret(Value::Bool(joins))
}

fn leave(call: &mut PureCall) -> Step {
    let (at, free) = context(call)?;
    let left = free && forget_child(call, at, call.arg(1));
    call.ret(Value::Bool(left))
}

/// A context whose lock is free forgets its only child.
fn forget_child(call: &mut PureCall, at: PtrRef, child: Value) -> bool {
    let knows = field(call, at, ONLY) == child;
    if knows {
        set_field(call, at, ONLY, Value::Nil);
    }
    knows
}

fn conclude(call: &mut PureCall) -> Step {
    let (at, free) = context(call)?;
    let [err, cause, ended] = [1, 2, 3].map(|i| call.arg(i));
    if !free {
        return call.ret(Value::Int(0));
    }
    if !field(call, at, ERR).is_nil() {
        return call.ret(Value::Int(2));
    }
    if !field(call, at, DONE).is_nil() || !is_childless(call, at) {
        return call.ret(Value::Int(0));
    }
    set_field(call, at, ERR, err);
    set_field(call, at, CAUSE, if cause.is_nil() { err } else { cause });
    set_field(call, at, DONE, ended);
    let gone = match field(call, at, PARENT) {
        _ if !call.arg(5).bool() => true,
        Value::Ptr(parent) => is_free(call, parent) && forget_child(call, parent, call.arg(4)),
        _ => false,
    };
    call.ret(Value::Int(if gone { 1 } else { 3 }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::natives::pure::check_slots;

    #[test]
    fn the_fields_of_a_context_are_where_its_natives_look_for_them() {
        let text =
            "package main\nimport \"context\"\nfunc main() { context.WithCancel(context.Background()) }\n";
        let known = [
            ("mu", MU),
            ("done", DONE),
            ("only", ONLY),
            ("children", CHILDREN),
            ("err", ERR),
            ("cause", CAUSE),
            ("parent", PARENT),
        ];
        check_slots(text, "context.cancelCtx", &known);
    }
}

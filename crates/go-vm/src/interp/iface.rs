//! Interfaces and type assertions; making channels.

use tidepool_go_check::types::{Type, TypeId};

use super::Core;
use super::cold::{charge_alloc, may_allocate};
use super::trap::{Step, Trap};
use crate::bytecode::{AssertInfo, Op};
use crate::chan::Chan;
use crate::heap::Data;
use crate::value::{MAX_LEN, Value};

/// A channel without its buffer in Go's heap (`runtime.hchan` of Go 1.27).
const CHAN_BYTES: u64 = 112;

/// Performs an interface instruction.
#[inline(never)]
pub fn run(core: &mut Core, regs: &mut [Value], op: Op, fuel: &mut i64) -> Step {
    *fuel -= i64::from(core.costs.type_test);
    match op {
        Op::ToIface { dst, src, ty } => to_iface(core, regs, [dst, src, ty], fuel),
        Op::TypeAssert { ok, dst, src, info } => type_assert(core, regs, ok, [dst, src, info]),
        Op::Implements { dst, src, ty } => {
            let holds = match regs[src as usize] {
                Value::Iface(i) => core.facts.implements(core.program, i.ty, TypeId(ty.into())),
                _ => false,
            };
            regs[dst as usize] = Value::Bool(holds);
            Ok(())
        }
        _ => Err(Trap::Broken("not an interface instruction")),
    }
}

fn to_iface(core: &mut Core, regs: &mut [Value], [dst, src, ty]: [u16; 3], fuel: &mut i64) -> Step {
    let layout = &core.program.layouts[ty as usize];
    let src = src as usize;
    if layout.pointer_shaped {
        let nil = core.facts.nil_payload(ty.into());
        regs[dst as usize] = Value::pack(ty.into(), regs[src], nil);
        return Ok(());
    }
    may_allocate(core, u64::from(layout.slots) * 16)?;
    charge_alloc(core, fuel, layout.go_size);
    let obj = core.heap.alloc_slots(&regs[src..src + layout.slots as usize], layout.go_size);
    regs[dst as usize] = boxed(ty.into(), obj);
    Ok(())
}

/// An interface value around a box.
pub fn boxed(ty: u32, obj: crate::value::Obj) -> Value {
    Value::Iface(crate::value::IfaceRef { payload: crate::value::Payload::Boxed, ty, obj, aux: 0 })
}

fn type_assert(core: &Core, regs: &mut [Value], ok: bool, [dst, src, info]: [u16; 3]) -> Step {
    let info = core.program.asserts[info as usize];
    let slots = core.program.layouts[info.target.0 as usize].slots as usize;
    let dst = dst as usize;
    let value = regs[src as usize];
    let holds = match value {
        Value::Iface(i) if info.to_iface => core.facts.implements(core.program, i.ty, info.target),
        Value::Iface(i) => i.ty == info.target.0,
        _ => false,
    };
    if !holds && !ok {
        return Err(Trap::Assertion(assertion_text(core, value, info)));
    }
    let range = dst..dst + slots;
    match value {
        _ if !holds => core.facts.write_zero(core.program, info.target.0, &mut regs[range.clone()]),
        Value::Iface(i) if !info.to_iface => match Value::unpack(i) {
            Some(value) => regs[dst] = value,
            None => core.heap.load_n(i.obj, 0, &mut regs[range.clone()]),
        },
        _ => regs[dst] = value,
    }
    if ok {
        regs[range.end] = Value::Bool(holds);
    }
    Ok(())
}

/// Go's text for an assertion that does not hold.
fn assertion_text(core: &Core, value: Value, info: AssertInfo) -> String {
    let types = &core.program.types;
    let (source, target) = (types.name(info.source), types.name(info.target));
    let Value::Iface(i) = value else {
        return if info.to_iface {
            format!("interface conversion: interface is nil, not {target}")
        } else {
            format!("interface conversion: {source} is nil, not {target}")
        };
    };
    let dynamic = types.name(TypeId(i.ty));
    if info.to_iface {
        let missing = core.program.missing_method(TypeId(i.ty), info.target).unwrap_or_default();
        let missing = missing.rsplit('.').next().unwrap_or_default();
        return format!("interface conversion: {dynamic} is not {target}: missing method {missing}");
    }
    if dynamic == target {
        return format!(
            "interface conversion: {source} is {dynamic}, not {target} (types from different scopes)"
        );
    }
    format!("interface conversion: {source} is {dynamic}, not {target}")
}

/// Makes a channel.
pub fn make_chan(core: &mut Core, regs: &mut [Value], [dst, size, ty]: [u16; 3], fuel: &mut i64) -> Step {
    let (elem, zero) = match core.program.types.shape(TypeId(ty.into())) {
        Type::Chan(_, elem) => {
            (&core.program.layouts[elem.0 as usize], core.facts.shared_zero(core.program, elem.0))
        }
        _ => return Err(Trap::Broken("not a channel type")),
    };
    let size = regs[size as usize].int();
    if size < 0 || size as u64 > MAX_LEN {
        return Err(Trap::Plain("makechan: size out of range"));
    }
    may_allocate(core, size as u64 * u64::from(elem.slots.max(1)) * 16)?;
    let bytes = CHAN_BYTES + elem.go_size * size as u64;
    charge_alloc(core, fuel, bytes);
    let chan = Chan::new(zero, size as u32);
    regs[dst as usize] = Value::Chan(core.heap.alloc(Data::Chan(Box::new(chan)), bytes));
    Ok(())
}

//! Types by number.
//!
//! ```go
//! func typeID(x any) int                   // -1 for nil
//! func info(ty int) (kind, elem, key, n int, name string, named bool, slots int)
//! func field(ty, i int) (name string, of int, tag, pkg string, embedded bool, offset int)
//! func param(ty, i int) int                // parameters first, then results
//! func find(kind, elem, key int) int       // the pointer, slice or map type, -1 if the program has none
//! func implements(ty, iface int) bool
//! func method(ty, i int) string            // names of the method set in order, empty behind the last
//! ```

use tidepool_go_check::types::{IntKind, Type, TypeId};

use crate::machine::Flow;
use crate::natives::{NativeCall, Table};
use crate::value::Value;

/// Natives about types.
pub const TYPES: Table = &[
    ("reflect.typeID", type_id, false),
    ("reflect.info", info, false),
    ("reflect.field", field, false),
    ("reflect.param", param, false),
    ("reflect.find", find, false),
    ("reflect.implements", implements, false),
    ("reflect.method", method, false),
];

/// The type in argument `i`.
pub fn type_arg(call: &NativeCall, i: usize) -> TypeId {
    TypeId(call.arg(i).int().max(0) as u32)
}

fn type_id(call: &mut NativeCall) -> Flow {
    let id = match call.arg(0) {
        Value::Iface(i) => i64::from(i.ty),
        _ => -1,
    };
    call.ret(Value::Int(id))
}

/// The number of a kind in package reflect.
fn kind(shape: &Type) -> i64 {
    match shape {
        Type::Bool => 1,
        Type::Int(IntKind::Int) => 2,
        Type::Int(IntKind::I8) => 3,
        Type::Int(IntKind::I16) => 4,
        Type::Int(IntKind::I32) => 5,
        Type::Int(IntKind::I64) => 6,
        Type::Int(IntKind::Uint) => 7,
        Type::Int(IntKind::U8) => 8,
        Type::Int(IntKind::U16) => 9,
        Type::Int(IntKind::U32) => 10,
        Type::Int(IntKind::U64) => 11,
        Type::Int(IntKind::Uintptr) => 12,
        Type::Float32 => 13,
        Type::Float64 => 14,
        Type::Complex64 => 15,
        Type::Complex128 => 16,
        Type::Array(..) => 17,
        Type::Chan(..) => 18,
        Type::Func(..) => 19,
        Type::Interface(_) => 20,
        Type::Map(..) => 21,
        Type::Pointer(_) => 22,
        Type::Slice(_) => 23,
        Type::String => 24,
        Type::Struct(_) => 25,
        Type::UnsafePointer => 26,
        Type::Named(_) | Type::Tuple(_) => 0,
    }
}

fn info(call: &mut NativeCall) -> Flow {
    let ty = type_arg(call, 0);
    let program = call.machine.program_rc();
    let shape = program.types.shape(ty);
    let id = |ty: &TypeId| i64::from(ty.0);
    let (elem, key, n) = match shape {
        Type::Array(elem, len) => (id(elem), -1, *len as i64),
        Type::Pointer(elem) | Type::Slice(elem) | Type::Chan(_, elem) => (id(elem), -1, 0),
        Type::Map(key, elem) => (id(elem), id(key), 0),
        Type::Struct(fields) => (-1, -1, fields.len() as i64),
        Type::Interface(methods) => (-1, -1, methods.len() as i64),
        // For a function: whether it is variadic, and how many results and parameters it has.
        Type::Func(params, results, variadic) => {
            ((*variadic).into(), results.len() as i64, params.len() as i64)
        }
        _ => (-1, -1, 0),
    };
    let name = call.machine.heap_mut().alloc_str(program.types.name(ty).as_bytes());
    for (i, number) in [kind(shape), elem, key, n].into_iter().enumerate() {
        call.set(i, Value::Int(number));
    }
    call.set(4, name);
    let named = matches!(program.types.get(ty), Type::Named(_));
    call.set(5, Value::Bool(named));
    call.ret_at(6, Value::Int(program.layouts[ty.0 as usize].slots.into()))
}

fn field(call: &mut NativeCall) -> Flow {
    let (ty, index) = (type_arg(call, 0), call.arg(1).int() as usize);
    let program = call.machine.program_rc();
    let Type::Struct(fields) = program.types.shape(ty) else {
        return Flow::Next;
    };
    let Some(field) = fields.get(index) else {
        return Flow::Next;
    };
    let offset: u32 = fields[..index].iter().map(|f| program.layouts[f.ty.0 as usize].slots).sum();
    let heap = call.machine.heap_mut();
    let [name, tag, package] =
        [&field.name, &field.tag, &field.package].map(|text| heap.alloc_str(text.as_bytes()));
    call.set(0, name);
    call.set(1, Value::Int(field.ty.0.into()));
    call.set(2, tag);
    call.set(3, package);
    call.set(4, Value::Bool(field.embedded));
    call.ret_at(5, Value::Int(offset.into()))
}

fn param(call: &mut NativeCall) -> Flow {
    let (ty, index) = (type_arg(call, 0), call.arg(1).int() as usize);
    let found = match call.machine.program().types.shape(ty) {
        Type::Func(params, results, _) => params.iter().chain(results).nth(index).map(|ty| ty.0),
        _ => None,
    };
    call.ret(Value::Int(found.map_or(-1, i64::from)))
}

fn find(call: &mut NativeCall) -> Flow {
    let (elem, key) = (type_arg(call, 1), type_arg(call, 2));
    let wanted = match call.arg(0).int() {
        21 => Type::Map(key, elem),
        22 => Type::Pointer(elem),
        _ => Type::Slice(elem),
    };
    let types = &call.machine.program().types;
    let found = (0..types.len() as u32).find(|&id| *types.get(TypeId(id)) == wanted);
    call.ret(Value::Int(found.map_or(-1, i64::from)))
}

fn implements(call: &mut NativeCall) -> Flow {
    let missing = call.machine.program().missing_method(type_arg(call, 0), type_arg(call, 1)).is_some();
    call.ret(Value::Bool(!missing))
}

fn method(call: &mut NativeCall) -> Flow {
    let (ty, index) = (type_arg(call, 0), call.arg(1).int() as usize);
    let program = call.machine.program_rc();
    let mut names: Vec<&str> = match program.types.shape(ty) {
        Type::Interface(methods) => methods.iter().map(|m| m.name.as_str()).collect(),
        _ => {
            let impls = program.method_impls.get(ty.0 as usize);
            let impls = impls.into_iter().flatten();
            impls.filter_map(|m| program.method_names.get(m.method as usize)).map(String::as_str).collect()
        }
    };
    names.retain(|name| name.chars().next().is_some_and(char::is_uppercase));
    names.sort_unstable();
    call.ret_str(names.get(index).unwrap_or(&"").as_bytes())
}

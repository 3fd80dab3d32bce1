//! The order in which package fmt prints the entries of a map.

use std::cmp::Ordering;

use tidepool_go_check::type_table::basic;
use tidepool_go_check::types::{Type, TypeId};

use crate::bytecode::Program;
use crate::heap::Heap;
use crate::value::Value;

/// Compares two keys slot by slot: numbers and strings by value, NaN first, false before true,
/// nil first, pointers by address, interfaces by type and then value.
pub fn compare(heap: &Heap, program: &Program, a: &[Value], b: &[Value]) -> Ordering {
    let mut pairs = a.iter().zip(b);
    let unequal = pairs.find_map(|(a, b)| Some(compare_slot(heap, program, *a, *b)).filter(|o| o.is_ne()));
    unequal.unwrap_or(Ordering::Equal)
}

/// Compares types as Go does, by the addresses of their descriptors. The linker puts types without a name first, sorted
/// by how they are written; the others follow by the size of their descriptors.
fn compare_types(program: &Program, a: TypeId, b: TypeId) -> Ordering {
    let key = |ty| {
        let name = program.types.name(ty);
        let (size, rank) = if has_name(program, ty) { place(program, ty) } else { (0, 0) };
        (size, rank, name)
    };
    // Two functions may have a type of the same name each.
    if a == b { Ordering::Equal } else { key(a).cmp(&key(b)).then(a.cmp(&b)) }
}

fn has_name(program: &Program, ty: TypeId) -> bool {
    matches!(program.types.get(ty), Type::Named(_)) || BASIC.contains(&ty)
}

/// The predeclared types in their order in memory.
const BASIC: [TypeId; 17] = [
    basic::STRING,
    basic::INT8,
    basic::UINT8,
    basic::INT16,
    basic::UINT16,
    basic::INT32,
    basic::UINT32,
    basic::INT64,
    basic::UINT64,
    basic::INT,
    basic::UINT,
    basic::UINTPTR,
    basic::COMPLEX64,
    basic::COMPLEX128,
    basic::FLOAT32,
    basic::FLOAT64,
    basic::BOOL,
];

/// The size of the descriptor of a type with a name, and where it comes among those of its size: the program's own
/// types before the predeclared ones.
fn place(program: &Program, ty: TypeId) -> (usize, usize) {
    let shape = match program.types.shape(ty) {
        Type::Pointer(_) | Type::Slice(_) => 72,
        Type::Func(params, results, _) => 72 + 8 * (params.len() + results.len()),
        Type::Chan(..) => 80,
        Type::Array(..) => 88,
        Type::Struct(fields) => 96 + 24 * fields.len(),
        Type::Map(..) => 104,
        _ => 64,
    };
    let methods = (0..program.method_names.len()).filter(|&id| program.find_method(ty, id as u32).is_some());
    let rank = BASIC.iter().position(|&known| known == ty).map_or(0, |at| at + 1);
    (shape + 16 * methods.count(), rank)
}

fn float(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
}

fn compare_slot(heap: &Heap, program: &Program, a: Value, b: Value) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(&b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(&b),
        (Value::Float(a), Value::Float(b)) => float(a, b),
        (Value::Str(a), Value::Str(b)) => heap.str(a).cmp(heap.str(b)),
        (Value::Complex(a), Value::Complex(b)) => {
            let (x, y) = (heap.complex(a), heap.complex(b));
            float(x.0, y.0).then(float(x.1, y.1))
        }
        (Value::Iface(x), Value::Iface(y)) => {
            let (tx, ty) = (x.ty, y.ty);
            let contents = |i: crate::value::IfaceRef| match Value::unpack(i) {
                Some(value) => vec![value],
                None => heap.slots(i.obj).to_vec(),
            };
            compare_types(program, TypeId(tx), TypeId(ty))
                .then_with(|| compare(heap, program, &contents(x), &contents(y)))
        }
        (Value::Nil, Value::Nil) => Ordering::Equal,
        (Value::Nil, _) => Ordering::Less,
        (_, Value::Nil) => Ordering::Greater,
        (a, b) => {
            let place = |v: Value| (v.object().0, if let Value::Ptr(p) = v { p.off } else { 0 });
            place(a).cmp(&place(b))
        }
    }
}

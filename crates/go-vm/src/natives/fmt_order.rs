//! The order in which package fmt prints the entries of a map.

use std::cmp::Ordering;

use crate::heap::Heap;
use crate::value::Value;

/// Compares two keys slot by slot: numbers and strings by value, NaN first, false before true,
/// nil first, pointers by address, interfaces by type and then value.
pub fn compare(heap: &Heap, a: &[Value], b: &[Value]) -> Ordering {
    let mut pairs = a.iter().zip(b);
    pairs.find_map(|(a, b)| Some(compare_slot(heap, *a, *b)).filter(|o| o.is_ne())).unwrap_or(Ordering::Equal)
}

fn float(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
}

fn compare_slot(heap: &Heap, a: Value, b: Value) -> Ordering {
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
            tx.cmp(&ty).then_with(|| compare(heap, &contents(x), &contents(y)))
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

//! What the machine needs to know of types.

use tidepool_go_check::type_table::TypeTable;
use tidepool_go_check::types::{IntKind, Type, TypeId};

use crate::bytecode::{TypeLayout, ZeroKind, ZeroRun};

/// Element types longer than this are not folded into one pattern.
const MAX_PATTERN: u64 = 4096;

/// Layouts of all types, by id.
pub(super) fn layouts(types: &TypeTable) -> Vec<TypeLayout> {
    (0..types.len() as u32).map(|id| layout(types, TypeId(id))).collect()
}

fn layout(types: &TypeTable, id: TypeId) -> TypeLayout {
    let mut zero = Vec::new();
    zero_runs(types, id, &mut zero);
    TypeLayout {
        slots: types.slots(id),
        go_size: types.go_size_align(id).0,
        has_pointers: has_pointers(types, id),
        pointer_shaped: types.is_pointer_shaped(id),
        bytes: is_bytes(types, id),
        zero,
    }
}

fn is_bytes(types: &TypeTable, id: TypeId) -> bool {
    match types.shape(id) {
        Type::Int(IntKind::U8) => true,
        Type::Array(elem, len) => *len > 0 && is_bytes(types, *elem),
        _ => false,
    }
}

pub(super) fn has_pointers(types: &TypeTable, id: TypeId) -> bool {
    match types.shape(id) {
        Type::Bool | Type::Int(_) | Type::Float32 | Type::Float64 => false,
        Type::Complex64 | Type::Complex128 => false,
        Type::Struct(fields) => fields.iter().any(|f| has_pointers(types, f.ty)),
        Type::Array(elem, len) => *len > 0 && has_pointers(types, *elem),
        Type::Tuple(parts) => parts.iter().any(|&t| has_pointers(types, t)),
        _ => true,
    }
}

/// The zero value of a type of one slot that is no struct or array.
pub(super) fn zero_kind(ty: &Type) -> ZeroKind {
    match ty {
        Type::Bool => ZeroKind::Bool,
        Type::Int(_) => ZeroKind::Int,
        Type::Float32 | Type::Float64 => ZeroKind::Float,
        Type::Complex64 | Type::Complex128 => ZeroKind::Complex,
        Type::String => ZeroKind::Str,
        _ => ZeroKind::Nil,
    }
}

fn zero_runs(types: &TypeTable, id: TypeId, out: &mut Vec<ZeroRun>) {
    match types.shape(id) {
        Type::Struct(fields) => fields.iter().for_each(|f| zero_runs(types, f.ty, out)),
        Type::Tuple(parts) => parts.iter().for_each(|&t| zero_runs(types, t, out)),
        Type::Array(elem, len) => {
            let mut unit = Vec::new();
            zero_runs(types, *elem, &mut unit);
            repeat(unit, *len, out);
        }
        other => push(out, ZeroRun { kinds: vec![zero_kind(other)], count: 1 }),
    }
}

/// Appends `unit` repeated `len` times.
fn repeat(unit: Vec<ZeroRun>, len: u64, out: &mut Vec<ZeroRun>) {
    let size: u64 = unit.iter().map(|r| r.kinds.len() as u64 * u64::from(r.count)).sum();
    let Ok(len) = u32::try_from(len) else { return };
    match unit.as_slice() {
        [] => {}
        [one] => {
            let count = one.count.saturating_mul(len);
            push(out, ZeroRun { kinds: one.kinds.clone(), count });
        }
        _ if size <= MAX_PATTERN => {
            let flat =
                unit.iter().flat_map(|r| r.kinds.iter().cycle().take(r.kinds.len() * r.count as usize));
            push(out, ZeroRun { kinds: flat.copied().collect(), count: len });
        }
        _ => (0..len).for_each(|_| unit.iter().for_each(|r| push(out, r.clone()))),
    }
}

fn push(out: &mut Vec<ZeroRun>, run: ZeroRun) {
    if run.count == 0 {
        return;
    }
    match out.last_mut() {
        Some(last) if last.kinds == run.kinds => last.count = last.count.saturating_add(run.count),
        _ => out.push(run),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tidepool_go_check::type_table::basic;
    use tidepool_go_check::types::Field;

    use super::*;

    /// A type as nested shapes.
    #[derive(Clone, Debug)]
    enum Shape {
        Basic(u32),
        Struct(Vec<Shape>),
        Array(Box<Shape>, u64),
    }

    fn shapes() -> impl Strategy<Value = Shape> {
        let leaf = (0u32..22).prop_map(Shape::Basic);
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Shape::Struct),
                (inner, 0u64..5).prop_map(|(elem, len)| Shape::Array(Box::new(elem), len)),
            ]
        })
    }

    fn build(types: &mut TypeTable, shape: &Shape) -> TypeId {
        let field =
            |ty| Field { name: "f".into(), ty, embedded: false, tag: String::new(), package: String::new() };
        match shape {
            Shape::Basic(id) => TypeId(*id),
            Shape::Struct(parts) => {
                let fields = parts.iter().map(|p| field(build(types, p))).collect();
                types.intern(Type::Struct(fields))
            }
            Shape::Array(elem, len) => {
                let elem = build(types, elem);
                types.intern(Type::Array(elem, *len))
            }
        }
    }

    /// The zero value slot by slot, the slow way.
    fn slots_of(types: &TypeTable, id: TypeId, out: &mut Vec<ZeroKind>) {
        match types.shape(id) {
            Type::Struct(fields) => fields.iter().for_each(|f| slots_of(types, f.ty, out)),
            Type::Array(elem, len) => (0..*len).for_each(|_| slots_of(types, *elem, out)),
            Type::Tuple(_) => {}
            other => out.push(zero_kind(other)),
        }
    }

    proptest! {
        #[test]
        fn zero_runs_are_the_zero_value(shape in shapes()) {
            let mut types = TypeTable::new();
            let id = build(&mut types, &shape);
            let layout = layout(&types, id);
            let mut expected = Vec::new();
            slots_of(&types, id, &mut expected);
            let mut got: Vec<ZeroKind> = Vec::new();
            for run in &layout.zero {
                prop_assert!(!run.kinds.is_empty() && run.count > 0);
                (0..run.count).for_each(|_| got.extend(&run.kinds));
            }
            prop_assert_eq!(got, expected);
            prop_assert_eq!(layout.slots, types.slots(id));
        }
    }

    #[test]
    fn layouts_of_basic_types() {
        let types = TypeTable::new();
        let all = layouts(&types);
        let string = &all[basic::STRING.0 as usize];
        assert_eq!((string.slots, string.go_size, string.has_pointers, string.bytes), (1, 16, true, false));
        let byte = &all[basic::UINT8.0 as usize];
        assert_eq!((byte.slots, byte.go_size, byte.has_pointers, byte.bytes), (1, 1, false, true));
        assert!(!all[basic::ANY.0 as usize].pointer_shaped);
    }
}

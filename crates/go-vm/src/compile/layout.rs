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

fn has_pointers(types: &TypeTable, id: TypeId) -> bool {
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

//! Maps, structs, arrays and slices.

use tidepool_go_check::types::{Field, IntKind, Type, TypeId};

use super::Printer;
use crate::value::{SliceRef, Value};

impl Printer<'_> {
    pub(super) fn map(
        &mut self,
        ty: TypeId,
        value: Value,
        types: (TypeId, TypeId),
        verb: char,
        depth: u32,
        hidden: bool,
    ) {
        let sharp = self.flags.sharp_v;
        if sharp {
            self.type_name(ty);
            if value.is_nil() {
                self.out.extend_from_slice(b"(nil)");
                return;
            }
            self.out.push(b'{');
        } else {
            self.out.extend_from_slice(b"map[");
        }
        let (heap, program) = (self.heap, self.program);
        let map = heap.map(value.object());
        let mut entries: Vec<usize> = map.map(|m| m.entries().collect()).unwrap_or_default();
        if let Some(map) = map {
            entries
                .sort_by(|&a, &b| crate::natives::fmt_order::compare(heap, program, map.key(a), map.key(b)));
            for (i, &entry) in entries.iter().enumerate() {
                if self.is_full() {
                    break;
                }
                if i > 0 {
                    self.out.extend_from_slice(if sharp { b", " } else { b" " });
                }
                self.value(types.0, map.key(entry), verb, depth + 1, hidden);
                self.out.push(b':');
                self.value(types.1, map.value(entry), verb, depth + 1, hidden);
            }
        }
        self.out.push(if sharp { b'}' } else { b']' });
    }

    pub(super) fn structure(
        &mut self,
        ty: TypeId,
        slots: &[Value],
        fields: &[Field],
        verb: char,
        depth: u32,
        hidden: bool,
    ) {
        let sharp = self.flags.sharp_v;
        if sharp {
            self.type_name(ty);
        }
        self.out.push(b'{');
        let mut at = 0;
        for (i, field) in fields.iter().enumerate() {
            if i > 0 {
                self.out.extend_from_slice(if sharp { b", " } else { b" " });
            }
            if sharp || self.flags.plus_v {
                self.out.extend(field.name.bytes());
                self.out.push(b':');
            }
            let len = self.program.layouts[field.ty.0 as usize].slots as usize;
            let exported = field.name.chars().next().is_some_and(char::is_uppercase);
            self.value(
                field.ty,
                slots.get(at..at + len).unwrap_or_default(),
                verb,
                depth + 1,
                hidden || !exported,
            );
            at += len;
        }
        self.out.push(b'}');
    }

    pub(super) fn slice(
        &mut self,
        ty: TypeId,
        elem: TypeId,
        value: Value,
        verb: char,
        depth: u32,
        hidden: bool,
    ) {
        if verb == 'p' {
            return self.pointer(ty, &[value], verb);
        }
        if self.flags.sharp_v && value.is_nil() {
            self.type_name(ty);
            self.out.extend_from_slice(b"(nil)");
            return;
        }
        let slice: SliceRef = value.slice();
        let stride = self.program.layouts[elem.0 as usize].slots as usize;
        // Each element prints a space at least.
        let len = (slice.len() as usize).min(self.limit);
        let mut slots = vec![Value::Nil; len * stride];
        self.heap.load_n(slice.obj(), slice.off(), &mut slots);
        self.sequence(ty, elem, &slots, len, verb, depth, hidden);
    }

    #[allow(clippy::too_many_arguments, reason = "the state of one recursive descent")]
    pub(super) fn sequence(
        &mut self,
        ty: TypeId,
        elem: TypeId,
        slots: &[Value],
        len: usize,
        verb: char,
        depth: u32,
        hidden: bool,
    ) {
        let bytes = *self.program.types.shape(elem) == Type::Int(IntKind::U8);
        if bytes && matches!(verb, 's' | 'q' | 'x' | 'X') {
            let bytes: Vec<u8> = slots.iter().map(|v| v.int() as u8).collect();
            return self.string(&bytes, verb, ty);
        }
        let sharp = self.flags.sharp_v;
        if sharp {
            self.type_name(ty);
        }
        self.out.push(if sharp { b'{' } else { b'[' });
        let stride = self.program.layouts[elem.0 as usize].slots as usize;
        for i in 0..len {
            if self.is_full() {
                break;
            }
            if i > 0 {
                self.out.extend_from_slice(if sharp { b", " } else { b" " });
            }
            let elem_slots = slots.get(i * stride..(i + 1) * stride).unwrap_or_default();
            self.value(elem, elem_slots, verb, depth + 1, hidden);
        }
        self.out.push(if sharp { b'}' } else { b']' });
    }
}

//! `unsafe.Sizeof`, `unsafe.Alignof` and `unsafe.Offsetof`: constants about Go's memory layout on 64-bit machines.

use crate::check::Checker;
use crate::constant::Constant;
use crate::lookup::{Found, SelectionKind};
use crate::object::BuiltinFn;
use crate::operand::{OpMode, Operand};
use crate::type_table::basic;
use crate::types::{Type, TypeId};
use tidepool_go_syntax::ast::{CallExpr, Expr, ExprKind};
use tidepool_go_syntax::expr_text;

impl<'a> Checker<'a> {
    pub(super) fn layout(&mut self, e: &'a Expr, call: &'a CallExpr, b: BuiltinFn) -> Operand<'a> {
        let arg = &call.args[0];
        if b == BuiltinFn::Offsetof {
            return self.offset_of(e, arg);
        }
        let x = self.value(arg, None);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        let Some(x) = self.with_default_type(x, "argument to unsafe function") else {
            return Operand::invalid(e);
        };
        self.complete(x.ty);
        let (size, align) = self.types.go_size_align(x.ty);
        let value = if b == BuiltinFn::Sizeof { size } else { align };
        Operand::new(OpMode::Const(Constant::int(value as i64)), basic::UINTPTR, e)
    }

    /// The offset of a field, also of one that is promoted without a pointer on the way.
    fn offset_of(&mut self, e: &'a Expr, arg: &'a Expr) -> Operand<'a> {
        let ExprKind::Selector(base, name) = &arg.unparen().kind else {
            let text = expr_text(arg);
            self.error(arg.span, format!("invalid argument: {text} is not a selector expression"));
            return Operand::invalid(e);
        };
        let base = self.value(base, None);
        if base.is_invalid() {
            return Operand::invalid(e);
        }
        let ty = match self.types.shape(base.ty) {
            Type::Pointer(elem) => *elem,
            _ => base.ty,
        };
        let selection = match self.find(ty, &name.name) {
            Found::One(selection) => selection,
            found => {
                self.not_found(arg, base.ty, name, matches!(found, Found::Ambiguous));
                return Operand::invalid(e);
            }
        };
        let SelectionKind::Field { index } = selection.kind else {
            let text = expr_text(arg);
            self.error(arg.span, format!("invalid argument: {text} is a method value"));
            return Operand::invalid(e);
        };
        let (mut at, mut offset) = (ty, 0u64);
        for field in selection.path.into_iter().chain([index]) {
            let Some((before, of)) = self.field_offset(at, field) else {
                let (name, shown) = (&name.name, self.type_name(ty));
                let text = format!("invalid argument: field {name} is embedded via a pointer in {shown}");
                self.error(arg.span, text);
                return Operand::invalid(e);
            };
            (at, offset) = (of, offset.saturating_add(before));
        }
        Operand::new(OpMode::Const(Constant::int(offset as i64)), basic::UINTPTR, e)
    }

    /// Offset and type of a field; none if `ty` is no struct, but a pointer to one.
    fn field_offset(&self, ty: TypeId, index: u32) -> Option<(u64, TypeId)> {
        let Type::Struct(fields) = self.types.shape(ty) else { return None };
        let mut offset = 0u64;
        for field in &fields[..index as usize] {
            let (size, align) = self.types.go_size_align(field.ty);
            offset = offset.next_multiple_of(align).saturating_add(size);
        }
        let field = fields.get(index as usize)?;
        Some((offset.next_multiple_of(self.types.go_size_align(field.ty).1), field.ty))
    }
}

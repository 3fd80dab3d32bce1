//! `unsafe.Sizeof`, `unsafe.Alignof` and `unsafe.Offsetof`: constants about Go's memory layout on 64-bit machines.

use crate::check::Checker;
use crate::constant::Constant;
use crate::object::BuiltinFn;
use crate::operand::{OpMode, Operand};
use crate::printer::expr_text;
use crate::type_table::basic;
use crate::types::Type;
use tidepool_go_syntax::ast::{CallExpr, Expr, ExprKind};

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

    /// The offset of a field that the struct has itself.
    fn offset_of(&mut self, e: &'a Expr, arg: &'a Expr) -> Operand<'a> {
        let ExprKind::Selector(base, name) = &arg.unparen().kind else {
            let text = expr_text(arg);
            self.error(arg.span, format!("invalid argument: {text} is not a selector expression"));
            return Operand::invalid(e);
        };
        if self.value(arg, None).is_invalid() {
            return Operand::invalid(e);
        }
        let base = self.value(base, None);
        let ty = match self.types.shape(base.ty) {
            Type::Pointer(elem) => *elem,
            _ => base.ty,
        };
        let mut offset = 0u64;
        if let Type::Struct(fields) = self.types.shape(ty) {
            for field in fields {
                let (size, align) = self.types.go_size_align(field.ty);
                offset = offset.next_multiple_of(align);
                if *field.name == *name.name {
                    let value = Constant::int(offset as i64);
                    return Operand::new(OpMode::Const(value), basic::UINTPTR, e);
                }
                offset = offset.saturating_add(size);
            }
        }
        self.unsupported(e.span, "the offset of a promoted field");
        Operand::invalid(e)
    }
}

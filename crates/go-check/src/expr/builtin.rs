//! Calls of predeclared functions.

use super::args::Operands;
use crate::assign::zero;
use crate::check::Checker;
use crate::constant::{self, Constant};
use crate::hir::{self, Builtin};
use crate::object::BuiltinFn;
use crate::operand::{OpMode, Operand};
use crate::type_table::basic;
use crate::types::{ChanDir, Type, TypeId};
use crate::universe::{INVALID, is_untyped};
use tidepool_go_syntax::ast::{BinaryOp, CallExpr, Expr};
use tidepool_go_syntax::expr_text;

impl<'a> Checker<'a> {
    pub(super) fn builtin(
        &mut self,
        e: &'a Expr,
        call: &'a CallExpr,
        b: BuiltinFn,
        hint: Option<TypeId>,
    ) -> Operand<'a> {
        if call.spread.is_some() && b != BuiltinFn::Append {
            let text = format!("invalid operation: invalid use of ... with built-in {}", b.name());
            self.error(e.span, text);
            self.ignore(&call.args);
            return Operand::invalid(e);
        }
        if !self.builtin_count(e, call, b) {
            return Operand::invalid(e);
        }
        match b {
            BuiltinFn::Append => self.append(e, call, hint),
            BuiltinFn::Len | BuiltinFn::Cap => self.length(e, call, b),
            BuiltinFn::Make => self.make(e, call),
            BuiltinFn::New => self.new_builtin(e, call, hint),
            BuiltinFn::Min | BuiltinFn::Max => self.extremum(e, call, b),
            BuiltinFn::Complex => self.make_complex(e, call),
            BuiltinFn::Real | BuiltinFn::Imag => self.complex_part(e, call, b),
            BuiltinFn::Copy => self.copy(e, call),
            BuiltinFn::Recover => self.builtin_value(e, Builtin::Recover, Vec::new(), basic::ANY),
            BuiltinFn::Panic => {
                self.panics.insert(e.id, ());
                let value = self.assigned(&call.args[0], basic::ANY, "argument to panic");
                self.builtin_stmt(e, Builtin::Panic, vec![value])
            }
            BuiltinFn::Print | BuiltinFn::Println => self.print(e, call, b),
            BuiltinFn::Clear => self.clear(e, call),
            BuiltinFn::Close => self.close(e, call),
            BuiltinFn::Delete => self.delete(e, call),
            BuiltinFn::Alignof | BuiltinFn::Offsetof | BuiltinFn::Sizeof => self.layout(e, call, b),
        }
    }

    fn builtin_count(&mut self, e: &'a Expr, call: &'a CallExpr, b: BuiltinFn) -> bool {
        use BuiltinFn::{
            Alignof, Append, Cap, Clear, Close, Complex, Copy, Delete, Imag, Len, Make, Max, Min, New,
            Offsetof, Panic, Print, Println, Real, Recover, Sizeof,
        };
        let (expected, open) = match b {
            Append | Make | Max | Min => (1, true),
            Print | Println => (0, true),
            Recover => (0, false),
            Complex | Copy | Delete => (2, false),
            Cap | Clear | Close | Imag | Len | New | Panic | Real => (1, false),
            Alignof | Offsetof | Sizeof => (1, false),
        };
        let found = call.args.len();
        let what = match found.cmp(&expected) {
            std::cmp::Ordering::Less => "not enough",
            std::cmp::Ordering::Greater if !open => "too many",
            _ => return true,
        };
        if !self.all_valid(&call.args) {
            return false;
        }
        let text = expr_text(e);
        self.error(
            e.span,
            format!("invalid operation: {what} arguments for {text} (expected {expected}, found {found})"),
        );
        false
    }

    pub(super) fn builtin_value(
        &mut self,
        e: &'a Expr,
        builtin: Builtin,
        args: Vec<hir::Expr>,
        ty: TypeId,
    ) -> Operand<'a> {
        let kind = hir::ExprKind::Builtin(builtin, args);
        Operand::new(OpMode::Value(hir::Expr { kind, ty, span: e.span }), ty, e)
    }

    fn builtin_stmt(&mut self, e: &'a Expr, builtin: Builtin, args: Vec<hir::Expr>) -> Operand<'a> {
        let kind = hir::ExprKind::Builtin(builtin, args);
        let value = hir::Expr { kind, ty: basic::UNIT, span: e.span };
        Operand::new(OpMode::NoValue(value), basic::UNIT, e)
    }

    fn length(&mut self, e: &'a Expr, call: &'a CallExpr, b: BuiltinFn) -> Operand<'a> {
        let x = self.value(&call.args[0], None);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        let is_len = b == BuiltinFn::Len;
        if let (true, Some(Constant::Str(s))) = (is_len, x.constant()) {
            let len = Constant::int(s.len() as i64);
            return Operand::new(OpMode::Const(len), basic::INT, e);
        }
        let mut allowed = true;
        let mut array = None;
        let types = match self.is_param(x.ty) {
            true => self.terms(x.ty).iter().map(|t| t.ty).collect(),
            false => vec![x.ty],
        };
        for &ty in &types {
            allowed &= match self.types.shape(ty) {
                Type::String | Type::Map(..) => is_len,
                Type::Slice(_) | Type::Chan(..) => true,
                Type::Array(_, len) => {
                    array = Some(*len);
                    true
                }
                Type::Pointer(elem) => match self.types.shape(*elem) {
                    Type::Array(_, len) => {
                        array = Some(*len);
                        true
                    }
                    _ => false,
                },
                _ => false,
            };
        }
        if !allowed || types.is_empty() {
            let what = self.describe(&x);
            self.error(x.span, format!("invalid argument: {what} for built-in {}", b.name()));
            return Operand::invalid(e);
        }
        let Some(x) = self.with_default_type(x, "argument") else {
            return Operand::invalid(e);
        };
        let is_param = self.is_param(x.ty);
        let value = self.rvalue(x);
        match array {
            Some(len) if !is_param => {
                if has_effects(&value) {
                    return self.length_after(e, value, len);
                }
                Operand::new(OpMode::Const(Constant::int(len as i64)), basic::INT, e)
            }
            _ => self.builtin_value(
                e,
                if is_len { Builtin::Len } else { Builtin::Cap },
                vec![value],
                basic::INT,
            ),
        }
    }

    /// The length of an array whose expression has to be evaluated all the same.
    fn length_after(&mut self, e: &'a Expr, value: hir::Expr, len: u64) -> Operand<'a> {
        let temp = self.temp(value.ty, e.span);
        let len = self.int_const(len, e.span);
        let kind = hir::ExprKind::Let(temp, Box::new(value), Box::new(len));
        Operand::new(OpMode::Value(hir::Expr { kind, ty: basic::INT, span: e.span }), basic::INT, e)
    }

    fn make(&mut self, e: &'a Expr, call: &'a CallExpr) -> Operand<'a> {
        let ty = self.type_expr(&call.args[0]);
        if ty == INVALID {
            self.ignore(&call.args[1..]);
            return Operand::invalid(e);
        }
        let min = match self.core_shape(ty) {
            Some(Type::Slice(_)) => 2,
            Some(Type::Map(..) | Type::Chan(..)) => 1,
            _ => {
                let text = expr_text(&call.args[0]);
                let why = "type must be slice, map, or channel";
                self.error(call.args[0].span, format!("invalid argument: cannot make {text}: {why}"));
                self.ignore(&call.args[1..]);
                return Operand::invalid(e);
            }
        };
        if call.args.len() < min || call.args.len() > min + 1 {
            let (text, found) = (expr_text(e), call.args.len());
            self.ignore(&call.args[1..]);
            self.error(
                e.span,
                format!("invalid operation: {text} expects {min} or {} arguments; found {found}", min + 1),
            );
            return Operand::invalid(e);
        }
        let mut sizes = Vec::new();
        let mut known = Vec::new();
        for arg in &call.args[1..] {
            let Some((value, constant)) = self.index_value(arg, None, "index") else {
                return Operand::invalid(e);
            };
            sizes.push(value);
            known.extend(constant);
        }
        if let [len, cap] = known.as_slice()
            && len > cap
        {
            self.error(call.args[1].span, "invalid argument: length and capacity swapped");
            return Operand::invalid(e);
        }
        self.builtin_value(e, Builtin::Make, sizes, ty)
    }

    fn new_builtin(&mut self, e: &'a Expr, call: &'a CallExpr, hint: Option<TypeId>) -> Operand<'a> {
        let arg = &call.args[0];
        let hint = hint.and_then(|h| match self.core_shape(h) {
            Some(Type::Pointer(elem)) => Some(*elem),
            _ => None,
        });
        let x = self.expr(arg, hint);
        if matches!(x.mode, OpMode::Type) {
            let ty = self.type_expr(arg);
            if ty == INVALID {
                return Operand::invalid(e);
            }
            let pointer = self.types.intern(Type::Pointer(ty));
            return self.builtin_value(e, Builtin::New, Vec::new(), pointer);
        }
        if !self.is_value(&x) {
            match x.mode {
                OpMode::GenericType(_) => {
                    self.type_expr(arg);
                }
                _ => {
                    self.value(arg, None);
                }
            }
            return Operand::invalid(e);
        }
        // `new(value)`, since Go 1.26.
        let Some(x) = self.with_default_type(x, "argument to new") else {
            return Operand::invalid(e);
        };
        let value = self.rvalue(x);
        let pointer = self.types.intern(Type::Pointer(value.ty));
        self.builtin_value(e, Builtin::New, vec![value], pointer)
    }

    fn extremum(&mut self, e: &'a Expr, call: &'a CallExpr, b: BuiltinFn) -> Operand<'a> {
        let op = if b == BuiltinFn::Min { BinaryOp::Lt } else { BinaryOp::Gt };
        let mut list: Vec<Operand<'a>> = Vec::new();
        for arg in &call.args {
            let mut x = self.value(arg, None);
            if x.is_invalid() {
                return Operand::invalid(e);
            }
            if !self.is_ordered(x.ty) {
                let what = self.describe(&x);
                self.error(x.span, format!("invalid argument: {what} cannot be ordered"));
                return Operand::invalid(e);
            }
            if let Some(previous) = list.last_mut() {
                let mut last = previous.clone();
                if self.match_types(&mut last, &mut x).is_none() {
                    return Operand::invalid(e);
                }
                if last.ty != x.ty {
                    let (a, b) = (self.type_name(last.ty), self.type_name(x.ty));
                    let text = format!(
                        "invalid argument: mismatched types {a} (previous argument) and {b} (type of {})",
                        x.text()
                    );
                    self.error(x.span, text);
                    return Operand::invalid(e);
                }
            }
            list.push(x);
        }
        let ty = list.last().map_or(INVALID, |x| x.ty);
        for x in &mut list {
            if is_untyped(x.ty) {
                self.convert_untyped(x, ty);
            }
        }
        if let Some(values) = list.iter().map(Operand::constant).collect::<Option<Vec<_>>>() {
            let best = values
                .into_iter()
                .cloned()
                .reduce(|best, v| if constant::compare(op, &v, &best) == Some(true) { v } else { best });
            return Operand::new(OpMode::Const(best.unwrap_or(Constant::Unknown)), ty, e);
        }
        let args = list.into_iter().map(|x| self.rvalue(x)).collect();
        let builtin = if b == BuiltinFn::Min { Builtin::Min } else { Builtin::Max };
        self.builtin_value(e, builtin, args, ty)
    }

    fn print(&mut self, e: &'a Expr, call: &'a CallExpr, b: BuiltinFn) -> Operand<'a> {
        let Some(Operands { list, tuple }) = self.operands(call) else { return Operand::invalid(e) };
        let mut args = Vec::new();
        for x in list {
            if let Some(x) = self.with_default_type(x, &format!("argument to built-in {}", b.name())) {
                args.push(self.rvalue(x));
            }
        }
        let builtin = if b == BuiltinFn::Print { Builtin::Print } else { Builtin::Println };
        let printed = self.builtin_stmt(e, builtin, args);
        let (Some((temps, tuple)), OpMode::NoValue(print)) = (tuple, &printed.mode) else { return printed };
        let kind = hir::ExprKind::LetTuple(temps, Box::new(tuple), Box::new(print.clone()));
        let value = hir::Expr { kind, ty: basic::UNIT, span: e.span };
        Operand::new(OpMode::NoValue(value), basic::UNIT, e)
    }

    fn clear(&mut self, e: &'a Expr, call: &'a CallExpr) -> Operand<'a> {
        let x = self.value(&call.args[0], None);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        if !matches!(self.core_shape(x.ty), Some(Type::Map(..) | Type::Slice(_))) {
            let what = self.describe(&x);
            let text = format!(
                "invalid argument: cannot clear {what}: argument must be (or constrained by) map or slice"
            );
            self.error(x.span, text);
            return Operand::invalid(e);
        }
        let value = self.rvalue(x);
        self.builtin_stmt(e, Builtin::Clear, vec![value])
    }

    fn close(&mut self, e: &'a Expr, call: &'a CallExpr) -> Operand<'a> {
        let x = self.value(&call.args[0], None);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        let what = match self.core_shape(x.ty) {
            Some(Type::Chan(ChanDir::Recv, _)) => "receive-only channel",
            Some(Type::Chan(..)) => {
                let value = self.rvalue(x);
                return self.builtin_stmt(e, Builtin::Close, vec![value]);
            }
            _ => "non-channel",
        };
        let shown = self.describe(&x);
        self.error(x.span, format!("invalid operation: cannot close {what} {shown}"));
        Operand::invalid(e)
    }

    fn delete(&mut self, e: &'a Expr, call: &'a CallExpr) -> Operand<'a> {
        let x = self.value(&call.args[0], None);
        if x.is_invalid() {
            self.ignore(&call.args[1..]);
            return Operand::invalid(e);
        }
        let Some(&Type::Map(key, _)) = self.core_shape(x.ty) else {
            let what = self.describe(&x);
            self.error(x.span, format!("invalid argument: {what} is not a map"));
            self.ignore(&call.args[1..]);
            return Operand::invalid(e);
        };
        let map = self.rvalue(x);
        let key = self.assigned(&call.args[1], key, "argument to delete");
        self.builtin_stmt(e, Builtin::Delete, vec![map, key])
    }

    fn copy(&mut self, e: &'a Expr, call: &'a CallExpr) -> Operand<'a> {
        let (x, y) = (self.value(&call.args[0], None), self.value(&call.args[1], None));
        if x.is_invalid() || y.is_invalid() {
            return Operand::invalid(e);
        }
        let to = match self.core_shape(x.ty) {
            Some(Type::Slice(elem)) => Some(*elem),
            _ => None,
        };
        let from = match self.core_shape(y.ty) {
            Some(Type::Slice(elem)) => Some(*elem),
            Some(Type::String) if to.is_some_and(|t| self.types.underlying(t) == basic::UINT8) => to,
            Some(Type::String) => Some(basic::UINT8),
            None if self.is_byte_like(y.ty) => Some(basic::UINT8),
            _ => None,
        };
        let shown = |c: &Self, x: &Operand<'a>| if x.is_nil() { "untyped nil".into() } else { c.describe(x) };
        let (a, b) = (shown(self, &x), shown(self, &y));
        let text = match (to, from) {
            (None, _) => format!("invalid copy: argument must be a slice; have {a}"),
            (_, None) => format!("invalid copy: argument must be a slice; have {b}"),
            (Some(t), Some(f)) if t != f => format!(
                "invalid copy: arguments {a} and {b} have different element types {} and {}",
                self.type_name(t),
                self.type_name(f)
            ),
            _ => {
                let Some(y) = self.with_default_type(y, "copy") else {
                    return Operand::invalid(e);
                };
                let args = vec![self.rvalue(x), self.rvalue(y)];
                return self.builtin_value(e, Builtin::Copy, args, basic::INT);
            }
        };
        self.error(if from.is_some() || to.is_none() { x.span } else { y.span }, text);
        Operand::invalid(e)
    }

    /// A zero of a type, for arguments that are left out.
    pub(super) fn zero_of(&self, e: &Expr, ty: TypeId) -> hir::Expr {
        zero(ty, e.span)
    }
}

/// Whether an expression has a call or a receive in it: then the length of its array is no constant.
fn has_effects(mut e: &hir::Expr) -> bool {
    use hir::ExprKind as E;
    while let Some((left, right)) = e.operands() {
        if has_effects(right) {
            return true;
        }
        e = left;
    }
    match &e.kind {
        E::Const(_) | E::Zero | E::Func(_) | E::Closure { .. } => false,
        E::Load(place) | E::AddrOf(place) => place_has_effects(place),
        E::Field(x, _)
        | E::Convert(x)
        | E::ToIface(x)
        | E::IfaceToIface(x)
        | E::AllocInit(x)
        | E::Unary(_, x) => has_effects(x),
        E::ArrayIndex(x, y) | E::StringIndex(x, y) => has_effects(x) || has_effects(y),
        E::StructLit(fields) => fields.iter().any(|(_, x)| has_effects(x)),
        E::ArrayLit(elems) | E::SliceLit(elems, _) => elems.iter().any(|(_, x)| has_effects(x)),
        E::MapLit(pairs) => pairs.iter().any(|(k, v)| has_effects(k) || has_effects(v)),
        _ => true,
    }
}

fn place_has_effects(place: &hir::Place) -> bool {
    match &place.kind {
        hir::PlaceKind::Local(_) | hir::PlaceKind::Global(_) => false,
        hir::PlaceKind::Field(base, _) => place_has_effects(base),
        hir::PlaceKind::Deref(e) => has_effects(e),
        hir::PlaceKind::Index(base, i) => place_has_effects(base) || has_effects(i),
        hir::PlaceKind::SliceIndex(x, i) | hir::PlaceKind::MapIndex(x, i) => has_effects(x) || has_effects(i),
    }
}

//! Several operands at once, in the order in which Go's compiler evaluates them.
//!
//! The specification orders calls and receives only. gc does those first and computes from variables, fields and
//! elements in memory last, and programs show it: in `[]int{a, a + 1, f()}` the first elements are made of what `f` has
//! left in `a`.

use tidepool_go_check::hir::{Builtin, Expr, ExprKind, Place, PlaceKind};
use tidepool_go_check::types::{IntKind, Type, TypeId};

use super::func::FuncBuilder;
use super::walk::{self, Node};
use crate::bytecode::Reg;

impl FuncBuilder<'_, '_> {
    /// Where the values of two operands are.
    pub fn operands(&mut self, a: &Expr, b: &Expr) -> (Reg, Reg) {
        let regs = self.operand_list(&[a, b], |_| false);
        (regs[0], regs[1])
    }

    /// Where the values of several operands are; those for which `copy` holds are in registers of their own.
    pub fn operand_list(&mut self, exprs: &[&Expr], copy: impl Fn(&Expr) -> bool) -> Vec<Reg> {
        let mut regs = vec![0; exprs.len()];
        for at in self.order(exprs) {
            let expr = exprs[at];
            regs[at] = if copy(expr) { self.temp(expr) } else { self.operand(expr) };
        }
        regs
    }

    /// The values in consecutive new registers on top; gives the first.
    pub fn temps(&mut self, exprs: &[&Expr]) -> Reg {
        let base = self.top as Reg;
        let order = self.order(exprs);
        if order.is_sorted() {
            for expr in exprs {
                self.temp(expr);
            }
            return base;
        }
        let regs: Vec<Reg> = exprs.iter().map(|expr| self.alloc(self.slots(expr.ty))).collect();
        order.into_iter().for_each(|at| self.expr_to(exprs[at], regs[at]));
        base
    }

    /// Indices in the order of evaluation.
    pub fn order(&self, exprs: &[&Expr]) -> Vec<usize> {
        let last_call = exprs.iter().rposition(|expr| changes_memory(expr)).unwrap_or(0);
        let late = |at: usize| at < last_call && self.is_late(exprs[at]);
        let (mut order, after): (Vec<usize>, Vec<usize>) = (0..exprs.len()).partition(|&at| !late(at));
        order.extend(after);
        order
    }

    /// True for what is computed from memory alone.
    fn is_late(&self, expr: &Expr) -> bool {
        let mut reads = |node: Node| match node {
            Node::Expr(Expr { kind: ExprKind::Load(place), .. }) => !self.is_register(place),
            Node::Expr(Expr { kind: ExprKind::Convert(of), .. }) => {
                matches!(self.shape(of.ty), Type::Slice(_))
            }
            _ => false,
        };
        walk::any(expr, &mut reads) && self.may_wait(expr)
    }

    /// True if gc leaves the expression where it stands. Of others it keeps the value before it goes on.
    fn may_wait(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Const(_) | ExprKind::Zero | ExprKind::Func(_) => true,
            ExprKind::Load(place) => self.place_may_wait(place),
            ExprKind::Unary(_, a) | ExprKind::Convert(a) | ExprKind::Field(a, _) => self.may_wait(a),
            ExprKind::IfaceToIface(a) => self.may_wait(a),
            ExprKind::Binary(_, a, b) => self.may_wait(a) && self.may_wait(b),
            ExprKind::ArrayIndex(a, b) | ExprKind::StringIndex(a, b) => self.may_wait(a) && self.may_wait(b),
            ExprKind::Builtin(Builtin::Len | Builtin::Cap, args) => {
                let counted = |of: &Expr| matches!(self.shape(of.ty), Type::Map(..) | Type::Chan(..));
                args.iter().all(|arg| !counted(arg) && self.may_wait(arg))
            }
            ExprKind::StructLit(fields) => fields.iter().all(|(_, value)| self.may_wait(value)),
            ExprKind::ArrayLit(elems) => elems.iter().all(|(_, value)| self.may_wait(value)),
            ExprKind::ToIface(a) if self.converts_by_value(a.ty) => self.may_wait(a),
            ExprKind::ToIface(a) => match &a.kind {
                ExprKind::Load(place) => self.place_may_wait(place) && !self.is_small_local(place),
                _ => false,
            },
            _ => false,
        }
    }

    fn place_may_wait(&self, place: &Place) -> bool {
        match &place.kind {
            PlaceKind::Local(_) | PlaceKind::Global(_) => true,
            PlaceKind::Deref(a) => self.may_wait(a),
            PlaceKind::Field(of, _) => self.place_may_wait(of),
            PlaceKind::Index(of, index) => self.place_may_wait(of) && self.may_wait(index),
            PlaceKind::SliceIndex(a, b) | PlaceKind::MapIndex(a, b) => self.may_wait(a) && self.may_wait(b),
        }
    }

    /// Whether Go's runtime is given the value that becomes an interface rather than its address.
    fn converts_by_value(&self, ty: TypeId) -> bool {
        match self.shape(ty) {
            Type::String | Type::Slice(_) | Type::Float32 | Type::Float64 => true,
            Type::Int(kind) => !matches!(kind, IntKind::I8 | IntKind::U8),
            Type::Struct(fields) if fields.len() == 1 => self.converts_by_value(fields[0].ty),
            _ => self.types().is_pointer_shaped(ty),
        }
    }

    /// Whether a place is (part of) a local variable that gc could keep in registers: of such it takes no address, but
    /// copies the value.
    fn is_small_local(&self, place: &Place) -> bool {
        match &place.kind {
            PlaceKind::Local(_) => self.is_small(place.ty),
            PlaceKind::Field(of, _) | PlaceKind::Index(of, _) => self.is_small_local(of),
            _ => false,
        }
    }

    fn is_small(&self, ty: TypeId) -> bool {
        let words_4 = self.types().go_size_align(ty).0 <= 32;
        words_4
            && match self.shape(ty) {
                Type::Array(elem, len) => *len == 0 || *len == 1 && self.is_small(*elem),
                Type::Struct(fields) => fields.len() <= 4 && fields.iter().all(|f| self.is_small(f.ty)),
                _ => true,
            }
    }
}

/// True if evaluation can change what other operands read.
fn changes_memory(expr: &Expr) -> bool {
    let changes = |node: Node| match node {
        Node::Expr(Expr { kind: ExprKind::Builtin(builtin, _), .. }) => {
            matches!(builtin, Builtin::Append | Builtin::Copy)
        }
        _ => false,
    };
    walk::has_call(expr) || walk::any(expr, &mut { changes })
}

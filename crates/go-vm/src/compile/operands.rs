//! Several operands at once, in the order in which Go's compiler evaluates them.
//!
//! The specification orders calls and receives only. gc does those first and reads variables, fields and elements in
//! memory last, and programs show it: in `[]int{a, f()}` the first element is what `f` has left in `a`.

use tidepool_go_check::hir::{Expr, ExprKind};

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
        let last_call = exprs.iter().rposition(|expr| walk::has_call(expr)).unwrap_or(0);
        let late = |at: usize| at < last_call && self.is_late(exprs[at]);
        let (mut order, after): (Vec<usize>, Vec<usize>) = (0..exprs.len()).partition(|&at| !late(at));
        order.extend(after);
        order
    }

    /// True for plain reads of memory.
    fn is_late(&self, expr: &Expr) -> bool {
        let ExprKind::Load(place) = &expr.kind else { return false };
        let ordered = |node: Node| matches!(node, Node::Expr(e) if matches!(e.kind, ExprKind::Call(_) | ExprKind::Recv(_)));
        !self.is_register(place) && !walk::any(expr, &mut { ordered })
    }
}

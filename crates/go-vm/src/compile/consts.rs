//! Constants that loops use again and again are loaded once, in front of the outermost loop.

use tidepool_go_check::hir::{BinaryOp, Block, Const, Expr, ExprKind, StmtKind};

use super::arith::small;
use super::func::FuncBuilder;
use super::walk::{self, Node};
use crate::bytecode::Reg;

/// More than so many are not worth their registers.
const MAX_HOISTED: usize = 16;

impl FuncBuilder<'_, '_> {
    /// Loads the constants that operators in a loop need in registers, unless an enclosing loop has done so.
    /// The caller forgets them at the end of the loop.
    pub fn hoist_constants(&mut self, cond: Option<&Expr>, body: &Block) {
        if !self.hoisted.is_empty() {
            return;
        }
        let mut found: Vec<Expr> = Vec::new();
        walk::each_stmt(body, &mut |stmt| match stmt {
            StmtKind::OpAssign(_, op, value) if needs_register(*op, value, false) => {
                found.push(value.clone())
            }
            _ => {}
        });
        let mut look = |node: Node| {
            if let Node::Expr(Expr { kind: ExprKind::Binary(op, a, b), .. }) = node {
                let operands: [(&Expr, bool); 2] = [(a, true), (b, false)];
                let wanted =
                    operands.into_iter().filter(|(operand, left)| needs_register(*op, operand, *left));
                found.extend(wanted.map(|(operand, _)| operand.clone()));
            }
            false
        };
        cond.iter().for_each(|cond| {
            walk::any(cond, &mut look);
        });
        walk::each_expr(body, &mut look);
        for expr in found {
            let ExprKind::Const(value) = &expr.kind else { continue };
            if self.hoisted.len() < MAX_HOISTED && self.hoisted_const(value).is_none() {
                let reg = self.temp(&expr);
                self.hoisted.push((value.clone(), reg));
            }
        }
    }

    /// The register of a constant that has been loaded before.
    pub fn hoisted_const(&self, value: &Const) -> Option<Reg> {
        let same = |c: &Const| match (c, value) {
            (Const::Float(a), Const::Float(b)) => a.to_bits() == b.to_bits(),
            (Const::Int(a), Const::Int(b)) => a == b,
            (Const::Str(a), Const::Str(b)) => a == b,
            _ => false,
        };
        self.hoisted.iter().find(|(c, _)| same(c)).map(|&(_, reg)| reg)
    }
}

/// True for constants that are operands of an operator without an immediate form for them.
fn needs_register(op: BinaryOp, operand: &Expr, left: bool) -> bool {
    use BinaryOp::*;
    match &operand.kind {
        ExprKind::Const(Const::Float(_) | Const::Str(_)) => true,
        ExprKind::Const(Const::Int(_)) if small(operand).is_none() => true,
        ExprKind::Const(Const::Int(_)) => matches!((op, left), (Or | Xor | AndNot, _) | (Sub, true)),
        _ => false,
    }
}

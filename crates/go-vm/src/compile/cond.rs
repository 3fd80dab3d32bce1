//! Comparisons and conditional jumps.

use tidepool_go_check::hir::{BinaryOp, Const, Expr, ExprKind, UnaryOp};
use tidepool_go_check::types::Type;

use super::arith::{is_wide_unsigned, small};
use super::func::{FuncBuilder, Label};
use super::place::Loc;
use crate::bytecode::{Cmp, Op, Reg, Test};

/// How the operands of a comparison are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Signed,
    Unsigned,
    Float,
    Str,
    /// Slot by slot.
    Any,
}

/// Where a slot is that a jump looks at.
enum Tested {
    Reg(Reg),
    /// Behind a pointer.
    Field {
        ptr: Reg,
        offset: u16,
    },
}

fn cmp(op: BinaryOp) -> Cmp {
    match op {
        BinaryOp::Ne => Cmp::Ne,
        BinaryOp::Lt => Cmp::Lt,
        BinaryOp::Le => Cmp::Le,
        BinaryOp::Gt => Cmp::Gt,
        BinaryOp::Ge => Cmp::Ge,
        _ => Cmp::Eq,
    }
}

fn negated(cmp: Cmp) -> Cmp {
    match cmp {
        Cmp::Eq => Cmp::Ne,
        Cmp::Ne => Cmp::Eq,
        Cmp::Lt => Cmp::Ge,
        Cmp::Le => Cmp::Gt,
        Cmp::Gt => Cmp::Le,
        Cmp::Ge => Cmp::Lt,
    }
}

fn swapped(cmp: Cmp) -> Cmp {
    match cmp {
        Cmp::Lt => Cmp::Gt,
        Cmp::Le => Cmp::Ge,
        Cmp::Gt => Cmp::Lt,
        Cmp::Ge => Cmp::Le,
        same => same,
    }
}

impl FuncBuilder<'_, '_> {
    fn class(&self, expr: &Expr) -> Class {
        match self.shape(expr.ty) {
            Type::Int(kind) if is_wide_unsigned(*kind) => Class::Unsigned,
            Type::Int(_) => Class::Signed,
            Type::Float32 | Type::Float64 => Class::Float,
            Type::String => Class::Str,
            _ => Class::Any,
        }
    }

    /// True for `nil` of a type whose zero value is the machine's nil.
    fn is_nil(&self, expr: &Expr) -> bool {
        let shape = self.shape(expr.ty);
        let other = matches!(shape, Type::Bool | Type::Int(_) | Type::Float32 | Type::Float64 | Type::String);
        let complex = matches!(shape, Type::Complex64 | Type::Complex128 | Type::Struct(_) | Type::Array(..));
        matches!(expr.kind, ExprKind::Zero) && !other && !complex
    }

    /// `dst = a op b`.
    pub fn compare(&mut self, op: BinaryOp, a: &Expr, b: &Expr, dst: Reg) {
        if self.is_nil(a) || self.is_nil(b) {
            let src = self.operand(if self.is_nil(b) { a } else { b });
            self.emit(Op::IsNil { dst, src });
            return self.negate_if(op == BinaryOp::Ne, dst);
        }
        let class = self.class(a);
        let count = self.slots(a.ty);
        let (a, b) = self.operands(a, b);
        let cmp = cmp(op);
        match class {
            Class::Signed => self.emit(Op::CmpInt { cmp, dst, a, b }),
            Class::Unsigned => self.emit(Op::CmpUint { cmp, dst, a, b }),
            Class::Float => self.emit(Op::CmpFloat { cmp, dst, a, b }),
            Class::Str => self.emit(Op::CmpStr { cmp, dst, a, b }),
            Class::Any => {
                let count = self.ctx.tables.stride(count);
                self.emit(Op::Equal { count, dst, a, b });
                self.negate_if(op == BinaryOp::Ne, dst);
            }
        }
    }

    fn negate_if(&mut self, negate: bool, dst: Reg) {
        if negate {
            self.emit(Op::Not { dst, src: dst });
        }
    }

    /// Jumps to `to` if the condition is `want`, else goes on.
    pub fn jump_if(&mut self, cond: &Expr, want: bool, to: Label) {
        let span = std::mem::replace(&mut self.span, cond.span);
        let top = self.top;
        self.jump_inner(cond, want, to);
        self.top = top;
        self.span = span;
    }

    fn jump_inner(&mut self, cond: &Expr, want: bool, to: Label) {
        match &cond.kind {
            ExprKind::Const(Const::Bool(value)) => {
                if *value == want {
                    self.jump(Op::Jump { to: 0 }, to);
                }
            }
            ExprKind::Unary(UnaryOp::Not, of) => self.jump_if(of, !want, to),
            ExprKind::AndAnd(a, b) => self.jump_both(a, b, want, false, to),
            ExprKind::OrOr(a, b) => self.jump_both(a, b, want, true, to),
            ExprKind::Binary(op, a, b) if self.can_fuse(a, b) => self.jump_compare(*op, a, b, want, to),
            _ => match (self.tested(cond), want) {
                (Tested::Reg(cond), _) => self.jump_bool(cond, want, to),
                (Tested::Field { ptr, offset }, true) => {
                    self.jump(Op::JumpIfField { ptr, offset, to: 0 }, to);
                }
                (Tested::Field { ptr, offset }, false) => {
                    self.jump(Op::JumpIfNotField { ptr, offset, to: 0 }, to);
                }
            },
        }
    }

    /// Evaluates what one slot is needed of, and only for a jump: what is behind a pointer stays there.
    fn tested(&mut self, expr: &Expr) -> Tested {
        let ExprKind::Load(place) = &expr.kind else { return Tested::Reg(self.operand(expr)) };
        if self.is_register(place) {
            return Tested::Reg(self.operand(expr));
        }
        match self.place(place) {
            Loc::Mem { ptr, offset } => {
                let (ptr, offset) = self.near(ptr, offset);
                Tested::Field { ptr, offset }
            }
            loc => {
                let dst = self.alloc(1);
                self.load(dst, loc, place.ty);
                Tested::Reg(dst)
            }
        }
    }

    pub fn jump_bool(&mut self, cond: Reg, want: bool, to: Label) {
        match want {
            true => self.jump(Op::JumpIf { cond, to: 0 }, to),
            false => self.jump(Op::JumpIfNot { cond, to: 0 }, to),
        }
    }

    /// `a && b` or `a || b`, where the first operand equal to `stop` decides.
    fn jump_both(&mut self, a: &Expr, b: &Expr, want: bool, stop: bool, to: Label) {
        let decided = if want == stop { to } else { self.label() };
        for operand in left_operands(a, stop) {
            self.jump_if(operand, stop, decided);
        }
        self.jump_if(b, want, to);
        if want != stop {
            self.bind(decided);
        }
    }

    /// The value of `a && b` (`stop` false) or `a || b` (`stop` true).
    pub fn short_circuit(&mut self, a: &Expr, b: &Expr, dst: Reg, stop: bool) {
        let end = self.label();
        for operand in left_operands(a, stop) {
            self.expr_to(operand, dst);
            self.jump_bool(dst, stop, end);
        }
        self.expr_to(b, dst);
        self.bind(end);
    }

    fn can_fuse(&self, a: &Expr, b: &Expr) -> bool {
        self.is_nil(a) || self.is_nil(b) || !matches!(self.class(a), Class::Str | Class::Any)
    }

    fn jump_compare(&mut self, op: BinaryOp, a: &Expr, b: &Expr, want: bool, to: Label) {
        if self.is_nil(a) || self.is_nil(b) {
            let tested = self.tested(if self.is_nil(b) { a } else { b });
            let op = match (tested, (op == BinaryOp::Eq) == want) {
                (Tested::Reg(src), true) => Op::JumpNil { src, to: 0 },
                (Tested::Reg(src), false) => Op::JumpNotNil { src, to: 0 },
                (Tested::Field { ptr, offset }, true) => Op::JumpNilField { ptr, offset, to: 0 },
                (Tested::Field { ptr, offset }, false) => Op::JumpNotNilField { ptr, offset, to: 0 },
            };
            return self.jump(op, to);
        }
        let (mut a, mut b, mut cmp) = (a, b, cmp(op));
        let class = self.class(a);
        if class != Class::Float && small(a).is_some() && small(b).is_none() {
            (a, b, cmp) = (b, a, swapped(cmp));
        }
        let op = match class {
            Class::Float => {
                let (x, y) = self.operands(a, b);
                jump_float(cmp, want, x, y)
            }
            _ => {
                let cmp = if want { cmp } else { negated(cmp) };
                let wide = class == Class::Unsigned && !matches!(cmp, Cmp::Eq | Cmp::Ne);
                match small(b) {
                    Some(value) if !wide => jump_small(cmp, self.operand(a), value),
                    _ => {
                        let (x, y) = self.operands(a, b);
                        if wide { jump_uint(cmp, x, y) } else { jump_int(cmp, x, y) }
                    }
                }
            }
        };
        self.jump(op, to);
    }
}

/// `a`, `b` and `c` for the left operand `a && b && c` of another `&&` (`stop` false), or the same with `||`.
fn left_operands(mut left: &Expr, stop: bool) -> impl Iterator<Item = &Expr> {
    let mut operands = Vec::new();
    while let (ExprKind::AndAnd(x, y), false) | (ExprKind::OrOr(x, y), true) = (&left.kind, stop) {
        operands.push(&**y);
        left = x;
    }
    operands.push(left);
    operands.into_iter().rev()
}

fn jump_small(cmp: Cmp, a: Reg, value: i16) -> Op {
    let to = 0;
    match cmp {
        Cmp::Eq => Op::JumpEqIntK { a, value, to },
        Cmp::Ne => Op::JumpNeIntK { a, value, to },
        Cmp::Lt => Op::JumpLtIntK { a, value, to },
        Cmp::Le => Op::JumpLeIntK { a, value, to },
        Cmp::Gt => Op::JumpGtIntK { a, value, to },
        Cmp::Ge => Op::JumpGeIntK { a, value, to },
    }
}

fn jump_int(cmp: Cmp, a: Reg, b: Reg) -> Op {
    let to = 0;
    match cmp {
        Cmp::Eq => Op::JumpEqInt { a, b, to },
        Cmp::Ne => Op::JumpNeInt { a, b, to },
        Cmp::Lt => Op::JumpLtInt { a, b, to },
        Cmp::Le => Op::JumpLeInt { a, b, to },
        Cmp::Gt => Op::JumpLtInt { a: b, b: a, to },
        Cmp::Ge => Op::JumpLeInt { a: b, b: a, to },
    }
}

fn jump_uint(cmp: Cmp, a: Reg, b: Reg) -> Op {
    let to = 0;
    match cmp {
        Cmp::Eq => Op::JumpEqInt { a, b, to },
        Cmp::Ne => Op::JumpNeInt { a, b, to },
        Cmp::Lt => Op::JumpUint { test: Test::Lt, a, b, to },
        Cmp::Le => Op::JumpUint { test: Test::Le, a, b, to },
        Cmp::Gt => Op::JumpUint { test: Test::Lt, a: b, b: a, to },
        Cmp::Ge => Op::JumpUint { test: Test::Le, a: b, b: a, to },
    }
}

fn jump_float(cmp: Cmp, want: bool, a: Reg, b: Reg) -> Op {
    let (a, b) = if matches!(cmp, Cmp::Gt | Cmp::Ge) { (b, a) } else { (a, b) };
    let test = match (cmp, want) {
        (Cmp::Eq, true) | (Cmp::Ne, false) => Test::Eq,
        (Cmp::Ne, true) | (Cmp::Eq, false) => Test::Ne,
        (Cmp::Lt | Cmp::Gt, true) => Test::Lt,
        (Cmp::Lt | Cmp::Gt, false) => Test::NotLt,
        (Cmp::Le | Cmp::Ge, true) => Test::Le,
        (Cmp::Le | Cmp::Ge, false) => Test::NotLe,
    };
    Op::JumpFloat { test, a, b, to: 0 }
}

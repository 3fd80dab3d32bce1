//! Calls, `go` and `defer`.

use tidepool_go_check::hir::{Call, Callee, Expr, ExprKind, FuncId};
use tidepool_go_check::types::TypeId;

use super::func::FuncBuilder;
use super::thunk::Thunk;
use crate::bytecode::{DeferClass, Op, Reg};

/// A call whose arguments are in place.
enum Ready {
    Func(FuncId),
    Value { callee: Reg, args: u16 },
    Iface { method: u32 },
}

impl FuncBuilder<'_, '_> {
    /// Calls and puts the results into `dst`.
    pub fn call(&mut self, call: &Call, dst: Reg) {
        let results = self.slots(call.ty);
        let (ready, base) = self.prepare(call, Some((dst, results)));
        self.emit(match ready {
            Ready::Func(func) => match self.ctx.native_of(func) {
                Some(native) => Op::CallNative { base, native },
                None => Op::Call { base, func: func.0 },
            },
            Ready::Value { callee, args } => Op::CallValue { base, callee, args },
            Ready::Iface { method } => Op::CallIface { base, method },
        });
        // The results count for the frame's size.
        self.top = base.into();
        self.alloc(results);
        self.move_slots(dst, base, results);
    }

    pub fn go(&mut self, call: &Call) {
        let (ready, base) = self.prepare(call, None);
        self.emit(match ready {
            Ready::Func(func) => Op::Go { base, func: func.0 },
            Ready::Value { callee, args } => Op::GoValue { base, callee, args },
            Ready::Iface { method } => Op::GoIface { base, method },
        });
    }

    pub fn defer(&mut self, call: &Call, in_loop: bool) {
        let (ready, base) = self.prepare(call, None);
        self.emit_defer(ready, base, self.class_of_defer(in_loop));
    }

    /// `defer` for an enclosing function.
    pub fn defer_at(&mut self, token: &Expr, call: &Call) {
        let token = self.operand(token);
        let (ready, base) = self.prepare(call, None);
        self.emit(Op::DeferTo { token });
        self.emit_defer(ready, base, DeferClass::Heap);
    }

    fn emit_defer(&mut self, ready: Ready, base: Reg, class: DeferClass) {
        self.emit(match ready {
            Ready::Func(func) => Op::Defer { class, base, func: func.0 },
            Ready::Value { callee, args } => Op::DeferValue { class, base, callee, args },
            Ready::Iface { method } => Op::DeferIface { class, base, method },
        });
    }

    /// Evaluates callee and arguments; they begin at the register given back. If `dst` is on top of the stack they
    /// begin there, so that the results need no move.
    fn prepare(&mut self, call: &Call, dst: Option<(Reg, u32)>) -> (Ready, Reg) {
        let span = std::mem::replace(&mut self.span, call.span);
        let callee = match &call.callee {
            Callee::Value(of) => Some(self.operand(of)),
            _ => None,
        };
        if let Some((dst, slots)) = dst
            && u32::from(dst) + slots == self.top
        {
            self.top = dst.into();
        }
        let base = self.top as Reg;
        let iface = match &call.callee {
            Callee::Iface(of, method) => {
                self.temp(of);
                Some(self.ctx.tables.method(self.ctx.hir, of.ty, method))
            }
            _ => None,
        };
        let first = self.top;
        self.temps(&call.args.iter().collect::<Vec<_>>());
        let args = (self.top - first) as u16;
        self.span = span;
        let ready = match (&call.callee, callee, iface) {
            (_, Some(callee), _) => Ready::Value { callee, args },
            (_, _, Some(method)) => Ready::Iface { method },
            (Callee::Func(func), ..) => Ready::Func(*func),
            (Callee::Builtin(builtin), ..) => {
                let types = call.args.iter().map(|arg| arg.ty).collect();
                Ready::Func(self.ctx.thunk(Thunk::Builtin(*builtin, types)))
            }
            _ => Ready::Func(FuncId(0)),
        };
        (ready, base)
    }

    /// Types of the values of a multi-value expression.
    pub fn parts(&self, expr: &Expr) -> Vec<TypeId> {
        match (&expr.kind, self.types().get(expr.ty)) {
            (_, tidepool_go_check::types::Type::Tuple(types)) => types.clone(),
            (ExprKind::Zero, _) => Vec::new(),
            _ => vec![expr.ty],
        }
    }
}

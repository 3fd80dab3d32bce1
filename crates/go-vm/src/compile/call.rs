//! Calls, `go` and `defer`.

use tidepool_go_check::hir::{Call, Callee, Expr, ExprKind, FuncId};
use tidepool_go_check::types::TypeId;

use super::func::FuncBuilder;
use super::thunk::Thunk;
use crate::bytecode::{AllocKind, DeferClass, Op, Reg};

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
        let (ready, base) = self.prepare(call, AllocKind::Local, Some((dst, results)));
        self.emit(match ready {
            Ready::Func(func) => match self.ctx.native_of(func) {
                Some(native) => Op::CallNative { base, native },
                None => self.ctx.call_of(func, base),
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
        let (ready, base) = self.prepare(call, AllocKind::Explicit, None);
        self.emit(match ready {
            Ready::Func(func) => Op::Go { base, func: func.0 },
            Ready::Value { callee, args } => Op::GoValue { base, callee, args },
            Ready::Iface { method } => Op::GoIface { base, method },
        });
    }

    pub fn defer(&mut self, call: &Call, in_loop: bool) {
        let class = self.class_of_defer(in_loop);
        // A closure whose record lies on the heap has to lie there, too.
        let kind = if class == DeferClass::Heap { AllocKind::Explicit } else { AllocKind::Local };
        let (ready, base) = self.prepare(call, kind, None);
        self.emit_defer(ready, base, class);
    }

    /// `defer` for an enclosing function.
    pub fn defer_at(&mut self, token: &Expr, call: &Call) {
        let token = self.operand(token);
        let (ready, base) = self.prepare(call, AllocKind::Explicit, None);
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
    /// begin there, so that the results need no move. A function literal that is called is made as `closure` says.
    fn prepare(&mut self, call: &Call, closure: AllocKind, dst: Option<(Reg, u32)>) -> (Ready, Reg) {
        let span = std::mem::replace(&mut self.span, call.span);
        let callee = match &call.callee {
            Callee::Value(of) => Some(self.callee(of, closure)),
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

    fn callee(&mut self, of: &Expr, closure: AllocKind) -> Reg {
        if matches!(of.kind, ExprKind::Closure { .. }) {
            self.closure_kind = closure;
        }
        let reg = self.operand(of);
        self.closure_kind = AllocKind::Explicit;
        reg
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

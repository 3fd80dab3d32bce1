//! Calls of functions and methods.

use crate::check::Checker;
use crate::expr::args::Passed;
use crate::generic::GenericFunc;
use crate::hir;
use crate::operand::{MethodTarget, OpMode, Operand, ParamNames};
use crate::types::{Type, TypeId};
use tidepool_go_syntax::ast::{CallExpr, Expr};
use tidepool_go_syntax::expr_text;

impl<'a> Checker<'a> {
    /// A call or conversion.
    pub(super) fn call(&mut self, e: &'a Expr, call: &'a CallExpr, hint: Option<TypeId>) -> Operand<'a> {
        let f = self.expr(&call.func, None);
        match &f.mode {
            OpMode::Invalid => {
                self.ignore(&call.args);
                Operand::invalid(e)
            }
            OpMode::Type => self.conversion(e, call, f.ty),
            OpMode::GenericType(_) => {
                self.error(f.span, format!("cannot use generic type {} without instantiation", f.text()));
                self.ignore(&call.args);
                Operand::invalid(e)
            }
            OpMode::Builtin(builtin) => self.builtin(e, call, *builtin, hint),
            OpMode::NoValue(_) => {
                let what = self.describe(&f);
                self.error(f.span, format!("{what} used as value"));
                self.ignore(&call.args);
                Operand::invalid(e)
            }
            _ => self.function_call(e, call, f),
        }
    }

    fn function_call(&mut self, e: &'a Expr, call: &'a CallExpr, f: Operand<'a>) -> Operand<'a> {
        let Some(f) = self.single(f) else {
            self.ignore(&call.args);
            return Operand::invalid(e);
        };
        let Some(Type::Func(params, results, variadic)) = self.core_shape(f.ty).cloned() else {
            if f.is_invalid() {
                self.ignore(&call.args);
                return Operand::invalid(e);
            }
            let (what, name) = (self.describe(&f), self.operand_type_name(&f));
            let text = format!("invalid operation: cannot call {what}: {name} is not a function");
            self.error(e.span, text);
            return Operand::invalid(e);
        };
        if let OpMode::GenericFunc(generic) = f.mode {
            return self.generic_call(e, call, *generic, f.ty);
        }
        let names = f.names.or_else(|| self.sig_names.of(f.ty).map(|sig| ParamNames { recv: None, sig }));
        let Some(passed) = self.arguments(e, call, &params, variadic) else {
            let (callee, _) = self.callee(f);
            return Operand { names, ..self.unmade_call(e, callee, &results) };
        };
        let (callee, recv) = self.callee(f);
        Operand { names, ..self.finish_call(e, callee, recv, passed, &results) }
    }

    fn generic_call(
        &mut self,
        e: &'a Expr,
        call: &'a CallExpr,
        generic: GenericFunc,
        sig: TypeId,
    ) -> Operand<'a> {
        let Some(mut operands) = self.operands(call) else {
            return Operand::invalid(e);
        };
        let Type::Func(params, _, variadic) = self.types.get(sig).clone() else {
            return Operand::invalid(e);
        };
        if !self.count_fits(e, call, &operands, &params, variadic) {
            return Operand::invalid(e);
        }
        let packs = variadic && call.spread.is_none();
        let each = self.param_of_each(&params, packs, operands.list.len());
        let Some(targs) = self.infer_call(e, call, Some(&generic), &each, &mut operands) else {
            return Operand::invalid(e);
        };
        let f = self.instantiated(&call.func, GenericFunc { targs, ..generic });
        let Type::Func(params, results, variadic) = self.types.get(f.ty).clone() else {
            return Operand::invalid(e);
        };
        let Some(passed) = self.pass(e, call, operands, &params, variadic) else {
            return Operand::invalid(e);
        };
        let (callee, recv) = self.callee(f);
        self.finish_call(e, callee, recv, passed, &results)
    }

    /// What is called, and the receiver that goes first.
    fn callee(&mut self, f: Operand<'a>) -> (hir::Callee, Option<hir::Expr>) {
        match f.mode {
            OpMode::Func(id) => (hir::Callee::Func(id), None),
            OpMode::Method(method) => match method.target {
                MethodTarget::Func(id) => (hir::Callee::Func(id), Some(method.recv)),
                MethodTarget::Iface(name) => (hir::Callee::Iface(Box::new(method.recv), name), None),
            },
            _ => (hir::Callee::Value(Box::new(self.rvalue(f))), None),
        }
    }

    /// A call with wrong arguments, which has its results all the same.
    fn unmade_call(&mut self, e: &'a Expr, callee: hir::Callee, results: &[TypeId]) -> Operand<'a> {
        let (ty, span) = (self.result_type(results), e.span);
        let call = hir::Call { callee, args: Vec::new(), spread: false, ty, span };
        let value = hir::Expr { kind: hir::ExprKind::Call(Box::new(call)), ty, span };
        let mode = if results.is_empty() { OpMode::NoValue(value) } else { OpMode::Value(value) };
        Operand::new(mode, ty, e)
    }

    fn finish_call(
        &mut self,
        e: &'a Expr,
        callee: hir::Callee,
        recv: Option<hir::Expr>,
        passed: Passed,
        results: &[TypeId],
    ) -> Operand<'a> {
        let ty = self.result_type(results);
        let span = e.span;
        let build = |args: Vec<hir::Expr>, spread| {
            let call = hir::Call { callee, args, spread, ty, span };
            hir::Expr { kind: hir::ExprKind::Call(Box::new(call)), ty, span }
        };
        let value = match passed {
            Passed::Each(args) => build(recv.into_iter().chain(args).collect(), false),
            Passed::Spread(tuple) if recv.is_none() => build(vec![tuple], true),
            Passed::Spread(tuple) => {
                let Type::Tuple(types) = self.types.get(tuple.ty).clone() else {
                    return Operand::invalid(e);
                };
                let temps: Vec<hir::LocalId> = types.iter().map(|&t| self.temp(t, span)).collect();
                let args = temps.iter().zip(&types).map(|(&l, &t)| local_value(l, t, span));
                let call = build(recv.into_iter().chain(args).collect(), false);
                let kind = hir::ExprKind::LetTuple(temps, Box::new(tuple), Box::new(call));
                hir::Expr { kind, ty, span }
            }
            Passed::Unpacked(temps, tuple, args) => {
                let call = build(recv.into_iter().chain(args).collect(), false);
                let kind = hir::ExprKind::LetTuple(temps, Box::new(tuple), Box::new(call));
                hir::Expr { kind, ty, span }
            }
        };
        let mode = match results.is_empty() {
            true => OpMode::NoValue(value),
            false => OpMode::Value(value),
        };
        Operand::new(mode, ty, e)
    }

    /// The name of what is called, for messages.
    pub(crate) fn callee_text(call: &CallExpr) -> String {
        expr_text(&call.func)
    }
}

/// The value of a local variable.
pub(crate) fn local_value(local: hir::LocalId, ty: TypeId, span: tidepool_go_syntax::Span) -> hir::Expr {
    let place = hir::Place { kind: hir::PlaceKind::Local(local), ty, span };
    hir::Expr { kind: hir::ExprKind::Load(Box::new(place)), ty, span }
}

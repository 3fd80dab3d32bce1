//! Type arguments: given, or inferred from the arguments of a call.

use crate::check::{Checker, Delayed};
use crate::expr::Operands;
use crate::generic::GenericFunc;
use crate::object::ObjId;
use crate::operand::{OpMode, Operand};
use crate::types::TypeId;
use crate::unify::{Bindings, Match};
use crate::universe::{INVALID, default_type, is_untyped};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{CallExpr, Expr, ExprKind};
use tidepool_go_syntax::expr_text;

impl<'a> Checker<'a> {
    /// `List[int]`.
    pub(crate) fn instance_expr(&mut self, e: &'a Expr, obj: ObjId, indices: &'a [Expr]) -> Operand<'a> {
        let targs: Vec<TypeId> = indices.iter().map(|i| self.type_expr(i)).collect();
        let want = self.type_param_count(obj);
        if targs.len() != want {
            let (what, at) = (if targs.len() > want { "too many" } else { "not enough" }, e.span);
            let name = self.obj(obj).name.clone();
            let have = targs.len();
            self.error(at, format!("{what} type arguments for type {name}: have {have}, want {want}"));
            return Operand::invalid(e);
        }
        if targs.contains(&INVALID) {
            return Operand::invalid(e);
        }
        let ty = self.instantiate_type(obj, &targs);
        self.first_uses.entry(ty).or_insert(e.span);
        self.delay(Delayed::Instance { obj, targs, spans: type_spans(indices) });
        match ty {
            INVALID => Operand::invalid(e),
            _ => Operand::new(OpMode::Type, ty, e),
        }
    }

    /// Finds the type arguments that a call of `callee` and its arguments lack: gives the callee's (none if it is not
    /// generic itself), and makes generic functions among the arguments ordinary ones. The number of arguments is right.
    pub(crate) fn infer_call(
        &mut self,
        e: &'a Expr,
        call: &'a CallExpr,
        callee: Option<&GenericFunc>,
        params: &[TypeId],
        operands: &mut Operands<'a>,
    ) -> Option<Vec<TypeId>> {
        let own = callee.map_or(0, |func| func.tparams.len());
        let mut b = callee.map_or_else(Bindings::default, GenericFunc::bindings);
        let generic = self.generic_arguments(operands, &mut b);
        // Parameters whose types are known now take what is assignable to them.
        let params: Vec<TypeId> = params.iter().map(|&p| self.subst(p, &b)).collect();
        for (x, &param) in operands.list.iter().zip(&params) {
            let open = self.mentions(param, &b.params) || self.mentions(x.ty, &b.params);
            if open && !is_untyped(x.ty) && !self.unify(&mut b, param, x.ty, Match::Assign, 0) {
                self.inference_mismatch(call, x, param, &b);
                return None;
            }
        }
        let paren = Span { start: call.func.span.end, ..e.span };
        if let Err(cause) = self.infer_from_constraints(&mut b) {
            self.error(paren, format!("in call to {}, {cause}", expr_text(&call.func)));
            return None;
        }
        self.bind_untyped(call, &mut b, operands, &params)?;
        let targs = match self.finish_inference(&b) {
            Ok(targs) => targs,
            Err(cause) => {
                self.error(paren, format!("in call to {}, {cause}", expr_text(&call.func)));
                return None;
            }
        };
        let mut rest = &targs[own..];
        for (index, func) in generic {
            let (mine, others) = rest.split_at(func.tparams.len());
            rest = others;
            self.check_constraints(&func.tparams, mine, &[], paren);
            let e = operands.list[index].expr.unwrap_or(e);
            operands.list[index] = self.instantiated(e, GenericFunc { targs: mine.to_vec(), ..func });
        }
        if let Some(func) = callee {
            self.check_constraints(&func.tparams, &targs[..own], &given_spans(&call.func), paren);
        }
        Some(targs[..own].to_vec())
    }

    /// Generic functions among the arguments, by their positions. Their type parameters are looked for too.
    fn generic_arguments(
        &mut self,
        operands: &mut Operands<'a>,
        b: &mut Bindings,
    ) -> Vec<(usize, GenericFunc)> {
        let mut found = Vec::new();
        for (index, x) in operands.list.iter_mut().enumerate() {
            let OpMode::GenericFunc(func) = &x.mode else {
                continue;
            };
            let func = self.with_fresh_params((**func).clone());
            x.ty = self.generic_sig(&func);
            b.add(func.bindings());
            found.push((index, func));
        }
        found
    }

    /// Untyped constants give their default types to parameters that nothing else has bound.
    fn bind_untyped(
        &mut self,
        call: &'a CallExpr,
        b: &mut Bindings,
        operands: &Operands<'a>,
        params: &[TypeId],
    ) -> Option<()> {
        let callee = expr_text(&call.func);
        let mut kinds: Vec<Option<TypeId>> = vec![None; b.params.len()];
        for (x, &param) in operands.list.iter().zip(params) {
            let Some(index) = b.index(param) else {
                continue;
            };
            if b.args[index].is_some() || !is_untyped(x.ty) || x.is_nil() {
                continue;
            }
            kinds[index] = match kinds[index] {
                Some(kind) if self.is_numeric(kind) && self.is_numeric(x.ty) => Some(kind.max(x.ty)),
                Some(kind) if kind != x.ty => {
                    let name = self.type_name(default_type(kind));
                    let param = self.type_name(param);
                    let other = self.type_name(default_type(x.ty));
                    self.error(
                        x.span,
                        format!(
                            "in call to {callee}, mismatched types untyped {name} and untyped {other} (cannot infer {param})"
                        ),
                    );
                    return None;
                }
                _ => Some(x.ty),
            };
        }
        for (arg, kind) in b.args.iter_mut().zip(kinds) {
            if arg.is_none() {
                *arg = kind.map(default_type);
            }
        }
        Some(())
    }

    fn inference_mismatch(&mut self, call: &'a CallExpr, x: &Operand<'a>, param: TypeId, b: &Bindings) {
        let (callee, text, have) = (expr_text(&call.func), x.text(), self.operand_type_name(x));
        let want = self.type_name(param);
        let inferred = self.subst(param, &b.inferred());
        let tail = if b.args.iter().all(Option::is_none) {
            format!("{want} (cannot infer {})", self.listed(&b.params))
        } else if inferred == param {
            want
        } else {
            format!("inferred type {} for {want}", self.type_name(inferred))
        };
        self.error(x.span, format!("in call to {callee}, type {have} of {text} does not match {tail}"));
    }

    /// Type parameters as in `A, B, and C`.
    pub(crate) fn listed(&self, params: &[TypeId]) -> String {
        let names: Vec<String> = params.iter().map(|&p| self.type_name(p)).collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        }
    }
}

/// Where a call gives type arguments.
fn given_spans(callee: &Expr) -> Vec<Span> {
    match &callee.kind {
        ExprKind::Index(_, indices) => type_spans(indices),
        _ => Vec::new(),
    }
}

/// The places of types as the compiler shows them: that of a function type is its parenthesis.
pub(crate) fn type_spans(types: &[Expr]) -> Vec<Span> {
    let place = |e: &Expr| match e.kind {
        ExprKind::FuncType(_) => Span { start: e.span.start + "func".len() as u32, ..e.span },
        _ => e.span,
    };
    types.iter().map(place).collect()
}

//! Type arguments: given, inferred, checked against their constraints.

use crate::check::{Checker, Delayed, Mode, NamedKind};
use crate::expr::Operands;
use crate::object::{ObjId, ObjKind};
use crate::operand::{BoundMethod, GenericFunc, MethodTarget, OpMode, Operand};
use crate::printer::expr_text;
use crate::types::{Type, TypeId};
use crate::unify::Bindings;
use crate::universe::{INVALID, default_type, is_untyped};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{CallExpr, Expr};

impl<'a> Checker<'a> {
    fn own_tparams(&self, obj: ObjId) -> Vec<TypeId> {
        match &self.obj(obj).kind {
            ObjKind::Func(f) => f.tparams.clone(),
            ObjKind::Type(t) => t.tparams.clone(),
            _ => Vec::new(),
        }
    }

    /// `List[int]`.
    pub(crate) fn instance_expr(&mut self, e: &'a Expr, obj: ObjId, indices: &'a [Expr]) -> Operand<'a> {
        let targs: Vec<TypeId> = indices.iter().map(|i| self.type_expr(i)).collect();
        let want = self.own_tparams(obj).len();
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
        if self.env.mode != Mode::Instance {
            let span = indices.first().map_or(e.span, |i| i.span);
            self.delayed.push(Delayed::Instance { obj, targs, span });
        }
        match ty {
            INVALID => Operand::invalid(e),
            _ => Operand::new(OpMode::Type, ty, e),
        }
    }

    /// `f[int]`, maybe with some type arguments left to be inferred.
    pub(crate) fn func_instance_expr(
        &mut self,
        e: &'a Expr,
        mut func: GenericFunc,
        sig: TypeId,
        indices: &'a [Expr],
    ) -> Operand<'a> {
        let want = self.own_tparams(func.obj).len();
        func.targs = indices.iter().map(|i| self.type_expr(i)).collect();
        if func.targs.contains(&INVALID) {
            return Operand::invalid(e);
        }
        let have = func.targs.len();
        if have > want {
            let text = format!("got {have} type arguments but want {want}");
            self.error(indices[want].span, text);
            return Operand::invalid(e);
        }
        if have < want {
            // The rest may follow from constraints.
            let mut b = self.bindings(&func);
            if !self.infer_from_constraints(&mut b) || b.complete().is_none() {
                return Operand::new(OpMode::GenericFunc(Box::new(func)), sig, e);
            }
            func.targs = b.complete().unwrap_or_default();
        }
        let span = indices.first().map_or(e.span, |i| i.span);
        let targs = func.targs.clone();
        if !self.check_constraints(func.obj, &targs, span) {
            return Operand::invalid(e);
        }
        self.instantiated(e, func)
    }

    fn instantiated(&mut self, e: &'a Expr, func: GenericFunc) -> Operand<'a> {
        let sig = self.instance_sig(func.obj, &func.recv_targs, &func.targs);
        let all = [func.recv_targs.as_slice(), &func.targs].concat();
        let id = self.func_id(func.obj, &all);
        let mode = match func.recv {
            Some(recv) => OpMode::Method(Box::new(BoundMethod { recv, target: MethodTarget::Func(id) })),
            None => OpMode::Func(id),
        };
        Operand::new(mode, sig, e)
    }

    fn bindings(&self, func: &GenericFunc) -> Bindings {
        let params = self.own_tparams(func.obj);
        let mut args: Vec<Option<TypeId>> = func.targs.iter().copied().map(Some).collect();
        args.resize(params.len(), None);
        Bindings { params, args }
    }

    /// Type arguments and signature for a call.
    pub(crate) fn infer_call(
        &mut self,
        e: &'a Expr,
        call: &'a CallExpr,
        func: &GenericFunc,
        sig: TypeId,
        operands: &Operands<'a>,
    ) -> Option<(Vec<TypeId>, TypeId)> {
        let Type::Func(params, _, variadic) = self.types.get(sig).clone() else {
            return None;
        };
        let packs = variadic && call.spread.is_none();
        let count = operands.list.len();
        let enough = if packs { count + 1 >= params.len() } else { count == params.len() };
        if !enough {
            self.wrong_count(e, call, operands, &params, variadic);
            return None;
        }
        let mut b = self.bindings(func);
        let param_of = |c: &Self, i: usize| {
            let last = params.len() - 1;
            match c.types.get(params[i.min(last)]) {
                Type::Slice(elem) if packs && i >= last => *elem,
                _ => params[i.min(last)],
            }
        };
        for (i, x) in operands.list.iter().enumerate() {
            let param = param_of(self, i);
            if !self.mentions_param(param) || is_untyped(x.ty) || matches!(x.mode, OpMode::GenericFunc(_)) {
                continue;
            }
            if !self.unify(&mut b, param, x.ty, false, 0) {
                self.inference_mismatch(call, x, param, &b);
                return None;
            }
        }
        self.bind_untyped(call, &mut b, operands, &|c, i| param_of(c, i))?;
        self.finish_inference(e, call, func, b)
    }

    /// Untyped constants give their default types to parameters that nothing else has bound.
    fn bind_untyped(
        &mut self,
        call: &'a CallExpr,
        b: &mut Bindings,
        operands: &Operands<'a>,
        param_of: &dyn Fn(&Self, usize) -> TypeId,
    ) -> Option<()> {
        let callee = expr_text(&call.func);
        let mut kinds: Vec<Option<TypeId>> = vec![None; b.params.len()];
        for (i, x) in operands.list.iter().enumerate() {
            let param = param_of(self, i);
            if let Some(index) = b.index(param)
                && b.args[index].is_none()
                && is_untyped(x.ty)
                && !x.is_nil()
            {
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
        }
        for (arg, kind) in b.args.iter_mut().zip(kinds) {
            if arg.is_none() {
                *arg = kind.map(default_type);
            }
        }
        Some(())
    }

    fn inference_mismatch(&mut self, call: &'a CallExpr, x: &Operand<'a>, param: TypeId, b: &Bindings) {
        let (callee, text, have) = (expr_text(&call.func), x.text(), self.type_name(x.ty));
        let known = b.index(param).and_then(|i| b.args[i]);
        let message = match known {
            Some(known) => {
                let (known, name) = (self.type_name(known), self.type_name(param));
                format!(
                    "in call to {callee}, type {have} of {text} does not match inferred type {known} for {name}"
                )
            }
            None => {
                let shown = self.subst(param, b);
                let want = self.type_name(shown);
                let names: Vec<String> = b.params.iter().map(|&p| self.type_name(p)).collect();
                match shown == param {
                    true => format!(
                        "in call to {callee}, type {have} of {text} does not match {want} (cannot infer {})",
                        names.join(", ")
                    ),
                    false => format!(
                        "in call to {callee}, type {have} of {text} does not match inferred type {want} for {}",
                        self.type_name(param)
                    ),
                }
            }
        };
        self.error(x.span, message);
    }

    fn finish_inference(
        &mut self,
        e: &'a Expr,
        call: &'a CallExpr,
        func: &GenericFunc,
        mut b: Bindings,
    ) -> Option<(Vec<TypeId>, TypeId)> {
        let consistent = self.infer_from_constraints(&mut b);
        if let (Some(missing), true) = (b.args.iter().position(Option::is_none), consistent) {
            let (callee, name) = (expr_text(&call.func), self.type_name(b.params[missing]));
            let place = self.param_place(func.obj, missing);
            let text = format!("in call to {callee}, cannot infer {name} (declared at {place})");
            self.error(Span { start: call.func.span.end, ..e.span }, text);
            return None;
        }
        let targs = b.complete();
        let Some(targs) = targs else {
            self.error(
                call.func.span,
                format!("in call to {}, cannot infer type arguments", expr_text(&call.func)),
            );
            return None;
        };
        let paren = Span { start: call.func.span.end, ..e.span };
        if !self.check_constraints(func.obj, &targs, paren) {
            return None;
        }
        let sig = self.instance_sig(func.obj, &func.recv_targs, &targs);
        Some((targs, sig))
    }

    /// Where a type parameter of a function is declared.
    fn param_place(&self, obj: ObjId, index: usize) -> String {
        let span = match &self.obj(obj).kind {
            ObjKind::Func(f) => f.decl.type_params.iter().flat_map(|p| &p.names).nth(index).map(|n| n.span),
            _ => None,
        };
        self.sources.map.describe(span.unwrap_or(self.obj(obj).span))
    }

    /// Binds parameters by the core types of constraints, such as `E` in `S ~[]E`.
    fn infer_from_constraints(&mut self, b: &mut Bindings) -> bool {
        for _ in 0..=b.params.len() {
            let before = b.args.clone();
            for i in 0..b.params.len() {
                if !self.infer_from_constraint(b, i) {
                    return false;
                }
            }
            if before == b.args {
                break;
            }
        }
        // Bindings may mention other parameters of the same list.
        for i in 0..b.params.len() {
            if let Some(arg) = b.args[i]
                && b.params.iter().any(|&p| p != arg && self.mentions(arg, p))
                && self.env.mode != Mode::Generic
            {
                b.args[i] = Some(self.subst(arg, b));
            }
        }
        true
    }

    fn mentions(&self, ty: TypeId, param: TypeId) -> bool {
        ty == param || self.mentions_param(ty)
    }

    fn infer_from_constraint(&mut self, b: &mut Bindings, index: usize) -> bool {
        let param = b.params[index];
        let terms = self.terms(param);
        let Some(first) = terms.first().copied() else {
            return self.infer_from_methods(b, index);
        };
        let Some(core) = self.core_of(&terms) else {
            return true;
        };
        let first = terms.iter().copied().find(|t| self.types.underlying(t.ty) == core).unwrap_or(first);
        match b.args[index] {
            Some(arg) => {
                if !self.mentions_param(first.ty) {
                    return true;
                }
                self.complete(arg);
                let arg = if first.tilde { self.core(arg).unwrap_or(arg) } else { arg };
                self.unify(b, first.ty, arg, false, 0)
            }
            None if !first.tilde || terms.len() == 1 => {
                let ty = self.subst(first.ty, b);
                if !b.params.iter().any(|&p| self.mentions_one(ty, p)) {
                    b.args[index] = Some(ty);
                }
                true
            }
            None => true,
        }
    }

    fn mentions_one(&self, ty: TypeId, param: TypeId) -> bool {
        // A type that mentions any parameter is not final enough to be an argument, except in generic bodies,
        // where parameters of the surrounding function are ordinary types.
        ty == param || (self.mentions_param(ty) && self.env.mode != Mode::Generic)
    }

    /// Methods of a constraint can bind parameters too: `interface{ Get() T }`.
    fn infer_from_methods(&mut self, b: &mut Bindings, index: usize) -> bool {
        let Some(arg) = b.args[index] else {
            return true;
        };
        let Type::Interface(methods) = self.types.shape(b.params[index]).clone() else {
            return true;
        };
        for method in methods {
            if !self.mentions_param(method.ty) {
                continue;
            }
            let (package, name) = method.name.rsplit_once('.').unwrap_or(("", &method.name));
            let found = self.find_from(arg, name, package);
            let sig = match found {
                crate::lookup::Found::One(s) => match s.kind {
                    crate::lookup::SelectionKind::Method { obj, recv, .. } => self.method_sig(obj, recv),
                    crate::lookup::SelectionKind::Abstract { sig, .. } => sig,
                    crate::lookup::SelectionKind::Field { .. } => continue,
                },
                _ => continue,
            };
            self.unify(b, method.ty, sig, true, 0);
        }
        true
    }

    /// Whether the type arguments satisfy the constraints; reports the first that does not.
    pub(crate) fn check_constraints(&mut self, obj: ObjId, targs: &[TypeId], span: Span) -> bool {
        if self.env.mode == Mode::Instance {
            return true;
        }
        let b = Bindings { params: self.own_tparams(obj), args: targs.iter().copied().map(Some).collect() };
        for (i, &arg) in targs.iter().enumerate() {
            let Some(NamedKind::Param { constraint }) =
                b.params.get(i).and_then(|&p| self.info(p)).map(|info| info.kind.clone())
            else {
                continue;
            };
            let constraint = self.subst(constraint, &b);
            if let Some(cause) = self.not_implementing(arg, constraint, true) {
                self.error(span, cause);
                return false;
            }
        }
        true
    }

    /// A generic function as a value of the function type `target`.
    pub(crate) fn instantiate_for(&mut self, x: Operand<'a>, target: TypeId) -> Operand<'a> {
        let OpMode::GenericFunc(func) = &x.mode else {
            return x;
        };
        let mut func = (**func).clone();
        let Some(&Type::Func(..)) = self.core_shape(target) else {
            return x;
        };
        let mut b = self.bindings(&func);
        let target = self.core(target).unwrap_or(target);
        if !self.unify(&mut b, x.ty, target, false, 0) || !self.infer_from_constraints(&mut b) {
            return x;
        }
        let (Some(targs), Some(e)) = (b.complete(), x.expr) else {
            return x;
        };
        if !self.check_constraints(func.obj, &targs, x.span) {
            return Operand::invalid(e);
        }
        func.targs = targs;
        self.instantiated(e, func)
    }
}

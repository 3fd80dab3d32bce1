//! Generic functions and methods that lack type arguments, and what they become with them.

use crate::check::{Checker, Mode};
use crate::hir;
use crate::infer::type_spans;
use crate::lookup::Selection;
use crate::object::{ObjId, ObjKind};
use crate::operand::{BoundMethod, MethodTarget, OpMode, Operand};
use crate::types::{Type, TypeId};
use crate::unify::{Bindings, Match};
use crate::universe::INVALID;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{Expr, ExprKind};

/// A function with type parameters, and the type arguments known so far.
#[derive(Clone, Debug)]
pub(crate) struct GenericFunc {
    pub obj: ObjId,
    /// Type arguments of the receiver's type.
    pub recv_targs: Vec<TypeId>,
    pub tparams: Vec<TypeId>,
    /// Type arguments given so far, the first ones.
    pub targs: Vec<TypeId>,
    pub form: GenericForm,
}

/// How the program names a generic function.
#[derive(Clone, Debug)]
pub(crate) enum GenericForm {
    /// By its name.
    Func,
    /// `x.Method`: the receiver as the method wants it.
    Value(hir::Expr),
    /// `T.Method`: a function with a `T` as first parameter.
    Expr(TypeId, Selection),
}

impl GenericFunc {
    pub(crate) fn bindings(&self) -> Bindings {
        Bindings::new(&self.tparams, &self.targs)
    }
}

impl<'a> Checker<'a> {
    /// Whether a function or method has type parameters of its own.
    pub(crate) fn is_generic_func(&self, obj: ObjId) -> bool {
        matches!(&self.obj(obj).kind, ObjKind::Func(f) if !f.decl.type_params.is_empty())
    }

    /// An operand for a generic function.
    pub(crate) fn generic_operand(
        &mut self,
        e: &'a Expr,
        obj: ObjId,
        recv_targs: Vec<TypeId>,
        form: GenericForm,
    ) -> Operand<'a> {
        let tparams = self.own_params(obj, &recv_targs);
        let mut func = GenericFunc { obj, recv_targs, tparams, targs: Vec::new(), form };
        if self.env.mode == Mode::Generic && self.env.decl == Some(obj) {
            // A function that calls itself: its parameters are ordinary types here.
            func = self.with_fresh_params(func);
        }
        let sig = self.generic_sig(&func);
        self.generic_func(e, func, sig)
    }

    fn generic_func(&self, e: &'a Expr, func: GenericFunc, sig: TypeId) -> Operand<'a> {
        let (obj, method_expr) = (func.obj, matches!(func.form, GenericForm::Expr(..)));
        self.with_names(Operand::new(OpMode::GenericFunc(Box::new(func)), sig, e), obj, method_expr)
    }

    /// The same function, told apart from other uses of it.
    pub(crate) fn with_fresh_params(&mut self, func: GenericFunc) -> GenericFunc {
        let tparams = self.fresh_params(func.obj, &func.recv_targs);
        GenericFunc { tparams, ..func }
    }

    /// The signature over the type parameters.
    pub(crate) fn generic_sig(&mut self, func: &GenericFunc) -> TypeId {
        self.sig_with(func, &func.tparams)
    }

    fn sig_with(&mut self, func: &GenericFunc, targs: &[TypeId]) -> TypeId {
        let sig = self.instance_sig(func.obj, &func.recv_targs, targs);
        match func.form {
            GenericForm::Expr(ty, _) => self.with_receiver(sig, ty),
            _ => sig,
        }
    }

    /// The signature of a method with its receiver as first parameter.
    pub(crate) fn with_receiver(&mut self, sig: TypeId, recv: TypeId) -> TypeId {
        let Type::Func(params, results, variadic) = self.types.get(sig).clone() else {
            return sig;
        };
        let all = std::iter::once(recv).chain(params).collect();
        self.types.intern(Type::Func(all, results, variadic))
    }

    /// `f[int]`, maybe with some type arguments left to be inferred.
    pub(crate) fn func_instance_expr(
        &mut self,
        e: &'a Expr,
        mut func: GenericFunc,
        sig: TypeId,
        indices: &'a [Expr],
    ) -> Operand<'a> {
        let want = func.tparams.len();
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
            match self.infer_rest(func.bindings()) {
                Ok(targs) => func.targs = targs,
                Err(_) => return self.generic_func(e, func, sig),
            }
        }
        self.check_constraints(&func.tparams, &func.targs, &type_spans(indices), e.span);
        self.instantiated(e, func)
    }

    fn infer_rest(&mut self, mut b: Bindings) -> Result<Vec<TypeId>, String> {
        self.infer_from_constraints(&mut b)?;
        self.finish_inference(&b)
    }

    /// Reports that a generic function lacks type arguments.
    pub(crate) fn not_instantiated(&mut self, x: Operand<'a>) -> Operand<'a> {
        if let (OpMode::GenericFunc(func), Some(e)) = (&x.mode, x.expr) {
            if let ExprKind::Index(..) = &e.kind {
                let cause = self.infer_rest(func.bindings()).err().unwrap_or_default();
                self.error(Span { start: operator_place(e), ..x.span }, cause);
            } else {
                let text = format!("cannot use generic function {} without instantiation", x.text());
                self.error(x.span, text);
            }
        }
        Operand { mode: OpMode::Invalid, ty: INVALID, ..x }
    }

    /// A generic function as a value of the type `target`, for what messages call `name`; other operands stay.
    pub(crate) fn instantiate_for(
        &mut self,
        mut x: Operand<'a>,
        target: TypeId,
        name: &dyn Fn() -> String,
    ) -> Operand<'a> {
        let (OpMode::GenericFunc(func), Some(e)) = (&x.mode, x.expr) else {
            return x;
        };
        let Some(&Type::Func(..)) = self.core_shape(target) else {
            return self.not_instantiated(x);
        };
        let mut func = (**func).clone();
        let mut b = func.bindings();
        let target = self.core(target).unwrap_or(target);
        let place = Span { start: operator_place(e), ..e.span };
        x.ty = self.subst(x.ty, &b);
        if !self.unify(&mut b, x.ty, target, Match::Assign, 0) {
            let cause = self.wrong_target(&x, target, &name(), &b);
            self.error(place, cause);
            return Operand::invalid(e);
        }
        match self.infer_rest(b) {
            Ok(targs) => {
                self.check_constraints(&func.tparams, &targs, &[], place);
                func.targs = targs;
                self.instantiated(e, func)
            }
            Err(cause) => {
                self.error(place, cause);
                Operand::invalid(e)
            }
        }
    }

    /// Why a generic function does not fit the function type that is wanted.
    fn wrong_target(&mut self, x: &Operand<'a>, target: TypeId, name: &str, b: &Bindings) -> String {
        let wanted = format!("type {} of {name}", self.type_name(target));
        let plain = |ty| Operand { mode: OpMode::Invalid, ty, ..x.clone() };
        let declared = self.operand_type_name(&plain(x.ty));
        if b.args.iter().all(Option::is_none) {
            return format!("{wanted} does not match {declared} (cannot infer {})", self.listed(&b.params));
        }
        let inferred = self.subst(x.ty, &b.inferred());
        if inferred == x.ty {
            return format!("{wanted} does not match {declared}");
        }
        let inferred = self.operand_type_name(&plain(inferred));
        format!("inferred type {inferred} for {declared} does not match {wanted}")
    }

    /// The function with all its type arguments.
    pub(crate) fn instantiated(&mut self, e: &'a Expr, func: GenericFunc) -> Operand<'a> {
        let sig = self.sig_with(&func, &func.targs);
        let all = [func.recv_targs.as_slice(), &func.targs].concat();
        let method_expr = matches!(func.form, GenericForm::Expr(..));
        let mode = match func.form {
            GenericForm::Func => OpMode::Func(self.func_id(func.obj, &all)),
            GenericForm::Value(recv) => {
                let target = MethodTarget::Func(self.func_id(func.obj, &all));
                OpMode::Method(Box::new(BoundMethod { recv, target }))
            }
            GenericForm::Expr(ty, selection) => {
                let name = self.obj(func.obj).name.clone();
                OpMode::Func(self.method_func(ty, &name, &selection, &func.targs))
            }
        };
        self.with_names(Operand::new(mode, sig, e), func.obj, method_expr)
    }

    /// The operand for a declared function, with the names of its parameters; its receiver is one if `method_expr`.
    pub(crate) fn with_names(&self, x: Operand<'a>, func: ObjId, method_expr: bool) -> Operand<'a> {
        let ObjKind::Func(f) = &self.obj(func).kind else {
            return x;
        };
        let decl = f.decl;
        let recv = decl.recv.as_ref().and_then(|r| r.names.first()).map_or("_", |n| &n.name);
        x.named(method_expr.then_some(recv), &decl.sig)
    }
}

/// Where the compiler places an expression that is an operand and what follows it: where that begins.
fn operator_place(e: &Expr) -> u32 {
    match &e.kind {
        ExprKind::Index(base, _) | ExprKind::Selector(base, _) => base.span.end,
        _ => e.span.start,
    }
}

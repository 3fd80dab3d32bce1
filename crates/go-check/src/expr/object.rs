//! Identifiers.

use crate::check::Checker;
use crate::constant::Constant;
use crate::generic::GenericForm;
use crate::hir;
use crate::object::{ObjId, ObjKind, State};
use crate::operand::{OpMode, Operand};
use crate::universe::{INVALID, UNTYPED_INT, UNTYPED_NIL};
use tidepool_go_syntax::ast::Expr;

impl<'a> Checker<'a> {
    pub(super) fn ident(&mut self, e: &'a Expr, name: &str) -> Operand<'a> {
        let Some(id) = self.lookup(name) else {
            let text = match name {
                "_" => "cannot use _ as value or type".to_string(),
                _ => format!("undefined: {name}"),
            };
            self.error(e.span, text);
            return Operand::invalid(e);
        };
        if self.obj(id).pkg != self.env.pkg {
            self.mark_dot_import(id);
        }
        self.object(e, id)
    }

    fn mark_dot_import(&mut self, id: ObjId) {
        let pkg = self.obj(id).pkg;
        for index in 0..self.dot_imports.len() {
            let (dep, import) = self.dot_imports[index];
            if dep == pkg && self.obj(import).pkg == self.env.pkg {
                self.obj_mut(import).used = true;
            }
        }
    }

    /// An operand for a declared object.
    pub(crate) fn object(&mut self, e: &'a Expr, id: ObjId) -> Operand<'a> {
        if self.obj(id).state != State::Resolved {
            self.resolve(id);
        }
        match &self.obj(id).kind {
            ObjKind::Package(_) => {
                let name = self.obj(id).name.clone();
                self.obj_mut(id).used = true;
                self.error(e.span, format!("use of package {name} not in selector"));
                Operand::invalid(e)
            }
            ObjKind::Const(k) => {
                let is_iota = k.ty == UNTYPED_INT && k.decl.is_some_and(|d| d.value.is_none());
                let (ty, value) = (k.ty, k.value.clone());
                match ty {
                    INVALID => Operand::invalid(e),
                    _ if is_iota => self.iota(e),
                    _ => Operand::new(OpMode::Const(value), ty, e),
                }
            }
            ObjKind::Global(g) => {
                let ty = g.ty;
                if ty == INVALID {
                    return Operand::invalid(e);
                }
                let place = self.global_place(id, ty, e.span);
                Operand::new(OpMode::Var(place), ty, e)
            }
            ObjKind::Local(l) => {
                let l = *l;
                self.obj_mut(id).used = true;
                if l.ty == INVALID {
                    return Operand::invalid(e);
                }
                let local = self.local_here(l.owner, l.local);
                let place = hir::Place { kind: hir::PlaceKind::Local(local), ty: l.ty, span: e.span };
                Operand::new(OpMode::Var(place), l.ty, e)
            }
            ObjKind::Type(t) => {
                let (ty, generic) = (t.ty, !t.tparams.is_empty());
                match ty {
                    INVALID => Operand::invalid(e),
                    _ if generic => Operand::new(OpMode::GenericType(id), ty, e),
                    _ => Operand::new(OpMode::Type, ty, e),
                }
            }
            ObjKind::Func(f) => {
                let (sig, written) = (f.sig, &f.decl.sig);
                if self.is_generic_func(id) {
                    self.depend_on(id);
                    return self.generic_operand(e, id, Vec::new(), GenericForm::Func);
                }
                let func = self.func_id(id, &[]);
                Operand::new(OpMode::Func(func), sig, e).named(None, written)
            }
            ObjKind::Builtin(b) => {
                Operand { ty: UNTYPED_NIL, ..Operand::new(OpMode::Builtin(*b), INVALID, e) }
            }
            ObjKind::Nil => Operand::new(OpMode::Nil, UNTYPED_NIL, e),
        }
    }

    fn iota(&mut self, e: &'a Expr) -> Operand<'a> {
        match self.env.iota {
            Some(n) => Operand::new(OpMode::Const(Constant::int(n.into())), UNTYPED_INT, e),
            None => {
                self.error(e.span, "cannot use iota outside constant declaration");
                Operand::invalid(e)
            }
        }
    }
}

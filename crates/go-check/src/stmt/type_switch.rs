//! Type switches.

use crate::check::Checker;
use crate::hir::{self, StmtKind as H};
use crate::object::ObjId;
use crate::operand::{OpMode, Operand};
use crate::types::TypeId;
use crate::universe::INVALID;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{CaseClause, Name, TypeSwitchStmt};

impl<'a> Checker<'a> {
    pub(super) fn type_switch_stmt(
        &mut self,
        s: &'a TypeSwitchStmt,
        label: Option<&Name>,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let head = Span { end: s.braces.start, ..span };
        let block = self.scoped(|c, out| {
            if let Some(init) = &s.init {
                c.stmt(init, None, out);
            }
            let x = c.switch_subject(s);
            let label = c.push_target(label, false);
            let mut cases = Vec::new();
            let mut default = None;
            let mut bound: Vec<ObjId> = Vec::new();
            let mut seen: Vec<(Option<TypeId>, Span)> = Vec::new();
            for (index, clause) in s.cases.iter().enumerate() {
                if clause.default {
                    default = Some(index);
                }
                let types = c.case_types(clause, x.as_ref(), &mut seen);
                let case = c.type_case(s, clause, x.as_ref(), types, &mut bound);
                cases.push(case);
            }
            c.pop_target();
            c.check_binding_used(s, &bound);
            if let Some(x) = x {
                let subject = c.rvalue(x);
                let stmt = hir::TypeSwitchStmt { label, subject, cases, default };
                out.push(hir::Stmt { kind: H::TypeSwitch(Box::new(stmt)), span: head });
            }
        });
        out.push(super::control::single_or_block(block, head));
    }

    fn switch_subject(&mut self, s: &'a TypeSwitchStmt) -> Option<Operand<'a>> {
        if let Some(bind) = s.bind.as_ref().filter(|b| b.is_blank()) {
            self.soft_error(bind.span, "no new variable on left side of :=");
        }
        let x = self.value(&s.expr, None);
        if x.is_invalid() {
            return None;
        }
        if self.is_param(x.ty) {
            let what = self.describe(&x);
            self.error(x.span, format!("cannot use type switch on type parameter value {what}"));
            return None;
        }
        if !self.is_interface(x.ty) {
            let what = self.describe(&x);
            self.error(x.span, format!("{what} is not an interface"));
            return None;
        }
        Some(x)
    }

    fn case_types(
        &mut self,
        clause: &'a CaseClause,
        x: Option<&Operand<'a>>,
        seen: &mut Vec<(Option<TypeId>, Span)>,
    ) -> Vec<Option<TypeId>> {
        let mut types = Vec::new();
        for e in &clause.exprs {
            let op = self.expr(e, None);
            let ty = match op.mode {
                OpMode::Nil => None,
                OpMode::Invalid => Some(INVALID),
                _ => Some(self.type_expr(e)),
            };
            if ty != Some(INVALID)
                && let Some((_, other)) = seen.iter().find(|(t, _)| *t == ty)
            {
                let place = self.sources.map.describe(*other);
                let name = ty.map_or("nil".to_string(), |t| self.type_name(t));
                let text = format!(
                    "duplicate case {name} in type switch
	{place}: previous case"
                );
                self.soft_error(e.span, text);
            } else {
                seen.push((ty, e.span));
            }
            if let (Some(ty), Some(x)) = (ty.filter(|&t| t != INVALID), x) {
                self.check_assertion(x, ty, e.span, true);
            }
            types.push(ty);
        }
        types
    }

    fn type_case(
        &mut self,
        s: &'a TypeSwitchStmt,
        clause: &'a CaseClause,
        x: Option<&Operand<'a>>,
        types: Vec<Option<TypeId>>,
        bound: &mut Vec<ObjId>,
    ) -> hir::TypeCase {
        self.push_scope();
        let mut binding = None;
        if let Some(bind) = s.bind.as_ref().filter(|b| !b.is_blank()) {
            let subject = x.map_or(INVALID, |x| x.ty);
            let ty = match types.as_slice() {
                [Some(ty)] => *ty,
                _ => subject,
            };
            let (local, id) = self.local_obj(bind, ty, false);
            self.declare(bind, id);
            bound.push(id);
            binding = Some(local);
        }
        let mut stmts = Vec::new();
        self.stmts(&clause.body, &mut stmts);
        // Use is counted over all clauses together.
        if let (Some(&id), true) = (bound.last(), binding.is_some()) {
            let used = self.obj(id).used;
            self.obj_mut(id).used = true;
            if !used {
                bound.pop();
            }
        }
        self.pop_scope();
        hir::TypeCase { types, binding, body: hir::Block { stmts } }
    }

    fn check_binding_used(&mut self, s: &'a TypeSwitchStmt, bound: &[ObjId]) {
        if let Some(bind) = s.bind.as_ref().filter(|b| !b.is_blank())
            && bound.is_empty()
            && self.pkg().user
        {
            self.soft_error(bind.span, format!("{} declared and not used", bind.name));
        }
    }
}

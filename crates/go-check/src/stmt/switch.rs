//! Expression switches.

use crate::check::Checker;
use crate::constant::Constant;
use crate::hir::{self, StmtKind as H};
use crate::operand::{OpMode, Operand};
use crate::type_table::basic;
use crate::types::TypeId;
use crate::universe::is_untyped;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{BinaryOp, CaseClause, Expr, Name, SwitchStmt};
use tidepool_go_syntax::expr_text;

/// What the cases are compared with.
struct Tag {
    value: hir::Expr,
    ty: TypeId,
    text: String,
    /// None for a switch without tag.
    given: bool,
}

impl<'a> Checker<'a> {
    pub(super) fn switch_stmt(
        &mut self,
        s: &'a SwitchStmt,
        label: Option<&Name>,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let head = Span { end: s.braces.start, ..span };
        let block = self.scoped(|c, out| {
            if let Some(init) = &s.init {
                c.stmt(init, None, out);
            }
            let tag = c.switch_tag(s.tag.as_ref(), head, out);
            let label = c.push_target(label, false);
            let mut cases = Vec::new();
            let mut default = None;
            let mut seen: Vec<(Constant, TypeId, Span)> = Vec::new();
            for (index, clause) in s.cases.iter().enumerate() {
                if clause.default {
                    default = Some(index);
                }
                let conds = c.case_conditions(clause, tag.as_ref(), &mut seen);
                let body = c.scoped(|c, out| c.stmts(&clause.body, out));
                cases.push((conds, body));
            }
            c.pop_target();
            let stmt = hir::SwitchStmt { label, cases, default };
            out.push(hir::Stmt { kind: H::Switch(Box::new(stmt)), span: head });
        });
        out.push(super::control::single_or_block(block, head));
    }

    fn switch_tag(&mut self, tag: Option<&'a Expr>, head: Span, out: &mut Vec<hir::Stmt>) -> Option<Tag> {
        let Some(e) = tag else {
            let value = super::jump::bool_const(true, head);
            return Some(Tag { value, ty: basic::BOOL, text: "true".into(), given: false });
        };
        let x = self.value(e, None);
        if x.is_nil() {
            self.error(e.span, "use of untyped nil in switch expression");
            return None;
        }
        let x = self.with_default_type(x, "switch expression")?;
        if !self.is_comparable(x.ty) && !self.has_nil(x.ty) {
            let (what, name) = (self.describe(&x), self.type_name(x.ty));
            self.error(e.span, format!("cannot switch on {what} ({name} is not comparable)"));
            return None;
        }
        let ty = x.ty;
        let temp = self.temp(ty, e.span);
        let value = self.rvalue(x);
        out.push(hir::Stmt { kind: H::Declare(temp, Some(value)), span: head });
        let place = self.local_place(temp, e.span);
        let value = hir::Expr { kind: hir::ExprKind::Load(Box::new(place)), ty, span: e.span };
        Some(Tag { value, ty, text: expr_text(e), given: true })
    }

    fn case_conditions(
        &mut self,
        clause: &'a CaseClause,
        tag: Option<&Tag>,
        seen: &mut Vec<(Constant, TypeId, Span)>,
    ) -> Vec<hir::Expr> {
        let mut conds = Vec::new();
        for e in &clause.exprs {
            let mut x = self.value(e, tag.map(|t| t.ty));
            let Some(tag) = tag.filter(|_| !x.is_invalid()) else {
                continue;
            };
            let mut y = Operand {
                mode: OpMode::Value(tag.value.clone()),
                ty: tag.ty,
                expr: None,
                span: tag.value.span,
                title: None,
                names: None,
            };
            if tag.given && is_untyped(x.ty) {
                self.convert_untyped(&mut x, tag.ty);
            }
            if x.is_invalid() || self.match_types(&mut x, &mut y).is_none() {
                continue;
            }
            let ty = crate::universe::default_type(x.ty);
            if ty != crate::universe::UNTYPED_NIL {
                self.set_checked_type(&mut x, ty);
            }
            self.duplicate_case(&x, seen);
            if !tag.given && x.ty == basic::BOOL {
                conds.push(self.rvalue(x));
                continue;
            }
            let Some(result) = self.comparison(x, y, BinaryOp::Eq, e.span, Some(&tag.text)) else {
                continue;
            };
            if let Some(result) = self.with_default_type(result, "case") {
                conds.push(self.rvalue(result));
            }
        }
        conds
    }

    fn duplicate_case(&mut self, x: &Operand<'a>, seen: &mut Vec<(Constant, TypeId, Span)>) {
        let Some(value) = x.constant().filter(|v| !matches!(v, Constant::Bool(_))) else {
            return;
        };
        if let Some((_, _, other)) = seen.iter().find(|(v, t, _)| v == value && *t == x.ty) {
            let place = self.sources.map.describe(*other);
            let what = self.describe(x);
            let text = format!("duplicate case {what} in expression switch\n\t{place}: previous case");
            self.soft_error(x.span, text);
            return;
        }
        seen.push((value.clone(), x.ty, x.span));
    }
}

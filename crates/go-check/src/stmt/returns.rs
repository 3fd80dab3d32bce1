//! `return` statements.

use super::assign::result_title;
use crate::check::Checker;
use crate::hir::{self, StmtKind as H};
use crate::object::ObjKind;
use crate::operand::{OpMode, Operand};

use crate::types::{Type, TypeId};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::Expr;

impl<'a> Checker<'a> {
    pub(super) fn return_stmt(&mut self, values: &'a [Expr], span: Span, out: &mut Vec<hir::Stmt>) {
        let root = self.root_fn();
        let results = self.env.fns[root].results.clone();
        let types: Vec<TypeId> = results.iter().map(|r| self.env.fns[root].locals[r.0 as usize].ty).collect();
        if values.is_empty() {
            if !results.is_empty() && !self.env.fns[root].named_results {
                let want = self.type_list(&types);
                self.error(span, format!("not enough return values\n\thave ()\n\twant {want}"));
            } else {
                self.check_shadowed_results(root, span);
            }
            self.leave_function(Vec::new(), span, out);
            return;
        }
        if results.is_empty() {
            let operands: Vec<Operand<'a>> = values.iter().map(|e| self.value_or_tuple(e, None)).collect();
            if operands.iter().all(|x| !x.is_invalid()) {
                self.error(values[0].span, "too many return values");
                let have = self.flattened(&operands);
                self.amend_last(&format!("\n\thave {have}\n\twant ()"));
            }
            return;
        }
        let is_call = values.len() == 1 && crate::expr::as_call(&values[0]).is_some();
        if values.len() == types.len() && !(types.len() == 1 && is_call) {
            let mut list = Vec::with_capacity(values.len());
            for (i, (e, &ty)) in values.iter().zip(&types).enumerate() {
                let name = self.env.fns[root].locals[results[i].0 as usize].name.clone();
                let shown = || if name.is_empty() { "result variable".into() } else { name.clone() };
                list.push(self.assigned_to(e, ty, "return statement", &shown));
            }
            self.leave_function(list, span, out);
            return;
        }
        self.return_values(values, &types, span, out);
    }

    fn return_values(&mut self, values: &'a [Expr], types: &[TypeId], span: Span, out: &mut Vec<hir::Stmt>) {
        let operands: Vec<Operand<'a>> = values.iter().map(|e| self.value_or_tuple(e, None)).collect();
        if operands.iter().any(Operand::is_invalid) {
            return;
        }
        if operands.len() > 1 {
            for x in &operands {
                // The wrong number of values is reported besides.
                let _ = self.single(x.clone());
            }
        }
        let given = match operands.as_slice() {
            [one] => match self.types.get(one.ty) {
                Type::Tuple(t) if t.len() > 1 => t.clone(),
                _ => vec![one.ty],
            },
            many => many.iter().map(|x| x.ty).collect(),
        };
        if given.len() != types.len() {
            let (what, at) = match given.len() > types.len() {
                true => ("too many", operands.get(types.len()).unwrap_or(&operands[0]).span),
                false => ("not enough", operands[operands.len() - 1].span),
            };
            let (have, want) = (self.flattened(&operands), self.type_list(types));
            self.error(at, format!("{what} return values\n\thave {have}\n\twant {want}"));
            return;
        }
        let mut operands = operands;
        let Some(x) = operands.pop() else {
            return;
        };
        if given.len() == 1 {
            let value = self.assign(x, types[0], "return statement");
            self.leave_function(vec![value], span, out);
            return;
        }
        let expr = x.expr;
        let tuple = self.rvalue(x);
        if given == types {
            self.leave_function(vec![tuple], span, out);
            return;
        }
        let temps: Vec<hir::LocalId> = given.iter().map(|&t| self.temp(t, span)).collect();
        let mut stmts = self.unpack(&temps, tuple, span);
        let mut list = Vec::new();
        for (i, ((temp, ty), &target)) in temps.into_iter().zip(given).zip(types).enumerate() {
            let place = self.local_place(temp, span);
            let value = hir::Expr { kind: hir::ExprKind::Load(Box::new(place)), ty, span };
            let x = Operand {
                mode: OpMode::Value(value),
                ty,
                expr,
                span: expr.map_or(span, |e| e.span),
                title: Some(result_title(i, false)),
                names: None,
            };
            list.push(self.assign(x, target, "return statement"));
        }
        self.leave_function(list, span, &mut stmts);
        out.push(hir::Stmt { kind: H::Block(hir::Block { stmts }), span });
    }

    fn flattened(&self, operands: &[Operand<'a>]) -> String {
        let types = match operands {
            [Operand { ty, .. }] if let Type::Tuple(types) = self.types.get(*ty) => types.clone(),
            _ => operands.iter().map(|x| x.ty).collect(),
        };
        self.summary(&types, false)
    }

    fn amend_last(&mut self, tail: &str) {
        if self.env.mode != crate::check::Mode::Instance
            && let Some(last) = self.diags.last_mut()
        {
            last.message.push_str(tail);
        }
    }

    /// A bare `return` where an inner variable hides a result.
    fn check_shadowed_results(&mut self, root: usize, span: Span) {
        let results = self.env.fns[root].results.clone();
        let owner = self.env.fns[root].id;
        for result in results {
            let name = self.env.fns[root].locals[result.0 as usize].name.clone();
            if name.is_empty() || name == "_" {
                continue;
            }
            let Some(id) = self.lookup(&name) else {
                continue;
            };
            let same =
                matches!(&self.obj(id).kind, ObjKind::Local(l) if l.owner == owner && l.local == result);
            if !same {
                let place = self.sources.map.describe(self.obj(id).span);
                let ty = match &self.obj(id).kind {
                    ObjKind::Local(local) => self.type_name(local.ty),
                    _ => String::new(),
                };
                let text = format!(
                    "result parameter {name} not in scope at return\n\t{place}: inner declaration of var {name} {ty}"
                );
                self.soft_error(span, text);
            }
        }
    }
}

//! `for range`.

use crate::check::Checker;
use crate::hir::{self, RangeKind, StmtKind as H};
use crate::operand::{OpMode, Operand};
use crate::stmt::assign::Lhs;
use crate::type_table::basic;
use crate::types::{ChanDir, Type, TypeId};
use crate::universe::is_untyped;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{Name, RangeStmt, Targets};

/// What a range expression gives.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ranged {
    Values {
        kind: RangeKind,
        key: TypeId,
        value: Option<TypeId>,
    },
    /// A function that is called with the body: how many values, and their types.
    Func {
        count: usize,
        key: Option<TypeId>,
        value: Option<TypeId>,
        yields: TypeId,
    },
}

impl<'a> Checker<'a> {
    pub(super) fn range_stmt(
        &mut self,
        s: &'a RangeStmt,
        label: Option<&Name>,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let head = Span { end: s.head.end, ..span };
        let x = self.value(&s.expr, None);
        let Some(ranged) = self.ranged(&x) else {
            self.skip_range(s, None);
            return;
        };
        if !self.check_range_vars(s, &x, ranged) {
            let key = match ranged {
                Ranged::Values { key, .. } => Some(key),
                Ranged::Func { key, .. } => key,
            };
            self.skip_range(s, key);
            return;
        }
        let block = self.scoped(|c, out| match ranged {
            Ranged::Func { key, value, yields, .. } => {
                c.range_func(s, x, [key, value], yields, label, head, out)
            }
            Ranged::Values { kind, key, value } => {
                c.range_values(s, x, kind, [Some(key), value], label, head, out);
            }
        });
        out.push(super::control::single_or_block(block, head));
    }

    /// Checks the body all the same, with variables of unknown type.
    fn skip_range(&mut self, s: &'a RangeStmt, key: Option<TypeId>) {
        self.push_scope();
        if let Targets::Define(names) = &s.targets {
            for (i, name) in names.iter().enumerate() {
                let known = key.filter(|_| i == 0);
                self.declare_local(name, known.unwrap_or(crate::universe::INVALID), known.is_none());
            }
        }
        self.push_target(None, true);
        self.block(&s.body);
        self.pop_target();
        self.pop_scope();
    }

    fn ranged(&mut self, x: &Operand<'a>) -> Option<Ranged> {
        if x.is_invalid() {
            return None;
        }
        let values = |kind, key, value| Some(Ranged::Values { kind, key, value });
        let mut cause = String::new();
        let shape = self.core_shape(x.ty).cloned();
        let found = match shape {
            _ if x.ty == crate::universe::UNTYPED_NIL => None,
            Some(Type::Int(_)) => values(RangeKind::Int, x.ty, None),
            Some(Type::Float32 | Type::Float64) if self.whole_constant(x) => {
                values(RangeKind::Int, x.ty, None)
            }
            Some(Type::String) => values(RangeKind::String, basic::INT, Some(basic::INT32)),
            Some(Type::Slice(elem)) => values(RangeKind::Slice, basic::INT, Some(elem)),
            Some(Type::Array(elem, _)) => values(RangeKind::Array, basic::INT, Some(elem)),
            Some(Type::Pointer(array)) => match self.types.shape(array) {
                Type::Array(elem, _) => values(RangeKind::ArrayPtr, basic::INT, Some(*elem)),
                _ => None,
            },
            Some(Type::Map(key, elem)) => values(RangeKind::Map, key, Some(elem)),
            Some(Type::Chan(ChanDir::Send, _)) => {
                cause = format!(": receive from send-only channel {}", self.type_name(x.ty));
                None
            }
            Some(Type::Chan(_, elem)) => values(RangeKind::Chan, elem, None),
            Some(Type::Func(params, results, _)) => self.ranged_func(&params, &results, &mut cause),
            None => {
                let listed = self.type_set(x.ty).is_some_and(|set| set.terms.is_some());
                cause = if listed { ": no core type" } else { ": no specific type" }.into();
                None
            }
            _ => None,
        };
        if found.is_none() {
            let what = self.describe(x);
            self.error(x.span, format!("cannot range over {what}{cause}"));
        }
        found
    }

    fn whole_constant(&self, x: &Operand<'a>) -> bool {
        is_untyped(x.ty) && matches!(x.constant(), Some(crate::constant::Constant::Int(_)))
    }

    fn ranged_func(&self, params: &[TypeId], results: &[TypeId], cause: &mut String) -> Option<Ranged> {
        let wrong = |cause: &mut String, text: &str| {
            *cause = format!(": {text}");
            None
        };
        let ([yields], []) = (params, results) else {
            let text = match params {
                [_] => "func must be func(yield func(...) bool): unexpected results",
                _ => "func must be func(yield func(...) bool): wrong argument count",
            };
            return wrong(cause, text);
        };
        match self.core_shape(*yields) {
            Some(Type::Func(params, results, _)) => {
                if results.len() != 1 || !self.is_boolean(results[0]) {
                    return wrong(
                        cause,
                        "func must be func(yield func(...) bool): yield func does not return bool",
                    );
                }
                if params.len() > 2 {
                    return wrong(
                        cause,
                        "func must be func(yield func(...) bool): yield func has too many parameters",
                    );
                }
                Some(Ranged::Func {
                    count: params.len(),
                    key: params.first().copied(),
                    value: params.get(1).copied(),
                    yields: *yields,
                })
            }
            _ => wrong(cause, "func must be func(yield func(...) bool): argument is not func"),
        }
    }

    fn check_range_vars(&mut self, s: &'a RangeStmt, x: &Operand<'a>, ranged: Ranged) -> bool {
        let spans: Vec<Span> = match &s.targets {
            Targets::None => return true,
            Targets::Define(names) => names.iter().map(|n| n.span).collect(),
            Targets::Assign(list) => list.iter().map(|e| e.span).collect(),
        };
        let allowed = match ranged {
            Ranged::Values { value, .. } => 1 + usize::from(value.is_some()),
            Ranged::Func { count, .. } => count,
        };
        let Some(&extra) = spans.get(allowed) else {
            return true;
        };
        let what = self.describe(x);
        let text = match allowed {
            0 => format!("range over {what} permits no iteration variables"),
            _ => format!("range over {what} permits only one iteration variable"),
        };
        self.error(extra, text);
        false
    }

    #[allow(clippy::too_many_arguments)]
    fn range_values(
        &mut self,
        s: &'a RangeStmt,
        mut x: Operand<'a>,
        kind: RangeKind,
        types: [Option<TypeId>; 2],
        label: Option<&Name>,
        head: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let mut types = types;
        let lhs: Vec<Lhs> = match &s.targets {
            Targets::Assign(list) => list.iter().map(|e| self.lhs(e)).collect(),
            _ => Vec::new(),
        };
        if kind == RangeKind::Int {
            let wanted = match lhs.first() {
                Some(Lhs::Place(place)) => place.ty,
                _ => self.defaulted(x.ty),
            };
            let wanted = if self.is_integer(wanted) { wanted } else { basic::INT };
            let wanted = if is_untyped(x.ty) { wanted } else { x.ty };
            let value = self.assign(x, wanted, "range clause");
            types[0] = Some(wanted);
            x = Operand::synthetic(value);
        } else if is_untyped(x.ty) {
            match self.with_default_type(x, "range clause") {
                Some(typed) => x = typed,
                None => return,
            }
        }
        let over = self.rvalue(x);
        let mut places: [Option<hir::Place>; 2] = [None, None];
        let mut declares = Vec::new();
        let mut first = Vec::new();
        match &s.targets {
            Targets::None => {}
            Targets::Define(names) => {
                self.check_new_range_vars(names, head);
                for (i, name) in names.iter().enumerate().filter(|(_, n)| !n.is_blank()) {
                    let local = self.declare_local(name, types[i].unwrap_or(basic::INT), false);
                    declares.push(local);
                    places[i] = Some(self.local_place(local, name.span));
                }
            }
            Targets::Assign(list) => {
                for (i, (target, e)) in lhs.into_iter().zip(list).enumerate() {
                    let ty = types[i].unwrap_or(basic::INT);
                    places[i] = self.range_target(target, ty, e, &mut declares, &mut first);
                }
            }
        }
        let label = self.push_target(label, true);
        let mut body = self.block(&s.body);
        self.pop_target();
        body.stmts.splice(0..0, first);
        let [key, value] = places;
        let stmt = hir::RangeStmt { label, kind, over, key, value, declares, body };
        out.push(hir::Stmt { kind: H::Range(Box::new(stmt)), span: head });
    }

    pub(super) fn check_new_range_vars(&mut self, names: &'a [tidepool_go_syntax::ast::Ident], head: Span) {
        if names.iter().all(tidepool_go_syntax::ast::Ident::is_blank) {
            self.soft_error(head, "no new variables on left side of :=");
        }
    }

    /// An existing variable as the target of a range: directly, or through a temporary that is converted at
    /// the start of the body.
    pub(super) fn range_target(
        &mut self,
        target: Lhs,
        ty: TypeId,
        e: &'a tidepool_go_syntax::ast::Expr,
        declares: &mut Vec<hir::LocalId>,
        first: &mut Vec<hir::Stmt>,
    ) -> Option<hir::Place> {
        let Lhs::Place(place) = target else {
            return None;
        };
        if place.ty == ty {
            return Some(place);
        }
        let temp = self.temp(ty, e.span);
        declares.push(temp);
        let source = self.local_place(temp, e.span);
        let value = hir::Expr { kind: hir::ExprKind::Load(Box::new(source.clone())), ty, span: e.span };
        let x =
            Operand { mode: OpMode::Value(value), ty, expr: Some(e), span: e.span, title: None, names: None };
        let value = self.assign(x, place.ty, "assignment");
        first.push(hir::Stmt { kind: H::Assign(vec![Some(place)], vec![value]), span: e.span });
        Some(source)
    }
}

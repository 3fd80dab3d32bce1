//! Assignments and `return`.

use crate::check::Checker;
use crate::expr::hir_op;
use crate::hir::{self, Place, PlaceKind, StmtKind as H};
use crate::object::{ObjId, ObjKind};
use crate::operand::{OpMode, Operand};
use crate::type_table::basic;
use crate::types::{Type, TypeId};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{BinaryOp, Expr, ExprKind};
use tidepool_go_syntax::expr_text;

/// A target of an assignment.
#[derive(Debug)]
pub(crate) enum Lhs {
    Blank,
    Place(Place),
    /// Reported already.
    Invalid,
}

impl<'a> Checker<'a> {
    /// Checks the left side of an assignment.
    pub(crate) fn lhs(&mut self, e: &'a Expr) -> Lhs {
        let ident = e.unparen().as_ident();
        if ident.as_ref().is_some_and(|i| i.is_blank()) {
            return Lhs::Blank;
        }
        // Being assigned to does not make a variable used.
        let local = ident.and_then(|i| self.lookup(&i.name)).filter(|&id| self.is_local(id));
        let used = local.map(|id| self.obj(id).used);
        let x = self.value(e, None);
        if let (Some(id), Some(used)) = (local, used) {
            self.obj_mut(id).used = used;
        }
        match x.mode {
            OpMode::Invalid => Lhs::Invalid,
            OpMode::Var(place) | OpMode::MapIndex(place) => Lhs::Place(place),
            _ => {
                let text = expr_text(e);
                let in_map = match &x.mode {
                    OpMode::Value(v) => is_map_field(v),
                    _ => false,
                };
                let text = match in_map && matches!(e.unparen().kind, ExprKind::Selector(..)) {
                    true => format!("cannot assign to struct field {text} in map"),
                    false => {
                        format!("cannot assign to {text} (neither addressable nor a map index expression)")
                    }
                };
                self.error(e.span, text);
                Lhs::Invalid
            }
        }
    }

    fn is_local(&self, id: ObjId) -> bool {
        matches!(self.obj(id).kind, ObjKind::Local(_))
    }

    pub(super) fn assign_stmt(
        &mut self,
        lhs: &'a [Expr],
        rhs: &'a [Expr],
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        if lhs.len() == rhs.len() && !(lhs.len() == 1 && crate::expr::as_call(&rhs[0]).is_some()) {
            let context = if lhs.len() > 1 { "multiple assignment" } else { "assignment" };
            let mut places = Vec::new();
            let mut values = Vec::new();
            for (left, e) in lhs.iter().zip(rhs) {
                let target = self.lhs(left);
                if let Some((place, value)) = self.assign_one(target, left, e, context) {
                    places.push(place);
                    values.push(value);
                }
            }
            out.push(hir::Stmt { kind: H::Assign(places, values), span });
            return;
        }
        if rhs.len() > 1 {
            // A wrong number of values is not reported on top of wrong variables.
            let targets: Vec<Lhs> = lhs.iter().map(|e| self.lhs(e)).collect();
            match targets.iter().any(|target| matches!(target, Lhs::Invalid)) {
                true => self.ignore(rhs),
                false => drop(self.values(rhs, lhs.len(), true)),
            }
            return;
        }
        // Of a single call or the like, errors are found before those of the variables.
        let values = self.values(rhs, lhs.len(), true);
        let targets: Vec<Lhs> = lhs.iter().map(|e| self.lhs(e)).collect();
        let Some(values) = values else {
            return;
        };
        self.assign_values(targets, values, span, out);
    }

    fn assign_one(
        &mut self,
        target: Lhs,
        left: &'a Expr,
        e: &'a Expr,
        context: &str,
    ) -> Option<(Option<Place>, hir::Expr)> {
        match target {
            Lhs::Place(place) => {
                let value = self.assigned_to(e, place.ty, context, &|| expr_text(left));
                Some((Some(place), value))
            }
            Lhs::Blank => {
                let x = self.value(e, None);
                let x = self.with_default_type(
                    x,
                    if context == "assignment" { "assignment to _ identifier" } else { context },
                )?;
                Some((None, self.rvalue(x)))
            }
            Lhs::Invalid => {
                self.value(e, None);
                None
            }
        }
    }

    /// The values of the right side as operands: one each, or all from one call or comma-ok form. Reports a
    /// wrong number.
    pub(crate) fn values(&mut self, rhs: &'a [Expr], want: usize, comma_ok: bool) -> Option<Values<'a>> {
        let [only] = rhs else {
            let operands: Vec<Operand<'a>> = rhs.iter().map(|e| self.value(e, None)).collect();
            if operands.iter().all(|x| !x.is_invalid()) {
                self.count_mismatch(rhs, want, rhs.len());
            }
            return None;
        };
        let x = self.value_or_tuple(only, None);
        if x.is_invalid() {
            return None;
        }
        if let Type::Tuple(types) = self.types.get(x.ty).clone()
            && types.len() > 1
        {
            if types.len() != want {
                self.count_mismatch(rhs, want, types.len());
                return None;
            }
            let tuple = self.rvalue(x);
            return Some(Values::Tuple(tuple, types, only));
        }
        if want == 2
            && comma_ok
            && let Some((tuple, types)) = self.comma_ok(&x)
        {
            return Some(Values::CommaOk(tuple, types, only));
        }
        if want != 1 {
            self.count_mismatch(rhs, want, 1);
            return None;
        }
        Some(Values::One(x))
    }

    /// The two-valued form of a map element, receive or type assertion.
    pub(crate) fn comma_ok(&mut self, x: &Operand<'a>) -> Option<(hir::Expr, Vec<TypeId>)> {
        let kind = match &x.mode {
            OpMode::MapIndex(Place { kind: PlaceKind::MapIndex(map, key), .. }) => {
                hir::ExprKind::MapIndexOk(map.clone(), key.clone())
            }
            OpMode::CommaOk(e) => match &e.kind {
                hir::ExprKind::Recv(chan) => hir::ExprKind::RecvOk(chan.clone()),
                hir::ExprKind::TypeAssert(value) => hir::ExprKind::TypeAssertOk(value.clone(), e.ty),
                _ => return None,
            },
            _ => return None,
        };
        let types = vec![x.ty, basic::BOOL];
        let ty = self.types.intern(Type::Tuple(types.clone()));
        Some((hir::Expr { kind, ty, span: x.span }, types))
    }

    fn count_mismatch(&mut self, rhs: &'a [Expr], want: usize, have: usize) {
        let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        let (vars, values) = (plural(want, "variable"), plural(have, "value"));
        let text = match rhs.first().map(|e| (rhs.len(), crate::expr::as_call(e))) {
            Some((1, Some(call))) => {
                format!("assignment mismatch: {vars} but {} returns {values}", expr_text(&call.func))
            }
            _ => format!("assignment mismatch: {vars} but {values}"),
        };
        self.error(rhs.first().map_or(Span::default(), |e| e.span), text);
    }

    /// Assigns values to targets, through temporaries where types differ.
    pub(crate) fn assign_values(
        &mut self,
        targets: Vec<Lhs>,
        values: Values<'a>,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let untyped_second = matches!(values, Values::CommaOk(..));
        let (tuple, types, e) = match values {
            Values::One(x) => {
                let mut targets = targets;
                match targets.pop() {
                    Some(Lhs::Place(place)) => {
                        let value = self.assign(x, place.ty, "assignment");
                        out.push(hir::Stmt { kind: H::Assign(vec![Some(place)], vec![value]), span });
                    }
                    Some(Lhs::Blank) => {
                        if let Some(x) = self.with_default_type(x, "assignment") {
                            let value = self.rvalue(x);
                            out.push(hir::Stmt { kind: H::Assign(vec![None], vec![value]), span });
                        }
                    }
                    _ => {}
                }
                return;
            }
            Values::Tuple(tuple, types, e) | Values::CommaOk(tuple, types, e) => (tuple, types, e),
        };
        let direct = targets.iter().zip(&types).all(|(target, &ty)| match target {
            Lhs::Place(place) => place.ty == ty,
            _ => true,
        });
        if direct {
            let places = targets.into_iter().map(|t| match t {
                Lhs::Place(place) => Some(place),
                _ => None,
            });
            out.push(hir::Stmt { kind: H::AssignTuple(places.collect(), tuple), span });
            return;
        }
        let temps: Vec<hir::LocalId> = types.iter().map(|&t| self.temp(t, span)).collect();
        let mut stmts = self.unpack(&temps, tuple, span);
        let (mut places, mut assigned) = (Vec::new(), Vec::new());
        for (i, ((target, temp), ty)) in targets.into_iter().zip(temps).zip(types).enumerate() {
            if let Lhs::Place(place) = target {
                let source = self.local_place(temp, span);
                let value = hir::Expr { kind: hir::ExprKind::Load(Box::new(source)), ty, span };
                // The flag of a comma-ok form is an untyped boolean.
                let flag = untyped_second && i == 1 && self.is_boolean(place.ty);
                assigned.push(match flag {
                    true => self.coerce(value, place.ty),
                    false => {
                        let title = Some(result_title(i, untyped_second));
                        let mode = OpMode::Value(value);
                        let x = Operand { mode, ty, expr: Some(e), span: e.span, title, names: None };
                        self.assign(x, place.ty, "multiple assignment")
                    }
                });
                places.push(Some(place));
            }
        }
        stmts.push(hir::Stmt { kind: H::Assign(places, assigned), span });
        out.push(hir::Stmt { kind: H::Block(hir::Block { stmts }), span });
    }

    pub(super) fn inc_dec(&mut self, e: &'a Expr, inc: bool, span: Span, out: &mut Vec<hir::Stmt>) {
        let x = self.value(e, None);
        if x.is_invalid() {
            return;
        }
        if !self.is_numeric(x.ty) {
            let op = if inc { "++" } else { "--" };
            let (text, ty) = (expr_text(e), self.type_name(x.ty));
            self.error(e.span, format!("invalid operation: {text}{op} (non-numeric type {ty})"));
            return;
        }
        let Lhs::Place(place) = self.lhs_again(e, x) else {
            return;
        };
        let op = if inc { hir::BinaryOp::Add } else { hir::BinaryOp::Sub };
        let one = self.constant(&crate::constant::Constant::int(1), place.ty, span);
        out.push(hir::Stmt { kind: H::OpAssign(place, op, one), span });
    }

    /// An operand that was checked already as the left side of an assignment.
    fn lhs_again(&mut self, e: &'a Expr, x: Operand<'a>) -> Lhs {
        match x.mode {
            OpMode::Var(place) | OpMode::MapIndex(place) => Lhs::Place(place),
            _ => self.lhs(e),
        }
    }

    pub(super) fn op_assign(
        &mut self,
        op: BinaryOp,
        lhs: &'a Expr,
        rhs: &'a Expr,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        if lhs.as_ident().is_some_and(|i| i.is_blank()) {
            self.error(lhs.span, "cannot use _ as value or type");
            return;
        }
        let x = self.value(lhs, None);
        let y = self.value(rhs, None);
        if x.is_invalid() || y.is_invalid() {
            return;
        }
        let whole = || format!("{} {}= {}", expr_text(lhs), op.as_str(), expr_text(rhs));
        let Some(result) = self.binary_operands(x.clone(), y, op, span, &whole) else {
            return;
        };
        let Lhs::Place(place) = self.lhs_again(lhs, x) else {
            return;
        };
        if let OpMode::Value(hir::Expr { kind: hir::ExprKind::Binary(_, _, y), .. }) = result.mode {
            out.push(hir::Stmt { kind: H::OpAssign(place, hir_op(op), *y), span });
        }
    }
}

/// What messages call the value with this index.
pub(super) fn result_title(index: usize, comma_ok: bool) -> std::rc::Rc<str> {
    let text = match (index, comma_ok) {
        (0, true) => "value".to_string(),
        (_, true) => "ok value of (comma, ok) expression".to_string(),
        (0, _) => "1st function result".to_string(),
        (1, _) => "2nd function result".to_string(),
        (2, _) => "3rd function result".to_string(),
        (n, _) => format!("{}th function result", n + 1),
    };
    text.into()
}

/// The right side of an assignment.
#[derive(Debug)]
pub(crate) enum Values<'a> {
    One(Operand<'a>),
    Tuple(hir::Expr, Vec<TypeId>, &'a Expr),
    /// The second value is an untyped boolean.
    CommaOk(hir::Expr, Vec<TypeId>, &'a Expr),
}

fn is_map_field(e: &hir::Expr) -> bool {
    match &e.kind {
        hir::ExprKind::Field(base, _) => is_map_field(base),
        hir::ExprKind::Load(place) => matches!(place.kind, PlaceKind::MapIndex(..)),
        _ => false,
    }
}

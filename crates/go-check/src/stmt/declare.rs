//! `:=` and declarations inside functions.

use crate::check::Checker;
use crate::constant::Constant;
use crate::hir::{self, StmtKind as H};
use crate::object::{ConstDecl, ConstObj, ObjId, ObjKind, State};
use crate::operand::OpMode;
use crate::stmt::assign::{Lhs, Values};
use crate::types::TypeId;
use crate::universe::INVALID;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{ConstSpec, Decl, DeclKind, Expr, ExprKind, Ident, UnaryOp, VarSpec};

impl<'a> Checker<'a> {
    pub(super) fn define_stmt(
        &mut self,
        lhs: &'a [Ident],
        rhs: &'a [Expr],
        op_span: Span,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let existing: Vec<Option<ObjId>> = lhs.iter().map(|name| self.in_this_scope(name)).collect();
        let fresh: Vec<bool> = lhs
            .iter()
            .enumerate()
            .map(|(i, name)| {
                let twice = lhs[..i].iter().any(|other| other.name == name.name);
                if twice && !name.is_blank() {
                    self.soft_error(name.span, format!("{} repeated on left side of :=", name.name));
                }
                existing[i].is_none() && !name.is_blank() && !twice
            })
            .collect();
        if !fresh.contains(&true) && !lhs.iter().any(|name| self.is_no_name(name)) {
            self.soft_error(op_span, "no new variables on left side of :=");
        }
        let one_each = lhs.len() == rhs.len() && !(lhs.len() == 1 && crate::expr::as_call(&rhs[0]).is_some());
        if one_each {
            self.define_each(lhs, rhs, &existing, &fresh, span, out);
            return;
        }
        let values = self.values(rhs, lhs.len(), true);
        self.define_from(lhs, values, &existing, &fresh, span, out);
    }

    /// Whether a blank name stands for something else, which is an error of its own.
    fn is_no_name(&self, name: &Ident) -> bool {
        let text = self.sources.map.get(name.span.file).map(|source| &*source.text);
        name.is_blank() && text.is_some_and(|text| name.span.text(text) != "_")
    }

    fn in_this_scope(&self, name: &Ident) -> Option<ObjId> {
        if name.is_blank() {
            return None;
        }
        self.env.scopes.last()?.get(&name.name)
    }

    fn define_each(
        &mut self,
        lhs: &'a [Ident],
        rhs: &'a [Expr],
        existing: &[Option<ObjId>],
        fresh: &[bool],
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let mut new = Vec::new();
        let mut places = Vec::new();
        let mut values = Vec::new();
        for (i, (name, e)) in lhs.iter().zip(rhs).enumerate() {
            if let Some(place) = existing[i].and_then(|id| self.existing_place(id, name)) {
                let context = if lhs.len() > 1 { "multiple assignment" } else { "assignment" };
                let value = self.assigned_to(e, place.ty, context, &|| name.name.to_string());
                places.push(Some(place));
                values.push(value);
                continue;
            }
            let x = self.value(e, None);
            let context = if lhs.len() > 1 { "multiple assignment" } else { "assignment" };
            let x = self.with_default_type(x, context);
            let ty = x.as_ref().map_or(INVALID, |x| x.ty);
            let value = match x {
                Some(x) => self.rvalue(x),
                None => crate::assign::zero(INVALID, e.span),
            };
            if !fresh[i] {
                places.push(None);
            } else {
                let (local, id) = self.local_obj(name, ty, false);
                new.push((name, id, local));
                places.push(Some(hir::Place { kind: hir::PlaceKind::Local(local), ty, span: name.span }));
            }
            values.push(value);
        }
        for (name, id, _) in &new {
            self.declare(name, *id);
        }
        if new.len() == places.len() && !rhs.iter().skip(1).any(has_call) {
            for ((_, _, local), value) in new.into_iter().zip(values) {
                out.push(hir::Stmt { kind: H::Declare(local, Some(value)), span });
            }
            return;
        }
        for (_, _, local) in new {
            out.push(hir::Stmt { kind: H::Declare(local, None), span });
        }
        out.push(hir::Stmt { kind: H::Assign(places, values), span });
    }

    fn existing_place(&mut self, id: ObjId, name: &Ident) -> Option<hir::Place> {
        match &self.obj(id).kind {
            ObjKind::Local(l) => {
                let l = *l;
                let local = self.local_here(l.owner, l.local);
                Some(hir::Place { kind: hir::PlaceKind::Local(local), ty: l.ty, span: name.span })
            }
            _ => {
                self.error(name.span, format!("cannot assign to {}", name.name));
                None
            }
        }
    }

    fn define_from(
        &mut self,
        lhs: &'a [Ident],
        values: Option<Values<'a>>,
        existing: &[Option<ObjId>],
        fresh: &[bool],
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let (values, types) = match values {
            None => (None, vec![INVALID; lhs.len()]),
            Some(Values::One(x)) => match self.with_default_type(x, "assignment") {
                Some(x) => {
                    let ty = x.ty;
                    (Some(Values::One(x)), vec![ty])
                }
                None => (None, vec![INVALID]),
            },
            Some(Values::Tuple(e, types, at)) => (Some(Values::Tuple(e, types.clone(), at)), types),
            Some(Values::CommaOk(e, types, at)) => (Some(Values::CommaOk(e, types.clone(), at)), types),
        };
        let mut targets = Vec::new();
        let mut new = Vec::new();
        for (i, name) in lhs.iter().enumerate() {
            if let Some(place) = existing[i].and_then(|id| self.existing_place(id, name)) {
                targets.push(Lhs::Place(place));
            } else if fresh[i] {
                let ty = types[i];
                let (local, id) = self.local_obj(name, ty, false);
                new.push((name, id, local));
                let kind = hir::PlaceKind::Local(local);
                targets.push(Lhs::Place(hir::Place { kind, ty, span: name.span }));
            } else {
                targets.push(Lhs::Blank);
            }
        }
        for (name, id, _) in &new {
            self.declare(name, *id);
        }
        let Some(values) = values else {
            return;
        };
        if let (Values::One(_), [(_, _, local)]) = (&values, new.as_slice()) {
            let local = *local;
            if let Values::One(x) = values {
                let value = self.rvalue(x);
                out.push(hir::Stmt { kind: H::Declare(local, Some(value)), span });
            }
            return;
        }
        for (_, _, local) in &new {
            out.push(hir::Stmt { kind: H::Declare(*local, None), span });
        }
        self.assign_values(targets, values, span, out);
    }

    pub(super) fn local_decl(&mut self, decl: &'a Decl, out: &mut Vec<hir::Stmt>) {
        match &decl.kind {
            DeclKind::Const(group) => self.local_consts(group),
            DeclKind::Var(group) => group.iter().for_each(|spec| self.local_vars(spec, out)),
            DeclKind::Type(group) => group.iter().for_each(|spec| self.local_type(spec)),
            DeclKind::Func(_) => {}
        }
    }

    fn local_consts(&mut self, group: &'a [ConstSpec]) {
        for (line, spec) in group.iter().enumerate() {
            let from = &group[ConstSpec::source(group, line)];
            let mut declared = Vec::new();
            for (index, name) in spec.names.iter().enumerate() {
                let decl = ConstDecl {
                    ty: from.ty.as_ref(),
                    value: from.values.get(index),
                    iota: spec.iota,
                    inherited: !std::ptr::eq(from, spec),
                };
                let (ty, value) = self.const_decl(decl, name.span);
                let kind = ObjKind::Const(ConstObj { decl: None, ty, value });
                let id = self.new_obj(name, kind, State::Resolved);
                declared.push((name, id));
            }
            self.const_count(spec, from);
            for (name, id) in declared {
                self.declare(name, id);
            }
        }
    }

    /// Reports names without values and values without names.
    pub(crate) fn const_count(&mut self, spec: &'a ConstSpec, from: &'a ConstSpec) {
        let inherited = !std::ptr::eq(spec, from);
        if spec.names.len() > from.values.len() {
            let name = &spec.names[from.values.len()];
            self.soft_error(name.span, format!("missing init expr for {}", name.name));
        } else if spec.names.len() < from.values.len() {
            let extra = &from.values[spec.names.len()];
            let (at, text) = match inherited {
                true => (
                    spec.names[0].span,
                    format!("extra init expr at {}", self.sources.map.describe(extra.span)),
                ),
                false => (extra.span, format!("extra init expr {}", tidepool_go_syntax::expr_text(extra))),
            };
            self.soft_error(at, text);
        }
    }

    /// Reports variables without values and values without variables.
    pub(crate) fn var_count(&mut self, spec: &'a VarSpec) -> bool {
        let (names, values) = (&spec.names, &spec.values);
        if let Some(extra) = values.get(names.len()) {
            let text = format!("extra init expr {}", tidepool_go_syntax::expr_text(extra));
            self.soft_error(extra.span, text);
            return false;
        }
        if names.len() > values.len() && values.len() > 1 {
            let name = &names[values.len()];
            self.soft_error(name.span, format!("missing init expr for {}", name.name));
            return false;
        }
        true
    }

    /// Type and value of a constant.
    pub(crate) fn const_decl(&mut self, decl: ConstDecl<'a>, name: Span) -> (TypeId, Constant) {
        let ty = decl.ty.map(|t| self.type_expr(t));
        let (saved_iota, saved_span) = (self.env.iota, self.env.error_span);
        self.env.iota = Some(decl.iota);
        if decl.inherited {
            self.env.error_span = Some(name);
        }
        let result = self.const_value_of(decl, ty);
        self.env.iota = saved_iota;
        self.env.error_span = saved_span;
        result.unwrap_or((INVALID, Constant::Unknown))
    }

    fn const_value_of(&mut self, decl: ConstDecl<'a>, ty: Option<TypeId>) -> Option<(TypeId, Constant)> {
        if let Some(ty) = ty.filter(|&t| t != INVALID && !self.is_const_type(t)) {
            let shown = self.type_name(ty);
            self.error(decl.ty?.span, format!("invalid constant type {shown}"));
            return None;
        }
        let e = decl.value?;
        let mut x = self.value(e, None);
        if x.is_invalid() || ty == Some(INVALID) {
            return None;
        }
        if x.constant().is_none() {
            let what = self.describe(&x);
            self.error(x.span, format!("{what} is not constant"));
            return None;
        }
        if let Some(ty) = ty {
            let value = self.assign(x.clone(), ty, "constant declaration");
            if !matches!(value.kind, hir::ExprKind::Const(_)) {
                return None;
            }
            if x.ty != ty {
                let represented = crate::constant::represent(x.constant()?, self.types.shape(ty))?;
                x.mode = OpMode::Const(represented);
                x.ty = ty;
            }
        }
        let (ty, value) = (x.ty, x.constant()?.clone());
        Some((ty, value))
    }

    fn local_vars(&mut self, spec: &'a VarSpec, out: &mut Vec<hir::Stmt>) {
        let span = spec.span;
        let ty = spec.ty.as_ref().map(|t| self.type_expr(t));
        let names = &spec.names;
        if spec.values.is_empty() {
            let ty = ty.unwrap_or(INVALID);
            for name in names {
                let local = self.declare_local(name, ty, false);
                out.push(hir::Stmt { kind: H::Declare(local, None), span });
            }
            return;
        }
        if !self.var_count(spec) {
            self.ignore(&spec.values);
            for name in names {
                self.declare_local(name, ty.unwrap_or(INVALID), false);
            }
            return;
        }
        if names.len() == spec.values.len() {
            let together = spec.values.iter().skip(1).any(has_call);
            let (mut new, mut places, mut values) = (Vec::new(), Vec::new(), Vec::new());
            for (name, e) in names.iter().zip(&spec.values) {
                let (ty, value) = self.var_value(name, e, ty);
                let (local, id) = self.local_obj(name, ty, false);
                new.push((name, id));
                if together {
                    out.push(hir::Stmt { kind: H::Declare(local, None), span });
                    places.push(Some(self.local_place(local, name.span)));
                    values.push(value);
                } else {
                    out.push(hir::Stmt { kind: H::Declare(local, Some(value)), span });
                }
            }
            for (name, id) in new {
                self.declare(name, id);
            }
            if together {
                out.push(hir::Stmt { kind: H::Assign(places, values), span });
            }
            return;
        }
        let values = self.values(&spec.values, names.len(), true);
        self.vars_from(names, ty, values, span, out);
    }

    fn vars_from(
        &mut self,
        names: &'a [Ident],
        ty: Option<TypeId>,
        values: Option<Values<'a>>,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        if let Some(Values::One(x)) = values {
            let (ty, value) = match ty {
                Some(ty) => (ty, self.assign(x, ty, "variable declaration")),
                None => match self.with_default_type(x, "variable declaration") {
                    Some(x) => (x.ty, self.rvalue(x)),
                    None => (INVALID, crate::assign::zero(INVALID, span)),
                },
            };
            let local = self.declare_local(&names[0], ty, false);
            out.push(hir::Stmt { kind: H::Declare(local, Some(value)), span });
            return;
        }
        let types: Vec<TypeId> = match (&values, ty) {
            (_, Some(ty)) => vec![ty; names.len()],
            (Some(Values::Tuple(_, types, _) | Values::CommaOk(_, types, _)), None) => types.clone(),
            _ => vec![INVALID; names.len()],
        };
        let mut targets = Vec::new();
        for (name, &ty) in names.iter().zip(&types) {
            if name.is_blank() {
                targets.push(Lhs::Blank);
                continue;
            }
            let local = self.declare_local(name, ty, false);
            out.push(hir::Stmt { kind: H::Declare(local, None), span });
            targets.push(Lhs::Place(hir::Place { kind: hir::PlaceKind::Local(local), ty, span: name.span }));
        }
        if let Some(values) = values {
            self.assign_values(targets, values, span, out);
        }
    }

    /// Type and value of a variable that is initialised by one expression.
    pub(crate) fn var_value(&mut self, name: &Ident, e: &'a Expr, ty: Option<TypeId>) -> (TypeId, hir::Expr) {
        match ty {
            Some(ty) => (ty, self.assigned_to(e, ty, "variable declaration", &|| name.name.to_string())),
            None => {
                let x = self.value(e, None);
                match self.with_default_type(x, "variable declaration") {
                    Some(x) => (x.ty, self.rvalue(x)),
                    None => (INVALID, crate::assign::zero(INVALID, e.span)),
                }
            }
        }
    }
}

/// Whether the expression may contain a call: then the values of a line are computed together, since calls come before
/// reads of variables.
fn has_call(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Call(_) | ExprKind::Unary(UnaryOp::Recv, _) => true,
        ExprKind::Paren(a) | ExprKind::Unary(_, a) | ExprKind::Star(a) | ExprKind::Selector(a, _) => {
            has_call(a)
        }
        ExprKind::TypeAssert(a, _) => has_call(a),
        ExprKind::Index(a, list) => has_call(a) || list.iter().any(has_call),
        ExprKind::Binary(binary) => has_call(&binary.left) || has_call(&binary.right),
        ExprKind::Slice(slice) => {
            let bounds = [&slice.lo, &slice.hi, &slice.max];
            has_call(&slice.base) || bounds.into_iter().flatten().any(has_call)
        }
        ExprKind::Composite(lit) => {
            lit.elems.iter().any(|elem| has_call(&elem.value) || elem.key.as_ref().is_some_and(has_call))
        }
        _ => false,
    }
}

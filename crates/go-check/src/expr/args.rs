//! Arguments of calls: counted, converted, packed.

use crate::assign::zero;
use crate::check::Checker;
use crate::expr::call::local_value;
use crate::hir::{self, LocalId};
use crate::operand::{OpMode, Operand};
use crate::types::{Type, TypeId};
use crate::universe::{is_untyped, is_untyped_number};
use tidepool_go_syntax::ast::{CallExpr, Expr};

/// Arguments as they are passed.
#[derive(Debug)]
pub(crate) enum Passed {
    /// One expression each, variadic ones packed.
    Each(Vec<hir::Expr>),
    /// One expression that gives all of them.
    Spread(hir::Expr),
    /// One expression whose values go into temporaries first, since they need conversions.
    Unpacked(Vec<LocalId>, hir::Expr, Vec<hir::Expr>),
}

/// Operands of a call's arguments.
#[derive(Debug)]
pub(crate) struct Operands<'a> {
    pub list: Vec<Operand<'a>>,
    /// The one multi-value call they all come from, with the temporaries they are read from.
    pub tuple: Option<(Vec<LocalId>, hir::Expr)>,
}

impl<'a> Checker<'a> {
    /// Checks the arguments against the parameters.
    pub(super) fn arguments(
        &mut self,
        e: &'a Expr,
        call: &'a CallExpr,
        params: &[TypeId],
        variadic: bool,
    ) -> Option<Passed> {
        if let [only] = call.args.as_slice() {
            let hint =
                params.first().copied().map(|p| self.param_hint(p, variadic && params.len() == 1, call));
            let x = self.argument_or_tuple(only, hint);
            if x.is_invalid() {
                self.count_fits(e, call, &Operands { list: vec![x], tuple: None }, params, variadic);
                return None;
            }
            let operands = self.split(x);
            return self.pass(e, call, operands, params, variadic);
        }
        let mut list = Vec::with_capacity(call.args.len());
        for (i, arg) in call.args.iter().enumerate() {
            let last = params.len().saturating_sub(1);
            let hint =
                params.get(i.min(last)).copied().map(|p| self.param_hint(p, variadic && i >= last, call));
            list.push(self.argument(arg, hint));
        }
        self.pass(e, call, Operands { list, tuple: None }, params, variadic)
    }

    fn param_hint(&self, param: TypeId, packed: bool, call: &CallExpr) -> TypeId {
        match self.types.get(param) {
            Type::Slice(elem) if packed && call.spread.is_none() => *elem,
            _ => param,
        }
    }

    /// Checks the arguments without knowing the parameters; none if one of them is wrong.
    pub(super) fn operands(&mut self, call: &'a CallExpr) -> Option<Operands<'a>> {
        if let [only] = call.args.as_slice() {
            let x = self.argument_or_tuple(only, None);
            if x.is_invalid() {
                return None;
            }
            return Some(self.split(x));
        }
        let list: Vec<Operand<'a>> = call.args.iter().map(|a| self.argument(a, None)).collect();
        list.iter().all(|x| !x.is_invalid()).then_some(Operands { list, tuple: None })
    }

    /// The values of a call with several results become operands of their own.
    fn split(&mut self, x: Operand<'a>) -> Operands<'a> {
        let types = match self.types.get(x.ty) {
            Type::Tuple(types) if types.len() > 1 => types.clone(),
            _ => return Operands { list: vec![x], tuple: None },
        };
        let (expr, span) = (x.expr, x.span);
        let temps: Vec<LocalId> = types.iter().map(|&t| self.temp(t, span)).collect();
        let list = temps
            .iter()
            .zip(&types)
            .map(|(&l, &ty)| Operand {
                mode: OpMode::Value(local_value(l, ty, span)),
                ty,
                expr,
                span,
                title: None,
                names: None,
            })
            .collect();
        let tuple = self.rvalue(x);
        Operands { list, tuple: Some((temps, tuple)) }
    }

    /// Reports a wrong number of arguments.
    pub(super) fn count_fits(
        &mut self,
        e: &'a Expr,
        call: &'a CallExpr,
        operands: &Operands<'a>,
        params: &[TypeId],
        variadic: bool,
    ) -> bool {
        let count = operands.list.len();
        if call.spread.is_some() && operands.tuple.is_some() {
            let first = call.args.first().map_or(String::new(), tidepool_go_syntax::expr_text);
            self.error(e.span, format!("cannot use ... with {count}-valued {first}"));
            return false;
        }
        if call.spread.is_some() && !variadic {
            let name = Self::callee_text(call);
            self.error(e.span, format!("cannot use ... in call to non-variadic {name}"));
            return false;
        }
        let packs = variadic && call.spread.is_none();
        let enough = if packs { count + 1 >= params.len() } else { count == params.len() };
        if !enough {
            self.wrong_count(e, call, operands, params, variadic);
        }
        enough
    }

    /// The parameter that each of the arguments is for.
    pub(super) fn param_of_each(&self, params: &[TypeId], packs: bool, count: usize) -> Vec<TypeId> {
        let last = params.len().saturating_sub(1);
        let of = |i: usize| match self.types.get(params[i.min(last)]) {
            Type::Slice(elem) if packs && i >= last => *elem,
            _ => params[i.min(last)],
        };
        (0..count).map(of).collect()
    }

    /// Converts operands to their parameters' types.
    pub(super) fn pass(
        &mut self,
        e: &'a Expr,
        call: &'a CallExpr,
        mut operands: Operands<'a>,
        params: &[TypeId],
        variadic: bool,
    ) -> Option<Passed> {
        if !self.count_fits(e, call, &operands, params, variadic) {
            return None;
        }
        let fixed = params.len() - usize::from(variadic);
        let packs = variadic && call.spread.is_none();
        if operands.list.iter().any(|x| matches!(x.mode, OpMode::GenericFunc(_))) {
            let each = self.param_of_each(params, packs, operands.list.len());
            self.infer_call(e, call, None, &each, &mut operands)?;
        }
        let context = format!("argument to {}", Self::callee_text(call));
        let same = operands.list.iter().map(|x| x.ty).eq(params.iter().copied());
        if let (Some((_, tuple)), true, false) = (&operands.tuple, same, packs) {
            return Some(Passed::Spread(tuple.clone()));
        }
        let mut args = Vec::with_capacity(params.len());
        let mut list = operands.list.into_iter();
        for &param in &params[..if packs { fixed } else { params.len() }] {
            let x = list.next()?;
            args.push(self.assign(x, param, &context));
        }
        if packs && let Some(&param) = params.last() {
            args.push(self.pack(e, list.collect(), param, &context));
        }
        Some(match operands.tuple {
            Some((temps, tuple)) => Passed::Unpacked(temps, tuple, args),
            None => Passed::Each(args),
        })
    }

    fn pack(&mut self, e: &'a Expr, list: Vec<Operand<'a>>, slice: TypeId, context: &str) -> hir::Expr {
        let Type::Slice(elem) = *self.types.shape(slice) else {
            return zero(slice, e.span);
        };
        if list.is_empty() {
            return zero(slice, e.span);
        }
        let span = list.first().map_or(e.span, |x| x.span);
        let len = list.len() as u64;
        let elems =
            list.into_iter().enumerate().map(|(i, x)| (i as u64, self.assign(x, elem, context))).collect();
        hir::Expr { kind: hir::ExprKind::SliceLit(elems, len), ty: slice, span }
    }

    pub(crate) fn wrong_count(
        &mut self,
        e: &'a Expr,
        call: &'a CallExpr,
        operands: &Operands<'a>,
        params: &[TypeId],
        variadic: bool,
    ) {
        let have = &operands.list;
        let (what, span) = match have.get(params.len()) {
            Some(extra) => ("too many", extra.span),
            None => ("not enough", have.last().map_or(e.span, |x| x.span)),
        };
        let types: Vec<TypeId> = have.iter().map(|x| x.ty).collect();
        let text = format!(
            "{what} arguments in call to {}\n\thave {}\n\twant {}",
            Self::callee_text(call),
            self.summary(&types, call.spread.is_some()),
            self.param_list(params, variadic)
        );
        self.error(span, text);
    }

    /// The types of operands as in `have (number, string)`.
    pub(crate) fn summary(&self, types: &[TypeId], spread: bool) -> String {
        let last = types.len().saturating_sub(1);
        let texts: Vec<String> = types
            .iter()
            .enumerate()
            .map(|(i, &t)| {
                let name = match t {
                    t if is_untyped_number(t) => "number".to_string(),
                    t if is_untyped(t) => self.types.name(t).replace("untyped ", ""),
                    t if self.is_invalid(t) => "unknown type".to_string(),
                    t => self.type_name(t),
                };
                if spread && i == last { format!("{name}...") } else { name }
            })
            .collect();
        format!("({})", texts.join(", "))
    }
}

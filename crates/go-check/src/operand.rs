//! What an expression evaluates to while it is checked, and how messages describe it.

use crate::check::{Checker, NamedKind};
use crate::constant::Constant;
use crate::generic::GenericFunc;
use crate::hir;
use crate::object::{BuiltinFn, ObjId};
use crate::types::{Type, TypeId};
use crate::universe::{INVALID, UNTYPED_NIL, is_untyped};
use std::rc::Rc;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{self, Param, Signature};
use tidepool_go_syntax::expr_text;

/// A checked expression.
#[derive(Clone, Debug)]
pub(crate) struct Operand<'a> {
    pub mode: OpMode,
    pub ty: TypeId,
    pub expr: Option<&'a ast::Expr>,
    pub span: Span,
    /// What messages call it instead of its text: `2nd function result`.
    pub title: Option<Rc<str>>,
    /// For functions: the parameters' names, which messages show.
    pub names: Option<ParamNames<'a>>,
}

/// A function as it is declared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParamNames<'a> {
    /// The receiver's name, if it is a parameter too.
    pub recv: Option<&'a str>,
    pub sig: &'a Signature,
}

#[derive(Clone, Debug)]
pub(crate) enum OpMode {
    /// Reported already.
    Invalid,
    /// A call without results.
    NoValue(hir::Expr),
    Builtin(BuiltinFn),
    Type,
    /// A generic type without type arguments.
    GenericType(ObjId),
    Const(Constant),
    /// A variable, or what else is addressable.
    Var(hir::Place),
    /// Assignable but not addressable, and may be used in a comma-ok form.
    MapIndex(hir::Place),
    Value(hir::Expr),
    /// A value that may be used in a comma-ok form (receive, type assertion).
    CommaOk(hir::Expr),
    Nil,
    /// A declared function that is not generic, or has all its type arguments.
    Func(hir::FuncId),
    /// A generic function or method that lacks type arguments.
    GenericFunc(Box<GenericFunc>),
    /// A method with its receiver: called or made a method value.
    Method(Box<BoundMethod>),
}

#[derive(Clone, Debug)]
pub(crate) struct BoundMethod {
    /// As the method wants it: a value or a pointer.
    pub recv: hir::Expr,
    pub target: MethodTarget,
}

#[derive(Clone, Debug)]
pub(crate) enum MethodTarget {
    Func(hir::FuncId),
    Iface(String),
}

impl<'a> Operand<'a> {
    pub(crate) fn new(mode: OpMode, ty: TypeId, expr: &'a ast::Expr) -> Self {
        Operand { mode, ty, expr: Some(expr), span: expr.span, title: None, names: None }
    }

    pub(crate) fn invalid(expr: &'a ast::Expr) -> Self {
        Self::new(OpMode::Invalid, INVALID, expr)
    }

    /// The same, with the names of parameters.
    pub(crate) fn named(self, recv: Option<&'a str>, sig: &'a Signature) -> Self {
        Operand { names: Some(ParamNames { recv, sig }), ..self }
    }

    /// A value that is no expression of the source.
    pub(crate) fn synthetic(value: hir::Expr) -> Self {
        Operand {
            ty: value.ty,
            span: value.span,
            mode: OpMode::Value(value),
            expr: None,
            title: None,
            names: None,
        }
    }

    pub(crate) fn is_invalid(&self) -> bool {
        matches!(self.mode, OpMode::Invalid) || self.ty == INVALID
    }

    pub(crate) fn constant(&self) -> Option<&Constant> {
        match &self.mode {
            OpMode::Const(c) => Some(c),
            _ => None,
        }
    }

    pub(crate) fn is_nil(&self) -> bool {
        matches!(self.mode, OpMode::Nil)
    }

    pub(crate) fn text(&self) -> String {
        match &self.title {
            Some(title) => title.to_string(),
            None => self.expr.map_or_else(String::new, expr_text),
        }
    }
}

impl Checker<'_> {
    /// `x (variable of type int)`, as Go's messages describe operands.
    pub(crate) fn describe(&self, x: &Operand<'_>) -> String {
        if x.is_nil() {
            return "nil".into();
        }
        let mut text = x.text();
        let word = match &x.mode {
            OpMode::Invalid => "invalid operand",
            OpMode::NoValue(_) => "no value",
            OpMode::Builtin(_) => "built-in",
            OpMode::Type | OpMode::GenericType(_) => "type",
            OpMode::Const(_) => "constant",
            OpMode::Var(_) => "variable",
            OpMode::MapIndex(_) => "map index expression",
            OpMode::CommaOk(_) => "comma, ok expression",
            _ => "value",
        };
        let mut inner = String::new();
        let typed = !matches!(
            x.mode,
            OpMode::Invalid | OpMode::NoValue(_) | OpMode::Builtin(_) | OpMode::Type | OpMode::GenericType(_)
        );
        if typed && is_untyped(x.ty) {
            inner.push_str(&self.types.name(x.ty));
            inner.push(' ');
        }
        inner.push_str(word);
        if let OpMode::Const(value) = &x.mode {
            let value = self.value_text(value, x.ty);
            if text.is_empty() {
                text.clone_from(&value);
            } else if value != text {
                inner.push(' ');
                inner.push_str(&value);
            }
        }
        if typed && !is_untyped(x.ty) {
            inner.push_str(&self.type_phrase(x));
        }
        if text.is_empty() { inner } else { format!("{text} ({inner})") }
    }

    /// A constant's value; floating-point and complex ones look so even if they are whole numbers.
    fn value_text(&self, value: &Constant, ty: TypeId) -> String {
        match value {
            Constant::Int(n) if self.is_complex(ty) && !is_untyped(ty) => format!("({n} + 0i)"),
            Constant::Int(n) if !self.is_integer(ty) => crate::constant::whole_float_text(n),
            _ => value.to_string(),
        }
    }

    fn type_phrase(&self, x: &Operand<'_>) -> String {
        if self.is_invalid(x.ty) {
            return " with invalid type".into();
        }
        let name = self.named_signature(x).unwrap_or_else(|| self.type_name(x.ty));
        match self.info(x.ty).map(|info| &info.kind) {
            Some(NamedKind::Param { constraint, .. }) => {
                format!(" of type {name} constrained by {}", self.type_name(*constraint))
            }
            Some(_) => format!(" of {} type {name}", self.kind_word(x.ty)),
            // `any` is an alias of an interface type.
            None if name == "any" => " of interface type any".into(),
            None => format!(" of type {name}"),
        }
    }

    /// The type of a declared function or a function literal, with the names of its parameters; or what a call of it
    /// gives, with their names.
    fn named_signature(&self, x: &Operand<'_>) -> Option<String> {
        let ParamNames { recv, sig } = x.names?;
        match self.types.get(x.ty) {
            Type::Func(..) => {
                let tparams = match &x.mode {
                    OpMode::GenericFunc(func) => self.params_text(&func.tparams),
                    _ => String::new(),
                };
                Some(format!("func{tparams}{}", self.signature_text(sig, x.ty, recv)))
            }
            Type::Tuple(types) => Some(format!("({})", self.named_params(&sig.results, types, false))),
            _ => None,
        }
    }

    /// Parameters and results of a function type with the names that `sig` gives them; the first parameter may be a
    /// receiver of this name.
    pub(crate) fn signature_text(&self, sig: &Signature, ty: TypeId, recv: Option<&str>) -> String {
        let Type::Func(params, results, variadic) = self.types.get(ty) else { return String::new() };
        let (first, params) = params.split_at(usize::from(recv.is_some()));
        let mut list = self.named_params(&sig.params, params, *variadic);
        if let (Some(name), [ty]) = (recv, first) {
            let named = sig.params.first().is_some_and(|p| !p.names.is_empty());
            let recv = if named { format!("{name} {}", self.type_name(*ty)) } else { self.type_name(*ty) };
            list = if params.is_empty() { recv } else { format!("{recv}, {list}") };
        }
        let mut text = format!("({list})");
        match (results.as_slice(), sig.results.iter().any(|r| !r.names.is_empty())) {
            ([], _) => {}
            ([one], false) => text.push_str(&format!(" {}", self.type_name(*one))),
            (many, _) => text.push_str(&format!(" ({})", self.named_params(&sig.results, many, false))),
        }
        text
    }

    fn named_params(&self, decls: &[Param], types: &[TypeId], variadic: bool) -> String {
        let names = decls.iter().flat_map(|p| match p.names.is_empty() {
            true => vec![""],
            false => p.names.iter().map(|n| &*n.name).collect(),
        });
        let texts = names.zip(types).enumerate().map(|(i, (name, &ty))| {
            let shown = match self.types.get(ty) {
                Type::Slice(elem) if variadic && i + 1 == types.len() => {
                    format!("...{}", self.type_name(*elem))
                }
                _ => self.type_name(ty),
            };
            if name.is_empty() { shown } else { format!("{name} {shown}") }
        });
        texts.collect::<Vec<_>>().join(", ")
    }

    /// The type of an operand in messages that say no more of it.
    pub(crate) fn operand_type_name(&self, x: &Operand<'_>) -> String {
        match self.named_signature(x) {
            Some(text) => text,
            None if x.ty == UNTYPED_NIL => "untyped nil".into(),
            None => self.type_name(x.ty),
        }
    }
}

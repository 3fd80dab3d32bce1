//! What every Go program finds predeclared.

use crate::check::{Checker, NamedKind, TypeSet};
use crate::constant::Constant;
use crate::object::{BuiltinFn, ConstDecl, ConstObj, ObjKind, State, TypeObj};
use crate::type_table::basic;
use crate::types::TypeId;
use std::rc::Rc;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::Ident;

/// The type of what was reported as an error; fits everywhere.
pub(crate) const INVALID: TypeId = TypeId(24);
pub(crate) const UNTYPED_BOOL: TypeId = TypeId(25);
pub(crate) const UNTYPED_INT: TypeId = TypeId(26);
pub(crate) const UNTYPED_RUNE: TypeId = TypeId(27);
pub(crate) const UNTYPED_FLOAT: TypeId = TypeId(28);
pub(crate) const UNTYPED_COMPLEX: TypeId = TypeId(29);
pub(crate) const UNTYPED_STRING: TypeId = TypeId(30);
pub(crate) const UNTYPED_NIL: TypeId = TypeId(31);
pub(crate) const COMPARABLE: TypeId = TypeId(32);

/// The type an untyped value takes when nothing else asks for one.
pub(crate) fn default_type(ty: TypeId) -> TypeId {
    match ty {
        UNTYPED_BOOL => basic::BOOL,
        UNTYPED_INT => basic::INT,
        UNTYPED_RUNE => basic::INT32,
        UNTYPED_FLOAT => basic::FLOAT64,
        UNTYPED_COMPLEX => basic::COMPLEX128,
        UNTYPED_STRING => basic::STRING,
        other => other,
    }
}

pub(crate) fn is_untyped(ty: TypeId) -> bool {
    (UNTYPED_BOOL..=UNTYPED_NIL).contains(&ty)
}

/// Untyped, and a number.
pub(crate) fn is_untyped_number(ty: TypeId) -> bool {
    (UNTYPED_INT..=UNTYPED_COMPLEX).contains(&ty)
}

/// Fills a new checker's universe.
pub(crate) fn declare(c: &mut Checker<'_>) {
    // `error` is the one defined type that a new table has.
    c.info.push(crate::check::NamedInfo { kind: NamedKind::Special, set: None });
    let specials = [
        (INVALID, "invalid type", basic::UNIT),
        (UNTYPED_BOOL, "untyped bool", basic::BOOL),
        (UNTYPED_INT, "untyped int", basic::INT),
        (UNTYPED_RUNE, "untyped rune", basic::INT32),
        (UNTYPED_FLOAT, "untyped float", basic::FLOAT64),
        (UNTYPED_COMPLEX, "untyped complex", basic::COMPLEX128),
        (UNTYPED_STRING, "untyped string", basic::STRING),
        (UNTYPED_NIL, "untyped nil", basic::UNIT),
        (COMPARABLE, "comparable", basic::ANY),
    ];
    for (id, name, underlying) in specials {
        let new = c.new_named(name, NamedKind::Special);
        debug_assert_eq!(new, id);
        c.types.set_underlying(new, underlying);
    }
    if let Some(info) = c.info_mut(COMPARABLE) {
        info.set = Some(Rc::new(TypeSet { terms: None, comparable: true }));
    }
    for (name, ty) in TYPES {
        let kind = TypeObj {
            spec: None,
            ty,
            tparams: Vec::new(),
            methods: Vec::new(),
            local: None,
            instance_of_param: false,
        };
        add(c, name, ObjKind::Type(kind));
    }
    for (name, builtin) in BuiltinFn::ALL {
        add(c, name, ObjKind::Builtin(builtin));
    }
    for (name, value) in [("true", true), ("false", false)] {
        let value = Constant::Bool(value);
        add(c, name, ObjKind::Const(ConstObj { decl: None, ty: UNTYPED_BOOL, value }));
    }
    // The value of `iota` is that of the environment.
    let iota = ConstDecl { ty: None, value: None, iota: 0, inherited: false };
    add(c, "iota", ObjKind::Const(ConstObj { decl: Some(iota), ty: UNTYPED_INT, value: Constant::int(0) }));
    add(c, "nil", ObjKind::Nil);
}

fn add<'a>(c: &mut Checker<'a>, name: &str, kind: ObjKind<'a>) {
    let ident = Ident { name: name.into(), span: Span::default() };
    let id = c.new_obj(&ident, kind, State::Resolved);
    c.universe.insert(ident.name, id);
}

const TYPES: [(&str, TypeId); 22] = [
    ("bool", basic::BOOL),
    ("int", basic::INT),
    ("int8", basic::INT8),
    ("int16", basic::INT16),
    ("int32", basic::INT32),
    ("rune", basic::INT32),
    ("int64", basic::INT64),
    ("uint", basic::UINT),
    ("uint8", basic::UINT8),
    ("byte", basic::UINT8),
    ("uint16", basic::UINT16),
    ("uint32", basic::UINT32),
    ("uint64", basic::UINT64),
    ("uintptr", basic::UINTPTR),
    ("float32", basic::FLOAT32),
    ("float64", basic::FLOAT64),
    ("complex64", basic::COMPLEX64),
    ("complex128", basic::COMPLEX128),
    ("string", basic::STRING),
    ("any", basic::ANY),
    ("error", basic::ERROR),
    ("comparable", COMPARABLE),
];

//! Named things: what identifiers resolve to.

use crate::check::Scope;
use crate::constant::Constant;
use crate::hir::{GlobalId, LocalId};
use crate::map::Map;
use crate::types::TypeId;
use std::rc::Rc;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{self, Name};

/// Index into the checker's objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ObjId(pub u32);

/// Index into the checker's packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PkgId(pub u32);

/// How far a package-level object is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Unresolved,
    Resolving,
    Resolved,
}

/// A declared name.
#[derive(Clone, Debug)]
pub(crate) struct Obj<'a> {
    pub name: Name,
    pub span: Span,
    pub pkg: PkgId,
    /// Which of its package's files it is in; decides which imports it sees.
    pub file: usize,
    pub state: State,
    /// Only counted for local variables and imports.
    pub used: bool,
    pub kind: ObjKind<'a>,
}

#[derive(Clone, Debug)]
pub(crate) enum ObjKind<'a> {
    Package(PkgId),
    Const(ConstObj<'a>),
    Global(GlobalObj<'a>),
    Local(LocalObj),
    Type(TypeObj<'a>),
    Func(FuncObj<'a>),
    Builtin(BuiltinFn),
    Nil,
}

#[derive(Clone, Debug)]
pub(crate) struct ConstObj<'a> {
    /// Type and value expression, if not resolved from the start.
    pub decl: Option<ConstDecl<'a>>,
    pub ty: TypeId,
    pub value: Constant,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct ConstDecl<'a> {
    pub ty: Option<&'a ast::Expr>,
    pub value: Option<&'a ast::Expr>,
    pub iota: u32,
    /// The value expression is that of an earlier line.
    pub inherited: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct GlobalObj<'a> {
    pub spec: &'a ast::VarSpec,
    /// Which of the names of the line.
    pub index: usize,
    /// The first variable of the line: shares the initialiser when one call gives all values.
    pub first: ObjId,
    pub ty: TypeId,
    pub global: Option<GlobalId>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct LocalObj {
    pub ty: TypeId,
    /// Number of the function context that owns it.
    pub owner: u32,
    pub local: LocalId,
}

#[derive(Clone, Debug)]
pub(crate) struct TypeObj<'a> {
    pub spec: Option<&'a ast::TypeSpec>,
    pub ty: TypeId,
    /// Type parameters of a generic type.
    pub tparams: Vec<TypeId>,
    /// Declared methods by name.
    pub methods: Vec<(Name, ObjId)>,
    /// For a type declared in a function: where.
    pub local: Option<Rc<LocalType>>,
    /// Stands for a type parameter inside one instance: conversions to it are not constant.
    pub instance_of_param: bool,
}

/// Around a type declaration in a function.
#[derive(Clone, Debug)]
pub(crate) struct LocalType {
    /// What the type arguments of a generic type are put into: the names known there.
    pub scopes: Vec<Scope>,
    /// Type arguments of the function (and of its receiver's type): another function, another type.
    pub targs: Vec<TypeId>,
}

#[derive(Clone, Debug)]
pub(crate) struct FuncObj<'a> {
    pub decl: &'a ast::FuncDecl,
    pub recv: Option<Receiver>,
    /// Signature without receiver; over the type parameters if generic.
    pub sig: TypeId,
    /// Type parameters of the function itself (not those of its receiver).
    pub tparams: Vec<TypeId>,
}

/// The receiver of a method declaration.
#[derive(Clone, Debug)]
pub(crate) struct Receiver {
    pub base: ObjId,
    pub pointer: bool,
    pub names: Vec<ast::Ident>,
}

/// A package while it is checked.
#[derive(Clone, Debug)]
pub(crate) struct Package {
    pub path: String,
    pub name: String,
    pub user: bool,
    pub scope: Map<Name, ObjId>,
    /// Imported names of each file.
    pub imports: Vec<Map<Name, ObjId>>,
    /// Global variables in order of declaration.
    pub vars: Vec<ObjId>,
    /// `init` functions in order.
    pub inits: Vec<ObjId>,
    /// Functions, methods and types in order of declaration.
    pub order: Vec<ObjId>,
    /// Imported packages.
    pub deps: Vec<PkgId>,
}

/// Predeclared functions, as names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BuiltinFn {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    Alignof,
    Offsetof,
    Sizeof,
}

impl BuiltinFn {
    pub(crate) const ALL: [(&'static str, BuiltinFn); 18] = [
        ("append", BuiltinFn::Append),
        ("cap", BuiltinFn::Cap),
        ("clear", BuiltinFn::Clear),
        ("close", BuiltinFn::Close),
        ("complex", BuiltinFn::Complex),
        ("copy", BuiltinFn::Copy),
        ("delete", BuiltinFn::Delete),
        ("imag", BuiltinFn::Imag),
        ("len", BuiltinFn::Len),
        ("make", BuiltinFn::Make),
        ("max", BuiltinFn::Max),
        ("min", BuiltinFn::Min),
        ("new", BuiltinFn::New),
        ("panic", BuiltinFn::Panic),
        ("print", BuiltinFn::Print),
        ("println", BuiltinFn::Println),
        ("real", BuiltinFn::Real),
        ("recover", BuiltinFn::Recover),
    ];

    /// The functions of package unsafe.
    pub(crate) const UNSAFE: [(&'static str, BuiltinFn); 3] =
        [("Alignof", BuiltinFn::Alignof), ("Offsetof", BuiltinFn::Offsetof), ("Sizeof", BuiltinFn::Sizeof)];

    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().chain(&Self::UNSAFE).find(|(_, b)| *b == self).map_or("", |(name, _)| name)
    }
}

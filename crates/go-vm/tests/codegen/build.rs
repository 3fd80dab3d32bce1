//! Builds HIR by hand, so that the compiler is tested without the checker.

use tidepool_go_check::hir::*;
use tidepool_go_check::type_table::{TypeTable, basic};
use tidepool_go_check::types::{Type, TypeId};
use tidepool_go_syntax::span::{FileId, Span};

/// A program under construction. Spans count lines: byte offset = line.
pub struct Build {
    pub types: TypeTable,
    pub funcs: Vec<Func>,
    pub methods: Vec<(TypeId, Vec<(String, FuncId)>)>,
}

pub fn at(line: u32) -> Span {
    let start = line.saturating_sub(1);
    Span::new(FileId(0), start, start + 1)
}

pub fn expr(kind: ExprKind, ty: TypeId) -> Expr {
    Expr { kind, ty, span: at(0) }
}

pub fn int(value: i64) -> Expr {
    expr(ExprKind::Const(Const::Int(value)), basic::INT)
}

pub fn text(value: &str) -> Expr {
    expr(ExprKind::Const(Const::Str(value.into())), basic::STRING)
}

pub fn place(kind: PlaceKind, ty: TypeId) -> Place {
    Place { kind, ty, span: at(0) }
}

/// The place of local number `id`.
pub fn local(id: u32, ty: TypeId) -> Place {
    place(PlaceKind::Local(LocalId(id)), ty)
}

pub fn load(place: Place) -> Expr {
    let ty = place.ty;
    expr(ExprKind::Load(Box::new(place)), ty)
}

/// The value of an `int` local.
pub fn var(id: u32) -> Expr {
    load(local(id, basic::INT))
}

pub fn binary(op: BinaryOp, a: Expr, b: Expr) -> Expr {
    use BinaryOp::*;
    let ty = if matches!(op, Eq | Ne | Lt | Le | Gt | Ge) { basic::BOOL } else { a.ty };
    expr(ExprKind::Binary(op, LeftExpr::new(a), Box::new(b)), ty)
}

pub fn call(callee: Callee, args: Vec<Expr>, ty: TypeId) -> Call {
    Call { callee, args, spread: false, ty, span: at(0) }
}

pub fn call_expr(func: u32, args: Vec<Expr>, ty: TypeId) -> Expr {
    expr(ExprKind::Call(Box::new(call(Callee::Func(FuncId(func)), args, ty))), ty)
}

pub fn stmt(line: u32, kind: StmtKind) -> Stmt {
    Stmt { kind, span: at(line) }
}

pub fn block(stmts: Vec<Stmt>) -> Block {
    Block { stmts }
}

/// A local that is boxed if its name begins with `*`.
pub fn new_local(name: &str, ty: TypeId) -> Local {
    let boxed = name.starts_with('*');
    Local { name: name.trim_start_matches('*').into(), ty, boxed, span: at(0) }
}

/// A function whose first locals are its parameters, followed by its results.
pub fn func(name: &str, locals: Vec<Local>, params: u32, results: u32, stmts: Vec<Stmt>) -> Func {
    let named = locals.iter().skip(params as usize).take(results as usize).any(|l| !l.name.is_empty());
    Func {
        name: format!("main.{name}"),
        package: "main".into(),
        params: (0..params).map(LocalId).collect(),
        results: (params..params + results).map(LocalId).collect(),
        locals,
        named_results: named,
        variadic: false,
        captures: Vec::new(),
        body: Some(block(stmts)),
        span: at(0),
        end: at(99),
        noinline: false,
        wrapper: false,
    }
}

impl Build {
    pub fn new() -> Self {
        Build { types: TypeTable::new(), funcs: Vec::new(), methods: Vec::new() }
    }

    pub fn slice(&mut self, elem: TypeId) -> TypeId {
        self.types.intern(Type::Slice(elem))
    }

    pub fn tuple(&mut self, types: &[TypeId]) -> TypeId {
        self.types.intern(Type::Tuple(types.to_vec()))
    }

    pub fn program(self) -> Program {
        let info = SourceInfo {
            name: "main.go".into(),
            package: "main".into(),
            user: true,
            line_starts: (0..100).collect(),
        };
        Program {
            types: self.types,
            funcs: self.funcs,
            globals: Vec::new(),
            init: FuncId(0),
            main: FuncId(0),
            files: vec![info],
            methods: self.methods,
        }
    }
}

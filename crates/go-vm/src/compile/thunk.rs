//! Generated functions: method values and predeclared functions in `go` and `defer`.

use tidepool_go_check::hir::{
    Block, Builtin, Expr, ExprKind, Func, FuncId, Local, LocalId, Place, PlaceKind, Stmt, StmtKind,
};
use tidepool_go_check::type_table::basic;
use tidepool_go_check::types::{Type, TypeId};
use tidepool_go_syntax::span::Span;

use super::Ctx;
use super::func::FuncBuilder;
use crate::bytecode::{FuncCode, Op, Reg};

/// What a generated function does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Thunk {
    /// Calls the method with the captured receiver and its own arguments.
    Method(FuncId),
    /// Calls a method (by name) of the captured interface; interface type and type of the method value.
    IfaceMethod(TypeId, String, TypeId),
    /// Calls a predeclared function with parameters of these types.
    Builtin(Builtin, Vec<TypeId>),
}

impl Ctx<'_> {
    /// The number of a generated function.
    pub fn thunk(&mut self, thunk: Thunk) -> FuncId {
        let at = self.thunks.iter().position(|t| *t == thunk).unwrap_or_else(|| {
            self.thunks.push(thunk);
            self.thunks.len() - 1
        });
        FuncId((self.hir.funcs.len() + at) as u32)
    }

    pub fn build_thunk(&mut self, thunk: &Thunk) -> FuncCode {
        let types = &self.hir.types;
        match thunk {
            Thunk::Method(func) => {
                let target = &self.hir.funcs[func.0 as usize];
                let ty = |id: &LocalId| target.locals[id.0 as usize].ty;
                let params: Vec<TypeId> = target.params.iter().map(ty).collect();
                let results: Vec<TypeId> = target.results.iter().map(ty).collect();
                let receiver = params.first().map_or(0, |&t| types.slots(t)) as u16;
                let call = |base| match self.native_of(*func) {
                    Some(native) => Op::CallNative { base, native },
                    None => Op::Call { base, func: func.0 },
                };
                let rest = params.get(1..).unwrap_or_default();
                self.bound(&target.name, &target.package, receiver, (rest, &results), call, target.span)
            }
            Thunk::IfaceMethod(iface, name, ty) => {
                let (params, results) = match types.shape(*ty) {
                    Type::Func(params, results, _) => (params.as_slice(), results.as_slice()),
                    _ => (&[][..], &[][..]),
                };
                let full = format!("{}.{name}", types.name(*iface));
                let method = self.tables.method(self.hir, *iface, name);
                let call = |base| Op::CallIface { base, method };
                self.bound(&full, "", 1, (params, results), call, Span::default())
            }
            Thunk::Builtin(builtin, params) => {
                let func = builtin_func(*builtin, params);
                FuncBuilder::new(self, &func).build()
            }
        }
    }

    /// Parameters are at 0; receiver and a copy of them are put behind, and the call is made there.
    fn bound(
        &self,
        name: &str,
        package: &str,
        receiver: u16,
        (params, results): (&[TypeId], &[TypeId]),
        call: impl Fn(Reg) -> Op,
        span: Span,
    ) -> FuncCode {
        let slots = |list: &[TypeId]| list.iter().map(|&t| self.hir.types.slots(t)).sum::<u32>() as u16;
        let (param_slots, result_slots) = (slots(params), slots(results));
        let base = param_slots;
        let mut code: Vec<Op> =
            (0..receiver).map(|index| Op::LoadCapture { dst: base + index, index }).collect();
        if param_slots > 0 {
            code.push(Op::MoveN { dst: base + receiver, src: 0, count: param_slots });
        }
        code.push(call(base));
        code.push(Op::ReturnN { src: base, count: result_slots });
        FuncCode {
            name: format!("{name}-fm"),
            package: package.into(),
            spans: vec![span; code.len()],
            code,
            frame_size: base + (receiver + param_slots).max(result_slots),
            param_slots,
            result_slots,
            params: params.to_vec(),
            results: results.to_vec(),
            captures: receiver,
            epilogue: None,
            locals: Vec::new(),
            wrapper: true,
            user: false,
            native: None,
            span,
            end: span,
        }
    }
}

/// `func(params…) { builtin(params…) }`. Called by the running of defers, `recover` gives nil, so it does nothing.
fn builtin_func(builtin: Builtin, params: &[TypeId]) -> Func {
    let span = Span::default();
    let local = |&ty: &TypeId| Local { name: String::new(), ty, boxed: false, span };
    let load = |(at, &ty): (usize, &TypeId)| {
        let place = Place { kind: PlaceKind::Local(LocalId(at as u32)), ty, span };
        Expr { kind: ExprKind::Load(Box::new(place)), ty, span }
    };
    let args = params.iter().enumerate().map(load).collect();
    let ty = if builtin == Builtin::Copy { basic::INT } else { basic::UNIT };
    let call = Expr { kind: ExprKind::Builtin(builtin, args), ty, span };
    let stmts = match builtin {
        Builtin::Recover => Vec::new(),
        _ => vec![Stmt { kind: StmtKind::Expr(call), span }],
    };
    Func {
        name: format!("{builtin:?}").to_lowercase(),
        package: String::new(),
        locals: params.iter().map(local).collect(),
        params: (0..params.len() as u32).map(LocalId).collect(),
        results: Vec::new(),
        named_results: false,
        variadic: false,
        captures: Vec::new(),
        body: Some(Block { stmts }),
        span,
        end: span,
        noinline: false,
        wrapper: true,
    }
}

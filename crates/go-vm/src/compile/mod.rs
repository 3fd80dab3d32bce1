//! HIR to bytecode.
//!
//! One pass over each function: registers are handed out as a stack (parameters, results, then locals of the open
//! scopes, then temporaries), jumps are patched when their labels are known.

mod arith;
mod backing;
mod builtin;
mod call;
mod cond;
mod consts;
mod convert;
mod defer;
mod expr;
mod func;
mod inline;
mod layout;
mod literal;
mod loops;
mod moved;
mod operands;
mod patch;
mod place;
mod range;
mod select;
mod stack_slices;
mod stmt;
mod switch;
mod tables;
mod thunk;
mod walk;

use std::rc::Rc;

use tidepool_go_check::hir;
use tidepool_go_check::types::Type;
use tidepool_go_syntax::diag::Diagnostic;
use tidepool_go_syntax::span::Span;

use crate::bytecode::{FuncCode, GlobalInfo, NativeInfo, Op, Program, Reg};
use func::FuncBuilder;
use tables::Tables;

/// Compiles a checked program. Fails only where a limit of the bytecode is exceeded: a frame or a value too large, a
/// function too long, too many types.
pub fn compile(program: &hir::Program) -> Result<Program, Vec<Diagnostic>> {
    let mut natives = 0;
    let native_index = program.funcs.iter().map(|func| {
        func.body.is_none().then(|| {
            natives += 1;
            natives - 1
        })
    });
    let mut ctx = Ctx {
        native_index: native_index.collect(),
        hir: program,
        tables: Tables::new(program),
        thunks: Vec::new(),
        errors: Vec::new(),
        natives: Vec::new(),
        leaks: backing::Leaks::default(),
        inlining: inline::Inlining::default(),
    };
    ctx.check_limits();
    if !ctx.errors.is_empty() {
        return Err(ctx.errors);
    }
    let mut funcs: Vec<FuncCode> = Vec::with_capacity(program.funcs.len());
    for (index, func) in program.funcs.iter().enumerate() {
        funcs.push(match func.body {
            Some(_) => FuncBuilder::new(&mut ctx, func).build(),
            None => ctx.native(index as u32, func),
        });
    }
    let mut next = 0;
    while let Some(thunk) = ctx.thunks.get(next).cloned() {
        let code = ctx.build_thunk(&thunk);
        funcs.push(code);
        next += 1;
    }
    ctx.finish(funcs)
}

/// What all functions of one compilation share.
struct Ctx<'p> {
    pub hir: &'p hir::Program,
    pub tables: Tables,
    /// Generated functions in order of their numbers, which follow those of the HIR.
    pub thunks: Vec<thunk::Thunk>,
    pub errors: Vec<Diagnostic>,
    natives: Vec<NativeInfo>,
    leaks: backing::Leaks,
    inlining: inline::Inlining,
    /// By function: its number among the natives.
    native_index: Vec<Option<u32>>,
}

/// The largest type: four bytes of slot numbers with room for sums.
const MAX_TYPE_SLOTS: u32 = 1 << 28;

/// The object of all package variables is made at the start: 256 MiB.
const MAX_GLOBAL_SLOTS: u32 = 1 << 24;

impl Ctx<'_> {
    fn check_limits(&mut self) {
        let types = &self.hir.types;
        let at = self.hir.funcs.get(self.hir.main.0 as usize).map_or(Span::default(), |f| f.span);
        if types.len() > usize::from(u16::MAX) {
            self.errors.push(Diagnostic::error(at, "a program with more than 65535 types is not supported"));
            return;
        }
        let globals = self.hir.globals.iter().fold(0u32, |sum, g| sum.saturating_add(types.slots(g.ty)));
        if globals > MAX_GLOBAL_SLOTS {
            self.errors.push(Diagnostic::error(
                at,
                "more than 16777216 words of package variables is not supported",
            ));
        }
        for id in 0..types.len() as u32 {
            let id = tidepool_go_check::types::TypeId(id);
            if matches!(types.get(id), Type::Array(..) | Type::Struct(_)) && types.slots(id) > MAX_TYPE_SLOTS
            {
                let text = format!("type {}, which is so large, is not supported", types.name(id));
                self.errors.push(Diagnostic::error(at, text));
            }
        }
    }

    /// The number of a function among the natives, if it is one.
    pub fn native_of(&self, func: hir::FuncId) -> Option<u32> {
        self.native_index.get(func.0 as usize).copied().flatten()
    }

    /// The instruction that calls a function with a body.
    pub fn call_of(&self, func: hir::FuncId, base: Reg) -> Op {
        match self.hir.funcs.get(func.0 as usize).map(|f| f.name.as_str()) {
            Some("sync.(*Mutex).Lock") => Op::CallLock { base, func: func.0 },
            Some("sync.(*Mutex).Unlock") => Op::CallUnlock { base, func: func.0 },
            _ => Op::Call { base, func: func.0 },
        }
    }

    /// The body of a native function: it lets natives be values, deferred and run as goroutines.
    fn native(&mut self, index: u32, func: &hir::Func) -> FuncCode {
        let mut code = FuncBuilder::new(self, func).header();
        let native = self.natives.len() as u32;
        self.natives.push(NativeInfo { name: func.name.clone(), func: hir::FuncId(index) });
        code.native = Some(native);
        code.code = vec![Op::CallNative { base: 0, native }, Op::Return];
        code.spans = vec![func.span; 2];
        code.frame_size = code.param_slots.max(code.result_slots);
        code
    }

    fn finish(mut self, funcs: Vec<FuncCode>) -> Result<Program, Vec<Diagnostic>> {
        let types = &self.hir.types;
        if self.tables.strides.len() > 56 {
            let at = self.hir.funcs.first().map_or(Span::default(), |f| f.span);
            self.errors
                .push(Diagnostic::error(at, "a program with so many different large types is not supported"));
        }
        if self.tables.asserts.len() > usize::from(u16::MAX)
            || self.tables.selects.len() > usize::from(u16::MAX)
        {
            let at = self.hir.funcs.first().map_or(Span::default(), |f| f.span);
            self.errors.push(Diagnostic::error(
                at,
                "a program with so many type assertions or selects is not supported",
            ));
        }
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let mut globals_slots = 0u32;
        let globals = self.hir.globals.iter().map(|global| {
            let offset = globals_slots;
            globals_slots += types.slots(global.ty);
            GlobalInfo { name: global.name.clone(), ty: global.ty, offset }
        });
        let globals = globals.collect();
        Ok(Program {
            layouts: layout::layouts(types),
            funcs,
            constants: self.tables.constants,
            globals,
            globals_slots,
            natives: self.natives,
            iface_methods: self.tables.iface_methods,
            method_impls: self.tables.method_impls,
            method_names: self.tables.method_names,
            method_types: self.tables.method_types,
            asserts: self.tables.asserts,
            selects: self.tables.selects,
            strides: self.tables.strides,
            lines: self.tables.lines,
            files: self.hir.files.clone(),
            init: self.hir.init,
            main: self.hir.main,
            types: Rc::new(types.clone()),
        })
    }
}

//! Building one function: code, registers, labels, scopes.

use std::collections::BTreeMap;

use tidepool_go_check::hir::{self, LabelId, LocalId};
use tidepool_go_check::type_table::TypeTable;
use tidepool_go_check::types::{Type, TypeId};
use tidepool_go_syntax::diag::Diagnostic;
use tidepool_go_syntax::span::Span;

use super::Ctx;
use super::moved::Moved;
use super::stack_slices::StackSlice;
use crate::bytecode::{AllocKind, DeferClass, FuncCode, LocalInfo, Op, Reg, Ty};

/// Locals larger than this live in an object of their own.
const MAX_REGISTER_LOCAL: u32 = 64;

/// Slots of the largest frame.
const MAX_FRAME: u32 = 60_000;

/// A place in the code that jumps go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Label(pub usize);

/// How `break`, `continue` and `goto` name a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Break(LabelId),
    Continue(LabelId),
    Goto(LabelId),
}

pub(super) struct FuncBuilder<'c, 'p> {
    pub ctx: &'c mut Ctx<'p>,
    pub func: &'c hir::Func,
    pub code: Vec<Op>,
    pub spans: Vec<Span>,
    /// Where each label is, once bound.
    pub labels: Vec<Option<u32>>,
    pub patches: Vec<(u32, Label)>,
    pub targets: BTreeMap<Target, Label>,
    /// First free register.
    pub top: u32,
    max: u32,
    /// First register of each local, or of the pointer to it.
    regs: Vec<Reg>,
    pub locals: Vec<LocalInfo>,
    /// Indices in `locals` of variables of open scopes.
    open: Vec<usize>,
    /// Source of the instructions being emitted.
    pub span: Span,
    /// Line marker in force, if control can only come from it.
    line: Option<u32>,
    /// Bodies that `fallthrough` jumps to, innermost last.
    pub fallthrough: Vec<Option<Label>>,
    /// Where returns go if there are deferred calls.
    pub epilogue: Option<Label>,
    /// How function literals are made.
    pub closure_kind: AllocKind,
    pub defer_class: DeferClass,
    /// Slices that begin on the stack.
    pub stack_slices: BTreeMap<LocalId, StackSlice>,
    /// Those of them that move to the heap, and where.
    pub moved: Moved,
    /// Constants that the present outermost loop keeps in registers.
    pub hoisted: Vec<(hir::Const, Reg)>,
}

impl<'c, 'p> FuncBuilder<'c, 'p> {
    pub fn new(ctx: &'c mut Ctx<'p>, func: &'c hir::Func) -> Self {
        FuncBuilder {
            ctx,
            func,
            code: Vec::new(),
            spans: Vec::new(),
            labels: Vec::new(),
            patches: Vec::new(),
            targets: BTreeMap::new(),
            top: 0,
            max: 0,
            regs: vec![0; func.locals.len()],
            locals: Vec::new(),
            open: Vec::new(),
            span: func.span,
            line: None,
            fallthrough: Vec::new(),
            epilogue: None,
            closure_kind: AllocKind::Explicit,
            defer_class: DeferClass::Stack,
            stack_slices: BTreeMap::new(),
            moved: Moved::default(),
            hoisted: Vec::new(),
        }
    }

    pub fn types(&self) -> &'p TypeTable {
        &self.ctx.hir.types
    }

    pub fn shape(&self, ty: TypeId) -> &'p Type {
        self.types().shape(ty)
    }

    pub fn slots(&self, ty: TypeId) -> u32 {
        self.types().slots(ty)
    }

    /// The function's table entry without code.
    pub fn header(&self) -> FuncCode {
        let func = self.func;
        let ty = |id: &LocalId| func.locals[id.0 as usize].ty;
        let slots =
            |list: &[LocalId]| list.iter().map(|id| self.slots(ty(id))).fold(0u32, u32::saturating_add);
        let files = &self.ctx.hir.files;
        FuncCode {
            name: func.name.clone(),
            package: func.package.clone(),
            code: Vec::new(),
            spans: Vec::new(),
            frame_size: 0,
            param_slots: slots(&func.params).min(MAX_FRAME) as u16,
            result_slots: slots(&func.results).min(MAX_FRAME) as u16,
            params: func.params.iter().map(ty).collect(),
            results: func.results.iter().map(ty).collect(),
            captures: func.captures.len() as u16,
            epilogue: None,
            locals: Vec::new(),
            wrapper: func.wrapper,
            user: func.span != Span::default()
                && files.get(func.span.file.0 as usize).is_some_and(|f| f.user),
            native: None,
            span: func.span,
            end: func.end,
        }
    }

    /// Compiles the body.
    pub fn build(mut self) -> FuncCode {
        let mut out = self.header();
        let func = self.func;
        self.plan_defers();
        if matches!(func.package.as_str(), "sync" | "sync/atomic") {
            self.emit(Op::Synchronize);
        }
        self.prologue();
        self.plan_stack_slices();
        if let Some(body) = &func.body {
            self.block(body);
        }
        self.span = func.end;
        self.finish_body();
        self.close_scope(0);
        if !self.patch() {
            self.error(func.span, "a function that is so long is not supported");
        }
        out.epilogue = self.epilogue.and_then(|label| self.labels[label.0]);
        out.code = self.code;
        out.spans = self.spans;
        out.locals = self.locals;
        out.frame_size = self.max.max(out.param_slots.max(out.result_slots).into()) as u16;
        out
    }

    /// Parameters, captured variables and results get their registers.
    fn prologue(&mut self) {
        let func = self.func;
        let first = self.top;
        for &id in &func.params {
            let slots = self.slots(self.local(id).ty);
            self.regs[id.0 as usize] = self.alloc(slots);
        }
        debug_assert_eq!(first, 0);
        for (index, &id) in func.captures.iter().enumerate() {
            let dst = self.alloc(1);
            self.regs[id.0 as usize] = dst;
            self.emit(Op::LoadCapture { dst, index: index as u16 });
            self.open_local(id);
        }
        for &id in &func.params {
            if self.in_memory(id) {
                let src = self.regs[id.0 as usize];
                let slots = self.slots(self.local(id).ty);
                let ptr = self.alloc(1);
                self.new_object(AllocKind::Local, ptr, self.local(id).ty);
                self.store_mem(ptr, 0, src, slots);
                self.regs[id.0 as usize] = ptr;
            }
            self.open_local(id);
        }
        if self.keeps_results() {
            func.results.iter().for_each(|&id| self.declare(id));
        }
    }

    /// True if result variables exist while the function runs.
    pub fn keeps_results(&self) -> bool {
        let func = self.func;
        let boxed = |id: &LocalId| func.locals[id.0 as usize].boxed;
        func.named_results || self.epilogue.is_some() || func.results.iter().any(boxed)
    }

    pub fn local(&self, id: LocalId) -> &'c hir::Local {
        &self.func.locals[id.0 as usize]
    }

    /// True if the local's register holds a pointer to it.
    pub fn in_memory(&self, id: LocalId) -> bool {
        let local = self.local(id);
        local.boxed || self.func.captures.contains(&id) || self.slots(local.ty) > MAX_REGISTER_LOCAL
    }

    pub fn reg(&self, id: LocalId) -> Reg {
        self.regs[id.0 as usize]
    }

    /// Gives a local its register without setting it.
    pub fn place_local(&mut self, id: LocalId) -> Reg {
        let slots = if self.in_memory(id) { 1 } else { self.slots(self.local(id).ty) };
        let reg = self.alloc(slots);
        self.regs[id.0 as usize] = reg;
        reg
    }

    /// A new zeroed local.
    pub fn declare(&mut self, id: LocalId) {
        let reg = self.place_local(id);
        self.reset_local(id, reg);
        self.open_local(id);
    }

    /// Zeroes a local; in memory it gets a new object.
    pub fn reset_local(&mut self, id: LocalId, reg: Reg) {
        let ty = self.local(id).ty;
        match self.in_memory(id) {
            true => self.new_object(AllocKind::Local, reg, ty),
            false => self.zero(reg, ty),
        }
    }

    /// From here on the debugger shows the local.
    pub fn open_local(&mut self, id: LocalId) {
        let local = self.local(id);
        // A result without a name is called what Go's own debug information calls it.
        let result = self.func.results.iter().position(|&result| result == id);
        let name = match result {
            Some(index) if matches!(local.name.as_str(), "" | "_") => format!("~r{index}"),
            _ if matches!(local.name.as_str(), "" | "_") => return,
            _ => local.name.clone(),
        };
        self.open.push(self.locals.len());
        let (from, reg) = (self.code.len() as u32, self.reg(id));
        let boxed = self.in_memory(id);
        self.locals.push(LocalInfo { name, ty: local.ty, reg, boxed, from, to: from });
    }

    pub fn scope(&self) -> (u32, usize) {
        (self.top, self.open.len())
    }

    pub fn leave_scope(&mut self, (top, open): (u32, usize)) {
        self.close_scope(open);
        self.top = top;
    }

    fn close_scope(&mut self, open: usize) {
        let to = self.code.len() as u32;
        for index in self.open.drain(open..) {
            self.locals[index].to = to;
        }
    }

    /// Consecutive registers on top of the stack; they are free again when `top` is set back.
    pub fn alloc(&mut self, slots: u32) -> Reg {
        let reg = self.top;
        self.top = self.top.saturating_add(slots);
        if self.top > MAX_FRAME {
            if self.max <= MAX_FRAME {
                self.max = MAX_FRAME + 1;
                self.error(
                    self.span,
                    "a function with more than 60000 words of local values is not supported",
                );
            }
            self.top = reg.min(MAX_FRAME / 2);
            return self.top as Reg;
        }
        self.max = self.max.max(self.top);
        reg as Reg
    }

    pub fn error(&mut self, span: Span, text: impl Into<String>) {
        self.ctx.errors.push(Diagnostic::error(span, text));
    }

    pub fn emit(&mut self, op: Op) {
        self.code.push(op);
        self.spans.push(self.span);
    }

    /// A jump, its distance filled in later.
    pub fn jump(&mut self, op: Op, to: Label) {
        self.patches.push((self.code.len() as u32, to));
        self.emit(op);
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    pub fn bind(&mut self, label: Label) {
        self.labels[label.0] = Some(self.code.len() as u32);
        self.line = None;
    }

    /// The label of a named target, made on first use.
    pub fn target(&mut self, target: Target) -> Label {
        if let Some(&label) = self.targets.get(&target) {
            return label;
        }
        let label = self.label();
        self.targets.insert(target, label);
        label
    }

    /// True if the instruction before does not go on to the next and nothing jumps here.
    pub fn unreachable(&self) -> bool {
        let here = Some(self.code.len() as u32);
        let ends = matches!(
            self.code.last(),
            Some(Op::Return | Op::Return1 { .. } | Op::ReturnN { .. } | Op::Jump { .. } | Op::Panic { .. })
        );
        ends && !self.labels.contains(&here)
    }

    /// Marks the beginning of a statement in a user file.
    pub fn mark_line(&mut self, span: Span) {
        let Some(line) = self.ctx.tables.line(self.ctx.hir, span) else { return };
        if self.line != Some(line) {
            self.span = span;
            self.emit(Op::Line { line });
            self.line = Some(line);
        }
    }

    pub fn new_object(&mut self, kind: AllocKind, dst: Reg, ty: TypeId) {
        self.emit(Op::New { kind, dst, ty: ty_operand(ty) });
    }
}

/// A type id as an operand; the number of types has been checked.
pub(super) fn ty_operand(ty: TypeId) -> Ty {
    ty.0 as Ty
}

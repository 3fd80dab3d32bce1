//! Returns and the end of functions; what `defer` would cost in Go.

use tidepool_go_check::hir::{Block, Expr, ExprKind, LocalId, StmtKind};

use super::func::FuncBuilder;
use super::place::Loc;
use super::walk;
use crate::bytecode::{DeferClass, Op, Reg};

/// Go inlines at most so many defers at the returns of a function.
const MAX_OPEN_CODED: usize = 8;

/// And only if returns × defers are at most so many.
const MAX_EXITS: usize = 15;

impl FuncBuilder<'_, '_> {
    /// Looks at all defers of the function before its code is made.
    pub fn plan_defers(&mut self) {
        let Some(body) = &self.func.body else { return };
        let (mut defers, mut returns, mut looped) = (0, 0, false);
        walk::each_stmt(body, &mut |stmt| match stmt {
            StmtKind::Defer(_, in_loop) => {
                defers += 1;
                looped |= in_loop;
            }
            StmtKind::Return(_) => returns += 1,
            _ => {}
        });
        // A range over a function whose body defers has put the token into a variable.
        let tokens = self.has_token(body);
        if defers > 0 || tokens {
            self.epilogue = Some(self.label());
        }
        if !looped && !tokens && defers <= MAX_OPEN_CODED && defers * returns <= MAX_EXITS {
            self.defer_class = DeferClass::OpenCoded;
        }
    }

    fn has_token(&self, body: &Block) -> bool {
        let mut found = false;
        walk::each_stmt(body, &mut |stmt| {
            found |= matches!(stmt, StmtKind::Declare(_, Some(e)) if matches!(e.kind, ExprKind::DeferToken));
        });
        found
    }

    pub fn class_of_defer(&self, in_loop: bool) -> DeferClass {
        if in_loop { DeferClass::Heap } else { self.defer_class }
    }

    /// `return values`.
    pub fn return_values(&mut self, values: &[Expr]) {
        let func = self.func;
        match self.epilogue {
            // As Go does for open-coded defers, each return runs them itself: whoever looks while they run sees the
            // variables in scope there. The epilogue is for the end of the body and for recovered panics.
            Some(_) => {
                if !values.is_empty() {
                    let base = self.result_temps(values);
                    self.store_results(base, |_| true);
                }
                self.emit(Op::RunDefers);
                self.return_present();
            }
            None if values.is_empty() => self.return_present(),
            None => {
                let single = values.len() == 1 && func.results.len() == 1;
                let base = match values.first() {
                    Some(value) if single => self.operand(value),
                    _ => self.result_temps(values),
                };
                // A pointer or closure may see the variable later.
                self.store_results(base, |boxed| boxed);
                self.emit_return(base);
            }
        }
    }

    /// The values in consecutive registers, of the result types.
    fn result_temps(&mut self, values: &[Expr]) -> Reg {
        let func = self.func;
        let [value] = values else {
            return self.temps(&values.iter().collect::<Vec<_>>());
        };
        let base = self.temp(value);
        let parts = self.parts(value);
        let wanted: Vec<_> = func.results.iter().map(|&id| self.local(id).ty).collect();
        if parts.len() != wanted.len() || parts == wanted {
            return base;
        }
        let out = self.top as Reg;
        let mut src = base;
        for (&from, to) in parts.iter().zip(wanted) {
            let dst = self.alloc(self.slots(to));
            self.convert_reg(src, from, dst, to);
            src += self.slots(from) as Reg;
        }
        out
    }

    /// Stores the results from consecutive registers into those result variables for which `which(boxed)` holds.
    fn store_results(&mut self, base: Reg, which: impl Fn(bool) -> bool) {
        if !self.keeps_results() {
            return;
        }
        let func = self.func;
        let mut src = base;
        for &id in &func.results {
            let ty = self.local(id).ty;
            if which(self.local(id).boxed) {
                let loc = self.local_loc(id);
                self.store(loc, src, ty);
            }
            src = src.saturating_add(self.slots(ty) as Reg);
        }
    }

    pub fn local_loc(&self, id: LocalId) -> Loc {
        match self.in_memory(id) {
            true => Loc::Mem { ptr: self.reg(id), offset: 0 },
            false => Loc::Reg(self.reg(id)),
        }
    }

    /// Returns the present values of the result variables.
    fn return_present(&mut self) {
        let func = self.func;
        let Some(&first) = func.results.first() else { return self.emit(Op::Return) };
        if !func.results.iter().any(|&id| self.in_memory(id)) {
            return self.emit_return(self.reg(first));
        }
        let top = self.top;
        let base = top as Reg;
        for &id in &func.results {
            let ty = self.local(id).ty;
            let dst = self.alloc(self.slots(ty));
            let loc = self.local_loc(id);
            self.load(dst, loc, ty);
        }
        self.emit_return(base);
        self.top = top;
    }

    fn emit_return(&mut self, src: Reg) {
        let func = self.func;
        let count: u32 = func.results.iter().map(|&id| self.slots(self.local(id).ty)).sum();
        self.emit(match count {
            0 => Op::Return,
            1 => Op::Return1 { src },
            _ => Op::ReturnN { src, count: count as u16 },
        });
    }

    /// What follows the body.
    pub fn finish_body(&mut self) {
        if self.func.results.is_empty() && !self.unreachable() {
            // Whoever steps sees what the last statement has done before the function is left.
            self.mark_line(self.func.end);
        }
        match self.epilogue {
            Some(epilogue) => {
                self.bind(epilogue);
                self.emit(Op::RunDefers);
                self.return_present();
            }
            None if self.unreachable() => {}
            None if self.func.results.is_empty() => self.emit(Op::Return),
            None => self.emit(Op::Unreachable),
        }
    }
}

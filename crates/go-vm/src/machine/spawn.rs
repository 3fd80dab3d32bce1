//! Starting and ending goroutines.

use super::gc::GOROUTINE_HEAP;
use super::slow::Flow;
use super::{Doing, Machine, Stop};
use crate::chan::Elem;
use crate::goroutine::{Creator, Frame, FrameKind, GIndex};
use crate::interp::frames;
use crate::value::{FuncRef, Obj, Value};

impl Machine {
    /// `go func(args)`: the arguments are at slot `at` of the creator's stack.
    pub(super) fn go_func(&mut self, p: usize, g: GIndex, at: usize, func: u32, closure: Obj) -> Flow {
        let params = self.program.funcs[func as usize].param_slots as usize;
        let args = Elem::of(&self.goroutines[g].stack[at..at + params]);
        let creator = &self.goroutines[g];
        let created_by =
            creator.top().map(|f| Creator { func: f.func, pc: f.pc.saturating_sub(1), id: creator.id });
        self.spawn_func(p, FuncRef { obj: closure, func }, args.slots(), created_by);
        Flow::Next
    }

    /// A new goroutine that runs next on P `p`.
    pub(crate) fn spawn_func(
        &mut self,
        p: usize,
        func: FuncRef,
        args: &[Value],
        created_by: Option<Creator>,
    ) {
        if self.goroutines.len() >= self.config.limits.goroutines {
            let message = format!("stopped at {} goroutines", self.goroutines.len());
            self.stop_by_limit("goroutines", message);
            return;
        }
        self.charge(p, self.config.costs.spawn);
        let now = self.now(p);
        let frame = Frame { func: func.func, pc: 0, base: 0, closure: func.obj, kind: FrameKind::Call };
        let peak = self.goroutines.peak();
        let new = self.goroutines.spawn(frame, args, created_by, now);
        if self.goroutines.peak() > peak {
            self.heap.stats_mut().on_runtime_alloc(GOROUTINE_HEAP);
        }
        frames::enter(&mut self.goroutines[new].stack, &self.program, &self.facts, func.func, 0);
        if let Some(by) = created_by.filter(|_| self.watch.is_some()) {
            self.see_start(new, by.id, now);
        }
        self.ready(p, new);
    }

    /// The goroutine on P `p` has returned from its first function (or was ended by `Goexit`).
    pub(super) fn goroutine_ended(&mut self, p: usize, g: GIndex, goexit: bool) {
        if self.main == Some(g) {
            if !goexit && self.initialising {
                self.start_main_function(g);
                return;
            }
            if !goexit {
                self.end = Some(Stop::Exited { code: 0 });
                return;
            }
            self.main = None;
        }
        self.sched.ps[p].current = None;
        if self.watch.is_some() {
            self.see(g, self.now(p), Doing::Ended);
        }
        self.goroutines.free(g);
    }

    /// Package initialisation is done: the main goroutine goes on with `main.main`.
    fn start_main_function(&mut self, g: GIndex) {
        self.initialising = false;
        let main = self.program.main.0;
        let entry = &mut self.goroutines[g];
        entry.frames.clear();
        entry.stack.clear();
        entry.frames.push(Frame { func: main, pc: 0, base: 0, closure: Obj::NONE, kind: FrameKind::Call });
        frames::enter(&mut entry.stack, &self.program, &self.facts, main, 0);
    }
}

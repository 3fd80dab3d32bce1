//! What is alive: roots of a trace, and finalizers.

use super::Machine;
use crate::bytecode::Program;
use crate::goroutine::Goroutine;
use crate::heap::Heap;
use crate::heap::gc::Traced;
use crate::timer::TimerKind;
use crate::value::{FuncRef, Obj, Value};

/// A function to be called with a value once an object is no longer reachable.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finalizer {
    /// The function, of one parameter slot.
    pub func: FuncRef,
    /// What it is called with; for a finalizer proper the pointer itself, which is not kept alive by this.
    pub arg: Value,
}

impl Machine {
    /// Finds out what is alive and frees our memory of the rest. Objects with finalizers live on unless a `cycle` of Go's
    /// collector begins.
    pub(in crate::machine) fn trace(&mut self, cycle: bool) -> Traced {
        self.begin_trace();
        for (_, g) in self.goroutines.iter() {
            mark_goroutine(&mut self.heap, &self.program, g);
        }
        self.finish_trace(cycle)
    }

    /// Marks what does not depend on goroutines: global variables and constants.
    pub(in crate::machine) fn begin_trace(&mut self) {
        let heap = &mut self.heap;
        heap.begin_mark();
        heap.mark(self.globals);
        heap.mark_values(&self.constants);
    }

    /// Marks what timers and finalizers need, when all goroutines are marked, and frees the rest.
    pub(in crate::machine) fn finish_trace(&mut self, cycle: bool) -> Traced {
        let heap = &mut self.heap;
        for entry in self.timers.entries() {
            if let TimerKind::Fire(obj) = entry.kind
                && heap.timer(obj).is_some_and(|t| t.seq == entry.seq && matches!(t.target, Value::Func(_)))
            {
                heap.mark(obj);
            }
        }
        self.mark_finalizers();
        if cycle {
            self.note_finalizers();
        } else {
            self.finalizers.keys().for_each(|obj| self.heap.mark(*obj));
        }
        let traced = self.heap.finish_trace();
        self.traced += traced.objects;
        let heap = &self.heap;
        self.timers.retain(|entry| match entry.kind {
            TimerKind::Wake(..) => true,
            TimerKind::Fire(obj) => heap.timer(obj).is_some_and(|t| t.seq == entry.seq),
        });
        traced
    }

    /// Slots of a goroutine's stack that are in use.
    pub(in crate::machine) fn used_slots(&self, g: &Goroutine) -> u64 {
        used_slots(&self.program, g) as u64
    }

    /// Sets or removes the finalizer of an object.
    pub(crate) fn set_finalizer(&mut self, obj: Obj, finalizer: Option<Finalizer>) {
        match finalizer {
            Some(finalizer) => self.finalizers.insert(obj, finalizer),
            None => self.finalizers.remove(&obj),
        };
    }

    /// Finds the objects with finalizers that nothing refers to any more: their finalizers are due, and they stay for them.
    fn note_finalizers(&mut self) {
        if self.finalizers.is_empty() {
            return;
        }
        self.heap.trace();
        let dead: Vec<Obj> =
            self.finalizers.keys().copied().filter(|obj| !self.heap.is_marked(*obj)).collect();
        self.due.extend(dead.iter().filter_map(|obj| self.finalizers.remove(obj)));
        self.mark_finalizers();
    }

    /// What finalizers need, and the objects of those that are due.
    pub(in crate::machine) fn mark_finalizers(&mut self) {
        for (obj, finalizer) in &self.finalizers {
            self.heap.mark(finalizer.func.obj);
            if finalizer.arg.object() != *obj {
                self.heap.mark_values(&[finalizer.arg]);
            }
        }
        for finalizer in &self.due {
            self.heap.mark(finalizer.func.obj);
            self.heap.mark_values(&[finalizer.arg]);
        }
    }

    /// Starts a goroutine on P `p` for each finalizer that is due.
    pub(crate) fn run_finalizers(&mut self, p: usize) {
        for Finalizer { func, arg } in std::mem::take(&mut self.due) {
            self.spawn_func(p, func, &[arg], None);
        }
    }
}

/// Marks what a goroutine refers to.
pub(in crate::machine) fn mark_goroutine(heap: &mut Heap, program: &Program, g: &Goroutine) {
    heap.mark_values(&g.stack[..used_slots(program, g)]);
    for frame in &g.frames {
        heap.mark(frame.closure);
    }
    for deferred in &g.defers {
        heap.mark_values(&deferred.args);
        heap.mark(deferred.func.map_or(Obj::NONE, |f| f.obj));
    }
    for panic in &g.panics {
        heap.mark_values(&[panic.value]);
    }
}

/// Slots up to the end of the innermost frame; those above are left-overs.
fn used_slots(program: &Program, g: &Goroutine) -> usize {
    let top = g.top().map_or(0, |f| f.base as usize + program.funcs[f.func as usize].frame_size as usize);
    top.min(g.stack.len())
}

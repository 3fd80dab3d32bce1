//! What is alive: roots of a trace, and finalizers.

use std::rc::Rc;

use super::Machine;
use super::gc::STACK_SCAN;
use crate::bytecode::Program;
use crate::goroutine::{Goroutine, Roots};
use crate::heap::Heap;
use crate::heap::gc::Traced;
use crate::timer::TimerKind;
use crate::value::{FuncRef, Obj, Value};

/// Bytes of a word: slots of frames are scanned as words.
const WORD: u64 = 8;

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
        self.forget_moved();
        self.forget_dead();
        self.heap.begin_mark();
        let mut kept = Vec::new();
        self.goroutines.visit_moved(
            |g| for_each_root(&self.program, g, |obj| self.heap.mark(obj)),
            |g| {
                let mut objects = Vec::new();
                for_each_root(&self.program, g, |obj| {
                    if obj != Obj::NONE {
                        objects.push(obj);
                    }
                });
                let objects: Rc<[Obj]> = objects.into();
                kept.push(Rc::clone(&objects));
                Roots { objects, scan: stack_scan(&self.program, g) }
            },
        );
        for obj in kept.iter().flat_map(|objects| objects.iter()) {
            self.heap.hold(*obj);
            self.heap.mark(*obj);
        }
        self.finish_trace(cycle)
    }

    /// Begins a trace that marks every goroutine itself.
    pub(in crate::machine) fn begin_trace(&mut self) {
        self.forget_moved();
        self.forget_dead();
        let heap = &mut self.heap;
        heap.begin_mark_all();
        heap.mark(self.globals);
        heap.mark_values(&self.constants);
    }

    /// Lets go of what goroutines referred to that have moved since.
    fn forget_moved(&mut self) {
        for roots in self.goroutines.take_moved() {
            roots.objects.iter().for_each(|obj| self.heap.release(*obj));
        }
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

    /// Bytes of stacks in use, as Go would scan them.
    pub(in crate::machine) fn stack_scan(&self) -> u64 {
        self.goroutines.stack_scan(|g| stack_scan(&self.program, g))
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
    for_each_root(program, g, |obj| heap.mark(obj));
}

/// Calls `found` with each object that a goroutine refers to, or with none for a slot that refers to none.
fn for_each_root(program: &Program, g: &Goroutine, mut found: impl FnMut(Obj)) {
    g.stack[..used_slots(program, g)].iter().for_each(|value| found(value.object()));
    g.frames.iter().for_each(|frame| found(frame.closure));
    for deferred in &g.defers {
        deferred.args.slots().iter().for_each(|value| found(value.object()));
        found(deferred.func.map_or(Obj::NONE, |f| f.obj));
    }
    g.panics.iter().for_each(|panic| found(panic.value.object()));
}

/// Bytes of a goroutine's stack in use, as Go would scan them.
fn stack_scan(program: &Program, g: &Goroutine) -> u64 {
    STACK_SCAN + WORD * used_slots(program, g) as u64 + 2 * WORD * g.frames.len() as u64
}

/// Slots up to the end of the innermost frame; those above are left-overs.
pub(super) fn used_slots(program: &Program, g: &Goroutine) -> usize {
    let top = g.top().map_or(0, |f| f.base as usize + program.funcs[f.func as usize].frame_size as usize);
    top.min(g.stack.len())
}

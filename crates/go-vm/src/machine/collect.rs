//! Roots of a collection, and finalizers.

use super::Machine;
use crate::host::Time;
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
    /// Runs a collection at virtual time `now`.
    pub(crate) fn collect(&mut self, now: Time) {
        let heap = &mut self.heap;
        heap.begin_mark();
        heap.mark(self.globals);
        heap.mark_values(&self.constants);
        for (_, g) in self.goroutines.iter() {
            // Slots above the innermost frame are left-overs.
            let top = g
                .top()
                .map_or(0, |f| f.base as usize + self.program.funcs[f.func as usize].frame_size as usize);
            heap.mark_values(&g.stack[..top.min(g.stack.len())]);
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
        for entry in self.timers.entries() {
            if let TimerKind::Fire(obj) = entry.kind
                && heap.timer(obj).is_some_and(|t| t.seq == entry.seq && matches!(t.target, Value::Func(_)))
            {
                heap.mark(obj);
            }
        }
        self.note_finalizers();
        self.heap.finish_collection(now);
        let heap = &self.heap;
        self.timers.retain(|entry| match entry.kind {
            TimerKind::Wake(..) => true,
            TimerKind::Fire(obj) => heap.timer(obj).is_some_and(|t| t.seq == entry.seq),
        });
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
        for (obj, finalizer) in &self.finalizers {
            self.heap.mark(finalizer.func.obj);
            if finalizer.arg.object() != *obj {
                self.heap.mark_values(&[finalizer.arg]);
            }
        }
        self.heap.trace();
        let dead: Vec<Obj> =
            self.finalizers.keys().copied().filter(|obj| !self.heap.is_marked(*obj)).collect();
        self.due.extend(dead.iter().filter_map(|obj| self.finalizers.remove(obj)));
        for finalizer in &self.due {
            self.heap.mark(finalizer.func.obj);
            self.heap.mark_values(&[finalizer.arg]);
        }
        self.heap.trace();
    }

    /// Starts a goroutine on P `p` for each finalizer that is due.
    pub(crate) fn run_finalizers(&mut self, p: usize) {
        for Finalizer { func, arg } in std::mem::take(&mut self.due) {
            self.spawn_func(p, func, &[arg], None);
        }
    }
}

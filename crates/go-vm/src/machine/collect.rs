//! Roots of a collection.

use super::Machine;
use crate::host::Time;
use crate::timer::TimerKind;
use crate::value::Value;

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
                heap.mark(deferred.func.map_or(crate::value::Obj::NONE, |f| f.obj));
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
        heap.finish_collection(now);
        let heap = &self.heap;
        self.timers.retain(|entry| match entry.kind {
            TimerKind::Wake(..) => true,
            TimerKind::Fire(obj) => heap.timer(obj).is_some_and(|t| t.seq == entry.seq),
        });
    }
}

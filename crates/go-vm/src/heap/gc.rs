//! Collection: marks what the roots reach, frees the rest.
//!
//! Simplified pacing: a cycle runs when the heap has grown to
//! `max(4 MiB · GOGC/100, live · (1 + GOGC/100))` bytes since the last one marked `live`
//! bytes. It is instantaneous in virtual time; [`GcStats`] has the figures that a real pacer needs.

use super::{Data, Heap, real_size};
use crate::value::{Obj, Value};

/// Go's minimum heap goal at GOGC=100.
const MIN_HEAP: u64 = 4 << 20;
/// Real bytes beyond which a collection runs although Go's accounting sees little.
const MIN_REAL: u64 = 64 << 20;

/// Counters as in `runtime.MemStats`, in bytes and numbers of objects of Go's heap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GcStats {
    /// Completed cycles.
    pub cycles: u32,
    /// Cycles forced by `runtime.GC` or a limit.
    pub forced: u32,
    /// Bytes allocated and not yet freed.
    pub heap_alloc: u64,
    /// Bytes allocated since the start.
    pub total_alloc: u64,
    /// Objects allocated since the start.
    pub mallocs: u64,
    /// Objects freed since the start.
    pub frees: u64,
    /// Bytes found alive by the last cycle.
    pub live: u64,
    /// `heap_alloc` at which the next cycle runs.
    pub goal: u64,
    /// Real bytes at which the next cycle runs.
    pub real_goal: u64,
    /// Virtual time of the last cycle's end, in ns.
    pub last_gc: u64,
    gogc: Option<u32>,
}

impl GcStats {
    pub(super) fn new(gogc: Option<u32>) -> GcStats {
        let mut stats = GcStats { gogc, real_goal: MIN_REAL, ..GcStats::default() };
        stats.pace();
        stats
    }

    pub(super) fn set_gogc(&mut self, gogc: Option<u32>) {
        self.gogc = gogc;
        self.pace();
    }

    /// GOGC in percent, none for off.
    pub fn gogc(&self) -> Option<u32> {
        self.gogc
    }

    fn pace(&mut self) {
        self.goal = match self.gogc {
            None => u64::MAX,
            Some(percent) => {
                let percent = u64::from(percent);
                let grown = self.live.saturating_add(self.live.saturating_mul(percent) / 100);
                grown.max(MIN_HEAP * percent / 100).max(self.live + (64 << 10))
            }
        };
    }

    #[inline]
    pub(super) fn on_alloc(&mut self, bytes: u32) {
        self.heap_alloc += u64::from(bytes);
        self.total_alloc += u64::from(bytes);
        // What Go keeps on the stack, or in the binary, is no object of its heap.
        self.mallocs += u64::from(bytes > 0);
    }

    pub(super) fn on_resize(&mut self, before: u32, after: u32) {
        self.mallocs += u64::from(before == 0 && after > 0);
        self.heap_alloc = self.heap_alloc.saturating_sub(before.into()) + u64::from(after);
        self.total_alloc += u64::from(after.saturating_sub(before));
    }
}

impl Heap {
    /// Starts a mark phase: everything is white.
    pub fn begin_mark(&mut self) {
        self.live_mark = !self.live_mark;
        self.grey.clear();
        self.mark(Obj::ZERO_SIZED);
    }

    /// Marks the objects that these values refer to.
    pub fn mark_values(&mut self, values: &[Value]) {
        for value in values {
            self.mark(value.object());
        }
    }

    /// Marks an object and queues it for scanning.
    #[inline]
    pub fn mark(&mut self, obj: Obj) {
        let object = &mut self.objects[obj.index()];
        if object.mark != self.live_mark && obj != Obj::NONE {
            object.mark = self.live_mark;
            self.grey.push(obj.0);
        }
    }

    /// Scans everything reachable from what is marked.
    pub fn trace(&mut self) {
        while let Some(index) = self.grey.pop() {
            self.scan(index);
        }
    }

    /// True if the present cycle has reached the object.
    pub fn is_marked(&self, obj: Obj) -> bool {
        self.objects[obj.index()].mark == self.live_mark
    }

    /// Scans everything reachable, then frees the rest. `now` is virtual time in ns.
    pub fn finish_collection(&mut self, now: u64) {
        self.trace();
        self.sweep();
        let stats = &mut self.stats;
        stats.cycles += 1;
        stats.last_gc = now;
        stats.live = stats.heap_alloc;
        stats.real_goal = (self.real_bytes * 2).max(MIN_REAL).min(self.limit);
        stats.pace();
    }

    /// Books that the cycle to come was forced.
    pub fn note_forced(&mut self) {
        self.stats.forced += 1;
    }

    fn scan(&mut self, index: u32) {
        // The object is taken out while its references are marked, so that nothing is copied.
        let data = std::mem::replace(&mut self.objects[index as usize].data, Data::Free(0));
        match &data {
            Data::Free(_) | Data::Bytes(_) | Data::Ints(_) | Data::Floats(_) | Data::Bools(_) => {}
            Data::One(value) => self.mark(value.object()),
            Data::Slots(slots) => self.mark_values(slots),
            Data::Map(map) => self.mark_values(map.live_slots()),
            Data::MapIter(iter) => self.mark(iter.map),
            Data::Chan(chan) => chan.for_each_object(|obj| self.mark(obj)),
            Data::Timer(timer) => self.mark(timer.target.object()),
        }
        self.objects[index as usize].data = data;
    }

    fn sweep(&mut self) {
        self.free = 0;
        for index in (2..self.objects.len()).rev() {
            let object = &mut self.objects[index];
            if !matches!(object.data, Data::Free(_)) {
                if object.mark == self.live_mark {
                    continue;
                }
                self.real_bytes = self.real_bytes.saturating_sub(real_size(&object.data));
                self.stats.heap_alloc = self.stats.heap_alloc.saturating_sub(object.go_bytes.into());
                self.stats.frees += u64::from(object.go_bytes > 0);
            }
            object.data = Data::Free(self.free);
            self.free = index as u32;
        }
    }
}

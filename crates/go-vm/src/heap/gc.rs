//! Accounts of Go's heap, and the tracing of what is alive.
//!
//! Two things are kept apart. *Our* memory is freed as soon as a trace finds that nothing refers to it. *Go's* heap, in
//! [`GcStats`], shrinks when a cycle of Go's collector ends in virtual time; the machine drives those cycles
//! (`machine/gc`), and each begins with a trace.

use super::pacer::MIN_HEAP;
use super::{Data, Heap, real_size};
use crate::costs::Costs;
use crate::value::{Obj, Value};

/// Heap that Go's runtime has touched before `main` begins, roughly.
const TOUCHED: u64 = 128 << 10;

/// Objects with pointers up to this size are scanned whole, many of a span at a time (`runtime/mgcmark_greenteagc.go`).
const SMALL: u64 = 512;

/// Counters as in `runtime.MemStats`, in bytes and numbers of objects of Go's heap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GcStats {
    /// Completed cycles.
    pub cycles: u32,
    /// Cycles forced by `runtime.GC`.
    pub forced: u32,
    /// Bytes alive or not yet found dead by a cycle.
    pub heap_alloc: u64,
    /// Bytes allocated since the start.
    pub total_alloc: u64,
    /// Objects allocated since the start.
    pub mallocs: u64,
    /// Objects freed since the start.
    pub frees: u64,
    /// Bytes found alive by the last cycle.
    pub live: u64,
    /// Size that the heap should have when the next cycle ends.
    pub goal: u64,
    /// Real bytes at which our memory is traced next.
    pub real_goal: u64,
    /// Virtual time of the last cycle's end, in ns.
    pub last_gc: u64,
    /// Largest size of the heap so far: beyond it lies memory that the process has never touched.
    pub peak: u64,
    /// True while marking goes on: new objects are marked at once.
    pub marking: bool,
    /// Bytes that may be allocated before the machine must look: up to the next trigger, or what the running goroutine
    /// has paid for while marking goes on.
    pub room: i64,
}

/// What a trace has found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traced {
    /// Bytes of Go's heap that are alive.
    pub bytes: u64,
    /// Objects of Go's heap that are alive.
    pub objects: u64,
    /// Go's scan work: bytes of those with pointers, of large ones up to the last pointer.
    pub scan: u64,
}

impl Traced {
    pub(super) fn add(&mut self, other: Traced) {
        self.bytes += other.bytes;
        self.objects += other.objects;
        self.scan += other.scan;
    }

    pub(super) fn subtract(&mut self, other: Traced) {
        self.bytes -= other.bytes;
        self.objects -= other.objects;
        self.scan -= other.scan;
    }
}

impl GcStats {
    pub(super) fn new(real_goal: u64) -> GcStats {
        GcStats { goal: MIN_HEAP, real_goal, peak: TOUCHED, ..GcStats::default() }
    }

    /// What making an object of `bytes` bytes costs now, in ps.
    #[inline]
    pub fn price(&self, costs: &Costs, bytes: u64) -> u64 {
        let bytes = bytes.min(1 << 32);
        let untouched = (self.heap_alloc + bytes).saturating_sub(self.peak).min(bytes);
        u64::from(costs.alloc)
            + bytes * u64::from(costs.alloc_byte)
            + untouched * u64::from(costs.fresh_byte)
            + u64::from(self.marking) * u64::from(costs.alloc_marked)
    }

    /// Go's runtime has allocated something for itself.
    pub fn on_runtime_alloc(&mut self, bytes: u64) {
        self.heap_alloc += bytes;
        self.total_alloc += bytes;
        self.room -= bytes as i64;
    }

    #[inline]
    pub(super) fn on_alloc(&mut self, bytes: u32) {
        self.heap_alloc += u64::from(bytes);
        self.peak = self.peak.max(self.heap_alloc);
        self.total_alloc += u64::from(bytes);
        self.room -= i64::from(bytes);
        // What Go keeps on the stack, or in the binary, is no object of its heap.
        self.mallocs += u64::from(bytes > 0);
    }
}

impl Heap {
    /// Marks the objects that these values refer to.
    pub fn mark_values(&mut self, values: &[Value]) {
        for value in values {
            self.mark(value.object());
        }
    }

    /// Marks an object, if it is one, and queues it for scanning.
    #[inline]
    pub fn mark(&mut self, obj: Obj) {
        if obj != Obj::NONE {
            self.reach(obj);
        }
    }

    fn reach(&mut self, obj: Obj) {
        if self.marked.add(obj.index()) {
            let object = &self.objects[obj.index()];
            self.traced.bytes += u64::from(object.go_bytes);
            self.traced.objects += u64::from(object.go_bytes > 0);
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
        self.marked.has(obj.index())
    }

    /// Scans everything reachable and frees our memory of the rest.
    pub fn finish_trace(&mut self) -> Traced {
        self.trace();
        self.sweep();
        self.stats.real_goal = (self.real_bytes + self.real_bytes.max(self.real_growth)).min(self.limit);
        self.traced
    }

    fn scan(&mut self, index: u32) {
        // The object is taken out while its references are marked, so that nothing is copied.
        let data = std::mem::replace(&mut self.objects[index as usize].data, Data::Free);
        references(&data, |obj| self.mark(obj));
        self.traced.scan += scan_work(&data, self.objects[index as usize].go_bytes);
        self.scanned(index, &data);
        self.objects[index as usize].data = data;
    }

    fn sweep(&mut self) {
        // Entry 0 is no object and always there.
        self.marked.add(0);
        self.profile.retain(&self.marked);
        self.free_from = 0;
        let (objects, real_bytes, spare) = (&mut self.objects, &mut self.real_bytes, &mut self.spare);
        self.used.retain(&self.marked, |index| {
            let data = std::mem::replace(&mut objects[index].data, Data::Free);
            *real_bytes = real_bytes.saturating_sub(real_size(&data));
            spare.keep(data);
        });
    }
}

/// Calls `found` with every object that one with these contents refers to, or with none for a slot that refers to none.
#[inline]
pub(super) fn references(data: &Data, mut found: impl FnMut(Obj)) {
    match data {
        Data::Free | Data::Bytes(_) | Data::Blank(_) | Data::Ints(_) | Data::Floats(_) | Data::Bools(_) => {}
        Data::One(value) => found(value.object()),
        Data::Slots(slots) => slots.iter().for_each(|value| found(value.object())),
        Data::Map(map) => map.live_slots().iter().for_each(|value| found(value.object())),
        Data::MapIter(iter) => found(iter.map),
        Data::Chan(chan) => chan.for_each_object(found),
        Data::Timer(timer) => found(timer.target.object()),
    }
}

/// What an object with these contents adds to the sums of a trace.
pub(super) fn contribution(data: &Data, go_bytes: u32) -> Traced {
    Traced { bytes: go_bytes.into(), objects: (go_bytes > 0).into(), scan: scan_work(data, go_bytes) }
}

/// Go's scan work for an object.
fn scan_work(data: &Data, go_bytes: u32) -> u64 {
    let bytes = u64::from(go_bytes);
    match bytes <= SMALL {
        true if has_pointers(data) => bytes,
        true => 0,
        false => pointer_bytes(data).min(bytes),
    }
}

fn has_pointers(data: &Data) -> bool {
    match data {
        Data::One(value) => words_of(value).1 > 0,
        Data::Slots(slots) => slots.iter().any(|slot| words_of(slot).1 > 0),
        _ => pointer_bytes(data) > 0,
    }
}

/// Bytes of an object of Go's up to its last pointer, by the values that are in it.
fn pointer_bytes(data: &Data) -> u64 {
    let of = |slots: &[Value]| {
        let mut words = 0;
        let mut last = 0;
        for slot in slots {
            let (size, pointers) = words_of(slot);
            if pointers > 0 {
                last = words + pointers;
            }
            words += size;
        }
        last * 8
    };
    match data {
        Data::One(value) => of(std::slice::from_ref(value)),
        Data::Slots(slots) => of(slots),
        Data::Map(_) | Data::Chan(_) | Data::MapIter(_) | Data::Timer(_) => u64::MAX,
        Data::Free | Data::Bytes(_) | Data::Blank(_) | Data::Ints(_) | Data::Floats(_) | Data::Bools(_) => 0,
    }
}

/// Words of a value in Go's memory, and those up to its last pointer.
fn words_of(value: &Value) -> (u64, u64) {
    match value {
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => (1, 0),
        Value::Complex(_) => (2, 0),
        Value::Str(_) => (2, 1),
        Value::Slice(_) => (3, 1),
        Value::Iface(_) => (2, 2),
        _ => (1, 1),
    }
}

//! The heap of a process: objects behind 32-bit handles, with Go's accounting.
//!
//! Nothing is freed while Go code can still reach it; [`gc`] finds what can. Allocation never
//! collects by itself: the machine asks [`Heap::gc_due`] between instructions, when all live
//! values are in registers, globals or other roots.

pub mod access;
mod bits;
pub mod compare;
pub mod gc;
pub mod map;
pub mod mutex;
pub mod pacer;
pub mod packed;
pub mod profile;
mod settled;
pub mod sizes;
mod spare;

use crate::chan::Chan;
use crate::timer::Timer;
use crate::value::{Obj, Value};
use bits::Bits;
use gc::{GcStats, Traced};
use map::{Map, MapIter};
use profile::{Profile, Site};
use settled::{Settled, Standing, State};
use spare::Spare;

/// What an object holds.
#[derive(Clone, Debug)]
pub enum Data {
    /// An unused table entry.
    Free,
    /// One slot: a boxed local or interface value.
    One(Value),
    /// Several slots: structs, arrays, backing arrays of slices, captured variables of closures.
    Slots(Box<[Value]>),
    /// Bytes of strings and `[]byte`.
    Bytes(Box<[u8]>),
    /// So many bytes, none of them written yet: most buffers are made for more than is put into them.
    Blank(u32),
    /// Slots that all are integers.
    Ints(Box<[i64]>),
    /// Slots that all are floats.
    Floats(Box<[f64]>),
    /// Slots that all are booleans.
    Bools(Box<[bool]>),
    /// A map.
    Map(Box<Map>),
    /// The state of a `range` over a map.
    MapIter(Box<MapIter>),
    /// A channel.
    Chan(Box<Chan>),
    /// A timer of package time.
    Timer(Box<Timer>),
}

/// A table entry.
#[derive(Clone, Debug)]
struct Object {
    data: Data,
    /// Size in Go's heap.
    go_bytes: u32,
    standing: Standing,
}

/// The heap is full: the allocation would exceed the limit even after a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeapFull;

/// All objects of a process.
#[derive(Clone, Debug)]
pub struct Heap {
    objects: Vec<Object>,
    /// Table entries in use, and where the first unused one is looked for.
    used: Bits,
    free_from: usize,
    /// Those that the present trace has reached.
    marked: Bits,
    grey: Vec<u32>,
    settled: Settled,
    /// Bytes of real memory in use, roughly.
    real_bytes: u64,
    limit: u64,
    /// See [`Config::real_growth`](crate::machine::Config::real_growth).
    real_growth: u64,
    stats: GcStats,
    traced: Traced,
    profile: Profile,
    spare: Spare,
}

/// Real memory of an object besides its contents: table entry and the allocator's overhead.
const OVERHEAD: u64 = 48;

impl Heap {
    /// An empty heap that may take `limit` bytes of real memory; `profile_seed` draws what the profile samples.
    pub fn new(limit: u64, real_growth: u64, profile_seed: u64) -> Heap {
        let fixed = |data| Object { data, go_bytes: 0, standing: Standing::default() };
        let mut used = Bits::default();
        (0..2).for_each(|index| {
            used.add(index);
        });
        Heap {
            // Entry 0 is "no object", entry 1 is shared by everything of size zero.
            objects: vec![fixed(Data::Free), fixed(Data::Bytes(Box::default()))],
            used,
            free_from: 0,
            marked: Bits::default(),
            grey: Vec::new(),
            settled: Settled::default(),
            real_bytes: 0,
            limit,
            real_growth,
            stats: GcStats::new(real_growth),
            traced: Traced::default(),
            profile: Profile::new(profile_seed),
            spare: Spare::default(),
        }
    }

    /// Counters of the allocator and collector.
    pub fn stats(&self) -> &GcStats {
        &self.stats
    }

    /// The same, to keep.
    pub fn stats_mut(&mut self) -> &mut GcStats {
        &mut self.stats
    }

    /// The sample of its allocations.
    #[inline]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The same, to keep.
    pub fn profile_mut(&mut self) -> &mut Profile {
        &mut self.profile
    }

    /// The samples that wait were made by these calls.
    pub fn book_samples(&mut self, stack: &[Site]) {
        self.real_bytes += self.profile.book(stack);
    }

    /// Bytes of real memory in use, roughly.
    pub fn real_bytes(&self) -> u64 {
        self.real_bytes
    }

    /// True if the machine must look after the heap before the next allocation.
    #[inline]
    pub fn gc_due(&self) -> bool {
        self.stats.room < 0 || self.real_due()
    }

    /// True if our own memory should be traced.
    #[inline]
    pub fn real_due(&self) -> bool {
        self.real_bytes >= self.stats.real_goal
    }

    /// True if the heap is over its limit; meaningful right after a collection.
    pub fn over_limit(&self) -> bool {
        // As at the goal, which is never beyond: a program just there would be traced for ever.
        self.real_bytes >= self.limit
    }

    /// True if an allocation of about `bytes` real bytes cannot be served without collecting.
    #[inline]
    pub fn lacks_room(&self, bytes: u64) -> bool {
        self.real_bytes.saturating_add(bytes) > self.limit
    }

    /// A new object. `go_bytes` is the size Go would ask its allocator for; it is rounded up to a size class.
    pub fn alloc(&mut self, data: Data, go_bytes: u64) -> Obj {
        let go_bytes = u32::try_from(sizes::class_size(go_bytes)).unwrap_or(u32::MAX);
        self.real_bytes += real_size(&data);
        self.stats.on_alloc(go_bytes);
        let object = Object { data, go_bytes, standing: Standing::default() };
        let index = self.used.add_absent(self.free_from);
        self.free_from = index;
        match self.objects.get_mut(index) {
            Some(entry) => *entry = object,
            None => self.objects.push(object),
        }
        let obj = Obj(index as u32);
        self.profile.on_alloc(obj, go_bytes);
        obj
    }

    /// A new object of these slots; none at all share one object.
    pub fn alloc_slots(&mut self, slots: &[Value], go_bytes: u64) -> Obj {
        match slots {
            [] => Obj::ZERO_SIZED,
            [one] => self.alloc(Data::One(*one), go_bytes),
            many => {
                let slots = self.spare.copy(many);
                self.alloc(Data::Slots(slots), go_bytes)
            }
        }
    }

    /// A new byte object.
    pub fn alloc_bytes(&mut self, bytes: Box<[u8]>) -> Obj {
        if bytes.is_empty() {
            return Obj::ZERO_SIZED;
        }
        let len = bytes.len() as u64;
        self.alloc(Data::Bytes(bytes), len)
    }

    /// Books that an object has grown (or shrunk) in real and in Go's memory.
    pub fn resized(&mut self, obj: Obj, real_delta: i64, go_bytes: u64) {
        let go_bytes = u32::try_from(sizes::class_size(go_bytes)).unwrap_or(u32::MAX);
        self.real_bytes = self.real_bytes.saturating_add_signed(real_delta);
        self.written(obj.index());
        let object = &mut self.objects[obj.index()];
        if go_bytes > object.go_bytes {
            // What it was in is garbage until a cycle has found out.
            self.stats.on_alloc(go_bytes);
            self.profile.on_moved(obj);
            self.profile.on_alloc(obj, go_bytes);
        }
        object.go_bytes = go_bytes;
    }

    /// The contents of an object.
    #[inline]
    pub fn data(&self, obj: Obj) -> &Data {
        &self.objects[obj.index()].data
    }

    /// The contents of an object, to change.
    #[inline]
    pub fn data_mut(&mut self, obj: Obj) -> &mut Data {
        self.written(obj.index());
        let data = &mut self.objects[obj.index()].data;
        if let Data::Blank(len) = *data {
            *data = Data::Bytes(vec![0; len as usize].into());
        }
        data
    }

    /// The next trace has to look at this object again.
    #[inline]
    fn written(&mut self, index: usize) {
        if self.objects[index].standing.state != State::Fresh {
            self.changes(index);
        }
    }

    /// All objects with their contents.
    pub fn objects(&self) -> impl Iterator<Item = (Obj, &Data)> {
        self.objects.iter().enumerate().map(|(index, object)| (Obj(index as u32), &object.data))
    }
}

/// Real memory that an object takes, roughly; what grows later is booked by [`Heap::resized`]. The numbers are the same on
/// every target, unlike sizes of types: when our memory is traced says which objects get whose places, and so which
/// addresses a program prints.
pub fn real_size(data: &Data) -> u64 {
    let contents = match data {
        Data::Free => return 0,
        Data::One(_) => 0,
        Data::Slots(slots) => slots.len() as u64 * size_of::<Value>() as u64,
        Data::Bytes(bytes) => bytes.len() as u64,
        // As if it were there: it may be in a moment.
        Data::Blank(len) => u64::from(*len),
        Data::Ints(ints) => ints.len() as u64 * 8,
        Data::Floats(floats) => floats.len() as u64 * 8,
        Data::Bools(bools) => bools.len() as u64,
        Data::Map(map) => map.real_size(),
        Data::MapIter(_) => 80,
        Data::Chan(chan) => chan.real_size(),
        Data::Timer(_) => 64,
    };
    OVERHEAD + contents
}

//! A sample of the allocations with the calls that made them, and what has become of them: Go's heap profile
//! (`runtime/mprof.go`).
//!
//! The distances between samples are exponential with mean `runtime.MemProfileRate`. What is counted becomes visible as
//! in Go: allocations up to the end of a cycle together with what that cycle has freed, when the next one ends or
//! `runtime.GC` returns. So a profile never shows garbage that the collector had no chance to find.
//! What Go's runtime allocates for itself, such as goroutines, is not sampled.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::bits::Bits;
use crate::value::Obj;

/// `runtime.MemProfileRate` of a program that does not set it.
pub const DEFAULT_RATE: i64 = 512 << 10;
/// Calls kept of a sample, innermost first (`profstackdepth`).
pub const DEPTH: usize = 128;
/// The largest mean distance.
const MAX_MEAN: i64 = 0x700_0000;
/// Bits of a draw.
const DRAW_BITS: u32 = 26;

/// A call: function and the instruction at which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// Function number.
    pub func: u32,
    /// Instruction.
    pub pc: u32,
}

/// Numbers of objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Allocated.
    pub allocs: u64,
    /// Freed of those.
    pub frees: u64,
}

impl Count {
    fn take(&mut self, other: &mut Count) {
        let Count { allocs, frees } = std::mem::take(other);
        self.allocs += allocs;
        self.frees += frees;
    }
}

/// What calls with this stack have allocated in objects of one size.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// The calls, innermost first.
    pub stack: Rc<[Site]>,
    /// Bytes of an object.
    pub size: u32,
    /// What a profile shows.
    active: Count,
    /// Up to the end of the last cycle, with what that cycle has freed.
    past: Count,
    /// Since then.
    present: Count,
    /// Objects that our memory has no more, and those among them that the present cycle of Go's collector frees.
    dead: u64,
    doomed: u64,
}

/// Real memory of a bucket besides its stack, roughly.
const BUCKET_BYTES: u64 = 256;

impl Bucket {
    fn new(stack: Rc<[Site]>, size: u32) -> Bucket {
        let none = Count::default();
        Bucket { stack, size, active: none, past: none, present: none, dead: 0, doomed: 0 }
    }
}

/// The sampler of a heap.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Bytes until the next sample.
    left: i64,
    rate: i64,
    random: u64,
    /// Sampled, but nobody has told who called.
    pending: Vec<(Obj, u32)>,
    buckets: Vec<Bucket>,
    index: BTreeMap<(Rc<[Site]>, u32), u32>,
    /// Buckets of the sampled objects that our memory still has.
    live: BTreeMap<Obj, u32>,
}

impl Profile {
    /// A sampler whose distances follow from `seed`.
    pub fn new(seed: u64) -> Profile {
        let mut profile = Profile {
            left: 0,
            rate: DEFAULT_RATE,
            random: seed,
            pending: Vec::new(),
            buckets: Vec::new(),
            index: BTreeMap::new(),
            live: BTreeMap::new(),
        };
        profile.left = profile.distance();
        profile
    }

    /// `runtime.MemProfileRate` as it was last seen.
    pub fn rate(&self) -> i64 {
        self.rate
    }

    /// The program has set its rate. As in Go the next allocation is sampled if that is another than before.
    pub fn set_rate(&mut self, rate: i64) {
        if rate != self.rate {
            (self.rate, self.left) = (rate, -1);
        }
    }

    #[inline]
    pub(super) fn on_alloc(&mut self, obj: Obj, bytes: u32) {
        self.left -= i64::from(bytes);
        if self.left < 0 {
            self.sample(obj, bytes);
        }
    }

    #[cold]
    fn sample(&mut self, obj: Obj, bytes: u32) {
        if bytes > 0 {
            self.left = self.distance();
            self.pending.push((obj, bytes));
        }
    }

    /// An object has moved to a larger place: the one it was in is garbage.
    pub(super) fn on_moved(&mut self, obj: Obj) {
        if let Some(at) = self.live.remove(&obj) {
            self.buckets[at as usize].dead += 1;
        }
    }

    /// Bytes to the next sample.
    fn distance(&mut self) -> i64 {
        match self.rate {
            0 => i64::MAX,
            1 => 0,
            rate => {
                let drawn = (self.draw() >> (64 - DRAW_BITS)) + 1;
                let quotient = drawn as f64 / f64::from(1 << DRAW_BITS);
                (-libm::log(quotient) * rate.clamp(-MAX_MEAN, MAX_MEAN) as f64) as i64 + 1
            }
        }
    }

    /// SplitMix64.
    fn draw(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// True if samples wait for the calls that made them.
    #[inline]
    pub fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// The samples that wait were made by these calls. Gives the real memory that this has taken.
    pub(super) fn book(&mut self, stack: &[Site]) -> u64 {
        let stack: Rc<[Site]> = stack.into();
        let before = self.buckets.len();
        for (obj, size) in std::mem::take(&mut self.pending) {
            let buckets = &mut self.buckets;
            let at = *self.index.entry((Rc::clone(&stack), size)).or_insert_with(|| {
                buckets.push(Bucket::new(Rc::clone(&stack), size));
                buckets.len() as u32 - 1
            });
            buckets[at as usize].present.allocs += 1;
            self.live.insert(obj, at);
        }
        (self.buckets.len() - before) as u64 * (BUCKET_BYTES + size_of_val(&*stack) as u64)
    }

    /// A trace is over: what it has not marked is gone.
    pub(super) fn retain(&mut self, marked: &Bits) {
        let buckets = &mut self.buckets;
        self.live.retain(|obj, at| {
            let kept = marked.has(obj.index());
            buckets[*at as usize].dead += u64::from(!kept);
            kept
        });
        self.pending.retain(|(obj, _)| marked.has(obj.index()));
    }

    /// A cycle of Go's collector has begun: what is dead now it will free.
    pub fn cycle_began(&mut self) {
        for bucket in &mut self.buckets {
            bucket.doomed += std::mem::take(&mut bucket.dead);
        }
    }

    /// The cycle has ended; what the one before it has left becomes visible.
    pub fn cycle_ended(&mut self) {
        for bucket in &mut self.buckets {
            bucket.active.take(&mut bucket.past);
            bucket.past.take(&mut bucket.present);
            bucket.past.frees += std::mem::take(&mut bucket.doomed);
        }
    }

    /// Everything that the last cycle was to free is freed: what was before its end becomes visible.
    pub fn swept(&mut self) {
        for bucket in &mut self.buckets {
            bucket.active.take(&mut bucket.past);
        }
    }

    /// True if no cycle has made anything visible yet; a profile then shows all there is.
    fn is_blank(&self) -> bool {
        self.buckets.iter().all(|bucket| bucket.active == Count::default())
    }

    /// A profile is taken by the program: what it shows stays visible.
    pub fn publish(&mut self) {
        if self.is_blank() {
            for bucket in &mut self.buckets {
                bucket.active.take(&mut bucket.past);
                bucket.active.take(&mut bucket.present);
            }
        }
    }

    /// All buckets, the newest first, with what a profile shows now.
    pub fn buckets(&self) -> impl Iterator<Item = (&Bucket, Count)> {
        let blank = self.is_blank();
        self.buckets.iter().rev().map(move |bucket| {
            let mut shown = bucket.active;
            if blank {
                shown.take(&mut bucket.past.clone());
                shown.take(&mut bucket.present.clone());
            }
            (bucket, shown)
        })
    }
}

/// What `count` sampled objects of `size` bytes stand for, in objects and bytes: a small object is sampled less often
/// (`scaleHeapSample`).
pub fn scaled(count: u64, size: u32, rate: i64) -> (u64, u64) {
    let bytes = count * u64::from(size);
    if rate <= 1 || count == 0 {
        return (count, bytes);
    }
    let scale = 1.0 / (1.0 - libm::exp(-f64::from(size) / rate as f64));
    ((count as f64 * scale) as u64, (bytes as f64 * scale) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: [Site; 1] = [Site { func: 1, pc: 2 }];

    fn allocate(profile: &mut Profile, obj: u32, bytes: u32) {
        profile.on_alloc(Obj(obj), bytes);
        if profile.is_pending() {
            profile.book(&HERE);
        }
    }

    fn marked(objs: &[u32]) -> Bits {
        let mut bits = Bits::default();
        objs.iter().for_each(|obj| {
            bits.add(*obj as usize);
        });
        bits
    }

    fn shown(profile: &Profile) -> Vec<(u64, u64)> {
        profile.buckets().map(|(_, count)| (count.allocs, count.frees)).collect()
    }

    fn everything() -> Profile {
        let mut profile = Profile::new(1);
        profile.set_rate(1);
        profile
    }

    #[test]
    fn frees_are_seen_one_cycle_later() {
        let mut profile = everything();
        (2..6).for_each(|obj| allocate(&mut profile, obj, 64));
        assert_eq!(shown(&profile), [(4, 0)], "nothing is visible yet: all is shown");
        profile.retain(&marked(&[2, 3]));
        assert_eq!(shown(&profile), [(4, 0)], "our memory is no matter of Go's");
        profile.cycle_began();
        allocate(&mut profile, 6, 64);
        profile.retain(&marked(&[2, 3]));
        profile.cycle_ended();
        assert_eq!(shown(&profile), [(5, 2)]);
        allocate(&mut profile, 7, 64);
        profile.cycle_began();
        profile.cycle_ended();
        assert_eq!(shown(&profile), [(5, 2)], "as of the end of the cycle before the last one");
        profile.swept();
        assert_eq!(shown(&profile), [(6, 3)]);
    }

    #[test]
    fn a_profile_that_was_taken_keeps_what_it_showed() {
        let mut profile = everything();
        allocate(&mut profile, 2, 64);
        profile.publish();
        allocate(&mut profile, 3, 64);
        assert_eq!(shown(&profile), [(1, 0)]);
    }

    #[test]
    fn sizes_are_kept_apart() {
        let mut profile = everything();
        [16, 32, 16].into_iter().enumerate().for_each(|(i, size)| allocate(&mut profile, i as u32 + 2, size));
        let sizes: Vec<_> = profile.buckets().map(|(bucket, count)| (bucket.size, count.allocs)).collect();
        assert_eq!(sizes, [(32, 1), (16, 2)]);
        profile.set_rate(0);
        allocate(&mut profile, 9, 16);
        allocate(&mut profile, 10, 16);
        assert_eq!(shown(&profile), [(1, 0), (3, 0)], "the first allocation after a change is sampled");
    }

    #[test]
    fn samples_estimate_what_was_allocated() {
        for size in [16u32, 4096, 1 << 20] {
            let mut profile = Profile::new(7);
            profile.set_rate(64 << 10);
            let count = (1u64 << 30) / u64::from(size);
            (0..count).for_each(|_| allocate(&mut profile, 2, size));
            let (_, seen) = profile.buckets().next().expect("a bucket");
            let (objects, bytes) = scaled(seen.allocs, size, 64 << 10);
            let error = bytes as f64 / f64::from(1 << 30) - 1.0;
            assert!(error.abs() < 0.03, "{size}: {error}");
            assert!((objects as f64 / count as f64 - 1.0).abs() < 0.03);
        }
    }
}

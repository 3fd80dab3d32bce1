//! What a trace need not visit, as nothing about it has changed since an earlier one.
//!
//! *Holders* are roots, goroutines that have not run since, and *settled* objects: those that a holder refers to and that
//! have not been written since they were scanned. Each object counts the references that holders have to it, so that
//! what is settled is alive, and a trace begins with it, and with the sums over it, instead of finding it again. What
//! holders refer to and is not settled is the *frontier*; the trace goes on from there.
//!
//! Counts are exact only without cycles, so an object settles at a *level* below those of all its holders, and one that
//! refers to a settled object of its own level or a higher one is visited by every trace, as all objects once were.

use super::bits::Bits;
use super::gc::{Traced, contribution, references};
use super::{Data, Heap};
use crate::value::Obj;

/// Level of roots and goroutines.
const TOP: u8 = u8::MAX;

/// What is known of an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// Made or written since the last trace.
    #[default]
    Fresh,
    /// Not written since it was scanned.
    Quiet,
    /// The same, but it is part of a cycle, or seems to be.
    Stuck,
    /// Not to be scanned again.
    Settled,
}

/// What the table of objects has about an object besides.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    pub state: State,
    /// Level at which it is settled, or may be.
    level: u8,
    /// It is in the list of the frontier.
    listed: bool,
    /// Some holder refers to it.
    held: bool,
}

/// What is settled.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    /// References from holders, by object.
    holds: Vec<u32>,
    set: Bits,
    /// Sums over the set.
    sums: Traced,
    frontier: Vec<u32>,
    /// Settled objects that have lost their last holder.
    lost: Vec<u32>,
    /// An object that is written all the time, and what its slots referred to when the last trace began: each of them
    /// is held, so that what one of them refers to can settle though others change.
    root: Obj,
    of_root: Vec<Obj>,
    /// The present trace may settle objects.
    settling: bool,
}

impl Heap {
    /// Starts a trace with what is settled, and with the frontier.
    pub fn begin_mark(&mut self) {
        self.compare_root();
        self.drop_lost();
        self.marked.copy_from(&self.settled.set);
        self.begin(self.settled.sums, true);
        self.marked.add(self.settled.root.index());
        let mut frontier = std::mem::take(&mut self.settled.frontier);
        frontier.retain(|&index| {
            let standing = &mut self.objects[index as usize].standing;
            let stays = standing.held && standing.state != State::Settled;
            standing.listed = stays;
            if stays {
                self.mark(Obj(index));
            }
            stays
        });
        self.settled.frontier = frontier;
    }

    /// Starts a trace that takes nothing for granted.
    pub fn begin_mark_all(&mut self) {
        self.compare_root();
        self.drop_lost();
        self.marked.clear();
        self.begin(Traced::default(), false);
    }

    fn begin(&mut self, traced: Traced, settling: bool) {
        self.grey.clear();
        self.traced = traced;
        self.settled.settling = settling;
        self.mark(Obj::ZERO_SIZED);
    }

    /// This object of no size for Go, the only one of its kind, always is there.
    pub fn set_root(&mut self, root: Obj) {
        self.settled.root = root;
    }

    fn compare_root(&mut self) {
        let (root, mut before) = (self.settled.root, std::mem::take(&mut self.settled.of_root));
        let mut changed = Vec::new();
        let mut slot = 0;
        references(self.data(root), |obj| {
            match before.get_mut(slot) {
                Some(old) if *old == obj => {}
                Some(old) => changed.push((std::mem::replace(old, obj), obj)),
                None => {
                    before.push(obj);
                    changed.push((Obj::NONE, obj));
                }
            }
            slot += 1;
        });
        for (old, new) in changed {
            self.release(old);
            self.hold(new);
        }
        self.settled.of_root = before;
    }

    /// A root or a goroutine that stands still refers to the object.
    pub fn hold(&mut self, obj: Obj) {
        self.hold_below(obj, TOP);
    }

    /// It no longer does.
    pub fn release(&mut self, obj: Obj) {
        if obj == Obj::NONE {
            return;
        }
        let holds = &mut self.settled.holds[obj.index()];
        *holds -= 1;
        let standing = &mut self.objects[obj.index()].standing;
        standing.held = *holds > 0;
        if !standing.held && standing.state == State::Settled {
            self.settled.lost.push(obj.0);
        }
    }

    fn hold_below(&mut self, obj: Obj, level: u8) {
        if obj == Obj::NONE {
            return;
        }
        let index = obj.index();
        if index >= self.settled.holds.len() {
            self.settled.holds.resize(self.objects.len(), 0);
        }
        let holds = &mut self.settled.holds[index];
        *holds += 1;
        let standing = &mut self.objects[index].standing;
        standing.held = true;
        if standing.state == State::Settled {
            return;
        }
        standing.level = if *holds == 1 { level - 1 } else { standing.level.min(level - 1) };
        if !standing.listed {
            standing.listed = true;
            self.settled.frontier.push(obj.0);
        }
    }

    /// The present trace has scanned an object that is not settled, whose contents are `data`.
    #[inline]
    pub(super) fn scanned(&mut self, index: u32, data: &Data) {
        if !self.settled.settling {
            return;
        }
        let standing = &mut self.objects[index as usize].standing;
        match standing.state {
            State::Fresh => standing.state = State::Quiet,
            State::Quiet if standing.held => self.settle(index, data),
            _ => {}
        }
    }

    fn settle(&mut self, index: u32, data: &Data) {
        let level = self.objects[index as usize].standing.level;
        let (mut below, mut leaf) = (true, true);
        references(data, |obj| {
            let child = &self.objects[obj.index()].standing;
            let fits = level > 0 && obj.0 != index && (child.state != State::Settled || child.level < level);
            below &= fits || obj == Obj::NONE;
            leaf &= obj == Obj::NONE;
        });
        let standing = &mut self.objects[index as usize].standing;
        if !below {
            standing.state = State::Stuck;
            return;
        }
        standing.state = State::Settled;
        if leaf {
            // It is in no cycle, so whoever refers to it can settle whatever its own level: a constant, above all.
            standing.level = 0;
        }
        self.settled.set.add(index as usize);
        self.settled.sums.add(contribution(data, self.objects[index as usize].go_bytes));
        references(data, |obj| self.hold_below(obj, level));
    }

    /// An object that is not fresh is about to change.
    #[cold]
    pub(super) fn changes(&mut self, index: usize) {
        let state = std::mem::take(&mut self.objects[index].standing.state);
        if state == State::Settled {
            self.unsettle(index as u32);
        }
    }

    fn unsettle(&mut self, index: u32) {
        let at = index as usize;
        let data = std::mem::replace(&mut self.objects[at].data, Data::Free);
        self.settled.set.remove(at);
        self.settled.sums.subtract(contribution(&data, self.objects[at].go_bytes));
        references(&data, |obj| self.release(obj));
        let object = &mut self.objects[at];
        object.data = data;
        if object.standing.held && !object.standing.listed {
            object.standing.listed = true;
            self.settled.frontier.push(index);
        }
    }

    /// What has lost its last holder is no longer settled, nor is what only it holds.
    fn drop_lost(&mut self) {
        while let Some(index) = self.settled.lost.pop() {
            let standing = &mut self.objects[index as usize].standing;
            if !standing.held && standing.state == State::Settled {
                standing.state = State::Quiet;
                self.unsettle(index);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::Value;

    const SLOTS: u32 = 3;

    /// Objects and sums that a trace from `held` finds if it takes nothing for granted.
    fn plain(heap: &Heap, root: Obj, held: &[Obj]) -> (Vec<u32>, Traced) {
        let mut heap = heap.clone();
        heap.begin_mark_all();
        heap.mark(root);
        held.iter().for_each(|obj| heap.mark(*obj));
        heap.trace();
        let marked = (3..heap.objects.len() as u32).filter(|index| heap.is_marked(Obj(*index)));
        (marked.collect(), heap.traced)
    }

    proptest! {
        /// Objects that refer to each other at random, roots that come and go, traces in between.
        #[test]
        fn a_trace_finds_what_one_without_memory_finds(steps in prop::collection::vec((0u8..10, 0usize..40, 0usize..40), 1..400)) {
            let mut heap = Heap::new(1 << 30, 1 << 30, 1);
            let root = heap.alloc(Data::Slots(vec![Value::Nil; SLOTS as usize].into()), 0);
            heap.set_root(root);
            let (mut known, mut held): (Vec<Obj>, Vec<Obj>) = (Vec::new(), Vec::new());
            for (what, one, other) in steps {
                let pick = |from: &[Obj], at: usize| (!from.is_empty()).then(|| from[at % from.len()]);
                match (what, pick(&known, one), pick(&known, other)) {
                    (0 | 1, ..) => known.push(heap.alloc(Data::Slots(vec![Value::Nil; 3].into()), 24 + 8 * one as u64)),
                    (2..=4, Some(from), Some(to)) => heap.store(from, other as u32 % SLOTS, Value::ptr(to, 0)),
                    (5, Some(obj), _) => heap.store(obj, other as u32 % SLOTS, Value::Int(1)),
                    (6, Some(obj), _) if one % 3 == 0 => heap.store(root, other as u32 % SLOTS, Value::ptr(obj, 0)),
                    (6, Some(obj), _) => {
                        heap.hold(obj);
                        held.push(obj);
                    }
                    (7, ..) if !held.is_empty() => heap.release(held.swap_remove(one % held.len())),
                    _ => {
                        let expected = plain(&heap, root, &held);
                        heap.begin_mark();
                        let traced = heap.finish_trace();
                        known.retain(|obj| heap.is_marked(*obj));
                        prop_assert_eq!((known.iter().map(|obj| obj.0).collect::<std::collections::BTreeSet<_>>().into_iter().collect(), traced), expected);
                    }
                }
            }
        }
    }

    #[test]
    fn what_stands_still_is_not_visited_again() {
        let mut heap = Heap::new(1 << 30, 1 << 30, 1);
        let leaf = heap.alloc(Data::Ints(vec![1, 2].into()), 16);
        let root = heap.alloc_slots(&[Value::ptr(leaf, 0), Value::Nil], 16);
        heap.hold(root);
        let states = |heap: &Heap| [root, leaf].map(|obj| heap.objects[obj.index()].standing.state);
        for expected in [State::Quiet, State::Settled] {
            heap.begin_mark();
            heap.finish_trace();
            assert_eq!(states(&heap), [expected; 2]);
        }
        heap.store(leaf, 0, Value::Int(3));
        assert_eq!(states(&heap), [State::Settled; 2], "there is nothing to be found in plain contents");
        heap.store(root, 0, Value::Nil);
        assert_eq!(states(&heap)[0], State::Fresh);
        heap.begin_mark();
        let traced = heap.finish_trace();
        assert_eq!((traced.bytes, traced.objects, heap.is_marked(leaf)), (16, 1, false));
    }
}

//! A 4-ary min-heap of 128-bit keys.
//!
//! Four children fill one cache line, and the end is padded with [`EMPTY`] so that every node with children has four:
//! the smallest is found without a test for each. After a `pop` the root stays a *hole*, which the next `push` fills:
//! in a simulation most events schedule a follow-up, and one walk down is cheaper than one down and one up.

use super::key::EMPTY;

/// Enough for four children of the root, and for those of a node that has only one.
const PADDING: usize = 5;

#[derive(Clone, Debug)]
pub(super) struct Heap {
    /// `len` keys in heap order, then at least [`PADDING`] times [`EMPTY`].
    keys: Vec<u128>,
    len: usize,
    /// The key at the root has been taken and is to be ignored.
    hole: bool,
}

impl Heap {
    pub(super) fn new() -> Heap {
        Heap { keys: vec![EMPTY; PADDING], len: 0, hole: false }
    }

    /// The smallest key, [`EMPTY`] if there is none.
    #[inline]
    pub(super) fn peek(&self) -> u128 {
        if self.hole { least(&self.keys, 0).1 } else { self.keys[0] }
    }

    #[inline]
    pub(super) fn push(&mut self, key: u128) {
        if self.hole {
            self.hole = false;
            self.sift_down(0, key);
            return;
        }
        let at = self.len;
        self.len += 1;
        if self.keys.len() < self.len + PADDING {
            self.keys.resize(2 * self.len + PADDING, EMPTY);
        }
        self.sift_up(at, key);
    }

    /// The smallest key, [`EMPTY`] if there is none, after filling the hole if there is one. What is taken next is asked for thus.
    #[inline]
    pub(super) fn settle(&mut self) -> u128 {
        self.close_hole();
        self.keys[0]
    }

    /// Takes the key that [`Heap::settle`] has just given, which is not [`EMPTY`].
    #[inline]
    pub(super) fn take_settled(&mut self) {
        debug_assert!(!self.hole && self.len > 0);
        self.hole = true;
    }

    /// Keeps the keys that `keep` wants, each replaced by what `keep` makes of it.
    pub(super) fn rebuild(&mut self, mut keep: impl FnMut(u128) -> Option<u128>) {
        self.close_hole();
        let mut kept: Vec<u128> = self.keys[..self.len].iter().filter_map(|&key| keep(key)).collect();
        // A sorted array is a heap.
        kept.sort_unstable();
        self.len = kept.len();
        kept.resize(self.len + PADDING, EMPTY);
        self.keys = kept;
    }

    #[inline]
    fn close_hole(&mut self) {
        if self.hole {
            self.hole = false;
            self.len -= 1;
            let last = self.keys[self.len];
            self.keys[self.len] = EMPTY;
            if self.len > 0 {
                self.sift_down(0, last);
            }
        }
    }

    /// Puts `key` at `at` or, if it is larger than the keys below, further down.
    #[inline]
    fn sift_down(&mut self, mut at: usize, key: u128) {
        while 4 * at + 1 < self.len {
            let (child, smallest) = least(&self.keys, at);
            if key <= smallest {
                break;
            }
            self.keys[at] = smallest;
            at = child;
        }
        self.keys[at] = key;
    }

    #[inline]
    fn sift_up(&mut self, mut at: usize, key: u128) {
        while at > 0 {
            let parent = (at - 1) / 4;
            if self.keys[parent] <= key {
                break;
            }
            self.keys[at] = self.keys[parent];
            at = parent;
        }
        self.keys[at] = key;
    }
}

/// The place and value of the smallest of the four children of `at`.
#[inline]
fn least(keys: &[u128], at: usize) -> (usize, u128) {
    let first = 4 * at + 1;
    let four = &keys[first..first + 4];
    let left = if four[1] < four[0] { (1, four[1]) } else { (0, four[0]) };
    let right = if four[3] < four[2] { (3, four[3]) } else { (2, four[2]) };
    let (offset, key) = if right.1 < left.1 { right } else { left };
    (first + offset, key)
}

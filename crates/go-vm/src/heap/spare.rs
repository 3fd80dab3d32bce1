//! Memory of objects that are no more, kept for others of the same length. A service makes and drops the same kinds of
//! objects with every request; an allocator would merge what it gets back and split it again.

use super::Data;
use crate::value::Value;

/// Most slots of an object whose memory is kept.
const LONGEST: usize = 64;

/// Most slots that are kept, of all lengths together: 5 MB.
const MOST: usize = (5 << 20) / size_of::<Value>();

/// What is kept.
#[derive(Debug, Default)]
pub(super) struct Spare {
    by_length: Vec<Vec<Box<[Value]>>>,
    slots: usize,
}

/// A copy of a heap begins without.
impl Clone for Spare {
    fn clone(&self) -> Spare {
        Spare::default()
    }
}

impl Spare {
    /// Takes what an object that is no more held.
    pub fn keep(&mut self, data: Data) {
        if let Data::Slots(slots) = data
            && slots.len() <= LONGEST
            && self.slots + slots.len() <= MOST
        {
            if self.by_length.is_empty() {
                self.by_length.resize_with(LONGEST + 1, Vec::new);
            }
            self.slots += slots.len();
            self.by_length[slots.len()].push(slots);
        }
    }

    /// A copy of these slots.
    pub fn copy(&mut self, slots: &[Value]) -> Box<[Value]> {
        match self.by_length.get_mut(slots.len()).and_then(Vec::pop) {
            Some(mut kept) => {
                self.slots -= slots.len();
                kept.copy_from_slice(slots);
                kept
            }
            None => slots.into(),
        }
    }
}

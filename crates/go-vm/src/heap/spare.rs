//! Memory of objects that are no more, kept for others of the same length. A service makes and drops the same kinds of
//! objects with every request; an allocator would merge what it gets back and split it again.

use super::Data;
use crate::value::Value;

/// Most slots of an object whose memory is kept.
const LONGEST: usize = 24;

/// Most pieces of one length that are kept: all together less than 5 MB.
const MOST: usize = 1024;

/// What is kept, by length.
#[derive(Debug, Default)]
pub(super) struct Spare(Vec<Vec<Box<[Value]>>>);

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
        {
            if self.0.is_empty() {
                self.0.resize_with(LONGEST + 1, Vec::new);
            }
            let kept = &mut self.0[slots.len()];
            if kept.len() < MOST {
                kept.push(slots);
            }
        }
    }

    /// A copy of these slots.
    pub fn copy(&mut self, slots: &[Value]) -> Box<[Value]> {
        match self.0.get_mut(slots.len()).and_then(Vec::pop) {
            Some(mut kept) => {
                kept.copy_from_slice(slots);
                kept
            }
            None => slots.into(),
        }
    }
}

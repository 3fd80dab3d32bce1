//! The quick ways through `sync.Mutex`, which Go inlines where a mutex is locked: nobody has it and nobody waits.
//! Everything else is done by the functions of package sync.

use super::{Data, Heap};
use crate::value::{PtrRef, Value};

/// Instructions that `Lock` executes on a free mutex, its call included.
pub const LOCK_STEPS: u32 = 6;

/// Instructions that `Unlock` executes if nobody waits, its call included.
pub const UNLOCK_STEPS: u32 = 8;

/// The same if it was deferred: the instruction that runs deferred calls is repeated for the next.
pub const DEFERRED_UNLOCK_STEPS: u32 = UNLOCK_STEPS - 1;

/// The slot of a mutex that says whether it is locked.
const LOCKED: u32 = 0;

/// The slot that says whether it is about to be handed over.
const STARVING: u32 = 2;

impl Heap {
    /// Locks the mutex behind a pointer if it is free; false if that has to be done in Go.
    #[inline]
    pub fn lock(&mut self, mutex: Value) -> bool {
        match self.mutex(mutex) {
            Some([locked @ Value::Bool(false), _, Value::Bool(false), _]) => {
                *locked = Value::Bool(true);
                true
            }
            _ => false,
        }
    }

    /// Unlocks the mutex behind a pointer if nobody waits; false if that has to be done in Go.
    #[inline]
    pub fn unlock(&mut self, mutex: Value) -> bool {
        match self.mutex(mutex) {
            Some([locked @ Value::Bool(true), _, Value::Bool(false), Value::Int(0)]) => {
                *locked = Value::Bool(false);
                true
            }
            _ => false,
        }
    }

    /// Whether nobody has the mutex at a place, and it is not about to be handed over.
    pub fn is_free(&self, mutex: PtrRef) -> bool {
        let is = |slot| self.load(mutex.obj, mutex.off + slot).bool();
        !is(LOCKED) && !is(STARVING)
    }

    /// Whether it is locked, `woken`, whether it is `starving`, and how many wait. They refer to nothing, so a trace need
    /// not hear of a change.
    #[inline]
    fn mutex(&mut self, mutex: Value) -> Option<&mut [Value; 4]> {
        let Value::Ptr(at) = mutex else { return None };
        match &mut self.objects.get_mut(at.obj.index())?.data {
            Data::Slots(slots) => slots.get_mut(at.off as usize..)?.first_chunk_mut(),
            _ => None,
        }
    }
}

//! Registers that nobody reads any more. Before a trace they forget what they refer to, so that it does not keep it
//! alive, and can never find another object in its place.

use super::Machine;
use super::collect::used_slots;
use crate::bytecode::Program;
use crate::facts::Facts;
use crate::goroutine::{Goroutine, Resume, Status};
use crate::value::{Obj, Value};

/// Frames of a stack that tests spoil.
const SPOILED: usize = 30;

impl Machine {
    /// Empties the dead registers, as far as they refer to objects, of all goroutines that have run since the last time.
    pub(in crate::machine) fn forget_dead(&mut self) {
        let (program, facts) = (&self.program, &self.facts);
        self.goroutines.each_moved(|g| forget(program, facts, g, 0, false));
    }

    /// For tests: spoils the dead registers of all goroutines, of deep stacks only those of the innermost frames. No
    /// program may notice.
    #[doc(hidden)]
    pub fn spoil_dead(&mut self) {
        let (program, facts) = (&self.program, &self.facts);
        self.goroutines
            .each_moved(|g| forget(program, facts, g, g.frames.len().saturating_sub(SPOILED), true));
    }
}

/// Empties the dead registers of the frames from `first` on; `spoil`: those without a reference, too.
fn forget(program: &Program, facts: &Facts, g: &mut Goroutine, first: usize, spoil: bool) {
    let inside = g.inside && matches!(g.status, Status::Waiting(_));
    let mut end_of_all = 0;
    for index in first..g.frames.len() {
        let next = g.frames.get(index + 1).map(|next| next.base);
        let frame = &mut g.frames[index];
        let code = &program.funcs[frame.func as usize];
        let base = frame.base as usize;
        let own_end = base + usize::from(code.frame_size);
        end_of_all = own_end.max(end_of_all);
        // What a frame has put above the base of one that it calls belongs to that.
        let end = next.map_or(own_end, |next| next as usize).min(own_end).min(g.stack.len());
        let slots = g.stack.get_mut(base..end).unwrap_or_default();
        let returned = next.is_none() && g.resume == Resume::Return;
        if returned {
            let results = usize::from(code.result_slots).min(slots.len());
            slots[results..].iter_mut().for_each(|slot| empty(slot, spoil));
            frame.closure = Obj::NONE;
            continue;
        }
        let pc = if next.is_none() && inside { frame.pc.saturating_sub(1) } else { frame.pc };
        let live = facts.live(program, frame.func).before(pc);
        let dead = slots.iter_mut().enumerate().filter(|(reg, _)| !live.has(*reg));
        dead.for_each(|(_, slot)| empty(slot, spoil));
        if !live.has_closure() {
            frame.closure = Obj::NONE;
        }
    }
    // Registers of frames further down that calls have used for theirs.
    let left = used_slots(program, g)..end_of_all.min(g.stack.len());
    g.stack.get_mut(left).unwrap_or_default().iter_mut().for_each(|slot| empty(slot, spoil));
}

fn empty(slot: &mut Value, spoil: bool) {
    if spoil || slot.object() != Obj::NONE {
        *slot = Value::GONE;
    }
}

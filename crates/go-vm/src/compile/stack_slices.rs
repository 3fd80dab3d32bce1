//! Code for slices that begin on the stack.

use tidepool_go_check::hir::{Expr, LocalId, Stmt};
use tidepool_go_check::types::{Type, TypeId};

use super::func::{FuncBuilder, ty_operand};
use super::{backing, moved, walk};
use crate::bytecode::{Op, Reg};

use crate::heap::sizes::STACK_BYTES;

/// A slice variable that begins on the stack.
#[derive(Clone, Copy)]
pub(super) struct StackSlice {
    /// Register of its backing array there.
    buffer: Reg,
    /// An append to it has been compiled.
    begun: bool,
    /// It grows by size classes at every append; else the first append in the text gets all the room.
    by_class: bool,
}

impl FuncBuilder<'_, '_> {
    /// Finds them; each gets a register for its backing array.
    pub fn plan_stack_slices(&mut self) {
        let func = self.func;
        self.moved = moved::slices(self.ctx.hir, func, &mut self.ctx.leaks, &mut self.ctx.inlining);
        let kept = backing::on_stack(self.ctx.hir, func, &mut self.ctx.leaks);
        let kept: Vec<LocalId> = kept.into_iter().filter(|id| !self.moved.slices.contains_key(id)).collect();
        let moved = self.moved.slices.clone();
        for (id, by_class) in kept.into_iter().map(|id| (id, false)).chain(moved) {
            let buffer = self.alloc(1);
            self.stack_slices.insert(id, StackSlice { buffer, begun: false, by_class });
        }
    }

    /// Before an append of `count` elements to a slice in register `base`.
    pub fn stack_append(&mut self, slice: &Expr, elem: TypeId, count: u64, base: Reg) {
        let Some(id) = walk::local_of(slice) else { return };
        if count > self.stack_room(elem) {
            return;
        }
        let Some(stack) = self.stack_slices.get_mut(&id) else { return };
        let first = !std::mem::replace(&mut stack.begun, true);
        let (buffer, count, elem) = (stack.buffer, count as u8, ty_operand(elem));
        if stack.by_class {
            self.emit(Op::StackGrow { count, buffer, slice: base, elem });
        } else if first {
            self.emit(Op::StackBuffer { count, buffer, slice: base, elem });
        }
    }

    /// Before a statement: what it gives away moves to the heap.
    pub fn move_slices(&mut self, stmt: &Stmt) {
        for id in self.moved.before.remove(&std::ptr::from_ref(stmt)).unwrap_or_default() {
            let ty = self.local(id).ty;
            let (Type::Slice(elem), Some(stack)) = (self.shape(ty), self.stack_slices.get(&id)) else {
                continue;
            };
            let (buffer, keep_cap, elem) = (stack.buffer, stack.by_class, *elem);
            if self.stack_room(elem) > 0 {
                let slice = self.reg(id);
                self.emit(Op::ToHeap { keep_cap, buffer, slice, elem: ty_operand(elem) });
            }
        }
    }

    /// How many elements Go has room for on the stack.
    fn stack_room(&self, elem: TypeId) -> u64 {
        STACK_BYTES.checked_div(self.types().go_size_align(elem).0).unwrap_or(0)
    }
}

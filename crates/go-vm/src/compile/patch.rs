//! Jumps get their distances, after the useless ones are gone.

use crate::bytecode::Op;

use super::func::{FuncBuilder, Label};

/// Jumps to jumps are followed so far.
const MAX_HOPS: usize = 8;

impl FuncBuilder<'_, '_> {
    /// Resolves all labels; false if one was never bound or is too far away.
    pub fn patch(&mut self) -> bool {
        self.thread_jumps();
        while self.drop_empty_jumps() {}
        let mut fits = true;
        for &(at, label) in &self.patches {
            let Some(target) = self.labels[label.0] else {
                fits = false;
                continue;
            };
            let distance = i64::from(target) - i64::from(at) - 1;
            fits &= self.code[at as usize].set_distance(distance as i32);
        }
        fits
    }

    /// A jump to a jump goes to the end of the chain at once.
    fn thread_jumps(&mut self) {
        let mut jumps: Vec<Option<Label>> = vec![None; self.code.len() + 1];
        for &(at, label) in &self.patches {
            if matches!(self.code[at as usize], Op::Jump { .. }) {
                jumps[at as usize] = Some(label);
            }
        }
        for patch in &mut self.patches {
            for _ in 0..MAX_HOPS {
                let next = self.labels[patch.1.0].and_then(|target| jumps[target as usize]);
                match next {
                    Some(label) if label != patch.1 => patch.1 = label,
                    _ => break,
                }
            }
        }
    }

    /// Removes jumps to the next instruction and renumbers everything; false if there was none.
    fn drop_empty_jumps(&mut self) -> bool {
        let is_empty = |&(at, label): &(u32, Label)| {
            matches!(self.code[at as usize], Op::Jump { .. }) && self.labels[label.0] == Some(at + 1)
        };
        let dropped: Vec<u32> = self.patches.iter().filter(|p| is_empty(p)).map(|p| p.0).collect();
        if dropped.is_empty() {
            return false;
        }
        let moved = |at: u32| at - dropped.partition_point(|&d| d < at) as u32;
        let keep = |at: usize| dropped.binary_search(&(at as u32)).is_err();
        let mut at = 0..;
        self.code.retain(|_| at.next().is_some_and(keep));
        let mut at = 0..;
        self.spans.retain(|_| at.next().is_some_and(keep));
        self.patches.retain(|&(at, _)| keep(at as usize));
        self.patches.iter_mut().for_each(|patch| patch.0 = moved(patch.0));
        self.labels.iter_mut().flatten().for_each(|target| *target = moved(*target));
        for local in &mut self.locals {
            local.from = moved(local.from);
            local.to = moved(local.to);
        }
        true
    }
}

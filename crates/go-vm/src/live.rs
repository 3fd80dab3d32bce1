//! Which registers of a function may still be read, at each of its instructions: what Go's compiler tells the collector
//! in its stack maps.

use crate::bytecode::{Access, FuncCode, Op, Program, Reg, accesses};

/// Words of a map beyond which it is not made, and everything counts as live.
const MAX_WORDS: usize = 1 << 18;

/// Passes over a function after which the same holds; nested loops need one each.
const MAX_PASSES: usize = 64;

/// By instruction: the registers that may be read from it on before they are written, and one bit behind them for the
/// closure.
#[derive(Clone, Debug)]
pub struct LiveMap {
    /// Words for an instruction.
    words: usize,
    /// Empty if everything counts as live.
    rows: Vec<u64>,
    /// Number of the closure's bit.
    closure: usize,
}

/// What is live at one instruction.
#[derive(Clone, Copy, Debug)]
pub struct Live<'a> {
    row: Option<&'a [u64]>,
    closure: usize,
}

impl Live<'_> {
    /// True if the register may still be read.
    #[inline]
    pub fn has(&self, reg: usize) -> bool {
        self.row.is_none_or(|row| row.get(reg / 64).is_some_and(|word| word >> (reg % 64) & 1 == 1))
    }

    /// True if the captured variables may still be read.
    pub fn has_closure(&self) -> bool {
        self.has(self.closure)
    }
}

impl LiveMap {
    /// The map of a function.
    pub fn new(program: &Program, func: &FuncCode) -> LiveMap {
        let closure = usize::from(func.frame_size);
        let words = closure / 64 + 1;
        let size = words * func.code.len();
        let mut map = LiveMap { words, rows: Vec::new(), closure };
        if size <= MAX_WORDS {
            map.rows = vec![0; size];
            let settled = (0..MAX_PASSES).any(|_| !map.pass(program, func));
            if !settled {
                map.rows = Vec::new();
            }
        }
        map
    }

    /// What is live before instruction `pc`.
    pub fn before(&self, pc: u32) -> Live<'_> {
        let from = pc as usize * self.words;
        // Control never comes to what is behind the last one.
        let row = match self.rows.is_empty() {
            true => None,
            false => Some(self.rows.get(from..from + self.words).unwrap_or_default()),
        };
        Live { row, closure: self.closure }
    }

    /// Goes through the function backwards; tells whether anything has changed.
    fn pass(&mut self, program: &Program, func: &FuncCode) -> bool {
        let mut changed = false;
        let mut row = vec![0; self.words];
        for pc in (0..func.code.len()).rev() {
            self.compute(program, func, pc, &mut row);
            let old = &mut self.rows[pc * self.words..(pc + 1) * self.words];
            if *old != *row {
                old.copy_from_slice(&row);
                changed = true;
            }
        }
        changed
    }

    fn compute(&self, program: &Program, func: &FuncCode, pc: usize, row: &mut [u64]) {
        let op = &func.code[pc];
        let of = |pc: usize| self.rows.get(pc * self.words..(pc + 1) * self.words).unwrap_or_default();
        row.fill(0);
        if !ends(op) {
            join(row, of(pc + 1));
        }
        accesses(program, func, pc, &mut |access, first, count| {
            each(first, count, func.frame_size, |reg| match access {
                Access::Write => row[reg / 64] &= !(1 << (reg % 64)),
                Access::Read => row[reg / 64] |= 1 << (reg % 64),
            });
        });
        if matches!(op, Op::LoadCapture { .. }) {
            row[self.closure / 64] |= 1 << (self.closure % 64);
        }
        // Whoever jumps has not written: the next entry of a map is only there if there is one.
        if let Some(distance) = op.distance() {
            join(row, of((pc as i64 + 1 + i64::from(distance)) as usize));
        }
        // A deferred call may recover from what any instruction raises.
        if let Some(epilogue) = func.epilogue {
            join(row, of(epilogue as usize));
        }
    }
}

fn join(row: &mut [u64], other: &[u64]) {
    row.iter_mut().zip(other).for_each(|(word, other)| *word |= other);
}

/// Calls `found` with those registers of a range that the frame has.
fn each(first: Reg, count: u32, frame: u16, found: impl FnMut(usize)) {
    let end = u32::from(first).saturating_add(count).min(frame.into());
    (usize::from(first)..end as usize).for_each(found);
}

/// True if control does not go on to the next instruction.
fn ends(op: &Op) -> bool {
    let returns = matches!(op, Op::Return | Op::Return1 { .. } | Op::ReturnN { .. });
    returns || matches!(op, Op::Jump { .. } | Op::Panic { .. } | Op::Unreachable)
}

//! What natives may use of a machine.

use std::rc::Rc;

use super::{Machine, Stop};
use crate::bytecode::Program;
use crate::costs::Costs;
use crate::facts::Facts;
use crate::goroutine::GIndex;
use crate::heap::Heap;
use crate::host::Time;

/// Files a program has open, its standard streams not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FilesOpen {
    /// Now.
    pub now: u64,
    /// Most at a time so far.
    pub max: u64,
}

impl Machine {
    /// Files open now, and most so far.
    pub fn files_open(&self) -> FilesOpen {
        self.files_open
    }

    pub(crate) fn count_files(&mut self, delta: i64) {
        let files = &mut self.files_open;
        files.now = files.now.saturating_add_signed(delta);
        files.max = files.max.max(files.now);
    }

    pub(crate) fn heap(&self) -> &Heap {
        &self.heap
    }

    pub(crate) fn heap_mut(&mut self) -> &mut Heap {
        &mut self.heap
    }

    pub(crate) fn facts(&self) -> &Facts {
        &self.facts
    }

    pub(crate) fn limits(&self) -> &super::Limits {
        &self.config.limits
    }

    pub(crate) fn costs(&self) -> &Costs {
        &self.config.costs
    }

    pub(crate) fn program_rc(&self) -> Rc<Program> {
        Rc::clone(&self.program)
    }

    /// Number of processors of the machine.
    pub(crate) fn processors(&self) -> usize {
        self.sched.ps.len()
    }

    /// GOMAXPROCS.
    pub(crate) fn max_procs(&self) -> usize {
        self.sched.max_procs
    }

    /// The number of a goroutine in dumps.
    pub(crate) fn id_of(&self, g: GIndex) -> u64 {
        self.goroutines[g].id
    }

    /// `os.Exit`.
    pub(crate) fn exit(&mut self, code: i32) {
        self.end = Some(Stop::Exited { code });
    }

    /// Lets a goroutine use `ns` of processor time before its next instruction.
    pub(crate) fn burn(&mut self, g: GIndex, ns: u64) {
        self.goroutines[g].burn += ns.saturating_mul(1000);
    }

    /// Forgets what earlier calls have left in the slots from `at` on of a goroutine's stack.
    pub(crate) fn forget_above(&mut self, g: GIndex, at: usize) {
        for slot in self.goroutines[g].stack.iter_mut().skip(at) {
            *slot = crate::value::Value::Nil;
        }
    }

    /// `runtime.GC`.
    pub(crate) fn force_gc(&mut self, now: Time) {
        self.heap.note_forced();
        self.collect(now);
    }

    /// File, line and function of the caller `skip` frames above the one that called a native.
    pub(crate) fn caller(&self, g: GIndex, skip: usize) -> Option<(String, u32, String)> {
        let frames = self.goroutines[g].frames.iter().rev();
        let mut shown = frames.filter(|f| !self.program.funcs[f.func as usize].wrapper);
        let frame = shown.nth(skip)?;
        let (file, line) = self.file_line(frame.func, self.standing(frame));
        Some((file.into(), line, self.program.funcs[frame.func as usize].name.clone()))
    }
}

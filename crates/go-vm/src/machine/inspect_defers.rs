//! A look inside: deferred calls and panics of a goroutine.

use tidepool_go_check::type_table::basic;
use tidepool_go_syntax::span::Span;

use super::Machine;
use crate::bytecode::{DeferClass, Op};
use crate::goroutine::{Deferred, FrameKind};
use crate::host::GoId;
use crate::natives::fmt;

/// What defer, panic and recover have done in a process so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeferCounts {
    /// `defer` statements executed.
    pub pushed: u64,
    /// Deferred calls begun.
    pub run: u64,
    /// Panics raised, by the program or the runtime.
    pub panics: u64,
    /// Calls of `recover` that stopped one.
    pub recovers: u64,
}

/// A deferred call as shown to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeferView {
    /// The frame at whose end it runs, as [`FrameView::index`](super::FrameView::index).
    pub frame: usize,
    /// The `defer` statement.
    pub span: Span,
    /// Its line, from 1.
    pub line: u32,
    /// The function that will run, as in Go's stacks; none for a nil function value.
    pub func: Option<String>,
    /// The saved receiver and arguments, as `%+v` prints them.
    pub args: Vec<String>,
    /// How Go would implement the statement.
    pub class: DeferClass,
}

/// A panic or `Goexit` in progress as shown to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanicView {
    /// The value, as `%v` would print it without calling methods; empty for `Goexit`.
    pub value: String,
    /// True after `recover`.
    pub recovered: bool,
    /// True for `runtime.Goexit`.
    pub goexit: bool,
}

impl Machine {
    /// What defer, panic and recover have done so far.
    pub fn defer_counts(&self) -> DeferCounts {
        self.defer_counts
    }

    /// Deferred calls of a goroutine that have not begun yet, next to run first.
    pub fn defers(&self, id: GoId) -> Vec<DeferView> {
        let Some(g) = self.goroutines.find(id.0).map(|i| &self.goroutines[i]) else {
            return Vec::new();
        };
        g.defers.iter().rev().map(|deferred| self.defer_view(deferred)).collect()
    }

    fn defer_view(&self, deferred: &Deferred) -> DeferView {
        let (func, pc) = deferred.site;
        let code = &self.program.funcs[func as usize];
        let span = code.spans.get(pc as usize).copied().unwrap_or(code.span);
        let class = match code.code.get(pc as usize) {
            Some(Op::Defer { class, .. } | Op::DeferValue { class, .. } | Op::DeferIface { class, .. }) => {
                *class
            }
            _ => DeferClass::Heap,
        };
        let callee = deferred.func.map(|f| &self.program.funcs[f.func as usize]);
        let mut args = Vec::new();
        let mut at = 0;
        for &ty in callee.map_or(&[][..], |code| &code.params) {
            let slots = self.program.layouts[ty.0 as usize].slots as usize;
            if let Some(value) = deferred.args.slots().get(at..at + slots) {
                args.push(fmt::debug_text(&self.heap, &self.program, ty, value));
            }
            at += slots;
        }
        DeferView {
            frame: deferred.frame as usize,
            span,
            line: self.program.position(span).0,
            func: callee.map(|code| code.name.clone()),
            args,
            class,
        }
    }

    /// Panics in progress of a goroutine, latest first.
    pub fn panics(&self, id: GoId) -> Vec<PanicView> {
        let Some(g) = self.goroutines.find(id.0).map(|i| &self.goroutines[i]) else {
            return Vec::new();
        };
        let view = |panic: &crate::goroutine::Panic| PanicView {
            value: if panic.goexit {
                String::new()
            } else {
                fmt::debug_text(&self.heap, &self.program, basic::ANY, &[panic.value])
            },
            recovered: panic.recovered,
            goexit: panic.goexit,
        };
        g.panics.iter().rev().map(view).collect()
    }

    /// How a frame came to be: an ordinary call, a deferred call at a normal end, or one during a panic.
    pub fn frame_kind(&self, id: GoId, index: usize) -> Option<FrameKind> {
        let g = self.goroutines.find(id.0).map(|i| &self.goroutines[i])?;
        g.frames.get(index).map(|frame| frame.kind)
    }

    /// Whether a frame has left its body: its result is fixed and its deferred calls run.
    pub fn is_returning(&self, id: GoId, index: usize) -> bool {
        let frame = self.goroutines.find(id.0).and_then(|i| self.goroutines[i].frames.get(index));
        frame.is_some_and(|frame| {
            let code = &self.program.funcs[frame.func as usize].code;
            code.get(frame.pc as usize) == Some(&Op::RunDefers)
        })
    }
}

//! A look inside: goroutines, frames, locals, counters.

use tidepool_go_check::hir::FuncId;

use super::{ChanView, Machine, Stop};
use crate::bytecode::{LineInfo, Program};
use crate::durations::Durations;
use crate::goroutine::{Creator, GIndex, Goroutine, Status};
use crate::heap::gc::GcStats;
use crate::host::{GoId, Time};
use crate::natives::fmt;
use crate::value::Value;

/// What Go's debuggers say of a variable that the program has no more use for, once it is gone.
const GONE: &str = "<optimized out>";

/// A goroutine as shown to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoroutineView {
    /// Its number.
    pub id: GoId,
    /// `running`, `runnable`, or the wait reason in Go's words.
    pub state: &'static str,
    /// True if it is blocked.
    pub waiting: bool,
    /// Since when it is in this state, virtual ns.
    pub since: Time,
    /// Its frames, innermost first, generated wrappers left out.
    pub frames: Vec<FrameView>,
    /// Line (from 1) of the innermost frame in the user's program, 0 if there is none.
    pub user_line: u32,
    /// Function with the `go` statement, and its line.
    pub created_by: Option<(String, u32)>,
}

/// A frame as shown to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameView {
    /// Function name as in Go's stacks.
    pub func: String,
    /// File name.
    pub file: String,
    /// Line from 1.
    pub line: u32,
    /// True for a file of the user.
    pub user: bool,
    /// Its place in the stack, for [`Machine::locals`].
    pub index: usize,
}

/// A local variable with its present value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalView {
    /// Name in the source.
    pub name: String,
    /// Type as `%T` prints it.
    pub ty: String,
    /// Value as `%+v` prints it (methods are not called), cut to 200 characters. A variable that is not read any more
    /// keeps its value until a trace of the heap: then `<optimized out>` stands for what referred to an object.
    pub value: String,
    /// What is in a channel and who waits for it.
    pub chan: Option<ChanView>,
}

impl Machine {
    /// All goroutines by number.
    pub fn goroutines(&self) -> Vec<GoroutineView> {
        let mut all: Vec<_> = self.goroutines.iter().collect();
        all.sort_unstable_by_key(|(_, g)| g.id);
        all.into_iter().map(|(index, g)| self.view(index, g)).collect()
    }

    /// One goroutine.
    pub fn goroutine(&self, id: GoId) -> Option<GoroutineView> {
        let index = self.goroutines.find(id.0)?;
        Some(self.view(index, &self.goroutines[index]))
    }

    fn view(&self, index: GIndex, g: &Goroutine) -> GoroutineView {
        let (state, waiting) = match g.status {
            Status::Waiting(reason) => (reason.text, true),
            Status::Running => ("running", false),
            Status::Runnable | Status::Dead => ("runnable", false),
        };
        let creator =
            |c: Creator| (self.program.funcs[c.func as usize].name.clone(), self.file_line(c.func, c.pc).1);
        GoroutineView {
            id: GoId(g.id),
            state,
            waiting,
            since: g.since,
            frames: self.frame_views(g),
            user_line: self.user_line(index),
            created_by: g.created_by.map(creator),
        }
    }

    fn frame_views(&self, g: &Goroutine) -> Vec<FrameView> {
        let frames = g.frames.iter().enumerate().rev();
        let shown = frames.filter(|(_, f)| !self.program.funcs[f.func as usize].wrapper);
        let view = |(index, f): (usize, &crate::goroutine::Frame)| {
            let code = &self.program.funcs[f.func as usize];
            let (file, line) = self.file_line(f.func, self.standing(f));
            FrameView { func: code.name.clone(), file: file.into(), line, user: code.user, index }
        };
        shown.map(view).collect()
    }

    /// Locals that exist in frame `index` of a goroutine, in order of declaration.
    pub fn locals(&self, id: GoId, index: usize) -> Vec<LocalView> {
        let Some(g) = self.goroutines.find(id.0).map(|i| &self.goroutines[i]) else {
            return Vec::new();
        };
        let Some(frame) = g.frames.get(index) else {
            return Vec::new();
        };
        let code = &self.program.funcs[frame.func as usize];
        let alive = code.locals.iter().filter(|l| (l.from..l.to).contains(&frame.pc));
        let mut views = Vec::new();
        for local in alive {
            let slots = self.program.layouts[local.ty.0 as usize].slots as usize;
            let at = frame.base as usize + local.reg as usize;
            let mut value = vec![Value::Nil; slots];
            match (local.boxed, g.stack.get(at)) {
                (true, Some(&Value::GONE)) => value.fill(Value::GONE),
                (true, Some(Value::Ptr(p))) => self.heap.load_n(p.obj, p.off, &mut value),
                (false, Some(_)) if g.stack.len() >= at + slots => {
                    value.copy_from_slice(&g.stack[at..at + slots])
                }
                _ => continue,
            }
            let gone = value.contains(&Value::GONE);
            views.push(LocalView {
                name: local.name.clone(),
                ty: self.program.types.name(local.ty),
                value: match gone {
                    true => GONE.into(),
                    false => fmt::debug_text(&self.heap, &self.program, local.ty, &value),
                },
                chan: value.first().and_then(|value| self.chan_view(local.ty, *value)),
            });
        }
        views
    }

    /// How often each line of the user's files began.
    pub fn line_counts(&self) -> impl Iterator<Item = (LineInfo, u64)> + '_ {
        self.program.lines.iter().copied().zip(self.lines.iter().copied())
    }

    /// The function that a goroutine is in, generated ones too, and its next instruction.
    pub fn next_instruction(&self, id: GoId) -> Option<(FuncId, u32)> {
        let frame = self.goroutines[self.goroutines.find(id.0)?].top()?;
        Some((FuncId(frame.func), frame.pc))
    }

    /// How often a statement of the user's files has begun on another line than the one before it.
    pub fn line_changes(&self) -> u64 {
        self.line_changes
    }

    /// How often a goroutine has begun to wait.
    pub fn waits_begun(&self) -> u64 {
        self.goroutines.tickets()
    }

    /// Counters of allocator and collector.
    pub fn heap_stats(&self) -> &GcStats {
        self.heap.stats()
    }

    /// How long goroutines waited for a P each time they could run: all of them, where Go looks at one of eight.
    pub fn sched_latencies(&self) -> &Durations {
        &self.sched_latencies
    }

    /// How long the world stood still each time it was stopped for the collector.
    pub fn gc_pauses(&self) -> &Durations {
        &self.gc.pauses
    }

    /// Bytes of real memory that the heap takes, roughly.
    pub fn heap_bytes(&self) -> u64 {
        self.heap.real_bytes()
    }

    /// Number of goroutines.
    pub fn goroutine_count(&self) -> usize {
        self.goroutines.len()
    }

    /// Instructions performed so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The program that runs.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Virtual time of the P that is furthest ahead.
    pub fn clock(&self) -> Time {
        self.sched.ps.iter().map(|p| p.clock.ns).max().unwrap_or(0)
    }

    /// Why the process has ended, if it has.
    pub fn ended(&self) -> Option<&Stop> {
        self.end.as_ref()
    }

    /// For each P the goroutine that runs on it and those that wait in its queue; last the global queue.
    pub fn run_queues(&self) -> Vec<(Option<GoId>, Vec<GoId>)> {
        let id = |g: GIndex| GoId(self.goroutines[g].id);
        let ps = self.sched.ps.iter().map(|p| (p.current.map(id), p.queue().map(id).collect()));
        ps.chain([(None, self.sched.global().map(id).collect())]).collect()
    }
}

/// What a goroutine is doing and where, without its frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Its number.
    pub id: GoId,
    /// `running`, `runnable`, or the wait reason in Go's words.
    pub state: &'static str,
    /// Innermost function of the user's program, empty if there is none.
    pub func: &'a str,
    /// Line (from 1) in it, 0 if there is none.
    pub line: u32,
}

impl Machine {
    /// Where every goroutine is, in no particular order; cheap, for pictures of many.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        self.goroutines.iter().map(|(_, g)| {
            let frame = g.frames.iter().rev().find(|f| self.program.funcs[f.func as usize].user);
            let (func, line) = frame.map_or(("", 0), |f| {
                let line = self.file_line(f.func, self.standing(f)).1;
                (self.program.funcs[f.func as usize].name.as_str(), line)
            });
            let state = match g.status {
                Status::Waiting(reason) => reason.text,
                Status::Running => "running",
                Status::Runnable | Status::Dead => "runnable",
            };
            Place { id: GoId(g.id), state, func, line }
        })
    }

    /// Whether the goroutine exists.
    pub fn is_alive(&self, id: GoId) -> bool {
        self.goroutines.find(id.0).is_some()
    }
}

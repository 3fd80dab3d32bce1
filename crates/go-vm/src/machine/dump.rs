//! Goroutine dumps in the form of Go's runtime.
//!
//! Arguments are not shown (`main.f(...)`), and the offset behind a line is the number of the
//! instruction times four: it has Go's look, and distinguishes places on one line.

use std::fmt::Write;

use super::Machine;
use crate::goroutine::{Frame, FrameKind, GIndex, Goroutine, Status};
use crate::host::Time;
use crate::interp::samples;

/// Frames shown at either end of a deep stack, as in Go.
const SHOWN: usize = 50;

impl Machine {
    /// The dump of one goroutine, ending with a line end.
    pub(crate) fn dump_goroutine(&self, g: GIndex, state: &str, out: &mut String) {
        let entry = &self.goroutines[g];
        let _ = writeln!(out, "goroutine {} [{state}]:", entry.id);
        let lines = self.frame_texts(entry);
        let hidden = lines.len().saturating_sub(2 * SHOWN);
        for (i, line) in lines.iter().enumerate() {
            if hidden > 0 && i == SHOWN {
                let _ = writeln!(out, "...{hidden} frames elided...");
            }
            if hidden == 0 || i < SHOWN || i >= SHOWN + hidden {
                out.push_str(line);
            }
        }
        if let Some(by) = entry.created_by {
            let name = &self.program.funcs[by.func as usize].name;
            let _ = writeln!(out, "created by {name} in goroutine {}", by.id);
            let _ = writeln!(out, "\t{}", self.place(by.func, by.pc));
        }
    }

    fn frame_texts(&self, entry: &Goroutine) -> Vec<String> {
        let shown = |i: usize, f: &Frame| {
            let code = &self.program.funcs[f.func as usize];
            !code.wrapper || i + 1 == entry.frames.len()
        };
        let mut texts = Vec::new();
        for (i, frame) in entry.frames.iter().enumerate().rev() {
            // Frames far from both ends are never printed; a placeholder keeps the count.
            let far = texts.len() > SHOWN && i > SHOWN;
            if far {
                texts.push(String::new());
            } else if shown(i, frame) {
                texts.push(self.frame_text(frame, i + 1 == entry.frames.len()));
            }
            match frame.kind {
                FrameKind::Unwinding(n) if entry.panics.get(n as usize).is_some_and(|p| p.goexit) => {
                    texts.push("runtime.Goexit()\n\t/usr/local/go/src/runtime/panic.go:694 +0x5e\n".into());
                }
                FrameKind::Unwinding(_) | FrameKind::PanicText(_) => {
                    texts.push("panic({...})\n\t/usr/local/go/src/runtime/panic.go:859 +0x125\n".into());
                }
                _ => {}
            }
        }
        texts
    }

    fn frame_text(&self, frame: &Frame, innermost: bool) -> String {
        let code = &self.program.funcs[frame.func as usize];
        let args = if code.params.is_empty() { "" } else { "..." };
        let pc = if innermost { frame.pc } else { self.standing(frame) };
        format!("{}({args})\n\t{}\n", code.name, self.place(frame.func, pc))
    }

    fn place(&self, func: u32, pc: u32) -> String {
        let (file, line) = self.file_line(func, pc);
        format!("{file}:{line} +{:#x}", (pc + 1) * 4)
    }

    /// See [`samples::standing`].
    pub(crate) fn standing(&self, frame: &Frame) -> u32 {
        samples::standing(&self.program.funcs[frame.func as usize], frame.pc)
    }

    /// File and line (from 1) of an instruction.
    pub(crate) fn file_line(&self, func: u32, pc: u32) -> (&str, u32) {
        let code = &self.program.funcs[func as usize];
        let span = code.spans.get(pc as usize).copied().unwrap_or(code.span);
        let file = self.program.files.get(span.file.0 as usize).map_or("?", |f| &f.name);
        (file, self.program.position(span).0)
    }

    /// What a dump calls the state of a goroutine that does not run.
    fn state_text(&self, entry: &Goroutine, now: Time) -> String {
        let minutes = now.saturating_sub(entry.since) / 60_000_000_000;
        let leaked = if entry.leaked { " (leaked)" } else { "" };
        match entry.status {
            Status::Waiting(reason) if minutes >= 1 => format!("{}{leaked}, {minutes} minutes", reason.text),
            Status::Waiting(reason) => format!("{}{leaked}", reason.text),
            Status::Running => "running".into(),
            Status::Runnable | Status::Dead => "runnable".into(),
        }
    }

    /// Dump of all goroutines: the running one (or main) first, the others by number.
    pub(crate) fn stacks_of_all(&self, p: usize) -> String {
        let now = self.now(p);
        let mut all: Vec<_> = self.goroutines.iter().collect();
        let current = self.sched.ps[p].current;
        all.sort_unstable_by_key(|(index, g)| (Some(*index) != current, g.id));
        let mut out = String::new();
        for (i, (index, entry)) in all.into_iter().enumerate() {
            if i > 0 {
                out.push('\n');
            }
            self.dump_goroutine(index, &self.state_text(entry, now), &mut out);
        }
        out
    }

    /// Stacks of all goroutines as `debug=2` of the goroutine profile prints them.
    pub fn stacks(&self) -> String {
        self.stacks_of_all(0)
    }
}

//! Goroutines that somebody follows: what they did, and when.
//!
//! Nothing is noted as long as nobody looks. Watching changes nothing about what happens. What a watched goroutine starts
//! is watched, too.

use std::collections::BTreeSet;

use super::Machine;
use crate::goroutine::{GIndex, Status};
use crate::host::{GoId, Time};

/// A change of what a watched goroutine does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Virtual time. Ps have clocks of their own: of one goroutine it may go back by some nanoseconds.
    pub at: Time,
    /// Which goroutine.
    pub goroutine: GoId,
    /// What it does from then on.
    pub doing: Doing,
}

/// What a goroutine does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// It was started by another one, which is watched.
    Started {
        /// That one.
        by: GoId,
    },
    /// It has a P.
    Running,
    /// It waits for a P.
    Runnable,
    /// It is blocked.
    Waiting(Wait),
    /// It has ended.
    Ended,
}

/// Why and where a goroutine is blocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Go's words: `chan receive`, `select`, `sleep`, `IO wait` …
    pub reason: &'static str,
    /// The native function of the host that it waits for; empty if it waits for something within the program.
    pub native: String,
    /// The function that the user's program has called there, such as `sync.(*Mutex).Lock`; empty if it waits itself.
    pub call: String,
    /// The innermost function that it is in, such as `database/sql.(*DB).conn`.
    pub inside: String,
    /// Line (from 1) of the innermost frame of the user's program, 0 if there is none.
    pub line: u32,
}

/// The goroutines that are watched.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch {
    goroutines: BTreeSet<u64>,
    seen: Vec<Seen>,
}

impl Machine {
    /// Begins to watch, at first nobody; or ends it.
    pub fn set_watching(&mut self, on: bool) {
        self.watch = on.then(Box::default);
    }

    /// Watches a goroutine from now on: what it does now is noted. Nothing happens if nobody watches.
    pub fn watch(&mut self, goroutine: GoId, now: Time) {
        let Some(g) = self.goroutines.find(goroutine.0) else { return };
        let Some(watch) = &mut self.watch else { return };
        if !watch.goroutines.insert(goroutine.0) {
            return;
        }
        let doing = match self.goroutines[g].status {
            Status::Waiting(reason) => Doing::Waiting(self.wait(g, reason.text)),
            Status::Running => Doing::Running,
            Status::Runnable | Status::Dead => Doing::Runnable,
        };
        self.see(g, now, doing);
    }

    /// What was noted since the last call, in the order in which it happened.
    pub fn take_seen(&mut self) -> Vec<Seen> {
        self.watch.as_mut().map(|watch| std::mem::take(&mut watch.seen)).unwrap_or_default()
    }

    /// Notes what a goroutine does from `at` on, if it is watched.
    pub(super) fn see(&mut self, g: GIndex, at: Time, doing: Doing) {
        let id = self.goroutines[g].id;
        if let Some(watch) = &mut self.watch
            && watch.goroutines.contains(&id)
        {
            watch.seen.push(Seen { at, goroutine: GoId(id), doing });
        }
    }

    /// A goroutine is blocked from `at` on.
    #[cold]
    pub(super) fn see_wait(&mut self, g: GIndex, at: Time, reason: &'static str) {
        let wait = self.wait(g, reason);
        self.see(g, at, Doing::Waiting(wait));
    }

    /// The wait of this goroutine, if it was noted last, is for this native function of the host.
    pub(super) fn see_native(&mut self, g: GIndex, native: u32) {
        let (id, name) =
            (GoId(self.goroutines[g].id), self.program.natives.get(native as usize).map(|n| &n.name));
        if let Some(Seen { goroutine, doing: Doing::Waiting(wait), .. }) =
            self.watch.as_mut().and_then(|w| w.seen.last_mut())
            && *goroutine == id
        {
            wait.native = name.cloned().unwrap_or_default();
        }
    }

    /// A goroutine was started by another one.
    pub(super) fn see_start(&mut self, g: GIndex, by: u64, at: Time) {
        let id = self.goroutines[g].id;
        if let Some(watch) = &mut self.watch
            && watch.goroutines.contains(&by)
        {
            watch.goroutines.insert(id);
            self.see(g, at, Doing::Started { by: GoId(by) });
        }
    }

    fn wait(&self, g: GIndex, reason: &'static str) -> Wait {
        let shown = |func: u32| &self.program.funcs[func as usize];
        let (mut call, mut inside, mut line) = ("", "", 0);
        for frame in self.goroutines[g].frames.iter().rev().filter(|frame| !shown(frame.func).wrapper) {
            if inside.is_empty() {
                inside = &shown(frame.func).name;
            }
            if shown(frame.func).user {
                line = self.file_line(frame.func, self.standing(frame)).1;
                break;
            }
            call = &shown(frame.func).name;
        }
        Wait { reason, native: String::new(), call: call.into(), inside: inside.into(), line }
    }
}

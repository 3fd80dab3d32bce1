//! A goroutine: its stack of slots, frames, deferred calls and panics.

use std::rc::Rc;

use crate::chan::Elem;
use crate::ids::ById;
use crate::value::{FuncRef, Obj, Value};

/// Index of a goroutine in the machine's table; reused after its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GIndex(pub u32);

impl GIndex {
    /// Index into the table.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a goroutine is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In a run queue.
    Runnable,
    /// On a P.
    Running,
    /// Blocked, with the reason as a goroutine dump shows it.
    Waiting(WaitReason),
    /// Ended; the table entry is free.
    Dead,
}

/// Why a goroutine waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitReason {
    /// Go's words: `chan receive`, `select`, `sleep`, `sync.Mutex.Lock`, `IO wait` …
    pub text: &'static str,
    /// True if the host will wake it, so that waiting is no deadlock.
    pub host: bool,
}

impl WaitReason {
    /// A wait that only the program itself can end.
    pub const fn of(text: &'static str) -> WaitReason {
        WaitReason { text, host: false }
    }
}

/// Why a frame was made, and so what happens when it returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// An ordinary call (or the goroutine's first frame).
    Call,
    /// A deferred call at a normal end: the caller looks for the next one.
    Deferred,
    /// A deferred call that panic number `.0` of the goroutine runs.
    Unwinding(u32),
    /// `Error` or `String` of the value of panic number `.0`, called before the process dies of it.
    PanicText(u32),
}

/// An activation of a function.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Function number.
    pub func: u32,
    /// Next instruction.
    pub pc: u32,
    /// First slot on the stack.
    pub base: u32,
    /// Closure that runs, or none.
    pub closure: Obj,
    /// Why it was made.
    pub kind: FrameKind,
}

/// A deferred call.
#[derive(Clone, Debug)]
pub struct Deferred {
    /// Number of the frame that deferred it.
    pub frame: u32,
    /// The function; none for a nil function value.
    pub func: Option<FuncRef>,
    /// Its arguments.
    pub args: Elem,
    /// The `defer` statement: function and instruction.
    pub site: (u32, u32),
}

/// A panic or `runtime.Goexit` in progress.
#[derive(Clone, Debug)]
pub struct Panic {
    /// The value (an interface).
    pub value: Value,
    /// Text to print if the process dies of it, once known.
    pub text: Option<Rc<str>>,
    /// A line that Go prints behind, such as the one of a signal.
    pub note: Option<&'static str>,
    /// Number of frames when it began.
    pub depth: u32,
    /// Frame whose deferred call is running.
    pub deferring: u32,
    /// True after `recover`.
    pub recovered: bool,
    /// True if the same value was raised again after `recover`.
    pub repanicked: bool,
    /// True for `runtime.Goexit`.
    pub goexit: bool,
}

/// What to do first when a goroutine runs again.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Resume {
    /// Go on with the next instruction.
    #[default]
    Next,
    /// Raise the runtime panic with this text.
    Panic(&'static str),
    /// Finish the return from the innermost frame.
    Return,
    /// The semaphore was handed over: the pending acquire is done.
    SemaGranted,
}

/// A goroutine.
#[derive(Clone, Debug)]
pub struct Goroutine {
    /// Its number in dumps, never reused.
    pub id: u64,
    /// What it is doing.
    pub status: Status,
    /// Since when, virtual ns.
    pub since: u64,
    /// Slots of all frames.
    pub stack: Vec<Value>,
    /// Frames, innermost last.
    pub frames: Vec<Frame>,
    /// Deferred calls of all frames, latest last.
    pub defers: Vec<Deferred>,
    /// Panics in progress, latest last.
    pub panics: Vec<Panic>,
    /// Counts its waits; names the present one in wait queues.
    pub ticket: u64,
    /// First thing to do when it runs again.
    pub resume: Resume,
    /// Stack slot for the index of the case by which its `select` goes on.
    pub select_slot: u32,
    /// Processor time still to burn before the next instruction, in ps.
    pub burn: u64,
    /// Frame to whose list the next deferred call goes, if it is not the innermost one's.
    pub defer_to: Option<u32>,
    /// The `go` statement: function and instruction of the creator, and its number.
    pub created_by: Option<Creator>,
    /// It waits inside the instruction that its innermost frame has passed, and that still needs its operands.
    pub inside: bool,
    /// First slot for the results of the host call it waits for.
    pub host_base: u32,
    /// Native function whose results it waits for.
    pub host_native: u32,
    /// P it ran on last.
    pub last_p: u16,
    /// Bytes it may allocate in a cycle of the collector before it has to mark for them, and the cycle's number.
    pub gc_credit: (i64, u32),
    /// True once it was found to wait for ever.
    pub leaked: bool,
    /// What a trace may keep of it.
    rest: Rest,
    /// It is in the list of those that the next trace visits.
    visited: bool,
}

/// What has become of a goroutine since the last traces.
#[derive(Clone, Debug)]
enum Rest {
    /// It has run.
    Moved,
    /// The last trace has visited it, and it has not moved since.
    Still,
    /// No trace visits it until it moves.
    Kept(Roots),
}

/// What a goroutine that does not move refers to.
#[derive(Clone, Debug)]
pub struct Roots {
    /// The objects, some of them more than once.
    pub objects: Rc<[Obj]>,
    /// Bytes of its stack that Go would scan.
    pub scan: u64,
}

/// Where a goroutine was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Creator {
    /// Function with the `go` statement.
    pub func: u32,
    /// Instruction.
    pub pc: u32,
    /// Number of the creating goroutine.
    pub id: u64,
}

impl Goroutine {
    /// The frame on top.
    pub fn top(&self) -> Option<&Frame> {
        self.frames.last()
    }
}

/// All goroutines of a process; free entries are reused.
#[derive(Clone, Debug, Default)]
pub struct Goroutines {
    table: Vec<Goroutine>,
    free: Vec<GIndex>,
    /// Those that live, by number.
    by_id: ById<GIndex>,
    last_id: u64,
    /// Tickets are unique in the machine, so that an entry in a wait queue can outlive its goroutine.
    last_ticket: u64,
    /// Those that the next trace visits, some of them dead.
    visited: Vec<GIndex>,
    /// What goroutines referred to that no trace has visited, and that have moved since.
    moved: Vec<Roots>,
    /// Sum over those that are not visited.
    kept_scan: u64,
}

impl Goroutines {
    /// A new goroutine with this first frame and these slots.
    pub fn spawn(&mut self, frame: Frame, args: &[Value], created_by: Option<Creator>, now: u64) -> GIndex {
        self.last_id += 1;
        let id = self.last_id;
        if let Some(index) = self.free.pop() {
            self.by_id.insert(id, index);
            self.visit(index);
            let g = &mut self.table[index.index()];
            // The emptied vectors of the previous owner are kept.
            g.stack.extend_from_slice(args);
            g.frames.push(frame);
            (g.id, g.status, g.since, g.created_by) = (id, Status::Runnable, now, created_by);
            (g.gc_credit, g.leaked) = ((0, 0), false);
            return index;
        }
        self.table.push(Goroutine {
            id,
            status: Status::Runnable,
            since: now,
            stack: args.to_vec(),
            frames: vec![frame],
            defers: Vec::new(),
            panics: Vec::new(),
            ticket: 0,
            resume: Resume::Next,
            select_slot: 0,
            burn: 0,
            defer_to: None,
            inside: false,
            created_by,
            host_base: 0,
            host_native: 0,
            last_p: 0,
            gc_credit: (0, 0),
            leaked: false,
            rest: Rest::Moved,
            visited: false,
        });
        let index = GIndex((self.table.len() - 1) as u32);
        self.by_id.insert(id, index);
        self.visit(index);
        index
    }

    fn visit(&mut self, index: GIndex) {
        if !std::mem::replace(&mut self.table[index.index()].visited, true) {
            self.visited.push(index);
        }
    }

    /// What goroutines referred to that no trace has visited, and that have moved since the last trace.
    pub fn take_moved(&mut self) -> Vec<Roots> {
        std::mem::take(&mut self.moved)
    }

    /// Calls `mark` for each goroutine that a trace has to visit, and `keep` instead for each that the last one has
    /// visited and that has not moved since; what that says is kept until it moves.
    pub fn visit_moved(
        &mut self,
        mut mark: impl FnMut(&Goroutine),
        mut keep: impl FnMut(&Goroutine) -> Roots,
    ) {
        let (table, kept_scan) = (&mut self.table, &mut self.kept_scan);
        self.visited.retain(|index| {
            let g = &mut table[index.index()];
            g.visited = g.status != Status::Dead;
            if !g.visited {
                return false;
            }
            match g.rest {
                Rest::Moved => {
                    mark(g);
                    g.rest = Rest::Still;
                }
                Rest::Still => {
                    let roots = keep(g);
                    *kept_scan += roots.scan;
                    g.rest = Rest::Kept(roots);
                    g.visited = false;
                }
                Rest::Kept(_) => g.visited = false,
            }
            g.visited
        });
    }

    /// Changes what no trace has seen yet in goroutines that have moved since the last one.
    pub fn each_moved(&mut self, mut change: impl FnMut(&mut Goroutine)) {
        for index in &self.visited {
            let g = &mut self.table[index.index()];
            if g.status != Status::Dead && matches!(g.rest, Rest::Moved) {
                change(g);
            }
        }
    }

    /// Bytes of stacks that Go would scan, `scan` being those of one goroutine.
    pub fn stack_scan(&self, scan: impl Fn(&Goroutine) -> u64) -> u64 {
        let visited = self.visited.iter().map(|index| &self.table[index.index()]);
        self.kept_scan + visited.filter(|g| g.status != Status::Dead).map(scan).sum::<u64>()
    }

    /// A goroutine that was not visited has to be, from now on.
    #[inline(never)]
    fn moves(&mut self, index: GIndex) {
        if let Rest::Kept(roots) = std::mem::replace(&mut self.table[index.index()].rest, Rest::Moved) {
            self.kept_scan -= roots.scan;
            self.moved.push(roots);
            self.visit(index);
        }
    }

    /// Ends a goroutine.
    pub fn free(&mut self, index: GIndex) {
        let g = &mut self[index];
        g.status = Status::Dead;
        g.stack.clear();
        if g.stack.capacity() > 1024 {
            g.stack = Vec::new();
        }
        g.frames.clear();
        g.defers.clear();
        g.panics.clear();
        (g.ticket, g.resume, g.burn, g.defer_to) = (0, Resume::Next, 0, None);
        g.inside = false;
        let id = g.id;
        self.by_id.remove(&id);
        self.free.push(index);
    }

    /// Largest number of goroutines there has been at once.
    pub fn peak(&self) -> usize {
        self.table.len()
    }

    /// Goroutines that there have been.
    pub fn created(&self) -> u64 {
        self.last_id
    }

    /// Number of goroutines.
    pub fn len(&self) -> usize {
        self.table.len() - self.free.len()
    }

    /// True if none is left.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Living goroutines in table order (not in order of their numbers).
    pub fn iter(&self) -> impl Iterator<Item = (GIndex, &Goroutine)> {
        let all = self.table.iter().enumerate();
        all.filter(|(_, g)| g.status != Status::Dead).map(|(i, g)| (GIndex(i as u32), g))
    }

    /// The goroutine with number `id`.
    pub fn find(&self, id: u64) -> Option<GIndex> {
        self.by_id.get(&id).copied()
    }

    /// A ticket never given before.
    pub fn new_ticket(&mut self) -> u64 {
        self.last_ticket += 1;
        self.last_ticket
    }

    /// How many tickets have been given.
    pub fn tickets(&self) -> u64 {
        self.last_ticket
    }

    /// True if the goroutine still is in the wait that got this ticket.
    #[inline]
    pub fn waits(&self, index: GIndex, ticket: u64) -> bool {
        self.table[index.index()].ticket == ticket
    }
}

impl std::ops::Index<GIndex> for Goroutines {
    type Output = Goroutine;

    #[inline]
    fn index(&self, index: GIndex) -> &Goroutine {
        &self.table[index.index()]
    }
}

impl std::ops::IndexMut<GIndex> for Goroutines {
    #[inline]
    fn index_mut(&mut self, index: GIndex) -> &mut Goroutine {
        // Whoever changes a goroutine comes through here.
        if !matches!(self.table[index.index()].rest, Rest::Moved) {
            self.moves(index);
        }
        &mut self.table[index.index()]
    }
}

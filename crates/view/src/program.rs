//! A program looked at closely: goroutines, their frames with locals, deferred calls, panics, channels.

use tidepool_go_vm::bytecode::DeferClass;
use tidepool_go_vm::goroutine::FrameKind;
use tidepool_go_vm::host::GoId;
use tidepool_go_vm::machine::{ChanView, DeferView, FrameView, GoroutineView, Machine};
use tidepool_sim::Simulation;

use crate::Lang;

/// Most goroutines shown.
const GOROUTINES_MAX: usize = 12;

/// Most frames shown of a goroutine; of deeper stacks the outermost are left out.
const FRAMES_MAX: usize = 24;

/// Longest source text of a deferred call, in characters.
const SOURCE_MAX: usize = 60;

/// The goroutines of a run's programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgramView {
    /// Those shown, the running one first, then by number.
    pub goroutines: Vec<GoroutineCard>,
    /// How many are not shown.
    pub more: u64,
}

/// A goroutine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoroutineCard {
    /// Its number.
    pub id: u64,
    /// `running`, `runnable`, or what it waits for, in Go's words.
    pub doing: &'static str,
    /// Whether it waits.
    pub waiting: bool,
    /// In that state for so many nanoseconds.
    pub for_ns: u64,
    /// Line of the `go` statement that made it, 0 if none.
    pub created_line: u32,
    /// The function outside the listing that it is in, if any.
    pub inside: Option<String>,
    /// Frames in the listing, innermost first.
    pub frames: Vec<FrameCard>,
    /// Frames left out.
    pub more_frames: u64,
    /// Panics in progress, latest first.
    pub panics: Vec<PanicCard>,
}

/// A frame of the listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameCard {
    /// Function, without its package.
    pub func: String,
    /// Line it is at.
    pub line: u32,
    /// Whether it is a deferred call.
    pub deferred: bool,
    /// Whether that call runs because of a panic or `Goexit`.
    pub unwinding: bool,
    /// Whether the function is returning: its result is fixed, its deferred calls run.
    pub returning: bool,
    /// Parameters, results and variables in scope.
    pub locals: Vec<LocalCard>,
    /// Its deferred calls, next to run first.
    pub defers: Vec<DeferCard>,
}

/// A variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalCard {
    /// Name; a result without one is called `~r0`, as in Go's debug information.
    pub name: String,
    /// Type.
    pub ty: String,
    /// Value.
    pub value: String,
    /// Goroutines that wait for this channel: receivers, senders.
    pub waiters: Option<(Vec<u64>, Vec<u64>)>,
}

/// A deferred call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeferCard {
    /// Line of the statement.
    pub line: u32,
    /// The call as written.
    pub source: String,
    /// Receiver and arguments saved with it.
    pub args: Vec<String>,
    /// Whether the function value is nil, so that running the call will panic.
    pub nil: bool,
    /// How Go implements the statement.
    pub class: DeferClass,
}

/// A panic in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanicCard {
    /// Its value; empty for `Goexit`.
    pub value: String,
    /// Whether `recover` has stopped it.
    pub recovered: bool,
    /// Whether it is a `runtime.Goexit`.
    pub goexit: bool,
}

/// The word for a class of defer.
pub fn class_name(class: DeferClass, lang: Lang) -> &'static str {
    match class {
        DeferClass::OpenCoded => lang.pick("open-coded", "开放编码"),
        DeferClass::Stack => lang.pick("record on the stack", "栈上记录"),
        DeferClass::Heap => lang.pick("record on the heap", "堆上记录"),
    }
}

/// Goroutines of programs that run without load; none for a service, where there are too many to look at one by one.
pub fn program(simulation: &Simulation) -> Option<ProgramView> {
    if simulation.has_clients() {
        return None;
    }
    let mut view = ProgramView::default();
    let now = simulation.shown_time().as_nanos();
    for process in simulation.processes().iter().filter(|p| p.ended.is_none()) {
        let source = Source { machine: &process.machine, code: &simulation.run().code };
        // Of ten thousand goroutines only those are looked at closely that are shown.
        let mut places: Vec<_> = process.machine.places().map(|g| (g.state != "running", g.id)).collect();
        places.sort_unstable();
        view.more += places.len().saturating_sub(GOROUTINES_MAX) as u64;
        let shown = places.iter().take(GOROUTINES_MAX).filter_map(|&(_, id)| process.machine.goroutine(id));
        view.goroutines.extend(shown.map(|goroutine| source.goroutine(&goroutine, now)));
    }
    Some(view)
}

/// Where cards are made from.
struct Source<'a> {
    machine: &'a Machine,
    code: &'a str,
}

impl Source<'_> {
    fn goroutine(&self, goroutine: &GoroutineView, now: u64) -> GoroutineCard {
        let id = goroutine.id;
        let defers = self.machine.defers(id);
        let own = goroutine.frames.iter().filter(|frame| frame.user);
        let count = own.clone().count();
        let inside = goroutine.frames.first().filter(|frame| !frame.user);
        let panics = self.machine.panics(id).into_iter();
        GoroutineCard {
            id: id.0,
            doing: goroutine.state,
            waiting: goroutine.waiting,
            for_ns: now.saturating_sub(goroutine.since),
            created_line: goroutine.created_by.as_ref().map_or(0, |(_, line)| *line),
            inside: inside.map(|frame| frame.func.clone()),
            frames: own.take(FRAMES_MAX).map(|frame| self.frame(id, frame, &defers)).collect(),
            more_frames: count.saturating_sub(FRAMES_MAX) as u64,
            panics: panics
                .map(|p| PanicCard { value: p.value, recovered: p.recovered, goexit: p.goexit })
                .collect(),
        }
    }

    fn frame(&self, id: GoId, frame: &FrameView, defers: &[DeferView]) -> FrameCard {
        let kind = self.machine.frame_kind(id, frame.index).unwrap_or(FrameKind::Call);
        let locals = self.machine.locals(id, frame.index).into_iter();
        let own = defers.iter().filter(|deferred| deferred.frame == frame.index);
        FrameCard {
            func: frame.func.strip_prefix("main.").unwrap_or(&frame.func).into(),
            line: frame.line,
            deferred: matches!(kind, FrameKind::Deferred | FrameKind::Unwinding(_)),
            unwinding: matches!(kind, FrameKind::Unwinding(_)),
            returning: self.machine.is_returning(id, frame.index),
            locals: locals
                .map(|local| LocalCard {
                    waiters: local.chan.as_ref().map(waiters),
                    value: local.chan.map_or(local.value, |chan| chan_text(&chan)),
                    name: local.name,
                    ty: local.ty.replace("main.", ""),
                })
                .collect(),
            defers: own.map(|deferred| self.deferred(deferred)).collect(),
        }
    }

    fn deferred(&self, deferred: &DeferView) -> DeferCard {
        let range = deferred.span.start as usize..deferred.span.end as usize;
        let written = self.code.get(range).unwrap_or_default();
        let call = written.strip_prefix("defer").unwrap_or(written).trim();
        let mut source: String = call.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((cut, _)) = source.char_indices().nth(SOURCE_MAX) {
            source.truncate(cut);
            source.push('…');
        }
        DeferCard {
            line: deferred.line,
            source,
            args: deferred.args.clone(),
            nil: deferred.func.is_none(),
            class: deferred.class,
        }
    }
}

fn waiters(chan: &ChanView) -> (Vec<u64>, Vec<u64>) {
    let ids = |list: &[GoId]| list.iter().map(|id| id.0).collect();
    (ids(&chan.receivers), ids(&chan.senders))
}

/// `[1 2] 2/4`, `closed` at the end if it is.
fn chan_text(chan: &ChanView) -> String {
    let rest = if chan.elements.len() < chan.len as usize { " …" } else { "" };
    let closed = if chan.closed { " closed" } else { "" };
    format!("[{}{rest}] {}/{}{closed}", chan.elements.join(" "), chan.len, chan.cap)
}

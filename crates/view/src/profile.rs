//! What tools would say about the run at this moment, in the text forms that engineers know: profiles of the
//! processes, the page of metrics, the connections and who held them.

use std::collections::BTreeMap;
use std::fmt::Write;

use tidepool_go_vm::machine::{GoroutineStack, HeapProfile, Machine};
use tidepool_sim::Simulation;

use crate::connections::connections;
use crate::metrics_page::metrics_page;

/// Which profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileKind {
    /// All goroutines, equal stacks together.
    Goroutine,
    /// Goroutines that nobody can wake any more.
    GoroutineLeak,
    /// What allocated the heap.
    Heap,
    /// The page that Prometheus would scrape.
    Metrics,
    /// Connections of the pools, and who held them.
    Connections,
    /// The line for each cycle of the collector, of the latest, as `GODEBUG=gctrace=1` prints it.
    GcTrace,
    /// The latest records of the trace, as far as the simulation keeps them.
    Events,
}

impl ProfileKind {
    /// All of them.
    pub const ALL: [ProfileKind; 7] = [
        ProfileKind::Goroutine,
        ProfileKind::GoroutineLeak,
        ProfileKind::Heap,
        ProfileKind::Metrics,
        ProfileKind::Connections,
        ProfileKind::GcTrace,
        ProfileKind::Events,
    ];

    /// Its name; that of a profile is the one in package `runtime/pprof`.
    pub fn name(self) -> &'static str {
        match self {
            ProfileKind::Goroutine => "goroutine",
            ProfileKind::GoroutineLeak => "goroutineleak",
            ProfileKind::Heap => "heap",
            ProfileKind::Metrics => "metrics",
            ProfileKind::Connections => "connections",
            ProfileKind::GcTrace => "gctrace",
            ProfileKind::Events => "events",
        }
    }
}

/// A profile that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Which.
    pub kind: ProfileKind,
    /// When, in nanoseconds of virtual time.
    pub at_ns: u64,
    /// As `debug=1` prints it; of the heap and of all goroutines first what `go tool pprof -top` says.
    pub text: String,
}

/// Takes a profile of what is running now. The run does not notice.
pub fn profile(simulation: &Simulation, kind: ProfileKind) -> Profile {
    // A program that has ended is still to be seen, a pod is gone.
    let pods = simulation.world().pods().is_some();
    let of_processes = || {
        let seen = simulation.processes().iter().filter(|process| !pods || process.ended.is_none());
        let texts = seen.map(|process| text(&process.machine, kind));
        texts.collect::<Vec<_>>().join("\n")
    };
    let text = match kind {
        ProfileKind::Metrics => metrics_page(simulation),
        ProfileKind::Connections => connections(simulation),
        ProfileKind::Events => events(simulation),
        _ => of_processes(),
    };
    Profile { kind, at_ns: simulation.shown_time().as_nanos(), text }
}

fn text(machine: &Machine, kind: ProfileKind) -> String {
    match kind {
        ProfileKind::Goroutine => {
            let goroutines = top_goroutines(&machine.goroutine_stacks());
            format!("{goroutines}\n{}", machine.goroutine_profile())
        }
        ProfileKind::GoroutineLeak => machine.leak_profile(),
        ProfileKind::Heap => {
            let heap = machine.heap_profile();
            format!("{}\n{}", top_heap(&heap), heap.text)
        }
        ProfileKind::GcTrace => machine.gc_trace(),
        ProfileKind::Metrics | ProfileKind::Connections | ProfileKind::Events => String::new(),
    }
}

/// The records that are kept, a line each, the latest last.
fn events(simulation: &Simulation) -> String {
    simulation.trace().kept().map(|entry| entry.line() + "\n").collect()
}

/// Functions by the memory in use that they have allocated.
fn top_heap(heap: &HeapProfile) -> String {
    let groups = heap.groups.iter().filter(|group| group.in_use_bytes > 0);
    let stacks = groups.map(|group| {
        (group.in_use_bytes, group.calls.iter().map(|call| call.func.as_str()).collect::<Vec<_>>())
    });
    top("inuse_space", stacks, size)
}

/// Functions by the goroutines that are in them. Those that wait are in `runtime.gopark`; between that and the program
/// Go has some functions of its runtime more.
fn top_goroutines(stacks: &[GoroutineStack]) -> String {
    let stacks = stacks.iter().map(|stack| {
        let leaf = stack.parked.then_some("runtime.gopark");
        let calls = stack.calls.iter().map(|call| call.func.as_str());
        (stack.count, leaf.into_iter().chain(calls).collect::<Vec<_>>())
    });
    top("goroutine", stacks, |count| count.to_string())
}

/// Functions by what their stacks weigh, themselves (flat) and with all that they call (cum): as `go tool pprof -top`
/// lists them.
fn top<'a>(
    kind: &str,
    stacks: impl Iterator<Item = (u64, Vec<&'a str>)>,
    show: impl Fn(u64) -> String,
) -> String {
    let mut nodes: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    let mut total = 0;
    for (weight, calls) in stacks {
        total += weight;
        for (depth, call) in calls.iter().enumerate() {
            let (flat, cum) = nodes.entry(call).or_default();
            *flat += if depth == 0 { weight } else { 0 };
            *cum += if calls[..depth].contains(call) { 0 } else { weight };
        }
    }
    let mut nodes: Vec<_> = nodes.into_iter().collect();
    nodes.sort_by_key(|(name, (flat, cum))| (std::cmp::Reverse((*flat, *cum)), *name));
    let mut text = format!(
        "Type: {kind}\nShowing nodes accounting for {0}, 100% of {0} total\n{1:>10} {2:>6} {3:>6} {4:>10} {5:>6}\n",
        show(total),
        "flat",
        "flat%",
        "sum%",
        "cum",
        "cum%"
    );
    let mut sum = 0;
    for (name, (flat, cum)) in nodes {
        sum += flat;
        let [own, all, with] = [flat, sum, cum].map(|part| share(part, total));
        let _ = writeln!(text, "{:>10} {own:>6} {all:>6} {:>10} {with:>6}  {name}", show(flat), show(cum));
    }
    text
}

/// A part of the whole in percent, as pprof rounds it.
fn share(part: u64, total: u64) -> String {
    match 100.0 * part as f64 / total.max(1) as f64 {
        0.0 => "0%".into(),
        all if all >= 99.95 => "100%".into(),
        most if most >= 1.0 => format!("{most:.2}%"),
        few if few >= 0.1 => format!("{few:.2}%"),
        few => format!("{few:.3}%"),
    }
}

/// Bytes in pprof's words.
fn size(bytes: u64) -> String {
    let units = [("GB", 30), ("MB", 20), ("kB", 10)];
    match units.into_iter().find(|(_, shift)| bytes >= 1 << shift) {
        Some((unit, shift)) => {
            let text = format!("{:.2}", bytes as f64 / (1u64 << shift) as f64);
            format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'))
        }
        None if bytes == 0 => "0".into(),
        None => format!("{bytes}B"),
    }
}

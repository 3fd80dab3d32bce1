//! The picture of the system: clients, goroutines, pool slots, waiters, database.

use std::collections::{BTreeMap, BTreeSet};

use tidepool_go_vm::host::GoId;
use tidepool_sim::Simulation;
use tidepool_world::{PoolConn, PoolKind, PoolRef};

use crate::code::line_of;
use crate::pods::is_crowd;

/// Everything on the stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Who sends requests.
    pub clients: ClientsView,
    /// Whether there is a database whose pools are shown.
    pub database: bool,
    /// The heap of the processes.
    pub memory: MemoryView,
    /// The pools, in the order of `sql.Open`; of pods only those that live, and none of a crowd of pods.
    pub pools: Vec<PoolView>,
    /// Goroutines grouped by what they are doing and where, largest group first.
    pub goroutines: Vec<GoroutineGroup>,
    /// How many goroutines there are.
    pub goroutines_total: u64,
}

/// Clients and their requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientsView {
    /// Requests that a client waits for.
    pub in_flight: u64,
    /// Answered so far.
    pub completed: u64,
    /// Failed so far.
    pub failed: u64,
    /// Handlers still at work on requests whose client has left.
    pub abandoned: u64,
}

/// The heap and what goes on in it, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MemoryView {
    /// Allocated and not yet found dead.
    pub heap: u64,
    /// Found alive by the last cycle of the collector.
    pub live: u64,
    /// What the heap should be when the next cycle ends; none if growth alone starts no cycle.
    pub goal: Option<u64>,
    /// GOMEMLIMIT, if there is one.
    pub limit: Option<u64>,
    /// Stacks of goroutines.
    pub stacks: u64,
    /// Cycles so far.
    pub cycles: u64,
    /// Share of the processors that the collector has taken so far, in percent.
    pub percent: f64,
}

/// A connection pool.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolView {
    /// Number of the pool, from 1.
    pub number: u64,
    /// What it is, in its own words: `database/sql` or `HikariCP`, with a number if there are several of a kind.
    pub name: String,
    /// Most open connections; 0 means no limit.
    pub max_open: u64,
    /// Open connections, dials included.
    pub open: u64,
    /// Connections in use, dials included.
    pub in_use: u64,
    /// Idle connections.
    pub idle: u64,
    /// The slots: open connections by number, then free places up to the limit.
    pub slots: Vec<Slot>,
    /// Slots beyond those listed.
    pub more_slots: u64,
    /// The waiters, longest wait first.
    pub waiters: Vec<WaiterView>,
    /// How many waiters there are.
    pub waiting: u64,
}

/// What a slot is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotState {
    /// No connection is open for it.
    Free,
    /// A connection is being dialled.
    Dialing,
    /// A goroutine holds the connection.
    InUse,
    /// The connection is in the idle list.
    Idle,
    /// The connection is being closed.
    Closing,
}

/// A place in the pool.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Number of the connection, 0 for a free place.
    pub conn: u64,
    /// What it is doing.
    pub state: SlotState,
    /// Who holds it.
    pub holder: Option<Holder>,
}

/// Who holds a connection, since when and from which line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The goroutine that acquired it.
    pub goroutine: u64,
    /// Line of the listing, 0 if unknown.
    pub line: u32,
    /// Held for so many nanoseconds.
    pub for_ns: u64,
    /// Whether nobody is left to give the connection back: that goroutine has ended, or it has ended the request for
    /// which it acquired the connection.
    pub orphaned: bool,
}

/// A goroutine waiting for a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaiterView {
    /// The goroutine.
    pub goroutine: u64,
    /// Line of the listing, 0 if unknown.
    pub line: u32,
    /// Has waited for so many nanoseconds.
    pub for_ns: u64,
}

/// Goroutines that do the same at the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoroutineGroup {
    /// How many.
    pub count: u64,
    /// What they do: `running`, `runnable`, or what they wait for, in the words of a goroutine dump.
    pub doing: String,
    /// Function of the listing they are in, empty if none.
    pub function: String,
    /// Line of the listing shown, 0 if they are in no function of it.
    pub line: u32,
}

/// Most slots and waiters listed one by one.
const LISTED_MAX: usize = 512;

/// The stage at the present moment.
pub fn stage(simulation: &Simulation) -> Stage {
    let now = simulation.now().as_nanos();
    let requests = simulation.metrics().requests();
    let names = pool_names(simulation);
    // Of pods there are too many pools for one picture: they have lanes.
    let crowd = is_crowd(simulation);
    let pods = simulation.world().pods().is_some();
    let lives = |process: u32| {
        simulation.processes().get(process as usize).is_some_and(|process| process.ended.is_none())
    };
    let shown = simulation.world().pools().iter().zip(names);
    let shown = shown.filter(|((_, found), _)| !crowd && (!pods || lives(found.process())));
    let pools = shown.map(|((number, found), name)| {
        let process = simulation.processes().get(found.process() as usize);
        let alive = |id: u64| process.is_some_and(|p| p.machine.is_alive(GoId(id)));
        let serving = serving(simulation, found.process());
        let left = |id: u64, since: u64| !alive(id) || serving.ended(id, since);
        let line = |line: u32| line_of(simulation, found.process(), line);
        pool(number, name, found, now, (&left, &line))
    });
    let pools = pools.collect();
    let goroutines = groups(simulation);
    Stage {
        clients: ClientsView {
            in_flight: requests.unfinished(),
            completed: requests.completed,
            failed: requests.failed(),
            abandoned: simulation.world().requests().filter(|(_, r)| !r.wanted).count() as u64,
        },
        database: uses_database(simulation) && !crowd,
        memory: memory(simulation),
        pools,
        goroutines_total: goroutines.iter().map(|g| g.count).sum(),
        goroutines,
    }
}

fn memory(simulation: &Simulation) -> MemoryView {
    let heap = &simulation.metrics().heap;
    MemoryView {
        heap: heap.heap.value(),
        live: heap.live.value(),
        goal: Some(heap.goal.value()).filter(|&bytes| bytes > 0),
        limit: memory_limit(simulation),
        stacks: heap.stacks.value(),
        cycles: heap.cycles.total(),
        percent: tidepool_sim::gc_percent(simulation),
    }
}

/// GOMEMLIMIT as it is now: a program can change it. None if there is none.
pub(crate) fn memory_limit(simulation: &Simulation) -> Option<u64> {
    let limits = simulation.processes().iter().map(|p| p.machine.memory_limit());
    limits.filter(|&bytes| bytes < u64::MAX).max()
}

/// Whether the listing imports `database/sql` or HikariCP's twin.
pub(crate) fn uses_database(simulation: &Simulation) -> bool {
    let code = &simulation.run().code;
    code.contains("\"database/sql\"") || code.contains("\"tidepool/hikari\"")
}

/// Which goroutines of a process serve requests, and since when.
struct Serving {
    /// Start of the request that the goroutine works on.
    started: BTreeMap<u64, u64>,
    /// Goroutines that are in a function of the listing.
    inside: BTreeSet<u64>,
}

fn serving(simulation: &Simulation, process: u32) -> Serving {
    let started = simulation.world().requests().filter_map(|(_, request)| request.started);
    let started = started.filter(|(_, by)| by.process == process);
    let machine = simulation.processes().get(process as usize).map(|p| &p.machine);
    let places = machine.into_iter().flat_map(|machine| machine.places());
    Serving {
        started: started.map(|(at, by)| (by.goroutine, at)).collect(),
        inside: places.filter(|place| place.line > 0).map(|place| place.id.0).collect(),
    }
}

impl Serving {
    /// Whether the work for which `goroutine` acquired something at time `since` has ended. A goroutine of the HTTP
    /// server lives on between requests and serves one after the other.
    fn ended(&self, goroutine: u64, since: u64) -> bool {
        match self.started.get(&goroutine) {
            Some(&start) => since < start,
            None => !self.inside.contains(&goroutine),
        }
    }
}

/// Tells whether who acquired something has left, and the line of the listing shown.
type About<'a> = (&'a dyn Fn(u64, u64) -> bool, &'a dyn Fn(u32) -> u32);

fn pool(number: u64, name: String, pool: PoolRef<'_>, now: u64, (left, line): About) -> PoolView {
    let (max, open) = (pool.max(), pool.open());
    let mut slots: Vec<Slot> = pool
        .conns()
        .take(LISTED_MAX)
        .map(|conn| Slot {
            conn: conn.id.0,
            state: state_of(conn.state),
            holder: (conn.state == PoolConn::InUse).then(|| Holder {
                goroutine: conn.holder.who,
                line: line(conn.holder.line),
                for_ns: now.saturating_sub(conn.held_since),
                orphaned: left(conn.holder.who, conn.held_since),
            }),
        })
        .collect();
    let listed = slots.len() as u64;
    // HikariCP does not count as open what is being dialled or closed.
    let free = max.saturating_sub(open.max(listed)).min(LISTED_MAX as u64 - listed);
    let empty = Slot { conn: 0, state: SlotState::Free, holder: None };
    slots.extend(std::iter::repeat_n(empty, free as usize));
    let mut waiters: Vec<WaiterView> = pool
        .waiters()
        .map(|w| WaiterView {
            goroutine: w.holder.who,
            line: line(w.holder.line),
            for_ns: now.saturating_sub(w.since),
        })
        .collect();
    waiters.sort_by_key(|w| (std::cmp::Reverse(w.for_ns), w.goroutine));
    waiters.truncate(LISTED_MAX);
    PoolView {
        number,
        name,
        max_open: max,
        open,
        in_use: pool.in_use(),
        idle: pool.idle(),
        more_slots: open.max(max).saturating_sub(slots.len() as u64),
        slots,
        waiters,
        waiting: pool.waiting(),
    }
}

/// The words in which a library is spoken of.
fn kind_name(kind: PoolKind) -> &'static str {
    match kind {
        PoolKind::Sql => "database/sql",
        PoolKind::Hikari => "HikariCP",
    }
}

/// What each pool is called, in the order in which they were opened: its pod, or its kind, and a number if there are
/// several of it.
pub(crate) fn pool_names(simulation: &Simulation) -> Vec<String> {
    if let Some(pods) = simulation.world().pods() {
        let pod = |process| pods.pod_of(process).map_or(0, |pod| pod.number);
        let processes = simulation.world().pools().iter().map(|(_, pool)| pool.process());
        return processes.map(|process| format!("pod {}", pod(process))).collect();
    }
    let kinds: Vec<PoolKind> = simulation.world().pools().iter().map(|(_, pool)| pool.kind()).collect();
    let count = |kinds: &[PoolKind], kind| kinds.iter().filter(|other| **other == kind).count();
    let names = kinds.iter().enumerate().map(|(at, &kind)| match count(&kinds, kind) {
        1 => kind_name(kind).to_owned(),
        _ => format!("{} {}", kind_name(kind), count(&kinds[..=at], kind)),
    });
    names.collect()
}

fn state_of(state: PoolConn) -> SlotState {
    match state {
        PoolConn::Dialing => SlotState::Dialing,
        PoolConn::InUse => SlotState::InUse,
        PoolConn::Idle | PoolConn::Reserved => SlotState::Idle,
        PoolConn::Closing => SlotState::Closing,
    }
}

fn groups(simulation: &Simulation) -> Vec<GoroutineGroup> {
    let mut found: BTreeMap<(&str, &str, u32), u64> = BTreeMap::new();
    for process in simulation.processes().iter().filter(|p| p.ended.is_none()) {
        for goroutine in process.machine.places() {
            // Of another listing's lines only the functions can be named.
            let line = if process.runs_listing() { goroutine.line } else { 0 };
            *found.entry((goroutine.state, goroutine.func, line)).or_default() += 1;
        }
    }
    let mut groups: Vec<GoroutineGroup> = found
        .into_iter()
        .map(|((doing, function, line), count)| GoroutineGroup {
            count,
            doing: doing.into(),
            function: function.into(),
            line,
        })
        .collect();
    groups.sort_by_key(|g| std::cmp::Reverse(g.count));
    groups
}

//! Little's law in every closed loop of the book: users = throughput × (response time + think time).
//!
//! Over a window in which the load is steady: nobody joins, nothing goes wrong. A request that has not ended counts with
//! the time it has been under way; the think time is the one that the scenario says, not one that was measured.

use std::collections::BTreeMap;
use std::rc::Rc;

use rayon::prelude::*;
use tidepool_scenario::{Clients, LoadKind, Selection};
use tidepool_sim::trace::{Keep, What};
use tidepool_sim::{Budget, Options, Progress, Simulation, Time};
use tidepool_world::{Record, RequestRecord};

/// Longest window, in nanoseconds of virtual time.
const WINDOW: u64 = 60_000_000_000;

/// What one group has done in the window.
#[derive(Debug, Default)]
struct Seen {
    /// When each request under way was sent.
    sent: BTreeMap<u64, u64>,
    /// Time of all requests in the window, in nanoseconds.
    spent: u128,
    /// Requests after which their users thought.
    thoughts: u64,
}

/// A steady window of a run.
#[derive(Clone, Copy)]
struct Window {
    from: u64,
    until: u64,
}

impl Seen {
    fn observe(&mut self, now: u64, request: u64, event: &RequestRecord, window: Window) {
        match event {
            RequestRecord::Arrived { .. } => drop(self.sent.insert(request, now)),
            RequestRecord::Completed { .. } | RequestRecord::Failed { .. } => {
                let sent = self.sent.remove(&request).expect("it has arrived");
                self.spend(sent, now, window);
                self.thoughts += u64::from(now >= window.from);
            }
            _ => {}
        }
    }

    fn spend(&mut self, from: u64, until: u64, window: Window) {
        self.spent += u128::from(until.saturating_sub(from.max(window.from)));
    }
}

/// The window in which the group is steady: all users are there and have gone round once, and none has left.
fn window(group: &Clients, duration: u64) -> Option<Window> {
    let think = group.think.mean()?.as_nanos();
    let joined = group.start.as_nanos() + group.ramp.as_nanos();
    let from = joined + 2 * think + (duration - joined.min(duration)) / 10;
    let until = duration.min(from + WINDOW);
    let stops = !group.stop.is_zero();
    (from < until && !stops && until - from > 4 * think).then_some(Window { from, until })
}

/// How many users the law gives for the closed loops of a run that are steady, by group, beside how many there are.
fn users(name: &str, variant: Option<String>) -> Vec<(String, f64, f64)> {
    let library = tidepool_content::library();
    let selection = Selection { variant: variant.clone(), ..Selection::default() };
    let scenario = library.scenario(name).expect("it can be read");
    let mut run = scenario.resolve(&selection, &library).unwrap_or_else(|e| panic!("{name}: {e}"));
    let steady = run.settings.faults.values().all(|fault| !fault.happens());
    let thinks = |group: &Clients| group.pacing.mean().is_some_and(|pace| pace.is_zero());
    let closed = |group: &Clients| {
        group.kind == LoadKind::Closed && group.clients > 0 && group.retries == 0 && thinks(group)
    };
    let windows: BTreeMap<u32, Window> = (0..)
        .zip(&run.settings.groups)
        .filter(|(_, group)| steady && closed(group))
        .filter_map(|(number, group)| Some((number, window(group, run.settings.duration.as_nanos())?)))
        .collect();
    let Some(end) = windows.values().map(|window| window.until).max() else { return Vec::new() };
    run.settings.duration = tidepool_des::Duration::from_nanos(end);
    let groups = run.settings.groups.clone();
    let options = Options { keep: Keep::Last(usize::MAX), ..Options::default() };
    let mut simulation = Simulation::new(Rc::new(run), options).expect("it compiles");
    let mut seen: BTreeMap<u32, Seen> = windows.keys().map(|number| (*number, Seen::default())).collect();
    let mut of: BTreeMap<u64, u32> = BTreeMap::new();
    loop {
        let ended = matches!(simulation.advance(Time::NEVER, Budget(1 << 20)), Progress::Ended(_));
        for entry in simulation.trace_mut().drain() {
            let What::World(Record::Request { request, event }) = &entry.what else { continue };
            if let RequestRecord::Arrived { group, .. } = event {
                of.insert(request.0, *group);
            }
            let Some(group) = of.get(&request.0).filter(|group| windows.contains_key(group)) else {
                continue;
            };
            let (window, seen) = (windows[group], seen.get_mut(group).expect("it has a window"));
            if entry.at_ns < window.until {
                seen.observe(entry.at_ns, request.0, event, window);
            }
        }
        if ended {
            break;
        }
    }
    let law = |(number, mut seen): (u32, Seen)| {
        let (window, group) = (windows[&number], &groups[number as usize]);
        for sent in std::mem::take(&mut seen.sent).into_values() {
            seen.spend(sent, window.until, window);
        }
        let think = group.think.mean().map_or(0, |mean| mean.as_nanos());
        let all = seen.spent as f64 + seen.thoughts as f64 * think as f64;
        let name = format!("{name} {} {}", variant.as_deref().unwrap_or("-"), group.id);
        (name, all / (window.until - window.from) as f64, f64::from(group.clients))
    };
    seen.into_iter().map(law).collect()
}

#[test]
fn users_are_throughput_times_response_and_think_time() {
    let library = tidepool_content::library();
    let runs: Vec<(String, Option<String>)> = library
        .scenarios
        .keys()
        .flat_map(|name| {
            let scenario = library.scenario(name).expect("it can be read");
            let mut variants: Vec<_> = scenario.variants.iter().map(|v| Some(v.id.clone())).collect();
            if variants.is_empty() {
                variants.push(None);
            }
            variants.into_iter().map(|variant| (name.clone(), variant)).collect::<Vec<_>>()
        })
        .collect();
    let found: Vec<_> = runs.into_par_iter().flat_map_iter(|(name, variant)| users(&name, variant)).collect();
    assert!(found.len() >= 10, "closed loops that are steady: {found:?}");
    let off = found.iter().filter(|(_, law, users)| (law / users - 1.0).abs() > 0.01);
    let off: Vec<String> =
        off.map(|(name, law, users)| format!("{name}: {law:.2} instead of {users}")).collect();
    assert!(off.is_empty(), "{}", off.join("\n"));
}

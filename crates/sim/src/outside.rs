//! The outside of the machines: what [`Host`] calls reach, and what comes back.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use tidepool_des::{Queue, Seed, Time};
use tidepool_go_vm::host::{Border, CallSite, GoId, Host, HostFn, HostResult, RandomPurpose, Stream};
use tidepool_go_vm::machine::Collected;
use tidepool_world::clients::RequestId;
use tidepool_world::{
    Arguments, Caller, Effect, Effects, PoolKind, PoolRecord, Record, Reply, Site, Value, World, WorldEvent,
};

use crate::follow::Following;
use crate::metrics::Metrics;
use crate::pool_metrics::PoolGauges;
use crate::trace::{Trace, What};

/// The world, the event queue and the records of a run: everything but the machines.
#[derive(Clone, Debug)]
pub(crate) struct Outside {
    pub(crate) world: World,
    pub(crate) queue: Queue<WorldEvent>,
    /// Blocked native calls that have ended, when, and whose machines do not know it yet.
    pub(crate) completions: VecDeque<(Time, Caller, Vec<Value>)>,
    /// What is to be done to processes, and when.
    pub(crate) commands: VecDeque<(Time, Command)>,
    pub(crate) trace: Trace,
    pub(crate) metrics: Metrics,
    /// The request that somebody follows.
    pub(crate) follow: Option<Box<Following>>,
    /// Values for package `tidepool/lab`.
    pub(crate) lab: indexmap::IndexMap<String, String>,
    pub(crate) output: Vec<Output>,
    /// Line ends written so far.
    pub(crate) lines: u64,
    /// Where standard input comes from; none is at its end from the start.
    pub(crate) input: Option<Input>,
    effects: Effects,
    /// Pools that have done something since their gauges were noted.
    pools_changed: Vec<u64>,
    /// Pools of HikariCP, of which not each change has a record.
    hikari_pools: Vec<u64>,
    seed: Seed,
    random: Vec<Streams>,
}

/// The random streams of one process, by purpose.
type Streams = [tidepool_des::Rng; 5];

/// Something that the world does to processes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Command {
    /// It starts.
    Start { process: u32 },
    /// It gets a signal.
    Signal { process: u32, signal: &'static str },
    /// All get this GOGC, in percent, none for off.
    Gogc { percent: Option<u32> },
}

/// What a process wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Virtual time in nanoseconds.
    pub at_ns: u64,
    /// Which process.
    pub process: u32,
    /// The pod it belongs to, if it is one.
    pub pod: Option<u32>,
    /// 1 for standard output, 2 for standard error.
    pub fd: u8,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Standard input of a program that is run once, from beginning to end: unlike everything else it is no part of a
/// snapshot, since what has been read from a terminal cannot be read again.
#[derive(Clone)]
pub struct Input(Rc<RefCell<Read>>);

/// Gets what has been written but not shown yet, lest a question appear after its answer, and how many bytes are wanted
/// at most; gives none at the end of the input.
type Read = dyn FnMut(Vec<Output>, usize) -> Vec<u8>;

impl Input {
    /// Input that `read` gives: it gets the output that has not been taken yet, and how many bytes are wanted at most.
    /// No bytes are the end of the input.
    pub fn new(read: impl FnMut(Vec<Output>, usize) -> Vec<u8> + 'static) -> Input {
        Input(Rc::new(RefCell::new(read)))
    }
}

impl std::fmt::Debug for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Input")
    }
}

impl Outside {
    pub(crate) fn new(world: World, seed: Seed, trace: Trace, metrics: Metrics) -> Self {
        Outside {
            world,
            queue: Queue::new(),
            completions: VecDeque::new(),
            commands: VecDeque::new(),
            trace,
            metrics,
            follow: None,
            lab: indexmap::IndexMap::new(),
            output: Vec::new(),
            lines: 0,
            input: None,
            effects: Effects::new(),
            pools_changed: Vec::new(),
            hikari_pools: Vec::new(),
            seed,
            random: Vec::new(),
        }
    }

    /// Makes room for the random streams of process `index`.
    pub(crate) fn add_process(&mut self, index: u32) {
        let stream = |purpose| self.seed.stream(purpose, index.into());
        self.random.push([
            stream("machine.select"),
            stream("machine.map_order"),
            stream("machine.steal"),
            stream("machine.rand"),
            stream("machine.heap_profile"),
        ]);
    }

    /// An event of the world is due.
    pub(crate) fn handle(&mut self, now: Time, event: WorldEvent) {
        let mut effects = std::mem::take(&mut self.effects);
        self.world.handle(now.as_nanos(), event, &mut effects);
        self.carry_out(now, effects);
    }

    /// Before anything happens, something is added to the world.
    pub(crate) fn add(&mut self, what: impl FnOnce(&mut World, &mut Effects)) {
        let mut effects = std::mem::take(&mut self.effects);
        what(&mut self.world, &mut effects);
        self.carry_out(Time::ZERO, effects);
    }

    /// A process has died: its sockets close.
    pub(crate) fn process_ended(&mut self, now: Time, process: u32, code: i32) {
        self.trace.push(now.as_nanos(), What::Exit { process, code });
        let mut effects = std::mem::take(&mut self.effects);
        self.world.process_exits(now.as_nanos(), process, code, &mut effects);
        // Its pools are gone without a word.
        self.pools_changed.extend(self.world.pools().iter().map(|(number, _)| number));
        self.carry_out(now, effects);
    }

    /// From now on keeps what becomes of a request; none to keep no more.
    pub(crate) fn set_follow(&mut self, request: Option<RequestId>) {
        self.effects.follow(request);
        self.follow = request.map(Following::new);
    }

    /// Notes the gauges of the pools that have changed.
    pub(crate) fn note_pools(&mut self, now: Time) {
        let pools = self.world.pools();
        let changed = self.pools_changed.drain(..).chain(self.hikari_pools.iter().copied());
        let changed = changed.filter_map(|number| Some((number, PoolGauges::of(pools.at(number)?))));
        self.metrics.note_pools(now, changed);
        debug_assert!(
            self.world.pools().iter().all(|(number, pool)| self.metrics.knows(number, &PoolGauges::of(pool))),
            "a pool has changed without a record"
        );
    }

    fn carry_out(&mut self, now: Time, mut effects: Effects) {
        effects.carry_out(|effect| match effect {
            Effect::At(at, event) => {
                self.queue.schedule(Time::from_nanos(*at).max(now), event.clone());
            }
            Effect::Complete(caller, values) => {
                self.completions.push_back((now, *caller, std::mem::take(values)));
            }
            Effect::Start { process } => {
                self.commands.push_back((now, Command::Start { process: *process }));
            }
            Effect::Signal { process, signal } => {
                self.commands.push_back((now, Command::Signal { process: *process, signal }));
            }
            Effect::Gogc(percent) => {
                self.commands.push_back((now, Command::Gogc { percent: *percent }));
            }
            Effect::Record(record) => {
                if let Some(following) = &mut self.follow {
                    following.observe(now, record);
                }
                if let Record::Pool { pool, event } = record {
                    if let PoolRecord::Opened { kind: PoolKind::Hikari, .. } = event {
                        self.hikari_pools.push(*pool);
                    } else if self.pools_changed.last() != Some(pool) {
                        self.pools_changed.push(*pool);
                    }
                }
                self.metrics.observe(now, record);
                self.trace.push_world(now.as_nanos(), record);
            }
            Effect::Note(request, note) => {
                if let Some(following) = &mut self.follow {
                    following.note(now, *request, *note);
                }
            }
        });
        self.effects = effects;
    }
}

/// The door of one process to the outside.
pub(crate) struct Door<'a> {
    pub(crate) outside: &'a mut Outside,
    pub(crate) process: u32,
    /// Nothing else happens in the run before this time.
    pub(crate) limit: Time,
}

/// Number of the one host function that is not the world's.
const LAB_LOOKUP: u32 = u32::MAX;

impl Host for Door<'_> {
    fn resolve(&mut self, name: &str) -> Option<HostFn> {
        if name == "tidepool/lab.lookup" {
            return Some(HostFn(LAB_LOOKUP));
        }
        tidepool_world::natives::resolve(name).map(|native| HostFn(native as u32))
    }

    fn call(&mut self, site: CallSite, func: HostFn, border: &mut Border) -> HostResult {
        if func.0 == LAB_LOOKUP {
            return self.lookup(border);
        }
        let Some(signature) = tidepool_world::natives::NATIVES.get(func.0 as usize) else {
            return HostResult::Unsupported(format!("host function {} does not exist", func.0));
        };
        let caller = Caller { process: self.process, goroutine: site.goroutine.0 };
        let now = Time::from_nanos(site.now);
        let site = Site { now: site.now, caller, line: site.line };
        let outside = &mut *self.outside;
        let mut effects = std::mem::take(&mut outside.effects);
        let reply = outside.world.call(site, signature.native, &Given(border), &mut effects);
        outside.carry_out(now, effects);
        match reply {
            Reply::Return(results) => {
                put(&results, border);
                HostResult::Return
            }
            Reply::End(results, goroutine) => {
                put(&results, border);
                HostResult::End(GoId(goroutine.goroutine))
            }
            Reply::Block(reason) => HostResult::Block(reason),
        }
    }

    fn wants_line(&self, func: HostFn) -> bool {
        let signature = tidepool_world::natives::NATIVES.get(func.0 as usize);
        signature.is_some_and(|signature| signature.native.wants_line())
    }

    fn write(&mut self, now: u64, stream: Stream, bytes: &[u8]) {
        let fd = match stream {
            Stream::Stdout => 1,
            Stream::Stderr => 2,
        };
        let (process, bytes) = (self.process, bytes.to_vec());
        self.outside.trace.push(now, What::Output { process, fd, bytes: bytes.clone() });
        self.outside.lines += bytes.iter().filter(|&&b| b == b'\n').count() as u64;
        let pod = self.outside.world.pods().and_then(|pods| pods.pod_of(process)).map(|pod| pod.number);
        self.outside.output.push(Output { at_ns: now, process, pod, fd, bytes });
    }

    fn collected(&mut self, cycle: &Collected) {
        self.outside.metrics.heap.collected(cycle);
        let process = self.process;
        self.outside.trace.push(cycle.ended, What::Collected { process, cycle: Box::new(*cycle) });
    }

    fn read(&mut self, _now: u64, most: usize) -> Vec<u8> {
        let output = std::mem::take(&mut self.outside.output);
        match &self.outside.input {
            Some(Input(read)) => (read.borrow_mut())(output, most),
            None => {
                self.outside.output = output;
                Vec::new()
            }
        }
    }

    fn take_watched(&mut self) -> Vec<GoId> {
        let process = self.process;
        self.outside.follow.as_mut().map(|following| following.take_wanted(process)).unwrap_or_default()
    }

    fn random(&mut self, purpose: RandomPurpose) -> u64 {
        let index = match purpose {
            RandomPurpose::Select => 0,
            RandomPurpose::MapOrder => 1,
            RandomPurpose::Steal => 2,
            RandomPurpose::Rand => 3,
            RandomPurpose::HeapProfile => 4,
        };
        self.outside.random[self.process as usize][index].bits()
    }

    fn horizon(&self) -> u64 {
        let queue = self.outside.queue.next_time().unwrap_or(Time::NEVER);
        let pending = if self.outside.completions.is_empty() { Time::NEVER } else { Time::ZERO };
        self.limit.min(queue).min(pending).as_nanos()
    }
}

impl Door<'_> {
    /// `tidepool/lab.lookup(name string) (value string, ok bool)`.
    fn lookup(&self, border: &mut Border) -> HostResult {
        let value = self.outside.lab.get(std::str::from_utf8(&border.bytes(0)).unwrap_or_default());
        border.put_str(value.map_or(&[][..], |value| value.as_bytes()));
        border.put_bool(value.is_some());
        HostResult::Return
    }
}

/// The arguments of a call, as the world reads them.
struct Given<'a, 'b>(&'a Border<'b>);

impl Arguments for Given<'_, '_> {
    fn int(&self, i: usize) -> i64 {
        self.0.int(i)
    }

    fn bool(&self, i: usize) -> bool {
        self.0.bool(i)
    }

    fn bytes(&self, i: usize) -> Cow<'_, [u8]> {
        self.0.bytes(i)
    }

    fn ints(&self, i: usize) -> Vec<i64> {
        self.0.ints(i)
    }

    fn texts(&self, i: usize) -> Vec<Vec<u8>> {
        self.0.texts(i)
    }
}

/// Results of the world go to the machine.
pub(crate) fn put(results: &[Value], border: &mut Border) {
    for result in results {
        match result {
            Value::Bool(value) => border.put_bool(*value),
            Value::Int(value) => border.put_int(*value),
            Value::Str(bytes) => border.put_str(bytes),
            Value::Bytes(bytes) => border.put_bytes(bytes),
            Value::Strs(texts) => border.put_texts(texts),
            Value::Ints(ints) => border.put_ints(ints),
        }
    }
}

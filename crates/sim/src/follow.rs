//! One request followed through a run: the facts of its waterfall.
//!
//! Nobody knows beforehand which request will be worth a look, and to keep what happens to all of them would cost every run.
//! But a run is the same whenever it is run: so whoever wants to see one request plays the run again, from the beginning or
//! a snapshot before the request, and only then is something kept, of this request alone. Being followed changes nothing:
//! the trace is the same.

use std::collections::BTreeSet;

use tidepool_des::Time;
use tidepool_go_vm::host::GoId;
use tidepool_go_vm::machine::{Breakpoints, Seen};
use tidepool_world::clients::RequestId;
use tidepool_world::redis::RedisRecord;
use tidepool_world::{BalancerRecord, Caller, Note, PoolRecord, Record, RequestRecord, ServerRecord, World};

use crate::simulation::{Budget, Process, Progress, Simulation};

/// A followed request never keeps more facts than this, however long it takes.
const FACTS_MAX: usize = 200_000;

/// Something that happened to the followed request.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A record of the trace.
    Record(Record),
    /// What has become of one of its tries.
    Note(RequestId, Note),
    /// What a goroutine that works for it does from then on.
    Goroutine(Caller, Seen),
}

/// What is known of the followed request.
#[derive(Clone, Debug)]
pub struct Following {
    /// The number that it had when it was sent first.
    pub first: RequestId,
    /// What happened to it, and when; in order but for goroutines, whose own facts are in order.
    pub facts: Vec<(Time, Fact)>,
    /// All its numbers, one for each try.
    pub tries: Vec<RequestId>,
    /// The number is that of a further try of this request.
    pub try_of: Option<RequestId>,
    /// Its last try has ended, well or badly.
    pub over: bool,
    /// Goroutines that work for it.
    callers: BTreeSet<Caller>,
    /// Waits for connections and sessions of those, by pool and ticket, server and socket.
    waits: BTreeSet<(u64, u64)>,
    sessions: BTreeSet<(u64, u64)>,
    /// Those that are to be watched, and are not yet.
    wanted: Vec<Caller>,
    /// So many facts are known to be its own.
    settled: usize,
}

impl Following {
    pub(crate) fn new(first: RequestId) -> Box<Following> {
        Box::new(Following {
            first,
            facts: Vec::new(),
            tries: Vec::new(),
            try_of: None,
            over: false,
            callers: BTreeSet::new(),
            waits: BTreeSet::new(),
            sessions: BTreeSet::new(),
            wanted: Vec::new(),
            settled: 0,
        })
    }

    /// A record of the trace, which may belong to the request.
    pub(crate) fn observe(&mut self, now: Time, record: &Record) {
        let mine = match record {
            Record::Request { request, event } => self.hear(*request, event),
            Record::Balancer(
                BalancerRecord::Sent { request, .. }
                | BalancerRecord::Nowhere { request }
                | BalancerRecord::Failed { request, .. },
            ) => self.tries.contains(request),
            // Whose these are is known once the round of the process is over.
            Record::Pool { .. } | Record::Server { .. } | Record::Redis { .. } => !self.tries.is_empty(),
            _ => false,
        };
        if mine {
            self.facts.push((now, Fact::Record(record.clone())));
        }
    }

    fn hear(&mut self, request: RequestId, event: &RequestRecord) -> bool {
        match event {
            RequestRecord::Arrived { first, .. } if first.request == self.first => {
                self.tries.push(request);
                self.over = false;
            }
            RequestRecord::Arrived { first, .. } if request == self.first => {
                self.try_of = Some(first.request)
            }
            RequestRecord::Started { by } if self.tries.contains(&request) => self.want(*by),
            RequestRecord::Completed { .. } | RequestRecord::Failed { .. } => {
                self.over |= self.tries.last() == Some(&request);
            }
            _ => {}
        }
        self.tries.contains(&request)
    }

    pub(crate) fn note(&mut self, now: Time, request: RequestId, note: Note) {
        match note {
            Note::TriesAgain => self.over = false,
            Note::CallServed { by, .. } => self.want(by),
            _ => {}
        }
        self.facts.push((now, Fact::Note(request, note)));
    }

    fn want(&mut self, caller: Caller) {
        self.callers.insert(caller);
        self.wanted.push(caller);
    }

    /// Goroutines of `process` that are to be watched from now on.
    pub(crate) fn take_wanted(&mut self, process: u32) -> Vec<GoId> {
        if self.wanted.is_empty() {
            return Vec::new();
        }
        let (own, others): (Vec<Caller>, _) =
            self.wanted.drain(..).partition(|caller| caller.process == process);
        self.wanted = others;
        own.into_iter().map(|caller| GoId(caller.goroutine)).collect()
    }

    /// Takes what goroutines did out of their machines, and lets go of what belongs to others.
    pub(crate) fn settle(&mut self, now: Time, processes: &mut [Process]) {
        for caller in std::mem::take(&mut self.wanted) {
            if let Some(process) = processes.get_mut(caller.process as usize) {
                process.machine.watch(GoId(caller.goroutine), now.as_nanos());
            }
        }
        if self.callers.is_empty() {
            return self.keep_own();
        }
        for (number, process) in (0..).zip(processes.iter_mut()) {
            for seen in process.machine.take_seen() {
                let who = Caller { process: number, goroutine: seen.goroutine.0 };
                self.callers.insert(who);
                self.facts.push((Time::from_nanos(seen.at), Fact::Goroutine(who, seen)));
            }
        }
        self.keep_own();
    }

    fn keep_own(&mut self) {
        let new = self.facts.split_off(self.settled);
        for (at, fact) in new {
            let own = match &fact {
                Fact::Record(Record::Pool { pool, event }) => self.owns_pool_event(*pool, event),
                Fact::Record(Record::Server { server, event }) => self.owns_server_event(*server, event),
                Fact::Record(Record::Redis { event: RedisRecord::Command { who, .. }, .. }) => {
                    who.is_some_and(|who| self.callers.contains(&who))
                }
                Fact::Record(Record::Redis { .. }) => false,
                _ => true,
            };
            if own && self.facts.len() < FACTS_MAX {
                self.facts.push((at, fact));
            }
        }
        self.settled = self.facts.len();
    }

    fn owns_pool_event(&mut self, pool: u64, event: &PoolRecord) -> bool {
        match event {
            PoolRecord::Waiting { ticket, who, .. } => {
                self.callers.contains(who) && self.waits.insert((pool, ticket.0))
            }
            PoolRecord::WaitEnded { ticket, .. } => self.waits.remove(&(pool, ticket.0)),
            PoolRecord::Acquired { who, .. } | PoolRecord::Dialing { who: Some(who), .. } => {
                self.callers.contains(who)
            }
            _ => false,
        }
    }

    fn owns_server_event(&mut self, server: u64, event: &ServerRecord) -> bool {
        match event {
            ServerRecord::QueryStart { socket, who } => {
                let own = self.callers.contains(who);
                if own {
                    self.sessions.insert((server, *socket));
                }
                own
            }
            ServerRecord::QueryEnd { socket, .. } | ServerRecord::Disconnected { socket, .. } => {
                self.sessions.remove(&(server, *socket))
            }
            ServerRecord::LockWait { socket, .. } | ServerRecord::LockEnded { socket, .. } => {
                self.sessions.contains(&(server, *socket))
            }
            _ => false,
        }
    }

    /// Whether nobody waits for the request and nobody works on it any more.
    pub fn is_complete(&self, world: &World) -> bool {
        self.over && !self.tries.iter().any(|request| world.is_alive(*request))
    }
}

/// Plays a run in order to follow one request.
#[derive(Clone, Debug)]
pub struct Follower {
    simulation: Simulation,
}

/// How far a [`Follower`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progressed {
    /// The budget is used up; call again.
    Budget,
    /// The time asked for has come, and the request may go on.
    Reached,
    /// All is known.
    Complete,
    /// The number is that of a further try of this request: follow that, from a state before it.
    TryOf(RequestId),
    /// The number is not that of a client's request: of a health check or a probe, or there were not so many.
    NoRequest,
}

impl Follower {
    /// Follows `request`, which `start` does not know yet, as [`Simulation::requests_made`] tells.
    pub fn new(start: Simulation, request: RequestId) -> Follower {
        let mut simulation = start;
        simulation.set_breakpoints(&Breakpoints::default());
        simulation.follow(Some(request));
        Follower { simulation }
    }

    /// Goes on until `until`, or until all is known.
    pub fn advance(&mut self, until: Time, budget: Budget) -> Progressed {
        let progress = self.simulation.advance(until, budget);
        self.simulation.settle();
        let Some(following) = self.simulation.following() else { return Progressed::NoRequest };
        if let Some(first) = following.try_of {
            return Progressed::TryOf(first);
        }
        if following.tries.is_empty() {
            let gone = self.simulation.requests_made() >= following.first.0;
            return match progress {
                _ if gone => Progressed::NoRequest,
                Progress::Ended(_) => Progressed::NoRequest,
                Progress::Budget => Progressed::Budget,
                Progress::Reached => Progressed::Reached,
            };
        }
        if following.is_complete(self.simulation.world()) {
            self.simulation.stop_watching();
            return Progressed::Complete;
        }
        match progress {
            Progress::Budget => Progressed::Budget,
            Progress::Reached => Progressed::Reached,
            Progress::Ended(_) => Progressed::Complete,
        }
    }

    /// The run, as far as it has come.
    pub fn simulation(&self) -> &Simulation {
        &self.simulation
    }
}

//! The facts of a followed request, sorted by what they are about.

use std::collections::BTreeMap;

use tidepool_go_vm::machine::Doing;
use tidepool_sim::{Fact, Following, Simulation};
use tidepool_world::clients::RequestId;
use tidepool_world::redis::RedisRecord;
use tidepool_world::{
    BalancerRecord, Caller, HopFailure, Note, PoolRecord, Record, RequestRecord, ServerRecord,
};

use super::Outcome;

/// What is known of a request.
pub(super) struct Facts {
    /// What was asked for.
    pub asked: String,
    /// The present, in ns.
    pub now: u64,
    /// Whether its last try has ended, and none will follow.
    pub over: bool,
    /// In the order in which they were sent; not empty.
    pub tries: Vec<Try>,
    /// What each goroutine did from when on.
    pub goroutines: BTreeMap<Caller, Vec<(u64, Doing)>>,
    /// Waits for connections.
    pub waits: Vec<Stretch>,
    /// Statements, from their arrival at the server to the end of their work.
    pub statements: Vec<Statement>,
    /// Redis commands: whose, when they were done, and how long the server's thread was at it.
    pub commands: Vec<(Caller, u64, u64)>,
    /// Calls.
    pub calls: Vec<Call>,
}

/// A try and what happened on its way.
pub(super) struct Try {
    pub request: RequestId,
    pub arrived: u64,
    pub events: Vec<(u64, Event)>,
    pub end: Option<(u64, Outcome)>,
}

/// Something on the way of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// The balancer sends it to this pod.
    Sent(u32),
    /// It is there.
    AtInstance,
    /// A goroutine serves it.
    Started(Caller),
    /// The instance is done with it.
    Returning,
    /// The balancer knows that nothing comes of it there.
    HopFailed(HopFailure),
    /// It is over for its client.
    Ended,
    /// A server has finished, and nobody has waited.
    Abandoned,
}

/// What a goroutine did for a time; without an end it is not over.
pub(super) struct Stretch {
    pub who: Caller,
    pub key: (u64, u64),
    pub from: u64,
    pub to: Option<u64>,
}

/// A statement at its server.
pub(super) struct Statement {
    pub who: Caller,
    pub server: u64,
    pub socket: u64,
    pub from: u64,
    pub to: Option<u64>,
    /// Waits for locks.
    pub locks: Vec<(u64, Option<u64>)>,
}

/// A call of a service or of a server of the run.
pub(super) struct Call {
    pub by: Caller,
    pub line: u64,
    pub service: Option<(u64, u64)>,
    pub from: u64,
    /// When a worker or goroutine took it.
    pub taken: Option<u64>,
    /// Which goroutine, at a server of the run, and when it was done.
    pub served: Option<(Caller, Option<u64>)>,
    pub to: Option<u64>,
    pub status: Option<u16>,
}

impl Facts {
    /// None if the request has not been sent.
    pub fn of(simulation: &Simulation, following: &Following) -> Option<Facts> {
        let mut facts = Facts {
            asked: String::new(),
            now: simulation.now().as_nanos(),
            over: following.over,
            tries: Vec::new(),
            goroutines: BTreeMap::new(),
            waits: Vec::new(),
            statements: Vec::new(),
            commands: Vec::new(),
            calls: Vec::new(),
        };
        for (at, fact) in &following.facts {
            let at = at.as_nanos();
            match fact {
                Fact::Record(record) => facts.add_record(at, record, simulation),
                Fact::Note(request, note) => facts.add_note(at, *request, *note),
                Fact::Goroutine(who, seen) => {
                    let all = facts.goroutines.entry(*who).or_default();
                    // Ps have clocks of their own.
                    let at = all.last().map_or(at, |(last, _)| at.max(*last));
                    all.push((at, seen.doing.clone()));
                }
            }
        }
        (!facts.tries.is_empty()).then_some(facts)
    }

    fn add_record(&mut self, at: u64, record: &Record, simulation: &Simulation) {
        match record {
            Record::Request { request, event } => self.add_request(at, *request, event, simulation),
            Record::Balancer(BalancerRecord::Sent { request, instance, .. }) => {
                self.add_event(at, *request, Event::Sent(*instance));
            }
            Record::Balancer(BalancerRecord::Failed { request, why, .. }) => {
                self.add_event(at, *request, Event::HopFailed(*why));
            }
            Record::Pool { pool, event } => self.add_pool(at, *pool, event),
            Record::Server { server, event } => self.add_server(at, *server, event),
            Record::Redis { event: RedisRecord::Command { who: Some(who), busy, .. }, .. } => {
                self.commands.push((*who, at, *busy));
            }
            _ => {}
        }
    }

    fn add_request(&mut self, at: u64, request: RequestId, event: &RequestRecord, simulation: &Simulation) {
        let outcome = match event {
            RequestRecord::Arrived { group, endpoint, .. } => {
                let settings = &simulation.run().settings;
                let group = settings.groups.get(*group as usize);
                self.asked = match group.and_then(|group| group.mix.get(*endpoint as usize)) {
                    Some(asked) => format!("{} {}", asked.method, asked.path),
                    // Who scrapes comes behind all groups.
                    None => settings
                        .scrape
                        .as_ref()
                        .map_or(String::new(), |scrape| format!("GET {}", scrape.path)),
                };
                self.tries.push(Try { request, arrived: at, events: Vec::new(), end: None });
                return;
            }
            RequestRecord::Started { by } => return self.add_event(at, request, Event::Started(*by)),
            RequestRecord::Abandoned { .. } => return self.add_event(at, request, Event::Abandoned),
            RequestRecord::RetryDenied { .. } => return,
            RequestRecord::Completed { status, .. } => Outcome::Completed(*status),
            RequestRecord::Failed { cause, .. } => Outcome::Failed(*cause),
        };
        self.add_event(at, request, Event::Ended);
        if let Some(of) = self.tries.iter_mut().find(|of| of.request == request) {
            of.end = Some((at, outcome));
        }
    }

    fn add_event(&mut self, at: u64, request: RequestId, event: Event) {
        if let Some(of) = self.tries.iter_mut().find(|of| of.request == request) {
            of.events.push((at, event));
        }
    }

    fn add_pool(&mut self, at: u64, pool: u64, event: &PoolRecord) {
        match event {
            PoolRecord::Waiting { ticket, who, .. } => {
                self.waits.push(Stretch { who: *who, key: (pool, ticket.0), from: at, to: None });
            }
            PoolRecord::WaitEnded { ticket, .. } => {
                let mut open = self.waits.iter_mut().filter(|wait| wait.to.is_none());
                if let Some(wait) = open.find(|wait| wait.key == (pool, ticket.0)) {
                    wait.to = Some(at);
                }
            }
            _ => {}
        }
    }

    fn add_server(&mut self, at: u64, server: u64, event: &ServerRecord) {
        let (ServerRecord::QueryStart { socket, .. }
        | ServerRecord::QueryEnd { socket, .. }
        | ServerRecord::LockWait { socket, .. }
        | ServerRecord::LockEnded { socket, .. }
        | ServerRecord::Disconnected { socket, .. }) = event
        else {
            return;
        };
        if let ServerRecord::QueryStart { socket, who } = event {
            let (who, socket, locks) = (*who, *socket, Vec::new());
            return self.statements.push(Statement { who, server, socket, from: at, to: None, locks });
        }
        let mut open = self.statements.iter_mut().filter(|statement| statement.to.is_none());
        let Some(statement) =
            open.find(|statement| (statement.server, statement.socket) == (server, *socket))
        else {
            return;
        };
        match event {
            ServerRecord::LockWait { .. } => statement.locks.push((at, None)),
            ServerRecord::LockEnded { .. } => {
                if let Some((_, end)) = statement.locks.last_mut() {
                    *end = Some(at);
                }
            }
            _ => statement.to = Some(at),
        }
    }

    fn add_note(&mut self, at: u64, request: RequestId, note: Note) {
        match note {
            Note::AtInstance => self.add_event(at, request, Event::AtInstance),
            Note::Returning => self.add_event(at, request, Event::Returning),
            Note::TriesAgain => {}
            Note::Called { line, by, service } => self.calls.push(Call {
                by,
                line,
                service,
                from: at,
                taken: None,
                served: None,
                to: None,
                status: None,
            }),
            Note::WorkerTakes { service, call } => {
                let mut calls = self.calls.iter_mut().rev();
                if let Some(of) = calls.find(|of| of.service == Some((service, call))) {
                    of.taken = Some(at);
                }
            }
            Note::CallServed { line, by } => {
                if let Some(of) = self.open_call(line) {
                    (of.taken, of.served) = (Some(at), Some((by, None)));
                }
            }
            Note::CallDone { by } => {
                let served = self.calls.iter_mut().filter_map(|call| call.served.as_mut());
                if let Some((_, done)) = served.rev().find(|(who, done)| *who == by && done.is_none()) {
                    *done = Some(at);
                }
            }
            Note::Answered { line, status } => {
                if let Some(of) = self.open_call(line) {
                    (of.to, of.status) = (Some(at), Some(status));
                }
            }
            Note::LineEnded { line } => {
                if let Some(of) = self.open_call(line) {
                    of.to = Some(at);
                }
            }
        }
    }

    fn open_call(&mut self, line: u64) -> Option<&mut Call> {
        self.calls.iter_mut().rev().find(|call| call.line == line && call.to.is_none())
    }

    /// How the last try ended.
    pub fn outcome(&self) -> Outcome {
        let last = self.tries.last().and_then(|last| last.end).filter(|_| self.over);
        last.map_or(Outcome::UnderWay, |(_, outcome)| outcome)
    }

    /// When it was over for its client, or the present; one that will be tried again is not over.
    pub fn end(&self) -> u64 {
        let last = self.tries.last().and_then(|last| last.end).filter(|_| self.over);
        last.map_or(self.now, |(at, _)| at)
    }
}

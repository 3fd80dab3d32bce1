//! Services at work.

use std::collections::{BTreeMap, VecDeque};

use tidepool_des::{Purpose, Seed};

use super::config::{Config, FaultKind};
use crate::Time;
use crate::clients::RequestId;
use crate::effect::{Effects, WorldEvent};
use crate::follow::Note;
use crate::http::Answer;
use crate::record::{Record, ServiceRecord};

const LATENCY: Purpose = Purpose::new("service time of a call");
const FAILURE: Purpose = Purpose::new("failure of a call");

/// A service and what it is at.
#[derive(Clone, Debug)]
pub struct Service {
    /// How it behaves.
    pub config: Config,
    /// Calls by number, those at work and those that wait.
    calls: BTreeMap<u64, Call>,
    /// Those that wait, in the order of arrival.
    waiting: VecDeque<u64>,
    /// Open connections by the callers' lines, each with the number of its last call, 0 for none.
    lines: BTreeMap<u64, u64>,
    down: bool,
    /// How many calls have arrived.
    arrived: u64,
}

/// A call that has no answer yet.
#[derive(Clone, Debug)]
struct Call {
    /// The caller's line, until the caller hangs up.
    line: Option<u64>,
    arrived: Time,
    /// Names its random numbers.
    draws: (u64, u64),
    /// The request of a client for which it is made.
    origin: Option<RequestId>,
}

/// All services of a run.
#[derive(Clone, Debug)]
pub struct Services {
    seed: Seed,
    all: Vec<Service>,
}

impl Service {
    /// How many calls are at work.
    pub fn busy(&self) -> u64 {
        (self.calls.len() - self.waiting.len()) as u64
    }

    /// How many calls wait for a worker.
    pub fn waiting(&self) -> u64 {
        self.waiting.len() as u64
    }

    /// How many connections are open.
    pub fn connections(&self) -> u64 {
        self.lines.len() as u64
    }

    fn is_full(&self) -> bool {
        self.config.workers > 0 && self.busy() >= u64::from(self.config.workers)
    }
}

impl Services {
    pub(crate) fn new(seed: Seed) -> Self {
        Services { seed, all: Vec::new() }
    }

    /// Adds a service; its faults become known.
    pub(crate) fn add(&mut self, now: Time, config: Config, out: &mut Effects) {
        let service = self.all.len();
        for (number, fault) in config.faults.iter().enumerate().filter(|(_, fault)| fault.until > now) {
            out.at(fault.at, WorldEvent::ServiceFault { service, fault: number, begins: true });
            out.at(fault.until, WorldEvent::ServiceFault { service, fault: number, begins: false });
        }
        self.all.push(Service {
            config,
            calls: BTreeMap::new(),
            waiting: VecDeque::new(),
            lines: BTreeMap::new(),
            down: false,
            arrived: 0,
        });
    }

    /// All of them, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Service> {
        self.all.iter()
    }

    /// The one of this name.
    pub(crate) fn find(&self, host: &str) -> Option<usize> {
        self.all.iter().position(|service| service.config.host == host)
    }

    /// Its address.
    pub(crate) fn ip(&self, service: usize) -> String {
        format!("10.0.{}.{}", 1 + service / 250, 1 + service % 250)
    }

    /// A program dials. False: nobody listens.
    pub(crate) fn dial(&mut self, service: usize, line: u64, out: &mut Effects) -> bool {
        let state = &mut self.all[service];
        if state.down {
            record(out, service, ServiceRecord::Refused);
            return false;
        }
        state.lines.insert(line, 0);
        let connections = state.connections();
        record(out, service, ServiceRecord::Connected { connections });
        true
    }

    /// A program closes its end of a connection.
    pub(crate) fn hang_up(&mut self, service: usize, line: u64, out: &mut Effects) {
        let state = &mut self.all[service];
        if let Some(call) = state.lines.remove(&line) {
            if let Some(call) = state.calls.get_mut(&call) {
                call.line = None;
            }
            let connections = state.connections();
            record(out, service, ServiceRecord::Disconnected { connections });
        }
    }

    /// The number that the next call gets.
    pub(crate) fn next_call(&self, service: usize) -> u64 {
        self.all[service].arrived + 1
    }

    /// A call arrives on `line`, perhaps made for the request of a client, which then names its random numbers.
    pub(crate) fn arrive(
        &mut self,
        now: Time,
        service: usize,
        line: u64,
        (origin, draws): (Option<RequestId>, Option<(u64, u64)>),
        out: &mut Effects,
    ) {
        let state = &mut self.all[service];
        state.arrived += 1;
        let number = state.arrived;
        let full = state.is_full();
        let draws = draws.unwrap_or((service as u64, number));
        state.lines.insert(line, number);
        state.calls.insert(number, Call { line: Some(line), arrived: now, draws, origin });
        if full {
            state.waiting.push_back(number);
        } else {
            self.begin(now, service, number, out);
        }
        let state = &self.all[service];
        let (busy, waiting) = (state.busy(), state.waiting());
        record(out, service, ServiceRecord::Arrived { call: number, busy, waiting });
    }

    /// A worker takes a call.
    fn begin(&mut self, now: Time, service: usize, call: u64, out: &mut Effects) {
        let Some(&Call { draws, origin, .. }) = self.all[service].calls.get(&call) else { return };
        if let Some(origin) = origin {
            out.note(origin, Note::WorkerTakes { service: service as u64 + 1, call });
        }
        let config = &self.all[service].config;
        let usual = config.latency.sample(&mut self.seed.keyed(LATENCY, draws.0).at(draws.1));
        let at = now.saturating_add(config.service_time(now, usual));
        out.at(at, WorldEvent::ServiceCall { service, call });
    }

    /// A worker is done with a call: the answer for the line of a caller that still waits. The next call begins.
    pub(crate) fn end(
        &mut self,
        now: Time,
        service: usize,
        call: u64,
        out: &mut Effects,
    ) -> Option<(u64, Answer)> {
        let state = self.all.get_mut(service)?;
        let Call { line, arrived, draws, .. } = state.calls.remove(&call)?;
        let failed = self.seed.keyed(FAILURE, draws.0).at(draws.1).unit() < state.config.fail;
        let event = match (line, failed) {
            (None, _) => ServiceRecord::Abandoned { call },
            (Some(_), false) => ServiceRecord::Answered { call, latency: now - arrived },
            (Some(_), true) => ServiceRecord::Failed { call, latency: now - arrived },
        };
        record(out, service, event);
        let answer = line.map(|line| (line, answer(failed, &state.config.body)));
        if let Some(next) = state.waiting.pop_front() {
            self.begin(now, service, next, out);
        }
        answer
    }

    /// A fault begins or is over. The lines that are reset by it.
    pub(crate) fn fault(
        &mut self,
        now: Time,
        service: usize,
        fault: usize,
        begins: bool,
        out: &mut Effects,
    ) -> Vec<u64> {
        let Some(state) = self.all.get_mut(service) else { return Vec::new() };
        let Some(kind) = state.config.faults.get(fault).map(|fault| fault.kind) else {
            return Vec::new();
        };
        record(out, service, ServiceRecord::Fault { fault: fault as u64, begins });
        if kind != FaultKind::Down {
            return Vec::new();
        }
        state.down = state.config.is_down(now);
        if !state.down {
            return Vec::new();
        }
        state.waiting.clear();
        for (call, _) in std::mem::take(&mut state.calls) {
            record(out, service, ServiceRecord::Lost { call });
        }
        record(out, service, ServiceRecord::Disconnected { connections: 0 });
        std::mem::take(&mut state.lines).into_keys().collect()
    }
}

fn record(out: &mut Effects, service: usize, event: ServiceRecord) {
    out.record(Record::Service { service: service as u64 + 1, event });
}

/// What a service answers.
fn answer(failed: bool, body: &str) -> Answer {
    let (status, body) = if failed { (500, "internal error\n") } else { (200, body) };
    let fields = ["Content-Type", "text/plain; charset=utf-8", "Content-Length"];
    let mut headers: Vec<Vec<u8>> = fields.iter().map(|text| text.as_bytes().to_vec()).collect();
    headers.push(body.len().to_string().into_bytes());
    Answer::new(status, headers, body.as_bytes().to_vec(), false)
}

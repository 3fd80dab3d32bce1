//! All database servers of a run, and the sockets that lead to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use tidepool_des::Seed;

use crate::Time;
use crate::effect::{Caller, Effects, Reply, Site, WorldEvent};
use crate::mysql::replication::Replication;
use crate::mysql::{
    Config, Death, Done, Dsn, Finished, News, NextRow, Queries, Query, READ_ONLY, Refusal, Server, Start,
};
use crate::record::{Record, ServerRecord};
use crate::value::Value;
use crate::zones::{Place, Zones};

use super::answers::{self, BAD, CANCELLED, Call, END, LOST, OK, code, error_values, failure};
use super::faults::schedule;
use super::network::Held;
use super::replication::Target;
use super::socket::{Host, Socket};

/// A data source name in use: where it leads, and how the server behaves towards those who come by it.
#[derive(Clone, Debug)]
struct Source {
    target: Target,
    config: Arc<Config>,
}

/// The servers, numbered from 1 in the order of first use, and the sockets.
///
/// Data source names with the same address lead to the same server, whichever process uses them.
#[derive(Clone, Debug)]
pub struct Databases {
    seed: Seed,
    pub(super) defaults: Config,
    pub(super) hosts: Vec<Host>,
    /// The first servers, if they are a group.
    pub(super) replication: Option<Box<Replication>>,
    sources: Vec<Source>,
    queries: Queries,
    pub(super) sockets: BTreeMap<u64, Socket>,
    next_socket: u64,
    /// The zones that servers of the group and their clients are in.
    pub(super) zones: Option<Arc<Zones>>,
    /// What is under way between zones.
    pub(super) under_way: BTreeMap<u64, Held>,
    pub(super) next_held: u64,
    /// The socket that a goroutine has connected last, until a pool learns of it.
    fresh: BTreeMap<Caller, u64>,
}

impl Databases {
    /// No servers yet. `defaults` holds for what a data source name leaves open.
    pub fn new(seed: Seed, defaults: Config) -> Self {
        Databases {
            seed,
            defaults,
            hosts: Vec::new(),
            replication: None,
            sources: Vec::new(),
            queries: Queries::default(),
            sockets: BTreeMap::new(),
            next_socket: 0,
            zones: None,
            under_way: BTreeMap::new(),
            next_held: 0,
            fresh: BTreeMap::new(),
        }
    }

    pub(super) fn seed(&self) -> Seed {
        self.seed
    }

    /// All servers with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &Server)> {
        (1..).zip(self.hosts.iter().map(|host| &host.server))
    }

    /// The most sessions that any data source in use allows, or that one would allow that says nothing of it.
    pub fn max_connections(&self) -> u64 {
        let said = self.sources.iter().map(|source| source.config.max_connections).max();
        said.unwrap_or(self.defaults.max_connections)
    }

    pub(super) fn server(&mut self, server: u64) -> Option<&mut Server> {
        let at = usize::try_from(server).ok()?.checked_sub(1)?;
        self.hosts.get_mut(at).map(|host| &mut host.server)
    }

    pub(super) fn server_of(&mut self, socket: u64) -> Option<(u64, &mut Server)> {
        let number = self.sockets.get(&socket)?.server;
        self.server(number).map(|server| (number, server))
    }

    /// A data source for this name, or what is wrong with it. Sources are numbered from 1.
    pub fn open(&mut self, now: Time, dsn: &str, out: &mut Effects) -> Result<u64, String> {
        let Dsn { address, config } = Dsn::parse(dsn, &self.defaults).map_err(|error| error.to_string())?;
        let target = self.group_target(&address).unwrap_or_else(|| {
            let known = self.hosts.iter().position(|host| host.address == address);
            Target::Server(match known {
                Some(at) => at as u64 + 1,
                None => self.add_server(now, address, &config, out),
            })
        });
        self.sources.push(Source { target, config: Arc::new(config) });
        Ok(self.sources.len() as u64)
    }

    /// A new server, and its number.
    pub(super) fn add_server(
        &mut self,
        now: Time,
        address: String,
        config: &Config,
        out: &mut Effects,
    ) -> u64 {
        let number = self.hosts.len() as u64 + 1;
        schedule(now, number, &config.faults, out);
        let server = Server::new(self.seed, number, config);
        self.hosts.push(Host { address, server, held: Vec::new() });
        number
    }

    /// A new socket for a data source, of a process that runs at `place`; nothing is sent yet. 0 if there is no such
    /// source.
    pub fn socket(&mut self, site: &Site, source: u64, place: Option<Place>) -> u64 {
        let at = usize::try_from(source).ok().and_then(|n| n.checked_sub(1));
        let Some(Source { target, config }) = at.and_then(|at| self.sources.get(at)).cloned() else {
            return 0;
        };
        self.next_socket += 1;
        let server = self.resolve(target);
        let socket = Socket::new(site, server, config, place);
        self.sockets.insert(self.next_socket, socket);
        self.next_socket
    }

    /// The socket that `caller` connected last, told once.
    pub fn take_fresh(&mut self, caller: Caller) -> Option<u64> {
        self.fresh.remove(&caller)
    }

    /// Dials and shakes hands.
    pub fn connect(&mut self, site: &Site, socket: u64, out: &mut Effects) -> Reply {
        if !self.is_open(socket) {
            return Reply::Return(failure(Call::Connect, CANCELLED));
        }
        if !self.hold(site.now, socket, || Held::Dial { socket }, out) {
            self.dial(site.now, socket, out);
        }
        self.block(site, socket, Call::Connect, out)
    }

    /// A dial arrives at its server.
    pub(super) fn dial(&mut self, now: Time, socket: u64, out: &mut Effects) {
        let config = self.sockets.get(&socket).map(|client| Arc::clone(&client.config));
        if let (Some(config), Some((_, server))) = (config, self.server_of(socket)) {
            start_event(socket, server.dial(now, socket, config), out);
        }
    }

    /// Sends a query (`rows`) or a statement without rows.
    pub fn statement(
        &mut self,
        site: &Site,
        socket: u64,
        text: &[u8],
        rows: bool,
        draws: Option<(u64, u64)>,
        out: &mut Effects,
    ) -> Reply {
        let call = match rows {
            true => Call::Query,
            false => Call::Exec,
        };
        let Some(client) = self.sockets.get(&socket).filter(|client| client.open) else {
            return Reply::Return(failure(call, BAD));
        };
        if client.dead == Some(Death::Reset) {
            return Reply::Return(failure(call, BAD));
        }
        let who = site.caller;
        let query = self.queries.read(text);
        let reads_row = query.reads_unknown_row() && self.may_be_behind(socket);
        let later = self.is_stalled(site.now, socket) || self.is_far(socket);
        if reads_row || query.needs_arguments() && later {
            return Reply::Return(failure(call, code(Refusal::Arguments)));
        }
        if let Some(client) = self.sockets.get_mut(&socket) {
            client.sent = site.now;
        }
        let sent = || Held::Statement { socket, query: Arc::clone(&query), rows, draws, who };
        if self.hold(site.now, socket, sent, out) {
            return self.block(site, socket, call, out);
        }
        match self.send(site.now, socket, query, rows, draws, who, out) {
            Err(refusal) => Reply::Return(failure(call, code(refusal))),
            Ok(()) => self.block(site, socket, call, out),
        }
    }

    /// A statement arrives at its server.
    #[expect(clippy::too_many_arguments, reason = "a statement and where it comes from")]
    pub(super) fn send(
        &mut self,
        now: Time,
        socket: u64,
        query: Arc<Query>,
        rows: bool,
        draws: Option<(u64, u64)>,
        who: Caller,
        out: &mut Effects,
    ) -> Result<(), Refusal> {
        let Some((number, server)) = self.server_of(socket) else {
            return Err(Refusal::Lost);
        };
        let start = server.statement(now, socket, Arc::clone(&query), rows, draws)?;
        record(out, number, ServerRecord::QueryStart { socket, who });
        self.read(now, socket, number, &query, out);
        start_event(socket, start, out);
        self.follow_up(number, out);
        Ok(())
    }

    /// The next row of a result.
    pub fn row(&mut self, site: &Site, socket: u64, result: u64, out: &mut Effects) -> Reply {
        let call = Call::Row;
        if !self.is_open(socket) {
            return Reply::Return(failure(call, LOST));
        }
        let Some((_, server)) = self.server_of(socket) else {
            return Reply::Return(failure(call, LOST));
        };
        match server.row(site.now, socket, result) {
            NextRow::Now(row) => Reply::Return(answers::row(row)),
            NextRow::Later(start) => {
                start_event(socket, start, out);
                self.block(site, socket, call, out)
            }
            NextRow::End => Reply::Return(failure(call, END)),
            NextRow::Refused(refusal) => Reply::Return(failure(call, code(refusal))),
        }
    }

    /// Reads the rest of a result and throws it away.
    pub fn drain(&mut self, site: &Site, socket: u64, result: u64, out: &mut Effects) -> Reply {
        if !self.is_open(socket) {
            return Reply::Return(failure(Call::Drain, OK));
        }
        let drained = self.server_of(socket).map(|(_, server)| server.drain(site.now, socket, result));
        match drained {
            Some(Ok(Some(start))) => {
                start_event(socket, start, out);
                self.block(site, socket, Call::Drain, out)
            }
            Some(Err(refusal)) => Reply::Return(failure(Call::Drain, code(refusal))),
            Some(Ok(None)) | None => Reply::Return(failure(Call::Drain, OK)),
        }
    }

    /// An operation of a session is over.
    pub fn finish(&mut self, now: Time, socket: u64, op: u64, out: &mut Effects) {
        let Some((number, server)) = self.server_of(socket) else {
            return;
        };
        match server.finish(now, socket, op) {
            Some(Finished { done: Done::Written, .. }) => self.commit(now, number, socket, out),
            Some(finished) => self.finished(now, number, socket, finished, out),
            None => {}
        }
    }

    /// An operation of a session has ended like this.
    pub(super) fn finished(
        &mut self,
        now: Time,
        number: u64,
        socket: u64,
        finished: Finished,
        out: &mut Effects,
    ) {
        let Some(server) = self.server(number) else { return };
        let sessions = server.connected();
        let idle = server.idle_deadline(socket);
        let event = match &finished.done {
            Done::Connected(_) if !finished.heard => None,
            Done::Connected(_) => Some(ServerRecord::Connected { socket, sessions }),
            Done::Refused(_) => Some(ServerRecord::Refused { socket, too_many: true }),
            Done::Down => Some(ServerRecord::Refused { socket, too_many: false }),
            Done::Result { .. } | Done::Executed(..) => Some(ServerRecord::QueryEnd { socket, ok: true }),
            Done::Failed(_) => Some(ServerRecord::QueryEnd { socket, ok: false }),
            Done::Row(_) | Done::Drained | Done::Written => None,
        };
        if let Some(event) = event {
            record(out, number, event);
        }
        if !finished.heard {
            self.sockets.remove(&socket);
            if !matches!(finished.done, Done::Connected(_) | Done::Refused(_) | Done::Down) {
                record(out, number, ServerRecord::Disconnected { socket, sessions });
            }
            self.follow_up(number, out);
            return;
        }
        self.follow_up(number, out);
        if let Some(at) = idle {
            out.at(at, WorldEvent::SessionIdle { socket });
        }
        let done = finished.done;
        if !self.hold(now, socket, || Held::Answer { socket, done: done.clone() }, out) {
            self.answer(socket, done, out);
        }
    }

    /// Looks which of the statements that share a server's cores have ended.
    pub fn statements_end(&mut self, now: Time, number: u64, out: &mut Effects) {
        let ended = self.server(number).map(|server| server.ended(now)).unwrap_or_default();
        for (socket, op) in ended {
            self.finish(now, socket, op, out);
        }
        self.follow_up(number, out);
    }

    /// A process is gone, and with it its ends of all sockets.
    pub fn process_exits(&mut self, now: Time, process: u32, out: &mut Effects) {
        let sockets: Vec<u64> = self
            .sockets
            .iter()
            .filter(|(_, socket)| socket.process == process && socket.open)
            .map(|(socket, _)| *socket)
            .collect();
        for socket in sockets {
            if let Some(client) = self.sockets.get_mut(&socket) {
                client.waiting = None;
            }
            self.close(now, socket, out);
        }
        self.fresh.retain(|caller, _| caller.process != process);
    }

    pub(super) fn is_open(&self, socket: u64) -> bool {
        self.sockets.get(&socket).is_some_and(|socket| socket.open)
    }

    /// What has followed for other sessions from what was done at a server, and when it must be looked at again.
    pub(super) fn follow_up(&mut self, number: u64, out: &mut Effects) {
        let Some(server) = self.server(number) else { return };
        for news in server.take_news() {
            match news {
                News::Started(socket, start) => start_event(socket, start, out),
                News::LockWait { socket, behind } => {
                    record(out, number, ServerRecord::LockWait { socket, behind });
                }
                News::LockEnded { socket, waited, end } => {
                    record(out, number, ServerRecord::LockEnded { socket, waited, end });
                }
            }
        }
        if let Some(at) = server.arm() {
            out.at(at, WorldEvent::StatementsEnd { server: number });
        }
    }

    /// Gives the outcome of an operation to the goroutine that waits for it.
    pub(super) fn answer(&mut self, socket: u64, done: Done, out: &mut Effects) {
        let waiting = self.sockets.get_mut(&socket).and_then(|client| client.waiting.take());
        let Some((caller, call)) = waiting else {
            return;
        };
        let results = match done {
            Done::Connected(number) => {
                self.fresh.insert(caller, socket);
                answers::connected(number)
            }
            Done::Down => answers::refused(&self.address_of(socket)),
            Done::Failed(error) if error == READ_ONLY && self.rejects_read_only(socket) => failure(call, BAD),
            Done::Refused(error) | Done::Failed(error) => error_values(call, &error),
            Done::Drained | Done::Written => failure(call, OK),
            Done::Executed(id, affected) => answers::executed(id, affected),
            Done::Row(row) => match call {
                Call::Row => answers::row(row),
                _ => failure(call, LOST),
            },
            Done::Result { query, here, result } => {
                let header = answers::header(&query, here, result);
                if let Some(client) = self.sockets.get_mut(&socket) {
                    client.answered = Some(query);
                }
                header
            }
        };
        out.complete(caller, results);
    }

    fn rejects_read_only(&self, socket: u64) -> bool {
        self.sockets.get(&socket).is_some_and(|client| client.config.reject_read_only)
    }

    /// What the rows of the last answer on a socket look like.
    pub fn columns(&self, socket: u64) -> Vec<Value> {
        let query = self.sockets.get(&socket).and_then(|client| client.answered.as_deref());
        answers::columns(query.map_or(&[], |query| &query.columns))
    }

    pub(super) fn address_of(&self, socket: u64) -> String {
        let server = self.sockets.get(&socket).map_or(0, |client| client.server);
        let at = usize::try_from(server).ok().and_then(|n| n.checked_sub(1));
        let host = at.and_then(|at| self.hosts.get(at));
        host.map(|host| host.address.clone()).unwrap_or_default()
    }
}

pub(super) fn start_event(socket: u64, Start { op, at }: Start, out: &mut Effects) {
    if let Some(at) = at {
        out.at(at, WorldEvent::Session { socket, op });
    }
}

pub(super) fn record(out: &mut Effects, server: u64, event: ServerRecord) {
    out.record(Record::Server { server, event });
}

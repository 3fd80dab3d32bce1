//! All database servers of a run, and the sockets that lead to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use tidepool_des::Seed;

use crate::Time;
use crate::effect::{Caller, Effects, Reply, Site, WorldEvent};
use crate::mysql::{Config, Disconnect, Done, Dsn, NextRow, Server, Start};
use crate::record::{Record, ServerRecord};
use crate::value::Value;

use super::answers::{self, BAD, CANCELLED, Call, END, LOST, OK, code, error_values, failure};

const IO_WAIT: &str = "IO wait";

#[derive(Clone, Debug)]
struct Socket {
    server: u64,
    config: Arc<Config>,
    process: u32,
    waiting: Option<(Caller, Call)>,
    /// Whether the client has its end open.
    open: bool,
    /// The names of the string columns of each open result.
    texts: BTreeMap<u64, Vec<String>>,
}

#[derive(Clone, Debug)]
struct Host {
    address: String,
    server: Server,
}

/// A data source name in use: where it leads, and how the server behaves towards those who come by it.
#[derive(Clone, Debug)]
struct Source {
    server: u64,
    config: Arc<Config>,
}

/// The servers, numbered from 1 in the order of first use, and the sockets.
///
/// Data source names with the same address lead to the same server, whichever process uses them.
#[derive(Clone, Debug)]
pub struct Databases {
    seed: Seed,
    defaults: Config,
    hosts: Vec<Host>,
    sources: Vec<Source>,
    sockets: BTreeMap<u64, Socket>,
    next_socket: u64,
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
            sources: Vec::new(),
            sockets: BTreeMap::new(),
            next_socket: 0,
            fresh: BTreeMap::new(),
        }
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

    fn server(&mut self, server: u64) -> Option<&mut Server> {
        let at = usize::try_from(server).ok()?.checked_sub(1)?;
        self.hosts.get_mut(at).map(|host| &mut host.server)
    }

    fn server_of(&mut self, socket: u64) -> Option<(u64, &mut Server)> {
        let number = self.sockets.get(&socket)?.server;
        self.server(number).map(|server| (number, server))
    }

    /// A data source for this name, or what is wrong with it. Sources are numbered from 1.
    pub fn open(&mut self, dsn: &str) -> Result<u64, String> {
        let Dsn { address, config } = Dsn::parse(dsn, &self.defaults).map_err(|error| error.to_string())?;
        let known = self.hosts.iter().position(|host| host.address == address);
        let at = known.unwrap_or(self.hosts.len());
        let server = at as u64 + 1;
        if known.is_none() {
            let server = Server::new(self.seed, server, &config);
            self.hosts.push(Host { address, server });
        }
        self.sources.push(Source { server, config: Arc::new(config) });
        Ok(self.sources.len() as u64)
    }

    /// A new socket for a data source; nothing is sent yet. 0 if there is no such source.
    pub fn socket(&mut self, site: &Site, source: u64) -> u64 {
        let at = usize::try_from(source).ok().and_then(|n| n.checked_sub(1));
        let Some(source) = at.and_then(|at| self.sources.get(at)) else {
            return 0;
        };
        self.next_socket += 1;
        let socket = Socket {
            server: source.server,
            config: Arc::clone(&source.config),
            process: site.caller.process,
            waiting: None,
            open: true,
            texts: BTreeMap::new(),
        };
        self.sockets.insert(self.next_socket, socket);
        self.next_socket
    }

    /// The socket that `caller` connected last, told once.
    pub fn take_fresh(&mut self, caller: Caller) -> Option<u64> {
        self.fresh.remove(&caller)
    }

    /// Dials and shakes hands.
    pub fn connect(&mut self, site: &Site, socket: u64, out: &mut Effects) -> Reply {
        let Some(client) = self.sockets.get(&socket).filter(|client| client.open) else {
            return Reply::Return(failure(Call::Connect, CANCELLED));
        };
        let config = Arc::clone(&client.config);
        let Some((number, server)) = self.server_of(socket) else {
            return Reply::Return(failure(Call::Connect, BAD));
        };
        if !server.is_up() {
            let too_many = false;
            record(out, number, ServerRecord::Refused { socket, too_many });
            return Reply::Return(answers::refused(&self.address_of(socket)));
        }
        let start = server.dial(site.now, socket, config);
        self.block(site, socket, Call::Connect, start, out)
    }

    /// Sends a query (`rows`) or a statement without rows.
    pub fn statement(
        &mut self,
        site: &Site,
        socket: u64,
        text: &str,
        rows: bool,
        draws: Option<(u64, u64)>,
        out: &mut Effects,
    ) -> Reply {
        let call = match rows {
            true => Call::Query,
            false => Call::Exec,
        };
        if !self.is_open(socket) {
            return Reply::Return(failure(call, BAD));
        }
        let Some((number, server)) = self.server_of(socket) else {
            return Reply::Return(failure(call, BAD));
        };
        match server.statement(site.now, socket, text, rows, draws) {
            Err(refusal) => Reply::Return(failure(call, code(refusal))),
            Ok(start) => {
                let who = site.caller;
                record(out, number, ServerRecord::QueryStart { socket, who });
                self.arm(number, out);
                self.block(site, socket, call, start, out)
            }
        }
    }

    /// The next row of a result.
    pub fn row(&mut self, site: &Site, socket: u64, result: u64, out: &mut Effects) -> Reply {
        let call = Call::Row { result };
        if !self.is_open(socket) {
            return Reply::Return(failure(call, LOST));
        }
        let Some((_, server)) = self.server_of(socket) else {
            return Reply::Return(failure(call, LOST));
        };
        match server.row(site.now, socket, result) {
            NextRow::Now(row) => Reply::Return(self.row_values(socket, result, row)),
            NextRow::Later(start) => self.block(site, socket, call, start, out),
            NextRow::End => {
                self.forget_result(socket, result);
                Reply::Return(failure(call, END))
            }
            NextRow::Refused(refusal) => Reply::Return(failure(call, code(refusal))),
        }
    }

    /// Reads the rest of a result and throws it away.
    pub fn drain(&mut self, site: &Site, socket: u64, result: u64, out: &mut Effects) -> Reply {
        self.forget_result(socket, result);
        if !self.is_open(socket) {
            return Reply::Return(failure(Call::Drain, OK));
        }
        let drained = self.server_of(socket).map(|(_, server)| server.drain(site.now, socket, result));
        match drained {
            Some(Ok(Some(start))) => self.block(site, socket, Call::Drain, start, out),
            Some(Err(refusal)) => Reply::Return(failure(Call::Drain, code(refusal))),
            Some(Ok(None)) | None => Reply::Return(failure(Call::Drain, OK)),
        }
    }

    /// Whether the connection is alive, as far as the client can see without sending.
    pub fn is_alive(&mut self, socket: u64) -> bool {
        self.is_open(socket) && self.server_of(socket).is_some_and(|(_, server)| server.is_alive(socket))
    }

    /// Closes the socket, under a blocked call if there is one: that call ends with `CANCELLED`.
    pub fn close(&mut self, now: Time, socket: u64, out: &mut Effects) {
        let Some(client) = self.sockets.get_mut(&socket) else {
            return;
        };
        client.open = false;
        if let Some((caller, call)) = client.waiting.take() {
            out.complete(caller, failure(call, CANCELLED));
        }
        let Some((number, server)) = self.server_of(socket) else {
            return;
        };
        let was_connected = server.is_connected(socket);
        if server.client_closes(now, socket) {
            let sessions = server.connected();
            self.sockets.remove(&socket);
            if was_connected {
                record(out, number, ServerRecord::Disconnected { socket, sessions });
            }
        }
    }

    /// An operation of a session is over.
    pub fn finish(&mut self, now: Time, socket: u64, op: u64, out: &mut Effects) {
        let Some((number, server)) = self.server_of(socket) else {
            return;
        };
        let Some(finished) = server.finish(now, socket, op) else {
            return;
        };
        let sessions = server.connected();
        let idle = server.idle_deadline(socket);
        let event = match &finished.done {
            Done::Connected if !finished.heard => None,
            Done::Connected => Some(ServerRecord::Connected { socket, sessions }),
            Done::Refused(_) => Some(ServerRecord::Refused { socket, too_many: true }),
            Done::Down => Some(ServerRecord::Refused { socket, too_many: false }),
            Done::Result(..) | Done::Executed(..) => Some(ServerRecord::QueryEnd { socket, ok: true }),
            Done::Failed(_) => Some(ServerRecord::QueryEnd { socket, ok: false }),
            Done::Row(_) | Done::Drained => None,
        };
        if let Some(event) = event {
            record(out, number, event);
        }
        if !finished.heard {
            self.sockets.remove(&socket);
            if !matches!(finished.done, Done::Connected | Done::Refused(_) | Done::Down) {
                record(out, number, ServerRecord::Disconnected { socket, sessions });
            }
            return;
        }
        if let Some(at) = idle {
            out.at(at, WorldEvent::SessionIdle { socket });
        }
        self.answer(socket, finished.done, out);
    }

    /// Looks which of the statements that share a server's cores have ended.
    pub fn statements_end(&mut self, now: Time, number: u64, out: &mut Effects) {
        let ended = self.server(number).map(|server| server.ended(now)).unwrap_or_default();
        for (socket, op) in ended {
            self.finish(now, socket, op, out);
        }
        self.arm(number, out);
    }

    /// Looks whether a session was idle for too long.
    pub fn check_idle(&mut self, now: Time, socket: u64, out: &mut Effects) {
        let Some((_, server)) = self.server_of(socket) else {
            return;
        };
        // Each operation that ends arms a look of its own, so an early one has nothing to do.
        if server.idle_deadline(socket).is_some_and(|at| at <= now)
            && let Some(gone) = server.kill(now, socket)
        {
            self.disconnect(gone, out);
        }
    }

    /// The server ends one session, as an administrator's KILL does.
    pub fn kill(&mut self, now: Time, socket: u64, out: &mut Effects) {
        if let Some((_, server)) = self.server_of(socket)
            && let Some(gone) = server.kill(now, socket)
        {
            self.disconnect(gone, out);
        }
    }

    /// A server goes down: its sessions end, dials are refused.
    pub fn go_down(&mut self, now: Time, number: u64, out: &mut Effects) {
        let Some(server) = self.server(number) else {
            return;
        };
        let gone = server.go_down(now);
        record(out, number, ServerRecord::Up(false));
        for disconnect in gone {
            self.disconnect(disconnect, out);
        }
    }

    /// A server is up again.
    pub fn come_up(&mut self, number: u64, out: &mut Effects) {
        if let Some(server) = self.server(number) {
            server.come_up();
            record(out, number, ServerRecord::Up(true));
        }
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

    fn is_open(&self, socket: u64) -> bool {
        self.sockets.get(&socket).is_some_and(|socket| socket.open)
    }

    fn block(&mut self, site: &Site, socket: u64, call: Call, start: Start, out: &mut Effects) -> Reply {
        if let Some(client) = self.sockets.get_mut(&socket) {
            client.waiting = Some((site.caller, call));
        }
        let Start { op, at } = start;
        if let Some(at) = at {
            out.at(at, WorldEvent::Session { socket, op });
        }
        Reply::Block(IO_WAIT)
    }

    /// Asks for the event at which the next of the statements that share the server's cores ends.
    fn arm(&mut self, number: u64, out: &mut Effects) {
        if let Some(at) = self.server(number).and_then(Server::arm) {
            out.at(at, WorldEvent::StatementsEnd { server: number });
        }
    }

    fn disconnect(&mut self, gone: Disconnect, out: &mut Effects) {
        let Disconnect { socket, waiting } = gone;
        if let Some((number, server)) = self.server_of(socket) {
            let sessions = server.connected();
            record(out, number, ServerRecord::Disconnected { socket, sessions });
            self.arm(number, out);
        }
        let Some(client) = self.sockets.get_mut(&socket) else {
            return;
        };
        if let (true, Some((caller, call))) = (waiting, client.waiting.take()) {
            out.complete(caller, failure(call, LOST));
        }
        if !client.open {
            self.sockets.remove(&socket);
        }
    }

    /// Gives the outcome of an operation to the goroutine that waits for it.
    fn answer(&mut self, socket: u64, done: Done, out: &mut Effects) {
        let waiting = self.sockets.get_mut(&socket).and_then(|client| client.waiting.take());
        let Some((caller, call)) = waiting else {
            return;
        };
        let results = match done {
            Done::Connected => {
                self.fresh.insert(caller, socket);
                failure(call, OK)
            }
            Done::Down => answers::refused(&self.address_of(socket)),
            Done::Refused(error) | Done::Failed(error) => error_values(call, &error),
            Done::Drained => failure(call, OK),
            Done::Executed(id, affected) => answers::executed(id, affected),
            Done::Row(row) => match call {
                Call::Row { result } => self.row_values(socket, result, row),
                _ => failure(call, LOST),
            },
            Done::Result(result, columns) => {
                let header = answers::header(result, &columns);
                if let Some(client) = self.sockets.get_mut(&socket) {
                    client.texts.insert(result, answers::text_columns(columns));
                }
                header
            }
        };
        out.complete(caller, results);
    }

    fn row_values(&self, socket: u64, result: u64, row: u64) -> Vec<Value> {
        let texts = self.sockets.get(&socket).and_then(|client| client.texts.get(&result));
        answers::row(texts.map_or(&[], Vec::as_slice), row)
    }

    fn forget_result(&mut self, socket: u64, result: u64) {
        if let Some(client) = self.sockets.get_mut(&socket) {
            client.texts.remove(&result);
        }
    }

    fn address_of(&self, socket: u64) -> String {
        let server = self.sockets.get(&socket).map_or(0, |client| client.server);
        let at = usize::try_from(server).ok().and_then(|n| n.checked_sub(1));
        let host = at.and_then(|at| self.hosts.get(at));
        host.map(|host| host.address.clone()).unwrap_or_default()
    }
}

fn record(out: &mut Effects, server: u64, event: ServerRecord) {
    out.record(Record::Server { server, event });
}

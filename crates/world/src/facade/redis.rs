//! All Redis servers of a run, and the sockets that lead to them.

use std::collections::BTreeMap;

use tidepool_des::Seed;

use super::listed::Listed;
use crate::Time;
use crate::effect::{Caller, Effects, IO_WAIT, RedisEvent, Reply, Site, WorldEvent};
use crate::record::Record;
use crate::redis::{self, Command, Config, Done, FaultKind, RedisRecord, Server};
use crate::value::{Value, values};

/// Codes that the client understands; `natives` has their meaning.
const OK: i64 = 0;
const REFUSED: i64 = 1;
const LOST: i64 = 1;
const TIMEOUT: i64 = 2;

/// What a goroutine waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    Dial,
    Answer,
}

/// A client's end of a connection.
#[derive(Clone, Debug)]
struct Socket {
    server: u64,
    process: u32,
    /// The life of the server to which it is connected, none if it is not.
    life: Option<u64>,
    /// The server has died since.
    lost: bool,
    waiting: Option<(Caller, Waits)>,
    /// How many calls there were.
    calls: u64,
}

/// A command on its way to a server, there, or on its way back.
#[derive(Clone, Debug)]
struct Flying {
    server: u64,
    /// The server's life in which it was sent.
    life: u64,
    /// Until it has arrived.
    command: Option<Command>,
    /// The time of the way back.
    back: Time,
    /// Once it has been done.
    answer: Option<redis::Reply>,
}

/// The servers, numbered from 1 in the order of first use, and the sockets.
#[derive(Clone, Debug)]
pub(crate) struct Redises {
    seed: Seed,
    config: Config,
    servers: Listed<(String, Server)>,
    sockets: BTreeMap<u64, Socket>,
    next_socket: u64,
    /// Commands that have not been answered yet, by socket and number.
    flying: BTreeMap<(u64, u64), Flying>,
    commands: u64,
}

impl Redises {
    pub(crate) fn new(seed: Seed, config: Config) -> Self {
        Redises {
            seed,
            config,
            servers: Listed::default(),
            sockets: BTreeMap::new(),
            next_socket: 0,
            flying: BTreeMap::new(),
            commands: 0,
        }
    }

    fn server(&mut self, number: u64) -> Option<&mut Server> {
        self.servers.get(number).map(|(_, server)| server)
    }

    /// The server at an address.
    pub(crate) fn open(&mut self, now: Time, address: String, out: &mut Effects) -> u64 {
        if let Some(number) = self.servers.find(|(known, _)| *known == address) {
            return number;
        }
        let number = self.servers.add((address, Server::new(self.seed, self.config.clone())));
        for (fault, what) in (0..).zip(&self.config.faults) {
            if what.until > now && what.until > what.at {
                let event = |begins| WorldEvent::Redis(RedisEvent::Fault { server: number, fault, begins });
                out.at(what.at.max(now), event(true));
                out.at(what.until, event(false));
            }
        }
        number
    }

    /// A new socket to a server; nothing is sent yet.
    pub(crate) fn socket(&mut self, site: &Site, server: u64) -> u64 {
        self.next_socket += 1;
        let process = site.caller.process;
        let socket = Socket { server, process, life: None, lost: false, waiting: None, calls: 0 };
        self.sockets.insert(self.next_socket, socket);
        self.next_socket
    }

    /// The goroutine waits on a socket, at most so long (0: for ever).
    fn block(&mut self, site: &Site, socket: u64, waits: Waits, most: Time, out: &mut Effects) -> Reply {
        if let Some(own) = self.sockets.get_mut(&socket) {
            own.calls += 1;
            own.waiting = Some((site.caller, waits));
            if most > 0 {
                let event = RedisEvent::Timeout { socket, call: own.calls };
                out.at(site.now.saturating_add(most), WorldEvent::Redis(event));
            }
        }
        Reply::Block(IO_WAIT)
    }

    /// Dials, for at most so long.
    pub(crate) fn dial(&mut self, site: &Site, socket: u64, most: Time, out: &mut Effects) -> Reply {
        if !self.sockets.contains_key(&socket) {
            return Reply::Return(values![LOST]);
        }
        let mut rng = self.seed.keyed("redis.dial", socket).at(0);
        let (dial, latency) = (&self.config.dial, &self.config.latency);
        // Who is refused learns it with the first packet that comes back.
        let time = if self.config.is_down(site.now) { latency } else { dial }.sample(&mut rng);
        let reply = self.block(site, socket, Waits::Dial, most, out);
        let call = self.sockets.get(&socket).map_or(0, |own| own.calls);
        let event = RedisEvent::Dialed { socket, call };
        out.at(site.now.saturating_add(time.as_nanos()), WorldEvent::Redis(event));
        reply
    }

    /// Sends a command and waits for its answer, at most so long. `draws` name its random numbers by the request that it
    /// belongs to.
    pub(crate) fn send(
        &mut self,
        site: &Site,
        socket: u64,
        words: Vec<Vec<u8>>,
        most: Time,
        draws: Option<(u64, u64)>,
        out: &mut Effects,
    ) -> Reply {
        let own = self.sockets.get(&socket).filter(|own| !own.lost);
        let Some((server, life)) = own.and_then(|own| Some((own.server, own.life?))) else {
            return Reply::Return(answer(LOST, &redis::Reply::Nil));
        };
        self.commands += 1;
        let draws = draws.unwrap_or((0, self.commands));
        let mut rng = self.seed.keyed("redis.latency", draws.0).at(draws.1);
        let way = self.config.latency.sample(&mut rng).as_nanos();
        let reply = self.block(site, socket, Waits::Answer, most, out);
        let number = self.sockets.get(&socket).map_or(0, |own| own.calls);
        let command = Some(Command { socket, number, words, draws });
        let flying = Flying { server, life, command, back: way / 2, answer: None };
        self.flying.insert((socket, number), flying);
        let event = RedisEvent::Arrives { socket, number };
        out.at(site.now.saturating_add(way - way / 2), WorldEvent::Redis(event));
        reply
    }

    /// Whether a connection can be used, as far as its client can see without sending.
    pub(crate) fn is_alive(&self, socket: u64) -> bool {
        self.sockets.get(&socket).is_some_and(|own| own.life.is_some() && !own.lost)
    }

    /// Closes a socket. What has been sent arrives all the same.
    pub(crate) fn close(&mut self, socket: u64) {
        self.sockets.remove(&socket);
    }

    pub(crate) fn process_exits(&mut self, process: u32) {
        self.sockets.retain(|_, socket| socket.process != process);
    }

    /// An event is due.
    pub(crate) fn handle(&mut self, now: Time, event: RedisEvent, out: &mut Effects) {
        match event {
            RedisEvent::Dialed { socket, call } => self.dialed(now, socket, call, out),
            RedisEvent::Arrives { socket, number } => self.arrives(now, socket, number, out),
            RedisEvent::Turn { server, life } => self.turn(now, server, life, out),
            RedisEvent::Answer { socket, number } => self.answered(socket, number, out),
            RedisEvent::Timeout { socket, call } => self.timeout(socket, call, out),
            RedisEvent::Fault { server, fault, begins } => self.fault(now, server, fault, begins, out),
        }
    }

    fn dialed(&mut self, now: Time, socket: u64, call: u64, out: &mut Effects) {
        let down = self.config.is_down(now);
        let Some(own) = self.sockets.get(&socket).filter(|own| own.calls == call) else { return };
        let server = own.server;
        let life = self.server(server).map(|server| server.life());
        let Some(own) = self.sockets.get_mut(&socket) else { return };
        let Some((caller, Waits::Dial)) = own.waiting.take() else { return };
        own.life = life.filter(|_| !down);
        if down {
            record(out, server, RedisRecord::Refused { socket });
        }
        out.complete(caller, values![if down { REFUSED } else { OK }]);
    }

    fn arrives(&mut self, now: Time, socket: u64, number: u64, out: &mut Effects) {
        let Some(flying) = self.flying.get_mut(&(socket, number)) else { return };
        let (of, life, command) = (flying.server, flying.life, flying.command.take());
        let (Some(server), Some(command)) = (self.server(of), command) else { return };
        if let Some(busy) = server.receive(now, command) {
            let event = RedisEvent::Turn { server: of, life };
            out.at(now.saturating_add(busy), WorldEvent::Redis(event));
        }
    }

    fn turn(&mut self, now: Time, number: u64, life: u64, out: &mut Effects) {
        let Some(server) = self.server(number).filter(|server| server.life() == life) else { return };
        let (done, next) = server.turn(now);
        let keys = server.keys() as u64;
        if let Some(busy) = next {
            let event = RedisEvent::Turn { server: number, life };
            out.at(now.saturating_add(busy), WorldEvent::Redis(event));
        }
        let Some(Done { socket, number: command, reply, busy }) = done else { return };
        let failed = matches!(reply, redis::Reply::Error(_));
        let own = self.sockets.get(&socket).filter(|own| own.calls == command);
        let who = own.and_then(|own| own.waiting.map(|(who, _)| who));
        record(out, number, RedisRecord::Command { socket, who, failed, busy, keys });
        if let Some(flying) = self.flying.get_mut(&(socket, command)) {
            let at = now.saturating_add(flying.back);
            flying.answer = Some(reply);
            out.at(at, WorldEvent::Redis(RedisEvent::Answer { socket, number: command }));
        }
    }

    fn answered(&mut self, socket: u64, number: u64, out: &mut Effects) {
        let Some(Flying { answer: Some(reply), .. }) = self.flying.remove(&(socket, number)) else { return };
        let Some(own) = self.sockets.get_mut(&socket).filter(|own| own.calls == number && !own.lost) else {
            return;
        };
        if let Some((caller, _)) = own.waiting.take() {
            out.complete(caller, answer(OK, &reply));
        }
    }

    /// A client has waited for as long as it was told to.
    fn timeout(&mut self, socket: u64, call: u64, out: &mut Effects) {
        let Some(own) = self.sockets.get_mut(&socket).filter(|own| own.calls == call) else { return };
        match own.waiting.take() {
            Some((caller, Waits::Dial)) => out.complete(caller, values![TIMEOUT]),
            Some((caller, Waits::Answer)) => out.complete(caller, answer(TIMEOUT, &redis::Reply::Nil)),
            None => {}
        }
    }

    fn fault(&mut self, now: Time, number: u64, fault: u32, begins: bool, out: &mut Effects) {
        let Some(kind) = self.config.faults.get(fault as usize).map(|fault| fault.kind) else { return };
        record(out, number, RedisRecord::Fault { fault, kind, begins });
        // Slow commands are looked at when they begin, dials when they end.
        if kind != FaultKind::Down || !begins || !self.config.is_down(now) {
            return;
        }
        if let Some(server) = self.server(number) {
            server.die();
        }
        self.flying.retain(|_, flying| flying.server != number);
        for own in self.sockets.values_mut().filter(|own| own.server == number && own.life.is_some()) {
            own.lost = true;
            if let Some((caller, Waits::Answer)) = own.waiting.take() {
                out.complete(caller, answer(LOST, &redis::Reply::Nil));
            }
        }
    }
}

fn record(out: &mut Effects, server: u64, event: RedisRecord) {
    out.record(Record::Redis { server, event });
}

/// The results of a command: code, kind, number, text. Lists are texts in Redis's own form.
fn answer(code: i64, reply: &redis::Reply) -> Vec<Value> {
    let (kind, number, text) = match reply {
        redis::Reply::Nil => (0i64, 0, Vec::new()),
        redis::Reply::Int(number) => (1, *number, Vec::new()),
        redis::Reply::Text(text) => (2, 0, text.clone()),
        redis::Reply::Status(text) => (3, 0, text.clone().into_bytes()),
        redis::Reply::Error(text) => (4, 0, text.clone().into_bytes()),
        redis::Reply::List(_) => {
            let mut text = Vec::new();
            reply.encode(&mut text);
            (5, 0, text)
        }
    };
    vec![Value::Int(code), Value::Int(kind), Value::Int(number), Value::Str(text)]
}

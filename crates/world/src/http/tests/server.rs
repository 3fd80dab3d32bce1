//! A server in a few lines: each connection is served by a goroutine of its own that takes a fixed time for
//! each request.

use std::collections::BTreeMap;

use tidepool_des::{Queue, Seed, Time};

use crate::clients::Clients;
use crate::effect::{Caller, Effect, Effects, Reply, Site, WorldEvent};
use crate::mysql::Config;
use crate::natives::Native;
use crate::record::Record;
use crate::value::Value;
use crate::world::World;

/// How the hand-written server behaves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Behaviour {
    /// Nanoseconds per request.
    pub(super) work: u64,
    /// The status of its answers.
    pub(super) status: i64,
    /// Whether a handler stops when its client leaves.
    pub(super) looks_at_context: bool,
}

enum Event {
    World(WorldEvent),
    HandlerDone { conn: i64 },
    Do(Action),
}

/// What a test does to the server in the middle of a run.
#[derive(Clone, Copy, Debug)]
pub(super) enum Action {
    Listen,
    StopListening,
    Exit,
}

pub(super) struct Run {
    pub(super) world: World,
    pub(super) records: Vec<(u64, Record)>,
    /// Requests that the server has finished.
    pub(super) served: u64,
    behaviour: Behaviour,
    queue: Queue<Event>,
    listener: i64,
    /// The connection that each goroutine serves; goroutine 1 accepts, `1000 + n` watches for `n`.
    conns: BTreeMap<u64, i64>,
}

const PROCESS: u32 = 1;

pub(super) fn run(clients: Vec<Clients>, behaviour: Behaviour, actions: &[(u64, Action)], until: u64) -> Run {
    let mut run = Run {
        world: World::new(Seed(7), Config::default()),
        records: Vec::new(),
        served: 0,
        behaviour,
        queue: Queue::new(),
        listener: 0,
        conns: BTreeMap::new(),
    };
    for (at, action) in actions {
        run.queue.schedule(Time::from_nanos(*at), Event::Do(*action));
    }
    let mut out = Effects::new();
    for group in clients {
        run.world.add_clients(0, group, &mut out);
    }
    run.apply(0, &mut out);
    while let Some((at, event)) = run.queue.pop_until(Time::from_nanos(until)) {
        run.step(at.as_nanos(), event);
    }
    run
}

impl Run {
    fn step(&mut self, now: u64, event: Event) {
        let mut out = Effects::new();
        match event {
            Event::World(event) => self.world.handle(now, event, &mut out),
            Event::HandlerDone { conn } => self.finish(now, conn, &mut out),
            Event::Do(Action::Listen) => {
                let listened = self.call(now, 1, Native::HttpListen, &[":8080".into()], &mut out);
                if let Some([Value::Int(listener)]) = listened.as_deref() {
                    self.listener = *listener;
                }
                self.accept(now, &mut out);
            }
            Event::Do(Action::StopListening) => {
                let listener = Value::Int(self.listener);
                self.call(now, 1, Native::HttpCloseListener, &[listener], &mut out);
            }
            Event::Do(Action::Exit) => {
                self.conns.clear();
                self.world.process_exits(now, PROCESS, 0, &mut out);
            }
        }
        self.apply(now, &mut out);
        for counts in self.world.counts() {
            assert!(counts.balanced(), "{counts:?}");
        }
    }

    fn apply(&mut self, now: u64, out: &mut Effects) {
        while !out.is_empty() {
            let effects: Vec<Effect> = out.drain().collect();
            for effect in effects {
                match effect {
                    Effect::At(at, event) => {
                        self.queue.schedule(Time::from_nanos(at), Event::World(event));
                    }
                    Effect::Record(record) => self.records.push((now, record)),
                    Effect::Start { .. } | Effect::Signal { .. } | Effect::Gogc(_) | Effect::Note(..) => {
                        panic!("nobody asks for it")
                    }
                    Effect::Complete(caller, results) => {
                        self.resume(now, caller.goroutine, &results, out);
                    }
                }
            }
        }
    }

    /// A blocked goroutine goes on.
    fn resume(&mut self, now: u64, goroutine: u64, results: &[Value], out: &mut Effects) {
        match (goroutine, results) {
            (1, [Value::Int(conn), ..]) => self.accepted(now, *conn, out),
            (watcher, [Value::Int(1)]) if watcher > 1000 => {
                let conn = self.conns.get(&(watcher - 1000)).copied();
                if let (true, Some(conn)) = (self.behaviour.looks_at_context, conn) {
                    self.finish(now, conn, out);
                }
            }
            (watcher, _) if watcher > 1000 => {}
            (server, [Value::Int(0 | 3), ..]) => self.handle(now, server, out),
            (server, _) => self.hang_up(now, server, out),
        }
    }

    fn accept(&mut self, now: u64, out: &mut Effects) {
        let listener = Value::Int(self.listener);
        if let Some([Value::Int(conn), _]) =
            self.call(now, 1, Native::HttpAccept, &[listener], out).as_deref()
        {
            self.accepted(now, *conn, out);
        }
    }

    fn accepted(&mut self, now: u64, conn: i64, out: &mut Effects) {
        // That of a client who reads its answers is negative; these have nothing to read.
        let conn = conn.abs();
        if conn == 0 {
            return;
        }
        let server = 10 + conn as u64;
        self.conns.insert(server, conn);
        self.read(now, server, out);
        self.accept(now, out);
    }

    fn read(&mut self, now: u64, server: u64, out: &mut Effects) {
        let Some(conn) = self.conns.get(&server).copied() else {
            return;
        };
        match self.call(now, server, Native::HttpReadRequest, &[conn.into()], out).as_deref() {
            Some([Value::Int(0 | 3), ..]) => self.handle(now, server, out),
            Some(_) => self.hang_up(now, server, out),
            None => {}
        }
    }

    /// A handler begins to work, with a watcher beside it.
    fn handle(&mut self, now: u64, server: u64, out: &mut Effects) {
        let Some(conn) = self.conns.get(&server).copied() else {
            return;
        };
        let watcher = 1000 + server;
        let watched = self.call(now, watcher, Native::HttpBackgroundRead, &[conn.into()], out);
        if watched.is_some() && self.behaviour.looks_at_context {
            self.finish(now, conn, out);
            return;
        }
        let done = now + self.behaviour.work;
        self.queue.schedule(Time::from_nanos(done), Event::HandlerDone { conn });
    }

    fn finish(&mut self, now: u64, conn: i64, out: &mut Effects) {
        let server = 10 + conn as u64;
        if !self.conns.contains_key(&server) {
            return;
        }
        self.served += 1;
        let answer = [Value::Int(conn), Value::Int(self.behaviour.status), Value::Int(2), Value::Bool(true)];
        let heard = self.call(now, server, Native::HttpRespond, &answer, out);
        match heard.as_deref() {
            Some([Value::Bool(true), ..]) => self.read(now, server, out),
            _ => self.hang_up(now, server, out),
        }
    }

    fn hang_up(&mut self, now: u64, server: u64, out: &mut Effects) {
        if let Some(conn) = self.conns.remove(&server) {
            self.call(now, server, Native::HttpCloseConn, &[conn.into()], out);
        }
    }

    fn call(
        &mut self,
        now: u64,
        goroutine: u64,
        native: Native,
        args: &[Value],
        out: &mut Effects,
    ) -> Option<Vec<Value>> {
        let caller = Caller { process: PROCESS, goroutine };
        let line = 0;
        match self.world.call(Site { now, caller, line }, native, &args, out) {
            Reply::Return(results) | Reply::End(results, _) => Some(results),
            Reply::Block(_) => None,
        }
    }
}

//! A primary with replicas, as clients and observers see them.

mod faults;
mod forms;
mod histories;
mod reads;
mod zones_apart;

use std::collections::BTreeMap;

use tidepool_des::{Distribution, Duration, Queue, Seed, Time as At};

use crate::Time;
use crate::effect::{Caller, Effect, Effects, Reply, Site, WorldEvent};
use crate::mysql::Config;
use crate::mysql::replication::{self, Fault, FaultKind, Replication, ReplicationRecord};
use crate::natives::Native;
use crate::record::Record;
use crate::value::{Value, values};
use crate::world::World;
use crate::zones;

const MS: Time = 1_000_000;
const SECOND: Time = 1_000 * MS;

/// Servers, and clients who each do one thing at a time.
struct Group {
    world: World,
    queue: Queue<WorldEvent>,
    now: Time,
    /// What clients were answered last: a code, the number of an error.
    answers: BTreeMap<u64, (i64, i64)>,
    records: Vec<(Time, Record)>,
    clients: u64,
}

/// Zones a and b, 5 ms from each other and 1 ms from the edge.
fn two_zones(faults: Vec<zones::Fault>) -> zones::Config {
    let constant = |ms| Distribution::Constant(Duration::from_millis(ms));
    let names = vec!["a".into(), "b".into()];
    zones::Config { names, between: constant(5), edge: constant(1), loss: 0.0, faults }
}

/// The primary dies, and comes back or not.
fn primary_down(at: Time, until: Time) -> Fault {
    Fault { kind: FaultKind::PrimaryDown, at, until }
}

impl Group {
    /// Statements take 1 ms, dials nothing.
    fn new(config: replication::Config, zones: Option<zones::Config>) -> Group {
        let constant = |ms| Distribution::Constant(Duration::from_millis(ms));
        let behaviour = Config { dial: constant(0), latency: constant(1), ..Config::default() };
        let mut world = World::new(Seed(1), behaviour);
        let mut effects = Effects::new();
        if let Some(zones) = zones {
            world.set_zones(zones, &mut effects);
        }
        world.replicate(0, config, &mut effects);
        let mut group = Group {
            world,
            queue: Queue::new(),
            now: 0,
            answers: BTreeMap::new(),
            records: Vec::new(),
            clients: 0,
        };
        group.apply(&mut effects);
        for host in ["mysql-primary", "mysql-replica", "mysql-1", "mysql-2", "mysql-3"] {
            group.call(0, Native::ServerOpen, values![format!("app@tcp({host})/shop")]);
        }
        group
    }

    fn group(&self) -> &Replication {
        self.world.databases.replication().expect("there is one")
    }

    fn until(&mut self, time: Time) {
        while let Some((at, event)) = self.queue.pop_until(At::from_nanos(time)) {
            self.now = at.as_nanos();
            let mut effects = Effects::new();
            self.world.handle(self.now, event, &mut effects);
            self.apply(&mut effects);
            self.check();
        }
        self.now = time;
    }

    /// What holds at all times.
    fn check(&self) {
        let group = self.group();
        let counts = group.counts();
        assert_eq!(counts.accepted, group.durable() + counts.lost, "accepted = durable + lost");
        for server in group.servers() {
            let (received, applied) = group.positions(self.now, server).expect("it is one of them");
            assert!(applied <= received && received <= group.end(), "{server}: {applied} {received}");
        }
        assert!(group.lag(self.now) <= group.lag_max(self.now));
    }

    fn call(&mut self, client: u64, native: Native, args: Vec<Value>) -> Vec<Value> {
        let site = Site { now: self.now, caller: Caller { process: 1, goroutine: client }, line: 0 };
        let mut effects = Effects::new();
        let reply = self.world.call(site, native, &args.as_slice(), &mut effects);
        let results = match reply {
            Reply::Return(results) | Reply::End(results, _) => results,
            Reply::Block(_) => Vec::new(),
        };
        if !results.is_empty() {
            self.answered(client, &results);
        }
        self.apply(&mut effects);
        results
    }

    fn answered(&mut self, client: u64, results: &[Value]) {
        if let [Value::Int(code), Value::Int(number), ..] = results {
            self.answers.insert(client, (*code, *number));
        }
    }

    fn apply(&mut self, effects: &mut Effects) {
        let effects: Vec<Effect> = effects.drain().collect();
        for effect in effects {
            match effect {
                Effect::At(at, event) => drop(self.queue.schedule(At::from_nanos(at), event)),
                Effect::Complete(caller, values) => self.answered(caller.goroutine, &values),
                Effect::Record(record) => self.records.push((self.now, record)),
                Effect::Start { .. } | Effect::Signal { .. } | Effect::Gogc(_) | Effect::Note(..) => {
                    unreachable!("nobody asks")
                }
            }
        }
    }

    /// A client that dials a host by its number: 1 the primary, 2 a replica, from 3 on servers. Its socket.
    fn dial(&mut self, host: i64) -> u64 {
        self.clients += 1;
        let client = self.clients;
        let socket = self.call(client, Native::NetSocket, values![host]);
        let Some(&Value::Int(socket)) = socket.first() else { panic!("no socket") };
        assert_eq!(socket as u64, client, "a client has one socket");
        self.call(client, Native::NetConnect, values![socket]);
        client
    }

    /// Whether a client has nothing under way.
    fn is_free(&self, client: u64) -> bool {
        self.answers.contains_key(&client)
    }

    fn exec(&mut self, client: u64, text: &str) {
        assert!(self.answers.remove(&client).is_some(), "it does one thing at a time");
        self.call(client, Native::NetExec, values![client, text]);
    }

    fn query(&mut self, client: u64, text: &str) {
        assert!(self.answers.remove(&client).is_some(), "it does one thing at a time");
        self.call(client, Native::NetQuery, values![client, text]);
    }

    /// The same, with time for an answer.
    fn run(&mut self, client: u64, text: &str) -> Option<(i64, i64)> {
        self.exec(client, text);
        self.until(self.now + MS);
        self.answers.get(&client).copied()
    }

    fn replicated(&self) -> impl Iterator<Item = (Time, ReplicationRecord)> {
        self.records.iter().filter_map(|(at, record)| match record {
            Record::Replication(event) => Some((*at, *event)),
            _ => None,
        })
    }

    /// Promotions: when, of whom, lost writes, window, outage.
    fn promotions(&self) -> Vec<(Time, u64, u64, Time, Time)> {
        let promoted = self.replicated().filter_map(|(at, event)| match event {
            ReplicationRecord::Promoted { server, lost, window, outage } => {
                Some((at, server, lost, window, outage))
            }
            _ => None,
        });
        promoted.collect()
    }

    /// A client writes every so often from now on until then, and dials the primary again when it is lost. Each time of
    /// an accepted write.
    fn write(&mut self, every: Time, until: Time) -> Vec<Time> {
        let mut accepted = Vec::new();
        let mut client = self.dial(1);
        self.until(self.now);
        while self.now + every <= until {
            let next = self.now + every;
            self.exec(client, "UPDATE orders SET paid = 1 WHERE id = 7");
            self.until(next);
            match self.answers.get(&client) {
                Some((0, _)) => accepted.push(next - every + MS),
                _ => client = self.dial(1),
            }
            self.until(next);
        }
        accepted
    }
}

/// How a client was answered.
const FINE: Option<(i64, i64)> = Some((0, 0));
const READ_ONLY: Option<(i64, i64)> = Some((2, 1290));

//! What holds of a server through long random histories.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use tidepool_des::{Queue, Seed, Time};

use crate::mysql::{Config, Done, Dsn, LockEnd, News, Query, Server, Start};

/// Something a client does, or that goes wrong; numbers choose among clients and statements.
#[derive(Clone, Debug)]
enum Step {
    Dial,
    Statement { client: usize, which: usize },
    Close { client: usize },
    Kill { client: usize },
    Down,
    Pass { ms: u64 },
}

const STATEMENTS: [&str; 10] = [
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SET autocommit = 0",
    "SELECT id FROM t",
    "UPDATE t SET x = 1 WHERE id = 1",
    "UPDATE t SET x = 1 WHERE id = 2",
    "SELECT id FROM t WHERE id = 3 FOR UPDATE",
    "DELETE FROM t",
    "INSERT INTO t VALUES (1)",
];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => Just(Step::Dial),
        20 => (0..100usize, 0..STATEMENTS.len()).prop_map(|(client, which)| Step::Statement { client, which }),
        2 => (0..100usize).prop_map(|client| Step::Close { client }),
        1 => (0..100usize).prop_map(|client| Step::Kill { client }),
        1 => Just(Step::Down),
        20 => (0..30u64).prop_map(|ms| Step::Pass { ms }),
    ]
}

/// A server, the events it asked for, and what its clients know.
struct World {
    server: Server,
    queue: Queue<Option<(u64, u64)>>,
    now: u64,
    next: u64,
    open: BTreeSet<u64>,
    busy: BTreeSet<u64>,
    connected: i64,
    waits: BTreeMap<u64, u64>,
}

impl World {
    fn started(&mut self, socket: u64, start: Start) {
        if let Some(at) = start.at {
            self.queue.schedule(Time::from_nanos(at), Some((socket, start.op)));
        }
    }

    fn follow_up(&mut self) {
        for news in self.server.take_news() {
            match news {
                News::Started(socket, start) => self.started(socket, start),
                News::LockWait { socket, behind } => {
                    assert!(self.server.is_connected(behind), "nobody waits for one who has gone");
                    assert_eq!(self.waits.insert(socket, self.now), None);
                }
                News::LockEnded { socket, waited, end } => {
                    let since = self.waits.remove(&socket).expect("each wait ends once");
                    assert_eq!(waited, self.now - since);
                    let limit = 50_000_000;
                    assert!(waited <= limit && (end != LockEnd::Timeout || waited == limit));
                }
            }
        }
        if let Some(at) = self.server.arm() {
            self.queue.schedule(Time::from_nanos(at), None);
        }
    }

    fn finish(&mut self, socket: u64, op: u64) {
        let Some(finished) = self.server.finish(self.now, socket, op) else { return };
        assert!(self.busy.remove(&socket), "each operation ends once");
        match finished.done {
            Done::Connected(_) => self.connected += 1,
            Done::Refused(_) | Done::Down => {
                self.open.remove(&socket);
            }
            _ => {}
        }
        if !finished.heard && !matches!(finished.done, Done::Refused(_) | Done::Down) {
            self.connected -= 1;
        }
        self.follow_up();
    }

    fn pass(&mut self, until: u64) {
        while let Some((at, event)) = self.queue.pop_until(Time::from_nanos(until)) {
            self.now = at.as_nanos();
            match event {
                Some((socket, op)) => self.finish(socket, op),
                None => {
                    for (socket, op) in self.server.ended(self.now) {
                        self.finish(socket, op);
                    }
                    self.follow_up();
                }
            }
        }
        self.now = until;
    }

    fn gone(&mut self, socket: u64, connected: bool) {
        self.connected -= i64::from(connected);
        self.open.remove(&socket);
        self.busy.remove(&socket);
    }

    fn step(&mut self, step: Step, config: &Arc<Config>) {
        let pick = |client: usize, from: &BTreeSet<u64>| from.iter().nth(client % from.len().max(1)).copied();
        match step {
            Step::Dial => {
                self.next += 1;
                self.open.insert(self.next);
                self.busy.insert(self.next);
                let start = self.server.dial(self.now, self.next, Arc::clone(config));
                self.started(self.next, start);
            }
            Step::Statement { client, which } => {
                let Some(socket) = pick(client, &self.open).filter(|socket| !self.busy.contains(socket))
                else {
                    return;
                };
                let text = STATEMENTS[which];
                let (query, rows) = (Arc::new(Query::new(1, text)), text.starts_with("SELECT"));
                let start = self.server.statement(self.now, socket, query, rows, None);
                self.busy.insert(socket);
                self.started(socket, start.expect("the session is there"));
            }
            Step::Close { client } => {
                let Some(socket) = pick(client, &self.open) else { return };
                let connected = self.server.is_connected(socket);
                self.open.remove(&socket);
                if self.server.client_closes(self.now, socket) {
                    self.gone(socket, connected);
                }
            }
            Step::Kill { client } => {
                let Some(socket) = pick(client, &self.open) else { return };
                let gone = self.server.kill(self.now, socket).expect("the session is there");
                self.gone(gone.socket, gone.connected);
            }
            Step::Down => {
                for gone in self.server.go_down(self.now) {
                    self.gone(gone.socket, gone.connected);
                }
                self.server.come_up();
            }
            Step::Pass { ms } => self.pass(self.now + ms * 1_000_000),
        }
        self.follow_up();
        assert_eq!(self.server.connected() as i64, self.connected, "connected less disconnected");
        assert_eq!(self.server.sockets().count() as u64, self.server.connected());
        self.server.check_locks();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn sessions_statements_and_waits_end_once(
        steps in prop::collection::vec(step(), 1..400), cores in 0..4u64
    ) {
        let dsn = format!("app@/shop?latency=10ms&maxConnections=6&failEvery=17&lockWaitTimeout=50ms&cores={cores}");
        let config = Arc::new(Dsn::parse(&dsn, &Config::default()).expect("a valid name").config);
        let mut world = World {
            server: Server::new(Seed(1), 1, &config),
            queue: Queue::new(),
            now: 0,
            next: 0,
            open: BTreeSet::new(),
            busy: BTreeSet::new(),
            connected: 0,
            waits: BTreeMap::new(),
        };
        for step in steps {
            world.step(step, &config);
        }
        // All that has begun ends: a wait for a lock after its timeout at the latest.
        world.pass(world.now + 60_000_000_000);
        prop_assert!(world.busy.is_empty() && world.waits.is_empty());
        for _ in 0..world.open.len() {
            world.step(Step::Close { client: 0 }, &config);
        }
        prop_assert_eq!(world.server.connected(), 0);
    }
}

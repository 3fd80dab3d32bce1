//! The group as a whole: what it consists of, what can be asked of it, and what it asks for.

use std::collections::BTreeMap;
use std::sync::Arc;

use tidepool_des::{Purpose, Seed};

use super::backup::Backup;
use super::commit::Waiting;
use super::config::{Config, Mode};
use super::failover::Monitor;
use super::log::{Log, accepted};
use super::node::Node;
use super::record::ReplicationRecord;
use super::ways::{Peer, Ways};
use crate::Time;
use crate::effect::{Effects, WorldEvent};
use crate::mysql::statement::Rows;
use crate::mysql::{Query, Role};
use crate::record::Record;
use crate::zones::{Place, Zones};

const APPLY: Purpose = Purpose::new("mysql apply");

/// What happens later in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplicationEvent {
    /// The monitor looks at the primary.
    Check,
    /// A replica's confirmation reaches the primary.
    Confirmed {
        /// Which primary.
        server: u64,
        /// Up to which position of the log.
        position: u64,
        /// In which era of the log, so that a stale event is known.
        era: u64,
    },
    /// A primary has waited for a confirmation for as long as it was told to.
    Timeout {
        /// Which one.
        server: u64,
        /// Of which write.
        write: u64,
    },
    /// A promotion is done.
    Promoted {
        /// Which one, so that a stale event is known.
        number: u64,
    },
    /// Something goes wrong.
    Fault {
        /// Which fault, from 0.
        fault: u32,
    },
    /// A server's process starts again.
    Up {
        /// Which one.
        server: u64,
    },
    /// A backup is taken.
    Backup,
    /// The backup is restored.
    Restored,
}

/// What is to be done to the servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The client of this session may know that its transaction is committed.
    Answer {
        /// Its socket.
        socket: u64,
    },
    /// This session ends.
    Kill {
        /// Its socket.
        socket: u64,
    },
    /// A server has this role from now on; new rows go on from this number.
    Role {
        /// Which one.
        server: u64,
        /// Its role.
        role: Role,
        /// The number of the last row that its log has.
        last_insert: i64,
    },
    /// A server goes down.
    Down {
        /// Which one.
        server: u64,
    },
    /// A server comes up, if nothing else keeps it down.
    Up {
        /// Which one.
        server: u64,
    },
}

/// What has become of writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Whose client was told that they are committed.
    pub accepted: u64,
    /// Of these, the ones that the primary does not have.
    pub lost: u64,
    /// Committed, and their client will never hear of it.
    pub unanswered: u64,
}

/// A primary, its replicas and their monitor.
#[derive(Clone, Debug)]
pub struct Replication {
    pub(super) config: Config,
    pub(super) ways: Ways,
    seed: Seed,
    pub(super) nodes: Vec<Node>,
    /// The primary's log, or that of the one that was it last.
    pub(super) log: Log,
    pub(super) primary: u64,
    /// Positions of the log mean something else in each.
    pub(super) era: u64,
    pub(super) writes: u64,
    /// Transactions in a log whose clients do not know of it yet, by socket.
    pub(super) waiting: BTreeMap<u64, Waiting>,
    pub(super) monitor: Monitor,
    pub(super) backup: Backup,
    /// Since when the data is gone, if it is.
    pub(super) restoring: Option<Time>,
    pub(super) counts: Counts,
    readers: u64,
    lag_max: Time,
    pub(super) orders: Vec<Order>,
}

impl Replication {
    /// A group that begins now. Its servers have the numbers from 1; the first is the primary.
    pub fn new(
        now: Time,
        seed: Seed,
        config: Config,
        zones: Option<Arc<Zones>>,
        out: &mut Effects,
    ) -> Replication {
        let waits = config.mode != Mode::Async;
        let nodes = (0..=config.replicas).map(|n| Node::new(n > 0, waits)).collect();
        out.at(now.saturating_add(config.check.as_nanos()), event(ReplicationEvent::Check));
        if !config.backup.is_zero() {
            out.at(now.saturating_add(config.backup.as_nanos()), event(ReplicationEvent::Backup));
        }
        for (fault, at) in (0..).zip(config.faults.iter().map(|fault| fault.at)) {
            out.at(at.max(now), event(ReplicationEvent::Fault { fault }));
        }
        Replication {
            ways: Ways { faults: config.servers.clone(), zones, places: config.places.clone() },
            config,
            seed,
            nodes,
            log: Log::default(),
            primary: 1,
            era: 0,
            writes: 0,
            waiting: BTreeMap::new(),
            monitor: Monitor::default(),
            backup: Backup::default(),
            restoring: None,
            counts: Counts::default(),
            readers: 0,
            lag_max: 0,
            orders: Vec::new(),
        }
    }

    /// How it is set up.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The numbers of its servers.
    pub fn servers(&self) -> impl Iterator<Item = u64> + use<> {
        1..=self.nodes.len() as u64
    }

    /// Who the primary is, up or down.
    pub fn primary(&self) -> u64 {
        self.primary
    }

    /// Whether a server of this number belongs to the group.
    pub fn has(&self, server: u64) -> bool {
        (1..=self.nodes.len() as u64).contains(&server)
    }

    /// Where a server stands.
    pub fn place(&self, server: u64) -> Place {
        self.ways.place(Peer::Server(server))
    }

    /// Whether a server may not have all that was accepted.
    pub fn may_be_behind(&self, server: u64) -> bool {
        self.has(server) && server != self.primary
    }

    /// The role of a server.
    pub fn role(&self, server: u64) -> Role {
        match self.node(server).is_some_and(|node| node.read_only) {
            true => Role::ReadOnly,
            false => Role::Primary,
        }
    }

    /// Who serves the next reader: replicas that are up, in turn, the primary if there are none.
    pub fn next_reader(&mut self) -> u64 {
        let readers: Vec<u64> =
            self.servers().filter(|server| *server != self.primary && self.is_up(*server)).collect();
        self.readers += 1;
        let turn = usize::try_from(self.readers - 1).unwrap_or(0);
        match readers.len() {
            0 => self.primary,
            count => readers[turn % count],
        }
    }

    /// What has become of writes so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// How many accepted writes the primary has.
    pub fn durable(&self) -> u64 {
        self.log.accepted()
    }

    /// The end of the primary's log.
    pub fn end(&self) -> u64 {
        self.log.end()
    }

    /// The positions up to which a server has received and applied the primary's log.
    pub fn positions(&self, now: Time, server: u64) -> Option<(u64, u64)> {
        let node = self.node(server)?;
        Some((node.received(now), node.applied_by(now)))
    }

    /// How far the replicas that are up are behind at most.
    pub fn lag(&self, now: Time) -> Time {
        let replicas = self.servers().filter(|server| *server != self.primary && self.is_up(*server));
        let oldest = |server| self.log.oldest_behind(self.node(server)?.applied_by(now));
        replicas.filter_map(oldest).map(|since| now.saturating_sub(since)).max().unwrap_or(0)
    }

    /// The longest that a transaction was accepted and not applied yet at a replica that was up.
    pub fn lag_max(&self, now: Time) -> Time {
        let applied = self.nodes.iter().filter(|node| node.up).flat_map(|node| node.applying(now));
        let behind = applied.map(|(position, at)| self.behind(position, at)).max();
        self.lag_max.max(self.lag(now)).max(behind.unwrap_or(0))
    }

    /// For how long the transaction at a position was accepted when it was applied.
    fn behind(&self, position: u64, applied: Time) -> Time {
        let since = self.log.get(position).and_then(accepted);
        since.map_or(0, |since| applied.saturating_sub(since))
    }

    /// A server begins to read what was asked for at `sent`.
    pub(crate) fn read(&mut self, now: Time, server: u64, query: &Query, sent: Time, out: &mut Effects) {
        let Some((table, rows)) = query.reads.as_ref().filter(|_| self.may_be_behind(server)) else { return };
        let Some(node) = self.node(server) else { return };
        let row = if let Rows::One(key) = rows { Some(key.as_str()) } else { None };
        let missing = self.log.missing(table, row, node.applied_by(now), sent);
        let stale = missing.map(|since| now.saturating_sub(since));
        out.record(Record::Replication(ReplicationRecord::Read { server, stale }));
    }

    /// What is to be done to the servers.
    pub(crate) fn take_orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    pub(super) fn node(&self, server: u64) -> Option<&Node> {
        self.nodes.get(index(server)?)
    }

    pub(super) fn node_mut(&mut self, server: u64) -> Option<&mut Node> {
        self.nodes.get_mut(index(server)?)
    }

    pub(super) fn is_up(&self, server: u64) -> bool {
        self.node(server).is_some_and(|node| node.up)
    }

    /// What it takes a server to apply a write.
    pub(super) fn work(&self, server: u64, write: u64) -> Time {
        self.config.apply.sample(&mut self.seed.keyed(APPLY, server).at(write)).as_nanos()
    }

    /// Brings the books of all servers up to now, and forgets what none of them will ask for.
    pub(super) fn settle(&mut self, now: Time) {
        self.lag_max = self.lag_max(now);
        self.nodes.iter_mut().filter(|node| node.up).for_each(|node| node.settle(now));
        let asks = |node: &&Node| node.up || node.down_until < Time::MAX;
        if let Some(least) = self.nodes.iter().filter(asks).map(Node::applied).min() {
            self.log.trim(least);
        }
    }

    pub(super) fn set_role(&mut self, server: u64, read_only: bool, out: &mut Effects) {
        let Some(node) = self.node_mut(server) else { return };
        let changes = node.read_only != read_only;
        node.read_only = read_only;
        let (role, last_insert) = (self.role(server), self.log.last_insert());
        self.orders.push(Order::Role { server, role, last_insert });
        if changes {
            record(out, ReplicationRecord::ReadOnly { server, on: read_only });
        }
    }
}

/// The index of a server in lists of them.
pub(super) fn index(server: u64) -> Option<usize> {
    usize::try_from(server).ok()?.checked_sub(1)
}

pub(super) fn event(event: ReplicationEvent) -> WorldEvent {
    WorldEvent::Replication(event)
}

pub(super) fn record(out: &mut Effects, what: ReplicationRecord) {
    out.record(Record::Replication(what));
}

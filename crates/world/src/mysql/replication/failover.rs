//! What happens when servers come and go: the monitor's looks, promotions, and those who come back.

use super::config::{FaultKind, Mode};
use super::log::accepted;
use super::record::ReplicationRecord;
use super::state::{Order, Replication, ReplicationEvent, event, index, record};
use super::ways::{Message, Peer};
use crate::Time;
use crate::effect::Effects;

/// What the monitor knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Monitor {
    /// How often in a row it has not seen the primary.
    misses: u32,
    /// When the primary went down, or was first missed.
    lost: Option<Time>,
    pub(super) promotion: Option<Promotion>,
    promotions: u64,
    looks: u64,
}

/// A promotion that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Promotion {
    number: u64,
    server: u64,
}

impl Monitor {
    /// There is nothing to be watched any more.
    pub(super) fn forget(&mut self) {
        *self = Monitor { promotions: self.promotions, looks: self.looks, ..Monitor::default() };
    }
}

impl Replication {
    /// An event is due.
    pub(crate) fn handle(&mut self, now: Time, what: ReplicationEvent, out: &mut Effects) {
        match what {
            ReplicationEvent::Check => self.check(now, out),
            ReplicationEvent::Confirmed { server, position, era } => {
                self.confirmed(server, position, era, out);
            }
            ReplicationEvent::Timeout { server, write } => self.waited(server, write, out),
            ReplicationEvent::Promoted { number } => self.promote(now, number, out),
            ReplicationEvent::Fault { fault } => self.fault(now, fault, out),
            ReplicationEvent::Up { server } => {
                if self.node(server).is_some_and(|node| node.down_until <= now) {
                    self.orders.push(Order::Up { server });
                }
            }
            ReplicationEvent::Backup => self.back_up(now, out),
            ReplicationEvent::Restored => self.restored(now, out),
        }
    }

    fn fault(&mut self, now: Time, fault: u32, out: &mut Effects) {
        let Some(fault) = self.config.faults.get(fault as usize).copied() else { return };
        match fault.kind {
            FaultKind::PrimaryDown => {
                let server = self.primary;
                let Some(node) = self.node_mut(server) else { return };
                node.down_until = node.down_until.max(fault.until);
                if node.up {
                    self.orders.push(Order::Down { server });
                }
                if fault.until < Time::MAX {
                    out.at(fault.until, event(ReplicationEvent::Up { server }));
                }
            }
            FaultKind::DataLost => self.lose_data(now, out),
        }
    }

    /// Whether nothing of ours keeps a server down.
    pub(crate) fn may_come_up(&self, now: Time, server: u64) -> bool {
        self.restoring.is_none() && self.node(server).is_none_or(|node| node.down_until <= now)
    }

    /// A server's process has ended, and with it its sessions.
    pub(crate) fn server_down(&mut self, now: Time, server: u64) {
        self.settle(now);
        let Some(node) = self.node_mut(server).filter(|node| node.up) else { return };
        node.hang_up(now);
        node.up = false;
        node.astray = false;
        if server == self.primary && self.restoring.is_none() {
            self.monitor.lost.get_or_insert(now);
            // Nobody sends again what has not arrived.
            self.nodes.iter_mut().filter(|node| node.up).for_each(|node| node.hang_up(now));
        }
        if self.monitor.promotion.is_some_and(|promotion| promotion.server == server) {
            self.monitor.promotion = None;
        }
    }

    /// A server's process runs again.
    pub(crate) fn server_up(&mut self, now: Time, server: u64, out: &mut Effects) {
        let Some(node) = self.node(server).filter(|node| !node.up) else { return };
        let first = node.applied() + 1;
        let work: Vec<Time> = (first..=node.sent())
            .map(|position| self.log.get(position).map_or(0, |entry| self.work(server, entry.write)))
            .collect();
        let Some(node) = self.node_mut(server) else { return };
        node.up = true;
        node.resume(now, &work);
        let is_primary = server == self.primary && self.monitor.promotion.is_none();
        if is_primary {
            self.monitor.lost = None;
        }
        self.set_role(server, !is_primary, out);
        self.feed_all(now, out);
    }

    /// Whether the monitor gets an answer from a server before it looks again.
    fn answers(&self, now: Time, server: u64) -> bool {
        let look = self.monitor.looks;
        let (question, answer) =
            (Message::Question { look, to: server }, Message::Answer { look, from: server });
        let there = self.ways.arrival(now, Peer::Monitor, Peer::Server(server), question);
        let back = self.ways.arrival(there, Peer::Server(server), Peer::Monitor, answer);
        self.is_up(server) && back <= now.saturating_add(self.config.check.as_nanos())
    }

    /// The monitor looks.
    fn check(&mut self, now: Time, out: &mut Effects) {
        out.at(now.saturating_add(self.config.check.as_nanos()), event(ReplicationEvent::Check));
        if self.restoring.is_some() {
            return;
        }
        self.monitor.looks += 1;
        self.settle(now);
        let astray = |server: &u64| self.node(*server).is_some_and(|node| node.astray);
        let found: Vec<u64> =
            self.servers().filter(astray).filter(|server| self.answers(now, *server)).collect();
        for server in found {
            self.demote(server, out);
        }
        if self.answers(now, self.primary) {
            self.monitor.misses = 0;
            if self.monitor.promotion.is_none() {
                self.monitor.lost = None;
                self.set_role_if_changed(self.primary, false, out);
            }
        } else {
            self.monitor.misses += 1;
            self.monitor.lost.get_or_insert(now);
            record(out, ReplicationRecord::Missed { misses: self.monitor.misses });
            if self.monitor.misses >= self.config.failures {
                self.replace(now, out);
            }
        }
        self.feed_all(now, out);
    }

    fn set_role_if_changed(&mut self, server: u64, read_only: bool, out: &mut Effects) {
        if self.node(server).is_some_and(|node| node.read_only != read_only) {
            self.set_role(server, read_only, out);
        }
    }

    /// The primary is given up: it keeps itself from writing, if it is to, and a promotion begins, if there is a replica.
    fn replace(&mut self, now: Time, out: &mut Effects) {
        if self.config.fence && self.is_up(self.primary) {
            self.set_role_if_changed(self.primary, true, out);
            self.kill_waiting(self.primary);
        }
        if self.monitor.promotion.is_some() {
            return;
        }
        let fit = |server: &u64| *server != self.primary && self.answers(now, *server);
        let most = |server: &u64| {
            let received = self.node(*server).map_or(0, |node| node.received(now));
            (received, std::cmp::Reverse(*server))
        };
        let Some(server) = self.servers().filter(fit).max_by_key(most) else { return };
        for node in self.nodes.iter_mut().filter(|node| node.up) {
            node.hang_up(now);
        }
        let Some(node) = self.node(server) else { return };
        let (received, ready) = (node.received(now), node.ready(now));
        self.monitor.promotions += 1;
        let number = self.monitor.promotions;
        self.monitor.promotion = Some(Promotion { number, server });
        record(out, ReplicationRecord::Chosen { server, received });
        let at = ready.saturating_add(self.config.promote.as_nanos());
        out.at(at, event(ReplicationEvent::Promoted { number }));
    }

    /// The chosen replica is the primary from now on.
    fn promote(&mut self, now: Time, number: u64, out: &mut Effects) {
        let Some(Promotion { server, .. }) = self.monitor.promotion.filter(|of| of.number == number) else {
            return;
        };
        self.settle(now);
        let position = self.node(server).map_or(0, |node| node.sent());
        let cut = self.log.truncate(position);
        let since = self.monitor.lost.unwrap_or(now);
        let times: Vec<Time> = cut.iter().filter_map(accepted).collect();
        let lost = times.len() as u64;
        let window = times.iter().min().map_or(0, |oldest| since.saturating_sub(*oldest));
        self.counts.lost += lost;
        self.backup.cut(position, self.log.accepted(), self.log.last_insert());
        for waiting in self.waiting.values_mut() {
            waiting.position = waiting.position.filter(|at| *at <= position);
        }
        let old = std::mem::replace(&mut self.primary, server);
        self.era += 1;
        self.monitor.forget();
        record(out, ReplicationRecord::Promoted { server, lost, window, outage: now.saturating_sub(since) });
        for node in &mut self.nodes {
            node.throw_away(position);
        }
        if let Some(old) = index(old).and_then(|at| self.nodes.get_mut(at)) {
            old.jump(old.sent());
            old.astray = old.up && !old.read_only;
        }
        let waits = self.config.mode != Mode::Async;
        if let Some(node) = self.node_mut(server) {
            node.waits = waits;
        }
        self.set_role(server, false, out);
        self.feed_all(now, out);
    }

    /// A server learns that another is the primary: it follows that one, and what it has besides is gone.
    fn demote(&mut self, server: u64, out: &mut Effects) {
        if let Some(node) = self.node_mut(server) {
            node.astray = false;
        }
        self.kill_waiting(server);
        self.set_role(server, true, out);
    }

    /// The sessions end that wait for a replica at a server.
    fn kill_waiting(&mut self, server: u64) {
        let of_it = self.waiting.iter().filter(|(_, waiting)| waiting.server == server);
        self.orders.extend(of_it.map(|(socket, _)| Order::Kill { socket: *socket }));
    }
}

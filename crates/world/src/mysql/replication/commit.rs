//! From a commit at a server to the answer of its client, and to the replicas.

use super::config::Mode;
use super::log::{Entry, Told};
use super::record::ReplicationRecord;
use super::state::{Order, Replication, ReplicationEvent, event, record};
use super::ways::{Message, Peer};
use crate::Time;
use crate::effect::Effects;
use crate::mysql::Written;

/// A transaction whose client does not know of it yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Waiting {
    /// At which server.
    pub(super) server: u64,
    pub(super) write: u64,
    /// Where it is in the primary's log; none if it is in that of a server that is not the primary any more.
    pub(super) position: Option<u64>,
}

impl Replication {
    /// A transaction is committed at a server: it goes into its log, and from there to the replicas. Its client is
    /// answered when an [`Order`] says so.
    pub(crate) fn commit(
        &mut self,
        now: Time,
        server: u64,
        socket: u64,
        writes: Vec<Written>,
        last_insert: i64,
        out: &mut Effects,
    ) {
        self.settle(now);
        self.writes += 1;
        let write = self.writes;
        let entry = Entry { write, told: Told::Waiting, writes, last_insert };
        let position = (server == self.primary).then(|| self.log.append(entry));
        record(out, ReplicationRecord::Committed { server, write, position: position.unwrap_or(0) });
        self.waiting.insert(socket, Waiting { server, write, position });
        if let Some(position) = position {
            if let Some(node) = self.node_mut(server) {
                node.jump(position);
            }
            self.feed_all(now, out);
        }
        if !self.node(server).is_some_and(|node| node.waits) {
            self.orders.push(Order::Answer { socket });
            return;
        }
        if let Mode::SemiSync(timeout) = self.config.mode
            && !self.orders.contains(&Order::Answer { socket })
        {
            let at = now.saturating_add(timeout.as_nanos());
            out.at(at, event(ReplicationEvent::Timeout { server, write }));
        }
    }

    /// The client of a transaction was told that it is committed (`heard`), or has left.
    pub(crate) fn told(&mut self, now: Time, socket: u64, heard: bool, out: &mut Effects) {
        let Some(Waiting { write, position, .. }) = self.waiting.remove(&socket) else { return };
        let told = if heard { Told::Accepted(now) } else { Told::Unanswered };
        if let Some(position) = position {
            self.log.tell(position, told);
            if heard {
                self.backup.accepted(now, position);
            }
        }
        if heard {
            let lost = position.is_none();
            self.counts.accepted += 1;
            self.counts.lost += u64::from(lost);
            record(out, ReplicationRecord::Accepted { write, lost });
        } else {
            self.counts.unanswered += 1;
            record(out, ReplicationRecord::Unanswered { write });
        }
    }

    /// A session has ended: whatever its client waits for it will never hear.
    pub(crate) fn session_ends(&mut self, now: Time, socket: u64, out: &mut Effects) {
        self.told(now, socket, false, out);
    }

    /// Sends every server what it does not have of the primary's log.
    pub(super) fn feed_all(&mut self, now: Time, out: &mut Effects) {
        // Whoever is to be promoted follows nobody any more.
        if self.monitor.promotion.is_some() || !self.is_up(self.primary) {
            return;
        }
        for server in self.servers() {
            self.feed(now, server, out);
        }
    }

    fn feed(&mut self, now: Time, server: u64, out: &mut Effects) {
        let Some(node) = self.node(server).filter(|node| node.up && !node.astray) else { return };
        if node.sent() == self.log.end() {
            return;
        }
        let mut received = now;
        for position in node.sent() + 1..=self.log.end() {
            let Some(write) = self.log.get(position).map(|entry| entry.write) else { return };
            let arrives = self.arrives(now, server, write);
            if arrives == Time::MAX {
                // The monitor's next look tries again.
                return;
            }
            let work = self.work(server, write);
            if let Some(node) = self.node_mut(server) {
                received = node.send(arrives, work);
            }
        }
        if self.config.mode != Mode::Async {
            self.expect_confirmation(now, server, received, out);
        }
    }

    /// When a write that is sent to a server now is there. All go over one connection: as soon as one has come through
    /// that was held up, the others behind it do.
    fn arrives(&self, now: Time, server: u64, write: u64) -> Time {
        let what = Message::Write { write, to: server };
        let (from, to) = (Peer::Server(self.primary), Peer::Server(server));
        let alone = self.ways.arrival(now, from, to, what);
        match self.node(server).and_then(|node| node.head(now)) {
            Some(head) => alone.min(self.ways.arrival(head, from, to, what)),
            None => alone,
        }
    }

    /// A replica will have received all of the log by then, and says so.
    fn expect_confirmation(&mut self, now: Time, from: u64, received: Time, out: &mut Effects) {
        let (server, position, era) = (self.primary, self.log.end(), self.era);
        let Some(write) = self.log.get(position).map(|entry| entry.write) else { return };
        let what = Message::Confirmation { write, from };
        let at = self.ways.arrival(received, Peer::Server(from), Peer::Server(server), what);
        if at <= now {
            self.confirmed(server, position, era, out);
        } else if at < Time::MAX {
            out.at(at, event(ReplicationEvent::Confirmed { server, position, era }));
        }
    }

    /// The primary learns that a replica has received the log up to a position.
    pub(super) fn confirmed(&mut self, server: u64, position: u64, era: u64, out: &mut Effects) {
        if server != self.primary || era != self.era || !self.is_up(server) {
            return;
        }
        self.answer_waiting(|waiting| {
            waiting.server == server && waiting.position.is_some_and(|at| at <= position)
        });
        if position == self.log.end() {
            self.set_waits(server, true, out);
        }
    }

    /// A primary has waited for too long: it goes on asynchronously, and answers all who wait.
    pub(super) fn waited(&mut self, server: u64, write: u64, out: &mut Effects) {
        if !self.waiting.values().any(|waiting| waiting.server == server && waiting.write == write) {
            return;
        }
        self.set_waits(server, false, out);
        self.answer_waiting(|waiting| waiting.server == server);
    }

    fn answer_waiting(&mut self, which: impl Fn(&Waiting) -> bool) {
        // In the order in which they were committed.
        let mut found: Vec<(u64, u64)> = Vec::new();
        for (socket, waiting) in self.waiting.iter().filter(|(_, waiting)| which(waiting)) {
            found.push((waiting.write, *socket));
        }
        found.sort_unstable();
        for (_, socket) in found {
            let order = Order::Answer { socket };
            if !self.orders.contains(&order) {
                self.orders.push(order);
            }
        }
    }

    fn set_waits(&mut self, server: u64, on: bool, out: &mut Effects) {
        if let Some(node) = self.node_mut(server)
            && node.waits != on
        {
            node.waits = on;
            record(out, ReplicationRecord::Waits { server, on });
        }
    }
}

//! Backups off-site, and what is left when the data is gone everywhere else.

use super::record::ReplicationRecord;
use super::state::{Order, Replication, ReplicationEvent, event, record};
use crate::Time;
use crate::effect::Effects;

/// The last backup; position 0 is none, which has nothing in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Backup {
    /// The position up to which it has the log.
    position: u64,
    /// How many accepted writes are in it.
    accepted: u64,
    last_insert: i64,
    /// The first accepted write that is not: its position, and when it was accepted.
    oldest_missing: Option<(u64, Time)>,
}

impl Backup {
    /// The write at `position` of the log is accepted.
    pub(super) fn accepted(&mut self, now: Time, position: u64) {
        if position <= self.position {
            self.accepted += 1;
        } else {
            self.oldest_missing.get_or_insert((position, now));
        }
    }

    /// All behind `position` is cut off the log, in which `accepted` accepted writes are left.
    pub(super) fn cut(&mut self, position: u64, accepted: u64, last_insert: i64) {
        self.oldest_missing = self.oldest_missing.filter(|(missing, _)| *missing <= position);
        if position < self.position {
            // What it has besides is thrown away when it is restored: it belongs to a log that nobody follows.
            *self = Backup { position, accepted, last_insert, oldest_missing: None };
        }
    }
}

impl Replication {
    pub(super) fn back_up(&mut self, now: Time, out: &mut Effects) {
        out.at(now.saturating_add(self.config.backup.as_nanos()), event(ReplicationEvent::Backup));
        if self.restoring.is_some() || !self.is_up(self.primary) {
            return;
        }
        let (position, accepted) = (self.log.end(), self.log.accepted());
        let last_insert = self.log.last_insert();
        self.backup = Backup { position, accepted, last_insert, oldest_missing: None };
        record(out, ReplicationRecord::BackedUp { position });
    }

    /// The data is gone on all servers; they go down, and the last backup is restored.
    pub(super) fn lose_data(&mut self, now: Time, out: &mut Effects) {
        if self.restoring.is_some() {
            return;
        }
        self.settle(now);
        let Backup { position, accepted, last_insert, oldest_missing } = self.backup;
        let lost = self.log.accepted().saturating_sub(accepted);
        let window = oldest_missing.map_or(0, |(_, since)| now.saturating_sub(since));
        self.counts.lost += lost;
        record(out, ReplicationRecord::DataLost { lost, window });
        self.log.restore(position, accepted, last_insert);
        self.backup.oldest_missing = None;
        self.waiting.values_mut().for_each(|waiting| waiting.position = None);
        for node in &mut self.nodes {
            node.jump(position);
        }
        self.era += 1;
        self.restoring = Some(now);
        self.monitor.forget();
        let up: Vec<u64> = self.servers().filter(|server| self.is_up(*server)).collect();
        self.orders.extend(up.into_iter().map(|server| Order::Down { server }));
        out.at(now.saturating_add(self.config.restore.as_nanos()), event(ReplicationEvent::Restored));
    }

    pub(super) fn restored(&mut self, now: Time, out: &mut Effects) {
        let Some(since) = self.restoring.take() else { return };
        record(out, ReplicationRecord::Restored { outage: now.saturating_sub(since) });
        for server in self.servers() {
            if self.node(server).is_some_and(|node| node.down_until <= now) {
                self.orders.push(Order::Up { server });
            }
        }
    }
}

//! A server as its log sees it: how far it has got, and what is on its way.

use std::collections::VecDeque;

use crate::Time;

/// A transaction on its way into a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Coming {
    /// When it is in the server's own copy of the log.
    pub(super) received: Time,
    /// When its changes are there.
    pub(super) applied: Time,
}

/// A server. Its log is that of the primary up to some position, and perhaps a branch of its own behind that.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) up: bool,
    /// Until when it is down for a fault of ours.
    pub(super) down_until: Time,
    /// Whether it takes no writes.
    pub(super) read_only: bool,
    /// Whether it still takes itself for the primary although another is.
    pub(super) astray: bool,
    /// Whether it waits for a replica before it answers (semi-synchronous replication).
    pub(super) waits: bool,
    /// The position up to which the log was sent to it.
    sent: u64,
    /// What was sent to it and is not applied yet, as of the last time somebody looked.
    coming: VecDeque<Coming>,
}

impl Node {
    pub(super) fn new(read_only: bool, waits: bool) -> Node {
        Node { up: true, down_until: 0, read_only, astray: false, waits, sent: 0, coming: VecDeque::new() }
    }

    /// The position up to which the log was sent to it.
    pub(super) fn sent(&self) -> u64 {
        self.sent
    }

    /// The position up to which it has applied the log, as of the last [`Node::settle`].
    pub(super) fn applied(&self) -> u64 {
        self.sent - self.coming.len() as u64
    }

    /// The position up to which it has applied the log by `now`.
    pub(super) fn applied_by(&self, now: Time) -> u64 {
        // One that is down stands still.
        let count = if self.up { self.coming.partition_point(|coming| coming.applied <= now) } else { 0 };
        self.applied() + count as u64
    }

    /// The position up to which it has received the log by `now`.
    pub(super) fn received(&self, now: Time) -> u64 {
        self.applied() + self.coming.partition_point(|coming| coming.received <= now) as u64
    }

    /// What it has applied between the last [`Node::settle`] and `now`: the positions, and when.
    pub(super) fn applying(&self, now: Time) -> impl Iterator<Item = (u64, Time)> {
        let applied = self.coming.iter().take_while(move |coming| coming.applied <= now);
        (self.applied() + 1..).zip(applied.map(|coming| coming.applied))
    }

    /// Brings its books up to `now`.
    pub(super) fn settle(&mut self, now: Time) {
        while self.coming.pop_front_if(|first| first.applied <= now).is_some() {}
    }

    /// The next transaction is on its way: it is there at `arrives`, not before those sent before it, and takes `work`
    /// once the one before it is applied. When it is received.
    pub(super) fn send(&mut self, arrives: Time, work: Time) -> Time {
        let last = self.coming.back().copied().unwrap_or(Coming { received: 0, applied: 0 });
        let received = arrives.max(last.received);
        let applied = received.max(last.applied).saturating_add(work);
        self.coming.push_back(Coming { received, applied });
        self.sent += 1;
        received
    }

    /// When it will receive the first of those that are on their way to it.
    pub(super) fn head(&self, now: Time) -> Option<Time> {
        let from = self.coming.partition_point(|coming| coming.received <= now);
        self.coming.get(from).map(|head| head.received)
    }

    /// When it will have applied all that was sent to it.
    pub(super) fn ready(&self, now: Time) -> Time {
        self.coming.back().map_or(now, |last| last.applied.max(now))
    }

    /// What it has not received by `now` does not come any more.
    pub(super) fn hang_up(&mut self, now: Time) {
        while self.coming.pop_back_if(|last| last.received > now).is_some() {
            self.sent -= 1;
        }
    }

    /// It has everything up to `position`, and nothing behind that.
    pub(super) fn jump(&mut self, position: u64) {
        self.coming.clear();
        self.sent = position;
    }

    /// It has nothing behind `position` any more.
    pub(super) fn throw_away(&mut self, position: u64) {
        let excess = self.sent.saturating_sub(position);
        self.coming.truncate(self.coming.len().saturating_sub(usize::try_from(excess).unwrap_or(usize::MAX)));
        self.sent -= excess;
    }

    /// It is up again, and goes on with what it had received, each of which takes so long.
    pub(super) fn resume(&mut self, now: Time, work: &[Time]) {
        let mut free = now;
        for (work, coming) in work.iter().zip(&mut self.coming) {
            free = free.saturating_add(*work);
            coming.applied = free;
        }
    }
}

//! Acquire, release, and everything that moves a connection.
//!
//! Each method is one stretch that the real package runs under its mutex. What happens between them
//! (dialling, closing, resetting a session, waiting) is the caller's: it reports back with
//! [`Pool::dialed`], [`Pool::closed`], [`Pool::delivered`] or [`Pool::cancelled`].

use std::collections::BTreeMap;

use super::Pick;
use super::cleaner::CleanerStart;
use super::conn::{CloseReason, Conn, ConnId, ConnState, Holder};
use super::limits::Limits;
use super::outcome::{Begin, Closing, Delivered, Opened, Put, Strategy};
use super::stats::Stats;
use super::waiters::{Ticket, Waiter, Waiters};
use crate::Time;

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counters {
    wait_count: u64,
    wait_duration: Time,
    pub(crate) max_idle_closed: u64,
    pub(crate) max_idle_time_closed: u64,
    pub(crate) max_lifetime_closed: u64,
}

/// The pool of one `sql.DB`.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    pub(crate) limits: Limits,
    /// Idle connections, the longest idle one first.
    pub(crate) free: Vec<ConnId>,
    pub(crate) conns: BTreeMap<ConnId, Conn>,
    next_conn: u64,
    waiters: Waiters,
    /// Waits that were answered while the waiter has not looked yet: seldom more than there are Ps.
    answered: Vec<(Ticket, Waiter)>,
    /// Established, being dialled, being closed, and promised to the opener.
    pub(crate) open: u64,
    /// Tokens that the opener has not taken yet.
    tokens: u64,
    pub(crate) counters: Counters,
    pub(crate) cleaner_running: bool,
    pub(crate) closed: bool,
    closed_conns: u64,
}

impl Pool {
    /// An empty pool with Go's defaults: no limit of open connections, two idle ones kept, no time limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// The state of a connection that is open.
    pub fn conn(&self, conn: ConnId) -> Option<&Conn> {
        self.conns.get(&conn)
    }

    /// All open connections in the order of dialling (promised ones are not among them yet).
    pub fn conns(&self) -> impl Iterator<Item = (ConnId, &Conn)> {
        self.conns.iter().map(|(id, conn)| (*id, conn))
    }

    /// Who waits, in the order of the set.
    pub fn waiting(&self) -> impl Iterator<Item = (Ticket, &Waiter)> {
        self.waiters.iter()
    }

    /// How many wait.
    pub fn waiting_len(&self) -> usize {
        self.waiters.len()
    }

    /// How many connections were ever counted as open and no longer are.
    pub fn closed_conns(&self) -> u64 {
        self.closed_conns
    }

    /// Whether the pool was closed.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// The limits as they are.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// For how long the wait of `ticket` has lasted at `now`, 0 if it is over.
    pub fn waited(&self, now: Time, ticket: Ticket) -> Time {
        self.waiter(ticket).map_or(0, |waiter| now - waiter.since)
    }

    /// The place of `ticket` among those who wait, or waited until it was answered; 0 if its wait is over.
    pub fn place(&self, ticket: Ticket) -> u64 {
        self.waiter(ticket).map_or(0, |waiter| waiter.place)
    }

    /// One who waits, or has been answered and does not know it yet.
    fn waiter(&self, ticket: Ticket) -> Option<&Waiter> {
        match self.answered.iter().rfind(|(answered, _)| *answered == ticket) {
            Some((_, waiter)) => Some(waiter),
            None => self.waiters.get(ticket),
        }
    }

    /// A waiter has looked at its answer.
    fn take_answered(&mut self, ticket: Ticket) -> Option<Waiter> {
        let at = self.answered.iter().position(|(answered, _)| *answered == ticket)?;
        Some(self.answered.swap_remove(at).1)
    }

    /// What `DB.Stats` reports.
    pub fn stats(&self) -> Stats {
        let idle = self.free.len() as u64;
        Stats {
            max_open: self.limits.max_open,
            open: self.open,
            in_use: self.open - idle,
            idle,
            wait_count: self.counters.wait_count,
            wait_duration: self.counters.wait_duration,
            max_idle_closed: self.counters.max_idle_closed,
            max_idle_time_closed: self.counters.max_idle_time_closed,
            max_lifetime_closed: self.counters.max_lifetime_closed,
        }
    }

    /// `holder` wants a connection. The caller has already checked its context.
    pub fn begin_acquire(&mut self, now: Time, holder: Holder, strategy: Strategy) -> Begin {
        if self.closed {
            return Begin::Closed;
        }
        let lifetime = self.limits.lifetime;
        if strategy == Strategy::CachedOrNew
            && let Some(id) = self.free.pop()
            && let Some(conn) = self.conns.get_mut(&id)
        {
            conn.hand_to(now, holder);
            let needs_reset = conn.needs_reset;
            if conn.expired(now, lifetime) {
                self.counters.max_lifetime_closed += 1;
                self.start_closing(id, CloseReason::MaxLifetime);
                return Begin::Expired { conn: id };
            }
            return Begin::Reuse { conn: id, needs_reset };
        }
        if self.limits.max_open > 0 && self.open >= self.limits.max_open {
            self.counters.wait_count += 1;
            let ticket = self.waiters.add(holder, now, lifetime);
            return Begin::Wait { ticket };
        }
        self.open += 1;
        Begin::Dial { conn: self.new_conn(now, holder) }
    }

    /// The dial that [`Begin::Dial`] asked for has ended. Answers with tokens to send to the opener:
    /// a failed dial frees a place that waiters may want.
    pub fn dialed(&mut self, now: Time, conn: ConnId, ok: bool) -> u64 {
        if !ok {
            self.forget(conn);
            return self.maybe_open();
        }
        if let Some(record) = self.conns.get_mut(&conn) {
            record.created_at = now;
            record.returned_at = now;
            let holder = record.holder;
            record.hand_to(now, holder);
        }
        0
    }

    /// The waiter has received what its ticket was answered with: `conn`, or nothing.
    pub fn delivered(
        &mut self,
        now: Time,
        ticket: Ticket,
        conn: Option<ConnId>,
        strategy: Strategy,
    ) -> Delivered {
        let Some(waiter) = self.take_answered(ticket) else {
            return Delivered::Nothing;
        };
        self.counters.wait_duration += now - waiter.since;
        let Some((id, record)) = conn.and_then(|id| Some((id, self.conns.get(&id)?))) else {
            return Delivered::Nothing;
        };
        let needs_reset = record.needs_reset;
        // A caller that insists on a new connection takes an old one as it is.
        if strategy == Strategy::CachedOrNew && record.expired(now, waiter.lifetime) {
            self.counters.max_lifetime_closed += 1;
            self.start_closing(id, CloseReason::MaxLifetime);
            return Delivered::Expired;
        }
        Delivered::Conn { needs_reset }
    }

    /// The waiter's context ended. True: the wait is over and nothing was sent. False: an answer is on
    /// its way already, and the caller must take it and put a connection back.
    pub fn cancelled(&mut self, now: Time, ticket: Ticket) -> bool {
        let (waiter, removed) = match self.waiters.remove(ticket) {
            Some(waiter) => (Some(waiter), true),
            None => (self.take_answered(ticket), false),
        };
        if let Some(waiter) = waiter {
            self.counters.wait_duration += now - waiter.since;
        }
        removed
    }

    /// A connection comes back. `bad`: the driver called it bad or invalid. `reset`: its session must be
    /// reset before the next use.
    pub fn put(&mut self, now: Time, id: ConnId, bad: bool, reset: bool, pick: Pick) -> Put {
        let lifetime = self.limits.lifetime;
        let Some(conn) = self.conns.get_mut(&id) else {
            return Put::NeverOut;
        };
        if conn.state != ConnState::InUse {
            return Put::NeverOut;
        }
        conn.needs_reset |= reset;
        conn.returned_at = now;
        let expired = !bad && conn.expired(now, lifetime);
        if expired {
            self.counters.max_lifetime_closed += 1;
        }
        if bad || expired {
            let reason = match bad {
                true => CloseReason::Bad,
                false => CloseReason::MaxLifetime,
            };
            self.start_closing(id, reason);
            let tokens = self.maybe_open();
            return Put::Close { reason, tokens };
        }
        match self.settle(now, id, pick) {
            Ok(Place::Waiter(ticket)) => Put::HandedTo(ticket),
            Ok(Place::Free(start)) => Put::Idle(start),
            Err(reason) => {
                self.start_closing(id, reason);
                Put::Close { reason, tokens: 0 }
            }
        }
    }

    /// The driver has closed a connection that the pool gave up. Answers with tokens for the opener.
    pub fn closed(&mut self, id: ConnId) -> u64 {
        if !matches!(self.conns.get(&id).map(|conn| conn.state), Some(ConnState::Closing(_))) {
            return 0;
        }
        self.forget(id);
        self.maybe_open()
    }

    /// The caller gives up a connection in use without returning it, because resetting its session
    /// failed. It must be closed then.
    pub fn discard(&mut self, id: ConnId) {
        self.start_closing(id, CloseReason::Bad);
    }

    /// The opener has taken a token and begins to dial.
    pub fn opener_begin(&mut self, now: Time) -> ConnId {
        self.tokens = self.tokens.saturating_sub(1);
        self.new_conn(now, Holder::default())
    }

    /// The opener's dial has ended.
    pub fn opener_done(&mut self, now: Time, id: ConnId, ok: bool, pick: Pick) -> Opened {
        if self.closed {
            self.forget(id);
            return match ok {
                true => Opened::Discard,
                false => Opened::Failed { tell: None, tokens: 0 },
            };
        }
        if !ok {
            self.forget(id);
            let over = self.limits.max_open > 0 && self.open > self.limits.max_open;
            let tell = match over {
                true => None,
                false => self.answer_one(pick).map(|(ticket, _)| ticket),
            };
            let tokens = self.maybe_open();
            return Opened::Failed { tell, tokens };
        }
        if let Some(conn) = self.conns.get_mut(&id) {
            conn.created_at = now;
            conn.returned_at = now;
        }
        match self.settle(now, id, pick) {
            Ok(Place::Waiter(ticket)) => Opened::HandedTo(ticket),
            Ok(Place::Free(start)) => Opened::Idle(start),
            Err(_) => {
                self.forget(id);
                Opened::Discard
            }
        }
    }

    /// `DB.Close`. Nothing if it was closed before.
    pub fn close(&mut self) -> Option<Closing> {
        if self.closed {
            return None;
        }
        self.closed = true;
        let conns = std::mem::take(&mut self.free);
        for &conn in &conns {
            self.start_closing(conn, CloseReason::PoolClosed);
        }
        let waiters = self.waiters.drain();
        let tickets = waiters.iter().map(|(ticket, _)| *ticket).collect();
        self.answered.extend(waiters);
        Some(Closing { conns, tickets })
    }

    /// Finds a place for a good connection: a random waiter, the free list, or none and why.
    fn settle(&mut self, now: Time, id: ConnId, pick: Pick) -> Result<Place, CloseReason> {
        if self.closed {
            return Err(CloseReason::PoolClosed);
        }
        if self.limits.max_open > 0 && self.open > self.limits.max_open {
            return Err(CloseReason::OverLimit);
        }
        if let Some((ticket, waiter)) = self.answer_one(pick) {
            if let Some(conn) = self.conns.get_mut(&id) {
                conn.hand_to(now, waiter.holder);
            }
            return Ok(Place::Waiter(ticket));
        }
        if self.limits.max_idle() > self.free.len() {
            if let Some(conn) = self.conns.get_mut(&id) {
                conn.state = ConnState::Idle;
            }
            self.free.push(id);
            return Ok(Place::Free(self.start_cleaner()));
        }
        self.counters.max_idle_closed += 1;
        Err(CloseReason::MaxIdle)
    }

    /// Promises connections to waiters as far as the limit allows; answers with the tokens to send.
    fn maybe_open(&mut self) -> u64 {
        let mut wanted = self.waiters.len() as u64;
        if self.limits.max_open > 0 {
            wanted = wanted.min(self.limits.max_open.saturating_sub(self.open));
        }
        self.open += wanted;
        self.tokens += wanted;
        wanted
    }

    fn answer_one(&mut self, pick: Pick) -> Option<(Ticket, Waiter)> {
        let (ticket, waiter) = self.waiters.take_random(pick)?;
        self.answered.push((ticket, waiter));
        Some((ticket, waiter))
    }

    fn new_conn(&mut self, now: Time, holder: Holder) -> ConnId {
        self.next_conn += 1;
        let id = ConnId(self.next_conn);
        self.conns.insert(id, Conn::dialing(now, holder));
        id
    }

    pub(crate) fn start_closing(&mut self, id: ConnId, reason: CloseReason) {
        if let Some(conn) = self.conns.get_mut(&id) {
            conn.state = ConnState::Closing(reason);
        }
    }

    /// Takes a connection out of the count.
    fn forget(&mut self, id: ConnId) {
        if self.conns.remove(&id).is_some() {
            self.open -= 1;
            self.closed_conns += 1;
        }
    }
}

/// Where a good connection goes.
enum Place {
    Waiter(Ticket),
    Free(CleanerStart),
}

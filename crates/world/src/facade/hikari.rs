//! The pools of HikariCP among the others: who is blocked in one, and what is recorded.

use std::collections::BTreeMap;

use tidepool_des::{Keyed, Purpose};

use super::PoolKind;
use super::pools::{Kind, Pools, record};
use crate::Time;
use crate::effect::{Caller, Effects, Reply, Site, WorldEvent};
use crate::hikari::{
    Borrow, Check, CloseReason, Config, ConnId, Holder, Housekeeping, Offer, Offered, Pool, Release, Ticket,
    Timers, Wake,
};
use crate::record::{PoolRecord, Served, WaitEnd};
use crate::value::values;

const TIMERS: Purpose = Purpose::new("HikariCP timers");

/// After so long without a task a thread of the pool ends, in nanoseconds.
const KEEP_ALIVE: Time = 5_000_000_000;

/// A pool and what belongs to it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The process that opened it.
    pub(super) process: u32,
    /// Its name.
    pub(super) name: String,
    /// The pool itself.
    pub(super) pool: Pool,
    timers: Keyed,
    /// Who is blocked polling the queue.
    polling: BTreeMap<Ticket, Caller>,
    /// The event that will wake the first of them whose time is over.
    alarm: Option<Time>,
    /// The adder's goroutine while it waits for a task, and which wait it is.
    adder: Option<Caller>,
    adder_waits: u64,
    sockets: BTreeMap<ConnId, u64>,
}

impl Entry {
    pub(super) fn process_exits(&mut self) {
        self.pool = Pool::new(*self.pool.config());
        self.pool.shut_down();
        self.polling.clear();
        self.adder = None;
        self.sockets.clear();
    }

    pub(super) fn socket(&self, conn: ConnId) -> Option<u64> {
        self.sockets.get(&conn).copied()
    }

    /// Sees to it that an event comes when the next poll's time is over.
    fn set_alarm(&mut self, db: u64, out: &mut Effects) {
        if let Some(limit) = self.pool.next_limit()
            && self.alarm.is_none_or(|alarm| limit < alarm)
        {
            self.alarm = Some(limit);
            out.at(limit, WorldEvent::PoolPolls { pool: db });
        }
    }

    /// Does what a request to the adder asks for. True: its goroutine must be started.
    fn wake(&mut self, wake: Wake, out: &mut Effects) -> bool {
        if wake == Wake::Resume
            && let Some(adder) = self.adder.take()
        {
            out.complete(adder, values![true]);
        }
        wake == Wake::Start
    }

    fn offer(&mut self, conn: ConnId, how: Offered, out: &mut Effects) -> Offer {
        let offer = self.pool.offer(conn, how);
        if let Offer::Given(ticket) = offer
            && let Some(caller) = self.polling.remove(&ticket)
        {
            out.complete(caller, values![conn.0]);
        }
        offer
    }
}

/// A connection that a borrower took, and what it must do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// None: wait under this ticket.
    Wait(Ticket),
    /// None: another was faster, or the pool is gone.
    Lost,
    /// One that is fit or not.
    Conn(ConnId, Check),
}

impl Pools {
    pub(super) fn hikari(&mut self, db: u64) -> Option<&mut Entry> {
        match self.pools.get_mut(usize::try_from(db).ok()?.checked_sub(1)?)? {
            Kind::Hikari(entry) => Some(entry),
            Kind::Sql(_) => None,
        }
    }

    /// A new pool with settings that have been validated.
    pub(super) fn open_hikari(
        &mut self,
        site: &Site,
        name: String,
        config: Config,
        out: &mut Effects,
    ) -> u64 {
        let db = self.pools.len() as u64 + 1;
        let process = site.caller.process;
        self.pools.push(Kind::Hikari(Entry {
            process,
            name,
            pool: Pool::new(config),
            timers: self.seed.keyed(TIMERS, db),
            polling: BTreeMap::new(),
            alarm: None,
            adder: None,
            adder_waits: 0,
            sockets: BTreeMap::new(),
        }));
        record(out, db, PoolRecord::Opened { process, kind: PoolKind::Hikari });
        self.note_limits(db, out);
        db
    }

    /// The settings were changed at run time.
    pub(super) fn configure(&mut self, db: u64, config: Config, out: &mut Effects) {
        if let Some(entry) = self.hikari(db) {
            entry.pool.configure(config);
            self.note_limits(db, out);
        }
    }

    fn note_limits(&mut self, db: u64, out: &mut Effects) {
        let Some(entry) = self.hikari(db) else { return };
        let config = *entry.pool.config();
        let nanos = |ms: i64| u64::try_from(ms).unwrap_or(0).saturating_mul(crate::hikari::MS);
        let limits = PoolRecord::Limits {
            max_open: entry.pool.max() as u64,
            max_idle: entry.pool.min_idle() as u64,
            lifetime: nanos(config.max_lifetime),
            idle_time: nanos(config.idle_timeout),
        };
        record(out, db, limits);
    }

    /// A borrowing begins. True: start the adder.
    pub(super) fn borrow(&mut self, site: &Site, db: u64, out: &mut Effects) -> (Taken, bool) {
        let Some(entry) = self.hikari(db) else { return (Taken::Lost, false) };
        let (who, line) = (site.caller, site.line);
        let borrow = entry.pool.borrow(site.now, Holder { who: who.goroutine, line });
        let (taken, wake) = match borrow {
            Borrow::Taken { conn, check, wake, .. } => (Taken::Conn(conn, check), wake),
            Borrow::Wait { ticket, wake } => (Taken::Wait(ticket), wake),
        };
        let start = entry.wake(wake, out);
        match taken {
            Taken::Wait(ticket) => record(out, db, PoolRecord::Waiting { ticket, who, line }),
            Taken::Conn(conn, Check::Good) => {
                record(out, db, PoolRecord::Acquired { conn, who, line, served: Served::Idle });
            }
            Taken::Conn(..) | Taken::Lost => {}
        }
        (taken, start)
    }

    /// A waiter polls the queue for `nanos` at most.
    pub(super) fn poll(
        &mut self,
        site: &Site,
        db: u64,
        ticket: Ticket,
        nanos: Time,
        out: &mut Effects,
    ) -> Reply {
        let Some(entry) = self.hikari(db) else { return Reply::Return(values![0i64]) };
        entry.pool.park(site.now, ticket, nanos);
        entry.polling.insert(ticket, site.caller);
        entry.set_alarm(db, out);
        Reply::Block("hikari handoff")
    }

    /// The time of the first polls is over.
    pub(crate) fn polls_end(&mut self, now: Time, db: u64, out: &mut Effects) {
        let Some(entry) = self.hikari(db) else { return };
        if entry.alarm.is_some_and(|alarm| alarm <= now) {
            entry.alarm = None;
        }
        for ticket in entry.pool.wake_late(now) {
            if let Some(caller) = entry.polling.remove(&ticket) {
                out.complete(caller, values![0i64]);
            }
        }
        entry.set_alarm(db, out);
    }

    /// A woken waiter takes the connection that it was given.
    pub(super) fn claim(
        &mut self,
        site: &Site,
        db: u64,
        ticket: Ticket,
        conn: ConnId,
        out: &mut Effects,
    ) -> Taken {
        let Some(entry) = self.hikari(db) else { return Taken::Lost };
        let waited = entry.pool.waited(site.now, ticket);
        let Some(check) = entry.pool.claim(site.now, ticket, conn) else { return Taken::Lost };
        let line = entry.pool.conn(conn).map_or(0, |conn| conn.holder.line);
        record(out, db, PoolRecord::WaitEnded { ticket, waited, end: WaitEnd::Served(conn) });
        if check == Check::Good {
            let served = Served::Handed(ticket);
            record(out, db, PoolRecord::Acquired { conn, who: site.caller, line, served });
        }
        Taken::Conn(conn, check)
    }

    /// A connection that had to be validated is alive and goes to its borrower.
    pub(super) fn hand_out(&mut self, site: &Site, db: u64, conn: ConnId, out: &mut Effects) {
        let Some(entry) = self.hikari(db) else { return };
        let line = entry.pool.conn(conn).map_or(0, |conn| conn.holder.line);
        record(out, db, PoolRecord::Acquired { conn, who: site.caller, line, served: Served::Idle });
    }

    /// A waiter gives up.
    pub(super) fn leave(&mut self, now: Time, db: u64, ticket: Ticket, out: &mut Effects) {
        let Some(entry) = self.hikari(db) else { return };
        let waited = entry.pool.waited(now, ticket);
        entry.pool.leave(ticket);
        record(out, db, PoolRecord::WaitEnded { ticket, waited, end: WaitEnd::Cancelled });
    }

    /// A user closes its connection.
    pub(super) fn release(&mut self, site: &Site, db: u64, conn: ConnId, out: &mut Effects) -> Release {
        let Some(entry) = self.hikari(db) else { return Release::Gone };
        let held = entry.pool.conn(conn).map_or(0, |conn| site.now - conn.held_since);
        let release = entry.pool.release(site.now, conn);
        if release != Release::Gone {
            record(out, db, PoolRecord::Released { conn, held });
        }
        if release == Release::Free {
            record(out, db, PoolRecord::Idle { conn });
        }
        release
    }

    /// A free connection is offered to those who wait. After a return it goes into the list of the goroutine that
    /// returned it if nobody does. True: somebody waits and is not parked yet, so offer it again.
    pub(super) fn offer(&mut self, site: &Site, db: u64, conn: ConnId, how: How, out: &mut Effects) -> bool {
        let Some(entry) = self.hikari(db) else { return false };
        let offered = match how {
            How::Returned | How::Added => Offered::Free,
            How::Unreserved => Offered::Unreserved,
        };
        let offer = entry.offer(conn, offered, out);
        if (offer, how) == (Offer::Over, How::Returned) {
            entry.pool.keep_for(site.caller.goroutine, conn);
        }
        offer == Offer::Again
    }

    /// A connection is going to be dialled.
    pub(super) fn dial(&mut self, now: Time, db: u64, out: &mut Effects) -> u64 {
        let Some(entry) = self.hikari(db) else { return 0 };
        let conn = entry.pool.dial(now);
        record(out, db, PoolRecord::Dialing { conn, who: None, line: 0 });
        conn.0
    }

    /// The dial has ended: well over `socket`, or not. Answers with the connection's timers.
    pub(super) fn dial_ended(
        &mut self,
        now: Time,
        db: u64,
        conn: ConnId,
        socket: Option<u64>,
        ok: bool,
        out: &mut Effects,
    ) -> Timers {
        let none = Timers { lifetime: 0, keepalive: 0 };
        let Some(entry) = self.hikari(db) else { return none };
        if !ok {
            entry.pool.forget(conn);
            record(out, db, PoolRecord::DialFailed { conn });
            return none;
        }
        entry.pool.dialed(now, conn);
        if let Some(socket) = socket {
            entry.sockets.insert(conn, socket);
        }
        record(out, db, PoolRecord::Dialed { conn });
        let mut draws = entry.timers.at(conn.0);
        entry.pool.timers(&mut |bound| draws.below(bound))
    }

    /// A dialled connection goes into the bag. False: the bag is closed.
    pub(super) fn add(&mut self, db: u64, conn: ConnId, out: &mut Effects) -> bool {
        let added = self.hikari(db).is_some_and(|entry| entry.pool.add(conn));
        if added {
            record(out, db, PoolRecord::Idle { conn });
        }
        added
    }

    /// Takes connections out by `take` and answers with those that must be closed.
    pub(super) fn take_out(
        &mut self,
        db: u64,
        out: &mut Effects,
        take: impl FnOnce(&mut Pool) -> Vec<ConnId>,
    ) -> Vec<i64> {
        let Some(entry) = self.hikari(db) else { return Vec::new() };
        let taken = take(&mut entry.pool);
        for &conn in &taken {
            let state = entry.pool.conn(conn).map(|conn| conn.state);
            if let Some(crate::hikari::State::Removed(reason)) = state {
                record(out, db, PoolRecord::Closing { conn, reason });
            }
        }
        taken.iter().map(|conn| conn.0 as i64).collect()
    }

    /// A connection that was taken out, or never went in, is closed. True: start the adder.
    pub(super) fn conn_closed(&mut self, db: u64, conn: ConnId, refill: bool, out: &mut Effects) -> bool {
        let Some(entry) = self.hikari(db) else { return false };
        entry.sockets.remove(&conn);
        entry.pool.forget(conn);
        record(out, db, PoolRecord::Closed { conn });
        match refill && !entry.pool.is_shut_down() {
            true => {
                let wake = entry.pool.fill();
                entry.wake(wake, out)
            }
            false => false,
        }
    }

    /// Those who wait could do with connections. True: start the adder.
    pub(super) fn request(&mut self, db: u64, out: &mut Effects) -> bool {
        let Some(entry) = self.hikari(db) else { return false };
        let wake = entry.pool.request_for_waiters();
        entry.wake(wake, out)
    }

    /// A run of the housekeeper: for how long it was starved, what must be closed, whether to start the adder.
    pub(super) fn keep_house(&mut self, now: Time, db: u64, out: &mut Effects) -> (Time, Vec<i64>, bool) {
        let mut run = None;
        let closing = self.take_out(db, out, |pool| {
            let Housekeeping { starved, close, wake } = pool.keep_house(now);
            run = Some((starved.unwrap_or(0), wake));
            close
        });
        let (starved, wake) = run.unwrap_or_default();
        let start = self.hikari(db).is_some_and(|entry| entry.wake(wake, out));
        (starved, closing, start)
    }

    /// The adder wants its next task. False: it ends.
    pub(super) fn next_task(&mut self, site: &Site, db: u64, out: &mut Effects) -> Reply {
        let Some(entry) = self.hikari(db) else { return Reply::Return(values![false]) };
        let task = entry.pool.next_task();
        if task || !entry.pool.adder_is_idle() {
            return Reply::Return(values![task]);
        }
        entry.adder = Some(site.caller);
        entry.adder_waits += 1;
        let wait = entry.adder_waits;
        out.at(site.now.saturating_add(KEEP_ALIVE), WorldEvent::PoolAdder { pool: db, wait });
        Reply::Block("hikari adder")
    }

    /// The adder has waited for a task for long enough.
    pub(crate) fn adder_ends(&mut self, db: u64, wait: u64, out: &mut Effects) {
        let Some(entry) = self.hikari(db).filter(|entry| entry.adder_waits == wait) else { return };
        if let Some(adder) = entry.adder.take() {
            entry.pool.adder_ends();
            out.complete(adder, values![false]);
        }
    }

    /// The pool is shut down: nothing is added any more.
    pub(super) fn shut_down(&mut self, db: u64, out: &mut Effects) {
        let Some(entry) = self.hikari(db) else { return };
        entry.pool.shut_down();
        record(out, db, PoolRecord::PoolClosed);
        let wait = entry.adder_waits;
        self.adder_ends(db, wait, out);
    }

    /// Takes one connection out, for the reason given.
    pub(super) fn take_one(&mut self, db: u64, conn: ConnId, reason: CloseReason, out: &mut Effects) -> bool {
        let take = |pool: &mut Pool| match pool.remove(conn, reason) {
            true => vec![conn],
            false => Vec::new(),
        };
        !self.take_out(db, out, take).is_empty()
    }
}

/// Why a free connection is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Its user has closed it.
    Returned,
    /// It is new.
    Added,
    /// The keepalive task had it.
    Unreserved,
}

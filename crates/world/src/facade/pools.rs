//! All connection pools of a run.

use std::collections::BTreeMap;

use tidepool_des::{Purpose, Rng, Seed};

use super::PoolKind;
use super::hikari;
use super::read::PoolRef;
use crate::Time;
use crate::effect::{Caller, Effects, Site};
use crate::record::{PoolRecord, Record, Served, WaitEnd};
use crate::sql::{
    Begin, CleanRun, CloseReason, Closing, ConnId, ConnState, Delivered, Holder, Opened, Pool, Put, Strategy,
    Ticket,
};

const WAITERS: Purpose = Purpose::new("database/sql waiter");

/// A pool of `database/sql` and what belongs to it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The process that opened it.
    pub process: u32,
    /// The pool itself.
    pub pool: Pool,
    /// Chooses among waiters.
    picks: Rng,
    /// Which socket of a database server each connection uses.
    sockets: BTreeMap<ConnId, u64>,
}

/// A pool of either kind.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Sql(Entry),
    Hikari(hikari::Entry),
}

/// The pools of all processes, numbered from 1 in the order of opening.
#[derive(Clone, Debug)]
pub struct Pools {
    pub(super) seed: Seed,
    pub(super) pools: Vec<Kind>,
}

impl Pools {
    /// None yet.
    pub fn new(seed: Seed) -> Self {
        Pools { seed, pools: Vec::new() }
    }

    /// All pools with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u64, PoolRef<'_>)> {
        (1..).zip(self.pools.iter().map(PoolRef::new))
    }

    /// The pool of that number.
    pub fn at(&self, number: u64) -> Option<PoolRef<'_>> {
        self.pools.get(usize::try_from(number).ok()?.checked_sub(1)?).map(PoolRef::new)
    }

    /// The pool of that number, if it is one of `database/sql`.
    pub fn get(&self, db: u64) -> Option<&Entry> {
        match self.pools.get(usize::try_from(db).ok()?.checked_sub(1)?)? {
            Kind::Sql(entry) => Some(entry),
            Kind::Hikari(_) => None,
        }
    }

    fn entry(&mut self, db: u64) -> Option<&mut Entry> {
        match self.pools.get_mut(usize::try_from(db).ok()?.checked_sub(1)?)? {
            Kind::Sql(entry) => Some(entry),
            Kind::Hikari(_) => None,
        }
    }

    /// `sql.Open`.
    pub fn open(&mut self, site: &Site, out: &mut Effects) -> u64 {
        let db = self.pools.len() as u64 + 1;
        self.pools.push(Kind::Sql(Entry {
            process: site.caller.process,
            pool: Pool::new(),
            picks: self.seed.stream(WAITERS, db),
            sockets: BTreeMap::new(),
        }));
        record(out, db, PoolRecord::Opened { process: site.caller.process, kind: PoolKind::Sql });
        db
    }

    /// An acquire begins.
    pub fn begin(&mut self, site: &Site, db: u64, strategy: Strategy, out: &mut Effects) -> Begin {
        let Some(entry) = self.entry(db) else {
            return Begin::Closed;
        };
        let holder = Holder { who: site.caller.goroutine, line: site.line };
        let begin = entry.pool.begin_acquire(site.now, holder, strategy);
        let (who, line) = (site.caller, site.line);
        let event = match begin {
            Begin::Closed => return begin,
            Begin::Reuse { conn, .. } => PoolRecord::Acquired { conn, who, line, served: Served::Idle },
            Begin::Expired { conn } => PoolRecord::Closing { conn, reason: CloseReason::MaxLifetime },
            Begin::Wait { ticket } => PoolRecord::Waiting { ticket, who, line },
            Begin::Dial { conn } => PoolRecord::Dialing { conn, who: Some(who), line },
        };
        record(out, db, event);
        begin
    }

    /// A caller's dial has ended, over `socket` if it is one of a database server of ours.
    pub fn dialed(
        &mut self,
        site: &Site,
        db: u64,
        conn: ConnId,
        ok: bool,
        socket: Option<u64>,
        out: &mut Effects,
    ) -> u64 {
        let Some(entry) = self.entry(db) else {
            return 0;
        };
        let line = entry.pool.conn(conn).map_or(0, |conn| conn.holder.line);
        let tokens = entry.pool.dialed(site.now, conn, ok);
        let event = match ok {
            true => PoolRecord::Acquired { conn, who: site.caller, line, served: Served::Dialed },
            false => PoolRecord::DialFailed { conn },
        };
        if let (true, Some(socket)) = (ok, socket) {
            entry.sockets.insert(conn, socket);
        }
        record(out, db, event);
        tokens
    }

    /// A waiter has received its answer.
    pub fn delivered(
        &mut self,
        site: &Site,
        db: u64,
        ticket: Ticket,
        conn: Option<ConnId>,
        strategy: Strategy,
        out: &mut Effects,
    ) -> Delivered {
        let Some(entry) = self.entry(db) else {
            return Delivered::Nothing;
        };
        let waited = entry.pool.waited(site.now, ticket);
        let delivered = entry.pool.delivered(site.now, ticket, conn, strategy);
        let end = match conn {
            Some(conn) => WaitEnd::Served(conn),
            None => WaitEnd::Failed,
        };
        record(out, db, PoolRecord::WaitEnded { ticket, waited, end });
        if let (Delivered::Expired, Some(conn)) = (delivered, conn) {
            let reason = CloseReason::MaxLifetime;
            record(out, db, PoolRecord::Closing { conn, reason });
        }
        delivered
    }

    /// A waiter's context ended.
    pub fn cancelled(&mut self, site: &Site, db: u64, ticket: Ticket, out: &mut Effects) -> bool {
        let Some(entry) = self.entry(db) else {
            return false;
        };
        let waited = entry.pool.waited(site.now, ticket);
        let removed = entry.pool.cancelled(site.now, ticket);
        let end = WaitEnd::Cancelled;
        record(out, db, PoolRecord::WaitEnded { ticket, waited, end });
        removed
    }

    /// A connection comes back.
    pub fn put(
        &mut self,
        site: &Site,
        db: u64,
        conn: ConnId,
        bad: bool,
        reset: bool,
        out: &mut Effects,
    ) -> Put {
        let Some(entry) = self.entry(db) else {
            return Put::NeverOut;
        };
        let held = entry.pool.conn(conn).map_or(site.now, |c| c.held_since);
        let picks = &mut entry.picks;
        let put = entry.pool.put(site.now, conn, bad, reset, &mut |len| picks.index(len));
        if put == Put::NeverOut {
            return put;
        }
        let held = site.now - held;
        record(out, db, PoolRecord::Released { conn, held });
        match put {
            Put::NeverOut => {}
            Put::HandedTo(ticket) => self.handed(db, conn, ticket, out),
            Put::Idle(_) => record(out, db, PoolRecord::Idle { conn }),
            Put::Close { reason, .. } => record(out, db, PoolRecord::Closing { conn, reason }),
        }
        put
    }

    /// A connection in use is given up.
    pub fn discard(&mut self, db: u64, conn: ConnId, out: &mut Effects) {
        if let Some(entry) = self.entry(db) {
            entry.pool.discard(conn);
            let reason = CloseReason::Bad;
            record(out, db, PoolRecord::Closing { conn, reason });
        }
    }

    /// The driver has closed a connection.
    pub fn closed(&mut self, db: u64, conn: ConnId, out: &mut Effects) -> u64 {
        let Some(entry) = self.entry(db) else {
            return 0;
        };
        entry.sockets.remove(&conn);
        record(out, db, PoolRecord::Closed { conn });
        entry.pool.closed(conn)
    }

    /// The opener begins to dial.
    pub fn opener_begin(&mut self, site: &Site, db: u64, out: &mut Effects) -> ConnId {
        let Some(entry) = self.entry(db) else {
            return ConnId(0);
        };
        let conn = entry.pool.opener_begin(site.now);
        let event = PoolRecord::Dialing { conn, who: None, line: 0 };
        record(out, db, event);
        conn
    }

    /// The opener's dial has ended.
    pub fn opener_done(
        &mut self,
        site: &Site,
        db: u64,
        conn: ConnId,
        ok: bool,
        socket: Option<u64>,
        out: &mut Effects,
    ) -> Opened {
        let Some(entry) = self.entry(db) else {
            return Opened::Discard;
        };
        let picks = &mut entry.picks;
        let opened = entry.pool.opener_done(site.now, conn, ok, &mut |len| picks.index(len));
        if let (Opened::HandedTo(_) | Opened::Idle(_), Some(socket)) = (opened, socket) {
            entry.sockets.insert(conn, socket);
        }
        let event = match ok {
            true => PoolRecord::Dialed { conn },
            false => PoolRecord::DialFailed { conn },
        };
        record(out, db, event);
        match opened {
            Opened::HandedTo(ticket) => self.handed(db, conn, ticket, out),
            Opened::Idle(_) => record(out, db, PoolRecord::Idle { conn }),
            Opened::Discard => record(out, db, PoolRecord::Closed { conn }),
            Opened::Failed { .. } => {}
        }
        opened
    }

    /// `SetMaxOpenConns` and its three siblings.
    pub fn set_limit<T>(
        &mut self,
        db: u64,
        out: &mut Effects,
        set: impl FnOnce(&mut Pool) -> T,
    ) -> Option<T> {
        let entry = self.entry(db)?;
        let result = set(&mut entry.pool);
        let limits = entry.pool.limits();
        record(
            out,
            db,
            PoolRecord::Limits {
                max_open: limits.max_open,
                max_idle: limits.max_idle() as u64,
                lifetime: limits.lifetime,
                idle_time: limits.idle_time,
            },
        );
        Some(result)
    }

    /// Records that the pool gave these connections up, each for the reason in its state.
    pub fn note_closing(&self, db: u64, conns: &[ConnId], out: &mut Effects) {
        for &conn in conns {
            let state = self.get(db).and_then(|entry| entry.pool.conn(conn)).map(|conn| conn.state);
            if let Some(ConnState::Closing(reason)) = state {
                record(out, db, PoolRecord::Closing { conn, reason });
            }
        }
    }

    /// A run of the cleaner.
    pub fn clean(&mut self, now: Time, db: u64, out: &mut Effects) -> CleanRun {
        let Some(entry) = self.entry(db) else {
            return CleanRun::Stop;
        };
        let run = entry.pool.clean(now);
        if let CleanRun::Sleep { close, .. } = &run {
            self.note_closing(db, close, out);
        }
        run
    }

    /// `DB.Close`.
    pub fn close(&mut self, db: u64, out: &mut Effects) -> Option<Closing> {
        let closing = self.entry(db)?.pool.close()?;
        record(out, db, PoolRecord::PoolClosed);
        self.note_closing(db, &closing.conns, out);
        Some(closing)
    }

    /// A process is gone: its pools decide nothing any more.
    pub(crate) fn process_exits(&mut self, process: u32) {
        for kind in &mut self.pools {
            match kind {
                Kind::Sql(entry) if entry.process == process => {
                    entry.pool = Pool::new();
                    entry.pool.close();
                    entry.sockets.clear();
                }
                Kind::Hikari(entry) if entry.process == process => entry.process_exits(),
                Kind::Sql(_) | Kind::Hikari(_) => {}
            }
        }
    }

    /// The place of `ticket` among those who wait for a connection of `db`.
    pub fn place(&self, db: u64, ticket: Ticket) -> u64 {
        self.get(db).map_or(0, |entry| entry.pool.place(ticket))
    }

    /// The socket behind a connection, if it leads to a database server of ours.
    pub fn socket(&self, db: u64, conn: ConnId) -> Option<u64> {
        match self.pools.get(usize::try_from(db).ok()?.checked_sub(1)?)? {
            Kind::Sql(entry) => entry.sockets.get(&conn).copied(),
            Kind::Hikari(entry) => entry.socket(conn),
        }
    }

    /// Records that a waiter holds `conn` now.
    fn handed(&self, db: u64, conn: ConnId, ticket: Ticket, out: &mut Effects) {
        let Some(entry) = self.get(db) else { return };
        let holder = entry.pool.conn(conn).map(|conn| conn.holder);
        let Holder { who, line } = holder.unwrap_or_default();
        let event = PoolRecord::Acquired {
            conn,
            who: Caller { process: entry.process, goroutine: who },
            line,
            served: Served::Handed(ticket),
        };
        record(out, db, event);
    }
}

pub(super) fn record(out: &mut Effects, pool: u64, event: PoolRecord) {
    out.record(Record::Pool { pool, event });
}

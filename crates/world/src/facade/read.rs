//! What an observer sees of a pool, whichever kind it is.

use super::pools::Kind;
use crate::Time;
use crate::{hikari, sql};

/// Which library a pool belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolKind {
    /// `database/sql`.
    Sql,
    /// HikariCP.
    Hikari,
}

/// What a connection of a pool is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolConn {
    /// Being dialled. `database/sql` counts it as open and in use, HikariCP does not count it.
    Dialing,
    /// Handed out.
    InUse,
    /// Free.
    Idle,
    /// The pool has it for itself for a moment: neither in use nor free (HikariCP).
    Reserved,
    /// Given up, not closed yet. `database/sql` counts it as open, HikariCP does not count it.
    Closing,
}

/// A connection of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnView {
    /// Its number.
    pub id: sql::ConnId,
    /// What it is doing.
    pub state: PoolConn,
    /// Who has it, or had it last.
    pub holder: sql::Holder,
    /// Since when.
    pub held_since: Time,
}

/// Somebody who waits for a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaiterView {
    /// The goroutine and the line that asked.
    pub holder: sql::Holder,
    /// Since when.
    pub since: Time,
}

/// A pool of either kind.
#[derive(Clone, Copy, Debug)]
pub struct PoolRef<'a>(&'a Kind);

impl<'a> PoolRef<'a> {
    pub(super) fn new(kind: &'a Kind) -> Self {
        PoolRef(kind)
    }

    /// Which library it belongs to.
    pub fn kind(&self) -> PoolKind {
        match self.0 {
            Kind::Sql(_) => PoolKind::Sql,
            Kind::Hikari(_) => PoolKind::Hikari,
        }
    }

    /// The name it was given; pools of `database/sql` have none.
    pub fn name(&self) -> Option<&'a str> {
        match self.0 {
            Kind::Sql(_) => None,
            Kind::Hikari(entry) => Some(&entry.name),
        }
    }

    /// The process that opened it.
    pub fn process(&self) -> u32 {
        match self.0 {
            Kind::Sql(entry) => entry.process,
            Kind::Hikari(entry) => entry.process,
        }
    }

    /// The pool itself, if it is one of `database/sql`.
    pub fn sql(&self) -> Option<&'a sql::Pool> {
        match self.0 {
            Kind::Sql(entry) => Some(&entry.pool),
            Kind::Hikari(_) => None,
        }
    }

    /// The pool itself, if it is one of HikariCP.
    pub fn hikari(&self) -> Option<&'a hikari::Pool> {
        match self.0 {
            Kind::Sql(_) => None,
            Kind::Hikari(entry) => Some(&entry.pool),
        }
    }

    /// The most connections, 0 for no limit.
    pub fn max(&self) -> u64 {
        match self.0 {
            Kind::Sql(entry) => entry.pool.stats().max_open,
            Kind::Hikari(entry) => entry.pool.max() as u64,
        }
    }

    /// `OpenConnections` or `TotalConnections`.
    pub fn open(&self) -> u64 {
        match self.0 {
            Kind::Sql(entry) => entry.pool.stats().open,
            Kind::Hikari(entry) => entry.pool.figures().total as u64,
        }
    }

    /// `InUse` or `ActiveConnections`.
    pub fn in_use(&self) -> u64 {
        match self.0 {
            Kind::Sql(entry) => entry.pool.stats().in_use,
            Kind::Hikari(entry) => entry.pool.figures().active as u64,
        }
    }

    /// `Idle` or `IdleConnections`.
    pub fn idle(&self) -> u64 {
        match self.0 {
            Kind::Sql(entry) => entry.pool.stats().idle,
            Kind::Hikari(entry) => entry.pool.figures().idle as u64,
        }
    }

    /// How many wait for a connection.
    pub fn waiting(&self) -> u64 {
        match self.0 {
            Kind::Sql(entry) => entry.pool.waiting_len() as u64,
            Kind::Hikari(entry) => entry.pool.figures().waiting as u64,
        }
    }

    /// Its connections, in the order of dialling.
    pub fn conns(&self) -> Box<dyn Iterator<Item = ConnView> + 'a> {
        match self.0 {
            Kind::Sql(entry) => Box::new(entry.pool.conns().map(|(id, conn)| ConnView {
                id,
                state: sql_state(conn.state),
                holder: conn.holder,
                held_since: conn.held_since,
            })),
            Kind::Hikari(entry) => Box::new(entry.pool.conns().map(|(id, conn)| ConnView {
                id,
                state: hikari_state(conn.state),
                holder: conn.holder,
                held_since: conn.held_since,
            })),
        }
    }

    /// Who waits: HikariCP's in the order of asking, those of `database/sql` in the order of its set.
    pub fn waiters(&self) -> Box<dyn Iterator<Item = WaiterView> + 'a> {
        match self.0 {
            Kind::Sql(entry) => {
                Box::new(entry.pool.waiting().map(|(_, w)| WaiterView { holder: w.holder, since: w.since }))
            }
            Kind::Hikari(entry) => {
                Box::new(entry.pool.waiting().map(|(_, w)| WaiterView { holder: w.holder, since: w.since }))
            }
        }
    }
}

fn sql_state(state: sql::ConnState) -> PoolConn {
    match state {
        sql::ConnState::Dialing => PoolConn::Dialing,
        sql::ConnState::InUse => PoolConn::InUse,
        sql::ConnState::Idle => PoolConn::Idle,
        sql::ConnState::Closing(_) => PoolConn::Closing,
    }
}

fn hikari_state(state: hikari::State) -> PoolConn {
    match state {
        hikari::State::Opening => PoolConn::Dialing,
        hikari::State::InUse => PoolConn::InUse,
        hikari::State::NotInUse => PoolConn::Idle,
        hikari::State::Reserved => PoolConn::Reserved,
        hikari::State::Removed(_) => PoolConn::Closing,
    }
}

//! What is said between a server and its clients, and what the server keeps for each of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use tidepool_des::Rng;

use super::Config;
use super::commits::Written;
use super::query::Query;
use crate::Time;

/// An error packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerError {
    /// MySQL's number.
    pub number: u16,
    /// The SQL state, empty if the packet has none.
    pub state: &'static str,
    /// The message.
    pub message: &'static str,
}

/// In the handshake, so without SQL state.
pub(super) const TOO_MANY: ServerError =
    ServerError { number: 1040, state: "", message: "Too many connections" };

/// What `failEvery` produces.
pub(super) const SIMULATED: ServerError =
    ServerError { number: 1105, state: "HY000", message: "Unknown error" };

/// A lock did not come in time. The statement has failed, the transaction goes on.
pub(super) const LOCK_WAIT_TIMEOUT: ServerError = ServerError {
    number: 1205,
    state: "HY000",
    message: "Lock wait timeout exceeded; try restarting transaction",
};

/// The transaction was rolled back, as others waited for it in a circle.
pub(super) const DEADLOCK: ServerError = ServerError {
    number: 1213,
    state: "40001",
    message: "Deadlock found when trying to get lock; try restarting transaction",
};

/// A replica, or a primary that keeps itself from writing.
pub(crate) const READ_ONLY: ServerError = ServerError {
    number: 1290,
    state: "HY000",
    message: "The MySQL server is running with the --super-read-only option so it cannot execute this statement",
};

/// An operation has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// Its number.
    pub op: u64,
    /// When it ends; none if that depends on what others do. [`super::Server::ended`] or [`News`] tell it then.
    pub at: Option<Time>,
}

/// Why a statement was not even begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The client has closed its socket.
    Closed,
    /// The server has ended the session.
    Lost,
    /// Which row it locks depends on an argument: the statement is needed with its arguments in it.
    Arguments,
}

/// How an operation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// The session is ready; the number that the server knows it by, as `CONNECTION_ID()` tells it.
    Connected(u64),
    /// The server turned the client away.
    Refused(ServerError),
    /// Nobody listens at the address.
    Down,
    /// A query has an answer.
    Result {
        /// The query.
        query: Arc<Query>,
        /// How many rows have come with it, if those are all.
        here: u64,
        /// The number by which the client asks for its rows, 0 if all have come with it.
        result: u64,
    },
    /// A statement without rows is done: the insert id and the number of affected rows.
    Executed(i64, i64),
    /// A statement failed.
    Failed(ServerError),
    /// It is written and to be replicated; [`super::Server::committed`] goes on when its client may be told.
    Written,
    /// The next row.
    Row(u64),
    /// The rest of a result has been read.
    Drained,
}

/// An operation that ended, for whoever waits for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// How.
    pub done: Done,
    /// Whether the client still listens on the socket.
    pub heard: bool,
}

/// The next row of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextRow {
    /// It is there.
    Now(u64),
    /// It takes time.
    Later(Start),
    /// There is none.
    End,
    /// The session is over.
    Refused(Refusal),
}

/// A session that the server ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disconnect {
    /// Which one.
    pub socket: u64,
    /// Whether it counted against `max_connections`.
    pub connected: bool,
}

/// How a client learns that its session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    /// The server has closed the connection. What is sent on it all the same is lost.
    Closed,
    /// The connection was reset. Nothing can be sent on it.
    Reset,
}

/// How a wait for a lock ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockEnd {
    /// With the lock.
    Granted,
    /// With error 1205.
    Timeout,
    /// With error 1213, to break a circle.
    Deadlock,
    /// The session ended.
    Gone,
}

/// What happened at a server besides what it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The operation of a session has begun anew, for it waited.
    Started(u64, Start),
    /// The session of `socket` waits for a lock, behind that of `behind`.
    LockWait {
        /// Whose.
        socket: u64,
        /// One of those it waits for.
        behind: u64,
    },
    /// The wait of `socket` is over.
    LockEnded {
        /// Whose.
        socket: u64,
        /// For how long it waited.
        waited: Time,
        /// How it ended.
        end: LockEnd,
    },
}

/// A statement that the server has received.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) query: Arc<Query>,
    /// Whether the client wants rows.
    pub(super) rows: bool,
    /// Its random numbers are named by (stream, number).
    pub(super) draws: (u64, u64),
    /// How long it runs, when nobody slows it.
    pub(super) work: Time,
}

/// What a session is doing.
#[derive(Clone, Debug)]
pub(super) enum Doing {
    Dialing,
    /// A dial that nobody answers.
    Refusing,
    Nothing,
    /// A query or another round trip.
    Statement(Statement),
    /// A statement that waits for a lock, since when.
    Waiting(Statement, Time),
    /// A statement that fails.
    Failing(ServerError),
    /// A transaction is in the log, and what this statement is answered with when its client may know.
    Committing(Arc<Query>, Done),
    /// The next row of a result, by number.
    Row(u64),
    Draining,
}

/// The rows of an open result that the client has not read.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub(super) next: u64,
    pub(super) delays: Rng,
}

#[derive(Clone, Debug)]
pub(super) struct Session {
    pub(super) config: Arc<Config>,
    pub(super) doing: Doing,
    pub(super) op: u64,
    /// Whether it counts against `max_connections`.
    pub(super) connected: bool,
    /// Whether the client has its end open.
    pub(super) client: bool,
    pub(super) idle_since: Time,
    pub(super) results: BTreeMap<u64, Rows>,
    /// Whether `BEGIN` was said.
    pub(super) transaction: bool,
    /// Whether each statement outside of one is a transaction of its own.
    pub(super) autocommit: bool,
    /// How many rows the transaction has changed.
    pub(super) changed: u64,
    /// What the transaction has written, where that is replicated.
    pub(super) writes: Vec<Written>,
}

impl Session {
    /// A client that dials.
    pub(super) fn new(config: Arc<Config>, now: Time) -> Self {
        Session {
            config,
            doing: Doing::Dialing,
            op: 0,
            connected: false,
            client: true,
            idle_since: now,
            results: BTreeMap::new(),
            transaction: false,
            autocommit: true,
            changed: 0,
            writes: Vec::new(),
        }
    }

    /// Whether locks are kept when a statement ends.
    pub(super) fn in_transaction(&self) -> bool {
        self.transaction || !self.autocommit
    }
}

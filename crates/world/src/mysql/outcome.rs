//! What a server answers: how operations begin and how they end.

use super::select::Column;
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

/// An operation has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// Its number.
    pub op: u64,
    /// When it ends; none if that depends on what else will run. [`super::Server::ended`] tells it then.
    pub at: Option<Time>,
}

/// Why a statement was not even begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The client has closed its socket.
    Closed,
    /// The server has ended the session.
    Lost,
}

/// How an operation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// The session is ready.
    Connected,
    /// The server turned the client away.
    Refused(ServerError),
    /// Nobody listens at the address.
    Down,
    /// A query has an answer: the number of its result and its columns.
    Result(u64, Vec<Column>),
    /// A statement without rows is done: the insert id and the number of affected rows.
    Executed(i64, i64),
    /// A statement failed.
    Failed(ServerError),
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
    /// Whether the client waits for an answer, which it will not get.
    pub waiting: bool,
}

//! What an observer of a Redis server can see.

use super::FaultKind;
use crate::Time;
use crate::effect::Caller;

/// Events of a Redis server. A socket is a client's end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedisRecord {
    /// A command has been done.
    Command {
        /// From which socket.
        socket: u64,
        /// Who waits for the answer, unless nobody does any more.
        who: Option<Caller>,
        /// Whether the answer is an error.
        failed: bool,
        /// For how long it kept the thread busy, in nanoseconds.
        busy: Time,
        /// How many keys there are now.
        keys: u64,
    },
    /// A connection was refused, as the server was down.
    Refused {
        /// On which socket.
        socket: u64,
    },
    /// Something goes wrong, or is over.
    Fault {
        /// Which fault, from 0.
        fault: u32,
        /// Its kind.
        kind: FaultKind,
        /// Whether it begins.
        begins: bool,
    },
}

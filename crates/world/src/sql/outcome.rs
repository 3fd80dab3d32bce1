//! What the pool answers.

use super::cleaner::CleanerStart;
use super::conn::{CloseReason, ConnId};
use super::waiters::Ticket;

/// Whether a caller takes a connection from the free list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// A free one if there is one.
    CachedOrNew,
    /// A new one: the last attempt after bad ones. It still obeys the limit and may wait.
    AlwaysNew,
}

/// How an acquire begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// The pool is closed.
    Closed,
    /// A free connection, the most recently returned one.
    Reuse {
        /// Which one; it is in use now.
        conn: ConnId,
        /// Whether the driver must reset its session first.
        needs_reset: bool,
    },
    /// The most recently returned one was too old: close it, then count the attempt as a bad connection.
    Expired {
        /// To be closed.
        conn: ConnId,
    },
    /// The limit is reached: wait.
    Wait {
        /// Names this wait from now on.
        ticket: Ticket,
    },
    /// Dial in the caller's own goroutine, then report with [`Pool::dialed`](super::Pool::dialed).
    Dial {
        /// The place that the new connection takes.
        conn: ConnId,
    },
}

/// What a waiter got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// A connection that can be used.
    Conn {
        /// Whether the driver must reset its session first.
        needs_reset: bool,
    },
    /// A connection that had become too old: close it, count the attempt as a bad connection.
    Expired,
    /// No connection: a dial error of the opener, or the pool was closed.
    Nothing,
}

/// Where a returned connection went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was not in use: the caller returned it twice.
    NeverOut,
    /// Straight to a waiter; it never was idle.
    HandedTo(Ticket),
    /// Into the free list.
    Idle(CleanerStart),
    /// Out: the caller closes it and reports with [`Pool::closed`](super::Pool::closed).
    Close {
        /// Why.
        reason: CloseReason,
        /// How many tokens to send to the opener at once.
        tokens: u64,
    },
}

/// What became of a dial of the opener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The new connection went to a waiter.
    HandedTo(Ticket),
    /// The new connection went into the free list.
    Idle(CleanerStart),
    /// Nobody may have it (pool closed, too many open, enough idle): close it; it no longer counts.
    Discard,
    /// The dial failed.
    Failed {
        /// The one waiter who gets the error, if anybody waits.
        tell: Option<Ticket>,
        /// How many tokens to send to the opener.
        tokens: u64,
    },
}

/// What closing the pool leaves to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Idle connections to be closed.
    pub conns: Vec<ConnId>,
    /// Waits that end with an error.
    pub tickets: Vec<Ticket>,
}

//! Where transactions go into a log that others follow: what they have written, and when their clients are told.

use std::sync::Arc;

use super::Server;
use super::query::Query;
use super::session::{Doing, Done, Finished, READ_ONLY};
use super::statement::{Kind, Rows};
use crate::Time;

/// What a server is to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// It stands alone: nobody asks what was written.
    #[default]
    Alone,
    /// Its log is for others to follow.
    Primary,
    /// It takes no writes but those of a log (`super_read_only`).
    ReadOnly,
}

/// A statement that has changed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The statement.
    pub query: Arc<Query>,
    /// The number that the server gave the new row, 0 if there is none.
    pub inserted: i64,
}

impl Written {
    /// The table that it has changed, and the key of the row if it is one.
    pub(super) fn place(&self) -> Option<(&str, Option<String>)> {
        let Kind::Locking { table, rows, .. } = &self.query.kind else { return None };
        let row = match rows {
            Rows::One(key) => Some(key.clone()),
            Rows::New if self.inserted > 0 => Some(self.inserted.to_string()),
            _ => None,
        };
        Some((table, row))
    }

    /// Whether rows may have changed that were there before, and nobody knows which.
    pub(super) fn is_wide(&self) -> bool {
        matches!(&self.query.kind, Kind::Locking { rows: Rows::All | Rows::Unknown, .. })
    }
}

impl Server {
    /// Gives it a role.
    pub fn set_role(&mut self, role: Role) {
        self.role = role;
    }

    /// What it is to others.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The number of the last row that it has given one.
    pub fn last_insert(&self) -> i64 {
        self.last_insert
    }

    /// The number that new rows go on from.
    pub fn set_last_insert(&mut self, number: i64) {
        self.last_insert = number;
    }

    /// Whether it takes no such statement.
    pub(super) fn refuses(&self, kind: &Kind) -> bool {
        self.role == Role::ReadOnly && matches!(kind, Kind::Locking { changes: true, .. })
    }

    /// A statement has ended with `done`: what it has written is noted, unless the server stands alone.
    /// [`Done::Written`] if the transaction is to go into the log now.
    pub(super) fn write(&mut self, now: Time, socket: u64, query: &Arc<Query>, done: Done) -> Done {
        let failed = matches!(done, Done::Failed(_));
        let Some(session) = self.sessions.get_mut(&socket) else { return done };
        if self.role == Role::Alone || failed {
            return done;
        }
        let commits = match query.kind {
            Kind::Locking { changes: true, .. } => {
                let inserted = if let Done::Executed(id, _) = done { id } else { 0 };
                session.writes.push(Written { query: Arc::clone(query), inserted });
                !session.in_transaction()
            }
            Kind::Commit | Kind::Begin | Kind::Autocommit(true) => !session.writes.is_empty(),
            _ => false,
        };
        if !commits {
            return done;
        }
        if self.role == Role::ReadOnly {
            // It became so while the transaction was open.
            self.end_transaction(now, socket);
            return Done::Failed(READ_ONLY);
        }
        session.doing = Doing::Committing(Arc::clone(query), done);
        Done::Written
    }

    /// What the transaction of `socket` has written that goes into the log.
    pub fn take_writes(&mut self, socket: u64) -> Vec<Written> {
        self.sessions.get_mut(&socket).map(|session| std::mem::take(&mut session.writes)).unwrap_or_default()
    }

    /// The client of `socket` may know that its transaction is committed, and others may see it.
    pub fn committed(&mut self, now: Time, socket: u64) -> Option<Finished> {
        let session = self.sessions.get_mut(&socket)?;
        let (query, done) = match std::mem::replace(&mut session.doing, Doing::Nothing) {
            Doing::Committing(query, done) => (query, done),
            other => {
                session.doing = other;
                return None;
            }
        };
        session.idle_since = now;
        let heard = session.client;
        self.settle(now, socket, &query.kind, true);
        if !heard {
            self.end(now, socket);
        }
        Some(Finished { done, heard })
    }
}

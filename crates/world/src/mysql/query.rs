//! Statements as they were sent, and what follows from their text: it is read once, however often it is sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::select::{self, Column};
use super::statement::{self, Kind, Rows};

/// How a driver asks whether the server is there.
const PING: &str = "PING";

/// How many texts are remembered; more of them are read again.
const KNOWN_MAX: usize = 1_000;

/// A statement.
#[derive(Debug, PartialEq, Eq)]
pub struct Query {
    /// Told apart by this from all others of a run.
    pub number: u64,
    pub(super) kind: Kind,
    /// A ping is no statement.
    pub(super) is_ping: bool,
    /// Whether it yields rows.
    pub(super) is_select: bool,
    /// Whether it makes a row with a number of its own.
    pub(super) is_insert: bool,
    /// What it reads, if it is a `SELECT` of a table.
    pub(super) reads: Option<(String, Rows)>,
    /// What the rows have in them that it yields.
    pub columns: Vec<Column>,
}

impl Query {
    /// Reads a text.
    pub fn new(number: u64, text: &str) -> Self {
        Query {
            number,
            kind: statement::kind(text),
            is_ping: text == PING,
            is_select: select::is_select(text),
            is_insert: select::is_insert(text),
            reads: statement::reads(text),
            columns: select::columns(text),
        }
    }

    /// Whether it depends on an argument which row it locks.
    pub(crate) fn needs_arguments(&self) -> bool {
        matches!(self.kind, Kind::Locking { rows: Rows::Unknown, .. })
    }

    /// Whether it depends on an argument which row it reads.
    pub(crate) fn reads_unknown_row(&self) -> bool {
        matches!(self.reads, Some((_, Rows::Unknown)))
    }
}

/// The statements that were sent last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Queries {
    known: BTreeMap<Vec<u8>, Arc<Query>>,
    read: u64,
}

impl Queries {
    /// The statement with this text.
    pub(crate) fn read(&mut self, text: &[u8]) -> Arc<Query> {
        if let Some(query) = self.known.get(text) {
            return Arc::clone(query);
        }
        self.read += 1;
        let query = Arc::new(Query::new(self.read, &String::from_utf8_lossy(text)));
        if self.known.len() == KNOWN_MAX {
            self.known.clear();
        }
        self.known.insert(text.to_vec(), Arc::clone(&query));
        query
    }
}

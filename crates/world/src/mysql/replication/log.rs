//! The log of the primary: transactions in the order in which they were committed, as far back as a server may still
//! ask for, and which rows those have touched that some server does not have yet.

use std::collections::{BTreeMap, VecDeque};

use crate::Time;
use crate::mysql::Written;

/// What has become of a transaction for its client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing yet.
    Waiting,
    /// It was told, then, that all is well.
    Accepted(Time),
    /// It will never hear of it.
    Unanswered,
}

/// A transaction.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its number among all of the run.
    pub(super) write: u64,
    pub(super) told: Told,
    pub(super) writes: Vec<Written>,
    /// The number that new rows went on from when it was committed.
    pub(super) last_insert: i64,
}

/// One of the two ends of the log.
#[derive(Clone, Copy)]
enum End {
    Front,
    Back,
}

/// Positions of transactions that have touched a table.
#[derive(Clone, Debug, Default)]
struct Table {
    all: VecDeque<u64>,
    /// Those that may have touched any row.
    wide: VecDeque<u64>,
    rows: BTreeMap<String, VecDeque<u64>>,
}

/// Positions count from 1; position 0 is before all.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    /// The position before that of the first entry that is kept.
    before: u64,
    entries: VecDeque<Entry>,
    tables: BTreeMap<String, Table>,
    /// How many of those that are not kept any more were accepted.
    accepted_before: u64,
    last_insert_before: i64,
}

impl Log {
    /// The position of the last transaction.
    pub(super) fn end(&self) -> u64 {
        self.before + self.entries.len() as u64
    }

    /// How many accepted transactions are in it.
    pub(super) fn accepted(&self) -> u64 {
        let accepted = |entry: &&Entry| matches!(entry.told, Told::Accepted(_));
        self.accepted_before + self.entries.iter().filter(accepted).count() as u64
    }

    /// The number that new rows went on from after the last transaction.
    pub(super) fn last_insert(&self) -> i64 {
        self.entries.back().map_or(self.last_insert_before, |entry| entry.last_insert)
    }

    fn at(&self, position: u64) -> Option<usize> {
        usize::try_from(position.checked_sub(self.before + 1)?).ok()
    }

    pub(super) fn get(&self, position: u64) -> Option<&Entry> {
        self.entries.get(self.at(position)?)
    }

    /// Notes what has become of the transaction at `position`.
    pub(super) fn tell(&mut self, position: u64, told: Told) {
        let at = self.at(position);
        if let Some(entry) = at.and_then(|at| self.entries.get_mut(at)) {
            entry.told = told;
        }
    }

    /// Adds a transaction and answers with its position.
    pub(super) fn append(&mut self, entry: Entry) -> u64 {
        let position = self.end() + 1;
        for written in &entry.writes {
            let Some((name, row)) = written.place() else { continue };
            let table = self.tables.entry(name.to_owned()).or_default();
            note(&mut table.all, position);
            if written.is_wide() {
                note(&mut table.wide, position);
            }
            if let Some(row) = row {
                note(table.rows.entry(row).or_default(), position);
            }
        }
        self.entries.push_back(entry);
        position
    }

    /// Forgets what nobody asks for any more: transactions up to `position` of which it is known what became.
    pub(super) fn trim(&mut self, position: u64) {
        while self.before < position
            && let Some(entry) = self.entries.pop_front_if(|entry| entry.told != Told::Waiting)
        {
            self.before += 1;
            self.accepted_before += u64::from(entry.told != Told::Unanswered);
            self.last_insert_before = entry.last_insert;
            self.forget(&entry, self.before, End::Front);
        }
    }

    /// Cuts off all behind `position`, newest first.
    pub(super) fn truncate(&mut self, position: u64) -> Vec<Entry> {
        let mut cut = Vec::new();
        while self.end() > position
            && let Some(entry) = self.entries.pop_back()
        {
            self.forget(&entry, self.end() + 1, End::Back);
            cut.push(entry);
        }
        cut
    }

    /// Goes back to `position`, whether what was there is still kept or not; `accepted` and `last_insert` as then.
    pub(super) fn restore(&mut self, position: u64, accepted: u64, last_insert: i64) {
        *self = Log {
            before: position,
            accepted_before: accepted,
            last_insert_before: last_insert,
            ..Log::default()
        };
    }

    /// Takes the entry that stood at `position`, at one end of the log, out of the index.
    fn forget(&mut self, entry: &Entry, position: u64, end: End) {
        // A transaction that has touched something twice stands there once.
        let forget = |queue: &mut VecDeque<u64>| match end {
            End::Front => drop(queue.pop_front_if(|at| *at == position)),
            End::Back => drop(queue.pop_back_if(|at| *at == position)),
        };
        for written in &entry.writes {
            let Some((name, row)) = written.place() else { continue };
            let Some(table) = self.tables.get_mut(name) else { continue };
            forget(&mut table.all);
            forget(&mut table.wide);
            if let Some(row) = row
                && let Some(queue) = table.rows.get_mut(&row)
            {
                forget(queue);
                if queue.is_empty() {
                    table.rows.remove(&row);
                }
            }
        }
    }

    /// Since when the oldest of those transactions has been accepted that are behind `position`, have touched what is
    /// read (a row, or without one a whole table) and were accepted by the time `sent`.
    pub(super) fn missing(&self, table: &str, row: Option<&str>, position: u64, sent: Time) -> Option<Time> {
        let table = self.tables.get(table)?;
        let first = |queue: &VecDeque<u64>| {
            let from = queue.partition_point(|at| *at <= position);
            queue.range(from..).find_map(|at| self.accepted_at(*at).filter(|accepted| *accepted <= sent))
        };
        match row {
            None => first(&table.all),
            Some(row) => {
                let of_row = table.rows.get(row).and_then(first);
                [of_row, first(&table.wide)].into_iter().flatten().min()
            }
        }
    }

    /// Since when the oldest accepted transaction behind `position` has been accepted.
    pub(super) fn oldest_behind(&self, position: u64) -> Option<Time> {
        let from = self.at(position + 1).unwrap_or(0);
        (from < self.entries.len()).then(|| self.entries.range(from..).find_map(accepted))?
    }

    fn accepted_at(&self, position: u64) -> Option<Time> {
        self.get(position).and_then(accepted)
    }
}

/// When a transaction was accepted, if it was.
pub(super) fn accepted(entry: &Entry) -> Option<Time> {
    match entry.told {
        Told::Accepted(at) => Some(at),
        Told::Waiting | Told::Unanswered => None,
    }
}

fn note(queue: &mut VecDeque<u64>, position: u64) {
    if queue.back() != Some(&position) {
        queue.push_back(position);
    }
}

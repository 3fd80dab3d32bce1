//! Row locks: who holds which, and who waits for which.
//!
//! All locks are exclusive. A lock on a whole table and one on any of its rows exclude each other.
//! Waiters are served in the order in which they came, and nobody overtakes a waiter whose lock would exclude
//! the own one, unless that one waits for a lock of his: a session that updates row after row does not queue up
//! behind one that waits for its first row to lock all.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Who locks: a session, by its socket.
type Owner = u64;

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Row {
    /// By its key.
    Key(String),
    /// One that nobody else can name.
    New(u64),
}

/// What is locked: a table, and in it one row or all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    pub(super) table: String,
    pub(super) row: Option<Row>,
}

/// Locks of one table.
#[derive(Clone, Debug, Default)]
struct Table {
    rows: BTreeMap<Row, Owner>,
    whole: Option<Owner>,
    /// How many rows each owner has.
    owners: BTreeMap<Owner, usize>,
    /// Who waits, by ticket.
    waiters: BTreeMap<u64, (Owner, Option<Row>)>,
    row_queues: BTreeMap<Row, VecDeque<u64>>,
    whole_queue: BTreeSet<u64>,
}

/// All locks of a server.
#[derive(Clone, Debug, Default)]
pub(super) struct Locks {
    tables: BTreeMap<String, Table>,
    held: BTreeMap<Owner, Vec<Target>>,
    waiting: BTreeMap<Owner, (String, u64)>,
    tickets: u64,
}

impl Locks {
    /// `owner` wants `target`: whether it has it now. Else it waits.
    pub(super) fn acquire(&mut self, owner: Owner, target: Target) -> bool {
        let table = self.tables.entry(target.table.clone()).or_default();
        if table.has(owner, &target.row) {
            return true;
        }
        if table.is_free(owner, &target.row, u64::MAX) {
            table.take(owner, &target.row);
            self.held.entry(owner).or_default().push(target);
            return true;
        }
        self.tickets += 1;
        table.wait(self.tickets, owner, target.row);
        self.waiting.insert(owner, (target.table, self.tickets));
        false
    }

    /// Whether `owner` waits.
    #[cfg(test)]
    pub(super) fn waits(&self, owner: Owner) -> bool {
        self.waiting.contains_key(&owner)
    }

    /// Whether `owner` holds a lock.
    #[cfg(test)]
    pub(super) fn holds(&self, owner: Owner) -> bool {
        self.held.contains_key(&owner)
    }

    /// All who hold locks.
    #[cfg(test)]
    pub(super) fn owners(&self) -> impl Iterator<Item = Owner> {
        self.held.keys().copied()
    }

    /// Whether nobody holds anything.
    #[cfg(test)]
    pub(super) fn is_unused(&self) -> bool {
        self.tables.is_empty() && self.held.is_empty() && self.waiting.is_empty()
    }

    /// One of those for whom `owner` waits.
    pub(super) fn behind(&self, owner: Owner) -> Option<Owner> {
        self.blockers(owner).first().copied()
    }

    /// A circle of waits with `owner` in it.
    pub(super) fn circle(&self, owner: Owner) -> Option<Vec<Owner>> {
        // Nobody waits for someone who has nothing.
        self.held.get(&owner)?;
        let mut from: BTreeMap<Owner, Owner> = BTreeMap::new();
        let mut open = vec![owner];
        while let Some(waiter) = open.pop() {
            for blocker in self.blockers(waiter) {
                if blocker == owner {
                    let back = std::iter::successors(Some(waiter), |at| from.get(at).copied());
                    return Some(back.collect());
                }
                if let std::collections::btree_map::Entry::Vacant(entry) = from.entry(blocker) {
                    entry.insert(waiter);
                    open.push(blocker);
                }
            }
        }
        None
    }

    /// `owner` waits no longer. Whoever has got a lock by that.
    pub(super) fn leave(&mut self, owner: Owner) -> Vec<Owner> {
        let Some((name, ticket)) = self.waiting.remove(&owner) else {
            return Vec::new();
        };
        if let Some(table) = self.tables.get_mut(&name) {
            table.stop_waiting(ticket);
        }
        self.grant(&name, None)
    }

    /// `owner` gives up all it has. Whoever has got a lock by that, in the order in which they came.
    pub(super) fn release(&mut self, owner: Owner) -> Vec<Owner> {
        let Some(targets) = self.held.remove(&owner) else {
            return Vec::new();
        };
        let mut tables: BTreeMap<String, Option<Vec<Row>>> = BTreeMap::new();
        for Target { table: name, row } in targets {
            let Some(table) = self.tables.get_mut(&name) else { continue };
            table.give_up(owner, &row);
            let rows = tables.entry(name).or_insert_with(|| Some(Vec::new()));
            match (row, rows) {
                (Some(row), Some(rows)) => rows.push(row),
                (_, rows) => *rows = None,
            }
        }
        tables.into_iter().flat_map(|(name, rows)| self.grant(&name, rows.as_deref())).collect()
    }

    /// Serves those who waited in a table for these rows, or for any.
    fn grant(&mut self, name: &str, rows: Option<&[Row]>) -> Vec<Owner> {
        let Some(table) = self.tables.get_mut(name) else {
            return Vec::new();
        };
        let mut granted = Vec::new();
        for ticket in table.first_in_line(rows) {
            let Some((owner, row)) = table.waiters.get(&ticket).cloned() else { continue };
            if table.is_free(owner, &row, ticket) {
                table.stop_waiting(ticket);
                table.take(owner, &row);
                self.waiting.remove(&owner);
                self.held.entry(owner).or_default().push(Target { table: name.to_owned(), row });
                granted.push(owner);
            }
        }
        if table.is_unused() {
            self.tables.remove(name);
        }
        granted
    }

    /// For whom `owner` waits. Who waits itself and came before stands for all before it.
    fn blockers(&self, owner: Owner) -> Vec<Owner> {
        let found = self.waiting.get(&owner);
        let table = found.and_then(|(name, ticket)| Some((self.tables.get(name)?, *ticket)));
        table.map(|(table, ticket)| table.blockers(owner, ticket)).unwrap_or_default()
    }
}

impl Table {
    /// Whether `owner` has this row (or all) already.
    fn has(&self, owner: Owner, row: &Option<Row>) -> bool {
        self.whole == Some(owner) || row.as_ref().is_some_and(|row| self.rows.get(row) == Some(&owner))
    }

    /// Whether nobody else has, or waited before `ticket` for, what excludes this row (or all).
    fn is_free(&self, owner: Owner, row: &Option<Row>, ticket: u64) -> bool {
        let before = |first: Option<&u64>| first.is_some_and(|&first| first < ticket);
        let queued = before(self.whole_queue.first()) && !self.owners.contains_key(&owner);
        if self.whole.is_some_and(|other| other != owner) || queued {
            return false;
        }
        match row {
            Some(row) => {
                let queue = self.row_queues.get(row);
                !self.rows.contains_key(row) && !before(queue.and_then(VecDeque::front))
            }
            None => {
                let mut queues = self.row_queues.iter();
                self.owners.keys().all(|&other| other == owner)
                    && queues.all(|(row, queue)| self.is_mine(owner, row) || !before(queue.front()))
            }
        }
    }

    fn is_mine(&self, owner: Owner, row: &Row) -> bool {
        self.rows.get(row) == Some(&owner)
    }

    fn take(&mut self, owner: Owner, row: &Option<Row>) {
        match row {
            Some(row) => {
                self.rows.insert(row.clone(), owner);
                *self.owners.entry(owner).or_default() += 1;
            }
            None => self.whole = Some(owner),
        }
    }

    fn give_up(&mut self, owner: Owner, row: &Option<Row>) {
        let Some(row) = row else {
            self.whole = None;
            return;
        };
        self.rows.remove(row);
        if let Some(count) = self.owners.get_mut(&owner) {
            *count -= 1;
            if *count == 0 {
                self.owners.remove(&owner);
            }
        }
    }

    fn wait(&mut self, ticket: u64, owner: Owner, row: Option<Row>) {
        match &row {
            Some(row) => self.row_queues.entry(row.clone()).or_default().push_back(ticket),
            None => drop(self.whole_queue.insert(ticket)),
        }
        self.waiters.insert(ticket, (owner, row));
    }

    fn stop_waiting(&mut self, ticket: u64) {
        let Some((_, row)) = self.waiters.remove(&ticket) else { return };
        let Some(row) = row else {
            self.whole_queue.remove(&ticket);
            return;
        };
        if let Some(queue) = self.row_queues.get_mut(&row) {
            queue.retain(|&other| other != ticket);
            if queue.is_empty() {
                self.row_queues.remove(&row);
            }
        }
    }

    /// Those who may be served after these rows (or any) became free, oldest first: of each row the first in
    /// its queue, and who waits for the whole table.
    fn first_in_line(&self, rows: Option<&[Row]>) -> Vec<u64> {
        let front = |row: &Row| self.row_queues.get(row).and_then(VecDeque::front).copied();
        let mut tickets: Vec<u64> = match rows {
            Some(rows) => rows.iter().filter_map(front).collect(),
            None => self.row_queues.values().filter_map(|queue| queue.front().copied()).collect(),
        };
        tickets.extend(&self.whole_queue);
        tickets.sort_unstable();
        tickets.dedup();
        tickets
    }

    fn blockers(&self, owner: Owner, ticket: u64) -> Vec<Owner> {
        let mut blockers: Vec<Owner> = self.whole.into_iter().collect();
        let mut tickets: Vec<u64> = Vec::new();
        if !self.owners.contains_key(&owner) {
            tickets.extend(self.whole_queue.range(..ticket).next_back());
        }
        let last_before = |queue: &VecDeque<u64>| {
            let before = queue.partition_point(|&other| other < ticket);
            before.checked_sub(1).and_then(|at| queue.get(at).copied())
        };
        match self.waiters.get(&ticket) {
            Some((_, Some(row))) => {
                blockers.extend(self.rows.get(row));
                tickets.extend(self.row_queues.get(row).and_then(last_before));
            }
            _ => {
                blockers.extend(self.owners.keys());
                let others = self.row_queues.iter().filter(|(row, _)| !self.is_mine(owner, row));
                tickets.extend(others.filter_map(|(_, queue)| last_before(queue)));
            }
        }
        blockers
            .extend(tickets.iter().filter_map(|ticket| self.waiters.get(ticket)).map(|(owner, _)| *owner));
        blockers.retain(|&other| other != owner);
        blockers
    }

    fn is_unused(&self) -> bool {
        self.rows.is_empty() && self.whole.is_none() && self.waiters.is_empty()
    }
}

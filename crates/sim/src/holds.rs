//! Who held which connection of a pool, from which line, and for how long.
//!
//! Memory is bounded by what is open: each open connection keeps its last holds, and a few that are closed keep theirs;
//! each line of the listing that ever acquired one has a sum.

use std::collections::{BTreeMap, VecDeque};

use tidepool_world::sql::{CloseReason, ConnId};
use tidepool_world::{Caller, PoolRecord, Served};

/// Holds that a connection remembers.
const HOLDS_MAX: usize = 12;

/// Closed connections that are remembered.
const CLOSED_MAX: usize = 48;

/// One time that somebody had a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The goroutine that acquired it.
    pub who: Caller,
    /// Line of the user's program that asked, 0 if unknown.
    pub line: u32,
    /// When it was acquired, in ns.
    pub since: u64,
    /// When it came back; none if it has not.
    pub until: Option<u64>,
}

/// A connection and its latest holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// When it was open, in ns; none while it is being dialled.
    pub opened: Option<u64>,
    /// When and why it was given up.
    pub ended: Option<(u64, CloseReason)>,
    /// How often it was acquired.
    pub uses: u64,
    /// The latest holds, oldest first.
    pub holds: VecDeque<Hold>,
}

/// What the acquires of one line of the listing came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineHolds {
    /// Connections acquired there.
    pub acquired: u64,
    /// Of these, given back.
    pub released: u64,
    /// How long those that came back were held together, in ns.
    pub held_ns: u64,
    /// The longest of them, in ns.
    pub longest_ns: u64,
}

impl LineHolds {
    /// Connections that were acquired there and have not come back.
    pub fn out(&self) -> u64 {
        self.acquired - self.released
    }
}

/// The holds of one pool.
#[derive(Clone, Debug, Default)]
pub struct Holds {
    open: BTreeMap<ConnId, History>,
    closed: VecDeque<(ConnId, History)>,
    lines: BTreeMap<u32, LineHolds>,
}

impl Holds {
    /// The latest connections that are closed, in the order of closing, then those that are open, by number.
    pub fn connections(&self) -> impl Iterator<Item = (ConnId, &History)> {
        self.closed.iter().map(|(id, history)| (*id, history)).chain(self.open.iter().map(|(id, h)| (*id, h)))
    }

    /// Lines that acquired connections.
    pub fn lines(&self) -> impl Iterator<Item = (u32, &LineHolds)> {
        self.lines.iter().map(|(line, holds)| (*line, holds))
    }

    /// Notes an event at `now` ns.
    pub(crate) fn observe(&mut self, now: u64, event: &PoolRecord) {
        match *event {
            PoolRecord::Dialing { conn, .. } => drop(self.open.insert(conn, History::new(None))),
            PoolRecord::Dialed { conn } => self.history(now, conn).opened = Some(now),
            PoolRecord::Acquired { conn, who, line, served } => self.acquired(now, conn, (who, line), served),
            PoolRecord::Released { conn, held } => self.released(now, conn, held),
            PoolRecord::Closing { conn, reason } => self.history(now, conn).ended = Some((now, reason)),
            PoolRecord::DialFailed { conn } => drop(self.open.remove(&conn)),
            PoolRecord::Closed { conn } => self.closed(conn),
            _ => {}
        }
    }

    fn history(&mut self, now: u64, conn: ConnId) -> &mut History {
        self.open.entry(conn).or_insert_with(|| History::new(Some(now)))
    }

    fn acquired(&mut self, now: u64, conn: ConnId, (who, line): (Caller, u32), served: Served) {
        self.lines.entry(line).or_default().acquired += 1;
        let history = self.history(now, conn);
        if served == Served::Dialed {
            history.opened = Some(now);
        }
        history.uses += 1;
        if history.holds.len() == HOLDS_MAX {
            history.holds.pop_front();
        }
        history.holds.push_back(Hold { who, line, since: now, until: None });
    }

    fn released(&mut self, now: u64, conn: ConnId, held: u64) {
        let Some(hold) = self.history(now, conn).holds.back_mut() else {
            return;
        };
        hold.until = Some(now);
        let line = hold.line;
        let line = self.lines.entry(line).or_default();
        line.released += 1;
        line.held_ns += held;
        line.longest_ns = line.longest_ns.max(held);
    }

    fn closed(&mut self, conn: ConnId) {
        let Some(history) = self.open.remove(&conn) else {
            return;
        };
        if self.closed.len() == CLOSED_MAX {
            self.closed.pop_front();
        }
        self.closed.push_back((conn, history));
    }
}

impl History {
    fn new(opened: Option<u64>) -> History {
        History { opened, ended: None, uses: 0, holds: VecDeque::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHO: Caller = Caller { process: 0, goroutine: 7 };

    fn acquired(conn: u64, line: u32) -> PoolRecord {
        PoolRecord::Acquired { conn: ConnId(conn), who: WHO, line, served: Served::Idle }
    }

    #[test]
    fn a_leak_is_a_line_whose_connections_are_out() {
        let mut holds = Holds::default();
        for (at, conn) in [(10, 1), (20, 2), (30, 3)] {
            holds.observe(at, &acquired(conn, 40));
        }
        holds.observe(40, &acquired(4, 50));
        holds.observe(100, &PoolRecord::Released { conn: ConnId(4), held: 60 });
        let lines: Vec<_> =
            holds.lines().map(|(line, holds)| (line, holds.out(), holds.longest_ns)).collect();
        assert_eq!(lines, [(40, 3, 0), (50, 0, 60)]);
    }

    #[test]
    fn memory_is_bounded_by_what_is_open() {
        let mut holds = Holds::default();
        for conn in 1..=1000 {
            for use_ in 0..20 {
                holds.observe(use_, &acquired(conn, 1));
                holds.observe(use_ + 1, &PoolRecord::Released { conn: ConnId(conn), held: 1 });
            }
            holds.observe(30, &PoolRecord::Closing { conn: ConnId(conn), reason: CloseReason::MaxIdle });
            holds.observe(31, &PoolRecord::Closed { conn: ConnId(conn) });
        }
        assert_eq!(holds.connections().count(), CLOSED_MAX);
        let (last, history) = holds.connections().last().expect("some are remembered");
        assert_eq!((last, history.uses, history.holds.len()), (ConnId(1000), 20, HOLDS_MAX));
        assert_eq!(history.ended, Some((30, CloseReason::MaxIdle)));
    }
}

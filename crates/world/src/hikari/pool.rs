//! Borrowing, returning, removing.

use super::adder::{Adder, Wake};
use super::bag::Bag;
use super::config::Config;
use super::entry::{Entry, State};
use super::own::Own;
use super::queue::{Queue, Waiter};
use super::{CloseReason, ConnId, Holder, Ticket};
use crate::Time;

/// Whether a connection that was taken can be handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// At once.
    Good,
    /// It is marked: close it and go on with the time that is left.
    Evicted(CloseReason),
    /// Nobody has used it for a while: look whether it is alive first.
    Validate,
}

/// Where a borrower found its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Got {
    /// In its own list.
    Own,
    /// In the shared list.
    Shared,
}

/// How a borrowing begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Borrow {
    /// With a free connection.
    Taken {
        /// Which one.
        conn: ConnId,
        /// What to do with it.
        check: Check,
        /// Where it was.
        from: Got,
        /// The adder is asked if others wait, whose connection this may have been.
        wake: Wake,
    },
    /// There is none: poll the queue under `ticket`.
    Wait {
        /// Names the wait from now on.
        ticket: Ticket,
        /// The adder is asked.
        wake: Wake,
    },
}

/// What became of a connection that its user closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// It had been taken out of the pool before.
    Gone,
    /// It was marked: close it.
    Evicted(CloseReason),
    /// It is free; offer it while somebody waits.
    Free,
}

/// What `HikariPoolMXBean` and the text of a time-out tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// In the bag.
    pub total: usize,
    /// In use.
    pub active: usize,
    /// Free.
    pub idle: usize,
    /// Threads between their look at the shared list and the end of their borrowing.
    pub waiting: usize,
}

/// The pool of one `HikariDataSource`.
#[derive(Clone, Debug)]
pub struct Pool {
    config: Config,
    pub(super) bag: Bag,
    pub(super) queue: Queue,
    pub(super) adder: Adder,
    own: Own,
    opened: u64,
    closed: u64,
    shut_down: bool,
    /// When the housekeeper ran last.
    pub(super) kept_at: Option<Time>,
}

impl Pool {
    /// An empty pool whose settings have been validated.
    pub fn new(config: Config) -> Self {
        Pool {
            config,
            bag: Bag::default(),
            queue: Queue::default(),
            adder: Adder::new(usize::try_from(config.max_pool_size).unwrap_or(0)),
            own: Own::default(),
            opened: 0,
            closed: 0,
            shut_down: false,
            kept_at: None,
        }
    }

    /// The settings are changed at run time. The queue of the adder stays as long as it was.
    pub fn configure(&mut self, config: Config) {
        self.config = config;
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// `maximumPoolSize`.
    pub fn max(&self) -> usize {
        usize::try_from(self.config.max_pool_size).unwrap_or(0)
    }

    /// `minimumIdle`.
    pub fn min_idle(&self) -> usize {
        usize::try_from(self.config.min_idle).unwrap_or(0)
    }

    /// The figures as they are.
    pub fn figures(&self) -> Figures {
        Figures {
            total: self.bag.len(),
            active: self.bag.active(),
            idle: self.bag.idle(),
            waiting: self.queue.len(),
        }
    }

    /// Connections that the pool has for itself at the moment.
    pub fn reserved(&self) -> usize {
        self.bag.reserved()
    }

    /// What is known about a connection that is not closed yet.
    pub fn conn(&self, conn: ConnId) -> Option<&Entry> {
        self.bag.get(conn)
    }

    /// All of them, in the order of dialling.
    pub fn conns(&self) -> impl Iterator<Item = (ConnId, &Entry)> {
        self.bag.entries()
    }

    /// Who waits, in the order of asking.
    pub fn waiting(&self) -> impl Iterator<Item = (Ticket, &Waiter)> {
        self.queue.iter()
    }

    /// How many of them are parked.
    pub fn parked(&self) -> usize {
        self.queue.parked()
    }

    /// How many connections the pool began to dial.
    pub fn opened_conns(&self) -> u64 {
        self.opened
    }

    /// How many of these are no longer there.
    pub fn closed_conns(&self) -> u64 {
        self.closed
    }

    /// Whether the pool was shut down.
    pub fn is_shut_down(&self) -> bool {
        self.shut_down
    }

    /// The text of the error for a borrower that waited in vain for `ms` milliseconds.
    pub fn timeout_text(&self, name: &str, ms: u64) -> String {
        let Figures { total, active, idle, waiting } = self.figures();
        format!(
            "{name} - Connection is not available, request timed out after {ms}ms \
             (total={total}, active={active}, idle={idle}, waiting={waiting})"
        )
    }

    /// `holder` wants a connection: its own list, the shared list, a request to the adder.
    pub fn borrow(&mut self, now: Time, holder: Holder) -> Borrow {
        while let Some(conn) = self.own.pop(holder.who) {
            if self.take(now, conn, holder) {
                let (check, from, wake) = (self.check(now, conn), Got::Own, Wake::Nothing);
                return Borrow::Taken { conn, check, from, wake };
            }
        }
        // From here on the thread counts as waiting, whether it finds one or not.
        let waiting = self.queue.len() + 1;
        if let Some(conn) = self.bag.first_free() {
            self.take(now, conn, holder);
            let wake = match waiting > 1 {
                true => self.add_bag_item(waiting - 1),
                false => Wake::Nothing,
            };
            return Borrow::Taken { conn, check: self.check(now, conn), from: Got::Shared, wake };
        }
        let ticket = self.queue.enter(now, holder);
        Borrow::Wait { ticket, wake: self.add_bag_item(waiting) }
    }

    /// The waiter parks in the queue for `nanos` at most.
    pub fn park(&mut self, now: Time, ticket: Ticket, nanos: Time) {
        self.queue.park(ticket, now.saturating_add(nanos));
    }

    /// Wakes the parked whose time is over.
    pub fn wake_late(&mut self, now: Time) -> Vec<Ticket> {
        self.queue.wake_late(now)
    }

    /// When the time of a parked waiter is over next.
    pub fn next_limit(&self) -> Option<Time> {
        self.queue.next_limit()
    }

    /// A woken waiter takes the connection that it was given, unless another was faster: then it waits on.
    pub fn claim(&mut self, now: Time, ticket: Ticket, conn: ConnId) -> Option<Check> {
        let holder = self.queue.get(ticket)?.holder;
        if !self.take(now, conn, holder) {
            return None;
        }
        self.queue.leave(ticket);
        Some(self.check(now, conn))
    }

    /// A waiter gives up.
    pub fn leave(&mut self, ticket: Ticket) {
        self.queue.leave(ticket);
    }

    /// For how long the wait of `ticket` has lasted, 0 if it is over.
    pub fn waited(&self, now: Time, ticket: Ticket) -> Time {
        self.queue.get(ticket).map_or(0, |waiter| now - waiter.since)
    }

    /// The user closes a connection.
    pub fn release(&mut self, now: Time, conn: ConnId) -> Release {
        let Some(entry) = self.bag.get_mut(conn).filter(|entry| entry.state == State::InUse) else {
            return Release::Gone;
        };
        entry.last_accessed = now;
        if let Some(reason) = entry.evict {
            return Release::Evicted(reason);
        }
        self.bag.set(conn, State::InUse, State::NotInUse);
        Release::Free
    }

    /// A returned connection that nobody waited for goes into the list of `who`.
    pub fn keep_for(&mut self, who: u64, conn: ConnId) {
        self.own.push(who, conn);
    }

    /// A connection is going to be dialled.
    pub fn dial(&mut self, now: Time) -> ConnId {
        self.opened += 1;
        let conn = ConnId(self.opened);
        self.bag.open(conn, now);
        conn
    }

    /// The dial has ended well.
    pub fn dialed(&mut self, now: Time, conn: ConnId) {
        if let Some(entry) = self.bag.get_mut(conn) {
            entry.created_at = now;
            entry.last_accessed = now;
        }
    }

    /// Takes a connection out that is in use or reserved, for the closer. False: it was out already.
    pub fn remove(&mut self, conn: ConnId, reason: CloseReason) -> bool {
        self.bag.remove(conn, reason)
    }

    /// A connection that is out is closed, or could not be dialled.
    pub fn forget(&mut self, conn: ConnId) {
        if self.bag.forget(conn) {
            self.closed += 1;
        }
    }

    /// The pool adds no connections any more.
    pub fn shut_down(&mut self) {
        self.shut_down = true;
        self.adder.stop();
    }

    /// Nothing can be added to the bag any more.
    pub fn close_bag(&mut self) {
        self.bag.closed = true;
    }

    fn take(&mut self, now: Time, conn: ConnId, holder: Holder) -> bool {
        let taken = self.bag.set(conn, State::NotInUse, State::InUse);
        if let (true, Some(entry)) = (taken, self.bag.get_mut(conn)) {
            entry.holder = holder;
            entry.held_since = now;
        }
        taken
    }

    fn check(&self, now: Time, conn: ConnId) -> Check {
        let Some(entry) = self.bag.get(conn) else { return Check::Good };
        let window = u64::try_from(self.config.alive_bypass_window).unwrap_or(0);
        match entry.evict {
            Some(reason) => Check::Evicted(reason),
            None if entry.idle_ms(now) > window => Check::Validate,
            None => Check::Good,
        }
    }
}

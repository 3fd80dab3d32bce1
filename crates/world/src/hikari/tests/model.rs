//! A small model of the threads around a pool: who has what, and what each is in the middle of.

use std::collections::BTreeSet;

use super::by;
use crate::hikari::{
    Borrow, Check, CloseReason, Config, ConnId, MS, Offer, Offered, Pool, Release, State, Ticket, Wake,
};

/// One step of a history; the number chooses among what is possible at that moment.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Borrow,
    Advance,
    Release,
    Later,
    Add { ok: bool },
    Close,
    KeepAlive { ok: bool },
    Housekeep,
    Lifetime,
    OwnerEvicts,
    EvictAll,
    Shutdown,
}

/// What a thread is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Doing {
    Nothing,
    Parking(Ticket),
    Parked(Ticket),
    Woken(Ticket, Option<ConnId>),
    Validating(ConnId),
    Offering(ConnId),
}

#[derive(Clone, Debug)]
pub(super) struct Thread {
    pub(super) doing: Doing,
    pub(super) holds: Vec<ConnId>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Adder {
    Absent,
    Waiting,
    Task,
    Dialing(ConnId),
    Offering(ConnId),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Keeper {
    Nothing,
    Has(ConnId),
    Offering(ConnId),
}

/// The last thread borrows nothing; it closes what others hold.
const JANITOR: usize = 8;

pub(super) struct Model {
    pub(super) pool: Pool,
    now: u64,
    pub(super) threads: Vec<Thread>,
    pub(super) adder: Adder,
    pub(super) keeper: Keeper,
    pub(super) closing: Vec<ConnId>,
    pub(super) begun: u64,
    pub(super) ended: BTreeSet<Ticket>,
}

impl Model {
    pub(super) fn new(max: i64, min_idle: i64) -> Self {
        let mut config =
            Config { max_pool_size: max, min_idle, connection_timeout: 1_000, ..Config::default() };
        config.validate();
        Model {
            pool: Pool::new(config),
            now: 0,
            threads: vec![Thread { doing: Doing::Nothing, holds: Vec::new() }; JANITOR + 1],
            adder: Adder::Absent,
            keeper: Keeper::Nothing,
            closing: Vec::new(),
            begun: 0,
            ended: BTreeSet::new(),
        }
    }

    fn wake(&mut self, wake: Wake) {
        let expected = match wake {
            Wake::Nothing => return,
            Wake::Start => Adder::Absent,
            Wake::Resume => Adder::Waiting,
        };
        assert_eq!(self.adder, expected);
        self.adder = Adder::Task;
    }

    fn given(&mut self, offer: Offer, conn: ConnId) -> bool {
        if let Offer::Given(ticket) = offer {
            let parked = self.threads.iter_mut().find(|thread| thread.doing == Doing::Parked(ticket));
            parked.expect("only parked threads are woken").doing = Doing::Woken(ticket, Some(conn));
        }
        offer == Offer::Again
    }

    fn end(&mut self, ticket: Ticket) {
        assert!(self.ended.insert(ticket), "{ticket:?} ended twice");
    }

    /// The first thread from number `which` on of which `fits` holds.
    fn find(&self, which: usize, fits: impl Fn(&Thread) -> bool) -> Option<usize> {
        let count = self.threads.len();
        (0..count).map(|n| (which + n) % count).find(|&n| fits(&self.threads[n]))
    }

    fn find_borrower(&self, which: usize) -> Option<usize> {
        let n = which % JANITOR;
        let thread = &self.threads[n];
        (thread.doing == Doing::Nothing && thread.holds.len() < 2).then_some(n)
    }

    fn take_out(&mut self, conns: Vec<ConnId>) {
        self.closing.extend(conns);
    }

    pub(super) fn apply(&mut self, step: Step, which: usize) {
        self.now += MS / 10 + which as u64 % 7;
        match step {
            Step::Borrow => {
                if let Some(n) = self.find_borrower(which) {
                    self.borrow(n);
                }
            }
            Step::Advance => {
                let busy = |t: &Thread| !matches!(t.doing, Doing::Nothing | Doing::Parked(_));
                if let Some(n) = self.find(which, busy) {
                    self.advance(n, which);
                }
            }
            Step::Release => {
                if let Some(n) = self.find(which, |t| !t.holds.is_empty()) {
                    self.release(n, which);
                }
            }
            Step::Later => {
                self.now += 1_000 * MS * (1 + which as u64 % 700);
                for ticket in self.pool.wake_late(self.now) {
                    let late = self.threads.iter_mut().find(|t| t.doing == Doing::Parked(ticket));
                    late.expect("only parked threads are late").doing = Doing::Woken(ticket, None);
                }
            }
            Step::Add { ok } => self.add(ok),
            Step::Close => {
                if !self.closing.is_empty() {
                    let conn = self.closing.remove(which % self.closing.len());
                    self.pool.forget(conn);
                    let wake = match self.pool.is_shut_down() {
                        true => Wake::Nothing,
                        false => self.pool.fill(),
                    };
                    self.wake(wake);
                }
            }
            Step::KeepAlive { ok } => self.keep_alive(ok, which),
            Step::Housekeep => {
                let run = self.pool.keep_house(self.now);
                self.take_out(run.close);
                self.wake(run.wake);
            }
            Step::Lifetime => {
                let conns: Vec<ConnId> = self.pool.conns().map(|(id, _)| id).collect();
                if !conns.is_empty() {
                    let conn = conns[which % conns.len()];
                    let added = !matches!(
                        self.pool.conn(conn).map(|c| c.state),
                        Some(State::Opening | State::Removed(_))
                    );
                    if added && self.pool.soft_evict(conn, CloseReason::MaxLifetime, false) {
                        self.take_out(vec![conn]);
                        let wake = self.pool.request_for_waiters();
                        self.wake(wake);
                    }
                }
            }
            Step::OwnerEvicts => {
                if let Some(n) = self.find(which, |t| t.doing == Doing::Nothing && !t.holds.is_empty()) {
                    let conn = self.threads[n].holds.remove(0);
                    assert!(self.pool.soft_evict(conn, CloseReason::Evicted, true));
                    self.take_out(vec![conn]);
                }
            }
            Step::EvictAll => {
                let conns = self.pool.soft_evict_all(CloseReason::Evicted);
                self.take_out(conns);
            }
            Step::Shutdown => {
                self.pool.shut_down();
                if self.adder == Adder::Waiting {
                    self.pool.adder_ends();
                    self.adder = Adder::Absent;
                }
            }
        }
    }

    fn borrow(&mut self, n: usize) {
        match self.pool.borrow(self.now, by(n as u64)) {
            Borrow::Taken { conn, check, wake, .. } => {
                self.taken(n, conn, check);
                self.wake(wake);
            }
            Borrow::Wait { ticket, wake } => {
                self.begun += 1;
                assert_eq!(ticket.0, self.begun);
                self.threads[n].doing = Doing::Parking(ticket);
                self.wake(wake);
            }
        }
    }

    fn taken(&mut self, n: usize, conn: ConnId, check: Check) {
        let held = self.threads.iter().any(|t| t.holds.contains(&conn) || t.doing == Doing::Validating(conn));
        assert!(!held, "{conn:?} is held twice");
        self.threads[n].doing = Doing::Nothing;
        match check {
            Check::Good => self.threads[n].holds.push(conn),
            Check::Validate => self.threads[n].doing = Doing::Validating(conn),
            Check::Evicted(reason) => {
                assert!(self.pool.remove(conn, reason));
                self.closing.push(conn);
            }
        }
    }

    fn advance(&mut self, n: usize, which: usize) {
        match self.threads[n].doing {
            Doing::Nothing | Doing::Parked(_) => {}
            Doing::Parking(ticket) => {
                self.pool.park(self.now, ticket, 1_000 * MS);
                self.threads[n].doing = Doing::Parked(ticket);
            }
            Doing::Woken(ticket, None) => {
                self.pool.leave(ticket);
                self.end(ticket);
                self.threads[n].doing = Doing::Nothing;
            }
            Doing::Woken(ticket, Some(conn)) => match self.pool.claim(self.now, ticket, conn) {
                Some(check) => {
                    self.end(ticket);
                    self.taken(n, conn, check);
                }
                None => self.threads[n].doing = Doing::Parking(ticket),
            },
            Doing::Validating(conn) => {
                self.threads[n].doing = Doing::Nothing;
                match which % 5 {
                    0 => {
                        assert!(self.pool.remove(conn, CloseReason::Dead));
                        self.closing.push(conn);
                    }
                    _ => self.threads[n].holds.push(conn),
                }
            }
            Doing::Offering(conn) => self.offer(n, conn),
        }
    }

    /// Who is busy has another close its connection: else those who hold one and wait for one could wait for ever.
    fn release(&mut self, holder: usize, which: usize) {
        let n = match self.threads[holder].doing {
            Doing::Nothing => holder,
            _ => JANITOR,
        };
        if self.threads[n].doing != Doing::Nothing {
            return;
        }
        let holds = &mut self.threads[holder].holds;
        let conn = holds.remove(which % holds.len());
        match self.pool.release(self.now, conn) {
            Release::Gone => panic!("{conn:?} was held"),
            Release::Evicted(reason) => {
                assert!(self.pool.remove(conn, reason));
                self.closing.push(conn);
            }
            Release::Free => self.offer(n, conn),
        }
    }

    fn offer(&mut self, n: usize, conn: ConnId) {
        let offer = self.pool.offer(conn, Offered::Free);
        if offer == Offer::Over {
            self.pool.keep_for(n as u64, conn);
        }
        self.threads[n].doing = match self.given(offer, conn) {
            true => Doing::Offering(conn),
            false => Doing::Nothing,
        };
    }

    fn add(&mut self, ok: bool) {
        match self.adder {
            Adder::Absent | Adder::Waiting => {}
            Adder::Task if self.pool.should_create() => {
                self.adder = Adder::Dialing(self.pool.dial(self.now));
            }
            Adder::Task => self.next_task(),
            Adder::Dialing(conn) if ok => {
                self.pool.dialed(self.now, conn);
                assert!(self.pool.add(conn));
                self.adder = Adder::Offering(conn);
            }
            Adder::Dialing(conn) => {
                self.pool.forget(conn);
                assert!((10..=5_000).contains(&self.pool.task_failed()));
                self.adder = Adder::Task;
            }
            Adder::Offering(conn) => {
                let offer = self.pool.offer(conn, Offered::Free);
                if !self.given(offer, conn) {
                    self.next_task();
                }
            }
        }
    }

    fn next_task(&mut self) {
        self.adder = match self.pool.next_task() {
            true => Adder::Task,
            false if self.pool.adder_is_idle() => Adder::Waiting,
            false => Adder::Absent,
        };
    }

    fn keep_alive(&mut self, ok: bool, which: usize) {
        match self.keeper {
            Keeper::Nothing => {
                let conns: Vec<ConnId> = self.pool.conns().map(|(id, _)| id).collect();
                if !conns.is_empty() && self.pool.reserve(conns[which % conns.len()]) {
                    self.keeper = Keeper::Has(conns[which % conns.len()]);
                }
            }
            Keeper::Has(conn) if ok => {
                assert!(self.pool.unreserve(conn));
                self.keeper = Keeper::Offering(conn);
            }
            Keeper::Has(conn) => {
                assert!(self.pool.soft_evict(conn, CloseReason::Dead, true));
                self.closing.push(conn);
                self.keeper = Keeper::Nothing;
                let wake = self.pool.request_for_waiters();
                self.wake(wake);
            }
            Keeper::Offering(conn) => {
                let offer = self.pool.offer(conn, Offered::Unreserved);
                if !self.given(offer, conn) {
                    self.keeper = Keeper::Nothing;
                }
            }
        }
    }
}

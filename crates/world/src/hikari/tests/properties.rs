//! Properties over long random histories of threads that borrow, return, wait, evict and add.
//!
//! A small model of the threads knows who has what; after each step the pool is compared with it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::by;
use crate::hikari::{
    Borrow, Check, CloseReason, Config, ConnId, MS, Offer, Offered, Pool, Release, State, Ticket, Wake,
};

/// One step of a history; the number chooses among what is possible at that moment.
#[derive(Clone, Copy, Debug)]
enum Step {
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

fn step() -> impl Strategy<Value = (Step, usize)> {
    let step = prop_oneof![
        20 => Just(Step::Borrow),
        40 => Just(Step::Advance),
        16 => Just(Step::Release),
        2 => Just(Step::Later),
        20 => prop::bool::weighted(0.8).prop_map(|ok| Step::Add { ok }),
        8 => Just(Step::Close),
        6 => prop::bool::weighted(0.8).prop_map(|ok| Step::KeepAlive { ok }),
        2 => Just(Step::Housekeep),
        2 => Just(Step::Lifetime),
        2 => Just(Step::OwnerEvicts),
        1 => Just(Step::EvictAll),
    ];
    (step, 0..1000usize)
}

/// What a thread is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    Nothing,
    Parking(Ticket),
    Parked(Ticket),
    Woken(Ticket, Option<ConnId>),
    Validating(ConnId),
    Offering(ConnId),
}

#[derive(Clone, Debug)]
struct Thread {
    doing: Doing,
    holds: Vec<ConnId>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Adder {
    Absent,
    Waiting,
    Task,
    Dialing(ConnId),
    Offering(ConnId),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Keeper {
    Nothing,
    Has(ConnId),
    Offering(ConnId),
}

/// The last thread borrows nothing; it closes what others hold.
const JANITOR: usize = 8;

struct Model {
    pool: Pool,
    now: u64,
    threads: Vec<Thread>,
    adder: Adder,
    keeper: Keeper,
    closing: Vec<ConnId>,
    begun: u64,
    ended: BTreeSet<Ticket>,
}

impl Model {
    fn new(max: i64, min_idle: i64) -> Self {
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

    fn apply(&mut self, step: Step, which: usize) {
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

    fn waiting(&self) -> usize {
        let waits = |t: &&Thread| matches!(t.doing, Doing::Parking(_) | Doing::Parked(_) | Doing::Woken(..));
        self.threads.iter().filter(waits).count()
    }

    /// Whether a hand-over is under way.
    fn in_flight(&self) -> bool {
        let flies =
            |t: &Thread| matches!(t.doing, Doing::Offering(_) | Doing::Woken(_, Some(_)) | Doing::Parking(_));
        self.threads.iter().any(flies)
            || matches!(self.adder, Adder::Offering(_))
            || matches!(self.keeper, Keeper::Offering(_))
    }

    fn check(&self) {
        let figures = self.pool.figures();
        let validating = self.threads.iter().filter(|t| matches!(t.doing, Doing::Validating(_))).count();
        let held: usize = self.threads.iter().map(|t| t.holds.len()).sum();
        assert_eq!(figures.active, held + validating, "in use are those held and being validated");
        assert_eq!(self.pool.reserved(), usize::from(matches!(self.keeper, Keeper::Has(_))));
        assert_eq!(figures.total, figures.active + figures.idle + self.pool.reserved());
        assert!(figures.total <= self.pool.max());
        let in_state = |fits: fn(State) -> bool| self.pool.conns().filter(|(_, c)| fits(c.state)).count();
        assert_eq!(figures.idle, in_state(|s| s == State::NotInUse));
        assert_eq!(in_state(|s| matches!(s, State::Removed(_))), self.closing.len());
        assert_eq!(in_state(|s| s == State::Opening), usize::from(matches!(self.adder, Adder::Dialing(_))));
        assert_eq!(
            self.pool.opened_conns(),
            self.pool.closed_conns() + self.pool.conns().count() as u64,
            "opened = closed + open"
        );
        assert_eq!(figures.waiting, self.waiting());
        assert_eq!(self.begun as usize, self.waiting() + self.ended.len(), "every wait ends once");
        let parked = self.threads.iter().filter(|t| matches!(t.doing, Doing::Parked(_))).count();
        assert_eq!(self.pool.parked(), parked);
        assert!(
            parked == 0 || figures.idle == 0 || self.in_flight(),
            "somebody is parked beside an idle connection and nothing is under way"
        );
        assert!(self.pool.adder_tasks() <= self.pool.max());
        assert_eq!(self.pool.adder_is_running(), self.adder != Adder::Absent);
        assert_eq!(self.pool.adder_is_idle(), self.adder == Adder::Waiting);
    }

    /// Everybody finishes, nobody borrows and no time passes: in the end nobody waits.
    fn drain(&mut self, stuck_is_fine: bool) {
        for round in 0..400 {
            for step in [
                Step::Advance,
                Step::Add { ok: true },
                Step::Release,
                Step::KeepAlive { ok: true },
                Step::Close,
            ] {
                // The keepalive task is not to begin anew.
                if matches!(step, Step::KeepAlive { .. }) && self.keeper == Keeper::Nothing {
                    continue;
                }
                self.apply(step, round * 5 + 1);
                self.check();
            }
        }
        let figures = self.pool.figures();
        assert_eq!((figures.active, self.closing.len(), self.in_flight()), (0, 0, false));
        if !stuck_is_fine {
            assert_eq!(figures.waiting, 0, "somebody waits for ever");
        }
        assert!(figures.waiting == 0 || figures.idle == 0);
    }
}

proptest! {
    // 300 steps each on average: a million together.
    #![proptest_config(ProptestConfig::with_cases(3_400))]

    #[test]
    fn every_history_keeps_the_books(
        max in 1..5i64,
        min_idle in 0..5i64,
        steps in prop::collection::vec(step(), 1..600),
        shutdown in prop::bool::weighted(0.1),
    ) {
        let mut model = Model::new(max, min_idle);
        for &(step, which) in &steps {
            model.apply(step, which);
            model.check();
        }
        if shutdown {
            model.apply(Step::Shutdown, 0);
        }
        // Without a minimum of idle connections nobody asks for a new one when a marked one is closed at its return:
        // those who wait find out by the time.
        model.drain(shutdown || min_idle == 0);
    }
}

//! Properties over long random histories.
//!
//! A small model of the callers keeps what they hold; after each step the pool is compared with it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::sql::{
    Begin, CleanRun, ConnId, ConnState, Delivered, Holder, Opened, Pool, Put, Strategy, Ticket,
};

/// One step of a history; numbers choose among what is possible at that moment.
#[derive(Clone, Debug)]
enum Step {
    Acquire { new: bool },
    DialEnds { which: usize, ok: bool },
    Put { which: usize, bad: bool, pick: usize },
    Closed { which: usize },
    OpenerBegins,
    OpenerEnds { which: usize, ok: bool, pick: usize },
    Look { which: usize },
    Cancel { which: usize, pick: usize },
    Clean,
    MaxOpen(i64),
    MaxIdle(i64),
    Lifetime(i64),
    IdleTime(i64),
    Close,
}

fn step() -> impl Strategy2<Value = Step> {
    let any = || 0..1000usize;
    prop_oneof![
        12 => prop::bool::weighted(0.2).prop_map(|new| Step::Acquire { new }),
        10 => (any(), prop::bool::weighted(0.8)).prop_map(|(which, ok)| Step::DialEnds { which, ok }),
        10 => (any(), prop::bool::weighted(0.2), any())
            .prop_map(|(which, bad, pick)| Step::Put { which, bad, pick }),
        6 => any().prop_map(|which| Step::Closed { which }),
        6 => Just(Step::OpenerBegins),
        6 => (any(), prop::bool::weighted(0.8), any())
            .prop_map(|(which, ok, pick)| Step::OpenerEnds { which, ok, pick }),
        8 => any().prop_map(|which| Step::Look { which }),
        4 => (any(), any()).prop_map(|(which, pick)| Step::Cancel { which, pick }),
        2 => Just(Step::Clean),
        1 => (-1..6i64).prop_map(Step::MaxOpen),
        1 => (-1..6i64).prop_map(Step::MaxIdle),
        1 => (-1..50i64).prop_map(Step::Lifetime),
        1 => (-1..50i64).prop_map(Step::IdleTime),
    ]
}

use proptest::strategy::Strategy as Strategy2;

/// What the callers know.
#[derive(Default)]
struct Model {
    pool: Pool,
    now: u64,
    /// Dials of callers in progress.
    dialing: Vec<ConnId>,
    /// Dials of the opener in progress.
    opening: Vec<ConnId>,
    tokens: u64,
    /// Connections in somebody's hands.
    held: Vec<ConnId>,
    /// Given up, not closed yet.
    closing: Vec<ConnId>,
    /// Waits that have not ended, and how they were asked for.
    waiting: BTreeMap<Ticket, Strategy>,
    /// Answers on their way to a waiter.
    answers: BTreeMap<Ticket, Option<ConnId>>,
    ended: BTreeSet<Ticket>,
    opened: u64,
    /// The largest limit since the number of open connections was last below it; 0 is none.
    ceiling: Option<u64>,
}

fn choose<T: Copy>(list: &mut Vec<T>, which: usize) -> Option<T> {
    match list.len() {
        0 => None,
        len => Some(list.remove(which % len)),
    }
}

impl Model {
    fn hold(&mut self, conn: ConnId) {
        assert!(!self.held.contains(&conn), "{conn:?} is held twice");
        self.held.push(conn);
    }

    fn answer(&mut self, ticket: Ticket, conn: Option<ConnId>) {
        assert!(self.waiting.contains_key(&ticket), "{ticket:?} does not wait");
        let again = self.answers.insert(ticket, conn);
        assert!(again.is_none(), "{ticket:?} was answered twice");
    }

    fn end(&mut self, ticket: Ticket) {
        self.waiting.remove(&ticket);
        assert!(self.ended.insert(ticket), "{ticket:?} ended twice");
    }

    fn put(&mut self, conn: ConnId, bad: bool, pick: usize) {
        let answer = self.pool.put(self.now, conn, bad, true, &mut |len| pick % len);
        match answer {
            Put::NeverOut => panic!("{conn:?} was out"),
            Put::HandedTo(ticket) => self.answer(ticket, Some(conn)),
            Put::Idle(_) => {}
            Put::Close { tokens, .. } => {
                self.tokens += tokens;
                self.closing.push(conn);
            }
        }
    }

    fn apply(&mut self, step: &Step) {
        self.now += 3;
        match *step {
            Step::Acquire { new } => self.acquire(match new {
                true => Strategy::AlwaysNew,
                false => Strategy::CachedOrNew,
            }),
            Step::DialEnds { which, ok } => {
                if let Some(conn) = choose(&mut self.dialing, which) {
                    self.tokens += self.pool.dialed(self.now, conn, ok);
                    if ok {
                        self.hold(conn);
                    }
                }
            }
            Step::Put { which, bad, pick } => {
                if let Some(conn) = choose(&mut self.held, which) {
                    self.put(conn, bad, pick);
                }
            }
            Step::Closed { which } => {
                if let Some(conn) = choose(&mut self.closing, which) {
                    self.tokens += self.pool.closed(conn);
                }
            }
            Step::OpenerBegins => {
                if self.tokens > 0 {
                    self.tokens -= 1;
                    let conn = self.pool.opener_begin(self.now);
                    self.opening.push(conn);
                    self.opened += 1;
                }
            }
            Step::OpenerEnds { which, ok, pick } => {
                if let Some(conn) = choose(&mut self.opening, which) {
                    self.opener_ends(conn, ok, pick);
                }
            }
            Step::Look { which } => {
                let tickets: Vec<Ticket> = self.answers.keys().copied().collect();
                if !tickets.is_empty() {
                    self.look(tickets[which % tickets.len()]);
                }
            }
            Step::Cancel { which, pick } => {
                let tickets: Vec<Ticket> = self.waiting.keys().copied().collect();
                if !tickets.is_empty() {
                    self.cancel(tickets[which % tickets.len()], pick);
                }
            }
            Step::Clean => {
                if let CleanRun::Sleep { close, delay } = self.pool.clean(self.now) {
                    assert!(delay >= 1_000_000_000);
                    self.closing.extend(close);
                }
            }
            Step::MaxOpen(n) => {
                let close = self.pool.set_max_open(n);
                self.closing.extend(close);
                self.ceiling = None;
            }
            Step::MaxIdle(n) => {
                let close = self.pool.set_max_idle(n);
                self.closing.extend(close);
            }
            Step::Lifetime(n) => drop(self.pool.set_lifetime(n)),
            Step::IdleTime(n) => drop(self.pool.set_idle_time(n)),
            Step::Close => {
                if let Some(rest) = self.pool.close() {
                    self.closing.extend(rest.conns);
                    for ticket in rest.tickets {
                        self.answer(ticket, None);
                    }
                }
            }
        }
    }

    fn acquire(&mut self, strategy: Strategy) {
        match self.pool.begin_acquire(self.now, Holder::default(), strategy) {
            Begin::Closed => assert!(self.pool.is_closed()),
            Begin::Reuse { conn, .. } => self.hold(conn),
            Begin::Expired { conn } => self.closing.push(conn),
            Begin::Wait { ticket } => {
                self.waiting.insert(ticket, strategy);
            }
            Begin::Dial { conn } => {
                self.dialing.push(conn);
                self.opened += 1;
            }
        }
    }

    fn opener_ends(&mut self, conn: ConnId, ok: bool, pick: usize) {
        match self.pool.opener_done(self.now, conn, ok, &mut |len| pick % len) {
            Opened::HandedTo(ticket) => self.answer(ticket, Some(conn)),
            Opened::Idle(_) | Opened::Discard => {}
            Opened::Failed { tell, tokens } => {
                self.tokens += tokens;
                if let Some(ticket) = tell {
                    self.answer(ticket, None);
                }
            }
        }
    }

    fn look(&mut self, ticket: Ticket) {
        let strategy = self.waiting[&ticket];
        let conn = self.answers.remove(&ticket).flatten();
        self.end(ticket);
        match (conn, self.pool.delivered(self.now, ticket, conn, strategy)) {
            (Some(conn), Delivered::Conn { .. }) => self.hold(conn),
            (Some(conn), Delivered::Expired) => self.closing.push(conn),
            (None, Delivered::Nothing) => {}
            other => panic!("{other:?}"),
        }
    }

    fn cancel(&mut self, ticket: Ticket, pick: usize) {
        let removed = self.pool.cancelled(self.now, ticket);
        assert_eq!(removed, !self.answers.contains_key(&ticket));
        let late = self.answers.remove(&ticket).flatten();
        self.end(ticket);
        if let Some(conn) = late {
            self.put(conn, false, pick);
        }
    }

    fn check(&mut self) {
        let stats = self.pool.stats();
        let handed = self.answers.values().flatten().count();
        assert_eq!(
            stats.in_use as usize,
            self.held.len()
                + handed
                + self.dialing.len()
                + self.opening.len()
                + self.closing.len()
                + self.tokens as usize,
            "in use are those held, on their way, being dialled or closed, and promised"
        );
        assert_eq!(stats.open, stats.in_use + stats.idle);
        assert_eq!(
            self.opened,
            self.pool.closed_conns() + self.pool.conns().count() as u64,
            "opened = closed + open"
        );
        let idle = self.pool.conns().filter(|(_, c)| c.state == ConnState::Idle);
        assert_eq!(stats.idle as usize, idle.count());
        // A lowered limit may be exceeded until enough connections have come back.
        if stats.max_open > 0 {
            let ceiling = self
                .ceiling
                .map_or(stats.open.max(stats.max_open), |old| old.min(stats.open.max(stats.max_open)));
            assert!(stats.open <= ceiling, "{} open of {ceiling}", stats.open);
            self.ceiling = Some(ceiling);
        }
        assert_eq!(
            self.waiting.len(),
            self.pool.waiting_len() + self.answers.len(),
            "every waiter is in the set or has an answer on its way"
        );
        assert_eq!(stats.wait_count as usize, self.waiting.len() + self.ended.len());
    }

    /// Everybody finishes and nobody gives up: in the end nobody waits.
    fn drain(&mut self) {
        for round in 0..10_000 {
            let busy = self.dialing.len()
                + self.opening.len()
                + self.held.len()
                + self.closing.len()
                + self.answers.len()
                + self.tokens as usize;
            if busy == 0 {
                break;
            }
            for step in [
                Step::DialEnds { which: 0, ok: true },
                Step::OpenerBegins,
                Step::OpenerEnds { which: 0, ok: true, pick: round },
                Step::Closed { which: 0 },
                Step::Look { which: 0 },
                Step::Put { which: 0, bad: round % 3 == 0, pick: round },
            ] {
                self.apply(&step);
                self.check();
            }
        }
        // As in Go: who insists on a new connection while all that are allowed lie idle waits until one is put back; a
        // limit that is raised meanwhile wakes nobody.
        let full_of_idle = self.pool.stats().idle > 0;
        let insists = |strategy: &Strategy| full_of_idle && *strategy == Strategy::AlwaysNew;
        let stuck = self.waiting.values().filter(|strategy| !insists(strategy)).count();
        assert_eq!(stuck, 0, "nobody else waits for ever");
        assert_eq!(self.pool.stats().in_use, 0);
    }
}

proptest! {
    // 300 steps each on average: a million together.
    #![proptest_config(ProptestConfig::with_cases(3_400))]

    #[test]
    fn every_history_keeps_the_books(
        max_open in 0..5i64,
        steps in prop::collection::vec(step(), 1..600),
        close in prop::bool::ANY,
    ) {
        let mut model = Model::default();
        model.apply(&Step::MaxOpen(max_open));
        for step in &steps {
            model.apply(step);
            model.check();
        }
        if close {
            model.apply(&Step::Close);
        }
        model.drain();
    }
}

/// `DB.conn` looks at the idle connections only if it may take one, and asks whether there is room for another after that.
#[test]
fn who_insists_on_a_new_connection_waits_beside_an_idle_one() {
    let mut model = Model::default();
    model.apply(&Step::MaxOpen(1));
    let held = [
        Step::Acquire { new: false },
        Step::DialEnds { which: 0, ok: true },
        Step::Put { which: 0, bad: false, pick: 0 },
        Step::Acquire { new: true },
    ];
    held.iter().for_each(|step| model.apply(step));
    model.drain();
    assert_eq!((model.pool.stats().idle, model.waiting.len()), (1, 1));
    // Somebody who takes the idle one and puts it back hands it on.
    model.apply(&Step::Acquire { new: false });
    model.drain();
    assert_eq!(model.waiting.len(), 0);
}

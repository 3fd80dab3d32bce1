//! Properties over long random histories of threads that borrow, return, wait, evict and add: after each step the
//! pool is compared with a model of the threads.

use proptest::prelude::*;

use super::model::{Adder, Doing, Keeper, Model, Step, Thread};
use crate::hikari::State;

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

impl Model {
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

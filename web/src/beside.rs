//! The run that the one shown is compared with: it goes wherever that one is. Pure, as the player is.

use crate::player::{Player, Runnable};

/// A run kept beside the one shown, if there is one.
#[derive(Clone, Debug)]
pub struct Beside<R> {
    kept: Option<Player<R>>,
    /// The time it has been sent to last.
    sent: Option<u64>,
}

impl<R> Default for Beside<R> {
    fn default() -> Self {
        Beside { kept: None, sent: None }
    }
}

impl<R: Runnable> Beside<R> {
    /// Keeps this run from now on; `None` ends it.
    pub fn set(&mut self, kept: Option<Player<R>>) {
        (self.kept, self.sent) = (kept, None);
    }

    /// The run kept.
    pub fn kept(&self) -> Option<&Player<R>> {
        self.kept.as_ref()
    }

    /// Whether it is not where `shown` is.
    pub fn is_away(&self, shown: &Player<R>) -> bool {
        let there = |kept: &Player<R>| self.sent == Some(shown.present().now_ns()) && !kept.busy();
        self.kept.as_ref().is_some_and(|kept| !there(kept))
    }

    /// How far the run kept has come on its way, from 0 to 1; none if it stays where it is.
    pub fn progress(&self) -> Option<f64> {
        self.kept.as_ref().and_then(Player::progress)
    }

    /// Stops both. If `shown` is there already and the other one is not, it comes to where that one has got.
    pub fn halt(&mut self, shown: &mut Player<R>) {
        let away = !shown.busy() && self.is_away(shown);
        shown.rest();
        if let Some(kept) = self.kept.as_mut().filter(|_| away) {
            kept.rest();
            let there = kept.present().now_ns();
            self.sent = Some(there);
            shown.seek(there);
        }
    }

    /// Does about `budget` instructions of work for `shown` or, if it may go there already (`along`) or `shown` is at
    /// rest, for the run kept. Whether both are where they are to be.
    ///
    /// While both play, they take turns: the one kept is never further behind than what `shown` does with one budget.
    pub fn work(&mut self, shown: &mut Player<R>, along: bool, budget: u64) -> bool {
        if (along || !shown.busy()) && self.is_away(shown) {
            let now = shown.present().now_ns();
            if let Some(kept) = &mut self.kept {
                if self.sent != Some(now) {
                    kept.seek(now);
                    self.sent = Some(now);
                }
                kept.work(budget);
            }
        } else {
            shown.work(budget);
        }
        !shown.busy() && !self.is_away(shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::player::Unit;
    use crate::player::tests::{END, Toy};

    fn pair() -> (Player<Toy>, Beside<Toy>) {
        let shown = Player::new(Toy::default());
        let mut beside = Beside::default();
        beside.set(Some(shown.branch()));
        (shown, beside)
    }

    /// Works until both are where they are to be; gives how far apart they were at most.
    fn settle(shown: &mut Player<Toy>, beside: &mut Beside<Toy>, along: bool) -> u64 {
        let mut apart = 0;
        for _ in 0..10_000 {
            let done = beside.work(shown, along, 100);
            apart = apart.max(shown.present().now_ns().abs_diff(time(beside)));
            if done {
                return apart;
            }
        }
        panic!("they do not come to rest: {shown:?}, {beside:?}")
    }

    fn time(beside: &Beside<Toy>) -> u64 {
        beside.kept().map_or(0, |kept| kept.present().now_ns())
    }

    #[test]
    fn while_playing_they_stay_together() {
        let (mut shown, mut beside) = pair();
        shown.play_to(END);
        let apart = settle(&mut shown, &mut beside, true);
        // A budget of a hundred instructions, ten nanoseconds each.
        assert_eq!((time(&beside), apart), (END, 1_000));
    }

    #[test]
    fn it_follows_forwards_and_backwards() {
        let (mut shown, mut beside) = pair();
        for time_ns in [400_000, 90_000, 700_000, END, 0] {
            shown.seek(time_ns);
            settle(&mut shown, &mut beside, false);
            assert_eq!((shown.present().now_ns(), time(&beside)), (time_ns, time_ns));
        }
    }

    #[test]
    fn it_follows_steps() {
        let (mut shown, mut beside) = pair();
        shown.seek(50_000);
        settle(&mut shown, &mut beside, false);
        shown.step(Unit::Event);
        settle(&mut shown, &mut beside, false);
        assert_eq!(time(&beside), shown.present().now_ns());
        shown.step_back(Unit::Event);
        shown.step_back(Unit::Event);
        settle(&mut shown, &mut beside, false);
        assert!(time(&beside) < 50_000);
        assert_eq!(time(&beside), shown.present().now_ns());
    }

    #[test]
    fn a_branch_begins_where_the_run_is_and_knows_its_beginning() {
        let mut shown = Player::new(Toy::default());
        shown.seek(333_000);
        let mut none = Beside::default();
        settle(&mut shown, &mut none, false);
        let branch = shown.branch();
        assert_eq!(branch.present(), shown.present());
        let mut beside = Beside::default();
        beside.set(Some(branch));
        shown.seek(10);
        settle(&mut shown, &mut beside, false);
        assert_eq!(time(&beside), 10);
    }

    #[test]
    fn who_is_stopped_on_the_way_waits_for_nobody() {
        let (mut shown, mut beside) = pair();
        shown.seek(800_000);
        while shown.busy() {
            beside.work(&mut shown, false, 100);
        }
        beside.work(&mut shown, false, 100);
        assert!(beside.progress().is_some_and(|share| share < 1.0) && time(&beside) < 800_000);
        beside.halt(&mut shown);
        settle(&mut shown, &mut beside, false);
        assert_eq!(shown.present().now_ns(), time(&beside));
        assert!(time(&beside) < 800_000, "neither went on");
    }

    #[test]
    fn a_run_alone_is_never_away() {
        let mut shown = Player::new(Toy::default());
        let mut none = Beside::default();
        shown.play_to(1_000);
        assert!(!none.is_away(&shown));
        settle(&mut shown, &mut none, true);
        assert_eq!(shown.present().now_ns(), 1_000);
    }
}

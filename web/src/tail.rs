//! One request of the run, followed: the run is played again for it, from a snapshot before the request.

use std::rc::Rc;

use tidepool_sim::{Budget, Follower, Progressed, RequestId, Time, Which};
use tidepool_view::{Lang, Waterfall, waterfall};

use crate::engine::Engine;
use crate::player::Player;

/// What is to be seen of the request that the reader wants to see.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Seen {
    /// The reader has not said which.
    #[default]
    Unasked,
    /// There is no such request by now.
    None,
    /// The number is that of a health check or a probe.
    NotOfClients,
    /// It is being played again.
    Busy,
    /// Where its time went, up to the present.
    Known(Rc<Waterfall>),
}

/// How many numbers that are not of a client's first try are passed over on the way to the next request.
const SKIPS_MAX: u32 = 64;

/// The run that is played again.
#[derive(Default)]
pub struct Tail {
    follower: Option<Follower>,
    /// The number asked for.
    number: Option<RequestId>,
    /// All is known.
    complete: bool,
    /// Whether numbers that are not of a client's first try are passed over, forwards or backwards, and how many were.
    step: Step,
    skipped: u32,
}

/// In which direction the reader looks for the next request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// It is this one.
    #[default]
    Here,
    /// The next one.
    On,
    /// The one before.
    Back,
}

impl Tail {
    /// Whether there is work to do until the present.
    pub fn is_busy(&self, present: &Engine) -> bool {
        let behind = |follower: &Follower| follower.simulation().now() < present.simulation().now();
        self.follower.as_ref().is_some_and(|follower| !self.complete && behind(follower))
    }

    /// Looks for a request in what has happened by now; one that is followed already goes on.
    pub fn aim(&mut self, which: Which, step: Step, player: &Player<Engine>) -> Seen {
        let present = player.present().simulation();
        let Some(number) = which.find(present) else {
            *self = Tail::default();
            return Seen::None;
        };
        let ahead = self.follower.as_ref().is_none_or(|follower| follower.simulation().now() > present.now());
        if self.number != Some(number) || ahead {
            (self.number, self.step, self.skipped) = (Some(number), step, 0);
            self.follow(number, player);
        }
        Seen::Busy
    }

    fn follow(&mut self, request: RequestId, player: &Player<Engine>) {
        let start = player.before(|state| state.simulation().requests_made() < request.0);
        self.follower = Some(Follower::new(start.simulation().clone(), request));
        self.complete = false;
    }

    /// Goes on towards the present, for at most about `budget` instructions. What is to be seen, once that is known.
    pub fn work(&mut self, player: &Player<Engine>, lang: Lang, budget: u64) -> Option<Seen> {
        let until: Time = player.present().simulation().now();
        let follower = self.follower.as_mut()?;
        let progressed = match self.complete {
            true => Progressed::Complete,
            false => follower.advance(until, Budget(budget)),
        };
        match progressed {
            Progressed::Budget => None,
            Progressed::Reached | Progressed::Complete => {
                self.complete = progressed == Progressed::Complete;
                Some(
                    waterfall(follower.simulation(), lang)
                        .map_or(Seen::None, |found| Seen::Known(Rc::new(found))),
                )
            }
            Progressed::TryOf(first) if self.step == Step::Here => {
                self.follow(first, player);
                None
            }
            Progressed::TryOf(_) | Progressed::NoRequest => self.pass(player),
        }
    }

    /// The number is not of a client's first try: goes to the one beside it, if the reader does not want just this one.
    fn pass(&mut self, player: &Player<Engine>) -> Option<Seen> {
        let number = self.number.map_or(0, |number| number.0);
        let next = match self.step {
            Step::Here => None,
            Step::On => {
                Some(number + 1).filter(|next| *next <= player.present().simulation().requests_made())
            }
            Step::Back => number.checked_sub(1).filter(|next| *next > 0),
        };
        self.skipped += 1;
        match next.filter(|_| self.skipped < SKIPS_MAX) {
            Some(next) => {
                self.number = Some(RequestId(next));
                self.follow(RequestId(next), player);
                None
            }
            None => {
                let seen = if self.step == Step::Here { Seen::NotOfClients } else { Seen::None };
                *self = Tail::default();
                Some(seen)
            }
        }
    }
}

#[cfg(test)]
#[path = "tail_tests.rs"]
mod tests;

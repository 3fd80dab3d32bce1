//! From what is chosen to runs: the one shown, and the one it is compared with.

use std::rc::Rc;

use tidepool_sim::Breakpoints;

use super::Lab;
use crate::action::Action;
use crate::diagnosis::problems;
use crate::engine::Engine;
use crate::moment::Clock;
use crate::player::Player;
use crate::tail::{Seen, Tail};

/// Instructions that take no time that anybody sees.
const AT_ONCE: u64 = 10_000;

impl Lab {
    /// A new run of what is chosen; the old one stays when there can be none. Whether there is a new one.
    pub(super) fn rebuild(&mut self) -> bool {
        let run = match self.state.run() {
            Ok(run) => Rc::new(run),
            Err(error) => {
                self.state.notice = Some(error.to_string());
                return false;
            }
        };
        let file = run.file.clone();
        match Engine::new(run) {
            Ok(engine) => {
                self.state.apply(Action::Compiled { long: engine.is_long() });
                let mut player = Player::new(engine);
                player.set_breakpoints(Breakpoints::Lines(self.state.stops()));
                (self.tail, self.state.seen) = (Tail::default(), Seen::default());
                // The run kept comes along to the beginning, which it has at hand. Were it not there at once, the two would
                // not be compared until it is.
                self.beside.work(&mut player, true, AT_ONCE);
                self.travelling = self.beside.is_away(&player);
                self.player = Some(player);
                self.clock = Clock::default();
                self.unremembered = true;
                self.moment = None;
                self.picture(true);
                true
            }
            Err(errors) => {
                let (problems, more) = problems(&errors, &file);
                self.state.apply(Action::Refused(problems, more));
                false
            }
        }
    }

    /// Keeps the present run beside the one that goes on from here.
    pub(super) fn keep(&mut self) {
        let Some(player) = &self.player else { return };
        let run = player.present().simulation().run().clone();
        self.beside.set(Some(player.branch()));
        self.state.apply(Action::Kept(run));
        self.unremembered = true;
        self.picture(true);
    }

    /// There is one run again.
    pub(super) fn release(&mut self) {
        self.beside.set(None);
        self.unremembered = true;
        self.picture(true);
    }

    /// Begins the run that the state compares with, if it does.
    pub(super) fn rebuild_kept(&mut self) {
        let made = self.state.kept.clone().map(Engine::new);
        // A text that does not compile has never been compared with anything: then the link has been tampered with.
        let engine = made.and_then(Result::ok);
        if engine.is_none() {
            self.state.kept = None;
        }
        self.beside.set(engine.map(Player::new));
    }
}

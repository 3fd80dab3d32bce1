//! The request that the reader follows: looked for whenever the run stands still, and kept up with while it plays.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::{Lab, Msg};
use crate::action::Action;
use crate::tail::{Seen, Step};
use crate::watch;

impl Lab {
    /// Looks for the request that the reader wants to see in what has happened by now.
    pub(super) fn follow(&mut self, ctx: &Context<Self>, step: Step) {
        let (Some(which), Some(player)) = (self.state.follow, &self.player) else { return };
        match self.tail.aim(which, step, player) {
            Seen::None => drop(self.state.apply(Action::Followed(Seen::None))),
            _ => {
                if !matches!(self.state.seen, Seen::Known(_)) {
                    self.state.seen = Seen::Busy;
                }
                self.plan_tail(ctx, 0);
            }
        }
    }

    /// Goes on with a request that was under way.
    pub(super) fn keep_up(&mut self, ctx: &Context<Self>) {
        let behind = |player: &crate::player::Player<_>| self.tail.is_busy(player.present());
        if self.player.as_ref().is_some_and(behind) {
            self.plan_tail(ctx, 4);
        }
    }

    fn plan_tail(&mut self, ctx: &Context<Self>, ms: u32) {
        if self.tail_slice.is_none() {
            let link = ctx.link().clone();
            self.tail_slice = Some(Timeout::new(ms, move || link.send_message(Msg::Tail)));
        }
    }

    /// One slice of work for it; whether there is something new to see.
    pub(super) fn work_for_request(&mut self, ctx: &Context<Self>) -> bool {
        self.tail_slice = None;
        let Some(player) = &self.player else { return false };
        let (lang, tail) = (self.state.lang, &mut self.tail);
        let mut seen = None;
        let done = self.tail_pacer.slice(watch::clock, |budget| {
            seen = tail.work(player, lang, budget);
            seen.is_some()
        });
        if !done {
            self.plan_tail(ctx, 4);
            return false;
        }
        let new = seen.filter(|seen| *seen != self.state.seen);
        new.is_some_and(|seen| {
            self.state.apply(Action::Followed(seen));
            true
        })
    }
}

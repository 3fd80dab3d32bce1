//! The sweep under way: run after run, in slices like those of the run shown.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use tidepool_sim::Sweep;
use yew::prelude::*;

use super::{Lab, Msg};
use crate::action::Action;
use crate::i18n::Words;
use crate::pacer::Pacer;
use crate::sweep::Sight;
use crate::watch;

/// Least real time between two pictures of it, in milliseconds.
const PICTURE_MS: f64 = 200.0;

/// Work left to do.
#[derive(Default)]
pub(super) struct Work {
    sweep: Option<Sweep>,
    slice: Option<Timeout>,
    pacer: Pacer,
    /// When it was shown last.
    shown: f64,
}

impl Lab {
    /// Begins the sweep that was asked for.
    pub(super) fn begin_sweep(&mut self, ctx: &Context<Self>) {
        let Some(order) = self.state.order.clone() else { return };
        let words = Words::of(self.state.lang);
        let plan = order.plan(&self.state, words.sweep_wrong, words.sweep_too_many);
        self.sweep = Work::default();
        let sight = match plan {
            Ok(plan) => {
                let sight = order.sight(&self.state, &plan);
                self.sweep.sweep = Some(Sweep::new(plan));
                sight
            }
            Err(error) => Sight { key: order.key, error: Some(error), ..Sight::default() },
        };
        self.state.apply(Action::Swept(Rc::new(sight)));
        self.plan_sweep(ctx);
    }

    /// Ends it; what it has found stays.
    pub(super) fn end_sweep(&mut self) {
        self.sweep = Work::default();
        self.show_sweep(|sight| sight.progress = None);
    }

    /// Goes on with it as long as the lab is in view.
    pub(super) fn plan_sweep(&mut self, ctx: &Context<Self>) {
        if self.visible && self.sweep.sweep.is_some() && self.sweep.slice.is_none() {
            let link = ctx.link().clone();
            self.sweep.slice = Some(Timeout::new(4, move || link.send_message(Msg::Sweep)));
        }
    }

    /// One slice of work for it; whether there is something new to see.
    pub(super) fn work_for_sweep(&mut self, ctx: &Context<Self>) -> bool {
        let Work { sweep, slice, pacer, shown } = &mut self.sweep;
        *slice = None;
        let Some(sweep) = sweep else { return false };
        let mut failed = None;
        let done = pacer.slice(watch::clock, |budget| {
            sweep.work(budget).unwrap_or_else(|errors| {
                failed = Some(errors.to_string());
                true
            })
        });
        let now = watch::clock();
        let due = done || now - *shown >= PICTURE_MS;
        if due {
            *shown = now;
            let (rows, progress) = (sweep.rows(), sweep.progress());
            let new = self.state.sweep.as_ref().is_none_or(|sight| sight.rows.len() != rows.len());
            let rows = new.then(|| Rc::new(rows.to_vec()));
            self.show_sweep(|sight| {
                sight.progress = (!done).then_some(progress);
                sight.error = failed;
                if let Some(rows) = rows {
                    sight.rows = rows;
                }
            });
        }
        match done {
            true => self.sweep = Work::default(),
            false => self.plan_sweep(ctx),
        }
        due
    }

    fn show_sweep(&mut self, change: impl FnOnce(&mut Sight)) {
        if let Some(mut sight) = self.state.sweep.clone() {
            change(Rc::make_mut(&mut sight));
            self.state.apply(Action::Swept(sight));
        }
    }
}

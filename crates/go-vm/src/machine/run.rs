//! The outer loop: which P is next, up to when it may run, and when the process is idle.

use super::slow::Pause;
use super::{Doing, Limit, Machine, Slice, Stop};
use crate::goroutine::{GIndex, Status};
use crate::host::{Host, RandomPurpose, Time};
use crate::sched::{Clock, RUNNEXT_WAIT};

/// What bounds a call of [`Machine::run`].
pub(super) struct Bounds<'a> {
    /// Latest virtual time of visible operations.
    pub horizon: Time,
    /// Instructions left, roughly: an instruction that costs more virtual time counts for more.
    pub budget: &'a mut u64,
}

/// What the outer loop does next.
enum Next {
    /// A P runs.
    Slice(Slice),
    /// Everything that is left comes after the horizon.
    Later,
    /// Nothing is left.
    Never,
}

impl Machine {
    /// Runs until nothing more is to be done up to `horizon` (inclusive), the budget (of about as
    /// many instructions) is used up, or the process ends. A breakpoint uses the budget up.
    pub fn run(&mut self, horizon: Time, budget: &mut u64, host: &mut dyn Host) -> Stop {
        self.run_with_pause(horizon, Time::MAX, budget, host)
    }

    /// The same, but it stops as well when everything that is left comes at `pause` or after. What is done later is as if it
    /// had not stopped, for which the horizon, up to which Ps plan ahead, must not change meanwhile.
    pub fn run_with_pause(
        &mut self,
        horizon: Time,
        pause: Time,
        budget: &mut u64,
        host: &mut dyn Host,
    ) -> Stop {
        self.at_breakpoint = None;
        let mut bounds = Bounds { horizon: horizon.min(host.horizon()), budget };
        loop {
            if let Some(end) = &self.end {
                return end.clone();
            }
            if self.due_from(pause).is_some_and(|next| next <= bounds.horizon) {
                return Stop::Paused;
            }
            let slice = match self.next_slice(bounds.horizon) {
                Next::Slice(slice) => slice,
                Next::Later => return Stop::Horizon,
                Next::Never if self.report_deadlock(host) => continue,
                Next::Never => return Stop::Idle,
            };
            if *bounds.budget == 0 {
                self.slice = Some(Slice { unfinished: true, ..slice });
                return Stop::Budget;
            }
            self.run_slice(slice, &mut bounds, host);
            bounds.horizon = horizon.min(host.horizon());
        }
    }

    /// When something is done next, if that is not before `pause`.
    fn due_from(&mut self, pause: Time) -> Option<Time> {
        if pause == Time::MAX {
            return None;
        }
        let unfinished = self.slice.as_ref().filter(|slice| slice.unfinished);
        let next = match unfinished {
            Some(slice) => Some(self.sched.ps[slice.p].clock.ceil()),
            None => self.next_time(),
        };
        next.filter(|&next| next >= pause)
    }

    /// Ends the process by a bound of ours.
    pub(super) fn stop_by_limit(&mut self, name: &'static str, message: String) -> Stop {
        let stop = Stop::Limit(Limit { name, message });
        self.end = Some(stop.clone());
        stop
    }

    /// Books what was written; ends the process if it is more than allowed.
    pub(crate) fn count_output(&mut self, bytes: usize) {
        self.written = self.written.saturating_add(bytes as u64);
        if self.written > self.config.limits.output_bytes && self.end.is_none() {
            self.stop_by_limit("output", format!("stopped after {} bytes of output", self.written));
        }
    }

    /// The earliest time at which this process would do something by itself, if any.
    pub fn next_time(&mut self) -> Option<Time> {
        if self.end.is_some() {
            return None;
        }
        let awake = self.sched.ps.iter().filter(|p| p.awake).map(|p| p.clock.ceil()).min();
        let timer = self.next_timer();
        match (awake, timer) {
            (Some(a), Some(t)) if self.sched.idle_p().is_some() => Some(a.min(t)),
            (Some(a), _) => Some(a),
            (None, t) => t,
        }
    }

    /// The slice to go on with: the interrupted one, or that of the earliest P.
    ///
    /// An interrupted slice that has passed the horizon keeps its turn only while nothing else is
    /// due: a completed host call may have woken a P that is behind it.
    fn next_slice(&mut self, horizon: Time) -> Next {
        let interrupted = self.slice.take().filter(|slice| self.sched.ps[slice.p].awake);
        let due = |machine: &Machine, p: usize| machine.sched.ps[p].clock <= Clock::at(horizon);
        if let Some(slice) = interrupted
            && (slice.unfinished || due(self, slice.p))
        {
            return Next::Slice(slice);
        }
        match self.earliest_p(horizon) {
            Some(p) if due(self, p) => {
                Next::Slice(Slice { p, others: self.others_clock(p), unfinished: false, cut: false })
            }
            Some(_) => {
                self.slice = interrupted;
                Next::Later
            }
            None if self.next_timer().is_some() => Next::Later,
            None => Next::Never,
        }
    }

    /// The awake P that is furthest behind; an idle one is woken for a timer that comes before it.
    fn earliest_p(&mut self, horizon: Time) -> Option<usize> {
        let awake = self.sched.ps.iter().enumerate().filter(|(_, p)| p.awake);
        let earliest = awake.map(|(i, p)| (p.clock, i)).min();
        if let (Some(idle), Some(when)) = (self.sched.idle_p(), self.next_timer())
            && earliest.is_none_or(|(clock, _)| Clock::at(when) < clock)
            && when <= horizon
        {
            self.sched.ps[idle].wake(Clock::at(when));
            return Some(idle);
        }
        earliest.map(|(_, p)| p)
    }

    /// Earliest time at which something besides P `p` may act.
    fn others_clock(&mut self, p: usize) -> Clock {
        let mut others = Clock::at(Time::MAX);
        for (i, other) in self.sched.ps.iter().enumerate() {
            if other.awake && i != p && other.clock < others {
                others = other.clock;
            }
        }
        if self.sched.idle_p().is_none_or(|idle| idle == p) {
            return others;
        }
        self.next_timer().map_or(others, |when| others.min(Clock::at(when)))
    }

    /// Runs P `slice.p` until it has passed the others, the horizon, or has nothing to do.
    fn run_slice(&mut self, mut slice: Slice, bounds: &mut Bounds, host: &mut dyn Host) {
        let p = slice.p;
        let mut held = false;
        while self.end.is_none() && *bounds.budget > 0 {
            if self.steps > self.config.limits.steps {
                self.stop_by_limit("steps", format!("stopped after {} instructions", self.steps));
                return;
            }
            if std::mem::take(&mut self.woken) {
                slice.others = slice.others.min(self.others_clock(p));
            }
            let limit = slice.others.min(Clock::at(bounds.horizon));
            let cut = std::mem::take(&mut slice.cut);
            if !cut && self.sched.ps[p].clock <= limit && self.end_cycle_if_done(p, host) {
                continue;
            }
            let Some(g) = self.sched.ps[p].current else {
                if self.sched.ps[p].clock > limit {
                    break;
                }
                if !self.schedule(p, host) {
                    return;
                }
                continue;
            };
            match self.run_goroutine(p, g, limit, bounds, host) {
                Pause::Preempted => {
                    self.sched.ps[p].current = None;
                    self.syncs[p] += 1;
                    self.set_runnable(g, self.now(p));
                    self.sched.put_global(g);
                }
                Pause::Switched => {}
                Pause::Budget => {
                    slice.cut = true;
                    break;
                }
                // The others come first, budget or not; the slice is over unless only the horizon holds it.
                Pause::Limit => {
                    held = true;
                    break;
                }
            }
            if self.sched.active() > 1 {
                slice.others = slice.others.min(self.others_clock(p));
            }
        }
        let passed = self.sched.ps[p].clock > slice.others;
        slice.unfinished = *bounds.budget == 0 && !held;
        self.slice = (!passed || slice.unfinished).then_some(slice);
    }

    /// Finds the next goroutine for P `p`; false if the P goes idle.
    fn schedule(&mut self, p: usize, host: &mut dyn Host) -> bool {
        if p >= self.sched.active() {
            self.sched.retire(p);
            return false;
        }
        if self.collect_if_late(p) {
            return true;
        }
        self.fire_timers(p);
        if self.mark_first(p) {
            return true;
        }
        let mut stolen = false;
        let mut next = self.sched.next_local(p);
        if next.is_none() && self.sched.active() > 1 {
            let start = (host.random(RandomPurpose::Steal) % self.sched.active() as u64) as usize;
            next = self.sched.steal(p, start);
            if next.is_none() && self.sched.others_have_runnext(p) {
                if !self.sched.ps[p].patient {
                    // Its owner probably takes it itself in a moment.
                    self.sched.ps[p].patient = true;
                    self.sched.ps[p].clock.advance(RUNNEXT_WAIT);
                    return true;
                }
                next = self.sched.steal_runnext(p, start);
            }
            stolen = next.is_some();
        }
        self.sched.ps[p].patient = false;
        let Some(g) = next else {
            if self.mark_idle(p) {
                return true;
            }
            self.sched.ps[p].awake = false;
            return false;
        };
        self.dispatch(p, g);
        if stolen && self.sched.any_shared_work() {
            self.wake_p(p);
        }
        true
    }

    fn dispatch(&mut self, p: usize, index: GIndex) {
        let cost = self.config.costs.switch;
        let p_ref = &mut self.sched.ps[p];
        p_ref.current = Some(index);
        p_ref.clock.advance(cost.into());
        let now = p_ref.clock.ns;
        let g = &mut self.goroutines[index];
        // The clock of the P that made it runnable may be ahead.
        self.sched_latencies.record(now.saturating_sub(g.since));
        (g.status, g.since, g.last_p) = (Status::Running, now, p as u16);
        if self.watch.is_some() {
            self.see(index, now, Doing::Running);
        }
    }
}

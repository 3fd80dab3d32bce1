//! `runtime.GOMAXPROCS(n)`: how many Ps run goroutines.

use super::Machine;
use super::slow::Flow;
use crate::goroutine::GIndex;

impl Machine {
    /// Sets GOMAXPROCS to `wanted` on behalf of goroutine `g`, which runs on P `p`.
    ///
    /// A cycle of the collector has to end first. Then the world stops, as in `runtime.procresize`: what the other Ps run goes to the global queue, a P that
    /// is no longer used gives up its own queue, and `g` goes on, on P 0 if its own P is gone.
    pub(crate) fn set_max_procs(&mut self, p: usize, g: GIndex, wanted: usize) -> Flow {
        if self.wait_for_cycle(p, g) {
            return Flow::Retry;
        }
        self.limiter_resizes(p);
        for other in (0..self.sched.ps.len()).filter(|&other| other != p) {
            if let Some(stopped) = self.sched.ps[other].current.take() {
                self.syncs[other] += 1;
                self.set_runnable(stopped, self.now(other));
                self.sched.put_global(stopped);
            }
        }
        self.sched.max_procs = wanted;
        let active = self.sched.active();
        (active..self.sched.ps.len()).for_each(|unused| self.sched.retire(unused));
        let clock = self.sched.ps[p].clock;
        for idle in (0..active).filter(|&idle| idle != p) {
            if self.sched.ps[idle].has_work() {
                self.start_p(idle, clock);
            }
        }
        if p < active {
            self.wake_p(p);
            return Flow::Next;
        }
        self.sched.ps[p].current = None;
        self.syncs[p] += 1;
        self.start_p(0, clock);
        self.sched.ps[0].current = Some(g);
        self.goroutines[g].last_p = 0;
        self.wake_p(0);
        Flow::Switched
    }
}

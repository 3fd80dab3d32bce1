//! Ps that mark: dedicated, for a share of their time, or while they have nothing else to do.

use super::Worker;
use crate::machine::Machine;

/// A worker marks so long before it looks whether something else is to be done, in ps.
const PIECE: u64 = 20_000_000;
/// A fractional worker stops when it has had this much more than its share.
const SLACK: f64 = 1.2;

impl Machine {
    /// Lets P `p` mark for a moment if it has to before it looks for goroutines; true if it has.
    pub(in crate::machine) fn mark_first(&mut self, p: usize) -> bool {
        if self.gc.cycle.is_some() {
            self.look_at_limiter_again(p);
        }
        let Some(cycle) = self.gc.cycle.as_mut().filter(|cycle| cycle.left > 0) else { return false };
        if self.gc.workers[p] != Some(Worker::Dedicated) {
            let elapsed = (self.sched.ps[p].clock.ns.saturating_sub(cycle.marking) * 1000) as f64;
            let share = cycle.shares[p] as f64;
            let allowed = match self.gc.workers[p] {
                Some(Worker::Fractional) => elapsed * cycle.fraction * SLACK,
                _ => elapsed * cycle.fraction,
            };
            self.gc.workers[p] = if cycle.dedicated > 0 {
                cycle.dedicated -= 1;
                Some(Worker::Dedicated)
            } else if cycle.fraction > 0.0 && share <= allowed {
                Some(Worker::Fractional)
            } else {
                None
            };
        }
        let Some(worker) = self.gc.workers[p] else { return false };
        self.mark(p, worker);
        true
    }

    /// Lets P `p`, which has found nothing to do, mark for a moment; true if it has.
    pub(in crate::machine) fn mark_idle(&mut self, p: usize) -> bool {
        let marking = self.gc.cycle.as_ref().is_some_and(|cycle| cycle.left > 0 && cycle.idle > 0);
        if marking {
            self.mark(p, Worker::Idle);
        }
        marking
    }

    fn mark(&mut self, p: usize, worker: Worker) {
        let Some(cycle) = &mut self.gc.cycle else { return };
        let (work, time) = cycle.take(cycle.work_in(PIECE));
        self.sched.ps[p].clock.advance(time);
        cycle.done(p, self.sched.ps[p].clock);
        cycle.credit += std::mem::replace(&mut cycle.doing[p], work);
        match worker {
            Worker::Dedicated => cycle.background_time += time,
            Worker::Fractional => {
                cycle.background_time += time;
                cycle.shares[p] += time;
            }
            Worker::Idle => {
                cycle.idle_time += time;
                self.gc.limiter.add_idle(time);
            }
        }
    }
}

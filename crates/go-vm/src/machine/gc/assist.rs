//! What a goroutine does for the memory it takes: begin a cycle, or mark (`runtime.gcAssistAlloc`).

use super::Cause;
use crate::goroutine::{GIndex, WaitReason};
use crate::heap::pacer::MIN_ASSIST;
use crate::host::{Host, Stream};
use crate::machine::Machine;

impl Machine {
    /// Goroutine `g` on P `p` wants to allocate and has no room left.
    pub(in crate::machine) fn allocation_due(&mut self, p: usize, g: GIndex) {
        match self.gc.cycle.is_some() {
            false => self.begin_cycle(p, Cause::Heap),
            true if self.assist_limited(p) => {}
            true => self.assist(p, g),
        }
    }

    /// Marks for what `g` has allocated, as far as others have not done so already.
    fn assist(&mut self, p: usize, g: GIndex) {
        let other = self.other_memory();
        let (Some(cycle), stats) = (&mut self.gc.cycle, self.heap.stats_mut()) else { return };
        let done = cycle.work - cycle.left - cycle.doing.iter().sum::<u64>();
        // Go lets pay before it allocates.
        let heap = stats.heap_alloc.saturating_sub(stats.room.unsigned_abs());
        let ratio = self.gc.pacer.assist_ratio(other, heap, done, cycle.most);
        // Without a goal a byte costs next to nothing.
        let bought = |work: u64| (work as f64 / ratio).min(1e15) as i64;
        let mut bytes = stats.room.saturating_neg();
        let mut work = (ratio * bytes as f64) as u64;
        if work < MIN_ASSIST {
            work = MIN_ASSIST;
            bytes = bought(work);
        }
        let stolen = work.min(cycle.credit);
        cycle.credit -= stolen;
        stats.room += if stolen == work { bytes } else { bought(stolen) + 1 };
        if stolen < work && cycle.left > 0 {
            let (own, time) = cycle.take(work - stolen);
            self.sched.ps[p].clock.advance(time);
            cycle.done(p, self.sched.ps[p].clock);
            cycle.assist_time += time;
            stats.room += bought(own) + 1;
            self.limit_assist(p, time);
        }
        let (Some(cycle), stats) = (&self.gc.cycle, self.heap.stats()) else { return };
        if cycle.left == 0 {
            // The end of the cycle is near: whoever is still in debt waits for it.
            self.woken = true;
            if stats.room < 0 {
                let ticket = self.park(p, g, WaitReason::of("GC assist wait"));
                self.gc.assists.push_back((g, ticket));
            }
        }
    }

    /// Ends the process, with Go's words, if `bytes` bytes more do not fit.
    pub(in crate::machine) fn stop_if_full(&mut self, p: usize, bytes: u64, host: &mut dyn Host) {
        if !self.heap.over_limit() && !self.heap.lacks_room(bytes) {
            return;
        }
        let used = self.heap.real_bytes();
        let words = format!(
            "runtime: out of memory: cannot allocate {bytes}-byte block ({used} in use)\nfatal error: out of memory\n"
        );
        host.write(self.now(p), Stream::Stderr, words.as_bytes());
        let used = used >> 20;
        let message =
            format!("stopped as the heap is full: {used} MiB in use, {} KiB more asked for", bytes >> 10);
        self.stop_by_limit("memory", message);
    }
}

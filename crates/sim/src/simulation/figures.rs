//! What the gauges say of processes, kept until a process does something: a run may have many of them.

use tidepool_des::Time;

use super::Process;
use crate::heap_metrics::collector;

/// A heap goal from here on stands for none: GOGC is off, and there is no limit.
const NO_GOAL: u64 = 1 << 60;

/// Gauges and counters of one process, or of all together. Bytes and nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) heap: u64,
    pub(crate) live: u64,
    pub(crate) goal: u64,
    pub(crate) stacks: u64,
    pub(crate) goroutines: u64,
    pub(crate) allocated: u64,
    pub(crate) assist: u64,
    pub(crate) collector: u64,
    pub(crate) program: u64,
}

impl Figures {
    /// Those of a process at `now`. One that has ended has no heap any more, but has allocated and computed.
    fn of(process: &Process, now: Time) -> Figures {
        let machine = &process.machine;
        let (stats, times) = (machine.heap_stats(), machine.cpu_times(process.until(now).as_nanos()));
        let spent = Figures {
            allocated: stats.total_alloc,
            assist: times.assist,
            collector: collector(&times),
            program: times.program,
            ..Figures::default()
        };
        if process.ended.is_some() {
            return spent;
        }
        Figures {
            heap: stats.heap_alloc,
            live: stats.live,
            goal: if stats.goal < NO_GOAL { stats.goal } else { 0 },
            stacks: machine.stack_memory(),
            goroutines: machine.goroutine_count() as u64,
            ..spent
        }
    }

    fn each(&mut self) -> [&mut u64; 9] {
        let Figures { heap, live, goal, stacks, goroutines, allocated, assist, collector, program } = self;
        [heap, live, goal, stacks, goroutines, allocated, assist, collector, program]
    }

    /// One part of the sum is another now.
    fn replace(&mut self, mut before: Figures, mut now: Figures) {
        for ((sum, before), now) in self.each().into_iter().zip(before.each()).zip(now.each()) {
            *sum = *sum - *before + *now;
        }
    }
}

/// The figures of a process when it was last looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    figures: Figures,
    /// They hold until it does something; false if they may be others at another time.
    holds: bool,
}

impl Known {
    /// The process has done something.
    pub(super) fn forget(&mut self) {
        self.holds = false;
    }
}

/// Brings the sum of all processes up to date.
pub(super) fn update(sum: &mut Figures, processes: &mut [Process], now: Time) {
    for process in processes {
        if process.known.holds {
            debug_assert_eq!(
                process.known.figures,
                Figures::of(process, now),
                "nobody said that it did something"
            );
            continue;
        }
        let figures = Figures::of(process, now);
        sum.replace(std::mem::replace(&mut process.known.figures, figures), figures);
        let rests = process.machine.rests_from().map(Time::from_nanos);
        process.known.holds = process.ended.map(|(at, _)| at).or(rests).is_some_and(|from| from <= now);
    }
}

//! What a breaker counts, over one stretch of time or over a window that moves in steps.

use std::collections::VecDeque;

/// Requests and how they went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests that were let through.
    pub requests: u32,
    /// Of these, the ones that went well,
    pub successes: u32,
    /// that failed,
    pub failures: u32,
    /// and that do not count.
    pub exclusions: u32,
    /// Successes since the last failure.
    pub consecutive_successes: u32,
    /// Failures since the last success.
    pub consecutive_failures: u32,
}

/// How a request went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Well.
    Success,
    /// Badly.
    Failure,
    /// So that it shall not count.
    Excluded,
}

impl Counts {
    fn note(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Success => {
                self.successes += 1;
                self.consecutive_successes += 1;
                self.consecutive_failures = 0;
            }
            Outcome::Failure => {
                self.failures += 1;
                self.consecutive_failures += 1;
                self.consecutive_successes = 0;
            }
            Outcome::Excluded => self.exclusions += 1,
        }
    }

    /// Takes what a step has counted out of the sums.
    fn subtract(&mut self, step: &Counts) {
        let sums = [&mut self.requests, &mut self.successes, &mut self.failures, &mut self.exclusions];
        let parts = [step.requests, step.successes, step.failures, step.exclusions];
        sums.into_iter().zip(parts).for_each(|(sum, part)| *sum = sum.saturating_sub(part));
    }
}

/// The sums, and what each of the latest steps has counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Window {
    sums: Counts,
    /// The oldest first; the last one is the present step. Never empty. It grows as time passes.
    steps: VecDeque<Counts>,
    /// How many steps it knows at most.
    size: usize,
    /// Number of the present step.
    present: u64,
}

impl Window {
    /// A window of so many steps, at least one.
    pub fn new(size: usize) -> Window {
        let steps = VecDeque::from([Counts::default()]);
        Window { sums: Counts::default(), steps, size: size.max(1), present: 0 }
    }

    pub fn counts(&self) -> Counts {
        self.sums
    }

    pub fn present(&self) -> u64 {
        self.present
    }

    /// Whether it has more than one step.
    pub fn moves(&self) -> bool {
        self.size > 1
    }

    /// Forgets everything and begins with step 0.
    pub fn clear(&mut self) {
        *self = Window::new(self.size);
    }

    /// Goes on to a step. What is older than the window is forgotten.
    pub fn go_on(&mut self, step: u64) {
        let missing = step.saturating_sub(self.present);
        if missing >= self.size as u64 {
            self.clear();
            self.present = step;
            return;
        }
        for _ in 0..missing {
            if self.steps.len() == self.size {
                self.drop_oldest();
            }
            self.steps.push_back(Counts::default());
        }
        self.present = self.present.max(step);
    }

    /// A row of equal outcomes gets shorter by what the oldest step has of it, if it reaches back so far.
    fn drop_oldest(&mut self) {
        let Some(oldest) = self.steps.pop_front() else { return };
        self.sums.subtract(&oldest);
        // What is left in the sums is of the later steps.
        if self.sums.consecutive_successes == oldest.consecutive_successes + self.sums.successes {
            self.sums.consecutive_successes -= oldest.consecutive_successes;
        }
        if self.sums.consecutive_failures == oldest.consecutive_failures + self.sums.failures {
            self.sums.consecutive_failures -= oldest.consecutive_failures;
        }
    }

    /// A request begins in the present step.
    pub fn begin(&mut self) {
        self.sums.requests += 1;
        if let Some(step) = self.steps.back_mut() {
            step.requests += 1;
        }
    }

    /// A request that began in a step has ended. It does not count if that step is out of the window.
    pub fn end(&mut self, step: u64, outcome: Outcome) {
        let Some(back) = self.present.checked_sub(step) else { return };
        let place = usize::try_from(back).ok().and_then(|back| self.steps.len().checked_sub(back + 1));
        if let Some(counts) = place.and_then(|place| self.steps.get_mut(place)) {
            counts.note(outcome);
            self.sums.note(outcome);
        }
    }
}

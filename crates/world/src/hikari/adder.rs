//! The thread that adds connections: its queue of tasks, and when it has something to do.

use super::pool::Pool;

/// What a request to add connections asks of the caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wake {
    /// Nothing: the task is queued, was thrown away, or was not wanted.
    #[default]
    Nothing,
    /// Start the thread, which begins with the task.
    Start,
    /// The thread waits for a task and has one now.
    Resume,
}

impl Wake {
    /// What two requests in a row ask for: the first one that finds the thread idle is enough.
    pub(super) fn and(self, later: Wake) -> Wake {
        match self {
            Wake::Nothing => later,
            _ => self,
        }
    }
}

/// A pool of one thread, which ends when it has had nothing to do for a while.
#[derive(Clone, Debug)]
pub(super) struct Adder {
    running: bool,
    /// Waits for a task.
    idle: bool,
    queued: usize,
    /// The most that are queued.
    bound: usize,
    stopped: bool,
    /// How long the task sleeps after its next failure, in milliseconds.
    backoff: u64,
}

const FIRST_BACKOFF: u64 = 10;
const LAST_BACKOFF: u64 = 5_000;

impl Adder {
    pub(super) fn new(bound: usize) -> Self {
        Adder { running: false, idle: false, queued: 0, bound, stopped: false, backoff: FIRST_BACKOFF }
    }

    fn submit(&mut self) -> Wake {
        if self.stopped {
            return Wake::Nothing;
        }
        if !self.running {
            self.running = true;
            self.backoff = FIRST_BACKOFF;
            return Wake::Start;
        }
        if self.idle {
            self.idle = false;
            self.backoff = FIRST_BACKOFF;
            return Wake::Resume;
        }
        if self.queued < self.bound {
            self.queued += 1;
        }
        Wake::Nothing
    }

    fn next(&mut self) -> bool {
        if self.queued > 0 {
            self.queued -= 1;
            self.backoff = FIRST_BACKOFF;
            return true;
        }
        self.idle = !self.stopped;
        self.running = !self.stopped;
        false
    }

    fn failed(&mut self) -> u64 {
        let sleep = self.backoff;
        self.backoff = (2 * sleep).min(LAST_BACKOFF);
        sleep
    }

    /// Whether the thread is there.
    pub(super) fn is_running(&self) -> bool {
        self.running
    }

    /// Whether the thread waits for a task.
    pub(super) fn is_idle(&self) -> bool {
        self.idle
    }

    pub(super) fn queued(&self) -> usize {
        self.queued
    }

    /// The thread's patience is over, or nobody will ever have a task for it.
    pub(super) fn end(&mut self) {
        self.idle = false;
        self.running = false;
    }

    pub(super) fn stop(&mut self) {
        self.stopped = true;
    }
}

impl Pool {
    /// `addBagItem`: `waiting` threads could do with a connection. A task is worth it only if there are
    /// fewer in the queue.
    pub(super) fn add_bag_item(&mut self, waiting: usize) -> Wake {
        match waiting > self.adder.queued() {
            true => self.adder.submit(),
            false => Wake::Nothing,
        }
    }

    /// As many threads as wait could do with a connection.
    pub fn request_for_waiters(&mut self) -> Wake {
        self.add_bag_item(self.queue.len())
    }

    /// `fillPool`: tasks for what is missing of the minimum of idle connections.
    pub fn fill(&mut self) -> Wake {
        let idle = self.figures().idle;
        let min_idle = self.min_idle();
        if self.bag.len() >= self.max() || idle >= min_idle {
            return Wake::Nothing;
        }
        let mut wake = Wake::Nothing;
        for _ in idle..min_idle {
            wake = wake.and(self.adder.submit());
        }
        wake
    }

    /// The adder has finished a task and wants the next one. False: there is none. It waits then, unless the pool
    /// is shut down: then it ends.
    pub fn next_task(&mut self) -> bool {
        self.adder.next()
    }

    /// The task could not connect: for how many milliseconds it sleeps before it tries again.
    pub fn task_failed(&mut self) -> u64 {
        self.adder.failed()
    }

    /// The adder has waited for long enough and ends.
    pub fn adder_ends(&mut self) {
        self.adder.end();
    }

    /// Whether the adder's thread is there.
    pub fn adder_is_running(&self) -> bool {
        self.adder.is_running()
    }

    /// Whether the adder waits for a task.
    pub fn adder_is_idle(&self) -> bool {
        self.adder.is_idle()
    }

    /// How many tasks nobody has begun.
    pub fn adder_tasks(&self) -> usize {
        self.adder.queued()
    }

    /// Whether a task still has a connection to add.
    pub fn should_create(&self) -> bool {
        let figures = self.figures();
        !self.is_shut_down()
            && figures.total < self.max()
            && (figures.idle < self.min_idle() || figures.waiting > figures.idle)
    }
}

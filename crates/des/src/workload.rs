//! Two reference workloads, by which event queues are compared: on any target, against any other queue.
//!
//! *Open*: requests arrive at random at 20 servers that are busy 90 % of the time (M/M/20); two events a request.
//! *Closed*: 500 clients think, wait for one of 20 connections, hold it; each wait sets a 3 s timeout and cancels it.

use std::collections::VecDeque;

use crate::{Duration, LaneId, Queue, Rng, Seed, Time, TimerId};

/// What happens in the workloads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// A request comes; in the closed workload that of the client with this number.
    Arrival(u32),
    /// A server or connection becomes free, in the closed workload from the client with this number.
    Release(u32),
    /// The client with this number has waited too long.
    Timeout(u32),
}

/// An event queue to be measured.
pub trait Agenda: Default {
    /// Names a timeout.
    type Timeout: Copy;

    /// Schedules `event` after `delay`.
    fn schedule(&mut self, delay: Duration, event: Event);

    /// Schedules `event` after [`TIMEOUT`].
    fn set_timeout(&mut self, event: Event) -> Self::Timeout;

    /// Takes back what [`Agenda::set_timeout`] scheduled and has not happened.
    fn cancel_timeout(&mut self, timeout: Self::Timeout);

    /// The next event.
    fn next(&mut self) -> Option<(Time, Event)>;
}

/// How long clients of the closed workload wait at most.
pub const TIMEOUT: Duration = Duration::from_secs(3);

const SERVERS: u32 = 20;
const SERVICE: Duration = Duration::from_millis(50);
const CLIENTS: u32 = 500;
const THINK: Duration = Duration::from_millis(100);
/// Mean time between arrivals when 20 servers of 50 ms are busy 90 % of the time.
const GAP: Duration = Duration::from_nanos(2_777_778);

/// What a workload did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Events that happened; cancelled timeouts are not among them.
    pub events: u64,
    /// Requests that were given a server.
    pub served: u64,
    /// Sum of the waits of these requests, in nanoseconds.
    pub waited_nanos: u128,
    /// Virtual time at the end.
    pub end: Time,
}

impl Report {
    /// Mean wait for a server.
    #[must_use]
    pub fn mean_wait(&self) -> Duration {
        let nanos = self.waited_nanos / u128::from(self.served.max(1));
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }

    fn serve(&mut self, waited: Duration) {
        self.served += 1;
        self.waited_nanos += u128::from(waited.as_nanos());
    }
}

/// Runs the open workload until `requests` requests have been served. Theory: mean wait 13.769 ms.
#[must_use]
pub fn open<A: Agenda>(seed: Seed, requests: u64) -> Report {
    let mut arrivals = seed.stream("arrivals", 0);
    let mut services = seed.stream("services", 0);
    let mut agenda = A::default();
    let mut waiting: VecDeque<Time> = VecDeque::new();
    let mut busy = 0;
    let mut report = Report::default();
    agenda.schedule(exponential(GAP, &mut arrivals), Event::Arrival(0));
    while report.served < requests {
        let Some((now, event)) = agenda.next() else { break };
        report.events += 1;
        report.end = now;
        let served = match event {
            Event::Arrival(_) => {
                agenda.schedule(exponential(GAP, &mut arrivals), Event::Arrival(0));
                if busy < SERVERS {
                    busy += 1;
                    Some(now)
                } else {
                    waiting.push_back(now);
                    None
                }
            }
            Event::Release(_) | Event::Timeout(_) => {
                let next = waiting.pop_front();
                busy -= u32::from(next.is_none());
                next
            }
        };
        if let Some(arrived) = served {
            report.serve(now.since(arrived));
            agenda.schedule(exponential(SERVICE, &mut services), Event::Release(0));
        }
    }
    report
}

/// A client of the closed workload that waits.
struct Waiter<T> {
    client: u32,
    since: Time,
    timeout: T,
}

/// Runs the closed workload until `requests` requests have been served. Theory: mean wait 1.100 s.
#[must_use]
pub fn closed<A: Agenda>(seed: Seed, requests: u64) -> Report {
    let mut thinks = seed.stream("thinks", 0);
    let mut holds = seed.stream("holds", 0);
    let mut agenda = A::default();
    let mut waiting: VecDeque<Waiter<A::Timeout>> = VecDeque::new();
    let mut in_use = 0;
    let mut report = Report::default();
    for client in 0..CLIENTS {
        agenda.schedule(exponential(THINK, &mut thinks), Event::Arrival(client));
    }
    while report.served < requests {
        let Some((now, event)) = agenda.next() else { break };
        report.events += 1;
        report.end = now;
        match event {
            Event::Arrival(client) => {
                let timeout = agenda.set_timeout(Event::Timeout(client));
                waiting.push_back(Waiter { client, since: now, timeout });
            }
            Event::Release(client) => {
                in_use -= 1;
                agenda.schedule(exponential(THINK, &mut thinks), Event::Arrival(client));
            }
            Event::Timeout(client) => {
                waiting.retain(|waiter| waiter.client != client);
                agenda.schedule(exponential(THINK, &mut thinks), Event::Arrival(client));
            }
        }
        if in_use < SERVERS
            && let Some(waiter) = waiting.pop_front()
        {
            in_use += 1;
            agenda.cancel_timeout(waiter.timeout);
            report.serve(now.since(waiter.since));
            agenda.schedule(exponential(SERVICE, &mut holds), Event::Release(waiter.client));
        }
    }
    report
}

#[inline]
fn exponential(mean: Duration, rng: &mut Rng) -> Duration {
    Duration::from_nanos_f64(mean.as_nanos() as f64 * rng.exponential())
}

/// The kernel's own queue, with a lane for the timeouts.
#[derive(Clone, Debug)]
pub struct Kernel {
    queue: Queue<Event>,
    timeouts: LaneId,
}

impl Default for Kernel {
    fn default() -> Kernel {
        let mut queue = Queue::new();
        let timeouts = queue.lane(TIMEOUT);
        Kernel { queue, timeouts }
    }
}

impl Agenda for Kernel {
    type Timeout = TimerId;

    #[inline]
    fn schedule(&mut self, delay: Duration, event: Event) {
        self.queue.schedule_after(delay, event);
    }

    #[inline]
    fn set_timeout(&mut self, event: Event) -> TimerId {
        self.queue.schedule_in(self.timeouts, event)
    }

    #[inline]
    fn cancel_timeout(&mut self, timeout: TimerId) {
        self.queue.cancel(timeout);
    }

    #[inline]
    fn next(&mut self) -> Option<(Time, Event)> {
        self.queue.pop()
    }
}

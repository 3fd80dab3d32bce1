//! The queue against a list that is searched for its least element, also while sequence numbers run out.

use proptest::prelude::*;

use super::{LaneId, Queue, TimerId};
use crate::{Duration, Time};

/// What is done to both, with small numbers so that ties, cancelled ties and dead ids are common.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Schedule { after: u64 },
    ScheduleIn { lane: usize, ahead: u64 },
    Cancel { id: usize },
    Rearm { id: usize, after: u64 },
    Pop,
    PopUntil { after: u64 },
    Advance { by: u64 },
}

const LANES: [u64; 3] = [0, 3, 10];

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        4 => (0..12_u64).prop_map(|after| Operation::Schedule { after }),
        4 => (0..LANES.len(), 0..3_u64).prop_map(|(lane, ahead)| Operation::ScheduleIn { lane, ahead }),
        3 => (0..40_usize).prop_map(|id| Operation::Cancel { id }),
        2 => (0..40_usize, 0..12_u64).prop_map(|(id, after)| Operation::Rearm { id, after }),
        4 => Just(Operation::Pop),
        1 => (0..6_u64).prop_map(|after| Operation::PopUntil { after }),
        1 => (0..3_u64).prop_map(|by| Operation::Advance { by }),
    ]
}

/// Pending events as (time, order of scheduling, event).
#[derive(Clone, Debug, Default)]
struct Naive {
    now: u64,
    scheduled: u64,
    pending: Vec<(u64, u64, usize)>,
}

impl Naive {
    fn schedule(&mut self, at: u64, event: usize) {
        self.scheduled += 1;
        self.pending.push((at, self.scheduled, event));
    }

    fn take(&mut self, event: usize) -> Option<usize> {
        let index = self.pending.iter().position(|&(_, _, pending)| pending == event)?;
        Some(self.pending.remove(index).2)
    }

    fn pop_until(&mut self, horizon: u64) -> Option<(u64, usize)> {
        let &first = self.pending.iter().min().filter(|first| first.0 <= horizon)?;
        self.take(first.2);
        self.now = self.now.max(first.0);
        Some((self.now, first.2))
    }
}

/// Both, and the ids of all events ever scheduled; the n-th event is the number n.
struct Pair {
    queue: Queue<usize>,
    lanes: Vec<LaneId>,
    naive: Naive,
    ids: Vec<TimerId>,
}

impl Pair {
    fn new(sequence: u32) -> Pair {
        let mut queue = Queue::new();
        queue.sequence = sequence;
        let lanes = LANES.iter().map(|&delay| queue.lane(Duration::from_nanos(delay))).collect();
        Pair { queue, lanes, naive: Naive::default(), ids: Vec::new() }
    }

    fn apply(&mut self, operation: Operation) -> Result<(), TestCaseError> {
        let now = self.naive.now;
        let event = self.ids.len();
        match operation {
            Operation::Schedule { after } => {
                self.ids.push(self.queue.schedule(Time::from_nanos(now + after), event));
                self.naive.schedule(now + after, event);
            }
            Operation::ScheduleIn { lane, ahead } => {
                let from = Time::from_nanos(now + ahead);
                self.ids.push(self.queue.schedule_in_from(self.lanes[lane], from, event));
                self.naive.schedule(now + ahead + LANES[lane], event);
            }
            Operation::Cancel { id } => {
                if let Some(&timer) = self.ids.get(id) {
                    prop_assert_eq!(self.queue.cancel(timer), self.naive.take(id));
                }
            }
            Operation::Rearm { id, after } => {
                if let Some(&timer) = self.ids.get(id) {
                    let pending = self.naive.take(id).is_some();
                    if pending {
                        self.naive.schedule(now + after, id);
                    }
                    prop_assert_eq!(self.queue.rearm(timer, Time::from_nanos(now + after)), pending);
                }
            }
            Operation::Pop => self.pop_until(u64::MAX)?,
            Operation::PopUntil { after } => self.pop_until(now + after)?,
            Operation::Advance { by } => {
                self.queue.advance_to(Time::from_nanos(now + by));
                self.naive.now += by;
            }
        }
        self.compare()
    }

    fn pop_until(&mut self, horizon: u64) -> Result<(), TestCaseError> {
        let expected = self.naive.pop_until(horizon).map(|(at, event)| (Time::from_nanos(at), event));
        prop_assert_eq!(self.queue.pop_until(Time::from_nanos(horizon)), expected);
        Ok(())
    }

    fn compare(&self) -> Result<(), TestCaseError> {
        let (queue, naive) = (&self.queue, &self.naive);
        prop_assert_eq!(queue.now(), Time::from_nanos(naive.now));
        prop_assert_eq!(queue.len(), naive.pending.len());
        prop_assert_eq!(queue.next_time(), naive.pending.iter().min().map(|first| Time::from_nanos(first.0)));
        for (event, &id) in self.ids.iter().enumerate() {
            let pending = naive.pending.iter().find(|pending| pending.2 == event);
            prop_assert_eq!(queue.get(id).copied(), pending.map(|_| event));
            prop_assert_eq!(queue.deadline(id), pending.map(|pending| Time::from_nanos(pending.0)));
        }
        Ok(())
    }

    /// Takes everything out of a snapshot, and says that it agrees with what `pending` tells.
    fn drain_snapshot(&self) -> Result<(), TestCaseError> {
        let mut queue = self.queue.clone();
        let told: Vec<usize> = queue.pending().into_iter().map(|(_, &event)| event).collect();
        let taken: Vec<usize> = std::iter::from_fn(|| queue.pop()).map(|(_, event)| event).collect();
        let mut naive = self.naive.clone();
        let expected: Vec<usize> =
            std::iter::from_fn(|| naive.pop_until(u64::MAX)).map(|(_, event)| event).collect();
        prop_assert_eq!(&taken, &expected);
        prop_assert_eq!(&told, &expected);
        Ok(())
    }
}

fn check(sequence: u32, operations: &[Operation]) -> Result<(), TestCaseError> {
    let mut pair = Pair::new(sequence);
    for &operation in operations {
        pair.apply(operation)?;
    }
    pair.drain_snapshot()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn behaves_like_a_sorted_list(operations in prop::collection::vec(operation(), 0..120)) {
        check(0, &operations)?;
    }

    #[test]
    fn behaves_so_while_sequence_numbers_run_out(
        operations in prop::collection::vec(operation(), 0..120),
        left in 0..60_u32,
    ) {
        check(u32::MAX - left, &operations)?;
    }
}

#[test]
fn equal_times_come_first_in_first_out() {
    let mut queue = Queue::new();
    let lane = queue.lane(Duration::from_nanos(7));
    let at = Time::from_nanos(7);
    for event in 0..1000 {
        if event % 3 == 0 {
            queue.schedule_in(lane, event);
        } else {
            queue.schedule(at, event);
        }
    }
    let order: Vec<i32> = std::iter::from_fn(|| queue.pop()).map(|(_, event)| event).collect();
    assert_eq!(order, (0..1000).collect::<Vec<i32>>());
}

#[test]
fn a_timer_that_is_armed_anew_comes_after_its_equals() {
    let mut queue = Queue::new();
    let at = Time::from_nanos(5);
    let first = queue.schedule(at, "first");
    queue.schedule(at, "second");
    assert!(queue.rearm(first, at));
    assert_eq!(queue.pop(), Some((at, "second")));
    assert_eq!(queue.pop(), Some((at, "first")));
    assert!(!queue.rearm(first, at));
}

#[test]
fn memory_is_bounded_by_what_is_pending() {
    let mut queue = Queue::new();
    queue.schedule(Time::from_nanos(1), 0);
    for event in 0..100_000_u32 {
        let timer = queue.schedule(Time::from_nanos(1_000_000 + u64::from(event)), event);
        assert_eq!(queue.cancel(timer), Some(event));
    }
    assert!(queue.stale <= 70, "{} cancelled keys are kept", queue.stale);
    assert_eq!(queue.slab.capacity(), 2);
}

#[test]
fn events_at_the_end_of_time_are_events() {
    let mut queue = Queue::new();
    queue.schedule(Time::NEVER, "second");
    queue.schedule_after(Duration::from_secs(1), "first");
    assert_eq!(queue.pop_until(Time::from_nanos(u64::MAX - 1)).map(|popped| popped.1), Some("first"));
    assert_eq!(queue.pop_until(Time::from_nanos(u64::MAX - 1)), None);
    assert_eq!(queue.pop(), Some((Time::NEVER, "second")));
    assert_eq!(queue.pop(), None);
}

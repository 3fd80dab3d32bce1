//! Quantities over time, in bounded memory however long the run.
//!
//! A series has a fixed number of buckets. When time goes past the last one, pairs are merged and the buckets are twice as wide.
//! All sums are integers, so the result does not depend on the target or on how often it was asked for.

use crate::{Duration, Time};

/// A quantity that holds between changes, such as connections in use: a step function of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    grid: Grid,
    buckets: Vec<Span>,
    value: u64,
    /// Up to here `value` has been accounted for.
    accounted: Time,
}

/// What a [`Series`] did during one bucket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeriesBucket {
    /// Where the bucket begins.
    pub start: Time,
    /// How much of the bucket has passed: all of it, but for the last one.
    pub width: Duration,
    /// The least value, even if it held for no time.
    pub min: u64,
    /// The greatest value, even if it held for no time.
    pub max: u64,
    /// The mean, each value weighted with how long it held; of a bucket that has just begun, the last value.
    pub mean: f64,
    /// The value at the end.
    pub last: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    min: u64,
    max: u64,
    last: u64,
    /// Sum of value × nanoseconds.
    weighted: u128,
}

/// Events over time, such as completed requests: how many in each bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountSeries {
    grid: Grid,
    counts: Vec<u64>,
    total: u64,
}

/// What a [`CountSeries`] counted in one bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountBucket {
    /// Where the bucket begins.
    pub start: Time,
    /// Its full width.
    pub width: Duration,
    /// Events in it.
    pub count: u64,
}

/// Where buckets begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Grid {
    start: Time,
    width: Duration,
    capacity: usize,
}

impl Grid {
    fn new(start: Time, width: Duration, capacity: usize) -> Grid {
        // Pairs can be merged only if there are any; a width of zero could not grow.
        Grid { start, width: width.max(Duration::NANOSECOND), capacity: capacity.max(2).next_multiple_of(2) }
    }

    /// Which bucket holds `at`; times before the start belong to the first one.
    fn index(&self, at: Time) -> u64 {
        at.since(self.start).as_nanos() / self.width.as_nanos()
    }

    fn start_of(&self, index: u64) -> Time {
        self.start + self.width * index
    }

    /// Doubles the width until `at` is inside, and merges `buckets` in step.
    fn make_room<T: Copy>(&mut self, at: Time, buckets: &mut Vec<T>, merge: impl Fn(T, T) -> T) -> usize {
        while self.index(at) >= self.capacity as u64 {
            self.width = self.width * 2;
            *buckets = buckets
                .chunks(2)
                .map(|pair| match *pair {
                    [first, second] => merge(first, second),
                    _ => pair[0],
                })
                .collect();
        }
        self.index(at) as usize
    }
}

impl CountBucket {
    /// Events per second of virtual time.
    #[must_use]
    pub fn per_second(&self) -> f64 {
        self.count as f64 / self.width.as_secs_f64()
    }
}

impl Span {
    fn instant(value: u64) -> Span {
        Span { min: value, max: value, last: value, weighted: 0 }
    }

    fn merge(self, later: Span) -> Span {
        Span {
            min: self.min.min(later.min),
            max: self.max.max(later.max),
            last: later.last,
            weighted: self.weighted + later.weighted,
        }
    }
}

impl Series {
    /// A series that begins at `start` with `value`, in at most `capacity` buckets of at first `width`.
    /// An odd capacity is rounded up to an even one, a width of zero to one nanosecond.
    #[must_use]
    pub fn new(start: Time, width: Duration, capacity: usize, value: u64) -> Series {
        let grid = Grid::new(start, width, capacity);
        Series { grid, buckets: vec![Span::instant(value)], value, accounted: start }
    }

    /// The value now.
    #[must_use]
    pub fn value(&self) -> u64 {
        self.value
    }

    /// The quantity changes to `value` at `now`. A `now` before an earlier one counts as that.
    pub fn set(&mut self, now: Time, value: u64) {
        // Most changes come in the bucket of the one before, so that nothing has to be looked for.
        let end = self.grid.start_of(self.buckets.len() as u64);
        if let Some(last) = self.buckets.last_mut()
            && now < end
            && self.accounted <= now
        {
            last.weighted += u128::from(self.value) * u128::from(now.since(self.accounted).as_nanos());
            (last.min, last.max, last.last) = (last.min.min(value), last.max.max(value), value);
            (self.accounted, self.value) = (now, value);
            return;
        }
        self.advance(now);
        self.value = value;
        let index = self.grid.make_room(self.accounted, &mut self.buckets, Span::merge);
        self.observe(index, Span::instant(value));
    }

    /// The quantity grows by `amount` at `now`.
    pub fn add(&mut self, now: Time, amount: u64) {
        self.set(now, self.value.saturating_add(amount));
    }

    /// The quantity falls by `amount` at `now`, not below zero.
    pub fn sub(&mut self, now: Time, amount: u64) {
        self.set(now, self.value.saturating_sub(amount));
    }

    /// Time passes until `now` without a change. Call this at the end of the run, so that its last part counts.
    pub fn advance(&mut self, now: Time) {
        if now <= self.accounted {
            return;
        }
        // The last instant that counts lies before `now`: a bucket that begins there has not begun yet.
        let last = self.grid.make_room(now - Duration::NANOSECOND, &mut self.buckets, Span::merge);
        for index in self.grid.index(self.accounted) as usize..=last {
            let end = self.grid.start_of(index as u64 + 1).min(now);
            let weighted = u128::from(self.value) * u128::from(end.since(self.accounted).as_nanos());
            self.observe(index, Span { weighted, ..Span::instant(self.value) });
            self.accounted = end;
        }
    }

    /// The mean from the start until the last change or advance, weighted with time; the value if no time has passed.
    #[must_use]
    pub fn mean(&self) -> f64 {
        let weighted: u128 = self.buckets.iter().map(|span| span.weighted).sum();
        mean(weighted, self.accounted.since(self.grid.start), self.value)
    }

    /// The greatest value so far.
    #[must_use]
    pub fn max(&self) -> u64 {
        self.buckets.iter().map(|span| span.max).max().unwrap_or(self.value)
    }

    /// The least value so far.
    #[must_use]
    pub fn min(&self) -> u64 {
        self.buckets.iter().map(|span| span.min).min().unwrap_or(self.value)
    }

    /// The present width of a bucket.
    #[must_use]
    pub fn width(&self) -> Duration {
        self.grid.width
    }

    /// The buckets in order, without gaps.
    pub fn buckets(&self) -> impl ExactSizeIterator<Item = SeriesBucket> + '_ {
        self.buckets.iter().enumerate().map(|(index, span)| {
            let start = self.grid.start_of(index as u64);
            let width = self.grid.start_of(index as u64 + 1).min(self.accounted).since(start);
            let mean = mean(span.weighted, width, span.last);
            SeriesBucket { start, width, min: span.min, max: span.max, mean, last: span.last }
        })
    }

    fn observe(&mut self, index: usize, span: Span) {
        match self.buckets.get_mut(index) {
            Some(bucket) => *bucket = bucket.merge(span),
            None => self.buckets.push(span),
        }
    }
}

impl CountSeries {
    /// A series that begins at `start`, in at most `capacity` buckets of at first `width`.
    /// An odd capacity is rounded up to an even one, a width of zero to one nanosecond.
    #[must_use]
    pub fn new(start: Time, width: Duration, capacity: usize) -> CountSeries {
        CountSeries { grid: Grid::new(start, width, capacity), counts: Vec::new(), total: 0 }
    }

    /// Counts `count` events at `now`. Order does not matter; times before the start count in the first bucket.
    pub fn add(&mut self, now: Time, count: u64) {
        let index = self.grid.make_room(now, &mut self.counts, |first, second| first + second);
        if index >= self.counts.len() {
            self.counts.resize(index + 1, 0);
        }
        self.counts[index] += count;
        self.total += count;
    }

    /// Time passes until `now`: buckets without events appear as such. Call this at the end of the run.
    pub fn advance(&mut self, now: Time) {
        // A bucket that begins at `now` has not begun yet.
        self.add(now - Duration::NANOSECOND, 0);
    }

    /// All events so far.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The present width of a bucket.
    #[must_use]
    pub fn width(&self) -> Duration {
        self.grid.width
    }

    /// The buckets in order, without gaps.
    pub fn buckets(&self) -> impl ExactSizeIterator<Item = CountBucket> + '_ {
        self.counts.iter().enumerate().map(|(index, &count)| CountBucket {
            start: self.grid.start_of(index as u64),
            width: self.grid.width,
            count,
        })
    }
}

fn mean(weighted: u128, width: Duration, value: u64) -> f64 {
    if width.is_zero() { value as f64 } else { weighted as f64 / width.as_nanos() as f64 }
}

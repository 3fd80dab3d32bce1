//! Discrete-event simulation kernel: virtual clock, event queue, random streams, statistics.
//!
//! A model is a plain loop over [`Queue`]: take the earliest event, change the state, schedule what follows.
//!
//! ```
//! use tidepool_des::{Distribution, Duration, Histogram, Queue, Seed, Time};
//!
//! enum Event { Arrival }
//!
//! let gap: Distribution = "exp(10ms)".parse()?;
//! let mut rng = Seed(1).stream("arrivals", 0);
//! let mut gaps = Histogram::new();
//! let mut queue = Queue::new();
//! queue.schedule_after(gap.sample(&mut rng), Event::Arrival);
//! while let Some((_now, Event::Arrival)) = queue.pop_until(Time::ZERO + Duration::from_secs(60)) {
//!     let next = gap.sample(&mut rng);
//!     gaps.record(next);
//!     queue.schedule_after(next, Event::Arrival);
//! }
//! assert!(gaps.count() > 5000);
//! # Ok::<(), tidepool_des::ParseError>(())
//! ```
//!
//! **Invariant:** the same calls give the same results on every target: time is whole nanoseconds, equal times are served in
//! the order of insertion, random numbers come from named streams, mathematics from `libm`.
//!
//! **Invariant:** everything is plain data. A clone is a snapshot.
//!
//! **Invariant:** memory is bounded by what is pending, never by how long the run has lasted.

mod distribution;
mod histogram;
mod queue;
pub mod queueing;
mod random;
mod series;
mod text;
mod time;
pub mod workload;

pub use distribution::{Distribution, Empirical, EmpiricalError, Point, WEIGHT_ONE};
pub use histogram::Histogram;
pub use queue::{LaneId, Queue, TimerId};
pub use random::{Keyed, Purpose, Ratio, Rng, Seed};
pub use series::{CountBucket, CountSeries, Series, SeriesBucket};
pub use text::{DURATION_TEXT_MAX, ParseError};
pub use time::{Duration, Time};

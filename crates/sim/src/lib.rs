//! Runs scenarios: wires kernel, machine and world, and watches.
//!
//! [`run()`] takes a [`tidepool_scenario::Run`] from beginning to end; [`Simulation`] is the
//! same, steppable and cloneable. Always the earliest thing happens next: an event of the
//! world, a timer, an instruction of a P. Ties: events first, then processes by number.
//!
//! **Invariant:** a simulation never looks at a clock, a file or the environment.

mod balancer_metrics;
mod compile;
mod describe;
mod flat;
mod follow;
pub mod go;
mod heap_metrics;
mod holds;
mod latency_series;
mod meaning;
pub mod metrics;
mod moments;
mod notable;
mod outside;
mod pod_metrics;
mod pool_metrics;
mod redis_metrics;
mod replication_metrics;
mod report;
mod request_metrics;
mod run;
mod samples;
mod service_metrics;
mod setup;
mod simulation;
mod sweep;
pub mod trace;

pub use compile::{CompileErrors, compile};
pub use flat::Table;
pub use follow::{Fact, Follower, Following, Progressed};
pub use heap_metrics::HeapMetrics;
pub use holds::{History, Hold, Holds, LineHolds};
pub use latency_series::{LatencyBucket, LatencySeries};
pub use meaning::{Meaning, meaning, meanings};
pub use moments::moments;
pub use notable::{Notable, Which};
pub use outside::{Input, Output};
pub use pod_metrics::PodMetrics;
pub use pool_metrics::{PoolCounters, PoolGauges, PoolMetrics, PoolSeries, PoolTotals};
pub use replication_metrics::ReplicationMetrics;
pub use report::{Checked, Points, Report, gc_percent};
pub use request_metrics::{RequestMetrics, Requests};
pub use run::{Finished, run};
pub use samples::Samples;
pub use setup::{STEPS_MAX, config, limits};
pub use simulation::{Budget, EVENT_COST, End, Options, Process, Progress, Simulation};
pub use sweep::{Sweep, Swept};
pub use tidepool_des::Time;
pub use tidepool_go_vm::machine::Breakpoints;
pub use tidepool_world::clients::RequestId;

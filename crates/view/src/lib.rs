//! What a reader sees of a simulation, as plain structs in the reader's words.
//!
//! [`Snapshot::of`] turns the state of a simulation into stage, numbers, code and a sentence;
//! [`chart`] turns its series into panels and draws them on any plotters backend. Everything
//! here is a pure function; components only place the results.
//!
//! **Invariant:** every picture has words: [`Snapshot::caption`] says what the stage shows,
//! and a panel can be read as a table.

mod bytecode;
mod caption;
pub mod chart;
mod code;
pub mod compare;
mod connections;
mod export;
mod faults;
mod figures;
mod highlight;
mod lang;
mod limits;
mod load_report;
mod measure;
mod metrics_page;
mod numbers;
mod pods;
mod profile;
mod program;
mod program_words;
mod sizing;
mod snapshot;
mod stage;
pub mod sweep;
mod units;
mod waterfall;

pub use bytecode::{Bytecode, bytecode};
pub use caption::caption;
pub use code::{CodeLine, code_lines, line_changes, line_counts, statements};
pub use connections::{LaneView, lanes};
pub use export::{command, csv, json, markdown, snippet, sweep_command};
pub use faults::{FaultMark, fault_kind, faults, faults_in_words};
pub use highlight::{Class, highlight};
pub use lang::Lang;
pub use limits::{Limit, limits};
pub use load_report::{ReportRow, load_report};
pub use measure::{leaks, parse_duration_ns, waits, weight};
pub use numbers::{BigNumber, big_numbers, format_count, format_duration_ns, format_megabytes, stats_table};
pub use pods::{PodLane, PodMark, PodSpan, PodState, pod_lanes};
pub use profile::{Profile, ProfileKind, profile};
pub use program::{
    DeferCard, FrameCard, GoroutineCard, LocalCard, PanicCard, ProgramView, class_name, program,
};
pub use program_words::{program_caption, program_numbers};
pub use sizing::{Sizing, sizing, wait_in_theory};
pub use snapshot::Snapshot;
pub use stage::{
    ClientsView, GoroutineGroup, Holder, MemoryView, PoolView, Slot, SlotState, Stage, WaiterView, stage,
};
pub use units::unit;
pub use waterfall::{Outcome, Part, Span, Waterfall, waterfall};

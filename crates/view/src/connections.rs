//! The connections of pools over time: who held which, from which line, and for how long.

use std::fmt::Write;

use tidepool_sim::{History, Hold, Holds, Simulation};
use tidepool_world::sql::CloseReason;

use crate::format_duration_ns;

/// Most lanes in a picture.
const LANES_MAX: usize = 24;

/// Most connections in the text.
const LISTED_MAX: usize = 40;

/// A connection in a picture of lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneView {
    /// Which pool, from 1.
    pub pool: u64,
    /// Number of the connection.
    pub conn: u64,
    /// When it was open, in ns.
    pub opened: u64,
    /// When it was given up, if it was.
    pub ended: Option<u64>,
    /// Its latest holds.
    pub holds: Vec<Hold>,
}

/// The latest connections as lanes, oldest first.
pub fn lanes(simulation: &Simulation) -> Vec<LaneView> {
    let mut lanes = Vec::new();
    for (number, (_, metrics)) in (1..).zip(&simulation.metrics().pools) {
        for (conn, history) in metrics.holds.connections() {
            lanes.push(LaneView {
                pool: number,
                conn: conn.0,
                opened: history.opened.unwrap_or_default(),
                ended: history.ended.map(|(at, _)| at),
                holds: history.holds.iter().copied().collect(),
            });
        }
    }
    lanes.sort_by_key(|lane| (lane.pool, lane.opened, lane.conn));
    let skip = lanes.len().saturating_sub(LANES_MAX);
    lanes.split_off(skip)
}

/// All pools as text: first by the line that acquired, then connection by connection.
pub(crate) fn connections(simulation: &Simulation) -> String {
    let now = simulation.now().as_nanos();
    let mut text = String::new();
    for (name, metrics) in &simulation.metrics().pools {
        let _ = writeln!(text, "pool {name}");
        lines(&mut text, &metrics.holds);
        text.push('\n');
        histories(&mut text, &metrics.holds, now);
        text.push('\n');
    }
    text
}

/// A row for each line that ever acquired a connection, those that still have most of them first.
fn lines(text: &mut String, holds: &Holds) {
    let head = ["line", "acquired", "given back", "out now", "mean hold", "longest"];
    let mut rows = vec![head.map(str::to_owned)];
    let mut lines: Vec<_> = holds.lines().collect();
    lines.sort_by_key(|(line, holds)| (std::cmp::Reverse(holds.out()), *line));
    for (line, holds) in lines {
        let mean = holds.held_ns.checked_div(holds.released).map_or("-".into(), format_duration_ns);
        let longest = if holds.released > 0 { format_duration_ns(holds.longest_ns) } else { "-".into() };
        rows.push([
            line.to_string(),
            holds.acquired.to_string(),
            holds.released.to_string(),
            holds.out().to_string(),
            mean,
            longest,
        ]);
    }
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3, 4, 5].map(width);
    for row in &rows {
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(text, "{cell:>width$}  ");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
}

fn histories(text: &mut String, holds: &Holds, now: u64) {
    let all: Vec<_> = holds.connections().collect();
    let skipped = all.len().saturating_sub(LISTED_MAX);
    for (conn, history) in all.into_iter().skip(skipped) {
        let _ = writeln!(text, "conn {} · {}", conn.0, life(history, now));
        for hold in history.holds.iter().rev() {
            let _ = writeln!(text, "    {}", held(hold, now));
        }
    }
}

fn life(history: &History, now: u64) -> String {
    let opened = match history.opened {
        Some(at) => format!("open since {}", format_duration_ns(at)),
        None => "being opened".into(),
    };
    let ended = match history.ended {
        Some((at, reason)) => format!(", closed at {} ({})", format_duration_ns(at), words(reason)),
        None => match history.opened {
            Some(at) => format!(", {} old", format_duration_ns(now.saturating_sub(at))),
            None => String::new(),
        },
    };
    format!("{opened}{ended}, used {} times", history.uses)
}

fn held(hold: &Hold, now: u64) -> String {
    let who = format!("line {}, goroutine {}", hold.line, hold.who.goroutine);
    let since = format_duration_ns(hold.since);
    match hold.until {
        Some(until) => format!("{since}: {who}, held for {}", format_duration_ns(until - hold.since)),
        None => {
            format!("{since}: {who}, STILL OUT after {}", format_duration_ns(now.saturating_sub(hold.since)))
        }
    }
}

/// Why a connection was closed.
fn words(reason: CloseReason) -> &'static str {
    match reason {
        CloseReason::Bad => "bad",
        CloseReason::MaxLifetime => "max lifetime",
        CloseReason::MaxIdleTime => "max idle time",
        CloseReason::MaxIdle => "too many idle",
        CloseReason::OverLimit => "over the limit",
        CloseReason::PoolClosed => "pool closed",
        CloseReason::Evicted => "evicted",
        CloseReason::Dead => "found dead",
        CloseReason::Broken => "broken",
    }
}

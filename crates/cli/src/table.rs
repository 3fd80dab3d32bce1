//! The result of a sweep as a table: a row per run, the columns of its settings, then its metrics by name.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::Result;
use serde::Serialize;
use tidepool_sim::Swept;

/// The last column before the metrics.
pub const LAST: &str = "end";

/// Rows whose metrics need not be the same: a variant with a second pool has more of them.
#[derive(Debug, Default)]
pub struct Table {
    /// Names of the columns before the metrics.
    pub head: Vec<String>,
    /// Rows by their place in the plan.
    pub rows: BTreeMap<usize, Row>,
}

/// A run.
#[derive(Debug)]
pub struct Row {
    /// Cells below [`Table::head`].
    pub head: Vec<String>,
    /// Cells by the metric's name.
    pub metrics: BTreeMap<String, String>,
}

impl Table {
    /// The table of a sweep, or of a shard of it.
    pub fn of(rows: &[Swept]) -> Table {
        let mut table = Table::default();
        for row in rows {
            let keys = row.set.keys().map(String::as_str);
            table.head = ["run", "runs"]
                .into_iter()
                .chain(keys)
                .chain(["seed", "trace_hash", LAST])
                .map(Into::into)
                .collect();
            let place = [row.run.to_string(), row.runs.to_string()];
            let end = [row.seed.to_string(), row.trace_hash.clone(), row.end.clone()];
            let head = place.into_iter().chain(row.set.values().cloned()).chain(end).collect();
            let metrics =
                row.metrics.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
            table.rows.insert(row.run, Row { head, metrics });
        }
        table
    }

    /// Writes it as CSV. A cell is empty where a run has no such metric.
    pub fn write(&self, out: impl Write) -> Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        if self.rows.is_empty() {
            return Ok(());
        }
        let metrics: BTreeSet<&String> = self.rows.values().flat_map(|row| row.metrics.keys()).collect();
        writer.write_record(self.head.iter().chain(metrics.iter().copied()))?;
        for row in self.rows.values() {
            let cells = metrics.iter().map(|name| row.metrics.get(*name).map_or("", String::as_str));
            writer.write_record(row.head.iter().map(String::as_str).chain(cells))?;
        }
        writer.flush()?;
        Ok(())
    }
}

/// Writes rows as an array of objects.
pub fn write_json(rows: &[impl Serialize], mut out: impl Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut out, rows)?;
    writeln!(out)?;
    Ok(())
}

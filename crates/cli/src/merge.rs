//! `tidepool merge`: the shards of a sweep put together again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::Outcome;
use crate::args::MergeOptions;
use crate::table::{LAST, Row, Table, write_json};

/// The runs of a whole sweep, as their files are read.
struct Runs<T> {
    /// How many there must be; as long as no row was read, none.
    count: Option<usize>,
    /// By place, with the file.
    rows: BTreeMap<usize, (PathBuf, T)>,
}

/// What a row of JSON says about its place.
#[derive(Deserialize)]
struct Place {
    run: usize,
    runs: usize,
}

pub fn run(options: &MergeOptions) -> Result<Outcome> {
    let mut texts = Vec::new();
    for path in &options.files {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        texts.push((path.as_path(), text));
    }
    let json = texts.iter().filter(|(_, text)| text.starts_with('[')).count();
    let stdout = std::io::stdout().lock();
    match json {
        0 => tables(&texts)?.write(stdout)?,
        _ if json == texts.len() => write_json(&objects(&texts)?, stdout)?,
        _ => bail!("some of the files are JSON, others are not; expected all in one format"),
    }
    Ok(Outcome::Ran)
}

/// Rows of CSV under one head.
fn tables(texts: &[(&Path, String)]) -> Result<Table> {
    let mut head: Option<(&Path, Vec<String>)> = None;
    let mut runs = Runs { count: None, rows: BTreeMap::new() };
    for (path, text) in texts {
        // A shard of a sweep with fewer runs than shards may have none.
        if text.is_empty() {
            continue;
        }
        let at = || path.display().to_string();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let columns: Vec<String> = reader.headers().with_context(at)?.iter().map(Into::into).collect();
        let length = columns.iter().position(|name| name == LAST).map_or(0, |last| last + 1);
        ensure!(
            columns.starts_with(&["run".into(), "runs".into()]) && length > 0,
            "{}: this is no result of `tidepool sweep`; expected columns from `run` to `{LAST}` and metrics",
            path.display()
        );
        let (first, expected) = head.get_or_insert_with(|| (path, columns[..length].to_vec()));
        ensure!(
            *expected == columns[..length],
            "{} and {} are of different sweeps: their columns are {} and {}",
            first.display(),
            path.display(),
            expected.join(", "),
            columns[..length].join(", ")
        );
        for (index, record) in reader.records().enumerate() {
            let record = record.with_context(at)?;
            let number = |column: usize| record[column].parse::<usize>().ok();
            let (run, count) = number(0).zip(number(1)).ok_or_else(|| {
                anyhow!("{}, row {}: expected numbers in `run` and `runs`", at(), index + 1)
            })?;
            let cells = record.iter().map(String::from).collect::<Vec<_>>();
            let metrics = columns.iter().cloned().zip(cells.iter().cloned()).skip(length);
            let metrics = metrics.filter(|(_, cell)| !cell.is_empty()).collect();
            runs.add(path, Place { run, runs: count }, Row { head: cells[..length].to_vec(), metrics })?;
        }
    }
    let head = head.map_or_else(Vec::new, |(_, columns)| columns);
    Ok(Table { head, rows: runs.whole()?.into_iter().enumerate().collect() })
}

/// Rows of JSON, each as its text is.
fn objects(texts: &[(&Path, String)]) -> Result<Vec<Box<RawValue>>> {
    let mut runs = Runs { count: None, rows: BTreeMap::new() };
    for (path, text) in texts {
        let at = || format!("{}: expected an array of runs, as `tidepool sweep` writes it", path.display());
        for row in serde_json::from_str::<Vec<Box<RawValue>>>(text).with_context(at)? {
            let place: Place = serde_json::from_str(row.get()).with_context(at)?;
            runs.add(path, place, row)?;
        }
    }
    runs.whole()
}

impl<T> Runs<T> {
    fn add(&mut self, path: &Path, place: Place, row: T) -> Result<()> {
        let Place { run, runs } = place;
        let count = *self.count.get_or_insert(runs);
        ensure!(
            count == runs && (1..=count).contains(&run),
            "{}: run {run} of {runs} is of another sweep; expected runs of {count}",
            path.display()
        );
        match self.rows.insert(run, (path.into(), row)) {
            Some((other, _)) => bail!("run {run} is both in {} and in {}", other.display(), path.display()),
            None => Ok(()),
        }
    }

    /// All rows in the order of the plan.
    fn whole(self) -> Result<Vec<T>> {
        let count = self.count.unwrap_or(0);
        if let Some(missing) = (1..=count).find(|run| !self.rows.contains_key(run)) {
            let left = count - self.rows.len();
            bail!("run {missing} of {count} is in none of the files ({left} missing); expected all shards");
        }
        Ok(self.rows.into_values().map(|(_, row)| row).collect())
    }
}

//! Outcomes of runs, kept between builds of the book.
//!
//! The key is a hash of the run with everything in it and of this very binary, so that nothing old can be taken for
//! something new. What cannot be read is made again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use tidepool_book::{Charts, Lang, Outcome, Printed, Still, Wanted};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// A folder with a file per run.
pub struct Cache {
    folder: PathBuf,
    binary: u64,
}

/// An outcome as it is written down. Numbers are texts, which read back to the last bit.
#[derive(Serialize, Deserialize)]
struct Stored {
    metrics: BTreeMap<String, String>,
    lines: BTreeMap<u32, u64>,
    broken: Vec<String>,
    cut_short: Option<String>,
    stills: Vec<StoredStill>,
    printed: Option<(Vec<(bool, String)>, usize)>,
}

#[derive(Serialize, Deserialize)]
struct StoredStill {
    lang: String,
    caption: String,
    charts: Option<(String, String)>,
}

impl Cache {
    pub fn open(folder: &Path) -> Result<Cache> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let binary = fs::read(std::env::current_exe()?).context("cannot read the binary of this program")?;
        Ok(Cache { folder: folder.into(), binary: xxh3_64(&binary) })
    }

    pub fn get(&self, wanted: &Wanted) -> Option<Outcome> {
        let stored: Stored = serde_json::from_slice(&fs::read(self.file(wanted)).ok()?).ok()?;
        let metrics = stored.metrics.into_iter().map(|(name, v)| Some((name, v.parse().ok()?)));
        let still = |s: StoredStill| Still {
            lang: Lang::of(&s.lang),
            caption: s.caption,
            charts: s.charts.map(|(light, dark)| Charts { light, dark }),
        };
        Some(Outcome {
            metrics: metrics.collect::<Option<_>>()?,
            lines: stored.lines,
            broken: stored.broken,
            cut_short: stored.cut_short,
            stills: stored.stills.into_iter().map(still).collect(),
            printed: stored.printed.map(|(pieces, more)| Printed { pieces, more }),
        })
    }

    /// Keeps `outcome`. If that fails, the next build makes the run again.
    pub fn put(&self, wanted: &Wanted, outcome: &Outcome) {
        let still = |s: &Still| StoredStill {
            lang: s.lang.code().into(),
            caption: s.caption.clone(),
            charts: s.charts.as_ref().map(|c| (c.light.clone(), c.dark.clone())),
        };
        let stored = Stored {
            metrics: outcome.metrics.iter().map(|(name, v)| (name.clone(), v.to_string())).collect(),
            lines: outcome.lines.clone(),
            broken: outcome.broken.clone(),
            cut_short: outcome.cut_short.clone(),
            stills: outcome.stills.iter().map(still).collect(),
            printed: outcome.printed.as_ref().map(|p| (p.pieces.clone(), p.more)),
        };
        if let Ok(text) = serde_json::to_vec(&stored) {
            let _ = fs::write(self.file(wanted), text);
        }
    }

    fn file(&self, wanted: &Wanted) -> PathBuf {
        let key = xxh3_64_with_seed(format!("{wanted:?}").as_bytes(), self.binary);
        self.folder.join(format!("{key:016x}.json"))
    }
}

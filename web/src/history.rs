//! Snapshots of a run, spread evenly over what has been computed.

use crate::player::Runnable;

/// Most snapshots kept.
const COUNT_MAX: usize = 24;

/// Most bytes that all snapshots together may take, by their own estimate.
const WEIGHT_MAX: u64 = 96 << 20;

/// Snapshots in order of time; the first is the beginning of the run.
///
/// When there are too many, every second one goes and the distance doubles, so that they
/// stay spread over the whole run however long it is.
#[derive(Clone, Debug)]
pub struct History<R> {
    kept: Vec<R>,
    /// What has gone from `kept`. Freeing a large state takes a while, so they are freed one at a time.
    gone: Vec<R>,
    distance_ns: u64,
}

impl<R: Runnable> History<R> {
    /// A history that begins with `start`.
    pub fn new(start: R) -> Self {
        let distance_ns = (start.end_ns() / 1024).max(1);
        History { kept: vec![start], gone: Vec::new(), distance_ns }
    }

    /// Keeps a copy of `state` if it is far enough behind the last one kept.
    pub fn offer(&mut self, state: &R) {
        if self.gone.pop().is_some() {
            return;
        }
        let last = self.kept.last().map_or(0, Runnable::now_ns);
        if state.now_ns() < last.saturating_add(self.distance_ns) {
            return;
        }
        let weight: u64 = self.kept.iter().map(Runnable::weight).sum();
        if self.kept.len() >= COUNT_MAX || weight + state.weight() > WEIGHT_MAX {
            self.thin();
        } else {
            self.kept.push(state.clone());
        }
    }

    fn thin(&mut self) {
        let all = std::mem::take(&mut self.kept).into_iter().enumerate();
        let (kept, gone): (Vec<_>, Vec<_>) = all.partition(|(index, _)| index % 2 == 0);
        self.kept = kept.into_iter().map(|(_, state)| state).collect();
        self.gone = gone.into_iter().map(|(_, state)| state).collect();
        self.distance_ns = self.distance_ns.saturating_mul(2);
    }

    /// The last snapshot that is not behind `fits`; the beginning fits always.
    pub fn last(&self, fits: impl Fn(&R) -> bool) -> &R {
        self.kept.iter().rev().find(|state| fits(state)).unwrap_or(&self.kept[0])
    }

    /// How many snapshots there are.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.kept.len()
    }
}

//! Where the runs of a lab are, and whether that is where they are to be.

use super::Lab;
use crate::player::Runnable;

impl Lab {
    /// The present time of the run, in nanoseconds.
    pub(super) fn now_ns(&self) -> u64 {
        self.player.as_ref().map_or(0, |player| player.present().now_ns())
    }

    /// Whether the run is on its way to a place asked for.
    pub(super) fn seeking(&self) -> Option<f64> {
        let player = self.player.as_ref().filter(|_| self.is_busy() && !self.state.playing)?;
        Some(player.progress().or_else(|| self.beside.progress()).unwrap_or(0.0))
    }

    /// Whether a run is not where it is to be.
    pub(super) fn is_busy(&self) -> bool {
        self.player.as_ref().is_some_and(|player| player.busy() || self.beside.is_away(player))
    }

    /// How many instructions the run shown has performed.
    pub(super) fn steps(&self) -> u64 {
        self.player.as_ref().map_or(0, |player| player.present().steps())
    }
}

//! The curves of a second run behind those of the first.

use super::Panel;

/// Panels of a run with the lines of another one behind them, thin, on the same axes; `legend` says which is which.
/// Panels belong together by key; lanes have nothing behind them.
pub fn beside(mut panels: Vec<Panel>, others: Vec<Panel>, legend: &str) -> Vec<Panel> {
    let mut others: Vec<Option<Panel>> = others.into_iter().map(Some).collect();
    for panel in panels.iter_mut().filter(|panel| panel.lanes.is_empty()) {
        let same = |other: &&mut Option<Panel>| other.as_ref().is_some_and(|other| other.key == panel.key);
        if let Some(other) = others.iter_mut().find(same).and_then(Option::take) {
            panel.seconds = panel.seconds.max(other.seconds);
            panel.behind = other.lines;
            panel.legend = legend.to_owned().into();
        }
    }
    panels
}

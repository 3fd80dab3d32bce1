//! Charts: panels as data, drawn on any plotters backend.

mod band;
mod beside;
mod draw;
mod faults;
mod lanes;
mod memory;
mod panel;
mod pools;
mod theme;

use plotters::prelude::*;
use tidepool_sim::Simulation;

pub use beside::beside;
pub use draw::{draw, plot_edges};
pub use panel::{Line, Panel, Role, panels};
pub use theme::Theme;

use crate::Lang;

/// Size of one panel of [`svg`], in pixels.
const PANEL: (u32, u32) = (760, 200);

/// All panels of a run, one below the other, as an SVG document on light ground.
pub fn svg(simulation: &Simulation, lang: &str) -> String {
    svg_in(simulation, Lang::of(lang), &Theme::LIGHT)
}

/// The same in the colours of `theme`.
pub fn svg_in(simulation: &Simulation, lang: Lang, theme: &Theme) -> String {
    let panels = panels(simulation, lang);
    let height = PANEL.1 * panels.len() as u32;
    let mut out = String::new();
    {
        let root = SVGBackend::with_string(&mut out, (PANEL.0, height)).into_drawing_area();
        let areas = root.split_evenly((panels.len().max(1), 1));
        for (panel, area) in panels.iter().zip(&areas) {
            // Writing into a string cannot fail.
            let _ = draw(panel, theme, None, area).and_then(|()| draw::legend(panel, theme, area));
        }
        let _ = root.present();
    }
    out
}

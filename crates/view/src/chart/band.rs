//! What the runs of a sweep lie between, as a band, and a dot for each value that was tried.

use plotters::prelude::*;

use super::draw::{Area, Drawn, Frame};
use super::theme::Theme;
use super::{Panel, Role};

/// Draws the band of `panel` under its lines, if it has one.
pub(super) fn band<DB: DrawingBackend>(
    frame: &Frame,
    panel: &Panel,
    theme: &Theme,
    area: &Area<DB>,
) -> Drawn<DB> {
    let low = panel.band.iter().map(|(x, low, _)| (frame.x_of(*x), frame.y_of(*low)));
    let high = panel.band.iter().rev().map(|(x, _, high)| (frame.x_of(*x), frame.y_of(*high)));
    let outline: Vec<(i32, i32)> = low.chain(high).collect();
    if panel.band.len() > 1 {
        area.draw(&Polygon::new(outline, theme.band().filled()))?;
    }
    for &(x, low, high) in &panel.band {
        let (x, top, bottom) = (frame.x_of(x), frame.y_of(high), frame.y_of(low));
        let color = theme.of(Role::InUse);
        area.draw(&PathElement::new(vec![(x, top), (x, bottom)], color.stroke_width(1)))?;
        for y in [top, bottom] {
            area.draw(&PathElement::new(vec![(x - 3, y), (x + 3, y)], color.stroke_width(1)))?;
        }
    }
    Ok(())
}

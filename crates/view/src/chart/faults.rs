//! Marks of what goes wrong, in all panels at the same time: a bar above the plot as long as it lasts, ends that go
//! down, and its name.

use plotters::prelude::*;

use super::draw::{Area, Drawn, Frame, text_style};
use super::{Panel, Theme};
use crate::FaultMark;

/// Size of a name and height of its row, in pixels.
const NAME: f64 = 11.0;
const ROW: i32 = 14;

/// Height of the bar.
const BAR: i32 = 4;

/// From the left edge to the first name, where the name of a limit may stand.
const LIMIT: i32 = 70;

/// Marks faults.
pub(super) fn mark<DB: DrawingBackend>(
    frame: &Frame,
    faults: &[FaultMark],
    theme: &Theme,
    area: &Area<DB>,
) -> Drawn<DB> {
    for fault in faults {
        let (left, right) = edges(frame, fault);
        for x in [left, right] {
            dotted(frame, x, theme, area)?;
        }
        let bar = [(left, frame.y.0 - BAR), (right.max(left + 2), frame.y.0)];
        area.draw(&Rectangle::new(bar, theme.ink.filled()))?;
    }
    Ok(())
}

/// Left and right edge of a fault.
fn edges(frame: &Frame, fault: &FaultMark) -> (i32, i32) {
    let x = |ns: u64| frame.x_of(ns as f64 / 1e9);
    (x(fault.from_ns), x(fault.until_ns))
}

/// Names faults, over the lines; names that would touch stand in rows.
pub(super) fn name<DB: DrawingBackend>(
    frame: &Frame,
    panel: &Panel,
    theme: &Theme,
    area: &Area<DB>,
) -> Drawn<DB> {
    // Where each row is free from.
    let mut rows: Vec<i32> = panel.threshold.iter().map(|_| frame.x.0 + LIMIT).collect();
    for fault in &panel.faults {
        let (left, right) = edges(frame, fault);
        let width = width_of(&fault.label);
        // Behind its beginning, or before its end where that is too near to the edge.
        let at = if left + 4 + width <= frame.x.1 { left + 4 } else { (right - 4 - width).max(frame.x.0) };
        let row = rows.iter().position(|end| *end < at).unwrap_or(rows.len());
        rows.resize(rows.len().max(row + 1), 0);
        rows[row] = at + width + 6;
        let y = frame.y.0 + 2 + ROW * row as i32;
        let ground = [(at - 2, y), (at + width + 2, y + ROW)];
        area.draw(&Rectangle::new(ground, theme.paper.filled()))?;
        area.draw(&Text::new(fault.label.as_str(), (at, y + 1), text_style(&theme.ink, NAME)))?;
    }
    Ok(())
}

fn dotted<DB: DrawingBackend>(frame: &Frame, x: i32, theme: &Theme, area: &Area<DB>) -> Drawn<DB> {
    let mut y = frame.y.0;
    while y < frame.y.1 {
        let end = (y + 2).min(frame.y.1);
        area.draw(&PathElement::new(vec![(x, y), (x, end)], theme.ink.stroke_width(1)))?;
        y += 5;
    }
    Ok(())
}

/// About as wide as `text` is: a Chinese character fills a square, a Latin letter half of one.
fn width_of(text: &str) -> i32 {
    let ems: f64 = text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum();
    (ems * NAME).ceil() as i32
}

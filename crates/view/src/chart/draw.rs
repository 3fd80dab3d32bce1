//! Drawing a panel.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::{Line, Panel, Role, Theme, band, faults, lanes};

/// Room for labels left, right, above and below the plot, in pixels.
const MARGIN: Margin = Margin { left: 52, right: 74, top: 28, bottom: 22 };

/// How many times the least value of a logarithmic axis the greatest may be.
const RATIO: f64 = 1e5;

struct Margin {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

/// Where the plot lies in its area, and how values become pixels.
pub(super) struct Frame {
    pub(super) x: (i32, i32),
    pub(super) y: (i32, i32),
    start: f64,
    seconds: f64,
    low: f64,
    high: f64,
    log: bool,
}

pub(super) type Area<DB> = DrawingArea<DB, Shift>;
pub(super) type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Draws `panel` on `area`; `cursor` is a time in seconds marked by a vertical line.
///
/// # Errors
/// Those of the backend.
pub fn draw<DB: DrawingBackend>(
    panel: &Panel,
    theme: &Theme,
    cursor: Option<f64>,
    area: &Area<DB>,
) -> Drawn<DB> {
    area.fill(&theme.paper)?;
    let frame = Frame::of(panel, area.dim_in_pixel());
    let title = text_style(&theme.ink, 13.0);
    area.draw(&Text::new(panel.title.as_ref(), (MARGIN.left - 40, 5), title))?;
    axes(&frame, panel, theme, area)?;
    if let Some((name, value)) = panel.threshold {
        threshold(&frame, name, value, theme, area)?;
    }
    faults::mark(&frame, &panel.faults, theme, area)?;
    lanes::lanes(&frame, panel, theme, area)?;
    band::band(&frame, panel, theme, area)?;
    for line in &panel.behind {
        stroke(&frame, line, 1, theme, area)?;
    }
    for line in &panel.lines {
        stroke(&frame, line, 2, theme, area)?;
    }
    faults::name(&frame, panel, theme, area)?;
    labels(&frame, panel, theme, area)?;
    if let Some(seconds) = cursor {
        let x = frame.x_of(seconds);
        area.draw(&PathElement::new(vec![(x, frame.y.0), (x, frame.y.1)], theme.ink.stroke_width(1)))?;
    }
    Ok(())
}

/// Left and right edge of the plot in an area `width` pixels wide: where time 0 and the end lie.
pub fn plot_edges(width: u32) -> (i32, i32) {
    (MARGIN.left, (width as i32 - MARGIN.right).max(MARGIN.left + 10))
}

impl Frame {
    fn of(panel: &Panel, (width, height): (u32, u32)) -> Frame {
        let top = nice_above(panel.max());
        let low = if panel.log { decade_below(panel.min_positive()) } else { 0.0 };
        let high = if panel.log { decade_above(panel.max()).max(low * 10.0) } else { top };
        // What is smaller than that by more lies on the axis, lest it take the room of what matters.
        let low = low.max(if panel.log { high / RATIO } else { 0.0 });
        Frame {
            x: plot_edges(width),
            y: (MARGIN.top, (height as i32 - MARGIN.bottom).max(MARGIN.top + 10)),
            start: panel.start,
            seconds: panel.seconds.max(panel.start + 1e-9),
            low,
            high,
            log: panel.log,
        }
    }

    pub(super) fn x_of(&self, seconds: f64) -> i32 {
        let share = ((seconds - self.start) / (self.seconds - self.start)).clamp(0.0, 1.0);
        self.x.0 + (share * f64::from(self.x.1 - self.x.0)).round() as i32
    }

    pub(super) fn y_of(&self, value: f64) -> i32 {
        let share = if self.log {
            libm::log10(value.max(self.low) / self.low) / libm::log10(self.high / self.low)
        } else {
            value / self.high
        };
        self.y.1 - (share.clamp(0.0, 1.0) * f64::from(self.y.1 - self.y.0)).round() as i32
    }

    /// Values at which the axis is labelled.
    fn ticks(&self) -> Vec<f64> {
        if !self.log {
            return (0..=4).map(|i| self.high * f64::from(i) / 4.0).collect();
        }
        let mut ticks = vec![self.low];
        while ticks.len() < 8 && ticks[ticks.len() - 1] * 10.0 <= self.high * 1.001 {
            ticks.push(ticks[ticks.len() - 1] * 10.0);
        }
        ticks
    }
}

pub(super) fn text_style(color: &RGBColor, size: f64) -> TextStyle<'_> {
    TextStyle::from(("system-ui, sans-serif", size).into_font()).color(color)
}

/// The legend behind the title, for a picture that stands alone: on a page it is text below the picture.
pub(super) fn legend<DB: DrawingBackend>(panel: &Panel, theme: &Theme, area: &Area<DB>) -> Drawn<DB> {
    if panel.legend.is_empty() {
        return Ok(());
    }
    let style = text_style(&theme.soft, 10.0);
    area.draw(&Text::new(panel.legend.as_ref(), (MARGIN.left + 20, 7), style))
}

fn axes<DB: DrawingBackend>(frame: &Frame, panel: &Panel, theme: &Theme, area: &Area<DB>) -> Drawn<DB> {
    use plotters::style::text_anchor::{HPos, Pos, VPos};
    let style = text_style(&theme.soft, 11.0);
    // Lanes have no values.
    let ticks = if panel.lanes.is_empty() { frame.ticks() } else { Vec::new() };
    for tick in ticks {
        let y = frame.y_of(tick);
        area.draw(&PathElement::new(vec![(frame.x.0, y), (frame.x.1, y)], theme.grid.stroke_width(1)))?;
        let right = style.pos(Pos::new(HPos::Right, VPos::Center));
        area.draw(&Text::new(short(tick), (frame.x.0 - 6, y), right))?;
    }
    let even = |i| frame.start + (frame.seconds - frame.start) * f64::from(i) / 4.0;
    let places = if panel.ticks.is_empty() { (0..=4).map(even).collect() } else { panel.ticks.clone() };
    let unit = if panel.unit.is_empty() { String::new() } else { format!(" {}", panel.unit) };
    for place in places {
        let centre = style.pos(Pos::new(HPos::Center, VPos::Top));
        area.draw(&Text::new(short(place) + &unit, (frame.x_of(place), frame.y.1 + 5), centre))?;
    }
    Ok(())
}

fn threshold<DB: DrawingBackend>(
    f: &Frame,
    name: &str,
    value: f64,
    theme: &Theme,
    area: &Area<DB>,
) -> Drawn<DB> {
    let y = f.y_of(value);
    let mut x = f.x.0;
    while x < f.x.1 {
        let end = (x + 5).min(f.x.1);
        area.draw(&PathElement::new(vec![(x, y), (end, y)], theme.of(Role::Limit).stroke_width(1)))?;
        x += 9;
    }
    let style = text_style(&theme.soft, 11.0);
    // Above the line, or below it where the title is above.
    let top = if y - 14 < f.y.0 { y + 3 } else { y - 14 };
    area.draw(&Text::new(format!("{name} {}", short(value)), (f.x.0 + 4, top), style))
}

/// A line `width` pixels wide; gaps break it, and each role has its own dash so that colour is not the only signal.
fn stroke<DB: DrawingBackend>(
    frame: &Frame,
    line: &Line,
    width: u32,
    theme: &Theme,
    area: &Area<DB>,
) -> Drawn<DB> {
    let color = theme.of(line.role);
    for part in line.points.split(|p| p.1.is_none()) {
        let pixels: Vec<(i32, i32)> =
            part.iter().filter_map(|&(x, y)| Some((frame.x_of(x), frame.y_of(y?)))).collect();
        match pixels.as_slice() {
            [] => {}
            [point] => area.draw(&Circle::new(*point, width as i32, color.filled()))?,
            _ => match dash(line.role) {
                None => area.draw(&PathElement::new(pixels, color.stroke_width(width)))?,
                Some(dash) => dashed(&pixels, dash, color.stroke_width(width), area)?,
            },
        }
    }
    Ok(())
}

/// Lengths of dash and gap, none for a full line.
fn dash(role: Role) -> Option<(f64, f64)> {
    match role {
        Role::Idle | Role::Goal => Some((2.0, 4.0)),
        Role::Waiting | Role::Tail => Some((7.0, 3.0)),
        _ => None,
    }
}

fn dashed<DB: DrawingBackend>(
    pixels: &[(i32, i32)],
    (on, off): (f64, f64),
    style: ShapeStyle,
    area: &Area<DB>,
) -> Drawn<DB> {
    let (mut walked, mut piece) = (0.0, Vec::new());
    for pair in pixels.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let length = libm::hypot(dx, dy);
        let steps = length.ceil().max(1.0);
        for i in 0..steps as u32 {
            let share = f64::from(i) / steps;
            let point = (from.0 + (dx * share).round() as i32, from.1 + (dy * share).round() as i32);
            if walked % (on + off) < on {
                piece.push(point);
            } else if !piece.is_empty() {
                area.draw(&PathElement::new(std::mem::take(&mut piece), style))?;
            }
            walked += length / steps;
        }
    }
    if !piece.is_empty() {
        area.draw(&PathElement::new(piece, style))?;
    }
    Ok(())
}

/// Names at the right edge, at the height of each line's end, pushed apart where they would touch.
fn labels<DB: DrawingBackend>(frame: &Frame, panel: &Panel, theme: &Theme, area: &Area<DB>) -> Drawn<DB> {
    const HEIGHT: i32 = 14;
    let mut ends: Vec<(i32, &Line)> = panel
        .lines
        .iter()
        .filter_map(|l| Some((frame.y_of(l.points.iter().rev().find_map(|p| p.1)?), l)))
        .collect();
    ends.sort_by_key(|e| e.0);
    for i in 1..ends.len() {
        ends[i].0 = ends[i].0.max(ends[i - 1].0 + HEIGHT);
    }
    let overflow = ends.last().map_or(0, |e| (e.0 - frame.y.1).max(0));
    for (y, line) in ends {
        let color = theme.of(line.role);
        let style = text_style(&color, 12.0);
        area.draw(&Text::new(line.label, (frame.x.1 + 8, y - overflow - 7), style))?;
    }
    Ok(())
}

/// The next of 1, 2, 4, 5, 10 … times a power of ten above `value`, divisible by four.
fn nice_above(value: f64) -> f64 {
    if value <= 4.0 {
        return 4.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(value)));
    [1.0, 1.2, 1.6, 2.0, 2.4, 4.0, 6.0, 8.0, 10.0]
        .map(|f| f * power)
        .into_iter()
        .find(|&v| v >= value)
        .unwrap_or(value)
}

fn decade_below(value: f64) -> f64 {
    if value.is_finite() && value > 0.0 { libm::pow(10.0, libm::floor(libm::log10(value))) } else { 1.0 }
}

fn decade_above(value: f64) -> f64 {
    if value > 0.0 { libm::pow(10.0, libm::ceil(libm::log10(value))) } else { 10.0 }
}

/// A number in few characters.
fn short(value: f64) -> String {
    match value {
        v if v >= 1e6 => format!("{}M", trim(v / 1e6)),
        v if v >= 1e4 => format!("{}k", trim(v / 1e3)),
        v => trim(v),
    }
}

fn trim(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').into()
}

//! A panel of lanes: what each pod does, and whether new connections come to it.
//!
//! Shapes differ as well as colours: an outline is not ready, a full bar is ready, a hatched one runs its hook, a low one
//! drains. The line below a bar lasts as long as new connections come.

use plotters::prelude::*;
use tidepool_sim::Simulation;

use super::draw::{Area, Drawn, Frame, text_style};
use super::panel::{Panel, Role, blank};
use super::theme::Theme;
use crate::Lang;
use crate::pods::{PodLane, PodMark, PodSpan, PodState, pod_lanes};

/// Greatest height of a lane, in pixels.
const LANE: i32 = 20;

/// From one stroke of a hatched bar to the next.
const HATCH: usize = 5;

/// The pods of a run.
pub(super) fn pods(simulation: &Simulation, lang: Lang) -> Panel {
    Panel {
        key: "pods".into(),
        title: lang.pick("Pods", "各个 pod").into(),
        legend: lang.pick(
            "outline: not ready · full: ready · hatched: preStop · low: draining · ▼ SIGTERM · × SIGKILL · line below: new connections come",
            "空框：未就绪 · 实心：就绪 · 斜纹：preStop · 矮条：排空 · ▼ SIGTERM · × SIGKILL · 下方的线：有新连接进来",
        )
        .into(),
        lanes: pod_lanes(simulation, lang),
        ..blank(simulation)
    }
}

/// Draws the lanes of `panel`, from above.
pub(super) fn lanes<DB: DrawingBackend>(
    frame: &Frame,
    panel: &Panel,
    theme: &Theme,
    area: &Area<DB>,
) -> Drawn<DB> {
    // The names of faults stand above.
    let first = frame.y.0 + if panel.faults.is_empty() { 4 } else { 18 };
    let height = ((frame.y.1 - first) / panel.lanes.len().max(1) as i32).clamp(6, LANE);
    for (row, lane) in panel.lanes.iter().enumerate() {
        let top = first + height * row as i32;
        one(frame, lane, (top, height), theme, area)?;
    }
    Ok(())
}

fn one<DB: DrawingBackend>(
    frame: &Frame,
    lane: &PodLane,
    (top, height): (i32, i32),
    theme: &Theme,
    area: &Area<DB>,
) -> Drawn<DB> {
    use plotters::style::text_anchor::{HPos, Pos, VPos};
    let middle = top + height / 2 - 2;
    let name = text_style(&theme.ink, 11.0).pos(Pos::new(HPos::Right, VPos::Center));
    area.draw(&Text::new(lane.name.as_str(), (frame.x.0 - 6, middle), name))?;
    let x = |ns: u64| frame.x_of(ns as f64 / 1e9);
    for span in &lane.spans {
        let edges = (x(span.from_ns), x(span.until_ns).max(x(span.from_ns) + 2));
        bar(span, edges, (top, top + height - 6), theme, area)?;
    }
    for &(from, until) in &lane.listed {
        let y = top + height - 4;
        area.draw(&PathElement::new(vec![(x(from), y), (x(until), y)], theme.ink.stroke_width(2)))?;
    }
    for &(at, mark) in &lane.marks {
        sign(mark, (x(at), top), height - 6, theme, area)?;
    }
    if let (Some(end), Some(span)) = (&lane.end, lane.spans.last()) {
        let style = text_style(&theme.ink, 11.0).pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(end.as_str(), (x(span.until_ns) + 7, middle), style))?;
    }
    Ok(())
}

fn bar<DB: DrawingBackend>(
    span: &PodSpan,
    (left, right): (i32, i32),
    (top, bottom): (i32, i32),
    theme: &Theme,
    area: &Area<DB>,
) -> Drawn<DB> {
    let whole = [(left, top), (right, bottom)];
    match span.state {
        PodState::Unready => area.draw(&Rectangle::new(whole, theme.soft.stroke_width(1)))?,
        PodState::Ready => area.draw(&Rectangle::new(whole, theme.of(Role::InUse).filled()))?,
        PodState::PreStop => {
            let color = theme.of(Role::Waiting);
            area.draw(&Rectangle::new(whole, color.stroke_width(1)))?;
            let height = bottom - top;
            for x in (left..right).step_by(HATCH) {
                let run = height.min(right - x);
                let stroke = vec![(x, bottom), (x + run, bottom - run)];
                area.draw(&PathElement::new(stroke, color.stroke_width(1)))?;
            }
        }
        PodState::Draining => {
            let low = [(left, (top + bottom) / 2), (right, bottom)];
            area.draw(&Rectangle::new(low, theme.of(Role::Waiting).filled()))?;
        }
    }
    Ok(())
}

/// SIGTERM is a triangle above the bar, SIGKILL a cross at its end, a restart a gap.
fn sign<DB: DrawingBackend>(
    mark: PodMark,
    (x, top): (i32, i32),
    height: i32,
    theme: &Theme,
    area: &Area<DB>,
) -> Drawn<DB> {
    match mark {
        PodMark::Sigterm => {
            let points = vec![(x - 4, top - 2), (x + 4, top - 2), (x, top + 5)];
            area.draw(&Polygon::new(points, theme.ink.filled()))
        }
        PodMark::Sigkill => {
            let color = theme.of(Role::Failed);
            let middle = top + height / 2;
            for (from, to) in [((-5, -5), (5, 5)), ((-5, 5), (5, -5))] {
                let stroke = vec![(x + from.0, middle + from.1), (x + to.0, middle + to.1)];
                area.draw(&PathElement::new(stroke, color.stroke_width(3)))?;
            }
            Ok(())
        }
        PodMark::Restart => {
            let gap = [(x - 1, top), (x + 1, top + height)];
            area.draw(&Rectangle::new(gap, theme.of(Role::Failed).filled()))
        }
    }
}

//! A flow as SVG with real text, and the same as a list.

use tidepool_view::Lang;

use super::grid::{COUNT, Grid, LABEL, LEADING, Placed, Px, Rect, WORD_LEADING, words};
use super::join::{Join, join};
use super::label::{self, Beside};
use super::route::{Path, route, stretches};
use super::text::unbroken;
use super::{Counter, Edge, Flow, Node, NodeKind};
use crate::html::escape;
use crate::number::format_number;
use crate::plan::Outcome;
use crate::words::Words;

/// A flow with everything in its place.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    grid: Grid,
    paths: Vec<Path>,
    joins: Vec<Join>,
    beside: Vec<Option<Beside>>,
}

impl Flow {
    /// Finds places for nodes, edges and words; what has none is a fault with its line.
    pub fn drawing(&self) -> Result<Drawing, Vec<(usize, String)>> {
        let grid = Grid::of(self)?;
        let mut paths = route(self, &grid)?;
        let beside = label::place(self, &grid, &paths)?;
        let joins = join(&mut paths);
        Ok(Drawing { grid, paths, joins, beside })
    }
}

/// What a figure is made with.
pub(crate) struct Setting<'a> {
    /// The run whose counts are shown.
    pub outcome: &'a Outcome,
    /// Path of the run's listing: lines are counted in this one only.
    pub listing: &'a str,
    pub lang: Lang,
    pub words: &'a Words,
}

/// The figure.
pub(crate) fn figure(flow: &Flow, setting: &Setting<'_>) -> String {
    let Ok(drawing) = flow.drawing() else { return String::new() };
    let pen = Pen { flow, drawing: &drawing, setting };
    let w = setting.words;
    format!(
        "<figure class=\"flow cols-{columns}\" id=\"{id}\" data-lab=\"{lab}\" data-listing=\"{listing}\">\n{svg}\
         <figcaption>{caption}{stop}<span class=\"flow-state\" data-live=\"{live}\">{state}</span></figcaption>\n\
         <details class=\"flow-list\"><summary>{summary}</summary>\n{list}</details></figure>\n",
        columns = drawing.grid.columns,
        id = escape(&flow.anchor()),
        lab = escape(&flow.lab),
        listing = escape(setting.listing),
        svg = pen.svg(),
        caption = escape(&flow.caption),
        stop = setting.lang.pick(". ", "。"),
        live = w.flow_live,
        state = w.flow_whole,
        summary = w.flow_list,
        list = pen.list(),
    )
}

struct Pen<'a> {
    flow: &'a Flow,
    drawing: &'a Drawing,
    setting: &'a Setting<'a>,
}

impl Pen<'_> {
    fn svg(&self) -> String {
        let grid = &self.drawing.grid;
        let id = escape(&self.flow.anchor());
        let mut svg = format!(
            "<svg class=\"flow-chart\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
             aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\">\n\
             <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{desc}</desc>\n",
            w = grid.width,
            h = grid.height,
            title = escape(&self.flow.caption),
            desc = escape(&self.description()),
        );
        let joined = |n: usize| self.drawing.joins.iter().any(|join| join.edges.contains(&n));
        let drawn = self.drawing.paths.iter().zip(&self.drawing.beside).enumerate();
        for (edge, (n, (path, beside))) in self.flow.edges.iter().zip(drawn) {
            svg += &self.edge(edge, path, !joined(n), beside.as_ref());
        }
        for join in &self.drawing.joins {
            svg += &self.join(join);
        }
        for (node, placed) in self.flow.nodes.iter().zip(&grid.nodes) {
            svg += &self.node(node, placed);
        }
        svg + "</svg>\n"
    }

    /// Class and counter of a group; `none` where nothing has passed.
    fn group(&self, class: &str, counter: Option<&Counter>) -> String {
        let Some(counter) = counter else { return format!("<g class=\"{class}\">") };
        let none = if counter.value(self.setting.outcome) == Ok(0) { " none" } else { "" };
        format!("<g class=\"{class}{none}\" data-count=\"{counter}\">")
    }

    fn count(&self, counter: &Counter) -> String {
        let value = counter.value(self.setting.outcome).unwrap_or_default();
        format_number(value as f64, Some(0), self.setting.lang)
    }

    fn edge(&self, edge: &Edge, path: &Path, headed: bool, beside: Option<&Beside>) -> String {
        let mut out = self.group("edge", self.flow.light(edge)) + &line(path, headed);
        if let Some(beside) = beside {
            out += &self.words(edge, beside);
        }
        out + "</g>\n"
    }

    /// Lights up for each of its edges.
    fn join(&self, join: &Join) -> String {
        let edges = join.edges.iter().filter_map(|n| self.flow.edges.get(*n));
        let counters: Option<Vec<&Counter>> = edges.map(|edge| self.flow.light(edge)).collect();
        let sum = counters.map(|counters| Counter::sum(&counters));
        self.group("edge", sum.as_ref()) + &line(&join.path, true) + "</g>\n"
    }

    fn words(&self, edge: &Edge, beside: &Beside) -> String {
        let lines = words(edge.label.as_deref(), edge.count.is_some());
        let Rect { left, right, top, .. } = beside.rect;
        let (x, anchor) = if beside.to_left { (right, " class=\"end\"") } else { (left, "") };
        let label = edge.label.as_deref().map(escape);
        let count = edge.count.as_ref().map(|c| self.count(c));
        let baseline = top + 12;
        match (label, count, lines.len()) {
            (Some(label), Some(count), 1) => {
                format!(
                    "<text x=\"{x}\" y=\"{baseline}\"{anchor}>{label} <tspan class=\"count\">{count}</tspan></text>"
                )
            }
            (label, count, _) => {
                let mut out = String::new();
                let mut y = baseline;
                if let Some(label) = label {
                    out += &format!("<text x=\"{x}\" y=\"{y}\"{anchor}>{label}</text>");
                    y += WORD_LEADING;
                }
                if let Some(count) = count {
                    out += &format!(
                        "<text x=\"{x}\" y=\"{y}\"{anchor}><tspan class=\"count\">{count}</tspan></text>"
                    );
                }
                out
            }
        }
    }

    fn node(&self, node: &Node, placed: &Placed) -> String {
        let mut out = self.group(&format!("node {}", node.kind.name()), node.count.as_ref());
        out += &shape(node.kind, &placed.rect);
        let (cx, cy) = placed.rect.centre();
        let x = cx + shift(node.kind);
        let counted = if node.count.is_some() { COUNT + 5 } else { 0 };
        let top = cy - (LEADING * placed.lines.len() as Px + counted) / 2;
        out += "<text>";
        let mut y = top + LABEL;
        for line in &placed.lines {
            out += &format!("<tspan x=\"{x}\" y=\"{y}\">{}</tspan>", escape(line));
            y += LEADING;
        }
        out += "</text>";
        if let Some(counter) = &node.count {
            out += &format!("<text class=\"count\" x=\"{x}\" y=\"{}\">{}</text>", y + 4, self.count(counter));
        }
        out + "</g>\n"
    }

    /// The edges in words, for those who do not see them.
    fn description(&self) -> String {
        let lines = self.flow.nodes.iter().enumerate().filter_map(|(n, node)| {
            let ways: Vec<String> = self.leaving(n).map(|edge| self.way_in_words(edge)).collect();
            if ways.is_empty() {
                None
            } else {
                Some(format!("{}: {}", unbroken(&node.label), ways.join("; ")))
            }
        });
        lines.collect::<Vec<_>>().join(". ")
    }

    fn leaving(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.flow.edges.iter().filter(move |edge| edge.from == node)
    }

    fn way_in_words(&self, edge: &Edge) -> String {
        let target = self.flow.nodes.get(edge.to).map_or_else(String::new, |n| unbroken(&n.label));
        match &edge.label {
            Some(label) => format!("{label} → {target}"),
            None => format!("→ {target}"),
        }
    }

    fn list(&self) -> String {
        let mut out = String::from("<ol>\n");
        for (n, node) in self.flow.nodes.iter().enumerate() {
            out += &format!("<li>{}{}", escape(&unbroken(&node.label)), self.listed(node.count.as_ref()));
            let ways: Vec<&Edge> = self.leaving(n).collect();
            if !ways.is_empty() {
                out += "<ul>";
                for edge in ways {
                    out += &format!(
                        "<li>{}{}</li>",
                        escape(&self.way_in_words(edge)),
                        self.listed(edge.count.as_ref())
                    );
                }
                out += "</ul>";
            }
            out += "</li>\n";
        }
        out + "</ol>"
    }

    fn listed(&self, counter: Option<&Counter>) -> String {
        let shown = |c: &Counter| {
            let colon = self.setting.lang.pick(": ", "：");
            format!("{colon}<b class=\"count\" data-count=\"{c}\">{}</b>", self.count(c))
        };
        counter.map(shown).unwrap_or_default()
    }
}

/// Radius of bends.
pub(super) const BEND: Px = 8;
/// Length of arrow heads.
pub(super) const HEAD: Px = 7;

/// An edge's line, perhaps with its arrow head.
fn line(path: &Path, headed: bool) -> String {
    let mut out = format!("<path class=\"way\" d=\"{}\"/>", way(path, if headed { HEAD - 1 } else { 0 }));
    if headed {
        out += &format!("<path class=\"head\" d=\"{}\"/>", head(path));
    }
    out
}

/// The line of an edge, with round bends, up to `before` its end.
fn way(path: &Path, before: Px) -> String {
    let mut points = path.clone();
    if let (Some(last), Some(end)) = (stretches(path).last(), points.last_mut()) {
        let (dx, dy) = direction(last.from, last.to);
        *end = (end.0 - dx * before, end.1 - dy * before);
    }
    let mut d = String::new();
    for (n, point) in points.iter().enumerate() {
        let neighbours =
            n.checked_sub(1).and_then(|before| Some((*points.get(before)?, *points.get(n + 1)?)));
        match neighbours {
            None if n == 0 => d += &format!("M{} {}", point.0, point.1),
            None => d += &format!("L{} {}", point.0, point.1),
            Some((before, after)) => {
                // The last stretch may be all bend: the edge goes on in a join.
                let ahead = distance(*point, after) / if n + 2 == points.len() { 1 } else { 2 };
                let radius = BEND.min(distance(before, *point) / 2).min(ahead);
                let (ax, ay) = direction(before, *point);
                let (bx, by) = direction(*point, after);
                d += &format!(
                    "L{} {}Q{} {} {} {}",
                    point.0 - ax * radius,
                    point.1 - ay * radius,
                    point.0,
                    point.1,
                    point.0 + bx * radius,
                    point.1 + by * radius
                );
            }
        }
    }
    d
}

fn head(path: &Path) -> String {
    let Some(last) = stretches(path).last() else { return String::new() };
    let (dx, dy) = direction(last.from, last.to);
    let (x, y) = last.to;
    let (bx, by) = (x - dx * HEAD, y - dy * HEAD);
    format!("M{x} {y}L{} {}L{} {}z", bx - dy * 4, by + dx * 4, bx + dy * 4, by - dx * 4)
}

fn direction(from: (Px, Px), to: (Px, Px)) -> (Px, Px) {
    ((to.0 - from.0).signum(), (to.1 - from.1).signum())
}

fn distance(a: (Px, Px), b: (Px, Px)) -> Px {
    (a.0 - b.0).abs() + (a.1 - b.1).abs()
}

/// How far right of the middle the text of a node stands, for the mark at its left.
fn shift(kind: NodeKind) -> Px {
    match kind {
        NodeKind::Step | NodeKind::Decision | NodeKind::Store => 0,
        NodeKind::Wait => 4,
        NodeKind::Good | NodeKind::Bad => 7,
    }
}

fn shape(kind: NodeKind, rect: &Rect) -> String {
    let Rect { left: l, top: t, right: r, bottom: b } = *rect;
    let (w, h, (_, cy)) = (r - l, b - t, rect.centre());
    let box_with = |radius: Px| {
        format!("<rect class=\"shape\" x=\"{l}\" y=\"{t}\" width=\"{w}\" height=\"{h}\" rx=\"{radius}\"/>")
    };
    match kind {
        NodeKind::Step => box_with(4),
        NodeKind::Decision => {
            format!(
                "<path class=\"shape\" d=\"M{} {t}H{}L{r} {cy}L{} {b}H{}L{l} {cy}z\"/>",
                l + 11,
                r - 11,
                r - 11,
                l + 11
            )
        }
        NodeKind::Store => {
            format!("{}<path class=\"mark\" d=\"M{} {t}V{b}M{} {t}V{b}\"/>", box_with(1), l + 6, r - 6)
        }
        NodeKind::Wait => {
            format!("{}<path class=\"mark\" d=\"{}M{} {t}V{b}\"/>", box_with(1), hatch(l, t, b), l + 8)
        }
        NodeKind::Good => {
            format!("{}<path class=\"mark\" d=\"M{} {}l4 4l7 -8\"/>", box_with(h.min(40) / 2), l + 10, cy + 1)
        }
        NodeKind::Bad => {
            format!(
                "{}<path class=\"mark\" d=\"M{} {}l8 8m0 -8l-8 8\"/>",
                box_with(h.min(40) / 2),
                l + 11,
                cy - 4
            )
        }
    }
}

/// Slanting lines in a strip eight wide.
fn hatch(left: Px, top: Px, bottom: Px) -> String {
    let starts = (top..bottom - 7).step_by(5);
    starts.map(|y| format!("M{left} {}l8 -8", y + 8)).collect()
}

//! Nodes on a grid: how large they are and where they stand.

use super::text::{width, wrap};
use super::{Flow, Node, NodeKind};

/// A length in units of the drawing, which are about pixels on a phone.
pub(crate) type Px = i32;

/// A point.
pub(crate) type Point = (Px, Px);

/// Size of labels in nodes, of their lines, of counts, and of words beside edges.
pub(crate) const LABEL: Px = 13;
pub(crate) const LEADING: Px = 16;
pub(crate) const COUNT: Px = 15;
pub(crate) const WORD: Px = 12;
pub(crate) const WORD_LEADING: Px = 15;

/// Free ground left and right, in which an edge can run.
const MARGIN: Px = 11;
/// Free ground above and below.
const EDGE_Y: Px = 3;
/// Longest label in lines.
const LINES_MAX: usize = 4;
/// Least distance between rows; more where words stand beside edges.
const GAP: Px = 26;
const GAP_WORD: Px = 36;
const GAP_TWO_WORDS: Px = 48;

/// A rectangle on the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rect {
    pub left: Px,
    pub top: Px,
    pub right: Px,
    pub bottom: Px,
}

impl Rect {
    /// The middle.
    pub fn centre(&self) -> Point {
        ((self.left + self.right) / 2, (self.top + self.bottom) / 2)
    }

    /// Larger by `by` on all sides.
    pub fn grown(&self, by: Px) -> Rect {
        Rect { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether the insides have a point in common.
    pub fn meets(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// A node in its place.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub rect: Rect,
    pub lines: Vec<String>,
}

/// All nodes in their places.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub width: Px,
    pub height: Px,
    pub columns: u8,
    pub nodes: Vec<Placed>,
    /// Heights at which edges can run across: the free ground between rows, from top to bottom.
    pub gaps: Vec<(Px, Px)>,
    /// Places at which edges can run up and down between and beside columns.
    pub channels: Vec<Px>,
}

impl Grid {
    /// Places the nodes of `flow`; labels that do not fit are faults with lines.
    pub fn of(flow: &Flow) -> Result<Grid, Vec<(usize, String)>> {
        let columns = flow.nodes.iter().map(|n| n.at.halves.div_ceil(2)).max().unwrap_or(1);
        let (pitch, breadth) = match columns {
            1 => (196, 176),
            2 => (168, 134),
            _ => (113, 101),
        };
        let mut faults = Vec::new();
        let lines: Vec<Vec<String>> = flow
            .nodes
            .iter()
            .map(|node| {
                lines(node, breadth).unwrap_or_else(|fault| {
                    faults.push((node.line, fault));
                    Vec::new()
                })
            })
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let rows = rows(flow, &lines);
        let nodes = flow.nodes.iter().zip(lines).map(|(node, lines)| {
            let x = MARGIN + (Px::from(node.at.halves) - 1) * pitch / 2;
            let (top, bottom) = rows[usize::from(node.at.row) - 1];
            let (middle, half) = ((top + bottom) / 2, height(node, lines.len()) / 2);
            let rect = Rect {
                left: x - breadth / 2,
                right: x + breadth / 2,
                top: middle - half,
                bottom: middle + half,
            };
            Placed { rect, lines }
        });
        let ends: Vec<Px> = (0..=columns).map(|c| MARGIN + Px::from(c) * pitch).collect();
        let width = 2 * MARGIN + Px::from(columns) * pitch;
        let between = ends[1..ends.len() - 1].iter().copied();
        Ok(Grid {
            width,
            height: rows.last().map_or(0, |row| row.1) + EDGE_Y,
            columns,
            nodes: nodes.collect(),
            gaps: rows.windows(2).map(|pair| (pair[0].1, pair[1].0)).collect(),
            channels: [MARGIN - 5, width - MARGIN + 5].into_iter().chain(between).collect(),
        })
    }
}

/// The label in lines that fit into the node's shape.
fn lines(node: &Node, breadth: Px) -> Result<Vec<String>, String> {
    let sides = match node.kind {
        NodeKind::Step => 10,
        NodeKind::Decision => 24,
        NodeKind::Store => 22,
        NodeKind::Wait => 22,
        NodeKind::Good | NodeKind::Bad => 26,
    };
    let room = breadth - sides;
    let lines = wrap(&node.label, LABEL, room);
    if let Some(line) = lines.iter().find(|line| width(line, LABEL) > room) {
        return Err(format!("{line:?} is too wide for node {}", node.id));
    }
    if lines.len() > LINES_MAX {
        return Err(format!("the label of {} takes {} lines; {LINES_MAX} fit", node.id, lines.len()));
    }
    Ok(lines)
}

fn height(node: &Node, lines: usize) -> Px {
    let count = if node.count.is_some() { COUNT + 5 } else { 0 };
    let text = LEADING * lines as Px + count;
    // Even, so that the middle is a whole number.
    (text + 16).max(36) / 2 * 2
}

/// Top and bottom of each row.
fn rows(flow: &Flow, lines: &[Vec<String>]) -> Vec<(Px, Px)> {
    let count = flow.nodes.iter().map(|n| n.at.row).max().unwrap_or(1);
    let mut rows = Vec::new();
    let mut top = EDGE_Y;
    for row in 1..=count {
        let of_row = flow.nodes.iter().zip(lines).filter(|(n, _)| n.at.row == row);
        let height = of_row.map(|(n, lines)| height(n, lines.len())).max().unwrap_or(0);
        rows.push((top, top + height));
        top += height + gap(flow, row);
    }
    rows
}

/// Distance between `row` and the next.
fn gap(flow: &Flow, row: u8) -> Px {
    let row_of = |node: usize| flow.nodes.get(node).map_or(0, |n| n.at.row);
    let across = flow.edges.iter().filter(|e| {
        let (from, to) = (row_of(e.from), row_of(e.to));
        from == row && to > row || to == row + 1 && from <= row
    });
    let words = |e: &super::Edge| words(e.label.as_deref(), e.count.is_some()).len();
    match across.map(words).max().unwrap_or(0) {
        0 => GAP,
        1 => GAP_WORD,
        _ => GAP_TWO_WORDS,
    }
}

/// Room kept for a count: it grows while the lab runs.
pub(crate) const COUNT_ROOM: &str = "88,888";

/// The lines beside an edge, as wide as they may become: label and count in one if they are short.
pub(crate) fn words(label: Option<&str>, counted: bool) -> Vec<String> {
    match (label, counted) {
        (None, false) => Vec::new(),
        (None, true) => vec![COUNT_ROOM.into()],
        (Some(label), false) => vec![label.into()],
        (Some(label), true) if width(label, WORD) <= 26 => vec![format!("{label} {COUNT_ROOM}")],
        (Some(label), true) => vec![label.into(), COUNT_ROOM.into()],
    }
}

//! Leads edges round the nodes: upright and level lines only, as few bends as can be.

use super::grid::{Grid, Point, Px, Rect};
use super::{Flow, NodeKind};

/// Distance of an edge from nodes that it passes.
const CLEAR: Px = 5;
/// Distance between edges side by side.
const APART: Px = 7;
/// Least length of the last stretch, which carries the arrow head.
const LAST: Px = 13;

/// The bends of an edge, ends included.
pub(crate) type Path = Vec<Point>;

/// A stretch of an edge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    pub from: Point,
    pub to: Point,
}

impl Stretch {
    /// Whether it runs up or down.
    pub fn upright(&self) -> bool {
        self.from.0 == self.to.0
    }

    /// Its length.
    pub fn length(&self) -> Px {
        (self.from.0 - self.to.0).abs() + (self.from.1 - self.to.1).abs()
    }

    /// The least rectangle with it inside.
    pub fn bounds(&self) -> Rect {
        let (a, b) = (self.from, self.to);
        Rect { left: a.0.min(b.0), right: a.0.max(b.0), top: a.1.min(b.1), bottom: a.1.max(b.1) }
    }

    /// Whether both run the same way so close that they look like one.
    fn along(&self, other: &Stretch) -> bool {
        let near = Rect { ..self.bounds() }.grown(APART / 2);
        self.upright() == other.upright() && near.meets(&other.bounds().grown(APART / 2)) && {
            let (a, b) = (self.bounds(), other.bounds());
            match self.upright() {
                true => (a.left - b.left).abs() < APART && a.top < b.bottom && b.top < a.bottom,
                false => (a.top - b.top).abs() < APART && a.left < b.right && b.left < a.right,
            }
        }
    }

    fn crosses(&self, other: &Stretch) -> bool {
        self.upright() != other.upright() && {
            let (a, b) = (self.bounds(), other.bounds());
            a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
        }
    }
}

/// The stretches of `path`.
pub(crate) fn stretches(path: &[Point]) -> impl DoubleEndedIterator<Item = Stretch> + ExactSizeIterator {
    path.windows(2).map(|ends| Stretch { from: ends[0], to: ends[1] })
}

/// A path for each edge, in their order.
pub(crate) fn route(flow: &Flow, grid: &Grid) -> Result<Vec<Path>, Vec<(usize, String)>> {
    let mut paths: Vec<Option<Path>> = vec![None; flow.edges.len()];
    let mut faults = Vec::new();
    // Those that can go straight have the right of way.
    let straight_first = |straight: bool| {
        (0..flow.edges.len()).filter(move |n| {
            let edge = &flow.edges[*n];
            (grid.nodes[edge.from].rect.centre().0 == grid.nodes[edge.to].rect.centre().0) == straight
        })
    };
    for index in straight_first(true).chain(straight_first(false)) {
        let edge = &flow.edges[index];
        let router = Router { flow, grid, paths: &paths, from: edge.from, to: edge.to };
        let best = router.best();
        if best.is_none() {
            let name = |n: usize| flow.nodes[n].id.as_str();
            let (from, to) = (name(edge.from), name(edge.to));
            faults.push((edge.line, format!("no way is free for the edge {from} -> {to}; move the nodes")));
        }
        paths[index] = best;
    }
    if faults.is_empty() { Ok(paths.into_iter().flatten().collect()) } else { Err(faults) }
}

struct Router<'a> {
    flow: &'a Flow,
    grid: &'a Grid,
    paths: &'a [Option<Path>],
    from: usize,
    to: usize,
}

impl Router<'_> {
    fn best(&self) -> Option<Path> {
        let rated = self.candidates().into_iter().filter_map(|path| {
            let path = tidy(path)?;
            Some((self.cost(&path)?, path))
        });
        rated.min_by_key(|(cost, _)| *cost).map(|(_, path)| path)
    }

    /// All ways worth a thought.
    fn candidates(&self) -> Vec<Path> {
        let (a, b) = (self.grid.nodes[self.from].rect, self.grid.nodes[self.to].rect);
        let ((ax, ay), (bx, by)) = (a.centre(), b.centre());
        let down = b.top >= a.bottom;
        let (out, into) = if down { (a.bottom, b.top) } else { (a.top, b.bottom) };
        let sides = |r: &Rect| [r.left, r.right];
        let mut all = vec![vec![(ax, out), (ax, by), (bx, by)]];
        for y in self.levels() {
            all.push(vec![(ax, out), (ax, y), (bx, y), (bx, into)]);
        }
        for (n, side) in sides(&a).into_iter().enumerate() {
            all.push(vec![(side, ay), (bx, ay), (bx, into)]);
            for end in sides(&b) {
                all.push(vec![(side, ay), (end, by)]);
                all.push(vec![(ax, out), (ax, by), (end, by)]);
                for x in self.grid.channels.iter().copied() {
                    all.push(vec![(side, ay), (x, ay), (x, by), (end, by)]);
                    for y in self.levels().filter(|_| n == 0) {
                        all.push(vec![(ax, out), (ax, y), (x, y), (x, by), (end, by)]);
                    }
                }
            }
            for x in self.grid.channels.iter().copied() {
                for y in self.levels() {
                    all.push(vec![(side, ay), (x, ay), (x, y), (bx, y), (bx, into)]);
                }
            }
        }
        for x in self.grid.channels.iter().copied() {
            for (y, z) in self.levels().flat_map(|y| self.levels().map(move |z| (y, z))) {
                all.push(vec![(ax, out), (ax, y), (x, y), (x, z), (bx, z), (bx, b.top)]);
            }
        }
        all
    }

    /// Heights between rows at which an edge can run across.
    fn levels(&self) -> impl Iterator<Item = Px> {
        self.grid.gaps.iter().flat_map(|(top, bottom)| {
            let middle = (top + bottom) / 2;
            [middle, bottom - LAST - 1, top + LAST + 1, middle - APART - 1, middle + APART + 1]
        })
    }

    /// How bad a way is; none if it cannot be gone.
    fn cost(&self, path: &Path) -> Option<Px> {
        let (a, b) = (self.grid.nodes[self.from].rect, self.grid.nodes[self.to].rect);
        let all: Vec<Stretch> = stretches(path).collect();
        let (first, last) = (*all.first()?, *all.last()?);
        if !leaves(first.from, first.to, &a) || !leaves(last.to, last.from, &b) || last.length() < LAST {
            return None;
        }
        for (n, stretch) in all.iter().enumerate() {
            for (index, node) in self.grid.nodes.iter().enumerate() {
                let own = (n == 0 && index == self.from) || (n + 1 == all.len() && index == self.to);
                let room = if own { node.rect } else { node.rect.grown(CLEAR) };
                if thick(stretch).meets(&room) && !(own && touches_only(stretch, &node.rect)) {
                    return None;
                }
            }
        }
        let length: Px = all.iter().map(Stretch::length).sum();
        let mut cost = 40 * (all.len() as Px - 1) + length / 6;
        // What is done goes on below; a question may be left at its sides.
        let sideways = !first.upright()
            && self.flow.nodes[self.from].kind != NodeKind::Decision
            && a.centre().1 != b.centre().1;
        cost += if sideways { 15 } else { 0 };
        cost += if last.upright() { 0 } else { 6 };
        Some(cost + self.traffic(&all)?)
    }

    /// What other edges add to the cost.
    fn traffic(&self, all: &[Stretch]) -> Option<Px> {
        let mut cost = 0;
        for (other, path) in self.flow.edges.iter().zip(self.paths) {
            let Some(path) = path else { continue };
            let count = path.len() - 1;
            for (m, theirs) in stretches(path).enumerate() {
                for (n, ours) in all.iter().enumerate() {
                    if ours.along(&theirs) {
                        let join = other.to == self.to
                            && n + 1 == all.len()
                            && m + 1 == count
                            && ours.to == theirs.to;
                        let part = other.from == self.from && n == 0 && m == 0 && ours.from == theirs.from;
                        cost += if join {
                            2
                        } else if part {
                            70
                        } else {
                            return None;
                        };
                    } else if ours.crosses(&theirs) {
                        let meet = other.to == self.to && (n + 1 == all.len() || m + 1 == count);
                        cost += if meet { 2 } else { 110 };
                    }
                }
            }
        }
        Some(cost)
    }
}

/// Whether going from `port` to `next` leads away from `node`, on whose edge `port` lies.
fn leaves(port: Point, next: Point, node: &Rect) -> bool {
    let ((x, y), (cx, cy)) = (next, node.centre());
    if port.0 == cx {
        (port.1 == node.bottom && y > port.1 || port.1 == node.top && y < port.1) && x == port.0
    } else {
        port.1 == cy
            && y == port.1
            && (port.0 == node.right && x > port.0 || port.0 == node.left && x < port.0)
    }
}

/// A stretch has no inside; this has a little.
fn thick(stretch: &Stretch) -> Rect {
    stretch.bounds().grown(1)
}

fn touches_only(stretch: &Stretch, node: &Rect) -> bool {
    let inner =
        Rect { left: node.left + 2, top: node.top + 2, right: node.right - 2, bottom: node.bottom - 2 };
    !thick(stretch).meets(&inner)
}

/// Without points that are no bends; none if it runs back on itself or slantwise.
fn tidy(path: Path) -> Option<Path> {
    let mut out: Path = Vec::new();
    for point in path {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = out[..]
            && (a.0 == b.0 && b.0 == point.0 || a.1 == b.1 && b.1 == point.1)
        {
            let turns_back = (b.0 - a.0) * (point.0 - b.0) + (b.1 - a.1) * (point.1 - b.1) < 0;
            if turns_back {
                return None;
            }
            out.pop();
        }
        out.push(point);
    }
    let straight = stretches(&out).all(|s| s.from.0 == s.to.0 || s.from.1 == s.to.1);
    (out.len() > 1 && straight).then_some(out)
}

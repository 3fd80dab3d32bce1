//! Edges that end at the same point run their last stretch as one, which lights up for each of them.

use super::draw::{BEND, HEAD};
use super::grid::{Point, Px};
use super::route::{Path, stretches};

/// The common end of several edges.
#[derive(Clone, Debug)]
pub(crate) struct Join {
    pub edges: Vec<usize>,
    pub path: Path,
}

/// Cuts the common ends off `paths`.
pub(crate) fn join(paths: &mut [Path]) -> Vec<Join> {
    let ends: Vec<Option<(Point, Point)>> = paths.iter().map(end).collect();
    let mut joins = Vec::new();
    for (index, this) in ends.iter().enumerate() {
        let Some((point, (dx, dy))) = *this else { continue };
        let edges: Vec<usize> = (0..ends.len()).filter(|n| ends[*n] == *this).collect();
        if edges.len() < 2 || edges[0] != index {
            continue;
        }
        let common = edges.iter().filter_map(|n| reach(&paths[*n])).min().unwrap_or(0).max(HEAD + 1);
        let joint = (point.0 - dx * common, point.1 - dy * common);
        for n in &edges {
            if let Some(last) = paths[*n].last_mut() {
                *last = joint;
            }
        }
        joins.push(Join { edges, path: vec![joint, point] });
    }
    joins
}

/// Last point, and the direction in which the path comes to it.
fn end(path: &Path) -> Option<(Point, Point)> {
    let last = stretches(path).last()?;
    Some((last.to, ((last.to.0 - last.from.0).signum(), (last.to.1 - last.from.1).signum())))
}

/// How much of the last stretch is straight, less a little where it leaves a node.
fn reach(path: &Path) -> Option<Px> {
    let last = stretches(path).last()?;
    Some(last.length() - if path.len() > 2 { BEND } else { 4 })
}

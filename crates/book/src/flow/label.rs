//! Places for the words beside edges.

use super::grid::{Grid, Px, Rect, WORD, WORD_LEADING, words};
use super::route::{Path, Stretch, stretches};
use super::text::width;
use super::{Edge, Flow};

/// Distance of words from their edge.
const BESIDE: Px = 6;

/// Where the words of an edge stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    /// The ground they cover.
    pub rect: Rect,
    /// Whether they end at the right of it instead of beginning at its left.
    pub to_left: bool,
}

/// A place for the words of each edge that has some.
pub(crate) fn place(
    flow: &Flow,
    grid: &Grid,
    paths: &[Path],
) -> Result<Vec<Option<Beside>>, Vec<(usize, String)>> {
    let mut found: Vec<Option<Beside>> = Vec::new();
    let mut faults = Vec::new();
    for (index, (edge, path)) in flow.edges.iter().zip(paths).enumerate() {
        let size = size(edge);
        let place = size.and_then(|size| {
            let free = |place: &Beside| free(&place.rect, index, grid, paths, &found);
            stretches(path).flat_map(|s| around(&s, size)).find(free)
        });
        if size.is_some() && place.is_none() {
            let name = |n: usize| flow.nodes[n].id.as_str();
            let (from, to) = (name(edge.from), name(edge.to));
            let message = format!(
                "there is no room for the words of the edge {from} -> {to}; move the nodes or say it more shortly"
            );
            faults.push((edge.line, message));
        }
        found.push(place);
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// Width and height of the words of `edge`.
fn size(edge: &Edge) -> Option<(Px, Px)> {
    let lines = words(edge.label.as_deref(), edge.count.is_some());
    let widest = lines.iter().map(|line| width(line, WORD)).max()?;
    Some((widest, WORD_LEADING * lines.len() as Px))
}

/// Places beside a stretch, best first.
fn around(stretch: &Stretch, (w, h): (Px, Px)) -> Vec<Beside> {
    let bounds = stretch.bounds();
    let mut places = Vec::new();
    if stretch.upright() {
        let down = stretch.to.1 > stretch.from.1;
        let begin = if down { bounds.top + 4 } else { bounds.bottom - 4 - h };
        let middle = (bounds.top + bounds.bottom - h) / 2;
        let x = bounds.left;
        for top in [begin, middle] {
            let at = |left: Px, to_left| Beside {
                rect: Rect { left, top, right: left + w, bottom: top + h },
                to_left,
            };
            places.extend([at(x + BESIDE, false), at(x - BESIDE - w, true)]);
        }
    } else {
        let y = bounds.top;
        let right = stretch.to.0 > stretch.from.0;
        let begin = if right { bounds.left + 4 } else { bounds.right - 4 - w };
        let middle = (bounds.left + bounds.right - w) / 2;
        for (left, top) in [begin, middle].into_iter().flat_map(|left| [(left, y - h - 3), (left, y + 4)]) {
            let rect = Rect { left, top, right: left + w, bottom: top + h };
            places.push(Beside { rect, to_left: !right });
        }
    }
    places
}

fn free(rect: &Rect, own: usize, grid: &Grid, paths: &[Path], taken: &[Option<Beside>]) -> bool {
    let inside = rect.left >= 0 && rect.right <= grid.width && rect.top >= 0 && rect.bottom <= grid.height;
    let clear_of_edges = paths.iter().enumerate().all(|(n, path)| {
        // Words that stood as near to another edge could belong to that.
        let margin = if n == own { 1 } else { BESIDE + 1 };
        stretches(path).all(|s| !s.bounds().grown(margin).meets(rect))
    });
    inside
        && clear_of_edges
        && grid.nodes.iter().all(|node| !node.rect.grown(2).meets(rect))
        && taken.iter().flatten().all(|other| !other.rect.grown(3).meets(rect))
}

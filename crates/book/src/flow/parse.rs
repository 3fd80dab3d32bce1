//! Reads the lines of a flow.
//!
//! `id kind column,row "label" = counter` is a node, `id -> id "label" = counter` an edge; of the edge's label and
//! of the counters any may be left out.

use super::{Cell, Counter, Edge, Flow, Node, NodeKind};
use crate::attrs::Attrs;
use crate::problem::Problems;

/// Most columns, so that the text stays legible on a phone.
const COLUMNS_MAX: u8 = 3;
const ROWS_MAX: u8 = 12;

/// Reads the inside of a flow, whose first line is `first`. Faults go to `problems` with their lines.
pub(crate) fn flow(
    mut attrs: Attrs,
    first: usize,
    text: &str,
    problems: &mut Problems,
) -> Result<Flow, String> {
    let (id, lab, caption) = (attrs.require("id")?, attrs.require("lab")?, attrs.require("caption")?);
    attrs.finish("id, lab, caption")?;
    let mut flow = Flow { id, lab, caption, nodes: Vec::new(), edges: Vec::new() };
    let lines = || text.lines().enumerate().map(|(n, line)| (first + n, line.trim()));
    for (at, line) in lines().filter(|(_, line)| !line.is_empty() && arrow(line).is_none()) {
        flow.nodes.extend(problems.ok(at, node(at, line)).filter(|node| {
            let fault = clash(node, &flow.nodes);
            fault.iter().for_each(|fault| problems.add(at, fault));
            fault.is_none()
        }));
    }
    for (at, line) in lines() {
        let Some((from, rest)) = arrow(line) else { continue };
        flow.edges.extend(problems.ok(at, edge(at, from, rest, &flow)));
    }
    if flow.nodes.len() < 2 {
        return Err(
            "expected two nodes or more, each such as `idle decision 2,1 \"A connection idle?\"`".into()
        );
    }
    Ok(flow)
}

/// Splits `a -> b …` at its arrow.
fn arrow(line: &str) -> Option<(&str, &str)> {
    let (id, rest) = line.split_once(char::is_whitespace)?;
    Some((id, rest.trim_start().strip_prefix("->")?.trim_start()))
}

fn clash(node: &Node, others: &[Node]) -> Option<String> {
    let other = others.iter().find(|o| o.id == node.id || o.at.overlaps(node.at))?;
    Some(match other.id == node.id {
        true => format!("node {} is there twice", node.id),
        false => format!("{} stands on {}, which is at {}", node.id, other.id, other.at),
    })
}

fn node(line: usize, text: &str) -> Result<Node, String> {
    let mut rest = text;
    let id = word(&mut rest);
    if !id.starts_with(|c: char| c.is_ascii_lowercase())
        || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    {
        return Err(format!("{id:?}: a node's name has small letters, digits and dashes"));
    }
    let kind = NodeKind::of(word(&mut rest))?;
    let at = cell(word(&mut rest))?;
    let (label, count) = label_and_count(rest)?;
    let label = label.ok_or_else(|| format!("node {id} has no \"label\""))?;
    Ok(Node { line, id: id.into(), kind, at, label, count })
}

fn edge(line: usize, from: &str, rest: &str, flow: &Flow) -> Result<Edge, String> {
    let mut rest = rest;
    let to = word(&mut rest);
    let find = |id: &str| {
        flow.node(id).ok_or_else(|| {
            let known: Vec<&str> = flow.nodes.iter().map(|n| n.id.as_str()).collect();
            format!("there is no node {id:?}; expected one of {}", known.join(", "))
        })
    };
    let (from, to) = (find(from)?, find(to)?);
    if from == to {
        return Err("an edge from a node to itself".into());
    }
    if flow.edges.iter().any(|e| (e.from, e.to) == (from, to)) {
        return Err("this edge is there twice".into());
    }
    let (label, count) = label_and_count(rest)?;
    Ok(Edge { line, from, to, label, count })
}

/// Takes the first word off `rest`.
fn word<'a>(rest: &mut &'a str) -> &'a str {
    let text = rest.trim_start();
    let (word, after) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
    *rest = after.trim_start();
    word
}

/// `2,1`; a column may be a half: `1.5,3` stands between two.
fn cell(text: &str) -> Result<Cell, String> {
    let expected = || {
        format!(
            "{text:?}: expected column and row such as 2,1 (columns 1 to {COLUMNS_MAX}, rows 1 to {ROWS_MAX})"
        )
    };
    let (column, row) = text.split_once(',').ok_or_else(expected)?;
    let (whole, half) = column.strip_suffix(".5").map_or((column, false), |whole| (whole, true));
    let whole: u8 = whole.parse().map_err(|_| expected())?;
    let row: u8 = row.parse().map_err(|_| expected())?;
    let column = Some(whole).filter(|c| (1..=COLUMNS_MAX).contains(c)).map(|c| 2 * c + u8::from(half));
    let column = column.filter(|c| *c <= 2 * COLUMNS_MAX && (1..=ROWS_MAX).contains(&row));
    Ok(Cell { halves: column.ok_or_else(expected)?, row })
}

fn label_and_count(text: &str) -> Result<(Option<String>, Option<Counter>), String> {
    let (label, rest) = match text.strip_prefix('"') {
        None => (None, text),
        Some(quoted) => {
            let (label, rest) = quoted.split_once('"').ok_or("the closing quote of the label is missing")?;
            (Some(label.trim().to_owned()).filter(|label| !label.is_empty()), rest.trim_start())
        }
    };
    let count = match rest.strip_prefix('=') {
        Some(counter) => Some(Counter::parse(counter.trim())?),
        None if rest.is_empty() => None,
        None => return Err(format!("{rest:?}: expected `\"label\"`, `= counter`, or nothing more")),
    };
    Ok((label, count))
}

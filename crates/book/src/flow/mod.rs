//! Flow diagrams: nodes and edges that count what passes through them in a run of the lab.
//!
//! Written as text (`parse`), set on a grid (`grid`), with edges led round the nodes (`route`), their labels beside them
//! (`label`) and their common ends made one (`join`); drawn as SVG with real text and once more as a list (`draw`). The
//! counts in the page are those of the lab's standard run; with script they follow the lab.

mod counter;
mod draw;
mod grid;
mod join;
mod label;
mod parse;
mod route;
mod text;

use std::fmt;

pub(crate) use counter::{Counter, metric};
pub(crate) use draw::{Setting, figure};
pub(crate) use parse::flow as read;

use crate::plan::Outcome;

/// `:::flow{id=… lab=… caption="…"}`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Flow {
    /// Part of its anchor, `flow-<id>`.
    pub id: String,
    /// Anchor of the lab that it follows.
    pub lab: String,
    pub caption: String,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub line: usize,
    pub id: String,
    pub kind: NodeKind,
    pub at: Cell,
    pub label: String,
    pub count: Option<Counter>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Edge {
    pub line: usize,
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it leads to.
    pub to: usize,
    pub label: Option<String>,
    pub count: Option<Counter>,
}

/// What a node is; it says its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// Something is done.
    Step,
    /// A question with several ways on.
    Decision,
    /// A place where things are kept.
    Store,
    /// A place where somebody waits.
    Wait,
    /// A good end.
    Good,
    /// A bad end.
    Bad,
}

const KINDS: [(&str, NodeKind); 6] = [
    ("step", NodeKind::Step),
    ("decision", NodeKind::Decision),
    ("store", NodeKind::Store),
    ("wait", NodeKind::Wait),
    ("good", NodeKind::Good),
    ("bad", NodeKind::Bad),
];

impl NodeKind {
    fn of(name: &str) -> Result<NodeKind, String> {
        let found = KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
        found.ok_or_else(|| {
            let known: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
            format!("{name:?} is no kind of node; expected one of {}", known.join(", "))
        })
    }

    /// Name in texts, and class in the style sheet.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// A place on the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Twice the column, which is counted from 1.
    pub halves: u8,
    /// Counted from 1.
    pub row: u8,
}

impl Cell {
    fn overlaps(self, other: Cell) -> bool {
        self.row == other.row && self.halves.abs_diff(other.halves) < 2
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.halves % 2 == 1 { ".5" } else { "" };
        write!(f, "{}{half},{}", self.halves / 2, self.row)
    }
}

impl Flow {
    /// Anchor on the page.
    pub fn anchor(&self) -> String {
        format!("flow-{}", self.id)
    }

    fn node(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.id == id)
    }

    /// Nodes and edges in words without labels, with their lines: what both languages must share.
    pub fn outline(&self) -> impl Iterator<Item = (usize, String)> {
        let counted = |count: &Option<Counter>| match count {
            Some(counter) => format!(" counted by {counter}"),
            None => String::new(),
        };
        let node = move |n: &Node| {
            (n.line, format!("node {} ({} at {}){}", n.id, n.kind.name(), n.at, counted(&n.count)))
        };
        let edge = move |e: &Edge| {
            let name = |index: usize| self.nodes.get(index).map_or("", |n| n.id.as_str());
            (e.line, format!("edge {} -> {}{}", name(e.from), name(e.to), counted(&e.count)))
        };
        self.nodes.iter().map(node).chain(self.edges.iter().map(edge))
    }

    /// What is wrong with the counts of the lab's run: unknown names, or more that leaves a node than enters it.
    pub fn faults(&self, outcome: &Outcome) -> Vec<(usize, String)> {
        let counters = self.nodes.iter().map(|n| (n.line, &n.count));
        let counters = counters.chain(self.edges.iter().map(|e| (e.line, &e.count)));
        let unknown = counters.filter_map(|(line, c)| Some((line, c.as_ref()?.value(outcome).err()?)));
        let mut faults: Vec<_> = unknown.collect();
        if !faults.is_empty() {
            return faults;
        }
        for (index, node) in self.nodes.iter().enumerate() {
            let entering = self.sum(outcome, |e| e.to == index);
            let leaving = self.sum(outcome, |e| e.from == index);
            if let (Some(entering), Some(leaving)) = (entering, leaving)
                && leaving > entering
            {
                faults.push((node.line, format!("{leaving} leave {}, but only {entering} enter", node.id)));
            }
        }
        faults
    }

    /// The counts of the edges chosen, if there are any and all are counted.
    fn sum(&self, outcome: &Outcome, chosen: impl Fn(&Edge) -> bool) -> Option<u64> {
        let mut edges = self.edges.iter().filter(|e| chosen(e)).peekable();
        edges.peek()?;
        edges.map(|e| e.count.as_ref()?.value(outcome).ok()).sum()
    }

    /// What lights an edge: its own counter, else that of a node that nothing else leads to, or from.
    fn light<'a>(&'a self, edge: &'a Edge) -> Option<&'a Counter> {
        let only = |same: &dyn Fn(&Edge) -> bool| self.edges.iter().filter(|e| same(e)).count() == 1;
        let of = |index: usize, alone: bool| {
            let node = self.nodes.get(index).filter(|_| alone)?;
            // What rests somewhere is no count of what passed.
            let passes = !matches!(node.kind, NodeKind::Wait | NodeKind::Store);
            node.count.as_ref().filter(|_| passes)
        };
        let own = edge.count.as_ref();
        own.or_else(|| of(edge.to, only(&|e| e.to == edge.to)))
            .or_else(|| of(edge.from, only(&|e| e.from == edge.from)))
    }
}

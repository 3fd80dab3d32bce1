//! Where the time of one request went: a tree of spans.
//!
//! The spans that a span consists of follow each other without a gap, so that the parts together are the whole: from when
//! the user sent the request first until the last try was over for the user, or until the present. What happens beside
//! that, in goroutines that the handler has started or for nobody any more, is *aside* and counts for no part.
//!
//! Left out: within the time in which a goroutine has a processor nothing is told apart, so garbage collection that it
//! helps with, or that stops the world, counts as running. What happens inside the database between statement and answer
//! is one span but for waits for locks; a commit that waits for a replica is part of it. By how much a user with a plan has
//! sent a request too late is not its time.

mod facts;
mod hops;
mod text;
mod words;
mod work;

use tidepool_sim::Simulation;
use tidepool_world::clients::Cause;

use crate::Lang;
use facts::Facts;
use words::Words;

/// What a request spends its time with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Its client waits before it tries again.
    Backoff,
    /// It is under way between balancer and instance, there or back.
    Network,
    /// It has arrived, and no goroutine or worker has taken it up.
    Queue,
    /// A goroutine that works for it runs.
    Run,
    /// That goroutine waits for a processor.
    Ready,
    /// It waits for a connection of a pool.
    Pool,
    /// A statement, the dial of a database connection or the reading of rows, on the way or at work.
    Database,
    /// A statement waits for a lock.
    Lock,
    /// A Redis command.
    Redis,
    /// A service works.
    Service,
    /// The goroutine waits for something else within its program: channel, mutex, timer, limiter.
    Blocked,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its client still waits.
    UnderWay,
    /// Its answer came, with this status.
    Completed(u16),
    /// Its last try failed.
    Failed(Cause),
}

/// A row of a waterfall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// How deep it is nested, from 0.
    pub depth: usize,
    /// What the time went into, if it does not consist of others; those that follow and are deeper, if it does.
    pub part: Option<Part>,
    /// What happened, in the reader's words.
    pub label: String,
    /// When it began, in ns.
    pub from_ns: u64,
    /// When it was over, or the present, in ns.
    pub to_ns: u64,
    /// Whether it happened beside what the client waited for.
    pub aside: bool,
}

/// Where the time of one request went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waterfall {
    /// The number that it had when it was sent first.
    pub number: u64,
    /// Its last number, if it was tried again.
    pub last_number: u64,
    /// What was asked for, such as `GET /order`.
    pub asked: String,
    /// When it was sent first, in ns.
    pub from_ns: u64,
    /// When its last try was over, or the present, in ns.
    pub to_ns: u64,
    /// How it ended.
    pub outcome: Outcome,
    /// The rows, each before those it consists of. Stretches too short to be seen stand together in one row.
    pub spans: Vec<Span>,
    /// How much went into what, the most first; together it is all of the time.
    pub parts: Vec<(Part, u64)>,
}

/// A span with those it consists of.
#[derive(Clone, Debug)]
struct Node {
    part: Part,
    label: String,
    from: u64,
    to: u64,
    aside: bool,
    children: Vec<Node>,
}

impl Node {
    fn leaf(part: Part, label: impl Into<String>, from: u64, to: u64) -> Node {
        Node { part, label: label.into(), from, to, aside: false, children: Vec::new() }
    }

    fn of(label: impl Into<String>, from: u64, to: u64, children: Vec<Node>) -> Node {
        let children: Vec<Node> =
            children.into_iter().filter(|child| child.aside || child.to > child.from).collect();
        Node { part: Part::Blocked, label: label.into(), from, to, aside: false, children }
    }

    fn aside(self) -> Node {
        Node { aside: true, ..self }
    }

    fn length(&self) -> u64 {
        self.to - self.from
    }

    /// Adds up the time of what it consists of in the end.
    fn count(&self, parts: &mut Vec<(Part, u64)>) {
        if self.aside {
            return;
        }
        if self.children.iter().all(|child| child.aside) {
            match parts.iter_mut().find(|(part, _)| *part == self.part) {
                Some((_, sum)) => *sum += self.length(),
                None => parts.push((self.part, self.length())),
            }
        }
        self.children.iter().for_each(|child| child.count(parts));
    }
}

/// Spans shorter than this share of the whole stand together in one row.
const SHORT: u64 = 250;

/// Most rows; what is deepest goes first.
const ROWS_MAX: usize = 400;

/// The waterfall of the request that the simulation follows, if it has been sent.
pub fn waterfall(simulation: &Simulation, lang: Lang) -> Option<Waterfall> {
    let following = simulation.following()?;
    let facts = Facts::of(simulation, following)?;
    let words = Words { lang, simulation };
    let root = hops::request(&facts, &words);
    let mut parts = Vec::new();
    root.count(&mut parts);
    parts.sort_by_key(|(part, time)| (std::cmp::Reverse(*time), *part));
    let depths = (1..=8).rev();
    let spans = depths.map(|deep| rows(&root, deep, &words)).find(|rows| rows.len() <= ROWS_MAX);
    Some(Waterfall {
        number: following.first.0,
        last_number: following.tries.last().map_or(following.first.0, |request| request.0),
        asked: facts.asked.clone(),
        from_ns: root.from,
        to_ns: root.to,
        outcome: facts.outcome(),
        spans: spans.unwrap_or_default(),
        parts,
    })
}

/// The tree as rows, down to a depth.
fn rows(root: &Node, deep: usize, words: &Words) -> Vec<Span> {
    let mut rows = Vec::new();
    add_rows(&root.children, (0, deep), root.length() / SHORT, words, &mut rows);
    rows
}

fn add_rows(nodes: &[Node], (depth, deep): (usize, usize), short: u64, words: &Words, rows: &mut Vec<Span>) {
    let mut rest = nodes;
    while let Some(node) = rest.first() {
        let brief = |node: &&Node| !node.aside && node.length() < short;
        let together = rest.iter().take_while(brief).count();
        if together > 1 {
            let (some, others) = rest.split_at(together);
            rows.push(folded(some, depth, words));
            rest = others;
            continue;
        }
        rest = &rest[1..];
        if node.aside && node.length() < short {
            continue;
        }
        let whole = node.children.is_empty() || depth + 1 >= deep;
        rows.push(Span {
            depth,
            part: if whole { Some(node.part) } else { None },
            label: node.label.clone(),
            from_ns: node.from,
            to_ns: node.to,
            aside: node.aside,
        });
        if !whole {
            add_rows(&node.children, (depth + 1, deep), short, words, rows);
        }
    }
}

/// Spans too short to be seen, as one row in the name of what takes most of it.
fn folded(some: &[Node], depth: usize, words: &Words) -> Span {
    let mut parts = Vec::new();
    some.iter().for_each(|node| node.count(&mut parts));
    let most =
        parts.iter().max_by_key(|(part, time)| (*time, std::cmp::Reverse(*part))).map(|(part, _)| *part);
    let (from_ns, to_ns) = (some[0].from, some[some.len() - 1].to);
    Span { depth, part: most, label: words.brief(some.len(), &parts), from_ns, to_ns, aside: false }
}

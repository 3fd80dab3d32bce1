//! What a goroutine did that worked for the request: when it ran, and what it waited for.

use tidepool_go_vm::machine::{Doing, Wait};
use tidepool_world::Caller;

use super::facts::{Call, Facts, Statement};
use super::words::Words;
use super::{Node, Part};

/// Calls nest no deeper than this.
const DEEP: usize = 6;

/// Most goroutines that are shown beside a handler.
const ASIDES_MAX: usize = 12;

/// What goroutine `by` did from `from` to `to`, one after the other without a gap.
pub(super) fn path(by: Caller, from: u64, to: u64, facts: &Facts, words: &Words) -> Vec<Node> {
    nested_path(by, (from, to), facts, words, 0)
}

fn nested_path(by: Caller, (from, to): (u64, u64), facts: &Facts, words: &Words, deep: usize) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for (doing, from, to) in stretches(by, from, to, facts) {
        match doing {
            Some(Doing::Waiting(wait)) => {
                nodes.append(&mut waiting(by, wait, (from, to), facts, words, deep))
            }
            Some(Doing::Runnable | Doing::Started { .. }) => {
                nodes.push(Node::leaf(Part::Ready, words.ready(), from, to));
            }
            Some(Doing::Running) => nodes.push(Node::leaf(Part::Run, words.runs(), from, to)),
            Some(Doing::Ended) | None => nodes.push(Node::leaf(Part::Blocked, words.ended(), from, to)),
        }
    }
    joined(nodes)
}

/// Equal neighbours become one.
fn joined(nodes: Vec<Node>) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::new();
    for node in nodes.into_iter().filter(|node| node.to > node.from) {
        match joined.last_mut() {
            Some(last)
                if last.children.is_empty()
                    && node.children.is_empty()
                    && (last.part, &last.label) == (node.part, &node.label) =>
            {
                last.to = node.to;
            }
            _ => joined.push(node),
        }
    }
    joined
}

/// What the goroutine did, cut to a time; none before the first that is known.
fn stretches(by: Caller, from: u64, to: u64, facts: &Facts) -> Vec<(Option<&Doing>, u64, u64)> {
    let all = facts.goroutines.get(&by).map_or(&[][..], Vec::as_slice);
    let known = all.partition_point(|(at, _)| *at <= from);
    let mut stretches = Vec::new();
    let (mut doing, mut since) = (known.checked_sub(1).map(|at| &all[at].1), from);
    // Whoever takes a request up is watched a moment later, and runs.
    if doing.is_none() && !all.is_empty() {
        doing = Some(&Doing::Running);
    }
    for (at, next) in all[known..].iter().take_while(|(at, _)| *at < to) {
        stretches.push((doing, since, *at));
        (doing, since) = (Some(next), *at);
    }
    stretches.push((doing, since, to));
    stretches
}

/// What a blocked goroutine waits for, piece by piece.
fn waiting(
    by: Caller,
    wait: &Wait,
    (from, to): (u64, u64),
    facts: &Facts,
    words: &Words,
    deep: usize,
) -> Vec<Node> {
    if wait.native.starts_with("internal/mysqlwire.") {
        return vec![database(by, wait, (from, to), facts, words)];
    }
    if wait.native.starts_with("github.com/redis/") {
        return vec![redis(by, wait, (from, to), facts, words)];
    }
    let mut nodes = Vec::new();
    for stretch in facts.waits.iter().filter(|stretch| stretch.who == by) {
        let label = words.pool(wait);
        nodes.push(Node::leaf(Part::Pool, label, stretch.from, stretch.to.unwrap_or(to)));
    }
    if deep < DEEP {
        let calls = facts.calls.iter().filter(|call| call.by == by);
        nodes.extend(calls.filter_map(|call| self::call(call, (from, to), facts, words, deep)));
    }
    let (part, label) = words.blocked(wait);
    let rest = |from, to| Node::leaf(part, label.clone(), from, to);
    covered(nodes, (from, to), rest)
}

/// Pieces that cover a time without gap or overlap: those given, cut where they overlap, and the rest between them.
fn covered(mut pieces: Vec<Node>, (from, to): (u64, u64), rest: impl Fn(u64, u64) -> Node) -> Vec<Node> {
    pieces.sort_by_key(|piece| piece.from);
    let (mut nodes, mut at) = (Vec::new(), from);
    for piece in pieces {
        let (start, end) = (piece.from.max(at), piece.to.min(to));
        if start >= end {
            continue;
        }
        nodes.push(rest(at, start));
        nodes.push(cut(piece, start, end));
        at = end;
    }
    nodes.push(rest(at, to));
    nodes.retain(|node| node.to > node.from);
    nodes
}

/// The part of a node within a time that it reaches beyond.
fn cut(node: Node, from: u64, to: u64) -> Node {
    let inside = node.children.into_iter().filter(|child| child.from < to && child.to > from);
    let children = inside.map(|child| {
        let (start, end) = (child.from.max(from), child.to.min(to));
        cut(child, start, end)
    });
    Node { children: children.collect(), from, to, ..node }
}

/// A statement, a dial, or the reading of rows.
fn database(by: Caller, wait: &Wait, (from, to): (u64, u64), facts: &Facts, words: &Words) -> Node {
    let ours = |statement: &&Statement| statement.who == by && (from..to).contains(&statement.from);
    let sent = wait.native.ends_with(".NetQuery") || wait.native.ends_with(".NetExec");
    let Some(statement) = facts.statements.iter().find(ours).filter(|_| sent) else {
        return Node::leaf(Part::Database, words.wire(wait), from, to);
    };
    let end = statement.to.unwrap_or(to);
    let mut pieces = vec![Node::leaf(Part::Network, words.there(), from, statement.from)];
    for (since, until) in &statement.locks {
        pieces.push(Node::leaf(Part::Lock, words.lock(), *since, until.unwrap_or(end)));
    }
    pieces.push(Node::leaf(Part::Network, words.back(), end, to));
    let pieces =
        covered(pieces, (from, to), |from, to| Node::leaf(Part::Database, words.statement_works(), from, to));
    let label = words.statement(wait, statement.server);
    match pieces.as_slice() {
        [only] if only.part == Part::Database => Node::leaf(Part::Database, label, from, to),
        _ => Node::of(label, from, to, pieces),
    }
}

/// A command: there, until the server's one thread has time for it, at work, and back.
fn redis(by: Caller, wait: &Wait, (from, to): (u64, u64), facts: &Facts, words: &Words) -> Node {
    let label = words.redis(wait);
    let done = facts.commands.iter().find(|(who, at, _)| *who == by && (from..=to).contains(at));
    let Some((_, at, busy)) = done else { return Node::leaf(Part::Redis, label, from, to) };
    let start = at.saturating_sub(*busy).max(from);
    let pieces = vec![
        Node::leaf(Part::Network, words.redis_there(), from, start),
        Node::leaf(Part::Redis, words.redis_works(), start, *at),
        Node::leaf(Part::Network, words.back(), *at, to),
    ];
    Node::of(label, from, to, pieces)
}

/// A call, if it falls into a time.
fn call(call: &Call, (from, to): (u64, u64), facts: &Facts, words: &Words, deep: usize) -> Option<Node> {
    let end = call.to.unwrap_or(to);
    if call.from >= to || end <= from {
        return None;
    }
    let taken = call.taken.unwrap_or(end).clamp(call.from, end);
    let mut pieces = vec![Node::leaf(Part::Queue, words.call_queue(call), call.from, taken)];
    match call.served {
        Some((by, done)) => {
            let done = done.unwrap_or(end).clamp(taken, end);
            let mut parts = nested_path(by, (taken, done), facts, words, deep + 1);
            parts.extend(started(by, taken, done, facts, words));
            pieces.push(Node::of(words.handler(by, None), taken, done, parts));
            pieces.push(Node::leaf(Part::Blocked, words.answer_read(), done, end));
        }
        None => pieces.push(Node::leaf(Part::Service, words.service_works(call), taken, end)),
    }
    Some(Node::of(words.call(call), call.from, end, pieces))
}

/// The goroutines that goroutine `by` started from `from` to `to` in code of the listing, beside it.
pub(super) fn started(by: Caller, from: u64, to: u64, facts: &Facts, words: &Words) -> Vec<Node> {
    let theirs = facts.goroutines.iter().filter(|(who, all)| {
        let began = all.first();
        let ours = began.is_some_and(|(at, doing)| {
            (from..to).contains(at)
                && matches!(doing, Doing::Started { by: parent } if parent.0 == by.goroutine)
        });
        // Those of packages never wait in a line of the listing.
        who.process == by.process && ours && line_of(all).is_some()
    });
    let nodes = theirs.take(ASIDES_MAX).map(|(who, all)| {
        let began = all[0].0;
        let over = all.iter().find(|(_, doing)| *doing == Doing::Ended).map_or(facts.now, |(at, _)| *at);
        let label = words.beside(who.goroutine, line_of(all).unwrap_or_default());
        Node::of(label, began, over.max(began), path(*who, began, over.max(began), facts, words)).aside()
    });
    nodes.collect()
}

/// The first line of the listing in which a goroutine waits.
fn line_of(all: &[(u64, Doing)]) -> Option<u32> {
    all.iter().find_map(|(_, doing)| match doing {
        Doing::Waiting(wait) if wait.line > 0 => Some(wait.line),
        _ => None,
    })
}

//! A request's tries, and the way of each: to an instance, into a goroutine, and back.

use tidepool_world::clients::Cause;
use tidepool_world::{Caller, HopFailure};

use super::facts::{Event, Facts, Try};
use super::words::Words;
use super::{Node, Outcome, Part, work};

/// All of it, from when it was sent first.
pub(super) fn request(facts: &Facts, words: &Words) -> Node {
    let end = facts.end();
    let mut children = Vec::new();
    let mut at = facts.tries[0].arrived;
    for (number, of) in (1..).zip(&facts.tries) {
        children.push(Node::leaf(Part::Backoff, words.backoff(), at, of.arrived));
        at = of.end.map_or(end, |(at, _)| at);
        let (mut way, asides) = way(of, at, facts, words);
        if facts.tries.len() == 1 {
            children.append(&mut way);
        } else {
            children.push(Node::of(words.attempt(number, of.end), of.arrived, at, way));
        }
        children.extend(asides);
    }
    children.push(Node::leaf(Part::Backoff, words.backoff(), at, end));
    Node::of("", facts.tries[0].arrived, end, children)
}

/// Where a try is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Sent, or on its way to an instance.
    Before(Option<u32>),
    /// At an instance, or at the only server.
    There,
    /// In the hands of a goroutine.
    Served(Caller),
    /// On its way back.
    Back,
}

/// The stretches of a try.
struct Way<'a> {
    facts: &'a Facts,
    words: &'a Words<'a>,
    at: u64,
    place: Place,
    /// Those at the present instance, and which it is.
    hop: Vec<Node>,
    instance: Option<u32>,
    hop_from: u64,
    done: Vec<Node>,
    asides: Vec<Node>,
}

/// What a try consists of until `end`, and what goes on beside it afterwards.
fn way(of: &Try, end: u64, facts: &Facts, words: &Words) -> (Vec<Node>, Vec<Node>) {
    let balanced = of.events.iter().any(|(_, event)| matches!(event, Event::Sent(_)));
    let place = if balanced { Place::Before(None) } else { Place::There };
    let mut way = Way {
        facts,
        words,
        at: of.arrived,
        place,
        hop: Vec::new(),
        instance: None,
        hop_from: of.arrived,
        done: Vec::new(),
        asides: Vec::new(),
    };
    let ended = of.events.iter().position(|(_, event)| *event == Event::Ended);
    let (events, later) = of.events.split_at(ended.unwrap_or(of.events.len()));
    events.iter().for_each(|(at, event)| way.take(*at, *event));
    let place = way.place;
    way.pass(end);
    way.leave(None);
    // Behind a balancer, whatever is still in a goroutine's hands when the client is told has not been waited for.
    if balanced || matches!(of.end, Some((_, Outcome::Failed(Cause::Timeout)))) {
        way.go_on(place, end, later);
    }
    (way.done, way.asides)
}

impl Way<'_> {
    fn take(&mut self, at: u64, event: Event) {
        match event {
            Event::Sent(pod) => {
                self.pass(at);
                self.leave(None);
                (self.instance, self.hop_from, self.place) = (Some(pod), at, Place::Before(Some(pod)));
            }
            Event::AtInstance => self.go(at, Place::There),
            Event::Started(by) => self.go(at, Place::Served(by)),
            Event::Returning => self.go(at, Place::Back),
            Event::HopFailed(why) => {
                self.pass(at);
                self.leave(Some(why));
            }
            Event::Ended | Event::Abandoned => {}
        }
    }

    fn go(&mut self, at: u64, place: Place) {
        self.pass(at);
        self.place = place;
    }

    /// Time passes where the request is.
    fn pass(&mut self, to: u64) {
        let (from, words) = (self.at, self.words);
        self.at = to;
        self.hop.push(match self.place {
            Place::Before(_) => Node::leaf(Part::Network, words.there(), from, to),
            Place::There => Node::leaf(Part::Queue, words.queue(), from, to),
            Place::Back => Node::leaf(Part::Network, words.back(), from, to),
            Place::Served(by) => {
                let mut parts = work::path(by, from, to, self.facts, words);
                parts.extend(work::started(by, from, to, self.facts, words));
                Node::of(words.handler(by, self.instance), from, to, parts)
            }
        });
    }

    /// The instance is behind it, or the only server.
    fn leave(&mut self, failed: Option<HopFailure>) {
        let mut hop: Vec<Node> = std::mem::take(&mut self.hop);
        match self.instance.take() {
            Some(pod) => {
                let label = self.words.instance(pod, failed);
                self.done.push(Node::of(label, self.hop_from, self.at, hop));
            }
            None => self.done.append(&mut hop),
        }
        self.hop_from = self.at;
    }

    /// A server goes on although nobody waits any more, or begins only then.
    fn go_on(&mut self, place: Place, end: u64, later: &[(u64, Event)]) {
        let mut work = match place {
            Place::Served(by) => Some((by, end)),
            _ => None,
        };
        let mut over = self.facts.now;
        for (at, event) in later {
            match event {
                Event::Started(by) => work = Some((*by, *at)),
                Event::Abandoned | Event::Returning => {
                    over = *at;
                    break;
                }
                _ => {}
            }
        }
        if let Some((by, from)) = work
            && over > from
        {
            let parts = work::path(by, from, over, self.facts, self.words);
            self.asides.push(Node::of(self.words.for_nobody(), from, over, parts).aside());
        }
    }
}

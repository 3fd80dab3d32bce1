//! Between the servers, and from the monitor to them: when what is sent is there.

use std::sync::Arc;

use super::state::index;
use crate::Time;
use crate::mysql::Faults;
use crate::zones::{Place, Zones};

/// Who sends or is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    /// A server, by its number.
    Server(u64),
    /// Who watches the primary, from outside of all zones.
    Monitor,
}

/// What is under way; it names the draws of its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// A transaction of the log, to a server.
    Write {
        write: u64,
        to: u64,
    },
    /// A server has received all up to a transaction.
    Confirmation {
        write: u64,
        from: u64,
    },
    /// The monitor's question to a server in its look of this number, and the answer.
    Question {
        look: u64,
        to: u64,
    },
    Answer {
        look: u64,
        from: u64,
    },
}

impl Message {
    /// Streams of draws begin here; those of all other senders are below.
    const STREAMS: u64 = 0x6d79_7371_6c00_0000;

    fn draw(self) -> (u64, u64) {
        let (kind, server, number) = match self {
            Message::Write { write, to } => (0, to, write),
            Message::Confirmation { write, from } => (1, from, write),
            Message::Question { look, to } => (2, to, look),
            Message::Answer { look, from } => (3, from, look),
        };
        (Message::STREAMS + kind * 0x100 + server, number)
    }
}

/// The network between servers. Without zones it takes no time; where the way to a server is stalled nothing gets
/// through until that is over.
#[derive(Clone, Debug)]
pub(super) struct Ways {
    /// What goes wrong at each server, by number from 1.
    pub(super) faults: Vec<Faults>,
    pub(super) zones: Option<Arc<Zones>>,
    /// Where the servers stand, in turn.
    pub(super) places: Vec<Place>,
}

impl Ways {
    /// When what is sent now is there. [`Time::MAX`] is never.
    pub(super) fn arrival(&self, now: Time, from: Peer, to: Peer, what: Message) -> Time {
        let mut at = now;
        while let Some(until) = [from, to].into_iter().filter_map(|peer| self.stalled_until(at, peer)).max() {
            at = until;
        }
        match &self.zones {
            Some(zones) if at < Time::MAX => zones.arrival(at, self.place(from), self.place(to), what.draw()),
            _ => at,
        }
    }

    /// Where somebody is: without zones outside of all.
    pub(super) fn place(&self, peer: Peer) -> Place {
        let Peer::Server(number) = peer else { return Place::Edge };
        let (Some(at), Some(zones)) = (index(number), &self.zones) else { return Place::Edge };
        match self.places.len() {
            0 => zones.nth(u32::try_from(at).unwrap_or(0)),
            count => self.places[at % count],
        }
    }

    fn stalled_until(&self, now: Time, peer: Peer) -> Option<Time> {
        let Peer::Server(number) = peer else { return None };
        self.faults.get(index(number)?)?.stalled_until(now)
    }
}

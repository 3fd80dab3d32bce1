//! A client's end of a connection, and the server at the other.

use std::sync::Arc;

use crate::Time;
use crate::effect::{Caller, Site};
use crate::mysql::{Config, Death, Query, Server};
use crate::zones::Place;

use super::answers::Call;
use super::network::Held;

#[derive(Clone, Debug)]
pub(super) struct Socket {
    pub(super) server: u64,
    pub(super) config: Arc<Config>,
    pub(super) process: u32,
    /// Where that is; none if the way to a server takes no time of its own.
    pub(super) place: Option<Place>,
    pub(super) waiting: Option<(Caller, Call)>,
    /// How many calls have been blocked on it.
    pub(super) calls: u64,
    /// When a call was blocked on it last.
    pub(super) used: Time,
    /// When something was sent on it last.
    pub(super) sent: Time,
    /// How many messages have set out between the zones on it, and when the last one in each direction arrives.
    pub(super) messages: u64,
    pub(super) last: [Time; 2],
    /// When the firewall between has forgotten it, if it has.
    pub(super) forgotten: Option<Time>,
    /// Whether the client has its end open.
    pub(super) open: bool,
    /// How the client has learnt that the session is over, if it has.
    pub(super) dead: Option<Death>,
    /// What was answered last.
    pub(super) answered: Option<Arc<Query>>,
}

#[derive(Clone, Debug)]
pub(super) struct Host {
    pub(super) address: String,
    pub(super) server: Server,
    /// What waits for the end of a stall, in the order in which it was sent.
    pub(super) held: Vec<Held>,
}

impl Socket {
    /// One on which nothing was sent yet.
    pub(super) fn new(site: &Site, server: u64, config: Arc<Config>, place: Option<Place>) -> Socket {
        Socket {
            server,
            config,
            process: site.caller.process,
            place,
            waiting: None,
            calls: 0,
            used: site.now,
            sent: site.now,
            messages: 0,
            last: [0; 2],
            forgotten: None,
            open: true,
            dead: None,
            answered: None,
        }
    }
}

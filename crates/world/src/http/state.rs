//! Listeners, connections and requests.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;

use tidepool_des::Seed;

use crate::Time;
use crate::clients::{Counts, Group, Heard, RequestId};
use crate::effect::Caller;
use crate::follow::First;
use crate::http::front::Front;
use crate::http::line::{Answer, Line, Message};
use crate::http::way::Way;
use crate::numbered::Numbered;
use crate::service::Services;
use crate::zones::Zones;

/// A process that listens on a port.
#[derive(Clone, Debug)]
pub struct Listener {
    /// The process.
    pub process: u32,
    /// Where it listens.
    pub address: SocketAddr,
    /// Connections that nobody has accepted yet.
    pub backlog: VecDeque<u64>,
    /// Goroutines blocked in accept.
    pub(super) accepting: VecDeque<Caller>,
}

/// A connection between a client and a server.
#[derive(Clone, Debug)]
pub struct HttpConn {
    /// The serving process.
    pub process: u32,
    /// The listener by which it has come.
    pub(super) listener: u64,
    /// The client's address as the server sees it.
    pub remote: String,
    /// Whose connection it is.
    pub(super) client: Client,
    /// Whether the client has its end open.
    pub client_open: bool,
    /// A request that the client has sent and the server has not read.
    pub(super) unread: Option<Unread>,
    /// The request being served.
    pub(super) current: Option<Served>,
    /// The group and the endpoint of the request read last.
    pub(super) told: Option<(u32, u32)>,
    /// A goroutine blocked in reading the next request.
    pub(super) reading: Option<Caller>,
    /// A goroutine blocked in watching for the client to leave.
    pub(super) watching: Option<Caller>,
    /// The watch was ended before it began.
    pub(super) aborted: bool,
    /// Whether the client reads the bodies of answers.
    pub(super) reads: bool,
    /// What the server has sent of the answer to the present request, if the client reads it.
    pub(super) sent: Option<Answer>,
    /// Whether the server is gone without a word.
    pub(super) vanished: bool,
}

/// Who has the other end of a connection to a server.
#[derive(Clone, Copy, Debug)]
pub(super) enum Client {
    /// A user of a group of clients.
    User(u32, u64),
    /// The balancer, for users.
    Balancer,
    /// A program, on its line.
    Program(u64),
    /// The kubelet, which probes.
    Kubelet,
}

/// What a server has not read yet.
#[derive(Clone, Debug)]
pub(super) enum Unread {
    /// A request of a user.
    Request(RequestId),
    /// A request of a program.
    Message(Box<Message>),
}

/// What a server is at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Served {
    /// A request of a user.
    Request(RequestId),
    /// A request of a program, served by this goroutine.
    Message(Caller),
}

/// Which request of whom is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The user.
    pub user: u64,
    /// The number of the user's request, from 0.
    pub number: u64,
    /// How often the user has sent it, this time included.
    pub tries: u32,
    /// By how much it is late, in nanoseconds: of a user with a plan whose last answer was late, or who tries again.
    pub late: Time,
    /// When the user sent it first.
    pub first: First,
}

/// A request that its client waits for, or that a server still works on.
#[derive(Clone, Debug)]
pub struct Request {
    /// The group of clients.
    pub group: u32,
    /// Which of its requests.
    pub sent: Sent,
    /// Which endpoint of the mix.
    pub endpoint: u32,
    /// When it arrived.
    pub arrived: Time,
    /// When a goroutine began to serve it, and which.
    pub started: Option<(Time, Caller)>,
    /// Whether its client still waits.
    pub wanted: bool,
    /// Its connection; behind a balancer, the one to the instance.
    pub(super) conn: u64,
    /// How long its answer asks the client to wait before it tries again.
    pub(super) retry_after: Time,
    /// Its way from the balancer to an instance, if there is one.
    pub(super) way: Option<Box<Way>>,
    /// How many statements were sent to a database for it.
    statements: u64,
    /// How many commands were sent to Redis.
    commands: u64,
}

/// All HTTP traffic of a run.
#[derive(Clone, Debug)]
pub(crate) struct Web {
    pub(super) seed: Seed,
    pub(super) groups: Vec<Group>,
    pub(super) listeners: BTreeMap<u64, Listener>,
    pub(super) conns: Numbered<u64, HttpConn>,
    pub(super) requests: Numbered<RequestId, Request>,
    /// Which request each goroutine serves.
    pub(super) serving: Numbered<Caller, RequestId>,
    /// Which processes clients dial, one at random; `None` is whoever listens, in turn.
    pub(super) backends: Option<Vec<Option<u32>>>,
    /// The balancer, if clients ask one.
    pub(super) front: Option<Front>,
    /// The zones, if there are any.
    pub(crate) zones: Option<Arc<Zones>>,
    /// The paths that the kubelet asks for: of its probe and of its hook.
    pub(super) asked: [String; 2],
    /// The ends of connections that programs have dialled.
    pub(super) lines: BTreeMap<u64, Line>,
    pub(crate) services: Services,
    /// Who waits until all connections of a listener are closed.
    pub(super) draining: Vec<(u64, Caller)>,
    pub(super) next_line: u64,
    pub(super) next_listener: u64,
    pub(super) next_conn: u64,
    pub(super) next_request: u64,
}

impl Web {
    pub(crate) fn new(seed: Seed) -> Self {
        Web {
            seed,
            groups: Vec::new(),
            listeners: BTreeMap::new(),
            conns: Numbered::default(),
            requests: Numbered::default(),
            serving: Numbered::default(),
            backends: None,
            front: None,
            zones: None,
            asked: Default::default(),
            lines: BTreeMap::new(),
            services: Services::new(seed),
            draining: Vec::new(),
            next_line: 0,
            next_listener: 0,
            next_conn: 0,
            next_request: 0,
        }
    }

    /// The random numbers of the next database statement of the request that `caller` serves.
    pub(crate) fn draws(&mut self, caller: Caller) -> Option<(u64, u64)> {
        self.draws_of(*self.serving.get(&caller)?)
    }

    /// The random numbers of the next thing that is asked of others for a request.
    pub(super) fn draws_of(&mut self, request: RequestId) -> Option<(u64, u64)> {
        let request = self.requests.get_mut(&request)?;
        request.statements += 1;
        // The highest bit keeps the streams of users apart from those of servers.
        let stream = (1 << 63) | self.groups.get(request.group as usize)?.stream(request.sent.user);
        Some((stream, (request.sent.number << 16) | (request.statements & 0xffff)))
    }

    /// The random numbers of the next command for Redis of the request that `caller` serves.
    pub(crate) fn command_draws(&mut self, caller: Caller) -> Option<(u64, u64)> {
        let request = self.requests.get_mut(self.serving.get(&caller)?)?;
        request.commands += 1;
        let stream = (1 << 63) | self.groups.get(request.group as usize)?.stream(request.sent.user);
        Some((stream, (request.sent.number << 16) | (request.commands & 0xffff)))
    }

    pub(crate) fn requests(&self) -> impl Iterator<Item = (RequestId, &Request)> {
        self.requests.iter().map(|(id, request)| (*id, request))
    }

    pub(crate) fn request(&self, id: RequestId) -> Option<&Request> {
        self.requests.get(&id)
    }

    pub(crate) fn requests_made(&self) -> u64 {
        self.next_request
    }

    pub(crate) fn conns(&self) -> impl Iterator<Item = (u64, &HttpConn)> {
        self.conns.iter().map(|(id, conn)| (*id, conn))
    }

    pub(crate) fn counts(&self) -> impl Iterator<Item = &Counts> {
        self.groups.iter().map(|group| &group.counts)
    }

    pub(crate) fn heard(&self, group: u32) -> Option<&Heard> {
        self.groups.get(group as usize)?.heard.as_ref()
    }
}

impl Request {
    pub(super) fn new(group: u32, sent: Sent, endpoint: u32, arrived: Time, conn: u64) -> Self {
        Request {
            group,
            sent,
            endpoint,
            arrived,
            started: None,
            wanted: true,
            conn,
            retry_after: 0,
            way: None,
            statements: 0,
            commands: 0,
        }
    }
}

/// The address of whoever has dialled, as the other side sees it: Linux gives out the ports from 32768 to 60999.
pub(super) fn dialled_from(host: &str, number: u64) -> String {
    format!("{host}:{}", 32_768 + number % 28_232)
}

/// A port by its number, or one of those names that programs use.
pub(super) fn port(text: &str) -> Option<u16> {
    match text {
        "http" => Some(80),
        "https" => Some(443),
        number => number.parse().ok(),
    }
}

//! The clients' side: sending, giving up, going on.

use tidepool_des::Purpose;

use super::check::CHECKER;
use super::line::LOCAL_HOST;
use super::state::{Client, HttpConn, Request, Sent, Unread, Web, dialled_from};
use super::way::Way;
use crate::Time;
use crate::clients::{Cause, Clients, FAILURE, Group, MIN_BACKOFF, NextTry, RequestId};
use crate::effect::{Again, Effects, WorldEvent};
use crate::follow::{First, Note};
use crate::record::{Record, RequestRecord};
use crate::value::{Value, values};

const BACKEND: Purpose = Purpose::new("endpoint of a service");

impl Web {
    /// Adds a group of clients, which starts to send. Groups are numbered from 0.
    pub(crate) fn add_clients(&mut self, now: Time, clients: Clients, out: &mut Effects) -> u32 {
        let number = self.groups.len() as u32;
        let group = Group::new(clients, number, self.seed, now);
        for (at, user) in group.first_sends() {
            let group = number;
            out.at(at, WorldEvent::Send { group, user });
        }
        self.groups.push(group);
        number
    }

    /// A user sends its next request; an open loop makes the next arrival known.
    pub(crate) fn send(&mut self, now: Time, number: u32, user: u64, out: &mut Effects) {
        let Some(group) = self.groups.get_mut(number as usize) else {
            return;
        };
        if group.is_open()
            && let Some(at) = group.next_arrival(now, user)
        {
            let (group, user) = (number, user + 1);
            out.at(at, WorldEvent::Send { group, user });
        }
        let count = group.count_send(now, user);
        self.send_request(now, number, (user, count), 1, None, out);
    }

    /// A user sends a request again.
    pub(crate) fn send_again(&mut self, now: Time, again: Again, out: &mut Effects) {
        let Again { group, user, number, tries, first } = again;
        self.send_request(now, group, (user, number), tries, Some(first), out);
    }

    /// A user sends a request for the first time or again.
    fn send_request(
        &mut self,
        now: Time,
        number: u32,
        (user, count): (u64, u64),
        tries: u32,
        first: Option<First>,
        out: &mut Effects,
    ) {
        let Some(group) = self.groups.get_mut(number as usize) else {
            return;
        };
        let late = group.late(now, user);
        let (endpoint, _) = group.choose(user, count);
        group.counts.arrive();
        let timeout = group.config.timeout;
        self.next_request += 1;
        let id = RequestId(self.next_request);
        let first = first.unwrap_or(First { request: id, at: now });
        let sent = Sent { user, number: count, tries, late, first };
        out.sent(first.request, id);
        record(out, id, RequestRecord::Arrived { group: number, user, endpoint, tries, late, first });
        let give_up = timeout.map(|timeout| now.saturating_add(timeout.as_nanos()));
        if self.front.is_some() {
            let mut request = Request::new(number, sent, endpoint, now, 0);
            request.way = Some(Way::to(0));
            self.requests.insert(id, request);
            give_up.into_iter().for_each(|at| out.at(at, WorldEvent::GiveUp { request: id.0 }));
            if !self.forward(now, id, out) {
                self.fail(now, id, Cause::Status(503), out);
            }
            return;
        }
        let conn = self.connect(number, user, out);
        let request = Request::new(number, sent, endpoint, now, conn.unwrap_or(0));
        self.requests.insert(id, request);
        let Some(conn) = conn else {
            self.fail(now, id, Cause::Refused, out);
            return;
        };
        give_up.into_iter().for_each(|at| out.at(at, WorldEvent::GiveUp { request: id.0 }));
        if let Some(conn) = self.conns.get_mut(&conn) {
            conn.unread = Some(Unread::Request(id));
        }
        self.deliver(now, conn, out);
    }

    /// A client gives up, if it still waits: it closes its connection.
    pub(crate) fn give_up(&mut self, now: Time, id: RequestId, out: &mut Effects) {
        let Some(request) = self.requests.get(&id).filter(|request| request.wanted) else {
            return;
        };
        let (conn, forwarded) = (request.conn, request.way.is_some());
        if forwarded {
            self.client_leaves(now, id, out);
        }
        self.fail(now, id, Cause::Timeout, out);
        match forwarded {
            true => self.leaves(now, id, out),
            false => self.client_closes(now, conn, out),
        }
    }

    /// The client closes its end of a connection.
    pub(super) fn client_closes(&mut self, now: Time, conn: u64, out: &mut Effects) {
        let Some(state) = self.conns.get_mut(&conn) else {
            return;
        };
        state.client_open = false;
        if let Some(watcher) = state.watching.take() {
            out.complete(watcher, values![1i64]);
        }
        self.deliver(now, conn, out);
    }

    /// The request ended well or badly for its client, who goes on.
    pub(super) fn answer(&mut self, now: Time, id: RequestId, status: u16, out: &mut Effects) {
        if let Some(probe) = self.probed(id) {
            return self.probe_ends(now, id, probe, (200..400).contains(&status), out);
        }
        if self.is_check(id) {
            return self.check_ends(now, id, (200..400).contains(&status), out);
        }
        if status >= FAILURE {
            self.fail(now, id, Cause::Status(status), out);
            return;
        }
        let Some(request) = self.requests.get_mut(&id) else {
            return;
        };
        request.wanted = false;
        let latency = now - request.arrived;
        let Sent { user, number, late, first, .. } = request.sent;
        let (group, endpoint) = (request.group, request.endpoint);
        record(out, id, RequestRecord::Completed { group, endpoint, status, latency, late, first });
        if let Some(group) = self.groups.get_mut(group as usize) {
            group.counts.complete();
        }
        self.go_on(now, group, (user, number), 0, out);
    }

    /// The request failed for its client, who goes on.
    pub(super) fn fail(&mut self, now: Time, id: RequestId, cause: Cause, out: &mut Effects) {
        if let Some(probe) = self.probed(id) {
            return self.probe_ends(now, id, probe, false, out);
        }
        if self.is_check(id) {
            return self.check_ends(now, id, false, out);
        }
        let Some(request) = self.requests.get_mut(&id) else {
            return;
        };
        request.wanted = false;
        let latency = now - request.arrived;
        let Sent { user, number, tries, late, first } = request.sent;
        let (group, endpoint, unheard) = (request.group, request.endpoint, request.conn == 0);
        let asked = request.retry_after;
        record(out, id, RequestRecord::Failed { group, endpoint, cause, latency, late, first });
        if let Some(group) = self.groups.get_mut(group as usize) {
            group.counts.fail(cause);
        }
        if unheard {
            self.requests.remove(&id);
        }
        let least = match cause {
            Cause::Refused | Cause::Reset => MIN_BACKOFF,
            Cause::Timeout | Cause::Status(_) => 0,
        };
        let Some(state) = self.groups.get_mut(group as usize) else {
            return;
        };
        let next = match cause.may_pass() {
            true => state.next_try(now, (user, number), tries, least.max(asked)),
            false => NextTry::Enough,
        };
        match next {
            NextTry::At(at) => {
                out.note(id, Note::TriesAgain);
                let again = Again { group, user, number, tries: tries + 1, first };
                return out.at(at, WorldEvent::Retry(Box::new(again)));
            }
            NextTry::Denied => record(out, id, RequestRecord::RetryDenied { group }),
            NextTry::Enough => {}
        }
        self.go_on(now, group, (user, number), least, out);
    }

    fn is_check(&self, id: RequestId) -> bool {
        self.front.is_some() && self.requests.get(&id).is_some_and(|request| request.group == CHECKER)
    }

    /// A user is done with a request.
    fn go_on(&mut self, now: Time, number: u32, (user, request): (u64, u64), least: Time, out: &mut Effects) {
        let group = self.groups.get_mut(number as usize);
        if let Some(at) = group.and_then(|group| group.next_send(now, user, request, least)) {
            let group = number;
            out.at(at, WorldEvent::Send { group, user });
        }
    }

    /// A connection for the next request of `user`: a kept one, or a new one if somebody listens.
    fn connect(&mut self, number: u32, user: u64, out: &mut Effects) -> Option<u64> {
        let group = self.groups.get_mut(number as usize)?;
        if let Some(conn) = group.take_kept(user, |conn| self.conns.get(&conn).is_some()) {
            return Some(conn);
        }
        let wanted = group.config.port;
        let turn = group.dialed as usize;
        group.dialed += 1;
        // Of pods, the network picks one for each new connection, whether it listens or not.
        let only = match &self.backends {
            Some(backends) => {
                let mut rng = self.seed.keyed(BACKEND, number.into()).at(turn as u64);
                Some((*rng.pick(backends)?)?)
            }
            None => None,
        };
        let mut listening = self.outward(only, wanted);
        let listener = listening.nth(turn.checked_rem(listening.clone().count())?)?;
        drop(listening);
        self.dial(listener, Client::User(number, user), out)
    }

    pub(super) fn dial(&mut self, listener: u64, client: Client, out: &mut Effects) -> Option<u64> {
        let reads = match client {
            Client::User(group, _) => {
                self.groups.get(group as usize).is_some_and(|group| group.config.reads())
            }
            // It passes on what it is answered, and anybody's request may come next.
            Client::Balancer => self.groups.iter().any(|group| group.config.reads()),
            Client::Program(_) => true,
            Client::Kubelet => false,
        };
        let state = self.listeners.get_mut(&listener)?;
        self.next_conn += 1;
        let conn = self.next_conn;
        let from = match client {
            Client::User(..) | Client::Kubelet | Client::Balancer => "10.0.0.1",
            Client::Program(_) => LOCAL_HOST,
        };
        let remote = dialled_from(from, conn);
        match state.accepting.pop_front() {
            Some(caller) => out.complete(caller, accepted(conn, &remote, reads)),
            None => state.backlog.push_back(conn),
        }
        let record = HttpConn {
            process: state.process,
            listener,
            remote,
            client,
            client_open: true,
            unread: None,
            current: None,
            told: None,
            reading: None,
            watching: None,
            aborted: false,
            reads,
            sent: None,
            vanished: false,
        };
        self.conns.insert(conn, record);
        Some(conn)
    }
}

/// What accepting a connection returns: the number of one whose client reads what is answered is negative.
pub(super) fn accepted(conn: u64, remote: &str, reads: bool) -> Vec<Value> {
    let number = if reads { -(conn as i64) } else { conn as i64 };
    values![number, remote]
}

pub(super) fn record(out: &mut Effects, request: RequestId, event: RequestRecord) {
    out.record(Record::Request { request, event });
}

//! The balancer in front of the instances: where a request goes, and how the answer or the news of a failure comes back.
//!
//! Each step of the way takes the network's time. A new connection costs a round trip before the request is on its way;
//! that nobody listens is known when the request would have arrived. An instance whose zone has lost its power does not
//! answer at all: its connections are there as before, and only a timeout tells.
//!
//! A request that could not be sent, and a GET whose connection was reset, is sent to another instance, as often as the
//! balancer may. Its client is told of what failed last: 502 for a connection that was refused or reset, 504 for one
//! that was too slow; 503 if there is no instance at all.

use super::check::CHECKER;
use super::state::{Client, Sent, Unread, Web};
use super::way::Stage;
use crate::Time;
use crate::balance::{self, Balancer};
use crate::balance::{BalancerRecord, HopFailure};
use crate::clients::{Cause, Group, RequestId};
use crate::effect::{Effects, Hop, WorldEvent};
use crate::follow::Note;
use crate::record::Record;
use crate::zones::Place;

/// Draws of what is under way to instances and back have this bit in their stream.
const HOPS: u64 = 1 << 62;

/// Steps of a way, which draw apart from each other.
const SYN: u64 = 0;
const SYN_ACK: u64 = 1;
const THERE: u64 = 2;
const BACK: u64 = 3;
const FIN: u64 = 4;
const STEPS: u64 = 8;

/// A balancer and what it knows of its instances.
#[derive(Clone, Debug)]
pub(crate) struct Front {
    pub(crate) balancer: Balancer,
    /// By number: that of the pod less one.
    pub(super) instances: Vec<Instance>,
}

/// An instance.
#[derive(Clone, Debug)]
pub(super) struct Instance {
    process: Option<u32>,
    place: Place,
    /// Connections that are free, each with the port that was asked for, the most recently used last.
    kept: Vec<(Option<u16>, u64)>,
    /// Whether its health is being checked again and again, and how often it was.
    pub(super) checked: bool,
    pub(super) checks: u64,
}

/// A process of an instance as the balancer is told of it, and whether the instance is listed.
pub(crate) struct Told {
    pub(crate) process: Option<u32>,
    pub(crate) place: Place,
    pub(crate) listed: bool,
}

impl Web {
    /// From now on clients ask a balancer.
    pub(crate) fn set_front(&mut self, config: balance::Config) {
        let balancer = Balancer::new(self.seed, config);
        self.front = Some(Front { balancer, instances: Vec::new() });
    }

    /// The balancer, if there is one.
    pub(crate) fn balancer(&self) -> Option<&Balancer> {
        self.front.as_ref().map(|front| &front.balancer)
    }

    /// What there is of instances now.
    pub(crate) fn tell_front(
        &mut self,
        now: Time,
        told: impl ExactSizeIterator<Item = Told>,
        out: &mut Effects,
    ) {
        let Some(front) = &mut self.front else { return };
        for (number, Told { process, place, listed }) in told.enumerate() {
            if front.instances.len() <= number {
                let new = Instance { process, place, kept: Vec::new(), checked: false, checks: 0 };
                front.instances.push(new);
            }
            let instance = &mut front.instances[number];
            instance.process = process;
            let was = front.balancer.members().get(number).is_some_and(|member| member.listed);
            front.balancer.list(number, listed);
            if was != listed {
                note(out, BalancerRecord::Listed { instance: number as u32 + 1, listed });
            }
            if listed && !instance.checked && front.balancer.config().check.is_some() {
                instance.checked = true;
                out.at(now, WorldEvent::Hop(Hop::Check { instance: number }));
            }
        }
    }

    /// Sends a request to an instance. False: there is none that has not failed it.
    pub(super) fn forward(&mut self, now: Time, id: RequestId, out: &mut Effects) -> bool {
        let (Some(front), Some(request)) = (&mut self.front, self.requests.get_mut(&id)) else {
            return false;
        };
        let Some(way) = &mut request.way else { return false };
        let Some(instance) = front.balancer.choose(now, &way.failed) else {
            if way.failed.is_empty() {
                note(out, BalancerRecord::Nowhere { request: id });
            }
            return false;
        };
        way.instance = instance;
        way.answer = None;
        let (hop, number) = (way.hop(), instance as u32 + 1);
        note(out, BalancerRecord::Sent { request: id, instance: number, hop });
        let timeout = front.balancer.config().timeout;
        let (conns, port) = (&self.conns, port_of(&self.groups, request.group));
        let kept = front.instances[instance].take_kept(port, |conn| conns.get(&conn).is_some());
        request.conn = kept.unwrap_or(0);
        if !timeout.is_zero() {
            let at = now.saturating_add(timeout.as_nanos());
            out.at(at, WorldEvent::Hop(Hop::Enough { request: id.0, hop }));
        }
        self.set_out(now, id, out);
        true
    }

    /// A request sets out, by its connection or a new one.
    pub(super) fn set_out(&mut self, now: Time, id: RequestId, out: &mut Effects) {
        let Some(request) = self.requests.get(&id) else { return };
        let Some((hop, new)) = request.way.as_ref().map(|way| (way.hop(), request.conn == 0)) else { return };
        let patience = match (request.group, self.balancer()) {
            (CHECKER, _) | (_, None) => Time::MAX,
            (_, Some(balancer)) => now.saturating_add(balancer.config().connect_timeout.as_nanos()),
        };
        let mut sent = now;
        if new {
            let there = self.under_way(now, id, SYN, true);
            sent = self.under_way(there, id, SYN_ACK, false);
        }
        let at = if sent > patience { Time::MAX } else { self.under_way(sent, id, THERE, true) };
        if new && sent > patience {
            out.at(patience, WorldEvent::Hop(Hop::Enough { request: id.0, hop }));
        }
        if let Some(way) = self.requests.get_mut(&id).and_then(|request| request.way.as_mut()) {
            way.stage = if new { Stage::Dialing } else { Stage::UnderWay };
            way.lost = at == Time::MAX;
        }
        match at {
            Time::MAX => {}
            at if at == now => self.arrives(now, id, hop, out),
            at => out.at(at, WorldEvent::Hop(Hop::Arrives { request: id.0, hop })),
        }
    }

    /// When what is sent now, to the instance of a request or back from it, is there.
    fn under_way(&self, now: Time, id: RequestId, step: u64, there: bool) -> Time {
        let (Some(zones), Some(request)) = (&self.zones, self.requests.get(&id)) else { return now };
        let (Some(front), Some(way)) = (&self.front, &request.way) else { return now };
        if now == Time::MAX {
            return now;
        }
        let Sent { user, number, tries, .. } = request.sent;
        let stream = match self.groups.get(request.group as usize) {
            Some(group) => group.stream(user),
            None => (1 << 61) | user,
        };
        let turn = ((u64::from(tries) & 0xff) << 8) + (u64::from(way.hop()) & 0x1f) * STEPS + step;
        let draw = (HOPS | stream, (number << 16) + turn);
        let place = front.instances[way.instance].place;
        match there {
            true => zones.arrival(now, Place::Edge, place, draw),
            false => zones.arrival(now, place, Place::Edge, draw),
        }
    }

    /// Something between the balancer and an instance is due.
    pub(crate) fn hop(&mut self, now: Time, hop: Hop, out: &mut Effects) {
        match hop {
            Hop::Arrives { request, hop } => self.arrives(now, RequestId(request), hop, out),
            Hop::Returns { request, hop, status } => self.returns(now, RequestId(request), hop, status, out),
            Hop::Enough { request, hop } => self.enough(now, RequestId(request), hop, out),
            Hop::Closes { conn } => self.learns_of_close(now, conn, out),
            Hop::Check { instance } => self.check(now, instance, out),
        }
    }

    /// A request is there.
    fn arrives(&mut self, now: Time, id: RequestId, hop: u32, out: &mut Effects) {
        let Some((stage, instance)) = self.at_hop(id, hop) else { return };
        let Some(request) = self.requests.get(&id) else { return };
        let (mut conn, group) = (request.conn, request.group);
        let arrived = match stage {
            Stage::Dialing => {
                let port = port_of(&self.groups, group);
                let process = self.front.as_ref().and_then(|front| front.instances[instance].process);
                let listener = process.and_then(|process| self.outward(Some(process), port).next());
                let dialed = listener.and_then(|listener| self.dial(listener, Client::Balancer, out));
                conn = dialed.unwrap_or(0);
                dialed.is_some()
            }
            Stage::UnderWay => self.conns.get(&conn).is_some_and(|conn| !conn.vanished),
            Stage::There | Stage::Back(_) => return,
        };
        if let Some(request) = self.requests.get_mut(&id) {
            request.conn = conn;
        }
        if !arrived {
            self.conns.remove(&conn);
            let why = if stage == Stage::Dialing { HopFailure::Refused } else { HopFailure::Reset };
            return self.send_back(now, id, Err(why), out);
        }
        self.set_stage(id, Stage::There);
        out.note(id, Note::AtInstance);
        if let Some(state) = self.conns.get_mut(&conn) {
            state.unread = Some(Unread::Request(id));
        }
        self.deliver(now, conn, out);
    }

    /// An instance has answered, or a connection is closed or not to be had.
    pub(super) fn send_back(
        &mut self,
        now: Time,
        id: RequestId,
        result: Result<u16, HopFailure>,
        out: &mut Effects,
    ) {
        let Some(way) = self.requests.get(&id).and_then(|request| request.way.as_ref()) else { return };
        let hop = way.hop();
        out.note(id, Note::Returning);
        let at = self.under_way(now, id, BACK, false);
        self.set_stage(id, Stage::Back(result.err()));
        if let Some(way) = self.requests.get_mut(&id).and_then(|request| request.way.as_mut()) {
            way.lost = at == Time::MAX;
        }
        match at {
            Time::MAX => {}
            at if at == now => self.returns(now, id, hop, result.ok(), out),
            at => out.at(at, WorldEvent::Hop(Hop::Returns { request: id.0, hop, status: result.ok() })),
        }
    }

    /// The balancer has the answer of an instance, or hears that there is none.
    fn returns(&mut self, now: Time, id: RequestId, hop: u32, status: Option<u16>, out: &mut Effects) {
        let Some((Stage::Back(failure), instance)) = self.at_hop(id, hop) else { return };
        let Some(request) = self.requests.get(&id) else { return };
        let (wanted, conn, group) = (request.wanted, request.conn, request.group);
        let keep = request.way.as_ref().is_some_and(|way| way.keep);
        if !wanted {
            // Whoever had left has closed the connection.
            return self.abandon(id, group, status.unwrap_or(0), out);
        }
        if keep && status.is_some() && self.is_free(conn) {
            let port = port_of(&self.groups, group);
            self.front.iter_mut().for_each(|front| front.instances[instance].kept.push((port, conn)));
        }
        if let Some(failure) = failure {
            self.note_failure(id, instance, failure, out);
        }
        self.over(now, instance, group, Some(status.is_none_or(|status| status >= 500)), out);
        match status {
            Some(status) => {
                let way = self.requests.get_mut(&id).and_then(|request| request.way.as_mut());
                if let Some(answer) = way.and_then(|way| way.answer.take()) {
                    self.hear(now, id, status, answer);
                }
                self.answer(now, id, status, out);
                self.requests.remove(&id);
            }
            None => self.next_hop(now, id, 502, out),
        }
    }

    fn is_free(&self, conn: u64) -> bool {
        self.conns.get(&conn).is_some_and(|conn| conn.client_open && conn.current.is_none() && !conn.vanished)
    }

    /// Nobody waits for what an instance has done.
    pub(super) fn abandon(&mut self, id: RequestId, group: u32, status: u16, out: &mut Effects) {
        self.requests.remove(&id);
        if group != CHECKER {
            let event = crate::record::RequestRecord::Abandoned { group, status };
            out.record(Record::Request { request: id, event });
        }
    }

    /// The balancer has waited for long enough.
    fn enough(&mut self, now: Time, id: RequestId, hop: u32, out: &mut Effects) {
        let Some((stage, instance)) = self.at_hop(id, hop) else { return };
        let Some(request) = self.requests.get(&id).filter(|request| request.wanted) else { return };
        let group = request.group;
        let why = if stage == Stage::Dialing { HopFailure::Unreachable } else { HopFailure::Silent };
        self.note_failure(id, instance, why, out);
        self.over(now, instance, group, Some(true), out);
        if stage == Stage::Dialing {
            return self.next_hop(now, id, 504, out);
        }
        self.fail(now, id, Cause::Status(504), out);
        self.leaves(now, id, out);
    }

    /// A request has failed at an instance: another one gets it, or its client is told.
    fn next_hop(&mut self, now: Time, id: RequestId, status: u16, out: &mut Effects) {
        let tries = self.balancer().map_or(0, |balancer| balancer.config().tries);
        let Some(request) = self.requests.get_mut(&id) else { return };
        let again = request.group != CHECKER;
        let Some(way) = &mut request.way else { return };
        let (failed, reset) = (way.instance, way.stage == Stage::Back(Some(HopFailure::Reset)));
        way.failed.push(failed);
        let more = again && way.hop() <= tries;
        if more && (!reset || self.is_get(id)) && self.forward(now, id, out) {
            return;
        }
        self.fail(now, id, Cause::Status(status), out);
        self.requests.remove(&id);
    }

    fn is_get(&self, id: RequestId) -> bool {
        let request = self.requests.get(&id);
        let group = request.and_then(|request| self.groups.get(request.group as usize));
        let endpoint = group.zip(request).and_then(|(group, of)| group.config.mix.get(of.endpoint as usize));
        endpoint.is_some_and(|endpoint| endpoint.method == "GET")
    }

    /// The client or the balancer waits no more: the connection is closed, and the instance learns of it.
    pub(super) fn leaves(&mut self, now: Time, id: RequestId, out: &mut Effects) {
        let Some(request) = self.requests.get(&id) else { return };
        let Some(way) = &request.way else { return };
        let (conn, lost, dialing) = (request.conn, way.lost, way.stage == Stage::Dialing);
        if dialing || lost {
            self.requests.remove(&id);
        }
        if dialing {
            return;
        }
        let at = self.under_way(now, id, FIN, true);
        match at {
            at if at == now => self.learns_of_close(now, conn, out),
            // An instance that never learns has its end open for as long as it lives.
            Time::MAX if self.conns.get(&conn).is_none_or(|conn| conn.vanished) => {
                drop(self.conns.remove(&conn))
            }
            Time::MAX => {}
            at => out.at(at, WorldEvent::Hop(Hop::Closes { conn })),
        }
    }

    /// A client is about to give up a request that is with the balancer: that says nothing about the instance.
    pub(super) fn client_leaves(&mut self, now: Time, id: RequestId, out: &mut Effects) {
        let Some(request) = self.requests.get(&id) else { return };
        let (group, instance) = (request.group, request.way.as_ref().map_or(0, |way| way.instance));
        self.over(now, instance, group, None, out);
    }

    fn learns_of_close(&mut self, now: Time, conn: u64, out: &mut Effects) {
        match self.conns.get(&conn) {
            Some(state) if state.vanished => drop(self.conns.remove(&conn)),
            _ => self.client_closes(now, conn, out),
        }
    }

    /// A request is over for the balancer, which may eject the instance.
    fn over(&mut self, now: Time, instance: usize, group: u32, error: Option<bool>, out: &mut Effects) {
        let Some(front) = self.front.as_mut().filter(|_| group != CHECKER) else { return };
        if front.balancer.ends(now, instance, error) {
            let until = front.balancer.members()[instance].ejected;
            note(out, BalancerRecord::Ejected { instance: instance as u32 + 1, until });
        }
    }

    fn note_failure(&self, id: RequestId, instance: usize, why: HopFailure, out: &mut Effects) {
        if self.requests.get(&id).is_some_and(|request| request.group != CHECKER) {
            note(out, BalancerRecord::Failed { request: id, instance: instance as u32 + 1, why });
        }
    }
}

impl Instance {
    /// The free connection to a port that was used last.
    fn take_kept(&mut self, port: Option<u16>, is_open: impl Fn(u64) -> bool) -> Option<u64> {
        while let Some(place) = self.kept.iter().rposition(|(of, _)| *of == port) {
            let (_, conn) = self.kept.remove(place);
            if is_open(conn) {
                return Some(conn);
            }
        }
        None
    }
}

/// The port that a group asks for; health checks ask for that of the first group.
fn port_of(groups: &[Group], group: u32) -> Option<u16> {
    groups.get(group as usize).or(groups.first()).and_then(|group| group.config.port)
}

pub(super) fn note(out: &mut Effects, event: BalancerRecord) {
    out.record(Record::Balancer(event));
}

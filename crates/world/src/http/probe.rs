//! What the kubelet asks, probes and hooks: requests like any other, on a connection of their own each time, that count
//! for no client.

use super::state::{Client, Request, Sent, Unread, Web};
use crate::Time;
use crate::clients::RequestId;
use crate::effect::{Effects, WorldEvent};
use crate::follow::First;
use crate::pods::{Ask, Asked, Deployment, Hook, PodEvent};

/// The group to which they belong. Their user is the number of the pod, and their number the process.
pub(super) const PROBER: u32 = u32::MAX;

/// Its endpoints.
const PROBE: u32 = 0;
const HOOK: u32 = 1;

impl Web {
    /// From now on the kubelet asks for this.
    pub(crate) fn set_asked(&mut self, of: &Deployment) {
        let probe = of.readiness.as_ref().map(|readiness| readiness.path.clone());
        let hook = match &of.pre_stop {
            Hook::Get(path) => Some(path.clone()),
            Hook::Sleep(_) => None,
        };
        self.asked = [probe, hook].map(Option::unwrap_or_default);
    }

    /// The path that it asks for.
    pub(super) fn asked(&self, endpoint: u32) -> &str {
        &self.asked[usize::from(endpoint != PROBE)]
    }

    /// From now on clients dial these processes, each time one at random.
    pub(crate) fn set_backends(&mut self, backends: Vec<Option<u32>>) {
        self.backends = Some(backends);
    }

    /// Asks a process. One that does not listen refuses.
    pub(crate) fn ask(&mut self, now: Time, ask: Ask, of: &Deployment, out: &mut Effects) {
        let Ask { pod, process, what } = ask;
        self.next_request += 1;
        let id = RequestId(self.next_request);
        let listener = self.outward(Some(process), of.port).next();
        let conn = listener.and_then(|listener| self.dial(listener, Client::Kubelet, out));
        let endpoint = if what == Asked::Readiness { PROBE } else { HOOK };
        let Some(conn) = conn else {
            return known(now, endpoint, (pod, process), false, out);
        };
        let first = First { request: id, at: now };
        let sent = Sent { user: pod.into(), number: process.into(), tries: 1, late: 0, first };
        let request = Request::new(PROBER, sent, endpoint, now, conn);
        self.requests.insert(id, request);
        if let Some(readiness) = of.readiness.as_ref().filter(|_| endpoint == PROBE) {
            let at = now.saturating_add(readiness.timeout.as_nanos());
            out.at(at, WorldEvent::GiveUp { request: id.0 });
        }
        if let Some(state) = self.conns.get_mut(&conn) {
            state.unread = Some(Unread::Request(id));
        }
        self.deliver(now, conn, out);
    }

    /// Pod and process that request `id` asks, if it is a probe.
    pub(super) fn probed(&self, id: RequestId) -> Option<(u32, u32)> {
        self.backends.as_ref()?;
        let request = self.requests.get(&id).filter(|request| request.group == PROBER)?;
        Some((request.sent.user as u32, request.sent.number as u32))
    }

    /// The kubelet knows.
    pub(super) fn probe_ends(
        &mut self,
        now: Time,
        id: RequestId,
        (pod, process): (u32, u32),
        ok: bool,
        out: &mut Effects,
    ) {
        let Some(request) = self.requests.get_mut(&id) else { return };
        request.wanted = false;
        known(now, request.endpoint, (pod, process), ok, out);
    }
}

/// What the kubelet makes of an answer, or of none.
fn known(now: Time, endpoint: u32, (pod, process): (u32, u32), ok: bool, out: &mut Effects) {
    let event = match endpoint {
        PROBE => PodEvent::Probed { process, ok },
        _ => PodEvent::Terminate,
    };
    out.at(now, WorldEvent::Pod { pod, event });
}

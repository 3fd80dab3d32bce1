//! The kubelet's probes: requests like any other, on a connection of their own each time, that count for no client.

use super::state::{Client, Request, Sent, Unread, Web};
use crate::Time;
use crate::clients::RequestId;
use crate::effect::{Effects, WorldEvent};
use crate::follow::First;
use crate::pods::{PodEvent, Probe, Readiness};

/// The group to which probes belong. Their user is the number of the pod, and their number the process.
pub(super) const PROBER: u32 = u32::MAX;

impl Web {
    /// From now on the kubelet asks for this.
    pub(crate) fn set_probe_path(&mut self, path: String) {
        self.probe_path = path;
    }

    /// From now on clients dial these processes, each time one at random.
    pub(crate) fn set_backends(&mut self, backends: Vec<Option<u32>>) {
        self.backends = Some(backends);
    }

    /// Asks a process whether it is ready. A process that does not listen refuses.
    pub(crate) fn probe(&mut self, now: Time, probe: Probe, readiness: &Readiness, out: &mut Effects) {
        let Probe { pod, process } = probe;
        self.next_request += 1;
        let id = RequestId(self.next_request);
        let listener = self.outward(Some(process), readiness.port).next();
        let conn = listener.and_then(|listener| self.dial(listener, Client::Kubelet, out));
        let Some(conn) = conn else {
            out.at(now, WorldEvent::Pod { pod, event: PodEvent::Probed { process, ok: false } });
            return;
        };
        let sent = Sent {
            user: pod.into(),
            number: process.into(),
            tries: 1,
            late: 0,
            first: First { request: id, at: now },
        };
        let request = Request::new(PROBER, sent, 0, now, conn);
        self.requests.insert(id, request);
        out.at(now.saturating_add(readiness.timeout.as_nanos()), WorldEvent::GiveUp { request: id.0 });
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
        if let Some(request) = self.requests.get_mut(&id) {
            request.wanted = false;
        }
        out.at(now, WorldEvent::Pod { pod, event: PodEvent::Probed { process, ok } });
    }
}

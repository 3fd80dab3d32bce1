//! The balancer's health checks: requests like any other, on a connection of their own each time, that count for no client.

use super::front::note;
use super::state::{Request, Sent, Web};
use super::way::Way;
use crate::Time;
use crate::balance::BalancerRecord;
use crate::clients::RequestId;
use crate::effect::{Effects, Hop, WorldEvent};
use crate::follow::First;

/// The group to which health checks belong. Their user is the number of the instance.
pub(super) const CHECKER: u32 = u32::MAX - 1;

impl Web {
    /// The balancer asks an instance how it is, and will again.
    pub(super) fn check(&mut self, now: Time, number: usize, out: &mut Effects) {
        let Some(front) = &mut self.front else { return };
        let Some(check) = front.balancer.config().check.clone() else { return };
        let Some(instance) = front.instances.get_mut(number) else { return };
        if !front.balancer.members()[number].listed {
            instance.checked = false;
            return;
        }
        instance.checks += 1;
        self.next_request += 1;
        let (id, count) = (RequestId(self.next_request), instance.checks);
        let sent = Sent {
            user: number as u64,
            number: count,
            tries: 1,
            late: 0,
            first: First { request: id, at: now },
        };
        let mut request = Request::new(CHECKER, sent, 0, now, 0);
        request.way = Some(Way::to(number));
        self.requests.insert(id, request);
        out.at(now.saturating_add(check.timeout.as_nanos()), WorldEvent::GiveUp { request: id.0 });
        self.set_out(now, id, out);
    }

    /// The balancer knows how an instance is. It asks again when the period is over that began with this check.
    pub(super) fn check_ends(&mut self, now: Time, id: RequestId, ok: bool, out: &mut Effects) {
        let (Some(front), Some(request)) = (&mut self.front, self.requests.get_mut(&id)) else { return };
        request.wanted = false;
        let number = request.sent.user as usize;
        let period =
            front.balancer.config().check.as_ref().map_or(Time::MAX, |check| check.period.as_nanos());
        let next = request.arrived.saturating_add(period).max(now);
        out.at(next, WorldEvent::Hop(Hop::Check { instance: number }));
        if let Some(sick) = front.balancer.checked(number, ok) {
            note(out, BalancerRecord::Sick { instance: number as u32 + 1, sick });
        }
    }

    /// The path of health checks.
    pub(super) fn check_path(&self) -> &str {
        let check = self.balancer().and_then(|balancer| balancer.config().check.as_ref());
        check.map_or("/", |check| &check.path)
    }
}

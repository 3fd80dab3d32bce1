//! What the Deployment does: new pods up, old pods down, never too many and never too few.

use super::cluster::{Cluster, START, at, record};
use super::{Pod, PodEvent};
use crate::Time;
use crate::effect::Effects;
use crate::record::PodRecord;

impl Cluster {
    /// A newer version is to replace what runs, perhaps of another listing.
    pub(crate) fn roll_out(&mut self, now: Time, listing: Option<u32>, out: &mut Effects) {
        self.version += 1;
        self.listing = listing.unwrap_or(self.listing);
        self.reconcile(now, out);
    }

    /// Another pod of the newest version; somebody must see to its start.
    pub(super) fn create(&mut self, now: Time, out: &mut Effects) -> u32 {
        let number = self.pods.len() as u32 + 1;
        self.pods.push(Pod::new(number, self.version, self.listing, now));
        record(out, number, PodRecord::Created { version: self.version });
        number
    }

    /// Steps of the rolling update, as long as one is due. Pods that are being deleted count neither for nor against: a
    /// rollout does not wait until the old ones are gone.
    pub(super) fn reconcile(&mut self, now: Time, out: &mut Effects) {
        loop {
            let (coming, going) = (self.missing(), self.superfluous());
            if coming == 0 && going.is_empty() {
                return;
            }
            for _ in 0..coming {
                let pod = self.create(now, out);
                let mut rng = self.seed.keyed(START, u64::from(pod)).at(0);
                let start = self.config.start_time.sample(&mut rng).as_nanos();
                at(now.saturating_add(start), pod, PodEvent::Start, out);
            }
            for pod in going {
                self.delete(now, pod, out);
            }
        }
    }

    /// How many new pods there may be and should be besides those there are.
    fn missing(&self) -> u32 {
        let wanted = || self.pods.iter().filter(|pod| pod.is_wanted());
        let newest = wanted().filter(|pod| pod.version == self.version).count() as u32;
        let replicas = self.config.replicas;
        let room = (replicas + self.config.surge).saturating_sub(wanted().count() as u32);
        room.min(replicas.saturating_sub(newest))
    }

    /// Old pods that can go now: those that are not ready first, then those that have been ready for the shortest time.
    fn superfluous(&self) -> Vec<u32> {
        let wanted = || self.pods.iter().filter(|pod| pod.is_wanted());
        let is_new = |pod: &&Pod| pod.version == self.version;
        let least = self.config.replicas.saturating_sub(self.config.unavailable) as usize;
        let coming = wanted().filter(is_new).filter(|pod| !pod.ready).count();
        // New pods that are not ready yet must not be counted on.
        let mut most = wanted().count().saturating_sub(least + coming);
        let mut ready = wanted().filter(|pod| pod.ready).count();
        let mut old: Vec<&Pod> = wanted().filter(|pod| !is_new(pod)).collect();
        let since = |pod: &Pod| pod.timeline.readiness.last().map_or(0, |(at, _)| *at);
        old.sort_by_key(|pod| (pod.ready, std::cmp::Reverse((since(pod), pod.number))));
        let mut going = Vec::new();
        for pod in old {
            if most == 0 || pod.ready && ready <= least {
                break;
            }
            most -= 1;
            ready -= usize::from(pod.ready);
            going.push(pod.number);
        }
        going
    }
}

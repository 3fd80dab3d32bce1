//! Instances in zones: who is listed, who has power, and what the balancer is told of it.
//!
//! With a registry, an instance registers when it becomes ready, as its pod would become an endpoint, and leaves in order
//! when it is deleted. One that dies says nothing: its lease runs out.

use std::sync::Arc;

use crate::Time;
use crate::balance::{self, Balancer};
use crate::effect::{Effects, RegistryEvent, WorldEvent};
use crate::http::Told;
use crate::pods::{Deployment, PodEvent};
use crate::record::Record;
use crate::registry::{self, Registry};
use crate::world::World;
use crate::zones::{self, FaultKind, Place, Zones};

/// Heartbeats draw their latency in streams with this bit.
const HEARTBEATS: u64 = 1 << 60;

/// A registry, and what instances have sent it.
#[derive(Clone, Debug)]
pub(crate) struct Registered {
    registry: Registry,
    /// Whether an instance sends heartbeats, and how many messages it has sent.
    senders: Vec<(bool, u64)>,
}

impl World {
    /// Pods, and whoever else is in one, are in zones: to be said before all else.
    pub fn set_zones(&mut self, config: zones::Config, out: &mut Effects) {
        for (fault, zones::Fault { at, until, .. }) in config.faults.iter().enumerate() {
            out.at(*at, WorldEvent::ZoneFault { fault, begins: true });
            out.at(*until, WorldEvent::ZoneFault { fault, begins: false });
        }
        let zones = Arc::new(Zones::new(self.seed, config));
        self.http.zones = Some(Arc::clone(&zones));
        self.zones = Some(zones);
    }

    /// The zones, if there are any.
    pub fn zones(&self) -> Option<&Zones> {
        self.zones.as_deref()
    }

    /// Clients ask a balancer, which asks the pods: to be said before they are deployed.
    pub fn set_balancer(&mut self, config: balance::Config) {
        self.http.set_front(config);
    }

    /// The balancer, if there is one.
    pub fn balancer(&self) -> Option<&Balancer> {
        self.http.balancer()
    }

    /// The balancer learns of instances by a registry: to be said before pods are deployed.
    pub fn set_registry(&mut self, config: registry::Config, out: &mut Effects) {
        for fault in &config.down {
            out.at(fault.until, WorldEvent::Registry(RegistryEvent::Up));
        }
        self.registry = Some(Registered { registry: Registry::new(config), senders: Vec::new() });
    }

    /// The registry, if there is one.
    pub fn registry(&self) -> Option<&Registry> {
        self.registry.as_ref().map(|registered| &registered.registry)
    }

    /// From now on processes are pods: starts the first ones. Clients then dial one of those that are ready, at random,
    /// or ask the balancer.
    pub fn deploy(&mut self, now: Time, deployment: Deployment, out: &mut Effects) {
        if let Some(readiness) = &deployment.readiness {
            self.http.set_probe_path(readiness.path.clone());
        }
        self.pods = Some(crate::pods::Cluster::new(deployment, self.seed, self.zones.clone(), now, out));
        self.tell_backends(now, out);
    }

    /// Whoever sends requests to pods is told which there are.
    pub(crate) fn tell_backends(&mut self, now: Time, out: &mut Effects) {
        let Some(pods) = &self.pods else { return };
        let (zones, registry) = (self.zones.as_deref(), self.registry.as_ref());
        let told = pods.pods().iter().enumerate().map(|(number, pod)| Told {
            process: pod.process(),
            place: zones.map_or(Place::Edge, |zones| zones.nth(number as u32)),
            listed: registry.map_or(pod.listed, |of| of.registry.lists(number)),
        });
        self.http.tell_front(now, told, out);
        self.http.set_backends(pods.backends());
    }

    pub(crate) fn pod_event(&mut self, now: Time, number: u32, event: PodEvent, out: &mut Effects) {
        let was = self.lists_pod(number);
        let Some(pods) = &mut self.pods else { return };
        let probe = pods.handle(now, number, event, out);
        if let (Some(probe), Some(readiness)) = (probe, &pods.config().readiness) {
            self.http.probe(now, probe, readiness, out);
        }
        let instance = number as usize - 1;
        match (was, self.lists_pod(number)) {
            (false, true) => self.registers(now, instance, out),
            (true, false) => self.tell_registry(now, instance, false, out),
            _ => {}
        }
        self.tell_backends(now, out);
    }

    fn lists_pod(&self, number: u32) -> bool {
        let pod = self.pods.as_ref().and_then(|pods| pods.pods().get(number as usize - 1));
        pod.is_some_and(|pod| pod.listed)
    }

    /// An instance begins to send heartbeats, unless it does so already.
    fn registers(&mut self, now: Time, instance: usize, out: &mut Effects) {
        let Some(Registered { senders, .. }) = &mut self.registry else { return };
        if senders.len() <= instance {
            senders.resize(instance + 1, (false, 0));
        }
        if !std::mem::replace(&mut senders[instance].0, true) {
            self.registry_event(now, RegistryEvent::Beat { instance }, out);
        }
    }

    pub(crate) fn registry_event(&mut self, now: Time, event: RegistryEvent, out: &mut Effects) {
        let Some(Registered { registry, senders }) = &mut self.registry else { return };
        match event {
            RegistryEvent::Beat { instance } => {
                let heartbeat = registry.config().heartbeat.as_nanos();
                if !self.lists_pod(instance as u32 + 1) {
                    self.registry.iter_mut().for_each(|of| of.senders[instance].0 = false);
                    return;
                }
                out.at(now.saturating_add(heartbeat), WorldEvent::Registry(RegistryEvent::Beat { instance }));
                return self.tell_registry(now, instance, true, out);
            }
            RegistryEvent::Heard { instance, stays: true } => {
                if let Some(end) = registry.renew(now, instance) {
                    out.at(end, WorldEvent::Registry(RegistryEvent::Expires { instance }));
                }
            }
            RegistryEvent::Heard { instance, stays: false } => drop(registry.revoke(now, instance)),
            RegistryEvent::Expires { instance } => drop(registry.expires(now, instance)),
            RegistryEvent::Up => {
                debug_assert!(senders.len() < 1 << 32, "pods are numbered so");
                for (instance, end) in registry.comes_up(now) {
                    out.at(end, WorldEvent::Registry(RegistryEvent::Expires { instance }));
                }
            }
        }
        self.tell_backends(now, out);
    }

    /// An instance that lives sends the registry a heartbeat, or that it leaves.
    fn tell_registry(&mut self, now: Time, instance: usize, stays: bool, out: &mut Effects) {
        let lives = self.pods.as_ref().and_then(|pods| pods.pods().get(instance)?.process()).is_some();
        let Some(sender) = self.registry.as_mut().and_then(|of| of.senders.get_mut(instance)) else { return };
        sender.1 += 1;
        let at = match &self.zones {
            Some(zones) => {
                let draw = (HEARTBEATS | instance as u64, sender.1);
                zones.arrival(now, zones.nth(instance as u32), Place::Edge, draw)
            }
            None => now,
        };
        if lives && at < Time::MAX {
            out.at(at, WorldEvent::Registry(RegistryEvent::Heard { instance, stays }));
        }
    }

    /// Something goes wrong with a zone, or is over. What has no power is gone at once.
    pub(crate) fn zone_fault(&mut self, now: Time, number: usize, begins: bool, out: &mut Effects) {
        let Some(zones) = &self.zones else { return };
        let Some(fault) = zones.config().faults.get(number) else { return };
        let zones::Trouble { zone, kind } = fault.kind;
        out.record(Record::Zone { fault: number, zone, kind, begins });
        if kind == FaultKind::Down && begins {
            let pods = self.pods.iter().flat_map(|pods| pods.pods());
            let there = pods.enumerate().filter(|(n, _)| zones.nth(*n as u32) == Place::Zone(zone));
            let processes: Vec<u32> = there.filter_map(|(_, pod)| pod.process()).collect();
            processes.into_iter().for_each(|process| out.signal(process, "SIGKILL"));
        }
        if kind == FaultKind::Down {
            self.databases.zone_power(now, Place::Zone(zone), !begins, out);
        }
        debug_assert!(now >= fault.at, "faults come in their time");
    }

    /// Whether the host of a process has lost its power.
    pub(crate) fn is_dark(&self, now: Time, process: u32) -> bool {
        let pod = self.pods.as_ref().and_then(|pods| pods.pod_of(process));
        let place = pod.zip(self.zones.as_ref()).map(|(pod, zones)| (zones, zones.nth(pod.number - 1)));
        place.is_some_and(|(zones, place)| !zones.is_up(now, place))
    }
}

//! Instances in zones: who is listed, who has power, and what the balancer is told of it.
//!
//! With a registry, the process of an instance registers once it is ready and its pod would be an endpoint, and leaves in
//! order when its pod, which is being deleted, would be one no more. One that dies says nothing: its lease runs out, unless
//! the process that follows registers before. That a process is not ready for a time is nothing to the registry: it lives,
//! and sends its heartbeats.

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
    /// By instance.
    senders: Vec<Sender>,
}

/// What an instance sends to the registry.
#[derive(Clone, Debug, Default)]
struct Sender {
    /// The process that has registered and has not left: it sends heartbeats as long as it lives.
    process: Option<u32>,
    /// Messages so far.
    messages: u64,
    /// When the last of them arrives: nothing overtakes what was sent before it.
    last: Time,
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

    /// From now on processes are pods: starts the first ones. Clients then dial one of those that are ready, at random,
    /// or ask the balancer.
    pub fn deploy(&mut self, now: Time, deployment: Deployment, out: &mut Effects) {
        self.http.set_asked(&deployment);
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
        let was = self.seen(number);
        let Some(pods) = &mut self.pods else { return };
        if let Some(ask) = pods.handle(now, number, event, out) {
            self.http.ask(now, ask, pods.config(), out);
        }
        self.registers(now, number, out);
        if was != self.seen(number) {
            self.tell_backends(now, out);
        }
    }

    /// What those are told of whom an event of this pod's may change: how many pods there are, its process, whether it is
    /// an endpoint.
    fn seen(&self, number: u32) -> Option<(usize, Option<u32>, bool)> {
        let pods = self.pods.as_ref()?.pods();
        pods.get(number as usize - 1).map(|pod| (pods.len(), pod.process(), pod.listed))
    }

    /// A process that has become an instance registers; one whose pod is being deleted leaves.
    fn registers(&mut self, now: Time, number: u32, out: &mut Effects) {
        let instance = number as usize - 1;
        let (Some(pods), Some(Registered { senders, .. })) = (&self.pods, &mut self.registry) else { return };
        let Some(pod) = pods.pods().get(instance) else { return };
        let Some(process) = pod.process() else { return };
        if senders.len() <= instance {
            senders.resize(instance + 1, Sender::default());
        }
        let sender = &mut senders[instance];
        if pod.listed && pod.ready && sender.process != Some(process) {
            sender.process = Some(process);
            self.registry_event(now, RegistryEvent::Beat { instance, process }, out);
        } else if !pod.listed && pod.timeline.deleted.is_some() && sender.process == Some(process) {
            sender.process = None;
            self.tell_registry(now, instance, false, out);
        }
    }

    pub(crate) fn registry_event(&mut self, now: Time, event: RegistryEvent, out: &mut Effects) {
        let Some(Registered { registry, senders }) = &mut self.registry else { return };
        let changed = match event {
            RegistryEvent::Beat { instance, process } => {
                let heartbeat = registry.config().heartbeat.as_nanos();
                let runs = self.pods.as_ref().and_then(|pods| pods.pods().get(instance)?.process());
                if runs == Some(process) && senders[instance].process == runs {
                    out.at(now.saturating_add(heartbeat), WorldEvent::Registry(event));
                    self.tell_registry(now, instance, true, out);
                }
                false
            }
            RegistryEvent::Heard { instance, stays: true } => {
                let is_new = !registry.lists(instance);
                let end = registry.renew(now, instance);
                if let Some(end) = end {
                    out.at(end, WorldEvent::Registry(RegistryEvent::Expires { instance }));
                }
                is_new && end.is_some()
            }
            RegistryEvent::Heard { instance, stays: false } => registry.revoke(now, instance),
            RegistryEvent::Expires { instance } => registry.expires(now, instance),
            RegistryEvent::Up => {
                for (instance, end) in registry.comes_up(now) {
                    out.at(end, WorldEvent::Registry(RegistryEvent::Expires { instance }));
                }
                false
            }
        };
        if changed {
            self.tell_backends(now, out);
        }
    }

    /// An instance sends the registry a heartbeat, or that it leaves.
    fn tell_registry(&mut self, now: Time, instance: usize, stays: bool, out: &mut Effects) {
        let Some(sender) = self.registry.as_mut().and_then(|of| of.senders.get_mut(instance)) else { return };
        sender.messages += 1;
        let at = match &self.zones {
            Some(zones) => {
                let draw = (HEARTBEATS | instance as u64, sender.messages);
                zones.arrival(now, zones.nth(instance as u32), Place::Edge, draw)
            }
            None => now,
        };
        if at < Time::MAX {
            sender.last = at.max(sender.last);
            out.at(sender.last, WorldEvent::Registry(RegistryEvent::Heard { instance, stays }));
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

//! What the kubelet and the endpoints do, event by event.

use std::sync::Arc;

use tidepool_des::{Purpose, Seed};

use super::pod::remember;
use super::{
    BACKOFF, BACKOFF_MAX, BACKOFF_RESET, Container, Deployment, GRACE_MIN, Hook, Phase, Pod, PodEvent,
};
use crate::Time;
use crate::effect::{Effects, WorldEvent};
use crate::record::{PodRecord, Record};
use crate::zones::Zones;

pub(super) const START: Purpose = Purpose::new("pod start");
const DELAY: Purpose = Purpose::new("endpoint delay");

/// The pods of a Deployment.
#[derive(Clone, Debug)]
pub struct Cluster {
    pub(super) config: Deployment,
    pub(super) seed: Seed,
    /// The zones over which pods are spread, if there are any.
    zones: Option<Arc<Zones>>,
    /// All pods that there have ever been; pod n is number n - 1.
    pub(super) pods: Vec<Pod>,
    /// The newest version.
    pub(super) version: u32,
    /// Its listing.
    pub(super) listing: u32,
    /// The pod of each process.
    processes: Vec<u32>,
}

/// The kubelet asks the process of a pod.
pub(crate) struct Ask {
    pub(crate) pod: u32,
    pub(crate) process: u32,
    pub(crate) what: Asked,
}

/// What for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Whether it is ready.
    Readiness,
    /// As its preStop hook.
    PreStop,
}

impl Cluster {
    /// The first pods, whose processes start at once and whose endpoints follow without a delay.
    pub(crate) fn new(
        config: Deployment,
        seed: Seed,
        zones: Option<Arc<Zones>>,
        now: Time,
        out: &mut Effects,
    ) -> Cluster {
        let mut cluster =
            Cluster { config, seed, zones, pods: Vec::new(), version: 0, listing: 0, processes: Vec::new() };
        for _ in 0..cluster.config.replicas {
            let pod = cluster.create(now, out);
            at(now, pod, PodEvent::Start, out);
        }
        cluster
    }

    /// The pods, gone ones included, by number.
    pub fn pods(&self) -> &[Pod] {
        &self.pods
    }

    /// How it is configured.
    pub fn config(&self) -> &Deployment {
        &self.config
    }

    /// The pod to which a process belongs.
    pub fn pod_of(&self, process: u32) -> Option<&Pod> {
        let number = *self.processes.get(usize::try_from(process).ok()?)?;
        self.pods.get(place(number)?)
    }

    /// Which processes new connections go to, one for each endpoint; `None` where nothing runs.
    pub(crate) fn backends(&self) -> Vec<Option<u32>> {
        self.pods.iter().filter(|pod| pod.listed).map(Pod::process).collect()
    }

    fn get(&mut self, pod: u32) -> Option<&mut Pod> {
        self.pods.get_mut(place(pod)?)
    }

    /// Something is due. The answer is what the kubelet asks a process then.
    pub(crate) fn handle(
        &mut self,
        now: Time,
        number: u32,
        event: PodEvent,
        out: &mut Effects,
    ) -> Option<Ask> {
        match event {
            PodEvent::Start => self.start(now, number, out),
            PodEvent::Probe { process } => return self.probe(now, number, process),
            PodEvent::Probed { process, ok } => self.probed(now, number, process, ok, out),
            PodEvent::Hook => return self.hook(number),
            PodEvent::Terminate => self.terminate(now, number, out),
            PodEvent::Kill => self.grace_ends(now, number, out),
            PodEvent::Endpoint { change, listed } => self.nodes_learn(now, number, change, listed, out),
        }
        None
    }

    fn start(&mut self, now: Time, number: u32, out: &mut Effects) {
        let process = self.processes.len() as u32;
        let power = self.power(now, number);
        if power > now {
            return at(power, number, PodEvent::Start, out);
        }
        let Some(pod) = self.get(number).filter(|pod| pod.phase == Phase::Waiting) else { return };
        pod.phase = Phase::Running;
        pod.streak = (0, 0);
        remember(&mut pod.containers, Container { process, started: now, ended: None });
        self.processes.push(number);
        record(out, number, PodRecord::Started { process });
        out.start(process);
        match self.config.readiness {
            Some(_) => at(now, number, PodEvent::Probe { process }, out),
            None => self.set_ready(now, number, true, out),
        }
    }

    /// When the host of a pod has power: now or later.
    fn power(&self, now: Time, number: u32) -> Time {
        self.zones.as_ref().map_or(now, |zones| zones.up_again(now, zones.nth(number - 1)))
    }

    /// The kubelet asks.
    fn probe(&mut self, now: Time, number: u32, process: u32) -> Option<Ask> {
        let pod = self.get(number)?;
        if pod.phase != Phase::Running || pod.process() != Some(process) {
            return None;
        }
        pod.asked = now;
        Some(Ask { pod: number, process, what: Asked::Readiness })
    }

    /// The kubelet knows. It asks again a period after it did so last, or at once if the answer took longer.
    fn probed(&mut self, now: Time, number: u32, process: u32, ok: bool, out: &mut Effects) {
        let Some(readiness) = &self.config.readiness else { return };
        let (successes, failures, period) =
            (readiness.successes, readiness.failures, readiness.period.as_nanos());
        let Some(pod) = self.get(number) else { return };
        if pod.phase != Phase::Running || pod.process() != Some(process) {
            return;
        }
        pod.streak = if ok { (pod.streak.0 + 1, 0) } else { (0, pod.streak.1 + 1) };
        let next = pod.asked.saturating_add(period).max(now);
        let ready = if ok { pod.streak.0 >= successes } else { pod.ready && pod.streak.1 < failures };
        at(next, number, PodEvent::Probe { process }, out);
        if ready != pod.ready {
            self.set_ready(now, number, ready, out);
        }
    }

    /// A pod is ready or no more, and the endpoints follow.
    fn set_ready(&mut self, now: Time, number: u32, ready: bool, out: &mut Effects) {
        let Some(pod) = self.get(number) else { return };
        pod.ready = ready;
        remember(&mut pod.timeline.readiness, (now, ready));
        record(out, number, PodRecord::Ready(ready));
        self.announce(now, number, ready, out);
        self.reconcile(now, out);
    }

    /// The endpoints change; the nodes will learn of it.
    fn announce(&mut self, now: Time, number: u32, listed: bool, out: &mut Effects) {
        let (seed, version) = (self.seed, self.version);
        let delay = self.config.endpoint_delay.clone();
        let Some(pod) = self.get(number) else { return };
        pod.changes.0 += 1;
        let change = pod.changes.0;
        let mut rng = seed.keyed(DELAY, u64::from(number)).at(u64::from(change));
        // The first pods have been there for as long as anybody remembers.
        let old = version == 0 && change == 1 && listed;
        let delay = if old { 0 } else { delay.sample(&mut rng).as_nanos() };
        at(now.saturating_add(delay), number, PodEvent::Endpoint { change, listed }, out);
    }

    fn nodes_learn(&mut self, now: Time, number: u32, change: u32, listed: bool, out: &mut Effects) {
        let Some(pod) = self.get(number) else { return };
        // A later change may have come first.
        if change <= pod.changes.1 {
            return;
        }
        pod.changes.1 = change;
        if pod.listed != listed {
            pod.listed = listed;
            remember(&mut pod.timeline.listed, (now, listed));
            record(out, number, PodRecord::Listed(listed));
        }
    }

    /// Somebody deletes a pod: both tracks start.
    pub(super) fn delete(&mut self, now: Time, number: u32, out: &mut Effects) {
        let grace = self.config.grace;
        let sleep = match &self.config.pre_stop {
            Hook::Sleep(time) => Some(*time),
            Hook::Get(_) => None,
        };
        let Some(pod) = self.get(number).filter(|pod| pod.is_wanted()) else { return };
        pod.timeline.deleted = Some(now);
        pod.ready = false;
        let announced = pod.changes.0 > 0;
        let running = pod.phase == Phase::Running;
        record(out, number, PodRecord::Deleted);
        if announced {
            self.announce(now, number, false, out);
        }
        let Some(pod) = self.get(number) else { return };
        if !running {
            pod.phase = Phase::Gone;
            pod.timeline.gone = Some(now);
            return;
        }
        pod.phase = Phase::PreStop;
        if sleep.is_none() {
            at(now, number, PodEvent::Hook, out);
        }
        let hook = sleep.map_or(grace, |time| time.min(grace));
        at(now.saturating_add(hook.as_nanos()), number, PodEvent::Terminate, out);
    }

    fn hook(&self, number: u32) -> Option<Ask> {
        let pod = self.pods.get(place(number)?).filter(|pod| pod.phase == Phase::PreStop)?;
        Some(Ask { pod: number, process: pod.process()?, what: Asked::PreStop })
    }

    /// The hook is over, or has taken all the time there is.
    fn terminate(&mut self, now: Time, number: u32, out: &mut Effects) {
        let grace = self.config.grace.as_nanos();
        let Some(pod) = self.get(number).filter(|pod| pod.phase == Phase::PreStop) else { return };
        pod.phase = Phase::Stopping;
        pod.timeline.terminated = Some(now);
        let spent = now - pod.timeline.deleted.unwrap_or(now);
        at(now.saturating_add(grace.saturating_sub(spent).max(GRACE_MIN)), number, PodEvent::Kill, out);
        if let Some(process) = pod.process() {
            record(out, number, PodRecord::Signalled { kill: false });
            out.signal(process, "SIGTERM");
        }
    }

    fn grace_ends(&mut self, now: Time, number: u32, out: &mut Effects) {
        let Some(pod) = self.get(number).filter(|pod| pod.phase == Phase::Stopping) else { return };
        pod.timeline.killed = Some(now);
        if let Some(process) = pod.process() {
            record(out, number, PodRecord::Signalled { kill: true });
            out.signal(process, "SIGKILL");
        }
    }

    /// The processes of so many pods, the oldest first, are killed from without, as for want of memory.
    pub(crate) fn kill(&mut self, count: u32, out: &mut Effects) {
        let running = self.pods.iter().filter(|pod| pod.phase == Phase::Running);
        for pod in running.take(count as usize) {
            if let Some(process) = pod.process() {
                record(out, pod.number, PodRecord::Signalled { kill: true });
                out.signal(process, "SIGKILL");
            }
        }
    }

    /// A process has ended. A pod that is being deleted is gone with it, another's container starts again.
    pub(crate) fn process_exits(&mut self, now: Time, process: u32, code: i32, out: &mut Effects) {
        let Some(number) = self.pod_of(process).map(|pod| pod.number) else { return };
        let Some(pod) = self.get(number) else { return };
        let Some(container) = pod.containers.last_mut().filter(|c| c.process == process) else { return };
        container.ended = Some((now, code));
        let ran = now - container.started;
        record(out, number, PodRecord::Exited { process, code });
        if pod.phase != Phase::Running {
            pod.phase = Phase::Gone;
            pod.timeline.gone = Some(now);
            return;
        }
        pod.phase = Phase::Waiting;
        if ran >= BACKOFF_RESET {
            pod.restarts = 0;
        }
        let pause = match pod.restarts {
            0 => 0,
            n => BACKOFF.saturating_mul(1 << (n - 1).min(8)).min(BACKOFF_MAX),
        };
        pod.restarts += 1;
        at(now.saturating_add(pause), number, PodEvent::Start, out);
        if pod.ready {
            self.set_ready(now, number, false, out);
        }
    }
}

/// Where pod `number` is in the list.
fn place(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

pub(super) fn at(time: Time, pod: u32, event: PodEvent, out: &mut Effects) {
    out.at(time, WorldEvent::Pod { pod, event });
}

pub(super) fn record(out: &mut Effects, pod: u32, event: PodRecord) {
    out.record(Record::Pod { pod, event });
}

//! From settings to zones, balancer and registry.

use tidepool_des::Duration;
use tidepool_scenario::{
    BalancerSettings, EDGE, FaultKind, FaultSettings, NetworkSettings, Policy, Settings,
};
use tidepool_world::balance::{self, Check, Ejection};
use tidepool_world::registry;
use tidepool_world::zones::{self, Place, Trouble};
use tidepool_world::{Effects, World};

use super::{happening, lasting};

/// The longest time for which an instance is ejected.
const EJECTED_MAX: Duration = Duration::from_secs(300);

/// What stands between clients and pods, before there are any pods.
pub(crate) fn cluster(settings: &Settings, world: &mut World, out: &mut Effects) {
    if let Some(network) = &settings.network {
        world.set_zones(zones(settings, network), out);
    }
    if let Some(balancer) = &settings.balancer {
        world.set_balancer(self::balancer(balancer));
    }
    if let Some(of) = &settings.registry {
        let down = happening(settings).filter(|fault| fault.kind == FaultKind::RegistryDown);
        let config = registry::Config {
            ttl: of.ttl,
            heartbeat: of.heartbeat,
            down: down.map(|fault| lasting(fault, ())).collect(),
        };
        world.set_registry(config, out);
    }
}

fn zones(settings: &Settings, network: &NetworkSettings) -> zones::Config {
    let place = |name: &String| match name.as_str() {
        EDGE => Some(Place::Edge),
        _ => network.zone(name).map(Place::Zone),
    };
    let fault = |fault: &FaultSettings| {
        let kind = match fault.kind {
            FaultKind::ZoneDown => zones::FaultKind::Down,
            FaultKind::ZoneCut => zones::FaultKind::Cut(fault.from.as_ref().and_then(place)),
            FaultKind::SlowZone => zones::FaultKind::Slow(fault.time?),
            FaultKind::LossyZone => zones::FaultKind::Loss(fault.share?),
            _ => return None,
        };
        Some(lasting(fault, Trouble { zone: network.zone(fault.zone.as_ref()?)?, kind }))
    };
    zones::Config {
        names: network.zones.clone(),
        between: network.between.clone(),
        edge: network.edge.clone(),
        loss: network.loss,
        faults: happening(settings).filter_map(fault).collect(),
    }
}

fn balancer(of: &BalancerSettings) -> balance::Config {
    let check = Check {
        path: of.check.clone(),
        period: of.check_period,
        timeout: of.check_timeout,
        failures: of.failures,
        successes: of.successes,
    };
    let ejection =
        Ejection { errors: of.eject_errors, base: of.eject_time, max: EJECTED_MAX, most: of.eject_most };
    balance::Config {
        policy: match of.policy {
            Policy::RoundRobin => balance::Policy::RoundRobin,
            Policy::Random => balance::Policy::Random,
            Policy::LeastConnections => balance::Policy::LeastConnections,
            Policy::TwoChoices => balance::Policy::TwoChoices,
        },
        check: (!of.check_period.is_zero()).then_some(check),
        ejection: (of.eject_errors > 0).then_some(ejection),
        panic: of.panic,
        tries: of.tries,
        connect_timeout: of.connect_timeout,
        timeout: of.timeout,
    }
}

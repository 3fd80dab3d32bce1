//! A registry with leases, as etcd and Consul have it: who is there is known as long as he says so.
//!
//! An instance registers with a lease and renews it with a heartbeat. A lease that is not renewed in time expires, and
//! the instance is struck off: so one that dies without a word stays listed until then, at most a lease's time after its
//! last heartbeat, and one that is cut off is struck off although it lives. It registers anew with its next heartbeat
//! that gets through. An instance that leaves in order revokes its lease.
//!
//! While the registry is down nothing changes: whoever watches it keeps the list he has, no heartbeat counts, and no
//! lease expires. When it is up again, all leases begin anew, as after an election of etcd's.
//!
//! What is left out: the registry's own machines and their quorum; watches that are late or broken; several keys.
//!
//! Sources: etcd's documentation of leases (`LeaseGrant`, `LeaseKeepAlive`) and its lessor, which extends leases when a
//! leader is promoted; clients send a heartbeat each third of the time. Kubernetes' node leases are the same with 10 s
//! and 40 s.

use tidepool_des::Duration;

use crate::{Fault, Time};

/// How a registry is configured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// How long a lease lasts that is not renewed.
    pub ttl: Duration,
    /// From one heartbeat to the next.
    pub heartbeat: Duration,
    /// When it is down.
    pub down: Vec<Fault<()>>,
}

/// A registry, which knows instances by their numbers, from 0.
#[derive(Clone, Debug)]
pub struct Registry {
    config: Config,
    /// When each lease ends, as long as there is one.
    leases: Vec<Option<Time>>,
}

impl Registry {
    /// A registry that knows nobody.
    pub fn new(config: Config) -> Registry {
        Registry { config, leases: Vec::new() }
    }

    /// How it is configured.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Whether it is down.
    pub fn is_down(&self, now: Time) -> bool {
        self.config.down.iter().any(|fault| fault.covers(now))
    }

    /// Whether an instance is listed.
    pub fn lists(&self, number: usize) -> bool {
        self.leases.get(number).is_some_and(Option::is_some)
    }

    /// A heartbeat arrives, the first of which registers. When the lease ends; `None` if the registry is down.
    pub fn renew(&mut self, now: Time, number: usize) -> Option<Time> {
        if self.is_down(now) {
            return None;
        }
        if self.leases.len() <= number {
            self.leases.resize(number + 1, None);
        }
        let end = now.saturating_add(self.config.ttl.as_nanos());
        self.leases[number] = Some(end);
        Some(end)
    }

    /// An instance revokes its lease. True: it is struck off; while the registry is down, the lease runs on.
    pub fn revoke(&mut self, now: Time, number: usize) -> bool {
        if self.is_down(now) {
            return false;
        }
        self.leases.get_mut(number).is_some_and(|lease| lease.take().is_some())
    }

    /// A lease may have ended. True: it has, and the instance is struck off.
    pub fn expires(&mut self, now: Time, number: usize) -> bool {
        if self.is_down(now) {
            return false;
        }
        match self.leases.get_mut(number) {
            Some(lease) if lease.is_some_and(|end| end <= now) => {
                *lease = None;
                true
            }
            _ => false,
        }
    }

    /// It is up again: all leases begin anew. Their instances, and when the leases end.
    pub fn comes_up(&mut self, now: Time) -> Vec<(usize, Time)> {
        let end = now.saturating_add(self.config.ttl.as_nanos());
        let held = self.leases.iter_mut().enumerate().filter(|(_, lease)| lease.is_some());
        held.map(|(number, lease)| (number, *lease.insert(end))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const S: Time = 1_000_000_000;

    fn registry(down: &[(Time, Time)]) -> Registry {
        let down = down.iter().map(|(at, until)| Fault { kind: (), at: at * S, until: until * S }).collect();
        Registry::new(Config { ttl: Duration::from_secs(10), heartbeat: Duration::from_secs(3), down })
    }

    #[test]
    fn a_lease_ends_that_nobody_renews() {
        let mut registry = registry(&[]);
        assert_eq!(registry.renew(0, 2), Some(10 * S));
        assert_eq!(registry.renew(3 * S, 2), Some(13 * S));
        assert!(!registry.expires(10 * S, 2) && registry.lists(2));
        assert!(registry.expires(13 * S, 2) && !registry.lists(2));
        assert!(!registry.expires(13 * S, 2));
    }

    #[test]
    fn who_leaves_is_struck_off_at_once() {
        let mut registry = registry(&[]);
        registry.renew(0, 0);
        assert!(registry.revoke(S, 0) && !registry.revoke(S, 0));
        assert!(!registry.lists(0) && !registry.expires(10 * S, 0));
    }

    #[test]
    fn while_it_is_down_nothing_changes() {
        let mut registry = registry(&[(5, 60)]);
        registry.renew(0, 0);
        assert_eq!(registry.renew(6 * S, 1), None);
        assert!(!registry.revoke(6 * S, 0));
        assert!(!registry.expires(10 * S, 0) && registry.lists(0));
        assert_eq!(registry.comes_up(60 * S), [(0, 70 * S)]);
        assert!(registry.expires(70 * S, 0));
    }
}

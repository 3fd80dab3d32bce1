//! Zones and the network between them: how long what is sent is under way, what is lost, what is cut off.
//!
//! Inside of a zone the network takes no time, as everywhere where a run has no zones. Between two places it has a
//! latency, may lose packets, and may be cut for a time. What is lost is sent again as TCP does it, after 200 ms, then
//! twice that, and so on: so a short cut shows as a delay, and what was under way when a long one ended may come up
//! to two minutes later. Nobody is told of a cut. With the power of a place goes what it has still to send again.
//!
//! What goes wrong and when is known from the beginning, so when something arrives is known as soon as it is sent.
//!
//! What is left out: width (bandwidth) and queues on the way; packets (what is sent at once is one, and is lost or
//! not); confirmations, so that nothing is sent twice in vain; the longer pauses of a handshake (1 s instead of 200 ms);
//! routes: a cut between two zones leaves both within reach of the edge.
//!
//! Sources: RFC 6298 and Linux' `TCP_RTO_MIN`, `TCP_RTO_MAX`, `tcp_retries2`.

use tidepool_des::{Distribution, Duration, Purpose, Rng, Seed};

use crate::Time;

const LATENCY: Purpose = Purpose::new("latency between zones");

/// Pause before what is lost is sent again for the first time, and the longest one.
const RESEND: Time = 200_000_000;
const RESEND_MAX: Time = 120_000_000_000;

/// How often it is sent again at most.
const RESENDS: u32 = 15;

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Outside of all zones: clients, the balancer, the registry, who watches the database.
    Edge,
    /// In the zone of this number, from 0.
    Zone(u8),
}

/// Names what is under way, so that its draws are its own: a stream and a number in it.
pub type Draw = (u64, u64);

/// The zones of a run, and what is between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Names, such as `a` and `b`.
    pub names: Vec<String>,
    /// From one zone to another, one way.
    pub between: Distribution,
    /// From the edge to a zone, one way.
    pub edge: Distribution,
    /// The share of what is sent from one place to another that is lost, from 0 to 1.
    pub loss: f64,
    /// What goes wrong.
    pub faults: Vec<Fault>,
}

/// Something that goes wrong with a zone, from when until when.
pub type Fault = crate::Fault<Trouble>;

/// What goes wrong, and with which zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trouble {
    /// The zone.
    pub zone: u8,
    /// What.
    pub kind: FaultKind,
}

/// What can go wrong with a zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FaultKind {
    /// It has no power: all that runs there is gone at once, and nobody is told.
    Down,
    /// Nothing gets from it to another place or back: to this one, or to all others.
    Cut(Option<Place>),
    /// What is sent to it and from it takes so much longer, each way.
    Slow(Duration),
    /// So large a share of what is sent to it and from it is lost besides.
    Loss(f64),
}

/// Zones at work.
#[derive(Clone, Debug)]
pub struct Zones {
    config: Config,
    seed: Seed,
}

impl Trouble {
    /// Whether it concerns what is sent from one of these places to the other.
    fn concerns(&self, from: Place, to: Place) -> bool {
        let zone = Place::Zone(self.zone);
        let other = match (from == zone, to == zone) {
            (true, _) => to,
            (_, true) => from,
            _ => return false,
        };
        match self.kind {
            FaultKind::Cut(Some(only)) => only == other,
            _ => true,
        }
    }
}

impl Zones {
    /// Zones whose draws follow from `seed`.
    pub fn new(seed: Seed, config: Config) -> Zones {
        Zones { config, seed }
    }

    /// What they are and what goes wrong.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The place of the thing of this number, from 0: they are spread over the zones in turn.
    pub fn nth(&self, number: u32) -> Place {
        match u32::try_from(self.config.names.len()).ok().filter(|zones| *zones > 0) {
            Some(zones) => Place::Zone((number % zones) as u8),
            None => Place::Edge,
        }
    }

    /// Whether what stands there has power.
    pub fn is_up(&self, now: Time, place: Place) -> bool {
        !self.dark(place).any(|fault| fault.covers(now))
    }

    /// The times at which a place has no power.
    fn dark(&self, place: Place) -> impl Iterator<Item = &Fault> {
        let dark =
            move |fault: &&Fault| fault.kind.kind == FaultKind::Down && Place::Zone(fault.kind.zone) == place;
        self.config.faults.iter().filter(dark)
    }

    /// When the power is back at a place that is without now.
    pub fn up_again(&self, now: Time, place: Place) -> Time {
        let mut at = now;
        while !self.is_up(at, place) {
            let lasting = self.dark(place).filter(|fault| fault.covers(at));
            at = lasting.map(|fault| fault.until).max().unwrap_or(Time::MAX);
        }
        at
    }

    /// Whether something that is sent now gets through: both have power and nothing cuts one off from the other.
    fn reaches(&self, now: Time, from: Place, to: Place) -> bool {
        let cuts = |fault: &Fault| {
            matches!(fault.kind.kind, FaultKind::Cut(_)) && fault.covers(now) && fault.kind.concerns(from, to)
        };
        self.is_up(now, from) && self.is_up(now, to) && (from == to || !self.config.faults.iter().any(cuts))
    }

    /// When what is sent now is there; [`Time::MAX`] is never.
    pub fn arrival(&self, now: Time, from: Place, to: Place, draw: Draw) -> Time {
        if from == to {
            return if self.is_up(now, to) { now } else { Time::MAX };
        }
        let mut rng = self.seed.keyed(LATENCY, draw.0).at(draw.1);
        let (mut sent, mut pause) = (now, RESEND);
        for _ in 0..=RESENDS {
            // Drawn in any case, so that a cut shifts nothing else.
            let (latency, lost) = self.one_way(sent, from, to, &mut rng);
            if self.dark(from).any(|fault| fault.at <= sent && now < fault.until) {
                return Time::MAX;
            }
            if !lost && self.reaches(sent, from, to) {
                return sent.saturating_add(latency);
            }
            sent = sent.saturating_add(pause);
            pause = (2 * pause).min(RESEND_MAX);
        }
        Time::MAX
    }

    /// The latency of one packet, and whether it is lost.
    fn one_way(&self, now: Time, from: Place, to: Place, rng: &mut Rng) -> (Time, bool) {
        let usual = match from == Place::Edge || to == Place::Edge {
            true => &self.config.edge,
            false => &self.config.between,
        };
        let mut latency = usual.sample(rng).as_nanos();
        let mut kept = 1.0 - self.config.loss;
        let lasting = self.config.faults.iter().filter(|fault| fault.covers(now));
        for trouble in lasting.map(|fault| fault.kind).filter(|trouble| trouble.concerns(from, to)) {
            match trouble.kind {
                FaultKind::Slow(more) => latency = latency.saturating_add(more.as_nanos()),
                FaultKind::Loss(share) => kept *= 1.0 - share,
                FaultKind::Down | FaultKind::Cut(_) => {}
            }
        }
        (latency, rng.unit() >= kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Place = Place::Zone(0);
    const B: Place = Place::Zone(1);
    const MS: Time = 1_000_000;

    fn zones(loss: f64, faults: &[(FaultKind, u8, Time, Time)]) -> Zones {
        let constant = |ms| Distribution::Constant(Duration::from_nanos(ms * MS));
        let faults = faults.iter().map(|&(kind, zone, at, until)| Fault {
            kind: Trouble { zone, kind },
            at: at * MS,
            until: until * MS,
        });
        let config = Config {
            names: vec!["a".into(), "b".into()],
            between: constant(1),
            edge: constant(2),
            loss,
            faults: faults.collect(),
        };
        Zones::new(Seed(1), config)
    }

    fn ms(zones: &Zones, at: Time, from: Place, to: Place) -> Time {
        zones.arrival(at * MS, from, to, (0, 0)) / MS
    }

    #[test]
    fn the_way_takes_its_time() {
        let zones = zones(0.0, &[(FaultKind::Slow(Duration::from_nanos(50 * MS)), 1, 100, 200)]);
        assert_eq!(ms(&zones, 10, A, A), 10);
        assert_eq!(ms(&zones, 10, A, B), 11);
        assert_eq!(ms(&zones, 10, Place::Edge, A), 12);
        assert_eq!([ms(&zones, 100, A, B), ms(&zones, 100, B, Place::Edge)], [151, 152]);
        assert_eq!([ms(&zones, 100, Place::Edge, A), ms(&zones, 200, A, B)], [102, 201]);
    }

    #[test]
    fn what_a_cut_holds_up_is_sent_again() {
        let cut = FaultKind::Cut(Some(B));
        let zones = zones(0.0, &[(cut, 0, 100, 1_000)]);
        // Sent at 150, 350, 750 and 1550 ms.
        assert_eq!([ms(&zones, 150, A, B), ms(&zones, 150, B, A)], [1551, 1551]);
        assert_eq!([ms(&zones, 150, A, Place::Edge), ms(&zones, 150, Place::Edge, B)], [152, 152]);
        assert!(!zones.reaches(999 * MS, B, A) && zones.reaches(1_000 * MS, B, A));
    }

    #[test]
    fn a_zone_without_power_hears_nothing() {
        let zones = zones(0.0, &[(FaultKind::Down, 0, 100, 500), (FaultKind::Down, 0, 400, 2_000_000_000)]);
        assert_eq!(zones.arrival(200 * MS, A, A, (0, 0)), Time::MAX);
        assert_eq!(zones.arrival(200 * MS, Place::Edge, A, (0, 0)), Time::MAX);
        assert_eq!(ms(&zones, 200, Place::Edge, B), 202);
        assert_eq!(zones.up_again(200 * MS, A), 2_000_000_000 * MS);
        assert_eq!(zones.up_again(200 * MS, B), 200 * MS);
    }

    #[test]
    fn who_has_lost_his_power_sends_nothing_again() {
        let cut = (FaultKind::Cut(Some(B)), 0, 100, 1_000);
        let zones = zones(0.0, &[cut, (FaultKind::Down, 0, 400, 700)]);
        // Sent at 150 and 350 ms; at 750 ms a has been without power.
        assert_eq!(zones.arrival(150 * MS, A, B, (0, 0)), Time::MAX);
        // What b sends at 150, 350, 750 and 1550 ms gets there.
        assert_eq!([ms(&zones, 150, B, A), ms(&zones, 800, A, B)], [1551, 1001]);
        assert_eq!(zones.arrival(500 * MS, A, Place::Edge, (0, 0)), Time::MAX);
    }

    #[test]
    fn a_tenth_is_lost_and_comes_later() {
        let zones = zones(0.1, &[]);
        let late = (0..10_000).filter(|n| zones.arrival(0, A, B, (0, *n)) > 2 * MS).count();
        assert!((900..1100).contains(&late), "{late}");
        let twice = (0..10_000).filter(|n| zones.arrival(0, A, B, (0, *n)) > 202 * MS).count();
        assert!((60..140).contains(&twice), "{twice}");
    }

    #[test]
    fn things_are_spread_in_turn() {
        let zones = zones(0.0, &[]);
        assert_eq!([0, 1, 2, 3].map(|n| zones.nth(n)), [A, B, A, B]);
        let none = Zones::new(Seed(1), Config { names: Vec::new(), ..zones.config().clone() });
        assert_eq!(none.nth(3), Place::Edge);
    }
}

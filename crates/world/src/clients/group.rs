//! A group of clients at work: who sends what when.

use tidepool_des::{Purpose, Seed};

use super::{Arrivals, Clients, Counts, EARLY, Endpoint};
use crate::Time;

const THINK: Purpose = Purpose::new("think time");
const ENDPOINT: Purpose = Purpose::new("endpoint");
const GAP: Purpose = Purpose::new("arrival gap");
const RETRY: Purpose = Purpose::new("retry wait");

/// The stable id of a user's random streams.
fn user_stream(group: u32, user: u64) -> u64 {
    (u64::from(group) << 40) | (user & ((1 << 40) - 1))
}

/// What belongs to `user`, in a list that becomes longer as more users have something. Users are numbered from 0.
fn entry<T: Clone + Default>(list: &mut Vec<T>, user: u64) -> &mut T {
    let at = user as usize;
    if list.len() <= at {
        list.resize(at + 1, T::default());
    }
    &mut list[at]
}

/// An answer that a group has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// When it came, in nanoseconds.
    pub at: Time,
    /// Its status.
    pub status: u16,
    /// Its header: names and values in turn.
    pub header: Vec<Vec<u8>>,
    /// Its body.
    pub body: Vec<u8>,
}

/// A group and what it has done so far.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) config: Clients,
    pub(crate) counts: Counts,
    /// Which endpoints get the same request again and again.
    constant: Vec<bool>,
    /// The group that its draws are named by.
    draws: u32,
    seed: Seed,
    /// When it was added.
    begin: Time,
    /// How many requests each user of a closed loop has sent.
    sent: Vec<u64>,
    /// Open connections that are free: of a closed loop by user, of an open one all under user 0, the most
    /// recently used last.
    kept: Vec<Vec<u64>>,
    /// How many connections were dialled, to take listeners in turn.
    pub(crate) dialed: u64,
    /// The last answer, if they are read.
    pub(crate) heard: Option<Heard>,
}

impl Group {
    pub(crate) fn new(config: Clients, number: u32, seed: Seed, now: Time) -> Self {
        let draws = config.same_draws.unwrap_or(number);
        let constant = config.mix.iter().map(Endpoint::is_constant).collect();
        Group {
            config,
            counts: Counts::default(),
            constant,
            draws,
            seed,
            begin: now,
            sent: Vec::new(),
            kept: Vec::new(),
            dialed: 0,
            heard: None,
        }
    }

    /// The first sends: all users of a closed loop, or the first arrival.
    pub(crate) fn first_sends(&self) -> Vec<(Time, u64)> {
        if self.total_weight() == 0 {
            return Vec::new();
        }
        let start = self.begin.saturating_add(self.config.start.as_nanos());
        match &self.config.arrivals {
            Arrivals::Open { .. } => {
                let first = start.saturating_add(self.gap(0));
                self.in_time(first).map(|at| (at, 0)).into_iter().collect()
            }
            Arrivals::Closed { users, ramp, .. } => {
                let share = |user: u64| {
                    let ramp = u128::from(ramp.as_nanos());
                    (ramp * u128::from(user) / u128::from((*users).max(1))) as u64
                };
                let first = |user: u64| match user < self.config.early {
                    true => start.min(self.begin.saturating_add(EARLY)),
                    false => start.saturating_add(share(user)),
                };
                (0..*users).filter_map(|user| Some((self.in_time(first(user))?, user))).collect()
            }
        }
    }

    /// Whether all requests to endpoint `number` are the same.
    pub(crate) fn is_constant(&self, number: u32) -> bool {
        self.constant.get(number as usize) == Some(&true)
    }

    /// Whether each arrival is a user of its own.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.config.arrivals, Arrivals::Open { .. })
    }

    /// The arrival after number `user` of an open loop at `now`.
    pub(crate) fn next_arrival(&self, now: Time, user: u64) -> Option<Time> {
        self.in_time(now.saturating_add(self.gap(user + 1)))
    }

    /// When `user` of a closed loop sends again after the request `number` ended at `now`; not before `least`
    /// nanoseconds have passed.
    pub(crate) fn next_send(&self, now: Time, user: u64, number: u64, least: Time) -> Option<Time> {
        let Arrivals::Closed { think, .. } = &self.config.arrivals else {
            return None;
        };
        let stream = self.stream(user);
        let think = think.sample(&mut self.seed.keyed(THINK, stream).at(number));
        self.in_time(now.saturating_add(think.as_nanos().max(least)))
    }

    /// When `user` sends the request `number` again, whose try number `tries` has failed at `now`; not before `least`
    /// nanoseconds have passed. None if it has tried often enough.
    pub(crate) fn next_try(
        &self,
        now: Time,
        (user, number): (u64, u64),
        tries: u32,
        least: Time,
    ) -> Option<Time> {
        if tries > self.config.retries {
            return None;
        }
        let mut rng = self.seed.keyed(RETRY, self.stream(user)).at((number << 32) | u64::from(tries));
        let wait = self.config.retry_wait.sample(&mut rng).as_nanos().max(least);
        Some(now.saturating_add(wait))
    }

    /// The stable id of the random streams of `user`.
    pub(crate) fn stream(&self, user: u64) -> u64 {
        user_stream(self.draws, user)
    }

    /// The number of the request that `user` sends now, from 0.
    pub(crate) fn count_send(&mut self, user: u64) -> u64 {
        if self.is_open() {
            return 0;
        }
        let sent = entry(&mut self.sent, user);
        *sent += 1;
        *sent - 1
    }

    /// Which endpoint the request `number` of `user` asks for.
    pub(crate) fn choose(&self, user: u64, number: u64) -> (u32, Option<&Endpoint>) {
        let stream = self.stream(user);
        let mut rng = self.seed.keyed(ENDPOINT, stream).at(number);
        let mut place = rng.below(self.total_weight());
        for (at, endpoint) in (0..).zip(&self.config.mix) {
            match place.checked_sub(u64::from(endpoint.weight)) {
                Some(rest) => place = rest,
                None => return (at, Some(endpoint)),
            }
        }
        (0, None)
    }

    /// A connection of `user` is free.
    pub(crate) fn keep(&mut self, user: u64, conn: u64) {
        let keeper = self.keeper(user);
        entry(&mut self.kept, keeper).push(conn);
    }

    /// Takes the free connection that `user` has used last, if there is one.
    pub(crate) fn take_kept(&mut self, user: u64) -> Option<u64> {
        let keeper = self.keeper(user);
        self.kept.get_mut(keeper as usize)?.pop()
    }

    /// A connection of `user` is free no more, if it was.
    pub(crate) fn drop_kept(&mut self, user: u64, conn: u64) {
        let keeper = self.keeper(user);
        if let Some(kept) = self.kept.get_mut(keeper as usize) {
            kept.retain(|kept| *kept != conn);
        }
    }

    /// Under which name a connection of `user` is kept.
    fn keeper(&self, user: u64) -> u64 {
        match self.is_open() {
            true => 0,
            false => user,
        }
    }

    fn total_weight(&self) -> u64 {
        let weights = self.config.mix.iter().map(|e| u64::from(e.weight));
        weights.sum()
    }

    fn gap(&self, arrival: u64) -> Time {
        match &self.config.arrivals {
            Arrivals::Open { gap } => {
                let mut rng = self.seed.keyed(GAP, u64::from(self.draws)).at(arrival);
                gap.sample(&mut rng).as_nanos().max(1)
            }
            Arrivals::Closed { .. } => 0,
        }
    }

    fn in_time(&self, at: Time) -> Option<Time> {
        let stop = self.config.stop.map(|stop| self.begin.saturating_add(stop.as_nanos()));
        match stop {
            Some(stop) if at >= stop => None,
            _ => Some(at),
        }
    }
}

//! A group of clients at work: who sends what when.

use tidepool_des::{Purpose, Seed};

use super::plan::{self, Crowd};
use super::retry::Budget;
use super::{Arrivals, Clients, Counts, EARLY, Endpoint};
use crate::Time;

const THINK: Purpose = Purpose::new("think time");
const ENDPOINT: Purpose = Purpose::new("endpoint");
const GAP: Purpose = Purpose::new("arrival gap");
const RETRY: Purpose = Purpose::new("retry wait");
const PACING: Purpose = Purpose::new("pacing");

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
    /// When each user of a closed loop with pacing was to send its last request.
    planned: Vec<Time>,
    /// Users of a closed loop who are there for a burst.
    crowds: Vec<Crowd>,
    /// What all may try again, if there is a limit.
    budget: Option<Budget>,
    /// Open connections that are free: of a closed loop by user, of an open one all under user 0, the most
    /// recently used last.
    kept: Vec<Vec<u64>>,
    /// How many there are in `kept`, and how many connections were closed since closed ones were last taken out of it.
    free: usize,
    closed: usize,
    /// How many connections were dialled, to take listeners in turn.
    pub(crate) dialed: u64,
    /// The last answer, if they are read.
    pub(crate) heard: Option<Heard>,
}

impl Group {
    pub(crate) fn new(config: Clients, number: u32, seed: Seed, now: Time) -> Self {
        let draws = config.same_draws.unwrap_or(number);
        let constant = config.mix.iter().map(Endpoint::is_constant).collect();
        let crowds = match &config.arrivals {
            Arrivals::Closed { users, .. } => plan::crowds(*users, &config.bursts, now),
            Arrivals::Open { .. } | Arrivals::Recorded { .. } => Vec::new(),
        };
        let budget = config.retry.budget.map(Budget::new);
        Group {
            config,
            counts: Counts::default(),
            constant,
            draws,
            seed,
            begin: now,
            sent: Vec::new(),
            planned: Vec::new(),
            crowds,
            budget,
            kept: Vec::new(),
            free: 0,
            closed: 0,
            dialed: 0,
            heard: None,
        }
    }

    /// The first sends: all users of a closed loop, or the first arrival.
    pub(crate) fn first_sends(&self) -> Vec<(Time, u64)> {
        if self.total_weight() == 0 {
            return Vec::new();
        }
        match &self.config.arrivals {
            Arrivals::Open { .. } | Arrivals::Recorded { .. } => {
                self.arrival(self.start(), 0).map(|at| (at, 0)).into_iter().collect()
            }
            Arrivals::Closed { users, .. } => {
                let crowds = self.crowds.iter().flat_map(|crowd| crowd.first..crowd.first + crowd.users);
                let all = (0..*users).chain(crowds);
                all.filter_map(|user| Some((self.in_time(self.first_send(user), user)?, user))).collect()
            }
        }
    }

    /// When the group begins.
    fn start(&self) -> Time {
        self.begin.saturating_add(self.config.start.as_nanos())
    }

    /// When `user` of a closed loop sends its first request: users come evenly spread over the ramp, those of a burst, too.
    fn first_send(&self, user: u64) -> Time {
        let Arrivals::Closed { users, ramp, .. } = &self.config.arrivals else {
            return self.begin;
        };
        let share = |number: u64, of: u64| {
            (u128::from(ramp.as_nanos()) * u128::from(number) / u128::from(of.max(1))) as u64
        };
        match self.crowd(user) {
            Some(crowd) => crowd.from.saturating_add(share(user - crowd.first, crowd.users)),
            None if user < self.config.early => self.start().min(self.begin.saturating_add(EARLY)),
            None => self.start().saturating_add(share(user, *users)),
        }
    }

    /// The crowd to which `user` belongs, if it is there for a burst only.
    fn crowd(&self, user: u64) -> Option<&Crowd> {
        let mut crowds = self.crowds.iter();
        crowds.find(|crowd| (crowd.first..crowd.first + crowd.users).contains(&user))
    }

    /// Whether all requests to endpoint `number` are the same.
    pub(crate) fn is_constant(&self, number: u32) -> bool {
        self.constant.get(number as usize) == Some(&true)
    }

    /// Whether each arrival is a user of its own.
    pub(crate) fn is_open(&self) -> bool {
        !matches!(self.config.arrivals, Arrivals::Closed { .. })
    }

    /// The arrival after number `user` of an open loop at `now`.
    pub(crate) fn next_arrival(&self, now: Time, user: u64) -> Option<Time> {
        self.arrival(now, user + 1)
    }

    /// When `user` of a closed loop sends again after the request `number` ended at `now`; not before `least`
    /// nanoseconds have passed.
    pub(crate) fn next_send(&mut self, now: Time, user: u64, number: u64, least: Time) -> Option<Time> {
        let Arrivals::Closed { think, pacing, .. } = &self.config.arrivals else {
            return None;
        };
        let stream = self.stream(user);
        let think = think.sample(&mut self.seed.keyed(THINK, stream).at(number));
        let ready = now.saturating_add(think.as_nanos().max(least));
        let at = match pacing.as_ref().zip(self.planned.get_mut(user as usize)) {
            Some((pacing, planned)) => {
                let gap = pacing.sample(&mut self.seed.keyed(PACING, stream).at(number));
                *planned = planned.saturating_add(gap.as_nanos());
                ready.max(*planned)
            }
            None => ready,
        };
        self.in_time(at, user)
    }

    /// When `user` sends the request `number` again, whose try number `tries` has failed at `now`; not before `least`
    /// nanoseconds have passed.
    pub(crate) fn next_try(
        &mut self,
        now: Time,
        (user, number): (u64, u64),
        tries: u32,
        least: Time,
    ) -> NextTry {
        if tries > self.config.retry.times {
            return NextTry::Enough;
        }
        if self.budget.as_mut().is_some_and(|budget| !budget.spend()) {
            return NextTry::Denied;
        }
        let mut rng = self.seed.keyed(RETRY, self.stream(user)).at((number << 32) | u64::from(tries));
        let wait = self.config.retry.wait(tries, &mut rng).as_nanos().max(least);
        NextTry::At(now.saturating_add(wait))
    }

    /// The stable id of the random streams of `user`.
    pub(crate) fn stream(&self, user: u64) -> u64 {
        user_stream(self.draws, user)
    }

    /// The number of the request that `user` sends now for the first time, from 0.
    pub(crate) fn count_send(&mut self, now: Time, user: u64) -> u64 {
        if let Some(budget) = &mut self.budget {
            budget.earn();
        }
        let Arrivals::Closed { pacing, .. } = &self.config.arrivals else {
            return 0;
        };
        let sent = entry(&mut self.sent, user);
        *sent += 1;
        let number = *sent - 1;
        if number == 0 && pacing.is_some() {
            *entry(&mut self.planned, user) = now;
        }
        number
    }

    /// By how much a request is late that `user` sends now, for the first time or again: its plan is that of its first try.
    /// Who has no plan is never late.
    pub(crate) fn late(&self, now: Time, user: u64) -> Time {
        self.planned.get(user as usize).map_or(0, |planned| now.saturating_sub(*planned))
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
        self.free += 1;
    }

    /// Takes the free connection that `user` has used last, if there is one that is still open.
    pub(crate) fn take_kept(&mut self, user: u64, is_open: impl Fn(u64) -> bool) -> Option<u64> {
        let keeper = self.keeper(user);
        let kept = self.kept.get_mut(keeper as usize)?;
        while let Some(conn) = kept.pop() {
            self.free -= 1;
            if is_open(conn) {
                return Some(conn);
            }
        }
        None
    }

    /// A server has closed a connection, which may have been free. To look for it each time would take long where many are
    /// closed at once: once in a while all that are closed are taken out.
    pub(crate) fn drop_kept(&mut self, is_open: impl Fn(u64) -> bool) {
        self.closed += 1;
        if 2 * self.closed > self.free + self.kept.len() {
            self.kept.iter_mut().for_each(|kept| kept.retain(|conn| is_open(*conn)));
            self.free = self.kept.iter().map(Vec::len).sum();
            self.closed = 0;
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

    /// When arrival number `arrival` of an open loop comes, if the one before it came at `before`.
    fn arrival(&self, before: Time, arrival: u64) -> Option<Time> {
        let at = match &self.config.arrivals {
            Arrivals::Open { gap } => {
                let mut rng = self.seed.keyed(GAP, u64::from(self.draws)).at(arrival);
                let gap = gap.sample(&mut rng).as_nanos().max(1);
                plan::after(&self.config.bursts, self.begin, before, gap)
            }
            Arrivals::Recorded { times } => {
                let since = times.get(usize::try_from(arrival).ok()?)?;
                self.start().saturating_add(since.as_nanos()).max(before)
            }
            Arrivals::Closed { .. } => return None,
        };
        self.in_time(at, arrival)
    }

    /// `at`, unless `user` sends nothing new by then.
    fn in_time(&self, at: Time, user: u64) -> Option<Time> {
        let stop = self.config.stop.map(|stop| self.begin.saturating_add(stop.as_nanos()));
        let leaves = self.crowd(user).map(|crowd| crowd.until);
        let ends = stop.into_iter().chain(leaves).min();
        ends.is_none_or(|ends| at < ends).then_some(at)
    }
}

/// What a client does about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NextTry {
    /// It tries again.
    At(Time),
    /// It has tried often enough, or it would be in vain.
    Enough,
    /// The group's budget does not allow another try.
    Denied,
}

//! Which instance is next.

use tidepool_des::{Keyed, Purpose, Seed};

use super::{Config, Policy};
use crate::Time;

const CHOICE: Purpose = Purpose::new("choice of an instance");

/// An instance as the balancer sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// Whether it is one of those that there are.
    pub listed: bool,
    /// Whether its health checks fail.
    pub sick: bool,
    /// Until when it is ejected.
    pub ejected: Time,
    /// Requests that it has not answered.
    pub outstanding: u32,
    /// Errors in a row.
    errors: u32,
    /// How often it was ejected.
    ejections: u32,
    /// Successes and failures of checks in a row.
    streak: (u32, u32),
}

/// A balancer. It knows instances by their numbers, from 0.
#[derive(Clone, Debug)]
pub struct Balancer {
    config: Config,
    members: Vec<Member>,
    draws: Keyed,
    /// Choices so far.
    choices: u64,
    /// Whose turn it is.
    turn: usize,
}

impl Member {
    /// Whether it gets requests: it is listed, answers checks and is not ejected.
    pub fn is_healthy(&self, now: Time) -> bool {
        self.listed && !self.sick && self.ejected <= now
    }
}

impl Balancer {
    /// A balancer without instances.
    pub fn new(seed: Seed, config: Config) -> Balancer {
        let draws = seed.keyed(CHOICE, 0);
        Balancer { config, members: Vec::new(), draws, choices: 0, turn: 0 }
    }

    /// How it is configured.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The instances by number, those that are no more included.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Whether instance `number` is one of those that there are.
    pub fn list(&mut self, number: usize, listed: bool) {
        if self.members.len() <= number {
            self.members.resize(number + 1, Member::default());
        }
        self.members[number].listed = listed;
    }

    /// Whether it pays no heed to health, as too few are healthy.
    pub fn panics(&self, now: Time) -> bool {
        if self.config.panic == 0 {
            return false;
        }
        let listed = self.members.iter().filter(|member| member.listed).count();
        let healthy = self.members.iter().filter(|member| member.is_healthy(now)).count();
        100 * healthy < self.config.panic as usize * listed
    }

    /// Chooses an instance for a request, none of `but`. It counts as sent.
    pub fn choose(&mut self, now: Time, but: &[usize]) -> Option<usize> {
        let number = self.next(now, but)?;
        self.choices += 1;
        self.turn = number + 1;
        self.members[number].outstanding += 1;
        Some(number)
    }

    fn next(&self, now: Time, but: &[usize]) -> Option<usize> {
        let panics = self.panics(now);
        let able = |(number, member): &(usize, &Member)| {
            (panics && member.listed || member.is_healthy(now)) && !but.contains(number)
        };
        let all = || self.members.iter().enumerate();
        let busy = |number: usize| self.members[number].outstanding;
        // Whoever comes after the last one chosen, and then from the beginning.
        let in_turn = || all().skip(self.turn).chain(all().take(self.turn)).filter(able);
        let number = match self.config.policy {
            Policy::RoundRobin => in_turn().next()?.0,
            Policy::LeastConnections => in_turn().min_by_key(|(_, member)| member.outstanding)?.0,
            Policy::Random | Policy::TwoChoices => {
                let count = all().filter(able).count();
                let nth = |place| Some(all().filter(able).nth(place)?.0);
                let mut rng = self.draws.at(self.choices + 1);
                let one = rng.index(count.max(1));
                match self.config.policy {
                    Policy::TwoChoices if count > 1 => {
                        let (one, other) = (nth(one)?, nth((one + 1 + rng.index(count - 1)) % count)?);
                        if busy(other) < busy(one) { other } else { one }
                    }
                    _ => nth(one)?,
                }
            }
        };
        Some(number)
    }

    /// A request is over for the balancer: `error` is a status of 500 or above, or no answer; `None` says nothing about
    /// the instance, as when the client has left. True: the instance is ejected for that.
    pub fn ends(&mut self, now: Time, number: usize, error: Option<bool>) -> bool {
        let Some(member) = self.members.get_mut(number) else { return false };
        member.outstanding = member.outstanding.saturating_sub(1);
        match error {
            Some(true) => {
                member.errors += 1;
                self.eject(now, number)
            }
            Some(false) => {
                member.errors = 0;
                false
            }
            None => false,
        }
    }

    fn eject(&mut self, now: Time, number: usize) -> bool {
        let Some(rule) = self.config.ejection else { return false };
        let listed = self.members.iter().filter(|member| member.listed).count();
        let ejected = self.members.iter().filter(|member| member.listed && member.ejected > now).count();
        let room = ejected == 0 || 100 * (ejected + 1) <= rule.most as usize * listed;
        let member = &mut self.members[number];
        if member.errors < rule.errors || member.ejected > now || !room {
            return false;
        }
        member.errors = 0;
        member.ejections += 1;
        let time = rule.base.as_nanos().saturating_mul(member.ejections.into());
        member.ejected = now.saturating_add(time.min(rule.max.as_nanos().max(rule.base.as_nanos())));
        true
    }

    /// A check has ended. `Some`: the instance is sick from now on, or no more.
    pub fn checked(&mut self, number: usize, ok: bool) -> Option<bool> {
        let check = self.config.check.as_ref()?;
        let member = self.members.get_mut(number)?;
        member.streak = if ok { (member.streak.0 + 1, 0) } else { (0, member.streak.1 + 1) };
        let sick = match member.sick {
            true => member.streak.0 < check.successes,
            false => member.streak.1 >= check.failures,
        };
        (sick != std::mem::replace(&mut member.sick, sick)).then_some(sick)
    }
}

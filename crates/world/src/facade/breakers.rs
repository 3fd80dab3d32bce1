//! The native functions of package `github.com/sony/gobreaker/v2`, by number.

use crate::breaker::{Breaker, Change, Counts, Outcome, Refusal, Settings, State};
use crate::natives::Native;
use crate::value::{Args, Value, values};
use crate::world::World;

// What has become of a request that would enter or leave.
const DONE: i64 = 0;
const OPEN: i64 = 1;
const TOO_MANY: i64 = 2;
const STALE: i64 = 3;
const CHANGED: i64 = 4;

impl World {
    pub(crate) fn call_breaker(&mut self, native: Native, args: &mut Args) -> Option<Vec<Value>> {
        if native == Native::BreakerNew {
            let settings = Settings {
                max_requests: u32::try_from(args.int()).unwrap_or(u32::MAX),
                interval: args.int(),
                bucket_period: args.int(),
                timeout: args.int(),
            };
            return Some(values![self.breakers.add(Breaker::new(settings, args.int()))]);
        }
        let breaker = self.breakers.get(args.id())?;
        let turned_away = &mut self.turned_away;
        Some(match native {
            Native::BreakerAdvance => {
                let [from, to] = changed(breaker.advance(args.int()));
                values![breaker.state() as i64, breaker.generation(), from, to]
            }
            Native::BreakerEnter => {
                if let Some((from, to)) = breaker.advance(args.int()) {
                    return Some(values![CHANGED, 0i64, 0i64, from as i64, to as i64]);
                }
                let entered = breaker.enter();
                turned_away.by_breakers += u64::from(entered.is_err());
                match entered {
                    Ok(pass) => values![DONE, pass.generation, pass.step, 0i64, 0i64],
                    Err(Refusal::Open) => values![OPEN, 0i64, 0i64, 0i64, 0i64],
                    Err(Refusal::TooMany) => values![TOO_MANY, 0i64, 0i64, 0i64, 0i64],
                }
            }
            Native::BreakerLeave => {
                let (generation, step) = (args.id(), args.id());
                let (outcome, now) = (outcome(args.int()), args.int());
                if let Some((from, to)) = breaker.advance(now) {
                    return Some(values![CHANGED, from as i64, to as i64]);
                }
                if breaker.generation() != generation {
                    return Some(values![STALE, 0i64, 0i64]);
                }
                let change = breaker.leave(step, outcome, now);
                turned_away.trips += u64::from(opens(change));
                let [from, to] = changed(change);
                values![DONE, from, to]
            }
            Native::BreakerTrip => {
                let change = breaker.trip(args.int());
                turned_away.trips += u64::from(opens(change));
                let [from, to] = changed(change);
                values![from, to]
            }
            _ => {
                let c = breaker.counts();
                let Counts { requests, successes, failures, exclusions, .. } = c;
                let all = [
                    requests,
                    successes,
                    failures,
                    exclusions,
                    c.consecutive_successes,
                    c.consecutive_failures,
                ];
                values![all.map(i64::from).to_vec()]
            }
        })
    }
}

/// Whether it has opened.
fn opens(change: Change) -> bool {
    matches!(change, Some((_, State::Open)))
}

/// Two equal numbers for no change.
fn changed(change: Change) -> [i64; 2] {
    change.map_or([0, 0], |(from, to)| [from as i64, to as i64])
}

fn outcome(number: i64) -> Outcome {
    match number {
        0 => Outcome::Success,
        1 => Outcome::Failure,
        _ => Outcome::Excluded,
    }
}

//! The native functions of package `github.com/sony/gobreaker/v2`, by number.

use crate::breaker::{Breaker, Change, Counts, Outcome, Refusal, Settings, State};
use crate::natives::Native;
use crate::value::{Args, Value, values};
use crate::world::World;

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
                let entered = breaker.enter();
                turned_away.by_breakers += u64::from(entered.is_err());
                match entered {
                    Ok(pass) => values![0i64, pass.generation, pass.step],
                    Err(Refusal::Open) => values![1i64, 0i64, 0i64],
                    Err(Refusal::TooMany) => values![2i64, 0i64, 0i64],
                }
            }
            Native::BreakerLeave => {
                let (step, outcome, now) = (args.id(), outcome(args.int()), args.int());
                let change = breaker.leave(step, outcome, now);
                turned_away.trips += u64::from(opens(change));
                let [from, to] = changed(change);
                values![from, to]
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

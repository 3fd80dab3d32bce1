//! The native functions of package `golang.org/x/time/rate`, by number.

use crate::limit::{Limiter, Reservation};
use crate::natives::Native;
use crate::value::{Args, Value, values};
use crate::world::World;

impl World {
    pub(crate) fn call_limiter(&mut self, native: Native, args: &mut Args) -> Option<Vec<Value>> {
        if native == Native::LimiterNew {
            return Some(values![self.limits.add(Limiter::new(float(args), args.int()))]);
        }
        let limiter = self.limits.get(args.id())?;
        let now = args.int();
        Some(match native {
            Native::LimiterReserve => match limiter.reserve(now, args.int(), args.int()) {
                Some(reservation) => values![true, reservation.wait, bits(reservation.limit)],
                None => {
                    self.turned_away.by_limiters += 1;
                    values![false, 0i64, 0i64]
                }
            },
            Native::LimiterCancel => {
                let (tokens, made, wait) = (args.int(), args.int(), args.int());
                limiter.cancel(now, Reservation { tokens, made, wait, limit: float(args) });
                values![]
            }
            Native::LimiterSetLimit => {
                limiter.set_limit(now, float(args));
                values![]
            }
            Native::LimiterSetBurst => {
                limiter.set_burst(now, args.int());
                values![]
            }
            _ => values![bits(limiter.tokens(now)), bits(limiter.limit()), limiter.burst()],
        })
    }
}

fn float(args: &mut Args) -> f64 {
    f64::from_bits(args.int() as u64)
}

fn bits(value: f64) -> i64 {
    value.to_bits() as i64
}

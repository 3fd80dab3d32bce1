//! The native functions of package `github.com/afex/hystrix-go/hystrix`, by number.

use crate::hystrix::Circuit;
use crate::natives::Native;
use crate::value::{Args, Value, values};
use crate::world::World;

impl World {
    pub(crate) fn call_circuit(&mut self, native: Native, args: &mut Args) -> Option<Vec<Value>> {
        if native == Native::CircuitNew {
            return Some(values![self.circuits.add(Circuit::default())]);
        }
        let circuit = self.circuits.get(args.id())?;
        let turned_away = &mut self.turned_away;
        Some(match native {
            Native::CircuitIsOpen => {
                let (open, opened) = circuit.is_open(args.int(), args.int() as u64, args.int());
                turned_away.trips += u64::from(opened);
                values![open, opened]
            }
            Native::CircuitTest => {
                let allowed = circuit.test(args.int(), args.int());
                turned_away.by_breakers += u64::from(!allowed);
                values![allowed]
            }
            Native::CircuitSucceed => values![circuit.succeed()],
            Native::CircuitCount => {
                circuit.count(args.int(), args.bool());
                values![]
            }
            _ => {
                circuit.reset();
                values![]
            }
        })
    }
}

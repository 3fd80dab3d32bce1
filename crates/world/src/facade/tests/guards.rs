//! What limiters and breakers refuse is counted, whichever package they are of.

use tidepool_des::Seed;

use crate::effect::{Caller, Effects, Reply, Site};
use crate::mysql::Config;
use crate::natives::Native;
use crate::value::Value;
use crate::world::{TurnedAway, World};

fn call(world: &mut World, native: Native, args: &[Value]) -> Vec<Value> {
    let site = Site { now: 0, caller: Caller { process: 0, goroutine: 1 }, line: 1 };
    match world.call(site, native, &args, &mut Effects::new()) {
        Reply::Return(values) | Reply::End(values, _) => values,
        Reply::Block(reason) => panic!("blocked: {reason}"),
    }
}

#[test]
fn an_open_circuit_of_hystrix_refuses() {
    let mut world = World::new(Seed(1), Config::default());
    call(&mut world, Native::CircuitNew, &[]);
    let is_open = |world: &mut World| call(world, Native::CircuitIsOpen, &[1, 0, 2, 50].map(Value::Int));
    assert_eq!(is_open(&mut world), [Value::Bool(false), Value::Bool(false)]);
    for _ in 0..2 {
        call(&mut world, Native::CircuitCount, &[Value::Int(1), Value::Int(0), Value::Bool(true)]);
    }
    assert_eq!(is_open(&mut world), [Value::Bool(true), Value::Bool(true)]);
    assert_eq!(is_open(&mut world), [Value::Bool(true), Value::Bool(false)]);
    for now in [5, 10, 11, 12] {
        call(&mut world, Native::CircuitTest, &[1, now, 10].map(Value::Int));
    }
    assert_eq!(world.turned_away(), TurnedAway { by_limiters: 0, by_breakers: 3, trips: 1 });
}

//! Choices, ejections, checks, and what theory says of choices.

use tidepool_des::{Duration, Queue, Seed, Time as Instant};

use super::{Balancer, Check, Config, Ejection, Policy};
use crate::Time;

const S: Time = 1_000_000_000;

fn config(policy: Policy) -> Config {
    Config {
        policy,
        check: None,
        ejection: None,
        panic: 0,
        tries: 0,
        connect_timeout: Duration::from_secs(1),
        timeout: Duration::ZERO,
    }
}

fn balancer(config: Config, members: usize) -> Balancer {
    let mut balancer = Balancer::new(Seed(1), config);
    for number in 0..members {
        balancer.list(number, true);
    }
    balancer
}

fn choices(balancer: &mut Balancer, count: usize) -> Vec<usize> {
    (0..count).filter_map(|_| balancer.choose(0, &[])).collect()
}

#[test]
fn one_after_the_other() {
    let mut balancer = balancer(config(Policy::RoundRobin), 3);
    assert_eq!(choices(&mut balancer, 4), [0, 1, 2, 0]);
    balancer.list(1, false);
    assert_eq!(choices(&mut balancer, 3), [2, 0, 2]);
    assert_eq!(balancer.choose(0, &[0]), Some(2));
    assert_eq!(balancer.choose(0, &[0, 2]), None);
}

#[test]
fn the_least_busy_gets_the_next_one() {
    let mut balancer = balancer(config(Policy::LeastConnections), 3);
    assert_eq!(choices(&mut balancer, 5), [0, 1, 2, 0, 1]);
    balancer.ends(0, 1, Some(false));
    balancer.ends(0, 1, Some(false));
    assert_eq!(choices(&mut balancer, 3), [1, 2, 1]);
}

#[test]
fn of_two_the_less_busy() {
    let mut balancer = balancer(config(Policy::TwoChoices), 2);
    // With two instances, both are always looked at.
    for _ in 0..100 {
        balancer.choose(0, &[]);
    }
    assert_eq!(balancer.members()[0].outstanding, 50);
    balancer.list(1, false);
    assert_eq!(balancer.choose(0, &[]), Some(0));
}

#[test]
fn errors_in_a_row_eject() {
    let ejection =
        Ejection { errors: 3, base: Duration::from_secs(30), max: Duration::from_secs(300), most: 50 };
    let mut balancer = balancer(Config { ejection: Some(ejection), ..config(Policy::RoundRobin) }, 3);
    let errors = |balancer: &mut Balancer, at, number, count| {
        (0..count).filter(|_| balancer.ends(at * S, number, Some(true))).count()
    };
    assert_eq!(errors(&mut balancer, 1, 0, 2), 0);
    balancer.ends(S, 0, Some(false));
    balancer.ends(S, 0, None);
    assert_eq!(errors(&mut balancer, 1, 0, 3), 1);
    assert!(!balancer.members()[0].is_healthy(30 * S) && balancer.members()[0].is_healthy(31 * S));
    // One of three is out: a second would be two thirds.
    assert_eq!(errors(&mut balancer, 2, 1, 3), 0);
    // The next time it is out for longer.
    assert_eq!(errors(&mut balancer, 40, 0, 3), 1);
    assert!(!balancer.members()[0].is_healthy(99 * S) && balancer.members()[0].is_healthy(100 * S));
}

#[test]
fn checks_need_several_answers_of_a_kind() {
    let check = Check {
        path: "/".into(),
        period: Duration::from_secs(1),
        timeout: Duration::from_secs(1),
        failures: 3,
        successes: 2,
    };
    let mut balancer = balancer(Config { check: Some(check), ..config(Policy::RoundRobin) }, 1);
    let answers = [false, false, true, false, false, false, true, false, true, true];
    let news: Vec<Option<bool>> = answers.iter().map(|ok| balancer.checked(0, *ok)).collect();
    let mut wanted = vec![None; 10];
    (wanted[5], wanted[9]) = (Some(true), Some(false));
    assert_eq!(news, wanted);
}

#[test]
fn when_most_are_sick_health_is_not_looked_at() {
    let ejection =
        Ejection { errors: 1, base: Duration::from_secs(30), max: Duration::from_secs(300), most: 100 };
    let config = Config { ejection: Some(ejection), panic: 50, ..config(Policy::RoundRobin) };
    let mut balancer = balancer(config, 4);
    balancer.ends(0, 0, Some(true));
    balancer.ends(0, 1, Some(true));
    assert!(!balancer.panics(0));
    assert_eq!(choices(&mut balancer, 3), [2, 3, 2]);
    balancer.ends(0, 2, Some(true));
    assert!(balancer.panics(0));
    assert_eq!(choices(&mut balancer, 4), [3, 0, 1, 2]);
}

/// The mean time in the system, in service times: `servers` with one worker each and exponential service times, Poisson
/// arrivals with `load` for each server.
fn mean_time(policy: Policy, servers: usize, load: f64, requests: u64) -> f64 {
    let mut balancer = balancer(config(policy), servers);
    let mut free = vec![Instant::ZERO; servers];
    let mut ends: Queue<usize> = Queue::new();
    let mut arrivals = Seed(7).stream("arrivals", 0);
    let mut times = Seed(7).stream("service times", 0);
    let (mut now, mut total) = (0.0, 0.0);
    for request in 0..requests {
        now += arrivals.exponential() / (load * servers as f64);
        let at = Instant::ZERO + Duration::from_nanos_f64(now * 1e9);
        while ends.next_time().is_some_and(|end| end <= at) {
            if let Some((end, server)) = ends.pop() {
                balancer.ends(end.as_nanos(), server, Some(false));
            }
        }
        let server = balancer.choose(at.as_nanos(), &[]).unwrap_or(0);
        let end = free[server].max(at) + Duration::from_nanos_f64(times.exponential() * 1e9);
        free[server] = end;
        ends.schedule(end, server);
        // What fills an empty system at first says nothing about a steady one.
        if request >= requests / 5 {
            total += (end - at).as_secs_f64();
        }
    }
    total / (requests - requests / 5) as f64
}

/// Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing" (2001): with many servers a request that has
/// the choice of d stays for the sum over i of `load` to the power (d^i - d)/(d - 1).
fn supermarket(load: f64, choices: i32) -> f64 {
    (1..12).map(|i| libm::pow(load, f64::from((choices.pow(i as u32) - choices) / (choices - 1)))).sum()
}

#[test]
fn two_choices_are_as_much_better_than_one_as_theory_says() {
    let load = 0.9;
    let random = mean_time(Policy::Random, 100, load, 1_000_000);
    let two = mean_time(Policy::TwoChoices, 100, load, 300_000);
    let wanted = supermarket(load, 2);
    assert!((wanted - 2.614).abs() < 0.001, "{wanted}");
    // Random: each server is an M/M/1 of its own.
    assert!((random * (1.0 - load) - 1.0).abs() < 0.1, "{random}");
    assert!((two / wanted - 1.0).abs() < 0.05, "{two} instead of {wanted}");
    let least = mean_time(Policy::LeastConnections, 100, load, 300_000);
    assert!(least < two, "{least}");
}

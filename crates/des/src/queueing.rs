//! Closed forms of queueing theory: what simulated stations are held against, and what calculators show.
//!
//! Words: `servers` are the connections of a pool, `offered` is arrival rate × mean hold time (in erlangs), `load` is
//! `offered` per server. Times are numbers in any one unit, rates are per that unit. A delay system whose load is 1 or
//! more has no steady state: its functions are for loads below 1.
//!
//! Sources: A. K. Erlang, "The theory of probabilities and telephone conversations", 1909 (M/D/1) and "Solution of some
//! problems in the theory of probabilities of significance in automatic telephone exchanges", 1917 (M/M/c, M/M/c/c);
//! F. Pollaczek, 1930, and A. Khinchine, 1932 (M/G/1); C. Palm, 1943, and L. Kleinrock, *Queueing Systems*, volume 1,
//! 1975, 3.8 (M/M/c//N, machines and repairmen); J. F. C. Kingman, "On queues in which customers are served in random
//! order", 1962.

/// Probabilities of 0, 1, ..., `most` inside a birth-death process that goes from n to n + 1 with rate `up(n)` and from
/// n to n - 1 with rate `down(n)`, which is above 0 for n above 0.
#[must_use]
pub fn birth_death(most: usize, up: impl Fn(usize) -> f64, down: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut weights = Vec::with_capacity(most + 1);
    weights.push(1.0);
    for inside in 1..=most {
        let weight: f64 = weights[inside - 1] * up(inside - 1) / down(inside);
        weights.push(weight);
        // Only ratios matter, and they would overflow.
        if weight > 1e200 {
            weights.iter_mut().for_each(|weight| *weight *= 1e-200);
        }
    }
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}

/// The mean of `value` over the states that have these probabilities.
#[must_use]
pub fn mean(states: &[f64], value: impl Fn(usize) -> f64) -> f64 {
    states.iter().enumerate().map(|(inside, share)| value(inside) * share).sum()
}

/// M/M/c/K: probabilities of 0, 1, ..., `capacity` inside, those being served included. The last is the share of
/// arrivals that find no place (for `capacity` = `servers` it is Erlang's B, whatever the hold times' distribution).
#[must_use]
pub fn limited(servers: usize, capacity: usize, offered: f64) -> Vec<f64> {
    birth_death(capacity, |_| offered, |inside| inside.min(servers) as f64)
}

/// M/M/c//N: probabilities of 0, 1, ..., `clients` inside, where each client thinks for an exponential time of mean
/// `think`, and then wants one of `servers` for one of mean `hold`. The distribution of think times does not matter.
#[must_use]
pub fn closed(clients: usize, servers: usize, think: f64, hold: f64) -> Vec<f64> {
    birth_death(
        clients,
        |inside| (clients - inside) as f64 / think,
        |inside| inside.min(servers) as f64 / hold,
    )
}

/// M/M/c: the share of those who come that have to wait (Erlang's C).
#[must_use]
pub fn has_to_wait(servers: usize, offered: f64) -> f64 {
    // Erlang's B by its recursion, which neither overflows nor cancels.
    let blocked =
        (1..=servers).fold(1.0, |blocked: f64, count| offered * blocked / (count as f64 + offered * blocked));
    let load = offered / servers as f64;
    blocked / (1.0 - load * (1.0 - blocked))
}

/// M/M/c: mean wait, of those who do not wait included, in any order of service that does not know hold times.
#[must_use]
pub fn mean_wait(servers: usize, offered: f64, hold: f64) -> f64 {
    has_to_wait(servers, offered) * hold / (servers as f64 - offered)
}

/// M/M/c, first come first served: the share that waits longer than `time`.
#[must_use]
pub fn waits_beyond(servers: usize, offered: f64, hold: f64, time: f64) -> f64 {
    has_to_wait(servers, offered) * libm::exp(-(servers as f64 - offered) * time / hold)
}

/// M/M/c, first come first served: second moment of the wait, of those who do not wait included.
#[must_use]
pub fn wait_square_in_order(servers: usize, offered: f64, hold: f64) -> f64 {
    let mean_of_waiting = hold / (servers as f64 - offered);
    2.0 * has_to_wait(servers, offered) * mean_of_waiting * mean_of_waiting
}

/// The same if those who wait are served in random order: the mean is the same, but the wait varies more.
#[must_use]
pub fn wait_square_in_random_order(servers: usize, offered: f64, hold: f64) -> f64 {
    wait_square_in_order(servers, offered, hold) / (1.0 - offered / servers as f64 / 2.0)
}

/// M/G/1: mean wait, of those who do not wait included; hold times have this mean and second moment (Pollaczek and
/// Khinchine).
#[must_use]
pub fn mean_wait_at_one(rate: f64, hold: f64, hold_square: f64) -> f64 {
    rate * hold_square / (2.0 * (1.0 - rate * hold))
}

/// M/D/1, first come first served: the share that waits longer than `time`, in hold times; up to 20 of them, beyond
/// which the terms of the sum cancel each other too much.
#[must_use]
pub fn waits_beyond_constant(load: f64, time: f64) -> f64 {
    let mut term_sum = 0.0;
    for count in 0..=time as u32 {
        let power = load * (f64::from(count) - time);
        let factorial = (1..=count).fold(1.0, |product, factor| product * power / f64::from(factor));
        term_sum += factorial * libm::exp(-power);
    }
    1.0 - (1.0 - load) * term_sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, ours: f64, textbook: f64) {
        assert!((ours - textbook).abs() <= 5e-5, "{name}: {ours}, not {textbook}");
    }

    #[test]
    fn one_server_is_the_textbook_queue() {
        check("waits", has_to_wait(1, 0.8), 0.8);
        check("mean wait", mean_wait(1, 0.8, 10.0), 40.0);
        check("beyond", waits_beyond(1, 0.8, 10.0, 100.0), 0.8 * libm::exp(-2.0));
        check("exponential hold times", mean_wait_at_one(0.08, 10.0, 200.0), 40.0);
        check("constant hold times", mean_wait_at_one(0.08, 10.0, 100.0), 20.0);
    }

    #[test]
    fn many_servers_agree_with_the_tables() {
        check("Erlang's C, 8 on 10", has_to_wait(10, 8.0), 0.4092);
        check("Erlang's B, 8 on 10", limited(10, 10, 8.0)[10], 0.1217);
        check("no room to wait is not C", limited(10, 10_000, 8.0)[..10].iter().sum(), 1.0 - 0.4092);
    }

    #[test]
    fn constant_hold_times_agree_with_their_mean() {
        // The mean is the integral of the tail.
        let step = 1.0 / 1024.0;
        for load in [0.3, 0.6] {
            let tail: f64 =
                (0..20 * 1024).map(|at| waits_beyond_constant(load, (f64::from(at) + 0.5) * step)).sum();
            check("M/D/1", tail * step, load / (2.0 * (1.0 - load)));
            check("at once", waits_beyond_constant(load, 0.0), load);
        }
    }

    #[test]
    fn closed_loops_agree_with_their_limits() {
        // With one client nobody waits; with very many all servers are busy.
        check("one client", closed(1, 1, 3.0, 1.0)[1], 0.25);
        let states = closed(500, 20, 100.0, 50.0);
        check("busy", mean(&states, |inside| inside.min(20) as f64), 20.0);
        check("all are somewhere", states.iter().sum(), 1.0);
    }

    #[test]
    fn random_order_agrees_with_a_walk_through_the_states() {
        // Who waits with n others: after a time of mean 1 / (load + 1) one more comes, or one of n + 1 is served.
        let load = 0.6;
        let (rate, up, down) = (1.0 + load, load / (1.0 + load), 1.0 / (1.0 + load));
        let mut moments = vec![[0.0, 0.0]; 200];
        for _ in 0..5_000 {
            for others in 0..199 {
                let stays = down * others as f64 / (others + 1) as f64;
                let below = if others == 0 { [0.0, 0.0] } else { moments[others - 1] };
                let next = [0, 1].map(|at| up * moments[others + 1][at] + stays * below[at]);
                moments[others] =
                    [1.0 / rate + next[0], 2.0 / (rate * rate) + 2.0 / rate * next[0] + next[1]];
            }
        }
        let average = |at: usize| -> f64 {
            let shares = (0..199).map(|others| (1.0 - load) * libm::pow(load, others as f64 + 1.0));
            shares.zip(&moments).map(|(share, moments)| share * moments[at]).sum()
        };
        check("mean", average(0), mean_wait(1, load, 1.0));
        check("second moment", average(1), wait_square_in_random_order(1, load, 1.0));
    }
}

//! The points of parameters: which pool, which load, and what theory says of it.

use tidepool_des::{Distribution, Duration, queueing};

use crate::run::Seen;

/// A pool and what comes to it.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    pub pool: Pool,
    /// Connections.
    pub servers: usize,
    pub arrivals: Arrivals,
    /// Hold time: that of the one statement of a request.
    pub hold: &'static str,
    /// Requests to be observed, all replications together.
    pub requests: u32,
}

/// Whose pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pool {
    /// `database/sql`: a random one of those who wait is served.
    Sql,
    /// HikariCP: the one who has waited longest is served.
    Hikari,
}

/// How requests come.
#[derive(Clone, Copy, Debug)]
pub enum Arrivals {
    /// At random, with this load per connection.
    Open(f64),
    /// The same, but at most so many are inside.
    Limited(f64, usize),
    /// From so many clients, each of which thinks for a random time before its next request.
    Closed(usize, &'static str),
}

/// A figure of a point: its name with its unit, what theory says, and how a replication is asked for it.
pub struct Figure {
    pub name: String,
    pub theory: f64,
    /// What theory would say if those who wait were served in the other pool's order, where that makes a difference.
    pub other_order: Option<f64>,
    pub seen: Box<dyn Fn(&Seen) -> f64>,
}

use Arrivals::{Closed, Limited, Open};

const fn point(pool: Pool, servers: usize, arrivals: Arrivals, hold: &'static str, thousands: u32) -> Point {
    Point { pool, servers, arrivals, hold, requests: thousands * 1000 }
}

/// All hold times have a mean of about 100 ms, beside which the microseconds of the handler do not count.
pub const POINTS: [Point; 30] = [
    point(Pool::Sql, 1, Open(0.5), "exp(100ms)", 100),
    point(Pool::Sql, 1, Open(0.7), "exp(100ms)", 200),
    point(Pool::Sql, 2, Open(0.6), "exp(100ms)", 150),
    point(Pool::Sql, 5, Open(0.7), "exp(100ms)", 200),
    point(Pool::Hikari, 1, Open(0.5), "exp(100ms)", 100),
    point(Pool::Hikari, 1, Open(0.8), "exp(100ms)", 300),
    point(Pool::Hikari, 3, Open(0.7), "exp(100ms)", 200),
    point(Pool::Hikari, 10, Open(0.8), "exp(100ms)", 400),
    point(Pool::Sql, 1, Open(0.5), "100ms", 50),
    point(Pool::Sql, 1, Open(0.8), "100ms", 150),
    point(Pool::Hikari, 1, Open(0.5), "100ms", 50),
    point(Pool::Hikari, 1, Open(0.7), "100ms", 100),
    point(Pool::Sql, 1, Open(0.7), "uniform(20ms,180ms)", 100),
    point(Pool::Sql, 1, Open(0.5), "empirical(50ms:0.9,550ms:0.1)", 100),
    point(Pool::Hikari, 1, Open(0.6), "uniform(0s,200ms)", 100),
    point(Pool::Hikari, 1, Open(0.5), "lognormal(80ms,0.7)", 100),
    point(Pool::Hikari, 1, Open(0.4), "lognormal(60ms,1)", 100),
    point(Pool::Sql, 1, Limited(0.9, 5), "exp(100ms)", 60),
    point(Pool::Sql, 4, Limited(1.5, 10), "exp(100ms)", 60),
    point(Pool::Sql, 4, Limited(0.8, 4), "exp(100ms)", 60),
    point(Pool::Sql, 10, Limited(0.9, 10), "lognormal(80ms,0.7)", 60),
    point(Pool::Hikari, 2, Limited(1.0, 6), "exp(100ms)", 60),
    point(Pool::Hikari, 20, Limited(1.2, 30), "exp(100ms)", 60),
    point(Pool::Hikari, 5, Limited(0.8, 5), "100ms", 60),
    point(Pool::Sql, 1, Closed(10, "exp(1s)"), "exp(100ms)", 60),
    point(Pool::Sql, 5, Closed(20, "exp(200ms)"), "exp(100ms)", 60),
    point(Pool::Sql, 20, Closed(70, "exp(200ms)"), "exp(100ms)", 60),
    point(Pool::Hikari, 2, Closed(8, "exp(300ms)"), "exp(100ms)", 60),
    point(Pool::Hikari, 10, Closed(40, "exp(200ms)"), "exp(100ms)", 60),
    point(Pool::Hikari, 4, Closed(10, "uniform(0s,200ms)"), "exp(100ms)", 60),
];

impl Pool {
    pub fn name(self) -> &'static str {
        match self {
            Pool::Sql => "database/sql",
            Pool::Hikari => "HikariCP",
        }
    }
}

impl Point {
    fn distribution(&self) -> Distribution {
        self.hold.parse().expect("a distribution of this test")
    }

    /// The mean hold time in milliseconds.
    pub fn hold_ms(&self) -> f64 {
        self.distribution().mean().expect("a finite mean").as_millis_f64()
    }

    /// Kendall's notation: arrivals, hold times, servers, then the places if they are limited, then the clients if so.
    pub fn model(&self) -> String {
        let hold = match self.distribution() {
            Distribution::Constant(_) => "D",
            Distribution::Exponential { .. } => "M",
            _ => "G",
        };
        let servers = self.servers;
        match self.arrivals {
            Open(_) => format!("M/{hold}/{servers}"),
            Limited(_, capacity) => format!("M/{hold}/{servers}/{capacity}"),
            Closed(clients, think) if think.starts_with("exp") => format!("M/{hold}/{servers}//{clients}"),
            Closed(clients, _) => format!("G/{hold}/{servers}//{clients}"),
        }
    }

    /// The program that is run, a file of `tests/referee/theory`.
    pub fn listing(&self) -> &'static str {
        match (self.pool, self.arrivals) {
            (Pool::Sql, Limited(..)) => "sql-limited.go",
            (Pool::Sql, _) => "sql.go",
            (Pool::Hikari, Limited(..)) => "hikari-limited.go",
            (Pool::Hikari, _) => "hikari.go",
        }
    }

    /// Requests per second, those turned away included.
    pub fn rate(&self) -> f64 {
        match self.arrivals {
            Open(load) | Limited(load, _) => load * self.servers as f64 / self.hold_ms() * 1e3,
            Closed(clients, think) => {
                let (states, think) = closed_states(self, clients, think);
                queueing::mean(&states, |inside| (clients - inside) as f64) / think * 1e3
            }
        }
    }

    /// What is compared.
    pub fn figures(&self) -> Vec<Figure> {
        let exponential = matches!(self.distribution(), Distribution::Exponential { .. });
        match self.arrivals {
            Open(load) if exponential => self.delay(load * self.servers as f64),
            Open(load) => self.single(load),
            Limited(load, capacity) => self.limited(load * self.servers as f64, capacity, exponential),
            Closed(clients, think) => self.closed(clients, think),
        }
    }

    /// M/M/c.
    fn delay(&self, offered: f64) -> Vec<Figure> {
        let (servers, hold) = (self.servers, self.hold_ms());
        let mut figures = vec![
            wait(queueing::mean_wait(servers, offered, hold)),
            waits(queueing::has_to_wait(servers, offered)),
            in_use(offered),
        ];
        let in_order = queueing::wait_square_in_order(servers, offered, hold);
        let in_random_order = queueing::wait_square_in_random_order(servers, offered, hold);
        let square = |theory, other| {
            let figure = figure("wait_mean_square_ms2", theory, Seen::wait_square_ms2);
            Figure { other_order: Some(other), ..figure }
        };
        if self.pool == Pool::Sql {
            figures.push(square(in_random_order, in_order));
            return figures;
        }
        figures.push(square(in_order, in_random_order));
        // Few of many connections are waited for long.
        let times = if servers == 1 { [100.0, 200.0] } else { [20.0, 50.0] };
        figures.extend(times.map(|time| beyond(time, queueing::waits_beyond(servers, offered, hold, time))));
        figures
    }

    /// M/G/1.
    fn single(&self, load: f64) -> Vec<Figure> {
        let hold = self.hold_ms();
        let square = 1e6 * self.distribution().mean_square().expect("a finite second moment");
        let mut figures =
            vec![wait(queueing::mean_wait_at_one(load / hold, hold, square)), waits(load), in_use(load)];
        if self.distribution().is_constant() && self.pool == Pool::Hikari {
            let theory = |time: f64| beyond(time, queueing::waits_beyond_constant(load, time / hold));
            figures.extend([50.0, 150.0].map(theory));
        }
        figures
    }

    /// M/M/c/K, and M/G/c/c, of which hold times' mean is all that counts.
    fn limited(&self, offered: f64, capacity: usize, exponential: bool) -> Vec<Figure> {
        let states = queueing::limited(self.servers, capacity, offered);
        let blocked = states[capacity];
        assert!(exponential || capacity == self.servers, "there is no closed form");
        let mut figures = vec![
            figure("turned_away_percent", 100.0 * blocked, |seen| 100.0 * seen.turned_away()),
            in_use(offered * (1.0 - blocked)),
        ];
        if capacity > self.servers {
            let waiting = queueing::mean(&states, |inside| inside.saturating_sub(self.servers) as f64);
            figures.push(wait(waiting * self.hold_ms() / (offered * (1.0 - blocked))));
            let taken: f64 = states[self.servers..capacity].iter().sum();
            figures.push(waits(taken / (1.0 - blocked)));
        }
        figures
    }

    /// M/M/c//N: who comes sees the others as if there were one client less.
    fn closed(&self, clients: usize, think: &str) -> Vec<Figure> {
        let (states, _) = closed_states(self, clients, think);
        let (others, _) = closed_states(self, clients - 1, think);
        let busy = queueing::mean(&states, |inside| inside.min(self.servers) as f64);
        let throughput = busy / self.hold_ms();
        let waiting = queueing::mean(&states, |inside| inside.saturating_sub(self.servers) as f64);
        vec![
            figure("throughput_per_s", 1e3 * throughput, Seen::throughput),
            wait(waiting / throughput),
            waits(others[self.servers..].iter().sum()),
            in_use(busy),
        ]
    }
}

/// Probabilities of the states of a closed loop, and the mean think time in milliseconds.
fn closed_states(point: &Point, clients: usize, think: &str) -> (Vec<f64>, f64) {
    let think: Distribution = think.parse().expect("a distribution of this test");
    let think = think.mean().map_or(0.0, Duration::as_millis_f64);
    (queueing::closed(clients, point.servers, think, point.hold_ms()), think)
}

fn figure(name: impl Into<String>, theory: f64, seen: impl Fn(&Seen) -> f64 + 'static) -> Figure {
    Figure { name: name.into(), theory, other_order: None, seen: Box::new(seen) }
}

fn wait(theory: f64) -> Figure {
    figure("wait_mean_ms", theory, Seen::wait_ms)
}

fn waits(theory: f64) -> Figure {
    figure("waits_percent", 100.0 * theory, |seen| 100.0 * seen.waits_beyond(0.0))
}

fn beyond(time_ms: f64, theory: f64) -> Figure {
    let seen = move |seen: &Seen| 100.0 * seen.waits_beyond(time_ms);
    figure(format!("waits_over_{time_ms}ms_percent"), 100.0 * theory, seen)
}

fn in_use(theory: f64) -> Figure {
    figure("in_use_mean", theory, Seen::in_use)
}

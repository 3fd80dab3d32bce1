//! How a database server behaves, and the data source names that say it.

use std::fmt;
use std::str::FromStr;

use tidepool_des::{Distribution, Duration};

use super::cores::{CORES_MAX, THRASH_MAX};
use super::faults::Faults;

/// The behaviour of a server.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Time from dialling until the session is ready: TCP, handshake and authentication together.
    pub dial: Distribution,
    /// Time from sending a query or statement until its first answer.
    pub latency: Distribution,
    /// Time of a ping; none: `latency`.
    pub ping: Option<Distribution>,
    /// How many rows a query yields.
    pub rows: u64,
    /// Time that each row after the first takes.
    pub row_delay: Distribution,
    /// The most sessions at a time.
    pub max_connections: u64,
    /// Every so many statements one fails; 0 is never.
    pub fail_every: u64,
    /// A session that is idle for longer is ended; zero is never.
    pub wait_timeout: Duration,
    /// Cores that the statements running at a time share, each at most one; 0 is no contention. The first data
    /// source name with its address says it for a server.
    pub cores: u64,
    /// The share by which each statement beyond the cores slows all; from the same name.
    pub thrash: f64,
    /// A statement that waits for a lock for so long fails (`innodb_lock_wait_timeout`); zero is never.
    pub lock_wait_timeout: Duration,
    /// A client that dials gives up after so long, TCP, handshake and authentication together; zero is never.
    pub dial_timeout: Duration,
    /// A client that waits for an answer or a row gives the connection up after so long; zero is never.
    pub read_timeout: Duration,
    /// Whether a client leaves a server that refuses a write because it takes none (error 1290), as if the connection
    /// were broken: another may lead to one that does.
    pub reject_read_only: bool,
    /// What goes wrong at the server and on the way to it; from the first name with its address, as the cores.
    pub faults: Faults,
}

impl Default for Config {
    fn default() -> Self {
        let millisecond = Distribution::Constant(Duration::MILLISECOND);
        Config {
            dial: millisecond.clone(),
            latency: millisecond,
            ping: None,
            rows: 3,
            row_delay: Distribution::Constant(Duration::ZERO),
            max_connections: 151,
            fail_every: 0,
            wait_timeout: Duration::ZERO,
            cores: 0,
            thrash: 0.0,
            lock_wait_timeout: Duration::from_secs(50),
            dial_timeout: Duration::ZERO,
            read_timeout: Duration::ZERO,
            reject_read_only: false,
            faults: Faults::default(),
        }
    }
}

/// What is wrong with a data source name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DsnError {
    /// The parameter.
    pub key: String,
    /// Its value as written.
    pub value: String,
    /// What should stand there.
    pub expected: &'static str,
}

impl fmt::Display for DsnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DsnError { key, value, expected } = self;
        write!(f, "invalid DSN: {key}={value}: expected {expected}")
    }
}

impl std::error::Error for DsnError {}

/// A data source name: which server, and how it behaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Dsn {
    /// Host and port, `127.0.0.1:3306` if none is given.
    pub address: String,
    /// The behaviour: the defaults it was read with, changed by its own parameters.
    pub config: Config,
}

const DURATION: &str = "a duration such as 5ms, exp(5ms) or uniform(1ms,9ms)";
const PLAIN_DURATION: &str = "a duration such as 5ms, or 0";
const COUNT: &str = "a whole number, 0 or greater";
const POSITIVE: &str = "a whole number, 1 or greater";
const FAULTS: &str =
    "faults such as restart@2s+500ms,drop@3s,forget@3s,stall@4s+1s,slowdial@5s+2s*200ms,slowquery@6s+1s*10";
const BOOL: &str = "true or false";
const CORES: &str = "a whole number from 0 to 1000000";
const SHARE: &str = "a number from 0 to 100";
const SPELLING: &str = "the key as written in dial, latency, rows, rowDelay, maxConnections, failEvery, \
                        waitTimeout, cores, thrash, ping, lockWaitTimeout, timeout, readTimeout, \
                        rejectReadOnly, faults";
const KEYS: &[&str] = &[
    "dial",
    "latency",
    "rows",
    "rowDelay",
    "maxConnections",
    "failEvery",
    "waitTimeout",
    "cores",
    "thrash",
    "ping",
    "lockWaitTimeout",
    "timeout",
    "readTimeout",
    "rejectReadOnly",
    "faults",
];

impl Dsn {
    /// Reads `user:password@tcp(host:port)/name?key=value&…`. Only the address and our own parameters
    /// count; user, password, database and the parameters of the real driver are accepted and ignored.
    pub fn parse(text: &str, defaults: &Config) -> Result<Dsn, DsnError> {
        let (head, query) = text.split_once('?').unwrap_or((text, ""));
        let mut config = defaults.clone();
        for part in query.split('&').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            config.set(key, &unescape(value))?;
        }
        Ok(Dsn { address: address(head), config })
    }
}

impl Config {
    /// Sets the parameter `key`. Keys that are not ours are left to the real driver.
    fn set(&mut self, key: &str, value: &str) -> Result<(), DsnError> {
        let error = |expected| DsnError { key: key.to_owned(), value: value.to_owned(), expected };
        let distribution = || duration(value).ok_or_else(|| error(DURATION));
        let plain = || match duration(value) {
            Some(Distribution::Constant(timeout)) => Ok(timeout),
            _ => Err(error(PLAIN_DURATION)),
        };
        let count = |least, expected| {
            let number = value.parse::<u64>().ok();
            let fits = |number: &u64| *number >= least && *number <= i64::MAX as u64;
            number.filter(fits).ok_or_else(|| error(expected))
        };
        match key {
            "dial" => self.dial = distribution()?,
            "latency" => self.latency = distribution()?,
            "ping" => self.ping = Some(distribution()?),
            "rows" => self.rows = count(0, COUNT)?,
            "rowDelay" => self.row_delay = distribution()?,
            "maxConnections" => self.max_connections = count(1, POSITIVE)?,
            "failEvery" => self.fail_every = count(0, COUNT)?,
            "waitTimeout" => self.wait_timeout = plain()?,
            // Names and meaning of these three are the real driver's. Its writeTimeout never ends a write as small
            // as ours, which go into a buffer at once.
            "timeout" => self.dial_timeout = plain()?,
            "readTimeout" => self.read_timeout = plain()?,
            "rejectReadOnly" => {
                self.reject_read_only = match value {
                    "1" | "true" | "TRUE" | "True" => true,
                    "0" | "false" | "FALSE" | "False" => false,
                    _ => return Err(error(BOOL)),
                }
            }
            "faults" => self.faults = value.parse().map_err(|()| error(FAULTS))?,
            "lockWaitTimeout" => self.lock_wait_timeout = plain()?,
            "cores" => {
                let cores = value.parse().ok().filter(|cores| *cores <= CORES_MAX);
                self.cores = cores.ok_or_else(|| error(CORES))?;
            }
            "thrash" => {
                let share = value.parse().ok().filter(|share| (0.0..=THRASH_MAX).contains(share));
                self.thrash = share.ok_or_else(|| error(SHARE))?;
            }
            _ if KEYS.iter().any(|ours| ours.eq_ignore_ascii_case(key)) => return Err(error(SPELLING)),
            _ => {}
        }
        Ok(())
    }
}

/// A distribution; a bare 0 is no time at all, as in Go.
fn duration(text: &str) -> Option<Distribution> {
    Distribution::from_str(text).ok()
}

/// The address in `user:password@protocol(address)/name`.
fn address(head: &str) -> String {
    let head = head.rsplit_once('/').map_or(head, |(server, _)| server);
    let net = head.rsplit_once('@').map_or(head, |(_, net)| net);
    let inside =
        net.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inside, _)| inside);
    match inside {
        "" => "127.0.0.1:3306".to_owned(),
        host if host.contains(':') || host.starts_with('/') => host.to_owned(),
        host => format!("{host}:3306"),
    }
}

/// Undoes `%28`-like escapes; anything else stays as it is.
fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match hex {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

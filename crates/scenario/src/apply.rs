//! Setting one value by its target.

use std::str::FromStr;

use tidepool_des::{Distribution, Duration};

use crate::{Param, ParamKind, ScenarioError, Settings};

/// Most users or connections a run may have.
const COUNT_MAX: u32 = 100_000;

/// Most arrivals per second of an open loop, also while bursts last.
pub(crate) const RATE_MAX: f64 = 1e7;

/// Greatest memory limit of a process, in MiB.
const MEMORY_MAX_MIB: u32 = 1 << 20;

/// Targets besides those with names of a document's own, for messages.
const TARGETS: &[&str] = &[
    "duration",
    "load.clients",
    "load.early",
    "load.rate",
    "load.think",
    "load.timeout",
    "load.ramp",
    "load.start",
    "load.stop",
    "load.retries",
    "load.retry_wait",
    "load.arrivals",
    "load.pacing",
    "load.retry",
    "load.retry_max",
    "load.retry_budget",
    "load.path",
    "server.procs",
    "server.files",
    "server.gogc",
    "server.memory_limit_mib",
    "server.gctrace",
    "database.dial",
    "database.latency",
    "database.rows",
    "database.row_delay",
    "database.max_connections",
    "database.fail_every",
    "database.wait_timeout",
    "database.ping",
    "database.cores",
    "database.thrash",
    "database.lock_wait_timeout",
    "redis.dial",
    "redis.latency",
    "redis.command",
    "redis.call",
];

/// Reads a duration.
pub(crate) fn duration(path: &str, text: &str) -> Result<Duration, ScenarioError> {
    Duration::from_str(text).map_err(|e| ScenarioError::value(path, e.to_string()))
}

/// Reads a time that is not zero.
pub(crate) fn positive(path: &str, text: &str) -> Result<Duration, ScenarioError> {
    let value = duration(path, text)?;
    match value.is_zero() {
        true => Err(ScenarioError::value(path, format!("{text} is not a time above 0"))),
        false => Ok(value),
    }
}

/// What happens again and again does so no more often than this, if nothing else is said.
pub(crate) const PERIOD_MIN: Duration = Duration::from_millis(10);

/// Whether zero may stand where a time from one to the next does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zero {
    /// It means not at all.
    IsNever,
    Refused,
}

/// Reads the time from one to the next, `min` at least.
pub(crate) fn period(path: &str, text: &str, min: Duration, zero: Zero) -> Result<Duration, ScenarioError> {
    let value = duration(path, text)?;
    match (value >= min, zero) {
        (true, _) => Ok(value),
        (false, Zero::IsNever) if value.is_zero() => Ok(value),
        (false, Zero::IsNever) => {
            Err(ScenarioError::value(path, format!("{text} is less than {min}, and not 0s for never")))
        }
        (false, Zero::Refused) => Err(ScenarioError::value(path, format!("{text} is less than {min}"))),
    }
}

/// Reads a share from 0 to 1.
pub(crate) fn share(path: &str, text: &str) -> Result<f64, ScenarioError> {
    let share = text.trim().parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| ScenarioError::value(path, format!("{text:?} is not a share from 0 to 1")))
}

/// Reads a distribution.
pub(crate) fn distribution(path: &str, text: &str) -> Result<Distribution, ScenarioError> {
    Distribution::from_str(text).map_err(|e| ScenarioError::value(path, e.to_string()))
}

pub(crate) fn count(path: &str, text: &str, min: u32, max: u32) -> Result<u32, ScenarioError> {
    let value = text.trim().parse::<u32>().ok().filter(|n| (min..=max).contains(n));
    value.ok_or_else(|| {
        ScenarioError::value(path, format!("{text:?} is not a whole number from {min} to {max}"))
    })
}

/// GOGC: a percentage, `off` or negative for off.
fn gogc(path: &str, text: &str) -> Result<Option<u32>, ScenarioError> {
    if text.trim() == "off" {
        return Ok(None);
    }
    let value = text.trim().parse::<i32>().map_err(|_| {
        ScenarioError::value(path, format!("{text:?} is not a whole number of percent, or `off`"))
    })?;
    Ok(u32::try_from(value).ok())
}

pub(crate) fn rate(path: &str, text: &str) -> Result<f64, ScenarioError> {
    let value = text.trim().parse::<f64>().ok().filter(|v| *v > 0.0 && *v <= RATE_MAX);
    value.ok_or_else(|| {
        ScenarioError::value(path, format!("{text:?} is not a rate above 0 and up to {RATE_MAX} per second"))
    })
}

/// Sets `target` from `text`; `path` is named in messages.
pub(crate) fn set_target(
    s: &mut Settings,
    target: &str,
    text: &str,
    path: &str,
) -> Result<(), ScenarioError> {
    match target {
        "duration" => s.duration = duration(path, text)?,
        "server.procs" => s.procs = count(path, text, 1, 256)?,
        "server.files" => s.files = count(path, text, 3, COUNT_MAX)?,
        "server.gogc" => s.gogc = gogc(path, text)?,
        "server.memory_limit_mib" => s.memory_limit = memory(path, text)?,
        "server.gctrace" => s.gctrace = count(path, text, 0, 1)? == 1,
        "database.dial" => database_time(s, "dial", text, path)?,
        "database.latency" => database_time(s, "latency", text, path)?,
        "database.row_delay" => database_time(s, "rowDelay", text, path)?,
        // Nothing stands for the time of a query.
        "database.ping" if text.trim().is_empty() => drop(s.database.shift_remove("ping")),
        "database.ping" => database_time(s, "ping", text, path)?,
        "database.rows" => database_count(s, "rows", text, 0, path)?,
        "database.max_connections" => database_count(s, "maxConnections", text, 1, path)?,
        "database.fail_every" => database_count(s, "failEvery", text, 0, path)?,
        "database.wait_timeout" => database_timeout(s, "waitTimeout", text, path)?,
        "database.lock_wait_timeout" => database_timeout(s, "lockWaitTimeout", text, path)?,
        "database.cores" => database_count(s, "cores", text, 0, path)?,
        "database.thrash" => {
            let share = text.trim().parse::<f64>().ok().filter(|share| (0.0..=100.0).contains(share));
            let share = share.ok_or_else(|| {
                ScenarioError::value(path, format!("{text:?} is not a number from 0 to 100"))
            })?;
            s.database.insert("thrash", share.to_string());
        }
        "redis.dial" => s.redis.dial = distribution(path, text)?,
        "redis.latency" => s.redis.latency = distribution(path, text)?,
        "redis.command" => s.redis.command = distribution(path, text)?,
        "redis.call" => s.redis.call = duration(path, text)?,
        _ => {
            if !set_named(s, target, text, path)? {
                let known = TARGETS.iter().copied().chain([
                    "group.ID.NAME",
                    "pods.NAME",
                    "replication.NAME",
                    "balancer.NAME",
                    "network.NAME",
                    "registry.NAME",
                    "fault.ID.NAME",
                    "scrape.NAME",
                    "service.ID.NAME",
                    "lab.NAME",
                ]);
                return Err(ScenarioError::unknown(path, "target", target, known));
            }
        }
    }
    Ok(())
}

/// Sets a target that has a name in it; false if there is none such.
fn set_named(s: &mut Settings, target: &str, text: &str, path: &str) -> Result<bool, ScenarioError> {
    if let Some(name) = target.strip_prefix("lab.") {
        s.lab.insert(name.into(), text.into());
        return Ok(true);
    }
    if crate::cluster::set(s, target, text, path)? {
        return Ok(true);
    }
    if let Some(field) = target.strip_prefix("scrape.") {
        crate::scrape::set(s, field, text, path)?;
        return Ok(true);
    }
    if let Some(service) = target.strip_prefix("service.") {
        crate::service::set(s, service, text, path)?;
        return Ok(true);
    }
    if let Some(name) = target.strip_prefix("replication.") {
        crate::replication::set(s, name, text, path)?;
        return Ok(true);
    }
    if let Some(name) = target.strip_prefix("pods.") {
        crate::pods::set(s, name, text, path)?;
        return Ok(true);
    }
    if let Some(fault) = target.strip_prefix("fault.") {
        crate::fault::set(s, fault, text, path)?;
        return Ok(true);
    }
    let (id, name) = match target.strip_prefix("group.").map(|rest| rest.split_once('.')) {
        Some(Some(place)) => place,
        _ => match target.split_once('.') {
            Some(("load", name)) => ("load", name),
            _ => return Ok(false),
        },
    };
    let Some(at) = s.groups.iter().position(|group| group.id == id) else {
        return Ok(false);
    };
    if name == "path" {
        return s.groups[at].set(name, text, path);
    }
    if s.groups[at].draws as usize != at {
        let model = &s.groups[s.groups[at].draws as usize].id;
        return Err(ScenarioError::value(path, format!("{id} repeats {model}: set it there")));
    }
    // Groups that repeat this one change with it.
    let mut known = false;
    for (index, group) in s.groups.iter_mut().enumerate() {
        if index == at || group.draws as usize == at {
            known = group.set(name, text, path)?;
        }
    }
    Ok(known)
}

fn database_time(s: &mut Settings, key: &'static str, text: &str, path: &str) -> Result<(), ScenarioError> {
    distribution(path, text)?;
    s.database.insert(key, text.trim().into());
    Ok(())
}

fn database_timeout(
    s: &mut Settings,
    key: &'static str,
    text: &str,
    path: &str,
) -> Result<(), ScenarioError> {
    duration(path, text)?;
    s.database.insert(key, text.trim().into());
    Ok(())
}

fn database_count(
    s: &mut Settings,
    key: &'static str,
    text: &str,
    min: u32,
    path: &str,
) -> Result<(), ScenarioError> {
    let n = count(path, text, min, 1_000_000)?;
    s.database.insert(key, n.to_string());
    Ok(())
}

/// Sets the parameter's target after checking type and range.
pub(crate) fn set_param(
    s: &mut Settings,
    param: &Param,
    text: &str,
    path: &str,
) -> Result<(), ScenarioError> {
    if param.kind == ParamKind::Word {
        let known = || param.choices.iter().map(|choice| choice.value.as_str());
        if !known().any(|word| word == text) {
            return Err(ScenarioError::unknown(path, "word", text, known()));
        }
        return set_target(s, &param.target, text, path);
    }
    let measure = |text: &str| measure(param.kind, text, path);
    let value = measure(text)?;
    for (limit, below) in [(&param.min, true), (&param.max, false)] {
        let Some(limit) = limit else { continue };
        let limit = Param::text_of(limit);
        let bound = measure(&limit)?;
        if (below && value < bound) || (!below && value > bound) {
            let word = if below { "below the least" } else { "above the greatest" };
            return Err(ScenarioError::value(path, format!("{text} is {word} value, {limit}")));
        }
    }
    set_target(s, &param.target, text, path)
}

/// A value as a number that can be compared with others of its kind; a word has none.
fn measure(kind: ParamKind, text: &str, path: &str) -> Result<f64, ScenarioError> {
    let expected = |what: &str| ScenarioError::value(path, format!("{text:?} is not {what}"));
    match kind {
        ParamKind::Int => {
            text.trim().parse::<i64>().map(|n| n as f64).map_err(|_| expected("a whole number"))
        }
        ParamKind::Float => {
            text.trim().parse::<f64>().ok().filter(|v| v.is_finite()).ok_or_else(|| expected("a number"))
        }
        ParamKind::Word => Err(expected("a number")),
        ParamKind::Duration => Ok(duration(path, text)?.as_nanos() as f64),
        ParamKind::Distribution => {
            Ok(distribution(path, text)?.mean().map_or(f64::INFINITY, |m| m.as_nanos() as f64))
        }
    }
}

/// Memory in MiB as bytes; 0 is no limit, the largest number.
pub(crate) fn memory(path: &str, text: &str) -> Result<u64, ScenarioError> {
    let mib = count(path, text, 0, MEMORY_MAX_MIB)?;
    Ok(if mib == 0 { u64::MAX } else { u64::from(mib) << 20 })
}

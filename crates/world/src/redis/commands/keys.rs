//! Commands on keys of any kind, and on the server.

use super::super::reply::Reply;
use super::super::store::{Data, Store};
use super::{Call, syntax};

pub fn ping(call: &mut Call<'_>) -> Result<Reply, Reply> {
    Ok(call.args.first().map_or_else(|| Reply::Status("PONG".into()), Reply::text))
}

/// Seconds and microseconds.
pub fn time(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let parts = [call.now_us / 1_000_000, call.now_us % 1_000_000];
    Ok(Reply::List(parts.map(|part| Reply::text(part.to_string())).to_vec()))
}

pub fn dbsize(call: &mut Call<'_>) -> Result<Reply, Reply> {
    Ok(Reply::Int(call.store.len() as i64))
}

pub fn flush(call: &mut Call<'_>) -> Result<Reply, Reply> {
    if !call.args.is_empty() && !call.is(0, "sync") && !call.is(0, "async") {
        return Err(syntax());
    }
    *call.store = Store::default();
    Ok(Reply::ok())
}

pub fn del(call: &mut Call<'_>) -> Result<Reply, Reply> {
    Ok(Reply::Int(call.args.iter().filter(|key| call.store.remove(key)).count() as i64))
}

pub fn exists(call: &mut Call<'_>) -> Result<Reply, Reply> {
    Ok(Reply::Int(call.args.iter().filter(|key| call.store.get(key).is_some()).count() as i64))
}

pub fn kind(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let kind = match call.store.get(call.key()) {
        None => "none",
        Some(Data::Text(_)) => "string",
        Some(Data::Hash(_)) => "hash",
        Some(Data::Sorted(_)) => "zset",
    };
    Ok(Reply::Status(kind.into()))
}

pub fn persist(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let had = call.store.expiry(call.key()).flatten().is_some();
    if had {
        let key = call.args[0].clone();
        call.store.set_expiry(&key, None);
    }
    Ok(Reply::Int(had.into()))
}

/// `unit` milliseconds are one of what is given, from now on or since 1970.
pub fn expire(call: &mut Call<'_>, unit: i64, from_now: bool) -> Result<Reply, Reply> {
    let at = expiry(call, 1, unit, from_now)?;
    let key = &call.args[0];
    let Some(before) = call.store.expiry(key) else { return Ok(Reply::Int(0)) };
    let option = |name| call.is(2, name);
    let later = at > before.unwrap_or(u64::MAX);
    let allowed = match (call.args.len(), before) {
        (2, _) => true,
        _ if option("nx") => before.is_none(),
        _ if option("xx") => before.is_some(),
        _ if option("gt") => later,
        _ if option("lt") => !later,
        _ => {
            let name = String::from_utf8_lossy(&call.args[2]);
            return Err(Reply::error(format!("ERR Unsupported option {name}")));
        }
    };
    if allowed {
        // What is over already is gone at once.
        match at <= call.now_ms() {
            true => drop(call.store.remove(key)),
            false => drop(call.store.set_expiry(key, Some(at))),
        }
    }
    Ok(Reply::Int(allowed.into()))
}

/// A time at which a key expires, in milliseconds since 1970.
pub(super) fn expiry(call: &Call<'_>, at: usize, unit: i64, from_now: bool) -> Result<u64, Reply> {
    let base = if from_now { call.now_ms() as i64 } else { 0 };
    let time = call.int(at)?.checked_mul(unit).and_then(|span| span.checked_add(base));
    time.map(|time| time.max(0) as u64).ok_or_else(|| invalid_expiry(call))
}

pub(super) fn invalid_expiry(call: &Call<'_>) -> Reply {
    Reply::error(format!("ERR invalid expire time in '{}' command", call.name))
}

/// What is left, rounded; -1 if it never expires, -2 if there is no such key.
pub fn ttl(call: &mut Call<'_>, unit: u64) -> Result<Reply, Reply> {
    Ok(Reply::Int(match call.store.expiry(call.key()) {
        None => -2,
        Some(None) => -1,
        Some(Some(at)) => ((at.saturating_sub(call.now_ms()) + unit / 2) / unit) as i64,
    }))
}

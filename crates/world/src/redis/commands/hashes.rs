//! Commands on hashes.

use super::super::reply::Reply;
use super::{Call, whole, wrong_number};

pub fn hget(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let hash = call.store.hash(call.key())?;
    Ok(hash.and_then(|hash| hash.get(&call.args[1])).map_or(Reply::Nil, Reply::text))
}

pub fn hmget(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let hash = call.store.hash(call.key())?;
    let value = |field| hash.and_then(|hash| hash.get(field)).map_or(Reply::Nil, Reply::text);
    Ok(Reply::List(call.args[1..].iter().map(value).collect()))
}

pub fn hgetall(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let pairs = call.store.hash(call.key())?.into_iter().flatten();
    Ok(Reply::List(pairs.flat_map(|(field, value)| [Reply::text(field), Reply::text(value)]).collect()))
}

pub fn hlen(call: &mut Call<'_>) -> Result<Reply, Reply> {
    Ok(Reply::Int(call.store.hash(call.key())?.map_or(0, |hash| hash.len()) as i64))
}

pub fn hexists(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let hash = call.store.hash(call.key())?;
    Ok(Reply::Int(hash.is_some_and(|hash| hash.contains_key(&call.args[1])).into()))
}

/// Sets fields; how many are new.
fn put(call: &mut Call<'_>, name: &str) -> Result<i64, Reply> {
    if call.args.len().is_multiple_of(2) {
        return Err(wrong_number(name));
    }
    let hash = call.store.hash_mut(&call.args[0])?;
    let pairs = call.args[1..].chunks_exact(2);
    Ok(pairs.filter(|pair| hash.insert(pair[0].clone(), pair[1].clone()).is_none()).count() as i64)
}

pub fn hset(call: &mut Call<'_>) -> Result<Reply, Reply> {
    put(call, "hset").map(Reply::Int)
}

pub fn hmset(call: &mut Call<'_>) -> Result<Reply, Reply> {
    put(call, "hmset").map(|_| Reply::ok())
}

pub fn hsetnx(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let hash = call.store.hash_mut(&call.args[0])?;
    let free = !hash.contains_key(&call.args[1]);
    if free {
        hash.insert(call.args[1].clone(), call.args[2].clone());
    }
    Ok(Reply::Int(free.into()))
}

pub fn hdel(call: &mut Call<'_>) -> Result<Reply, Reply> {
    if call.store.hash(call.key())?.is_none() {
        return Ok(Reply::Int(0));
    }
    let hash = call.store.hash_mut(&call.args[0])?;
    let gone = call.args[1..].iter().filter(|field| hash.shift_remove(*field).is_some()).count();
    call.store.drop_if_empty(&call.args[0]);
    Ok(Reply::Int(gone as i64))
}

pub fn hincrby(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let by = call.int(2)?;
    let hash = call.store.hash(call.key())?;
    let before = match hash.and_then(|hash| hash.get(&call.args[1])) {
        Some(text) => whole(text).ok_or_else(|| Reply::error("ERR hash value is not an integer"))?,
        None => 0,
    };
    let overflow = || Reply::error("ERR increment or decrement would overflow");
    let after = before.checked_add(by).ok_or_else(overflow)?;
    let hash = call.store.hash_mut(&call.args[0])?;
    hash.insert(call.args[1].clone(), after.to_string().into_bytes());
    Ok(Reply::Int(after))
}

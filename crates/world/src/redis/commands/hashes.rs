//! Commands on hashes.

use super::super::reply::Reply;
use super::super::store::Hash;
use super::strings::{text_or_nil, texts};
use super::{Call, whole, wrong_number};

pub fn hget(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let hash = call.store.hash(call.key())?;
    Ok(text_or_nil(hash.and_then(|hash| hash.get(&call.args[1]))))
}

pub fn hmget(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let hash = call.store.hash(call.key())?;
    texts(call.args[1..].iter().map(|field| hash.and_then(|hash| hash.get(field))))
}

pub fn hgetall(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let pairs = call.store.hash(call.key())?.into_iter().flat_map(Hash::iter);
    Ok(Reply::List(pairs.flat_map(|(field, value)| [Reply::text(field), Reply::text(value)]).collect()))
}

pub fn hlen(call: &mut Call<'_>) -> Result<Reply, Reply> {
    Ok(Reply::Int(call.store.hash(call.key())?.map_or(0, |hash| hash.len()) as i64))
}

pub fn hexists(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let hash = call.store.hash(call.key())?;
    Ok(Reply::Int(hash.is_some_and(|hash| hash.get(&call.args[1]).is_some()).into()))
}

/// Sets fields; how many are new.
fn put(call: &mut Call<'_>) -> Result<i64, Reply> {
    if call.args.len().is_multiple_of(2) {
        return Err(wrong_number(call.name));
    }
    let hash = call.store.hash_mut(&call.args[0])?;
    let pairs = call.args[1..].chunks_exact(2);
    Ok(pairs.filter(|pair| hash.insert(&pair[0], &pair[1])).count() as i64)
}

pub fn hset(call: &mut Call<'_>) -> Result<Reply, Reply> {
    put(call).map(Reply::Int)
}

pub fn hmset(call: &mut Call<'_>) -> Result<Reply, Reply> {
    put(call).map(|_| Reply::ok())
}

pub fn hsetnx(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let hash = call.store.hash_mut(&call.args[0])?;
    let free = hash.get(&call.args[1]).is_none();
    if free {
        hash.insert(&call.args[1], &call.args[2]);
    }
    Ok(Reply::Int(free.into()))
}

pub fn hdel(call: &mut Call<'_>) -> Result<Reply, Reply> {
    if call.store.hash(call.key())?.is_none() {
        return Ok(Reply::Int(0));
    }
    let hash = call.store.hash_mut(&call.args[0])?;
    let gone = call.args[1..].iter().filter(|field| hash.remove(field)).count();
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
    hash.insert(&call.args[1], after.to_string().as_bytes());
    Ok(Reply::Int(after))
}

//! Commands on texts and counters.

use super::super::reply::Reply;
use super::super::store::{Data, MEMORY_MAX, out_of_memory};
use super::keys::{expiry, invalid_expiry};
use super::{Call, not_whole, syntax, whole};

pub(super) fn text_or_nil(text: Option<&[u8]>) -> Reply {
    text.map_or(Reply::Nil, Reply::text)
}

/// The same text may be asked for many times: a reply takes memory, too.
pub(super) fn texts<'a>(texts: impl Iterator<Item = Option<&'a [u8]>>) -> Result<Reply, Reply> {
    let mut bytes = 0;
    let replies = texts.map(|text| {
        bytes += text.map_or(0, <[u8]>::len);
        if bytes > MEMORY_MAX { Err(out_of_memory()) } else { Ok(text_or_nil(text)) }
    });
    replies.collect::<Result<_, _>>().map(Reply::List)
}

pub fn get(call: &mut Call<'_>) -> Result<Reply, Reply> {
    Ok(text_or_nil(call.store.text(call.key())?))
}

pub fn mget(call: &mut Call<'_>) -> Result<Reply, Reply> {
    texts(call.args.iter().map(|key| call.store.text(key).unwrap_or_default()))
}

pub fn getdel(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let reply = text_or_nil(call.store.text(call.key())?);
    call.store.remove(&call.args[0]);
    Ok(reply)
}

pub fn getset(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let reply = text_or_nil(call.store.text(call.key())?);
    call.store.set(&call.args[0], Data::Text(call.args[1].clone()), false);
    Ok(reply)
}

pub fn strlen(call: &mut Call<'_>) -> Result<Reply, Reply> {
    Ok(Reply::Int(call.store.text(call.key())?.map_or(0, <[u8]>::len) as i64))
}

pub fn append(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let text = call.store.text_mut(&call.args[0])?;
    text.extend_from_slice(&call.args[1]);
    Ok(Reply::Int(text.len() as i64))
}

pub fn setnx(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let free = call.store.get(call.key()).is_none();
    if free {
        call.store.set(&call.args[0], Data::Text(call.args[1].clone()), false);
    }
    Ok(Reply::Int(free.into()))
}

pub fn setex(call: &mut Call<'_>, unit: i64) -> Result<Reply, Reply> {
    if call.int(1)? <= 0 {
        return Err(invalid_expiry(call));
    }
    let at = expiry(call, 1, unit, true)?;
    call.store.set(&call.args[0], Data::Text(call.args[2].clone()), false);
    call.store.set_expiry(&call.args[0], Some(at));
    Ok(Reply::ok())
}

/// With `NX` or `XX`, `GET`, and `EX`, `PX`, `EXAT`, `PXAT` or `KEEPTTL`.
pub fn set(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let (mut expires, mut keep, mut only, mut get) = (None, false, None, false);
    let mut at = 2;
    while at < call.args.len() {
        let units = [("ex", 1000, true), ("px", 1, true), ("exat", 1000, false), ("pxat", 1, false)];
        let unit = units.iter().find(|(name, ..)| call.is(at, name));
        if let (Some(&(_, unit, from_now)), None, false) = (unit, expires, keep) {
            if at + 1 == call.args.len() {
                return Err(syntax());
            }
            if call.int(at + 1)? <= 0 {
                return Err(invalid_expiry(call));
            }
            expires = Some(expiry(call, at + 1, unit, from_now)?);
            at += 1;
        } else if call.is(at, "keepttl") && expires.is_none() {
            keep = true;
        } else if (call.is(at, "nx") || call.is(at, "xx")) && only.is_none() {
            only = Some(call.is(at, "xx"));
        } else if call.is(at, "get") {
            get = true;
        } else {
            return Err(syntax());
        }
        at += 1;
    }
    let before = if get { text_or_nil(call.store.text(call.key())?) } else { Reply::Nil };
    let exists = call.store.get(call.key()).is_some();
    if only.is_some_and(|wanted| wanted != exists) {
        return Ok(before);
    }
    call.store.set(&call.args[0], Data::Text(call.args[1].clone()), keep);
    if expires.is_some() {
        call.store.set_expiry(&call.args[0], expires);
    }
    Ok(if get { before } else { Reply::ok() })
}

/// Adds to a counter, which begins with 0 and keeps its expiry.
pub fn add(call: &mut Call<'_>, by: i64) -> Result<Reply, Reply> {
    let before = match call.store.text(call.key())? {
        Some(text) => whole(text).ok_or_else(not_whole)?,
        None => 0,
    };
    let overflow = || Reply::error("ERR increment or decrement would overflow");
    let after = before.checked_add(by).ok_or_else(overflow)?;
    call.store.set(&call.args[0], Data::Text(after.to_string().into_bytes()), true);
    Ok(Reply::Int(after))
}

pub fn incrby(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let by = call.int(1)?;
    add(call, by)
}

pub fn decrby(call: &mut Call<'_>) -> Result<Reply, Reply> {
    let by = call.int(1)?.checked_neg().ok_or_else(|| Reply::error("ERR decrement would overflow"))?;
    add(call, by)
}

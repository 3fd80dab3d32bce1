//! The commands: what each needs, and what it does.

mod hashes;
mod keys;
mod sets;
mod strings;

use super::reply::Reply;
use super::store::{MEMORY_MAX, Store, out_of_memory};

/// A command that runs.
pub(super) struct Call<'a> {
    pub store: &'a mut Store,
    /// Microseconds since 1970.
    pub now_us: u64,
    /// What it is called, in small letters.
    pub name: &'static str,
    /// Its arguments, without its name.
    pub args: &'a [Vec<u8>],
}

type Run = fn(&mut Call<'_>) -> Result<Reply, Reply>;

/// Its name, the least and the most arguments, and what it does.
struct Command(&'static str, usize, usize, Run);

const ANY: usize = usize::MAX;

const COMMANDS: &[Command] = &[
    Command("append", 2, 2, strings::append),
    Command("dbsize", 0, 0, keys::dbsize),
    Command("decr", 1, 1, |call| strings::add(call, -1)),
    Command("decrby", 2, 2, strings::decrby),
    Command("del", 1, ANY, keys::del),
    Command("echo", 1, 1, |call| Ok(Reply::text(&call.args[0]))),
    Command("exists", 1, ANY, keys::exists),
    Command("expire", 2, 3, |call| keys::expire(call, 1000, true)),
    Command("expireat", 2, 3, |call| keys::expire(call, 1000, false)),
    Command("flushall", 0, 1, keys::flush),
    Command("flushdb", 0, 1, keys::flush),
    Command("get", 1, 1, strings::get),
    Command("getdel", 1, 1, strings::getdel),
    Command("getset", 2, 2, strings::getset),
    Command("hdel", 2, ANY, hashes::hdel),
    Command("hexists", 2, 2, hashes::hexists),
    Command("hget", 2, 2, hashes::hget),
    Command("hgetall", 1, 1, hashes::hgetall),
    Command("hincrby", 3, 3, hashes::hincrby),
    Command("hlen", 1, 1, hashes::hlen),
    Command("hmget", 2, ANY, hashes::hmget),
    Command("hmset", 3, ANY, hashes::hmset),
    Command("hset", 3, ANY, hashes::hset),
    Command("hsetnx", 3, 3, hashes::hsetnx),
    Command("incr", 1, 1, |call| strings::add(call, 1)),
    Command("incrby", 2, 2, strings::incrby),
    Command("mget", 1, ANY, strings::mget),
    Command("persist", 1, 1, keys::persist),
    Command("pexpire", 2, 3, |call| keys::expire(call, 1, true)),
    Command("pexpireat", 2, 3, |call| keys::expire(call, 1, false)),
    Command("ping", 0, 1, keys::ping),
    Command("psetex", 3, 3, |call| strings::setex(call, 1)),
    Command("pttl", 1, 1, |call| keys::ttl(call, 1)),
    Command("set", 2, ANY, strings::set),
    Command("setex", 3, 3, |call| strings::setex(call, 1000)),
    Command("setnx", 2, 2, strings::setnx),
    Command("strlen", 1, 1, strings::strlen),
    Command("time", 0, 0, keys::time),
    Command("ttl", 1, 1, |call| keys::ttl(call, 1000)),
    Command("type", 1, 1, keys::kind),
    Command("zadd", 3, ANY, sets::zadd),
    Command("zcard", 1, 1, sets::zcard),
    Command("zcount", 3, 3, sets::zcount),
    Command("zrange", 3, 4, |call| sets::zrange(call, false)),
    Command("zrangebyscore", 3, 4, sets::zrangebyscore),
    Command("zrem", 2, ANY, sets::zrem),
    Command("zremrangebyrank", 3, 3, sets::zremrangebyrank),
    Command("zremrangebyscore", 3, 3, sets::zremrangebyscore),
    Command("zrevrange", 3, 4, |call| sets::zrange(call, true)),
    Command("zscore", 2, 2, sets::zscore),
];

/// Executes a command at a time, in microseconds since 1970.
pub(super) fn execute(store: &mut Store, now_us: u64, command: &[Vec<u8>]) -> Reply {
    let Some((name, args)) = command.split_first() else { return Reply::error("ERR empty command") };
    let lower = String::from_utf8_lossy(name).to_ascii_lowercase();
    let Ok(at) = COMMANDS.binary_search_by(|known| known.0.cmp(&lower)) else { return unknown(name, args) };
    let Command(name, least, most, run) = COMMANDS[at];
    if args.len() < least || args.len() > most {
        return wrong_number(name);
    }
    // What it brings with it takes memory as well.
    let brought: usize = args.iter().map(Vec::len).sum();
    if GROWING.contains(&name) && store.used().saturating_add(brought) > MEMORY_MAX {
        return out_of_memory();
    }
    let reply = run(&mut Call { store, now_us, name, args }).unwrap_or_else(|error| error);
    args.first().into_iter().for_each(|key| store.settle(key));
    reply
}

/// Commands that may make the store larger, as Redis marks them (`denyoom`).
const GROWING: [&str; 15] = [
    "append", "decr", "decrby", "getset", "hincrby", "hmset", "hset", "hsetnx", "incr", "incrby", "psetex",
    "set", "setex", "setnx", "zadd",
];

/// The error for too few or too many arguments.
pub(super) fn wrong_number(name: &str) -> Reply {
    Reply::error(format!("ERR wrong number of arguments for '{name}' command"))
}

/// The error for a command that there is not; it quotes the first 128 bytes of name and arguments.
fn unknown(name: &[u8], args: &[Vec<u8>]) -> Reply {
    let shown = |text: &[u8]| String::from_utf8_lossy(&text[..text.len().min(128)]).into_owned();
    let mut quoted = String::new();
    for arg in args {
        if quoted.len() >= 128 {
            break;
        }
        quoted.push_str(&format!("'{}' ", shown(arg)));
    }
    Reply::error(format!("ERR unknown command '{}', with args beginning with: {quoted}", shown(name)))
}

impl Call<'_> {
    fn now_ms(&self) -> u64 {
        self.now_us / 1000
    }

    /// A whole number, written as Redis wants it: without plus sign, spaces or zeros before it.
    fn int(&self, at: usize) -> Result<i64, Reply> {
        self.args.get(at).and_then(|text| whole(text)).ok_or_else(not_whole)
    }

    fn key(&self) -> &[u8] {
        self.args.first().map_or(&[], |key| key)
    }

    /// Whether an option stands there, in whatever case.
    fn is(&self, at: usize, option: &str) -> bool {
        self.args.get(at).is_some_and(|text| text.eq_ignore_ascii_case(option.as_bytes()))
    }
}

fn whole(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    let number: i64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

fn not_whole() -> Reply {
    Reply::error("ERR value is not an integer or out of range")
}

fn syntax() -> Reply {
    Reply::error("ERR syntax error")
}

/// A number as Redis reads it: also `inf`, with a sign or not.
fn float(text: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(text).ok()?;
    let number: f64 = text.parse().ok()?;
    (!number.is_nan()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_sorted() {
        assert!(COMMANDS.is_sorted_by_key(|command| command.0));
    }
}

//! A tiny language for pool histories: one step a line, the answer of the pool behind it.
//!
//! Times are milliseconds. `G` stands for a caller of that name; a waiter is named by its ticket.

use std::fmt::Write as _;

use crate::sql::{ConnId, Holder, Pool, Strategy, Ticket};

const MS: u64 = 1_000_000;

/// Runs `script` and answers with every line and what the pool said to it.
///
/// `@T` sets the time; `pick N` the waiter that is chosen next (0 by default: the first of the set).
pub(super) fn run(script: &str) -> String {
    let mut pool = Pool::new();
    let mut now = 0;
    let mut choice = 0;
    let mut out = String::new();
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |at: usize| -> i64 { words.get(at).and_then(|w| w.parse().ok()).unwrap_or(0) };
        let conn = |at: usize| ConnId(number(at) as u64);
        let ticket = |at: usize| Ticket(number(at) as u64);
        let has = |word: &str| words.contains(&word);
        let strategy = match has("new") {
            true => Strategy::AlwaysNew,
            false => Strategy::CachedOrNew,
        };
        let holder = Holder { who: number(1) as u64, line: 0 };
        let mut pick = |len: usize| choice % len;
        let answer = match words[0] {
            "max_open" => format!("{:?}", pool.set_max_open(number(1))),
            "max_idle" => format!("{:?}", pool.set_max_idle(number(1))),
            "lifetime" => format!("{:?}", pool.set_lifetime(number(1) * MS as i64)),
            "idle_time" => format!("{:?}", pool.set_idle_time(number(1) * MS as i64)),
            "acquire" => format!("{:?}", pool.begin_acquire(now, holder, strategy)),
            "dialed" => format!("{:?}", pool.dialed(now, conn(1), !has("failed"))),
            "put" => format!("{:?}", pool.put(now, conn(1), has("bad"), has("reset"), &mut pick)),
            "closed" => format!("{:?}", pool.closed(conn(1))),
            "opener" => format!("{:?}", pool.opener_begin(now)),
            "opened" => format!("{:?}", pool.opener_done(now, conn(1), !has("failed"), &mut pick)),
            "cancel" => format!("{:?}", pool.cancelled(now, ticket(1))),
            "got" => {
                let conn = (number(2) > 0).then(|| conn(2));
                format!("{:?}", pool.delivered(now, ticket(1), conn, strategy))
            }
            "clean" => format!("{:?}", pool.clean(now)),
            "close" => format!("{:?}", pool.close()),
            "stats" => stats(&pool),
            "free" => format!("{:?}", pool.free),
            "pick" => {
                choice = number(1) as usize;
                continue;
            }
            time if time.starts_with('@') => {
                now = time[1..].parse::<u64>().unwrap_or(0) * MS;
                continue;
            }
            other => format!("no such step: {other}"),
        };
        let _ = writeln!(out, "{line}: {}", answer.replace("ConnId", "conn"));
    }
    out
}

fn stats(pool: &Pool) -> String {
    let s = pool.stats();
    format!(
        "max {} open {} in use {} idle {} waits {} waited {}ms closed idle {} idle time {} lifetime {}",
        s.max_open,
        s.open,
        s.in_use,
        s.idle,
        s.wait_count,
        s.wait_duration / MS,
        s.max_idle_closed,
        s.max_idle_time_closed,
        s.max_lifetime_closed
    )
}

//! The scripts of the book's limiters, asked at random times: what they promise, they keep.

use proptest::prelude::*;

use super::commands::execute;
use super::lua::{Host, Script};
use super::reply::Reply;
use super::store::Store;

const SECOND: u64 = 1_000_000;

/// The script in a listing: what stands between its first two backquotes.
fn script(listing: &str) -> Script {
    let text = listing.split('`').nth(1).expect("there is a script");
    Script::read(text.as_bytes()).expect("it is right")
}

/// Keys, and a time in microseconds.
struct Keys(Store, u64);

impl Host for Keys {
    fn weight(&self, command: &[Vec<u8>]) -> usize {
        self.0.weight(command)
    }

    fn call(&mut self, command: &[Vec<u8>]) -> Reply {
        execute(&mut self.0, self.1, command)
    }
}

/// When requests pass that come after each of these gaps. `key` names the key at a time.
fn passed(script: &Script, gaps: &[u64], key: impl Fn(u64) -> String, args: &[u64]) -> Vec<(u64, bool)> {
    let args: Vec<Vec<u8>> = args.iter().map(|arg| arg.to_string().into_bytes()).collect();
    let mut keys = Keys(Store::default(), 1_767_225_600 * SECOND);
    let mut decisions = Vec::new();
    for gap in gaps {
        keys.1 += gap;
        let now = keys.1;
        keys.0.expire(now / 1000);
        match script.run(&mut keys, &[key(now).into_bytes()], &args) {
            Reply::Int(allowed) => decisions.push((now, allowed == 1)),
            other => panic!("{other:?}"),
        }
    }
    decisions
}

fn times(decisions: &[(u64, bool)]) -> Vec<u64> {
    decisions.iter().filter(|(_, allowed)| *allowed).map(|(at, _)| *at).collect()
}

/// The most that pass within a second, from whenever on.
fn most_in_a_second(times: &[u64]) -> usize {
    let within = |from: usize| times[from..].iter().take_while(|at| **at < times[from] + SECOND).count();
    (0..times.len()).map(within).max().unwrap_or(0)
}

/// Crowds and pauses.
fn gaps() -> impl Strategy<Value = Vec<u64>> {
    let gap = prop_oneof![4 => 0..20_000u64, 2 => 0..3u64, 1 => 0..3 * SECOND];
    proptest::collection::vec(gap, 1..400)
}

fn execute_all(keys: &mut Keys, commands: &[&[&str]]) -> Vec<Reply> {
    let words = |command: &[&str]| command.iter().map(|word| word.as_bytes().to_vec()).collect::<Vec<_>>();
    commands.iter().map(|command| execute(&mut keys.0, keys.1, &words(command))).collect()
}

const OUT: &str = "OOM command not allowed when used memory > 'maxmemory'.";

#[test]
fn memory_has_an_end_and_what_is_gone_makes_room() {
    let (mut keys, large) = (Keys(Store::default(), SECOND), "x".repeat(1_000_000));
    for append in [true, false] {
        let full = (0..).find(|n| {
            let other = n.to_string();
            let command = match append {
                true => vec!["append", "a", &large],
                false => vec!["hset", "h", &other, &large],
            };
            matches!(&execute_all(&mut keys, &[&command])[0], Reply::Error(error) if error == OUT)
        });
        assert_eq!(full, Some(16));
        let [read, small, gone, room] = &execute_all(
            &mut keys,
            &[&["exists", "a", "h"], &["incr", "n"], &["del", "a", "h"], &["set", "b", &large]],
        )[..] else {
            panic!("four answers")
        };
        assert_eq!([read, gone, room], [&Reply::Int(1), &Reply::Int(1), &Reply::ok()]);
        assert_eq!(small, &Reply::Int(if append { 1 } else { 2 }), "a little fits");
        execute_all(&mut keys, &[&["expire", "b", "1"]]);
        keys.1 += 5 * SECOND;
        keys.0.expire(keys.1 / 1000);
    }
    execute_all(&mut keys, &[&["del", "n"], &["set", "a", &large]]);
    let many = ["mget"].into_iter().chain(std::iter::repeat_n("a", 20)).collect::<Vec<_>>();
    assert_eq!(execute_all(&mut keys, &[&many]), [Reply::Error(OUT.into())]);
    execute_all(&mut keys, &[&["del", "a"]]);
    assert_eq!(keys.0.used(), 0);
}

#[test]
fn what_is_counted_is_what_is_there() {
    let mut keys = Keys(Store::default(), SECOND);
    execute_all(
        &mut keys,
        &[
            &["hset", "h", "a", "12345", "b", "1"],
            &["hset", "h", "a", "1"],
            &["hincrby", "h", "b", "100"],
            &["zadd", "z", "1", "m", "2", "n"],
            &["zadd", "z", "5", "m"],
            &["set", "s", "abc"],
            &["append", "s", "de"],
            &["setnx", "s", "nothing"],
        ],
    );
    assert_eq!(keys.0.used(), 7 * 64 + (1 + 1 + 1 + 1 + 3) + (1 + 1 + 1) + (1 + 5));
    execute_all(&mut keys, &[&["hdel", "h", "a"], &["zrem", "z", "m", "none"], &["getdel", "s"]]);
    assert_eq!(keys.0.used(), 4 * 64 + (1 + 1 + 3) + (1 + 1));
    execute_all(&mut keys, &[&["hdel", "h", "b"], &["zremrangebyscore", "z", "-inf", "+inf"]]);
    assert_eq!(keys.0.used(), 0);
}

#[test]
fn an_expiry_that_cannot_be_names_its_command() {
    let mut keys = Keys(Store::default(), SECOND);
    let far = i64::MAX.to_string();
    for command in [
        &["expire", "k", &far][..],
        &["pexpire", "k", &far],
        &["expireat", "k", &far],
        &["setex", "k", &far, "v"],
        &["psetex", "k", &far, "v"],
        &["set", "k", "v", "ex", &far],
        &["set", "k", "v", "px", "0"],
    ] {
        let wanted = format!("ERR invalid expire time in '{}' command", command[0]);
        assert_eq!(execute_all(&mut keys, &[command]), [Reply::Error(wanted)]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_bucket_never_grants_more_than_its_burst_and_what_comes_meanwhile(
        gaps in gaps(), rate in 1..60u64, burst in 1..30u64,
    ) {
        let bucket = script(include_str!("../../../../content/go/ch5/shared-bucket.go"));
        let decisions = passed(&bucket, &gaps, |_| "b".into(), &[rate, burst]);
        let times = times(&decisions);
        for (n, from) in times.iter().enumerate() {
            for (count, to) in (1u64..).zip(&times[n..]) {
                let most = burst as f64 + rate as f64 * (to - from) as f64 / SECOND as f64;
                prop_assert!(count as f64 <= most + 1e-6, "{count} in {} us", to - from);
            }
        }
        // Full again, it grants a whole burst.
        let long = (burst * SECOND).div_ceil(rate) + SECOND;
        let mut again = gaps.clone();
        again.push(long);
        again.extend(vec![0; burst as usize]);
        let last = passed(&bucket, &again, |_| "b".into(), &[rate, burst]).split_off(gaps.len());
        let granted: Vec<bool> = last.into_iter().map(|(_, allowed)| allowed).collect();
        prop_assert!(granted[..burst as usize].iter().all(|allowed| *allowed) && !granted[burst as usize]);
    }

    #[test]
    fn a_log_refuses_if_and_only_if_its_second_is_full(gaps in gaps(), limit in 1..40u64) {
        let log = script(include_str!("../../../../content/go/ch5/shared-log.go"));
        let decisions = passed(&log, &gaps, |_| "l".into(), &[limit]);
        let times = times(&decisions);
        for (now, allowed) in decisions {
            let before = times.iter().filter(|at| **at < now && now < **at + SECOND).count() as u64;
            let beside = times.iter().filter(|at| **at == now).count() as u64;
            let full = if allowed { before + beside <= limit } else { before + beside >= limit };
            prop_assert!(full, "{before} before, {beside} beside, {allowed}");
        }
        prop_assert!(most_in_a_second(&times) as u64 <= limit);
    }

    #[test]
    fn a_fixed_window_grants_its_limit_in_each_second_and_at_most_twice_that_across(
        gaps in gaps(), limit in 1..40u64,
    ) {
        let window = script(include_str!("../../../../content/go/ch5/shared-window.go"));
        let decisions = passed(&window, &gaps, |now| format!("w:{}", now / SECOND), &[limit]);
        let times = times(&decisions);
        for second in decisions.chunk_by(|(a, _), (b, _)| a / SECOND == b / SECOND) {
            let granted = second.iter().filter(|(_, allowed)| *allowed).count();
            prop_assert_eq!(granted, second.len().min(limit as usize));
        }
        prop_assert!(most_in_a_second(&times) as u64 <= 2 * limit);
    }
}

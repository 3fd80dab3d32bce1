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

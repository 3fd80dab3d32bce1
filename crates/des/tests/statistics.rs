//! Histograms and series: against exact sums, while buckets are merged, and at their edges.

use std::fmt::Write;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use tidepool_des::{CountSeries, Duration, Histogram, Series, Time};

fn seconds(seconds: u64) -> Time {
    Time::ZERO + Duration::from_secs(seconds)
}

/// A series of at most four buckets of one second, after changes given as (second, value).
fn series(changes: &[(u64, u64)], end: u64) -> Series {
    let mut series = Series::new(Time::ZERO, Duration::SECOND, 4, 0);
    for &(at, value) in changes {
        series.set(seconds(at), value);
    }
    series.advance(seconds(end));
    series
}

fn check_series(series: &Series, expect: Expect) {
    let mut text = format!("width {}, mean {}\n", series.width(), series.mean());
    for bucket in series.buckets() {
        let (start, width) = (bucket.start, bucket.width);
        writeln!(
            text,
            "{start} +{width}: {}..{} mean {} last {}",
            bucket.min, bucket.max, bucket.mean, bucket.last
        )
        .unwrap();
    }
    expect.assert_eq(&text);
}

#[test]
fn a_series_tells_each_bucket() {
    check_series(
        &series(&[(0, 2), (1, 4), (3, 1)], 4),
        expect![[r#"
            width 1s, mean 2.75
            0s +1s: 0..2 mean 2 last 2
            1s +1s: 4..4 mean 4 last 4
            2s +1s: 4..4 mean 4 last 4
            3s +1s: 1..1 mean 1 last 1
        "#]],
    );
}

#[test]
fn a_change_at_a_border_belongs_to_the_later_bucket() {
    let mut series = Series::new(Time::ZERO, Duration::SECOND, 4, 7);
    series.set(seconds(1), 3);
    check_series(
        &series,
        expect![[r#"
        width 1s, mean 7
        0s +1s: 7..7 mean 7 last 7
        1s +0s: 3..3 mean 3 last 3
    "#]],
    );
}

#[test]
fn a_spike_that_lasts_no_time_shows() {
    let mut series = Series::new(Time::ZERO, Duration::SECOND, 4, 1);
    series.set(seconds(1), 9);
    series.set(seconds(1), 1);
    series.advance(seconds(2));
    check_series(
        &series,
        expect![[r#"
        width 1s, mean 1
        0s +1s: 1..1 mean 1 last 1
        1s +1s: 1..9 mean 1 last 1
    "#]],
    );
}

#[test]
fn buckets_are_merged_when_time_goes_on() {
    check_series(
        &series(&[(0, 2), (1, 4), (3, 1), (5, 8)], 7),
        expect![[r#"
        width 2s, mean 4
        0s +2s: 0..4 mean 3 last 4
        2s +2s: 1..4 mean 2.5 last 1
        4s +2s: 1..8 mean 4.5 last 8
        6s +1s: 8..8 mean 8 last 8
    "#]],
    );
}

#[test]
fn a_long_silence_fills_the_buckets_between() {
    check_series(
        &series(&[(1, 3)], 1_000_000),
        expect![[r#"
        width 72h49m4s, mean 2.999997
        0s +72h49m4s: 0..3 mean 2.999988555908203 last 3
        72h49m4s +72h49m4s: 3..3 mean 3 last 3
        145h38m8s +72h49m4s: 3..3 mean 3 last 3
        218h27m12s +59h19m28s: 3..3 mean 3 last 3
    "#]],
    );
}

#[test]
fn time_does_not_run_backwards() {
    let mut series = Series::new(seconds(5), Duration::SECOND, 4, 1);
    series.set(seconds(3), 2);
    series.set(seconds(7), 3);
    series.add(seconds(6), 2);
    series.sub(seconds(6), 100);
    check_series(
        &series,
        expect![[r#"
        width 1s, mean 2
        5s +1s: 1..2 mean 2 last 2
        6s +1s: 2..2 mean 2 last 2
        7s +0s: 0..5 mean 0 last 0
    "#]],
    );
}

#[test]
fn a_series_lasts_until_the_end_of_time() {
    let mut series = Series::new(Time::ZERO, Duration::ZERO, 0, 1);
    series.set(Time::NEVER, 2);
    check_series(
        &series,
        expect![[r#"
        width 2562047h47m16.854775808s, mean 1
        0s +2562047h47m16.854775808s: 1..1 mean 1 last 1
        2562047h47m16.854775808s +2562047h47m16.854775807s: 1..2 mean 1 last 2
    "#]],
    );
}

#[test]
fn counts_per_bucket() {
    let mut series = CountSeries::new(Time::ZERO, Duration::SECOND, 4);
    let mut text = String::new();
    for (at, count) in [(0, 1), (0, 2), (2, 4), (3, 8), (2, 16), (4, 32), (9, 64)] {
        series.add(seconds(at), count);
        let counts: Vec<u64> = series.buckets().map(|bucket| bucket.count).collect();
        writeln!(text, "{at}s: {counts:?} of {}", series.width()).unwrap();
    }
    series.advance(seconds(15));
    let rates: Vec<f64> = series.buckets().map(|bucket| bucket.per_second()).collect();
    writeln!(text, "total {}, per second {rates:?}", series.total()).unwrap();
    expect![[r#"
        0s: [1] of 1s
        0s: [3] of 1s
        2s: [3, 0, 4] of 1s
        3s: [3, 0, 4, 8] of 1s
        2s: [3, 0, 20, 8] of 1s
        4s: [3, 28, 32] of 2s
        9s: [31, 32, 64] of 4s
        total 127, per second [7.75, 8.0, 16.0, 0.0]
    "#]]
    .assert_eq(&text);
}

#[test]
fn an_empty_histogram_has_no_numbers() {
    let empty = Histogram::new();
    assert_eq!((empty.count(), empty.mean(), empty.min(), empty.max()), (0, None, None, None));
    assert_eq!(empty.quantile(0.5), None);
    assert_eq!(empty.buckets().count(), 0);
}

#[test]
fn constants_come_back_exactly() {
    let mut histogram = Histogram::new();
    histogram.record_many(Duration::from_millis(5), 1000);
    for quantile in [0.0, 0.5, 0.99, 1.0] {
        assert_eq!(histogram.quantile(quantile), Some(Duration::from_millis(5)));
    }
    assert_eq!(histogram.mean(), Some(Duration::from_millis(5)));
}

#[test]
fn a_histogram_takes_every_duration() {
    let mut histogram = Histogram::new();
    histogram.record(Duration::ZERO);
    histogram.record(Duration::MAX);
    histogram.record_many(Duration::MAX, 2);
    histogram.record_many(Duration::SECOND, 0);
    assert_eq!(histogram.count(), 4);
    assert_eq!(histogram.min(), Some(Duration::ZERO));
    assert_eq!(histogram.max(), Some(Duration::MAX));
    assert_eq!(histogram.quantile(1.0), Some(Duration::MAX));
    assert_eq!(histogram.count_up_to(Duration::SECOND), 1);
    assert_eq!(histogram.sum_nanos(), 3 * u128::from(u64::MAX));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_series_keeps_the_sums(changes in prop::collection::vec((0..3000_u64, 0..50_u64), 1..60)) {
        let mut series = Series::new(Time::ZERO, Duration::from_nanos(1), 8, 3);
        let (mut now, mut value, mut sum, mut greatest) = (0, 3, 0, 3);
        for (step, next) in changes {
            sum += step * value;
            now += step;
            value = next;
            greatest = greatest.max(value);
            series.set(Time::from_nanos(now), value);
        }
        let buckets: Vec<_> = series.buckets().collect();
        prop_assert!(buckets.len() <= 8);
        let total: f64 = buckets.iter().map(|bucket| bucket.mean * bucket.width.as_nanos() as f64).sum();
        prop_assert!((total - sum as f64).abs() < 1e-6 * (1.0 + total));
        prop_assert_eq!(series.max(), greatest);
        prop_assert_eq!(series.value(), value);
        prop_assert_eq!(buckets.iter().map(|bucket| bucket.width.as_nanos()).sum::<u64>(), now);
        for bucket in &buckets {
            prop_assert!(bucket.min as f64 <= bucket.mean && bucket.mean <= bucket.max as f64);
        }
        for pair in buckets.windows(2) {
            prop_assert_eq!(pair[0].start + pair[0].width, pair[1].start);
        }
    }

    #[test]
    fn counts_keep_the_total(events in prop::collection::vec((0..1_000_000_u64, 0..9_u64), 0..60)) {
        let mut series = CountSeries::new(Time::ZERO, Duration::from_nanos(10), 8);
        for &(at, count) in &events {
            series.add(Time::from_nanos(at), count);
        }
        prop_assert_eq!(series.total(), events.iter().map(|event| event.1).sum::<u64>());
        prop_assert_eq!(series.buckets().map(|bucket| bucket.count).sum::<u64>(), series.total());
        prop_assert!(series.buckets().len() <= 8);
    }

    #[test]
    fn quantiles_are_right_to_a_thousandth(
        mut nanos in prop::collection::vec(0..10_000_000_000_u64, 1..200),
        other in prop::collection::vec(0..10_000_000_000_u64, 0..50),
        quantile in 0.0..=1.0_f64,
    ) {
        let record = |nanos: &[u64]| {
            let mut histogram = Histogram::new();
            nanos.iter().for_each(|&nanos| histogram.record(Duration::from_nanos(nanos)));
            histogram
        };
        let mut merged = record(&nanos);
        merged.merge(&record(&other));
        nanos.extend(other);
        prop_assert_eq!(&merged, &record(&nanos));

        nanos.sort_unstable();
        let rank = ((quantile * nanos.len() as f64).ceil() as usize).clamp(1, nanos.len());
        let exact = nanos[rank - 1] as f64;
        let told = merged.quantile(quantile).unwrap().as_nanos() as f64;
        prop_assert!((told - exact).abs() <= exact / 1000.0, "{} is told as {}", exact, told);
        let mean = nanos.iter().sum::<u64>() as f64 / nanos.len() as f64;
        prop_assert!((merged.mean().unwrap().as_nanos() as f64 - mean).abs() <= 1.0);
        prop_assert_eq!(merged.min().map(Duration::as_nanos), nanos.first().copied());
        prop_assert_eq!(merged.max().map(Duration::as_nanos), nanos.last().copied());
    }
}

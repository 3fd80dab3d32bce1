//! Draws against the closed forms: mean, quantiles and the share below each quantile, with fixed seeds.

use std::fmt::Write;

use expect_test::{Expect, expect};
use tidepool_des::{Distribution, Duration, Empirical, EmpiricalError, Point, Rng, Seed, WEIGHT_ONE};

const DRAWS: usize = 400_000;
const QUANTILES: [f64; 6] = [0.01, 0.25, 0.5, 0.9, 0.99, 0.999];

fn parse(text: &str) -> Distribution {
    text.parse().expect("a distribution of this test")
}

fn draws(distribution: &Distribution) -> Vec<Duration> {
    let mut rng = Seed(7).stream("distribution", 0);
    (0..DRAWS).map(|_| distribution.sample(&mut rng)).collect()
}

/// For a continuous distribution: the share of draws below each quantile is right within 4 standard deviations,
/// the mean within `tolerance` of the closed form, and the mean of squares within four times as much.
fn check(text: &str, tolerance: f64) {
    let distribution = parse(text);
    let draws = draws(&distribution);
    for quantile in QUANTILES {
        let limit = distribution.quantile(quantile);
        let share = draws.iter().filter(|&&draw| draw <= limit).count() as f64 / DRAWS as f64;
        let sigma = (quantile * (1.0 - quantile) / DRAWS as f64).sqrt();
        assert!((share - quantile).abs() < 4.0 * sigma, "{text}: {share} of the draws are up to {limit}");
    }
    let mean = draws.iter().map(|draw| draw.as_nanos() as f64).sum::<f64>() / DRAWS as f64;
    let theory = distribution.mean().expect("a finite mean").as_nanos() as f64;
    assert!((mean / theory - 1.0).abs() < tolerance, "{text}: mean {mean}, not {theory}");
    let square = draws.iter().map(|draw| draw.as_secs_f64() * draw.as_secs_f64()).sum::<f64>() / DRAWS as f64;
    let theory = distribution.mean_square().expect("a finite mean of squares");
    assert!((square / theory - 1.0).abs() < 4.0 * tolerance, "{text}: mean square {square}, not {theory}");
}

#[test]
fn uniform() {
    check("uniform(1ms,9ms)", 0.003);
    check("uniform(0s,1h)", 0.003);
}

#[test]
fn exponential() {
    check("exp(5ms)", 0.005);
}

#[test]
fn log_normal() {
    check("lognormal(5ms,0.5)", 0.004);
    check("lognormal(5ms,1.5)", 0.02);
}

#[test]
fn pareto() {
    check("pareto(1ms,4)", 0.004);
    check("pareto(1ms,2.5)", 0.02);
}

#[test]
fn empirical_draws_come_as_often_as_their_weights() {
    let draws = draws(&parse("empirical(1ms:0.9,50ms:0.1,2ms:0)"));
    let count = |millis| draws.iter().filter(|&&draw| draw == Duration::from_millis(millis)).count();
    assert_eq!(count(1) + count(50), DRAWS);
    assert!(count(50).abs_diff(DRAWS / 10) < 800, "{}", count(50));
}

#[test]
fn uniform_includes_both_ends() {
    let draws = draws(&parse("uniform(3ns,5ns)"));
    for nanos in 3..=5 {
        let count = draws.iter().filter(|&&draw| draw == Duration::from_nanos(nanos)).count();
        assert!(count.abs_diff(DRAWS / 3) < 1200, "{count} draws of {nanos}");
    }
}

/// Mean and quantiles of each text.
fn closed_forms(lines: &str, expect: Expect) {
    let mut text = String::new();
    for line in lines.lines() {
        let distribution = parse(line);
        let mean = distribution.mean().map_or("infinite".to_owned(), |mean| mean.to_string());
        let quantiles: Vec<String> =
            [0.0, 0.5, 0.99, 1.0].iter().map(|&q| distribution.quantile(q).to_string()).collect();
        writeln!(text, "{line}: mean {mean}, quantiles {}", quantiles.join(" ")).unwrap();
    }
    expect.assert_eq(&text);
}

#[test]
fn means_and_quantiles() {
    closed_forms(
        "5ms\nuniform(1ms,9ms)\nexp(5ms)\nexp(0)\nlognormal(5ms,0.5)\nlognormal(5ms,0)\nlognormal(0,1)\npareto(1ms,1.5)\npareto(1ms,1)\npareto(1h,1.0000001)\nempirical(50ms:0.1,1ms:0.9)\nempirical(2ms:0,1ms:3)",
        expect![[r#"
            5ms: mean 5ms, quantiles 5ms 5ms 5ms 5ms
            uniform(1ms,9ms): mean 5ms, quantiles 1ms 5ms 8.92ms 9ms
            exp(5ms): mean 5ms, quantiles 0s 3.465736ms 23.025851ms 5124095h34m33.709551615s
            exp(0): mean 0s, quantiles 0s 0s 0s 0s
            lognormal(5ms,0.5): mean 5.665742ms, quantiles 0s 5ms 16.00037ms 5124095h34m33.709551615s
            lognormal(5ms,0): mean 5ms, quantiles 5ms 5ms 5ms 5ms
            lognormal(0,1): mean 0s, quantiles 0s 0s 0s 0s
            pareto(1ms,1.5): mean 3ms, quantiles 1ms 1.587401ms 21.544347ms 5124095h34m33.709551615s
            pareto(1ms,1): mean infinite, quantiles 1ms 2ms 100ms 5124095h34m33.709551615s
            pareto(1h,1.0000001): mean infinite, quantiles 1h0m0s 1h59m59.999500934s 99h59m59.834213927s 5124095h34m33.709551615s
            empirical(50ms:0.1,1ms:0.9): mean 5.9ms, quantiles 1ms 1ms 50ms 50ms
            empirical(2ms:0,1ms:3): mean 1ms, quantiles 1ms 1ms 1ms 1ms
        "#]],
    );
}

#[test]
fn heavy_tails_are_cut_off_at_the_maximum() {
    let distribution = parse("pareto(1h,0.01)");
    let draws = draws(&distribution);
    assert!(draws.iter().all(|&draw| draw >= Duration::HOUR));
    assert!(draws.contains(&Duration::MAX));
    assert_eq!(distribution.quantile(1.0), Duration::MAX);
}

#[test]
fn parameters_out_of_range_give_something() {
    let mut rng = Rng::new(0);
    let second = Duration::SECOND;
    for (distribution, expected) in [
        (Distribution::Uniform { low: second, high: Duration::ZERO }, second),
        (Distribution::LogNormal { median: second, sigma: f64::NAN }, Duration::ZERO),
        (Distribution::Pareto { least: second, shape: 0.0 }, Duration::MAX),
    ] {
        assert_eq!(distribution.sample(&mut rng), expected, "{distribution}");
        assert_eq!(distribution.quantile(f64::NAN), distribution.quantile(0.0), "{distribution}");
    }
}

#[test]
fn weights_that_make_no_distribution() {
    let point = |weight| Point { value: Duration::SECOND, weight };
    assert_eq!(Empirical::new(Vec::new()), Err(EmpiricalError::NoWeight));
    assert_eq!(Empirical::new(vec![point(0)]), Err(EmpiricalError::NoWeight));
    assert_eq!(Empirical::new(vec![point(u64::MAX), point(1)]), Err(EmpiricalError::TooMuchWeight));
    let extreme =
        Empirical::new(vec![Point { value: Duration::MAX, weight: u64::MAX - 1 }, point(1)]).unwrap();
    assert_eq!(Distribution::Empirical(extreme).mean(), Some(Duration::from_nanos(u64::MAX - 1)));
    let halves = Empirical::new(vec![point(WEIGHT_ONE), Point { value: Duration::ZERO, weight: WEIGHT_ONE }]);
    let halves = Distribution::Empirical(halves.unwrap());
    assert_eq!((halves.mean(), halves.mean_square()), (Some(Duration::from_millis(500)), Some(0.5)));
    assert_eq!(parse("10ms").mean_square(), Some(1e-4));
    assert_eq!(parse("pareto(1ms,2)").mean_square(), None);
}

#[test]
fn what_is_constant() {
    let constant =
        ["5ms", "uniform(1ms,1ms)", "exp(0)", "lognormal(1ms,0)", "pareto(0,1)", "empirical(1ms:1,2ms:0)"];
    let varying =
        ["uniform(1ms,2ms)", "exp(1ns)", "lognormal(1ms,1)", "pareto(1ms,1)", "empirical(1ms:1,2ms:1)"];
    assert!(constant.iter().all(|text| parse(text).is_constant()));
    assert!(!varying.iter().any(|text| parse(text).is_constant()));
}

//! The written forms of durations and distributions, and what is said about wrong ones.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use tidepool_des::{Distribution, Duration};

/// Parses each line as a duration and as a distribution, and shows what comes out.
fn check(lines: &str, expect: Expect) {
    let show = |line: &str| match line.parse::<Distribution>() {
        Ok(value) => format!("{line} -> {value}\n"),
        Err(error) => format!("{line} -> {error}\n"),
    };
    expect.assert_eq(&lines.lines().map(show).collect::<String>());
}

#[test]
fn durations() {
    check(
        "0\n0s\n5ns\n20us\n20µs\n20μs\n300ms\n1.5s\n.5s\n1.s\n90s\n1h2m3.5s\n1s500ms\n0.0000000019s\n9223372036854775807ns",
        expect![[r#"
            0 -> 0s
            0s -> 0s
            5ns -> 5ns
            20us -> 20µs
            20µs -> 20µs
            20μs -> 20µs
            300ms -> 300ms
            1.5s -> 1.5s
            .5s -> 500ms
            1.s -> 1s
            90s -> 1m30s
            1h2m3.5s -> 1h2m3.5s
            1s500ms -> 1.5s
            0.0000000019s -> 1ns
            9223372036854775807ns -> 2562047h47m16.854775807s
        "#]],
    );
}

#[test]
fn distributions() {
    check(
        "5ms\n exp( 5ms ) \nuniform(1ms,9ms)\nuniform(1ms, 1ms)\nlognormal(5ms,0.5)\npareto(1ms,1.5)\nempirical(1ms:0.9,50ms:0.1)\nempirical(1ms:90, 50ms:10.000000001)",
        expect![[r#"
            5ms -> 5ms
             exp( 5ms )  -> exp(5ms)
            uniform(1ms,9ms) -> uniform(1ms,9ms)
            uniform(1ms, 1ms) -> uniform(1ms,1ms)
            lognormal(5ms,0.5) -> lognormal(5ms,0.5)
            pareto(1ms,1.5) -> pareto(1ms,1.5)
            empirical(1ms:0.9,50ms:0.1) -> empirical(1ms:0.9,50ms:0.1)
            empirical(1ms:90, 50ms:10.000000001) -> empirical(1ms:90,50ms:10.000000001)
        "#]],
    );
}

#[test]
fn wrong_texts() {
    check(
        "\n5\n5xs\n-5ms\n1.\n.\n1ms 2\n5ms,\n9223372036854775808ns\n99999999999999999999h\nexp\nexp(\nexp()\nexp(5)\nexp(5ms\nexp(5ms,1)\nnormal(5ms,1ms)\nuniform(9ms,1ms)\nuniform(9ms)\nlognormal(5ms,-1)\nlognormal(5ms,11)\nlognormal(5ms,nan)\npareto(1ms,0)\nempirical()\nempirical(1ms)\nempirical(1ms:0)\nempirical(1ms:0.1234567891)\nempirical(1ms:1,)\n５ms\nexp(5ms)潮",
        expect![[r#"
             -> expected a duration such as 5ms, or uniform, exp, lognormal, pareto or empirical with its parameters in parentheses at column 1, found the end
            5 -> expected a unit (ns, us, ms, s, m or h) at column 2, found the end
            5xs -> expected a unit (ns, us, ms, s, m or h) at column 2, found "xs"
            -5ms -> expected a duration that is not negative at column 1, found "-5ms"
            1. -> expected a unit (ns, us, ms, s, m or h) at column 3, found the end
            . -> expected a duration such as 5ms at column 1, found "."
            1ms 2 -> expected nothing after the distribution at column 5, found "2"
            5ms, -> expected nothing after the distribution at column 4, found ","
            9223372036854775808ns -> expected a duration up to 2562047h47m16.854775807s at column 1, found "9223372036854775808n"
            99999999999999999999h -> expected a duration up to 2562047h47m16.854775807s at column 1, found "99999999999999999999"
            exp -> expected "(" at column 4, found the end
            exp( -> expected a duration such as 5ms at column 5, found the end
            exp() -> expected a duration such as 5ms at column 5, found ")"
            exp(5) -> expected a unit (ns, us, ms, s, m or h) at column 6, found ")"
            exp(5ms -> expected ")" at column 8, found the end
            exp(5ms,1) -> expected ")" at column 8, found ",1)"
            normal(5ms,1ms) -> expected a duration such as 5ms, or uniform, exp, lognormal, pareto or empirical with its parameters in parentheses at column 1, found "normal(5ms,1ms)"
            uniform(9ms,1ms) -> expected a duration not shorter than 9ms at column 13, found "1ms)"
            uniform(9ms) -> expected "," at column 12, found ")"
            lognormal(5ms,-1) -> expected a number from 0 to 10 at column 15, found "-1)"
            lognormal(5ms,11) -> expected a number from 0 to 10 at column 15, found "11)"
            lognormal(5ms,nan) -> expected a number from 0 to 10 at column 15, found "nan)"
            pareto(1ms,0) -> expected a number from 0.01 to 1000 at column 12, found "0)"
            empirical() -> expected a duration such as 5ms at column 11, found ")"
            empirical(1ms) -> expected ":" at column 14, found ")"
            empirical(1ms:0) -> expected at least one point with a weight above 0 at column 11, found "1ms:0)"
            empirical(1ms:0.1234567891) -> expected a weight such as 0.5, up to a billion, with at most 9 decimals at column 15, found "0.1234567891)"
            empirical(1ms:1,) -> expected a duration such as 5ms at column 17, found ")"
            ５ms -> expected a duration such as 5ms, or uniform, exp, lognormal, pareto or empirical with its parameters in parentheses at column 1, found "５ms"
            exp(5ms)潮 -> expected nothing after the distribution at column 9, found "潮"
        "#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn durations_read_back(nanos in 0..=i64::MAX as u64) {
        let duration = Duration::from_nanos(nanos);
        prop_assert_eq!(duration.to_string().parse(), Ok(duration));
    }

    #[test]
    fn any_text_gives_a_result(text in "[0-9a-zµ.,:() -]{0,20}") {
        if let Ok(value) = text.parse::<Distribution>() {
            prop_assert_eq!(value.to_string().parse(), Ok(value));
        }
    }

    #[test]
    fn distributions_read_back(
        nanos in 0..1_000_000_000_000_u64,
        more in 0..1_000_000_000_000_u64,
        sigma in 0.0..10.0_f64,
        shape in 0.01..1000.0_f64,
    ) {
        let low = Duration::from_nanos(nanos);
        for value in [
            Distribution::Uniform { low, high: low + Duration::from_nanos(more) },
            Distribution::Exponential { mean: low },
            Distribution::LogNormal { median: low, sigma },
            Distribution::Pareto { least: low, shape },
        ] {
            prop_assert_eq!(value.to_string().parse(), Ok(value));
        }
    }
}

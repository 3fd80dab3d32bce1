//! The settings and what becomes of values that do not fit.

use crate::hikari::Config;

fn validated(change: impl FnOnce(&mut Config)) -> (Config, Vec<String>) {
    let mut config = Config::default();
    change(&mut config);
    let warnings = config.validate();
    (config, warnings)
}

#[test]
fn the_defaults() {
    let (config, warnings) = validated(|_| {});
    assert_eq!(warnings, [""; 0]);
    assert_eq!((config.max_pool_size, config.min_idle), (10, 10));
    assert_eq!(config.connection_timeout, 30_000);
    assert_eq!(config.validation_timeout, 5_000);
    assert_eq!(config.idle_timeout, 600_000);
    assert_eq!(config.max_lifetime, 1_800_000);
    assert_eq!((config.keepalive_time, config.leak_detection_threshold), (0, 0));
    assert_eq!((config.alive_bypass_window, config.housekeeping_period), (500, 30_000));
}

#[test]
fn the_minimum_is_at_most_the_maximum() {
    assert_eq!(validated(|c| (c.max_pool_size, c.min_idle) = (5, 7)).0.min_idle, 5);
    assert_eq!(validated(|c| (c.max_pool_size, c.min_idle) = (5, 0)).0.min_idle, 0);
    assert_eq!(validated(|c| c.max_pool_size = 0).0.max_pool_size, 10);
}

#[test]
fn what_is_too_short_is_replaced_with_a_warning() {
    let (config, warnings) = validated(|c| c.max_lifetime = 29_999);
    assert_eq!(config.max_lifetime, 1_800_000);
    assert_eq!(warnings, ["maxLifetime is less than 30000ms, setting to default 1800000ms."]);
    let (config, warnings) = validated(|c| c.connection_timeout = 249);
    assert_eq!(config.connection_timeout, 30_000);
    assert_eq!(warnings, ["connectionTimeout is less than 250ms, setting to 30000ms."]);
    let (config, warnings) = validated(|c| c.validation_timeout = 0);
    assert_eq!(config.validation_timeout, 5_000);
    assert_eq!(warnings, ["validationTimeout is less than 250ms, setting to 5000ms."]);
    assert_eq!(validated(|c| c.max_lifetime = 0).0.max_lifetime, 0, "0 is for ever");
}

#[test]
fn keepalive_needs_half_a_minute_and_less_than_a_lifetime() {
    assert_eq!(validated(|c| c.keepalive_time = 29_999).0.keepalive_time, 0);
    assert_eq!(validated(|c| c.keepalive_time = 30_000).0.keepalive_time, 30_000);
    let (config, warnings) = validated(|c| (c.keepalive_time, c.max_lifetime) = (60_000, 60_000));
    assert_eq!(config.keepalive_time, 0);
    assert_eq!(warnings, ["keepaliveTime is greater than or equal to maxLifetime, disabling it."]);
    assert_eq!(validated(|c| (c.keepalive_time, c.max_lifetime) = (60_000, 0)).0.keepalive_time, 60_000);
}

#[test]
fn leak_detection_needs_two_seconds_and_at_most_a_lifetime() {
    let (config, warnings) = validated(|c| c.leak_detection_threshold = 1_999);
    assert_eq!(config.leak_detection_threshold, 0);
    assert_eq!(
        warnings,
        ["leakDetectionThreshold is less than 2000ms or more than maxLifetime, disabling it."]
    );
    assert_eq!(validated(|c| c.leak_detection_threshold = 2_000).0.leak_detection_threshold, 2_000);
    let long =
        |lifetime: i64| validated(|c| (c.leak_detection_threshold, c.max_lifetime) = (60_000, lifetime));
    assert_eq!(long(59_000).0.leak_detection_threshold, 0);
    assert_eq!(long(60_000).0.leak_detection_threshold, 60_000);
    assert_eq!(long(0).0.leak_detection_threshold, 60_000);
}

#[test]
fn idle_time_out_counts_only_below_the_maximum() {
    let lazy = |idle: i64, lifetime: i64| {
        validated(|c| (c.min_idle, c.idle_timeout, c.max_lifetime) = (0, idle, lifetime))
    };
    let (config, warnings) = lazy(59_001, 60_000);
    assert_eq!(config.idle_timeout, 0);
    assert_eq!(warnings, ["idleTimeout is close to or more than maxLifetime, disabling it."]);
    assert_eq!(lazy(59_000, 60_000).0.idle_timeout, 59_000);
    let (config, warnings) = lazy(9_999, 0);
    assert_eq!(config.idle_timeout, 600_000);
    assert_eq!(warnings, ["idleTimeout is less than 10000ms, setting to default 600000ms."]);
    let (config, warnings) = validated(|c| c.idle_timeout = 9_999);
    assert_eq!(config.idle_timeout, 9_999);
    assert_eq!(
        warnings,
        ["idleTimeout has been set but has no effect because the pool is operating as a fixed size pool."]
    );
}

//! The settings and what becomes of values that do not fit.

/// Settings of a pool; times in milliseconds, as in `HikariConfig`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// `maximumPoolSize`.
    pub max_pool_size: i64,
    /// `minimumIdle`, negative for as many as `maximumPoolSize`.
    pub min_idle: i64,
    /// `connectionTimeout`.
    pub connection_timeout: i64,
    /// `validationTimeout`.
    pub validation_timeout: i64,
    /// `idleTimeout`, 0 for never.
    pub idle_timeout: i64,
    /// `maxLifetime`, 0 for none.
    pub max_lifetime: i64,
    /// `keepaliveTime`, 0 for never.
    pub keepalive_time: i64,
    /// `leakDetectionThreshold`, 0 for off.
    pub leak_detection_threshold: i64,
    /// For so long a connection that was used needs no validation (`com.zaxxer.hikari.aliveBypassWindowMs`).
    pub alive_bypass_window: i64,
    /// From one run of the housekeeper to the next (`com.zaxxer.hikari.housekeeping.periodMs`).
    pub housekeeping_period: i64,
}

const SECOND: i64 = 1_000;
const TIMEOUT_FLOOR: i64 = 250;
const CONNECTION_TIMEOUT: i64 = 30 * SECOND;
const VALIDATION_TIMEOUT: i64 = 5 * SECOND;
const IDLE_TIMEOUT: i64 = 600 * SECOND;
const MAX_LIFETIME: i64 = 1_800 * SECOND;
const POOL_SIZE: i64 = 10;

impl Default for Config {
    fn default() -> Self {
        Config {
            max_pool_size: -1,
            min_idle: -1,
            connection_timeout: CONNECTION_TIMEOUT,
            validation_timeout: VALIDATION_TIMEOUT,
            idle_timeout: IDLE_TIMEOUT,
            max_lifetime: MAX_LIFETIME,
            keepalive_time: 0,
            leak_detection_threshold: 0,
            alive_bypass_window: 500,
            housekeeping_period: 30 * SECOND,
        }
    }
}

impl Config {
    /// Makes the values fit each other when a pool is made from them. Answers with the warnings that are logged.
    pub fn validate(&mut self) -> Vec<String> {
        let mut warnings = Vec::new();
        let mut warn = |text: String| warnings.push(text);
        if self.max_lifetime != 0 && self.max_lifetime < 30 * SECOND {
            warn(format!("maxLifetime is less than 30000ms, setting to default {MAX_LIFETIME}ms."));
            self.max_lifetime = MAX_LIFETIME;
        }
        if self.keepalive_time != 0 && self.keepalive_time < 30 * SECOND {
            warn("keepaliveTime is less than 30000ms, disabling it.".into());
            self.keepalive_time = 0;
        }
        if self.keepalive_time != 0 && self.max_lifetime != 0 && self.keepalive_time >= self.max_lifetime {
            warn("keepaliveTime is greater than or equal to maxLifetime, disabling it.".into());
            self.keepalive_time = 0;
        }
        let leak = self.leak_detection_threshold;
        if leak > 0 && (leak < 2 * SECOND || (self.max_lifetime > 0 && leak > self.max_lifetime)) {
            warn("leakDetectionThreshold is less than 2000ms or more than maxLifetime, disabling it.".into());
            self.leak_detection_threshold = 0;
        }
        if self.connection_timeout < TIMEOUT_FLOOR {
            warn(below_floor("connectionTimeout", CONNECTION_TIMEOUT));
            self.connection_timeout = CONNECTION_TIMEOUT;
        }
        if self.validation_timeout < TIMEOUT_FLOOR {
            warn(below_floor("validationTimeout", VALIDATION_TIMEOUT));
            self.validation_timeout = VALIDATION_TIMEOUT;
        }
        if self.max_pool_size < 1 {
            self.max_pool_size = POOL_SIZE;
        }
        if self.min_idle < 0 || self.min_idle > self.max_pool_size {
            self.min_idle = self.max_pool_size;
        }
        if let Some(text) = self.validate_idle_timeout() {
            warn(text);
        }
        warnings
    }

    fn validate_idle_timeout(&mut self) -> Option<String> {
        let fixed = self.min_idle == self.max_pool_size;
        if !fixed && self.max_lifetime > 0 && self.idle_timeout + SECOND > self.max_lifetime {
            self.idle_timeout = 0;
            return Some("idleTimeout is close to or more than maxLifetime, disabling it.".into());
        }
        if !fixed && self.idle_timeout != 0 && self.idle_timeout < 10 * SECOND {
            self.idle_timeout = IDLE_TIMEOUT;
            return Some(format!("idleTimeout is less than 10000ms, setting to default {IDLE_TIMEOUT}ms."));
        }
        let idle_timeout_set = self.idle_timeout != 0 && self.idle_timeout != IDLE_TIMEOUT;
        (fixed && idle_timeout_set).then(|| {
            "idleTimeout has been set but has no effect because the pool is operating as a fixed size pool.".into()
        })
    }
}

fn below_floor(setting: &str, default: i64) -> String {
    format!("{setting} is less than {TIMEOUT_FLOOR}ms, setting to {default}ms.")
}

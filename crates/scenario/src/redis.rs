//! The simulated Redis servers: the `[redis]` table.

use serde::{Deserialize, Serialize};
use tidepool_des::{Distribution, Duration};

use crate::ScenarioError;
use crate::apply::{distribution, duration};

/// Redis servers. All of a run behave alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Redis {
    /// Time to open a connection, a distribution.
    pub dial: String,
    /// Time on the way there and back, a distribution.
    pub latency: String,
    /// For how long a command keeps the one thread busy, a distribution.
    pub command: String,
    /// For how much longer each command does that a script calls.
    pub call: String,
}

impl Default for Redis {
    fn default() -> Self {
        Redis { dial: "1ms".into(), latency: "500us".into(), command: "10us".into(), call: "1us".into() }
    }
}

/// How Redis servers behave, as values.
#[derive(Clone, Debug, PartialEq)]
pub struct RedisSettings {
    /// Time to open a connection.
    pub dial: Distribution,
    /// Time on the way there and back.
    pub latency: Distribution,
    /// For how long a command keeps the one thread busy.
    pub command: Distribution,
    /// For how much longer each command does that a script calls.
    pub call: Duration,
}

impl RedisSettings {
    pub(crate) fn of(redis: &Redis) -> Result<RedisSettings, ScenarioError> {
        Ok(RedisSettings {
            dial: distribution("redis.dial", &redis.dial)?,
            latency: distribution("redis.latency", &redis.latency)?,
            command: distribution("redis.command", &redis.command)?,
            call: duration("redis.call", &redis.call)?,
        })
    }
}

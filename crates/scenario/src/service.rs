//! What the listing calls by HTTP and others run: `[[service]]` tables.

use serde::{Deserialize, Serialize};
use tidepool_des::Distribution;

use crate::apply::{count, distribution, share};
use crate::{ScenarioError, Settings};

/// A service as written down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Service {
    /// Short name, for targets, faults and metrics.
    pub id: String,
    /// The host's name in the listing's addresses, on any port; empty: `id`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub host: String,
    /// The service time of a call, a distribution.
    pub latency: String,
    /// How many calls it works on at a time, others wait in turn; 0 is any number.
    pub workers: u32,
    /// The share of calls that get a status of 500, from 0 to 1.
    pub fail: f64,
    /// What it answers.
    pub body: String,
}

impl Default for Service {
    fn default() -> Self {
        Service {
            id: String::new(),
            host: String::new(),
            latency: "1ms".into(),
            workers: 0,
            fail: 0.0,
            body: "ok\n".into(),
        }
    }
}

/// A service as values.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceSettings {
    /// Its name.
    pub id: String,
    /// The host's name.
    pub host: String,
    /// The service time of a call.
    pub latency: Distribution,
    /// How many calls it works on at a time; 0 is any number.
    pub workers: u32,
    /// The share of calls that fail.
    pub fail: f64,
    /// What it answers.
    pub body: String,
}

/// Most calls at work at a time.
const WORKERS_MAX: u32 = 1_000_000;

/// Fields that can be set.
const FIELDS: [&str; 3] = ["latency", "workers", "fail"];

/// The services of a scenario, whose names must differ, from each other and from those of the groups.
pub(crate) fn all(services: &[Service], groups: &[&str]) -> Result<Vec<ServiceSettings>, ScenarioError> {
    let mut found: Vec<ServiceSettings> = Vec::new();
    for (index, service) in services.iter().enumerate() {
        let id = if service.id.is_empty() { index.to_string() } else { service.id.clone() };
        let path = |field: &str| format!("service.{id}.{field}");
        let host = if service.host.is_empty() { &service.id } else { &service.host };
        let is_name = |name: &str| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
        };
        let is_taken = groups.contains(&service.id.as_str())
            || found.iter().any(|other| other.id == service.id || other.host == *host);
        if !is_name(&service.id) || service.id.contains('.') || is_taken {
            let wanted = "a name of letters, digits and hyphens that no other service and no group has";
            return Err(ScenarioError::value(path("id"), format!("{:?} is not {wanted}", service.id)));
        }
        if !is_name(host) || host == "localhost" {
            return Err(ScenarioError::value(
                path("host"),
                format!("{host:?} is not the name of another host"),
            ));
        }
        let mut settings = ServiceSettings {
            id: service.id.clone(),
            host: host.clone(),
            latency: distribution(&path("latency"), &service.latency)?,
            workers: 0,
            fail: 0.0,
            body: service.body.clone(),
        };
        settings.set("workers", &service.workers.to_string(), &path("workers"))?;
        settings.set("fail", &service.fail.to_string(), &path("fail"))?;
        found.push(settings);
    }
    Ok(found)
}

impl ServiceSettings {
    fn set(&mut self, field: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
        match field {
            "latency" => self.latency = distribution(path, text)?,
            "workers" => self.workers = count(path, text, 0, WORKERS_MAX)?,
            "fail" => self.fail = share(path, text)?,
            _ => return Err(ScenarioError::unknown(path, "field", field, FIELDS.into_iter())),
        }
        Ok(())
    }
}

/// Sets `ID.FIELD` of a service from `text`.
pub(crate) fn set(s: &mut Settings, target: &str, text: &str, path: &str) -> Result<(), ScenarioError> {
    let (id, field) = target.split_once('.').unwrap_or((target, ""));
    match s.services.iter_mut().find(|service| service.id == id) {
        Some(service) => service.set(field, text, path),
        None => {
            let known: Vec<String> = s.services.iter().map(|service| service.id.clone()).collect();
            Err(ScenarioError::unknown(path, "service", id, known.iter().map(String::as_str)))
        }
    }
}

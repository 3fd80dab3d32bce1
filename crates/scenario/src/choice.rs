//! What a reader can choose: parameters and presets, and what is expected of a run with that choice.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::document::ExpectValue;
use crate::fault::fault_at;
use crate::{Condition, Expectation, Scenario, ScenarioError, Selection, Text};

/// Type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ParamKind {
    /// A whole number.
    Int,
    /// A number.
    Float,
    /// A duration such as `300ms`.
    Duration,
    /// A duration or distribution such as `exp(5ms)`.
    Distribution,
    /// One of the words in `choices`.
    Word,
}

/// Something a reader can change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Param {
    /// Name on the command line and in links.
    pub key: String,
    /// What it sets: `lab.NAME`, `load.clients`, `database.latency` …
    pub target: String,
    /// Type.
    pub kind: ParamKind,
    /// Value in the plain run.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub default: toml::Value,
    /// Least value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
    pub min: Option<toml::Value>,
    /// Greatest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
    pub max: Option<toml::Value>,
    /// The words that one of kind `word` may be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Unit for readers, such as `connections`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Name for readers.
    pub label: Text,
}

/// One of the words that a parameter may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The word, as its target takes it.
    pub value: String,
    /// Name for readers.
    pub label: Text,
}

impl Param {
    /// A value of this parameter as text, as `--set` would take it.
    pub fn text_of(value: &toml::Value) -> String {
        match value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// Named settings, one click away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Short name.
    pub id: String,
    /// Name for readers.
    pub title: Text,
    /// Values of parameters, or of targets such as `fault.ID.at`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "IndexMap<String, serde_json::Value>"))]
    pub set: IndexMap<String, toml::Value>,
    /// Variant, if it is not the scenario's own listing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Conditions on metrics of a run with these settings.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub expect: IndexMap<String, String>,
}

impl Scenario {
    /// The preset that makes just these settings, keys with their values; what is the default anyway does not count.
    pub fn preset_with(&self, set: &[(String, String)]) -> Option<&Preset> {
        let chosen = self.choice(&set.iter().cloned().collect());
        self.presets.iter().find(|preset| self.preset_choice(preset) == chosen)
    }

    /// The conditions for `variant`: its own table, else the general ones if it is the scenario's own listing.
    pub fn expectations(&self, variant: Option<&str>) -> Result<Vec<Expectation>, ScenarioError> {
        let own = variant.is_none() || variant == self.own_variant();
        let mut found = IndexMap::new();
        for (key, value) in &self.expect {
            match value {
                ExpectValue::Condition(text) if own => drop(found.insert(key.clone(), text.clone())),
                ExpectValue::Variant(table) if Some(key.as_str()) == variant.or(self.own_variant()) => {
                    found.extend(table.clone());
                }
                _ => {}
            }
        }
        conditions(&found, "expect")
    }

    /// What is expected of `selection`: the conditions for its variant if nothing else is chosen (naming defaults chooses
    /// nothing), and those of presets that choose the same.
    pub(crate) fn expected(&self, selection: &Selection) -> Result<Vec<Expectation>, ScenarioError> {
        let mut expected = Vec::new();
        if selection.code.is_some() {
            return Ok(expected);
        }
        let chosen = self.choice(&selection.set);
        if chosen.is_empty() {
            expected = self.expectations(selection.variant.as_deref())?;
        }
        let variant = |id: &Option<String>| id.clone().or(self.own_variant().map(Into::into));
        for preset in &self.presets {
            let same = variant(&preset.variant) == variant(&selection.variant)
                && self.preset_choice(preset) == chosen;
            if same {
                expected.extend(preset.expectations()?);
            }
        }
        Ok(expected)
    }

    /// What a preset chooses that is not the default anyway.
    pub fn preset_choice(&self, preset: &Preset) -> BTreeMap<String, String> {
        self.choice(&preset.set.iter().map(|(key, value)| (key.clone(), Param::text_of(value))).collect())
    }

    /// Of what is set, what differs from the defaults, those of parameters and of the times of faults.
    fn choice(&self, set: &IndexMap<String, String>) -> BTreeMap<String, String> {
        let default = |key: &str| match self.params.iter().find(|param| param.key == key) {
            Some(param) => Some(Param::text_of(&param.default)),
            None => {
                let mut times = self.faults.iter().map(|fault| (fault_at(&fault.id), &fault.at));
                times.find(|(target, _)| target == key).map(|(_, at)| at.clone())
            }
        };
        set.iter()
            .filter(|(key, text)| default(key).as_ref() != Some(text))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect()
    }
}

impl Preset {
    /// What is expected of a run with these settings.
    ///
    /// # Errors
    /// Names the condition that cannot be read; in a scenario that has been parsed there is none.
    pub fn expectations(&self) -> Result<Vec<Expectation>, ScenarioError> {
        conditions(&self.expect, &format!("preset.{}.expect", self.id))
    }
}

fn conditions(found: &IndexMap<String, String>, path: &str) -> Result<Vec<Expectation>, ScenarioError> {
    let parse = |(metric, text): (&String, &String)| {
        let condition = Condition::parse(text)
            .map_err(|message| ScenarioError::value(format!("{path}.{metric}"), message))?;
        Ok(Expectation { metric: metric.clone(), condition })
    };
    found.iter().map(parse).collect()
}

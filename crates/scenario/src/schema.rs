//! The JSON Schema of the document, for editors.

use crate::Scenario;

/// The schema of [`Scenario`]'s TOML form: keys, their kinds and what they mean. It is looser than
/// [`Scenario::parse`], which also knows what goes together.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Scenario).to_value()
}

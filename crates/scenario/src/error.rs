//! What can be wrong with a scenario, a parameter or a link, in words that name the place.

use thiserror::Error;

/// A fault in the input, with its place and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScenarioError {
    /// The text is not TOML, or a key has the wrong type or is unknown.
    #[error("{file}: {message}")]
    Syntax {
        /// Name of the document.
        file: String,
        /// The parser's words, with line and column.
        message: String,
    },
    /// A value is outside its range or cannot be read.
    #[error("{path}: {message}")]
    Value {
        /// Path of the key, such as `load.clients` or `--set pool`.
        path: String,
        /// What was found and what was expected.
        message: String,
    },
    /// A name that nothing goes by.
    #[error("{path}: there is no {what} {name:?}; expected one of {known}")]
    Unknown {
        /// Where the name was written.
        path: String,
        /// Scenario, variant, parameter, listing …
        what: &'static str,
        /// The name.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A link that is cut off, altered or made by something else.
    #[error("link: {0}")]
    Link(String),
}

impl ScenarioError {
    /// A [`ScenarioError::Value`].
    pub fn value(path: impl Into<String>, message: impl Into<String>) -> Self {
        ScenarioError::Value { path: path.into(), message: message.into() }
    }

    /// A [`ScenarioError::Unknown`].
    pub fn unknown<'a>(
        path: impl Into<String>,
        what: &'static str,
        name: &str,
        known: impl Iterator<Item = &'a str>,
    ) -> Self {
        let known = known.collect::<Vec<_>>().join(", ");
        let known = if known.is_empty() { "none, since there is none".into() } else { known };
        ScenarioError::Unknown { path: path.into(), what, name: name.into(), known }
    }

    /// The same fault, which is one only with what `place` has set.
    pub(crate) fn with(self, place: &str) -> Self {
        let under = |path: String| format!("{path} with {place}");
        match self {
            ScenarioError::Value { path, message } => ScenarioError::Value { path: under(path), message },
            ScenarioError::Unknown { path, what, name, known } => {
                ScenarioError::Unknown { path: under(path), what, name, known }
            }
            other => other,
        }
    }
}

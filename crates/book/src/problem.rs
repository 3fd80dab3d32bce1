//! What is wrong with the book's text, with the place.

use std::fmt;

/// A fault in a text, shown as `content/en/4-1.md:12: …`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path of the file, as it was given.
    pub file: String,
    /// Line, counted from 1; 0 means the file as a whole.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}

/// Collects the problems of one file.
#[derive(Debug)]
pub(crate) struct Problems {
    file: String,
    found: Vec<Problem>,
}

impl Problems {
    pub fn of(file: &str) -> Problems {
        Problems { file: file.into(), found: Vec::new() }
    }

    pub fn add(&mut self, line: usize, message: impl Into<String>) {
        self.found.push(Problem { file: self.file.clone(), line, message: message.into() });
    }

    /// The value, or the error as a problem on `line`.
    pub fn ok<T, E: fmt::Display>(&mut self, line: usize, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.add(line, error.to_string())).ok()
    }

    pub fn into_vec(self) -> Vec<Problem> {
        self.found
    }
}

//! Diagnostics: what is wrong with a source text, and where.

use crate::span::{SourceMap, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The program runs, but probably not as meant.
    Warning,
    /// The program cannot run.
    Error,
}

/// One finding, worded like the Go compiler's where Go has a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The text concerned; messages are printed with the place of its start.
    pub span: Span,
    /// One line without place and without full stop.
    pub message: String,
    /// What to do about it, if that can be said in a sentence.
    pub hint: Option<String>,
    /// Error or warning.
    pub severity: Severity,
}

impl Diagnostic {
    /// An error without hint.
    pub fn error(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: None, severity: Severity::Error }
    }

    /// A warning without hint.
    pub fn warning(span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(span, message) }
    }

    /// The same diagnostic with a hint.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Whether this stops the program from being run.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// `file:line:col: message`, the hint (if any) indented on a line of its own; no line end.
    pub fn render(&self, sources: &SourceMap) -> String {
        let mut text = format!("{}: {}", sources.describe(self.span), self.message);
        if let Some(hint) = &self.hint {
            text.push_str("\n\t");
            text.push_str(hint);
        }
        text
    }
}

/// How many errors the Go compiler prints before it says `too many errors`.
pub const MAX_PRINTED: usize = 10;

/// Renders diagnostics in order of place, a line each, stopping with `too many errors` after [`MAX_PRINTED`].
pub fn render_all(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.span);
    let mut text = String::new();
    for (index, diagnostic) in sorted.iter().enumerate() {
        if index == MAX_PRINTED {
            text.push_str("too many errors\n");
            break;
        }
        text.push_str(&diagnostic.render(sources));
        text.push('\n');
    }
    text
}

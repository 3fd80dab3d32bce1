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

/// After this many errors the Go compiler says `too many errors` and stops.
pub const MAX_ERRORS: usize = 10;

/// The message of the last diagnostic when there were [`MAX_ERRORS`] or more.
const TOO_MANY: &str = "too many errors";

/// In messages of the parser: the name of the file it reads, which it does not know.
pub const THIS_FILE: &str = "<this file>";

/// What the Go compiler shows of errors found in this order: the first [`MAX_ERRORS`], sorted by place, those about
/// the same line in the same words but once, and then `too many errors` at the place of the last one found.
pub fn as_compiler_shows(found: Vec<Diagnostic>, sources: &SourceMap) -> Vec<Diagnostic> {
    let line = |diagnostic: &Diagnostic| {
        let position = sources.position(diagnostic.span);
        (diagnostic.span.file, position.line)
    };
    let mut shown: Vec<Diagnostic> = Vec::new();
    for diagnostic in found {
        let repeats =
            |last: &Diagnostic| last.message == diagnostic.message && line(last) == line(&diagnostic);
        if shown.last().is_some_and(repeats) {
            continue;
        }
        shown.push(diagnostic);
        if shown.len() == MAX_ERRORS {
            break;
        }
    }
    let last =
        shown.last().filter(|_| shown.len() == MAX_ERRORS).map(|last| Diagnostic::error(last.span, TOO_MANY));
    shown.sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start));
    shown.dedup_by(|a, b| {
        a.span.start == b.span.start && a.span.file == b.span.file && a.message == b.message
    });
    shown.extend(last);
    shown
}

/// Renders diagnostics in order of place, a line each. `too many errors` comes last; it also ends lists of more than
/// [`MAX_ERRORS`].
pub fn render_all(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|found| (found.message == TOO_MANY, found.span.file, found.span.start));
    let cut = sorted.len() > MAX_ERRORS && sorted.last().is_some_and(|last| last.message != TOO_MANY);
    if cut {
        sorted.truncate(MAX_ERRORS);
    }
    let mut text: String = sorted.iter().map(|diagnostic| diagnostic.render(sources) + "\n").collect();
    if cut {
        text.push_str(TOO_MANY);
        text.push('\n');
    }
    text
}

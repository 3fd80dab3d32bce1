//! From a listing's text to a program the machine can run.

use std::rc::Rc;

use tidepool_go_check::check;
use tidepool_go_syntax::{Diagnostic, SourceMap};
use tidepool_go_vm::bytecode::Program;
use tidepool_go_vm::compile::compile as to_bytecode;

/// What is wrong with a program, with places.
#[derive(Clone, Debug)]
pub struct CompileErrors {
    /// The diagnostics in order of their places, at most ten.
    pub diagnostics: Vec<Diagnostic>,
    /// The files they refer to; the user's is the first one.
    pub sources: SourceMap,
    /// How many more there are.
    pub more: usize,
}

/// Most diagnostics reported at once: as in Go's compiler ten, and one that says that there were too many.
const SHOWN_MAX: usize = 11;

/// Compiles a single-file program.
///
/// # Errors
/// Everything the parser and the checker found.
pub fn compile(name: &str, text: &str) -> Result<Rc<Program>, Box<CompileErrors>> {
    let checked = check(&[(name.into(), text.into())]);
    let mut diagnostics = checked.diagnostics;
    if let Some(hir) = &checked.program {
        match to_bytecode(hir) {
            Ok(program) => return Ok(Rc::new(program)),
            Err(errors) => diagnostics = errors,
        }
    }
    let more = diagnostics.len().saturating_sub(SHOWN_MAX);
    diagnostics.truncate(SHOWN_MAX);
    Err(Box::new(CompileErrors { diagnostics, sources: checked.sources, more }))
}

impl CompileErrors {
    /// One line per diagnostic, `file:line:col: message`, as Go's compiler prints them.
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.diagnostics.iter().map(|d| d.render(&self.sources)).collect();
        if self.more > 0 {
            lines.push("too many errors".into());
        }
        lines
    }
}

impl std::fmt::Display for CompileErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.lines().join("\n"))
    }
}

impl std::error::Error for CompileErrors {}

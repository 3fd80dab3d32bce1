//! From the compiler's diagnostics to problems with places in the editor.

use tidepool_sim::CompileErrors;

use crate::state::Problem;

/// The problems of a text that did not compile, and how many more there are.
pub fn problems(errors: &CompileErrors) -> (Vec<Problem>, usize) {
    let found = errors.diagnostics.iter().map(|diagnostic| {
        let place = errors.sources.position(diagnostic.span);
        Problem {
            line: place.line,
            column: place.column,
            range: (diagnostic.span.start as usize, diagnostic.span.end as usize),
            message: diagnostic.message.clone(),
            hint: diagnostic.hint.clone(),
        }
    });
    (found.collect(), errors.more)
}

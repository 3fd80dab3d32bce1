//! From the compiler's diagnostics to problems with places in the editor.

use std::rc::Rc;

use tidepool_sim::CompileErrors;

/// Something wrong with the reader's text, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, if it is not the one shown, but one that is deployed during the run.
    pub file: Option<Rc<str>>,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
    /// Range of bytes in the text.
    pub range: (usize, usize),
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// The problems of a text that did not compile, and how many more there are. It may be that of `shown`, or of another file
/// that is deployed during the run.
pub fn problems(errors: &CompileErrors, shown: &str) -> (Vec<Problem>, usize) {
    let found = errors.diagnostics.iter().map(|diagnostic| {
        let file = errors.sources.get(diagnostic.span.file).filter(|file| *file.name != *shown);
        let place = errors.sources.position(diagnostic.span);
        Problem {
            file: file.map(|file| file.name.clone()),
            line: place.line,
            column: place.column,
            range: (diagnostic.span.start as usize, diagnostic.span.end as usize),
            message: diagnostic.message.clone(),
            hint: diagnostic.hint.clone(),
        }
    });
    (found.collect(), errors.more)
}

#[cfg(test)]
mod tests {
    use tidepool_sim::compile;

    use super::*;

    #[test]
    fn a_fault_in_what_is_deployed_is_not_one_of_the_text_shown() {
        let errors = compile("b.go", "package main\n\nfunc main() { nothing() }\n").expect_err("it is wrong");
        let place = |shown| {
            let (problems, _) = problems(&errors, shown);
            problems.into_iter().map(|problem| (problem.file, problem.line)).collect::<Vec<_>>()
        };
        assert_eq!(place("b.go"), [(None, 3)]);
        assert_eq!(place("a.go"), [(Some("b.go".into()), 3)]);
    }
}

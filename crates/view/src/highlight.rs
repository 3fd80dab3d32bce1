//! Colours of Go source.

use std::ops::Range;

/// What a part of a Go text is, as far as the page colours it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// `func`, `if` and the like.
    Keyword,
    /// A type.
    Type,
    /// A predeclared function or constant.
    Builtin,
    /// A function or method where it is declared or called.
    Function,
    /// A string or rune.
    String,
    /// A number.
    Number,
    /// A comment.
    Comment,
}

impl Class {
    /// The page's style class for it.
    pub fn css(self) -> &'static str {
        match self {
            Class::Keyword => "kw",
            Class::Type => "typ",
            Class::Builtin => "bui",
            Class::Function => "fn",
            Class::String => "str",
            Class::Number => "num-lit",
            Class::Comment => "com",
        }
    }
}

/// Coloured parts of `text`: ranges of bytes in order, without overlap. What is in no range has the colour of text.
pub fn highlight(text: &str) -> Vec<(Range<usize>, Class)> {
    use tidepool_go_syntax::highlight::Class as Go;
    let coloured = tidepool_go_syntax::highlight::highlight(text).into_iter();
    coloured
        .filter_map(|(range, class)| {
            let class = match class {
                Go::Keyword => Class::Keyword,
                Go::TypeName => Class::Type,
                Go::Builtin => Class::Builtin,
                Go::Function => Class::Function,
                Go::String => Class::String,
                Go::Number => Class::Number,
                Go::Comment => Class::Comment,
                Go::Identifier | Go::Operator => return None,
            };
            Some((range, class))
        })
        .collect()
}

//! Tokens.

use crate::ast::BinaryOp;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tok {
    /// End of the text; always the last token.
    Eof,
    /// A semicolon, written (`;`) or inserted: at a line end its text is `\n`, at the end of the text it is empty.
    Semi,
    /// An identifier.
    Name,
    /// An integer literal.
    Int,
    /// A floating-point literal.
    Float,
    /// An imaginary literal.
    Imag,
    /// A rune literal.
    Rune,
    /// A string literal, interpreted or raw.
    Str,
    /// An operator that can stand between two operands. `Op(Mul)` is every star.
    Op(BinaryOp),
    /// An assignment operator such as `+=`.
    OpAssign(BinaryOp),
    /// `!`
    Not,
    /// `~`
    Tilde,
    /// `<-`
    Arrow,
    /// `++`
    Inc,
    /// `--`
    Dec,
    /// `=`
    Assign,
    /// `:=`
    Define,
    /// `(`
    LParen,
    /// `)`
    RParen,
    /// `[`
    LBrack,
    /// `]`
    RBrack,
    /// `{`
    LBrace,
    /// `}`
    RBrace,
    /// `,`
    Comma,
    /// `.`
    Dot,
    /// `:`
    Colon,
    /// `...`
    Ellipsis,
    /// A keyword.
    Key(Keyword),
}

/// A token and its bytes `start..end` in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub tok: Tok,
    /// Offset of its first byte.
    pub start: u32,
    /// Offset just after its last byte.
    pub end: u32,
}

macro_rules! keywords {
    ($($variant:ident $text:literal),* $(,)?) => {
        /// The keywords of Go.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Keyword { $($variant),* }

        impl Keyword {
            /// As written in Go.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The keyword with this text.
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

keywords! {
    Break "break", Case "case", Chan "chan", Const "const", Continue "continue", Default "default",
    Defer "defer", Else "else", Fallthrough "fallthrough", For "for", Func "func", Go "go", Goto "goto",
    If "if", Import "import", Interface "interface", Map "map", Package "package", Range "range",
    Return "return", Select "select", Struct "struct", Switch "switch", Type "type", Var "var",
}

impl Keyword {
    /// Whether it starts a statement that cannot be the middle of an expression: a good place to go on after an error.
    pub fn starts_statement(self) -> bool {
        matches!(
            self,
            Self::Break
                | Self::Const
                | Self::Continue
                | Self::Defer
                | Self::Fallthrough
                | Self::For
                | Self::Go
                | Self::Goto
                | Self::If
                | Self::Return
                | Self::Select
                | Self::Switch
                | Self::Type
                | Self::Var
        )
    }

    /// Whether it starts a declaration at top level.
    pub fn starts_declaration(self) -> bool {
        matches!(self, Self::Import | Self::Const | Self::Type | Self::Var | Self::Func)
    }
}

impl Tok {
    /// Whether a line that ends with this token ends a statement (a semicolon is inserted).
    pub fn ends_line(self) -> bool {
        match self {
            Tok::Name
            | Tok::Int
            | Tok::Float
            | Tok::Imag
            | Tok::Rune
            | Tok::Str
            | Tok::Inc
            | Tok::Dec
            | Tok::RParen
            | Tok::RBrack
            | Tok::RBrace => true,
            Tok::Key(key) => {
                matches!(key, Keyword::Break | Keyword::Continue | Keyword::Fallthrough | Keyword::Return)
            }
            _ => false,
        }
    }

    /// Whether it is a literal.
    pub fn is_literal(self) -> bool {
        matches!(self, Tok::Int | Tok::Float | Tok::Imag | Tok::Rune | Tok::Str)
    }

    /// How messages call this token where it is expected: `comma`, `{`, `keyword range`.
    pub fn expected_name(self) -> String {
        match self {
            Tok::Comma => "comma".into(),
            Tok::Semi => "semicolon or newline".into(),
            Tok::Name => "name".into(),
            Tok::Key(key) => format!("keyword {}", key.as_str()),
            other => other.symbol().into(),
        }
    }

    /// How messages call this token, with text `text`, where it was found: `name x`, `newline`, `literal 1`.
    pub fn found_name(self, text: &str) -> String {
        match self {
            Tok::Name => format!("name {text}"),
            Tok::Semi => match text {
                "" => "EOF".into(),
                ";" => "semicolon".into(),
                _ => "newline".into(),
            },
            tok if tok.is_literal() => match text.split_once('\n') {
                Some((line, _)) => format!("literal {line}…"),
                None => format!("literal {text}"),
            },
            Tok::OpAssign(op) => format!("{}=", op.as_str()),
            other => other.expected_name(),
        }
    }

    /// The fixed text of operators and punctuation.
    fn symbol(self) -> &'static str {
        match self {
            Tok::Eof => "EOF",
            Tok::Op(op) | Tok::OpAssign(op) => op.as_str(),
            Tok::Not => "!",
            Tok::Tilde => "~",
            Tok::Arrow => "<-",
            Tok::Inc => "++",
            Tok::Dec => "--",
            Tok::Assign => "=",
            Tok::Define => ":=",
            Tok::LParen => "(",
            Tok::RParen => ")",
            Tok::LBrack => "[",
            Tok::RBrack => "]",
            Tok::LBrace => "{",
            Tok::RBrace => "}",
            Tok::Comma => ",",
            Tok::Dot => ".",
            Tok::Colon => ":",
            Tok::Ellipsis => "...",
            Tok::Key(key) => key.as_str(),
            _ => "literal",
        }
    }
}

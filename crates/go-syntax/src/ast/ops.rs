//! Operators.

/// An operator with one operand, other than `*` (see [`ExprKind::Star`](super::ExprKind::Star)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnaryOp {
    /// `+x`
    Plus,
    /// `-x`
    Neg,
    /// `!x`
    Not,
    /// `^x`, bitwise complement
    BitNot,
    /// `&x`, address of
    Addr,
    /// `<-x`, receive
    Recv,
}

impl UnaryOp {
    /// As written in Go.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Neg => "-",
            Self::Not => "!",
            Self::BitNot => "^",
            Self::Addr => "&",
            Self::Recv => "<-",
        }
    }
}

/// An operator with two operands; also the operator of an assignment such as `+=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BinaryOp {
    /// `||`
    LogOr,
    /// `&&`
    LogAnd,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `&`
    And,
    /// `&^`
    AndNot,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
}

impl BinaryOp {
    /// As written in Go.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LogOr => "||",
            Self::LogAnd => "&&",
            Self::Eq => "==",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
            Self::Add => "+",
            Self::Sub => "-",
            Self::Or => "|",
            Self::Xor => "^",
            Self::Mul => "*",
            Self::Div => "/",
            Self::Rem => "%",
            Self::And => "&",
            Self::AndNot => "&^",
            Self::Shl => "<<",
            Self::Shr => ">>",
        }
    }

    /// How strongly it binds: 1 (`||`) to 5 (`*`).
    pub fn precedence(self) -> u8 {
        match self {
            Self::LogOr => 1,
            Self::LogAnd => 2,
            Self::Eq | Self::Ne | Self::Lt | Self::Le | Self::Gt | Self::Ge => 3,
            Self::Add | Self::Sub | Self::Or | Self::Xor => 4,
            _ => 5,
        }
    }

    /// Whether the result is an untyped boolean (`==`, `<` and so on).
    pub fn is_comparison(self) -> bool {
        self.precedence() == 3
    }

    /// Whether it is `<<` or `>>`.
    pub fn is_shift(self) -> bool {
        matches!(self, Self::Shl | Self::Shr)
    }
}

/// Directions of a channel type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChanDir {
    /// `chan T`
    Both,
    /// `chan<- T`
    Send,
    /// `<-chan T`
    Recv,
}

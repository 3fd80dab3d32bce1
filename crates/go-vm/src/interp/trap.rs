//! Why an instruction could not be completed: Go's runtime panics, and reasons of the machine.

use tidepool_go_check::types::TypeId;

/// A run-time panic or another reason to leave the interpreter's loop.
#[derive(Clone, Debug, PartialEq)]
pub enum Trap {
    /// A nil pointer was followed.
    Nil,
    /// Integer division by zero.
    Divide,
    /// Index out of range; the length is left out for negative indices.
    Index(i64, u64),
    /// A `runtime.Error` whose text begins with `runtime error: `.
    Error(String),
    /// A `runtime.Error` with a text of its own, such as `close of closed channel`.
    Plain(&'static str),
    /// A key cannot be hashed.
    Unhashable {
        /// Its dynamic type.
        ty: TypeId,
        /// True if there was nothing to be found anyway.
        in_vain: bool,
    },
    /// A `*runtime.TypeAssertionError`, with its text.
    Assertion(String),
    /// The process dies with `fatal error: ` and this text.
    Fatal(&'static str),
    /// A collection should run first; the instruction is then repeated.
    GcDue,
    /// This many bytes are needed but missing; after a collection the instruction is repeated once.
    NeedsRoom(u64),
    /// The stack has reached its limit.
    StackOverflow,
    /// The program is damaged or too large for the machine (not the Go program's fault).
    Broken(&'static str),
}

impl Trap {
    /// Text of the runtime error, without `runtime error: `.
    pub fn error_text(&self) -> Option<String> {
        Some(match self {
            Trap::Nil => "invalid memory address or nil pointer dereference".into(),
            Trap::Divide => "integer divide by zero".into(),
            Trap::Index(index, _) if *index < 0 => format!("index out of range [{index}]"),
            Trap::Index(index, len) => format!("index out of range [{index}] with length {len}"),
            Trap::Error(text) => text.clone(),
            _ => return None,
        })
    }
}

/// Result of an instruction.
pub type Step<T = ()> = Result<T, Trap>;

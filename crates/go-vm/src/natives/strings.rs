//! Packages strings and unicode.
//!
//! ```go
//! func upper(r rune) rune      // also unicode.ToUpper
//! func lower(r rune) rune      // also unicode.ToLower
//! ```

use super::{NativeCall, Table};
use crate::machine::Flow;
use crate::value::Value;

/// Natives about characters.
pub const TABLE: Table = &[
    ("strings.upper", upper, false),
    ("strings.lower", lower, false),
    ("unicode.ToUpper", upper, false),
    ("unicode.ToLower", lower, false),
    ("unicode.IsLetter", |c| test(c, char::is_alphabetic), false),
    ("unicode.IsUpper", |c| test(c, char::is_uppercase), false),
    ("unicode.IsLower", |c| test(c, char::is_lowercase), false),
    ("unicode.IsNumber", |c| test(c, char::is_numeric), false),
];

fn rune(call: &NativeCall) -> Option<char> {
    u32::try_from(call.arg(0).int()).ok().and_then(char::from_u32)
}

fn test(call: &mut NativeCall, test: fn(char) -> bool) -> Flow {
    let holds = rune(call).is_some_and(test);
    call.ret(Value::Bool(holds))
}

/// Go maps one rune to one rune; a longer mapping leaves it as it is.
fn map(call: &mut NativeCall, mapped: impl Fn(char) -> (Option<char>, bool)) -> Flow {
    let Some(c) = rune(call) else {
        return Flow::Next;
    };
    let to = match mapped(c) {
        (Some(single), true) => single,
        _ => c,
    };
    call.ret(Value::Int(u32::from(to).into()))
}

fn upper(call: &mut NativeCall) -> Flow {
    map(call, |c| {
        let mut upper = c.to_uppercase();
        (upper.next(), upper.next().is_none())
    })
}

fn lower(call: &mut NativeCall) -> Flow {
    map(call, |c| {
        let mut lower = c.to_lowercase();
        (lower.next(), lower.next().is_none())
    })
}

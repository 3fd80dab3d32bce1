//! Package strings: searching, and whole strings at once.
//!
//! ```go
//! func Index(s, substr string) int          // also LastIndex, Count
//! func IndexByte(s string, c byte) int      // also LastIndexByte
//! func view(b []byte) string                // b's bytes themselves: the caller never changes them again
//! func Repeat(s string, count int) string
//! ```

use super::PureCall;
use super::pure::PureTable;
use crate::interp::trap::{Step, Trap};
use crate::value::{MAX_LEN, StrRef, Value};

/// Natives of package strings.
pub const TABLE: PureTable = &[
    ("strings.Index", |c| search(c, find)),
    ("strings.LastIndex", |c| search(c, find_last)),
    ("strings.count", |c| search(c, count)),
    ("strings.IndexByte", |c| byte(c, |s, b| s.iter().position(|x| *x == b))),
    ("strings.LastIndexByte", |c| byte(c, |s, b| s.iter().rposition(|x| *x == b))),
    ("strings.view", view),
    ("strings.repeat", repeat),
];

/// Bytes looked at per ps of virtual time are many: Go's own searches use vector instructions.
pub(super) fn charge_bytes(call: &mut PureCall, bytes: usize) {
    let cost = call.costs().copy_byte.saturating_mul(u32::try_from(bytes / 8).unwrap_or(u32::MAX));
    call.charge(cost);
}

fn place(found: Option<usize>) -> i64 {
    found.map_or(-1, |i| i as i64)
}

fn search(call: &mut PureCall, f: fn(&[u8], &[u8]) -> i64) -> Step {
    let (s, sub) = (call.str_arg(0), call.str_arg(1));
    let (len, found) = (s.len(), f(s, sub));
    charge_bytes(call, len);
    call.ret(Value::Int(found))
}

fn find_from(s: &[u8], sub: &[u8], from: usize) -> Option<usize> {
    let (&first, rest) = match sub.split_first() {
        Some(parts) => parts,
        None => return Some(from),
    };
    let mut at = from;
    while at + sub.len() <= s.len() {
        at += s[at..=s.len() - sub.len()].iter().position(|b| *b == first)?;
        if &s[at + 1..at + sub.len()] == rest {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn find(s: &[u8], sub: &[u8]) -> i64 {
    place(find_from(s, sub, 0))
}

fn find_last(s: &[u8], sub: &[u8]) -> i64 {
    if sub.is_empty() {
        return s.len() as i64;
    }
    place(s.windows(sub.len()).rposition(|w| w == sub))
}

/// Occurrences that do not overlap; the empty string is the caller's business.
fn count(s: &[u8], sub: &[u8]) -> i64 {
    let (mut n, mut at) = (0, 0);
    while let Some(found) = find_from(s, sub, at).filter(|_| !sub.is_empty()) {
        n += 1;
        at = found + sub.len();
    }
    n
}

fn byte(call: &mut PureCall, f: fn(&[u8], u8) -> Option<usize>) -> Step {
    let s = call.str_arg(0);
    let (len, found) = (s.len(), f(s, call.arg(1).int() as u8));
    charge_bytes(call, len);
    call.ret(Value::Int(place(found)))
}

fn view(call: &mut PureCall) -> Step {
    let slice = call.arg(0).slice();
    let text = match slice.len() {
        0 => Value::EMPTY_STR,
        len => Value::Str(StrRef { obj: slice.obj(), off: slice.off(), len }),
    };
    call.ret(text)
}

fn repeat(call: &mut PureCall) -> Step {
    let (len, count) = (call.str_arg(0).len() as u64, call.arg(1).int().max(0) as u64);
    let total = len.saturating_mul(count);
    if total > MAX_LEN || call.heap().lacks_room(total) {
        return Err(Trap::NeedsRoom(total));
    }
    let text = call.str_arg(0).repeat(count as usize);
    call.ret_str(&text)
}

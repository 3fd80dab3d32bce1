//! Packages net/http and net/url: what each request does byte by byte.
//!
//! ```go
//! // package net/url: where the path of a request's target ends, at a question mark or at its end, if it is a path
//! // without escapes that needs none; else -1.
//! func plainTarget(raw string) int
//! func CanonicalHeaderKey(s string) string     // package net/http
//! ```

use super::PureCall;
use super::pure::PureTable;
use super::strings::charge_bytes;
use crate::interp::trap::Step;
use crate::value::Value;

/// Natives of packages net/http and net/url.
pub const TABLE: PureTable =
    &[("net/url.plainTarget", plain_target), ("net/http.CanonicalHeaderKey", canonical_header_key)];

fn plain_target(call: &mut PureCall) -> Step {
    let raw = call.str_arg(0);
    let (len, end) = (raw.len(), path_end(raw));
    charge_bytes(call, len);
    call.ret(Value::Int(end.map_or(-1, |end| end as i64)))
}

fn path_end(raw: &[u8]) -> Option<usize> {
    if raw.first() != Some(&b'/') || raw.iter().any(u8::is_ascii_control) {
        return None;
    }
    let end = raw.iter().position(|&b| b == b'?').unwrap_or(raw.len());
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"-_.~$&+,/:;=@".contains(b);
    raw[..end].iter().all(plain).then_some(end)
}

fn canonical_header_key(call: &mut PureCall) -> Step {
    let name = call.str_arg(0);
    let (len, canonical) = (name.len(), canonical(name));
    charge_bytes(call, len);
    match canonical {
        Some(canonical) => call.ret_str(&canonical),
        None => call.ret(call.arg(0)),
    }
}

/// A name of a header with capitals at the beginning and behind each hyphen, and nowhere else. None if it is written like
/// that, or has a character that no name has: then it stays as it is.
fn canonical(name: &[u8]) -> Option<Vec<u8>> {
    if !name.iter().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(b)) {
        return None;
    }
    let mut begins = true;
    let mut written = |&b: &u8| {
        let letter = if begins { b.to_ascii_uppercase() } else { b.to_ascii_lowercase() };
        begins = b == b'-';
        letter
    };
    let written: Vec<u8> = name.iter().map(&mut written).collect();
    (written != name).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::{canonical, path_end};

    #[test]
    fn the_paths_of_plain_targets_end_at_the_question_mark() {
        assert_eq!(path_end(b"/"), Some(1));
        assert_eq!(path_end(b"/users/7;a=b"), Some(12));
        assert_eq!(path_end(b"/users?name=%20#"), Some(6));
        assert_eq!(path_end(b"//x?"), Some(3));
        for other in
            ["", "*", "users", "http://db/", "/a%20b", "/a b", "/a!b", "/a#b", "/é", "/a?\n", "/\x7f"]
        {
            assert_eq!(path_end(other.as_bytes()), None, "{other:?}");
        }
    }

    #[test]
    fn names_of_headers_get_their_capitals() {
        assert_eq!(canonical(b"content-TYPE").as_deref(), Some(&b"Content-Type"[..]));
        assert_eq!(canonical(b"x_y.z-1a").as_deref(), Some(&b"X_y.z-1a"[..]));
        assert_eq!(canonical(b"Content-Type"), None);
        assert_eq!(canonical(b"content type"), None);
        assert_eq!(canonical("naïve".as_bytes()), None);
    }
}
